//! A digest as a message of Microsoft Teams: an adaptive card for a workflow's webhook.
//!
//! <https://adaptivecards.io/explorer/RichTextBlock.html>,
//! <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook>
//!
//! Texts stand in runs of rich text, which know no markup, and not in text blocks, which read Markdown.

use serde_json::{Value, json};

use super::{Part, behind, field, fitting, head, ids, rest};
use crate::monitor::{Item, Page};
use crate::render::is_plain_url;

/// Bytes of a message; Teams takes 28 KB.
pub const TEAMS_BYTES: usize = 24_000;

/// Bytes that are kept for what stands around the findings.
const FRAME: usize = 3_000;

/// Writes a digest as the body that a webhook of Teams takes.
#[must_use]
pub fn teams(page: &Page) -> Value {
    let mut body = vec![
        block(vec![json!({ "type": "TextRun", "text": field(&page.title), "isSubtle": true })]),
        block(vec![json!({
            "type": "TextRun", "text": field(&page.sentence), "weight": "Bolder", "size": "Large",
        })]),
    ];
    let size = |blocks: &Vec<Value>| blocks.iter().map(|block| block.to_string().len() + 1).sum();
    let (written, left) = fitting(page, TEAMS_BYTES - FRAME, part, size);
    body.extend(written.into_iter().flatten());
    body.extend(rest(left).map(|text| block(vec![run(&text)])));
    let footer = json!({ "type": "TextRun", "text": field(&page.footer), "isSubtle": true });
    body.push(block(vec![footer]));
    let card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": { "width": "Full" },
        "body": body,
    });
    let content_type = "application/vnd.microsoft.card.adaptive";
    json!({ "type": "message", "attachments": [{ "contentType": content_type, "content": card }] })
}

fn part(part: Part<'_>) -> Vec<Value> {
    match part {
        Part::Heading(title) => vec![json!({
            "type": "RichTextBlock",
            "separator": true,
            "spacing": "Large",
            "inlines": [{ "type": "TextRun", "text": title, "weight": "Bolder" }],
        })],
        Part::Item(item) => of_item(item),
        Part::Line(line) => vec![block(vec![run(line)])],
    }
}

fn of_item(item: &Item) -> Vec<Value> {
    let mut link = run(&ids(item));
    if is_plain_url(&item.url) {
        link["selectAction"] = json!({ "type": "Action.OpenUrl", "url": item.url });
    }
    let head = json!({ "type": "TextRun", "text": head(item), "weight": "Bolder" });
    let mut blocks = vec![block(vec![head]), block(vec![link, run(&behind(": ", &item.summary))])];
    for (label, fact) in &item.facts {
        let label = json!({ "type": "TextRun", "text": format!("{label}: "), "isSubtle": true });
        blocks.push(block(vec![label, run(fact)]));
    }
    blocks
}

fn block(inlines: Vec<Value>) -> Value {
    json!({ "type": "RichTextBlock", "spacing": "Small", "inlines": inlines })
}

fn run(text: &str) -> Value {
    json!({ "type": "TextRun", "text": field(text) })
}
