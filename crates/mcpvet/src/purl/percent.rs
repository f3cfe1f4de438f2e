//! Percent-encoding as the purl specification has it (ECMA-427, 5.4).
//!
//! - Letters, digits and `.-_~` stay, and so does `:` everywhere.
//! - All else is written as its UTF-8 bytes: `/` too, where it is no separator.

use std::borrow::Cow;

use super::Error;

/// Appends a part, encoded.
pub(super) fn encode(text: &mut String, part: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~:".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// Appends segments, each encoded, with `/` between them.
pub(super) fn encode_segments(text: &mut String, segments: &str) {
    for (index, segment) in segments.split('/').enumerate() {
        if index > 0 {
            text.push('/');
        }
        encode(text, segment);
    }
}

/// The text of an encoded part. Characters that should have been encoded stand for themselves.
pub(super) fn decode(part: &str) -> Result<Cow<'_, str>, Error> {
    if !part.contains('%') {
        return Ok(Cow::Borrowed(part));
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let byte = match rest {
            [high, low, ..] => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(byte.ok_or_else(|| Error::new("two hexadecimal digits behind each '%'", part))?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| Error::new("bytes of UTF-8", part))
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The text of an encoded part; `None` when its encoding is broken.
pub(crate) fn decoded(part: &str) -> Option<Cow<'_, str>> {
    decode(part).ok()
}
