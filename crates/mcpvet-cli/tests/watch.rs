//! `mcpvet watch` over several days.

mod shared;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use shared::{err, out, write};

const ID: &str = "GHSA-6xpm-ggf7-wc3p";

/// A folder with a file of mcpvet watch and what it watches.
struct Place {
    folder: tempfile::TempDir,
}

const CONFIG: &str = "title = \"Tools\"\n[[input]]\nname = \"app\"\npath = \"list.txt\"\n";

impl Place {
    fn new(config: &str) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.write("mcpvet-watch.toml", config);
        place.write("list.txt", "mcp-remote@0.1.15\n");
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, file: &str, text: &str) {
        write(&self.path(file), text);
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_default()
    }

    fn mcpvet(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .env_remove("COLUMNS")
            .output()
            .expect("mcpvet runs")
    }

    /// A run of a day; its exit code and its digest.
    fn run(&self, day: &str) -> (i32, Value) {
        let output = self.mcpvet(&["watch", "--today", day, "--json"]);
        let digest = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!("{error}: {} {}", out(&output), err(&output));
        });
        (output.status.code().expect("a code"), digest)
    }

    fn status(&self) -> String {
        let text = self.read("mcpvet-watch.status.txt");
        text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
    }
}

fn kinds(digest: &Value) -> Vec<&str> {
    digest["events"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect()
}

#[test]
fn a_finding_is_followed_from_new_to_verified() {
    let place = Place::new(CONFIG);
    let (code, digest) = place.run("2026-11-20");
    assert_eq!((code, kinds(&digest)), (1, vec!["new"]));
    assert_eq!(place.status(), format!("app npm:mcp-remote {ID} open 2026-11-20"));
    let (code, digest) = place.run("2026-11-21");
    assert_eq!((code, kinds(&digest)), (0, vec![]));
    let said = place.mcpvet(&[
        "watch",
        "set",
        "cve-2025-6514",
        "planned",
        "--until",
        "2026-12-01",
        "--reason",
        "with 4.2",
        "--today",
        "2026-11-21",
    ]);
    let line = format!("app npm:mcp-remote {ID} planned 2026-11-21 until=2026-12-01 -- with 4.2");
    assert_eq!(out(&said), format!("{line}\n"), "{}", err(&said));
    assert_eq!(place.status(), line);
    let (code, digest) = place.run("2026-12-02");
    assert_eq!((code, kinds(&digest)), (1, vec!["overdue"]));
    place.write("list.txt", "mcp-remote@0.1.16\n");
    let (code, digest) = place.run("2026-12-03");
    assert_eq!((code, kinds(&digest)), (0, vec!["fixed"]));
    let built = digest["data_built"].as_str().unwrap();
    let line = format!(
        "app npm:mcp-remote {ID} verified 2026-12-03 -- was 0.1.15, is 0.1.16; dataset of {built}"
    );
    assert_eq!(place.status(), line);
}

#[test]
fn an_input_that_is_gone_fixes_nothing_and_fails() {
    let place = Place::new(CONFIG);
    place.run("2026-11-20");
    fs::remove_file(place.path("list.txt")).unwrap();
    let (code, digest) = place.run("2026-11-20");
    assert_eq!((code, kinds(&digest)), (2, vec!["not-checked"]));
    assert!(digest["unread"][0]["why"].as_str().unwrap().starts_with("list.txt: "));
    assert_eq!(place.status(), format!("app npm:mcp-remote {ID} open 2026-11-20"));
    let (code, digest) = place.run("2026-11-20");
    assert_eq!((code, kinds(&digest)), (2, vec![]), "{digest}");
}

#[test]
fn a_folder_is_looked_through_and_a_file_of_it_can_go() {
    let config = "[[input]]\nname = \"app\"\npath = \"below\"\n";
    let place = Place::new(config);
    place.write("below/a/requirements.txt", "mcp==1.9.0\n");
    place.write("below/b/requirements.txt", "mcp==1.9.0\n");
    let (_, digest) = place.run("2026-11-20");
    let files = &digest["events"][0]["found"]["files"];
    assert_eq!(files[0], "below/a/requirements.txt");
    assert_eq!(files[1], "below/b/requirements.txt");
    fs::remove_dir_all(place.path("below/b")).unwrap();
    place.write("below/a/requirements.txt", "mcp==999.0.0\n");
    let (_, digest) = place.run("2026-11-21");
    assert!(kinds(&digest).iter().all(|kind| *kind == "not-checked"), "{digest}");
    place.write("below/b/requirements.txt", "mcp==999.0.0\n");
    let (_, digest) = place.run("2026-11-22");
    assert!(kinds(&digest).iter().all(|kind| *kind == "fixed"), "{digest}");
}

#[test]
fn the_same_file_has_the_same_name_wherever_it_is_started() {
    let place = Place::new(CONFIG);
    place.run("2026-11-20");
    let config = place.path("mcpvet-watch.toml");
    let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(["watch", config.to_str().unwrap(), "--today", "2026-11-20", "--json"])
        .current_dir("/")
        .output()
        .unwrap();
    let digest: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(kinds(&digest), [] as [&str; 0], "{digest}");
}

#[test]
fn the_hosts_of_a_machine_are_watched() {
    let place = Place::new("[[input]]\nname = \"laptop\"\nhosts = \"user\"\n");
    let config =
        "{\"mcpServers\":{\"docs\":{\"command\":\"npx\",\"args\":[\"-y\",\"mcp-remote@0.1.15\"]}}}";
    place.write("home/.cursor/mcp.json", config);
    let run = || {
        let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .args(["watch", "--today", "2026-11-20", "--json"])
            .current_dir(place.folder.path())
            .env("HOME", place.path("home"))
            .env_remove("XDG_CONFIG_HOME")
            .output()
            .unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let digest = run();
    let found = digest["events"].as_array().unwrap().iter().find(|it| it["found"]["id"] == ID);
    let file = found.unwrap()["found"]["files"][0].as_str().unwrap();
    assert!(file.ends_with("/home/.cursor/mcp.json"), "{file}");
    fs::remove_file(place.path("home/.cursor/mcp.json")).unwrap();
    let digest = run();
    assert!(kinds(&digest).iter().all(|kind| *kind == "not-checked"), "{digest}");
    assert_eq!(digest["unread"][0]["why"], "no host has a file on this machine");
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new(CONFIG);
    let output = place.mcpvet(&["watch", "--today", "2026-11-20", "--dry-run"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("nothing was written; 1 line of"), "{}", err(&output));
    let files: Vec<_> = fs::read_dir(place.folder.path()).unwrap().collect();
    assert_eq!(files.len(), 2);
}

#[test]
fn what_is_wrong_with_a_file_is_told_before_anything_is_written() {
    for (file, text, expected) in [
        ("mcpvet-watch.status.txt", "app x\n", "status.txt:1: expected an input, a subject"),
        ("mcpvet-watch.status.txt", "a b c accepted 2026-11-20\n", ":1: accepted needs a reason"),
        ("mcpvet-watch.state.json", "", "no state of mcpvet: EOF while parsing"),
        (
            "mcpvet-watch.state.json",
            "{\"version\":2}",
            "a state of version 2, and this mcpvet reads",
        ),
        (
            "mcpvet-watch.toml",
            "[[input]]\nname = \"a b\"\npath = \"x\"\n",
            "input 'a b': a name has",
        ),
        ("mcpvet-watch.toml", "[[input]]\nname = \"a\"\n", "input a: expected a path, or hosts"),
        ("mcpvet-watch.toml", "title = \"x\"\n", "nothing is watched"),
        ("mcpvet-watch.toml", "titel = \"x\"\n", "mcpvet-watch.toml:1: unknown field `titel`"),
        (
            "mcpvet-watch.toml",
            "[[input]]\nname = \"a\"\npath = \"x\"\n[[channel]]\nname = \"c\"\nkind = \"slack\"\nlink = \"x\"\n",
            "unknown field `link`",
        ),
        (
            "mcpvet-watch.toml",
            "[[input]]\nname=\"a\"\npath=\"x\"\n[[input]]\nname=\"a\"\npath=\"y\"",
            "two inputs are called a",
        ),
    ] {
        let place = Place::new(CONFIG);
        place.write(file, text);
        let output = place.mcpvet(&["watch", "--today", "2026-11-20"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(err(&output).contains(expected), "{text}: {}", err(&output));
        assert_eq!(place.read(file), text);
        let state = "mcpvet-watch.state.json";
        assert!(file == state || !place.path(state).exists(), "{text}");
    }
}

#[test]
fn a_clock_that_went_back_is_told() {
    let place = Place::new(CONFIG);
    place.run("2026-11-20");
    let output = place.mcpvet(&["watch", "--today", "2026-11-19"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("the last run was on 2026-11-20, which is behind 2026-11-19"));
}

#[test]
fn a_decision_needs_a_reason_and_something_to_decide() {
    let place = Place::new(CONFIG);
    let before = place.mcpvet(&["watch", "set", ID, "fixed"]);
    assert!(err(&before).contains("the last run saw no open finding of"), "{}", err(&before));
    place.run("2026-11-20");
    for (arguments, expected) in [
        (vec!["set", ID, "accepted"], "accepted needs --reason"),
        (vec!["set", ID, "verified"], "invalid value 'verified'"),
        (vec!["set", ID, "fixed", "--input", "other"], "the last run saw no open finding of"),
        (
            vec!["set", ID, "planned", "--until", "2026-11-01", "--today", "2026-11-20"],
            "--until lies behind",
        ),
    ] {
        let output = place.mcpvet(&[&["watch"], &*arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(expected), "{arguments:?}: {}", err(&output));
    }
    let hostile = "x\ny \u{1b}[31m";
    place.mcpvet(&["watch", "set", ID, "accepted", "--reason", hostile, "--today", "2026-11-20"]);
    assert_eq!(
        place.status(),
        format!("app npm:mcp-remote {ID} accepted 2026-11-20 -- x\u{fffd}y \u{fffd}[31m")
    );
    let listed = place.mcpvet(&["watch", "status", "--today", "2026-11-20"]);
    assert!(
        out(&listed).starts_with("-  critical  accepted  app npm:mcp-remote"),
        "{}",
        out(&listed)
    );
}

#[test]
fn a_digest_has_every_form() {
    let place = Place::new(CONFIG);
    let form = |form: &str| {
        let output =
            place.mcpvet(&["watch", "--today", "2026-11-20", "--dry-run", "--output", form]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        out(&output).to_owned()
    };
    assert!(
        form("text")
            .starts_with("Tools\n1 new; 1 open\n\nNew\n■ critical mcp-remote 0.1.15 (npm)\n")
    );
    assert!(form("markdown").contains("### Critical: `mcp-remote 0.1.15 (npm)`\n"));
    let html = form("html");
    assert!(html.starts_with("<!doctype html>\n") && html.contains("<h1>Tools</h1>"));
    for loads in ["src=", "@import", "url(", "<link", "<script"] {
        assert!(!html.contains(loads), "{loads}");
    }
    let json: Value = serde_json::from_str(&form("json")).unwrap();
    assert_eq!(json["numbers"]["open"], 1);
    assert_eq!(form("mail"), form("mail"));
    place.mcpvet(&[
        "watch",
        "--today",
        "2026-11-20",
        "--output",
        "html",
        "--out",
        "out/digest.html",
    ]);
    assert_eq!(place.read("out/digest.html"), html);
}

#[test]
fn a_digest_as_json_follows_its_schema() {
    let schema: Value =
        serde_json::from_str(include_str!("../../mcpvet/digest.schema.json")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let place = Place::new(CONFIG);
    let check = |digest: &Value| {
        let errors: Vec<_> = schema.iter_errors(digest).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    };
    check(&place.run("2026-11-20").1);
    place.mcpvet(&["watch", "set", ID, "planned", "--today", "2026-11-20", "--reason", "x"]);
    place.write("list.txt", "mcp-remote@0.1.14\n");
    check(&place.run("2026-12-20").1);
    fs::remove_file(place.path("list.txt")).unwrap();
    check(&place.run("2026-12-21").1);
    assert!(!schema.is_valid(&serde_json::json!({ "schema_version": "1.0" })));
}

#[test]
fn a_mail_is_what_other_programs_read_as_one() {
    let config = format!(
        "{CONFIG}[[channel]]\nname = \"m\"\nkind = \"smtp\"\nserver = \"localhost\"\n\
         from = \"Größe <mcpvet@example.org>\"\nto = [\"a@example.org\", \"b@example.org\"]\n"
    )
    .replace("Tools", "Werkzeuge für MCP\\r\\nBcc: x@example.org");
    let place = Place::new(&config);
    let output = place.mcpvet(&["watch", "--today", "2026-11-20", "--output", "mail"]);
    let mail = mail_parser::MessageParser::default().parse(&output.stdout).expect("a mail");
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("mcpvet@example.org"));
    assert_eq!(mail.from().unwrap().first().unwrap().name(), Some("Größe"));
    assert_eq!(mail.to().unwrap().iter().count(), 2);
    assert!(mail.bcc().is_none());
    let subject = mail.subject().unwrap();
    assert!(
        subject.starts_with("Werkzeuge für MCP") && subject.ends_with(": 1 new; 1 open"),
        "{subject}"
    );
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-11-20T00:00:00Z");
    assert!(mail.message_id().unwrap().ends_with("@example.org"));
    assert!(mail.references().as_text().unwrap().starts_with("mcpvet."));
    assert_eq!(mail.header("Auto-Submitted").unwrap().as_text(), Some("auto-generated"));
    assert!(mail.body_text(0).unwrap().contains("critical mcp-remote 0.1.15 (npm)"));
    assert!(mail.body_html(0).unwrap().starts_with("<!doctype html>"));
    assert_eq!((mail.text_body.len(), mail.html_body.len(), mail.attachments.len()), (1, 1, 0));
    // RFC 5322: lines of at most 998 bytes that end with CR and LF, in ASCII.
    for line in output.stdout.split_inclusive(|byte| *byte == b'\n') {
        assert!(line.ends_with(b"\r\n") && line.len() <= 1_000 && line.is_ascii());
    }
}

#[test]
fn the_file_to_begin_with_works() {
    let place = Place::new("");
    let template = place.mcpvet(&["watch", "--new"]);
    place.write("mcpvet-watch.toml", out(&template));
    place.write(
        "package-lock.json",
        r#"{"lockfileVersion":3,"packages":{"node_modules/mcp-remote":{"version":"0.1.15"}}}"#,
    );
    let (code, digest) = place.run("2026-11-20");
    assert_eq!((code, kinds(&digest)), (1, vec!["new"]));
    // What is commented out is right as well.
    let all: String = out(&template)
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n")
        .collect();
    place.write("mcpvet-watch.toml", &all);
    let (code, _) = place.run("2026-11-20");
    assert!(code != 2 || all.contains("hosts"), "{all}");
}

/// The folder of the examples that people copy.
fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/watch")
}

#[test]
fn the_example_of_a_file_works() {
    let config = fs::read_to_string(examples().join("mcpvet-watch.toml")).unwrap();
    let place = Place::new(&config);
    place.write(
        "gateway/package-lock.json",
        r#"{"lockfileVersion":3,"packages":{"node_modules/mcp-remote":{"version":"0.1.15"}}}"#,
    );
    place.write("services/requirements.txt", "mcp==999.0.0\n");
    let (code, digest) = place.run("2026-11-20");
    assert_eq!((code, kinds(&digest)), (1, vec!["new"]), "{digest}");
}

#[test]
fn systemd_takes_the_service_and_the_timer() {
    let text = |name: &str| fs::read_to_string(examples().join(name)).unwrap();
    let (service, timer) = (text("mcpvet-watch.service"), text("mcpvet-watch.timer"));
    // What both have to say, wherever systemd is not at hand.
    for (text, lines) in [
        (&service, ["[Service]", "Type=oneshot", "SuccessExitStatus=1"]),
        (&timer, ["[Timer]", "OnCalendar=*-*-* 06:00:00 UTC", "WantedBy=timers.target"]),
    ] {
        for line in lines {
            assert!(text.lines().any(|one| one == line), "{line}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    // It looks whether the program is there, which on this machine it is elsewhere.
    let service = service.replace("/usr/local/bin/mcpvet", env!("CARGO_BIN_EXE_mcpvet"));
    write(&folder.path().join("mcpvet-watch.service"), &service);
    write(&folder.path().join("mcpvet-watch.timer"), &timer);
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "mcpvet-watch.service", "mcpvet-watch.timer"])
        .current_dir(folder.path())
        .output();
    let Ok(verify) = verify else { return };
    assert!(verify.status.success(), "{}", err(&verify));
    let about: Vec<_> = err(&verify).lines().filter(|line| line.contains("mcpvet-watch")).collect();
    assert!(about.is_empty(), "{about:?}");
}

/// mcpvet reads workflows itself.
#[test]
fn the_workflow_is_one() {
    let place = Place::new(CONFIG);
    let text = fs::read_to_string(examples().join("github-actions.yml")).unwrap();
    place.write(".github/workflows/watch.yml", &text);
    let output = place.mcpvet(&["inventory", ".github/workflows/watch.yml", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let inventory: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(inventory["notes"], serde_json::json!([]));
    let packages = inventory["results"][0]["packages"].as_array().unwrap();
    assert!(packages.iter().any(|package| package["name"] == "actions/checkout"), "{packages:?}");
    assert!(text.contains("mcpvet watch --send"));
}
