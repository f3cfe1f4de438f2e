//! What there is to tell of a run, as data.

use serde::Serialize;

use super::compare::is_claim;
use super::{Entry, Event, Found, Place, Policy, Sight, Standing, State, Status, Word};
use crate::advisory::{Date, Severity};
use crate::report::{Tool, Verdict};

/// The version of this contract. A new minor version adds keys, a new major one changes them.
const SCHEMA_VERSION: &str = "1.0";

/// What is new since a run, and what is left to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Digest {
    /// The version of this contract.
    pub schema_version: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// What is watched, in the words of whoever watches it.
    pub title: String,
    /// The day of the run, in UTC.
    pub day: Date,
    /// The day of the run before; absent on the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The day on which the dataset was compiled, as `YYYY-MM-DD`.
    pub data_built: String,
    /// `sha256:` and the digest of the dataset in hexadecimal.
    pub data_digest: String,
    /// How many findings are in which state.
    pub numbers: Numbers,
    /// What happened, in the order of the numbers.
    pub events: Vec<Event>,
    /// Events that happened since and are no longer kept.
    pub missed: u64,
    /// Every finding that is not over: the overdue first, then by the day on which each is due.
    pub pending: Vec<Pending>,
    /// What could not be read, so that nothing is said about it.
    pub unread: Vec<Unread>,
    /// What is odd about the status file, each in one sentence.
    pub notes: Vec<String>,
}

/// How many findings are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbers {
    /// Packages that were read.
    pub packages: u64,
    /// Findings about which nobody has said anything, or something that is not so.
    pub open: u32,
    /// Findings that somebody repairs.
    pub planned: u32,
    /// Findings that somebody calls fixed and that could not be checked.
    pub claimed: u32,
    /// Findings that stay as they are, for a reason.
    pub accepted: u32,
    /// Those of any state whose time has run out.
    pub overdue: u32,
    /// Those of any state that could not be checked.
    pub not_checked: u32,
}

/// A finding that is not over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pending {
    /// What was seen.
    pub found: Found,
    /// Where it is: found, or not checked.
    pub place: Place,
    /// Why it was not checked; empty where it was.
    pub why: String,
    /// What the status file says.
    pub status: Word,
    /// Since when it says so.
    pub since: Date,
    /// Why, or by what; may be empty.
    pub reason: String,
    /// The day on which it was first seen.
    pub first_seen: Date,
    /// The last day on which it is in time; absent where it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Whether that day is over.
    pub overdue: bool,
}

/// An input or a file of it that was not read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unread {
    /// The name of the input.
    pub input: String,
    /// Why.
    pub why: String,
}

impl Digest {
    /// What there is to tell from an event on: 1 tells everything that is kept. What could not be read
    /// is known to a run alone, so it is not in here.
    #[must_use]
    pub fn new(state: &State, status: &Status, policy: &Policy, today: Date, from: u64) -> Self {
        let (events, missed) = state.events_from(from);
        let pending = pending(state, status, policy, today);
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::THIS,
            title: String::new(),
            day: today,
            since: None,
            data_built: state.data.0.clone(),
            data_digest: state.data.1.clone(),
            numbers: Numbers::of(&pending),
            events: events.to_vec(),
            missed,
            pending,
            unread: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether somebody has to act: an event that asks for it, or a finding that is overdue, of at
    /// least this severity and for certain; `None` for never.
    #[must_use]
    pub fn needs_action(&self, lowest: Option<Severity>) -> bool {
        let counts = |found: &Found| {
            found.verdict == Verdict::Affected && lowest.is_some_and(|low| found.severity >= low)
        };
        let events = self.events.iter().filter(|event| event.kind.needs_action());
        let overdue = self.pending.iter().filter(|pending| pending.overdue);
        events.map(|event| &event.found).chain(overdue.map(|one| &one.found)).any(counts)
    }

    /// Adds what only the run itself knows; the state still holds the inputs of the run before.
    pub(super) fn look(&mut self, sight: &Sight, state: &State, status: &Status) {
        self.numbers.packages = sight.packages();
        for input in &sight.inputs {
            let mut unread = |why: String| {
                self.unread.push(Unread { input: input.name.clone(), why });
            };
            input.problem.iter().cloned().for_each(&mut unread);
            let before = state.inputs.iter().find(|before| before.name == input.name);
            let had = |name: &str| {
                let files = before.map(|input| &*input.files).unwrap_or_default();
                files.iter().any(|file| file.name == name && file.packages > 0)
            };
            let doubts = input.files.iter().filter(|it| it.problem.is_some() || had(&it.name));
            doubts.filter_map(|file| file.doubt()).for_each(&mut unread);
        }
        let unknown = status
            .entries()
            .filter(|entry| !entry.word.is_history() && !state.standing.contains_key(&entry.key));
        self.notes = unknown
            .map(|entry| {
                let word = entry.word.label();
                format!("the status file says {word} of {}, and no run has seen that", entry.key)
            })
            .collect();
    }
}

impl Numbers {
    fn of(pending: &[Pending]) -> Self {
        let mut numbers = Self::default();
        for one in pending {
            *match one.status {
                Word::Planned => &mut numbers.planned,
                Word::Accepted => &mut numbers.accepted,
                word if is_claim(word) && one.place == Place::NotChecked => &mut numbers.claimed,
                _ => &mut numbers.open,
            } += 1;
            numbers.overdue += u32::from(one.overdue);
            numbers.not_checked += u32::from(one.place == Place::NotChecked);
        }
        numbers
    }
}

/// The last day on which a finding is in time.
pub(super) fn due(standing: &Standing, entry: Option<&Entry>, policy: &Policy) -> Option<Date> {
    let usual = || policy.due(standing.found.severity, standing.first_seen);
    match entry {
        Some(Entry { word: Word::Accepted, until, .. }) => *until,
        Some(Entry { word: Word::Planned, until: Some(day), .. }) => Some(*day),
        // Somebody says that it is done, and nobody can look.
        Some(entry) if is_claim(entry.word) && standing.place == Place::NotChecked => None,
        _ => usual(),
    }
}

fn pending(state: &State, status: &Status, policy: &Policy, today: Date) -> Vec<Pending> {
    let left = state.standing.values().filter(|standing| !standing.place.is_over());
    let mut pending: Vec<_> = left
        .map(|standing| {
            let entry = status.get(&standing.found.key);
            let due = due(standing, entry, policy);
            Pending {
                found: standing.found.clone(),
                place: standing.place,
                why: standing.why.clone(),
                status: entry.map_or(Word::Open, |entry| entry.word),
                since: entry.map_or(standing.first_seen, |entry| entry.day),
                reason: entry.map(|entry| entry.reason.clone()).unwrap_or_default(),
                first_seen: standing.first_seen,
                due,
                overdue: due.is_some_and(|day| day < today),
            }
        })
        .collect();
    let urgency = |one: &Pending| {
        let due = one.due.map_or(u32::MAX, Date::number);
        (!one.overdue, due, core::cmp::Reverse(one.found.severity))
    };
    pending.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| a.found.key.cmp(&b.found.key)));
    pending
}
