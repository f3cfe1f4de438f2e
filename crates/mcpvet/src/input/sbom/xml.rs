//! The walk through an inventory in XML, along the same [`Layout`] as in JSON.
//!
//! Attributes and elements are the members of an entry, by their names. The text of an element that
//! has members too is its `value`; lists are objects whose keys are the names of their elements.

use super::layout::{Add, Layout, Part};
use super::{Bill, Inventory};
use crate::input::limits::MAX_NODES;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::xml::{Event, Reader};
use crate::package::Span;

pub(super) fn read<'a>(layout: &'static Layout, text: &'a str, inventory: &mut Inventory<'a>) {
    let before = inventory.notes.len();
    let mut bill = Bill::default();
    let mut walk = Walk { layout, bill: &mut bill, reader: Reader::new(text, inventory), nodes: 0 };
    // Outside of the outermost element stands nothing but it.
    walk.each(&mut |walk, _| walk.part(Part::Inside));
    let broken = inventory.notes[before..].iter().any(|note| note.code == "syntax");
    bill.finish(!broken, inventory);
}

struct Walk<'w, 'i, 'a> {
    layout: &'static Layout,
    bill: &'w mut Bill<'a>,
    reader: Reader<'i, 'a>,
    /// Values of the entry that is read.
    nodes: usize,
}

impl<'a> Walk<'_, '_, 'a> {
    /// Reads the elements inside of the one that is open, up to its end. `element` reads each to
    /// its end. Gives the text between them.
    fn each(&mut self, element: &mut dyn FnMut(&mut Self, Text<'a>)) -> Text<'a> {
        let mut text = Text::default();
        loop {
            match self.reader.next_event() {
                Event::Open(name) => element(self, name),
                Event::Text(piece) if text.value.is_empty() => text = piece,
                Event::Text(piece) => {
                    text.value.to_mut().push_str(&piece.value);
                    text.span.end = piece.span.end;
                }
                Event::Close | Event::End => return text,
            }
        }
    }

    fn skip(&mut self) {
        let depth = self.reader.depth();
        while self.reader.depth() >= depth && self.reader.next_event() != Event::End {}
    }

    fn part(&mut self, part: Part) {
        self.each(&mut |walk, name| match (part, walk.layout.part(&name.value)) {
            (Part::Many(add), _) => walk.entry(name, add),
            (Part::Inside, Some(Part::One(add))) => walk.entry(name, add),
            (Part::Inside, Some(inner)) => walk.part(inner),
            _ => walk.skip(),
        });
    }

    fn entry(&mut self, name: Text<'a>, add: Add) {
        self.nodes = 0;
        let entry = self.value(&name, true);
        add(self.bill, name, &entry, self.reader.inventory);
    }

    /// Reads the element that is open. Of an entry itself, parts of the layout are entries again.
    fn value(&mut self, name: &Text<'a>, is_entry: bool) -> Value<'a> {
        let mut members = Vec::new();
        for (name, value) in self.reader.attributes() {
            if self.layout.keys.contains(name) {
                members.push((Text::of(name, ""), value.clone().into()));
            }
        }
        let text = self.each(&mut |walk, name| {
            let part = walk.layout.part(&name.value).filter(|_| is_entry);
            if let Some(part @ Part::Many(_)) = part {
                let nodes = walk.nodes;
                walk.part(part);
                walk.nodes = nodes;
            } else if walk.layout.keys.contains(&&*name.value) && walk.has_room(name.span) {
                let value = walk.value(&name, false);
                members.push((name, value));
            } else {
                walk.skip();
            }
        });
        if members.is_empty() && !is_entry {
            return text.into();
        }
        if !text.value.is_empty() {
            members.push((Text::meant("value", text.span), text.into()));
        }
        Value::object(members, name.span)
    }

    fn has_room(&mut self, at: Span) -> bool {
        self.nodes += 1;
        if self.nodes == MAX_NODES {
            self.reader.inventory.error(
                "too-many-values",
                "more than 100000 values in one entry",
                at,
            );
        }
        self.nodes < MAX_NODES
    }
}
