//! Sections of a document whose parts are all objects.

use super::{Kind, Reader, SyntaxError, Value};
use crate::input::Inventory;
use crate::input::text::Text;
use crate::package::Span;

/// Takes the value of a key, which is the first argument but one.
pub(crate) type Member<'m, 'a> =
    &'m mut dyn FnMut(&mut Reader<'a>, Text<'a>, &mut Inventory<'a>) -> Result<(), SyntaxError>;

/// Reads an array of objects with `entry`; anything else costs a note. `key` names the array.
pub(crate) fn entries<'a>(
    reader: &mut Reader<'a>,
    key: Span,
    inventory: &mut Inventory<'a>,
    entry: &mut dyn FnMut(&mut Reader<'a>, &mut Inventory<'a>) -> Result<(), SyntaxError>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Array {
        inventory.error("section", "expected an array of entries", key);
        return reader.skip();
    }
    reader.array(|reader| {
        if reader.peek()? == Kind::Object {
            return entry(reader, inventory);
        }
        let start = reader.position();
        let outcome = reader.skip();
        let span = Span::new(start, reader.position());
        inventory.error("entry", "expected an object for this entry", span);
        outcome
    })
}

/// Reads an object of objects with `member`; anything else costs a note. `key` names the object.
pub(crate) fn members<'a>(
    reader: &mut Reader<'a>,
    key: Span,
    inventory: &mut Inventory<'a>,
    member: Member<'_, 'a>,
) -> Result<(), SyntaxError> {
    if reader.peek()? != Kind::Object {
        inventory.error("section", "expected an object of entries", key);
        return reader.skip();
    }
    reader.object(|reader, key| {
        if reader.peek()? == Kind::Object {
            return member(reader, key, inventory);
        }
        inventory.error("entry", "expected an object for this entry", key.span);
        reader.skip()
    })
}

/// Reads an entry whose members come in any order, and hands it on even where it breaks off.
pub(crate) fn tree<'a>(
    reader: &mut Reader<'a>,
    add: &mut dyn FnMut(Value<'a>),
) -> Result<(), SyntaxError> {
    let mut entry = Value::default();
    let outcome = entry.read(reader);
    add(entry);
    outcome
}

/// Reads of an entry only the members with these keys, and hands them on as [`tree`] does.
pub(crate) fn pick<'a>(
    reader: &mut Reader<'a>,
    keys: &[&str],
    add: &mut dyn FnMut(Value<'a>),
) -> Result<(), SyntaxError> {
    reader.peek()?;
    let (start, mut members) = (reader.position(), Vec::new());
    let outcome = reader.object(|reader, key| {
        if !keys.contains(&&*key.value) {
            return reader.skip();
        }
        let mut value = Value::default();
        let outcome = value.read(reader);
        members.push((key, value));
        outcome
    });
    add(Value::object(members, Span::new(start, reader.position())));
    outcome
}
