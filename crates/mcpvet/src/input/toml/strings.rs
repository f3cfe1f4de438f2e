//! The four kinds of strings, and what backslashes in two of them mean.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::input::scan::plain_length;

/// A string as it stands in the text.
pub(super) struct Raw {
    /// The text between the quotes; of one over lines, without the line break behind the opening.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The offset behind the closing quotes.
    pub(super) behind: usize,
    /// Whether backslashes mean something and there are some.
    pub(super) escaped: bool,
    /// Whether it has control characters.
    pub(super) control: bool,
}

pub(super) const NOT_CLOSED: &str = "this string is not closed on its line";
const NEVER_CLOSED: &str = "this string over lines is not closed";

/// Finds the end of the string on one line that opens at `at`.
#[inline]
pub(super) fn on_line(bytes: &[u8], at: usize) -> Result<Raw, &'static str> {
    let start = at + 1;
    if bytes[at] == b'\'' {
        return literal(bytes, start);
    }
    let end = start + plain_length(&bytes[start..]);
    if bytes.get(end) == Some(&b'"') {
        return Ok(Raw { start, end, behind: end + 1, escaped: false, control: false });
    }
    odd(bytes, start, end)
}

fn literal(bytes: &[u8], start: usize) -> Result<Raw, &'static str> {
    match memchr2(b'\'', b'\n', &bytes[start..]).map(|length| start + length) {
        Some(end) if bytes[end] == b'\'' => {
            let control = bytes[start..end].iter().any(is_control);
            Ok(Raw { start, end, behind: end + 1, escaped: false, control })
        }
        // As in JSON, one missing quote must not swap the inside and the outside of the rest.
        _ => Err(NOT_CLOSED),
    }
}

/// Finds the end of a basic string with something else than plain text at `at`.
#[cold]
fn odd(bytes: &[u8], start: usize, mut at: usize) -> Result<Raw, &'static str> {
    let (mut escaped, mut control) = (false, false);
    loop {
        match bytes.get(at) {
            Some(b'"') => break,
            None | Some(b'\n') => return Err(NOT_CLOSED),
            // A line break that follows is the end all the same.
            Some(b'\\') => {
                at += 1 + usize::from(bytes.get(at + 1).is_some_and(|next| *next != b'\n'));
                escaped = true;
            }
            Some(byte) => (at, control) = (at + 1, control || is_control(byte)),
        }
        at += plain_length(bytes.get(at..).unwrap_or_default());
    }
    Ok(Raw { start, end: at, behind: at + 1, escaped, control })
}

/// Whether `"""` or `'''` opens at `at`.
#[inline]
pub(super) fn opens_block(bytes: &[u8], at: usize) -> bool {
    let quote = bytes[at];
    bytes.get(at + 1) == Some(&quote) && bytes.get(at + 2) == Some(&quote)
}

/// Finds the end of the string over lines that opens at `at`.
#[cold]
pub(super) fn over_lines(bytes: &[u8], at: usize) -> Result<Raw, &'static str> {
    let (quote, start) = (bytes[at], at + 3);
    let backslash = if quote == b'"' { b'\\' } else { quote };
    let (mut at, mut escaped) = (start, false);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += memchr2(quote, backslash, rest).ok_or(NEVER_CLOSED)?;
        if bytes[at] != quote {
            (at, escaped) = (at + 2, true);
            continue;
        }
        let quotes = bytes[at..].iter().take(5).take_while(|byte| **byte == quote).count();
        if quotes < 3 {
            at += quotes;
            continue;
        }
        // Of four or five quotes, the first ones are text.
        let end = at + quotes - 3;
        let break_length = match &bytes[start..end] {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => 0,
        };
        let start = start + break_length;
        return Ok(Raw { start, end, behind: end + 3, escaped, control: false });
    }
}

/// Tabs are text.
const fn is_control(byte: &u8) -> bool {
    matches!(byte, 0..=8 | 10..=31)
}

/// What `raw`, the text between the quotes, says, and whether every backslash starts an escape.
///
/// One that does not is kept: `C:\Users` is a common slip.
pub(super) fn unescape(raw: &str) -> (Cow<'_, str>, bool) {
    let mut out = String::with_capacity(raw.len());
    let (mut rest, mut known) = (raw, true);
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((char, length)) = escape(rest) {
            out.push(char);
            rest = &rest[length..];
        } else if let Some(next_line) = joined(rest) {
            rest = next_line;
        } else {
            out.push('\\');
            known = false;
        }
    }
    out.push_str(rest);
    (Cow::Owned(out), known)
}

/// The character that an escape stands for, and its length behind the backslash.
fn escape(after: &str) -> Option<(char, usize)> {
    let plain = match after.as_bytes().first()? {
        b'b' => '\u{8}',
        b't' => '\t',
        b'n' => '\n',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b'"' => '"',
        b'\\' => '\\',
        b'x' => return hex(after, 2),
        b'u' => return hex(after, 4),
        b'U' => return hex(after, 8),
        _ => return None,
    };
    Some((plain, 1))
}

fn hex(after: &str, digits: usize) -> Option<(char, usize)> {
    let number = after.get(1..=digits).filter(|n| n.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let char = u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?;
    Some((char, 1 + digits))
}

/// What follows a backslash at the end of a line: the next text, wherever it begins.
fn joined(after: &str) -> Option<&str> {
    let line_end = after.trim_start_matches([' ', '\t', '\r']);
    line_end.starts_with('\n').then(|| line_end.trim_start_matches([' ', '\t', '\r', '\n']))
}
