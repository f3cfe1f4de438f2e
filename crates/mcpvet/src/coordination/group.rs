//! Groups: the advisories about official SDKs that tell of one flaw.

use serde::Serialize;

use super::{Coordination, Named, State, Statement};
use crate::advisory::{Advisory, Date, Event, Severity};
use crate::sort;

/// A flaw that official SDKs can share, with one row for each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its short name: that of the named group, the root cause, or the id of its only advisory.
    pub id: String,
    /// What goes wrong, in one line.
    pub title: String,
    /// What goes wrong, in a few sentences; may be empty.
    pub summary: String,
    /// Whether the specification itself is at fault.
    pub spec_defect: bool,
    /// Where the maintainers of the specification were asked; may be empty.
    pub spec_contact: String,
    /// One row for each official SDK, in the order of the SDKs.
    pub rows: Vec<Row>,
    /// Advisories about other packages with the same root cause.
    pub others: Vec<String>,
}

/// What is known about one SDK in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The id of the SDK.
    pub sdk: String,
    /// `affected` while any of its advisories has no fix.
    pub state: State,
    /// Its advisories in the group, the oldest first.
    pub advisories: Vec<Sighting>,
    /// What was said beside advisories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
}

/// One advisory about one SDK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// Its id.
    pub id: String,
    /// Other ids of the same.
    pub aliases: Vec<String>,
    /// The first day on which any of its records was public.
    pub published: Date,
    /// How bad it is.
    pub severity: Severity,
    /// The affected versions in words; empty where the record names none.
    pub range: String,
    /// The first repaired versions, one for each release line.
    pub fixed: Vec<String>,
}

impl Group {
    /// How many SDKs have an advisory or a statement that decides.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.rows.iter().filter(|row| row.state != State::Unknown).count()
    }

    /// The day on which the first advisory about any SDK was published.
    #[must_use]
    pub fn first_published(&self) -> Option<Date> {
        self.rows.iter().filter_map(Row::published).min()
    }

    /// The row of an SDK.
    #[must_use]
    pub fn row(&self, sdk: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.sdk == sdk)
    }

    /// Whether an id, in any case, is that of an advisory of the group.
    #[must_use]
    pub fn holds(&self, id: &str) -> bool {
        self.rows.iter().flat_map(|row| &row.advisories).any(|sighting| sighting.is_named(id))
    }
}

impl Row {
    /// The day of its first advisory.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.advisories.iter().map(|sighting| sighting.published).min()
    }

    /// The highest severity of its advisories.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.advisories.iter().map(|sighting| sighting.severity).max()
    }

    /// The repaired versions that advisories and statements name.
    #[must_use]
    pub fn fixed(&self) -> Vec<&str> {
        let stated = self.statement.iter().map(|statement| statement.fixed.as_str());
        let recorded = self.advisories.iter().flat_map(|sighting| &sighting.fixed);
        distinct(recorded.map(String::as_str).chain(stated))
    }

    /// The repaired versions that some of its advisories name.
    pub(super) fn fixed_of(&self, ids: &[String]) -> Vec<&str> {
        let chosen = self.advisories.iter().filter(|sighting| ids.contains(&sighting.id));
        distinct(chosen.flat_map(|sighting| &sighting.fixed).map(String::as_str))
    }
}

impl Sighting {
    fn of(advisory: &Advisory) -> Self {
        let ranges = || advisory.affected.iter().flat_map(|affected| &affected.ranges);
        let listed = advisory.affected.iter().map(|affected| affected.versions.join(", "));
        let range: Vec<_> = ranges().map(ToString::to_string).chain(listed).collect();
        let fixed = ranges().flat_map(|range| &range.events).filter_map(|event| match event {
            Event::Fixed(version) => Some(version.as_str()),
            _ => None,
        });
        Self {
            id: advisory.id.clone(),
            aliases: advisory.aliases.clone(),
            published: first_public(advisory),
            severity: advisory.severity,
            range: distinct(range.iter().map(String::as_str)).join("; "),
            fixed: distinct(fixed).into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether an id, in any case, is one of its own.
    #[must_use]
    pub fn is_named(&self, id: &str) -> bool {
        self.id.eq_ignore_ascii_case(id)
            || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(id))
    }
}

/// The timeline names the records of other databases, of which one may have been first.
fn first_public(advisory: &Advisory) -> Date {
    let public = advisory.timeline.iter().filter(|entry| entry.event.contains("published"));
    public.map(|entry| entry.date).fold(advisory.published, Date::min)
}

/// Each text once, in the order of its first place; empty ones left out.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept = Vec::new();
    for text in texts {
        if !text.is_empty() && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

impl Coordination {
    /// Puts the advisories about official SDKs into groups; what was withdrawn is left out.
    ///
    /// Those come first that concern most SDKs, then the newest. Each advisory is in one group:
    /// that of its root cause, together with those that it calls related.
    #[must_use]
    pub fn groups(&self, advisories: &[Advisory]) -> Vec<Group> {
        let live = || advisories.iter().filter(|advisory| advisory.withdrawn.is_none());
        let members: Vec<_> = live().filter(|advisory| advisory.sdk.is_some()).collect();
        let others: Vec<_> = live().filter(|advisory| advisory.sdk.is_none()).collect();
        let mut families: Vec<_> = self.named.iter().map(Family::named).collect();
        members.iter().for_each(|advisory| Family::place(&mut families, advisory));
        let mut groups: Vec<_> =
            families.iter().map(|family| self.group(family, &others)).collect();
        sort::by(&mut groups, |a, b| {
            (b.decided(), b.first_published()).cmp(&(a.decided(), a.first_published()))
        });
        groups
    }

    fn group(&self, family: &Family<'_>, others: &[&Advisory]) -> Group {
        let named = family.named;
        let (id, title) = family.name();
        let statements = named.map_or(&[][..], |named| &named.statements);
        let row = |sdk: &str| Row::new(sdk, &family.members, statements);
        let shares = |advisory: &&&Advisory| {
            advisory.root_cause.as_deref().is_some_and(|cause| family.has_cause(cause))
        };
        Group {
            id: id.to_owned(),
            title: title.to_owned(),
            summary: named.map_or_else(String::new, |named| named.summary.trim().to_owned()),
            spec_defect: named.is_some_and(|named| named.spec_defect),
            spec_contact: named.map_or_else(String::new, |named| named.spec_contact.clone()),
            rows: self.sdks.iter().map(|sdk| row(&sdk.id)).collect(),
            others: others.iter().filter(shares).map(|advisory| advisory.id.clone()).collect(),
        }
    }
}

impl Row {
    fn new(sdk: &str, members: &[&Advisory], statements: &[Statement]) -> Self {
        let own = members.iter().filter(|advisory| advisory.sdk.as_deref() == Some(sdk));
        let mut own: Vec<_> = own.copied().collect();
        sort::by(&mut own, |a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
        let statement = statements.iter().find(|statement| statement.sdk == sdk).cloned();
        let state = match own.as_slice() {
            [] => statement.as_ref().map_or(State::Unknown, |statement| statement.state),
            own if own.iter().all(|advisory| is_fixed(advisory)) => State::Fixed,
            _ => State::Affected,
        };
        let advisories = own.into_iter().map(Sighting::of).collect();
        Self { sdk: sdk.to_owned(), state, advisories, statement }
    }
}

/// Whether a fix is recorded and no range stays open: a line that ended counts as closed.
fn is_fixed(advisory: &Advisory) -> bool {
    let ranges = || advisory.affected.iter().flat_map(|affected| &affected.ranges);
    let ends = |event: &Event| matches!(event, Event::Fixed(_) | Event::LastAffected(_));
    let is_fix = |event: &Event| matches!(event, Event::Fixed(_));
    ranges().flat_map(|range| &range.events).any(is_fix)
        && ranges().all(|range| range.events.iter().any(ends))
}

/// Advisories that were found to belong together.
struct Family<'a> {
    named: Option<&'a Named>,
    members: Vec<&'a Advisory>,
}

impl<'a> Family<'a> {
    fn named(named: &'a Named) -> Self {
        Self { named: Some(named), members: Vec::new() }
    }

    /// Puts an advisory where it belongs. Families without a name that it ties together become one;
    /// those with a name stay apart.
    fn place(families: &mut Vec<Self>, advisory: &'a Advisory) {
        let claimed = families.iter().position(|family| family.claims(advisory));
        let first = claimed.or_else(|| families.iter().position(|family| family.knows(advisory)));
        let Some(first) = first else {
            return families.push(Self { named: None, members: vec![advisory] });
        };
        families[first].members.push(advisory);
        for at in (first + 1..families.len()).rev() {
            if families[at].named.is_none() && families[at].knows(advisory) {
                let joined = families.remove(at).members;
                families[first].members.extend(joined);
            }
        }
    }

    /// Whether people put the advisory into this group.
    fn claims(&self, advisory: &Advisory) -> bool {
        self.named.is_some_and(|named| {
            advisory.root_cause.as_ref().is_some_and(|cause| named.root_causes.contains(cause))
                || named.advisories.iter().any(|id| is_named(advisory, id))
        })
    }

    /// Whether a member shares the root cause, or one of both calls the other related.
    fn knows(&self, advisory: &Advisory) -> bool {
        self.members.iter().any(|member| {
            (member.root_cause.is_some() && member.root_cause == advisory.root_cause)
                || member.related.iter().any(|id| is_named(advisory, id))
                || advisory.related.iter().any(|id| is_named(member, id))
        })
    }

    fn has_cause(&self, cause: &str) -> bool {
        let mut named = self.named.iter().flat_map(|named| &named.root_causes);
        let mut own = self.members.iter().filter_map(|member| member.root_cause.as_ref());
        named.any(|one| one == cause) || own.any(|one| one == cause)
    }

    /// The short name and the title.
    fn name(&self) -> (&'a str, &'a str) {
        if let Some(named) = self.named {
            return (&named.id, &named.title);
        }
        let oldest = self.members.iter().min_by_key(|member| (member.published, &member.id));
        let cause = self.members.iter().find_map(|member| member.root_cause.as_deref());
        oldest.map_or(("", ""), |oldest| (cause.unwrap_or(&oldest.id), &oldest.summary))
    }
}

fn is_named(advisory: &Advisory, id: &str) -> bool {
    advisory.id == id || advisory.aliases.iter().any(|alias| alias == id)
}
