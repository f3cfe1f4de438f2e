//! What a command line is about, for callers that have nothing but the line.

use serde::Serialize;

use super::{Tokens, follow, run_all, shell::Dialect, wrapper};
use crate::input::narrow;
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, RequirementClass, Source, Span};

/// A package, a place or a program that a command line starts.
///
/// None of its texts holds the value of a secret option, of a setting, or what of a URL can be
/// secret: the user, the password, the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The name that OSV has for its ecosystem; `None` for servers, programs and files.
    pub ecosystem: Option<&'static str>,
    /// The name as its ecosystem files it; empty when it is known only when the line runs.
    pub name: String,
    /// What the line says about the version, or the path; `None` when it says nothing.
    pub requirement: Option<String>,
    /// Which kind of text the requirement is.
    pub class: RequirementClass,
    /// Whether the line says so, or only hints at it.
    pub confidence: Confidence,
    /// Where its code comes from.
    pub source: Source,
    /// The program that fetches or starts it, such as `npx`.
    pub runner: String,
    /// Where the version stands, or the name where there is no version.
    pub location: Place,
}

/// A place in what was resolved, counted in UTF-16 code units as the columns of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Which word of the arguments, from 0; `None` in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<usize>,
    /// The first unit of it in the word or in the line.
    pub start: usize,
    /// The unit behind the last one.
    pub end: usize,
}

/// The subjects of a command and its arguments, as a host hands them to the system.
///
/// ```
/// let subjects = mcpvet::launch::resolve_argv(&["npx", "-y", "mcp-remote@0.1.15"]);
/// assert_eq!((subjects[0].ecosystem, &*subjects[0].name), (Some("npm"), "mcp-remote"));
/// assert_eq!(subjects[0].requirement.as_deref(), Some("0.1.15"));
/// ```
#[must_use]
pub fn resolve_argv(argv: &[&str]) -> Vec<Subject> {
    let mut end = 0;
    let mut starts = Vec::with_capacity(argv.len());
    let mut tokens = Tokens::with_capacity(argv.len());
    for word in argv {
        starts.push(end);
        let span = Span::new(end, end + word.len());
        tokens.push(Text { value: (*word).into(), span });
        end += word.len() + 1;
    }
    let place = |span: Span| {
        let start = span.start as usize;
        let word = starts.partition_point(|at| *at <= start).saturating_sub(1);
        let (text, at) = match (argv.get(word), starts.get(word)) {
            (Some(text), Some(at)) => (*text, *at),
            _ => ("", 0),
        };
        let place = place_in(text, start - at, span.end as usize - at);
        Place { word: Some(word), ..place }
    };
    let mut packages = follow(&tokens, 0);
    narrow(&argv.join(" "), &mut packages);
    packages.into_iter().map(|package| subject(package, place)).collect()
}

/// The subjects of a line as it is typed into a shell, with all its commands.
///
/// ```
/// use mcpvet::launch::{Dialect, resolve_line};
/// let subjects = resolve_line("cd /srv && uvx mcp-server-git==2025.9.25", Dialect::Posix);
/// assert_eq!(subjects[0].name, "mcp-server-git");
/// ```
#[must_use]
pub fn resolve_line(line: &str, shell: Dialect) -> Vec<Subject> {
    let mut packages = run_all(&wrapper::peel_script(&Text::of(line, line), shell), 0);
    narrow(line, &mut packages);
    let place = |span: Span| place_in(line, span.start as usize, span.end as usize);
    packages.into_iter().map(|package| subject(package, place)).collect()
}

fn place_in(text: &str, start: usize, end: usize) -> Place {
    let units =
        |end: usize| text.get(..end.min(text.len())).map_or(0, |text| text.encode_utf16().count());
    Place { word: None, start: units(start), end: units(end) }
}

fn subject(package: Package<'_>, place: impl Fn(Span) -> Place) -> Subject {
    let requirement = package.requirement;
    let class = match requirement.class {
        RequirementClass::Exact if is_prerelease(package.ecosystem, &requirement.text) => {
            RequirementClass::ExactPrerelease
        }
        class => class,
    };
    // What stands on the machine is no package of a registry, whatever reads it.
    let ecosystem = package.ecosystem.filter(|_| class != RequirementClass::Path);
    Subject {
        ecosystem: ecosystem.map(Ecosystem::name),
        name: package.name.into_owned(),
        requirement: Some(requirement.text.into_owned()).filter(|text| !text.is_empty()),
        class,
        confidence: package.confidence,
        source: package.source,
        runner: package.launch.map(|launch| launch.runner.into_owned()).unwrap_or_default(),
        location: place(package.span),
    }
}

/// Whether a version is one that its ecosystem orders before a release.
fn is_prerelease(ecosystem: Option<Ecosystem>, version: &str) -> bool {
    let version = version.split('+').next().unwrap_or_default();
    let letters = |word: &str| version.to_ascii_lowercase().contains(word);
    match ecosystem {
        // `1.0.post1` comes behind its release, all else with letters in front.
        Some(Ecosystem::PyPI) => {
            let behind = version.trim_start_matches(['v', 'V']).replace("post", "");
            letters("dev")
                || (behind.contains(|c: char| c.is_ascii_alphabetic()) && !letters("rev"))
        }
        Some(Ecosystem::RubyGems) => version.contains(|c: char| c.is_ascii_alphabetic()),
        Some(Ecosystem::Maven) => {
            ["alpha", "beta", "milestone", "rc", "snapshot", "-m"].iter().any(|word| letters(word))
        }
        _ => version.contains('-'),
    }
}
