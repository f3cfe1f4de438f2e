//! Is it a vulnerability of MCP, and who has to hear of it? The security policy as a decision table.
//!
//! [`RULES`] holds 21 rules as data, in the order in which they are asked; the first one that fits
//! decides. [`decide`] does so from what is known, [`next`] says what to ask next, and [`tree`] holds
//! all questions with all answers, so that a page can ask without an evaluator of its own.
//!
//! ```
//! use mcpvet::scope::{Facts, Key, Verdict, decide};
//! let mut facts = Facts::default();
//! facts.add(Key::Target, "official_sdk(python)")?;
//! facts.add(Key::Actor, "stdio_server_peer")?;
//! facts.add(Key::Reachable, "no")?;
//! facts.add(Key::Impacts, "crash")?;
//! let decision = decide(&facts);
//! assert_eq!((decision.rule.name, decision.rule.verdict), ("STDIO-DOS", Verdict::RegularIssue));
//! # Ok::<(), mcpvet::scope::FactError>(())
//! ```

mod facts;
mod questions;
mod table;

use serde::Serialize;

pub use facts::{FactError, Facts, Key, QUESTIONS, Question};
pub use questions::{Answer, Node, Step, next, tree};
pub use table::RULES;

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A vulnerability under the policy.
    InScope,
    /// No vulnerability under the policy.
    OutOfScope,
    /// A bug to be repaired in the open.
    RegularIssue,
    /// The text of the policy does not decide it.
    NeedsHuman,
    /// It goes somewhere else first.
    Routed,
}

impl Verdict {
    /// The word in JSON.
    ///
    /// ```
    /// assert_eq!(mcpvet::scope::Verdict::InScope.label(), "in_scope");
    /// ```
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::InScope => "in_scope",
            Self::OutOfScope => "out_of_scope",
            Self::RegularIssue => "regular_issue",
            Self::NeedsHuman => "needs_human",
            Self::Routed => "routed",
        }
    }

    /// The verdict for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::InScope => "In scope: report it as a vulnerability",
            Self::OutOfScope => "Out of scope",
            Self::RegularIssue => "A regular issue, no vulnerability",
            Self::NeedsHuman => "A person has to decide",
            Self::Routed => "It goes somewhere else first",
        }
    }
}

/// Whether the policy says it, or it was concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The text of the policy says it.
    Stated,
    /// It follows from the text, but does not stand there.
    Derived,
}

impl Basis {
    /// The word in JSON.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
        }
    }
}

/// A row of the decision table.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// The name of the rule: `STDIO-DOS`. A rule may have several rows.
    pub name: &'static str,
    /// Its place in the order of the rules, from 1 to 21.
    pub number: u8,
    /// What has to hold, all of it.
    #[serde(skip)]
    pub when: &'static [Test],
    /// The same in words.
    pub condition: &'static str,
    /// What becomes of the report.
    pub verdict: Verdict,
    /// Whether the policy says so.
    pub basis: Basis,
    /// Why, restated from the source.
    pub text: &'static str,
    /// The page that it rests on.
    pub source: &'static str,
    /// Where to report.
    pub report_to: &'static str,
    /// What to write there, or to do next.
    pub write: &'static str,
    /// The kind of vulnerability in the policy's list: `IN-AUTHZ`; empty when there is none.
    pub category: &'static str,
    /// Whether the policy has a gap here.
    pub is_gap: bool,
    /// Whether the boundary between stdio peers is at stake; then [`OPERATOR_NOTE`] belongs to it.
    pub is_boundary: bool,
}

/// What is said to operators wherever the boundary between stdio peers is at stake.
pub const OPERATOR_NOTE: &str = "The stdio transport of an SDK is no sandbox: whoever runs a stdio server \
                                 with fewer rights than its client is responsible for the wall between them.";

/// One condition about one key.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// One of the answers is among these.
    Is(Key, &'static [&'static str]),
    /// None of the answers is among these.
    Lacks(Key, &'static [&'static str]),
    /// There are answers, and all are among these.
    Only(Key, &'static [&'static str]),
    /// One of the answers is not among these.
    Beyond(Key, &'static [&'static str]),
}

impl Test {
    /// The key that it asks for.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::Is(key, _) | Self::Lacks(key, _) | Self::Only(key, _) | Self::Beyond(key, _) => {
                key
            }
        }
    }

    /// Whether it holds; `None` as long as its key was not asked.
    fn holds(self, facts: &Facts) -> Option<bool> {
        let words = facts.get(self.key())?;
        let mut found = words.iter();
        Some(match self {
            Self::Is(_, list) => found.any(|word| list.contains(word)),
            Self::Lacks(_, list) => !found.any(|word| list.contains(word)),
            Self::Only(_, list) => !words.is_empty() && found.all(|word| list.contains(word)),
            Self::Beyond(_, list) => found.any(|word| !list.contains(word)),
        })
    }
}

impl Rule {
    /// Whether it fits: yes, no, or the key to ask.
    fn fits(&self, facts: &Facts) -> Result<bool, Key> {
        for test in self.when {
            match test.holds(facts) {
                Some(true) => {}
                Some(false) => return Ok(false),
                None => return Err(test.key()),
            }
        }
        Ok(true)
    }
}

/// What the table says about a report.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// The rule that decided.
    #[serde(flatten)]
    pub rule: &'static Rule,
    /// Every kind of vulnerability in the policy's list that fits.
    pub categories: Vec<&'static str>,
    /// The page where a private report begins, when the SDK is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_url: Option<String>,
}

/// Decides a report from what is known; what was not asked counts as not known.
///
/// # Panics
///
/// Never: the last rule fits always.
#[must_use]
pub fn decide(facts: &Facts) -> Decision {
    let closed = facts.clone().closed();
    let fits = |rule: &&&'static Rule| rule.fits(&closed) == Ok(true);
    let rules: Vec<_> = RULES.iter().collect();
    let rule = *rules.iter().find(fits).expect("the last rule has no condition");
    let same = rules.iter().filter(|other| other.number == rule.number).filter(fits);
    let categories = same.map(|rule| rule.category).filter(|name| !name.is_empty()).collect();
    let is_private = matches!(rule.verdict, Verdict::InScope | Verdict::NeedsHuman);
    let repository = match (facts.sdk(), rule.name) {
        (_, "SPEC-DEFECT") => Some("modelcontextprotocol".to_owned()),
        (Some(sdk), _) if is_private => Some(format!("{sdk}-sdk")),
        _ => None,
    };
    let url =
        |name| format!("https://github.com/modelcontextprotocol/{name}/security/advisories/new");
    Decision { rule, categories, report_url: repository.map(url) }
}

#[cfg(test)]
mod tests;
