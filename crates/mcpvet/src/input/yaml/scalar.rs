//! Texts without quotes, on one line or several, and block scalars.

use std::borrow::Cow;

use super::Scalar;
use super::reader::{Outcome, Reader};
use super::space::spaces;
use crate::package::Span;

const START: &str = "a text cannot start with this character unless it stands in quotes";
const HEADER: &str = "expected the end of the line behind '|' or '>', one digit and '+' or '-'";
const BLANK: &str = "the first line of this text is indented less than a blank line in front of it";

/// The bytes at which a text without quotes may end, so that the others cost one look each.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        stops[byte] = byte <= b' ' as usize
            || matches!(byte as u8, b':' | b'#' | b',' | b'[' | b']' | b'{' | b'}');
        byte += 1;
    }
    stops
};

impl<'a> Reader<'a> {
    /// Reads a text in quotes, or the first line of one without.
    pub(super) fn line_text(&mut self) -> Outcome<Scalar<'a>> {
        let start = self.at;
        match self.byte(start) {
            b'"' | b'\'' => return self.quoted(),
            b'-' | b'?' | b':' if !self.ends_plain(start + 1) => {}
            b'-' | b'?' | b':' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`'
            | b',' | b'[' | b']' | b'{' | b'}' => {
                return Err(START);
            }
            _ => {}
        }
        let end = self.plain_end(start);
        if end == start {
            return Err(START);
        }
        self.at = end;
        let part = self.part(start, end);
        Ok(Scalar::new(Cow::Borrowed(part), Span::new(start, end), true))
    }

    /// Where the text without quotes that goes on at `start` ends on its line, without the space
    /// behind it.
    fn plain_end(&self, start: usize) -> usize {
        let mut end = start;
        // Behind the last byte that is no space.
        let mut filled = start;
        loop {
            let is_text = |byte: &&u8| !STOPS[usize::from(**byte)];
            let length = self.rest(end).iter().take_while(is_text).count();
            end += length;
            filled = if length > 0 { end } else { filled };
            match self.byte(end) {
                b' ' | b'\t' => {
                    end += 1;
                    continue;
                }
                0..b' ' => break,
                b':' if self.ends_plain(end + 1) => break,
                b'#' if filled < end => break,
                b',' | b'[' | b']' | b'{' | b'}' if self.is_flow() => break,
                _ => end += 1,
            }
            filled = end;
        }
        filled
    }

    /// Whether an indicator in front of `at` is one, and no part of a text.
    fn ends_plain(&self, at: usize) -> bool {
        self.is_blank(at)
            || self.is_flow() && matches!(self.byte(at), b',' | b'[' | b']' | b'{' | b'}')
    }

    /// Where the colon stands that makes a key of what was read. In brackets it may follow quotes
    /// at once.
    pub(super) fn colon(&self, plain: bool) -> Option<usize> {
        self.colon_behind(self.at, plain)
    }

    fn colon_behind(&self, at: usize, plain: bool) -> Option<usize> {
        let rest = self.rest(at);
        let at = at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let found = self.byte(at) == b':' && (self.ends_plain(at + 1) || !plain && self.is_flow());
        found.then_some(at)
    }

    /// Joins the lines that follow to a text without quotes.
    pub(super) fn continue_plain(&mut self, text: Scalar<'a>) -> Scalar<'a> {
        let indent = self.indent();
        let mut text = text;
        while text.plain {
            let Some((line, at, breaks)) = self.next_text(self.at, indent) else { break };
            let end = self.plain_end(at);
            let key = !self.is_flow() && self.colon_behind(end, true).is_some();
            if end == at || key || self.byte(at) == b'#' {
                break;
            }
            let value = text.text.value.to_mut();
            push_breaks(value, breaks);
            value.push_str(self.part(at, end));
            text.text.span.end = end as u32;
            (self.line, self.at, self.end) = (line, end, end);
        }
        text
    }

    /// Reads a text behind `|` or `>`, which ends with a line that is indented no deeper than
    /// `parent`.
    pub(super) fn block_scalar(&mut self, parent: isize) -> Outcome<Scalar<'a>> {
        let header = self.at;
        let (folds, chomp, digit) = self.block_header()?;
        let start = self.at;
        let indent = match digit {
            0 => self.found_indent(parent).inspect_err(|_| self.at = header)?,
            digit => (parent.max(0) + digit as isize) as usize,
        };
        let mut block = Block { folds, ..Block::default() };
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let rest = self.part(self.at, self.text.len());
            let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
            let content = line.strip_suffix('\r').unwrap_or(line);
            let column = spaces(content.as_bytes());
            if column < content.len()
                && (column < indent || column == 0 && self.marker(self.at).is_some())
            {
                break;
            }
            block.push(content.get(indent..).unwrap_or_default());
            self.at = (self.at + line.len() + 1).min(bytes.len());
        }
        self.end = self.at;
        self.start_line(self.at);
        Ok(Scalar::new(Cow::Owned(block.finish(chomp)), Span::new(start, self.end), false))
    }

    /// Reads the line of `|` or `>`: whether lines are joined, `+`, `-` or nothing, and the digit.
    fn block_header(&mut self) -> Outcome<(bool, u8, u8)> {
        let folds = self.byte(self.at) == b'>';
        let (mut chomp, mut digit, mut at) = (0, 0, self.at + 1);
        loop {
            match self.byte(at) {
                sign @ (b'+' | b'-') if chomp == 0 => chomp = sign,
                number @ b'1'..=b'9' if digit == 0 => digit = number - b'0',
                _ => break,
            }
            at += 1;
        }
        if !self.is_blank(at) {
            return Err(HEADER);
        }
        let header = self.at;
        self.at = at;
        let line = self.part(at, self.text.len());
        let line = line.split('\n').next().unwrap_or_default();
        let rest = line.trim();
        if !rest.is_empty() && !rest.starts_with('#') {
            self.at = header;
            return Err(HEADER);
        }
        self.at = (at + line.len() + 1).min(self.text.len());
        Ok((folds, chomp, digit))
    }

    /// The indentation of the first line that holds something. Where no line belongs to the text,
    /// no space of a blank one does.
    fn found_indent(&self, parent: isize) -> Outcome<usize> {
        let mut blank = 0;
        for line in self.part(self.at, self.text.len()).split('\n') {
            let column = spaces(line.as_bytes());
            match &line.as_bytes()[column..] {
                [] | [b'\r'] => blank = blank.max(column),
                _ if column as isize <= parent => break,
                _ if column < blank => return Err(BLANK),
                _ => return Ok(column),
            }
        }
        Ok(usize::MAX)
    }
}

/// Appends what `breaks` line breaks between two texts stand for: one is a space.
pub(super) fn push_breaks(text: &mut String, breaks: usize) {
    if breaks == 1 {
        text.push(' ');
    }
    text.extend(core::iter::repeat_n('\n', breaks.saturating_sub(1)));
}

/// A block scalar as its lines are read.
#[derive(Default)]
struct Block {
    folds: bool,
    text: String,
    /// Line breaks since the last line that holds something.
    breaks: usize,
    /// Whether that line starts with space, which keeps the breaks around it.
    spaced: bool,
    filled: bool,
}

impl Block {
    fn push(&mut self, line: &str) {
        if !line.is_empty() {
            let spaced = line.starts_with([' ', '\t']);
            if self.folds && self.filled && !spaced && !self.spaced {
                push_breaks(&mut self.text, self.breaks);
            } else {
                self.push_all_breaks();
            }
            self.text.push_str(line);
            (self.breaks, self.spaced, self.filled) = (0, spaced, true);
        }
        self.breaks += 1;
    }

    fn push_all_breaks(&mut self) {
        self.text.extend(core::iter::repeat_n('\n', self.breaks));
    }

    fn finish(mut self, chomp: u8) -> String {
        match chomp {
            b'+' => self.push_all_breaks(),
            b'-' => {}
            _ if self.filled => self.text.push('\n'),
            _ => {}
        }
        self.text
    }
}
