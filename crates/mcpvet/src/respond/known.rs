//! What is known about a case, as lines under the steps that need it.

use super::{Case, Line, Place};
use crate::playbook::Known;
use crate::report::Verdict;

/// Places, chains and references that are listed under a step; the number of others follows.
const MOST: usize = 20;

fn code(label: &'static str, text: impl Into<String>) -> Line {
    Line { label, text: text.into(), is_code: true }
}

fn words(label: &'static str, text: impl Into<String>) -> Line {
    Line { label, text: text.into(), is_code: false }
}

/// The lines about one thing that a check knows.
pub(super) fn lines(known: Known, case: &Case) -> Vec<Line> {
    let lines = match known {
        Known::Places => {
            case.places.iter().map(|place| code("Found", found(case, place))).collect()
        }
        Known::Chains => chains(case),
        Known::Reach => reach(case),
        Known::Rating => rating(case),
        Known::Due => vec![words("Due", case.due)],
        Known::Fix => fix(case),
        Known::Edits => edits(case),
        Known::Keep => keep(case),
        Known::Proof => proof(case),
        Known::Record => record(case),
        Known::Similar => similar(case),
        Known::References => case.references.iter().map(|url| code("Read", url.clone())).collect(),
    };
    shortened(distinct(lines))
}

/// `mcp.json:4 mcp-remote 0.1.15 (server docs, started by npx)`.
fn found(case: &Case, place: &Place) -> String {
    let version = place.version.as_ref().map(|version| format!(" {version}"));
    let started = match (&place.server, &place.runner) {
        (Some(server), Some(runner)) if !server.is_empty() => {
            format!(" (server {server}, started by {runner})")
        }
        (_, Some(runner)) => format!(" (started by {runner})"),
        _ => String::new(),
    };
    let version = version.unwrap_or_else(|| " without a version".to_owned());
    format!("{} {}{version}{started}", place.text(), case.package)
}

fn chains(case: &Case) -> Vec<Line> {
    let mut lines = Vec::new();
    for place in &case.places {
        let longer = place.paths.iter().filter(|path| path.len() > 1);
        lines.extend(longer.map(|path| code("Comes with", path.join(" > "))));
        if place.paths.is_empty() && place.direct.is_none() && place.runner.is_none() {
            let text = format!("{} does not say what brings it along", place.source);
            lines.push(words("Comes with", text));
        }
    }
    lines
}

fn reach(case: &Case) -> Vec<Line> {
    let stated = match case.transports.as_slice() {
        [] => "the advisory names no transport".to_owned(),
        all => format!("the advisory names {}", all.join(", ")),
    };
    let mut lines = vec![words("Reached over", stated)];
    for place in &case.places {
        let text = match (&place.runner, &place.server) {
            (None, _) => format!("{} does not say how it is started here", place.source),
            (Some(runner), _) if runner == "url" => {
                format!("{} connects to it over HTTP", place.text())
            }
            (Some(runner), Some(server)) if !server.is_empty() => {
                format!(
                    "{} starts it by {runner} for the server {server}, which is stdio unless its options say otherwise",
                    place.text()
                )
            }
            (Some(runner), _) => format!("{} starts it by {runner}", place.text()),
        };
        lines.push(words("Here", text));
    }
    lines
}

fn rating(case: &Case) -> Vec<Line> {
    let vector = case.severity.vector.as_ref().map(|vector| format!(", {vector}"));
    let mut lines =
        vec![words("Rated", format!("{}{}", case.rating(), vector.unwrap_or_default()))];
    for place in &case.places {
        lines.push(words("Why", format!("{}: {}", place.text(), place.explanation)));
    }
    if case.verdict != Verdict::Affected {
        let reason = case.places.iter().find_map(|place| place.reason.as_ref());
        let text = reason.map_or("it is not sure that it applies", |reason| &reason.text);
        lines.push(words("Not sure", text));
    }
    lines
}

fn fix(case: &Case) -> Vec<Line> {
    let mut lines = match case.fixed.as_slice() {
        [] => vec![words("Fixed in", "no fixed version is known")],
        all => vec![code("Fixed in", all.join(", "))],
    };
    let remedies = case.places.iter().filter_map(|place| place.remedy.as_ref());
    lines.extend(remedies.map(|remedy| words("What to do", remedy.text.clone())));
    lines
}

fn edits(case: &Case) -> Vec<Line> {
    let edit = |place: &Place| {
        let edit = place.edit()?;
        let text = edit.line.as_ref().unwrap_or(&edit.token);
        Some([code("In", place.text()), code("Write", text.clone())])
    };
    case.places.iter().filter_map(edit).flatten().collect()
}

/// The report of before, without which nothing can be compared.
fn keep(case: &Case) -> Vec<Line> {
    let command = format!("mcpvet check --json {} > before.json", sources(case));
    vec![code("Before anything is changed", command)]
}

/// The command that compares and keeps the evidence.
fn proof(case: &Case) -> Vec<Line> {
    let sources = sources(case);
    let command = format!("mcpvet verify --before before.json --write evidence.json {sources}");
    vec![code("After the change", command)]
}

fn sources(case: &Case) -> String {
    let mut sources: Vec<_> = case.places.iter().map(|place| quoted(&place.source)).collect();
    sources.dedup();
    sources.truncate(MOST);
    sources.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"_-./:@+,".contains(&b);
    if !word.is_empty() && !word.starts_with('-') && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn record(case: &Case) -> Vec<Line> {
    let mut versions: Vec<_> =
        case.places.iter().filter_map(|place| place.version.as_deref()).collect();
    versions.sort_unstable();
    versions.dedup();
    let before = match versions.as_slice() {
        [] => words("Versions before", "none was written down"),
        all => code("Versions before", all.join(", ")),
    };
    let ids = [&case.id].into_iter().chain(&case.aliases);
    let ids = ids.into_iter().cloned().collect::<Vec<_>>().join(", ");
    vec![code("Ids", ids), before, words("Versions after", "to be filled in by whoever changes it")]
}

fn similar(case: &Case) -> Vec<Line> {
    match case.similar.as_slice() {
        [] => vec![words("Similar", "no other advisory is known that fits")],
        all => all
            .iter()
            .map(|one| words("Similar", format!("{}, {}: {}", one.id, one.why, one.summary)))
            .collect(),
    }
}

fn distinct(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        // What belongs to the line before may stand twice.
        if line.label == "Write" || !kept.contains(&line) {
            kept.push(line);
        }
    }
    kept
}

fn shortened(mut lines: Vec<Line>) -> Vec<Line> {
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        lines.truncate(MOST);
        lines.push(words("And", format!("{more} more")));
    }
    lines
}
