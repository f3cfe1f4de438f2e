//! What the files of Go share: modules, and what stands in their place.
//!
//! <https://go.dev/ref/mod>

use super::text::Text;
use crate::launch::named;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// A module as `path version`; a path on the machine has no version.
#[derive(Clone, Debug)]
pub(super) struct Module<'a> {
    pub(super) path: Text<'a>,
    pub(super) version: Option<Text<'a>>,
}

impl<'a> Module<'a> {
    /// Reads one or two words; quotes around them are taken off.
    pub(super) fn read(words: &[&'a str], text: &str) -> Option<Self> {
        let plain = |word: &'a str| Text::of(word.trim_matches(['"', '`']), text);
        match *words {
            [path] => Some(Self { path: plain(path), version: None }),
            [path, version] => Some(Self { path: plain(path), version: Some(plain(version)) }),
            _ => None,
        }
    }

    /// Whether the path is one on the machine: such paths begin in a way that modules cannot.
    pub(super) fn is_folder(&self) -> bool {
        let path = &*self.path.value;
        path.starts_with(['.', '/', '\\']) || matches!(path.as_bytes(), [_, b':', ..])
    }

    /// The package that this module is.
    pub(super) fn package(self) -> Package<'a> {
        if self.is_folder() {
            let requirement = Requirement::new(RequirementClass::Path, self.path.value.clone());
            let package = Package::new(Ecosystem::Go, self.path.value, requirement, self.path.span);
            return Package { source: Source::Local, ..package };
        }
        let Self { path, version } = self;
        let package = Package::new(Ecosystem::Go, path.value, Requirement::none(), path.span);
        match version {
            Some(version) => named::with_version(package, &version),
            None => package,
        }
    }

    /// The package when `other` stands in its place: the other module under this name, or this
    /// one at a path.
    pub(super) fn replaced(self, other: Self) -> Package<'a> {
        if other.is_folder() {
            let name = Ecosystem::Go.normalize(&self.path.value).into_owned().into();
            return Package { name, ..other.package() };
        }
        let alias = (self.path.value != other.path.value).then_some(self.path.value);
        Package { alias, ..other.package() }
    }
}

/// Splits `a v1 => b v2` into both modules.
pub(super) fn arrow<'a>(words: &[&'a str], text: &str) -> Option<(Module<'a>, Option<Module<'a>>)> {
    let Some(at) = words.iter().position(|word| *word == "=>") else {
        return Some((Module::read(words, text)?, None));
    };
    Some((Module::read(&words[..at], text)?, Some(Module::read(&words[at + 1..], text)?)))
}

/// The standard library that a toolchain brings: `go1.22.3`, or `1.22.3` of the line `go`.
pub(super) fn stdlib<'a>(name: &Text<'a>) -> Option<Package<'a>> {
    let version = name.value.strip_prefix("go").unwrap_or(&name.value);
    let version = name.slice(version.split('-').next().unwrap_or_default());
    if !version.value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let requirement = Requirement::new(RequirementClass::Range, [">=", &version.value].concat());
    Some(Package::new(Ecosystem::Go, "stdlib".into(), requirement, version.span))
}

/// Whether a word is the version of a module: `v1.2.3`, with what can follow.
pub(super) fn is_version(word: &str) -> bool {
    let numbers = word.strip_prefix('v').map(|rest| rest.split(['-', '+']).next());
    numbers.flatten().is_some_and(|numbers| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        numbers.split('.').count() == 3 && numbers.split('.').all(digits)
    })
}
