use super::{Event, Reader, read_tree};
use crate::input::Inventory;

/// All events as text: `<a id=1 x >`, and the codes of the notes.
fn read(text: &str) -> (String, Vec<&'static str>) {
    let mut inventory = Inventory::default();
    let mut reader = Reader::new(text, &mut inventory);
    let mut shown = String::new();
    loop {
        match reader.next_event() {
            Event::Open(name) => {
                shown += &format!("<{}", name.value);
                for (name, value) in reader.attributes() {
                    shown += &format!(" {name}={}", value.value);
                }
                shown.push(' ');
            }
            Event::Text(text) => shown += &format!("{} ", text.value),
            Event::Close => shown.push('>'),
            Event::End => break,
        }
    }
    let notes = inventory.notes.iter().map(|note| note.code).collect();
    (shown, notes)
}

#[track_caller]
fn check(text: &str, events: &str, notes: &[&str]) {
    assert_eq!(read(text), (events.to_owned(), notes.to_vec()), "{text}");
}

#[test]
fn elements_attributes_and_text() {
    check("\u{feff}<?xml version='1.0'?>\n<a> x </a>", "<a x >", &[]);
    check("<a id = \"1\" m:b='2'/><b></b >", "<a id=1 b=2 ><b >", &[]);
    check("<m:a>1<!-- <b> -->2<![CDATA[<3>&amp;]]></m:a>", "<a 1 2 <3>&amp; >", &[]);
}

#[test]
fn entities_are_the_five_and_numbers() {
    check("<a b='&quot;&#x41;&#66;'>&lt;&amp;lt;</a>", "<a b=\"AB <&lt; >", &[]);
    check("<a>&x; &#0; & &#xFFFFFFFFF;</a>", "<a &x; &#0; & &#xFFFFFFFFF; >", &["entity"]);
}

#[test]
fn declared_entities_are_never_expanded() {
    let laughs = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
    check(laughs, "<a &y; >", &["doctype", "entity"]);
    check("<!DOCTYPE a SYSTEM 'https://host/a.dtd'><a/>", "<a >", &[]);
}

#[test]
fn what_is_not_closed_costs_a_note() {
    check("<a><b><c></a><d/>", "<a <b <c >>><d >", &["syntax"]);
    check("<a></b></a>", "<a >", &["syntax"]);
    check("<a><b", "<a <b >>", &["syntax", "syntax"]);
    check("<a b=\"1><c/></a>", "<a <c >>", &["syntax"]);
    check("<a b c='1'><d/></a>", "<a <d >>", &["syntax"]);
    check("<a>1 < 2<!-- x", "<a 1 2 >", &["syntax", "syntax", "syntax"]);
    check("< <", "", &["syntax", "syntax", "syntax"]);
    // What stands last may be half of a version.
    check("<a><b>1.2", "<a <b >>", &["syntax"]);
    check("<?xml version='1.0'?>", "", &["syntax"]);
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    let text = "<a>\n<<<<<<< HEAD\n<b/>\n=======\n<c/>\n>>>>>>> main\n</a>";
    check(text, "<a <b ><c >>", &["syntax", "syntax", "syntax"]);
}

#[test]
fn levels_are_bounded() {
    let (events, notes) = read(&"<a>".repeat(100_000));
    assert_eq!((events.matches('<').count(), events.matches('>').count()), (128, 128));
    assert_eq!(notes, ["syntax"]);
}

#[test]
fn spans_are_those_of_the_text() {
    let text = "<a v='1.0'> <b>2<!-- -->3</b></a>";
    let tree = read_tree(text, &mut Inventory::default());
    let a = tree.child("a").unwrap();
    let span = |text: &crate::input::text::Text<'_>| (text.span.start, text.span.end);
    assert_eq!(span(a.attribute("V").unwrap()), (6, 9));
    let b = a.text_of("b").unwrap();
    assert_eq!((&*b.value, span(b)), ("23", (15, 25)));
}
