//! Space, comments and lines: where the next token stands, and where a spoilt piece ends.

use memchr::memchr;

use super::Reader;
use crate::input::json::is_conflict_marker;

pub(super) const CONFLICT: &str = "a merge conflict marker: settle the conflict first";

impl<'a> Reader<'a> {
    /// The byte at `at`; NUL behind the end.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// A piece of the text. One place that checks bounds is a kilobyte less than twenty of them.
    #[inline(never)]
    pub(super) fn part(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// What follows from `at` on.
    #[inline]
    pub(super) fn rest(&self, at: usize) -> &'a [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    /// Whether space, a line break or nothing stands at `at`.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        matches!(self.text.as_bytes().get(at), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Whether `byte` stands here with space behind it.
    pub(super) fn is_indicator(&self, byte: u8) -> bool {
        self.byte(self.at) == byte && self.is_blank(self.at + 1)
    }

    /// The bytes between the start of the line and the place of reading.
    pub(super) const fn column(&self) -> isize {
        (self.at - self.line) as isize
    }

    /// Goes to the next token, over line breaks and comments.
    #[inline]
    pub(super) fn skip_space(&mut self) {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ') => self.at += 1,
                Some(b'\t') => (self.at, self.tabbed) = (self.at + 1, true),
                Some(b'\n') => self.start_line(self.at + 1),
                Some(b'\r') if self.byte(self.at + 1) == b'\n' => self.at += 1,
                Some(b'#') if self.is_comment(self.at) => self.skip_line(),
                _ => return,
            }
        }
    }

    fn is_comment(&self, at: usize) -> bool {
        at == self.line || matches!(self.byte(at - 1), b' ' | b'\t')
    }

    #[inline]
    pub(super) fn start_line(&mut self, at: usize) {
        (self.at, self.line, self.clean, self.tabbed) = (at, at, true, false);
        if matches!(self.byte(at), b'<' | b'=' | b'>' | b'|')
            && is_conflict_marker(self.part(at, self.text.len()))
        {
            self.error(CONFLICT, at);
            self.skip_line();
        }
    }

    /// Goes to the end of the line, in front of its break.
    pub(super) fn skip_line(&mut self) {
        let rest = self.rest(self.at);
        self.at += memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// Whether the document ends here: at `---`, at `...`, or with the text.
    pub(super) fn is_over(&self) -> bool {
        self.at >= self.text.len() || self.at == self.line && self.marker(self.at).is_some()
    }

    /// The line that separates documents, when one starts at `line`.
    pub(super) fn marker(&self, line: usize) -> Option<&'a str> {
        let marker = self.text.get(line..line + 3)?;
        (matches!(marker, "---" | "...") && self.is_blank(line + 3)).then_some(marker)
    }

    /// Goes over the rest of this line and the lines that are indented deeper than `indent`, and
    /// with `dashes` those of a sequence at `indent` itself.
    pub(super) fn skip_block(&mut self, indent: isize, dashes: bool) {
        loop {
            self.skip_line();
            if self.at >= self.text.len() {
                return;
            }
            let line = self.at + 1;
            let at = line + spaces(self.rest(line));
            let column = (at - line) as isize;
            let belongs = match self.byte(at) {
                b'\n' | b'#' | b']' | b'}' => true,
                b'\r' if self.byte(at + 1) == b'\n' => true,
                b'-' if dashes && column == indent => self.is_blank(at + 1),
                b'-' | b'.' if column == 0 && self.marker(at).is_some() => false,
                _ => column > indent,
            };
            if !belongs {
                return self.start_line(line);
            }
            self.at = at;
        }
    }

    /// From the end of a line of text to its next one that is indented deeper than `indent`:
    /// where it starts, where its text starts, and the number of line breaks in front of it.
    pub(super) fn next_text(&self, at: usize, indent: isize) -> Option<(usize, usize, usize)> {
        let bytes = self.text.as_bytes();
        let (mut at, mut breaks) = (at, 0);
        let (mut line, mut column) = (at, 0);
        loop {
            at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            at += usize::from(self.byte(at) == b'\r' && self.byte(at + 1) == b'\n');
            if bytes.get(at) != Some(&b'\n') {
                break;
            }
            (line, breaks) = (at + 1, breaks + 1);
            column = spaces(&bytes[line..]);
            at = line + column;
        }
        let goes_on = breaks > 0
            && at < bytes.len()
            && column as isize > indent
            && (column > 0 || self.marker(line).is_none());
        goes_on.then_some((line, at, breaks))
    }
}

/// The spaces that a line begins with.
pub(super) fn spaces(line: &[u8]) -> usize {
    line.iter().take_while(|byte| **byte == b' ').count()
}
