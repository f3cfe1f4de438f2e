//! `mcpvet feed`: what subscribers see over several days.

mod shared;

use std::path::Path;
use std::process::{Command, Output};

use roxmltree::Document;
use serde_json::Value;
use shared::{err, out, write};

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn mcpvet(folder: &Path, arguments: &[&str]) -> Output {
    let command =
        Command::new(env!("CARGO_BIN_EXE_mcpvet")).args(arguments).current_dir(folder).output();
    command.expect("mcpvet runs")
}

/// Ids, titles and days of the entries of an Atom feed.
fn entries(text: &str) -> Vec<[String; 4]> {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let entries = document.root_element().children();
    let entries = entries.filter(|child| child.has_tag_name((ATOM, "entry")));
    let part = |entry: roxmltree::Node<'_, '_>, name: &str| {
        let found = entry.children().find(|child| child.has_tag_name((ATOM, name)));
        found.and_then(|child| child.text()).unwrap_or_default().to_owned()
    };
    entries
        .map(|entry| ["id", "title", "published", "updated"].map(|name| part(entry, name)))
        .collect()
}

#[test]
fn the_feed_of_a_file_says_the_same_on_every_day() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("list.txt"), "mcp-remote@0.1.15\n");
    let output = mcpvet(folder.path(), &["feed", "list.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let [[id, title, published, updated]] = &entries(out(&output))[..] else { panic!("one entry") };
    assert!(id.starts_with("urn:uuid:"), "{id}");
    assert!(title.starts_with("mcp-remote in list.txt: "), "{title}");
    assert_eq!((published, updated.ends_with("T00:00:00Z")), (updated, true));
    let json = mcpvet(
        folder.path(),
        &["feed", "list.txt", "-o", "json", "--url", "https://x.example/f.json"],
    );
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["feed_url"], "https://x.example/f.json");
    assert_eq!(json["items"][0]["_mcpvet"]["id"], "GHSA-6xpm-ggf7-wc3p");
    let rss = mcpvet(folder.path(), &["feed", "list.txt", "-o", "rss"]);
    assert_eq!(rss.status.code(), Some(2));
    let rss =
        mcpvet(folder.path(), &["feed", "list.txt", "-o", "rss", "--page", "https://x.example/"]);
    assert!(Document::parse(out(&rss)).unwrap().root_element().has_tag_name("rss"));
    for missing in ["missing.txt", "empty.txt"] {
        write(&folder.path().join("empty.txt"), "");
        let output = mcpvet(folder.path(), &["feed", missing]);
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{missing}");
    }
}

#[test]
fn an_entry_keeps_its_id_and_tells_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(
        &folder.join("mcpvet-watch.toml"),
        "title = \"A & <b>\"\n[[input]]\nname = \"app\"\npath = \"list.txt\"\n",
    );
    let feed = || {
        let output = mcpvet(folder, &["feed", "--config", "mcpvet-watch.toml"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output).to_owned()
    };
    let before = mcpvet(folder, &["feed", "--config", "mcpvet-watch.toml"]);
    assert!(err(&before).contains("there was no run yet"), "{}", err(&before));
    write(&folder.join("list.txt"), "mcp-remote@0.1.15\n");
    mcpvet(folder, &["watch", "--today", "2026-11-20"]);
    let first = entries(&feed());
    mcpvet(folder, &["watch", "set", "CVE-2025-6514", "planned", "--today", "2026-11-21"]);
    write(&folder.join("list.txt"), "left-pad@1.3.0\nmcp-remote@0.1.14\n");
    mcpvet(folder, &["watch", "--today", "2026-11-22"]);
    let second = entries(&feed());
    write(&folder.join("list.txt"), "mcp-remote@0.1.16\n");
    mcpvet(folder, &["watch", "--today", "2026-11-23"]);
    let text = feed();
    let third = entries(&text);
    for (entries, title, updated) in [
        (&first, "mcp-remote in app: ", "2026-11-20"),
        (&second, "Planned: mcp-remote in app: ", "2026-11-22"),
        (&third, "Fixed: mcp-remote in app: ", "2026-11-23"),
    ] {
        let [[id, found, published, changed]] = &entries[..] else { panic!("one entry") };
        assert_eq!(id, &first[0][0]);
        assert!(found.starts_with(title), "{found}");
        assert_eq!(published, "2026-11-20T00:00:00Z");
        assert_eq!(*changed, format!("{updated}T00:00:00Z"));
    }
    assert!(
        text.contains("2026-11-20 New") && text.contains("2026-11-23 Fixed: was 0.1.14, is 0.1.16")
    );
    assert_eq!(text, feed());
}
