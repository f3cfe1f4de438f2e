//! The files about official SDKs, held against the records that they tie together.

use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

use mcpvet::advisory::Advisory;
use mcpvet::coordination::{Coordination, Named, Statement};

use crate::lint::SDKS;

/// Checks the files of `coordination/` and counts the groups that come out.
pub(crate) fn groups(folder: &Path, records: &[Advisory]) -> io::Result<usize> {
    let facts = read(&folder.join("coordination"))?;
    let problems = problems(&facts, records);
    match problems.as_slice() {
        [] => Ok(facts.groups(records).len()),
        problems => Err(io::Error::other(problems.join("\n"))),
    }
}

/// The files as the crate `mcpvet-data` puts them together.
fn read(folder: &Path) -> io::Result<Coordination> {
    let mut all = Coordination::default();
    for name in ["sdks.toml", "groups.toml"] {
        let path = folder.join(name);
        let text = fs::read_to_string(&path)?;
        // Each file holds one of the two tables; the other one is empty there.
        let text = if text.contains("[[sdk]]") { text } else { format!("sdk = []\n{text}") };
        let part: Coordination = toml::from_str(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        all.sdks.extend(part.sdks);
        all.named.extend(part.named);
    }
    Ok(all)
}

fn problems(facts: &Coordination, records: &[Advisory]) -> Vec<String> {
    let mut problems = sdks(facts);
    let mut seen = HashSet::new();
    for group in &facts.named {
        if !seen.insert(group.id.as_str()) {
            problems.push(format!("two groups have the id '{}'", group.id));
        }
        problems.extend(members(group, records));
        problems.extend(statements(group, facts));
    }
    problems.extend(records.iter().filter_map(|record| belongs(facts, record)));
    problems
}

fn sdks(facts: &Coordination) -> Vec<String> {
    let mut ids: Vec<_> = facts.sdks.iter().map(|sdk| sdk.id.as_str()).collect();
    ids.sort_unstable();
    let mut problems = Vec::new();
    if ids != SDKS {
        problems.push(format!("expected the SDKs {}, found {}", SDKS.join(", "), ids.join(", ")));
    }
    for sdk in &facts.sdks {
        if !(1..=3).contains(&sdk.tier) {
            problems.push(format!("{}: expected a tier from 1 to 3, found {}", sdk.id, sdk.tier));
        }
        let odd = |name: &&str| !sdk.packages.iter().any(|p| p.ecosystem.normalize(name) == *name);
        problems.extend(
            sdk.packages
                .iter()
                .map(|package| package.name.as_str())
                .filter(odd)
                .map(|name| format!("{}: '{name}' is not how its ecosystem files it", sdk.id)),
        );
    }
    problems
}

/// A root cause or an id that no record has.
fn members(group: &Named, records: &[Advisory]) -> Vec<String> {
    let lacks_cause =
        |cause: &&String| !records.iter().any(|record| record.root_cause.as_ref() == Some(*cause));
    let lacks_id = |id: &&String| !records.iter().any(|r| r.id == **id || r.aliases.contains(id));
    let causes = group.root_causes.iter().filter(lacks_cause).map(|cause| ("root cause", cause));
    let ids = group.advisories.iter().filter(lacks_id).map(|id| ("id", id));
    causes
        .chain(ids)
        .map(|(what, name)| format!("{}: no record has the {what} '{name}'", group.id))
        .collect()
}

fn statements(group: &Named, facts: &Coordination) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut problem = |statement: &Statement| {
        let what = if facts.sdk(&statement.sdk).is_none() {
            "is no official SDK"
        } else if !seen.insert(statement.sdk.clone()) {
            "has two statements"
        } else if statement.reason.trim().is_empty() {
            "has a statement without a reason"
        } else if !statement.source.starts_with("https://") {
            "has a statement without the URL of its source"
        } else {
            return None;
        };
        Some(format!("{}: '{}' {what}", group.id, statement.sdk))
    };
    group.statements.iter().filter_map(&mut problem).collect()
}

/// A record about the package of an official SDK says so.
fn belongs(facts: &Coordination, record: &Advisory) -> Option<String> {
    let owners: HashSet<_> = record
        .affected
        .iter()
        .filter_map(|affected| facts.sdk_of(affected.ecosystem, &affected.package))
        .map(|sdk| sdk.id.as_str())
        .collect();
    let missing = owners.iter().find(|owner| record.sdk.as_deref() != Some(**owner))?;
    Some(format!("{}: expected sdk = \"{missing}\", whose package it names", record.id))
}

#[cfg(test)]
mod tests {
    use super::{problems, read};

    #[test]
    fn every_mistake_is_named() {
        let folder = crate::dataset::default_folder().join("coordination");
        let good = read(&folder).unwrap();
        let (files, _) = crate::dataset::read(&crate::dataset::default_folder()).unwrap();
        let records: Vec<_> = files.into_iter().map(|file| file.record.into_advisory()).collect();
        assert_eq!(problems(&good, &records), [""; 0]);

        let mut bad = good.clone();
        bad.sdks[0].tier = 4;
        bad.sdks.remove(1);
        bad.named[0].root_causes.push("no-such-cause".to_owned());
        bad.named[0].statements[0].sdk = "cobol".to_owned();
        bad.named[0].statements[1].source = String::new();
        bad.named[1].id = bad.named[0].id.clone();
        let found = problems(&bad, &records).join("\n");
        for expected in [
            "expected the SDKs ",
            "typescript: expected a tier from 1 to 3, found 4",
            "no record has the root cause 'no-such-cause'",
            "'cobol' is no official SDK",
            "without the URL of its source",
            "two groups have the id 'dns-rebinding'",
        ] {
            assert!(found.contains(expected), "{expected}: {found}");
        }
        let mut records = records;
        let sdk = records.iter_mut().find(|record| record.id == "GHSA-w48q-cv73-mx4w").unwrap();
        sdk.sdk = None;
        let found = problems(&good, &records);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("expected sdk = \"typescript\""), "{found:?}");
    }
}
