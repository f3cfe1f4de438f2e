//! Why each rule is there, as `mcpvet-data/rules/*.toml` say it.

use serde::{Deserialize, Serialize};

use super::Rule;

/// Every rule's reasons: what the TOML text of the dataset holds.
///
/// ```
/// let text = r#"{ "rule": [{ "id": "SUP-001", "rationale": "r", "source": "s", "tags": ["MCP-06"] }] }"#;
/// let reasons: mcpvet::rules::Reasons = serde_json::from_str(text).unwrap();
/// let rule = mcpvet::rules::by_id("SUP-001").unwrap();
/// assert!(reasons.of(rule).is_some_and(|why| why.has_tag("risk/supply-chain")));
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Reasons {
    rule: Vec<Why>,
}

/// Why one rule is there.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Why {
    /// The rule.
    #[serde(skip_serializing)]
    pub id: String,
    /// Why it matters, for a person who meets the rule for the first time.
    pub rationale: String,
    /// The page that the rule rests on.
    pub source: String,
    /// The entries of the top tens and the techniques that it belongs to.
    pub tags: Vec<String>,
}

impl Reasons {
    /// The reasons of one rule.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<&Why> {
        self.rule.iter().find(|why| why.id == rule.id)
    }
}

impl Why {
    /// Whether the rule belongs to a tag, by itself or by what its tags belong to.
    #[must_use]
    pub fn has_tag(&self, id: &str) -> bool {
        let covering = crate::tags::covering(&self.tags);
        covering.iter().any(|tag| tag.id.eq_ignore_ascii_case(id))
            || self.tags.iter().any(|tag| tag.eq_ignore_ascii_case(id))
    }
}
