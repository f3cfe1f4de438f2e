//! The reader: documents, and the ways to go through them. Values begin in `value.rs`, the entries
//! of collections in `block.rs` and `flow.rs`, texts end in `scalar.rs` and `quoted.rs`.

use super::value::Properties;
use super::{Event, Kind, NO_MAPPING, Scalar};
use crate::input::limits::MAX_DEPTH;
use crate::input::{Inventory, Level as Severity};
use crate::package::Span;

/// Reads YAML from the front, a step at a time. What cannot be read becomes a note and is passed
/// over, so that reading always ends.
///
/// ```
/// use mcpvet::input::yaml::Reader;
/// let mut versions = Vec::new();
/// let mut reader = Reader::new("a: 1.10 # as it is written\nb: {c: [2]}\n");
/// while reader.document() {
///     reader.mapping(&mut |reader, key| {
///         if key.text.value == "a" {
///             versions.extend(reader.scalar().map(|scalar| scalar.text.value));
///         }
///     });
/// }
/// assert_eq!(versions, ["1.10"]);
/// ```
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Where the current line starts.
    pub(super) line: usize,
    /// Whether only space, `- ` and `? ` stand in front of `at` on its line: a block collection
    /// may start here, and a line that ended has ended well.
    pub(super) clean: bool,
    /// Whether the space in front of `at` on its line holds a tab.
    pub(super) tabbed: bool,
    /// Whether the brackets around `at` are given up.
    pub(super) broken: bool,
    pub(super) next: Next,
    pub(super) levels: Vec<Level>,
    /// The end of the last token.
    pub(super) end: usize,
    /// Whether a document may start without `---`.
    bare: bool,
    pub(super) notes: Inventory<'a>,
}

/// What is read next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The value of a key, an element, or the root of a document.
    Value,
    /// The same, but it is known to be left out.
    NoValue,
    /// A key, an element, or the end of the collection.
    Entry,
}

/// One collection around the place of reading.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) shape: Shape,
    /// The column of the keys or dashes; of brackets, that of the block around them.
    pub(super) indent: isize,
    /// Where it starts.
    pub(super) start: usize,
    /// Inside of brackets: whether an entry may follow, and no comma is missing.
    pub(super) open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Mapping,
    Sequence,
    /// `{ }`
    Braces,
    /// `[ ]`
    Brackets,
    /// The mapping of one key in `[key: value]`.
    Pair,
}

/// Something, or what is wrong with the text at the place of reading.
pub(super) type Outcome<T = ()> = Result<T, &'static str>;

const TOO_DEEP: &str = "more than 128 levels of nesting";
pub(super) const LINE_END: &str = "expected the end of the line";
const DOCUMENT_END: &str = "expected nothing more in this document";

impl Level {
    pub(super) const fn is_flow(&self) -> bool {
        matches!(self.shape, Shape::Braces | Shape::Brackets | Shape::Pair)
    }
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let at = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let mut reader = Self {
            text,
            at,
            line: at,
            clean: true,
            tabbed: false,
            broken: false,
            next: Next::Entry,
            levels: Vec::new(),
            end: at,
            bare: true,
            notes: Inventory::default(),
        };
        reader.start_line(at);
        reader
    }

    /// The whole text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The end of what has been handed out.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.end
    }

    /// Goes to the next document, over the rest of this one; `false` when there is none.
    pub fn document(&mut self) -> bool {
        if self.next != Next::Entry || !self.levels.is_empty() {
            self.levels.clear();
            self.next = Next::Entry;
            self.skip_block(-1, false);
        }
        loop {
            self.skip_space();
            if self.at >= self.text.len() {
                return false;
            }
            match (self.is_over(), self.byte(self.at)) {
                (true, b'-') => {
                    (self.at, self.clean) = (self.at + 3, false);
                    break;
                }
                (true, _) => (self.at, self.clean, self.bare) = (self.at + 3, false, true),
                (false, b'%') if self.bare && self.at == self.line => self.skip_line(),
                (false, _) if self.bare && self.clean => break,
                _ => {
                    self.error(if self.clean { DOCUMENT_END } else { LINE_END }, self.at);
                    self.skip_block(-1, false);
                }
            }
        }
        (self.bare, self.next) = (false, Next::Value);
        true
    }

    /// The next step; [`Kind::End`] again and again behind the document.
    pub fn event(&mut self) -> Event<'a> {
        loop {
            match core::mem::replace(&mut self.next, Next::Entry) {
                Next::Value => return self.value(),
                Next::NoValue => return self.left_out(Properties::default()),
                Next::Entry => {}
            }
            let Some(level) = self.levels.last().copied() else {
                return Event::new(Kind::End, self.end);
            };
            if let Some(event) = self.entry(level) {
                return event;
            }
        }
    }

    /// Reads up to the next value, or hands out a key or the end of `level`; neither where
    /// something had to be passed over.
    fn entry(&mut self, level: Level) -> Option<Event<'a>> {
        if level.is_flow() { self.flow_entry(level) } else { self.block_entry(level) }
    }

    /// Reads a mapping; `member` gets each key and may take its value. Any other value is passed
    /// over, and the answer is `false`.
    pub fn mapping(&mut self, member: &mut dyn FnMut(&mut Self, Scalar<'a>)) -> bool {
        let found = self.enter(&Kind::Mapping);
        if found {
            self.members(member);
        }
        found
    }

    /// Reads a sequence; `element` may take each value. Any other value is passed over, and the
    /// answer is `false`.
    pub fn sequence(&mut self, element: &mut dyn FnMut(&mut Self)) -> bool {
        let found = self.enter(&Kind::Sequence);
        if found {
            self.elements(element);
        }
        found
    }

    /// The rest of a mapping that [`Reader::event`] has opened.
    pub fn members(&mut self, member: &mut dyn FnMut(&mut Self, Scalar<'a>)) {
        let depth = self.levels.len();
        while self.levels.len() == depth {
            let Kind::Key(key) = self.event().kind else { return };
            member(self, key);
            self.leave(depth);
            self.skip();
        }
    }

    /// The rest of a sequence that [`Reader::event`] has opened.
    pub fn elements(&mut self, element: &mut dyn FnMut(&mut Self)) {
        let depth = self.levels.len();
        while self.levels.len() == depth && self.has_value() {
            element(self);
            self.leave(depth);
            self.skip();
        }
    }

    /// Whether an element follows and not the end of the sequence, which is read then.
    pub(super) fn has_value(&mut self) -> bool {
        while self.next == Next::Entry {
            let Some(level) = self.levels.last().copied() else { return false };
            if self.entry(level).is_some() {
                return false;
            }
        }
        true
    }

    fn enter(&mut self, kind: &Kind<'a>) -> bool {
        let depth = self.levels.len();
        let event = self.event();
        let found = event.kind == *kind;
        if !found {
            self.note_alias(&event);
            self.leave(depth);
            if let Kind::Scalar(text) = event.kind
                && depth == 0
                && !text.text.value.is_empty()
            {
                self.notes.error("section", NO_MAPPING, event.span);
            }
        }
        found
    }

    /// Reads a scalar; any other value is passed over.
    pub fn scalar(&mut self) -> Option<Scalar<'a>> {
        let depth = self.levels.len();
        let event = self.event();
        self.note_alias(&event);
        self.leave(depth);
        if let Kind::Scalar(scalar) = event.kind { Some(scalar) } else { None }
    }

    fn note_alias(&mut self, event: &Event<'a>) {
        if let Kind::Alias(_) = event.kind {
            let problem = "an alias stands here, which is not followed in this format";
            self.notes.error("alias", problem, event.span);
        }
    }

    /// Passes over the value that comes next. In a block, only its indentation is looked at.
    pub fn skip(&mut self) {
        let depth = self.levels.len();
        match (self.next, self.levels.last()) {
            (Next::Entry, _) => {}
            (Next::Value, level) if level.is_none_or(|level| !level.is_flow()) => {
                self.skip_block(
                    self.indent(),
                    level.is_some_and(|level| level.shape == Shape::Mapping),
                );
                self.next = Next::Entry;
            }
            _ => {
                self.event();
                self.leave(depth);
            }
        }
    }

    /// Passes over what remains of the collections that are deeper than `depth`.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.levels.len() > depth {
            self.event();
        }
    }

    /// Hands the notes over; called behind the last document.
    pub fn finish(self, inventory: &mut Inventory<'a>) {
        inventory.take_notes(self.notes);
    }

    /// The column that everything inside of the innermost collection stands behind.
    pub(super) fn indent(&self) -> isize {
        self.levels.last().map_or(-1, |level| level.indent)
    }

    /// How many collections stand around the place of reading.
    pub(super) const fn depth(&self) -> usize {
        self.levels.len()
    }

    pub(super) fn is_flow(&self) -> bool {
        self.levels.last().is_some_and(Level::is_flow)
    }

    /// Opens a collection.
    pub(super) fn open(&mut self, shape: Shape, indent: isize) -> Outcome {
        if self.levels.len() == MAX_DEPTH {
            return Err(TOO_DEEP);
        }
        self.levels.push(Level { shape, indent, start: self.at, open: true });
        Ok(())
    }

    /// Ends the innermost collection.
    pub(super) fn close(&mut self) -> Event<'a> {
        self.levels.pop();
        Event::new(Kind::End, self.end)
    }

    /// Notes what is wrong at `at`, and passes over what belongs to the entry there: a block by its
    /// indentation, brackets up to the block around them.
    #[cold]
    pub(super) fn give_up(&mut self, problem: &'static str, at: usize) {
        self.error(problem, at);
        let level = self.levels.last();
        self.broken = level.is_some_and(Level::is_flow);
        let dashes = level.is_some_and(|level| level.shape == Shape::Mapping);
        self.skip_block(self.indent(), dashes);
    }

    /// Notes what cannot be read.
    pub(super) fn error(&mut self, problem: &'static str, at: usize) {
        self.note(Severity::Error, "syntax", problem, at);
    }

    #[cold]
    pub(super) fn note(
        &mut self,
        level: Severity,
        code: &'static str,
        message: &'static str,
        at: usize,
    ) {
        self.notes.note(level, code, message, Some(Span::new(at, at)));
    }
}
