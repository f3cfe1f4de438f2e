//! Advisories to look at beside the one that was found: the same flaw in another SDK, the same
//! mistake, or the same kind of flaw in something else that is used here.

use std::collections::HashSet;

use serde::Serialize;

use super::Knowledge;
use crate::advisory::Advisory;
use crate::report::InventoryReport;

/// Hints that are given; the first ones are the nearest.
pub const MOST_SIMILAR: usize = 8;

/// Hints about packages that are not used here: they teach, and nothing has to be done about them.
const MOST_ELSEWHERE: usize = 3;

/// An advisory to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Similar {
    /// Its id.
    pub id: String,
    /// What it is about, in one sentence.
    pub summary: String,
    /// Why it is named here, as the end of a sentence.
    pub why: String,
}

/// The advisories to look at, the nearest first.
pub(super) fn similar(
    advisory: &Advisory,
    inventory: &InventoryReport,
    knowledge: &Knowledge,
) -> Vec<Similar> {
    let used: HashSet<(&str, &str)> = inventory
        .results
        .iter()
        .flat_map(|result| &result.packages)
        .filter_map(|package| Some((package.ecosystem?, package.name.as_str())))
        .collect();
    let mut hints = siblings(advisory, knowledge);
    let others = || {
        let newest = knowledge.advisories.iter().rev();
        newest.filter(|other| other.id != advisory.id && other.withdrawn.is_none())
    };
    let is_used = |other: &Advisory| {
        let named = other.affected.iter().map(|one| (one.ecosystem.name(), one.package.as_str()));
        named.into_iter().find(|package| used.contains(package)).map(|(_, name)| name.to_owned())
    };
    let same_cause =
        |other: &&Advisory| other.root_cause.is_some() && other.root_cause == advisory.root_cause;
    // What is used here comes before what is not.
    for other in others().filter(same_cause) {
        if let Some(name) = is_used(other) {
            add(&mut hints, other, format!("the same mistake in {name}, which is used here"));
        }
    }
    for other in others().filter(|other| other.category == advisory.category) {
        if let Some(name) = is_used(other) {
            let category = advisory.category.replace('-', " ");
            add(&mut hints, other, format!("{category} in {name}, which is used here"));
        }
    }
    for other in others().filter(same_cause).take(MOST_ELSEWHERE) {
        add(&mut hints, other, "the same mistake in another package".to_owned());
    }
    hints.truncate(MOST_SIMILAR);
    hints
}

/// The same flaw in other official SDKs.
fn siblings(advisory: &Advisory, knowledge: &Knowledge) -> Vec<Similar> {
    let mut hints = Vec::new();
    for group in knowledge.groups.iter().filter(|group| group.holds(&advisory.id)) {
        for row in &group.rows {
            for sighting in row.advisories.iter().filter(|one| !one.is_named(&advisory.id)) {
                if let Some(other) = knowledge.advisory(&sighting.id) {
                    add(&mut hints, other, format!("the same flaw in the {} SDK", row.sdk));
                }
            }
        }
    }
    hints
}

fn add(hints: &mut Vec<Similar>, other: &Advisory, why: String) {
    if !hints.iter().any(|hint| hint.id == other.id) {
        hints.push(Similar { id: other.id.clone(), summary: other.summary.clone(), why });
    }
}
