//! Package URLs: `pkg:type/namespace/name@version?qualifiers#subpath`.
//!
//! ECMA-427 in its second edition, with the definitions of the registered types:
//! <https://github.com/package-url/purl-spec>. Reading is lenient where the specification is
//! (case of scheme, type and keys; slashes; characters that should have been encoded); what comes
//! out is canonical, and what a type forbids is refused.

mod error;
mod package;
mod parts;
mod percent;
mod rules;

use core::fmt;
use std::borrow::Cow;

pub use error::Error;
pub use package::write;
pub(crate) use parts::Split;
pub use parts::{Parts, Qualifiers, qualifiers};

/// A valid package URL in its canonical form.
///
/// ```
/// use mcpvet::purl::Purl;
/// let purl = Purl::parse("pkg://NPM/@Scope/Name@1.0.0?Arch=&os=linux#./src/")?;
/// assert_eq!(purl.to_string(), "pkg:npm/%40scope/name@1.0.0?os=linux#src");
/// assert_eq!(purl.parts().namespace.as_deref(), Some("@scope"));
/// # Ok::<_, mcpvet::purl::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purl<'a>(Parts<'a>);

impl<'a> Purl<'a> {
    /// Reads a package URL.
    ///
    /// # Errors
    ///
    /// Those of [`Parts::parse`] and of [`Purl::new`].
    pub fn parse(purl: &'a str) -> Result<Self, Error> {
        Parts::parse(purl).and_then(Self::new)
    }

    /// Makes a package URL of its parts: normalises them and checks what their type demands.
    ///
    /// Empty parts count as absent, and so do qualifiers without a value.
    ///
    /// # Errors
    ///
    /// A type as in `n&g`, an empty name, a qualifier key as in `in production` or one that comes
    /// twice; `pkg:swift/x` has no namespace although its type requires one, `pkg:cargo/a/b` has
    /// one although its type prohibits it.
    pub fn new(mut parts: Parts<'a>) -> Result<Self, Error> {
        rules::check_type(&parts.kind)?;
        parts.qualifiers.retain(|(_, value)| !value.is_empty());
        for (key, _) in &mut parts.qualifiers {
            rules::check_key(key)?;
            lower(key);
        }
        tidy(&mut parts);
        if parts.name.is_empty() {
            return Err(Error::new("a name", &parts.kind));
        }
        if let Some(pair) = parts.qualifiers.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(Error::new("each qualifier key once", &pair[0].0));
        }
        rules::check(&parts)?;
        Ok(Self(parts))
    }

    /// Its parts, normalised.
    #[must_use]
    pub const fn parts(&self) -> &Parts<'a> {
        &self.0
    }
}

impl fmt::Display for Purl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

/// Drops what does not count and spells the rest as the type has it.
fn tidy(parts: &mut Parts<'_>) {
    lower(&mut parts.kind);
    parts.namespace = parts.namespace.take().and_then(|text| keep(text, |s| !s.is_empty()));
    parts.subpath =
        parts.subpath.take().and_then(|text| keep(text, |s| !matches!(s, "" | "." | "..")));
    if parts.name.starts_with('/') || parts.name.ends_with('/') {
        parts.name = Cow::Owned(parts.name.trim_matches('/').to_owned());
    }
    parts.version = parts.version.take().filter(|version| !version.is_empty());
    // By key: `compiler` comes before `compiler.version`, although `=` comes behind `.`.
    crate::sort::by(&mut parts.qualifiers, |a, b| a.0.cmp(&b.0));
    rules::normalize(parts);
}

fn lower(part: &mut Cow<'_, str>) {
    if part.bytes().any(|b| b.is_ascii_uppercase()) {
        part.to_mut().make_ascii_lowercase();
    }
}

/// The segments that count, or nothing when none does.
fn keep(text: Cow<'_, str>, counts: impl Fn(&str) -> bool) -> Option<Cow<'_, str>> {
    if text.split('/').all(&counts) {
        return Some(text);
    }
    let kept: Vec<_> = text.split('/').filter(|segment| counts(segment)).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join("/")))
}

/// Writes tidy parts.
fn text(parts: &Parts<'_>) -> String {
    let mut text = format!("pkg:{}/", parts.kind);
    if let Some(namespace) = &parts.namespace {
        percent::encode_segments(&mut text, namespace);
        text.push('/');
    }
    percent::encode(&mut text, &parts.name);
    if let Some(version) = &parts.version {
        text.push('@');
        percent::encode(&mut text, version);
    }
    for (index, (key, value)) in parts.qualifiers.iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.push_str(key);
        text.push('=');
        percent::encode(&mut text, value);
    }
    if let Some(subpath) = &parts.subpath {
        text.push('#');
        percent::encode_segments(&mut text, subpath);
    }
    text
}

#[cfg(test)]
mod tests;
