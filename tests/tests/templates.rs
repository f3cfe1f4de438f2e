//! The forms for issues and pull requests: GitHub shows none that breaks its rules, and says so nowhere.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use conformance::root;
use mcpvet::input::Inventory;
use mcpvet::input::json::{Data, Value};
use mcpvet::input::yaml::read_tree;

fn folder() -> PathBuf {
    root().join("../.github")
}

/// The one document of a YAML text that is read without a note.
fn document(text: &str) -> Option<Value<'_>> {
    let mut inventory = Inventory::default();
    let mut documents = read_tree(text, &mut inventory);
    documents.pop().filter(|_| documents.is_empty() && inventory.notes.is_empty())
}

fn text<'v>(value: &'v Value<'_>, key: &str) -> &'v str {
    match value.get(key).map(|value| &value.data) {
        Some(Data::String(text)) => text,
        Some(Data::Scalar(text)) => text,
        _ => "",
    }
}

fn items<'v, 'a>(value: Option<&'v Value<'a>>) -> &'v [Value<'a>] {
    match value.map(|value| &value.data) {
        Some(Data::Array(items)) => items,
        _ => &[],
    }
}

fn strings(value: Option<&Value<'_>>) -> Vec<String> {
    let words = items(value).iter().filter_map(|item| match &item.data {
        Data::String(text) => Some(text.to_string()),
        _ => None,
    });
    words.collect()
}

/// What GitHub asks of a form, and what we ask of our own.
fn problems(form: &str, labels: &HashSet<String>) -> Vec<String> {
    let Some(form) = document(form) else { return vec!["expected one document of YAML".into()] };
    let mut problems = Vec::new();
    for key in ["name", "description"] {
        if text(&form, key).is_empty() {
            problems.push(format!("expected {key}"));
        }
    }
    let named = strings(form.get("labels"));
    if named.is_empty() || named.iter().any(|label| !labels.contains(label)) {
        problems.push(format!("expected labels of labels.yml, found {named:?}"));
    }
    let mut ids = HashSet::new();
    let body = items(form.get("body"));
    let mut asks = 0;
    for field in body {
        let (kind, attributes) = (text(field, "type"), field.get("attributes"));
        let attribute = |key| attributes.map(|it| text(it, key)).unwrap_or_default();
        if kind == "markdown" {
            if attribute("value").is_empty() {
                problems.push("expected a value of markdown".into());
            }
            continue;
        }
        asks += 1;
        let id = text(field, "id");
        let is_id = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if id.is_empty() || !id.bytes().all(is_id) || !ids.insert(id) {
            problems.push(format!("expected an id of its own, found “{id}”"));
        }
        if !["input", "textarea", "dropdown", "checkboxes"].contains(&kind) {
            problems.push(format!("{id}: there is no field of the type “{kind}”"));
        }
        if attribute("label").is_empty() {
            problems.push(format!("{id}: expected a label"));
        }
        let options = strings(attributes.and_then(|it| it.get("options")));
        let is_choice = kind == "dropdown";
        if is_choice && options.len() < 2 {
            problems.push(format!("{id}: expected options"));
        }
        let required = field.get("validations").map(|it| text(it, "required"));
        if required.is_some_and(|word| !["true", "false"].contains(&word)) {
            problems.push(format!("{id}: expected true or false"));
        }
    }
    if asks == 0 {
        problems.push("expected a field to fill in".into());
    }
    problems
}

fn labels() -> HashSet<String> {
    let file = fs::read_to_string(folder().join("labels.yml")).unwrap();
    let list = document(&file).expect("labels.yml");
    let rows = items(Some(&list));
    let is_color = |row: &Value<'_>| {
        let color = text(row, "color");
        color.len() == 6 && color.bytes().all(|b| b.is_ascii_hexdigit())
    };
    assert!(rows.iter().all(|row| is_color(row) && !text(row, "description").is_empty()));
    rows.iter().map(|row| text(row, "name").to_owned()).collect()
}

#[test]
fn every_form_is_one_that_github_shows() {
    let labels = labels();
    let mut used = HashSet::new();
    for entry in fs::read_dir(folder().join("ISSUE_TEMPLATE")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let form = fs::read_to_string(&path).unwrap();
        if name != "config.yml" {
            assert_eq!(problems(&form, &labels), Vec::<String>::new(), "{name}");
            used.extend(strings(document(&form).unwrap().get("labels")));
        }
    }
    assert_eq!(used, labels, "each label has its form");
}

#[test]
fn a_form_that_github_would_hide_is_told() {
    let labels = labels();
    let good = fs::read_to_string(folder().join("ISSUE_TEMPLATE/5-bug.yml")).unwrap();
    assert!(problems(&good, &labels).is_empty());
    for (from, to) in [
        ("name: Something", "title: Something"),
        ("[\"bug\"]", "[\"bgu\"]"),
        ("id: version", "id: surface"),
        ("type: input", "type: text"),
        ("      label: Version", "      lable: Version"),
        ("required: true", "required: yes"),
        ("        - command", "        command"),
        ("body:", "body: [] #"),
    ] {
        let broken = good.replacen(from, to, 1);
        assert_ne!(broken, good, "{from}");
        assert!(!problems(&broken, &labels).is_empty(), "{from}");
    }
}

/// Vulnerabilities never become issues, and each address of ours is a page that is there.
#[test]
fn vulnerabilities_are_sent_to_private_forms() {
    let file = fs::read_to_string(folder().join("ISSUE_TEMPLATE/config.yml")).unwrap();
    let config = document(&file).unwrap();
    assert_eq!(text(&config, "blank_issues_enabled"), "false");
    let links = items(config.get("contact_links"));
    let private = "https://github.com/mcpvet/mcpvet/security/advisories/new";
    assert!(links.iter().any(|link| text(link, "url") == private));
    assert!(
        links.iter().all(|link| !text(link, "name").is_empty() && !text(link, "about").is_empty())
    );

    let pages = root().join("../www/pages");
    let mut found = 0;
    for name in ["ISSUE_TEMPLATE", "."] {
        for entry in fs::read_dir(folder().join(name)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            for rest in text.split("https://mcpvet.github.io/mcpvet/").skip(1) {
                let page =
                    rest.split(|c: char| c.is_whitespace() || ")>".contains(c)).next().unwrap();
                let page = page.trim_end_matches('/');
                let is_there = pages.join(page).join("index.md").is_file()
                    || pages.join(format!("{page}.md")).is_file();
                assert!(is_there, "{}: {page}", path.display());
                found += 1;
            }
        }
    }
    assert!(found >= 3);
    let request = fs::read_to_string(folder().join("PULL_REQUEST_TEMPLATE.md")).unwrap();
    assert!(request.contains(private) && request.contains("mcpvet-admin -- lint"));
}
