//! Tags of container images: `1.2.3`, `v1.2`, `1.2.3-alpine`, `latest`.
//!
//! Nothing defines what a tag means, and whoever pushes can move it; this is the custom. Versions
//! are ordered as generic SemVer.
//!
//! Decided:
//! - three numbers are that version, with a suffix that begins with the name of a base
//!   system too: `1.2.3-alpine3.20`, `1.2.3-slim`;
//! - a suffix that begins like a pre-release is one: `1.2.3-rc.1`;
//! - any other suffix can mean either, so that the tag is the version or a pre-release of it;
//! - `1` and `1.2` are any version of their line, and `latest`, written or not, is any version.
//!
//! Not decided: digests, words such as `main` or `alpine`, hashes, four numbers, and one number of
//! more than four digits alone, which is a date or counts builds.

use super::comparison::between;
use super::{Intervals, tag};
use crate::version::{Scheme, VersionError};
use crate::words::Words;

const EXPECTED: VersionError = VersionError::new("expected numbers such as 1.2.3 or 1.2.3-alpine");

const BASES: Words = Words(
    "alpine amd arm bookworm bullseye buster debian distroless jammy linux noble slim \
    trixie ubuntu",
);

const PRERELEASES: Words =
    Words("a alpha b beta canary dev m next nightly pre preview rc snapshot");

/// What a tag names.
#[derive(Debug, PartialEq)]
pub(crate) enum Image<'a> {
    /// One version, and the part of the tag that says so.
    Version(&'a str),
    /// Some version among these.
    Line(Intervals),
}

/// Reads a tag; empty for none.
pub(crate) fn read(text: &str) -> Result<Image<'_>, VersionError> {
    if matches!(text, "" | "latest") {
        return Ok(Image::Line(Intervals::all()));
    }
    let version = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let numbers = &version[..version.find(['-', '_']).unwrap_or(version.len())];
    let suffix = version[numbers.len()..].trim_start_matches(['-', '_']);
    if numbers.matches('.').count() < 2 {
        return line(numbers).map(Image::Line);
    }
    let word = &suffix[..suffix.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(suffix.len())];
    let is_in = |words: Words| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let release = Scheme::SemVer.key(numbers)?;
    if suffix.is_empty() || is_in(BASES) {
        return Ok(Image::Version(numbers));
    }
    if is_in(PRERELEASES) {
        return Scheme::SemVer.key(version).map(|_| Image::Version(version));
    }
    let lowest = Scheme::SemVer.key(&format!("{numbers}-0"))?;
    Ok(Image::Line(between(lowest, release.successor())))
}

fn line(numbers: &str) -> Result<Intervals, VersionError> {
    let is_count = !numbers.contains('.') && numbers.len() > 4;
    let (from, to) = tag::line(numbers).filter(|_| !is_count).ok_or(EXPECTED)?;
    Ok(between(Scheme::SemVer.key(&from)?, Scheme::SemVer.key(&to)?))
}

#[cfg(test)]
mod tests {
    use super::{Image, read};
    use crate::version::Scheme;

    #[test]
    fn full_versions_are_exact() {
        for (tag, version) in [
            ("1.2.3", "1.2.3"),
            ("v1.2.3", "1.2.3"),
            ("1.2.3-alpine", "1.2.3"),
            ("1.2.3-alpine3.20", "1.2.3"),
            ("v1.2.3-slim-bookworm", "1.2.3"),
            ("1.2.3-arm64v8", "1.2.3"),
            ("1.2.3-rc.1", "1.2.3-rc.1"),
            ("v1.2.3-BETA2", "1.2.3-BETA2"),
        ] {
            assert_eq!(read(tag), Ok(Image::Version(version)), "{tag}");
        }
    }

    #[test]
    fn lines_hold_what_they_may_name() {
        for (tag, versions) in [
            ("", "+0.1.0 +9.9.9"),
            ("latest", "+0.1.0 +9.9.9"),
            ("1", "+1.0.0 +1.9.9 -2.0.0 -2.0.0-rc.1 -0.9.0"),
            ("v1.2", "+1.2.0 +1.2.9 -1.3.0 -1.1.9"),
            ("1.2-alpine", "+1.2.9 -1.3.0"),
            ("20-slim", "+20.11.0 -21.0.0"),
            ("1.2.3-perl", "+1.2.3 +1.2.3-rc.1 -1.2.2 -1.2.4-rc.1"),
            ("1.2.3-4", "+1.2.3 +1.2.3-rc.1 -1.2.2 -1.2.4"),
        ] {
            let Ok(Image::Line(set)) = read(tag) else { panic!("{tag} is no line") };
            for version in versions.split(' ') {
                let (sign, version) = version.split_at(1);
                let key = Scheme::SemVer.key(version).unwrap();
                assert_eq!(set.contains(&key), sign == "+", "{tag}: {version}");
            }
        }
    }

    #[test]
    fn other_tags_are_not_decided() {
        let tags = [
            "1.2.3.4",
            "main",
            "stable",
            "alpine",
            "edge",
            "v",
            "-",
            "_",
            ".",
            "..",
            "1.",
            "1..2",
            "1.x",
            "20240101",
            "sha-8e5e7e5",
            "8e5e7e5ab8b370d6c329ec480221332ada57f0ab",
            "pr-12",
            "1.2.3rc1",
            "..-alpine",
            "18446744073709551616",
            "Latest",
            "\u{1f980}-1",
        ];
        for tag in tags {
            assert!(read(tag).is_err(), "{tag}");
        }
    }
}
