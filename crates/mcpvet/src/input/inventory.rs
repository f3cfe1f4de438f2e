//! What a reader found in one text: packages, and notes for what it could not read.

use std::borrow::Cow;

use serde::Serialize;

use super::json::Value;
use super::limits::{MAX_NAME_BYTES, MAX_NEEDS, MAX_NOTES, MAX_PACKAGES};
use super::mcp::Manifest;
use super::mcp::server::Server;
use super::needs::{FindNeeds, Need, Traces};
use super::text::Text;
use crate::package::{Package, Span};

/// How much a note takes away from the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Something was not checked.
    Error,
    /// It was checked, but the text is odd.
    Warning,
    /// Worth knowing.
    Info,
}

impl Level {
    /// The label, as reports write it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Something about the text that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How much it takes away from the answer.
    pub level: Level,
    /// A short name for the kind of note, such as `syntax`.
    pub code: &'static str,
    /// A sentence without a full stop: what stands there and what was expected.
    pub message: Cow<'static, str>,
    /// Where it stands; `None` when it is about the whole text.
    pub span: Option<Span>,
}

/// The code of the note that counts those over the limit.
pub(crate) const TOO_MANY_NOTES: &str = "too-many-notes";

/// Everything that one text names.
#[derive(Debug, Default)]
pub struct Inventory<'a> {
    /// The packages in the order of the text.
    pub packages: Vec<Package<'a>>,
    /// What could not be read, or only with doubts.
    pub notes: Vec<Note>,
    /// The MCP servers that the text configures, for the rules.
    pub(crate) servers: Vec<Server<'a>>,
    /// Members beside the servers that say something about all of them.
    pub(crate) settings: Vec<(Text<'a>, Value<'a>)>,
    /// What servers say of themselves, for the rules.
    pub(crate) manifests: Vec<Manifest<'a>>,
    needs: Vec<Need>,
    needs_later: Option<(FindNeeds, Traces)>,
    dropped_notes: usize,
    dropped_errors: usize,
    full: bool,
}

impl<'a> Inventory<'a> {
    /// No packages yet, but notes on how the text was decoded.
    #[must_use]
    pub fn with_notes(notes: Vec<Note>) -> Self {
        Self { notes, ..Self::default() }
    }

    /// Adds a package; over the limits it becomes a note instead.
    pub fn push(&mut self, package: Package<'a>) {
        if package.name.len() > MAX_NAME_BYTES {
            self.error("name-too-long", "the name is longer than 1024 bytes", package.span);
        } else if self.packages.len() < MAX_PACKAGES {
            self.packages.push(package);
        } else if !self.full {
            self.full = true;
            self.error(
                "too-many-packages",
                "more than 500000 packages: the rest is not checked",
                package.span,
            );
        }
    }

    /// Notes that one package needs another, by their numbers in [`Self::packages`].
    ///
    /// Where one of them was over the limits, nothing is noted.
    pub fn need(&mut self, from: usize, to: usize) {
        if from.max(to) < self.packages.len() && self.needs.len() < MAX_NEEDS {
            self.needs.push((from as u32, to as u32));
        }
    }

    /// Says how to find out later who needs whom, for a format in which that takes longer than to
    /// read the packages; `traces` is given to it.
    pub(super) fn need_later(&mut self, find: FindNeeds, traces: Traces) {
        self.needs_later = Some((find, traces));
    }

    /// Who needs whom.
    pub(super) fn needs(&self, text: &str) -> Cow<'_, [Need]> {
        match &self.needs_later {
            Some((find, traces)) => Cow::Owned(find(text, self, traces)),
            None => Cow::Borrowed(&self.needs),
        }
    }

    /// Finds out who needs whom now, while its text is at hand.
    pub(super) fn settle_needs(&mut self, text: &str) {
        self.needs = self.needs(text).into_owned();
        self.needs_later = None;
    }

    /// The needs that were settled, and the servers.
    pub(super) fn take_rest(&mut self) -> (Vec<Need>, Vec<Server<'a>>) {
        (core::mem::take(&mut self.needs), core::mem::take(&mut self.servers))
    }

    /// Notes that something was not checked.
    pub fn error(&mut self, code: &'static str, message: impl Into<Cow<'static, str>>, span: Span) {
        self.note(Level::Error, code, message, Some(span));
    }

    /// Notes that something is odd but was checked.
    pub fn warning(
        &mut self,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
        span: Span,
    ) {
        self.note(Level::Warning, code, message, Some(span));
    }

    /// Adds a note; beyond the limit it is only counted.
    pub fn note(
        &mut self,
        level: Level,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
        span: Option<Span>,
    ) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(Note { level, code, message: message.into(), span });
        } else {
            self.drop_notes(1, usize::from(level == Level::Error));
        }
    }

    /// Adds the notes of another inventory.
    pub(super) fn take_notes(&mut self, other: Inventory<'_>) {
        self.drop_notes(other.dropped_notes, other.dropped_errors);
        for note in other.notes {
            self.note(note.level, note.code, note.message, note.span);
        }
    }

    /// Adds the packages and notes of a part of the text that begins at `start`.
    pub(super) fn take_part(&mut self, mut part: Self, start: usize) {
        let start = start as u32;
        let shift =
            |span: &mut Span| (span.start, span.end) = (span.start + start, span.end + start);
        for mut package in part.packages.drain(..) {
            shift(&mut package.span);
            package.pointer = None;
            self.push(package);
        }
        part.notes.iter_mut().filter_map(|note| note.span.as_mut()).for_each(shift);
        self.take_notes(part);
    }

    /// Counts notes that are over the limit, and how many of them say that something was not
    /// checked.
    pub(super) const fn drop_notes(&mut self, all: usize, errors: usize) {
        self.dropped_notes += all;
        self.dropped_errors += errors;
    }

    /// How many of the notes over the limit say that something was not checked. The note that
    /// counts them, `too-many-notes`, comes on top.
    pub(crate) const fn dropped_errors(&self) -> usize {
        self.dropped_errors
    }

    /// Whether no more packages are taken, so that reading on is of no use.
    pub(super) const fn is_full(&self) -> bool {
        self.full
    }

    /// Says how many notes were over the limit; called once, after reading.
    pub(crate) fn finish(&mut self) {
        if self.dropped_notes > 0 {
            let message = format!("{} more notes are not shown", self.dropped_notes);
            self.notes.push(Note {
                level: if self.dropped_errors > 0 { Level::Error } else { Level::Warning },
                code: TOO_MANY_NOTES,
                message: message.into(),
                span: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inventory, Level};
    use crate::input::limits::MAX_NOTES;

    #[test]
    fn notes_over_the_limit_are_counted() {
        let mut inventory = Inventory::default();
        for index in 0..MAX_NOTES + 5 {
            let level = if index % 2 == 0 { Level::Error } else { Level::Warning };
            inventory.note(level, "line", "odd", None);
        }
        inventory.finish();
        assert_eq!(inventory.dropped_errors(), 3);
        let last = inventory.notes.last().map(|note| (note.level, &*note.message));
        assert_eq!(last, Some((Level::Error, "5 more notes are not shown")));
    }
}
