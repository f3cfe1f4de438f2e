//! What the pages are about: the advisories of a pack, newest first, and every way to look them up.

use std::collections::{BTreeMap, HashMap};
use std::io;

use mcpvet::advisory::{Advisory, Date};
use mcpvet::pack::Pack;
use mcpvet::report::Data;

use crate::audits::Audits;
use crate::digest::{Digest, digest};
use crate::facet::{FACETS, Value};
use crate::package::PackageKey;
use crate::pages::text::Texts;

/// One advisory and the digest of its record, by which pages know whether they are still good.
pub(crate) struct Entry {
    pub(crate) advisory: Advisory,
    pub(crate) digest: Digest,
}

/// Everything that pages are made from.
pub(crate) struct Site {
    /// Newest first; of one day, by id.
    pub(crate) entries: Vec<Entry>,
    /// The dataset as reports name it.
    pub(crate) data: Data,
    /// The values of each of [`FACETS`], in the facet's own order.
    pub(crate) facets: Vec<Vec<Value>>,
    /// Every package that an advisory names, and the numbers of those that do.
    pub(crate) packages: BTreeMap<PackageKey, Vec<usize>>,
    /// The audits that come with the dataset.
    pub(crate) audits: Audits,
    /// The pages of plain text.
    pub(crate) texts: Texts,
    /// Where the site will stand, with a slash at its end.
    pub(crate) url: String,
    by_id: HashMap<String, usize>,
    causes: HashMap<String, Vec<usize>>,
    counts: Digest,
}

impl Site {
    /// Reads a pack.
    ///
    /// # Errors
    ///
    /// A record that is not the JSON of an advisory.
    pub(crate) fn read(pack: &Pack<'_>, texts: Texts, url: &str) -> io::Result<Self> {
        let mut entries = Vec::with_capacity(pack.len());
        for row in pack.advisories() {
            let text = pack.document(row).unwrap_or_default();
            let advisory: Advisory = serde_json::from_str(text)
                .map_err(|error| io::Error::other(format!("the record {}: {error}", row.id())))?;
            names_files(&advisory)?;
            entries.push(Entry { advisory, digest: digest(text.as_bytes()) });
        }
        entries.sort_by(|a, b| {
            let (a, b) = (&a.advisory, &b.advisory);
            b.published.cmp(&a.published).then_with(|| b.id.cmp(&a.id))
        });
        let url = format!("{}/", url.trim_end_matches('/'));
        let site = Self::index(entries, pack.data(), texts, url);
        Ok(Self { audits: Audits::read()?, ..site })
    }

    fn index(entries: Vec<Entry>, data: Data, texts: Texts, url: String) -> Self {
        let mut by_id = HashMap::new();
        let mut causes: HashMap<String, Vec<usize>> = HashMap::new();
        let mut packages: BTreeMap<PackageKey, Vec<usize>> = BTreeMap::new();
        for (at, Entry { advisory, .. }) in entries.iter().enumerate() {
            for id in &advisory.aliases {
                by_id.entry(id.clone()).or_insert(at);
            }
            by_id.insert(advisory.id.clone(), at);
            if let Some(cause) = &advisory.root_cause {
                causes.entry(cause.clone()).or_default().push(at);
            }
            for key in PackageKey::all(advisory) {
                packages.entry(key).or_default().push(at);
            }
        }
        let facets = FACETS.iter().map(|facet| facet.index(&entries)).collect();
        let counts = Digest::default();
        let audits = Audits::default();
        let mut site =
            Self { entries, data, facets, packages, audits, texts, url, by_id, causes, counts };
        site.counts = site.digest_of_counts();
        site
    }

    /// The advisories with these numbers, in their order.
    pub(crate) fn pick<'s>(&'s self, numbers: &'s [usize]) -> impl Iterator<Item = &'s Advisory> {
        numbers.iter().map(|&at| &self.entries[at].advisory)
    }

    /// Every advisory, the oldest first, as a pack has them.
    pub(crate) fn oldest_first(&self) -> impl Iterator<Item = &Advisory> {
        self.entries.iter().rev().map(|entry| &entry.advisory)
    }

    /// The advisory of an id or alias.
    pub(crate) fn find(&self, id: &str) -> Option<&Advisory> {
        self.by_id.get(id).map(|&at| &self.entries[at].advisory)
    }

    /// What the record names as related, then the newest others with its root cause, at most so many;
    /// and how many there are beyond them.
    pub(crate) fn related(&self, advisory: &Advisory, most: usize) -> (Vec<&Advisory>, usize) {
        let own = self.by_id.get(&advisory.id).copied();
        let mut named: Vec<usize> =
            advisory.related.iter().filter_map(|id| self.by_id.get(id)).copied().collect();
        named.retain(|at| Some(*at) != own);
        named.sort_unstable();
        named.dedup();
        let cause = advisory.root_cause.as_ref().and_then(|cause| self.causes.get(cause));
        let cause = cause.map(Vec::as_slice).unwrap_or_default();
        let is_other = |at: &usize| Some(*at) != own && !named.contains(at);
        let shown: Vec<usize> = named
            .iter()
            .copied()
            .chain(cause.iter().copied().filter(is_other))
            .take(most)
            .collect();
        // A group may have thousands of members: they are counted without looking at each.
        let known = |at: &usize| cause.binary_search(at).is_ok();
        let twice = named.iter().chain(own.iter()).filter(|at| known(at)).count();
        let all = named.len() + cause.len() - twice;
        let more = all.saturating_sub(shown.len());
        (shown.into_iter().map(|at| &self.entries[at].advisory).collect(), more)
    }

    /// One digest of the records with these numbers.
    pub(crate) fn digest_of(&self, numbers: impl IntoIterator<Item = usize>) -> Digest {
        numbers.into_iter().fold(Digest::default(), |all, at| all.and(self.entries[at].digest))
    }

    /// What the lists beside every archive page show: how many advisories each value has.
    pub(crate) fn counts(&self) -> Digest {
        self.counts
    }

    fn digest_of_counts(&self) -> Digest {
        let values = self.facets.iter().flatten();
        values.fold(Digest::default().and_text(self.built()), |all, value| {
            all.and_text(&value.slug).and_text(&value.members.len().to_string())
        })
    }

    /// How many advisories have a value of a facet.
    pub(crate) fn count(&self, facet: &str, value: &str) -> usize {
        let values = FACETS.iter().zip(&self.facets).find(|(one, _)| one.slug == facet);
        let values = values.into_iter().flat_map(|(_, values)| values);
        values.filter(|one| one.name == value).map(|one| one.members.len()).sum()
    }

    /// The day of the dataset.
    pub(crate) fn built(&self) -> &str {
        &self.data.built
    }
}

/// Ids name folders and files, so they hold nothing that leads out of a folder.
fn names_files(advisory: &Advisory) -> io::Result<()> {
    let is_plain = |id: &&String| {
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        !id.is_empty() && !id.starts_with('.') && id.chars().all(known)
    };
    let mut ids = [&advisory.id].into_iter().chain(&advisory.aliases);
    match ids.find(|id| !is_plain(id)) {
        None => Ok(()),
        Some(id) => Err(io::Error::other(format!(
            "the record {:?}: the id {id:?} cannot be part of an address; letters, digits, `-`, `_` and `.` can",
            advisory.id
        ))),
    }
}

/// The last day on which the record changed.
pub(crate) fn last_change(advisory: &Advisory) -> Date {
    [Some(advisory.modified), advisory.withdrawn]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(advisory.published)
}
