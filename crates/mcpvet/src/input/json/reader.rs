//! The pull reader: one value after the other, with places, without a tree.

use std::borrow::Cow;

use memchr::memchr;

use super::SyntaxError;
use super::escape::unescape;
use crate::input::limits::{MAX_DEPTH, MAX_NOTES};
use crate::input::scan::{indentation, plain_length};
use crate::input::text::Text;
use crate::input::{Level, Note};
use crate::package::Span;

/// What the next value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    String,
    /// A number, `true`, `false` or `null`.
    Scalar,
}

/// Reads JSON from the front; every method takes the value that comes next.
///
/// ```
/// use mcpvet::input::json::Reader;
/// let mut versions = Vec::new();
/// let mut reader = Reader::new(r#"{ "a": "1.0", /* why */ "b": [2], }"#);
/// reader.object(|reader, key| match &*key.value {
///     "a" => reader.string().map(|text| versions.push(text.value)),
///     _ => reader.skip(),
/// })?;
/// assert_eq!(versions, ["1.0"]);
/// # Ok::<(), mcpvet::input::json::SyntaxError>(())
/// ```
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    notes: Vec<Note>,
    dropped: Dropped,
    /// Whether the braces of the outermost object are left out.
    piece: bool,
}

/// Notes over the limit.
#[derive(Clone, Copy, Default)]
pub(super) struct Dropped {
    pub(super) notes: usize,
    pub(super) errors: usize,
}

type Outcome<T = ()> = Result<T, SyntaxError>;

const TOO_DEEP: &str = "more than 128 levels of nesting";
const VALUE: &str = "expected a value";
const NOT_CLOSED: &str = "this string is not closed on its line";

/// A string as it stands in the text.
struct RawString {
    span: Span,
    escaped: bool,
    control: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let at = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        Self { text, at, depth: 0, notes: Vec::new(), dropped: Dropped::default(), piece: false }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// The offset up to which the text has been read.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// What the next value is.
    ///
    /// # Errors
    ///
    /// When no value follows: at the end of the text, before `}`, at `<`.
    pub fn peek(&mut self) -> Outcome<Kind> {
        match self.peek_byte() {
            b'"' if self.is_piece() => Ok(Kind::Object),
            b'"' => Ok(Kind::String),
            b'{' => Ok(Kind::Object),
            b'[' => Ok(Kind::Array),
            b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Ok(Kind::Scalar),
            _ => Err(self.error(VALUE)),
        }
    }

    /// Reads an object; `member` gets each key and must take its value.
    ///
    /// Around the outermost one the braces can be left out, as in a piece of a file:
    /// `"a": 1, "b": 2`.
    ///
    /// # Errors
    ///
    /// When something else follows, `{"a" 1}` for example, or when `member` fails.
    pub fn object(&mut self, mut member: impl FnMut(&mut Self, Text<'a>) -> Outcome) -> Outcome {
        self.members(&mut member)
    }

    /// One copy for all objects: a quarter of a kilobyte at each of a hundred calls adds up.
    fn members(&mut self, member: &mut dyn FnMut(&mut Self, Text<'a>) -> Outcome) -> Outcome {
        if self.is_piece() {
            (self.depth, self.piece) = (1, true);
        } else {
            self.open(b'{', "expected '{'")?;
        }
        loop {
            match self.peek_byte() {
                b'"' => {}
                b'}' => break,
                _ if self.ends_piece() => break,
                _ => return Err(self.error("expected a key in quotes or '}'")),
            }
            let raw = self.raw_string_here()?;
            let key = self.text_of(raw);
            self.expect(b':', "expected ':' after a key")?;
            member(self, key)?;
            if !self.more(b'}', "expected ',' or '}' after a member")? {
                break;
            }
        }
        if self.ends_piece() {
            self.depth = 0;
        } else {
            self.close();
        }
        Ok(())
    }

    /// Reads an array; `element` must take each value.
    ///
    /// # Errors
    ///
    /// When something else follows, `[1 2]` for example, or when `element` fails.
    pub fn array(&mut self, mut element: impl FnMut(&mut Self) -> Outcome) -> Outcome {
        self.elements(&mut element)
    }

    fn elements(&mut self, element: &mut dyn FnMut(&mut Self) -> Outcome) -> Outcome {
        self.open(b'[', "expected '['")?;
        while self.peek_byte() != b']' {
            element(self)?;
            if !self.more(b']', "expected ',' or ']' after an element")? {
                break;
            }
        }
        self.close();
        Ok(())
    }

    /// [`Self::object`] for what is not read often: without machine code of its own for each caller.
    #[inline(never)]
    pub(crate) fn object_of(
        &mut self,
        member: &mut dyn FnMut(&mut Self, Text<'a>) -> Outcome,
    ) -> Outcome {
        self.object(member)
    }

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// When something else follows, or the string is not closed on its line.
    pub fn string(&mut self) -> Outcome<Text<'a>> {
        let raw = self.raw_string()?;
        Ok(self.text_of(raw))
    }

    #[inline(always)]
    fn text_of(&mut self, RawString { span, escaped, control }: RawString) -> Text<'a> {
        let raw = &self.text[span.start as usize..span.end as usize];
        if control {
            self.warn("control-character", "a control character inside a string", span);
        }
        let value = if escaped { self.resolve(raw, span) } else { Cow::Borrowed(raw) };
        Text { value, span }
    }

    /// Reads a string; any other value is skipped.
    ///
    /// # Errors
    ///
    /// As [`Reader::skip`].
    pub fn string_or_skip(&mut self) -> Outcome<Option<Text<'a>>> {
        if self.peek_byte() == b'"' { self.string().map(Some) } else { self.skip().map(|()| None) }
    }

    /// Reads a number, `true`, `false` or `null` as it is written.
    ///
    /// # Errors
    ///
    /// When something else follows, such as a word without quotes.
    pub fn scalar(&mut self) -> Outcome<&'a str> {
        self.peek_byte();
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|b| !is_scalar_byte(b)).unwrap_or(rest.len());
        let scalar = &rest[..end];
        let first = scalar.bytes().next();
        let number = first.is_some_and(|b| b.is_ascii_digit() || b"+-.".contains(&b));
        if !number && !["true", "false", "null", "NaN", "Infinity"].contains(&scalar) {
            return Err(self.error(VALUE));
        }
        self.at += end;
        Ok(scalar)
    }

    /// Reads any value and forgets it. Inside it only strings, brackets and depth are checked.
    ///
    /// # Errors
    ///
    /// When brackets do not match, a string is not closed, or a byte has no place in JSON.
    pub fn skip(&mut self) -> Outcome {
        match self.peek_byte() {
            b'"' if self.depth == 0 && self.is_piece() => self.object(|reader, _| reader.skip()),
            b'"' => self.raw_string_here().map(|_| ()),
            b'{' | b'[' => self.skip_nested(),
            _ => self.scalar().map(|_| ()),
        }
    }

    /// Leaves out what stands in front of a piece of a file, which has this many bytes.
    pub(crate) const fn pass(&mut self, bytes: usize) {
        self.at = bytes;
    }

    /// Checks that nothing follows but, behind a piece of a file, the brackets around it.
    ///
    /// # Errors
    ///
    /// When something does.
    pub fn end(&mut self) -> Outcome {
        while matches!(self.peek_byte(), b'}' | b']') && self.piece {
            self.at += 1;
        }
        if self.at < self.text.len() { Err(self.error("expected nothing more")) } else { Ok(()) }
    }

    /// An error at the current place.
    #[must_use]
    pub const fn error(&self, problem: &'static str) -> SyntaxError {
        SyntaxError { at: self.at as u32, problem }
    }

    /// Remembers something odd that was read all the same.
    pub(super) fn warn(&mut self, code: &'static str, message: &'static str, span: Span) {
        self.note(Level::Warning, code, message, span);
    }

    fn note(&mut self, level: Level, code: &'static str, message: &'static str, span: Span) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(Note { level, code, message: message.into(), span: Some(span) });
        } else {
            self.dropped.notes += 1;
            self.dropped.errors += usize::from(level == Level::Error);
        }
    }

    /// The oddities so far; they are forgotten here.
    pub(super) fn take_notes(&mut self) -> (Vec<Note>, Dropped) {
        (core::mem::take(&mut self.notes), core::mem::take(&mut self.dropped))
    }

    /// Skips space and comments; the byte that follows, or NUL at the end.
    #[inline(always)]
    fn peek_byte(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        // Tools write nothing, one space, or a line break and spaces. The rest can take longer.
        match bytes.get(self.at) {
            Some(b' ') => self.at += 1,
            Some(b'\n') => self.at += 1 + indentation(&bytes[self.at + 1..]),
            _ => {}
        }
        match bytes.get(self.at) {
            Some(byte @ (b'!'..=b'.' | b'0'..=b'~')) => *byte,
            _ => self.skip_space(),
        }
    }

    #[cold]
    fn skip_space(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if self.skip_comment() => {}
                // A no-break space (U+00A0), as text copied from web pages has it.
                Some(0xC2) if bytes.get(self.at + 1) == Some(&0xA0) => self.at += 2,
                byte => return byte.copied().unwrap_or(0),
            }
        }
    }

    /// Skips the comment that starts here, if one does. One that is not closed runs to the end.
    #[cold]
    fn skip_comment(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let length = match rest.get(1) {
            Some(b'/') => memchr(b'\n', rest),
            Some(b'*') => self.text[self.at + 2..].find("*/").map(|end| end + 4),
            _ => return false,
        };
        self.at += length.unwrap_or(rest.len());
        true
    }

    #[inline]
    fn expect(&mut self, byte: u8, problem: &'static str) -> Outcome {
        let is_next = self.text.as_bytes().get(self.at) == Some(&byte);
        if !is_next && self.peek_byte() != byte {
            return Err(self.error(problem));
        }
        self.at += 1;
        Ok(())
    }

    fn open(&mut self, byte: u8, problem: &'static str) -> Outcome {
        self.expect(byte, problem)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.error(TOO_DEEP)) } else { Ok(()) }
    }

    /// Whether the outermost value is a key: `"a": 1` stands there without braces around it.
    fn is_piece(&mut self) -> bool {
        if self.depth > 0 || self.peek_byte() != b'"' {
            return false;
        }
        let mut rest = Reader::new(&self.text[self.at..]);
        rest.raw_string().is_ok() && rest.peek_byte() == b':'
    }

    /// Whether the text ends here and no brace is missing, for none was opened.
    const fn ends_piece(&self) -> bool {
        self.piece && self.depth == 1 && self.at >= self.text.len()
    }

    fn close(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Takes the comma before another value; `false` in front of the closing bracket.
    #[inline]
    fn more(&mut self, close: u8, problem: &'static str) -> Outcome<bool> {
        if let Some(b',') = self.text.as_bytes().get(self.at) {
            self.at += 1;
            return Ok(true);
        }
        match self.peek_byte() {
            b',' => self.at += 1,
            byte if byte == close => return Ok(false),
            _ if self.ends_piece() => return Ok(false),
            _ => return Err(self.error(problem)),
        }
        Ok(true)
    }

    /// Finds the end of a string; the span leaves the quotes out.
    // Measured: a call for each string makes reading a lockfile 5 % slower.
    #[inline(always)]
    fn raw_string(&mut self) -> Outcome<RawString> {
        if self.peek_byte() != b'"' {
            return Err(self.error("expected a string"));
        }
        self.raw_string_here()
    }

    /// The same at a quote.
    #[inline(always)]
    fn raw_string_here(&mut self) -> Outcome<RawString> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let end = start + plain_length(&bytes[start..]);
        if bytes.get(end) != Some(&b'"') {
            return self.odd_string(start, end);
        }
        self.at = end + 1;
        Ok(RawString { span: Span::new(start, end), escaped: false, control: false })
    }

    /// Finds the end of a string with something else than plain text at `at`.
    #[cold]
    fn odd_string(&mut self, start: usize, mut at: usize) -> Outcome<RawString> {
        let bytes = self.text.as_bytes();
        let (mut escaped, mut control) = (false, false);
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => (at, escaped) = (at + 2, true),
                // A line break ends the search, so that one missing quote does not swap the inside
                // and the outside of every string that follows.
                None | Some(b'\n') => return Err(self.error(NOT_CLOSED)),
                Some(_) => (at, control) = (at + 1, true),
            }
            at += plain_length(bytes.get(at..).unwrap_or_default());
        }
        self.at = at + 1;
        Ok(RawString { span: Span::new(start, at), escaped, control })
    }

    #[cold]
    fn resolve(&mut self, raw: &'a str, span: Span) -> Cow<'a, str> {
        let unescaped = unescape(raw);
        if let Some((level, oddity)) = unescaped.oddity {
            self.note(level, "escape", oddity, span);
        }
        Cow::Owned(unescaped.text)
    }

    /// Skips an object or array without recursion.
    fn skip_nested(&mut self) -> Outcome {
        let outside = self.depth;
        // One bit a level, the innermost lowest: whether it is an object. `MAX_DEPTH` bits fit.
        let mut objects = 0_u128;
        loop {
            let byte = self.peek_byte();
            if byte != b'"' {
                self.skip_mark(byte, &mut objects)?;
                if self.depth == outside {
                    return Ok(());
                }
                continue;
            }
            self.raw_string_here()?;
            // Nearly always one of these follows at once.
            if let Some(b':' | b',') = self.text.as_bytes().get(self.at) {
                self.at += 1;
            }
        }
    }

    /// Skips what stands between strings: a bracket, a separator, a byte of a number or word.
    fn skip_mark(&mut self, byte: u8, objects: &mut u128) -> Outcome {
        match byte {
            b',' | b':' => self.at += 1,
            b'{' | b'[' => {
                self.open(byte, VALUE)?;
                *objects = *objects << 1 | u128::from(byte == b'{');
            }
            b'}' | b']' => {
                if (byte == b'}') != (*objects & 1 == 1) {
                    return Err(self.error("expected the other kind of closing bracket"));
                }
                *objects >>= 1;
                self.close();
            }
            byte if is_scalar_byte(byte) => self.at += 1,
            _ => return Err(self.error(VALUE)),
        }
        Ok(())
    }
}

const fn is_scalar_byte(byte: u8) -> bool {
    matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')
}
