//! Every limit at its edge: what just fits is read, one more is said. `tests/node/limits.test.mjs`
//! asks the module the same; README.md names the limits to users.

use mcpvet::input::limits::{
    MAX_BYTES, MAX_DEPTH, MAX_FILES, MAX_LISTED, MAX_NAME_BYTES, MAX_NODES, MAX_NOTES,
    MAX_PACKAGES, MAX_PATH_BYTES, MAX_SERVERS,
};
use mcpvet::pack::Pack;
use mcpvet::{Input, Report, check};

fn report(name: &str, text: &str) -> Report {
    check(
        &Pack::bundled(),
        &[Input { name: Some(name), bytes: text.as_bytes(), ..Input::default() }],
    )
}

/// Asserts that a text is read without a note, and the next one, whose report it returns, with it.
#[track_caller]
fn edge(
    name: &str,
    text: impl Fn(usize) -> String,
    limit: usize,
    code: &str,
    words: &str,
) -> Report {
    let fits = report(name, &text(limit));
    assert!(fits.notes.iter().all(|note| note.code != code), "{name}: {:?}", fits.notes.first());
    assert!(!fits.results[0].source.format.is_empty() && fits.summary.packages > 0, "{name}");
    let over = report(name, &text(limit + 1));
    let note = over.notes.iter().find(|note| note.code == code);
    let message = note.map(|note| &*note.message);
    assert!(message.is_some_and(|message| message.contains(words)), "{name}: {message:?}");
    over
}

/// A lockfile with more members, and more entries beside one that an advisory is about.
fn lock(members: &str, entries: &str) -> String {
    format!(
        r#"{{ "lockfileVersion": 3, {members} "packages": {{ {entries}
           "node_modules/mcp-remote": {{ "version": "0.1.15" }} }} }}"#
    )
}

#[test]
fn bytes() {
    let padded = |bytes: usize| {
        let text = lock("", "");
        let rest = bytes - text.len();
        text + &" ".repeat(rest)
    };
    edge("package-lock.json", padded, MAX_BYTES, "too-large", "larger than 64 MiB");
}

#[test]
fn depth() {
    let words = format!("more than {MAX_DEPTH} levels");
    let json = |depth: usize| {
        let deep = "[".repeat(depth - 1) + &"]".repeat(depth - 1);
        // Behind the packages, so that they are read whatever becomes of the rest.
        lock("", "").strip_suffix('}').expect("an object").to_owned()
            + &format!(", \"x\": {deep} }}")
    };
    edge("package-lock.json", json, MAX_DEPTH, "syntax", &words);
    let toml = |depth: usize| {
        // The table and the key are levels too.
        let deep = "[".repeat(depth - 2) + &"]".repeat(depth - 2);
        format!("[project]\ndependencies = [\"a==1\"]\n[x]\nx = {deep}\n")
    };
    edge("pyproject.toml", toml, MAX_DEPTH, "syntax", &words);
    let xml = |depth: usize| {
        let (open, close) = ("<x>".repeat(depth - 1), "</x>".repeat(depth - 1));
        format!(
            "<project><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId>\
             <version>1</version></dependency></dependencies>{open}{close}</project>"
        )
    };
    edge("pom.xml", xml, MAX_DEPTH, "syntax", &words);
    let yaml = |depth: usize| {
        format!("services:\n  a:\n    image: mcp/x:1.0.0\nx-deep:\n  {}x\n", "- ".repeat(depth - 1))
    };
    edge("compose.yaml", yaml, MAX_DEPTH, "syntax", &words);
}

#[test]
fn names() {
    let named = |bytes: usize| {
        lock("", &format!(r#""node_modules/{}": {{ "version": "1.0.0" }},"#, "a".repeat(bytes)))
    };
    let words = format!("longer than {MAX_NAME_BYTES} bytes");
    edge("package-lock.json", named, MAX_NAME_BYTES, "name-too-long", &words);
}

#[test]
fn packages() {
    let list = |count: usize| "a==1\n".repeat(count);
    let words = format!("more than {MAX_PACKAGES} packages");
    let report = edge("requirements.txt", list, MAX_PACKAGES, "too-many-packages", &words);
    assert_eq!(report.summary.packages as usize, MAX_PACKAGES);
}

#[test]
fn notes() {
    let odd = |count: usize| {
        let entries: String = (0..count).map(|n| format!("\"node_modules/a{n}\": 5,\n")).collect();
        lock("", &entries)
    };
    let words = "1 more notes are not shown";
    let report = edge("package-lock.json", odd, MAX_NOTES, "too-many-notes", words);
    assert_eq!(report.notes.len(), MAX_NOTES + 1);
    assert_eq!(report.summary.unread as usize, MAX_NOTES + 1, "all of them count");
}

#[test]
fn listed() {
    let list = |count: usize| "mcp-remote@0.1.15\n".repeat(count);
    let report = edge("list", list, MAX_LISTED, "not-listed", "1 more packages");
    assert_eq!(report.results[0].packages.len(), MAX_LISTED);
    assert_eq!(report.summary.affected as usize, MAX_LISTED + 1);
}

#[test]
fn servers() {
    let config = |count: usize| {
        let server =
            |n: usize| format!("\"s{n}\": {{ \"command\": \"npx\", \"args\": [\"a@1.0.0\"] }}");
        let servers: Vec<_> = (0..count).map(server).collect();
        format!("{{ \"mcpServers\": {{ {} }} }}", servers.join(",\n"))
    };
    edge("mcp.json", config, MAX_SERVERS, "too-many-servers", &MAX_SERVERS.to_string());
}

#[test]
fn paths_are_left_out_and_no_place_is() {
    let path = |bytes: usize| {
        // `/packages/…~1node_modules~1mcp-remote/version`
        let rest = bytes - "/packages/~1node_modules~1mcp-remote/version".len();
        let text =
            lock("", "").replace("node_modules/", &format!("{}/node_modules/", "p".repeat(rest)));
        let report = report("package-lock.json", &text);
        report.results[0].packages[0].package.location.clone()
    };
    let fits = path(MAX_PATH_BYTES);
    assert_eq!(fits.path.as_ref().map(String::len), Some(MAX_PATH_BYTES));
    let over = path(MAX_PATH_BYTES + 1);
    assert_eq!((over.line, over.path), (fits.line, None));
}

#[test]
fn values_of_a_tree() {
    let config = |count: usize| {
        // The value itself and the list are two.
        format!(
            "{{ \"mcpServers\": {{ \"a\": {{ \"command\": \"npx\", \"args\": [\"a@1.0.0\"],\n\"x\": [{}0] }} }} }}",
            "0,".repeat(count)
        )
    };
    let fits = report("mcp.json", &config(MAX_NODES - 100));
    assert_eq!((fits.summary.packages, fits.notes.len()), (1, 0));
    let over = report("mcp.json", &config(MAX_NODES));
    assert!(
        over.notes[0].message.contains(&format!("more than {MAX_NODES} values")),
        "{:?}",
        over.notes
    );
}

#[test]
fn users_are_told_of_the_limits() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(readme).expect("it is there");
    let rows = [
        ("bytes of an input", format!("{} MiB", MAX_BYTES >> 20)),
        ("levels of nesting", grouped(MAX_DEPTH)),
        ("packages of an input", grouped(MAX_PACKAGES)),
        ("bytes of a name", grouped(MAX_NAME_BYTES)),
        ("packages of an input that a report lists", grouped(MAX_LISTED)),
        ("notes of an input", grouped(MAX_NOTES)),
        ("MCP servers of an input that rules look at", grouped(MAX_SERVERS)),
        ("values of one configuration", grouped(MAX_NODES)),
        ("bytes of a path such as `/packages/x/version`", grouped(MAX_PATH_BYTES)),
        ("files of the folders of a run", grouped(MAX_FILES)),
    ];
    for (what, limit) in rows {
        let row = format!("| {what} | {limit} |");
        assert!(readme.contains(&row), "README.md has no row {row}");
    }
}

/// `500,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut parts: Vec<_> =
        digits.as_bytes()[first..].chunks(3).map(String::from_utf8_lossy).collect();
    if first > 0 {
        parts.insert(0, digits[..first].into());
    }
    parts.join(",")
}
