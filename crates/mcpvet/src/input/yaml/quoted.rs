//! Texts in quotes (YAML 1.2.2, sections 5.7, 7.3.1 and 7.3.2).

use std::borrow::Cow;

use memchr::{memchr2, memchr3};

use super::Scalar;
use super::reader::{Outcome, Reader};
use super::scalar::push_breaks;
use crate::input::Level;
use crate::package::Span;

const NOT_CLOSED: &str = "this text in quotes is not closed before a line that is indented no \
                          deeper than the block around it";
const LONE_SURROGATE: &str = "half of a surrogate pair was read as U+FFFD";
const NOT_AN_ESCAPE: &str =
    "a backslash that starts no escape was kept; a backslash itself is written as \\\\";

impl<'a> Reader<'a> {
    /// Reads a text in quotes of either kind, over any number of lines.
    pub(super) fn quoted(&mut self) -> Outcome<Scalar<'a>> {
        let start = self.at + 1;
        let quote = self.byte(self.at);
        let indent = self.indent();
        let (mut line, mut from, mut value) = (self.line, start, None::<String>);
        loop {
            let stop = from + self.quoted_length(from, quote).ok_or(NOT_CLOSED)?;
            let part = self.part(from, stop);
            let found = self.byte(stop);
            if found == quote && (quote == b'"' || self.byte(stop + 1) != quote) {
                self.at = stop + 1;
                self.line = line;
                let value = match value {
                    Some(value) => Cow::Owned(value + part),
                    None => Cow::Borrowed(part),
                };
                return Ok(Scalar::new(value, Span::new(start, stop), false));
            }
            let value = value.get_or_insert_default();
            if found == b'\n' {
                value.push_str(part.trim_end_matches([' ', '\t', '\r']));
                let (next, at, breaks) = self.next_text(stop, indent).ok_or(NOT_CLOSED)?;
                push_breaks(value, breaks);
                (line, from) = (next, at);
                continue;
            }
            value.push_str(part);
            from = stop + 2;
            if found == quote {
                value.push('\'');
            } else if self.is_break(stop + 1) {
                // A break behind a backslash joins the lines without a space.
                let (next, at, breaks) = self.next_text(stop + 1, indent).ok_or(NOT_CLOSED)?;
                value.extend(core::iter::repeat_n('\n', breaks - 1));
                (line, from) = (next, at);
            } else {
                from = self.escape(stop + 1, value);
            }
        }
    }

    /// The bytes up to a quote, a line break, or between double quotes a backslash.
    fn quoted_length(&self, from: usize, quote: u8) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        match quote {
            b'"' => memchr3(b'"', b'\\', b'\n', rest),
            _ => memchr2(b'\'', b'\n', rest),
        }
    }

    fn is_break(&self, at: usize) -> bool {
        matches!(*self.rest(at), [b'\n', ..] | [b'\r', b'\n', ..])
    }

    /// Resolves the escape whose letter stands at `at`; where the text goes on behind it.
    fn escape(&mut self, at: usize, value: &mut String) -> usize {
        let plain = match self.byte(at) {
            b'0' => '\0',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\u{b}',
            b'f' => '\u{c}',
            b'r' => '\r',
            b'e' => '\u{1b}',
            byte @ (b' ' | b'"' | b'/' | b'\\') => byte as char,
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.code(at, 2, value),
            b'u' => return self.code(at, 4, value),
            b'U' => return self.code(at, 8, value),
            _ => return self.keep_backslash(at, value),
        };
        value.push(plain);
        at + 1
    }

    /// Resolves `xXX`, `uXXXX` and `UXXXXXXXX`, and surrogate pairs as JSON writes them.
    fn code(&mut self, at: usize, digits: usize, value: &mut String) -> usize {
        let Some(code) = self.hex(at + 1, digits) else { return self.keep_backslash(at, value) };
        let end = at + 1 + digits;
        if let Some(char) = char::from_u32(code) {
            value.push(char);
            return end;
        }
        let low = self.text.get(end..end + 2).filter(|text| *text == "\\u");
        let low = low.and_then(|_| self.hex(end + 2, 4));
        if let (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) = (code, low) {
            let code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            return end + 6;
        }
        self.note(Level::Warning, "escape", LONE_SURROGATE, at - 1);
        value.push(char::REPLACEMENT_CHARACTER);
        end
    }

    fn hex(&self, at: usize, digits: usize) -> Option<u32> {
        let text = self.text.get(at..at + digits)?;
        let only_digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if only_digits { u32::from_str_radix(text, 16).ok() } else { None }
    }

    fn keep_backslash(&mut self, at: usize, value: &mut String) -> usize {
        self.note(Level::Error, "escape", NOT_AN_ESCAPE, at - 1);
        value.push('\\');
        at
    }
}
