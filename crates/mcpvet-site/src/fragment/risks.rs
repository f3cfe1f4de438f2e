//! The kinds of risk, list by list, with what the site has about each.

use std::fmt::Write as _;

use mcpvet::rules::{self, Reasons};
use mcpvet::tags::{LISTS, List, Tag};

use super::escape;
use crate::facet::Facet;
use crate::pages::reasons;
use crate::site::Site;

/// A table for each list.
pub(super) fn risks(site: &Site, root: &str) -> String {
    let Ok(reasons) = reasons() else { return String::new() };
    let mut html = String::new();
    for list in LISTS {
        of_list(&mut html, site, root, list, &reasons);
    }
    html
}

fn of_list(html: &mut String, site: &Site, root: &str, list: &List, reasons: &Reasons) {
    let (id, title) = (list.id, escape(list.title));
    let _ = write!(
        html,
        "<h2 id=\"{id}\"><a href=\"#{id}\">{title}</a></h2><p>{}</p><table class=\"risks\"><thead><tr><th scope=\"col\">What goes wrong</th><th scope=\"col\">Advisories</th><th scope=\"col\">Rules</th></tr></thead><tbody>",
        escape(list.lead)
    );
    for tag in list.tags {
        let Some((folder, label)) = Facet::of_tag(tag) else { continue };
        let _ = write!(
            html,
            "<tr><td><a href=\"{root}{folder}\">{}</a> {}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            escape(&label),
            escape(tag.text),
            advisories(site, tag),
            rules_of(tag, reasons),
        );
    }
    html.push_str("</tbody></table>");
}

fn advisories(site: &Site, tag: &Tag) -> usize {
    let values = site.facets.iter().flatten();
    values.filter(|value| value.name == tag.id).map(|value| value.members.len()).sum()
}

fn rules_of(tag: &Tag, reasons: &Reasons) -> usize {
    let belongs = |rule: &&rules::Rule| reasons.of(rule).is_some_and(|why| why.has_tag(tag.id));
    rules::all().filter(belongs).count()
}
