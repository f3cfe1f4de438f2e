//! Every rule fires on the texts that are made for it, and not on those that only just differ.
//!
//! `tests/rules/<ID>/fires-*` and `near-*`: the name of the file behind the first hyphen says what
//! it is about. A folder `fires-*` or `near-*` holds several files that are checked together.

use std::fs;
use std::path::{Path, PathBuf};

use conformance::root;
use mcpvet::pack::Pack;
use mcpvet::{Input, check, rules};

#[test]
fn rules_fire_on_their_cases_alone() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (mut fires, mut near) = (0, 0);
        for case in entries(&root().join("rules").join(rule.id)) {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            let expected = name.starts_with("fires-");
            assert!(expected || name.starts_with("near-"), "{}", case.display());
            *(if expected { &mut fires } else { &mut near }) += 1;
            let fired = if rule.is_about_policies() {
                doubted(rule.id, &case)
            } else {
                fired(rule.id, &case)
            };
            if fired != expected {
                wrong.push(format!("{} {name}", rule.id));
            }
        }
        if rule.has_cases() && (fires == 0 || near == 0) {
            wrong.push(format!("{}: {fires} firing cases, {near} near misses", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a rule about security policies fires on one.
fn doubted(rule: &str, case: &Path) -> bool {
    let text = fs::read_to_string(case).unwrap();
    mcpvet::support::lint(&text).iter().any(|doubt| doubt.rule == rule)
}

/// Whether a rule fires on a file, or on the files of a folder together.
fn fired(rule: &str, case: &Path) -> bool {
    let files = if case.is_dir() { walk(case) } else { vec![case.to_owned()] };
    let texts: Vec<_> =
        files.iter().map(|file| (name(case, file), fs::read(file).unwrap())).collect();
    let inputs: Vec<_> = texts
        .iter()
        .map(|(name, bytes)| Input { name: Some(name), bytes, ..Input::default() })
        .collect();
    let report = check(&Pack::bundled(), &inputs);
    report.results.iter().flat_map(|result| &result.rules).any(|found| found.rule == rule)
}

/// A file alone is named without its claim; one of a folder by its path there.
fn name(case: &Path, file: &Path) -> String {
    let path = file.strip_prefix(case).unwrap().to_string_lossy().replace('\\', "/");
    if path.is_empty() {
        let extension = case.extension().unwrap_or_default().to_string_lossy();
        return format!("input.{extension}");
    }
    path
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { walk(&path) } else { vec![path] };
    entries(folder).into_iter().flat_map(below).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What `mcpvet rules` says about a rule is written for each of them, and for no other.
#[test]
fn every_rule_is_explained() {
    let text = mcpvet_data::RULES;
    let explained: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("id = ")).collect();
    let ids: Vec<_> = rules::all().map(|rule| format!("\"{}\"", rule.id)).collect();
    assert_eq!(explained, ids);
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<_> = rules::all().map(|rule| rule.id).collect();
    for pair in ids.windows(2) {
        assert!(pair[0] != pair[1]);
        let [a, b] = [pair[0], pair[1]].map(|id| id.split_once('-').unwrap());
        assert!(a.0 != b.0 || a.1 < b.1, "{pair:?}");
    }
}
