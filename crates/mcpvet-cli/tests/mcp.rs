//! `mcpvet mcp` on a machine with configurations of many hosts: what it finds, says and leaves.

mod shared;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use shared::{err, out};

/// A home and a repository of their own.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir_all(machine.path("home")).expect("a home");
        fs::create_dir_all(machine.path("app/.git")).expect("a repository");
        machine
    }

    /// A path by its real name, which a temporary folder may not have.
    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("it exists").join(below)
    }

    fn write(&self, file: &str, text: &str) {
        shared::write(&self.path(file), text);
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .arg("mcp")
            .args(arguments)
            .current_dir(self.path(folder))
            .env_clear()
            .env("HOME", self.path("home"))
            .env("USERPROFILE", self.path("home"))
            .env("LANG", "C.UTF-8")
            .output()
            .expect("the command runs")
    }

    #[track_caller]
    fn exits(&self, arguments: &[&str], code: i32) -> Output {
        let output = self.run_in("app", arguments);
        let (out, err) = (out(&output), err(&output));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {out}{err}");
        output
    }

    #[track_caller]
    fn report(&self, arguments: &[&str], code: i32) -> Value {
        let output = self.exits(&[arguments, &["--json"]].concat(), code);
        serde_json::from_str(out(&output)).expect("JSON alone")
    }
}

/// The sources of a report: name without the folder of the test, scope and hosts, packages.
fn sources(machine: &Machine, report: &Value) -> Vec<(String, String, u64)> {
    let root = format!("{}/", machine.path("").to_string_lossy().trim_end_matches('/'));
    let words = |source: &Value| {
        let hosts = source["hosts"].as_array().expect("hosts");
        let hosts: Vec<_> = hosts.iter().map(|host| host.as_str().expect("an id")).collect();
        format!("{}: {}", source["scope"].as_str().expect("a scope"), hosts.join(" "))
    };
    let results = report["results"].as_array().expect("results");
    let source = |result: &Value| {
        let source = &result["source"];
        let name = source["name"].as_str().expect("a name").replace(&root, "");
        (name, words(source), source["packages"].as_u64().expect("a number"))
    };
    results.iter().map(source).collect()
}

/// A server in the shape that most hosts share.
const SERVER: &str =
    r#"{ "mcpServers": { "clock": { "command": "npx", "args": ["-y", "clock-mcp@1.0.0"] } } }"#;

#[cfg(target_os = "linux")]
#[test]
fn the_files_of_many_hosts_are_found() {
    let machine = Machine::new();
    let files = [
        (".config/Claude/claude_desktop_config.json", "claude-desktop", SERVER),
        (
            ".claude.json",
            "claude-code",
            r#"{ "numStartups": 4, "projects": { "/p": { "allowedTools": [], "mcpServers": {
                "clock": { "type": "stdio", "command": "uvx", "args": ["clock-mcp"] } } } } }"#,
        ),
        (
            ".cursor/mcp.json",
            "cursor",
            "{ // comments are usual here\n  \"mcpServers\": { \"docs\": { \"url\": \"https://mcp.example.com/mcp\" }, }, }",
        ),
        (
            ".config/Code/User/mcp.json",
            "vscode",
            r#"{ "inputs": [{ "type": "promptString", "id": "key", "password": true }], "servers": {
                "clock": { "type": "stdio", "command": "npx", "args": ["clock-mcp"],
                           "env": { "KEY": "${input:key}" } } } }"#,
        ),
        (".config/VSCodium/User/profiles/1a2b/mcp.json", "vscode", r#"{ "servers": {} }"#),
        (".copilot/mcp-config.json", "copilot-cli", SERVER),
        (".codeium/windsurf/mcp_config.json", "windsurf", SERVER),
        (".gemini/antigravity/mcp_config.json", "antigravity", SERVER),
        (
            ".config/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
            "cline",
            SERVER,
        ),
        (
            ".config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json",
            "roo",
            SERVER,
        ),
        (
            ".config/zed/settings.json",
            "zed",
            r#"{ "theme": "One", "context_servers": { "clock": { "command": "npx", "args": ["clock-mcp"] } } }"#,
        ),
        (".gemini/settings.json", "gemini-cli", SERVER),
        (".qwen/settings.json", "qwen-code", SERVER),
        (
            ".config/amp/settings.json",
            "amp",
            r#"{ "amp.mcpServers": { "clock": { "command": "npx", "args": ["clock-mcp"] } } }"#,
        ),
        (".lmstudio/mcp.json", "lm-studio", SERVER),
        (".aws/amazonq/cli-agents/helper.json", "amazon-q", SERVER),
        (".kiro/settings/mcp.json", "kiro", SERVER),
        (".junie/mcp/mcp.json", "junie", SERVER),
        (".factory/mcp.json", "factory", SERVER),
        (".rovodev/mcp.json", "rovo-dev", SERVER),
        (".continue/mcpServers/clock.json", "continue", SERVER),
    ];
    for (file, _, text) in files {
        machine.write(&format!("home/{file}"), text);
    }
    let report = machine.report(&["--scope", "user"], 0);
    let mut found = sources(&machine, &report);
    let mut expected: Vec<_> = files
        .iter()
        .map(|(file, host, _)| {
            let packages = u64::from(!file.contains("profiles"));
            (format!("home/{file}"), format!("user: {host}"), packages)
        })
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(report["summary"]["unread"], 0);
}

#[test]
fn the_files_of_a_project_are_read_up_to_its_root() {
    let machine = Machine::new();
    machine.write("app/web/.mcp.json", SERVER);
    machine.write("app/.mcp.json", SERVER);
    machine.write("app/.kiro/settings/mcp.json", SERVER);
    machine.write(".mcp.json", SERVER);
    let output = machine.run_in("app/web", &["--json", "--scope", "project"]);
    let report = serde_json::from_str(out(&output)).expect("JSON");
    let found = sources(&machine, &report);
    let names: Vec<_> = found.iter().map(|(name, ..)| &**name).collect();
    assert_eq!(names, [".mcp.json", "app/.mcp.json", "app/.kiro/settings/mcp.json"]);
    assert!(found[0].1.starts_with("project: claude-code vscode"), "{found:?}");

    let only = machine.report(&["--host", "kiro", "--project", "web"], 0);
    assert_eq!(sources(&machine, &only)[0].0, ".kiro/settings/mcp.json");
    machine.exits(&["--project", "no-such-folder"], 2);
    machine.exits(&["--host", "notepad"], 2);
}

#[test]
fn people_are_told_which_files_were_read() {
    let machine = Machine::new();
    machine.write("home/.cursor/mcp.json", &SERVER.replace("clock-mcp@1.0.0", "mcp-remote@0.1.15"));
    machine.write("home/.gemini/settings.json", r#"{ "theme": "Dark" }"#);
    machine.write("home/.qwen/settings.json", "\n");
    let output = machine.exits(&[], 1);
    assert_eq!(out(&output), "");
    let expected = "Read 3 files:
  ~/.cursor/mcp.json (user: Cursor): 1 server, 1 package
  ~/.gemini/settings.json (user: Gemini CLI): no servers
  ~/.qwen/settings.json (user: Qwen Code): no servers

1 package needs action
";
    assert!(err(&output).starts_with(expected), "{}", err(&output));
    assert!(err(&output).contains("\n    \"args\": [\"-y\", \"mcp-remote@0.1.16\"]\n"));
    assert!(err(&output).ends_with("exit 1: findings\n"), "{}", err(&output));
    machine.exits(&["--fail-on", "never"], 0);
    machine.exits(&["--host", "gemini-cli"], 128);
}

#[test]
fn settings_without_servers_are_no_error_and_broken_ones_are() {
    let machine = Machine::new();
    machine.write("home/.gemini/settings.json", r#"{ "theme": "Dark" }"#);
    machine.write("home/.cursor/mcp.json", SERVER);
    machine.exits(&[], 0);
    machine.write("home/.kiro/settings/mcp.json", r#"{ "mcpServers": { "a": { "command": "#);
    let report = machine.report(&[], 2);
    let notes = report["notes"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["code"] == "syntax"), "{notes:?}");
    assert_eq!(report["summary"]["packages"], 1);
}

#[test]
fn a_machine_without_configurations_says_where_it_looked() {
    let machine = Machine::new();
    let output = machine.exits(&["--host", "cursor"], 128);
    assert!(err(&output).starts_with("no MCP configuration found in 2 places\n"), "{output:?}");
    assert!(err(&output).contains("\n  ~/.cursor/mcp.json\n"), "{}", err(&output));
    let output = machine.exits(&["--scope", "user"], 128);
    assert!(err(&output).contains("--hosts lists all of them"), "{}", err(&output));
    let report = machine.report(&["--scope", "user"], 128);
    assert_eq!(report["results"], Value::Array(Vec::new()));
}

#[test]
fn the_table_shows_what_is_there() {
    let machine = Machine::new();
    machine.write("home/.cursor/mcp.json", "not even read");
    let output = machine.exits(&["--hosts", "--host", "cursor"], 0);
    let lines: Vec<_> = out(&output).lines().collect();
    assert_eq!(lines[0], "cursor (Cursor)");
    assert_eq!(lines[1], "  found  user        ~/.cursor/mcp.json");
    assert!(lines[2].starts_with("  -      project     "), "{lines:?}");
    let output = machine.exits(&["--hosts", "--format", "json"], 0);
    let places: Value = serde_json::from_str(out(&output)).expect("JSON");
    let found: Vec<_> = places.as_array().expect("a list").iter().collect();
    assert!(found.len() > 60, "{}", found.len());
    let there = found.iter().filter(|place| place["exists"] == true);
    assert_eq!(there.map(|place| &place["host"]).collect::<Vec<_>>(), ["cursor"]);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_files_out_of_reach() {
    use std::os::unix::fs::symlink;
    let machine = Machine::new();
    machine.write("dotfiles/mcp.json", SERVER);
    let link = |from: &str, to: &Path| {
        let from = machine.path(from);
        fs::create_dir_all(from.parent().expect("in a folder")).expect("folders");
        symlink(to, from).expect("a link");
    };
    // Two hosts, one file.
    link("home/.cursor/mcp.json", &machine.path("dotfiles/mcp.json"));
    link("home/.kiro/settings/mcp.json", &machine.path("dotfiles/mcp.json"));
    let report = machine.report(&[], 0);
    let expected = ("home/.cursor/mcp.json".to_owned(), "user: cursor kiro".to_owned(), 1);
    assert_eq!(sources(&machine, &report), [expected]);

    link("home/.junie/mcp/mcp.json", &machine.path("nowhere"));
    link("home/.factory/mcp.json", &machine.path("home/.factory/mcp.json"));
    fs::create_dir_all(machine.path("home/.rovodev/mcp.json")).expect("a folder of that name");
    let made = Command::new("mkfifo").arg(machine.path("home/.lmstudio-pipe")).status();
    if made.is_ok_and(|status| status.success()) {
        link("home/.lmstudio/mcp.json", &machine.path("home/.lmstudio-pipe"));
    }
    let report = machine.report(&[], 2);
    let notes = report["notes"].as_array().expect("notes");
    assert!(notes.len() >= 3 && notes.iter().all(|note| note["code"] == "unreadable"), "{notes:?}");
    assert_eq!(report["summary"]["unread"], notes.len());
    assert_eq!(report["summary"]["packages"], 1, "the rest is still checked");
    let text = err(&machine.exits(&[], 2)).to_owned();
    assert!(text.contains("~/.rovodev/mcp.json (user: Rovo Dev): not read: not a regular file"));
}

#[test]
fn a_file_that_is_too_large_is_said_to_be() {
    let machine = Machine::new();
    machine.write("home/.cursor/mcp.json", "{");
    let file = fs::File::options().write(true).open(machine.path("home/.cursor/mcp.json"));
    // A hole takes no room.
    file.and_then(|file| file.set_len(65 << 20)).expect("a large file");
    let report = machine.report(&[], 2);
    assert_eq!(report["notes"][0]["code"], "too-large");
}

#[test]
fn files_of_hosts_that_write_no_json_are_found_as_well() {
    let machine = Machine::new();
    machine.write("home/.codex/config.toml", "[mcp_servers.clock]\ncommand = \"npx\"\n");
    machine.write("home/.continue/config.yaml", "mcpServers:\n  - name: clock\n");
    machine.write("app/librechat.yaml", "mcpServers:\n  clock:\n    command: npx\n");
    let output = machine.run_in("app", &["--json"]);
    let report = serde_json::from_str(out(&output)).expect("JSON");
    let mut found = sources(&machine, &report);
    found.sort();
    let found: Vec<_> = found.iter().map(|(name, hosts, _)| (&**name, &**hosts)).collect();
    let expected = [
        ("home/.codex/config.toml", "user: codex"),
        ("home/.continue/config.yaml", "user: continue"),
        ("librechat.yaml", "project: librechat"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn nothing_that_a_configuration_names_is_started() {
    let machine = Machine::new();
    let (trace, other) = (machine.path("trace"), machine.path("other"));
    let touch = |path: &Path| format!(r#"{{ "command": "touch", "args": [{path:?}] }}"#);
    let text = format!(
        r#"{{ "mcpServers": {{ "a": {}, "b": {{ "command": "sh", "args": ["-c", "touch {}"] }} }} }}"#,
        touch(&trace),
        other.display()
    );
    machine.write("home/.cursor/mcp.json", &text);
    let report = machine.report(&[], 0);
    assert_eq!(report["summary"]["packages"], 2);
    assert!(!trace.exists() && !other.exists());
}

#[test]
fn no_secret_of_a_configuration_is_shown() {
    let machine = Machine::new();
    machine.write(
        "home/.cursor/mcp.json",
        r#"{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "mcp-remote@0.1.15",
            "https://u:hunter2@mcp.example.com/sse?key=hunter2", "--header", "Authorization: Bearer hunter2"],
            "env": { "KEY": "hunter2" }, "headers": { "X-Key": "hunter2" } } } }"#,
    );
    let shown = machine.exits(&[], 1);
    assert!(err(&shown).contains("\n    mcp-remote@0.1.16\n"), "ready to paste: {}", err(&shown));
    for arguments in [&[][..], &["--json"]] {
        let output = machine.exits(arguments, 1);
        assert!(!out(&output).contains("hunter2") && !err(&output).contains("hunter2"));
    }
}

#[test]
fn a_bill_of_materials_says_what_servers_start() {
    let machine = Machine::new();
    machine.write("app/.mcp.json", SERVER);
    let output = machine.exits(&["--format", "cyclonedx"], 0);
    let bom: Value = serde_json::from_str(out(&output)).expect("JSON alone");
    assert_eq!(bom["specVersion"], "1.6");
    assert_eq!(bom["components"][0]["purl"], "pkg:npm/clock-mcp@1.0.0");
    assert_eq!(bom.get("compositions"), None);
    machine.write("app/.mcp.json", &SERVER[..SERVER.len() - 8]);
    let output = machine.exits(&["--format", "cyclonedx"], 2);
    let bom: Value = serde_json::from_str(out(&output)).expect("JSON alone");
    assert_eq!(bom["compositions"][0]["aggregate"], "incomplete");
    assert!(err(&output).contains("not read: .mcp.json:1"), "{}", err(&output));
}

/// The texts of `tests/redaction/planted.txt` where hosts look for them.
#[test]
fn no_secret_comes_out() {
    use conformance::redaction::{leaked, planted};
    let machine = Machine::new();
    let places = [
        (".mcp.json", "app/.mcp.json"),
        ("mcp.json", "app/.cursor/mcp.json"),
        ("config.toml", "home/.codex/config.toml"),
    ];
    for case in planted() {
        let Some((_, place)) = places.iter().find(|(name, _)| *name == case.name) else { continue };
        machine.write(place, &case.text);
        for form in ["text", "json", "cyclonedx"] {
            let output = machine.run_in("app", &["--format", form]);
            let text = [out(&output), err(&output)].concat();
            let leaks: Vec<_> = leaked(&text).collect();
            assert!(leaks.is_empty(), "{}: {form}: {leaks:?}", case.title);
        }
    }
}
