//! What to do: the smallest version that clears every finding of a package, never a downgrade.

use crate::Ecosystem;
use crate::advisory::Kind;
use crate::pack::{End, IntervalRow, PackagePack, Row};
use crate::package::{Package, RequirementClass};
use crate::report::{Action, Remedy};
use crate::requirement::{self, Intervals};
use crate::sort;
use crate::version::{Key, Scheme};

/// A version that some advisory names as a fix, and that no advisory names as affected.
struct Clear {
    text: String,
    key: Key,
}

/// What to do about one installed version.
pub(crate) fn for_one(
    known: &PackagePack<'_>,
    scheme: Scheme,
    installed: &Key,
    text: &str,
    malware: bool,
) -> Remedy {
    let name = known.name();
    let clear = clear_versions(known, scheme);
    let requirement = excluding_all(known, scheme);
    if malware {
        return remove(name, text);
    }
    let newer = || clear.iter().filter(|version| version.key > *installed);
    if let Some(next) = newer().next() {
        let words = match newer().find(|version| rest_is_clear(known, &version.key)) {
            Some(best) if best.key == next.key => {
                format!("Upgrade {name} to {} or later", next.text)
            }
            Some(best) => format!("Upgrade {name} to {}, or to {} or later", next.text, best.text),
            None => format!("Upgrade {name} to {}: later versions have findings again", next.text),
        };
        let version = Some(next.text.clone());
        return Remedy { action: Action::Upgrade, version, requirement, text: words, edit: None };
    }
    let words = match (clear.last(), last_affected(known, scheme)) {
        (Some(below), _) => format!(
            "The fix {} of {name} sorts below {text}: the numbering changed, so move to it deliberately",
            below.text
        ),
        (None, Some(last)) => format!(
            "No fixed version of {name} is recorded; versions above {last} are not known to be affected"
        ),
        (None, None) => format!(
            "No fixed version of {name} is recorded: replace it, or confine what it can reach"
        ),
    };
    Remedy { action: Action::Mitigate, version: None, requirement, text: words, edit: None }
}

/// What to do about a version that an advisory lists and that has no place in the order.
pub(crate) fn for_listed(known: &PackagePack<'_>, version: &str, malware: bool) -> Remedy {
    let name = known.name();
    if malware {
        return remove(name, version);
    }
    let words = format!("Move {name} from {version} to a version that no advisory names");
    Remedy { action: Action::Mitigate, version: None, requirement: None, text: words, edit: None }
}

fn remove(name: &str, version: &str) -> Remedy {
    let words = format!(
        "Remove {name} {version}; treat every secret that this machine held as known to others"
    );
    Remedy { action: Action::Remove, version: None, requirement: None, text: words, edit: None }
}

/// What to do about a requirement that allows several versions.
pub(crate) fn for_many(
    known: &PackagePack<'_>,
    scheme: Scheme,
    package: &Package<'_>,
    allowed: &Intervals,
) -> Remedy {
    let name = known.name();
    let clear = clear_versions(known, scheme);
    let requirement = excluding_all(known, scheme);
    let clear_above = |version: &&Clear| rest_is_clear(known, &version.key);
    let inside = |version: &&Clear| allowed.contains(&version.key);
    // Best is a version that the requirement allows and above which nothing is affected.
    let best = clear
        .iter()
        .filter(inside)
        .find(clear_above)
        .or_else(|| clear.iter().find(clear_above))
        .or_else(|| clear.iter().rfind(inside))
        .or_else(|| clear.last());
    let Some(best) = best else {
        let words = match last_affected(known, scheme) {
            Some(last) => format!(
                "No fixed version of {name} is recorded; pin a version above {last} that you have looked at"
            ),
            None => format!(
                "No version of {name} is known to be safe: remove it, or confine what it can reach"
            ),
        };
        return Remedy {
            action: Action::Mitigate,
            version: None,
            requirement,
            text: words,
            edit: None,
        };
    };
    let verb = match package.requirement.class {
        RequirementClass::Range => "Require",
        _ => "Pin",
    };
    let words = match clear_above(&best) {
        true => format!("{verb} {name} {} or later", best.text),
        false => format!("{verb} {name} {} exactly: later versions have findings", best.text),
    };
    Remedy {
        action: Action::Pin,
        version: Some(best.text.clone()),
        requirement,
        text: words,
        edit: None,
    }
}

/// The fixes of every advisory of the package that no advisory names as affected, sorted.
fn clear_versions(known: &PackagePack<'_>, scheme: Scheme) -> Vec<Clear> {
    let fixes =
        known.rows().flat_map(|row| row.intervals()).filter(|interval| interval.end == End::Fixed);
    let mut clear: Vec<_> = fixes
        .filter_map(|fix| {
            Some(Clear { text: fix.end_text.to_owned(), key: scheme.key(fix.end_text).ok()? })
        })
        .filter(|version| known.is_clear_at(version.key.as_bytes()))
        .collect();
    sort::by(&mut clear, |a, b| a.key.cmp(&b.key));
    clear.dedup_by(|a, b| a.key == b.key);
    clear
}

/// Whether no version above this one is affected.
fn rest_is_clear(known: &PackagePack<'_>, key: &Key) -> bool {
    known
        .rows()
        .flat_map(|row| row.intervals())
        .all(|interval| interval.end != End::Open && interval.to <= key.as_bytes())
}

/// The widest requirement above which no version is affected, if every range was read and ends.
/// Images have none: a tag names one version or one line.
fn excluding_all(known: &PackagePack<'_>, scheme: Scheme) -> Option<String> {
    let malware = |row: &Row<'_>| row.advisory().kind() == Kind::Malware;
    if known.rows().any(|row| row.doubt().is_some() || malware(&row)) {
        return None;
    }
    let intervals = || known.rows().flat_map(|row| row.intervals());
    let is_endless = |interval: IntervalRow<'_>| matches!(interval.end, End::Open | End::Limit);
    if known.ecosystem() == Some(Ecosystem::Oci) || intervals().any(is_endless) {
        return None;
    }
    let last = intervals().max_by(|a, b| a.to.cmp(b.to))?;
    requirement::above(scheme, last.end_text, last.end == End::Fixed)
}

/// The highest version that is named as the last affected one, unless a range has no end.
fn last_affected(known: &PackagePack<'_>, scheme: Scheme) -> Option<String> {
    let intervals = || known.rows().flat_map(|row| row.intervals());
    if intervals().any(|interval| interval.end == End::Open) {
        return None;
    }
    intervals()
        .filter(|interval| matches!(interval.end, End::LastAffected | End::Exactly))
        .filter_map(|interval| Some((scheme.key(interval.end_text).ok()?, interval.end_text)))
        .max_by(|a, b| a.0.cmp(&b.0))
        .map(|(_, text)| text.to_owned())
}
