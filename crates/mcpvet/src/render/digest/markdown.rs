//! A digest as Markdown, and as an issue of GitHub.

use serde_json::{Value, json};

use super::{Part, behind, fitting, ids, rest};
use crate::monitor::{Item, Page};
use crate::render::{capital, code, prose};
use crate::render::{is_plain_url, plain, shorten};

/// Characters of the title of an issue.
pub const GITHUB_TITLE: usize = 256;

/// Bytes of the body of an issue; GitHub takes 65,536 characters.
pub const GITHUB_BODY: usize = 60_000;

/// Writes a digest as Markdown; ends with a line break.
#[must_use]
pub fn markdown(page: &Page) -> String {
    within(page, usize::MAX)
}

/// An issue of GitHub as the call that creates one takes it: title, body and label. The marker stands
/// in the body where nobody sees it, so that the same digest is not filed twice; it holds letters,
/// digits and dashes.
#[must_use]
pub fn github_issue(page: &Page, marker: &str) -> Value {
    let title = plain(&format!("{}: {}", page.title, page.sentence));
    // Titles are no Markdown, but a name behind an at sign would be told.
    let title = shorten(&title, GITHUB_TITLE).replace('@', "(at)");
    let body = format!("{}\n<!-- {marker} -->\n", within(page, GITHUB_BODY));
    json!({ "title": title, "body": body, "labels": ["mcpvet"] })
}

fn within(page: &Page, most: usize) -> String {
    let (pieces, left) = fitting(page, most, part, String::len);
    let rest = rest(left).map(|text| format!("\n{text}\n")).unwrap_or_default();
    format!(
        "**{}.**\n{}{rest}\n---\n\n{}\n",
        prose(&format!("{}: {}", page.title, page.sentence)),
        pieces.concat(),
        prose(&page.footer)
    )
}

fn part(part: Part<'_>) -> String {
    match part {
        Part::Heading(title) => format!("\n## {title}\n"),
        Part::Item(item) => of_item(item),
        Part::Line(line) => format!("\n- {}\n", prose(line)),
    }
}

fn of_item(item: &Item) -> String {
    let link = match is_plain_url(&item.url) {
        true => format!("[{}]({})", code(&ids(item)), item.url),
        false => code(&ids(item)),
    };
    let mut text = format!(
        "\n### {}: {}\n\n- {link}{}\n",
        capital(&item.label),
        code(&item.name),
        behind(": ", &prose(&item.summary))
    );
    for (label, fact) in &item.facts {
        text += &format!("- {label}: {}\n", prose(fact));
    }
    text
}
