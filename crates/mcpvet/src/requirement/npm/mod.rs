//! npm ranges: `^1.2.3`, `~1.2`, `1.x || >=2.5.0`, `1.2 - 2.3.4`, `*`.
//!
//! Reference: <https://github.com/npm/node-semver#ranges>, in its loose mode, which npm uses.
//!
//! A pre-release belongs to a range only if a comparator on the same side of `||` names a
//! pre-release of the same three numbers, and never to a range of which one side is `*` alone.
//! The intervals leave this rule out, as `includePrerelease` does: `1.2.x` begins at `1.2.0-0`
//! there. `^`, `~`, `x` and `<1.2` end below the pre-releases of their upper bound.
//!
//! Quirks:
//! - white space may stand between an operator and its version, and `v` or `=` in front of it;
//! - `^1.x.2` is `^1`, while `1.x.2` is nothing; `<*` and `>*` are ranges that allow nothing, and
//!   the first `*` inside a word that is no range does not count: `1.2.3*` is `1.2.3`;
//! - npm skips a word that it cannot read as long as another one can be: `>=1, <2` is `<2` alone,
//!   because of its comma, `>= v 1.2.3` is `1.2.3`. [`contains`] answers so, [`intervals`] refuses.
//!
//! A range passes through `spec` (which range a specifier asks for), `side` (what stands between
//! `||`), `words` (white space and build metadata), `comparator` and `partial` (a word).

mod comparator;
mod partial;
mod side;
mod spec;
mod words;

use self::partial::{Partial, partial};
use self::side::{Side, side};
use super::Intervals;
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError = VersionError::new("expected a range such as ^1.2.3 or >=1.2 <2");
const TAG: VersionError = VersionError::new("a tag, not a range such as ^1.2.3");

/// Whether a version without pre-release at the lower end of a range stands for all of its
/// pre-releases too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prereleases {
    Included,
    Apart,
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let (sides, all_read) = sides(requirement, Prereleases::Included)?;
    if !all_read {
        return Err(EXPECTED);
    }
    Ok(Intervals::union(sides.into_iter().map(|side| side.interval).collect()))
}

/// What `semver.satisfies(version, requirement, { loose: true })` answers.
pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let key = Scheme::Npm.key(version)?;
    let (sides, _) = sides(requirement, Prereleases::Apart)?;
    let is_inside = |side: &Side| {
        side.interval.from <= key && side.interval.to.as_ref().is_none_or(|to| key < *to)
    };
    let numbers = partial(version.trim_ascii().as_bytes()).and_then(Partial::prerelease_of);
    Ok(match numbers {
        None => sides.iter().any(is_inside),
        Some(_) if sides.iter().any(|side| side.is_any) => false,
        Some(numbers) => {
            sides.iter().any(|side| side.prereleases.contains(&numbers) && is_inside(side))
        }
    })
}

/// The sides of which something can be read, and whether that is all of the text.
fn sides(requirement: &str, prereleases: Prereleases) -> Result<(Vec<Side>, bool), VersionError> {
    let range = spec::range_part(requirement.trim())?;
    let mut sides = Vec::new();
    let mut all_read = true;
    for text in range.split("||") {
        let side = side(text, prereleases)?;
        all_read &= side.as_ref().is_some_and(|side| !side.has_gap);
        sides.extend(side);
    }
    match sides.is_empty() {
        false => Ok((sides, all_read)),
        true if spec::is_tag(range) => Err(TAG),
        true => Err(EXPECTED),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_refused};
    use crate::version::Scheme;

    #[test]
    fn allows_what_npm_allows() {
        check(
            Scheme::Npm,
            &[
                ("", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("*", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("1.2.3", "+1.2.3 +v1.2.3+build -1.2.3-0 -1.2.4"),
                ("=v1.2.3", "+1.2.3 -1.2.4"),
                ("^1.2.3", "-1.2.2 -1.2.3-0 +1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("^1.2.3-beta.2", "-1.2.3-beta.1 +1.2.3-beta.2 +1.2.3 -2.0.0-0"),
                ("^0.2.3", "-0.2.2 +0.2.3 +0.2.9 -0.3.0-0"),
                ("^0.0.3", "+0.0.3 -0.0.4-0"),
                ("^0.0.3-beta", "-0.0.3-alpha +0.0.3-beta +0.0.3 -0.0.4"),
                ("^0.0", "+0.0.0-0 +0.0.9 -0.1.0"),
                ("^0.x", "+0.0.0 +0.9.9 -1.0.0-0"),
                ("^1.x.2", "+1.0.0-0 +1.9.9 -2.0.0-0"),
                ("~1.2.3", "-1.2.2 +1.2.3 +1.2.9 -1.3.0-0"),
                ("~1.2", "-1.1.9 +1.2.0-0 +1.2.9 -1.3.0-0"),
                ("~1", "+1.0.0 +1.9.9 -2.0.0-0"),
                ("~> 1.2.3", "+1.2.9 -1.3.0"),
                ("~ > 1.2.3", "+1.2.9 -1.3.0"),
                ("1.2.x", "+1.2.0-0 +1.2.99 -1.3.0-0"),
                ("1.X", "+1.99.0 -2.0.0-0"),
                ("1", "+1.0.0 -2.0.0"),
                ("x", "+9.0.0"),
                (">1", "-1.9.9 +2.0.0-0 +2.0.0"),
                (">1.2", "-1.2.9 +1.3.0-0"),
                (">1.2.3", "-1.2.3 +1.2.4-0"),
                ("> =1.2.3", "-1.2.2 +1.2.3"),
                (">= v1.2.3 < 2", "+1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("<1.2", "+1.1.9 -1.2.0-0"),
                ("<=1.2", "+1.2.9 -1.3.0-0"),
                ("<1.2.3", "+1.2.3-rc.1 -1.2.3"),
                ("<=1.2.3-rc.1", "+1.2.3-rc.1 -1.2.3-rc.2"),
                ("1.2.3 - 2.3.4", "+1.2.3-0 +2.3.4 -2.3.5-0"),
                ("1.2 - 2.3", "+1.2.0-0 +2.3.99 -2.4.0-0"),
                ("1.2.3-b - 2.3.4-b", "-1.2.3-a +1.2.3-b +2.3.4-b -2.3.4-c"),
                ("* - 2", "+0.0.0 +2.9.9 -3.0.0-0"),
                ("1 - *", "-0.9.9 +9.0.0"),
                ("^1.2.3 || >=3.0.0 <3.1.0 || 5.x", "+1.5.0 -2.0.0 +3.0.9 -3.1.0 +5.0.0 -6.0.0"),
                ("||", "+1.0.0"),
                ("1.2.3*", "+1.2.3 -1.2.4"),
                ("npm:@scope/name@^1", "+1.2.3 -2.0.0"),
                ("workspace:~", "+1.2.3"),
                (">=0.0.0", "+0.0.0-0"),
                (">1.0.0 <1.0.0", "-1.0.0 -0.9.9"),
            ],
        );
    }

    #[test]
    fn knows_ranges_that_allow_nothing() {
        for range in ["<*", ">*", "<0.0.0-0", "<0", ">2 <1"] {
            assert!(super::intervals(range).unwrap().is_empty(), "{range}");
        }
    }

    #[test]
    fn refuses_tags_and_what_it_cannot_read() {
        check_refused(
            Scheme::Npm,
            &[
                "latest",
                "next",
                "1.2.3.4",
                ">=1, <2",
                "1.x.2",
                "x.1",
                "1.2.3 foo",
                "1 ||foo",
                "-",
                "1 -",
                ">",
                "1.2-beta",
                "1.2+",
                "npm:foo@latest",
                "git+ssh://a",
                ">= v 1.2.3",
                "^v 1.2.3",
                "^9007199254740992.0.0",
            ],
        );
    }
}
