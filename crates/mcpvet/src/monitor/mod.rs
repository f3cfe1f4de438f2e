//! Watching over time: what a run sees, what changed since the one before, and how far the repair is.
//!
//! A [`Sight`] is what one run saw of the watched inputs, [`State`] what the runs before it left
//! behind, and [`Status`] the small text file in which people say what they do about a finding.
//! [`compare`] turns these into a new state, lines of the status file, and a [`Digest`]: what is new,
//! changed, fixed, withdrawn and overdue.
//!
//! A finding is known by its [`Key`], which holds no line and no version, so a lockfile may move its
//! lines and a package its version. That a finding is *fixed* is said only of what was read: a file
//! that is missing, empty or broken off, or a package that can no longer be decided, leaves the
//! finding as it was, *not checked*.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mcpvet::monitor::{Policy, Sight, State, Status, Word, compare};
//! use mcpvet::{Checker, Input, Options, pack::Pack};
//!
//! let (pack, options) = (Pack::bundled(), Options::default());
//! let look = |text: &str| {
//!     let input = Input { name: Some("list.txt"), bytes: text.as_bytes(), ..Input::default() };
//!     let mut sight = Sight::default();
//!     let report = Checker::new(&pack, &options).report([Checker::new(&pack, &options).check(&input)]);
//!     sight.add("tools", &report, &mcpvet::inventory(&[input]), &[text.len().to_string()]);
//!     sight
//! };
//! let policy = Policy::default();
//! let day = |text: &str| text.parse().unwrap();
//! let (state, status) = (State::default(), Status::default());
//! let first = compare(state, &status, look("mcp-remote@0.1.15"), &pack, &policy, day("2026-11-20"));
//! let status = Status::read(&status.edit("", &first.entries)).unwrap();
//! let next = compare(first.state, &status, look("mcp-remote@0.1.16"), &pack, &policy, day("2026-11-21"));
//! assert!(next.entries.iter().all(|entry| entry.word == Word::Verified));
//! # }
//! ```

mod compare;
mod digest;
mod feed;
mod gone;
mod key;
mod page;
mod policy;
mod sight;
mod state;
mod status;

pub use compare::{Run, compare};
pub use digest::{Digest, Numbers, Pending, Unread};
pub use feed::feed;
pub use key::{Key, KeyError};
pub use page::{Item, Page, Section};
pub use policy::Policy;
pub use sight::{Basis, Found, Sight};
pub use state::{Event, EventKind, MAX_CLOSED, MAX_EVENTS, Place, Standing, State, StateError};
pub use status::{Entry, Fault, MAX_ENTRIES, MAX_STATUS_BYTES, Status, Word};

#[cfg(all(test, feature = "bundled"))]
mod tests;
