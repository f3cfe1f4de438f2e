//! What backslashes in strings mean (RFC 8259, section 7), and what is done with wrong ones.

use crate::input::Level;

/// The text of a string and the first oddity in it.
pub(super) struct Unescaped {
    pub(super) text: String,
    pub(super) oddity: Option<(Level, &'static str)>,
}

const LONE_SURROGATE: &str = "half of a surrogate pair was read as U+FFFD";
const NOT_AN_ESCAPE: &str =
    "a backslash that starts no escape was kept; a backslash itself is written as \\\\";

/// Resolves the escapes of `raw`, the text between the quotes.
///
/// `C:\Users` is a common slip in configurations: such a backslash stays. That is an error still,
/// for in `C:\new` the same slip is a line break, and the host itself refuses to read the file.
pub(super) fn unescape(raw: &str) -> Unescaped {
    let mut out = Unescaped { text: String::with_capacity(raw.len()), oddity: None };
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.text.push_str(&rest[..at]);
        rest = out.escape(&rest[at + 1..]);
    }
    out.text.push_str(rest);
    out
}

impl Unescaped {
    /// Reads one escape behind its backslash and returns what follows it.
    fn escape<'a>(&mut self, after: &'a str) -> &'a str {
        let plain = match after.as_bytes().first() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(after),
            _ => return self.keep_backslash(after),
        };
        self.text.push(plain);
        &after[1..]
    }

    /// Reads `uXXXX`, and the second half of a surrogate pair.
    fn unicode<'a>(&mut self, after: &'a str) -> &'a str {
        let Some(high) = hex4(&after[1..]) else { return self.keep_backslash(after) };
        let low = after[5..].strip_prefix("\\u").and_then(hex4);
        let (units, end) = match (high, low) {
            (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => (vec![high, low], 11),
            _ => (vec![high], 5),
        };
        for unit in char::decode_utf16(units) {
            self.text.push(unit.unwrap_or_else(|_| {
                self.oddity = Some((Level::Warning, LONE_SURROGATE));
                char::REPLACEMENT_CHARACTER
            }));
        }
        &after[end..]
    }

    fn keep_backslash<'a>(&mut self, after: &'a str) -> &'a str {
        self.oddity = Some((Level::Error, NOT_AN_ESCAPE));
        self.text.push('\\');
        after
    }
}

fn hex4(text: &str) -> Option<u16> {
    let digits = text.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}
