//! The rules of package URLs, held against the cases in `tests/purl`.
//!
//! A case is one claim: its input is what a line of `mcpvet purl -` is, a package URL or its parts,
//! and of the answer it names the members that the claim is about. The cases are our own; the
//! rules stand in ECMA-427 and in the definitions of the registered types.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use mcpvet::purl::{self, Parts, Purl};
use serde_json::{Map, Value, json};

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/purl");
    let mut tried = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for case in &cases {
            check(case)
                .unwrap_or_else(|why| panic!("{}: {}: {why}", path.display(), case["description"]));
        }
        tried += cases.len();
    }
    assert!(tried >= 130, "found only {tried} cases");
}

fn check(case: &Value) -> Result<(), String> {
    let (input, expected) = (&case["input"], case["expected"].as_object().unwrap());
    let purl = match (answer(input), expected.get("error").and_then(Value::as_str)) {
        (Ok(purl), None) => purl,
        (Ok(purl), Some(_)) => return Err(format!("is read as {purl}")),
        (Err(found), None) => return Err(found),
        (Err(found), Some(error)) if found.contains(error) => return Ok(()),
        (Err(found), Some(_)) => return Err(format!("is refused with: {found}")),
    };
    let members = members(&purl);
    let wrong = expected.iter().find(|(key, value)| members[*key] != **value);
    if let Some((key, value)) = wrong {
        return Err(format!("{key} is {}, not {value}", members[key]));
    }
    // What is canonical stays as it is, whether it is read or made of its parts.
    let canonical = purl.to_string();
    for again in [answer(&json!({ "purl": canonical })), answer(&Value::Object(members))] {
        if again.as_ref() != Ok(&purl) {
            return Err(format!("{canonical} is not canonical: {again:?}"));
        }
    }
    Ok(())
}

fn answer(input: &Value) -> Result<Purl<'_>, String> {
    let text = |key: &str| input[key].as_str().map(Cow::Borrowed);
    if let (Some(purl), None) = (input["purl"].as_str(), input["type"].as_str()) {
        return Purl::parse(purl).map_err(|error| error.to_string());
    }
    let qualifiers = match &input["qualifiers"] {
        Value::String(text) => purl::qualifiers(text).unwrap(),
        Value::Object(pairs) => {
            pairs.iter().map(|(key, value)| (key.into(), value.as_str().unwrap().into())).collect()
        }
        _ => Vec::new(),
    };
    let parts = Parts {
        kind: text("type").unwrap_or_default(),
        namespace: text("namespace"),
        name: text("name").unwrap_or_default(),
        version: text("version"),
        qualifiers,
        subpath: text("subpath"),
    };
    Purl::new(parts).map_err(|error| error.to_string())
}

fn members(purl: &Purl<'_>) -> Map<String, Value> {
    let Parts { kind, namespace, name, version, qualifiers, subpath } = purl.parts();
    let pairs: Map<_, _> =
        qualifiers.iter().map(|(key, value)| (key.to_string(), json!(value))).collect();
    let members = json!({
        "purl": purl.to_string(),
        "type": kind,
        "namespace": namespace,
        "name": name,
        "version": version,
        "qualifiers": Some(pairs).filter(|pairs| !pairs.is_empty()),
        "subpath": subpath,
    });
    match members {
        Value::Object(members) => members,
        _ => unreachable!("json! of braces is an object"),
    }
}
