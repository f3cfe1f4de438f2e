//! Checklists as Markdown: a document, or the body of an issue.
//!
//! Everything from inputs and advisories is made harmless: no mention, link, image or HTML can come
//! out of it.

use core::fmt::Write as _;

use super::{Case, Duty, Line};
use crate::render::{code, is_plain_url, prose};

/// Bytes of an issue; GitHub takes 65,536 characters.
pub const MOST_ISSUE_BYTES: usize = 60_000;

/// The checklists as one document. `data` says which advisories were asked.
#[must_use]
pub fn markdown(cases: &[Case], data: &str) -> String {
    let mut page = "# What to do\n".to_owned();
    if cases.is_empty() {
        page.push_str("\nNo advisory applies to what was read.\n");
    }
    for case in cases {
        let _ = write!(page, "\n## {}\n\n", heading(case));
        page.push_str(&body(case, "###"));
    }
    let _ = write!(page, "\n---\n\n{}\n", prose(data));
    page
}

/// The checklists as an issue: its title on the first line, then a blank one, then the body, cut
/// before [`MOST_ISSUE_BYTES`].
#[must_use]
pub fn issue(cases: &[Case], data: &str) -> String {
    let title = match cases {
        [] => "No advisory applies".to_owned(),
        [one] => one.title.clone(),
        all => format!("{} findings, the first: {}", all.len(), all[0].title),
    };
    let mut issue = format!("{}\n\n", crate::render::plain(&title));
    for (at, case) in cases.iter().enumerate() {
        let body = match cases.len() {
            1 => body(case, "##"),
            _ => format!("## {}\n\n{}\n", heading(case), body(case, "###")),
        };
        if issue.len() + body.len() > MOST_ISSUE_BYTES {
            let _ = writeln!(issue, "And {} more that do not fit here.", cases.len() - at);
            break;
        }
        issue.push_str(&body);
    }
    let _ = write!(issue, "\n---\n\n{}\n", prose(data));
    issue
}

fn heading(case: &Case) -> String {
    let ecosystem = case.ecosystem.map(|name| format!(" ({name})")).unwrap_or_default();
    let label = case.severity.label.label();
    let (first, rest) = label.split_at(1);
    let first = first.to_ascii_uppercase();
    format!("{first}{rest}: {}{ecosystem}, {}", code(&case.package), code(&case.id))
}

fn body(case: &Case, level: &str) -> String {
    let mut page = format!("{}.\n\n", prose(&case.summary));
    let _ = writeln!(page, "- Due: {}", case.due);
    for place in &case.places[..case.places.len().min(5)] {
        let version = place.version.as_deref().unwrap_or("without a version");
        let _ = writeln!(page, "- Found: {} {}", code(&place.text()), code(version));
    }
    for role in &case.roles {
        of_role(&mut page, role, level);
    }
    page
}

fn of_role(page: &mut String, role: &Duty, level: &str) {
    let _ = write!(page, "\n{level} {}\n\n", role.title);
    for step in &role.steps {
        let _ = writeln!(page, "- [ ] **{}.** {}", step.title, prose(&step.text));
        for line in &step.known {
            let _ = writeln!(page, "  - {}: {}", line.label, value(line));
        }
    }
}

fn value(line: &Line) -> String {
    match line.is_code {
        true if line.label == "Read" && is_plain_url(&line.text) => format!("<{}>", line.text),
        true => code(&line.text),
        false => prose(&line.text),
    }
}
