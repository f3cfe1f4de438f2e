//! POL: entries that contradict or shadow each other.

use super::across::Fact;
use super::{Check, Found, Rule, RuleSeverity, Subject};
use crate::matcher;
use crate::package::Source;
use crate::report::Verdict;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "POL-001",
        title: "Two configurations name a server alike and mean different things",
        severity: RuleSeverity::Low,
        remedy: "Give one of them another name, or make both the same: which one a host takes depends on its order.",
        check: Check::Across(shadowing),
    },
    Rule {
        id: "POL-002",
        title: "Two servers have names that are easy to take for each other",
        severity: RuleSeverity::Medium,
        remedy: "Check that both are meant; a look-alike takes the calls that were meant for the other.",
        check: Check::Across(look_alikes),
    },
    Rule {
        id: "POL-003",
        title: "A server with an advisory is only switched off",
        severity: RuleSeverity::Info,
        remedy: "Take the entry out; it is one click away from running.",
        check: Check::Server(disabled_but_affected),
    },
    Rule {
        id: "POL-004",
        title: "Nothing says where a server comes from",
        severity: RuleSeverity::Info,
        remedy: "Start it from a package registry, or note its repository and commit where the configuration is kept.",
        check: Check::Server(no_provenance),
    },
];

/// Facts that are compared pair by pair; hosts have up to a hundred servers.
const MOST_COMPARED: usize = 1_000;

fn shadowing(facts: &[Fact]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, fact) in facts.iter().enumerate().take(MOST_COMPARED) {
        let other = facts[..at].iter().find(|other| {
            other.server == fact.server
                && other.input != fact.input
                && (other.identity != fact.identity || other.version != fact.version)
        });
        if other.is_some() && !fact.server.is_empty() {
            found.push((
                at,
                format!(
                    "another input has a server {} too, and starts something else",
                    fact.server
                ),
            ));
        }
    }
    found
}

fn look_alikes(facts: &[Fact]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, fact) in facts.iter().enumerate().take(MOST_COMPARED) {
        let other = facts[..at].iter().find(|other| {
            other.server != fact.server
                && other.identity != fact.identity
                && are_alike(&other.server, &fact.server)
        });
        if let Some(other) = other {
            found.push((
                at,
                format!(
                    "{} and {} differ in one character and start different things",
                    other.server, fact.server
                ),
            ));
        }
    }
    found
}

/// Names of five and more characters that differ in one, or only in case and separators. Numbers
/// count servers on purpose, so that `db-1` and `db-2` are not alike.
fn are_alike(a: &str, b: &str) -> bool {
    let fold = |name: &str| -> Vec<char> {
        name.chars().filter(|c| !"-_. ".contains(*c)).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return !a.is_empty();
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() > 100 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let rest = if short.len() == long.len() { &short[same + 1..] } else { &short[same..] };
    let differs =
        [short.get(same), long.get(same)].into_iter().flatten().any(|c| !c.is_ascii_digit());
    differs && rest == &long[same + 1..]
}

fn disabled_but_affected(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    if !subject.server.is_disabled() {
        return;
    }
    let affected = subject.packages.iter().find(|package| {
        let verdict = matcher::judge(subject.context.pack, package).verdict;
        package.source == Source::Registry && verdict == Verdict::Affected
    });
    if let Some(package) = affected {
        found.say(package.span, format!("{} is switched off and has an advisory", package.name));
    }
}

fn no_provenance(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let unknown = |source: Source| [Source::Program, Source::Local].contains(&source);
    // A bundle says what it is itself.
    if subject.context.inventory.manifests.is_empty()
        && !subject.packages.is_empty()
        && subject.packages.iter().all(|package| unknown(package.source))
    {
        found.at(subject.server.span());
    }
}
