//! An input on its way to an inventory: decoded, detected, read, each side of a conflict for itself.

use std::borrow::Cow;

use super::Input;
use crate::input::hosts::Scope;
use crate::input::limits::MAX_BYTES;
use crate::input::{self, FORMATS, Format, Inventory, Level, Note, Paths, conflict};
use crate::package::Span;
use crate::policy::UNKNOWN_FORMAT;
use crate::report::SourceInfo;

/// An input that was read: its name and format.
pub(crate) struct SourceText<'a> {
    pub(crate) name: &'a str,
    pub(super) format: &'static str,
    pub(crate) paths: Paths,
    hosts: &'a [&'static str],
    scope: Option<Scope>,
}

impl<'a> SourceText<'a> {
    pub(super) fn new(input: &Input<'a>) -> Self {
        Self {
            name: input.name.unwrap_or("input"),
            format: UNKNOWN_FORMAT,
            paths: Paths::None,
            hosts: input.hosts,
            scope: input.scope,
        }
    }

    pub(super) fn info(&self, packages: usize) -> SourceInfo {
        SourceInfo {
            name: self.name.to_owned(),
            format: self.format,
            packages: packages as u32,
            hosts: self.hosts.to_vec(),
            scope: self.scope,
        }
    }
}

/// Decodes, detects and reads one input, then hands over what was found.
pub(crate) fn read<T>(
    input: &Input<'_>,
    with: impl FnOnce(&str, &SourceText<'_>, Inventory<'_>) -> T,
) -> T {
    let mut source = SourceText::new(input);
    if input.bytes.len() > MAX_BYTES {
        let note =
            whole_input("too-large", "the input is larger than 64 MiB and was not read".into());
        return with("", &source, Inventory::with_notes(vec![note]));
    }
    let (text, mut notes) = input::decode(input.bytes);
    let sides = conflict::has_marks(&text).then(|| {
        let (note, sides) = conflict::sides(&text);
        notes.push(note);
        sides
    });
    // Each side of a conflict is a text of its own; without one, the text is its only side.
    let (first, second) = match &sides {
        Some([first, second]) => (&**first, Some(second)),
        None => (&*text, None),
    };
    let mut inventory = Inventory::with_notes(notes);
    // A mark in front of everything is no part of what the format looks at.
    let beginning = if second.is_some() { first.trim_ascii_start() } else { first };
    match choose_format(input, beginning) {
        Ok(format) => {
            (source.format, source.paths) = (format.id, format.paths);
            parse(format, first, &mut inventory);
            if let Some(second) = second {
                let mut other = Inventory::default();
                parse(format, second, &mut other);
                conflict::join(&mut inventory, other, [first, second]);
                // Paths lead through one side alone.
                source.paths = Paths::None;
            }
        }
        Err(note) => inventory.notes.push(note),
    }
    inventory.finish();
    with(&text, &source, inventory)
}

fn parse<'a>(format: &Format, text: &'a str, inventory: &mut Inventory<'a>) {
    (format.parse)(text, inventory);
    input::narrow(text, &mut inventory.packages);
}

/// The format that was asked for, or the one that the text looks like.
fn choose_format(input: &Input<'_>, text: &str) -> Result<&'static Format, Note> {
    let known = || FORMATS.iter().map(|format| format.id).collect::<Vec<_>>().join(", ");
    if let Some(id) = input.format {
        return Format::by_id(id).ok_or_else(|| {
            whole_input("unknown-format", format!("there is no format '{id}': {}", known()))
        });
    }
    input::detect(text, input.name).ok_or_else(|| {
        if text.trim().is_empty() {
            let message = "the input is empty: there is nothing to check".to_owned();
            return whole_input("empty", message);
        }
        let (at, broken) = match input::json::first_error(text) {
            Some((at, error)) => (at, format!("; as JSON: {error}")),
            None => (0, String::new()),
        };
        let message =
            format!("none of the formats reads this text{broken}; name one to force it (--format)");
        Note { span: Some(Span::new(at, at)), ..whole_input("unknown-format", message) }
    })
}

/// What keeps a whole input from being read.
pub(super) fn whole_input(code: &'static str, message: String) -> Note {
    Note { level: Level::Error, code, message: Cow::Owned(message), span: None }
}
