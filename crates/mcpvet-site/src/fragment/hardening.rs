//! The practices of hardening, as `mcpvet harden` asks them.

use std::fmt::Write as _;

use mcpvet::harden::{BASICS, Kind, Practice, SECTIONS, Section};

use super::escape;
use crate::site::Site;

/// The ten sections.
pub(super) fn sections(_: &Site, root: &str) -> String {
    let mut html = String::new();
    for (number, section) in SECTIONS.iter().enumerate() {
        of_section(&mut html, &format!("{} ", number + 1), section, root);
    }
    html
}

/// The six basics.
pub(super) fn basics(_: &Site, root: &str) -> String {
    let mut html = String::new();
    table(&mut html, &BASICS, root);
    html
}

fn of_section(html: &mut String, number: &str, section: &Section, root: &str) {
    let id = crate::package::slug(&section.title.to_lowercase());
    let title = escape(section.title);
    let _ = write!(
        html,
        "<h3 id=\"{id}\"><a href=\"#{id}\">{number}{title}</a></h3><p>{}</p>",
        escape(section.lead)
    );
    table(html, section, root);
}

fn table(html: &mut String, section: &Section, root: &str) {
    html.push_str("<table class=\"practices\"><thead><tr><th scope=\"col\">Practice</th><th scope=\"col\">Who can tell</th></tr></thead><tbody>");
    section.practices.iter().for_each(|practice| of_practice(html, practice, root));
    html.push_str("</tbody></table>");
}

fn of_practice(html: &mut String, practice: &Practice, root: &str) {
    let _ = write!(
        html,
        "<tr id=\"{id}\"><td><span class=\"ecosystem\">{id}</span> <strong>{}.</strong> <span class=\"ecosystem\">Otherwise: {}</span></td><td>{}</td></tr>",
        escape(practice.title),
        escape(practice.risk),
        who(practice, root),
        id = practice.id,
    );
}

/// Who can tell, how, and what is left to ask.
fn who(practice: &Practice, root: &str) -> String {
    let who = match practice.kind {
        Kind::Machine => "A machine",
        Kind::Partly => "A machine in part",
        Kind::Person => "A person",
    };
    let looks = match practice.looks_at() {
        "" => String::new(),
        what => format!("It looks at {}{}. ", escape(what), rules(practice.rules(), root)),
    };
    format!("<span class=\"tag\">{who}</span> {looks}{}", escape(practice.question))
}

/// The rules by their links: ` (SUP-001, SUP-002)`.
fn rules(ids: &[&str], root: &str) -> String {
    let links: Vec<_> =
        ids.iter().map(|id| format!("<a href=\"{root}rules/{id}/\">{id}</a>")).collect();
    if links.is_empty() { String::new() } else { format!(" ({})", links.join(", ")) }
}
