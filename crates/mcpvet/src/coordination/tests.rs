use super::{Coordination, DoubtKind, Group, State, concerns, doubts};
use crate::advisory::Advisory;
use crate::pack::Pack;
use crate::{Input, check, inventory};

fn facts(groups: &str) -> Coordination {
    let sdks = ["go", "python", "rust"].map(|id| {
        format!(
            r#"{{"id":"{id}","title":"","tier":1,"repository":"https://x.example/{id}","packages":
               [{{"ecosystem":"PyPI","name":"{id}"}}]}}"#
        )
    });
    let text = format!(r#"{{"sdk":[{}],"group":[{groups}]}}"#, sdks.join(","));
    serde_json::from_str(&text).expect(&text)
}

/// `fixed` is the end of its range: `fixed`, `last_affected`, or empty.
fn advisory(id: &str, sdk: &str, cause: &str, published: &str, end: &str) -> Advisory {
    let end = if end.is_empty() { String::new() } else { format!(r#",{{"{end}":"2.0"}}"#) };
    let sdk = if sdk.is_empty() { "null".to_owned() } else { format!("\"{sdk}\"") };
    let cause = if cause.is_empty() { "null".to_owned() } else { format!("\"{cause}\"") };
    let text = format!(
        r#"{{"id":"{id}","aliases":["CVE-{id}"],"related":[],"kind":"vulnerability","component":"sdk",
        "category":"other","relevance":"core","sdk":{sdk},"root_cause":{cause},"transports":[],
        "severity":"high","cvss":[],"cwe":[],"published":"{published}","modified":"{published}",
        "products":[],"summary":"{id} sums it up","impact":"","remediation":"","references":[],
        "affected":[{{"ecosystem":"PyPI","package":"x","ranges":[{{"events":[{{"introduced":"0"}}{end}]}}]}}],
        "timeline":[]}}"#
    );
    serde_json::from_str(&text).expect(&text)
}

fn ids(groups: &[Group]) -> Vec<&str> {
    groups.iter().map(|group| group.id.as_str()).collect()
}

fn states(group: &Group) -> Vec<State> {
    group.rows.iter().map(|row| row.state).collect()
}

#[test]
fn advisories_with_one_root_cause_are_one_group() {
    let advisories = [
        advisory("A", "go", "echo", "2026-01-01", "fixed"),
        advisory("B", "rust", "echo", "2026-02-01", ""),
        advisory("C", "go", "other", "2026-03-01", "fixed"),
        advisory("D", "", "echo", "2026-03-01", "fixed"),
    ];
    let groups = facts("").groups(&advisories);
    assert_eq!(ids(&groups), ["echo", "other"]);
    assert_eq!(states(&groups[0]), [State::Fixed, State::Unknown, State::Affected]);
    assert_eq!(
        (groups[0].title.as_str(), &groups[0].others[..]),
        ("A sums it up", &["D".to_owned()][..])
    );
    assert_eq!(groups[0].row("go").unwrap().fixed(), ["2.0"]);
    assert!(groups[0].holds("cve-a") && !groups[0].holds("C"));
}

#[test]
fn what_is_related_joins_and_what_was_withdrawn_leaves() {
    let mut advisories = [
        advisory("A", "go", "", "2026-01-01", "fixed"),
        advisory("B", "rust", "", "2026-02-01", "fixed"),
        advisory("C", "python", "", "2026-02-02", "fixed"),
        advisory("D", "python", "", "2026-02-03", "fixed"),
    ];
    advisories[2].related = vec!["CVE-A".to_owned(), "B".to_owned()];
    advisories[3].withdrawn = Some(advisories[3].published);
    let groups = facts("").groups(&advisories);
    assert_eq!(ids(&groups), ["A"]);
    assert_eq!(states(&groups[0]), [State::Fixed; 3]);
}

#[test]
fn a_flaw_is_public_with_its_first_record() {
    let mut early = advisory("A", "go", "c", "2026-05-06", "fixed");
    early.timeline = serde_json::from_str(
        r#"[{"date":"2026-04-20","event":"Found"},{"date":"2026-04-29","event":"RustSec advisory published"}]"#,
    )
    .unwrap();
    let groups = facts("").groups(&[early]);
    assert_eq!(groups[0].first_published().unwrap().to_string(), "2026-04-29");
}

#[test]
fn a_named_group_takes_its_causes_and_its_statements() {
    let named = r#"{"id":"n","title":"N","root_causes":["a","b"],"advisories":["CVE-X"],"statement":[
        {"sdk":"python","state":"not-affected","reason":"r","source":"s"},
        {"sdk":"go","state":"not-affected","reason":"r","source":"s"}]}"#;
    let mut advisories = [
        advisory("A", "go", "a", "2026-01-01", "fixed"),
        advisory("B", "go", "b", "2026-01-01", "last_affected"),
        advisory("X", "rust", "c", "2026-01-02", "fixed"),
        advisory("C", "rust", "c", "2026-01-02", "fixed"),
    ];
    // A related record of another named family stays where people put it.
    advisories[0].related = vec!["C".to_owned()];
    let groups = facts(named).groups(&advisories);
    assert_eq!(ids(&groups)[0], "n");
    // What an advisory says counts more than a statement; one without a fix keeps the row open.
    assert_eq!(states(&groups[0]), [State::Affected, State::NotAffected, State::Fixed]);
    assert_eq!(groups.iter().map(|group| group.rows[0].advisories.len()).max(), Some(2));
}

#[test]
fn every_doubt_has_its_case() {
    let kinds = |groups: &[Group]| -> Vec<DoubtKind> {
        doubts(groups, 30).into_iter().map(|doubt| doubt.kind).collect()
    };
    let all = |ends: [&str; 3]| {
        let days = ["2026-01-01", "2026-01-31", "2026-01-02"];
        let sdks = ["go", "python", "rust"];
        [0, 1, 2].map(|at| advisory(sdks[at], sdks[at], "c", days[at], ends[at]))
    };
    assert_eq!(kinds(&facts("").groups(&all(["fixed"; 3]))), []);
    let open = facts("").groups(&all(["fixed", "", "fixed"]));
    assert_eq!(kinds(&open), [DoubtKind::PublishedEarly]);
    assert_eq!(doubts(&open, 29)[1].kind, DoubtKind::DatesApart);
    assert!(doubts(&open, 29)[0].message.contains("a fix for python:"));
    let alone = facts("").groups(&[advisory("A", "go", "c", "2026-01-01", "")]);
    assert_eq!(kinds(&alone), [DoubtKind::MissingMember]);
    assert!(doubts(&alone, 30)[0].message.ends_with("concerns python and rust"));
    let defect = r#"{"id":"n","title":"N","root_causes":["c"],"spec_defect":true}"#;
    assert_eq!(kinds(&facts(defect).groups(&all(["fixed"; 3]))), [DoubtKind::NoSpecContact]);
    let asked = defect.replace("true", r#"true,"spec_contact":"https://x.example/1""#);
    assert_eq!(kinds(&facts(&asked).groups(&all(["fixed"; 3]))), []);
}

#[cfg(feature = "bundled")]
#[test]
fn a_project_learns_of_the_siblings_of_what_it_uses() {
    let facts: Coordination = serde_json::from_str(
        r#"{"sdk":[
        {"id":"typescript","title":"","tier":1,"repository":"","packages":[{"ecosystem":"npm","name":"@modelcontextprotocol/sdk"}]},
        {"id":"python","title":"","tier":1,"repository":"","packages":[{"ecosystem":"PyPI","name":"mcp"}]}],
        "group":[{"id":"rebinding","title":"R","root_causes":["dns-rebinding-default-off"]}]}"#,
    )
    .unwrap();
    let pack = Pack::bundled();
    let documents = pack.advisories().filter_map(|row| pack.document(row));
    let advisories: Vec<Advisory> =
        documents.map(|text| serde_json::from_str(text).unwrap()).collect();
    let inputs = [Input {
        bytes: b"pkg:npm/%40modelcontextprotocol/sdk@1.23.0\npkg:pypi/mcp@2.3.0\nleft-pad@1.0.0\n",
        name: Some("list"),
        ..Input::default()
    }];
    let uses = facts.uses(&inventory(&inputs), &check(&pack, &inputs));
    assert_eq!(uses.len(), 2);
    let found = concerns(&facts.groups(&advisories), &uses);
    let rebinding = found.iter().find(|concern| concern.group == "rebinding").unwrap();
    assert_eq!(rebinding.uses[0].used.advisories, ["GHSA-w48q-cv73-mx4w"]);
    assert_eq!(
        (rebinding.uses[0].used.place.as_str(), &rebinding.uses[0].fixed[..]),
        ("list:1", &["1.24.0".to_owned()][..])
    );
    // The other SDK in use has a sibling that does not apply to the version in use.
    assert_eq!(rebinding.uses[1].used.advisories, [""; 0]);
    assert_eq!(
        (rebinding.uses[1].state, &rebinding.uses[1].fixed[..]),
        (State::Fixed, &["1.23.0".to_owned(), "1.28.1".to_owned()][..])
    );
}
