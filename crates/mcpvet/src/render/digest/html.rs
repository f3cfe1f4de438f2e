//! A digest as one HTML page: for a browser, for print, and for the HTML part of a mail.
//!
//! Nothing is loaded from anywhere, so that opening it tells nobody that it was opened. Programs that
//! read mail know few styles; what they leave out leaves a plain page in the right order.

use super::{Part, behind, ids, parts};
use crate::advisory::Severity;
use crate::monitor::{Item, Page};
use crate::render::terminal::{Style, badge};
use crate::render::{is_plain_url, plain, xml};

/// Writes a digest as a page of HTML.
///
/// ```
/// use mcpvet::{monitor::Page, render::digest};
/// let page = Page { title: "<b>".into(), sentence: "1 new".into(), sections: vec![],
///     footer: String::new() };
/// assert!(digest::html(&page).contains("<h1>&lt;b&gt;</h1>"));
/// ```
#[must_use]
pub fn html(page: &Page) -> String {
    let mut body = String::new();
    for part in parts(page) {
        match part {
            Part::Heading(title) => body += &format!("<h2>{}</h2>\n", escape(title)),
            Part::Item(item) => body += &of_item(item),
            Part::Line(line) => body += &format!("<p>{}</p>\n", escape(line)),
        }
    }
    let [title, sentence, footer] =
        [&page.title, &page.sentence, &page.footer].map(|it| escape(it));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: {sentence}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"sentence\">{sentence}</p>\n{body}<footer>{footer}</footer>\n\
         </main>\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    xml::escape(&plain(text))
}

fn of_item(item: &Item) -> String {
    let (shape, _) = badge(item.severity, Style::default());
    let severity = match item.severity {
        Severity::Unknown => "medium",
        Severity::None => "low",
        other => other.label(),
    };
    let ids = escape(&ids(item));
    let link = match is_plain_url(&item.url) {
        true => format!("<a href=\"{}\">{ids}</a>", xml::escape(&item.url)),
        false => ids,
    };
    let mut text = format!(
        "<section class=\"{severity}\">\n<h3><span>{shape} {}</span> {}</h3>\n<p>{link}{}</p>\n<table>\n",
        escape(&item.label),
        escape(&item.name),
        behind("<br>", &escape(&item.summary))
    );
    for (label, fact) in &item.facts {
        text += &format!("<tr><th scope=\"row\">{label}</th><td>{}</td></tr>\n", escape(fact));
    }
    text + "</table>\n</section>\n"
}

/// Colours carry the severity alone, always beside its shape and its word.
const STYLE: &str = "
:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#14181f;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif}
main{max-width:42rem;margin:0 auto;padding:24px 16px}
h1{font-size:1rem;font-weight:600;color:#4f5969;margin:0}
.sentence{font-size:1.375rem;font-weight:600;line-height:1.3;margin:4px 0 24px}
h2{font-size:1.125rem;margin:32px 0 0;padding-bottom:4px;border-bottom:1px solid #d5dae2}
section{padding:12px 0;border-bottom:1px solid #d5dae2;break-inside:avoid}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
p{margin:4px 0;overflow-wrap:anywhere}
a{color:#0b57c2}
table{border-collapse:collapse;margin-top:8px;font-size:.875rem}
th{width:7rem;font-weight:400;text-align:left;vertical-align:top;white-space:nowrap;padding:2px 16px 2px 0;color:#4f5969}
td{padding:2px 0;overflow-wrap:anywhere}
footer{margin-top:24px;font-size:.8125rem;color:#4f5969}
.malware span{color:#6b1fb1}.critical span{color:#a3123a}.high span{color:#b23c00}
.medium span{color:#7a5200}.low span{color:#355e0f}
@media (prefers-color-scheme:dark){
body{background:#101318;color:#e8ebf1}
h1,th,footer{color:#a5afbf}
h2,section{border-color:#333b47}
a{color:#7fb2ff}
.malware span{color:#cfa3ff}.critical span{color:#ff8fa8}.high span{color:#ffab7a}
.medium span{color:#f0c35a}.low span{color:#b3d680}
}
@media print{main{max-width:none;padding:0}}
";
