//! The findings of an inventory as a list to subscribe to.

use core::cmp::Reverse;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Event, Found, Place, Standing, State, Status, Word};
use crate::advisory::Date;
use crate::render::feed::{Document, Entry, instant};
use crate::render::{capital, is_plain_url, plain, xml::escape};

/// Entries of a feed; those that changed longest ago are left out.
const MAX_ENTRIES: usize = 500;

/// Writes what a state knows as a feed: one entry a finding, which changes with it and tells its
/// history. Ids are made from the `space` and what the finding is known by, so that they stay when the
/// feed moves; the space is a text that no other feed of yours has.
#[must_use]
pub fn feed(state: &State, status: &Status, title: &str, space: &str) -> Document {
    let mut entries: Vec<_> =
        state.standing.values().map(|one| entry(state, status, one, space)).collect();
    entries.sort_by(|a, b| (Reverse(a.updated), &a.id).cmp(&(Reverse(b.updated), &b.id)));
    entries.truncate(MAX_ENTRIES);
    let last = entries.iter().map(|entry| entry.updated).max();
    Document {
        id: urn(&[space]),
        title: match title {
            "" => "MCP security findings".to_owned(),
            title => plain(title),
        },
        subtitle: "What mcpvet found in an inventory, and what became of it.".to_owned(),
        updated: last.or(state.day).map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), instant),
        entries,
        ..Document::default()
    }
}

/// A name from a digest (RFC 9562, version 8).
fn urn(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut bytes: [u8; 16] = core::array::from_fn({
        let digest = hash.finalize();
        move |at| digest[at]
    });
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

fn entry(state: &State, status: &Status, standing: &Standing, space: &str) -> Entry {
    let found = &standing.found;
    let events: Vec<_> = state.events.iter().filter(|it| it.found.key == found.key).collect();
    let word = status.get(&found.key).map_or(Word::Open, |entry| entry.word);
    let published = events.first().map_or(standing.first_seen, |event| event.day);
    let said = status.get(&found.key).map(|entry| entry.day);
    let days = events.last().map(|event| event.day).into_iter().chain(said);
    let updated = days.chain([standing.first_seen]).max().unwrap_or(published);
    let state = match standing.place {
        Place::Found if word == Word::Open => String::new(),
        Place::Found => format!("{}: ", capital(word.label())),
        Place::NotChecked => "Not checked: ".to_owned(),
        Place::Fixed => "Fixed: ".to_owned(),
        Place::Withdrawn => "Withdrawn: ".to_owned(),
    };
    let key = &found.key;
    let ecosystem = key.ecosystem().map(str::to_owned);
    let mut categories = vec![found.severity.label().to_owned(), plain(&key.input)];
    categories.extend(ecosystem);
    categories.push(word.label().to_owned());
    Entry {
        id: urn(&[space, &key.input, &key.subject, &key.id]),
        title: plain(&format!("{state}{}: {}", place(found), found.summary)),
        url: Some(&found.url).filter(|url| is_plain_url(url)).cloned().unwrap_or_default(),
        data: String::new(),
        published: published.min(updated),
        updated,
        withdrawn: None,
        categories,
        html: html(found, standing, &events),
        extra: json!({
            "input": key.input,
            "subject": key.subject,
            "id": key.id,
            "aliases": found.aliases,
            "severity": found.severity.label(),
            "verdict": found.verdict.label(),
            "status": word.label(),
            "versions": found.versions,
        }),
    }
}

/// `mcp-remote in app`; the input alone where the whole of it is meant.
fn place(found: &Found) -> String {
    match &*found.key.subject {
        "-" => found.key.input.clone(),
        _ => format!("{} in {}", found.key.name(), found.key.input),
    }
}

fn html(found: &Found, standing: &Standing, events: &[&Event]) -> String {
    let safe = |text: &str| escape(&plain(text));
    let mut html = format!("<p>{}</p>", safe(&found.summary));
    let row = |label: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<p>{label}: {}</p>", safe(text)),
    };
    let label = match found.verdict {
        crate::report::Verdict::Undecided => format!("could be {}", found.severity.label()),
        _ => found.severity.label().to_owned(),
    };
    html += &row("Severity", &label);
    html +=
        &row("Ids", &[std::slice::from_ref(&found.key.id), &*found.aliases].concat().join(", "));
    html += &row("Versions", &found.versions.join(", "));
    html += &row("Where", &found.files.join(", "));
    if !standing.place.is_over() {
        html += &row("What to do", &found.remedy);
    }
    if !events.is_empty() {
        let line = |event: &&Event| {
            let detail = match &*event.detail {
                "" => String::new(),
                detail => format!(": {}", safe(detail)),
            };
            format!("<li>{} {}{detail}</li>", event.day, event.kind.title())
        };
        html += &format!("<ul>{}</ul>", events.iter().map(line).collect::<String>());
    }
    html
}

impl State {
    /// The state as if every finding had been seen first on the day on which its advisory was
    /// published, for a feed of what was looked at once: it says the same on every day.
    #[must_use]
    pub fn undated(mut self) -> Self {
        let built = self.data.0.parse::<Date>().ok();
        self.events.clear();
        for standing in self.standing.values_mut() {
            let published = standing.found.published.parse().ok();
            standing.first_seen = published.or(built).unwrap_or(standing.first_seen);
        }
        self
    }
}
