//! Tags that name a version or a line of versions: `v4` and `1.2` as in `actions/checkout@v4`. Those
//! of images are read in `image`, by the same lines.
//!
//! Reference: <https://docs.github.com/actions/sharing-automations/creating-actions/about-custom-actions#using-release-management-for-actions>.
//!
//! By custom `v4` moves with every release of 4, so it is any 4.x, and `1.2` any 1.2.x; three
//! numbers are one version. GitHub's own inventories write `4.*.*` for `v4`. A branch, a word or a
//! commit is no version. [`contains`](super::contains) answers by this custom: nothing keeps an author
//! from moving a tag elsewhere.

use super::comparison::between;
use super::{Interval, Intervals};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("a tag or commit, not numbers such as v4 or v4.1.2");

pub(super) fn intervals(scheme: Scheme, tag: &str) -> Result<Intervals, VersionError> {
    let tag = tag.trim_ascii();
    let text = tag.strip_prefix(['v', 'V']).unwrap_or(tag);
    let text = if text.ends_with(".*") { text.trim_end_matches(['.', '*']) } else { text };
    match line(text) {
        Some((from, to)) => Ok(between(scheme.key(&from)?, scheme.key(&to)?)),
        None if text.matches('.').count() >= 2 => {
            Ok(Intervals::union(vec![Interval::exactly(&scheme.key(text)?)]))
        }
        None => Err(EXPECTED),
    }
}

/// The lowest version that begins with one or two numbers, and the lowest one above those.
pub(super) fn line(text: &str) -> Option<(String, String)> {
    let numbers: Result<Vec<u64>, _> = text.split('.').map(str::parse).collect();
    // Hashes and dates of tags are longer than any number of a version.
    match numbers.ok().filter(|numbers| numbers.iter().all(|number| *number < 1 << 53))?[..] {
        [major] => Some((format!("{major}.0.0-0"), format!("{}.0.0-0", major + 1))),
        [major, minor] => {
            Some((format!("{major}.{minor}.0-0"), format!("{major}.{}.0-0", minor + 1)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_refused;
    use crate::version::Scheme;

    #[test]
    fn a_branch_or_commit_is_no_version() {
        let tags =
            ["", "main", "v", "release/v1", "8e5e7e5ab8b370d6c329ec480221332ada57f0ab", "v4.x"];
        check_refused(Scheme::GitHubActions, &tags);
    }
}
