//! SPDX 2.2 and 2.3 as tags and values, one a line: `PackageName: zod`.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/>. Packages and relationships mean what they do in JSON.
//! Values between `<text>` and `</text>` can have many lines; none that is read here does.

use super::Identity;
use super::spdx::Document;
use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::Span;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "spdx-tag-value",
    title: "SPDX tag-value",
    file_names: &["*.spdx"],
    sniff: |head: &Head<'_>| {
        let tag =
            |line: &str| line.starts_with("SPDXVersion: ") || line.starts_with("SPDXVersion:SPDX");
        match head.lines().any(tag) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tags = Tags { document: Document::default(), package: None, open: None };
    for line in text.split('\n') {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        tags.read_line(&Text::of(line, text), inventory);
    }
    tags.finish_package(inventory);
    if let Some(span) = tags.open {
        let message =
            "the text ends too early: expected '</text>'; what stands behind was not read";
        inventory.error("syntax", message, span);
    }
    tags.document.graph.finish(inventory);
}

struct Tags<'a> {
    document: Document<'a>,
    package: Option<Entry<'a>>,
    /// Where a text that is not closed begins.
    open: Option<Span>,
}

struct Entry<'a> {
    at: Span,
    id: Option<Text<'a>>,
    identity: Identity<'a>,
}

impl<'a> Tags<'a> {
    fn read_line(&mut self, line: &Text<'a>, inventory: &mut Inventory<'a>) {
        if self.open.is_some() {
            if line.value.contains("</text>") {
                self.open = None;
            }
            return;
        }
        if line.value.is_empty() || line.value.starts_with('#') {
            return;
        }
        let Some((tag, value)) = line.value.split_once(':') else {
            return note_lost(line, inventory);
        };
        if value.contains("<text>") && !value.contains("</text>") {
            self.open = Some(line.span);
        }
        self.read_tag(tag.trim(), &line.slice(value.trim()), inventory);
    }

    fn read_tag(&mut self, tag: &str, value: &Text<'a>, inventory: &mut Inventory<'a>) {
        match tag {
            "PackageName" => {
                self.finish_package(inventory);
                let identity = Identity { name: Some(value.clone()), ..Identity::default() };
                self.package = Some(Entry { at: value.span, id: None, identity });
            }
            // What follows describes something else.
            "FileName" | "SnippetSPDXID" | "LicenseID" => self.finish_package(inventory),
            "Relationship" => self.read_relationship(value, inventory),
            _ => {
                let Some(package) = &mut self.package else { return };
                match tag {
                    "SPDXID" => package.id = Some(value.clone()),
                    "PackageVersion" => package.identity.version = Some(value.clone()),
                    "ExternalRef" if package.identity.purl.is_none() => {
                        package.identity.purl = purl_of(value);
                    }
                    _ => {}
                }
            }
        }
    }

    fn read_relationship(&mut self, value: &Text<'a>, inventory: &mut Inventory<'a>) {
        let mut words = value.value.split_whitespace();
        let (Some(from), Some(kind), Some(to)) = (words.next(), words.next(), words.next()) else {
            return note_lost(value, inventory);
        };
        self.document.relate(value.slice(from).value, kind, value.slice(to).value);
    }

    fn finish_package(&mut self, inventory: &mut Inventory<'a>) {
        let Some(Entry { at, id, identity }) = self.package.take() else { return };
        let Some(package) = identity.package(at, inventory) else { return };
        if let Some(id) = id {
            self.document.graph.name(id.value, inventory.packages.len());
        }
        inventory.push(package);
    }
}

/// The locator of `PACKAGE-MANAGER purl pkg:npm/zod@3.23.8`.
fn purl_of<'a>(reference: &Text<'a>) -> Option<Text<'a>> {
    let mut words = reference.value.split_whitespace().skip(1);
    let kind = words.next()?;
    let locator = words.next()?;
    (kind == "purl" || kind.ends_with("/purl")).then(|| reference.slice(locator))
}

fn note_lost(line: &Text<'_>, inventory: &mut Inventory<'_>) {
    let (code, message) = match is_conflict_marker(&line.value) {
        true => {
            ("syntax", "a merge conflict marker: settle the conflict first; both sides were read")
        }
        false => ("line", "expected `Tag: value`; this line was not read"),
    };
    inventory.error(code, message, line.span);
}
