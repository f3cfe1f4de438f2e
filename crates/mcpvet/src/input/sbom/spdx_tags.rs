//! SPDX 2.2 and 2.3 as tags and values, one a line: `PackageName: zod`.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/>. Packages and relationships mean what they do in JSON,
//! and each package is handed on as it would stand there.
//! Values between `<text>` and `</text>` can have many lines; none that is read here does.

use super::{Bill, spdx};
use crate::input::text::Text;
use crate::input::value::Value;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::Span;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "spdx-tag-value",
    title: "SPDX tag-value",
    file_names: &["*.spdx"],
    sniff: |head: &Head<'_>| match head.has_start("SPDXVersion: ")
        || head.has_start("SPDXVersion:SPDX")
    {
        true => Likeness::Certain,
        false => Likeness::No,
    },
    parse,
    paths: Paths::None,
};

const EXPECTED: &str = "expected `Tag: value`; this line was not read";

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tags = Tags { bill: Bill::default(), package: Vec::new(), open: None };
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        tags.read_line(&Text::of(line.trim_ascii(), text), inventory)
    });
    tags.finish_package(inventory);
    if let Some(span) = tags.open {
        let message =
            "the text ends too early: expected '</text>'; what stands behind was not read";
        inventory.error("syntax", message, span);
    }
    tags.bill.finish(true, inventory);
}

struct Tags<'a> {
    bill: Bill<'a>,
    /// The members of the package that is read, none where something else is.
    package: Vec<(Text<'a>, Value<'a>)>,
    /// Where a text that is not closed begins.
    open: Option<Span>,
}

impl<'a> Tags<'a> {
    fn read_line(&mut self, line: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
        if self.open.is_some() {
            if line.value.contains("</text>") {
                self.open = None;
            }
            return true;
        }
        if line.value.starts_with('#') {
            return true;
        }
        let Some((tag, value)) = line.value.split_once(':') else { return line.value.is_empty() };
        if value.contains("<text>") && !value.contains("</text>") {
            self.open = Some(line.span);
        }
        let value = line.slice(value.trim_ascii());
        match tag.trim_ascii() {
            "PackageName" => {
                self.finish_package(inventory);
                self.member("name", value);
            }
            // What follows describes something else.
            "FileName" | "SnippetSPDXID" | "LicenseID" => self.finish_package(inventory),
            "Relationship" => return self.read_relationship(&value),
            _ if self.package.is_empty() => {}
            "SPDXID" => self.member("SPDXID", value),
            "PackageVersion" => self.member("versionInfo", value),
            "ExternalRef" => {
                if let [_, kind, locator] = words(&value)
                    && spdx::is_purl(kind)
                {
                    self.member("purl", value.slice(locator));
                }
            }
            _ => {}
        }
        true
    }

    fn member(&mut self, key: &'static str, value: Text<'a>) {
        self.package.push((Text::meant(key, value.span), value.into()));
    }

    fn read_relationship(&mut self, value: &Text<'a>) -> bool {
        let [from, kind, to] = words(value);
        let whole = !to.is_empty();
        if whole {
            spdx::relate(&mut self.bill, value.slice(from).value, kind, value.slice(to).value);
        }
        whole
    }

    fn finish_package(&mut self, inventory: &mut Inventory<'a>) {
        let members = core::mem::take(&mut self.package);
        let Some((name, _)) = members.first() else { return };
        let (name, span) = (name.clone(), name.span);
        spdx::add_package(&mut self.bill, name, &Value::object(members, span), inventory);
    }
}

/// The first three words.
fn words<'v>(value: &'v Text<'_>) -> [&'v str; 3] {
    let mut words = value.value.split_ascii_whitespace();
    [(); 3].map(|()| words.next().unwrap_or_default())
}
