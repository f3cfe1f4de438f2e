//! `vers:` ranges of any ecosystem: `vers:npm/1.2.3|>=2.0.0|<3.0.0`, `vers:pypi/*`.
//!
//! Spec: <https://github.com/package-url/vers-spec>, "VERS specification", clause 5, and its "How to
//! parse" for containment. As the spec asks, a range is refused if its versions are out of order,
//! stand twice or alternate wrongly, or if white space or an unencoded sign stands in it.
//!
//! Beyond the spec:
//! - `=1.2.3` is read as `1.2.3`;
//! - a range of `!=` alone is every other version; the algorithm of the spec would find none in it;
//! - `vers:all/*` holds every version of every ecosystem, `vers:none/*` none, and `intdot`, lists of
//!   numbers, are compared as CRAN compares.
//!
//! Versions are compared and nothing else: no rule of an ecosystem about pre-releases applies.

use super::comparison::{Comparison, comparison};
use super::{Interval, Intervals};
use crate::version::{Key, Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a range such as vers:npm/1.2.3|>=2.0.0|<3.0.0");
const TYPE: VersionError = VersionError::new("the versions of this vers: type are not known");
const OTHER: VersionError = VersionError::new("a vers: range of another ecosystem");
const SIGN: VersionError =
    VersionError::new("a sign in a version of the vers: range must be percent-encoded");
const SORTED: VersionError =
    VersionError::new("expected versions in ascending order in the vers: range, none twice");
const SEQUENCE: VersionError =
    VersionError::new("expected > and < by turns in the vers: range, and no version inside them");

/// Types and their version order.
const TYPES: [(&str, Scheme); 27] = [
    ("alpine", Scheme::Alpine),
    ("apk", Scheme::Alpine),
    ("bioconductor", Scheme::Cran),
    ("bitnami", Scheme::SemVer),
    ("cargo", Scheme::Cargo),
    ("composer", Scheme::Packagist),
    ("conan", Scheme::Conan),
    ("cran", Scheme::Cran),
    ("deb", Scheme::Debian),
    ("gem", Scheme::RubyGems),
    ("generic", Scheme::SemVer),
    ("github", Scheme::SemVer),
    ("githubactions", Scheme::GitHubActions),
    ("golang", Scheme::Go),
    ("hackage", Scheme::Hackage),
    ("hex", Scheme::Hex),
    ("intdot", Scheme::Cran),
    ("maven", Scheme::Maven),
    ("nginx", Scheme::SemVer),
    ("npm", Scheme::Npm),
    ("nuget", Scheme::NuGet),
    ("pub", Scheme::Pub),
    ("pypi", Scheme::Pep440),
    ("rpm", Scheme::Rpm),
    ("semver", Scheme::SemVer),
    ("swift", Scheme::Swift),
    ("vscode-extension", Scheme::SemVer),
];

/// A range that names its own version order.
///
/// ```
/// use mcpvet::requirement::Vers;
/// let range = Vers::parse("vers:npm/1.2.3|>=2.0.0|<3.0.0")?;
/// assert!(range.contains("2.4.0")?);
/// assert!(!range.contains("1.2.4")?);
/// # Ok::<(), mcpvet::version::VersionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vers {
    scheme: Option<Scheme>,
    set: Intervals,
}

impl Vers {
    /// Reads a range.
    ///
    /// # Errors
    ///
    /// When the text breaks a rule of the spec (`vers:npm/>=2|<1`), or when its type has no order
    /// here (`vers:openssl/1.0.2k`).
    pub fn parse(text: &str) -> Result<Self, VersionError> {
        super::check_length(text)?;
        let text = text.trim_ascii().strip_prefix("vers:").ok_or(EXPECTED)?;
        let (kind, constraints) = text.split_once('/').ok_or(EXPECTED)?;
        match (kind.to_ascii_lowercase().as_str(), constraints) {
            (_, "") => Err(EXPECTED),
            ("all", "*") => Ok(Self { scheme: None, set: Intervals::all() }),
            ("none", "*") => Ok(Self { scheme: None, set: Intervals::union(Vec::new()) }),
            (kind, constraints) => {
                let known = TYPES.iter().find(|(name, _)| *name == kind);
                let scheme = known.map(|(_, scheme)| *scheme).ok_or(TYPE)?;
                Ok(Self { scheme: Some(scheme), set: set(scheme, constraints)? })
            }
        }
    }

    /// The version order that its type means; `None` for `all` and `none`.
    #[must_use]
    pub const fn scheme(&self) -> Option<Scheme> {
        self.scheme
    }

    /// Whether a version is in the range.
    ///
    /// # Errors
    ///
    /// When the type has no such version.
    pub fn contains(&self, version: &str) -> Result<bool, VersionError> {
        match self.scheme {
            Some(scheme) => Ok(self.set.contains(&scheme.key(version)?)),
            None => Ok(!self.set.is_empty()),
        }
    }

    /// The range as a set of keys of one scheme, which must be its own.
    pub(super) fn intervals_of(self, scheme: Scheme) -> Result<Intervals, VersionError> {
        match self.scheme {
            Some(own) if own != scheme => Err(OTHER),
            _ => Ok(self.set),
        }
    }
}

/// Whether a requirement is a range that names its own ecosystem.
pub(super) fn is_vers(requirement: &str) -> bool {
    requirement.trim_ascii_start().starts_with("vers:")
}

struct Constraint {
    comparison: Comparison,
    key: Key,
}

fn set(scheme: Scheme, constraints: &str) -> Result<Intervals, VersionError> {
    if constraints == "*" {
        return Ok(Intervals::all());
    }
    let constraints = constraints.split('|').map(|text| constraint(scheme, text));
    let constraints: Vec<Constraint> = constraints.collect::<Result<_, _>>()?;
    if !constraints.is_sorted_by(|a, b| a.key < b.key) {
        return Err(SORTED);
    }
    if !alternates(&constraints) {
        return Err(SEQUENCE);
    }
    Ok(versions(&constraints))
}

fn constraint(scheme: Scheme, text: &str) -> Result<Constraint, VersionError> {
    let (comparison, version) = comparison(text, &[]);
    let key = scheme.key(&decoded(version)?)?;
    Ok(Constraint { comparison, key })
}

/// A version without percent-encoding.
fn decoded(text: &str) -> Result<String, VersionError> {
    let is_free = |byte: u8| byte.is_ascii_graphic() && !b"<>=!*|".contains(&byte);
    let mut version = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first == b'%' {
            let (high, low) = match *rest {
                [high, low, ..] => (char::from(high).to_digit(16), char::from(low).to_digit(16)),
                _ => (None, None),
            };
            version.push((high.ok_or(SIGN)? << 4 | low.ok_or(SIGN)?) as u8);
            rest = &rest[2..];
        } else if is_free(*first) {
            version.push(*first);
        } else {
            return Err(SIGN);
        }
    }
    String::from_utf8(version).map_err(|_| SIGN)
}

/// Whether each comparator may follow the one before it.
fn alternates(constraints: &[Constraint]) -> bool {
    let is_lower = |c: Comparison| matches!(c, Comparison::Above | Comparison::AtLeast);
    let is_upper = |c: Comparison| matches!(c, Comparison::Below | Comparison::AtMost);
    let given = || constraints.iter().map(|constraint| constraint.comparison);
    let sound_equal = given()
        .filter(|c| *c != Comparison::NotEqual)
        .is_sorted_by(|a, b| *a != Comparison::Equal || !is_upper(*b));
    let bounds: Vec<_> = given().filter(|c| is_lower(*c) || is_upper(*c)).collect();
    sound_equal && bounds.windows(2).all(|pair| is_lower(pair[0]) != is_lower(pair[1]))
}

/// The versions of constraints that alternate.
fn versions(constraints: &[Constraint]) -> Intervals {
    let mut intervals = Vec::new();
    let mut out = Vec::new();
    let mut from = None;
    for Constraint { comparison, key } in constraints {
        match comparison {
            Comparison::Equal => intervals.push(Interval::exactly(key)),
            Comparison::NotEqual => out.push(Interval::exactly(key)),
            Comparison::AtLeast => from = Some(key.clone()),
            Comparison::Above => from = Some(key.successor()),
            Comparison::Below | Comparison::AtMost => {
                let is_at_most = *comparison == Comparison::AtMost;
                let to = if is_at_most { key.successor() } else { key.clone() };
                intervals.push(Interval { from: from.take().unwrap_or(Key::ZERO), to: Some(to) });
            }
        }
    }
    intervals.extend(from.map(|from| Interval { from, to: None }));
    if intervals.is_empty() {
        intervals.push(Interval::ALL);
    }
    Intervals::union(intervals).intersection(&Intervals::union(out).complement())
}

#[cfg(test)]
mod tests {
    use super::Vers;

    #[test]
    fn says_why_a_range_is_refused() {
        let error = |text| Vers::parse(text).unwrap_err().to_string();
        assert_eq!(error("vers:npm"), "expected a range such as vers:npm/1.2.3|>=2.0.0|<3.0.0");
        assert_eq!(error("vers:openssl/1"), "the versions of this vers: type are not known");
        assert!(error("vers:npm/>=2.0.0|<1.0.0").contains("ascending"));
        assert!(error("vers:npm/>=1.0.0|<v1.0.0").contains("none twice"));
        assert!(error("vers:npm/>=1.0.0|>=2.0.0").contains("by turns"));
        assert!(error("vers:npm/1.0.0|<2.0.0").contains("by turns"));
        for text in
            ["vers:npm/>=1.0.0| <2.0.0", "vers:npm/1.0.0%2G", "vers:npm/1.0.0%", "vers:npm/1.*"]
        {
            assert!(error(text).contains("percent-encoded"), "{text}");
        }
        for text in ["vers:npm/", "vers:npm/|1.0.0", "vers:npm/1.0.0|", "vers:npm/*|1.0.0", "npm/1"]
        {
            assert!(Vers::parse(text).is_err(), "{text}");
        }
    }
}
