//! What kinds of risk there are, and which of them an advisory or a rule belongs to: four classes of
//! risk, the two top-ten lists and the twelve categories of techniques of the MCP security project.
//!
//! A tag is one row of [`LISTS`]. Rules name theirs in `mcpvet-data/rules/*.toml`; those of an
//! advisory follow from its category, root cause, component and weaknesses by the table in
//! `advisory.rs`, so that no record has to be written twice.

mod advisory;
mod lists;

use serde::Serialize;

pub use advisory::of_advisory;
pub use lists::LISTS;

/// A list of tags.
#[derive(Debug, Serialize)]
pub struct List {
    /// Its name in addresses, such as `technique`.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// One sentence on what it divides.
    pub lead: &'static str,
    /// Its tags in their order.
    pub tags: &'static [Tag],
}

/// A kind of risk.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its id, such as `MCP-05`, `supply-chain` or `risk/operational`.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// One sentence on what goes wrong.
    pub text: &'static str,
    /// The class of risk that it belongs to; the class itself for a class.
    pub risk: &'static str,
}

impl Tag {
    /// Whether a tag that somebody wrote is this one or a technique below it.
    ///
    /// ```
    /// let tag = mcpvet::tags::by_id("supply-chain").unwrap();
    /// assert!(tag.covers("supply-chain/typosquatting") && !tag.covers("supply-chains"));
    /// ```
    #[must_use]
    pub fn covers(&self, written: &str) -> bool {
        let rest = written.strip_prefix(self.id);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Every tag, list by list.
pub fn all() -> impl Iterator<Item = &'static Tag> {
    LISTS.iter().flat_map(|list| list.tags)
}

/// Finds a tag by its id, in any case.
///
/// ```
/// assert_eq!(mcpvet::tags::by_id("mcp-c02").map(|tag| tag.id), Some("MCP-C02"));
/// ```
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Tag> {
    all().find(|tag| tag.id.eq_ignore_ascii_case(id))
}

/// The tags that cover what is written, and the classes of risk that they belong to, in the order of
/// the lists.
///
/// ```
/// let tags = mcpvet::tags::covering(&["MCP-06", "supply-chain/typosquatting"]);
/// let ids: Vec<_> = tags.iter().map(|tag| tag.id).collect();
/// assert_eq!(ids, ["risk/supply-chain", "MCP-06", "supply-chain"]);
/// ```
#[must_use]
pub fn covering(written: &[impl AsRef<str>]) -> Vec<&'static Tag> {
    let named: Vec<_> =
        all().filter(|tag| written.iter().any(|text| tag.covers(text.as_ref()))).collect();
    let is_class = |tag: &Tag| named.iter().any(|one| one.risk == tag.id);
    all().filter(|tag| is_class(tag) || named.contains(tag)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{LISTS, all, by_id};

    #[test]
    fn the_lists_have_their_lengths_and_no_id_twice() {
        let lengths: Vec<_> = LISTS.iter().map(|list| list.tags.len()).collect();
        assert_eq!(lengths, [4, 10, 10, 12]);
        let ids: HashSet<_> = all().map(|tag| tag.id).collect();
        assert_eq!(ids.len(), 36);
    }

    #[test]
    fn every_tag_belongs_to_a_class_and_says_so_in_a_sentence() {
        for tag in all() {
            assert!(by_id(tag.risk).is_some_and(|class| class.risk == class.id), "{}", tag.id);
            assert!(tag.text.ends_with('.') && !tag.title.is_empty(), "{}", tag.id);
        }
    }
}
