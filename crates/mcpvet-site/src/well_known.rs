//! Files that programs look for at fixed places: crawlers, browsers, and people who found a flaw.

use mcpvet::advisory::Date;
use serde_json::json;

use crate::digest::Digest;
use crate::job::Job;
use crate::site::{Site, last_change};
use crate::social::ICONS;
use mcpvet::render::xml::escape;

/// Addresses in one sitemap, by sitemaps.org.
const SITEMAP_MOST: usize = 50_000;

/// Where flaws of mcpvet itself are reported, privately.
const CONTACT: &str = "https://github.com/mcpvet/mcpvet/security/advisories/new";

/// All of them; `pages` are the files of the site so far, and `expires` the day of `security.txt`.
pub(crate) fn jobs<'s>(site: &'s Site, pages: &[Job<'_>], expires: Option<Date>) -> Vec<Job<'s>> {
    let about = Digest::default().and_text(site.built());
    let expires = expires.unwrap_or_else(|| a_year_after(site.built()));
    let mut jobs = vec![
        Job::new("robots.txt", about, || Ok(robots(site).into_bytes())),
        Job::new("opensearch.xml", about, || Ok(open_search(site).into_bytes())),
        Job::new("manifest.webmanifest", about, || Ok(manifest())),
        Job::new(".well-known/security.txt", about.and_text(&expires.to_string()), move || {
            Ok(security(site, expires).into_bytes())
        }),
    ];
    jobs.extend(sitemaps(site, pages));
    jobs
}

/// RFC 9116. The day of the dataset decides, so that the same dataset gives the same file.
fn security(site: &Site, expires: Date) -> String {
    let url = &site.url;
    format!(
        "# Flaws of mcpvet itself. Those of other projects: {url}process/reporting/\n\
         Contact: {CONTACT}\n\
         Expires: {expires}T00:00:00Z\n\
         Preferred-Languages: en\n\
         Canonical: {url}.well-known/security.txt\n\
         Policy: {url}process/\n"
    )
}

fn a_year_after(built: &str) -> Date {
    let number: u32 = built.replace('-', "").parse().unwrap_or_default();
    // After a 29 February comes a year without one.
    let day = Date::from_number(number + 10_000).or_else(|| Date::from_number(number + 9_999));
    day.or_else(|| Date::new(2027, 1, 1)).expect("a day that exists")
}

fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.url)
}

fn open_search(site: &Site) -> String {
    let url = escape(&site.url);
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>mcpvet</ShortName>
<Description>MCP security advisories by package, id or word</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{url}assets/favicon.svg</Image>
<Url type="text/html" template="{url}search/?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{url}opensearch.xml"/>
</OpenSearchDescription>
"#
    )
}

/// Everything in it is relative, so the site can be installed from any path.
fn manifest() -> Vec<u8> {
    let icon = |size: &u32| {
        json!({
            "src": format!("images/icon-{size}.png"),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any maskable",
        })
    };
    let manifest = json!({
        "name": "mcpvet: MCP security advisories",
        "short_name": "mcpvet",
        "description": "Security advisories for MCP servers, SDKs and clients, and a private check of what you run.",
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0d6b3d",
        "icons": ICONS.iter().map(icon).collect::<Vec<_>>(),
        "shortcuts": [
            { "name": "Check a list", "url": "check/" },
            { "name": "Search", "url": "search/" },
        ],
    });
    format!("{manifest:#}\n").into_bytes()
}

/// Every page once, with the last change where it is an advisory; an index where one file is too small.
fn sitemaps<'s>(site: &'s Site, pages: &[Job<'_>]) -> Vec<Job<'s>> {
    let days: std::collections::HashMap<String, Date> = site
        .entries
        .iter()
        .map(|entry| (crate::brief::folder(&entry.advisory.id), last_change(&entry.advisory)))
        .collect();
    let folders = pages.iter().filter_map(Job::page);
    let mut lines: Vec<String> = folders
        .map(|folder| {
            let day = days.get(folder).map(|day| format!("<lastmod>{day}</lastmod>"));
            format!("<loc>{}{}</loc>{}", escape(&site.url), escape(folder), day.unwrap_or_default())
        })
        .collect();
    lines.sort();
    if lines.len() <= SITEMAP_MOST {
        return vec![sitemap("sitemap.xml".to_owned(), "urlset", "url", lines)];
    }
    let parts: Vec<_> = lines.chunks(SITEMAP_MOST).map(<[String]>::to_vec).enumerate().collect();
    let locations = (1..=parts.len())
        .map(|number| format!("<loc>{}sitemap-{number}.xml</loc>", escape(&site.url)))
        .collect();
    let parts = parts
        .into_iter()
        .map(|(at, lines)| sitemap(format!("sitemap-{}.xml", at + 1), "urlset", "url", lines));
    parts.chain([sitemap("sitemap.xml".to_owned(), "sitemapindex", "sitemap", locations)]).collect()
}

fn sitemap<'s>(
    path: String,
    root: &'static str,
    element: &'static str,
    lines: Vec<String>,
) -> Job<'s> {
    let sources = lines.iter().fold(Digest::default(), |all, line| all.and_text(line));
    Job::new(path, sources, move || {
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        );
        for line in &lines {
            xml += &format!("<{element}>{line}</{element}>\n");
        }
        Ok((xml + &format!("</{root}>\n")).into_bytes())
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_year_after_a_leap_day_is_a_day() {
        assert_eq!(super::a_year_after("2024-02-29").to_string(), "2025-02-28");
        assert_eq!(super::a_year_after("2026-11-20").to_string(), "2027-11-20");
    }
}
