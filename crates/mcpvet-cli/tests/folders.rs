//! `mcpvet check` and `inventory` of folders: which files are read, in which order, what is said
//! of the others, and that a folder is the same as its files by hand.

mod shared;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use shared::{err, out};

const LOCK: &str = r#"{ "name": "app", "lockfileVersion": 3, "packages": {
    "node_modules/mcp-remote": { "version": "0.1.15" },
    "node_modules/left-pad": { "version": "1.3.0" } } }"#;

const CLEAN: &str = r#"{ "name": "app", "lockfileVersion": 3, "packages": {
    "node_modules/left-pad": { "version": "1.3.0" } } }"#;

/// A folder of its own.
struct Tree {
    folder: tempfile::TempDir,
}

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self { folder: tempfile::tempdir().expect("a folder") };
        files.iter().for_each(|(file, text)| tree.write(file, text));
        tree
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, file: &str, text: &str) {
        shared::write(&self.path(file), text);
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .args(arguments)
            .current_dir(self.path(folder))
            .env("LANG", "C.UTF-8")
            .output()
            .expect("the command runs")
    }

    #[track_caller]
    fn exits(&self, arguments: &[&str], code: i32) -> Output {
        let output = self.run_in("", arguments);
        let (out, err) = (out(&output), err(&output));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {out}{err}");
        output
    }

    #[track_caller]
    fn report(&self, arguments: &[&str], code: i32) -> Value {
        serde_json::from_str(out(&self.exits(arguments, code))).expect("JSON alone")
    }
}

/// The names of the inputs of a report.
fn names(report: &Value) -> Vec<&str> {
    let results = report["results"].as_array().expect("results");
    results.iter().map(|result| result["source"]["name"].as_str().expect("a name")).collect()
}

#[test]
fn a_folder_is_the_same_as_its_files_by_hand() {
    let server = |version: &str| {
        format!(
            r#"{{ "mcpServers": {{ "a": {{ "command": "npx", "args": ["mcp-remote@{version}"] }} }} }}"#
        )
    };
    let tree = Tree::new(&[
        ("package-lock.json", LOCK),
        (".mcp.json", &server("0.1.15")),
        (".cursor/mcp.json", &server("0.1.16")),
        ("b/requirements.txt", "mcp==1.9.0\n"),
        ("b/Cargo.lock", "truncated = [\n"),
        (".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    steps:\n      - uses: a/b@v1\n"),
        ("README.md", "mcp-remote@0.1.15\n"),
    ]);
    let found = [
        ".cursor/mcp.json",
        ".github/workflows/ci.yml",
        ".mcp.json",
        "b/Cargo.lock",
        "b/requirements.txt",
        "package-lock.json",
    ];
    for command in [&["check", "--json"][..], &["inventory", "--json"]] {
        let by_hand = tree.run_in("", &[command, &found].concat());
        assert!(out(&by_hand).len() > 1_000, "{}", err(&by_hand));
        for arguments in [&[][..], &["."], &["--jobs", "1", "."], &["-j7", ".", "b"], &["-r", "./"]]
        {
            let walked = tree.run_in("", &[command, arguments].concat());
            assert_eq!(out(&walked), out(&by_hand), "{command:?} {arguments:?}");
            assert_eq!(walked.status, by_hand.status);
            assert_eq!(err(&walked), "");
        }
    }
    // What rules compare between inputs is there: two versions of one server.
    let report = tree.report(&["check", "--json"], 1);
    let rules =
        report["results"][2]["rules"].to_string() + &report["results"][0]["rules"].to_string();
    assert!(rules.contains("0.1.16") && rules.contains("0.1.15"), "{rules}");
}

#[test]
fn files_and_folders_stand_in_the_order_of_the_arguments() {
    let tree = Tree::new(&[
        ("z/package-lock.json", LOCK),
        ("a/package-lock.json", LOCK),
        ("a/list.md", "left-pad@1.3.0\n"),
    ]);
    let report = tree.report(&["check", "--json", "z", "a/list.md", ".", "a/package-lock.json"], 1);
    let expected = ["z/package-lock.json", "a/list.md", "a/package-lock.json"];
    assert_eq!(names(&report), expected, "each file once");
}

#[test]
fn names_that_others_use_need_content_that_fits() {
    let tree = Tree::new(&[
        ("manifest.json", r#"{ "name": "Page", "display": "standalone" }"#),
        ("people.csv", "name,age\nAda,36\n"),
        ("libs.csv", "purl\npkg:npm/mcp-remote@0.1.15\n"),
        (".vscode/settings.json", r#"{ "editor.tabSize": 2 }"#),
        (
            ".gemini/settings.json",
            r#"{ "mcpServers": { "a": { "command": "npx", "args": ["x@1.0.0"] } } }"#,
        ),
        ("opencode.json", r#"{ "theme": "dark" }"#),
        ("build.csv", "a\u{0}b,c\n"),
        (
            "app.csproj",
            "<Project><ItemGroup><PackageReference Include=\"A\" Version=\"1.0.0\"/></ItemGroup></Project>",
        ),
    ]);
    let report = tree.report(&["check", "--json"], 1);
    assert_eq!(names(&report), [".gemini/settings.json", "app.csproj", "libs.csv"]);
    let shown = tree.exits(&["check"], 1);
    let said = err(&shown).replace('\n', " ");
    assert!(said.contains("left out: 5 files with common names and other content"), "{said}");
}

#[test]
fn quiet_files_of_tools_are_no_errors() {
    let tree = Tree::new(&[
        ("package-lock.json", CLEAN),
        ("package.json", "{}"),
        ("setup.cfg", "[flake8]\nmax-line-length = 100\n"),
        ("pyproject.toml", "[tool.ruff]\nline-length = 100\n"),
        ("requirements.txt", ""),
        ("requirements-dev.txt", "# nothing yet\n"),
        ("compose.yaml", "services:\n  a:\n    command: x\n"),
        ("deno.json", "{ \"tasks\": {} }"),
        ("go.mod", "module example.com/a\n\ngo 1.22\n"),
        ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n"),
        ("Dockerfile", "FROM scratch\n"),
        ("settings.gradle", "rootProject.name = 'a'\n"),
        ("Directory.Build.props", "<Project></Project>"),
        (".tool-versions", ""),
        ("mise.toml", "[env]\nA = \"1\"\n"),
        (".devcontainer/devcontainer.json", "{ \"name\": \"a\" }"),
    ]);
    let report = tree.report(&["check", "--json"], 0);
    assert_eq!(report["summary"]["unread"], 0, "{}", report["notes"]);
}

#[test]
fn what_is_left_out_is_counted() {
    let tree = Tree::new(&[
        ("package-lock.json", CLEAN),
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".git/package-lock.json", LOCK),
        (".gitignore", "/old\n*.lock\n"),
        ("old/package-lock.json", LOCK),
        ("Cargo.lock", "version = 4\n"),
        ("node_modules/.package-lock.json", LOCK),
    ]);
    let shown = tree.exits(&["check"], 0);
    let said = err(&shown).replace('\n', " ");
    assert!(said.contains("1 dependency list found among 3 files in 1 folder; left out: 1 file that Git ignores (--no-ignore), 1 folder node_modules (--no-ignore)"), "{said}");
    let report = tree.report(&["check", "--json", "--no-ignore"], 1);
    let all = [
        "Cargo.lock",
        "node_modules/.package-lock.json",
        "old/package-lock.json",
        "package-lock.json",
    ];
    assert_eq!(names(&report), all);
    let report = tree.report(&["check", "--json", "node_modules"], 1);
    assert_eq!(names(&report), ["node_modules/.package-lock.json"], "it was asked for");
    assert_eq!(err(&tree.exits(&["check", "-q"], 0)), "");
}

#[test]
fn nothing_to_check_has_its_own_code() {
    let tree = Tree::new(&[("README.md", "mcp-remote@0.1.15\n"), ("a/b.rs", "")]);
    let shown = tree.exits(&["check"], 128);
    assert!(err(&shown).starts_with("No dependency list in .: name a file"), "{}", err(&shown));
    assert!(err(&shown).contains("among 2 files in 2 folders"), "{}", err(&shown));
    assert!(
        err(&shown).ends_with("exit 128: no package was read, so there was nothing to check\n")
    );
    let report = tree.report(&["check", "--json"], 128);
    assert!(names(&report).is_empty());
    tree.exits(&["inventory", "."], 128);
    tree.exits(&["check", "--allow-nothing"], 0);
    tree.exits(&["check", "no-such-folder/"], 2);
    tree.exits(&["check", "a", "no-such-file.json"], 2);
}

#[test]
fn a_format_by_name_takes_only_its_files() {
    let tree = Tree::new(&[("package-lock.json", LOCK), ("requirements.txt", "mcp==1.9.0\n")]);
    let report = tree.report(&["check", "--json", "--format", "requirements-txt", "."], 1);
    assert_eq!(names(&report), ["requirements.txt"]);
}

#[test]
fn one_package_in_many_files_stands_once() {
    let tree = Tree::new(&[]);
    (0..14).for_each(|n| tree.write(&format!("p{n:02}/package-lock.json"), LOCK));
    let shown = tree.exits(&["check"], 1);
    assert_eq!(err(&shown).matches("critical mcp-remote 0.1.15 (npm)").count(), 1);
    assert!(
        err(&shown).contains("\n  p09/package-lock.json:2\n  and at 4 more places\n"),
        "{}",
        err(&shown)
    );
    assert!(err(&shown).starts_with("14 of 28 packages need action\n"));
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let tree = Tree::new(&[("a/package-lock.json", CLEAN), ("z/requirements.txt", "left-pad\n")]);
    // A folder with the name of a file is a folder.
    tree.write("package-lock.json/package-lock.json", CLEAN);
    let large = fs::File::create(tree.path("Cargo.lock")).expect("a file");
    large.set_len((64 << 20) + 1).expect("a sparse file");
    let report = tree.report(&["check", "--json"], 2);
    let expected = [
        "Cargo.lock",
        "a/package-lock.json",
        "package-lock.json/package-lock.json",
        "z/requirements.txt",
    ];
    assert_eq!(names(&report), expected);
    assert_eq!(report["notes"][0]["code"], "too-large");
    assert_eq!(report["summary"]["unread"], 1);
    assert_eq!(report, tree.report(&[&["check", "--json"], &expected[..]].concat(), 2));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let tree = Tree::new(&[("a/package-lock.json", CLEAN)]);
    symlink("..", tree.path("a/loop")).expect("a link");
    symlink("a", tree.path("again")).expect("a link");
    symlink("/nowhere", tree.path("yarn.lock")).expect("a link");
    symlink("a/package-lock.json", tree.path("package-lock.json")).expect("a link");
    let report = tree.report(&["check", "--json"], 0);
    assert_eq!(names(&report), ["a/package-lock.json"]);
    let shown = tree.exits(&["check"], 0);
    assert!(err(&shown).contains("left out: 2 links"), "{}", err(&shown));
    // By hand they are what they lead to.
    assert_eq!(names(&tree.report(&["check", "--json", "again"], 0)), ["again/package-lock.json"]);
    tree.exits(&["check", "package-lock.json"], 0);
    tree.exits(&["check", "yarn.lock"], 2);

    let made = Command::new("mkfifo").arg(tree.path("go.mod")).status();
    if made.is_ok_and(|status| status.success()) {
        let report = tree.report(&["check", "--json"], 2);
        assert_eq!(report["notes"][0]["message"], "not a regular file");
    }
}

#[cfg(unix)]
#[test]
fn names_cannot_steer_a_terminal() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let tree = Tree::new(&[("a\u{1b}[2J\nexit 0\\b/package-lock.json", LOCK)]);
    let name = OsStr::from_bytes(b"\xff\xfe/package-lock.json");
    fs::create_dir(tree.folder.path().join(OsStr::from_bytes(b"\xff\xfe"))).expect("a folder");
    fs::write(tree.folder.path().join(name), LOCK).expect("a file");
    let shown = tree.exits(&["check"], 1);
    assert!(
        !err(&shown).contains('\u{1b}') && !err(&shown).contains("\nexit 0"),
        "{}",
        err(&shown)
    );
    let report = tree.report(&["check", "--json"], 1);
    let expected =
        ["a\u{1b}[2J\nexit 0\\b/package-lock.json", "\u{fffd}\u{fffd}/package-lock.json"];
    assert_eq!(names(&report), expected);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_was_not_checked() {
    use std::os::unix::fs::PermissionsExt as _;
    let tree = Tree::new(&[("package-lock.json", CLEAN), ("shut/package-lock.json", LOCK)]);
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    set(&tree.path("shut"), 0o000).expect("it is ours");
    // Nothing is shut to the superuser.
    if fs::read_dir(tree.path("shut")).is_err() {
        let report = tree.report(&["check", "--json"], 2);
        assert_eq!(names(&report), ["package-lock.json", "shut"]);
        let message = report["notes"][0]["message"].as_str().expect("a message");
        assert!(message.starts_with("the folder cannot be listed: "), "{message}");
    }
    set(&tree.path("shut"), 0o700).expect("it is ours");
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_by_hand_is_read_and_endless_ones_end() {
    let tree = Tree::new(&[("list", "mcp-remote@0.1.15\n")]);
    let output = Command::new("sh")
        .args(["-c", &format!("cat list | {} check /dev/stdin", env!("CARGO_BIN_EXE_mcpvet"))])
        .current_dir(tree.path(""))
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let shown = tree.exits(&["check", "/dev/zero"], 2);
    assert!(err(&shown).contains("larger than 64 MiB"), "{}", err(&shown));
}
