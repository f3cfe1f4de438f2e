//! Reads a pack where it lies.

use core::fmt;
use core::ops::Range;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::layout::{
    AT_BUILT, AT_DIGEST, AT_INDEX_END, AT_LAYOUT, AT_TABLES, AT_TEXT_LEN, DIGEST_BYTES, Doubt, End,
    HEADER_BYTES, LAYOUT_VERSION, MAGIC, Table, advisory,
};
use crate::advisory::{Component, Date, Kind, Severity};
use crate::catalogue::Catalogue;
use crate::package::Ecosystem;
use crate::report::{Coverage, Data, Score};

/// A dataset of advisories, read from bytes.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Ecosystem, pack::Pack};
/// let pack = Pack::bundled();
/// assert!(pack.find(Ecosystem::Npm, "mcp-remote").is_some());
/// assert!(pack.find(Ecosystem::PyPI, "mcp-remote").is_none());
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Pack<'a> {
    bytes: &'a [u8],
    /// The text section; empty when only the index was given.
    text: &'a [u8],
}

impl<'a> Pack<'a> {
    /// Opens a pack: checks the header and that nothing is missing, and reads no further.
    ///
    /// # Errors
    ///
    /// When the bytes are no pack, one of another layout, or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackError> {
        let pack = Self { bytes, text: &[] };
        let index_end = pack.check_header()?;
        let total = index_end.saturating_add(pack.word(AT_TEXT_LEN) as usize);
        if bytes.len() != total {
            return Err(PackError::Length { expected: total, found: bytes.len() });
        }
        let (bytes, text) = bytes.split_at(index_end);
        Ok(Self { bytes, text })
    }

    /// Opens the index of a pack without its text section: everything but [`Pack::document`] works.
    ///
    /// # Errors
    ///
    /// As [`Pack::open`].
    pub fn open_index(index: &'a [u8]) -> Result<Self, PackError> {
        let pack = Self { bytes: index, text: &[] };
        let expected = pack.check_header()?;
        match index.get(..expected) {
            Some(bytes) => Ok(Self { bytes, text: &[] }),
            None => Err(PackError::Length { expected, found: index.len() }),
        }
    }

    /// The dataset that is part of this program.
    ///
    /// # Panics
    ///
    /// Never: a test opens and verifies it.
    #[cfg(feature = "bundled")]
    #[must_use]
    pub fn bundled() -> Pack<'static> {
        Pack::open(mcpvet_data::BYTES).expect("the bundled pack is tested to open")
    }

    /// Holds every byte against the digest in the header.
    ///
    /// # Errors
    ///
    /// When a byte was changed, or when the text section is not there to be read.
    pub fn verify(&self) -> Result<(), PackError> {
        let mut hash = Sha256::new();
        hash.update(&self.bytes[..AT_DIGEST]);
        hash.update(&self.bytes[AT_INDEX_END..]);
        hash.update(self.text);
        if hash.finalize().as_slice() == self.digest_bytes() {
            Ok(())
        } else {
            Err(PackError::Digest)
        }
    }

    /// How many bytes header and index have: where the text section begins.
    #[must_use]
    pub fn index_len(&self) -> usize {
        self.bytes.len()
    }

    /// The day on which it was compiled, as the build was told.
    #[must_use]
    pub fn built(&self) -> Option<Date> {
        Date::from_number(self.word(AT_BUILT))
    }

    /// How many advisories it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table(Table::Advisories).1
    }

    /// Whether it holds no advisory.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What every report says about its data.
    #[must_use]
    pub fn data(&self) -> Data {
        let mut digest = String::from("sha256:");
        self.digest_bytes().iter().for_each(|byte| {
            let _ = write!(digest, "{byte:02x}");
        });
        Data {
            version: LAYOUT_VERSION,
            built: self.built().map(|day| day.to_string()).unwrap_or_default(),
            digest,
            advisories: self.len() as u32,
            coverage: Ecosystem::all().filter_map(|ecosystem| self.coverage(ecosystem)).collect(),
        }
    }

    /// Whether any package of the ecosystem has an advisory.
    #[must_use]
    pub fn covers(&self, ecosystem: Ecosystem) -> bool {
        !self.packages_of(ecosystem).is_empty()
    }

    fn coverage(&self, ecosystem: Ecosystem) -> Option<Coverage> {
        let packages = self.packages_of(ecosystem).len();
        (packages > 0).then(|| Coverage {
            ecosystem: ecosystem.name(),
            packages: packages as u32,
            advisories: self.advisories().filter(|row| row.is_about(ecosystem)).count() as u32,
        })
    }

    /// Finds what is known about a package; the name as its ecosystem files it.
    #[must_use]
    pub fn find(&self, ecosystem: Ecosystem, name: &str) -> Option<PackagePack<'a>> {
        let wanted = (ecosystem as u32, name.as_bytes());
        let count = self.table(Table::Packages).1;
        let at = partition(0..count, |at| self.package_key(at) < wanted);
        (at < count && self.package_key(at) == wanted).then(|| self.package(at))
    }

    /// The packages of every ecosystem that have this name.
    pub fn find_all(&self, name: &str) -> impl Iterator<Item = PackagePack<'a>> {
        Ecosystem::all().filter_map(move |e| self.find(e, &e.normalize(name)))
    }

    /// Every package that has an advisory, by ecosystem and name.
    pub fn packages(&self) -> impl Iterator<Item = PackagePack<'a>> {
        let pack = *self;
        (0..self.table(Table::Packages).1).map(move |at| pack.package(at))
    }

    fn packages_of(&self, ecosystem: Ecosystem) -> Range<usize> {
        let all = 0..self.table(Table::Packages).1;
        let from = partition(all.clone(), |at| self.package_key(at).0 < ecosystem as u32);
        from..partition(all, |at| self.package_key(at).0 <= ecosystem as u32)
    }

    fn package_key(&self, at: usize) -> (u32, &'a [u8]) {
        let record = self.record(Table::Packages, at);
        (self.word(record), self.blob(record + 4))
    }

    fn package(&self, at: usize) -> PackagePack<'a> {
        PackagePack { pack: *self, record: self.record(Table::Packages, at) }
    }

    /// What is known about packages beside advisories.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue<'a> {
        Catalogue::read(self.catalogue_text())
    }

    /// The lines that [`Pack::catalogue`] reads.
    #[must_use]
    pub fn catalogue_text(&self) -> &'a str {
        match self.table(Table::Catalogue) {
            (_, 0) => "",
            _ => self.text_at(self.record(Table::Catalogue, 0)),
        }
    }

    /// Every advisory, the oldest first.
    pub fn advisories(&self) -> impl DoubleEndedIterator<Item = AdvisoryRow<'a>> {
        let pack = *self;
        (0..self.len()).map(move |at| pack.advisory(at))
    }

    /// Finds an advisory by its id or an alias, in any case.
    #[must_use]
    pub fn find_advisory(&self, id: &str) -> Option<AdvisoryRow<'a>> {
        let id = id.to_ascii_uppercase();
        let key = |at: usize| self.text_at(self.record(Table::Ids, at)).to_ascii_uppercase();
        let count = self.table(Table::Ids).1;
        let at = partition(0..count, |at| key(at) < id);
        (at < count && key(at) == id)
            .then(|| self.advisory(self.word(self.record(Table::Ids, at) + 8) as usize))
    }

    /// The whole record of an advisory as JSON (see [`crate::advisory::Advisory`]); `None` when
    /// only the index was opened.
    #[must_use]
    pub fn document(&self, advisory: AdvisoryRow<'_>) -> Option<&'a str> {
        let at = advisory.record + 4 * advisory::TEXT;
        let (from, len) = (self.word(at) as usize, self.word(at + 4) as usize);
        core::str::from_utf8(self.text.get(from..from.checked_add(len)?)?).ok()
    }

    fn advisory(&self, at: usize) -> AdvisoryRow<'a> {
        AdvisoryRow { pack: *self, record: self.record(Table::Advisories, at) }
    }

    fn check_header(&self) -> Result<usize, PackError> {
        if !self.bytes.starts_with(MAGIC) {
            return Err(PackError::Magic);
        }
        if self.word(AT_LAYOUT) != LAYOUT_VERSION {
            return Err(PackError::Layout { found: self.word(AT_LAYOUT) });
        }
        let index_end = self.word(AT_INDEX_END) as usize;
        let fits = |table: &Table| {
            let (offset, records) = self.table(*table);
            records
                .checked_mul(table.record_bytes())
                .and_then(|len| len.checked_add(offset))
                .is_some_and(|end| offset >= HEADER_BYTES && end <= index_end)
        };
        if index_end >= HEADER_BYTES && Table::ALL.iter().all(fits) {
            Ok(index_end)
        } else {
            Err(PackError::Length { expected: HEADER_BYTES, found: self.bytes.len() })
        }
    }

    fn digest_bytes(&self) -> &'a [u8] {
        &self.bytes[AT_DIGEST..AT_DIGEST + DIGEST_BYTES]
    }

    fn table(&self, table: Table) -> (usize, usize) {
        let at = AT_TABLES + 8 * table as usize;
        (self.word(at) as usize, self.word(at + 4) as usize)
    }

    /// Where a record begins; beyond its table, where reading finds nothing.
    fn record(&self, table: Table, at: usize) -> usize {
        let (offset, records) = self.table(table);
        if at < records { offset + at * table.record_bytes() } else { self.bytes.len() }
    }

    /// The records of a table that the two words here name: the first, and how many.
    fn part(&self, table: Table, at: usize) -> Range<usize> {
        let first = self.word(at) as usize;
        first..first.saturating_add(self.word(at + 4) as usize).min(self.table(table).1)
    }

    fn word(&self, at: usize) -> u32 {
        let word = self.bytes.get(at..).and_then(<[u8]>::first_chunk::<4>);
        word.map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The bytes that the reference at this place means.
    fn blob(&self, at: usize) -> &'a [u8] {
        let from = self.table(Table::Blob).0.saturating_add(self.word(at) as usize);
        let end = from.saturating_add(self.word(at + 4) as usize);
        self.bytes.get(from..end).unwrap_or_default()
    }

    fn text_at(&self, at: usize) -> &'a str {
        core::str::from_utf8(self.blob(at)).unwrap_or_default()
    }
}

/// The first number of a sorted range for which the condition no longer holds.
fn partition(range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start.midpoint(end);
        if holds(middle) { start = middle + 1 } else { end = middle }
    }
    start
}

/// What a pack knows about one package.
#[derive(Clone, Copy)]
pub struct PackagePack<'a> {
    pack: Pack<'a>,
    record: usize,
}

impl<'a> PackagePack<'a> {
    /// The ecosystem of the package.
    #[must_use]
    pub fn ecosystem(&self) -> Option<Ecosystem> {
        Ecosystem::all().nth(self.pack.word(self.record) as usize)
    }

    /// The name of the package, as its ecosystem files it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.pack.text_at(self.record + 4)
    }

    /// The advisories about it, each with its affected versions.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let pack = self.pack;
        // Read once and not where each of the callers goes through them, for the size of the code.
        let mut rows = Vec::new();
        for at in pack.part(Table::Rows, self.record + 20) {
            rows.push(Row { pack, record: pack.record(Table::Rows, at) });
        }
        rows.into_iter()
    }

    /// Whether no advisory names the version with this key. One search answers for all of them.
    #[must_use]
    pub fn is_clear_at(&self, key: &[u8]) -> bool {
        self.members_at(key).is_empty()
    }

    /// The advisories that name the version with this key.
    pub fn rows_at(&self, key: &[u8]) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let (pack, first) = (self.pack, self.pack.word(self.record + 20) as usize);
        self.members_at(key).map(move |member| {
            let row = first + pack.word(pack.record(Table::Members, member)) as usize;
            Row { pack, record: pack.record(Table::Rows, row) }
        })
    }

    fn members_at(&self, key: &[u8]) -> Range<usize> {
        let segment = |at: usize| self.pack.record(Table::Segments, at);
        let segments = self.pack.part(Table::Segments, self.record + 12);
        let first = segments.start;
        let after = partition(segments, |at| self.pack.blob(segment(at)) <= key);
        if after == first {
            return 0..0;
        }
        self.pack.part(Table::Members, segment(after - 1) + 8)
    }
}

/// One advisory about one package.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pack: Pack<'a>,
    record: usize,
}

impl<'a> Row<'a> {
    /// The advisory.
    #[must_use]
    pub fn advisory(&self) -> AdvisoryRow<'a> {
        self.pack.advisory(self.pack.word(self.record) as usize)
    }

    /// Its affected versions on this package.
    pub fn intervals(&self) -> impl Iterator<Item = IntervalRow<'a>> + use<'a> {
        let pack = self.pack;
        let mut intervals = Vec::new();
        for at in pack.part(Table::Intervals, self.record + 4) {
            let record = pack.record(Table::Intervals, at);
            intervals.push(IntervalRow {
                end: End::from_word(pack.word(record)),
                from_text: pack.text_at(record + 4),
                end_text: pack.text_at(record + 12),
                from: pack.blob(record + 20),
                to: pack.blob(record + 28),
            });
        }
        intervals.into_iter()
    }

    /// Why more versions may be affected than the intervals hold.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        Doubt::from_word(self.pack.word(self.record + 12))
    }

    /// Whether the advisory lists a version by this very text.
    #[must_use]
    pub fn lists(&self, version: &str) -> bool {
        self.intervals().any(|it| it.end == End::Exactly && it.end_text == version)
    }
}

/// Affected versions in a row, as written and as keys.
#[derive(Clone, Copy, Debug)]
pub struct IntervalRow<'a> {
    /// How it ends.
    pub end: End,
    /// The first affected version; `0` for the beginning.
    pub from_text: &'a str,
    /// The version that `end` is about; empty for [`End::Open`].
    pub end_text: &'a str,
    /// The key of the first affected version.
    pub from: &'a [u8],
    /// The key of the first version behind it; empty for [`End::Open`].
    pub to: &'a [u8],
}

impl IntervalRow<'_> {
    /// Whether the version with this key is affected.
    #[must_use]
    pub fn contains(&self, key: &[u8]) -> bool {
        self.from <= key && (self.end == End::Open || key < self.to)
    }
}

/// What a pack's index knows about an advisory.
#[derive(Clone, Copy)]
pub struct AdvisoryRow<'a> {
    pack: Pack<'a>,
    record: usize,
}

impl<'a> AdvisoryRow<'a> {
    fn field(&self, word: usize) -> u32 {
        self.pack.word(self.record + 4 * word)
    }

    fn text(&self, word: usize) -> &'a str {
        self.pack.text_at(self.record + 4 * word)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.text(advisory::ID)
    }

    /// Its other ids.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let pack = self.pack;
        pack.part(Table::Aliases, self.record + 4 * advisory::FIRST_ALIAS)
            .map(move |at| pack.text_at(pack.record(Table::Aliases, at)))
    }

    /// A flaw, or code made to do harm.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.field(advisory::KIND) == Kind::Malware as u32 {
            Kind::Malware
        } else {
            Kind::Vulnerability
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let number = self.field(advisory::SEVERITY) as usize;
        Severity::ALL.get(number).copied().unwrap_or(Severity::Unknown)
    }

    /// Its highest CVSS score.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        let tenths = self.field(advisory::SCORE);
        (tenths != advisory::NO_SCORE).then_some(Score(tenths as u8))
    }

    /// The CVSS vector of that score; empty when there is none.
    #[must_use]
    pub fn vector(&self) -> &'a str {
        self.text(advisory::VECTOR)
    }

    /// The part of the ecosystem that it is about.
    #[must_use]
    pub fn component(&self) -> Component {
        let number = self.field(advisory::COMPONENT) as usize;
        Component::ALL.get(number).copied().unwrap_or(Component::McpServer)
    }

    /// The day of publication.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        Date::from_number(self.field(advisory::PUBLISHED))
    }

    /// The day on which it was taken back.
    #[must_use]
    pub fn withdrawn(&self) -> Option<Date> {
        Date::from_number(self.field(advisory::WITHDRAWN))
    }

    /// Whether it names a package of this ecosystem.
    #[must_use]
    pub fn is_about(&self, ecosystem: Ecosystem) -> bool {
        let bit = ecosystem as usize;
        self.field(advisory::ECOSYSTEMS + bit / 32) & (1 << (bit % 32)) != 0
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'a str {
        self.text(advisory::SUMMARY)
    }

    /// The first page to read about it; empty when there is none.
    #[must_use]
    pub fn url(&self) -> &'a str {
        self.text(advisory::URL)
    }
}

/// Why bytes are not a pack that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// They do not begin like a pack.
    Magic,
    /// They follow another layout.
    Layout {
        /// The layout version found.
        found: u32,
    },
    /// Bytes are missing or left over.
    Length {
        /// Bytes that there should be.
        expected: usize,
        /// Bytes that there are.
        found: usize,
    },
    /// A byte was changed.
    Digest,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => f.write_str(
                "this is not an advisory pack: expected a file that `mcpvet-admin compile` wrote",
            ),
            Self::Layout { found } if *found > LAYOUT_VERSION => write!(
                f,
                "the pack has layout {found} and this program reads layout {LAYOUT_VERSION}: \
                 update mcpvet, or use a pack made for this version"
            ),
            Self::Layout { found } => write!(
                f,
                "the pack has layout {found} and this program reads layout {LAYOUT_VERSION}: \
                 compile the pack again"
            ),
            Self::Length { expected, found } => write!(
                f,
                "the pack has {found} bytes instead of {expected}: it was cut short or altered, \
                 fetch it again"
            ),
            Self::Digest => {
                f.write_str("the pack does not match its digest: it was altered, fetch it again")
            }
        }
    }
}

impl core::error::Error for PackError {}
