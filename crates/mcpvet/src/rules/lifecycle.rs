//! LIF: release lines that are no longer looked after.
//!
//! The lines, their support and their protocol revisions are facts of the catalogue.

use super::{Check, Context, Found, Rule, RuleSeverity, Subject};
use crate::catalogue::{Line, Support};
use crate::package::{Package, RequirementClass, Source};
use crate::requirement;
use crate::version::Scheme;
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "LIF-001",
        title: "A release line is used that gets no more fixes",
        severity: RuleSeverity::High,
        remedy: "Move to a line that is supported.",
        check: Check::Package(ended),
    },
    Rule {
        id: "LIF-002",
        title: "A release line is used that gets security fixes alone",
        severity: RuleSeverity::Low,
        remedy: "Plan the move to the current line.",
        check: Check::Package(security_only),
    },
    Rule {
        id: "LIF-003",
        title: "A newer patch of the release line is out",
        severity: RuleSeverity::Low,
        remedy: "Move to the newest patch: it is the only one that gets fixes.",
        check: Check::Package(not_newest),
    },
    Rule {
        id: "LIF-004",
        title: "An SDK speaks an old revision of the protocol at most",
        severity: RuleSeverity::Info,
        remedy: "Move to a release line that speaks the current revision.",
        check: Check::Package(old_protocol),
    },
    Rule {
        id: "LIF-005",
        title: "A deprecated feature of the protocol is configured",
        severity: RuleSeverity::Low,
        remedy: "Plan to do without it: it may be removed a year after its deprecation.",
        check: Check::Server(deprecated_feature),
    },
    Rule {
        id: "LIF-006",
        title: "A library may jump to its next major version",
        severity: RuleSeverity::Low,
        remedy: "Add an upper bound below the next major version.",
        check: Check::Package(unbounded_major),
    },
    Rule {
        id: "LIF-007",
        title: "A pre-release is used",
        severity: RuleSeverity::Low,
        remedy: "Move to the release; pre-releases get no fixes.",
        check: Check::Package(pre_release),
    },
];

/// The line of a package that is named by one version.
fn line<'c>(package: &Package<'_>, context: &Context<'c, '_>) -> Option<Line<'c>> {
    let exact = package.requirement.is_exact() && package.source == Source::Registry;
    let ecosystem = package.ecosystem.filter(|_| exact)?;
    context.catalogue.line_of(ecosystem, &package.name, &package.requirement.text)
}

/// `mcp 1.2.0`.
fn named(package: &Package<'_>) -> String {
    format!("{} {}", package.name, package.requirement.text)
}

fn ended(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    if let Some(line) = line(package, context).filter(|line| line.support == Support::Ended) {
        let since = if line.until.is_empty() { "" } else { " since " };
        found.say(
            package.span,
            format!("{} gets no more fixes{since}{}", named(package), line.until),
        );
    }
}

fn security_only(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    if let Some(line) = line(package, context).filter(|line| line.support == Support::Security) {
        let until = if line.until.is_empty() { "" } else { ", at least until " };
        found.say(
            package.span,
            format!("{} gets security fixes alone{until}{}", named(package), line.until),
        );
    }
}

fn not_newest(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    let Some(line) = line(package, context).filter(|line| line.support != Support::Ended) else {
        return;
    };
    let key = |version: &str| package.ecosystem?.scheme()?.key(version).ok();
    if let (Some(used), Some(latest)) = (key(&package.requirement.text), key(line.latest))
        && used < latest
    {
        found.say(
            package.span,
            format!(
                "{} is older than {}, the newest known of its line",
                named(package),
                line.latest
            ),
        );
    }
}

fn old_protocol(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    // Revisions are days; only known ones stand in the catalogue, so that their order is theirs.
    let newest = context.catalogue.newest_protocol();
    if let Some(line) = line(package, context)
        && !line.protocol.is_empty()
        && line.protocol < newest
    {
        found.say(
            package.span,
            format!(
                "{} speaks {} at most; the current revision is {newest}",
                named(package),
                line.protocol
            ),
        );
    }
}

fn deprecated_feature(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for feature in ["roots", "sampling", "logging"] {
        let configured =
            subject.server.entry.get(feature).filter(|value| !value.is_scalar("false"));
        if let Some(value) = configured {
            found.say(value.span, format!("{feature} is deprecated since the revision 2026-07-28"));
        }
    }
}

/// A library that is followed by the catalogue and may become any later version.
fn unbounded_major(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    let open = matches!(
        package.requirement.class,
        RequirementClass::Range | RequirementClass::Wildcard | RequirementClass::None
    );
    let listed = package.launch.is_none() && package.source == Source::Registry && open;
    let Some(ecosystem) = package.ecosystem.filter(|_| listed) else { return };
    if context.catalogue.lines(ecosystem, &package.name).next().is_none() {
        return;
    }
    if package.requirement.text.is_empty() {
        return found.say(package.span, format!("{} has no bounds at all", package.name));
    }
    let set =
        ecosystem.scheme().map(|scheme| requirement::intervals(scheme, &package.requirement.text));
    if let Some(Ok(set)) = set
        && set.as_slice().last().is_some_and(|last| last.to.is_none())
    {
        found.say(package.span, format!("{} has no upper bound", named(package)));
    }
}

fn pre_release(package: &Package<'_>, context: &Context<'_, '_>, found: &mut Found<'_>) {
    let exact = package.requirement.is_exact() && package.source == Source::Registry;
    let scheme = package.ecosystem.filter(|_| exact).and_then(|ecosystem| ecosystem.scheme());
    let watched = package.launch.is_some() || context.catalogue.knows(package);
    if watched && scheme.is_some_and(|scheme| is_pre_release(scheme, &package.requirement.text)) {
        found.say(package.span, format!("{} is a pre-release", named(package)));
    }
}

/// By the words that the scheme has for pre-releases.
fn is_pre_release(scheme: Scheme, version: &str) -> bool {
    let version = version.split('+').next().unwrap_or_default().to_ascii_lowercase();
    match scheme {
        Scheme::Pep440 => {
            let letters = version
                .trim_start_matches('v')
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '!');
            let word = letters.trim_start_matches(['-', '_', '.']);
            Words("a b c rc pre dev").any_starts(word)
        }
        Scheme::RubyGems => version.bytes().any(|b| b.is_ascii_alphabetic()),
        Scheme::Go => version.contains('-') && !is_pseudo(&version),
        Scheme::Npm
        | Scheme::Cargo
        | Scheme::NuGet
        | Scheme::Pub
        | Scheme::Hex
        | Scheme::SemVer
        | Scheme::Swift => version.contains('-'),
        _ => ["-alpha", "-beta", "-rc", "-m1", "-snapshot", "-dev"]
            .iter()
            .any(|word| version.contains(word)),
    }
}

/// `v0.0.0-20240102030405-abcdefabcdef`: a commit, not a pre-release.
fn is_pseudo(version: &str) -> bool {
    let mut parts = version.rsplit('-');
    let commit = parts.next().unwrap_or_default();
    let day = parts.next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
    commit.len() == 12 && day.len() == 14 && day.bytes().all(|b| b.is_ascii_digit())
}
