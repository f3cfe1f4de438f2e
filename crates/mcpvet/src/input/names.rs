//! What the path of a file says about its content, for whoever walks through folders.
//!
//! A file that is named by hand is read whatever it is called. In a folder the name decides, and
//! many names are shared: a `manifest.json` may belong to a web page, a `*.csv` may hold anything.
//! Files with such names are read only if their beginning says that they are meant.

use super::hosts::{HOSTS, Scope};
use super::{FORMATS, Format, Head, Likeness};

/// What the path of a file says about its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// No format has such files.
    None,
    /// A format has such files, and so has the rest of the world: [`is_meant`] decides.
    Shared,
    /// Such files belong to a format.
    Own,
}

/// Names of the table that others use as well. Whatever starts with `*.` is shared too.
const SHARED_NAMES: &[&str] = &[
    "action.yaml",
    "action.yml",
    "bom.json",
    "containerfile.*",
    "description",
    "dockerfile.*",
    "environment*.yaml",
    "environment*.yml",
    "environment.yaml",
    "environment.yml",
    "explicit.txt",
    "installed.json",
    "crush.json",
    ".crush.json",
    "kilo.json",
    "kilo.jsonc",
    ".claude.json",
    "librechat.yaml",
    "librechat.yml",
    "lock.yaml",
    "manifest.json",
    "metadata",
    "modules.txt",
    "opencode.json",
    "opencode.jsonc",
    "opam",
    "packages.txt",
    "pkg-info",
    "requirements*.lock",
    "requirements/*.in",
    "requirements/*.txt",
    "sbom.json",
    "sbom.xml",
    "server.json",
    "shrinkwrap.yaml",
    "spec-file.txt",
    "syft.json",
];

/// Where files stand whose names say nothing; a `*` is any text without a `/`.
const SHARED_PLACES: &[&str] = &[
    ".github/workflows/*.yaml",
    ".github/workflows/*.yml",
    ".gitea/workflows/*.yaml",
    ".gitea/workflows/*.yml",
    ".forgejo/workflows/*.yaml",
    ".forgejo/workflows/*.yml",
];

impl Claim {
    /// Tells from a path, in any case, with `/` between its folders.
    ///
    /// ```
    /// use mcpvet::input::Claim;
    /// assert_eq!(Claim::of("web/package-lock.json"), Claim::Own);
    /// assert_eq!(Claim::of("web/manifest.json"), Claim::Shared);
    /// assert_eq!(Claim::of("web/.github/workflows/ci.yml"), Claim::Shared);
    /// assert_eq!(Claim::of("web/README.md"), Claim::None);
    /// ```
    #[must_use]
    pub fn of(path: &str) -> Self {
        let mut claim = Self::None;
        for pattern in FORMATS.iter().flat_map(|format| format.file_names) {
            if ends(pattern, path) {
                let shared = pattern.starts_with("*.") || SHARED_NAMES.contains(pattern);
                claim = claim.max(if shared { Self::Shared } else { Self::Own });
            }
        }
        if claim == Self::None && is_place(path) { Self::Shared } else { claim }
    }
}

/// Whether a path is one of the places of projects whose files have common names.
fn is_place(path: &str) -> bool {
    let places = HOSTS.iter().flat_map(|host| host.places);
    let projects = places.filter(|place| place.scope == Scope::Project).map(|place| place.path);
    SHARED_PLACES.iter().copied().chain(projects).any(|place| ends(place, path))
}

/// Whether a path ends with these names, in any case; a `*` is any text without a `/`.
pub(super) fn ends(pattern: &str, path: &str) -> bool {
    // Every format asks; nearly all names are told by their last letter.
    let last = |text: &str| text.bytes().next_back().map(|byte| byte.to_ascii_lowercase());
    if last(pattern) != last(path) && !pattern.ends_with('*') {
        return false;
    }
    let mut parts = path.rsplit(['/', '\\']);
    pattern.rsplit('/').all(|pattern| parts.next().is_some_and(|part| fits(pattern, part)))
}

/// Whether a name is this one, in any case; a `*` stands for any text.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let Some(star) = memchr::memchr(b'*', pattern) else {
        return name.eq_ignore_ascii_case(pattern);
    };
    let (before, after) = (&pattern[..star], &pattern[star + 1..]);
    name.len() >= before.len() + after.len()
        && name[..before.len()].eq_ignore_ascii_case(before)
        && name[name.len() - after.len()..].eq_ignore_ascii_case(after)
}

/// Whether a text under a [`Claim::Shared`] name says itself that it is what the name stands for.
/// The beginning of the text is enough: 64 KiB.
///
/// ```
/// use mcpvet::input::is_meant;
/// assert!(is_meant("libs.csv", "purl\npkg:npm/left-pad@1.3.0\n"));
/// assert!(!is_meant("people.csv", "name,age\nAda,36\n"));
/// assert!(!is_meant("manifest.json", r#"{ "name": "Page", "display": "standalone" }"#));
/// ```
#[must_use]
pub fn is_meant(path: &str, text: &str) -> bool {
    let head = Head::new(text, Some(path));
    let is_meant = |format: &Format| match (format.sniff)(&head) {
        Likeness::Certain => true,
        Likeness::Likely => is_place(path) || format.is_named(&head.path),
        Likeness::Possible | Likeness::No => false,
    };
    FORMATS.iter().any(is_meant)
}

#[cfg(test)]
mod tests {
    use super::{Claim, SHARED_NAMES, fits, is_meant};
    use crate::input::FORMATS;

    #[test]
    fn every_shared_name_stands_in_the_table() {
        let names: Vec<_> = FORMATS.iter().flat_map(|format| format.file_names).collect();
        for shared in SHARED_NAMES {
            assert!(names.contains(&shared), "{shared}");
        }
    }

    #[test]
    fn a_star_is_any_text() {
        assert!(fits("a*b", "AB") && fits("a*b", "axb") && fits("*.x", ".x"));
        assert!(!fits("a*a", "a") && !fits("a*b", "axbc") && !fits("a", "ab"));
    }

    #[test]
    fn places_count_from_their_end() {
        assert_eq!(Claim::of(".vscode/settings.json"), Claim::Shared);
        assert_eq!(Claim::of("a/b/.Continue/mcpservers/x.yaml"), Claim::Shared);
        assert_eq!(Claim::of("settings.json"), Claim::None);
        assert_eq!(Claim::of("vscode/settings.json"), Claim::None);
        assert_eq!(Claim::of(".github/workflows/deep/ci.yml"), Claim::None);
        assert_eq!(Claim::of(".cursor/mcp.json"), Claim::Own);
        assert_eq!(Claim::of("REQUIREMENTS-dev.txt"), Claim::Own);
        assert_eq!(Claim::of("a.csproj"), Claim::Shared);
        assert_eq!(Claim::of(""), Claim::None);
    }

    #[test]
    fn a_shared_name_needs_content_that_says_so() {
        let servers = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["x"] } } }"#;
        assert!(is_meant(".gemini/settings.json", servers));
        assert!(!is_meant(".vscode/settings.json", r#"{ "editor.tabSize": 2 }"#));
        let job = "on: push\njobs:\n  a:\n    runs-on: x\n";
        assert!(is_meant(".github/workflows/ci.yml", job));
        assert!(!is_meant(".github/workflows/notes.yml", "a: b\n"));
        assert!(is_meant("a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>"));
        assert!(!is_meant("data.list", "one\ntwo\n"));
        assert!(!is_meant("server.json", r#"{ "port": 80 }"#));
    }
}
