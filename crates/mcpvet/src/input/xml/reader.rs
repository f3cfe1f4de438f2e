//! The pull reader: one event after the other, with places, without a tree.

use memchr::memchr;

use super::entity::unescape;
use crate::input::Inventory;
use crate::input::json::is_conflict_marker;
use crate::input::limits::MAX_DEPTH;
use crate::input::text::Text;
use crate::package::Span;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// `<name …>`; its attributes are [`Reader::attributes`].
    Open(Text<'a>),
    /// Text that is not blank, without the space around it.
    Text(Text<'a>),
    /// The end of the innermost element. Each that was opened has one, closed in the text or not.
    Close,
    /// The end of the text.
    End,
}

/// Reads XML from the front; what cannot be read becomes a note in the inventory.
///
/// ```
/// use mcpvet::input::Inventory;
/// use mcpvet::input::xml::{Event, Reader};
/// let mut inventory = Inventory::default();
/// let mut reader = Reader::new("<a id='1'>x &lt; y<!-- why --></a>", &mut inventory);
/// assert!(matches!(reader.next_event(), Event::Open(name) if name.value == "a"));
/// assert_eq!(reader.attribute("id").unwrap().value, "1");
/// assert!(matches!(reader.next_event(), Event::Text(text) if text.value == "x < y"));
/// assert_eq!(reader.next_event(), Event::Close);
/// assert_eq!(reader.next_event(), Event::End);
/// ```
pub struct Reader<'i, 'a> {
    /// Where notes go. A format adds its packages here while it reads.
    pub inventory: &'i mut Inventory<'a>,
    text: &'a str,
    at: usize,
    /// The names of the open elements as written.
    open: Vec<&'a str>,
    /// Whether there was any element.
    opened: bool,
    /// Elements whose end is not stated and still to be handed out.
    closing: usize,
    attributes: Vec<(&'a str, Text<'a>)>,
}

const CONFLICT: &str = "a merge conflict marker: settle the conflict first; both sides were read";
const DOCTYPE: &str = "what a DOCTYPE declares is not read, and its entities are not expanded";
const ENTITY: &str = "expected an entity of XML, such as `&amp;`; this one is left as it is";

impl<'i, 'a> Reader<'i, 'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str, inventory: &'i mut Inventory<'a>) -> Self {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        Self {
            inventory,
            text,
            at,
            open: Vec::new(),
            opened: false,
            closing: 0,
            attributes: Vec::new(),
        }
    }

    /// The value of an attribute of the element that was opened last.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Text<'a>> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The attributes of the element that was opened last.
    #[must_use]
    pub fn attributes(&self) -> &[(&'a str, Text<'a>)] {
        &self.attributes
    }

    /// How many elements are open.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Goes to the next event.
    pub fn next_event(&mut self) -> Event<'a> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                self.open.pop();
                return Event::Close;
            }
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                return self.end();
            }
            let found = if rest.starts_with('<') { self.markup(rest) } else { self.text_run(rest) };
            if let Some(event) = found {
                return event;
            }
        }
    }

    /// Closes what is still open; the first time with a note.
    fn end(&mut self) -> Event<'a> {
        let end = Span::new(self.text.len(), self.text.len());
        if self.open.is_empty() {
            if !core::mem::replace(&mut self.opened, true) && !self.text.trim_ascii().is_empty() {
                let message = "the text ends too early: expected an element";
                self.inventory.error("syntax", message, end);
            }
            return Event::End;
        }
        self.inventory.error("syntax", "the text ends too early: an element is not closed", end);
        self.closing = self.open.len() - 1;
        self.open.pop();
        Event::Close
    }

    fn text_run(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        self.at += end;
        let run = rest[..end].trim();
        // `=======` and `>>>>>>>` stand alone between two elements, each at the start of a line.
        if is_conflict_marker(run) {
            self.inventory.error("syntax", CONFLICT, Span::of(run, self.text));
            return None;
        }
        // What a text that breaks off says there may be half of a version.
        let broken = end == rest.len() && !self.open.is_empty();
        (!run.is_empty() && !broken).then(|| Event::Text(self.resolve(run)))
    }

    fn resolve(&mut self, raw: &'a str) -> Text<'a> {
        let span = Span::of(raw, self.text);
        let (value, unknown) = unescape(raw);
        if let Some(at) = unknown {
            let at = span.start as usize + at;
            self.inventory.warning("entity", ENTITY, Span::new(at, at + 1));
        }
        Text { value, span }
    }

    /// Reads what begins with `<`.
    fn markup(&mut self, rest: &'a str) -> Option<Event<'a>> {
        if is_conflict_marker(rest) {
            let line = rest.lines().next().unwrap_or_default();
            self.inventory.error("syntax", CONFLICT, Span::of(line, self.text));
            self.at += line.len();
            return None;
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let raw = self.take_until(inside, "]]>");
            return Some(Event::Text(Text::of(raw, self.text))).filter(|_| !raw.is_empty());
        }
        if let Some(inside) = rest.strip_prefix("<!--") {
            self.take_until(inside, "-->");
            return None;
        }
        match rest.as_bytes().get(1) {
            Some(b'?') => _ = self.take_until(&rest[2..], "?>"),
            Some(b'!') => self.doctype(rest),
            Some(b'/') => self.close_tag(rest),
            Some(byte) if is_name_byte(*byte) => return self.open_tag(rest),
            _ => {
                self.fail("expected an element, or `&lt;` for the character");
                self.at += 1;
            }
        }
        None
    }

    /// Takes what stands in front of `end`, and `end` itself. Without it, all that is left.
    fn take_until(&mut self, inside: &'a str, end: &str) -> &'a str {
        let found = inside.find(end);
        if found.is_none() {
            self.fail("expected the end of what begins here; the rest was not read");
        }
        let length = found.unwrap_or(inside.len());
        let from = self.text.len() - inside.len();
        self.at = (from + length + end.len()).min(self.text.len());
        &inside[..length]
    }

    /// Skips `<!DOCTYPE name [ … ]>` with the declarations inside.
    fn doctype(&mut self, rest: &'a str) {
        let mut levels = 0_usize;
        let end = rest.bytes().position(|byte| {
            match byte {
                b'<' => levels += 1,
                b'>' => levels = levels.saturating_sub(1),
                _ => {}
            }
            levels == 0
        });
        let whole = &rest[..end.map_or(rest.len(), |end| end + 1)];
        if end.is_none() {
            self.fail("expected the end of what begins here; the rest was not read");
        }
        if whole[1..].contains('<') {
            self.inventory.warning("doctype", DOCTYPE, Span::of(whole, self.text));
        }
        self.at += whole.len();
    }

    fn open_tag(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let name = &rest[1..name_end(rest, 1)];
        if self.open.len() == MAX_DEPTH {
            self.fail("more than 128 levels of nesting; the rest was not read");
            (self.at, self.closing) = (self.text.len(), self.open.len());
            return None;
        }
        self.at += 1 + name.len();
        self.open.push(name);
        self.opened = true;
        self.attributes.clear();
        while self.attribute_follows() {}
        Some(Event::Open(Text::of(local(name), self.text)))
    }

    /// Reads one attribute, or the end of the tag.
    fn attribute_follows(&mut self) -> bool {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        match rest.as_bytes() {
            [b'>', ..] => self.at += 1,
            [b'/', b'>', ..] => (self.at, self.closing) = (self.at + 2, 1),
            [byte, ..] if is_name_byte(*byte) => return self.attribute_value(rest),
            // A tag that is not closed ends where the next one begins.
            [b'<', ..] | [] => self.fail("expected an attribute or '>'"),
            _ => {
                self.fail("expected an attribute or '>'");
                self.at += rest.find(['>', '<']).unwrap_or(rest.len());
                return true;
            }
        }
        false
    }

    fn attribute_value(&mut self, rest: &'a str) -> bool {
        let name = &rest[..name_end(rest, 0)];
        let value = rest[name.len()..].trim_start().strip_prefix('=').map(str::trim_start);
        let quoted = value.and_then(|value| {
            let quote = value.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let end = memchr::memchr2(quote, b'<', &value.as_bytes()[1..])? + 1;
            (value.as_bytes()[end] == quote).then(|| &value[1..end])
        });
        let Some(raw) = quoted else {
            self.fail("expected `name=\"value\"`");
            self.at += name.len();
            self.at += self.text[self.at..].find(['>', '<']).unwrap_or(rest.len() - name.len());
            return true;
        };
        let value = self.resolve(raw);
        self.at = value.span.end as usize + 1;
        self.attributes.push((local(name), value));
        true
    }

    fn close_tag(&mut self, rest: &'a str) {
        let name = &rest[2..name_end(rest, 2)];
        let end = rest[2..].find(['>', '<']).map_or(rest.len(), |end| end + 2);
        let closed = rest.as_bytes().get(end) == Some(&b'>');
        let inner = self.open.iter().rev().position(|open| *open == name);
        match inner {
            Some(0) if closed => {}
            Some(0) => self.fail("expected '>'"),
            Some(_) => self.fail("an element inside this one is not closed"),
            None => self.fail("this closes no element that is open"),
        }
        self.closing = inner.map_or(0, |inner| inner + 1);
        self.at += end + usize::from(closed);
    }

    #[cold]
    fn fail(&mut self, problem: &'static str) {
        self.inventory.error("syntax", problem, Span::new(self.at, self.at));
    }
}

/// The end of the name that begins at `from`.
fn name_end(text: &str, from: usize) -> usize {
    let rest = text[from..].bytes();
    from + rest.take_while(|byte| is_name_byte(*byte)).count()
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.' | 0x80..)
}
