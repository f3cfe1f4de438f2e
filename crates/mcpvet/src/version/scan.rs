//! Small steps of reading that the schemes share: each splits something off the beginning.

/// The longest beginning of bytes that pass `test`, and the rest.
#[inline]
pub(crate) fn take_while(text: &[u8], test: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !test(*byte)).unwrap_or(text.len());
    text.split_at(end)
}

/// The ASCII digits at the beginning, and the rest.
#[inline]
pub(crate) fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    take_while(text, |byte| byte.is_ascii_digit())
}

/// The value of ASCII digits, if there are any, nothing else, and it fits.
pub(crate) fn value(digits: &[u8]) -> Option<u64> {
    let add = |value: u64, digit: &u8| match digit {
        b'0'..=b'9' => value.checked_mul(10)?.checked_add(u64::from(digit - b'0')),
        _ => None,
    };
    digits.iter().try_fold(0, add).filter(|_| !digits.is_empty())
}

/// What a byte of a version can be; every other byte is none of these.
pub(crate) const DIGIT: u8 = 1;
pub(crate) const LETTER: u8 = 2;
pub(crate) const HYPHEN: u8 = 4;
pub(crate) const DOT: u8 = 8;
pub(crate) const UNDERSCORE: u8 = 16;
pub(crate) const PLUS: u8 = 32;

const KINDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'-' => HYPHEN,
            b'.' => DOT,
            b'_' => UNDERSCORE,
            b'+' => PLUS,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// The longest beginning of bytes of the given kinds, the kinds that occur there, and the rest.
#[inline]
pub(crate) fn run(text: &[u8], kinds: u8) -> (&[u8], u8, &[u8]) {
    let (mut end, mut seen) = (0, 0);
    while let Some(byte) = text.get(end) {
        let kind = KINDS[usize::from(*byte)] & kinds;
        if kind == 0 {
            break;
        }
        seen |= kind;
        end += 1;
    }
    let (head, rest) = text.split_at(end);
    (head, seen, rest)
}

/// Whether the text is runs of the given kinds between single `separators`, none of them empty.
#[inline]
pub(crate) fn are_runs(text: &[u8], kinds: u8, separators: u8) -> bool {
    let mut is_empty = true;
    for byte in text {
        let kind = KINDS[usize::from(*byte)];
        let in_run = kind & kinds != 0;
        if !in_run && (is_empty || kind & separators == 0) {
            return false;
        }
        is_empty = !in_run;
    }
    !is_empty
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
