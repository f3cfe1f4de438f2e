//! Splits a package URL into its parts, from right to left.
//!
//! <https://github.com/package-url/purl-spec/blob/main/docs/specification/how-to-parse.md>
//!
//! - Slashes behind `pkg:` are dropped, as are those at the end of a name.
//! - An `@` that begins a segment in front of another one is a scope that somebody forgot to
//!   encode (`pkg:npm/@scope/name`), not the separator in front of a version.

use std::borrow::Cow;

use super::percent::decode;
use super::{Error, rules};

/// Keys and their values, decoded.
pub type Qualifiers<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// The parts of a package URL, decoded, as somebody wrote them: not yet normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The type, such as `npm`.
    pub kind: Cow<'a, str>,
    /// Segments with `/` between them, such as `@scope` or `github.com/owner`.
    pub namespace: Option<Cow<'a, str>>,
    /// The name.
    pub name: Cow<'a, str>,
    /// The version, a text that only its ecosystem understands.
    pub version: Option<Cow<'a, str>>,
    /// Keys and values, such as `arch` and `amd64`.
    pub qualifiers: Qualifiers<'a>,
    /// A path inside the package: segments with `/` between them.
    pub subpath: Option<Cow<'a, str>>,
}

impl<'a> Parts<'a> {
    /// Reads the parts of a package URL.
    ///
    /// What a type demands of its parts, [`Purl::new`](super::Purl::new) checks.
    ///
    /// # Errors
    ///
    /// `npm/a@1` has no scheme, `pkg:npm` no name, and `pkg:npm/a%zz` cannot be decoded.
    pub fn parse(purl: &'a str) -> Result<Self, Error> {
        let split = Split::of(purl)?;
        let (namespace, name) = split.path.rsplit_once('/').unwrap_or(("", split.path));
        let parts = Self {
            kind: Cow::Borrowed(split.kind),
            namespace: segments(namespace, "a namespace without an encoded '/' in its segments")?,
            name: decode(name)?,
            version: split.version.map(decode).transpose()?,
            qualifiers: qualifiers(split.qualifiers)?,
            subpath: segments(split.subpath, "a subpath without an encoded '/' in its segments")?,
        };
        rules::check_type(&parts.kind)?;
        Ok(parts)
    }

    /// The value of a qualifier.
    #[must_use]
    pub fn qualifier(&self, key: &str) -> Option<&str> {
        self.qualifiers.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, value)| &**value)
    }
}

/// Reads qualifiers as they stand behind the `?`; those without a value count as absent.
///
/// # Errors
///
/// `arch=%zz` cannot be decoded.
pub fn qualifiers(text: &str) -> Result<Qualifiers<'_>, Error> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Ok((Cow::Borrowed(key), decode(value)?)))
        .collect()
}

/// A package URL cut at its separators, still encoded.
pub(crate) struct Split<'a> {
    kind: &'a str,
    /// Namespace and name.
    pub(crate) path: &'a str,
    /// The version, if it is not empty.
    pub(crate) version: Option<&'a str>,
    qualifiers: &'a str,
    subpath: &'a str,
}

impl<'a> Split<'a> {
    pub(crate) fn of(purl: &'a str) -> Result<Self, Error> {
        let (rest, subpath) = purl.rsplit_once('#').unwrap_or((purl, ""));
        let (rest, qualifiers) = rest.rsplit_once('?').unwrap_or((rest, ""));
        let scheme = rest.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("pkg:"));
        let Some(scheme) = scheme else {
            return Err(Error::new("'pkg:' at the start", purl));
        };
        let rest = rest[scheme.len()..].trim_start_matches('/');
        let Some((kind, rest)) = rest.split_once('/') else {
            return Err(Error::new("a type, a '/' and a name", rest));
        };
        let at = rest.rfind('@').filter(|at| !is_scope(rest, *at));
        let (path, version) = match at {
            Some(at) if rest[..at].ends_with('/') => {
                return Err(Error::new("a name in front of the version", rest));
            }
            Some(at) => (&rest[..at], &rest[at + 1..]),
            None => (rest, ""),
        };
        let path = path.trim_matches('/');
        if path.is_empty() {
            return Err(Error::new("a name", rest));
        }
        let version = Some(version).filter(|version| !version.is_empty());
        Ok(Self { kind, path, version, qualifiers, subpath })
    }
}

fn is_scope(path: &str, at: usize) -> bool {
    let begins = at == 0 || path[..at].ends_with('/');
    begins && path[at..].contains('/')
}

/// Decodes segments and leaves out the empty ones; `None` when there are no others.
fn segments<'a>(text: &'a str, expected: &'static str) -> Result<Option<Cow<'a, str>>, Error> {
    let mut joined: Option<Cow<'a, str>> = None;
    for segment in text.split('/').filter(|segment| !segment.is_empty()) {
        let decoded = decode(segment)?;
        if decoded.contains('/') {
            return Err(Error::new(expected, segment));
        }
        match &mut joined {
            None => joined = Some(decoded),
            Some(joined) => {
                let joined = joined.to_mut();
                joined.push('/');
                joined.push_str(&decoded);
            }
        }
    }
    Ok(joined)
}
