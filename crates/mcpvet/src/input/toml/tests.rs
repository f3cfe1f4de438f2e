use super::{Data, Item, Reader, Tree, Value, read_tree};
use crate::input::Inventory;
use crate::package::Span;

/// Reads a text as a tree; the tree in short, and its notes as `code@offset message`.
fn read(text: &str) -> (String, Vec<String>) {
    let mut inventory = Inventory::default();
    let tree = read_tree(text, &mut inventory);
    inventory.finish();
    let mut shown = String::new();
    show(&tree, text, &mut shown);
    let at = |span: Option<Span>| span.map_or(0, |span| span.start);
    let notes = inventory.notes.iter();
    let notes = notes.map(|note| format!("{}@{} {}", note.code, at(note.span), note.message));
    (shown, notes.collect())
}

/// Appends a value in short; strings in brackets of their own, so that no quotes get in the way.
fn show(value: &Value<'_>, text: &str, out: &mut String) {
    let raw = &text[value.span.start as usize..value.span.end as usize];
    match &value.data {
        Data::Nothing => out.push('?'),
        Data::Scalar(scalar) => {
            assert_eq!(*scalar, raw);
            out.push_str(scalar);
        }
        Data::String(string) => {
            assert!(string == raw || raw.contains('\\'), "{string} stands at {raw}");
            out.push_str(&format!("<{string}>"));
        }
        Data::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                show(element, text, out);
            }
            out.push(']');
        }
        Data::Object(members) => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                out.push_str(&key.value);
                out.push(':');
                show(member, text, out);
            }
            out.push('}');
        }
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), ((*expected).to_owned(), vec![]), "{text}");
        // Line ends of Windows change nothing but the inside of strings over lines.
        if !text.contains("'''") && !text.contains("\"\"\"") {
            assert_eq!(read(&text.replace('\n', "\r\n")).0, *expected, "{text}");
        }
    }
}

#[test]
fn keys() {
    check(&[
        ("", "{}"),
        ("\u{feff}a=1", "{a:1}"),
        ("# only this", "{}"),
        ("a = 1 # why\n\n\t# and this\n  b=2", "{a:1 b:2}"),
        ("a-b_1 = 1\n1234 = 2\n-=3", "{a-b_1:1 1234:2 -:3}"),
        ("\"a b\" = 1\n'c.\"d' = 2\n\"\" = 3\n\"\\u00e9\\\"\"=4", "{a b:1 c.\"d:2 :3 é\":4}"),
        ("a.b.c = 1\na . 'b' . d = 2\na.e=3", "{a:{b:{c:1 d:2} e:3}}"),
        ("3.14 = 'pi'", "{3:{14:<pi>}}"),
        ("a\u{a0}=\u{a0}1", "{a:1}"),
    ]);
}

#[test]
fn strings() {
    check(&[
        (r#"a = "b\t\"\\\u00e9\U0001F980\x41\e.""#, "{a:<b\t\"\\é\u{1f980}A\u{1b}.>}"),
        ("a = ''\nb = \"\"", "{a:<> b:<>}"),
        (r"a = 'C:\Users\n'", r"{a:<C:\Users\n>}"),
        ("a = \"\tx\t\"", "{a:<\tx\t>}"),
        ("a = '''\none\n'two' ''\n'''", "{a:<one\n'two' ''\n>}"),
        ("a = '''\\'''", "{a:<\\>}"),
        ("a = \"\"\"\none\ntwo\"\"\" # c", "{a:<one\ntwo>}"),
        ("a = \"\"\"\r\none\"\"\"", "{a:<one>}"),
        ("a = \"\"\"\"x\"\"\"\"\"\nb = ''''x'''''", "{a:<\"x\"\"> b:<'x''>}"),
        ("a = \"\"\"\"\"\"\nb = ''''''", "{a:<> b:<>}"),
        ("a = \"\"\"x \\\n   \n\t y\\\"\"\"\\\"\"\"\"", "{a:<x y\"\"\"\">}"),
        ("a = \"\"\"x \\  \r\n y\"\"\"", "{a:<x y>}"),
    ]);
}

#[test]
fn scalars_are_kept_as_they_are_written() {
    let scalars = [
        "1",
        "-1_000",
        "+99",
        "0xDEAD_beef",
        "0o755",
        "0b1101",
        "3.14",
        "-6.626e-34",
        "5e+22",
        "inf",
        "-inf",
        "+nan",
        "true",
        "false",
        "1979-05-27T07:32:00Z",
        "1979-05-27 07:32:00.999-07:00",
        "1979-05-27T07:32",
        "1979-05-27",
        "07:32:00",
    ];
    for scalar in scalars {
        check(&[(&format!("a = {scalar} # c\nb=1"), &format!("{{a:{scalar} b:1}}"))]);
        check(&[(&format!("a = [{scalar} , {scalar}]"), &format!("{{a:[{scalar} {scalar}]}}"))]);
    }
}

#[test]
fn arrays_and_inline_tables() {
    check(&[
        ("a = []\nb = [ ]\nc = {}\nd = { }", "{a:[] b:[] c:{} d:{}}"),
        ("a = [1,'x',[2],{b=3},]", "{a:[1 <x> [2] {b:3}]}"),
        ("a = [ # c\n 1 # d\n , # e ]\n\n 2,\n# f\n]\nb = 1", "{a:[1 2] b:1}"),
        ("a = { b = 1, 'c d' = [ 2 ], e.f = 3, e.g = 4 }", "{a:{b:1 c d:[2] e:{f:3 g:4}}}"),
        ("a = { b\n = # c\n 1 }", "{a:{b:1}}"),
        ("a = {\n b = 1, # c\n c = 2,\n}\nd = 1", "{a:{b:1 c:2} d:1}"),
        ("a = ['''\n]''', \"]#\"] # ]", "{a:[<]> <]#>]}"),
    ]);
}

#[test]
fn tables_are_merged() {
    check(&[
        ("[a]\nb = 1\n[a.c]\nd = 2\n[e]", "{a:{b:1 c:{d:2}} e:{}}"),
        ("[ a . 'b c' ] # why\nd = 1\n[a]\ne=2", "{a:{b c:{d:1} e:2}}"),
        ("[[a]]\nb = 1\n[[a]]\n[[ a ]]\nb = 2", "{a:[{b:1} {} {b:2}]}"),
        ("[[a]]\n[a.b]\nc=1\n[[a.d]]\n[[a.d]]\n[[a]]\n[a.b]\nc=2", {
            "{a:[{b:{c:1} d:[{} {}]} {b:{c:2}}]}"
        }),
        ("[a.b]\nc.d=1\n[a.b.c.e]\nf=2", "{a:{b:{c:{d:1 e:{f:2}}}}}"),
        ("x = 1\n[a]\nx = 2\n[b]\nx = 3", "{x:1 a:{x:2} b:{x:3}}"),
    ]);
}

#[test]
fn what_stands_twice_is_kept_and_named() {
    for (text, expected, note) in [
        ("a = 1\na = 2", "{a:1 a:2}", "duplicate-key@6"),
        ("a = 1\n'a' = 2", "{a:1 a:2}", "duplicate-key@7"),
        ("a = { b = 1, b = 2 }", "{a:{b:1 b:2}}", "duplicate-key@13"),
        ("a = 1\na.b = 2", "{a:1 a:{b:2}}", "duplicate-key@6"),
        ("a.b = 1\na = 2", "{a:{b:1} a:2}", "duplicate-key@8"),
        ("a = 1\n[a]\nb = 2", "{a:1 a:{b:2}}", "duplicate-key@7"),
        ("a = {}\n[a.b]\nc = 2", "{a:{} a:{b:{c:2}}}", "duplicate-key@8"),
        ("a = []\n[[a]]\nb = 2", "{a:[] a:[{b:2}]}", "duplicate-key@9"),
        ("[a]\nb = 1\n[a]\nc = 2", "{a:{b:1 c:2}}", "duplicate-table@11"),
        ("[a]\nb.c = 1\n[a.b]\nd=1", "{a:{b:{c:1 d:1}}}", "duplicate-table@15"),
        ("[[a]]\n[a]\nb = 1", "{a:[{b:1}]}", "duplicate-table@7"),
        ("[a]\n[[a]]\nb = 1", "{a:{} a:[{b:1}]}", "duplicate-key@6"),
    ] {
        let (shown, notes) = read(text);
        assert_eq!(shown, expected, "{text}");
        assert!(notes.len() == 1 && notes[0].starts_with(note), "{text}: {notes:?}");
    }
}

#[test]
fn a_line_that_cannot_be_read_costs_itself_alone() {
    const ON: &str = "; reading goes on at the next key or table";
    const LINE: &str = "expected `key = value`, `[table]` or a comment";
    const VALUE: &str = "expected a value; text stands in quotes";
    for (text, expected, at, problem) in [
        ("a\nb=1", "{b:1}", 1, LINE),
        ("a b\nb=1", "{b:1}", 2, LINE),
        ("= 1\nb=1", "{b:1}", 0, "expected a key"),
        ("a. = 1\nb=1", "{b:1}", 3, "expected a key"),
        ("é = 1\nb=1", "{b:1}", 0, "expected a key"),
        ("'''a''' = 1\nb=1", "{b:1}", 0, "expected a key"),
        ("\"a = 1\nb=1", "{b:1}", 0, "this string is not closed on its line"),
        ("a =\nb=1", "{b:1}", 3, VALUE),
        ("a = # c\nb=1", "{b:1}", 4, VALUE),
        ("a = b\nb=1", "{a:? b:1}", 4, VALUE),
        ("a = \"b\nb=1", "{a:? b:1}", 4, "this string is not closed on its line"),
        ("a = \"b\\\nb=1", "{a:? b:1}", 4, "this string is not closed on its line"),
        ("a = 'b\nb=1", "{a:? b:1}", 4, "this string is not closed on its line"),
        ("a = \"\"\"b\nb=1", "{a:? b:1}", 4, "this string over lines is not closed"),
        ("a = 1 2\nb=1", "{a:1 b:1}", 6, "expected the end of the line"),
        ("a = '1' b = 2\nb=1", "{a:<1> b:1}", 8, "expected the end of the line"),
        ("a = [1 2]\nb=1", "{a:[1] b:1}", 7, "expected ',' or ']' after an element"),
        ("a = [,]\nb=1", "{a:[?] b:1}", 5, VALUE),
        ("a = { 'b' }\nb=1", "{a:{b:?} b:1}", 10, "expected '=' after a key"),
        (
            "a = [\n'b' 'c',\n'd',\n]\nb=1",
            "{a:[<b>] b:1}",
            10,
            "expected ',' or ']' after an element",
        ),
        ("a = { b=1 c=2 }\nb=1", "{a:{b:1} b:1}", 10, "expected ',' or '}' after a member"),
        ("a = [\n'x',\n\n[[b]]\nc=1", "{a:[<x> [[?]]] b:[{c:1}]}", 14, VALUE),
        ("a = [\n'x',\nb=1", "{a:[<x> ?] b:1}", 11, VALUE),
        ("a = { b = 1\n[b]\nc=1", "{a:{b:1} b:{c:1}}", 12, "expected ',' or '}' after a member"),
        ("[a\nb=1", "{a:{b:1}}", 2, "expected ']' after the name of a table"),
        ("[[a]\nb=1", "{a:[{b:1}]}", 4, "expected ']]' after the name of an array of tables"),
        ("[a] b\nb=1", "{a:{b:1}}", 4, "expected the end of the line"),
        ("x=1\n[]\ny=1\n[b]\nc=1", "{x:1 b:{c:1}}", 5, "expected a key"),
        ("<xml>\nnor this\nno[r] this\nb=1", "{b:1}", 0, "expected a key"),
    ] {
        let (shown, notes) = read(text);
        assert_eq!(shown, expected, "{text}");
        assert_eq!(notes, [format!("syntax@{at} {problem}{ON}")], "{text}");
    }
    for text in ["a", "a =", "a = [", "a = [1,", "a = { b", "[a", "[[a]"] {
        let (_, notes) = read(text);
        let at = text.len();
        assert!(notes.len() == 1, "{text}: {notes:?}");
        assert!(notes[0].starts_with(&format!("syntax@{at} the text ends too early: ")), "{text}");
    }
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    let text = "[a]\n<<<<<<< HEAD\nb = 1\n||||||| base\n=======\nb = 2\n>>>>>>> x\nc = [\n\
                <<<<<<< HEAD\n 1,\n=======\n 2,\n>>>>>>> x\n]\nd = 1";
    let (shown, notes) = read(text);
    assert_eq!(shown, "{a:{b:1 b:2 c:[1 2] d:1}}");
    let conflicts = notes.iter().filter(|note| note.contains("a merge conflict marker"));
    assert_eq!((conflicts.count(), notes.len()), (7, 8));
}

#[test]
fn oddities_in_strings_are_read_with_a_note() {
    for (text, expected, code) in [
        (r#"a = "C:\Users\u12\ud800\/""#, r"{a:<C:\Users\u12\ud800\/>}", "escape@5"),
        ("a = \"b\u{0}\"", "{a:<b\u{0}>}", "control-character@5"),
        ("a = 'b\u{1}'", "{a:<b\u{1}>}", "control-character@5"),
    ] {
        let (shown, notes) = read(text);
        assert_eq!(shown, expected, "{text}");
        assert!(notes.len() == 1 && notes[0].starts_with(code), "{text}: {notes:?}");
    }
}

/// Items as the reader hands them out: `[table]`, `[[table]]`, `table/key=` and a string.
fn items(text: &str, mut value: impl FnMut(&mut Reader<'_, '_>) -> String) -> Vec<String> {
    let mut inventory = Inventory::default();
    let mut reader = Reader::new(text, &mut inventory);
    let mut items = Vec::new();
    while let Some(item) = reader.next_item() {
        let join = |path: &super::Path<'_>| {
            let keys: Vec<_> = path.iter().map(|key| &*key.value).collect();
            keys.join(".")
        };
        let table = join(reader.table());
        items.push(match item {
            Item::Table => format!("[{table}]"),
            Item::Element => format!("[[{table}]]"),
            Item::Key => {
                let key = join(reader.key());
                format!("{table}/{key}={}", value(&mut reader))
            }
        });
    }
    assert!(inventory.notes.is_empty());
    items
}

#[test]
fn values_are_read_or_left() {
    let text = "a = 1\n[b.c]\nd.e = ['x', 2, 'y']\n[[f]]\ng = { h = 'z' }\ni = 'w'";
    let keys = ["/a=", "[b.c]", "b.c/d.e=", "[[f]]", "f/g=", "f/i="];
    assert_eq!(items(text, |_| String::new()), keys);
    let strings = ["/a=", "[b.c]", "b.c/d.e=", "[[f]]", "f/g=", "f/i=w"];
    let string =
        |reader: &mut Reader<'_, '_>| reader.string().map_or(String::new(), |s| s.value.into());
    assert_eq!(items(text, string), strings);
    let elements = |reader: &mut Reader<'_, '_>| {
        let mut found = String::new();
        reader.array(|reader| {
            let scalar = reader.scalar();
            found.push_str(scalar.unwrap_or("-"));
        });
        found
    };
    assert_eq!(items(text, elements), ["/a=", "[b.c]", "b.c/d.e=-2-", "[[f]]", "f/g=", "f/i="]);
    // Elements and members that nobody reads are skipped.
    let count = |reader: &mut Reader<'_, '_>| {
        let mut count = 0;
        match reader.kind() {
            Some(super::Kind::Array) => reader.array(|_| count += 1),
            _ => reader.inline_table(|_, keys| count += keys.len()),
        }
        count.to_string()
    };
    assert_eq!(items(text, count), ["/a=0", "[b.c]", "b.c/d.e=3", "[[f]]", "f/g=1", "f/i=0"]);
}

#[test]
fn a_tree_can_be_taken_for_each_entry() {
    let text = "[[package]]\nname='a'\n[package.source]\nurl='b'\n[[package]]\nname='c'";
    let mut inventory = Inventory::default();
    let mut reader = Reader::new(text, &mut inventory);
    let (mut tree, mut shown) = (Tree::default(), String::new());
    while let Some(item) = reader.next_item() {
        if item == Item::Element && reader.table().is(&["package"]) {
            show(&tree.take(), text, &mut shown);
        }
        tree.add(item, &mut reader);
    }
    show(&tree.take(), text, &mut shown);
    assert_eq!(shown, "{}{package:[{name:<a> source:{url:<b>}}]}{package:[{name:<c>}]}");
}

#[test]
fn spans_name_keys_without_quotes() {
    let text = "['a b'.c]\n\"d\".e = 1";
    let mut inventory = Inventory::default();
    let mut reader = Reader::new(text, &mut inventory);
    let spans = |path: &super::Path<'_>| -> Vec<_> {
        path.iter().map(|key| &text[key.span.start as usize..key.span.end as usize]).collect()
    };
    assert_eq!(reader.next_item(), Some(Item::Table));
    assert_eq!((spans(reader.table()), reader.item_start()), (vec!["a b", "c"], 0));
    assert_eq!(reader.next_item(), Some(Item::Key));
    assert_eq!((spans(reader.key()), reader.item_start()), (vec!["d", "e"], 10));
}

#[test]
fn nesting_is_bounded() {
    let nested = |open: &str, depth, close: &str| {
        format!("a = {}1{}\nb = 1", open.repeat(depth), close.repeat(depth))
    };
    for (open, close) in [("[", "]"), ("{a=", "}"), ("{a.a=", "}")] {
        let levels = 127 / (1 + open.matches('.').count());
        let (_, notes) = read(&nested(open, levels, close));
        assert_eq!(notes, [""; 0], "{open}");
        let (shown, notes) = read(&nested(open, 128, close));
        assert!(shown.ends_with("b:1}"), "{open}");
        assert!(notes.len() == 1 && notes[0].contains("more than 128 levels"), "{notes:?}");
    }
    for text in ["a.".repeat(200) + "a = 1\nb = 1", format!("[{}a]\nb = 1", "a.".repeat(200))] {
        let (_, notes) = read(&text);
        assert!(notes.len() == 1 && notes[0].contains("more than 128 levels"), "{notes:?}");
    }
}

#[test]
fn the_size_of_a_tree_is_bounded() {
    for line in ["a = 1\n", "[[b]]\n", "a = [1,\n2,\n3]\n", "[a]\n", "[a]\n[[c]]\nc=1\n"] {
        let numbered = |n| line.replace('a', &format!("a{n}"));
        let (_, notes) = read(&(0..100_001).map(numbered).collect::<String>());
        assert!(notes.len() == 1 && notes[0].contains("more than 100000 values"), "{notes:?}");
    }
}

#[test]
fn hostile_texts_are_read_in_one_pass() {
    const SIZE: usize = 256 << 10;
    for piece in [
        "[",
        "{",
        "[[",
        "a = [",
        "a = [\n",
        "a = {\n",
        "a={a=",
        "a.",
        "[a.",
        "\"",
        "'",
        "a = '''",
        "a = '''\n",
        "a = \"\"\"\n",
        "a = \"\"\"\\",
        "\"\\",
        "a = \"\\\n",
        "#",
        "\n",
        " ",
        "=",
        "=\n",
        "<<<<<<< \n",
        "a = [<<<<<<< \n",
        "[[a]]\n[a.b]\n",
        "a=1\n",
        "a=\n",
        "\0",
        "é",
        "\\ ",
        "a",
        "['a', ",
        "[\n'a', ",
        "a = [1,\n2,\n] 3\n",
        "]\n",
        "a=1979-05-27 ",
        "\"\"\"",
        "''''''",
        "a = \"\"\"\n\\\n\n",
        "[a]\nb=[\n",
    ] {
        let text = piece.repeat(SIZE / piece.len());
        let mut inventory = Inventory::default();
        let mut reader = Reader::new(&text, &mut inventory);
        let mut last = None;
        while reader.next_item().is_some() {
            // An item begins behind the one before, so that each byte is read a few times at most.
            assert!(last < Some(reader.item_start()), "{piece}");
            last = Some(reader.item_start());
        }
        drop(read_tree(&text, &mut inventory));
    }
}

#[test]
fn a_text_can_break_off_anywhere() {
    let text = "[[a.\"b\\u00e9\"]] # c\nd.'e' = [1, { f = \"\"\"g\\\n  é\"\"\" }, '''h''']\n\
                i = 1979-05-27 07:32:00\r\nj = \"\\U0001F980\"\n";
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let _ = read(&text[..end]);
        let _ = read(&text[end..]);
    }
}
