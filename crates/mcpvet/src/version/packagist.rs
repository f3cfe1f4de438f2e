//! Packagist: what Composer compares after it has normalised a version.
//!
//! Reference: <https://getcomposer.org/doc/articles/versions.md>, `VersionParser::normalize` of
//! `composer/semver`, then PHP's <https://www.php.net/version_compare>. The order:
//!
//! `1.0-dev < 1.0-alpha < 1.0a1 = 1.0.0-ALPHA.1 < 1.0-beta < 1.0-RC-dev < 1.0-RC < 1.0-RC1 < 1.0
//! = v1.0.0.0 = 1.0-stable < 1.0-p1 = 1.0-patch1 < 1.0.1 < 1.x-dev`
//!
//! Quirks:
//! - one to four numbers, the missing ones zeros, and a first one below 100000; anything longer must
//!   be a date such as `20100102` or `2010-01-02.1`, whose numbers are not filled up:
//!   `2010-01 < 2010.1`;
//! - a stability is followed by any count of numbers: `1.0-beta.2.1`;
//! - build metadata and a stability flag (`1.0@beta`) take no part;
//! - `1.x-dev` is a branch with a place, `1.9999999.9999999.9999999-dev`; `dev-main` is one without,
//!   as are `master`, `trunk` and `default`: no versions here;
//! - PHP's numbers end at 2^63, ours do not; and Composer knows `-stable` in lower case only: it sorts
//!   `1.0-STABLE` below `1.0-dev`, and here that is no version.

use super::{ABOVE_NUMBERS, Key, KeyWriter, VersionError, scan};

/// What can stand at one place, in ascending order.
const DEV: u8 = 0;
const ALPHA: u8 = 1;
const BETA: u8 = 2;
const CANDIDATE: u8 = 3;
const END: u8 = 4;
// Then numbers.
const PATCH: u8 = ABOVE_NUMBERS;

/// The number that stands for the `x` of a branch.
const ANY: u64 = 9_999_999;

const STABILITIES: [(&str, u8); 8] = [
    ("beta", BETA),
    ("b", BETA),
    ("rc", CANDIDATE),
    ("alpha", ALPHA),
    ("a", ALPHA),
    ("patch", PATCH),
    ("pl", PATCH),
    ("p", PATCH),
];
const FLAGS: [&str; 5] = ["@stable", "@rc", "@beta", "@alpha", "@dev"];
const BRANCHES: [&str; 3] = ["master", "trunk", "default"];

const EXPECTED: VersionError =
    VersionError::new("expected one to four numbers and a stability, such as 1.2.3-beta2");
const BRANCH: VersionError =
    VersionError::new("expected a version: a branch has no place in their order");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = without_metadata(without_flag(version.as_bytes()));
    if scan::strip_word(version, "dev-").is_some()
        || BRANCHES.iter().any(|name| version == name.as_bytes())
    {
        return Err(BRANCH);
    }
    let version = scan::skip_one(version, b"vV");
    classical(version).or_else(|| date(version)).or_else(|| branch(version)).ok_or(EXPECTED)
}

fn without_flag(version: &[u8]) -> &[u8] {
    let flag = FLAGS.iter().find_map(|flag| {
        let (before, end) = version.split_at_checked(version.len().checked_sub(flag.len())?)?;
        end.eq_ignore_ascii_case(flag.as_bytes()).then_some(before)
    });
    flag.unwrap_or(version)
}

fn without_metadata(version: &[u8]) -> &[u8] {
    match scan::split_once(version, b'+') {
        (before, Some(metadata)) if !before.is_empty() && is_one_word(metadata) => before,
        _ => version,
    }
}

fn is_one_word(text: &[u8]) -> bool {
    !text.is_empty() && !text.iter().any(u8::is_ascii_whitespace)
}

/// `\d{1,5}(\.\d+){0,3}`, then the stability.
fn classical(version: &[u8]) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let (first, mut rest) = scan::digits(version);
    if first.is_empty() || first.len() > 5 {
        return None;
    }
    write_number(&mut key, first);
    for _ in 1..4 {
        let number = rest.strip_prefix(b".").map(scan::digits);
        match number.filter(|(digits, _)| !digits.is_empty()) {
            Some((digits, behind)) => {
                write_number(&mut key, digits);
                rest = behind;
            }
            None => write_number(&mut key, b"0"),
        }
    }
    write_stability(&mut key, rest)?;
    Some(key.finish())
}

/// `\d{4}([.:-]?\d{2}){1,6}([.:-]?\d{1,3})?`, then the stability.
fn date(version: &[u8]) -> Option<Key> {
    let (_, mut rest) = version.split_at_checked(4).filter(|(year, _)| is_number(year))?;
    let mut pairs = 0;
    while let Some((2, behind)) = date_part(rest, 2).filter(|_| pairs < 6) {
        pairs += 1;
        rest = behind;
    }
    if pairs == 0 {
        return None;
    }
    rest = date_part(rest, 3).map_or(rest, |(_, behind)| behind);
    let mut key = KeyWriter::new(version.len());
    let date = &version[..version.len() - rest.len()];
    let numbers = date.split(|byte| !byte.is_ascii_digit());
    numbers.for_each(|number| write_number(&mut key, number));
    write_stability(&mut key, rest)?;
    Some(key.finish())
}

/// How many digits follow a separator or none, at most `most`, and what is behind them.
fn date_part(text: &[u8], most: usize) -> Option<(usize, &[u8])> {
    let text = scan::skip_one(text, b".:-");
    let count = scan::digits(text).0.len().min(most);
    (count > 0).then(|| (count, &text[count..]))
}

/// `\d+(\.(\d+|[xX*])){0,3}[.-]?dev`
fn branch(version: &[u8]) -> Option<Key> {
    let name = version.split_at_checked(version.len().checked_sub(3)?)?.0;
    scan::strip_word(&version[name.len()..], "dev")?;
    let name = match name {
        [name @ .., b'.' | b'-'] => name,
        _ => name,
    };
    let mut key = KeyWriter::new(version.len());
    let mut parts = name.split(|byte| *byte == b'.');
    write_number(&mut key, parts.next().filter(|part| is_number(part))?);
    for _ in 1..4 {
        match parts.next() {
            Some(part) if is_number(part) => write_number(&mut key, part),
            None | Some(b"x" | b"X" | b"*") => {
                key.number(ANY);
            }
            Some(_) => return None,
        }
    }
    if parts.next().is_some() {
        return None;
    }
    key.tag(DEV);
    key.tag(END);
    Some(key.finish())
}

fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// `[._-]?(stability([.-]?\d+)*)?([.-]?dev)?`, up to the end of the text.
fn write_stability(key: &mut KeyWriter, text: &[u8]) -> Option<()> {
    let rest = scan::skip_one(text, b"._-");
    if let Some(behind) = rest.strip_prefix(b"stable") {
        // What is behind it takes no part.
        write_numbers_and_dev(&mut KeyWriter::new(0), behind)?;
        key.tag(END);
        return Some(());
    }
    match scan::strip_any(rest, &STABILITIES) {
        Some((tag, behind)) => {
            key.tag(tag);
            write_numbers_and_dev(key, behind)
        }
        None => write_dev(key, rest),
    }
}

fn write_numbers_and_dev(key: &mut KeyWriter, mut text: &[u8]) -> Option<()> {
    while let Some((digits, behind)) = separated_digits(text) {
        write_number(key, digits);
        text = behind;
    }
    write_dev(key, text)
}

fn write_dev(key: &mut KeyWriter, text: &[u8]) -> Option<()> {
    let dev = scan::strip_word(scan::skip_one(text, b".-"), "dev");
    if dev.is_some() {
        key.tag(DEV);
    }
    key.tag(END);
    dev.unwrap_or(text).is_empty().then_some(())
}

fn separated_digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    Some(scan::digits(scan::skip_one(text, b".-"))).filter(|(digits, _)| !digits.is_empty())
}

fn write_number(key: &mut KeyWriter, digits: &[u8]) {
    key.digits(digits);
}
