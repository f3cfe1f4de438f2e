//! Literals in files that are programs, or look like them: strings, words and marks with their places,
//! and lists of strings. Nothing is run.
//!
//! One reader for several languages: they differ in their comments, and in what a word is.

use super::text::Text;
use crate::package::Span;

/// How a language writes what is passed over, and its words.
pub(super) struct Syntax {
    /// Begins a comment up to the end of the line.
    pub(super) comment: &'static str,
    /// Around a comment over several lines; empty where there is none.
    pub(super) block: (&'static str, &'static str),
    /// Around a string over several lines, beside `"""`.
    pub(super) long: (&'static str, &'static str),
    /// What a word can hold beside letters, digits and `_`.
    pub(super) word: &'static str,
}

/// A string without its quotes, or a word or a mark.
pub(super) struct Token<'a> {
    pub(super) text: Text<'a>,
    pub(super) quoted: bool,
    /// Whether something is filled into the string when the file runs.
    pub(super) filled: bool,
}

impl Token<'_> {
    /// Whether it is this word or mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        !self.quoted && self.text.value == mark
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        !self.quoted && self.text.value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    }
}

/// An element of a list.
pub(super) enum Element<'a> {
    /// A string alone.
    String(Text<'a>),
    /// A word alone, which may be a variable.
    Name(Text<'a>),
    /// Anything else.
    Computed(Span),
}

/// The tokens of a text, one after the other.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    /// Where the next one is looked for.
    pub(super) at: usize,
    /// Where something begins that is not closed.
    pub(super) broken: Option<usize>,
    syntax: &'static Syntax,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(text: &'a str, syntax: &'static Syntax) -> Self {
        Self { text, at: 0, broken: None, syntax }
    }

    #[inline(never)]
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        let Syntax { comment, block, long, word } = self.syntax;
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || word.contains(c);
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let start = self.at + rest.len() - trimmed.len();
            let first = trimmed.chars().next()?;
            let begins = |mark: &str| !mark.is_empty() && trimmed.starts_with(mark);
            let end = if begins(block.0) {
                block.1
            } else if begins(comment) {
                "\n"
            } else if begins(long.0) {
                return self.string(start + long.0.len(), long.1);
            } else {
                let length = trimmed.find(|c| !is_word(c)).unwrap_or(trimmed.len());
                let (word, behind) = trimmed.split_at(length);
                // Letters in front of a string say how it is written.
                let is_prefix = word.len() <= 2 && word.bytes().all(|b| b"rbufRBUF".contains(&b));
                let quote = ["\"\"\"", "'''", "\"", "'"].iter().find(|it| behind.starts_with(**it));
                if let Some(quote) = quote.filter(|_| is_prefix) {
                    let filled = word.contains(['f', 'F']);
                    let string = self.string(start + length + quote.len(), quote)?;
                    return Some(Token { filled, ..string });
                }
                let is_comparison =
                    matches!(trimmed.as_bytes(), [b'<' | b'>' | b'!' | b'=', b'=', ..]);
                let mark = if is_comparison { 2 } else { first.len_utf8() };
                self.at = start + length.max(mark);
                let text = Text::of(&self.text[start..self.at], self.text);
                return Some(Token { text, quoted: false, filled: false });
            };
            // A comment at the end of the text has no end of its own.
            let length = memchr::memmem::find(trimmed.as_bytes(), end.as_bytes());
            self.at = start + length.map_or(trimmed.len(), |at| at + end.len());
        }
    }

    /// A string that begins at `start` and ends with `close`.
    fn string(&mut self, start: usize, close: &str) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while end < bytes.len() && !bytes[end..].starts_with(close.as_bytes()) {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        if end >= bytes.len() {
            (self.broken, self.at) = (Some(start), bytes.len());
            return None;
        }
        self.at = end + close.len();
        let text = Text::of(&self.text[start..end], self.text);
        Some(Token { text, quoted: true, filled: false })
    }

    /// Whether this mark comes next, which is taken.
    pub(super) fn takes(&mut self, mark: &str) -> bool {
        let before = self.at;
        let is_next = self.next().is_some_and(|token| token.is(mark));
        if !is_next {
            self.at = before;
        }
        is_next
    }

    /// Whether this mark comes next.
    pub(super) fn sees(&mut self, mark: &str) -> bool {
        let before = self.at;
        let sees = self.takes(mark);
        self.at = before;
        sees
    }

    /// Goes behind the end of the brackets that were opened.
    pub(super) fn close(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(token) = self.next() else { return self.breaks_off() };
            depth += usize::from(OPENING.iter().any(|mark| token.is(mark)));
            depth -= usize::from(CLOSING.iter().any(|mark| token.is(mark)));
        }
    }

    /// Gives each element of the list that was opened to `each`. Lists in it belong to it, as do the
    /// values of keys; the keys do not.
    pub(super) fn elements(&mut self, each: &mut dyn FnMut(Element<'a>)) {
        let (mut depth, mut open) = (1_usize, None);
        while depth > 0 {
            let Some(token) = self.next() else {
                self.breaks_off();
                break;
            };
            let is_one_of = |marks: [&str; 3]| marks.iter().any(|mark| token.is(mark));
            let span = token.text.span;
            if is_one_of(OPENING) && open.is_none() {
                depth += 1;
            } else if is_one_of(OPENING) {
                self.close();
                open = Some(Element::Computed(span));
            } else if is_one_of(CLOSING) || is_one_of([",", ";", ""]) {
                open.take().into_iter().for_each(&mut *each);
                depth -= usize::from(is_one_of(CLOSING));
            } else if is_one_of([":", "=", ""]) {
                open = None;
            } else if open.is_some() || token.filled {
                open = Some(Element::Computed(span));
            } else if token.quoted {
                open = Some(Element::String(token.text));
            } else if token.is_word() {
                open = Some(Element::Name(token.text));
            } else if !is_one_of(["+", "*", "|"]) {
                open = Some(Element::Computed(span));
            }
        }
        open.into_iter().for_each(each);
    }

    /// Notes that something is not closed where the text ends.
    pub(super) fn breaks_off(&mut self) {
        self.broken = self.broken.or(Some(self.text.len()));
    }
}

const OPENING: [&str; 3] = ["[", "(", "{"];
const CLOSING: [&str; 3] = ["]", ")", "}"];

/// The note for what is not closed.
pub(super) const BROKEN: &str =
    "the text ends too early: what opened here, or before, is not closed";

/// The note for what is put together when the file runs.
pub(super) const COMPUTED: &str =
    "what is needed here is known only when the file runs; it was not read";
