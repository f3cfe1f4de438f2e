//! YAML as configurations and lockfiles use it: the part of YAML 1.2.2 that is named here.
//!
//! Read: block mappings and sequences, compact ones (`- key: v`) and sequences at the indentation
//! of their key included; flow mappings and sequences over any number of lines; plain, single and
//! double quoted scalars, also over several lines; block scalars (`|`, `>`) with indentation and
//! chomping indicators; comments; `? ` keys; anchors, aliases and merge keys (`<<`); several
//! documents. Lines end with LF or CRLF. Plain scalars are resolved by the core schema.
//!
//! Passed over without a check: directives, and tags other than `!` and `!!str`, which make a scalar
//! text. Of two anchors in front of one value the second counts. In brackets, tabs may stand where
//! spaces should.
//!
//! Not read, with a note for each: keys that are no text (collections, aliases, nothing); tabs
//! that indent; a block collection behind its key on one line; text or brackets that go on at the
//! indentation of the collection around them (closing brackets may stand there); levels over 128;
//! trees, and what aliases repeat, over 100,000 values. Reading then goes on with the next line
//! that is indented as far as the collection around that place, or less: inside of brackets, with
//! the line behind all of them.
//!
//! [`Reader`] hands out one event after the other and builds nothing; [`read_tree`] builds
//! [`Value`]s, for entries whose keys come in any order.

mod block;
mod event;
mod flow;
mod quoted;
mod reader;
mod scalar;
mod schema;
mod space;
mod tree;
mod value;

pub use event::{Event, Kind, Scalar};
pub use reader::Reader;
pub use tree::read_tree;

use super::Inventory;
use super::json::{Data, Value};

/// The note for a document that is text alone: whatever the file is named, it is something else.
const NO_MAPPING: &str = "expected a mapping or a sequence; this text was not read";

/// Reads a text with `body`, once for each document in it.
pub fn read<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    body: &mut dyn FnMut(&mut Reader<'a>, &mut Inventory<'a>),
) {
    let mut reader = Reader::new(text);
    while reader.document() {
        body(&mut reader, inventory);
    }
    reader.finish(inventory);
}

/// Reads every document as a tree, with a note for those that are text alone.
pub(super) fn read_documents<'a>(text: &'a str, inventory: &mut Inventory<'a>) -> Vec<Value<'a>> {
    let documents = read_tree(text, inventory);
    for document in &documents {
        if let Data::String(_) = document.data {
            inventory.error("section", NO_MAPPING, document.span);
        }
    }
    documents
}

#[cfg(test)]
mod tests;
