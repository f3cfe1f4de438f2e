//! XML as build tools keep it in files: elements, attributes and text with places.
//!
//! A part of XML 1.0, <https://www.w3.org/TR/xml/>. Read are elements, attributes in either kind of
//! quotes, text, CDATA sections, the five entities and references by number. Of a name, what
//! follows the colon counts: formats are told apart by their elements, not by namespaces.
//!
//! Skipped are comments, processing instructions and DOCTYPE. Nothing that a DOCTYPE declares is
//! ever expanded or fetched; a note says where it declares something, and an entity that is not
//! one of the five stays as it is written, with a note as well.
//!
//! What is not well-formed costs a note, and reading goes on: an element that is not closed ends
//! where the one around it does, and both sides of a merge conflict are read. Levels are bounded
//! by [`MAX_DEPTH`](super::limits::MAX_DEPTH).
//!
//! Two layers: the [`Reader`] hands out events and builds nothing; [`read_tree`] makes one
//! [`Element`] of a small file.

mod entity;
mod reader;
mod tree;

pub use reader::{Event, Reader};
pub use tree::{Element, read_tree};

#[cfg(test)]
mod tests;
