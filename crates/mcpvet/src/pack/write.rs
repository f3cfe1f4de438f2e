//! Writes a pack; the same records and day give the same bytes.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};

use super::layout::{
    AT_BUILT, AT_DIGEST, AT_INDEX_END, AT_LAYOUT, AT_TABLES, AT_TEXT_LEN, DIGEST_BYTES,
    HEADER_BYTES, LAYOUT_VERSION, MAGIC, Table, advisory,
};
use super::reader::IntervalRow;
use crate::advisory::evaluate::Bounds;
use crate::advisory::{Advisory, Affected, Date};
use crate::package::Ecosystem;
use crate::requirement::Intervals;
use crate::version::Key;

/// Compiles records and the text of a catalogue (see [`crate::catalogue`]) into a pack.
///
/// Withdrawn records and those without a package can be looked up but match nothing. What cannot
/// be told about a package (see [`crate::advisory::evaluate`]) leaves its row with a doubt, so that
/// the package is undecided. Inputs name no release of a distribution, so neither do packages here.
///
/// # Errors
///
/// When the pack would not fit into 4 GiB, or when two records claim the same id.
pub fn write(advisories: &[Advisory], catalogue: &str, built: Date) -> Result<Vec<u8>, WriteError> {
    let mut sorted: Vec<&Advisory> = advisories.iter().collect();
    sorted.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
    if let Some(pair) = duplicate_id(&sorted) {
        return Err(WriteError::DuplicateId(pair));
    }
    let mut writer = Writer::default();
    for advisory in &sorted {
        writer.advisory(advisory);
    }
    writer.ids(&sorted);
    for ((ecosystem, name), affected) in by_package(&sorted) {
        writer.package(ecosystem, &name, &affected);
    }
    let catalogue = writer.intern(catalogue.as_bytes());
    writer.table(Table::Catalogue).extend(catalogue);
    writer.finish(built)
}

fn duplicate_id(sorted: &[&Advisory]) -> Option<String> {
    let mut seen = BTreeSet::new();
    sorted.iter().find(|advisory| !seen.insert(&advisory.id)).map(|advisory| advisory.id.clone())
}

/// For each package the advisories about it, each with all that it says of the package.
type ByPackage<'a> = BTreeMap<(Ecosystem, String), BTreeMap<u32, Vec<&'a Affected>>>;

fn by_package<'a>(sorted: &[&'a Advisory]) -> ByPackage<'a> {
    let mut packages = ByPackage::new();
    for (number, advisory) in sorted.iter().enumerate() {
        let live = advisory.affected.iter().filter(|_| advisory.withdrawn.is_none());
        for affected in live {
            let name = affected.ecosystem.normalize(&affected.package).into_owned();
            let rows = packages.entry((affected.ecosystem, name)).or_default();
            rows.entry(number as u32).or_default().push(affected);
        }
    }
    packages
}

#[derive(Default)]
struct Writer {
    tables: [Vec<u32>; 9],
    blob: Vec<u8>,
    interned: HashMap<Vec<u8>, u32>,
    text: Vec<u8>,
}

impl Writer {
    fn table(&mut self, table: Table) -> &mut Vec<u32> {
        &mut self.tables[table as usize]
    }

    fn records(&self, table: Table) -> u32 {
        (self.tables[table as usize].len() * 4 / table.record_bytes()) as u32
    }

    /// A reference to bytes in the blob; the same bytes are stored once.
    fn intern(&mut self, bytes: &[u8]) -> [u32; 2] {
        let offset = match self.interned.get(bytes) {
            Some(offset) => *offset,
            None => {
                let offset = self.blob.len() as u32;
                self.blob.extend_from_slice(bytes);
                self.interned.insert(bytes.to_vec(), offset);
                offset
            }
        };
        [offset, bytes.len() as u32]
    }

    fn advisory(&mut self, advisory: &Advisory) {
        let mut record = [0; advisory::WORDS];
        let ecosystems = advisory
            .affected
            .iter()
            .fold(0u64, |bits, affected| bits | 1 << affected.ecosystem as u32);
        record[advisory::FIRST_ALIAS] = self.records(Table::Aliases);
        record[advisory::ALIASES] = advisory.aliases.len() as u32;
        record[advisory::KIND] = advisory.kind as u32;
        record[advisory::SEVERITY] = advisory.severity as u32;
        record[advisory::SCORE] = advisory.score.map_or(advisory::NO_SCORE, u32::from);
        record[advisory::COMPONENT] = advisory.component as u32;
        record[advisory::PUBLISHED] = advisory.published.number();
        record[advisory::WITHDRAWN] = advisory.withdrawn.map_or(0, Date::number);
        record[advisory::ECOSYSTEMS] = ecosystems as u32;
        record[advisory::ECOSYSTEMS + 1] = (ecosystems >> 32) as u32;
        let texts = [
            (advisory::ID, advisory.id.as_str()),
            (advisory::VECTOR, advisory.cvss.first().map_or("", String::as_str)),
            (advisory::SUMMARY, &advisory.summary),
            (advisory::URL, first_page(advisory)),
        ];
        for (word, text) in texts {
            record[word..word + 2].copy_from_slice(&self.intern(text.as_bytes()));
        }
        let document = crate::report::to_json(advisory);
        record[advisory::TEXT] = self.text.len() as u32;
        record[advisory::TEXT + 1] = document.len() as u32;
        self.text.extend_from_slice(document.as_bytes());
        self.table(Table::Advisories).extend_from_slice(&record);
        for alias in &advisory.aliases {
            let reference = self.intern(alias.as_bytes());
            self.table(Table::Aliases).extend_from_slice(&reference);
        }
    }

    /// Every id of every advisory; where an alias is shared, the oldest advisory keeps it.
    fn ids(&mut self, sorted: &[&Advisory]) {
        let mut ids = BTreeMap::new();
        for (number, advisory) in sorted.iter().enumerate() {
            ids.insert(advisory.id.to_ascii_uppercase(), (&advisory.id, number as u32));
        }
        for (number, advisory) in sorted.iter().enumerate() {
            for alias in &advisory.aliases {
                ids.entry(alias.to_ascii_uppercase()).or_insert((alias, number as u32));
            }
        }
        for (id, number) in ids.into_values() {
            let [offset, len] = self.intern(id.as_bytes());
            self.table(Table::Ids).extend_from_slice(&[offset, len, number]);
        }
    }

    fn package(
        &mut self,
        ecosystem: Ecosystem,
        name: &str,
        affected: &BTreeMap<u32, Vec<&Affected>>,
    ) {
        let [name_offset, name_len] = self.intern(name.as_bytes());
        let first_row = self.records(Table::Rows);
        let sets: Vec<Intervals> =
            affected.iter().map(|(advisory, affected)| self.row(*advisory, affected)).collect();
        let first_segment = self.records(Table::Segments);
        self.segments(&sets);
        let segments = self.records(Table::Segments) - first_segment;
        self.table(Table::Packages).extend_from_slice(&[
            ecosystem as u32,
            name_offset,
            name_len,
            first_segment,
            segments,
            first_row,
            sets.len() as u32,
        ]);
    }

    fn row(&mut self, advisory: u32, affected: &[&Affected]) -> Intervals {
        let bounds = Bounds::read(affected, "");
        let first = self.records(Table::Intervals);
        for bound in &bounds.intervals {
            let IntervalRow { end, from_text, end_text, from, to } = bound.row();
            let mut record = vec![end as u32];
            for bytes in [from_text.as_bytes(), end_text.as_bytes(), from, to] {
                record.extend_from_slice(&self.intern(bytes));
            }
            self.table(Table::Intervals).extend_from_slice(&record);
        }
        let doubt = bounds.doubt.map_or(0, |doubt| doubt as u32);
        let row = [advisory, first, bounds.intervals.len() as u32, doubt];
        self.table(Table::Rows).extend_from_slice(&row);
        Intervals::union(bounds.intervals.into_iter().map(|bound| bound.interval).collect())
    }

    /// Merges the intervals of all rows: one segment wherever the set of rows changes.
    fn segments(&mut self, sets: &[Intervals]) {
        let mut changes: BTreeMap<&Key, Vec<(u32, bool)>> = BTreeMap::new();
        for (row, set) in sets.iter().enumerate() {
            for interval in set.as_slice() {
                changes.entry(&interval.from).or_default().push((row as u32, true));
                if let Some(to) = &interval.to {
                    changes.entry(to).or_default().push((row as u32, false));
                }
            }
        }
        let mut active = BTreeSet::new();
        for (key, rows) in changes {
            for (row, begins) in rows {
                if begins {
                    active.insert(row)
                } else {
                    active.remove(&row)
                };
            }
            let [offset, len] = self.intern(key.as_bytes());
            let segment = [offset, len, self.records(Table::Members), active.len() as u32];
            self.table(Table::Segments).extend_from_slice(&segment);
            self.table(Table::Members).extend(&active);
        }
    }

    fn finish(self, built: Date) -> Result<Vec<u8>, WriteError> {
        let index_words: usize = self.tables.iter().map(Vec::len).sum();
        let index_end = HEADER_BYTES + index_words * 4 + self.blob.len();
        let total = index_end + self.text.len();
        if u32::try_from(total).is_err() {
            return Err(WriteError::TooLarge);
        }
        let mut pack = vec![0; HEADER_BYTES];
        pack.reserve(total);
        pack[..AT_LAYOUT].copy_from_slice(MAGIC);
        put(&mut pack, AT_LAYOUT, LAYOUT_VERSION);
        put(&mut pack, AT_BUILT, built.number());
        put(&mut pack, AT_INDEX_END, index_end as u32);
        put(&mut pack, AT_TEXT_LEN, self.text.len() as u32);
        for table in Table::ALL {
            let (offset, at) = (pack.len() as u32, AT_TABLES + 8 * table as usize);
            let records = match self.tables.get(table as usize) {
                Some(words) => {
                    pack.extend(words.iter().flat_map(|word| word.to_le_bytes()));
                    self.records(table)
                }
                None => {
                    pack.extend_from_slice(&self.blob);
                    self.blob.len() as u32
                }
            };
            put(&mut pack, at, offset);
            put(&mut pack, at + 4, records);
        }
        pack.extend_from_slice(&self.text);
        let mut hash = Sha256::new();
        hash.update(&pack[..AT_DIGEST]);
        hash.update(&pack[AT_INDEX_END..]);
        let digest = hash.finalize();
        pack[AT_DIGEST..AT_DIGEST + DIGEST_BYTES].copy_from_slice(&digest);
        Ok(pack)
    }
}

/// The page about the record itself, or the first reference.
fn first_page(advisory: &Advisory) -> &str {
    let own = advisory.references.iter().find(|url| url.contains(&advisory.id));
    own.or(advisory.references.first()).map_or("", String::as_str)
}

fn put(pack: &mut [u8], at: usize, word: u32) {
    pack[at..at + 4].copy_from_slice(&word.to_le_bytes());
}

/// Why records cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteError {
    /// Two records have this id.
    DuplicateId(String),
    /// The pack would not fit into 4 GiB.
    TooLarge,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateId(id) => write!(f, "two records have the id {id}"),
            Self::TooLarge => f.write_str("the pack would be larger than 4 GiB"),
        }
    }
}

impl core::error::Error for WriteError {}
