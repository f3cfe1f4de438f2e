//! What stands in a checklist, and what can never come out of one.

use super::{Case, Knowledge, MOST_ISSUE_BYTES, issue, markdown, respond};
use crate::check::{Input, check, inventory};
use crate::pack::Pack;
use crate::report::Verdict;

fn cases(name: &str, text: &str) -> Vec<Case> {
    let pack = Pack::bundled();
    let inputs = [Input { bytes: text.as_bytes(), name: Some(name), ..Input::default() }];
    respond(&check(&pack, &inputs), &inventory(&inputs), &Knowledge::new(&pack, Vec::new()))
}

/// What stands under a step, as `label: text`.
#[track_caller]
fn known(case: &Case, role: &str, step: &str) -> Vec<String> {
    let role = case.roles.iter().find(|one| one.id == role).unwrap();
    let step = role.steps.iter().find(|one| one.title == step).unwrap();
    step.known.iter().map(|line| format!("{}: {}", line.label, line.text)).collect()
}

const CONFIG: &str = r#"{ "mcpServers": {
    "docs": { "command": "npx", "args": ["-y", "mcp-remote@0.1.15", "https://x.example/mcp"] },
    "more": { "command": "npx", "args": ["-y", "mcp-remote@0.1.10", "https://y.example/mcp"] } } }"#;

#[test]
fn one_checklist_for_all_places_of_a_finding() {
    let cases = cases("mcp.json", CONFIG);
    let [case] = &cases[..] else { panic!("{cases:?}") };
    assert_eq!(case.verdict, Verdict::Affected);
    let steps: Vec<_> = case.roles.iter().map(|role| role.steps.len()).collect();
    assert_eq!(steps, [6, 5, 4]);
    let found = known(case, "security-team", "Review");
    assert_eq!(found[0], "Found: mcp.json:2 mcp-remote 0.1.15 (server docs, started by npx)");
    assert_eq!(found[1], "Found: mcp.json:3 mcp-remote 0.1.10 (server more, started by npx)");
    let repair = known(case, "developer", "Update");
    assert!(repair.contains(&"Fixed in: 0.1.16".to_owned()), "{repair:?}");
    assert!(
        repair.iter().any(|line| line.starts_with("Write: ") && line.contains("mcp-remote@0.1.16"))
    );
    assert!(known(case, "security-team", "Rate the risk")[0].starts_with("Rated: critical 9.6"));
    assert_eq!(known(case, "organisation", "Compliance")[2], "Versions before: 0.1.10, 0.1.15");
}

#[test]
fn what_is_not_known_is_said() {
    let lock = r#"{ "lockfileVersion": 3, "packages": { "node_modules/mcp-remote": { "version": "0.1.15" } } }"#;
    let cases = cases("package-lock.json", lock);
    let reach = known(&cases[0], "security-team", "Rate the risk");
    assert!(
        reach.iter().any(|line| line.contains("does not say how it is started here")),
        "{reach:?}"
    );
    let endless = self::cases("mcp.json", &CONFIG.replace("@0.1.15", "").replace("@0.1.10", ""));
    let rated = known(&endless[0], "security-team", "Rate the risk");
    assert!(rated.iter().any(|line| line.starts_with("Not sure: ")), "{rated:?}");
    assert!(
        known(&endless[0], "security-team", "Document")
            .contains(&"Versions before: none was written down".to_owned())
    );
}

#[test]
fn what_else_is_used_comes_first_among_the_hints() {
    let hints = |list: &str| cases("list", list)[0].similar.clone();
    let alone = hints("pkg:npm/%40cyanheads/git-mcp-server@1.0.0\n");
    assert!(
        alone
            .iter()
            .all(|hint| !hint.why.contains("used here") || hint.why.contains("git-mcp-server"))
    );
    let both =
        hints("pkg:npm/%40cyanheads/git-mcp-server@1.0.0\npkg:npm/ios-simulator-mcp@1.0.0\n");
    assert!(both.iter().any(|hint| hint.why.contains("which is used here")), "{both:?}");
}

/// A line without its code spans, whose fences are runs of backticks of one length.
fn without_code(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some(at) = rest.find('`') {
        out.push_str(&rest[..at]);
        let inside = rest[at..].trim_start_matches('`');
        let fence = &rest[at..rest.len() - inside.len()];
        let mut from = 0;
        let end = loop {
            let Some(found) = inside[from..].find(fence) else { break None };
            let (start, end) = (from + found, from + found + fence.len());
            if !inside[end..].starts_with('`') && !inside[..start].ends_with('`') {
                break Some(end);
            }
            from = end + inside[end..].len() - inside[end..].trim_start_matches('`').len();
        };
        match end {
            Some(end) => rest = &inside[end..],
            None => return out + inside,
        }
    }
    out + rest
}

#[test]
fn nothing_hostile_comes_out_of_a_checklist() {
    let hostile = "{ \"mcpServers\": { \"<img src=x>@team#1`|[a](b)\": { \"command\": \"npx\", \"args\": [\"-y\", \"mcp-remote@0.1.15\"] } } }";
    let cases = cases("a'b $(x)\n@team.json", hostile);
    for page in [markdown(&cases, "@team"), issue(&cases, "@team")] {
        for line in page.lines() {
            // A sign behind a backslash is only that sign.
            let outside = without_code(&line.replace("\\`", "").replace("\\<", ""));
            assert!(!outside.contains("@team") && !outside.contains("<img"), "{line}");
        }
    }
    let proof = known(&cases[0], "security-team", "Verify");
    assert!(proof[0].contains("'a'\\''b $(x)"), "{proof:?}");
}

#[test]
fn an_issue_has_a_title_and_a_limit() {
    let cases = cases("mcp.json", CONFIG);
    let text = issue(&cases, "data");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("Critical: mcp-remote (npm), GHSA-6xpm-ggf7-wc3p"));
    assert_eq!(lines.next(), Some(""));
    let many: Vec<_> = cases.iter().cycle().take(200).cloned().collect();
    let long = issue(&many, "data");
    assert!(long.len() < MOST_ISSUE_BYTES + 500 && long.contains("more that do not fit here."));
    assert!(issue(&[], "data").starts_with("No advisory applies\n\n"));
}
