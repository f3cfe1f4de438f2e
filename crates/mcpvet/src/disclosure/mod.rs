//! The clock of a coordinated disclosure: what is due, when, and who owes it.
//!
//! A [`Ledger`] holds [`Case`]s: a report with its five content items, six steps with owners and
//! days, and the promises that were kept. [`duties`] turns a case into what is due; what is overdue
//! and what comes next follows from a day, which is an argument. [`calendar_file`] writes the same as
//! an iCalendar file.
//!
//! Two things are assumed, as no source says them: days are those of UTC, and Saturdays and Sundays
//! are no business days. Other weekends and holidays come with a [`Calendar`].
//!
//! ```
//! use mcpvet::disclosure::{Calendar, Ledger, duties};
//!
//! let ledger: Ledger = serde_json::from_str(r#"{ "case": [{
//!     "id": "2026-7", "title": "Session ids can be guessed", "received": "2026-11-06" }] }"#)?;
//! let duties = duties(&ledger.case[0], None, &Calendar::default());
//! assert_eq!(duties[0].what, "Acknowledge the report");
//! // Three business days from a Friday.
//! assert_eq!(duties[0].due.to_string(), "2026-11-11");
//! assert!(duties[0].is_overdue("2026-11-12".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod duty;
mod ics;
mod letter;
mod problem;

use serde::{Deserialize, Serialize};

pub use calendar::{Calendar, Span, Weekday};
pub use duty::{Duty, TIERS, Tier, duties};
pub use ics::calendar_file;
pub use letter::{Letter, target_of};
pub use problem::problems;

use crate::advisory::{Date, Severity};

/// The cases of a project, as a TOML file holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The cases, in any order.
    #[serde(default)]
    pub case: Vec<Case>,
}

/// A report on its way to an advisory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A short name.
    pub id: String,
    /// What it is about, in one line.
    pub title: String,
    /// The day on which it came.
    pub received: Date,
    /// Where it comes from.
    #[serde(default)]
    pub origin: Origin,
    /// How bad it is, once that is known.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// The official SDK that it is about, for the duties of its tier.
    #[serde(default)]
    pub sdk: Option<String>,
    /// Nothing is said in public before this day.
    #[serde(default)]
    pub embargo_until: Option<Date>,
    /// The day on which its receipt was acknowledged.
    #[serde(default)]
    pub acknowledged: Option<Date>,
    /// The day on which the reporter got an evaluation and the expected day of a fix.
    #[serde(default)]
    pub evaluated: Option<Date>,
    /// The day on which the reporter was told of the fix.
    #[serde(default)]
    pub told: Option<Date>,
    /// Whether the reporter wants to be named.
    #[serde(default)]
    pub credit: Credit,
    /// What the report says.
    #[serde(default)]
    pub report: Report,
    /// The steps that were begun.
    #[serde(default)]
    pub step: Vec<Step>,
}

/// Where a case comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Somebody reported it.
    #[default]
    Report,
    /// An audit found it; its results become public, by custom 90 days later.
    Audit,
}

/// Whether a reporter wants to be named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credit {
    /// Nobody asked.
    #[default]
    Unknown,
    /// With name.
    Wanted,
    /// Without.
    Declined,
}

/// The five things that a report says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Report {
    /// What is wrong.
    pub description: String,
    /// How to see it, step by step.
    pub reproduction: String,
    /// Which versions and components have it.
    pub affected: String,
    /// What an attacker gains, and from whom.
    pub impact: String,
    /// How it could be repaired or avoided; the one that may be left empty.
    pub fix: String,
}

/// One of the six steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which one.
    pub name: StepName,
    /// Who does it.
    #[serde(default)]
    pub owner: String,
    /// The day by which the owner wants to be done.
    #[serde(default)]
    pub due: Option<Date>,
    /// The day on which it was done.
    #[serde(default)]
    pub done: Option<Date>,
}

/// The six steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepName {
    /// Somebody is in charge.
    Handler,
    /// It is confirmed, and the affected versions are listed.
    Confirmed,
    /// The code was searched for similar problems.
    Audited,
    /// Fixes are ready for every maintained release.
    Fixed,
    /// The fixes are released.
    Released,
    /// The advisory is out.
    Advisory,
}

impl StepName {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [
        Self::Handler,
        Self::Confirmed,
        Self::Audited,
        Self::Fixed,
        Self::Released,
        Self::Advisory,
    ];

    /// The word in files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Confirmed => "confirmed",
            Self::Audited => "audited",
            Self::Fixed => "fixed",
            Self::Released => "released",
            Self::Advisory => "advisory",
        }
    }

    /// What has to be done.
    #[must_use]
    pub const fn task(self) -> &'static str {
        match self {
            Self::Handler => "Put somebody in charge",
            Self::Confirmed => "Confirm it and list the affected versions",
            Self::Audited => "Search the code for similar problems",
            Self::Fixed => "Prepare fixes for every maintained release",
            Self::Released => "Release the fixes, as patch releases",
            Self::Advisory => "Publish the advisory",
        }
    }

    /// The state of a case of which this step is the next one.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::Handler => State::Discovery,
            Self::Confirmed => State::Verification,
            Self::Audited | Self::Fixed => State::Coordination,
            Self::Released => State::Creation,
            Self::Advisory => State::Publication,
        }
    }
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has come in.
    Discovery,
    /// Is it true, and for which versions?
    Verification,
    /// Siblings are looked for and fixes are prepared together.
    Coordination,
    /// The advisory is written while the release is made.
    Creation,
    /// Release and advisory go out.
    Publication,
    /// It is public: the record is kept up to date.
    FollowUp,
}

impl State {
    /// Every state, in order.
    pub const ALL: [Self; 6] = [
        Self::Discovery,
        Self::Verification,
        Self::Coordination,
        Self::Creation,
        Self::Publication,
        Self::FollowUp,
    ];

    /// The word in files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::Verification => "verification",
            Self::Coordination => "coordination",
            Self::Creation => "creation",
            Self::Publication => "publication",
            Self::FollowUp => "follow-up",
        }
    }
}

impl Report {
    /// The items with their names and what they say; the last one may be empty.
    #[must_use]
    pub fn items(&self) -> [(&'static str, &str); 5] {
        [
            ("description", &self.description),
            ("reproduction", &self.reproduction),
            ("affected", &self.affected),
            ("impact", &self.impact),
            ("fix", &self.fix),
        ]
    }
}

impl Case {
    /// A step, if it was begun.
    #[must_use]
    pub fn step(&self, name: StepName) -> Option<&Step> {
        self.step.iter().find(|step| step.name == name)
    }

    /// The day on which a step was done.
    #[must_use]
    pub fn done(&self, name: StepName) -> Option<Date> {
        self.step(name).and_then(|step| step.done)
    }

    /// Where the case stands: at the first step that is not done.
    #[must_use]
    pub fn state(&self) -> State {
        let open = StepName::ALL.into_iter().find(|step| self.done(*step).is_none());
        open.map_or(State::FollowUp, StepName::state)
    }

    /// Whether nothing may be said in public on a day.
    #[must_use]
    pub fn is_embargoed(&self, on: Date) -> bool {
        self.done(StepName::Advisory).is_none_or(|day| day > on)
    }
}

#[cfg(test)]
mod tests;
