//! apk's fuzzy match: `~1.2`, `~=1.2`, `>~1.2`, `<~1.2`.
//!
//! Reference: `apk-world(5)` and `apk_version_match` of apk-tools 3. A version matches if it begins
//! with the parts of the one that is named: `~1.2` is met by `1.2`, `1.2-r3`, `1.2.9`, `1.2_rc1` and
//! `1.2a`, and not by `1.20`. `>~` and `<~` allow what is above or below such versions too. apk-tools
//! 2 matches in both directions, so that `1` meets `~1.2`; that is left out. All other relations are
//! those of `relation`.

use super::comparison::{Comparison, operator};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const FUZZY: [(&str, Comparison); 7] = [
    (">=~", Comparison::AtLeast),
    ("<=~", Comparison::AtMost),
    (">~", Comparison::AtLeast),
    ("<~", Comparison::AtMost),
    ("=~", Comparison::Equal),
    ("~=", Comparison::Equal),
    ("~", Comparison::Equal),
];

/// The versions that a fuzzy clause allows; nothing for a clause that is none.
pub(super) fn fuzzy(clause: &str) -> Option<Result<Intervals, VersionError>> {
    let (comparison, version) = operator(clause, &FUZZY)?;
    Some(Scheme::Alpine.key(version).map(|key| begins_with(&key, comparison)))
}

fn begins_with(key: &Key, comparison: Comparison) -> Intervals {
    let (from, to) = line(key);
    Intervals::union(vec![match comparison {
        Comparison::AtLeast => Interval { from, to: None },
        Comparison::AtMost => Interval { from: Key::ZERO, to },
        _ => Interval { from, to },
    }])
}

/// The bounds of all keys that begin with the parts of this one: a key without the mark of its end
/// begins those of its continuations and no others.
fn line(key: &Key) -> (Key, Option<Key>) {
    let parts = key.as_bytes().split_last().map_or(&[][..], |(_, parts)| parts);
    let mut next = parts.to_vec();
    let to = loop {
        match next.pop() {
            Some(u8::MAX) => {}
            Some(last) => {
                next.push(last + 1);
                break Some(Key::from_bytes(&next));
            }
            None => break None,
        }
    };
    (Key::from_bytes(parts), to)
}
