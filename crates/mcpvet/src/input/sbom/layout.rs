//! Which members of an inventory hold entries, and the walk through them in JSON.

use super::Bill;
use crate::input::Inventory;
use crate::input::json::{self, Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::package::Span;

/// Adds an entry, with the key that it stands under.
pub(super) type Add = for<'a> fn(&mut Bill<'a>, Text<'a>, &Value<'a>, &mut Inventory<'a>);

/// What a member holds.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Members of the same layout.
    Inside,
    /// Objects with members of the same layout.
    Maps,
    /// One entry, or an array of such.
    One(Add),
    /// Entries in an array, or in an object under any keys. They can hold such a member again.
    Many(Add),
    /// Ids in an array.
    Ids(Add),
}

/// The members that are looked at; all others are passed over.
pub(super) struct Layout {
    /// What the whole text is.
    pub(super) whole: Part,
    /// Those of the outermost object.
    pub(super) parts: &'static [(&'static str, Part)],
    /// Those of entries, on every level of one.
    pub(super) keys: &'static [&'static str],
}

impl Layout {
    pub(super) fn part(&self, key: &str) -> Option<Part> {
        self.parts.iter().find(|(own, _)| *own == key).map(|(_, part)| *part)
    }
}

pub(super) fn read_json<'a>(layout: &'static Layout, text: &'a str, inventory: &mut Inventory<'a>) {
    let mut whole = true;
    let mut bill = Bill::default();
    json::read(text, inventory, |reader, inventory| {
        let mut walk = Walk { layout, bill: &mut bill, inventory };
        let outcome = walk.part(reader, &Text::default(), layout.whole);
        whole = outcome.is_ok();
        outcome
    });
    bill.finish(whole, inventory);
}

struct Walk<'w, 'a> {
    layout: &'static Layout,
    bill: &'w mut Bill<'a>,
    inventory: &'w mut Inventory<'a>,
}

type Outcome = Result<(), SyntaxError>;

impl<'a> Walk<'_, 'a> {
    fn part(&mut self, reader: &mut Reader<'a>, key: &Text<'a>, part: Part) -> Outcome {
        let kind = reader.peek()?;
        let mut each = |reader: &mut Reader<'a>, key: Text<'a>| match part {
            Part::Inside => match self.layout.part(&key.value) {
                Some(part) => self.part(reader, &key, part),
                None => reader.skip(),
            },
            Part::Maps => self.part(reader, &key, Part::Inside),
            Part::One(add) | Part::Many(add) | Part::Ids(add) => {
                self.entry(reader, key, add, matches!(part, Part::Ids(_)))
            }
        };
        match (part, kind) {
            (Part::One(_), Kind::Object) => each(reader, key.clone()),
            (_, Kind::Object) => object(reader, &mut each),
            (Part::One(_) | Part::Many(_) | Part::Ids(_), Kind::Array) => {
                reader.array(|reader| each(reader, key.clone()))
            }
            // Tools write `null` for what they have nothing of.
            (_, Kind::Scalar) if reader.scalar()? == "null" => Ok(()),
            (_, Kind::Scalar) => {
                self.note_section(key);
                Ok(())
            }
            _ => {
                self.note_section(key);
                reader.skip()
            }
        }
    }

    fn note_section(&mut self, key: &Text<'a>) {
        self.inventory.error("section", "expected entries in an array or an object", key.span);
    }

    fn entry(&mut self, reader: &mut Reader<'a>, key: Text<'a>, add: Add, id: bool) -> Outcome {
        let kind = reader.peek()?;
        let start = reader.position();
        if kind != Kind::Object {
            let mut entry = Value::default();
            let outcome = entry.read_only(reader, self.layout.keys);
            if id && outcome.is_ok() {
                add(self.bill, key, &entry, self.inventory);
            } else if !id {
                let span = Span::new(start, reader.position());
                self.inventory.error("entry", "expected an object for this entry", span);
            }
            return outcome;
        }
        let mut members = Vec::new();
        let outcome = object(reader, &mut |reader, key| {
            match self.layout.part(&key.value) {
                Some(part @ Part::Many(_)) => return self.part(reader, &key, part),
                _ if !self.layout.keys.contains(&&*key.value) => return reader.skip(),
                _ => {}
            }
            let mut value = Value::default();
            let outcome = value.read_only(reader, self.layout.keys);
            members.push((key, value));
            outcome
        });
        let entry = Value::object(members, Span::new(start, reader.position()));
        add(self.bill, key, &entry, self.inventory);
        outcome
    }
}

/// As [`Reader::object`], compiled once for all that is read here.
fn object<'a>(
    reader: &mut Reader<'a>,
    member: &mut dyn FnMut(&mut Reader<'a>, Text<'a>) -> Outcome,
) -> Outcome {
    reader.object(member)
}
