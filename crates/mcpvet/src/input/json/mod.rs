//! JSON as people keep it in files: RFC 8259 with what JSONC allows.
//!
//! Comments (`//`, `/* */`), trailing commas, a byte order mark and no-break spaces between values
//! are read without a word. Lone surrogates, unknown escapes and control characters inside strings
//! are read with a note. The [`Reader`] hands out values one after the other with their places
//! and builds nothing; [`Value`] is a small tree for entries whose keys come in any order.

mod duplicates;
mod error;
mod escape;
mod reader;
mod section;
mod value;

pub(crate) use duplicates::Duplicates;
pub use error::SyntaxError;
pub(crate) use error::is_conflict_marker;
pub use reader::{Kind, Reader};

pub(crate) use section::{entries, members, pick, tree};

pub use super::value::{Data, Value};

use std::borrow::Cow;

use super::Inventory;
use crate::package::Span;

/// Reads one document with `body`. A break in it becomes a note; what was read stays.
pub(crate) fn read<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    body: impl FnOnce(&mut Reader<'a>, &mut Inventory<'a>) -> Result<(), SyntaxError>,
) {
    let mut reader = Reader::new(text);
    let outcome = body(&mut reader, inventory).and_then(|()| reader.end());
    let (notes, dropped) = reader.take_notes();
    for note in notes {
        inventory.note(note.level, note.code, note.message, note.span);
    }
    inventory.drop_notes(dropped.notes, dropped.errors);
    if let Err(error) = outcome {
        let at = error.at as usize;
        inventory.error("syntax", error.message(text), Span::new(at, at));
    }
}

/// What the text between the quotes of a string says.
pub(crate) fn string_value(raw: &str) -> Cow<'_, str> {
    if raw.contains('\\') { Cow::Owned(escape::unescape(raw).text) } else { Cow::Borrowed(raw) }
}

/// Where and why a text that begins like JSON is none; `None` for any other text.
pub(crate) fn first_error(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let mut reader = Reader::new(text);
    let opens = matches!(reader.peek(), Ok(Kind::Object | Kind::Array));
    let error = reader.skip().and_then(|()| reader.end()).err().filter(|_| opens)?;
    Some((error.at as usize, error.message(text)))
}

/// The keys of the outermost object that begin in `text`, which may break off anywhere.
///
/// Keys with escapes are left out: none that tells a format apart has any.
pub(crate) fn keys_of_head(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut reader = Reader::new(text);
    // The end of the head is no error: what was found up to there is the answer.
    let _ = reader.object(|reader, key| {
        if let Cow::Borrowed(key) = key.value {
            keys.push(key);
        }
        reader.skip()
    });
    keys
}

#[cfg(test)]
mod tests;
