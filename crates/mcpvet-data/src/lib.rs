//! The advisory dataset of mcpvet, compiled to one pack of bytes.
//!
//! The records are one human-edited file an advisory in `advisories/<year>/<ID>.toml`;
//! `cargo run -p mcpvet-admin -- compile` turns them into `advisories.pack`, byte for byte the same
//! for the same records. The public sources of the facts and their licences stand in `NOTICE`.
//! The crate has no dependencies and no code: its release rhythm is that of the data. Most programs
//! want the crate `mcpvet` with its feature `bundled`, which reads these bytes.
#![no_std]

/// The pack: layout, digest and date stand in its header (see `mcpvet::pack`).
pub const BYTES: &[u8] = include_bytes!("../advisories.pack");

/// The day on which the facts were compiled, as `YYYY-MM-DD` in UTC.
pub const DATE: &str = include_str!("../DATE").trim_ascii();

/// Why each rule about configurations is there, as TOML: `rule[].{id,rationale,source,tags}`.
pub const RULES: &str = concat!(
    include_str!("../rules/supply.toml"),
    include_str!("../rules/secrets.toml"),
    include_str!("../rules/network.toml"),
    include_str!("../rules/execution.toml"),
    include_str!("../rules/privilege.toml"),
    include_str!("../rules/policy.toml"),
    include_str!("../rules/lifecycle.toml"),
    include_str!("../rules/manifest.toml"),
    include_str!("../rules/security-policy.toml"),
);

/// The official SDKs and the flaws that they can share, as TOML: `sdk[]` and `group[]` as
/// `mcpvet::coordination::Coordination` reads them.
pub const COORDINATION: &str = concat!(
    include_str!("../coordination/sdks.toml"),
    include_str!("../coordination/groups.toml"),
);

/// Audits that others published, as TOML: `audit[]` as `mcpvet::audit::Book` reads them.
pub const AUDITS: &str = include_str!("../audits/facts.toml");
