//! What is not right about a case, whatever the day is.

use super::{Case, StepName};

/// What has to be put right in a case, as one sentence each.
///
/// ```
/// use mcpvet::disclosure::{Ledger, problems};
/// let ledger: Ledger = serde_json::from_str(r#"{ "case": [{ "id": "1", "title": "t",
///     "received": "2026-11-06", "step": [{ "name": "advisory", "done": "2026-11-07" }] }] }"#)?;
/// assert!(problems(&ledger.case[0]).iter().any(|text| text.contains("before the fixes")));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn problems(case: &Case) -> Vec<String> {
    [content(case), early(case), order(case), owners(case), twice(case), early_days(case)].concat()
}

/// All items but the suggested fix are needed.
fn content(case: &Case) -> Vec<String> {
    let needed = &case.report.items()[..4];
    let missing = needed.iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| *name);
    let missing: Vec<_> = missing.collect();
    let text = format!("ask the reporter for: {}", missing.join(", "));
    if missing.is_empty() { Vec::new() } else { vec![text] }
}

/// Nothing is published before it can be repaired, or before the embargo ends.
fn early(case: &Case) -> Vec<String> {
    let Some(published) = case.done(StepName::Advisory) else { return Vec::new() };
    let mut problems = Vec::new();
    if case.done(StepName::Released).is_none_or(|released| published < released) {
        problems.push("the advisory is out before the fixes are released".to_owned());
    }
    if let Some(until) = case.embargo_until.filter(|until| published < *until) {
        problems.push(format!("the advisory is out before the embargo ends on {until}"));
    }
    problems
}

/// A step that is done while one before it is not, or was done later.
fn order(case: &Case) -> Vec<String> {
    let pairs = StepName::ALL.windows(2);
    let wrong = pairs.filter_map(|pair| {
        let after = case.done(pair[1])?;
        let is_wrong = case.done(pair[0]).is_none_or(|before| before > after);
        is_wrong.then(|| format!("step {} was done before {}", pair[1].label(), pair[0].label()))
    });
    wrong.collect()
}

/// Nobody is in charge of what comes next.
fn owners(case: &Case) -> Vec<String> {
    let next = StepName::ALL.into_iter().find(|name| case.done(*name).is_none());
    let has_owner = |name| case.step(name).is_some_and(|step| !step.owner.trim().is_empty());
    let open = next.filter(|name| !has_owner(*name));
    open.map(|name| format!("name who does step {}", name.label())).into_iter().collect()
}

fn twice(case: &Case) -> Vec<String> {
    let is_twice = |name: &StepName| case.step.iter().filter(|step| step.name == *name).count() > 1;
    let names = StepName::ALL.into_iter().filter(is_twice);
    names.map(|name| format!("step {} stands there twice", name.label())).collect()
}

/// Something that happened before the report came.
fn early_days(case: &Case) -> Vec<String> {
    let promises =
        [("acknowledged", case.acknowledged), ("evaluated", case.evaluated), ("told", case.told)];
    let steps = case.step.iter().map(|step| (step.name.label(), step.done));
    let early = promises.into_iter().chain(steps).filter_map(|(name, day)| {
        let day = day.filter(|day| *day < case.received)?;
        Some(format!("{name} on {day} lies before the report of {}", case.received))
    });
    early.collect()
}
