//! SemVer as tags and records spell it: SwiftURL, GitHub Actions, and what OSV has no other order for.
//!
//! Spec: <https://semver.org/#spec-item-11>,
//! <https://ossf.github.io/osv-schema/#affectedrangestype-field>, and how `osv.dev` coerces what it
//! is given. The order:
//!
//! `1.0.0-0 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-rc.1 < 1 = v1 = 1.0 = v01.0.0 = 1.0.0+build < 1.0.1
//! < v1.10 < v2`
//!
//! Quirks:
//! - a `v` may stand in front, and numbers that are left out are zeros;
//! - zeros in front do not count, not in a pre-release either; numbers have any length;
//! - an empty identifier reads as `-`: `1.0.0-` is `1.0.0--`;
//! - a fourth number is nothing that SemVer orders, so `1.2.3.4` is no version.

use super::{END, Key, KeyWriter, VersionError, scan, semver};

const EXPECTED: VersionError =
    VersionError::new("expected one to three numbers, such as v1, 1.2 or 1.2.3-rc.1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    read(version.as_bytes()).ok_or(EXPECTED)
}

fn read(version: &[u8]) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let mut rest = scan::skip_one(version, b"vV");
    rest.first().filter(|first| first.is_ascii_digit())?;
    rest = key.leading_digits(rest);
    for _ in 1..3 {
        match rest {
            [b'.', b'0'..=b'9', ..] => rest = key.leading_digits(&rest[1..]),
            _ => key.number(0),
        }
    }
    let rest = match rest {
        [b'-', prerelease @ ..] => write_identifiers(&mut key, prerelease),
        _ => {
            key.tag(semver::RELEASE);
            rest
        }
    };
    is_build(rest).then(|| key.finish())
}

fn write_identifiers<'a>(key: &mut KeyWriter, prerelease: &'a [u8]) -> &'a [u8] {
    let mut rest = prerelease;
    loop {
        let (identifier, kinds, behind) =
            scan::run(rest, scan::DIGIT | scan::LETTER | scan::HYPHEN);
        let filled = if identifier.is_empty() { b"-" } else { identifier };
        let _ = semver::write_identifier(key, filled, kinds);
        match behind {
            [b'.', behind @ ..] => rest = behind,
            _ => {
                key.tag(END);
                return behind;
            }
        }
    }
}

fn is_build(rest: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-.".contains(byte);
    rest.is_empty() || rest[0] == b'+' && rest[1..].iter().all(is_part)
}
