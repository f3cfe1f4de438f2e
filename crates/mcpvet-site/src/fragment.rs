//! What text pages take from the dataset: a line such as `[[severities]]` in Markdown stands for it.

mod hardening;
mod risks;

use std::fmt::Write as _;

use askama::Template as _;
use mcpvet::Severity;
use mcpvet::audit::{self, Level};
use mcpvet::playbook::{ROLES, urgency};
use mcpvet::scope;

use crate::audits::AuditTable;
use crate::site::Site;

/// The order of the text pages in the list beside them; others follow by address.
pub(crate) const ORDER: &[&str] = &[
    "process/",
    "process/reporting/",
    "process/scope/",
    "process/disclosure/",
    "process/severity/",
    "process/response/",
    "process/hardening/",
    "process/patterns/",
    "process/operations/",
    "process/organisation/",
    "process/risks/",
    "process/notifications/",
    "process/contributing/",
    "process/community/",
    "docs/",
    "docs/command-line/",
    "docs/build/",
    "docs/configurations/",
    "docs/watch/",
    "docs/verdicts/",
    "docs/policy/",
    "docs/api/",
];

/// Something to put into a page, as HTML; the text is the way to the root of the site.
type Make = fn(&Site, &str) -> String;

const FRAGMENTS: &[(&str, Make)] = &[
    ("severities", severities),
    ("roles", roles),
    ("feeds", feeds),
    ("scope", scope),
    ("scope-rules", scope_rules),
    ("audits", audits),
    ("audit-rules", audit_rules),
    ("hardening", hardening::sections),
    ("basics", hardening::basics),
    ("risks", risks::risks),
];

/// Replaces every `<p>[[name]]</p>`; an unknown name stays and is found by the tests.
pub(crate) fn fill(site: &Site, root: &str, page: &str) -> String {
    FRAGMENTS.iter().fold(page.to_owned(), |page, (name, make)| {
        let mark = format!("<p>[[{name}]]</p>");
        if page.contains(&mark) { page.replace(&mark, &make(site, root)) } else { page }
    })
}

fn severities(site: &Site, root: &str) -> String {
    let mut table = "<table><thead><tr><th scope=\"col\">Severity</th><th scope=\"col\">What it means</th><th scope=\"col\">Advisories</th></tr></thead><tbody>".to_owned();
    for severity in Severity::ALL.iter().rev().map(|one| one.label()) {
        let count = site.count("severity", severity);
        let cell = match count {
            0 => "0".to_owned(),
            _ => format!("<a href=\"{root}advisories/severity/{severity}/\">{count}</a>"),
        };
        let _ = write!(
            table,
            "<tr><td><span class=\"status {severity}\"><svg class=\"shape\" width=\"16\" height=\"16\" aria-hidden=\"true\"><use href=\"#s-{severity}\"/></svg>{severity}</span></td><td>{}</td><td class=\"number\">{cell}</td></tr>",
            urgency(severity)
        );
    }
    table + "</tbody></table>"
}

/// The steps of each role, as they stand on the page of an advisory without its facts.
fn roles(_: &Site, _: &str) -> String {
    let mut html = String::new();
    for role in ROLES {
        let _ = write!(html, "<h3 id=\"{}\">{}</h3><ol class=\"steps\">", role.id, role.title);
        for step in role.steps {
            let _ = write!(html, "<li>{}</li>", step.title);
        }
        html.push_str("</ol>");
    }
    html
}

/// Every list that has feeds.
fn feeds(site: &Site, root: &str) -> String {
    let mut html = "<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Feeds</th></tr></thead><tbody>".to_owned();
    let mut row = |title: &str, folder: &str| {
        let _ = write!(
            html,
            "<tr><td><a href=\"{root}{folder}\">{title}</a></td><td><a href=\"{root}{folder}atom.xml\">Atom</a>, <a href=\"{root}{folder}rss.xml\">RSS</a>, <a href=\"{root}{folder}feed.json\">JSON Feed</a></td></tr>"
        );
    };
    row("All advisories", "advisories/");
    for (facet, values) in crate::facet::FACETS.iter().zip(&site.facets) {
        for value in values.iter().filter(|_| facet.has_feeds) {
            let title = escape(&format!("{}: {}", facet.title, value.label));
            row(&title, &value.folder(facet));
        }
    }
    html + "</tbody></table>"
}

/// The questions, one at a time; `scope.js` walks the tree that stands beside the page.
fn scope(_: &Site, root: &str) -> String {
    format!(
        "<div id=\"scope\" data-tree=\"tree.json\"></div>\
         <noscript><p class=\"notice\">The questions need JavaScript. Without it, read the table below from the top: the first line that fits decides.</p></noscript>\
         <script type=\"module\" src=\"{root}assets/scope.js\"></script>"
    )
}

/// The decision table, the first line that fits wins.
fn scope_rules(_: &Site, _: &str) -> String {
    let mut html = "<table class=\"scope-rules\"><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">When</th><th scope=\"col\">Then</th></tr></thead><tbody>".to_owned();
    for rule in scope::RULES {
        let gap = if rule.is_gap { " <span class=\"tag\">gap in the policy</span>" } else { "" };
        let _ = write!(
            html,
            "<tr><td><code>{}</code><br><span class=\"ecosystem\">{}</span>{gap}</td><td>{}</td><td><strong>{}.</strong> {}</td></tr>",
            escape(rule.name),
            rule.basis.label(),
            escape(rule.condition),
            escape(rule.verdict.title()),
            escape(rule.text),
        );
    }
    html + "</tbody></table>"
}

/// Every audit of the dataset.
fn audits(site: &Site, root: &str) -> String {
    let audits = site.audits.all.iter().collect();
    let table = AuditTable { root, audits, names_packages: true };
    table.render().unwrap_or_default()
}

/// The rules of a record, in their order.
fn audit_rules(_: &Site, _: &str) -> String {
    let mut html = "<table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">What it asks for</th><th scope=\"col\">Otherwise</th></tr></thead><tbody>".to_owned();
    for (id, text, level) in audit::RULES {
        let otherwise = if level == Level::Blocking { "keeps the record out" } else { "warns" };
        let _ = write!(
            html,
            "<tr><td class=\"date\"><code>{id}</code></td><td>{}</td><td>{otherwise}</td></tr>",
            escape(text)
        );
    }
    html + "</tbody></table>"
}

fn escape(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html)
        .map(|safe| safe.to_string())
        .unwrap_or_default()
}

/// What the page of the questions is made from, as JSON: the questions, the rules and the tree.
pub(crate) fn scope_tree() -> serde_json::Value {
    let questions = scope::QUESTIONS.iter().map(|question| {
        serde_json::json!({
            "name": question.name,
            "text": question.text,
            "why": question.why,
            "answers": question.answers.iter().map(|(word, text)| (word, text)).collect::<Vec<_>>(),
        })
    });
    let rules = scope::RULES.iter().map(|rule| {
        serde_json::json!({
            "name": rule.name,
            "verdict": rule.verdict.label(),
            "title": rule.verdict.title(),
            "basis": rule.basis.label(),
            "text": rule.text,
            "source": rule.source,
            "report_to": rule.report_to,
            "write": rule.write,
            "gap": rule.is_gap,
            "note": rule.is_boundary.then_some(scope::OPERATOR_NOTE),
        })
    });
    serde_json::json!({
        "questions": questions.collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "nodes": scope::tree(),
    })
}
