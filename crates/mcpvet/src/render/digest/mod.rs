//! A digest of `mcpvet watch` in the forms in which it reaches people: for a terminal and a mail, as
//! Markdown and HTML, and as the messages that chat services and trackers take.
//!
//! Each form is a pure function of a [`Page`] with a sanitiser of its own: names of packages, reasons
//! and summaries are text and become neither markup nor a mention of a person. Services refuse long
//! messages, so those forms stop at a limit and say how much is left out.

mod discord;
mod html;
mod markdown;
mod slack;
mod teams;
mod text;

pub use discord::{DISCORD_DESCRIPTION, discord};
pub use html::html;
pub use markdown::{GITHUB_BODY, GITHUB_TITLE, github_issue, markdown};
pub use slack::{SLACK_BLOCKS, SLACK_TEXT, slack};
pub use teams::{TEAMS_BYTES, teams};
pub use text::text;

use super::{plain, shorten};
use crate::monitor::{Item, Page};

/// A piece of a page, in the order of the page.
#[derive(Clone, Copy)]
enum Part<'p> {
    Heading(&'p str),
    Item(&'p Item),
    Line(&'p str),
}

fn parts(page: &Page) -> impl Iterator<Item = Part<'_>> {
    page.sections.iter().flat_map(|section| {
        let heading = [Part::Heading(section.title)].into_iter();
        let items = section.items.iter().map(Part::Item);
        heading.chain(items).chain(section.lines.iter().map(|line| Part::Line(line)))
    })
}

/// The pieces from the first on that fit, each written, and how many are left out. A heading comes
/// with what stands below it, or not at all.
fn fitting<'p, T>(
    page: &'p Page,
    most: usize,
    write: impl Fn(Part<'p>) -> T,
    size: impl Fn(&T) -> usize,
) -> (Vec<T>, usize) {
    let (mut kept, mut heading, mut used, mut left) = (Vec::new(), None, 0, 0);
    for part in parts(page) {
        if let Part::Heading(_) = part {
            heading = Some(write(part));
            continue;
        }
        let own = (left == 0).then(|| write(part));
        let needs = own.as_ref().map_or(0, &size) + heading.as_ref().map_or(0, &size);
        let Some(own) = own.filter(|_| used + needs <= most) else {
            left += 1;
            continue;
        };
        used += needs;
        kept.extend(heading.take());
        kept.push(own);
    }
    (kept, left)
}

/// What stands where pieces were left out.
fn rest(left: usize) -> Option<String> {
    (left > 0)
        .then(|| format!("… and {left} more that do not fit here: mcpvet watch tells them all"))
}

/// Characters of one field of a message; an advisory's summary is far shorter.
const LONGEST_FIELD: usize = 400;

/// A field without anything that steers, of a bounded length.
fn field(text: &str) -> String {
    plain(&shorten(text, LONGEST_FIELD))
}

/// `critical mcp-remote 0.1.15 (npm)`.
fn head(item: &Item) -> String {
    field(&format!("{} {}", item.label, item.name))
}

/// `GHSA-6xpm-ggf7-wc3p CVE-2025-6514`.
fn ids(item: &Item) -> String {
    let ids = [&*item.id, &*item.cve].into_iter().filter(|id| !id.is_empty());
    field(&ids.collect::<Vec<_>>().join(" "))
}

/// A summary behind what stands in front of it; nothing where there is none.
fn behind(front: &str, summary: &str) -> String {
    if summary.is_empty() { String::new() } else { format!("{front}{summary}") }
}

#[cfg(test)]
mod tests;
