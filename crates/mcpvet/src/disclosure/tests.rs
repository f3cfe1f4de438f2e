use super::{Calendar, Case, Ledger, State, StepName, calendar_file, duties, problems};

fn case(more: &str) -> Case {
    let text = format!(
        r#"{{"case":[{{"id":"2026-7","title":"t","received":"2026-11-05"{more},
        "report":{{"description":"d","reproduction":"r","affected":"a","impact":"i"}}}}]}}"#
    );
    let ledger: Ledger = serde_json::from_str(&text).expect(&text);
    ledger.case.into_iter().next().expect("one case")
}

/// `what due`, in order.
fn due(case: &Case, tier: Option<u8>, calendar: &Calendar) -> Vec<(&'static str, String)> {
    duties(case, tier, calendar).iter().map(|duty| (duty.what, duty.due.to_string())).collect()
}

fn steps(days: &[(StepName, &str)]) -> String {
    let steps: Vec<_> = days
        .iter()
        .map(|(name, day)| format!(r#"{{"name":"{}","owner":"Ada","done":"{day}"}}"#, name.label()))
        .collect();
    format!(r#","step":[{}]"#, steps.join(","))
}

const ACK: &str = "Acknowledge the report";
const EVALUATE: &str = "Send an evaluation and the expected day of a fix";

#[test]
fn promises_count_business_days() {
    // A Thursday: Friday, Monday, Tuesday.
    let plain = due(&case(""), None, &Calendar::default());
    assert_eq!(plain, [(ACK, "2026-11-10".to_owned()), (EVALUATE, "2026-11-19".to_owned())]);
    let calendar: Calendar =
        serde_json::from_str(r#"{"weekend":["friday","saturday"],"holidays":["2026-11-09"]}"#)
            .unwrap();
    // Sunday, Tuesday, Wednesday.
    assert_eq!(due(&case(""), None, &calendar)[0], (ACK, "2026-11-11".to_owned()));
}

#[test]
fn a_calendar_without_business_days_ends() {
    let calendar: Calendar = serde_json::from_str(
        r#"{"weekend":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]}"#,
    )
    .unwrap();
    assert_eq!(due(&case(""), Some(1), &calendar), [] as [(&str, String); 0]);
}

#[test]
fn tiers_owe_more_for_what_is_critical() {
    let whats = |severity: &str, tier| {
        let case = case(&format!(r#","severity":"{severity}","sdk":"go""#));
        due(&case, Some(tier), &Calendar::default())
    };
    let first = whats("critical", 1);
    assert_eq!(first[0], ("Triage it", "2026-11-09".to_owned()));
    assert!(first.contains(&("Repair it", "2026-11-12".to_owned())), "{first:?}");
    let second = whats("high", 2);
    assert!(second.contains(&("Repair it", "2026-11-19".to_owned())), "{second:?}");
    assert!(second.contains(&("Triage it", "2026-12-05".to_owned())), "{second:?}");
    assert_eq!(whats("medium", 1).len(), 3);
    assert_eq!(whats("critical", 3).len(), 2);
}

#[test]
fn audits_and_embargoes_have_their_day() {
    let audit =
        due(&case(r#","origin":"audit","embargo_until":"2027-01-15""#), None, &Calendar::default());
    assert!(
        audit.contains(&("Publish the result of the audit", "2027-02-03".to_owned())),
        "{audit:?}"
    );
    assert!(audit.contains(&("Publish: the embargo ends", "2027-01-15".to_owned())), "{audit:?}");
}

#[test]
fn steps_are_states() {
    let days = [
        (StepName::Handler, "2026-11-05"),
        (StepName::Confirmed, "2026-11-09"),
        (StepName::Audited, "2026-11-10"),
        (StepName::Fixed, "2026-11-16"),
        (StepName::Released, "2026-11-18"),
        (StepName::Advisory, "2026-11-18"),
    ];
    let states: Vec<_> = (0..=6).map(|count| case(&steps(&days[..count])).state()).collect();
    let expected = [
        State::Discovery,
        State::Verification,
        State::Coordination,
        State::Coordination,
        State::Creation,
        State::Publication,
        State::FollowUp,
    ];
    assert_eq!(states, expected);
    let done = case(&steps(&days));
    assert_eq!(problems(&done), [""; 0]);
    let on = |day: &str| done.is_embargoed(day.parse().unwrap());
    assert!(on("2026-11-17") && !on("2026-11-18"));
    assert!(
        duties(&done, None, &Calendar::default())
            .iter()
            .any(|duty| duty.what.starts_with("Tell the reporter"))
    );
}

#[test]
fn overdue_and_late_are_told_apart() {
    let case = case(r#","acknowledged":"2026-11-11""#);
    let duties = duties(&case, None, &Calendar::default());
    let on = "2026-11-20".parse().unwrap();
    assert!(duties[0].is_late() && !duties[0].is_overdue(on));
    assert!(duties[1].is_overdue(on) && !duties[1].is_overdue(duties[1].due));
}

#[test]
fn every_problem_has_its_case() {
    let mut bad =
        case(&steps(&[(StepName::Confirmed, "2026-11-04"), (StepName::Advisory, "2026-11-06")]));
    bad.report.impact = " ".to_owned();
    bad.embargo_until = "2026-11-30".parse().ok();
    bad.acknowledged = "2026-11-01".parse().ok();
    bad.step.push(bad.step[0].clone());
    let found = problems(&bad).join("\n");
    for part in [
        "ask the reporter for: impact",
        "before the fixes are released",
        "before the embargo ends on 2026-11-30",
        "step confirmed was done before handler",
        "name who does step handler",
        "step confirmed stands there twice",
        "acknowledged on 2026-11-01 lies before the report",
    ] {
        assert!(found.contains(part), "{part}: {found}");
    }
}

#[test]
fn long_lines_of_a_calendar_are_folded_and_whole_again() {
    let mut long = case("");
    long.id = "é".repeat(60) + "; a, b\\c\nd";
    let duties = duties(&long, None, &Calendar::default());
    let file = calendar_file(&duties, long.received);
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    let whole = file.replace("\r\n ", "");
    let summary = format!("SUMMARY:{}\\; a\\, b\\\\c\\nd: {ACK}\r\n", "é".repeat(60));
    assert!(whole.contains(&summary), "{whole}");
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), 2);
}
