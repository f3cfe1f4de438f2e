//! An advisory as an entry of a feed.

use mcpvet::advisory::{Advisory, Date};

use super::TAG;
use crate::brief::{Brief, folder, score};
use crate::meaning;
use crate::package::PackageKey;
use crate::pages::words;
use crate::site::{Site, last_change};

/// What every format says of an advisory.
pub(super) struct Item<'a> {
    pub(super) advisory: &'a Advisory,
    /// Stable, whatever the address of the site.
    pub(super) id: String,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) updated: Date,
    pub(super) packages: Vec<PackageKey>,
}

impl<'a> Item<'a> {
    pub(super) fn new(site: &Site, advisory: &'a Advisory) -> Self {
        let withdrawn = if advisory.withdrawn.is_some() { "Withdrawn: " } else { "" };
        Self {
            advisory,
            id: format!("{TAG}{}", advisory.id),
            url: format!("{}{}", site.url, folder(&advisory.id)),
            title: format!("{withdrawn}{}", advisory.summary),
            updated: last_change(advisory),
            packages: PackageKey::all(advisory),
        }
    }

    /// What a reader may filter by.
    pub(super) fn categories(&self) -> Vec<&str> {
        let advisory = self.advisory;
        let mut all =
            vec![advisory.severity.label(), advisory.component.name(), advisory.category.as_str()];
        all.extend(self.packages.iter().map(|key| -> &str { key.ecosystem() }));
        all.extend(advisory.sdk.as_deref());
        all.dedup();
        all
    }

    /// What to do, impact, affected versions and fix, as HTML that can stand in any page.
    pub(super) fn html(&self) -> String {
        let a = self.advisory;
        let mut html = String::with_capacity(1024);
        if let Some(day) = a.withdrawn {
            html += &format!(
                "<p><strong>Withdrawn on {day}.</strong> It applies to nothing any more.</p>"
            );
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

/// For text between tags; the rules of XML are strict enough for HTML.
fn escape(text: &str) -> String {
    crate::xml::escape(text)
}
