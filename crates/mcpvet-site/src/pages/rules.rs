//! The rules about configurations: one page a rule, and the list of all, by group.

use std::io;

use askama::Template;
use mcpvet::rules::{self, Reasons, Rule, Why};
use mcpvet::tags;

use super::index;
use crate::digest::digest;
use crate::facet::Facet;
use crate::job::Job;
use crate::page::{Page, render};
use crate::site::Site;

/// What a rule looks for by the letters before its number.
const GROUPS: &[(&str, &str)] = &[
    ("SUP", "Where code comes from"),
    ("SEC", "Secrets"),
    ("NET", "Network"),
    ("EXE", "What a launch runs"),
    ("PRV", "Privileges and approval"),
    ("POL", "Names and order"),
    ("LIF", "Support and age"),
    ("MAN", "Manifests of servers"),
    ("SPOL", "Security policies"),
];

#[derive(Template)]
#[template(path = "rules.html")]
struct Rules<'s> {
    page: Page<'s>,
    groups: Vec<Group>,
    count: usize,
}

struct Group {
    code: &'static str,
    title: &'static str,
    rules: Vec<&'static Rule>,
}

#[derive(Template)]
#[template(path = "rule.html")]
struct RulePage<'s> {
    page: Page<'s>,
    rule: &'static Rule,
    why: Why,
    /// The kinds of risk that it belongs to: folders and names.
    tags: Vec<(String, String)>,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    // The rules are part of the program; what it says about the dataset stands in the footer.
    let sources = digest(mcpvet_data::RULES.as_bytes()).and(site.counts());
    let one = |rule: &'static Rule| {
        Job::new(index(&folder(rule)), sources, move || render(&of(site, rule)?))
    };
    let list = Job::new(index("rules/"), sources, move || render(&all(site)));
    rules::all().map(one).chain([list]).collect()
}

fn folder(rule: &Rule) -> String {
    format!("rules/{}/", rule.id)
}

/// Why each rule is there.
pub(crate) fn reasons() -> io::Result<Reasons> {
    toml::from_str(mcpvet_data::RULES).map_err(io::Error::other)
}

fn of<'s>(site: &'s Site, rule: &'static Rule) -> io::Result<RulePage<'s>> {
    let reasons = reasons()?;
    let why = reasons.of(rule).cloned();
    let why =
        why.ok_or_else(|| io::Error::other(format!("nothing says why there is {}", rule.id)))?;
    let title = format!("{}: {}", rule.id, rule.title);
    let page = Page::new(site, folder(rule), "rules/", title, rule.remedy).below("rules/", "Rules");
    let tags = tags::covering(&why.tags).into_iter().filter_map(Facet::of_tag).collect();
    Ok(RulePage { page, rule, why, tags })
}

fn all(site: &Site) -> Rules<'_> {
    let group = |&(code, title): &(&'static str, &'static str)| Group {
        code,
        title,
        rules: rules::all().filter(|rule| rule.id.starts_with(code)).collect(),
    };
    let description = "What mcpvet looks for in configurations of MCP clients and in manifests of \
        servers, beside advisories.";
    Rules {
        page: Page::new(site, "rules/", "rules/", "Rules", description),
        groups: GROUPS.iter().map(group).collect(),
        count: rules::all().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::GROUPS;

    #[test]
    fn every_rule_is_in_a_group() {
        for rule in mcpvet::rules::all() {
            assert!(GROUPS.iter().any(|(code, _)| rule.id.starts_with(code)), "{}", rule.id);
        }
    }
}
