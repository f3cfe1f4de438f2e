//! The pack: the dataset compiled for matching, read without decoding it first.
//!
//! `layout` states the bytes, `write` makes them from [`crate::advisory::Advisory`] records,
//! [`Pack`] reads them where they are. Reading never panics: a pack that was altered in transit is
//! found by [`Pack::verify`], and whatever an unverified one refers to beyond its end reads as
//! empty.

mod layout;
mod names;
mod reader;
#[cfg(feature = "write")]
mod write;

pub(crate) use names::Names;

pub use layout::{Doubt, End, LAYOUT_VERSION};
pub use reader::{AdvisoryRow, IntervalRow, Pack, PackError, PackagePack, Row};
#[cfg(feature = "write")]
pub use write::{WriteError, write};
