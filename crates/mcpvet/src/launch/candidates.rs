//! The packages that a line can mean, more than one where an option is unknown.

use super::bridge;
use super::placeholder::with_defaults;
use super::redact::{is_clear, is_likely_name};
use crate::input::text::Text;
use crate::package::{Confidence, Package, Source};

/// Reads a word that names a package.
type Read = for<'a> fn(&Text<'a>) -> Package<'a>;

/// What a word names, and behind it what `${NAME:-…}` in it stands for when nothing else is set.
pub(super) fn with_default<'a>(
    read: impl Fn(&Text<'a>) -> Option<Package<'a>>,
    word: &Text<'a>,
) -> Option<Vec<Package<'a>>> {
    let mut packages = vec![read(word)?];
    let filled =
        with_defaults(&word.value).map(|text| Text { value: text.into(), span: word.span });
    // A default in capitals can be a secret.
    let plain = |package: &Package<'_>| {
        let capital = package.requirement.text.bytes().any(|b| b.is_ascii_uppercase());
        is_likely_name(package) && !capital
    };
    let default = filled.and_then(|word| read(&word)).filter(plain);
    packages.extend(default.map(|package| Package { confidence: Confidence::Low, ..package }));
    Some(packages)
}

/// Words that are packages or could be, each with the words behind it.
pub(super) struct Candidates<'t, 'a> {
    read: Read,
    doubtful: bool,
    found: Vec<(Package<'a>, &'t [Text<'a>])>,
}

impl<'t, 'a> Candidates<'t, 'a> {
    pub(super) const fn new(read: Read) -> Self {
        Self { read, doubtful: false, found: Vec::new() }
    }

    /// An unknown option stands in front, whose value can be told from nothing else.
    pub(super) const fn doubtful(&mut self) {
        self.doubtful = true;
    }

    /// A word behind an unknown option. It may be the value, and so a secret: only what is a
    /// package beyond doubt is taken.
    pub(super) fn doubt(&mut self, word: &Text<'a>, rest: &'t [Text<'a>]) {
        self.doubtful = true;
        let package = (self.read)(word);
        if is_clear(&package) {
            self.push(Package { confidence: Confidence::Low, ..package }, rest);
        }
    }

    /// The first word that belongs to no option.
    pub(super) fn word(&mut self, word: &Text<'a>, rest: &'t [Text<'a>]) {
        let package = (self.read)(word);
        if !self.doubtful {
            self.push(package, rest);
            self.push_default(word, rest);
        } else if is_clear(&package) || (self.found.is_empty() && is_likely_name(&package)) {
            self.push(Package { confidence: Confidence::Low, ..package }, rest);
        }
    }

    /// Packages named by options leave no doubt.
    pub(super) fn replace(&mut self, words: &[Text<'a>], rest: &'t [Text<'a>]) {
        self.found.clear();
        self.add(words, rest);
    }

    pub(super) fn add(&mut self, words: &[Text<'a>], rest: &'t [Text<'a>]) {
        for word in words {
            self.push((self.read)(word), rest);
            self.push_default(word, rest);
        }
    }

    /// `foo` of `${NAME:-foo}`, which is only what runs when nothing else is set.
    fn push_default(&mut self, word: &Text<'a>, rest: &'t [Text<'a>]) {
        let Some(filled) = with_defaults(&word.value) else { return };
        let package = (self.read)(&Text { value: filled.into(), span: word.span });
        if is_clear(&package) || is_likely_name(&package) {
            self.push(Package { confidence: Confidence::Low, ..package }, rest);
        }
    }

    fn push(&mut self, package: Package<'a>, rest: &'t [Text<'a>]) {
        self.found.push((package, rest));
    }

    /// All of them, and what bridges among them lead to.
    pub(super) fn packages(self, private: bool, depth: usize) -> Vec<Package<'a>> {
        let mut packages = Vec::new();
        let mut beyond = None;
        for (mut package, rest) in self.found {
            // One at most: what stands behind several is the same.
            if beyond.is_none() && bridge::is_bridge(&package.name) {
                beyond = Some(bridge::beyond(&package.name, rest, depth));
            }
            if private && package.source == Source::Registry {
                package.source = Source::Url;
            }
            packages.push(package);
        }
        packages.extend(beyond.into_iter().flatten());
        packages
    }
}
