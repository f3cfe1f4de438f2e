//! Bounds on what is read. Beyond them a text is refused with a note, never cut in silence.

/// Bytes of one input: 64 MiB. The largest lockfiles seen in public have about 15 MB.
pub const MAX_BYTES: usize = 64 << 20;

/// Levels of nesting in JSON and in the tools' trees.
pub const MAX_DEPTH: usize = 128;

/// Packages of one input.
pub const MAX_PACKAGES: usize = 500_000;

/// Notes of one input; what follows is counted in a last one.
pub const MAX_NOTES: usize = 1_000;

/// Bytes of one name.
pub const MAX_NAME_BYTES: usize = 1_024;

/// Packages of one input that a report lists; all of them are counted.
pub const MAX_LISTED: usize = 10_000;

/// Needs between packages of one input that are followed; those beyond are not.
pub const MAX_NEEDS: usize = 2_000_000;

/// Chains that say why a package is there, of one package.
pub const MAX_CHAINS: usize = 8;

/// Packages of such a chain; real ones have up to some twenty.
pub const MAX_CHAIN: usize = 64;

/// Packages of all chains that a list of one input shows.
pub const MAX_CHAINED: usize = 1_000_000;

/// MCP servers of one input that the rules look at. Users have up to a hundred.
pub const MAX_SERVERS: usize = 10_000;

/// Bytes of the path that a report gives beside a line; a longer one is left out. A key of a
/// megabyte above many packages would stand in each of their paths.
pub const MAX_PATH_BYTES: usize = 4_096;

/// Values of one tree that a text is read into, entries that YAML repeats by an alias included.
pub const MAX_NODES: usize = 100_000;

/// Files that one run takes from the folders that it walks through.
pub const MAX_FILES: usize = 100_000;
