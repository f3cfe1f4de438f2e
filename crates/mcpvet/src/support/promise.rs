//! By when a policy promises a reporter an answer and an evaluation.
//!
//! The template of the MCP project promises the first within 3 and the second within 10 business
//! days. Of several promises in a policy the shortest counts, since longer ones are often about
//! flaws that matter less.

use super::doubt::{Doubt, DoubtKind, is_word};
use super::sentence::Sentence;

/// What is promised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    Answer,
    Evaluation,
}

/// What is usual: business days, and the words for it.
const USUAL: [(Promise, u32, &str); 2] =
    [(Promise::Answer, 3, "an answer"), (Promise::Evaluation, 10, "an evaluation")];

/// What a number of days in the same sentence is about; `None` for what is neither of the two.
const SUBJECTS: &[(&str, Option<Promise>)] = &[
    ("acknowledg", Some(Promise::Answer)),
    ("respon", Some(Promise::Answer)),
    ("reply", Some(Promise::Answer)),
    ("answer", Some(Promise::Answer)),
    ("confirm", Some(Promise::Answer)),
    ("receipt", Some(Promise::Answer)),
    ("get back", Some(Promise::Answer)),
    ("hear ", Some(Promise::Answer)),
    ("contact you", Some(Promise::Answer)),
    ("evaluat", Some(Promise::Evaluation)),
    ("assess", Some(Promise::Evaluation)),
    ("detailed", Some(Promise::Evaluation)),
    ("triage", Some(Promise::Evaluation)),
    ("plan", Some(Promise::Evaluation)),
    ("investigat", Some(Promise::Evaluation)),
    ("status", Some(Promise::Evaluation)),
    ("next steps", Some(Promise::Evaluation)),
    ("timeline", Some(Promise::Evaluation)),
    ("estimat", Some(Promise::Evaluation)),
    ("fix", None),
    ("patch", None),
    ("releas", None),
    ("disclos", None),
    ("embargo", None),
    ("publi", None),
    ("support", None),
];

/// What a policy does not promise, promises late, or promises in words alone.
pub(super) fn doubts(sentences: &[Sentence<'_>]) -> Vec<Doubt> {
    let mut doubts: Vec<_> = sentences.iter().filter_map(vague).collect();
    let found: Vec<_> = sentences.iter().flat_map(promises).collect();
    let mut missing = Vec::new();
    for (promise, most, what) in USUAL {
        let shortest = found.iter().filter(|one| one.0 == promise).min_by_key(|one| one.1);
        match shortest {
            None => missing.push(format!("{what} (usual are {most} business days)")),
            Some((_, days, line)) if *days > most => {
                let message = format!(
                    "promise {what} within {most} business days, as is usual: found {days}"
                );
                doubts.push(Doubt::new(*line, DoubtKind::LatePromise, message));
            }
            Some(_) => {}
        }
    }
    if !missing.is_empty() {
        let message = format!("say by when a reporter gets {}", missing.join(" and "));
        doubts.push(Doubt::new(1, DoubtKind::NoPromise, message));
    }
    doubts
}

/// The promises of a sentence: what, within how many business days, and the line.
fn promises(sentence: &Sentence<'_>) -> Vec<(Promise, u32, u32)> {
    let text = &sentence.text;
    let promise = |(at, days): (usize, u32)| Some((subject(text, at)?, days, sentence.line));
    spans(text).into_iter().filter_map(promise).collect()
}

/// What a number at a place is about: the nearest subject, those in front of it and in the same
/// part of the sentence first.
fn subject(text: &str, number: usize) -> Option<Promise> {
    let distance = |at: usize| {
        let (between, far) = match at < number {
            true => (&text[at..number], number - at),
            false => (&text[number..at], 2 * (at - number)),
        };
        let is_other_part = [", ", "; ", " and "].iter().any(|mark| between.contains(mark));
        far + if is_other_part { OTHER_PART } else { 0 }
    };
    let places = SUBJECTS.iter().flat_map(|(word, promise)| {
        text.match_indices(word).map(move |(at, _)| (distance(at), *promise))
    });
    places.min_by_key(|place| place.0)?.1
}

/// How many bytes nearer a subject has to be that stands behind a comma or an “and”.
const OTHER_PART: usize = 40;

/// Every “3 business days”, “48 hours” or, behind one of them, “within 10”: where, and how many
/// business days that is.
fn spans(text: &str) -> Vec<(usize, u32)> {
    let words: Vec<_> = text.split([' ', '-', '–', '(', ')', '|', ',', ';']).collect();
    let mut spans = Vec::new();
    let (mut at, mut unit) = (0, None);
    for (number, word) in words.iter().enumerate() {
        let place = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let Some(count) = count(word) else { continue };
        let mut rest = words[number + 1..].iter().filter(|word| !word.is_empty());
        let is_business = |word: &&&str| ["business", "working"].contains(*word);
        let next = rest.next();
        let business = next.filter(is_business).is_some();
        let named = if business { rest.next() } else { next };
        let own = named.and_then(|word| Unit::of(word, business));
        let is_within = number > 0 && words[number - 1] == "within";
        if let Some(found) = own.or(unit.filter(|_| is_within)) {
            unit = Some(found);
            spans.push((place, found.business_days(count)));
        }
    }
    spans
}

#[derive(Clone, Copy)]
enum Unit {
    Hours,
    Days,
    BusinessDays,
    Weeks,
    Months,
}

impl Unit {
    fn of(word: &str, is_business: bool) -> Option<Self> {
        let word = word.trim_end_matches(['.', '*', '_', ':', '!']);
        Some(match word.trim_end_matches('s') {
            "hour" => Self::Hours,
            "day" if is_business => Self::BusinessDays,
            "day" => Self::Days,
            "week" => Self::Weeks,
            "month" => Self::Months,
            _ => return None,
        })
    }

    /// At most so many business days lie in a span.
    const fn business_days(self, count: u32) -> u32 {
        match self {
            Self::Hours => Self::Days.business_days(count.div_ceil(24)),
            Self::Days => count - 2 * (count / 7),
            Self::BusinessDays => count,
            Self::Weeks => count.saturating_mul(5),
            Self::Months => count.saturating_mul(23),
        }
    }
}

const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("ten", 10),
    ("fourteen", 14),
    ("thirty", 30),
    ("ninety", 90),
];

/// `3`, `**48**` or `three`.
fn count(word: &str) -> Option<u32> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let named = NUMBERS.iter().find(|row| row.0 == word).map(|row| row.1);
    named.or_else(|| word.parse().ok().filter(|count| *count <= 10_000))
}

const PROMISES: &[&str] = &[
    "respond",
    "acknowledge",
    "reply",
    "answer",
    "get back to you",
    "hear from us",
    "hear back",
    "fix",
    "patch",
    "release",
    "update you",
    "evaluat",
    "triage",
];
const VAGUE: &[&str] = &[
    "as soon as possible",
    "promptly",
    "timely",
    "quickly",
    "shortly",
    "in due course",
    "asap",
    "as fast as",
    "without delay",
    "in a reasonable",
    "within a reasonable",
    "soon",
];

/// A sentence that promises an answer or a fix soon, and no number.
fn vague(sentence: &Sentence<'_>) -> Option<Doubt> {
    let text = &sentence.text;
    let has_number = text.bytes().any(|b| b.is_ascii_digit())
        || NUMBERS.iter().any(|(number, _)| is_word(text, number));
    let promises =
        text.contains("we ") || text.contains("you will") || text.contains("you can expect");
    let is_about = PROMISES.iter().any(|word| text.contains(word));
    let word = VAGUE.iter().find(|word| is_word(text, word))?;
    (promises && is_about && !has_number).then(|| {
        let message = format!("say within how many days, in place of “{word}”");
        Doubt::new(sentence.line, DoubtKind::VaguePromise, message)
    })
}

#[cfg(test)]
mod tests {
    use super::doubts;
    use crate::support::sentence::sentences;

    #[track_caller]
    fn says(text: &str, expected: &[&str]) {
        let found = doubts(&sentences(text));
        let found: Vec<_> = found.iter().map(|doubt| doubt.message.as_str()).collect();
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{text}: {found}");
        }
    }

    #[test]
    fn promises_are_read_in_many_forms() {
        for good in [
            "You get an answer within 3 business days and a plan within 10.",
            "Within 3 business days we acknowledge the report.\nWithin 10 business days we evaluate it.",
            "- Initial response: within 48 hours\n- Assessment: within 1 week\n- Fix: within 90 days",
            "| Acknowledgement | 1-2 working days |\n| Detailed evaluation | up to 14 days |",
            "We confirm receipt – 2–3 days – and plan within 10 – 14 days.",
            "We confirm receipt within **three** days (a status update follows within two weeks).",
        ] {
            says(good, &[]);
        }
        says("We answer within 5 business days and plan within 10.", &["an answer within 3"]);
        says(
            "We answer within 5 days, urgent ones we answer within 24 hours, plan within 2 weeks.",
            &[],
        );
        says(
            "We acknowledge within 72 hours and assess within 30 days.",
            &["an evaluation within 10 business days, as is usual: found 22"],
        );
        says(
            "We respond promptly.",
            &["“promptly”", "an answer (usual are 3 business days) and an evaluation"],
        );
        says("Fixes are published within 3 business days.", &["an answer"]);
    }
}
