//! What every fuzz target asserts; a target itself is one line that names its subject.

use mcpvet::input::toml::{Data, Value, read_tree};
use mcpvet::input::{Format, Inventory};
use mcpvet::pack::Pack;
use mcpvet::purl::{Parts, Purl};
use mcpvet::requirement::{self, Intervals, Vers};
use mcpvet::version::Scheme;
use mcpvet::{Input, check, inventory};

/// Runs the property of the target of this name, such as `version_npm` or `purl`.
///
/// The part in front of the first `_` says which property, the rest of what.
pub fn target(name: &str, bytes: &[u8]) {
    match name.split_once('_') {
        Some(("format", id)) => format(&id.replace('_', "-"), bytes),
        Some(("version", of)) => scheme(named(of), bytes),
        Some(("requirement", "vers")) => vers(bytes),
        Some(("requirement", of)) => requirement(named(of), bytes),
        None if name == "pack" => pack(bytes),
        None if name == "purl" => purl(bytes),
        None if name == "toml" => toml(bytes),
        _ => panic!("no property is called {name}"),
    }
}

fn named(name: &str) -> Scheme {
    let found = Scheme::ALL.iter().find(|scheme| format!("{scheme:?}").eq_ignore_ascii_case(name));
    *found.unwrap_or_else(|| panic!("no scheme is called {name}"))
}

/// A format reads any bytes without panic, and each place that it names lies in the text.
fn format(id: &str, bytes: &[u8]) {
    assert!(Format::by_id(id).is_some(), "{id}");
    let input = [Input { name: None, format: Some(id), bytes }];
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n' || **byte == 0).count() as u32;
    for package in &inventory(&input).results[0].packages {
        assert!(package.location.line <= lines && package.location.column >= 1);
    }
    let report = check(&Pack::bundled(), &input);
    let counted = &report.summary;
    assert_eq!(
        counted.packages,
        counted.affected + counted.undecided + counted.unaffected + counted.local
    );
}

/// Keys of a scheme are a total order in which no key begins another one.
fn scheme(scheme: Scheme, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let keys: Vec<_> =
        text.split('\n').take(8).filter_map(|version| scheme.key(version).ok()).collect();
    for a in &keys {
        for b in &keys {
            let starts = b.as_bytes().starts_with(a.as_bytes());
            assert!(!starts || a == b, "the key {a:?} begins {b:?}");
            assert!(a >= b || a.successor() <= *b, "a version between {a:?} and its successor");
        }
    }
}

/// A requirement is a set: together with its complement it holds each version exactly once, and
/// what the tool would take lies in it.
fn requirement(scheme: Scheme, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (requirement, version) = text.split_once('\n').unwrap_or((&text, "1.0.0"));
    let allowed = requirement::contains(scheme, requirement, version);
    let Ok(set) = requirement::intervals(scheme, requirement) else { return };
    let rest = set.complement();
    assert!(set.intersection(&rest).is_empty());
    let both = set.as_slice().iter().chain(rest.as_slice()).cloned().collect();
    assert_eq!(Intervals::union(both), Intervals::all());
    if let Ok(key) = scheme.key(version) {
        assert!(set.contains(&key) != rest.contains(&key));
        assert!(allowed != Ok(true) || set.contains(&key));
    }
}

/// A `vers:` range says the same alone and as a requirement of its ecosystem.
fn vers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (range, version) = text.split_once('\n').unwrap_or((&text, "1.0.0"));
    let Ok(vers) = Vers::parse(range) else { return };
    if let Some(scheme) = vers.scheme() {
        assert_eq!(vers.contains(version), requirement::contains(scheme, range, version));
    }
}

/// An altered pack is refused or read without panic.
fn pack(bytes: &[u8]) {
    let Ok(pack) = Pack::open(bytes) else { return };
    let list = Input { bytes: b"mcp-remote@0.1.15\nmcp==1.9.0\n", ..Input::default() };
    let _ = check(&pack, &[list]).to_json();
    let _ = pack.advisories().map(|row| (row.aliases().count(), pack.document(row))).count();
}

/// What is read as a package URL is written canonically: reading that, and building it from its
/// parts, gives the same again.
fn purl(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parts = Parts::parse(&text);
    if let Ok(parts) = &parts {
        let _ = (parts.package(), parts.full_version());
    }
    let Ok(purl) = Purl::parse(&text) else { return };
    assert!(parts.is_ok());
    let canonical = purl.to_string();
    assert!(canonical.is_ascii(), "{canonical}");
    assert_eq!(Purl::parse(&canonical).as_ref(), Ok(&purl), "{canonical}");
    assert_eq!(Purl::new(purl.parts().clone()).as_ref(), Ok(&purl), "{canonical}");
}

/// Any text is read as TOML, and what is read stands where its span says.
fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut inventory = Inventory::default();
    stands_where_it_says(&read_tree(&text, &mut inventory), &text);
    for span in inventory.notes.iter().filter_map(|note| note.span) {
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
}

fn stands_where_it_says(value: &Value<'_>, text: &str) {
    let raw = &text[value.span.start as usize..value.span.end as usize];
    match &value.data {
        Data::Scalar(scalar) => assert_eq!(*scalar, raw),
        Data::String(string) => assert!(string == raw || raw.contains('\\')),
        Data::Array(elements) => {
            elements.iter().for_each(|element| stands_where_it_says(element, text));
        }
        Data::Object(members) => {
            for (key, member) in members {
                let raw = &text[key.span.start as usize..key.span.end as usize];
                assert!(key.value == raw || raw.contains('\\'));
                stands_where_it_says(member, text);
            }
        }
        Data::Nothing => {}
    }
}
