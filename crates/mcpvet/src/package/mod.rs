//! What an input names: ecosystems, packages, requirements and where they stand.

mod ecosystem;

use std::borrow::Cow;

use serde::Serialize;

pub use self::ecosystem::Ecosystem;

/// Which kind of text stands where a version is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RequirementClass {
    /// One released version.
    Exact,
    /// One version that the ecosystem orders before a release.
    ExactPrerelease,
    /// A set of versions: `^1.2`, `>=2,<3`.
    Range,
    /// Any version, or any that begins so: `*`, `x`, `1.x`, `1.2.*`.
    Wildcard,
    /// The npm tag `latest`, or `@latest` for a Python tool.
    DistTagLatest,
    /// Any other npm tag, such as `next`.
    DistTag,
    /// A commit of a Git repository by its full hash.
    GitCommit,
    /// A branch, tag or short hash of a Git repository.
    GitRef,
    /// An archive at a URL.
    UrlTarball,
    /// A container image by its content.
    Digest,
    /// A container image by a tag.
    OciTag,
    /// A container image without tag or digest, which means `latest`.
    OciLatestImplicit,
    /// A file or folder on the machine.
    Path,
    /// Nothing: the tool takes the newest that it finds.
    None,
    /// Text that is known only when it runs: `${VERSION}`.
    Dynamic,
}

/// What an input says about the version of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement<'a> {
    /// Which kind of text it is.
    pub class: RequirementClass,
    /// The text itself; empty for [`RequirementClass::None`].
    pub text: Cow<'a, str>,
}

impl<'a> Requirement<'a> {
    /// One version. Whether it is a pre-release, the matcher finds out.
    pub fn exact(version: impl Into<Cow<'a, str>>) -> Self {
        Self { class: RequirementClass::Exact, text: version.into() }
    }

    /// A requirement of the given class.
    pub fn new(class: RequirementClass, text: impl Into<Cow<'a, str>>) -> Self {
        Self { class, text: text.into() }
    }

    /// No version given.
    #[must_use]
    pub const fn none() -> Self {
        Self { class: RequirementClass::None, text: Cow::Borrowed("") }
    }

    /// Whether it names one version.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.class, RequirementClass::Exact | RequirementClass::ExactPrerelease)
    }
}

/// Bytes of the input, from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// A span of offsets; inputs are bounded far below 4 GiB (see [`crate::input::limits`]).
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span of `part`, a slice of `text`; an empty span at the start for any other text.
    #[must_use]
    pub fn of(part: &str, text: &str) -> Self {
        let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        if start.saturating_add(part.len()) <= text.len() {
            Self::new(start, start + part.len())
        } else {
            Self::default()
        }
    }
}

/// The place of an entry by its key, for formats that know it while they read.
///
/// Naming the same place later costs another walk through the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The key of the entry as it stands in the text, without quotes.
    pub key: Span,
    /// What stands around the key, the same for most entries.
    pub place: &'static Place,
}

/// What stands around the key of an entry in a JSON pointer.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// The JSON pointer of the object that holds all entries.
    pub entries: &'static str,
    /// The member that names the version; empty when the entry itself is meant.
    pub member: &'static str,
}

/// Where the code of a package comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The public registry of its ecosystem.
    #[default]
    Registry,
    /// A Git repository.
    Git,
    /// An archive at a URL, or a registry other than the public one.
    Url,
    /// The project itself, a workspace member, or a path on the machine.
    Local,
    /// A server reached over the network: there is no package to look up.
    Remote,
    /// A program on the machine that no registry can be told for.
    Program,
    /// An ecosystem that is stated but that mcpvet does not know.
    Other,
}

/// For what a dependency is used; one package can be in several groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Groups(u8);

impl Groups {
    /// Nothing is known.
    pub const NONE: Self = Self(0);
    /// Needed when the program runs.
    pub const PROD: Self = Self(1);
    /// Needed by its developers only.
    pub const DEV: Self = Self(2);
    /// Installed when it can be.
    pub const OPTIONAL: Self = Self(4);
    /// Expected from whoever depends on the program.
    pub const PEER: Self = Self(8);
    /// Needed to build it.
    pub const BUILD: Self = Self(16);
    /// Needed to test it.
    pub const TEST: Self = Self(32);

    const NAMES: [(Self, &'static str); 6] = [
        (Self::PROD, "prod"),
        (Self::DEV, "dev"),
        (Self::OPTIONAL, "optional"),
        (Self::PEER, "peer"),
        (Self::BUILD, "build"),
        (Self::TEST, "test"),
    ];

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The names of the groups, in the order above.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(group, _)| self.0 & group.0 != 0).map(|(_, name)| *name)
    }
}

/// How sure a reader is that the text means this package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A hint: the text could mean something else.
    Low,
    /// The format says so.
    #[default]
    High,
}

/// The MCP server entry that starts a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch<'a> {
    /// The name of the entry in the configuration.
    pub server: Cow<'a, str>,
    /// The program that fetches and starts it, such as `npx`; `url` for a remote server.
    pub runner: Cow<'a, str>,
}

/// One thing that an input names and that advisories may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package<'a> {
    /// The ecosystem; `None` where the input does not say.
    pub ecosystem: Option<Ecosystem>,
    /// The name as its ecosystem files it (see [`Ecosystem::normalize`]).
    pub name: Cow<'a, str>,
    /// What stands there about the version.
    pub requirement: Requirement<'a>,
    /// The version that stands beside a commit. It is what the code there says of itself, not a
    /// release of the ecosystem, so that it decides nothing.
    pub stated: Option<Box<str>>,
    /// Where the version stands, or the name where there is no version.
    pub span: Span,
    /// The path to that place, where it is known already.
    pub pointer: Option<Pointer>,
    /// Where its code comes from.
    pub source: Source,
    /// For what it is used.
    pub groups: Groups,
    /// Whether the project names it itself; `None` where the format does not say.
    pub direct: Option<bool>,
    /// The other name under which the project uses it.
    pub alias: Option<Cow<'a, str>>,
    /// How sure the reader is.
    pub confidence: Confidence,
    /// The MCP server entry that it belongs to.
    pub launch: Option<Box<Launch<'a>>>,
}

impl<'a> Package<'a> {
    /// A package of the public registry; the name is normalised.
    #[must_use]
    pub fn new(
        ecosystem: Ecosystem,
        name: Cow<'a, str>,
        requirement: Requirement<'a>,
        span: Span,
    ) -> Self {
        let name = match name {
            Cow::Borrowed(name) => ecosystem.normalize(name),
            Cow::Owned(name) => match ecosystem.normalize(&name) {
                Cow::Owned(normal) => Cow::Owned(normal),
                Cow::Borrowed(_) => Cow::Owned(name),
            },
        };
        Self { ecosystem: Some(ecosystem), ..Self::unnamed(name, requirement, span) }
    }

    /// Keeps the version that stands beside a commit or the URL of an archive.
    #[must_use]
    pub(crate) fn stating(mut self, version: Option<&str>) -> Self {
        if matches!(self.source, Source::Git | Source::Url) && !self.requirement.is_exact() {
            // Anything else can be a URL with a password in it.
            let is_version =
                |it: &&str| it.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
            self.stated = version.filter(is_version).map(Box::from);
        }
        self
    }

    /// Something for which the input tells no ecosystem.
    #[must_use]
    pub fn unnamed(name: Cow<'a, str>, requirement: Requirement<'a>, span: Span) -> Self {
        Self {
            ecosystem: None,
            name,
            requirement,
            stated: None,
            span,
            pointer: None,
            source: Source::default(),
            groups: Groups::default(),
            direct: None,
            alias: None,
            confidence: Confidence::default(),
            launch: None,
        }
    }
}
