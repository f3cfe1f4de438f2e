//! What a text without quotes is in the core schema (YAML 1.2.2, section 10.3.2).
//!
//! `yes`, `on`, `1_000` and `0777` as YAML 1.1 had them are texts, the last one a number.

/// Whether it stands for no value.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether it is a boolean or a number.
pub(super) fn is_scalar(text: &str) -> bool {
    match text.as_bytes() {
        [b't' | b'T' | b'f' | b'F', ..] => {
            matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
        }
        [b'0', b'o', digits @ ..] => all(digits, |b| matches!(b, b'0'..=b'7')),
        [b'0', b'x', digits @ ..] => all(digits, u8::is_ascii_hexdigit),
        [b'+' | b'-', rest @ ..] => is_number(rest),
        [b'.', b'n' | b'N', ..] => matches!(text, ".nan" | ".NaN" | ".NAN"),
        rest => is_number(rest),
    }
}

/// Digits with a point and an exponent, or infinity.
fn is_number(text: &[u8]) -> bool {
    let before = digits(text);
    let rest = &text[before..];
    let (after, rest) = match rest {
        [b'.', b'i' | b'I', ..] => {
            return before == 0 && matches!(rest, b".inf" | b".Inf" | b".INF");
        }
        [b'.', rest @ ..] => (digits(rest), &rest[digits(rest)..]),
        _ => (0, rest),
    };
    let exponent = match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => {
            all(rest, u8::is_ascii_digit)
        }
        _ => false,
    };
    before + after > 0 && exponent
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn all(digits: &[u8], fits: fn(&u8) -> bool) -> bool {
    !digits.is_empty() && digits.iter().all(fits)
}
