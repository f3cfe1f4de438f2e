//! The pull reader: headers and keys one after the other, with places, without a tree.

use memchr::{memchr, memrchr};

use super::path::{Path, is_bare};
use super::{Kind, strings};
use crate::input::Inventory;
use crate::input::json::is_conflict_marker;
use crate::input::limits::MAX_DEPTH;
use crate::input::scan::indentation;
use crate::input::text::Text;
use crate::package::Span;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// `[a.b]`: the keys that follow are in this table.
    Table,
    /// `[[a.b]]`: they are in a further table of this array.
    Element,
    /// `a.b =`: its value can be read now. One that is left is skipped.
    Key,
}

/// Reads TOML from the front.
///
/// What cannot be read becomes a note in the inventory; the methods then answer as if nothing more
/// stood there, and [`Reader::next_item`] goes on with the next header or key.
///
/// ```
/// use mcpvet::input::Inventory;
/// use mcpvet::input::toml::{Item, Reader};
/// let text = "[[package]]\nname = 'a' # why\nfiles = [\n  { hash = 'x' },\n]\n";
/// let mut inventory = Inventory::default();
/// let mut reader = Reader::new(text, &mut inventory);
/// let mut names = Vec::new();
/// while let Some(item) = reader.next_item() {
///     if item == Item::Key && reader.table().is(&["package"]) && reader.key().only() == "name" {
///         names.extend(reader.string().map(|name| name.value));
///     }
/// }
/// assert_eq!(names, ["a"]);
/// ```
pub struct Reader<'i, 'a> {
    /// Where notes go. A format adds its packages here while it reads.
    pub inventory: &'i mut Inventory<'a>,
    text: &'a str,
    at: usize,
    /// Where the item begins.
    start: usize,
    /// Where its value begins; nowhere for a header.
    value: Option<usize>,
    depth: usize,
    pub(super) table: Path<'a>,
    pub(super) key: Path<'a>,
    /// Values of the tree that is being built.
    pub(super) nodes: usize,
    /// Whether something in this item cannot be read: until the next item, nothing is.
    broken: bool,
    /// Whether the search for the next item is on, so that a run of lost lines has one note.
    lost: bool,
    /// Whether keys belong to a table whose header could not be read.
    nameless: bool,
}

const VALUE: &str = "expected a value; text stands in quotes";
const TOO_DEEP: &str = "more than 128 levels of nesting";
const CONFLICT: &str = "a merge conflict marker: settle the conflict first; both sides were read";

impl<'i, 'a> Reader<'i, 'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str, inventory: &'i mut Inventory<'a>) -> Self {
        Self {
            inventory,
            text,
            at: text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len(),
            start: 0,
            value: None,
            depth: 0,
            table: Path::default(),
            key: Path::default(),
            nodes: 0,
            broken: false,
            lost: false,
            nameless: false,
        }
    }

    /// The keys of the header above; none in front of the first one.
    #[must_use]
    pub const fn table(&self) -> &Path<'a> {
        &self.table
    }

    /// The key in front of the value; nothing after a header.
    #[must_use]
    pub const fn key(&self) -> &Path<'a> {
        &self.key
    }

    /// The offset at which the header or key begins.
    #[must_use]
    pub const fn item_start(&self) -> usize {
        self.start
    }

    /// The offset up to which the text has been read.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Goes back to a [`Reader::position`] inside the value that was read last.
    pub(in crate::input) const fn rewind(&mut self, position: usize) {
        self.at = position;
    }

    /// Goes to the next header or key; `None` at the end.
    pub fn next_item(&mut self) -> Option<Item> {
        if let Some(value) = self.value {
            if value == self.at {
                self.skip();
            }
            self.end_line();
        }
        loop {
            if self.broken {
                self.find_line();
            }
            let item = self.item()?;
            let is_header = item != Item::Key;
            // Of a header with a slip, the keys still say which table begins: what follows must
            // not be taken for a part of the table before.
            let is_read = !self.broken || (is_header && !self.lost && !self.table.is_empty());
            self.nameless = if is_header { !is_read } else { self.nameless };
            if is_read && !self.nameless {
                self.lost = false;
                return Some(item);
            }
            (self.broken, self.lost) = (true, true);
        }
    }

    /// What the next value is; `None` where none can be read.
    #[inline(never)]
    pub fn kind(&mut self) -> Option<Kind> {
        match self.peek_byte() {
            b'"' | b'\'' => Some(Kind::String),
            b'{' => Some(Kind::Object),
            b'[' => Some(Kind::Array),
            byte if is_scalar_byte(byte) => Some(Kind::Scalar),
            _ => {
                self.fail(VALUE);
                None
            }
        }
    }

    /// Reads a string; any other value is skipped.
    pub fn string(&mut self) -> Option<Text<'a>> {
        if !matches!(self.peek_byte(), b'"' | b'\'') {
            self.skip();
            return None;
        }
        let raw = self.raw_string()?;
        Some(self.text_of(&raw))
    }

    /// Reads a number, a boolean or a date as it is written; any other value is skipped.
    pub fn scalar(&mut self) -> Option<&'a str> {
        if !is_scalar_byte(self.peek_byte()) {
            self.skip();
            return None;
        }
        let rest = &self.text[self.at..];
        let length = scalar_length(rest.as_bytes());
        let scalar = &rest[..length];
        let unsigned = scalar.strip_prefix(['+', '-']).unwrap_or(scalar);
        let is_number = unsigned.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        if !is_number && !["true", "false", "inf", "nan"].contains(&unsigned) {
            self.fail(VALUE);
            return None;
        }
        self.at += length;
        Some(scalar)
    }

    /// Reads an array; `element` gets each value, and one that it leaves is skipped. Any other
    /// value is skipped.
    pub fn array(&mut self, mut element: impl FnMut(&mut Self)) {
        if self.peek_byte() == b'[' { self.elements(&mut element) } else { self.skip() }
    }

    /// Reads an inline table; `member` gets each key, and a value that it leaves is skipped. Any
    /// other value is skipped.
    pub fn inline_table(&mut self, mut member: impl FnMut(&mut Self, &Path<'a>)) {
        if self.peek_byte() == b'{' { self.members(true, &mut member) } else { self.skip() }
    }

    /// Reads any value and forgets it.
    #[inline(never)]
    pub fn skip(&mut self) {
        match self.kind() {
            Some(Kind::String) => _ = self.raw_string(),
            Some(Kind::Scalar) => _ = self.scalar(),
            Some(Kind::Array) => self.elements(&mut Self::skip),
            Some(Kind::Object) => self.members(false, &mut |reader, _| reader.skip()),
            None => {}
        }
    }

    /// Reads nothing more.
    #[cold]
    pub(super) fn stop(&mut self, code: &'static str, message: &'static str) {
        if !self.broken {
            self.inventory.error(code, message, Span::new(self.at, self.at));
        }
        self.broken = true;
        (self.start, self.at) = (self.text.len(), self.text.len());
    }

    /// Notes what is wrong here; until the next item, nothing more is read.
    #[cold]
    fn fail(&mut self, problem: &'static str) {
        if !self.broken && !self.lost {
            let message = if self.at >= self.text.len() {
                format!("the text ends too early: {problem}")
            } else {
                format!("{problem}; reading goes on at the next key or table")
            };
            self.inventory.error("syntax", message, Span::new(self.at, self.at));
        }
        self.broken = true;
    }

    /// Goes to the next line that may begin an item. The line of the error is one when the value
    /// began above it: a list that is not closed breaks at the header that follows it.
    #[cold]
    fn find_line(&mut self) {
        let bytes = self.text.as_bytes();
        let line = memrchr(b'\n', &bytes[self.start..self.at]).map(|end| self.start + end + 1);
        let next = || memchr(b'\n', &bytes[self.at..]).map(|end| self.at + end + 1);
        self.at = line.or_else(next).unwrap_or(bytes.len());
        // What is wrong with the line of the error has been said.
        (self.broken, self.lost) = (false, self.lost || line.is_some());
    }

    fn item(&mut self) -> Option<Item> {
        (self.depth, self.value) = (0, None);
        let byte = self.peek_byte();
        self.start = self.at;
        if self.at >= self.text.len() {
            return None;
        }
        self.key.0.clear();
        if byte == b'[' {
            return Some(self.header());
        }
        let mut key = core::mem::take(&mut self.key);
        self.path(Some(&mut key));
        self.key = key;
        self.depth = self.table.len() + self.key.len();
        self.expect(b'=', "expected `key = value`, `[table]` or a comment");
        if self.peek_in_line() == b'#' || self.line_ends() {
            self.fail(VALUE);
        }
        self.value = Some(self.at);
        Some(Item::Key)
    }

    fn header(&mut self) -> Item {
        self.at += 1;
        let is_element = self.text.as_bytes().get(self.at) == Some(&b'[');
        self.at += usize::from(is_element);
        self.peek_in_line();
        let mut table = core::mem::take(&mut self.table);
        table.0.clear();
        self.path(Some(&mut table));
        self.table = table;
        self.expect(b']', "expected ']' after the name of a table");
        if is_element {
            self.expect(b']', "expected ']]' after the name of an array of tables");
        }
        self.end_line();
        if is_element { Item::Element } else { Item::Table }
    }

    /// Reads keys joined by dots and says how many.
    fn path(&mut self, mut into: Option<&mut Path<'a>>) -> usize {
        let mut count = 0;
        while let Some(key) = self.one_key() {
            count += 1;
            if let Some(path) = &mut into {
                path.0.push(key);
            }
            if count > MAX_DEPTH {
                self.fail(TOO_DEEP);
                break;
            }
            if self.peek_in_line() != b'.' {
                break;
            }
            self.at += 1;
            self.peek_in_line();
        }
        count
    }

    fn one_key(&mut self) -> Option<Text<'a>> {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        while bytes.get(end).is_some_and(|byte| is_bare(*byte)) {
            end += 1;
        }
        if end > self.at {
            let key = &self.text[self.at..end];
            let span = Span::new(self.at, end);
            self.at = end;
            return Some(Text { value: key.into(), span });
        }
        if !matches!(bytes.get(end), Some(b'"' | b'\'')) || strings::opens_block(bytes, end) {
            self.fail("expected a key");
            return None;
        }
        let raw = self.raw_string()?;
        Some(self.text_of(&raw))
    }

    fn elements(&mut self, element: &mut dyn FnMut(&mut Self)) {
        self.open();
        while !self.broken && self.peek_byte() != b']' {
            let before = self.at;
            element(self);
            if self.at == before {
                self.skip();
            }
            if !self.more(b']', "expected ',' or ']' after an element") {
                break;
            }
        }
        self.close();
    }

    fn members(&mut self, keep: bool, member: &mut dyn FnMut(&mut Self, &Path<'a>)) {
        self.open();
        let mut path = Path::default();
        while !self.broken && self.peek_byte() != b'}' {
            path.0.clear();
            let inside = self.path(keep.then_some(&mut path)).saturating_sub(1);
            self.peek_byte();
            self.expect(b'=', "expected '=' after a key");
            self.peek_byte();
            self.depth += inside;
            let before = self.at;
            member(self, &path);
            if self.at == before {
                self.skip();
            }
            self.depth -= inside;
            if !self.more(b'}', "expected ',' or '}' after a member") {
                break;
            }
        }
        self.close();
    }

    fn open(&mut self) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fail(TOO_DEEP);
        }
        self.at += usize::from(!self.broken);
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.at += usize::from(!self.broken);
    }

    /// Takes the comma before another value; `false` in front of the closing bracket.
    fn more(&mut self, close: u8, problem: &'static str) -> bool {
        match self.peek_byte() {
            b',' => self.at += 1,
            byte if byte == close => return false,
            _ => self.fail(problem),
        }
        !self.broken
    }

    #[inline(never)]
    fn expect(&mut self, byte: u8, problem: &'static str) {
        if self.peek_in_line() == byte && !self.broken {
            self.at += 1;
        } else {
            self.fail(problem);
        }
    }

    #[inline(never)]
    fn end_line(&mut self) {
        if self.peek_in_line() != b'#' && !self.line_ends() {
            self.fail("expected the end of the line");
        }
    }

    fn line_ends(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at), None | Some(b'\n'))
    }

    /// Finds the end of the string that opens here.
    #[inline(never)]
    fn raw_string(&mut self) -> Option<strings::Raw> {
        let bytes = self.text.as_bytes();
        let raw = if strings::opens_block(bytes, self.at) {
            strings::over_lines(bytes, self.at)
        } else {
            strings::on_line(bytes, self.at)
        };
        match raw {
            Ok(raw) => {
                self.at = raw.behind;
                Some(raw)
            }
            Err(problem) => {
                self.fail(problem);
                None
            }
        }
    }

    #[inline(never)]
    fn text_of(&mut self, raw: &strings::Raw) -> Text<'a> {
        let span = Span::new(raw.start, raw.end);
        let text = &self.text[raw.start..raw.end];
        if raw.control {
            let message = "a control character inside a string";
            self.inventory.warning("control-character", message, span);
        }
        if !raw.escaped {
            return Text { value: text.into(), span };
        }
        let (value, known) = strings::unescape(text);
        if !known {
            let message = "a backslash that starts no escape was kept; a backslash itself is \
                           written as \\\\, or the text stands in 'single quotes'";
            self.inventory.error("escape", message, span);
        }
        Text { value, span }
    }

    /// Skips spaces; the byte that follows, or NUL at the end.
    #[inline(never)]
    fn peek_in_line(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                // A no-break space (U+00A0), as text copied from web pages has it.
                Some(0xC2) if bytes.get(self.at + 1) == Some(&0xA0) => self.at += 2,
                byte => return byte.copied().unwrap_or(0),
            }
        }
    }

    /// Skips spaces, line breaks and comments; the byte that follows, or NUL at the end.
    #[inline(never)]
    fn peek_byte(&mut self) -> u8 {
        if self.broken {
            return 0;
        }
        let bytes = self.text.as_bytes();
        // Tools write nothing, one space, or a line break and spaces. The rest can take longer.
        match bytes.get(self.at) {
            Some(b' ') => self.at += 1,
            Some(b'\n') => self.at += 1 + indentation(&bytes[self.at + 1..]),
            _ => {}
        }
        match bytes.get(self.at) {
            Some(byte @ (b'"' | b'\''..=b';' | b'A'..=b'{' | b'}')) => *byte,
            _ => self.skip_space(),
        }
    }

    #[cold]
    fn skip_space(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        loop {
            match self.peek_in_line() {
                b'\n' => self.at += 1,
                b'#' => self.skip_line(),
                b'<' | b'=' | b'>' | b'|' if self.at_conflict() => {
                    let start = self.at;
                    self.skip_line();
                    self.inventory.error("syntax", CONFLICT, Span::new(start, self.at));
                }
                byte => return if self.at < bytes.len() { byte } else { 0 },
            }
        }
    }

    fn at_conflict(&self) -> bool {
        let is_line = self.text[..self.at].ends_with('\n') || self.at == 0;
        is_line && is_conflict_marker(&self.text[self.at..])
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr(b'\n', rest).unwrap_or(rest.len());
    }
}

const fn is_scalar_byte(byte: u8) -> bool {
    matches!(byte, b'-' | b'+' | b'.' | b':' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')
}

/// The length of a number or word; between a date and a time, one space can stand.
fn scalar_length(bytes: &[u8]) -> usize {
    let word = |bytes: &[u8]| bytes.iter().take_while(|byte| is_scalar_byte(**byte)).count();
    let length = word(bytes);
    let is_date = length == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    match &bytes[length..] {
        [b' ', time @ ..] if is_date && time.first().is_some_and(u8::is_ascii_digit) => {
            length + 1 + word(time)
        }
        _ => length,
    }
}
