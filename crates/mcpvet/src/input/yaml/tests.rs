//! What the chapters of YAML 1.2.2 ask for, what is refused, and texts made to cost much.
//!
//! `tests/yaml/` holds whole documents beside what other parsers read from them.

use super::{Kind, Reader, read_tree};
use crate::input::Inventory;
use crate::input::json::{Data, Value};
use crate::input::limits::{MAX_DEPTH, MAX_NOTES};

/// Shows a value as flow YAML: texts in quotes, numbers bare, what was not read as `!`.
fn show(value: &Value<'_>) -> String {
    match &value.data {
        Data::Scalar(scalar) => (*scalar).to_owned(),
        Data::String(text) => format!("{text:?}"),
        Data::Nothing => "!".to_owned(),
        Data::Array(elements) => {
            format!("[{}]", elements.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Data::Object(members) => {
            let show = |(key, value): &(_, _)| format!("{}: {}", shown_key(key), show(value));
            format!("{{{}}}", members.iter().map(show).collect::<Vec<_>>().join(", "))
        }
    }
}

fn shown_key<'t>(key: &'t crate::input::text::Text<'_>) -> &'t str {
    &key.value
}

/// Reads a text as trees, and shows its notes as `code@offset message`.
fn read(text: &str) -> (String, Vec<String>) {
    let mut inventory = Inventory::default();
    let trees = read_tree(text, &mut inventory);
    let note = |note: &crate::input::Note| {
        format!("{}@{} {}", note.code, note.span.map_or(0, |span| span.start), note.message)
    };
    let notes = inventory.notes.iter().map(note).collect();
    (trees.iter().map(show).collect::<Vec<_>>().join(" --- "), notes)
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
}

/// What a broken text gives, and where its notes stand and begin.
#[track_caller]
fn refuses(text: &str, expected: &str, notes: &[&str]) {
    let (found, all) = read(text);
    let fits = all.len() == notes.len() && all.iter().zip(notes).all(|(a, b)| a.starts_with(b));
    assert!(found == expected && fits, "{text}\n{found}\n{all:?}");
}

#[test]
fn collections_are_laid_out_by_their_indentation() {
    reads("a: 1\nb:\n  c: 2\n", "{a: 1, b: {c: 2}}");
    reads("a:\n- b\n- c\nd:\n  - e\n", "{a: [\"b\", \"c\"], d: [\"e\"]}");
    reads(
        "- - a\n  - b\n-  c: d\n   e: f\n-\n  g\n",
        "[[\"a\", \"b\"], {c: \"d\", e: \"f\"}, \"g\"]",
    );
    reads("a:\n\n\n   b: c\n\n   # d\n# e\n   f:\n", "{a: {b: \"c\", f: null}}");
    reads("? a\n: - b\n  - c\n? |\n  d\n: e\n? f\n", "{a: [\"b\", \"c\"], d\n: \"e\", f: null}");
}

#[test]
fn brackets_may_take_several_lines() {
    reads(
        "{a: [1, 2,], 'b':c, \"d\":e, f, g: , }",
        "{a: [1, 2], b: \"c\", d: \"e\", f: null, g: null}",
    );
}

#[test]
fn pairs_in_brackets_are_mappings() {
    reads("[a: b, \"c\":d, e: {f: g}]", "[{a: \"b\"}, {c: \"d\"}, {e: {f: \"g\"}}]");
    reads("a: [\n  b, # c\n  d\n]\ne: {\n}\n", "{a: [\"b\", \"d\"], e: {}}");
}

#[test]
fn texts_without_quotes_end_with_their_line_or_go_on() {
    reads("a: b c # d\ne: f#g\nh: i:j\n", "{a: \"b c\", e: \"f#g\", h: \"i:j\"}");
    reads("a: b\n  c\n\n\n  d\ne: f\n", "{a: \"b c\\n\\nd\", e: \"f\"}");
    reads("[a b\n c, http://d.example:1/e]", "[\"a b c\", \"http://d.example:1/e\"]");
    reads("- -a\n- :b\n- ?c\n- a - b\n", "[\"-a\", \":b\", \"?c\", \"a - b\"]");
}

#[test]
fn quotes_resolve_escapes_and_join_lines() {
    reads(
        r#"["a\tb\x41\u00e9\U0001F980\ud83e\udd80\/", 'it''s \n']"#,
        "[\"a\\tbAé🦀🦀/\", \"it's \\\\n\"]",
    );
    reads("a: \"b  \n  c\n\n  d\\\n  e\\n\\\n  \\ f\"\n", "{a: \"b c\\nde\\n f\"}");
    reads("a: 'b\n\n  c'\n", "{a: \"b\\nc\"}");
    reads("\"a: b\": 'c: d'\n", "{a: b: \"c: d\"}");
}

#[test]
fn block_scalars_keep_or_fold_lines() {
    reads("|\n a\n  b\n\n c\n\n", "\"a\\n b\\n\\nc\\n\"");
    reads(">\n a\n b\n\n c\n  d\n e\n\n", "\"a b\\nc\\n d\\ne\\n\"");
    reads("- |-\n a\n- |+\n b\n\n- >-\n c\n d\n", "[\"a\", \"b\\n\\n\", \"c d\"]");
    reads("a: |2-\n   b\nc: >1\n d\n", "{a: \" b\", c: \"d\\n\"}");
    reads("a: |\nb: |-\n\nc: |+\n\n", "{a: \"\", b: \"\", c: \"\\n\"}");
    reads("a: | # b: c\n  # d\n  e: f\n", "{a: \"# d\\ne: f\\n\"}");
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    for scalar in [
        "true", "False", "0", "-1", "+1.5", "1.", ".5", "1e3", "0x1F", "0o17", ".inf", "-.INF",
        ".nan", "1.10",
    ] {
        reads(scalar, scalar);
    }
    for null in ["~", "null", "NULL", "---"] {
        reads(null, "null");
    }
    for text in [
        "yes",
        "tRue",
        "1.2.3",
        "1_0",
        "0o8",
        "0x",
        ".",
        "-",
        "1e",
        "e1",
        "+.nan",
        "2024-01-01",
        "+",
    ] {
        let quoted = format!("{text:?}");
        reads(&format!("a: [{quoted}]"), &format!("{{a: [{quoted}]}}"));
        if text != "-" {
            reads(text, &quoted);
        }
    }
}

#[test]
fn documents_follow_one_another() {
    reads("", "");
    reads("# c\n", "");
    reads("a\n---\nb\n...\n%YAML 1.2\n--- # c\n- d\n---\n", "\"a\" --- \"b\" --- [\"d\"] --- null");
    reads("\u{feff}a: b", "{a: \"b\"}");
    reads("--- |\n a\n--- \"b\n c\"\n", "\"a\\n\" --- \"b c\"");
}

#[test]
fn anchors_tags_and_merge_keys() {
    reads("a: &x [1]\nb: *x\n", "{a: [1], b: [1]}");
    reads("&x a: &y\n  b: c\nd: *x\ne: *y\n", "{a: {b: \"c\"}, d: \"a\", e: {b: \"c\"}}");
    reads(
        "- &x {a: 1, b: 2}\n- {<<: *x, b: 3}\n- <<: [{b: 4}, *x]\n  c: 5\n",
        "[{a: 1, b: 2}, {b: 3, a: 1}, {c: 5, b: 4, a: 1}]",
    );
    reads(
        "a: !!str 1\nb: ! 2\nc: !d 3\ne: !<tag:yaml.org,2002:str> 4\n",
        "{a: \"1\", b: \"2\", c: 3, e: \"4\"}",
    );
    reads("a: !b\"c\"", "{a: \"c\"}");
    reads("\"<<\": 1", "{<<: 1}");
}

#[test]
fn windows_lines_and_tabs_between_tokens() {
    reads(
        "a:\tb\t# c\r\nd:\r\n  - \"e\r\n    f\"\r\n  - |\r\n    g\r\n",
        "{a: \"b\", d: [\"e f\", \"g\\n\"]}",
    );
}

#[test]
fn a_line_that_cannot_be_read_costs_no_other() {
    refuses("a: b: c\nd: 1\n", "{a: !, d: 1}", &["syntax@3 a mapping or sequence cannot start"]);
    refuses(
        "a: 1\n   b: 2\n   c: 3\nd: 4\n",
        "{a: 1, d: 4}",
        &["syntax@8 this line is indented deeper"],
    );
    refuses(
        "a:\n    b: 1\n  c: 2\nd: 3\n",
        "{a: {b: 1}, d: 3}",
        &["syntax@14 this line is indented deeper"],
    );
    refuses("a:\n\tb: 1\nc: 2\n", "{a: !, c: 2}", &["syntax@4 a tab"]);
    refuses("a: 1\nb\nc: 2\n", "{a: 1, c: 2}", &["syntax@5 expected a key"]);
    refuses("a: \"b\nc: 2\n", "{a: !, c: 2}", &["syntax@3 this text in quotes is not closed"]);
    refuses("a: \"b\" c\nd: 2\n", "{a: \"b\", d: 2}", &["syntax@7 expected the end of the line"]);
    refuses("a: [b\nc: 2\n", "{a: [\"b\"], c: 2}", &["syntax@3 this bracket is not closed"]);
    refuses(
        "- {a\n: b}\n- c\n",
        "[{a: null}, \"c\"]",
        &["syntax@2 this bracket is not closed", "syntax@5 expected '- '"],
    );
    refuses("a: [b}\nc: 2\n", "{a: [\"b\"], c: 2}", &["syntax@5 expected ',' or the closing"]);
    refuses("a: [b,, c]\nd: 2\n", "{a: [\"b\"], d: 2}", &["syntax@6 expected a value"]);
    refuses("a: [\n  @b,\n  c\n]\nd: 2\n", "{a: [!], d: 2}", &["syntax@7 a text cannot start"]);
    refuses("a: @b\nc: %d\ne: 2\n", "{a: !, c: !, e: 2}", &["syntax@3 a text", "syntax@9 a text"]);
    refuses("- a\nb: 1\n- c\n", "[\"a\", \"c\"]", &["syntax@4 expected '- '"]);
    refuses("a: |x\n  b\nc: 1\n", "{a: !, c: 1}", &["syntax@3 expected the end of the line"]);
    refuses("  a: 1\nb: 2\n---\nc\n", "{a: 1} --- \"c\"", &["syntax@7 expected nothing more"]);
    refuses("a: 1\r- b\nc: 2\n", "{a: 1, c: 2}", &["syntax@4 expected the end of the line"]);
}

#[test]
fn what_stands_outside_of_the_part_that_is_read_has_a_note() {
    const KEY: &str = "expected a key that is text";
    refuses("? [a]\nb: 1\n", "{b: 1}", &[&format!("syntax@0 {KEY}")]);
    refuses("*a : 1\nb: 2\n", "{b: 2}", &[&format!("syntax@0 {KEY}")]);
    refuses("a: {{ b }}\nc: 2\n", "{a: {}, c: 2}", &[&format!("syntax@4 {KEY}")]);
    refuses("a: *b\nc: 1\n", "{a: !, c: 1}", &["alias@3 no anchor"]);
    refuses("a: &b [*b]\n", "{a: [!]}", &["alias@7 no anchor"]);
    refuses("a: 1\n<<: 2\n", "{a: 1}", &["syntax@9 expected a mapping"]);
    refuses("a: 1\na: 2\n", "{a: 1, a: 2}", &["duplicate-key@5"]);
    refuses(r#"a: "\q""#, r#"{a: "\\q"}"#, &["escape@4 a backslash"]);
    refuses(r#"a: "\ud800""#, "{a: \"\u{fffd}\"}", &["escape@4 half"]);
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    refuses(
        "a:\n  b: 1\n<<<<<<< ours\nc: 2\n=======\nc: 3\n>>>>>>> theirs\nd: 4\n",
        "{a: {b: 1}, c: 2, c: 3, d: 4}",
        &[
            "syntax@10 a merge conflict",
            "syntax@28 a merge",
            "syntax@41 a merge",
            "duplicate-key@36",
        ],
    );
}

#[test]
fn the_reader_names_places_and_passes_values_over() {
    let text = "a: \"x\"\nb:\n  c: 1\n  d: [2]\ne:\n- f\n# g\ng: h\ni: {j: k}\n";
    let mut reader = Reader::new(text);
    let mut seen = Vec::new();
    while reader.document() {
        let read = reader.mapping(&mut |reader, key| match &*key.text.value {
            "a" | "g" => {
                let scalar = reader.scalar().unwrap();
                let span = scalar.text.span;
                seen.push((&text[span.start as usize..span.end as usize], scalar.plain));
            }
            "b" => _ = reader.event(),
            "i" => assert!(!reader.sequence(&mut |_| unreachable!())),
            _ => reader.skip(),
        });
        assert!(read);
    }
    assert_eq!(seen, [("x", false), ("h", true)]);
    assert_eq!(reader.event().kind, Kind::End);
    let mut inventory = Inventory::default();
    reader.finish(&mut inventory);
    assert!(inventory.notes.is_empty());
}

#[test]
fn sequences_hand_out_every_element() {
    let mut reader = Reader::new("- a\n- [b, c: d]\n- {e: f}\n- g\n- *h\n");
    let mut seen = Vec::new();
    assert!(reader.document());
    assert!(reader.sequence(&mut |reader| seen.push(reader.scalar().map(|it| it.text.value))));
    assert_eq!(seen, [Some("a".into()), None, None, Some("g".into()), None]);
    let mut inventory = Inventory::default();
    reader.finish(&mut inventory);
    assert_eq!(inventory.notes.len(), 1);
    assert_eq!(inventory.notes[0].code, "alias");
}

#[test]
fn depth_is_bounded() {
    let fits = format!("{}x", "- ".repeat(MAX_DEPTH));
    assert_eq!(read(&fits).1, [""; 0]);
    let pyramid: String = (0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    for text in [
        "- ".repeat(1_000_000),
        "? ".repeat(1_000_000),
        "[".repeat(1_000_000),
        "{a: ".repeat(1_000_000),
        "[a: ".repeat(500_000),
        pyramid,
    ] {
        let notes = read(&text).1;
        assert!((1..=2).contains(&notes.len()), "{notes:?}");
    }
}

#[test]
fn long_texts_cost_no_more_than_their_length() {
    for part in [
        "a",
        "-",
        "?",
        ":",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "\t",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\\",
        "é",
        "- ",
        "a: ",
        "a:\n",
        "- a\n",
        "\"\n",
        "a\n ",
        "\n\n a",
        "&a ",
        "*a ",
        "---\n",
        "'a\n",
        "[\n",
        "|\n",
        "? a\n",
        "<<<<<<<\n",
        "a: 'b\n",
        "a: [b\n",
        "  \n",
        "a: |\n\n",
        "\ta: b\n",
        "!<",
    ] {
        let text = part.repeat((128 << 10) / part.len());
        for front in ["", "a: ", "a: \"", "a: |\n "] {
            let text = format!("{front}{text}");
            let mut inventory = Inventory::default();
            let _ = read_tree(&text, &mut inventory);
            assert!(inventory.notes.len() <= MAX_NOTES);
        }
    }
}

#[test]
fn aliases_have_a_budget() {
    let bomb: String = (1..40).map(|n| format!("- &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
    let (_, notes) = read(&format!("- &a0 x\n{bomb}"));
    assert!(notes.iter().any(|note| note.contains("aliases repeat more")), "{notes:?}");
    let deep: String = (1..200).map(|n| format!("- &a{n} [*a{}]\n", n - 1)).collect();
    let (_, notes) = read(&format!("- &a0 x\n{deep}"));
    assert!(notes.iter().any(|note| note.contains("levels of nesting")), "{notes:?}");
    let long = format!("- &a \"{}\\n\"\n{}", "x".repeat(1 << 20), "- *a\n".repeat(50_000));
    assert!(read(&long).1[0].contains("aliases repeat more"));
    let many: String = (0..90_000).map(|n| format!("- &a{n} x\n")).collect();
    assert_eq!(read(&many).1, [""; 0]);
    let (tree, notes) = read(&"- a\n".repeat(200_000));
    assert!(tree.len() < 600_000 && notes.len() == 1 && notes[0].contains("100000"));
}
