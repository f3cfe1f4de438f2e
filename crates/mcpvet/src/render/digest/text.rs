//! A digest for a terminal, or for the plain part of a mail.

use core::fmt::Write as _;

use super::{Part, behind, head, ids, parts};
use crate::monitor::{Item, Page};
use crate::render::terminal::{Style, badge, wrap};
use crate::render::{is_plain_url, plain};

/// Writes a digest for people at a terminal; ends with a line break.
///
/// ```
/// use mcpvet::{monitor::Page, render::{Style, digest}};
/// let page = Page { title: "Tools".into(), sentence: "1 new; 1 open".into(), sections: vec![],
///     footer: "dataset of 2026-11-20".into() };
/// let text = digest::text(&page, Style::default());
/// assert_eq!(text, "Tools\n1 new; 1 open\n\ndataset of 2026-11-20\n");
/// ```
#[must_use]
pub fn text(page: &Page, style: Style) -> String {
    let mut out = Out { text: String::new(), style };
    out.paragraph(0, &page.title, "2");
    out.paragraph(0, &page.sentence, "1");
    for part in parts(page) {
        match part {
            Part::Heading(title) => {
                out.text.push('\n');
                out.paragraph(0, title, "1;4");
            }
            Part::Item(item) => out.item(item),
            Part::Line(line) => out.paragraph(2, line, ""),
        }
    }
    out.text.push('\n');
    out.paragraph(0, &page.footer, "2");
    out.text
}

struct Out {
    text: String,
    style: Style,
}

impl Out {
    fn item(&mut self, item: &Item) {
        let (shape, color) = badge(item.severity, self.style);
        let head = head(item);
        let (label, name) = head.split_at(item.label.len().min(head.len()));
        let label = self.paint(color, &format!("{shape} {label}"));
        let _ = writeln!(self.text, "{label}{}", self.paint("1", name));
        let separator = if self.style.unicode { " · " } else { " - " };
        self.paragraph(4, &(ids(item) + &behind(separator, &item.summary)), "");
        for (label, text) in &item.facts {
            self.paragraph(4, &format!("{label}: {text}"), "");
        }
        // An address is broken by no line end, so that it can be opened.
        if is_plain_url(&item.url) {
            let _ = writeln!(self.text, "    {}", self.paint("2", &item.url));
        }
    }

    fn paragraph(&mut self, indent: usize, text: &str, color: &str) {
        for (at, line) in
            wrap(&plain(text), self.style.width.saturating_sub(indent + 2)).iter().enumerate()
        {
            // What goes on stands two columns further in.
            let indent = indent + if at > 0 && indent > 0 { 2 } else { 0 };
            let _ = writeln!(self.text, "{:indent$}{}", "", self.paint(color, line));
        }
    }

    fn paint(&self, color: &str, text: &str) -> String {
        match self.style.color && !color.is_empty() {
            true => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}
