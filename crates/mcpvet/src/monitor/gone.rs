//! What it means that a finding of the last run is not there.
//!
//! Only what was looked at can be called fixed. Each question below is one that has to be answered
//! before; the first that fails says why the finding is not checked.

use std::collections::BTreeSet;

use super::sight::{SeenFile, Sight};
use super::{Basis, Found, Place, Policy};
use crate::pack::Pack;

/// Where a finding is that a run did not see, and why.
pub(super) struct Gone {
    pub(super) place: Place,
    pub(super) why: String,
}

pub(super) fn gone(found: &Found, sight: &Sight, pack: &Pack<'_>, policy: &Policy) -> Gone {
    if let Some(day) = withdrawn(found, pack) {
        return over(Place::Withdrawn, format!("the advisory was withdrawn on {day}"));
    }
    match doubt(found, sight, pack, policy) {
        Some(why) => over(Place::NotChecked, why),
        None => ended(found, sight),
    }
}

fn over(place: Place, why: String) -> Gone {
    Gone { place, why }
}

fn withdrawn(found: &Found, pack: &Pack<'_>) -> Option<String> {
    let is_advisory = found.basis == Basis::Advisory;
    let row = is_advisory.then(|| pack.find_advisory(&found.key.id)).flatten()?;
    row.withdrawn().map(|day| day.to_string())
}

/// Why it cannot be told whether it is still there.
fn doubt(found: &Found, sight: &Sight, pack: &Pack<'_>, policy: &Policy) -> Option<String> {
    let key = &found.key;
    let Some(input) = sight.input(&key.input) else {
        return Some(format!("the input {} is not watched any more", key.input));
    };
    if let Some(problem) = &input.problem {
        return Some(problem.clone());
    }
    match found.basis {
        Basis::Advisory if pack.find_advisory(&key.id).is_none() => {
            return Some("the dataset does not hold this advisory any more".to_owned());
        }
        Basis::Rule if !is_watched(found, policy) => {
            return Some("rules of this severity are not watched any more".to_owned());
        }
        _ => {}
    }
    found.files.iter().find_map(|name| {
        let Some(file) = input.files.iter().find(|file| file.name == *name) else {
            return Some(format!("{name} is not there any more"));
        };
        file.doubt().or_else(|| undecided(found, file))
    })
}

fn is_watched(found: &Found, policy: &Policy) -> bool {
    let rule = crate::rules::RuleSeverity::from_label(found.severity.label());
    policy.watches(rule.unwrap_or(crate::rules::RuleSeverity::Info))
}

fn undecided(found: &Found, file: &SeenFile) -> Option<String> {
    let is_package = found.basis == Basis::Advisory;
    let reason = is_package.then(|| file.undecided.get(found.key.name())).flatten()?;
    Some(format!("{} cannot be decided any more: {reason}", found.key.name()))
}

/// How it came to an end, where every file was read.
fn ended(found: &Found, sight: &Sight) -> Gone {
    if found.basis == Basis::Rule {
        return over(Place::Fixed, "the rule does not fire any more".to_owned());
    }
    let now = versions(found, sight);
    let before: BTreeSet<_> = found.versions.iter().map(String::as_str).collect();
    match now {
        Some(now) if now == before => {
            let which = match found.versions.is_empty() {
                true => "the versions in use".to_owned(),
                false => found.versions.join(", "),
            };
            over(
                Place::Withdrawn,
                format!("the advisory was revised: it does not name {which} any more"),
            )
        }
        Some(now) => {
            let list = |versions: BTreeSet<&str>| match versions.is_empty() {
                true => "no version".to_owned(),
                false => versions.into_iter().collect::<Vec<_>>().join(", "),
            };
            over(Place::Fixed, format!("was {}, is {}", list(before), list(now)))
        }
        None => over(Place::Fixed, "the package was removed".to_owned()),
    }
}

/// The versions of its package in the files in which it stood; `None` where it is in none of them.
fn versions<'s>(found: &Found, sight: &'s Sight) -> Option<BTreeSet<&'s str>> {
    let input = sight.input(&found.key.input)?;
    let files = input.files.iter().filter(|file| found.files.contains(&file.name));
    let mut versions = files.filter_map(|file| file.versions.get(&found.key.subject)).peekable();
    versions.peek()?;
    Some(versions.flatten().map(String::as_str).collect())
}
