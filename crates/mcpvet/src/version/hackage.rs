//! Hackage and GHC: `Data.Version`, lists of numbers.
//!
//! Spec: <https://pvp.haskell.org/>, and `Distribution.Types.Version` of Cabal. The order:
//!
//! `0.9 < 1 < 1.0 < 1.0.0 < 1.0.1 < 1.2 < 1.10 < 9.4.8`
//!
//! Quirks:
//! - every number counts, zeros at the end too;
//! - Cabal reads no zeros in front and at most nine digits, GHC's own `Data.Version` reads both, and
//!   so does this;
//! - `1.0-tag` is nothing since tags were taken out of versions.

use super::{END, Key, KeyWriter, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected numbers between dots, such as 1.2.3 or 0.1.0.0");

pub(super) fn key(version: &str) -> Result<Key, VersionError> {
    numbers(version, b".").ok_or(EXPECTED)
}

/// The key of numbers with one of `separators` between each two.
pub(super) fn numbers(version: &str, separators: &[u8]) -> Option<Key> {
    let mut key = KeyWriter::new(version.len());
    let mut rest = version.as_bytes();
    loop {
        rest.first().filter(|first| first.is_ascii_digit())?;
        rest = key.leading_digits(rest);
        match rest {
            [] => break,
            [separator, behind @ ..] if separators.contains(separator) => rest = behind,
            _ => return None,
        }
    }
    key.tag(END);
    Some(key.finish())
}
