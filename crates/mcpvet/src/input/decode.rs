//! From bytes to text: UTF-8, and UTF-16 with a byte order mark as Windows PowerShell writes it.

use std::borrow::Cow;

use super::{Level, Note};
use crate::package::Span;

/// Turns the bytes of a file into text, without a byte order mark.
///
/// Bytes that are no text become U+FFFD, and an error note names the place of the first.
///
/// ```
/// use mcpvet::input::decode;
/// assert_eq!(decode(b"\xff\xfez\0o\0d\0").0, "zod");
/// assert_eq!(decode(b"zod\xff").1.len(), 1);
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Note>) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Vec<Note>) {
    match core::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Vec::new()),
        // Up to the first bad byte, the repaired text has the same offsets as the bytes.
        Err(error) => (
            String::from_utf8_lossy(bytes),
            vec![bad("the text is not UTF-8 from here on", error.valid_up_to())],
        ),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'_, str>, Vec<Note>) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut first_bad = None;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(decoded.unwrap_or_else(|_| {
            first_bad.get_or_insert(text.len());
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !odd.is_empty() {
        first_bad.get_or_insert(text.len());
    }
    let notes = first_bad.map(|at| bad("the text is not UTF-16 from here on", at));
    (Cow::Owned(text), notes.into_iter().collect())
}

const fn bad(message: &'static str, at: usize) -> Note {
    Note {
        level: Level::Error,
        code: "encoding",
        message: Cow::Borrowed(message),
        span: Some(Span::new(at, at)),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn byte_order_marks_choose_the_encoding() {
        for bytes in [
            &b"a\xc3\xa9"[..],
            b"\xef\xbb\xbfa\xc3\xa9",
            b"\xff\xfea\0\xe9\0",
            b"\xfe\xff\0a\0\xe9",
        ] {
            let (text, notes) = decode(bytes);
            assert_eq!((&*text, notes.len()), ("aé", 0), "{bytes:?}");
        }
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        for (bytes, text, at) in [
            (&b"ab\xff\xffc"[..], "ab\u{fffd}\u{fffd}c", 2),
            (b"\xff\xfea\0\0\xd8b\0", "a\u{fffd}b", 1),
            (b"\xff\xfea\0b", "a", 1),
            (b"\xef\xbb\xbf\x80", "\u{fffd}", 0),
        ] {
            let (read, notes) = decode(bytes);
            assert_eq!((&*read, notes[0].span.unwrap().start), (text, at), "{bytes:?}");
        }
    }
}
