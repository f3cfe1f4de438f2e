use super::{Data, Duplicates, Kind, Reader, Value, keys_of_head, read};
use crate::input::Inventory;
use crate::input::text::Text;

/// Reads a text as a tree and shows its error, and its warnings in parentheses.
fn outcome(text: &str) -> String {
    let mut inventory = Inventory::default();
    read(text, &mut inventory, |reader, _| Value::default().read(reader));
    let notes: Vec<String> = inventory
        .notes
        .iter()
        .map(|note| format!("{}@{} {}", note.code, note.span.unwrap().start, note.message))
        .collect();
    notes.join(" + ")
}

#[test]
fn what_people_write_is_read() {
    for text in [
        "{}",
        " [ ] ",
        "\u{feff}{\"a\": 1,}",
        "[1, -2.5e3, true, false, null, NaN, +1,]",
        "// c\n{ /* d */ \"a\": \"b\" /**/ } // e",
        "{\u{a0}\"a\":\u{a0}1}",
        "\"x\"",
        "1",
    ] {
        assert_eq!(outcome(text), "", "{text}");
    }
}

#[test]
fn breaks_are_named_with_their_place() {
    const NOT_READ: &str = "; what stands after it was not read";
    for (text, at, problem) in [
        ("{\"a\" 1}", 5, "expected ':' after a key"),
        ("{\"a\": 1 \"b\": 2}", 8, "expected ',' or '}' after a member"),
        ("{a: 1}", 1, "expected a key in quotes or '}'"),
        ("[1 2]", 3, "expected ',' or ']' after an element"),
        ("[,]", 1, "expected a value"),
        ("{\"a\": b}", 6, "expected a value"),
        ("{\"a\": \"b\n\"}", 6, "this string is not closed on its line"),
        ("{} x", 3, "expected nothing more"),
        ("[1}", 2, "expected ',' or ']' after an element"),
    ] {
        assert_eq!(outcome(text), format!("syntax@{at} {problem}{NOT_READ}"), "{text}");
    }
    assert_eq!(outcome(""), "syntax@0 the text ends too early: expected a value");
    assert_eq!(
        outcome("{\"a\": 1"),
        "syntax@7 the text ends too early: expected ',' or '}' after a member"
    );
    assert_eq!(outcome("[ /* x"), "syntax@6 the text ends too early: expected a value");
    assert!(outcome("{\n<<<<<<< HEAD\n}").starts_with("syntax@2 a merge conflict marker"));
}

#[test]
fn oddities_are_read_with_a_warning() {
    for (text, value, code) in [
        (r#""a\u00e9\n\/\"""#, "aé\n/\"", ""),
        (r#""\ud83e\udd80""#, "\u{1f980}", ""),
        (r#""\ud800x""#, "\u{fffd}x", "escape"),
        (r#""\ud800\ud800""#, "\u{fffd}\u{fffd}", "escape"),
        (r#""C:\Users\u12""#, "C:\\Users\\u12", "escape"),
        ("\"a\u{0}\tb\"", "a\u{0}\tb", "control-character"),
    ] {
        let mut inventory = Inventory::default();
        let mut read_value = String::new();
        read(text, &mut inventory, |reader, _| {
            reader.string().map(|text| read_value = text.value.into_owned())
        });
        let codes: Vec<_> = inventory.notes.iter().map(|note| note.code).collect();
        assert_eq!((read_value.as_str(), codes.join(",").as_str()), (value, code), "{text}");
    }
}

#[test]
fn skipping_is_as_careful_as_reading() {
    for text in ["{\"a\": [1, {\"]\": \"}\\\"\"}], // ]\n}", "\"x\"", "null", "[[[]]]"] {
        let mut reader = Reader::new(text);
        assert_eq!(reader.skip().and_then(|()| reader.end()), Ok(()), "{text}");
    }
    for (text, at) in [("[}", 1), ("[<", 1), ("[\"a", 1), ("{", 1), ("}", 0), ("[\u{0}]", 1)] {
        assert_eq!(Reader::new(text).skip().map_err(|error| error.at), Err(at), "{text}");
    }
}

#[test]
fn nesting_is_bounded_for_reading_and_skipping() {
    for (depth, fits) in [(128, true), (129, false), (1_000_000, false)] {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Reader::new(&text).skip().is_ok(), fits);
        assert_eq!(Value::default().read(&mut Reader::new(&text)).is_ok(), fits);
    }
    assert!(outcome(&"[".repeat(200)).starts_with("syntax@129 more than 128 levels of nesting"));
}

#[test]
fn what_stands_before_a_break_stays() {
    let mut value = Value::default();
    let text = r#"{"command": "npx", "args": ["-y", "foo@1.0", "#;
    assert!(value.read(&mut Reader::new(text)).is_err());
    assert_eq!(value.get("command").and_then(Value::text).unwrap().value, "npx");
    assert_eq!(value.get("args").unwrap().elements().len(), 3);
    assert_eq!(value.get("args").unwrap().elements()[2].data, Data::Nothing);
}

#[test]
fn repeated_keys_are_kept_and_named() {
    let text = r#"{"a": 1, "b": 2, "a": 3}"#;
    assert_eq!(outcome(text), "duplicate-key@18 this key stands twice in one object");
    let mut value = Value::default();
    value.read(&mut Reader::new(text)).unwrap();
    assert_eq!(value.get("a").unwrap().data, Data::Scalar("3"));
}

#[test]
fn many_equal_keys_cost_no_more() {
    let text = "a".repeat(200_000);
    let mut keys = Duplicates::default();
    (0..text.len()).for_each(|at| keys.push(&Text::of(&text[at..at + 1], &text)));
    assert_eq!(keys.spans(&text).len(), text.len() - 1);
}

#[test]
fn heads_break_off_anywhere() {
    let text = r#"{ "name": "x", "a\u0062": 1, "packages": { "": {}, "node_modules/é": {} } }"#;
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let keys = keys_of_head(&text[..end]);
        assert!(["name", "packages"].starts_with(&keys), "{keys:?}");
    }
    assert_eq!(keys_of_head("[1]"), [""; 0]);
}

#[test]
fn kinds_are_told_by_the_first_byte() {
    for (text, kind) in [
        ("{", Some(Kind::Object)),
        (" [", Some(Kind::Array)),
        ("\"", Some(Kind::String)),
        ("-1", Some(Kind::Scalar)),
        ("", None),
        ("<", None),
        ("é", None),
    ] {
        assert_eq!(Reader::new(text).peek().ok(), kind, "{text}");
    }
}
