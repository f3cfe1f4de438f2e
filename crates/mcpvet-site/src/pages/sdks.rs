//! The official SDKs and the flaws that they share: a matrix, and one page a flaw.

use std::io;
use std::sync::Arc;

use askama::Template;
use mcpvet::coordination::{Coordination, Doubt, Group, Row, Sdk, State, doubts};

use super::index;
use crate::digest::digest;
use crate::filters;
use crate::job::Job;
use crate::package::slug;
use crate::page::{Page, render};
use crate::site::Site;

/// How many days may lie between publications about one flaw, as in `mcpvet sdk --lint`.
const DAYS_APART: u32 = 30;

#[derive(Template)]
#[template(path = "sdks.html")]
struct Matrix<'s> {
    page: Page<'s>,
    facts: &'s Coordination,
    groups: &'s [Group],
}

#[derive(Template)]
#[template(path = "sdk-group.html")]
struct GroupPage<'s> {
    page: Page<'s>,
    facts: &'s Coordination,
    group: &'s Group,
    doubts: Vec<Doubt>,
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let sources = digest(mcpvet_data::COORDINATION.as_bytes())
        .and(site.digest_of(0..site.entries.len()))
        .and(site.counts());
    let shared = Arc::new(read(site));
    let job = |folder: String, make: fn(&Site, &Shared, usize) -> io::Result<Vec<u8>>, at| {
        let shared = Arc::clone(&shared);
        Job::new(index(&folder), sources, move || match shared.as_ref() {
            Ok(shared) => make(site, shared, at),
            Err(error) => Err(io::Error::other(error.clone())),
        })
    };
    let groups =
        shared.as_ref().as_ref().map(|shared| shared.groups.as_slice()).unwrap_or_default();
    let pages = groups.iter().enumerate().map(|(at, group)| job(folder(&group.id), one, at));
    let matrix = job("sdks/".to_owned(), |site, shared, _| all(site, shared), 0);
    pages.chain([matrix]).collect()
}

/// What all these pages are made from, read once.
struct Shared {
    facts: Coordination,
    groups: Vec<Group>,
}

fn read(site: &Site) -> Result<Shared, String> {
    let facts: Coordination =
        toml::from_str(mcpvet_data::COORDINATION).map_err(|error| error.to_string())?;
    let advisories: Vec<_> = site.oldest_first().cloned().collect();
    let groups = facts.groups(&advisories);
    Ok(Shared { facts, groups })
}

fn folder(id: &str) -> String {
    format!("sdks/{}/", slug(id))
}

fn all(site: &Site, shared: &Shared) -> io::Result<Vec<u8>> {
    let description = "Which official MCP SDKs share a flaw, which have fixed it, and where nobody \
        has said anything yet.";
    let page = Page::new(site, "sdks/", "sdks/", "Official SDKs", description);
    render(&Matrix { page, facts: &shared.facts, groups: &shared.groups })
}

fn one(site: &Site, shared: &Shared, at: usize) -> io::Result<Vec<u8>> {
    let group = &shared.groups[at];
    let description = format!("{} What each official SDK says about it.", group.summary);
    let page = Page::new(site, folder(&group.id), "sdks/", &group.title, description)
        .below("sdks/", "SDKs");
    let doubts = doubts(std::slice::from_ref(group), DAYS_APART);
    render(&GroupPage { page, facts: &shared.facts, group, doubts })
}

/// The shape and the word of a state.
fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Unknown => ("undecided", "not said"),
        State::NotAffected => ("clear", "not affected"),
        State::Affected => ("high", "no fix"),
        State::Fixed => ("clear", "fixed"),
    }
}

/// The SDK of a row.
fn sdk<'f>(facts: &'f Coordination, row: &Row) -> Option<&'f Sdk> {
    facts.sdk(&row.sdk)
}
