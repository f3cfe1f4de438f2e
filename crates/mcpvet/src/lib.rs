//! Offline security-advisory checks for the Model Context Protocol (MCP) ecosystem.
//!
//! Text goes in — a lockfile, a manifest, a pasted list, the configuration of an MCP client — and a
//! [`Report`] comes out: which advisories apply to what the text names, and what to do. The crate
//! reads no file, opens no connection, starts no process and asks no clock; it never runs what it
//! reads. A verdict is `affected`, `unaffected` or `undecided` with the reason.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mcpvet::{Input, check, pack::Pack, report::Verdict};
//!
//! let config = br#"{ "mcpServers": { "docs": { "command": "npx",
//!     "args": ["-y", "mcp-remote", "https://mcp.example.com/sse"] } } }"#;
//! let report = check(&Pack::bundled(), &[Input { bytes: config, ..Input::default() }]);
//! let remote = &report.results[0].packages[0];
//! assert_eq!(remote.verdict, Verdict::Undecided);
//! assert!(remote.remedy.as_ref().is_some_and(|remedy| remedy.text.starts_with("Pin mcp-remote")));
//! # }
//! ```
//!
//! # The map
//!
//! [`check()`] shows the journey on one page: [`input`] turns text into packages, [`version`] and
//! [`requirement`] turn what stands for a version into keys and intervals, [`pack`] holds the
//! advisories, and [`report`] is what every surface shows. [`launch`] reads the command lines that
//! start MCP servers.
//!
//! # Scope
//!
//! The bundled dataset is about MCP servers, SDKs, clients and what they are built on; for every
//! other dependency use a general scanner beside it. Git ranges and container digests cannot be
//! decided offline and say so.

pub mod advisory;
pub mod audit;
pub mod catalogue;
mod check;
pub mod coordination;
pub mod disclosure;
mod earlier;
pub mod evidence;
mod explain;
pub mod harden;
mod hash;
pub mod input;
pub mod launch;
mod matcher;
pub mod monitor;
mod named;
pub mod pack;
pub mod package;
pub mod playbook;
pub mod policy;
pub mod purl;
mod remedy;
pub mod render;
pub mod report;
pub mod repository;
pub mod requirement;
pub mod respond;
pub mod rules;
pub mod scope;
mod sort;
pub mod support;
pub mod tags;
pub mod version;
mod words;

pub use advisory::{Kind, Severity};
pub use check::{Checked, Checker, Input, Options, check, check_with, explain, inventory};
pub use package::Ecosystem;
pub use report::{InventoryReport, Report};
