//! SUP: where the code of a server comes from, and which version of it.

use super::across::Fact;
use super::names::looks_like;
use super::{Check, Context, Found, Rule, RuleSeverity, Subject};
use crate::catalogue::{Entry, Status};
use crate::package::{Ecosystem, Launch, Package, RequirementClass, Source};
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "SUP-001",
        title: "A package is started without a version",
        severity: RuleSeverity::Medium,
        remedy: "Write the version that was reviewed behind the name, so that a new release is a decision and not an accident.",
        check: Check::Package(without_version),
    },
    Rule {
        id: "SUP-002",
        title: "A package is started by a tag that moves",
        severity: RuleSeverity::Medium,
        remedy: "Write an exact version in place of the tag.",
        check: Check::Package(by_tag),
    },
    Rule {
        id: "SUP-003",
        title: "A package is started by a range of versions",
        severity: RuleSeverity::Low,
        remedy: "Write one exact version in place of the range.",
        check: Check::Package(by_range),
    },
    Rule {
        id: "SUP-004",
        title: "A version with an advisory is used",
        severity: RuleSeverity::High,
        remedy: "Follow the remedy of the finding.",
        check: Check::Advisories,
    },
    Rule {
        id: "SUP-005",
        title: "A launch that names no version can start one with an advisory",
        severity: RuleSeverity::Medium,
        remedy: "Pin the version that the remedy names, or a later one.",
        check: Check::Advisories,
    },
    Rule {
        id: "SUP-006",
        title: "A known malicious package is used",
        severity: RuleSeverity::Critical,
        remedy: "Remove it, and treat the machine and every secret on it as known to others.",
        check: Check::Advisories,
    },
    Rule {
        id: "SUP-007",
        title: "A name looks like a well-known one",
        severity: RuleSeverity::High,
        remedy: "Compare it with the name on the project's own page before it is started again.",
        check: Check::Package(look_alike),
    },
    Rule {
        id: "SUP-008",
        title: "A name sounds official and is not published by the project",
        severity: RuleSeverity::Medium,
        remedy: "Look for the package in the scope of its project.",
        check: Check::Package(sounds_official),
    },
    Rule {
        id: "SUP-009",
        title: "An archived server is used",
        severity: RuleSeverity::High,
        remedy: "Move to its successor, or to a server that somebody maintains.",
        check: Check::Package(archived),
    },
    Rule {
        id: "SUP-010",
        title: "A reference server is used",
        severity: RuleSeverity::Info,
        remedy: "Keep it to trying things out: it is an example and not made for production.",
        check: Check::Package(reference),
    },
    Rule {
        id: "SUP-011",
        title: "A deprecated package is used",
        severity: RuleSeverity::Medium,
        remedy: "Move to the package that replaces it.",
        check: Check::Package(deprecated),
    },
    Rule {
        id: "SUP-012",
        title: "A container image is named by a tag and not by its content",
        severity: RuleSeverity::Medium,
        remedy: "Add the digest behind the tag: name:tag@sha256:….",
        check: Check::Package(image_by_tag),
    },
    Rule {
        id: "SUP-013",
        title: "A container image is taken as whatever is newest",
        severity: RuleSeverity::High,
        remedy: "Write a tag and the digest of the image that was reviewed.",
        check: Check::Package(image_latest),
    },
    Rule {
        id: "SUP-014",
        title: "A container image comes from an unusual registry",
        severity: RuleSeverity::Low,
        remedy: "Check who runs that registry, or take the image from its publisher's own.",
        check: Check::Package(unusual_registry),
    },
    Rule {
        id: "SUP-015",
        title: "Code from Git is not pinned to a commit",
        severity: RuleSeverity::High,
        remedy: "Write the full hash of the commit in place of the branch or tag.",
        check: Check::Package(unpinned_git),
    },
    Rule {
        id: "SUP-016",
        title: "Code comes from a URL that nothing vouches for",
        severity: RuleSeverity::High,
        remedy: "Install it from a registry by a pinned version, or check it against a hash before it is started.",
        check: Check::Package(from_url),
    },
    Rule {
        id: "SUP-017",
        title: "Packages come from another index than the default one",
        severity: RuleSeverity::Medium,
        remedy: "Name one index alone, and only one that holds every package which is asked for.",
        check: Check::Server(other_index),
    },
    Rule {
        id: "SUP-018",
        title: "A server is started in different versions",
        severity: RuleSeverity::Low,
        remedy: "Start the same reviewed version everywhere.",
        check: Check::Across(different_versions),
    },
    Rule {
        id: "SUP-019",
        title: "The name is known from another ecosystem",
        severity: RuleSeverity::Info,
        remedy: "Make sure that this is the package you mean: anybody can take a free name in the other registry.",
        check: Check::Package(other_ecosystem),
    },
    Rule {
        id: "SUP-020",
        title: "A bridge with an advisory is used",
        severity: RuleSeverity::High,
        remedy: "Follow the remedy of the finding.",
        check: Check::Advisories,
    },
];

/// Whether a package comes from a registry and is started by a server.
fn is_launched(package: &Package<'_>) -> bool {
    package.launch.is_some() && package.source == Source::Registry && !package.name.is_empty()
}

fn is_image(package: &Package<'_>) -> bool {
    package.ecosystem == Some(Ecosystem::Oci)
}

fn without_version(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    // `python -m` starts what is installed; its version was chosen then, or the module is local.
    let fetched = |launch: &Launch<'_>| !launch.runner.starts_with("py");
    if is_launched(package)
        && package.launch.as_deref().is_some_and(fetched)
        && package.requirement.class == RequirementClass::None
        && !is_image(package)
    {
        found.say(package.span, format!("{} is started without a version", package.name));
    }
}

fn by_tag(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let tag = matches!(
        package.requirement.class,
        RequirementClass::DistTagLatest | RequirementClass::DistTag
    );
    if is_launched(package) && tag {
        let Package { name, requirement, .. } = package;
        found.say(package.span, format!("{name} is started by the tag {}", requirement.text));
    }
}

fn by_range(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let range =
        matches!(package.requirement.class, RequirementClass::Range | RequirementClass::Wildcard);
    if is_launched(package) && range {
        let Package { name, requirement, .. } = package;
        found.say(package.span, format!("{name} is started by the range {}", requirement.text));
    }
}

/// What the catalogue says about a package.
fn entry<'c>(package: &Package<'_>, context: &Context<'c, '_>) -> Option<Entry<'c>> {
    context.catalogue.entry(package.ecosystem?, &package.name)
}

fn look_alike(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    let Some(ecosystem) = package.ecosystem.filter(|_| is_launched(package)) else { return };
    if context.catalogue.knows(package) || context.pack.find(ecosystem, &package.name).is_some() {
        return;
    }
    let like = context.catalogue.names(ecosystem).find(|known| looks_like(&package.name, known));
    if let Some(known) = like {
        found.say(package.span, format!("{} looks like {known}", package.name));
    }
}

fn sounds_official(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    const WORDS: &[&str] = &["modelcontextprotocol", "model-context-protocol", "anthropic"];
    const SCOPES: &[&str] = &["@modelcontextprotocol/", "@anthropic-ai/"];
    let name = package.name.to_ascii_lowercase();
    let registry = matches!(
        package.ecosystem,
        Some(Ecosystem::Npm | Ecosystem::PyPI | Ecosystem::RubyGems | Ecosystem::CratesIo)
    );
    if registry
        && is_launched(package)
        && WORDS.iter().any(|word| name.contains(word))
        && !SCOPES.iter().any(|scope| name.starts_with(scope))
        && !context.catalogue.knows(package)
    {
        found.say(package.span, format!("{} is not in the scope of the project", package.name));
    }
}

fn archived(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    if let Some(entry) = entry(package, context).filter(|e| e.status == Status::Archived) {
        found.say(package.span, replaced(package, "was archived", entry));
    }
}

fn reference(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    if entry(package, context).is_some_and(|entry| entry.status == Status::Reference) {
        found.say(package.span, format!("{} is an example of the project", package.name));
    }
}

fn deprecated(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    if let Some(entry) = entry(package, context).filter(|e| e.status == Status::Deprecated) {
        found.say(package.span, replaced(package, "is deprecated", entry));
    }
}

/// `x was archived on 2025-05-29; y replaces it`.
fn replaced(package: &Package<'_>, what: &str, entry: Entry<'_>) -> String {
    let mut message = format!("{} {what}", package.name);
    if !entry.since.is_empty() {
        message += " since ";
        message += entry.since;
    }
    if !entry.successor.is_empty() {
        message += "; instead of it there is ";
        message += entry.successor;
    }
    message
}

fn image_by_tag(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let tag = package.requirement.class == RequirementClass::OciTag;
    if is_launched(package) && tag && package.requirement.text != "latest" {
        found.say(package.span, format!("{} is named by a tag, which can move", package.name));
    }
}

fn image_latest(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let Package { name, requirement, .. } = package;
    let implicit = requirement.class == RequirementClass::OciLatestImplicit;
    let stated = requirement.class == RequirementClass::OciTag && requirement.text == "latest";
    if is_launched(package) && (implicit || stated) {
        found.say(package.span, format!("{name} is whichever image is newest when it is pulled"));
    }
}

fn unusual_registry(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    const USUAL: &[&str] =
        &["docker.io", "ghcr.io", "mcr.microsoft.com", "quay.io", "public.ecr.aws"];
    const USUAL_ENDS: &[&str] = &[".pkg.dev", ".azurecr.io", ".amazonaws.com"];
    let host = package.name.split('/').next().unwrap_or_default();
    let usual = USUAL.contains(&host) || USUAL_ENDS.iter().any(|end| host.ends_with(end));
    let local = host.starts_with("localhost") || host.starts_with("127.");
    if is_launched(package) && is_image(package) && host.contains('.') && !usual && !local {
        found.say(package.span, format!("The image comes from {host}"));
    }
}

fn unpinned_git(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    if package.launch.is_some() && package.requirement.class == RequirementClass::GitRef {
        found.say(package.span, format!("{} is taken as it is at that moment", package.name));
    }
}

fn from_url(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let hashed = package.requirement.text.contains("#sha");
    if package.launch.is_some()
        && package.requirement.class == RequirementClass::UrlTarball
        && !hashed
    {
        found.say(package.span, format!("The code comes from {}", package.name));
    }
}

fn other_index(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const OPTIONS: &[&str] =
        &["--registry", "--index-url", "--extra-index-url", "--index", "--default-index"];
    const NUGET: &[&str] = &["--source", "--add-source"];
    const SETTINGS: Words = Words(
        "NPM_CONFIG_REGISTRY PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_INDEX UV_INDEX_URL \
        UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL",
    );
    if subject.packages.iter().all(|package| package.ecosystem.is_none()) {
        return;
    }
    let is_nuget = |package: &Package<'_>| package.ecosystem == Some(Ecosystem::NuGet);
    let nuget: &[&str] = if subject.packages.iter().any(is_nuget) { NUGET } else { &[] };
    for word in subject.words {
        let (name, _) = word.value.split_once('=').unwrap_or((&word.value, ""));
        if OPTIONS.contains(&name) || nuget.contains(&name) {
            let extra = name.contains("extra") || name == "--add-source";
            found.say(
                word.span,
                match extra {
                    true => {
                        "Two indexes are asked: whoever takes a name in the other one is started"
                    }
                    false => "Another index than the default one is asked",
                },
            );
        }
    }
    for (name, value, span) in subject.settings() {
        if SETTINGS.iter().any(|known| known.eq_ignore_ascii_case(&name)) && !value.is_empty() {
            found.say(span, format!("{name} names another index than the default one"));
        }
    }
}

fn different_versions(facts: &[Fact]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, fact) in facts.iter().enumerate().take(1_000) {
        let other = facts[..at]
            .iter()
            .find(|other| other.identity == fact.identity && other.version != fact.version);
        if let Some(other) = other.filter(|_| fact.identity.contains(':')) {
            let version = |version: &str| {
                if version.is_empty() { "no version".to_owned() } else { version.to_owned() }
            };
            found.push((
                at,
                format!(
                    "{} is started as {} here and as {} by {}",
                    fact.identity,
                    version(&fact.version),
                    version(&other.version),
                    other.server
                ),
            ));
        }
    }
    found
}

fn other_ecosystem(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    let Some(own) = package.ecosystem.filter(|_| is_launched(package)) else { return };
    if context.catalogue.knows(package)
        || context.pack.find(own, &package.name).is_some()
        || package.name.contains('/')
    {
        return;
    }
    let other = Ecosystem::all().find(|other| {
        *other != own && context.catalogue.entry(*other, &other.normalize(&package.name)).is_some()
    });
    if let Some(other) = other {
        found.say(
            package.span,
            format!(
                "{} is well known as a package of {}, not of {}",
                package.name,
                other.name(),
                own.name()
            ),
        );
    }
}
