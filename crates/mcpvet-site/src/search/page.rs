//! What the index knows of a page: how it is shown among results, and which of its texts weigh what.

use std::io;

use mcpvet::advisory::Advisory;

use super::html::between;
use crate::brief::{Brief, folder};
use crate::job::Job;
use crate::meaning;
use crate::package::PackageKey;
use crate::site::Site;

/// A page that can be found.
#[derive(Debug, Default)]
pub(super) struct SearchPage {
    /// `advisory`, `package` or `page`.
    pub(super) kind: &'static str,
    pub(super) folder: String,
    pub(super) title: String,
    /// The severity of an advisory.
    pub(super) note: String,
    /// What else a result shows.
    pub(super) about: String,
    /// Whole names: ids, packages, products. They weigh most.
    pub(super) names: Vec<String>,
    /// The text that weighs least.
    pub(super) text: String,
}

/// Every page: first those without a record, then advisories, the newest last, then packages. Of
/// pages that weigh the same, the later one comes first.
pub(super) fn all(site: &Site, pages: &[Job<'_>]) -> io::Result<Vec<SearchPage>> {
    let mut all = others(site, pages).into_iter().map(of_html).collect::<io::Result<Vec<_>>>()?;
    all.extend(site.entries.iter().rev().map(|entry| of_advisory(&entry.advisory)));
    all.extend(site.packages.iter().map(|(key, members)| of_package(key, members.len())));
    Ok(all)
}

/// The pages that are not made from one record: the further pages of a list are found by its first.
pub(super) fn others<'s, 'j>(site: &Site, pages: &'j [Job<'s>]) -> Vec<&'j Job<'s>> {
    let records: std::collections::HashSet<String> = (site.packages.keys())
        .map(PackageKey::folder)
        .chain(site.entries.iter().map(|entry| folder(&entry.advisory.id)))
        .collect();
    let is_other = |folder: &str| !records.contains(folder) && !folder.contains("/page/");
    pages.iter().filter(|page| page.page().is_some_and(is_other)).collect()
}

/// Of a list its heading alone is indexed: the rows have pages of their own.
fn of_html(page: &Job<'_>) -> io::Result<SearchPage> {
    let html = String::from_utf8((page.make)()?).map_err(io::Error::other)?;
    let folder = page.page().unwrap_or_default().to_owned();
    let is_list = folder.starts_with("advisories/") || folder.starts_with("packages/");
    Ok(SearchPage {
        kind: "page",
        title: between(&html, "<h1>", "</h1>"),
        about: between(&html, "<p class=\"lead\">", "</p>"),
        text: if is_list { String::new() } else { between(&html, "<main id=\"main\">", "</main>") },
        folder,
        ..SearchPage::default()
    })
}

fn of_package(key: &PackageKey, count: usize) -> SearchPage {
    let noun = if count == 1 { "advisory" } else { "advisories" };
    SearchPage {
        kind: "package",
        folder: key.folder(),
        title: key.name.clone(),
        about: format!("{}, {count} {noun}", key.ecosystem()),
        names: vec![key.name.clone()],
        ..SearchPage::default()
    }
}

fn of_advisory(advisory: &Advisory) -> SearchPage {
    let brief = Brief::new(advisory);
    let package = brief.packages.first().map(|key| format!("{} {}", key.ecosystem(), key.name));
    let withdrawn = if advisory.withdrawn.is_some() { ", withdrawn" } else { "" };
    let packages = brief.packages.iter().map(|key| key.name.clone());
    let ids = [&advisory.id].into_iter().chain(&advisory.aliases).cloned();
    let text = [
        &*advisory.impact,
        &advisory.remediation,
        &meaning::words(&advisory.category),
        &advisory.root_cause.as_deref().map(meaning::words).unwrap_or_default(),
        &meaning::component(advisory.component.name()),
        &advisory.cwe.join(" "),
        &advisory.transports.join(" "),
        brief.severity(),
    ];
    SearchPage {
        kind: "advisory",
        folder: folder(&advisory.id),
        title: advisory.summary.clone(),
        note: brief.severity().to_owned(),
        about: format!(
            "{}, {}{withdrawn}",
            advisory.published,
            package.unwrap_or_else(|| brief.products())
        ),
        names: ids.chain(packages).chain(advisory.products.iter().cloned()).collect(),
        text: text.join(" "),
    }
}
