//! Mappings and sequences in brackets.

use super::block::{KEY, key_event};
use super::reader::{Level, Next, Outcome, Reader, Shape};
use super::value::Properties;
use super::{Event, Kind, Scalar};

const NOT_CLOSED: &str = "this bracket is not closed before a line that is indented no deeper than \
                          the block around it";
const COMMA: &str = "expected ',' or the closing bracket";
const VALUE: &str = "expected a value in front of ','";

impl<'a> Reader<'a> {
    /// Reads an opening bracket.
    pub(super) fn brackets(
        &mut self,
        shape: Shape,
        properties: Properties<'a>,
    ) -> Outcome<Event<'a>> {
        let start = self.at;
        self.open(shape, self.indent())?;
        self.at += 1;
        self.end = self.at;
        let kind = if shape == Shape::Braces { Kind::Mapping } else { Kind::Sequence };
        Ok(Event { anchor: properties.anchor, ..Event::new(kind, start) })
    }

    /// Begins the mapping of `[key: value]`.
    pub(super) fn pair(&mut self, properties: Properties<'a>) -> Outcome<Event<'a>> {
        self.open(Shape::Pair, self.indent())?;
        Ok(Event { anchor: properties.anchor, ..Event::new(Kind::Mapping, self.at) })
    }

    /// Reads a comma, a key or what is in front of a value, or ends the collection.
    pub(super) fn flow_entry(&mut self, level: Level) -> Option<Event<'a>> {
        if self.broken {
            return Some(self.close_flow());
        }
        self.skip_space();
        let byte = self.byte(self.at);
        let closes = matches!(byte, b']' | b'}');
        if self.is_over() || !closes && self.column() <= level.indent {
            self.error(NOT_CLOSED, level.start);
            self.broken = true;
        } else if level.shape == Shape::Pair && !level.open {
            return Some(self.close_flow());
        } else if byte == if level.shape == Shape::Braces { b'}' } else { b']' } {
            self.at += 1;
            (self.end, self.clean) = (self.at, false);
            return Some(self.close_flow());
        } else if byte == b',' && !level.open {
            self.at += 1;
            self.set_open(true);
        } else if !level.open || closes {
            self.give_up(COMMA, self.at);
        } else if byte == b',' {
            self.give_up(VALUE, self.at);
        } else {
            self.set_open(false);
            return self.flow_value_or_key(level.shape);
        }
        None
    }

    fn flow_value_or_key(&mut self, shape: Shape) -> Option<Event<'a>> {
        if shape == Shape::Brackets {
            self.next = Next::Value;
            return None;
        }
        let outcome = self.flow_key();
        outcome.map_err(|problem| self.give_up(problem, self.at)).ok()
    }

    fn set_open(&mut self, open: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.open = open;
        }
    }

    fn close_flow(&mut self) -> Event<'a> {
        let event = self.close();
        self.broken &= self.is_flow();
        event
    }

    fn flow_key(&mut self) -> Outcome<Event<'a>> {
        if self.is_indicator(b'?') {
            self.at += 1;
            self.skip_space();
        }
        let anchor = self.properties().anchor;
        let key = self.flow_key_text()?;
        self.skip_space();
        let at = self.colon(key.plain).filter(|_| self.column() > self.indent());
        self.next = if at.is_some() { Next::Value } else { Next::NoValue };
        if let Some(at) = at {
            self.at = at + 1;
            self.end = self.at;
        }
        Ok(key_event(key, anchor))
    }

    fn flow_key_text(&mut self) -> Outcome<Scalar<'a>> {
        if matches!(self.byte(self.at), b'[' | b'{' | b'*' | b',' | b']' | b'}')
            || self.colon(true) == Some(self.at)
        {
            return Err(KEY);
        }
        let key = self.line_text()?;
        self.end = self.at;
        Ok(self.continue_plain(key))
    }
}
