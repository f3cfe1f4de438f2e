//! A digest in the order in which people read it: what every way of showing one begins with.
//!
//! The texts are not safe for any output yet: they hold what inputs and advisories say. Whoever shows
//! them sends each through the sanitiser of its output.

use super::{Basis, Digest, Event, EventKind, Found, Pending, Place, Word};
use crate::advisory::{Date, Severity};
use crate::render::count;
use crate::report::Verdict;

/// A digest as headings and what stands below them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What is watched.
    pub title: String,
    /// The digest in one sentence, without a full stop.
    pub sentence: String,
    /// The parts; none is empty.
    pub sections: Vec<Section>,
    /// Where it comes from, in one line.
    pub footer: String,
}

/// A part of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// The findings.
    pub items: Vec<Item>,
    /// Sentences that are about no finding.
    pub lines: Vec<String>,
}

/// A finding in a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How bad it is.
    pub severity: Severity,
    /// `critical`; `could be critical` where it is not certain.
    pub label: String,
    /// `mcp-remote 0.1.15 (npm)`.
    pub name: String,
    /// The id of the advisory or rule.
    pub id: String,
    /// The number under which most people know it, where it has one that is not the id.
    pub cve: String,
    /// A page about it; empty where it was told before.
    pub url: String,
    /// What it is about; empty where it was told before.
    pub summary: String,
    /// Labels and what is said under them.
    pub facts: Vec<(&'static str, String)>,
}

impl Page {
    /// Puts a digest in order.
    #[must_use]
    pub fn new(digest: &Digest) -> Self {
        let title = match &*digest.title {
            "" => "MCP security digest".to_owned(),
            title => title.to_owned(),
        };
        let built = &digest.data_built;
        let packages = match digest.numbers.packages {
            0 => String::new(),
            number => format!("{}, ", count(number, "package")),
        };
        Self {
            title,
            sentence: sentence(digest),
            sections: sections(digest),
            footer: format!(
                "{packages}dataset of {built}, run of {}, mcpvet {}",
                digest.day, digest.tool.version
            ),
        }
    }

    /// How many findings it shows.
    #[must_use]
    pub fn items(&self) -> usize {
        self.sections.iter().map(|section| section.items.len()).sum()
    }
}

/// `2 new, 1 fixed; 5 open, 1 planned, 2 of them overdue`.
fn sentence(digest: &Digest) -> String {
    let kinds = EventKind::ALL.into_iter().filter(|kind| *kind != EventKind::Overdue);
    let counted = kinds.map(|kind| {
        let number = digest.events.iter().filter(|event| event.kind == kind).count();
        (number as u64, kind.title().to_lowercase())
    });
    let happened = match listed(counted) {
        text if text.is_empty() => "Nothing new".to_owned(),
        text => text,
    };
    let numbers = &digest.numbers;
    let left = [
        (numbers.open, "open"),
        (numbers.planned, "planned"),
        (numbers.claimed, "said to be fixed"),
        (numbers.accepted, "accepted"),
        (numbers.overdue, "overdue"),
    ];
    let left = match listed(left.map(|(number, word)| (u64::from(number), word.to_owned()))) {
        text if text.is_empty() => "nothing open".to_owned(),
        text => text,
    };
    let unread = match digest.unread.len() as u64 {
        0 => String::new(),
        number => format!("; {} could not be read", count(number, "input")),
    };
    format!("{happened}; {left}{unread}")
}

fn listed(counts: impl IntoIterator<Item = (u64, String)>) -> String {
    let some = counts.into_iter().filter(|(number, _)| *number > 0);
    some.map(|(number, word)| format!("{number} {word}")).collect::<Vec<_>>().join(", ")
}

fn sections(digest: &Digest) -> Vec<Section> {
    let of_kind = |kind: EventKind| {
        let events = digest.events.iter().filter(move |event| event.kind == kind);
        let mut items: Vec<_> = events.map(|event| of_event(digest, event)).collect();
        items.sort_by_key(|item| core::cmp::Reverse(item.severity));
        Section { title: kind.title(), items, lines: Vec::new() }
    };
    let left = |title, wanted: &dyn Fn(&Pending) -> bool, is_brief| {
        let items = digest.pending.iter().filter(|one| wanted(one));
        let items = items.map(|one| of_pending(digest, one, is_brief)).collect();
        Section { title, items, lines: Vec::new() }
    };
    // What stands above with all that is known need not stand there again.
    let is_told = |one: &Pending| {
        let told = digest.events.iter().filter(|event| event.kind != EventKind::Overdue);
        let mut told = told.filter(|event| event.kind.needs_action() || !one.overdue);
        told.any(|event| event.found.key == one.found.key)
    };
    let lines = |title, lines| Section { title, items: Vec::new(), lines };
    let missed = match digest.missed {
        0 => Vec::new(),
        number => {
            vec![format!("{} happened before these and are no longer kept", count(number, "event"))]
        }
    };
    let unread = digest.unread.iter().map(|one| format!("{}: {}", one.input, one.why));
    let kinds = EventKind::ALL.map(|kind| match kind {
        // Whatever is late is told each time, not only on the day after.
        EventKind::Overdue => left(kind.title(), &|one| one.overdue && !is_told(one), false),
        kind => of_kind(kind),
    });
    let rest = [
        left(
            "Still open",
            &|one| !one.overdue && one.status != Word::Accepted && !is_told(one),
            true,
        ),
        lines("Could not be read", unread.collect()),
        lines("About the status file", digest.notes.clone()),
        lines("Not shown", missed),
    ];
    let all = kinds.into_iter().chain(rest);
    all.filter(|section| !section.items.is_empty() || !section.lines.is_empty()).collect()
}

fn of_event(digest: &Digest, event: &Event) -> Item {
    let pending = digest.pending.iter().find(|one| one.found.key == event.found.key);
    let mut item = item(&event.found);
    match (event.kind, pending) {
        (EventKind::NotChecked, Some(pending)) => {
            in_brief(&mut item, pending);
            not_checked(&mut item, pending);
            status(&mut item, pending);
        }
        (_, Some(pending)) => {
            push(&mut item, "What is known", event.detail.clone());
            left(&mut item, digest.day, pending);
        }
        (_, None) => push(&mut item, "What is known", event.detail.clone()),
    }
    item
}

/// A finding that was told before; in brief, without what was told then.
fn of_pending(digest: &Digest, pending: &Pending, is_brief: bool) -> Item {
    let mut item = item(&pending.found);
    if is_brief {
        in_brief(&mut item, pending);
        not_checked(&mut item, pending);
        status(&mut item, pending);
        due(&mut item, digest.day, pending);
    } else {
        left(&mut item, digest.day, pending);
    }
    item
}

/// Leaves out what was told when it was new. The id of a rule tells nobody what it is about.
fn in_brief(item: &mut Item, pending: &Pending) {
    item.url.clear();
    if pending.found.basis == Basis::Advisory {
        item.summary.clear();
    }
}

/// What is left to do.
fn left(item: &mut Item, today: Date, pending: &Pending) {
    not_checked(item, pending);
    push(item, "What to do", pending.found.remedy.trim_end_matches('.').to_owned());
    status(item, pending);
    due(item, today, pending);
}

fn not_checked(item: &mut Item, pending: &Pending) {
    if pending.place == Place::NotChecked {
        push(item, "Not checked", pending.why.clone());
    }
}

fn status(item: &mut Item, pending: &Pending) {
    if pending.status != Word::Open {
        let reason = match &*pending.reason {
            "" => String::new(),
            reason => format!(": {reason}"),
        };
        push(item, "Status", format!("{} since {}{reason}", pending.status.label(), pending.since));
    }
}

fn due(item: &mut Item, today: Date, pending: &Pending) {
    if let Some(due) = pending.due {
        push(item, "Due", format!("{due}, {}", distance(due.days_since(today))));
    }
}

fn distance(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1.. => format!("in {}", count(days.unsigned_abs(), "day")),
        _ => format!("{} late", count(days.unsigned_abs(), "day")),
    }
}

fn push(item: &mut Item, label: &'static str, text: String) {
    if !text.is_empty() {
        item.facts.push((label, text));
    }
}

fn item(found: &Found) -> Item {
    let label = match found.verdict {
        Verdict::Undecided => format!("could be {}", found.severity.label()),
        _ => found.severity.label().to_owned(),
    };
    let mut item = Item {
        severity: found.severity,
        label,
        name: name(found),
        id: found.key.id.clone(),
        cve: found.aliases.iter().find(|id| id.starts_with("CVE-")).cloned().unwrap_or_default(),
        url: found.url.clone(),
        summary: found.summary.clone(),
        facts: Vec::new(),
    };
    let place = match found.files.as_slice() {
        [] => found.key.input.clone(),
        [file] => format!("{}: {file}", found.key.input),
        [file, more @ ..] => {
            format!("{}: {file} and {}", found.key.input, count(more.len() as u64, "other file"))
        }
    };
    push(&mut item, "Where", place);
    item
}

fn name(found: &Found) -> String {
    match (found.key.ecosystem(), &*found.key.subject) {
        (Some(ecosystem), _) => {
            let versions = match found.versions.is_empty() {
                true => String::new(),
                false => format!(" {}", found.versions.join(", ")),
            };
            format!("{}{versions} ({ecosystem})", found.key.name())
        }
        (None, "-") => found.key.input.clone(),
        (None, _) => format!("server {}", found.key.name()),
    }
}
