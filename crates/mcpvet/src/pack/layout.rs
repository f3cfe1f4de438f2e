//! The bytes of a pack, shared by the writer and the reader.
//!
//! Everything is little-endian. A pack is a header, an index that matching reads, and a text
//! section that it never touches:
//!
//! ```text
//! header   8  magic "MCPVETPK"
//!          4  layout version
//!          4  build date as the number YYYYMMDD
//!         32  SHA-256 of all bytes before and behind it
//!          4  length of header and index together: where the text begins
//!          4  length of the text
//!     10 × 8  for each table: its offset and how many records it has
//! index       the tables in the order of `Table`; records are words of 32 bits,
//!             then the blob of keys and the blob of strings
//! text        one JSON document an advisory
//! ```
//!
//! A reference to bytes is two words, offset and length; offsets count from the start of the blob
//! (keys, strings) or of the text. The record of each table is listed at its variant.

/// What a pack begins with.
pub(super) const MAGIC: &[u8; 8] = b"MCPVETPK";

/// The version of this layout. Readers refuse any other.
pub const LAYOUT_VERSION: u32 = 3;

pub(super) const AT_LAYOUT: usize = 8;
pub(super) const AT_BUILT: usize = 12;
pub(super) const AT_DIGEST: usize = 16;
pub(super) const DIGEST_BYTES: usize = 32;
/// First byte behind the digest.
pub(super) const AT_INDEX_END: usize = AT_DIGEST + DIGEST_BYTES;
pub(super) const AT_TEXT_LEN: usize = AT_INDEX_END + 4;
pub(super) const AT_TABLES: usize = AT_TEXT_LEN + 4;
pub(super) const HEADER_BYTES: usize = AT_TABLES + 8 * Table::ALL.len();

/// The tables of the index, in the order in which they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Table {
    /// Sorted by ecosystem, then name: ecosystem, name (reference), first segment, segments,
    /// first row, rows.
    Packages,
    /// Per package, sorted by key: key (reference), first member, members. A segment reaches up
    /// to the key of the next one; the last one has no upper end.
    Segments,
    /// Numbers of rows, counted from the package's first row.
    Members,
    /// One advisory on one package: advisory, first interval, intervals, and the number of a
    /// doubt, or 0.
    Rows,
    /// How it was written and as keys: kind of end, from text, end text, from key, end key
    /// (references). A listed version without a key has empty ones and holds nothing.
    Intervals,
    /// In the order of publication: see `advisory` below.
    Advisories,
    /// Every id and alias, sorted: id (reference), advisory.
    Ids,
    /// Ids that advisories list as aliases (references).
    Aliases,
    /// The text of the catalogue (see [`crate::catalogue`]), one record (reference).
    Catalogue,
    /// Bytes of keys and strings, each counted as one record of one byte.
    Blob,
}

impl Table {
    pub(super) const ALL: [Self; 10] = [
        Self::Packages,
        Self::Segments,
        Self::Members,
        Self::Rows,
        Self::Intervals,
        Self::Advisories,
        Self::Ids,
        Self::Aliases,
        Self::Catalogue,
        Self::Blob,
    ];

    /// Bytes of one record.
    pub(super) const fn record_bytes(self) -> usize {
        match self {
            Self::Packages => 7 * 4,
            Self::Segments | Self::Rows => 4 * 4,
            Self::Members => 4,
            Self::Intervals => 9 * 4,
            Self::Advisories => advisory::WORDS * 4,
            Self::Ids => 3 * 4,
            Self::Aliases | Self::Catalogue => 2 * 4,
            Self::Blob => 1,
        }
    }
}

/// The words of an advisory's record.
pub(super) mod advisory {
    pub(in super::super) const ID: usize = 0;
    pub(in super::super) const FIRST_ALIAS: usize = 2;
    #[cfg(feature = "write")]
    pub(in super::super) const ALIASES: usize = 3;
    pub(in super::super) const KIND: usize = 4;
    pub(in super::super) const SEVERITY: usize = 5;
    /// Tenths, or `NO_SCORE`.
    pub(in super::super) const SCORE: usize = 6;
    pub(in super::super) const COMPONENT: usize = 7;
    pub(in super::super) const PUBLISHED: usize = 8;
    /// The number YYYYMMDD, or 0.
    pub(in super::super) const WITHDRAWN: usize = 9;
    /// One bit an ecosystem, by its number, in two words; the lower numbers are in the first.
    pub(in super::super) const ECOSYSTEMS: usize = 10;
    pub(in super::super) const VECTOR: usize = 12;
    pub(in super::super) const SUMMARY: usize = 14;
    pub(in super::super) const URL: usize = 16;
    pub(in super::super) const TEXT: usize = 18;
    pub(in super::super) const WORDS: usize = 20;
    pub(in super::super) const NO_SCORE: u32 = u32::MAX;
}

/// How an interval ends; the number stands in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum End {
    /// It has no upper end.
    Open = 0,
    /// Before the version that repairs it.
    Fixed = 1,
    /// With the last affected version.
    LastAffected = 2,
    /// It is one single version.
    Exactly = 3,
    /// Before the version from which on the record says nothing.
    Limit = 4,
}

impl End {
    pub(super) const fn from_word(word: u32) -> Self {
        match word {
            1 => Self::Fixed,
            2 => Self::LastAffected,
            3 => Self::Exactly,
            4 => Self::Limit,
            _ => Self::Open,
        }
    }
}

/// Why more versions may be affected than the intervals of a row hold; the number stands in the
/// pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Doubt {
    /// A boundary cannot be read.
    Unreadable = 1,
    /// Only commits are named.
    Git = 2,
    /// The order of the ecosystem's versions is not known.
    NoOrder = 3,
    /// The record is about one release of a distribution, or one repository.
    Release = 4,
}

impl Doubt {
    /// A number of a newer writer is a doubt all the same.
    pub(super) const fn from_word(word: u32) -> Option<Self> {
        match word {
            0 => None,
            2 => Some(Self::Git),
            3 => Some(Self::NoOrder),
            4 => Some(Self::Release),
            _ => Some(Self::Unreadable),
        }
    }
}
