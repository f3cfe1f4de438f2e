//! Each practice that a machine looks at has a text that contradicts it, and one that only just
//! does not.

use super::{
    Answers, Hardening, Kind, SECTIONS, Sight, Status, assess, blank, csv, markdown, practices,
};
use crate::check::{Input, check};
use crate::pack::Pack;

/// A practice, the name of the input, what contradicts it, what only just does not, and the status
/// of the latter.
type Case = (&'static str, &'static str, &'static str, &'static str, Status);

use Status::{Fails, ForAPerson, Holds, NotDecided, Partly};

const CASES: &[Case] = &[
    ("HRD-1.1", "mcp.json", NPX_LOOKALIKE, NPX_REMOTE, Partly),
    ("HRD-1.3", "mcp.json", PROGRAM, NPX_REMOTE, Partly),
    ("HRD-2.2", "list", "mcp-remote@0.1.15", "mcp-remote@0.1.16", Partly),
    ("HRD-3.1", "mcp.json", NPX_REMOTE, DOCKER, Holds),
    ("HRD-3.3", "mcp.json", DOCKER_OPEN, DOCKER, Holds),
    ("HRD-3.4", "mcp.json", DOCKER_HOME, DOCKER, Holds),
    ("HRD-3.5", "mcp.json", DOCKER_OPEN, DOCKER, Holds),
    ("HRD-4.1", "mcp.json", TUNNEL, REMOTE, Partly),
    ("HRD-4.5", "mcp.json", METADATA, REMOTE, Partly),
    ("HRD-5.2", "mcp.json", KEY, KEY_PLACEHOLDER, Holds),
    ("HRD-5.5", "mcp.json", DENO_ALL, DENO_SOME, Partly),
    ("HRD-7.3", "mcp.json", DOCKER_OPEN, DOCKER, Holds),
    ("HRD-8.3", "mcp.json", APPROVE_ALL, NPX_REMOTE, Partly),
    ("HRD-9.5", "mcp.json", WALLET, KEY_PLACEHOLDER, Partly),
    ("HRD-10.1", "mcp.json", NPX_FLOATING, NPX_REMOTE, Holds),
    ("HRD-10.3", "mcp.json", NPX_ARCHIVED, NPX_KNOWN, Holds),
    ("HRD-10.4", "requirements.txt", "mcp==0.9.1\n", "mcp==2.3.0\n", Holds),
    ("HRD-10.5", "list", "mcp-remote@0.1.15", "mcp-remote@0.1.16", Partly),
    ("HRD-B.1", "list", "mcp-remote@0.1.15", "mcp-remote@0.1.16", Holds),
    ("HRD-B.2", "mcp.json", LOCAL_HTTP, REMOTE, Partly),
    ("HRD-B.3", "mcp.json", ALL_INTERFACES, NPX_REMOTE, Partly),
    ("HRD-B.4", "mcp.json", PLAIN_HTTP, REMOTE, Holds),
];

const NPX_REMOTE: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "mcp-remote@0.1.16", "https://x.example/mcp"] } } }"#;
const NPX_FLOATING: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "mcp-remote", "https://x.example/mcp"] } } }"#;
const NPX_LOOKALIKE: &str =
    r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "mcp-rem0te@0.1.16"] } } }"#;
const NPX_ARCHIVED: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-github@2025.4.8"] } } }"#;
const NPX_KNOWN: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31"] } } }"#;
const PROGRAM: &str =
    r#"{ "mcpServers": { "a": { "command": "python", "args": ["server.py"] } } }"#;
const REMOTE: &str = r#"{ "mcpServers": { "a": { "url": "https://x.example/mcp", "headers": { "Authorization": "Bearer ${TOKEN}" } } } }"#;
const TUNNEL: &str = r#"{ "mcpServers": { "a": { "url": "https://abc.ngrok-free.app/mcp" } } }"#;
const METADATA: &str = r#"{ "mcpServers": { "a": { "url": "https://169.254.169.254/mcp" } } }"#;
const PLAIN_HTTP: &str = r#"{ "mcpServers": { "a": { "url": "http://x.example/mcp" } } }"#;
const LOCAL_HTTP: &str = r#"{ "mcpServers": { "a": { "url": "http://127.0.0.1:9000/mcp" } } }"#;
const ALL_INTERFACES: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "some-server@1.0.0", "--host", "0.0.0.0"] } } }"#;
const KEY: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "x@1.0.0"], "env": { "API_KEY": "k3Jd92hfQpZx71LmVt5Rb8Ws" } } } }"#;
const KEY_PLACEHOLDER: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "x@1.0.0"], "env": { "API_KEY": "${API_KEY}", "PRIVATE_KEY": "${PRIVATE_KEY}" } } } }"#;
const WALLET: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "x@1.0.0"], "env": { "PRIVATE_KEY": "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318" } } } }"#;
const APPROVE_ALL: &str = r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "x@1.0.0"], "autoApprove": ["*"] } } }"#;
const DENO_ALL: &str =
    r#"{ "mcpServers": { "a": { "command": "deno", "args": ["run", "-A", "npm:x@1.0.0"] } } }"#;
const DENO_SOME: &str = r#"{ "mcpServers": { "a": { "command": "deno", "args": ["run", "--allow-env=KEY", "npm:x@1.0.0"] } } }"#;
const DOCKER: &str = r#"{ "mcpServers": { "a": { "command": "docker", "args": ["run", "-i", "--rm", "--cap-drop", "ALL", "--security-opt=no-new-privileges", "--network=none", "-v", "./data:/data:ro", "ghcr.io/a/b:1.2.3@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] } } }"#;
const DOCKER_OPEN: &str = r#"{ "mcpServers": { "a": { "command": "docker", "args": ["run", "-i", "--rm", "--cap-drop", "ALL", "--security-opt", "seccomp=unconfined", "--network", "bridge", "ghcr.io/a/b:1.2.3"] } } }"#;
const DOCKER_HOME: &str = r#"{ "mcpServers": { "a": { "command": "docker", "args": ["run", "-i", "--rm", "-v", "/:/host", "ghcr.io/a/b:1.2.3"] } } }"#;
const WORKFLOW: &str = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/dependency-review-action@v4\n";

fn hardening(name: &str, text: &str, answers: &str) -> Hardening {
    let pack = Pack::bundled();
    let input = Input { bytes: text.as_bytes(), name: Some(name), ..Input::default() };
    let answers: Answers = serde_json::from_str(answers).unwrap();
    assess(&check(&pack, &[input]), &[Sight::of(&pack, &input)], &answers)
}

#[track_caller]
fn status(name: &str, text: &str, id: &str) -> Status {
    hardening(name, text, "{}").practice(id).unwrap().status
}

#[test]
fn the_table_has_ten_sections_of_five_and_six_basics() {
    assert_eq!(SECTIONS.len(), 10);
    for (number, section) in SECTIONS.iter().enumerate() {
        assert_eq!(section.practices.len(), 5, "{}", section.title);
        for (at, practice) in section.practices.iter().enumerate() {
            assert_eq!(practice.id, format!("HRD-{}.{}", number + 1, at + 1));
        }
    }
    assert_eq!(practices().count(), 56);
    for practice in practices() {
        assert!(
            practice.question.ends_with('?') && practice.risk.ends_with('.'),
            "{}",
            practice.id
        );
        assert_eq!(
            practice.kind == Kind::Person,
            practice.looks_at().is_empty(),
            "{}",
            practice.id
        );
        for rule in practice.rules() {
            assert!(crate::rules::by_id(rule).is_some(), "{}: {rule}", practice.id);
        }
    }
}

#[test]
fn each_practice_is_contradicted_and_only_just_not() {
    let wrong = CASES.iter().filter_map(|(id, name, against, near, otherwise)| {
        let got = (status(name, against, id), status(name, near, id));
        (got != (Fails, *otherwise)).then(|| format!("{id}: {got:?}"))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    // A file of a user and a workflow without a scanner contradict nothing.
    assert_eq!(status("/home/a/mcp.json", REMOTE, "HRD-7.4"), Partly);
    assert_eq!(status(".github/workflows/a.yml", WORKFLOW, "HRD-2.4"), Partly);
    let without = WORKFLOW.replace("actions/dependency-review-action", "actions/cache");
    assert_eq!(status(".github/workflows/a.yml", &without, "HRD-2.4"), NotDecided);
    let seen = CASES.iter().map(|case| case.0).chain(["HRD-7.4", "HRD-2.4"]);
    let mut seen: Vec<_> = seen.collect();
    seen.sort_unstable();
    let mut looked: Vec<_> =
        practices().filter(|it| it.kind != Kind::Person).map(|it| it.id).collect();
    looked.sort_unstable();
    assert_eq!(seen, looked);
}

#[test]
fn without_anything_nothing_holds() {
    let pack = Pack::bundled();
    let nothing = assess(&check(&pack, &[]), &[], &Answers::default());
    assert!(nothing.outcomes().all(|it| matches!(it.status, ForAPerson | NotDecided)));
    assert!(nothing.outcomes().all(|it| it.looked_at.is_empty()));
}

#[test]
fn what_holds_says_what_was_looked_at() {
    for text in [DOCKER, REMOTE, NPX_REMOTE, "left-pad@1.3.0"] {
        for outcome in hardening("input", text, "{}").outcomes() {
            assert!(outcome.status != Holds || !outcome.looked_at.is_empty(), "{}", outcome.id);
        }
    }
}

#[test]
fn a_part_that_could_not_be_read_lets_nothing_hold() {
    let broken = DOCKER.replace("} } }", "} , \"b\": 7 } }");
    assert_eq!(status("mcp.json", &broken, "HRD-3.1"), Partly);
}

#[test]
fn people_answer_what_machines_cannot_see() {
    let answers = r#"{ "answer": [
        { "id": "HRD-2.1", "status": "yes", "notes": "reviewed @everyone" },
        { "id": "HRD-6.2", "status": "no", "target": "2027-01-31" },
        { "id": "HRD-1.1", "status": "yes" },
        { "id": "HRD-10.1", "status": "yes" },
        { "id": "HRD-5.1", "status": "" } ] }"#;
    let hardening = hardening("mcp.json", NPX_FLOATING, answers);
    let status = |id: &str| hardening.practice(id).unwrap().status;
    assert_eq!(status("HRD-2.1"), Holds);
    assert_eq!(status("HRD-6.2"), Fails);
    assert_eq!(status("HRD-1.1"), Holds);
    assert_eq!(status("HRD-10.1"), Fails, "what was seen weighs more");
    assert_eq!(status("HRD-5.1"), ForAPerson);
    assert!(markdown(&hardening).contains("reviewed @<!-- -->everyone"));
    assert!(csv(&hardening).contains("\"2027-01-31\""));
}

#[test]
fn hostile_names_stay_text() {
    let config =
        r#"{ "mcpServers": { "=cmd()|'<b>@a": { "command": "npx", "args": ["-y", "x"] } } }"#;
    let hardening = hardening("=1+1.json", config, "{}");
    let table = csv(&hardening);
    assert!(!table.contains("\"=") && table.contains("\"'=1+1.json:1 "), "{table}");
    let page = markdown(&hardening);
    assert!(!page.contains("<b>@a") && page.contains("\\<b\\>@<!-- -->a"), "{page}");
}

#[test]
fn a_blank_file_asks_every_question() {
    let file = blank();
    assert!(practices().all(|it| file.contains(&format!("id = \"{}\"\n", it.id))));
    assert_eq!(file.matches("[[answer]]").count(), 56);
}
