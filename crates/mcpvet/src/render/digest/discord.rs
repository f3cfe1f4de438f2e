//! A digest as a message of Discord: one embed for a webhook.
//!
//! <https://docs.discord.com/developers/resources/webhook#execute-webhook>,
//! <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>

use serde_json::{Value, json};

use super::{Part, behind, field, fitting, head, ids, rest};
use crate::monitor::{Item, Page};
use crate::render::{is_plain_url, shorten};

/// Characters of the description of an embed.
pub const DISCORD_DESCRIPTION: usize = 4_096;

/// Characters that are kept for the sentence and for what is left out.
const FRAME: usize = 700;

/// Characters of a title.
const TITLE: usize = 256;

/// Writes a digest as the body that a webhook of Discord takes. Nobody is mentioned.
#[must_use]
pub fn discord(page: &Page) -> Value {
    // Discord counts UTF-16 code units; a character is at most two.
    let size = |text: &String| text.encode_utf16().count();
    let (pieces, left) = fitting(page, DISCORD_DESCRIPTION - FRAME, part, size);
    let rest = rest(left).map(|text| format!("\n{text}")).unwrap_or_default();
    let description = format!("**{}**\n{}{rest}", escape(&page.sentence), pieces.concat());
    json!({
        "allowed_mentions": { "parse": [] },
        "embeds": [{
            "title": shorten(&escape(&page.title), TITLE),
            "description": description,
            "footer": { "text": field(&page.footer) },
        }],
    })
}

fn part(part: Part<'_>) -> String {
    match part {
        Part::Heading(title) => format!("\n__**{}**__\n", escape(title)),
        Part::Item(item) => of_item(item),
        Part::Line(line) => format!("{}\n", escape(line)),
    }
}

fn of_item(item: &Item) -> String {
    let ids = escape(&ids(item));
    let link = match is_plain_url(&item.url) && !item.url.contains(')') {
        true => format!("[{ids}]({})", item.url),
        false => ids,
    };
    let mut text =
        format!("**{}**\n{link}{}\n", escape(&head(item)), behind(": ", &escape(&item.summary)));
    for (label, fact) in &item.facts {
        text += &format!("{label}: {}\n", escape(fact));
    }
    text
}

/// Text in which nothing is markup, and no name behind an at sign is called.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in field(text).chars() {
        match c {
            '@' => out.push_str("@\u{200b}"),
            '\\' | '*' | '_' | '~' | '`' | '|' | '>' | '<' | '[' | ']' | '(' | ')' | '#' | ':' => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
    }
    out
}
