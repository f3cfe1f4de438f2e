//! What people have said about practices: a small text file that is kept in Git beside the
//! configurations. Its members are the columns of the checklist of the MCP security project.

use core::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::Status;
use super::table::practices;
use crate::advisory::Date;

/// The file: `[[answer]]` once for each practice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The answers, in any order.
    #[serde(default)]
    pub answer: Vec<Answer>,
}

/// What a person says about one practice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The practice, such as `HRD-2.1`.
    pub id: String,
    /// Whether it is followed.
    #[serde(default)]
    pub status: Reply,
    /// What it means here that it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub risk: String,
    /// Whatever else there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// By when it is to be followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Date>,
}

/// An answer in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// It is followed.
    Yes,
    /// It is not.
    No,
    /// In part.
    #[serde(alias = "partial")]
    Partly,
    /// Nobody has answered yet.
    #[default]
    #[serde(rename = "")]
    Open,
}

impl Reply {
    /// The status that follows; none for an open question.
    pub(super) const fn means(self) -> Option<Status> {
        match self {
            Self::Yes => Some(Status::Holds),
            Self::No => Some(Status::Fails),
            Self::Partly => Some(Status::Partly),
            Self::Open => None,
        }
    }
}

impl Answers {
    /// What is said about a practice.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&Answer> {
        self.answer.iter().find(|answer| answer.id == id)
    }

    /// What is wrong with the file: practices that are not there, and answers that stand twice.
    ///
    /// ```
    /// use mcpvet::harden::Answers;
    /// let text = r#"{ "answer": [{ "id": "HRD-1.2" }, { "id": "HRD-1.2" }, { "id": "HRD-99" }] }"#;
    /// let answers: Answers = serde_json::from_str(text).unwrap();
    /// assert_eq!(answers.problems(), ["HRD-1.2 is answered twice", "there is no practice 'HRD-99'"]);
    /// ```
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (at, answer) in self.answer.iter().enumerate() {
            let id = &answer.id;
            if !practices().any(|practice| practice.id == id) {
                problems.push(format!("there is no practice '{id}'"));
            } else if self.answer[..at].iter().any(|earlier| earlier.id == *id) {
                problems.push(format!("{id} is answered twice"));
            }
        }
        problems
    }
}

/// A file to begin with: every practice with its question, and no answer.
///
/// ```
/// let file = mcpvet::harden::blank();
/// assert!(file.contains("id = \"HRD-10.5\"\nstatus = \"\""));
/// ```
#[must_use]
pub fn blank() -> String {
    let mut file =
        "# What people say about the practices of hardening; kept beside the configurations.\n\
        # status: \"yes\", \"no\", \"partly\", or \"\" while nobody has answered.\n\
        # risk, notes and target (a date such as 2027-01-31) may be added to each.\n"
            .to_owned();
    for practice in practices() {
        let _ = write!(
            file,
            "\n[[answer]]    # {}\n# {}\nid = \"{}\"\nstatus = \"\"\n",
            practice.title, practice.question, practice.id
        );
    }
    file
}
