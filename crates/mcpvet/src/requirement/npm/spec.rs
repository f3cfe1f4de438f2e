//! What stands for a package in a manifest: which range a specifier asks for, if any.
//!
//! Reference: <https://github.com/npm/npm-package-arg>.
//! `workspace:^1.2` and `npm:name@^1.2` are the range in them; tags, paths, URLs and repositories
//! are none.

use crate::version::VersionError;

const PLACE: VersionError =
    VersionError::new("a path, URL or repository, not a range such as ^1.2.3");

/// The range in a specifier such as `npm:name@^1.2`.
pub(super) fn range_part(specifier: &str) -> Result<&str, VersionError> {
    let any = |range| if matches!(range, "" | "^" | "~") { "*" } else { range };
    if let Some(range) = specifier.strip_prefix("workspace:") {
        return range_part(any(range.trim_ascii()));
    }
    if let Some(alias) = specifier.strip_prefix("npm:") {
        let at = alias.rfind('@').filter(|at| *at > 0);
        return Ok(any(at.map_or("", |at| alias[at + 1..].trim_ascii())));
    }
    match specifier.contains([':', '/']) {
        true => Err(PLACE),
        false => Ok(specifier),
    }
}

/// Whether npm would look the text up among the tags of a package.
pub(super) fn is_tag(text: &str) -> bool {
    let is_free = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
    !text.is_empty() && text.bytes().all(is_free)
}
