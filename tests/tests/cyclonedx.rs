//! Bills of materials of CycloneDX 1.6: golden ones, and the official schema on everything that
//! can be read here.

use std::collections::BTreeSet;
use std::fs;

use conformance::redaction::{leaked, planted};
use conformance::{cases, expect, root};
use jsonschema::{Registry, Validator};
use mcpvet::render::{Stamp, cyclonedx};
use mcpvet::{Input, inventory};
use serde_json::Value;

const BASE: &str = "http://cyclonedx.org/schema/";

fn schema(name: &str) -> Value {
    let path = root().join("schemas/cyclonedx").join(name);
    serde_json::from_slice(&fs::read(path).expect("a schema")).expect("JSON")
}

/// The schema of CycloneDX with the two that it refers to.
fn validator() -> Validator {
    let names = ["spdx.schema.json", "jsf-0.82.schema.json"];
    let registry = names.into_iter().fold(Registry::new(), |registry, name| {
        registry.add([BASE, name].concat(), schema(name)).expect("a URI")
    });
    let registry = registry.prepare().expect("schemas");
    let options = jsonschema::options().should_validate_formats(true).with_registry(&registry);
    options.build(&schema("bom-1.6.schema.json")).expect("a schema")
}

/// What the schema and the specification ask of a bill of materials.
fn problems(validator: &Validator, bom: &str) -> Vec<String> {
    let bom: Value = serde_json::from_str(bom).expect("JSON");
    let mut problems: Vec<_> =
        validator.iter_errors(&bom).map(|e| format!("{}: {e}", e.instance_path())).collect();
    let list = |name: &str| bom[name].as_array().cloned().unwrap_or_default();
    let named = [list("components"), list("services")].concat();
    let references: Vec<_> = named.iter().map(|one| one["bom-ref"].to_string()).collect();
    let unique: BTreeSet<_> = references.iter().cloned().collect();
    if unique.len() != references.len() {
        problems.push("a bom-ref stands twice".to_owned());
    }
    for dependency in list("dependencies") {
        let on = dependency["dependsOn"].as_array().cloned().unwrap_or_default();
        let names = on.iter().chain([&dependency["ref"]]).map(Value::to_string);
        problems
            .extend(names.filter(|name| !unique.contains(name)).map(|name| format!("no {name}")));
    }
    problems
}

#[test]
fn golden_bills() {
    let validator = validator();
    for name in ["servers.json", "package-lock.json", "broken.yaml"] {
        let path = root().join("cyclonedx").join(name);
        let bytes = fs::read(&path).expect("an input");
        let input = Input { name: Some(name), bytes: &bytes, ..Input::default() };
        let bom = cyclonedx(&inventory(&[input]), &Stamp::default());
        assert_eq!(problems(&validator, &bom), [""; 0], "{name}");
        expect(&path.with_extension("cdx.json"), &format!("{bom}\n"));
    }
}

#[test]
fn every_bill_is_valid() {
    let validator = validator();
    let mut wrong = Vec::new();
    for case in ["formats", "reports"].iter().flat_map(|folder| cases(&root().join(folder))) {
        let bom = cyclonedx(&inventory(&[case.input(), case.input()]), &Stamp::default());
        let label = |problem: String| format!("{}: {:.200}", case.folder.display(), problem);
        wrong.extend(problems(&validator, &bom).into_iter().map(label));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn bills_hold_no_secret() {
    let validator = validator();
    for case in planted() {
        let bom = cyclonedx(&inventory(&[case.input()]), &Stamp::default());
        assert_eq!(leaked(&bom).collect::<Vec<_>>(), [""; 0], "{}", case.title);
        assert_eq!(problems(&validator, &bom), [""; 0], "{}", case.title);
    }
}

#[test]
fn a_serial_number_and_a_time_come_from_the_caller() {
    let stamp = Stamp {
        serial_number: Some("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"),
        timestamp: Some("2026-11-20T00:00:00Z"),
    };
    let bom = cyclonedx(&inventory(&[Input { bytes: b"zod@3.0.0", ..Input::default() }]), &stamp);
    assert_eq!(problems(&validator(), &bom), [""; 0]);
    assert!(bom.contains("\"timestamp\": \"2026-11-20T00:00:00Z\""));
}
