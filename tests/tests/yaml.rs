//! YAML texts beside what independent parsers read from them.
//!
//! `yaml/<name>.yaml` stands beside `<name>.json`, an array of its documents. Without one, the text
//! is one that those parsers refuse: it must have a note.
//!
//! The trees were written by npm `yaml` 2.9 (core schema, merge keys) and held against npm `js-yaml`
//! 5.5, which reads 33 of the 36 alike and refuses the rest: brackets that close at the indentation
//! of their key, and tags that it does not know. PyYAML 6.0 was asked for structure and texts alone,
//! without its schema of YAML 1.1: it reads 32, alike but for merge keys, which it then leaves, and
//! a surrogate pair; it refuses tabs between tokens, an anchor that is named twice, and `[:x]`.
//!
//! `MCPVET_YAML_CORPUS` takes any other folder of such pairs. 12,000 random changes of texts, for
//! which `yaml` and `js-yaml` had to agree, gave 4,696 trees and 6,371 refusals. Of the trees 5 were
//! read otherwise (spaces behind the last break of a text behind `|+`) and 66 had a note. Of the
//! refusals 360 were read without a note; those looked at were wrong directives, tags, anchors, and
//! tabs inside of brackets, which the reader's header names as not checked.

use std::fs;
use std::path::{Path, PathBuf};

use conformance::root;
use mcpvet::input::Inventory;
use mcpvet::input::json::{Data, Value};
use mcpvet::input::yaml::read_tree;
use serde_json::{Map, Number, Value as Json};

#[test]
fn trees_are_those_of_other_parsers() {
    let found = texts(&root().join("yaml"));
    assert!(found.len() >= 30, "found only {} texts", found.len());
    for path in found {
        if let Some(difference) = difference(&path) {
            panic!("{}: {difference}", path.display());
        }
    }
}

/// The same for a folder outside of the checkout, which `MCPVET_YAML_CORPUS` names.
#[test]
fn a_corpus_is_read_alike() {
    let Some(folder) = std::env::var_os("MCPVET_YAML_CORPUS").map(PathBuf::from) else { return };
    let differences: Vec<_> = texts(&folder)
        .iter()
        .filter_map(|path| Some(format!("{}: {}", path.display(), difference(path)?)))
        .collect();
    assert!(differences.is_empty(), "{}:\n{}", differences.len(), differences.join("\n"));
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    paths.sort();
    paths
}

fn difference(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).expect("the text can be read");
    let mut inventory = Inventory::default();
    let found: Json = read_tree(&text, &mut inventory).iter().map(json_of).collect();
    let Ok(json) = fs::read_to_string(path.with_extension("json")) else {
        return inventory.notes.is_empty().then(|| format!("read without a note as {found}"));
    };
    let expected: Json = serde_json::from_str(&json).expect("its tree is JSON");
    if let Some(note) = inventory.notes.first() {
        return Some(format!("{} at {:?}; read as {found}", note.message, note.span));
    }
    (found != expected).then(|| format!("read as {found}, expected {expected}"))
}

fn json_of(value: &Value<'_>) -> Json {
    match &value.data {
        Data::String(text) => Json::from(&**text),
        Data::Array(elements) => elements.iter().map(json_of).collect(),
        Data::Object(members) => {
            let members =
                members.iter().map(|(key, value)| (key.value.clone().into(), json_of(value)));
            Json::Object(members.collect::<Map<_, _>>())
        }
        Data::Scalar(scalar) => scalar_of(scalar),
        Data::Nothing => Json::from("nothing was read"),
    }
}

/// Numbers as the other side writes them: whole ones without a point.
fn scalar_of(scalar: &str) -> Json {
    let lower = scalar.to_ascii_lowercase();
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).map(Json::from).ok();
    let number = match lower.as_str() {
        "null" => return Json::Null,
        "true" => return Json::Bool(true),
        "false" => return Json::Bool(false),
        other => match (other.strip_prefix("0x"), other.strip_prefix("0o")) {
            (Some(digits), _) => radix(digits, 16),
            (_, Some(digits)) => radix(digits, 8),
            _ => None,
        },
    };
    number.or_else(|| radix(&lower, 10)).unwrap_or_else(|| {
        let float: f64 = lower.parse().unwrap_or(f64::NAN);
        if float.fract() == 0.0 && float.abs() < 1e15 {
            return Json::from(float as i64);
        }
        Number::from_f64(float).map_or_else(|| Json::from(scalar), Json::Number)
    })
}
