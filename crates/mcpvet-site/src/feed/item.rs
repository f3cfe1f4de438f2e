//! An advisory as an entry of a feed.

use mcpvet::advisory::Advisory;
use mcpvet::render::feed::{Entry, instant};
use mcpvet::render::xml::escape;
use serde_json::json;

use super::TAG;
use crate::brief::{Brief, folder, score};
use crate::meaning;
use crate::package::PackageKey;
use crate::pages::words;
use crate::site::{Site, last_change};

/// What every format says of an advisory. Its id is stable, whatever the address of the site.
pub(super) fn entry(site: &Site, advisory: &Advisory) -> Entry {
    let withdrawn = if advisory.withdrawn.is_some() { "Withdrawn: " } else { "" };
    let url = format!("{}{}", site.url, folder(&advisory.id));
    let packages = PackageKey::all(advisory);
    Entry {
        id: format!("{TAG}{}", advisory.id),
        title: format!("{withdrawn}{}", advisory.summary),
        data: format!("{url}{}.json", advisory.id),
        url,
        published: advisory.published,
        updated: last_change(advisory),
        withdrawn: advisory.withdrawn,
        categories: categories(advisory, &packages),
        html: html(advisory),
        extra: json!({
            "id": advisory.id,
            "aliases": advisory.aliases,
            "severity": advisory.severity.label(),
            "packages": packages.iter().map(PackageKey::purl).collect::<Vec<_>>(),
            "withdrawn": advisory.withdrawn.map(instant),
        }),
    }
}

/// What a reader may filter by.
fn categories(advisory: &Advisory, packages: &[PackageKey]) -> Vec<String> {
    let mut all =
        vec![advisory.severity.label(), advisory.component.name(), advisory.category.as_str()];
    all.extend(packages.iter().map(|key| -> &str { key.ecosystem() }));
    all.extend(advisory.sdk.as_deref());
    all.dedup();
    all.into_iter().map(str::to_owned).collect()
}

/// What to do, impact, affected versions and fix, as HTML that can stand in any page.
fn html(a: &Advisory) -> String {
    let mut html = String::with_capacity(1024);
    if let Some(day) = a.withdrawn {
        html +=
            &format!("<p><strong>Withdrawn on {day}.</strong> It applies to nothing any more.</p>");
    }
    let score = score(a).map(|score| format!(", CVSS {score}")).unwrap_or_default();
    html += &format!("<p>{}{score}</p>", meaning::capital(a.severity.label()));
    section(&mut html, "What to do", &a.remediation);
    section(&mut html, "Impact", &a.impact);
    html += "<h2>Affected versions</h2><ul>";
    for one in &a.affected {
        let key = PackageKey::new(one.ecosystem, &one.package);
        item(&mut html, &format!("{} ({}): {}", key.name, key.ecosystem(), words(one)));
    }
    for product in &a.products {
        item(&mut html, &format!("{product}: not published as a package"));
    }
    html += "</ul>";
    if !a.affected.is_empty() {
        section(&mut html, "Fixed in", &Brief::new(a).fix());
    }
    html
}

fn section(html: &mut String, title: &str, text: &str) {
    *html += &format!("<h2>{title}</h2>");
    for paragraph in text.split("\n\n") {
        *html += &format!("<p>{}</p>", escape(paragraph));
    }
}

fn item(html: &mut String, text: &str) {
    *html += &format!("<li>{}</li>", escape(text));
}
