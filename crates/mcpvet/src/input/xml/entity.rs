//! Entities: the five that XML has, and characters by their number.

use std::borrow::Cow;

/// What `&name;` stands for; `None` for anything that only a DOCTYPE could say.
fn resolve(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|char| *char != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The longest name that is looked up, so that a lone `&` does not search the whole text.
const MAX_NAME: usize = 12;

/// Replaces entities; those that are not known stay. Says where the first of them stands.
pub(super) fn unescape(raw: &str) -> (Cow<'_, str>, Option<usize>) {
    if !raw.contains('&') {
        return (Cow::Borrowed(raw), None);
    }
    let (mut text, mut rest, mut unknown) = (String::with_capacity(raw.len()), raw, None);
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let end = behind.bytes().take(MAX_NAME).position(|byte| byte == b';');
        match end.and_then(|end| Some((resolve(&behind[..end])?, end))) {
            Some((char, end)) => {
                text.push(char);
                rest = &behind[end + 1..];
            }
            None => {
                unknown = unknown.or(Some(raw.len() - rest.len() + at));
                text.push('&');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    (Cow::Owned(text), unknown)
}
