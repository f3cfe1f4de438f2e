//! What changed between the runs before and this one.

use std::collections::{BTreeMap, BTreeSet};

use super::gone::{Gone, gone};
use super::sight::Seen;
use super::{
    Basis, Digest, Entry, EventKind, Found, Key, Place, Policy, Sight, Standing, State, Status,
    Word,
};
use crate::advisory::Date;
use crate::pack::Pack;

/// What a run comes to.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the next run has to know.
    pub state: State,
    /// Lines to write into the status file.
    pub entries: Vec<Entry>,
    /// What there is to tell of this run.
    pub digest: Digest,
}

/// Compares what a run saw with what the runs before it left behind. The day is that of the run, in
/// UTC; the dataset is the one that the sight was made with.
#[must_use]
pub fn compare(
    state: State,
    status: &Status,
    sight: Sight,
    pack: &Pack<'_>,
    policy: &Policy,
    today: Date,
) -> Run {
    let from = state.next_event();
    let since = state.day;
    let (returned, entries) = (BTreeSet::new(), Vec::new());
    let mut work = Work { state, status, sight, pack, policy, today, returned, entries };
    let mut seen = std::mem::take(&mut work.sight.found);
    seen.retain(|_, one| one.rule.is_none_or(|severity| policy.watches(severity)));
    for (key, standing) in std::mem::take(&mut work.state.standing) {
        work.known(key, standing, &mut seen);
    }
    seen.into_values().for_each(|one| work.unknown(one.found));
    work.settle();
    let Work { mut state, sight, entries, .. } = work;
    let data = pack.data();
    state.day = Some(today);
    state.data = (data.built.clone(), data.digest.clone());
    state.trim();
    let status = status.clone().with(&entries);
    let mut digest = Digest::new(&state, &status, policy, today, from);
    digest.since = since;
    digest.look(&sight, &state, &status);
    state.inputs = sight.inputs;
    Run { state, entries, digest }
}

struct Work<'a> {
    state: State,
    status: &'a Status,
    sight: Sight,
    pack: &'a Pack<'a>,
    policy: &'a Policy,
    today: Date,
    /// What was over and is there again.
    returned: BTreeSet<Key>,
    entries: Vec<Entry>,
}

impl Work<'_> {
    /// A finding that an earlier run saw.
    fn known(&mut self, key: Key, standing: Standing, seen: &mut BTreeMap<Key, Seen>) {
        let now = self.name(&key);
        match seen.remove(&now) {
            Some(one) => self.again(standing, one.found),
            None if standing.place.is_over() => {
                self.state.standing.insert(key, standing);
            }
            None => self.missing(standing),
        }
    }

    /// The key by which the dataset of today files a finding: records get other ids, and the old one
    /// becomes an alias.
    fn name(&self, key: &Key) -> Key {
        let row = key.ecosystem().and_then(|_| self.pack.find_advisory(&key.id));
        Key { id: row.map_or_else(|| key.id.clone(), |row| row.id().to_owned()), ..key.clone() }
    }

    /// It is still there, or again.
    fn again(&mut self, mut standing: Standing, mut found: Found) {
        let (before, today) = (standing.found, self.today);
        if standing.place.is_over() {
            let detail = match before.versions == found.versions {
                true => "with the version that it had before".to_owned(),
                false => format!("it was over on {}", standing.last_seen),
            };
            self.tell(EventKind::Returned, detail, &found);
            self.returned.insert(found.key.clone());
            (standing.first_seen, standing.told_overdue) = (today, false);
        } else {
            // Where a file cannot be read now, the finding may still stand in it.
            let unread = before.files.iter().filter(|file| self.is_unread(&found.key.input, file));
            let unread: Vec<_> = unread.cloned().collect();
            if !unread.is_empty() {
                join(&mut found.versions, &before.versions);
                join(&mut found.files, &unread);
            }
            let changes = changes(&before, &found);
            if !changes.is_empty() {
                self.tell(EventKind::Changed, changes, &found);
            }
        }
        if before.key != found.key
            && let Some(entry) = self.status.get(&before.key)
        {
            self.entries.push(Entry { key: found.key.clone(), ..entry.clone() });
        }
        let why = String::new();
        let standing = Standing { found, last_seen: today, place: Place::Found, why, ..standing };
        self.state.standing.insert(standing.found.key.clone(), standing);
    }

    fn is_unread(&self, input: &str, file: &str) -> bool {
        let files = self.sight.input(input).map(|input| &*input.files).unwrap_or_default();
        files.iter().find(|seen| seen.name == file).is_none_or(|seen| seen.doubt().is_some())
    }

    /// It was there and is not.
    fn missing(&mut self, standing: Standing) {
        let Gone { place, why } = gone(&standing.found, &self.sight, self.pack, self.policy);
        let kind = match place {
            Place::Fixed => EventKind::Fixed,
            Place::Withdrawn => EventKind::Withdrawn,
            Place::Found | Place::NotChecked => EventKind::NotChecked,
        };
        if standing.place != place {
            self.tell(kind, why.clone(), &standing.found);
        }
        let standing = Standing { place, why, ..standing };
        self.state.standing.insert(standing.found.key.clone(), standing);
    }

    /// It was never there, as far as the state knows.
    fn unknown(&mut self, found: Found) {
        let said = self.status.get(&found.key).map(|entry| entry.word);
        let kind = match said.is_some_and(Word::is_history) {
            true => EventKind::Returned,
            false => EventKind::New,
        };
        if kind == EventKind::Returned {
            self.returned.insert(found.key.clone());
        }
        self.tell(kind, self.cause(&found), &found);
        let standing = Standing {
            first_seen: self.today,
            last_seen: self.today,
            place: Place::Found,
            why: String::new(),
            told_overdue: false,
            told_dispute: false,
            found,
        };
        self.state.standing.insert(standing.found.key.clone(), standing);
    }

    /// What brought it: a new advisory, or a change of the input.
    fn cause(&self, found: &Found) -> String {
        let before = self.state.inputs.iter().find(|input| input.name == found.key.input);
        let Some(before) = before else {
            return match self.state.day {
                None => String::new(),
                Some(_) => "the input is watched for the first time".to_owned(),
            };
        };
        let data = self.pack.data();
        let now = self.sight.files().filter(|(input, _)| input.name == found.key.input);
        let mut files = now.map(|(_, file)| file).filter(|file| found.files.contains(&file.name));
        let is_same = files.all(|file| {
            before.files.iter().any(|old| old.name == file.name && old.digest == file.digest)
        });
        let what = if found.basis == Basis::Rule { "rule" } else { "advisory" };
        if is_same {
            format!("the {what} is new, the input is as it was")
        } else if self.state.data.1 == data.digest {
            "the input changed, the dataset is as it was".to_owned()
        } else if !found.published.is_empty() && found.published > self.state.data.0 {
            "the advisory is newer than the dataset of the last run".to_owned()
        } else {
            "the input and the dataset changed".to_owned()
        }
    }

    /// Holds the status file against what is there, and tells what is overdue.
    fn settle(&mut self) {
        let mut standings = std::mem::take(&mut self.state.standing);
        for (key, standing) in &mut standings {
            let added = self.entries.iter().rposition(|entry| entry.key == *key);
            let added = added.map(|at| self.entries[at].clone());
            let entry = added.as_ref().or_else(|| self.status.get(key)).cloned();
            match standing.place {
                Place::Fixed => self.close(standing, entry, Word::Verified),
                Place::Withdrawn => self.close(standing, entry, Word::Withdrawn),
                Place::Found | Place::NotChecked => self.hold(standing, entry),
            }
        }
        self.state.standing = standings;
    }

    fn close(&mut self, standing: &mut Standing, entry: Option<Entry>, word: Word) {
        if entry.as_ref().is_some_and(|entry| entry.word == word) {
            return;
        }
        let reason = format!("{}; dataset of {}", standing.why, self.pack.data().built);
        let key = standing.found.key.clone();
        self.entries.push(Entry { key, word, day: self.today, until: None, reason });
        (standing.told_overdue, standing.told_dispute) = (false, false);
    }

    fn hold(&mut self, standing: &mut Standing, entry: Option<Entry>) {
        let found = standing.found.clone();
        let has_returned = self.returned.contains(&found.key);
        match &entry {
            None => self.open(standing, &found),
            Some(entry) if entry.word.is_history() && has_returned => self.open(standing, &found),
            Some(entry) if standing.place == Place::Found && is_claim(entry.word) => {
                if !standing.told_dispute {
                    let said =
                        format!("the status file says {} since {}", entry.word.label(), entry.day);
                    self.tell(EventKind::Disputed, said, &found);
                }
                standing.told_dispute = true;
            }
            Some(_) => standing.told_dispute = false,
        }
        let due = super::digest::due(standing, entry.as_ref(), self.policy);
        let is_overdue = due.is_some_and(|day| day < self.today);
        if is_overdue && !standing.told_overdue {
            let ended = entry.as_ref().is_some_and(|entry| entry.word == Word::Accepted);
            let word = if ended { "the acceptance ended on" } else { "it was due on" };
            let day = due.map(|day| day.to_string()).unwrap_or_default();
            self.tell(EventKind::Overdue, format!("{word} {day}"), &found);
        }
        standing.told_overdue = is_overdue;
    }

    fn open(&mut self, standing: &Standing, found: &Found) {
        let key = found.key.clone();
        let (word, day) = (Word::Open, standing.first_seen);
        self.entries.push(Entry { key, word, day, until: None, reason: String::new() });
    }

    fn tell(&mut self, kind: EventKind, detail: String, found: &Found) {
        self.state.tell(self.today, kind, detail, found);
    }
}

fn join(list: &mut Vec<String>, more: &[String]) {
    list.extend_from_slice(more);
    list.sort();
    list.dedup();
}

/// Whether a word says that the finding is over.
pub(super) const fn is_claim(word: Word) -> bool {
    matches!(word, Word::Fixed | Word::Verified | Word::Withdrawn)
}

/// What is other about a finding, in one sentence; empty where nothing is.
fn changes(before: &Found, now: &Found) -> String {
    let list = |list: &[String]| match list {
        [] => "none".to_owned(),
        list => list.join(", "),
    };
    let rows = [
        ("version", list(&before.versions), list(&now.versions)),
        ("severity", before.severity.label().to_owned(), now.severity.label().to_owned()),
        ("verdict", before.verdict.label().to_owned(), now.verdict.label().to_owned()),
        ("fixed in", list(&before.fixed), list(&now.fixed)),
        ("id", before.key.id.clone(), now.key.id.clone()),
    ];
    let changed = rows.iter().filter(|(_, before, now)| before != now);
    changed
        .map(|(what, before, now)| format!("{what}: was {before}, is {now}"))
        .collect::<Vec<_>>()
        .join("; ")
}
