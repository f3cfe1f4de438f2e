//! What runs leave for the next one: a JSON file that mcpvet alone writes.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sight::SeenInput;
use super::{Found, Key};
use crate::advisory::Date;

/// Events that a state keeps; the oldest go first. A feed shows them, and a channel that could not be
/// reached gets them later.
pub const MAX_EVENTS: usize = 1_000;

/// Findings that are over and that a state keeps, for the feed; the oldest go first.
pub const MAX_CLOSED: usize = 1_000;

/// The highest number of an event; no run comes near it, and none can be counted over it.
const MAX_NUMBER: u64 = 1 << 53;

/// The layout of the file. A new one is read by a newer mcpvet only.
const VERSION: u32 = 1;

/// What the runs so far know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    version: u32,
    /// The day of the last run; `None` before the first.
    pub day: Option<Date>,
    /// The day of the dataset that it asked, and its digest.
    pub(super) data: (String, String),
    pub(super) inputs: Vec<SeenInput>,
    /// Every finding, open or over, by its key.
    #[serde(with = "listed")]
    pub standing: BTreeMap<Key, Standing>,
    /// What happened, the oldest first.
    pub events: Vec<Event>,
    /// The number of the last event that each channel was told of.
    pub told: BTreeMap<String, u64>,
    /// The number of the next event.
    next: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            version: VERSION,
            day: None,
            data: Default::default(),
            inputs: Vec::new(),
            standing: BTreeMap::new(),
            events: Vec::new(),
            told: BTreeMap::new(),
            next: 1,
        }
    }
}

/// A finding over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What the last run that saw it saw.
    pub found: Found,
    /// The day on which it was first seen, or seen again after it was over.
    pub first_seen: Date,
    /// The last day on which it was seen.
    pub last_seen: Date,
    /// Where it is now.
    pub place: Place,
    /// Why it was not checked, or how it came to an end.
    pub why: String,
    /// Whether it was said that it is overdue.
    pub(super) told_overdue: bool,
    /// Whether it was said that the status file and the files disagree.
    pub(super) told_dispute: bool,
}

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The last run saw it.
    Found,
    /// It was there, and could not be checked since.
    NotChecked,
    /// A later look at the same files did not find it.
    Fixed,
    /// The advisory was taken back, or does not name the version any more.
    Withdrawn,
}

impl Place {
    /// Whether it is over.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Fixed | Self::Withdrawn)
    }
}

/// Something that a run found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its number; numbers go up by one.
    pub number: u64,
    /// The day of the run.
    pub day: Date,
    /// What happened.
    pub kind: EventKind,
    /// What is known of it, in one sentence without a full stop; may be empty.
    pub detail: String,
    /// The finding as it was then.
    pub found: Found,
}

/// What happened to a finding, in the order in which a digest tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It was not there before.
    New,
    /// It was over and is there again.
    Returned,
    /// The status file says that it is over, and it is still there.
    Disputed,
    /// Its time has run out.
    Overdue,
    /// Its versions, severity, certainty or fix are others.
    Changed,
    /// A look at the same files does not find it any more.
    Fixed,
    /// The advisory was taken back, or does not name the version any more.
    Withdrawn,
    /// It could not be checked.
    NotChecked,
}

impl EventKind {
    /// Every kind, in order.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Returned,
        Self::Disputed,
        Self::Overdue,
        Self::Changed,
        Self::Fixed,
        Self::Withdrawn,
        Self::NotChecked,
    ];

    /// What a digest calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Returned => "Back again",
            Self::Disputed => "Said to be over, still found",
            Self::Overdue => "Overdue",
            Self::Changed => "Changed",
            Self::Fixed => "Fixed",
            Self::Withdrawn => "Withdrawn",
            Self::NotChecked => "Not checked any more",
        }
    }

    /// Whether somebody has to act because of it.
    #[must_use]
    pub const fn needs_action(self) -> bool {
        matches!(self, Self::New | Self::Returned | Self::Disputed | Self::Overdue)
    }
}

/// Why a text is no state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateError(String);

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for StateError {}

impl State {
    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    ///
    /// Anything else: it is never taken for an empty state, as all that is known would be new again.
    /// `{"version": 2}` is of a newer mcpvet.
    ///
    /// ```
    /// use mcpvet::monitor::State;
    /// assert_eq!(State::read(&State::default().write()), Ok(State::default()));
    /// assert!(State::read("").is_err());
    /// ```
    pub fn read(text: &str) -> Result<Self, StateError> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let wrong = |error: serde_json::Error| StateError(format!("no state of mcpvet: {error}"));
        let Version { version } = serde_json::from_str(text).map_err(wrong)?;
        if version != VERSION {
            return Err(StateError(format!(
                "a state of version {version}, and this mcpvet reads version {VERSION}"
            )));
        }
        let state: Self = serde_json::from_str(text).map_err(wrong)?;
        let numbers = || state.events.iter().map(|event| event.number);
        let is_sorted = numbers().zip(numbers().skip(1)).all(|(one, next)| one < next);
        let (first, last) = (numbers().next().unwrap_or(1), numbers().next_back().unwrap_or(0));
        let told = state.told.values().all(|told| *told < state.next);
        if is_sorted && first >= 1 && last < state.next && state.next <= MAX_NUMBER && told {
            Ok(state)
        } else {
            Err(StateError("no state of mcpvet: the numbers of its events are wrong".to_owned()))
        }
    }

    /// The state as JSON with a line break at its end; the same state gives the same bytes.
    #[must_use]
    pub fn write(&self) -> String {
        crate::report::to_json(self) + "\n"
    }

    /// The number that the next event will have.
    #[must_use]
    pub const fn next_event(&self) -> u64 {
        self.next
    }

    /// The events from a number on, and how many of them are no longer kept.
    #[must_use]
    pub fn events_from(&self, number: u64) -> (&[Event], u64) {
        let at = self.events.partition_point(|event| event.number < number);
        let first = self.events.first().map_or(self.next, |event| event.number);
        (&self.events[at..], first.saturating_sub(number.max(1)))
    }

    pub(super) fn tell(&mut self, day: Date, kind: EventKind, detail: String, found: &Found) {
        let number = self.next;
        self.next += 1;
        self.events.push(Event { number, day, kind, detail, found: found.clone() });
    }

    /// Drops what is over the bounds, the oldest first.
    pub(super) fn trim(&mut self) {
        let more = self.events.len().saturating_sub(MAX_EVENTS);
        self.events.drain(..more);
        let over = self.standing.iter().filter(|(_, standing)| standing.place.is_over());
        let mut over: Vec<_> =
            over.map(|(key, standing)| (standing.last_seen, key.clone())).collect();
        over.sort();
        let more = over.len().saturating_sub(MAX_CLOSED);
        over[..more].iter().for_each(|(_, key)| {
            self.standing.remove(key);
        });
    }
}

/// A map whose keys stand in its values, as a list.
mod listed {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Key, Standing};

    pub(super) fn serialize<S: Serializer>(
        map: &BTreeMap<Key, Standing>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map.values())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Key, Standing>, D::Error> {
        let list = Vec::<Standing>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|standing| (standing.found.key.clone(), standing)).collect())
    }
}
