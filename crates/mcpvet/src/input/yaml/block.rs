//! The entries of mappings and sequences that are laid out by their indentation.

use super::reader::{LINE_END, Level, Next, Outcome, Reader, Shape};
use super::value::TAB;
use super::{Event, Kind, Scalar};

const DEEPER: &str = "this line is indented deeper than the entries in front of it";
const DASH: &str = "expected '- ' in front of another element";
const COLON: &str = "expected a key, ':' and a space";
pub(super) const KEY: &str = "expected a key that is text, not a collection, an alias or nothing";

impl<'a> Reader<'a> {
    /// Reads a key or a dash, or ends the collection.
    pub(super) fn block_entry(&mut self, level: Level) -> Option<Event<'a>> {
        self.skip_space();
        if self.ends_block(level) {
            return Some(self.close());
        }
        let outcome = self.check_line(level).and_then(|()| match level.shape {
            Shape::Sequence => self.dash().map(|()| None),
            _ => self.key(level).map(Some),
        });
        outcome.unwrap_or_else(|problem| {
            self.give_up(problem, self.at);
            None
        })
    }

    fn ends_block(&self, level: Level) -> bool {
        let column = self.column();
        let beside_its_key = || {
            let outside = self.levels.len().checked_sub(2).and_then(|at| self.levels.get(at));
            level.shape == Shape::Sequence
                && outside.is_some_and(|it| it.shape == Shape::Mapping && it.indent == column)
                && !self.is_indicator(b'-')
        };
        self.is_over() || column < level.indent || column == level.indent && beside_its_key()
    }

    /// Checks that the line in front has ended and that this one begins where it should.
    fn check_line(&self, level: Level) -> Outcome {
        match (self.clean, self.tabbed) {
            (false, _) => Err(LINE_END),
            (_, true) => Err(TAB),
            _ if self.column() > level.indent => Err(DEEPER),
            _ => Ok(()),
        }
    }

    fn dash(&mut self) -> Outcome {
        if !self.is_indicator(b'-') {
            return Err(DASH);
        }
        self.at += 1;
        (self.end, self.next) = (self.at, Next::Value);
        Ok(())
    }

    fn key(&mut self, level: Level) -> Outcome<Event<'a>> {
        if self.is_indicator(b'?') {
            return self.long_key(level);
        }
        let start = self.at;
        let anchor = self.properties().anchor;
        let key =
            self.key_text().and_then(|key| self.colon(key.plain).map(|at| (key, at)).ok_or(COLON));
        let (key, colon) = key.inspect_err(|_| self.at = start)?;
        self.at = colon + 1;
        (self.end, self.clean, self.next) = (self.at, false, Next::Value);
        Ok(key_event(key, anchor))
    }

    /// The text of a key as far as it stands on this line.
    fn key_text(&mut self) -> Outcome<Scalar<'a>> {
        let line = self.line;
        match self.byte(self.at) {
            b'[' | b'{' | b'*' => Err(KEY),
            b':' if self.is_blank(self.at + 1) => Err(KEY),
            _ => self.line_text().ok().filter(|_| self.line == line).ok_or(COLON),
        }
    }

    /// Reads a key behind `? `, which may take several lines, and the colon on a line of its own.
    fn long_key(&mut self, level: Level) -> Outcome<Event<'a>> {
        let start = self.at;
        self.at += 1;
        self.skip_space();
        let anchor = self.properties().anchor;
        let key = self.long_key_text(level).inspect_err(|_| self.at = start)?;
        self.skip_space();
        self.next = Next::NoValue;
        if self.clean && self.column() == level.indent && self.is_indicator(b':') {
            self.at += 1;
            (self.end, self.next) = (self.at, Next::Value);
        }
        Ok(key_event(key, anchor))
    }

    fn long_key_text(&mut self, level: Level) -> Outcome<Scalar<'a>> {
        if self.is_over() || self.column() <= level.indent {
            return Err(KEY);
        }
        match self.byte(self.at) {
            b'|' | b'>' => self.block_scalar(level.indent),
            b'[' | b'{' | b'*' => Err(KEY),
            b'-' | b'?' | b':' if self.is_blank(self.at + 1) => Err(KEY),
            _ => {
                let text = self.line_text()?;
                if self.colon(text.plain).is_some() {
                    return Err(KEY);
                }
                (self.end, self.clean) = (self.at, false);
                Ok(self.continue_plain(text))
            }
        }
    }
}

pub(super) fn key_event<'a>(key: Scalar<'a>, anchor: &'a str) -> Event<'a> {
    let span = key.text.span;
    Event { kind: Kind::Key(key), span, anchor }
}
