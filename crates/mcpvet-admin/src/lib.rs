//! What `mcpvet-admin` shares with the conformance tests: scores, and answers from OSV records.
//!
//! CVSS stays out of the library that visitors load: packs and records carry what was scored here.

pub mod evaluate;
pub mod severity;
