//! The text of a range before it is split into words: build metadata and superfluous white space
//! go, in the steps and the order of node-semver's `Range`.

use crate::version::scan;

/// The text without build metadata.
pub(super) fn without_builds(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'+', rest) {
        plain.extend_from_slice(&rest[..at]);
        let behind = identifiers(&rest[at + 1..]);
        if behind == 0 {
            plain.push(b'+');
        }
        rest = &rest[at + 1 + behind..];
    }
    plain.extend_from_slice(rest);
    plain
}

/// How many bytes of identifiers with dots between them a text begins with.
fn identifiers(text: &[u8]) -> usize {
    let one =
        |text: &[u8]| scan::take_while(text, |b| b.is_ascii_alphanumeric() || b == b'-').0.len();
    let mut end = one(text);
    while end > 0 && text.get(end) == Some(&b'.') && one(&text[end + 1..]) > 0 {
        end += 1 + one(&text[end + 1..]);
    }
    end
}

/// Removes the white space between an operator and its version: `> =1.2` becomes `>=1.2`.
pub(super) fn join_operators(text: &[u8]) -> Vec<u8> {
    let is_prefix = |byte: u8| matches!(byte, b'v' | b'=' | b' ');
    let is_start = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'x' | b'X' | b'*');
    let mut joined = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let sign = usize::from(matches!(first, b'<' | b'>'));
        let prefix = sign + scan::take_while(&rest[sign..], is_prefix).0.len();
        if rest.get(prefix).is_some_and(|byte| is_start(*byte)) {
            let end = prefix + version_length(&rest[prefix..]);
            push_joined(&mut joined, &rest[..end]);
            rest = &rest[end..];
        } else if prefix > 0 {
            joined.extend_from_slice(&rest[..prefix]);
            rest = &rest[prefix..];
        } else {
            joined.push(*first);
            rest = behind;
        }
    }
    joined
}

/// Appends an operator with its version, without the one space that may stand between.
fn push_joined(joined: &mut Vec<u8>, text: &[u8]) {
    let mut at = usize::from(text.first() == Some(&b' '));
    at += usize::from(matches!(text.get(at), Some(b'<' | b'>')));
    at += usize::from(text.get(at) == Some(&b'='));
    joined.extend_from_slice(&text[..at]);
    joined.extend_from_slice(text[at..].strip_prefix(b" ").unwrap_or(&text[at..]));
}

/// How far the version at the beginning of a text reaches.
fn version_length(text: &[u8]) -> usize {
    let mut end = 0;
    let mut all_digits = true;
    for place in 0..3 {
        let from = match place {
            0 => 0,
            _ if text.get(end) == Some(&b'.') => end + 1,
            _ => return end,
        };
        let digits = scan::digits(&text[from..]).0.len();
        let is_x = matches!(text.get(from), Some(b'x' | b'X' | b'*'));
        if digits == 0 && !is_x {
            return end;
        }
        all_digits &= digits > 0;
        end = from + digits.max(1);
    }
    match text.get(end) {
        Some(b'-') => end + 1 + identifiers(&text[end + 1..]),
        _ if all_digits => end + identifiers(&text[end..]),
        _ => end,
    }
}

/// Removes the white space behind `~`, `~>` and `^`; the first two become `~`.
pub(super) fn without_gaps_behind(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [b'~', b'>', b' ', behind @ ..] | [b'~', b' ', behind @ ..] => {
                plain.push(b'~');
                behind
            }
            [b'^', b' ', behind @ ..] => {
                plain.push(b'^');
                behind
            }
            [first, behind @ ..] => {
                plain.push(*first);
                behind
            }
            [] => return plain,
        };
    }
}
