//! What is not right about a group: questions for those who coordinate.

use serde::Serialize;

use super::{Group, Row, State};

/// Something that was left open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The group.
    pub group: String,
    /// What is not right.
    pub kind: DoubtKind,
    /// The SDKs that it is about.
    pub sdks: Vec<String>,
    /// What to do, and why.
    pub message: String,
}

/// What can be not right about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// An advisory is out while another SDK is affected without a fix.
    PublishedEarly,
    /// The specification is at fault, and nobody is named who was asked.
    NoSpecContact,
    /// Nothing is said about an SDK.
    MissingMember,
    /// Advisories about one flaw were published far apart.
    DatesApart,
}

impl DoubtKind {
    /// The word in tables.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PublishedEarly => "published-early",
            Self::NoSpecContact => "no-spec-contact",
            Self::MissingMember => "missing-member",
            Self::DatesApart => "dates-apart",
        }
    }
}

/// Asks every group what is not right about it; more than `most_days` between publications are too many.
///
/// A statement with the state `unknown` and a reason is still a missing member: the question is open.
///
/// ```
/// use mcpvet::coordination::{DoubtKind, Group, Row, State, doubts};
/// let row = Row { sdk: "go".into(), state: State::Unknown, advisories: vec![], statement: None };
/// let group = Group { id: "echo".into(), title: "Secrets are echoed".into(), summary: String::new(),
///     spec_defect: false, spec_contact: String::new(), rows: vec![row], others: vec![] };
/// assert_eq!(doubts(&[group], 30)[0].kind, DoubtKind::MissingMember);
/// ```
#[must_use]
pub fn doubts(groups: &[Group], most_days: u32) -> Vec<Doubt> {
    groups
        .iter()
        .flat_map(|group| {
            [early(group), no_contact(group), missing(group), apart(group, most_days)]
        })
        .flatten()
        .collect()
}

fn early(group: &Group) -> Option<Doubt> {
    let has_public_sibling = |row: &Row| {
        group.rows.iter().any(|other| other.sdk != row.sdk && other.published().is_some())
    };
    let is_exposed = |row: &&Row| row.state == State::Affected && has_public_sibling(row);
    let open: Vec<_> = group.rows.iter().filter(is_exposed).collect();
    if open.is_empty() {
        return None;
    }
    let names = names(&open);
    let message = format!("publish a fix for {names}: its siblings are public already");
    Some(doubt(group, DoubtKind::PublishedEarly, &open, message))
}

fn no_contact(group: &Group) -> Option<Doubt> {
    let is_missing = group.spec_defect && group.spec_contact.trim().is_empty();
    let message = "name where the maintainers of the specification were asked: the specification \
                   itself is at fault";
    is_missing.then(|| doubt(group, DoubtKind::NoSpecContact, &[], message.to_owned()))
}

fn missing(group: &Group) -> Option<Doubt> {
    let unknown: Vec<_> = group.rows.iter().filter(|row| row.state == State::Unknown).collect();
    let message = format!("find out whether it concerns {}", names(&unknown));
    (!unknown.is_empty()).then(|| doubt(group, DoubtKind::MissingMember, &unknown, message))
}

fn apart(group: &Group, most_days: u32) -> Option<Doubt> {
    let dated = || group.rows.iter().filter_map(|row| Some((row.published()?, row)));
    let first = dated().min_by_key(|(day, _)| *day)?;
    let last = dated().max_by_key(|(day, _)| *day)?;
    let days = last.0.days_since(first.0);
    let message = format!(
        "publish together: {} is of {}, {} of {}, {days} days later",
        first.1.sdk, first.0, last.1.sdk, last.0
    );
    let rows: Vec<_> = dated().map(|(_, row)| row).collect();
    (days > i64::from(most_days)).then(|| doubt(group, DoubtKind::DatesApart, &rows, message))
}

fn doubt(group: &Group, kind: DoubtKind, rows: &[&Row], message: String) -> Doubt {
    let sdks = rows.iter().map(|row| row.sdk.clone()).collect();
    Doubt { group: group.id.clone(), kind, sdks, message }
}

/// `csharp, swift and php`.
fn names(rows: &[&Row]) -> String {
    let names: Vec<_> = rows.iter().map(|row| row.sdk.as_str()).collect();
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        names => names.concat(),
    }
}
