//! Small steps of reading that the schemes share: each splits something off the beginning.

/// The longest beginning of bytes that pass `test`, and the rest.
pub(crate) fn take_while(text: &[u8], test: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !test(*byte)).unwrap_or(text.len());
    text.split_at(end)
}

/// The ASCII digits at the beginning, and the rest.
pub(crate) fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    take_while(text, |byte| byte.is_ascii_digit())
}

/// What is before the first `separator`, and what is after it.
pub(crate) fn split_once(text: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    match memchr::memchr(separator, text) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// The rest behind one of `bytes`, or the text as it is.
pub(crate) fn skip_one<'a>(text: &'a [u8], bytes: &[u8]) -> &'a [u8] {
    match text {
        [first, rest @ ..] if bytes.contains(first) => rest,
        _ => text,
    }
}

/// The rest behind `word` in any case.
pub(crate) fn strip_word<'a>(text: &'a [u8], word: &str) -> Option<&'a [u8]> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word.as_bytes()).then_some(rest)
}

/// The value of the first word of `table` that the text begins with, in any case, and the rest.
pub(crate) fn strip_any<'a, T: Copy>(text: &'a [u8], table: &[(&str, T)]) -> Option<(T, &'a [u8])> {
    table.iter().find_map(|(word, value)| Some((*value, strip_word(text, word)?)))
}
