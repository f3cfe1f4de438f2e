//! Findings of before, looked for in the same inputs of today.

use std::collections::{HashMap, HashSet};

use super::before::Claim;
use super::{New, State, Verification, Verified};
use crate::check::explain;
use crate::input::Level;
use crate::pack::Pack;
use crate::package::Source;
use crate::report::{InventoryReport, Location, PackageInfo, PackageResult, Report, Verdict};

/// Says what became of each claim. `report` and `inventory` are of the same inputs, under the names
/// that they had before.
#[must_use]
pub fn verify(
    pack: &Pack<'_>,
    claims: &[Claim],
    report: &Report,
    inventory: &InventoryReport,
) -> Verification {
    let view = View::new(pack, report, inventory);
    Verification {
        findings: claims.iter().map(|claim| view.verified(claim)).collect(),
        new: view.new_findings(claims),
    }
}

/// The inputs of today, by what is asked for.
struct View<'v> {
    pack: &'v Pack<'v>,
    report: &'v Report,
    /// The packages by input, ecosystem and name.
    entries: HashMap<[&'v str; 3], Vec<&'v PackageInfo>>,
    /// What the report says about those that somebody has to look at, by input and place.
    found: HashMap<(&'v str, &'v str, &'v Location), &'v PackageResult>,
}

impl<'v> View<'v> {
    fn new(pack: &'v Pack<'v>, report: &'v Report, inventory: &'v InventoryReport) -> Self {
        let mut entries: HashMap<_, Vec<_>> = HashMap::new();
        for result in &inventory.results {
            for info in &result.packages {
                let key = [&*result.source.name, info.ecosystem.unwrap_or_default(), &info.name];
                entries.entry(key).or_default().push(info);
            }
        }
        let mut found = HashMap::new();
        for result in &report.results {
            for package in &result.packages {
                let info = &package.package;
                found.insert((&*result.source.name, &*info.name, &info.location), package);
            }
        }
        Self { pack, report, entries, found }
    }
}

/// A state with its reason.
type Answer = (State, String);

impl View<'_> {
    fn verified(&self, claim: &Claim) -> Verified {
        let key = [&*claim.source, &*claim.ecosystem, &*claim.package];
        let now = self.entries.get(&key).map(Vec::as_slice).unwrap_or_default();
        let mut after: Vec<_> = now.iter().filter_map(|info| version(info)).collect();
        after.dedup();
        let (state, why) = self.answer(claim, now);
        Verified {
            id: claim.id.clone(),
            ecosystem: claim.ecosystem.clone(),
            package: claim.package.clone(),
            source: claim.source.clone(),
            before: claim.versions.clone(),
            after,
            state,
            why,
        }
    }

    fn answer(&self, claim: &Claim, now: &[&PackageInfo]) -> Answer {
        let not_checkable = |why: String| (State::NotCheckable, why);
        let Some(row) = self.pack.find_advisory(&claim.id) else {
            let built = &self.report.data.built;
            return not_checkable(format!("the dataset of {built} does not hold {}", claim.id));
        };
        if let Some(why) = self.unread(&claim.source) {
            return not_checkable(why);
        }
        if let Some(day) = row.withdrawn() {
            return (State::Withdrawn, format!("{} was taken back on {day}", row.id()));
        }
        let answers = now.iter().map(|info| self.of_entry(claim, row.id(), info));
        // What is worst decides.
        answers.min_by_key(|answer| answer.0).unwrap_or_else(|| {
            (State::Removed, format!("{} no longer names {}", claim.source, claim.package))
        })
    }

    /// Why an input says nothing, if it does not.
    fn unread(&self, source: &str) -> Option<String> {
        if !self.report.results.iter().any(|result| result.source.name == source) {
            return Some(format!("{source} was not given"));
        }
        let notes = self.report.notes.iter().filter(|note| note.source == source);
        let stops = |level, code| level == Level::Error || code == "not-listed";
        let note = notes.into_iter().find(|note| stops(note.level, note.code))?;
        Some(format!("{source} was not read to its end: {}", note.message))
    }

    fn of_entry(&self, claim: &Claim, id: &str, info: &PackageInfo) -> Answer {
        if info.source == Source::Local {
            let why = "is code of the project itself now, of which no advisory tells";
            return (State::NotCheckable, format!("{} {why}", info.name));
        }
        let key = (&*claim.source, &*info.name, &info.location);
        let Some(found) = self.found.get(&key) else {
            return (State::Fixed, self.why_not(id, info));
        };
        let finding = found.findings.iter().find(|finding| finding.id == id);
        match (finding, &found.reason) {
            (Some(finding), _) if finding.verdict == Verdict::Affected => {
                (State::StillAffected, finding.explanation.clone())
            }
            (Some(finding), _) => (State::NotCheckable, finding.explanation.clone()),
            (None, Some(reason)) if found.findings.is_empty() => {
                (State::NotCheckable, reason.text.clone())
            }
            (None, _) => (State::Fixed, self.why_not(id, info)),
        }
    }

    /// Why an advisory does not apply to a version.
    fn why_not(&self, id: &str, info: &PackageInfo) -> String {
        let purl = info.purl.as_ref().filter(|_| info.requirement.is_none());
        let explained = purl.and_then(|purl| explain(self.pack, purl));
        let others = explained.map(|explanation| explanation.others).unwrap_or_default();
        match others.into_iter().find(|finding| finding.id == id) {
            Some(finding) => finding.explanation,
            None => {
                let version = version(info).unwrap_or_else(|| "what stands there".to_owned());
                format!("{id} applies to no version that {version} stands for")
            }
        }
    }

    /// What applies now and is among no claim.
    fn new_findings(&self, claims: &[Claim]) -> Vec<New> {
        let known: HashSet<_> =
            claims.iter().map(|claim| [&*claim.source, &*claim.package, &*claim.id]).collect();
        let mut new = Vec::new();
        for result in &self.report.results {
            let source = &*result.source.name;
            for found in &result.packages {
                let info = &found.package;
                for finding in found.findings.iter().filter(|it| it.verdict == Verdict::Affected) {
                    let mut ids = [&finding.id].into_iter().chain(&finding.aliases);
                    if !ids.any(|id| known.contains(&[source, &*info.name, &**id])) {
                        new.push(New {
                            id: finding.id.clone(),
                            package: info.name.clone(),
                            version: version(info).unwrap_or_default(),
                            place: format!("{source}:{}", info.location.line),
                        });
                    }
                }
            }
        }
        new
    }
}

fn version(info: &PackageInfo) -> Option<String> {
    info.version.clone().or_else(|| info.requirement.clone())
}
