//! Red Hat, SUSE and all other distributions with RPM: `rpmvercmp`.
//!
//! Spec: <https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning>, and
//! `rpmio/rpmvercmp.c`. The order:
//!
//! `1.0~rc1 < 1.0 = 1_0 = 1.00 = 0:1.0 < 1.0-1.el9 < 1.0-1.el9_2 < 1.0-10.el9 < 1.0^git1 < 1.0.a
//! = 1.0a < 1.0.1 < 1.0.10 < 1:0.1`
//!
//! Quirks:
//! - a version is `epoch:version-release`; a missing epoch is zero, and a missing release sorts below
//!   every other;
//! - version and release are runs of digits and runs of letters; whatever is between them only
//!   separates, so that `1..0` is `1.0` and `1.` is `1`;
//! - `~` sorts below the end, `^` above it, then come letters by their bytes, then numbers of any
//!   length.

use super::{Key, KeyWriter, VersionError, scan};

const TILDE: u8 = 1;
const END: u8 = 2;
const CARET: u8 = 3;
const LETTERS: u8 = 4;

const NO_RELEASE: u8 = 0;
const RELEASE: u8 = 1;

const EXPECTED: VersionError =
    VersionError::new("expected epoch:version-release, such as 1:2.3-4.el9 or 2.3~rc1");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    let version = version.as_bytes();
    let (epoch, rest) = match scan::digits(version) {
        (epoch, [b':', rest @ ..]) => (epoch, rest),
        _ => (&b""[..], version),
    };
    let (number, release) = match rest.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let mut key = KeyWriter::new(version.len());
    key.digits(epoch);
    write_part(&mut key, number).ok_or(EXPECTED)?;
    match release {
        Some(release) => {
            key.tag(RELEASE);
            write_part(&mut key, release).ok_or(EXPECTED)?;
        }
        None => key.tag(NO_RELEASE),
    }
    Ok(key.finish())
}

/// The bound above all releases of a version, given its key without one.
pub(crate) fn above_releases(version: &Key) -> Key {
    let part = version.as_bytes().strip_suffix(&[NO_RELEASE]).unwrap_or(version.as_bytes());
    Key::from_bytes(&[part, &[RELEASE + 1]].concat())
}

fn write_part(key: &mut KeyWriter, text: &[u8]) -> Option<()> {
    let mut rest = text;
    while let [byte, behind @ ..] = rest {
        rest = match byte {
            b'0'..=b'9' => key.leading_digits(rest),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (letters, _, behind) = scan::run(rest, scan::LETTER);
                key.word(LETTERS, letters);
                behind
            }
            b'~' => {
                key.tag(TILDE);
                behind
            }
            b'^' => {
                key.tag(CARET);
                behind
            }
            b'.' | b'_' | b'+' | b'-' | b'%' => behind,
            _ => return None,
        };
    }
    key.tag(END);
    (!text.is_empty()).then_some(())
}
