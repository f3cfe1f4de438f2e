//! What to ask next, and all questions with all answers.

use serde::Serialize;

use super::{Decision, Facts, Key, Question, RULES, Rule, decide};

/// What comes next for a report.
#[derive(Clone, Debug)]
pub enum Step {
    /// This has to be asked.
    Ask(&'static Question),
    /// It is decided.
    Decided(Decision),
}

/// The next question, or the decision when nothing more has to be asked.
///
/// Only what decides is asked: a report about somebody else's server needs one answer.
///
/// ```
/// use mcpvet::scope::{Facts, Key, Step, next};
/// let mut facts = Facts::default();
/// facts.add(Key::Private, "yes")?;
/// let Step::Ask(question) = next(&facts) else { panic!("decided too early") };
/// assert_eq!(question.key, Key::Target);
/// facts.add(Key::Target, "third_party_server")?;
/// let Step::Decided(decision) = next(&facts) else { panic!("asked too much") };
/// assert_eq!(decision.rule.name, "TGT-THIRD");
/// # Ok::<(), mcpvet::scope::FactError>(())
/// ```
#[must_use]
pub fn next(facts: &Facts) -> Step {
    match first(facts) {
        Ok(_) => Step::Decided(decide(facts)),
        Err(key) => Step::Ask(key.question()),
    }
}

/// The rule that fits, or the key that the first undecided one asks for.
fn first(facts: &Facts) -> Result<&'static Rule, Key> {
    for rule in RULES {
        if rule.fits(facts)? {
            return Ok(rule);
        }
    }
    unreachable!("the last rule has no condition")
}

/// A place in the tree of questions: a question with its answers, or a row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// A question.
    Ask {
        /// The name of the key.
        ask: &'static str,
        /// Its answers, each with the node that follows.
        answers: Vec<Answer>,
    },
    /// The row of [`RULES`] that decides.
    Decided {
        /// Its index.
        rule: usize,
    },
}

/// An answer and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The word in JSON.
    pub word: &'static str,
    /// The index of the node that follows.
    pub next: usize,
}

/// All questions with all answers; the last node is the first question.
///
/// Each answer to a set is a single word, the worst one. Nodes that are equal stand once.
#[must_use]
pub fn tree() -> Vec<Node> {
    let mut nodes = Vec::new();
    grow(&Facts::default(), &mut nodes);
    nodes
}

/// Adds what follows from some facts, and says where it stands.
fn grow(facts: &Facts, nodes: &mut Vec<Node>) -> usize {
    let node = match first(facts) {
        Ok(rule) => Node::Decided {
            rule: RULES.iter().position(|row| core::ptr::eq(row, rule)).unwrap_or_default(),
        },
        Err(key) => Node::Ask { ask: key.question().name, answers: answers(facts, key, nodes) },
    };
    nodes.iter().position(|known| *known == node).unwrap_or_else(|| {
        nodes.push(node);
        nodes.len() - 1
    })
}

/// Words that no rule tells apart lead to the same place, which is looked for once.
fn answers(facts: &Facts, key: Key, nodes: &mut Vec<Node>) -> Vec<Answer> {
    let mut seen: Vec<(Vec<Option<bool>>, usize)> = Vec::new();
    let mut answers = Vec::new();
    for (word, _) in key.question().answers {
        let mut facts = facts.clone();
        if facts.add(key, word).is_err() {
            continue;
        }
        let tests = RULES.iter().flat_map(|rule| rule.when).filter(|test| test.key() == key);
        let marks: Vec<_> = tests.map(|test| test.holds(&facts)).collect();
        let known = seen.iter().find(|(other, _)| *other == marks).map(|(_, next)| *next);
        let next = known.unwrap_or_else(|| grow(&facts, nodes));
        seen.push((marks, next));
        answers.push(Answer { word, next });
    }
    answers
}
