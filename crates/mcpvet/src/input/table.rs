//! Tables of packages: CSV and TSV whose first line names the columns.
//!
//! <https://www.rfc-editor.org/rfc/rfc4180>
//!
//! - Columns are told by their names, in any order and case: a package URL, or a name with or
//!   without group, version and ecosystem. All others are left out.
//! - The separator is the one of tab, `;` and `,` that the first line has most of. Cells can stand
//!   in quotes, in which a quote is doubled; a line break inside of them is read too.
//! - A row without a name costs a note.

use std::borrow::Cow;

use super::purl;
use super::text::Text;
use super::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "table",
    title: "CSV or TSV",
    file_names: &["*.csv", "*.tsv"],
    sniff: |head: &Head<'_>| {
        let columns = Columns::of(head.text);
        let beside = columns.place[VERSION].is_some() || columns.place[ECOSYSTEM].is_some();
        match columns.place[PURL].is_some() || (columns.place[NAME].is_some() && beside) {
            true if columns.count > 1 || columns.place[PURL].is_some() => Likeness::Certain,
            _ => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

const PURL: usize = 0;
const NAME: usize = 1;
const VERSION: usize = 2;
const ECOSYSTEM: usize = 3;
const GROUP: usize = 4;

/// What columns are called, in small letters and without what separates words.
const NAMES: [&[&str]; 5] = [
    &["purl", "packageurl"],
    &[
        "name",
        "package",
        "packagename",
        "component",
        "componentname",
        "library",
        "dependency",
        "module",
        "artifact",
    ],
    &[
        "version",
        "packageversion",
        "componentversion",
        "installedversion",
        "installed",
        "currentversion",
    ],
    &["ecosystem", "packagemanager", "manager", "type", "packagetype", "registry", "language"],
    &["group", "namespace", "vendor", "scope", "componentgroup"],
];

/// Columns that are looked at.
const MAX_COLUMNS: usize = 256;

struct Columns {
    separator: char,
    count: usize,
    place: [Option<usize>; 5],
}

impl Columns {
    fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let line = text.lines().next().unwrap_or_default();
        let best = [',', ';', '\t'].into_iter().max_by_key(|mark| line.matches(*mark).count());
        let separator = best.unwrap_or(',');
        let mut columns = Self { separator, count: 0, place: [None; 5] };
        for cell in line.split(separator).take(MAX_COLUMNS) {
            let plain = |c: &char| c.is_ascii_alphanumeric();
            let name: String = cell.chars().filter(plain).collect::<String>().to_ascii_lowercase();
            if let Some(kind) = NAMES.iter().position(|names| names.contains(&&*name)) {
                columns.place[kind].get_or_insert(columns.count);
            }
            columns.count += 1;
        }
        columns
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let columns = Columns::of(text);
    if columns.place[PURL].is_none() && columns.place[NAME].is_none() {
        let message =
            "expected a first line with the names of columns, such as `name` and `version`";
        return inventory.error("header", message, Span::default());
    }
    let mut rows = Rows { text, at: text.find('\n').map_or(text.len(), |end| end + 1) };
    while let Some(cells) = rows.next_row(columns.separator, inventory) {
        add(&columns, &cells, inventory);
        if inventory.is_full() {
            break;
        }
    }
}

fn add<'a>(columns: &Columns, cells: &[Text<'a>], inventory: &mut Inventory<'a>) {
    let cell = |kind: usize| {
        columns.place[kind].and_then(|at| cells.get(at)).filter(|cell| !cell.value.is_empty())
    };
    let Some(first) = cells.first() else { return };
    if let Some(package) = cell(PURL).and_then(purl::read) {
        return inventory.push(package);
    }
    let Some(name) = cell(NAME) else {
        if cells.iter().any(|cell| !cell.value.is_empty()) {
            let message = "this row has neither a package URL nor a name that can be read";
            inventory.error("line", message, first.span);
        }
        return;
    };
    let (requirement, span) = match cell(VERSION) {
        Some(version) => (of_version(version), version.span),
        None => (Requirement::none(), name.span),
    };
    let stated = cell(ECOSYSTEM).map(|cell| ecosystem(&cell.value));
    let joint = if stated == Some(Some(Ecosystem::Maven)) { ":" } else { "/" };
    let full = match cell(GROUP).filter(|_| !name.value.contains(joint)) {
        Some(group) => Cow::Owned([&*group.value, joint, &*name.value].concat()),
        None => name.value.clone(),
    };
    inventory.push(match stated {
        Some(Some(ecosystem)) => Package::new(ecosystem, full, requirement, span),
        // An ecosystem is stated that is none of ours.
        Some(None) => {
            Package { source: Source::Other, ..Package::unnamed(full, requirement, span) }
        }
        None => Package::unnamed(full, requirement, span),
    });
}

fn of_version<'a>(version: &Text<'a>) -> Requirement<'a> {
    let is_range = version.value.contains(['^', '~', '<', '>', '=', '*', '|', ',']);
    let class = if is_range { RequirementClass::Range } else { RequirementClass::Exact };
    Requirement::new(class, version.value.clone())
}

/// An ecosystem by its name, its purl type or the name of a tool or language.
fn ecosystem(name: &str) -> Option<Ecosystem> {
    Ecosystem::from_name(name).or_else(|| {
        Some(match &*name.to_ascii_lowercase() {
            "node" | "nodejs" | "javascript" | "yarn" | "pnpm" => Ecosystem::Npm,
            "python" | "pip" | "uv" | "poetry" => Ecosystem::PyPI,
            "rust" | "crate" | "crates" => Ecosystem::CratesIo,
            "go-module" | "gomod" => Ecosystem::Go,
            "java" | "gradle" | "java-archive" => Ecosystem::Maven,
            "dotnet" | ".net" => Ecosystem::NuGet,
            "ruby" | "rubygem" | "bundler" => Ecosystem::RubyGems,
            "php" => Ecosystem::Packagist,
            "docker" | "container" | "image" => Ecosystem::Oci,
            _ => return None,
        })
    })
}

/// The rows behind the first line.
struct Rows<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rows<'a> {
    fn next_row(
        &mut self,
        separator: char,
        inventory: &mut Inventory<'a>,
    ) -> Option<Vec<Text<'a>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let cell = self.cell(separator, inventory);
            if cells.len() < MAX_COLUMNS {
                cells.push(cell);
            }
            let next = self.text[self.at..].chars().next();
            self.at += next.map_or(0, char::len_utf8);
            if next != Some(separator) {
                return Some(cells);
            }
        }
    }

    /// Reads up to the next separator or the end of the line.
    fn cell(&mut self, separator: char, inventory: &mut Inventory<'a>) -> Text<'a> {
        let rest = &self.text[self.at..];
        let open = rest.trim_start_matches(' ');
        if open.starts_with('"') {
            return self.quoted(self.at + rest.len() - open.len() + 1, separator, inventory);
        }
        let end = rest.find([separator, '\n']).unwrap_or(rest.len());
        self.at += end;
        Text::of(rest[..end].trim(), self.text)
    }

    fn quoted(&mut self, start: usize, separator: char, inventory: &mut Inventory<'a>) -> Text<'a> {
        let rest = &self.text[start..];
        let mut marks = rest.match_indices('"').map(|(at, _)| at);
        let mut doubled = false;
        let mut end = None;
        while let Some(at) = marks.next() {
            if !rest[at + 1..].starts_with('"') {
                end = Some(at);
                break;
            }
            doubled = true;
            marks.next();
        }
        let Some(end) = end else {
            let span = Span::new(start - 1, start);
            inventory.error("syntax", "this quote is not closed; only its line was read", span);
            let line = rest.find([separator, '\n']).unwrap_or(rest.len());
            self.at = start + line;
            return Text::of(rest[..line].trim(), self.text);
        };
        let behind = &rest[end + 1..];
        let skipped = behind.find([separator, '\n']).unwrap_or(behind.len());
        self.at = start + end + 1 + skipped;
        let mut text = Text::of(&rest[..end], self.text);
        if doubled {
            text.value = Cow::Owned(text.value.replace("\"\"", "\""));
        }
        text
    }
}
