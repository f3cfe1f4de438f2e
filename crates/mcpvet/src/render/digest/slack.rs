//! A digest as a message of Slack: blocks for an incoming webhook.
//!
//! <https://docs.slack.dev/reference/block-kit/blocks/>,
//! <https://docs.slack.dev/messaging/formatting-message-text/>

use serde_json::{Value, json};

use super::{Part, behind, field, fitting, head, ids, rest};
use crate::monitor::{Item, Page};
use crate::render::{is_plain_url, shorten};

/// Blocks of a message.
pub const SLACK_BLOCKS: usize = 50;

/// Characters of the text of a block.
pub const SLACK_TEXT: usize = 3_000;

/// Blocks beside those of findings: the head, the sentence, what is left out, the footer.
const FRAME: usize = 4;

/// Characters of a header.
const HEADER: usize = 150;

/// Writes a digest as the body that an incoming webhook of Slack takes.
#[must_use]
pub fn slack(page: &Page) -> Value {
    let title = field(&page.title);
    let sentence = escape(&page.sentence);
    let mut blocks = vec![
        json!({ "type": "header", "text": plain_text(&shorten(&title, HEADER)) }),
        section(format!("*{sentence}*")),
    ];
    let (written, left) = fitting(page, SLACK_BLOCKS - FRAME, part, |_| 1);
    blocks.extend(written);
    blocks.extend(rest(left).map(section));
    blocks.push(json!({ "type": "context", "elements": [plain_text(&field(&page.footer))] }));
    json!({ "text": format!("{}: {sentence}", escape(&page.title)), "blocks": blocks })
}

fn part(part: Part<'_>) -> Value {
    match part {
        Part::Heading(title) => section(format!("*{}*", escape(title))),
        Part::Item(item) => section(of_item(item)),
        Part::Line(line) => section(escape(line)),
    }
}

fn of_item(item: &Item) -> String {
    let ids = escape(&ids(item));
    let link = match is_plain_url(&item.url) && !item.url.contains('|') {
        true => format!("<{}|{ids}>", escape_signs(&item.url)),
        false => ids,
    };
    let mut text =
        format!("*{}*\n{link}{}", escape(&head(item)), behind(": ", &escape(&item.summary)));
    for (label, fact) in &item.facts {
        text += &format!("\n{label}: {}", escape(fact));
    }
    text
}

fn section(text: String) -> Value {
    // `verbatim` keeps Slack from looking for addresses, channels and people in it.
    let text = shorten(&text, SLACK_TEXT);
    json!({ "type": "section", "text": { "type": "mrkdwn", "text": text, "verbatim": true } })
}

fn plain_text(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// Text in which nothing is markup. Slack knows no escape for the signs of its own markup, so they
/// become others that look alike.
fn escape(text: &str) -> String {
    let alike = |c| match c {
        '*' => '∗',
        '_' => '＿',
        '~' => '∼',
        '`' => 'ˋ',
        c => c,
    };
    escape_signs(&field(text)).chars().map(alike).collect()
}

fn escape_signs(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
