//! TOML as people and tools keep it in files: version 1.0 with what 1.1 adds.
//!
//! <https://toml.io/en/v1.1.0>. Line breaks and trailing commas in inline tables, `\e` and `\xHH`,
//! a byte order mark and no-break spaces are read without a word. Numbers, booleans and dates are
//! kept as they are written and not checked further.
//!
//! Two layers: the [`Reader`] hands out headers and keys one after the other with their places and
//! builds nothing; [`read_tree`] makes one [`Value`] of a small file, and [`Tree`] one of a part.
//!
//! What cannot be read costs a note, and reading goes on at the next header or key: a lockfile of
//! which one line is damaged still says the rest. Both sides of a merge conflict are read.
//! The reader does not look for repeated keys, as few formats need it; the tree does.

mod path;
mod reader;
mod strings;
mod tree;

pub use path::Path;
pub(super) use path::push_key;
pub use reader::{Item, Reader};
pub use tree::{Tree, read_tree};

pub use super::json::Kind;
pub use super::value::{Data, Value};

#[cfg(test)]
mod tests;
