//! Where a value begins: its anchor and tag, and what its first byte says it is.

use super::reader::{Outcome, Reader, Shape};
use super::{Event, Kind, Scalar};
use crate::package::Span;

pub(super) const TAB: &str = "a tab where spaces must indent the line";
const INSIDE_LINE: &str = "a mapping or sequence cannot start in the middle of a line: expected a \
                           text, in quotes if it holds ': ' or starts with '- '";

/// What stands in front of a value.
#[derive(Clone, Copy, Default)]
pub(super) struct Properties<'a> {
    pub(super) anchor: &'a str,
    /// Whether a tag says that this is text.
    is_text: bool,
}

impl<'a> Properties<'a> {
    /// Both, those of `inner` first.
    fn and(self, inner: Self) -> Self {
        let anchor = if inner.anchor.is_empty() { self.anchor } else { inner.anchor };
        Self { anchor, is_text: self.is_text || inner.is_text }
    }

    /// A scalar that these stand in front of.
    fn scalar(self, mut scalar: Scalar<'a>) -> Event<'a> {
        scalar.plain &= !self.is_text;
        let span = scalar.text.span;
        Event { kind: Kind::Scalar(scalar), span, anchor: self.anchor }
    }
}

impl<'a> Reader<'a> {
    /// Reads the value that comes next: a scalar, an alias, or the beginning of a collection.
    pub(super) fn value(&mut self) -> Event<'a> {
        // Those of earlier lines belong to the whole value, those of its own line to its first key.
        let mut outer = Properties::default();
        loop {
            self.skip_space();
            let start = self.at;
            let is_left_out = self.is_left_out();
            let own = if is_left_out { Properties::default() } else { self.properties() };
            if self.at > start && self.is_blank_line() {
                outer = outer.and(own);
                continue;
            }
            if is_left_out || self.at > start && self.is_left_out() {
                return self.left_out(outer.and(own));
            }
            let outcome = self.content(start, outer, own);
            return outcome.unwrap_or_else(|problem| self.unread(problem));
        }
    }

    /// Reads what stands behind the properties. Its first key, if it has one, begins at `start`.
    fn content(
        &mut self,
        start: usize,
        outer: Properties<'a>,
        own: Properties<'a>,
    ) -> Outcome<Event<'a>> {
        let all = outer.and(own);
        let flow = self.is_flow();
        if self.tabbed && !flow {
            let space = self.part(self.line, start);
            if space.contains('\t') && space.trim().is_empty() {
                return Err(TAB);
            }
        }
        match self.byte(self.at) {
            b'[' => self.brackets(Shape::Brackets, all),
            b'{' => self.brackets(Shape::Braces, all),
            b'-' | b'?' | b':' if !flow && self.is_blank(self.at + 1) => {
                let dash = self.byte(self.at) == b'-';
                if start < self.at && dash {
                    return Err(INSIDE_LINE);
                }
                self.at = start;
                self.block(if dash { Shape::Sequence } else { Shape::Mapping }, outer)
            }
            b'|' | b'>' if !flow => Ok(all.scalar(self.block_scalar(self.indent())?)),
            _ => self.text_or_key(start, outer, all),
        }
    }

    /// Reads a text or an alias, unless it turns out to be the first key of a mapping.
    fn text_or_key(
        &mut self,
        start: usize,
        outer: Properties<'a>,
        all: Properties<'a>,
    ) -> Outcome<Event<'a>> {
        let (at, line) = (self.at, self.line);
        let alias = self.byte(at) == b'*';
        let name = if alias { self.name() } else { "" };
        let text = if alias { Scalar::default() } else { self.line_text()? };
        let shape = self.levels.last().map(|level| level.shape);
        let may_be_key = self.line == line && !matches!(shape, Some(Shape::Braces | Shape::Pair));
        if may_be_key && self.colon(text.plain || alias).is_some() {
            self.at = start;
            return if self.is_flow() {
                self.pair(outer)
            } else {
                self.block(Shape::Mapping, outer)
            };
        }
        (self.end, self.clean) = (self.at, false);
        if alias {
            return Ok(Event { span: Span::new(at, self.at), ..Event::new(Kind::Alias(name), at) });
        }
        let text = self.continue_plain(text);
        Ok(all.scalar(text))
    }

    /// Opens a mapping or sequence that is laid out by its indentation.
    fn block(&mut self, shape: Shape, outer: Properties<'a>) -> Outcome<Event<'a>> {
        if !self.clean {
            return Err(INSIDE_LINE);
        }
        if self.tabbed {
            return Err(TAB);
        }
        self.open(shape, self.column())?;
        let kind = if shape == Shape::Mapping { Kind::Mapping } else { Kind::Sequence };
        Ok(Event { anchor: outer.anchor, ..Event::new(kind, self.at) })
    }

    /// A value that is not there.
    pub(super) fn left_out(&self, properties: Properties<'a>) -> Event<'a> {
        properties.scalar(Scalar::new("".into(), Span::new(self.end, self.end), true))
    }

    /// Notes what is wrong with the value and passes over it.
    fn unread(&mut self, problem: &'static str) -> Event<'a> {
        let at = self.at;
        self.give_up(problem, at);
        Event::new(Kind::Unread, at)
    }

    /// Whether the line that `at` stands on, or the bracket, says that there is no value.
    fn is_left_out(&self) -> bool {
        if self.is_over() {
            return true;
        }
        let (column, byte) = (self.column(), self.byte(self.at));
        match self.levels.last() {
            Some(level) if level.is_flow() => {
                column <= level.indent || matches!(byte, b',' | b']' | b'}')
            }
            Some(level) if level.shape == Shape::Mapping && column == level.indent => {
                !self.is_indicator(b'-')
            }
            level => column <= level.map_or(-1, |level| level.indent),
        }
    }

    /// Reads `&anchor` and `!tag` in any order.
    pub(super) fn properties(&mut self) -> Properties<'a> {
        let mut found = Properties::default();
        loop {
            match self.byte(self.at) {
                b'&' => found.anchor = self.name(),
                b'!' => found.is_text = self.is_text_tag(),
                _ => return found,
            }
            while matches!(self.byte(self.at), b' ' | b'\t') {
                self.tabbed |= self.byte(self.at) == b'\t';
                self.at += 1;
            }
        }
    }

    /// Reads a tag; whether it says that a scalar is text.
    fn is_text_tag(&mut self) -> bool {
        let rest = self.part(self.at, self.text.len());
        if rest.starts_with("!<") {
            let line =
                &rest.as_bytes()[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
            self.at += memchr::memchr(b'>', line).map_or(line.len(), |end| end + 1);
            return rest.starts_with("!<tag:yaml.org,2002:str>");
        }
        matches!(self.name(), "" | "!str")
    }

    /// Reads the name behind `&`, `*` or `!`. A quote ends it too, so that no text is lost in a tag.
    fn name(&mut self) -> &'a str {
        let start = self.at + 1;
        let ends = |byte: &u8| *byte <= b' ' || b"\",[]{}".contains(byte);
        let rest = self.rest(start);
        self.at = start + rest.iter().position(ends).unwrap_or(rest.len());
        self.part(start, self.at)
    }

    /// Whether nothing but a comment follows on this line.
    fn is_blank_line(&self) -> bool {
        let rest = self.rest(self.at);
        matches!(rest, [] | [b'\n' | b'#', ..] | [b'\r', b'\n', ..])
    }
}
