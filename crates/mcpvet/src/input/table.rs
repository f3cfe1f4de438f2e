//! Tables of packages: CSV and TSV whose first line names the columns.
//!
//! <https://www.rfc-editor.org/rfc/rfc4180>
//!
//! - Columns are told by their names, in any order and case: a package URL, or a name with or
//!   without group, version and ecosystem. All others are left out.
//! - The separator is the one of tab, `;` and `,` that the first line has most of. A line `sep=;`,
//!   which spreadsheets write in front of it, is passed over. Cells can stand in quotes, in which a
//!   quote is doubled; a line break inside of them is read too.
//! - A row without a name costs a note.

use std::borrow::Cow;

use super::lockfile::node;
use super::text::Text;
use super::{Format, Head, Inventory, Likeness, Paths, purl};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "table",
    title: "CSV or TSV",
    file_names: &["*.csv", "*.tsv"],
    sniff: |head: &Head<'_>| {
        if head.text.trim_ascii_start().starts_with(['{', '[', '<']) {
            return Likeness::No;
        }
        let Columns { place, count } = Rows::new(head.text).columns();
        let named = place[NAME].is_some() && (place[VERSION].or(place[ECOSYSTEM])).is_some();
        match place[PURL].is_some() || (named && count > 1) {
            true => Likeness::Certain,
            false => Likeness::No,
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
        "versioninstalled",
        "installed",
        "currentversion",
    ],
    &["ecosystem", "packagemanager", "manager", "type", "packagetype", "registry", "language"],
    &["group", "namespace", "vendor", "scope", "componentgroup"],
];

/// Columns that are looked at.
const MAX_COLUMNS: usize = 256;

struct Columns {
    count: usize,
    place: [Option<usize>; 5],
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut rows = Rows::new(text);
    let Columns { place, .. } = rows.columns();
    if place[PURL].is_none() && place[NAME].is_none() {
        let message =
            "expected a first line with the names of columns, such as `name` and `version`";
        return inventory.error("header", message, Span::default());
    }
    while let Some(cells) = rows.next_row() {
        for at in rows.open.drain(..) {
            let span = Span::new(at - 1, at);
            inventory.error("syntax", "this quote is not closed; only its line was read", span);
        }
        add(&place, &cells, inventory);
        if inventory.is_full() {
            break;
        }
    }
}

fn add<'a>(place: &[Option<usize>; 5], cells: &[Text<'a>], inventory: &mut Inventory<'a>) {
    let cell =
        |kind: usize| cells.get(place[kind]?).filter(|cell: &&Text<'_>| !cell.value.is_empty());
    if let Some(package) = cell(PURL).and_then(purl::read) {
        return inventory.push(package);
    }
    let Some(name) = cell(NAME) else {
        if let Some(cell) = cells.iter().find(|cell| !cell.value.is_empty()) {
            let message = "this row has neither a package URL nor a name that can be read";
            inventory.error("line", message, cells.first().unwrap_or(cell).span);
        }
        return;
    };
    // Without a cell of its own, the version can stand behind the name.
    let split = node::split_name(name).filter(|(_, behind)| node::starts_with_digit(&behind.value));
    let (name, behind) = match split.filter(|_| cell(VERSION).is_none()) {
        Some((name, behind)) => (name, Some(behind)),
        None => (name.clone(), None),
    };
    let (requirement, span) = match cell(VERSION).or(behind.as_ref()) {
        Some(version) => (of_version(version), version.span),
        None => (Requirement::none(), name.span),
    };
    let stated = cell(ECOSYSTEM).map(|cell| ecosystem(&cell.value));
    let joint = if stated == Some(Some(Ecosystem::Maven)) { ":" } else { "/" };
    let full = match cell(GROUP).filter(|_| !name.value.contains(joint)) {
        Some(group) => Cow::Owned([&*group.value, joint, &*name.value].concat()),
        None => name.value.clone(),
    };
    let mut package = match stated {
        Some(Some(ecosystem)) => Package::new(ecosystem, full, requirement, span),
        _ => Package::unnamed(full, requirement, span),
    };
    // An ecosystem is stated that is none of ours.
    if stated == Some(None) {
        package.source = Source::Other;
    }
    inventory.push(package);
}

fn of_version<'a>(version: &Text<'a>) -> Requirement<'a> {
    let is_range = version.value.bytes().any(|byte| b"^~<>=*|,".contains(&byte));
    let class = if is_range { RequirementClass::Range } else { RequirementClass::Exact };
    Requirement::new(class, version.value.clone())
}

/// Names of tools and languages for ecosystems, beside their own names.
const OTHER_NAMES: &[(Ecosystem, &[&str])] = &[
    (Ecosystem::Npm, &["node", "nodejs", "node-pkg", "javascript", "yarn", "pnpm"]),
    (Ecosystem::PyPI, &["python", "python-pkg", "pip", "uv", "poetry"]),
    (Ecosystem::CratesIo, &["rust", "crate", "crates", "rust-crate"]),
    (Ecosystem::Go, &["go-module", "gomod", "gobinary"]),
    (Ecosystem::Maven, &["java", "gradle", "java-archive", "jar"]),
    (Ecosystem::NuGet, &["dotnet", ".net"]),
    (Ecosystem::RubyGems, &["ruby", "rubygem", "bundler", "gemspec"]),
    (Ecosystem::Packagist, &["php", "php-composer"]),
    (Ecosystem::Pub, &["dart", "dart-pub"]),
    (Ecosystem::Hex, &["elixir", "erlang", "erlang-otp"]),
    (Ecosystem::Oci, &["docker", "container", "image"]),
    (Ecosystem::GitHubActions, &["github-action"]),
];

/// An ecosystem by its name, its purl type or the name of a tool or language.
pub(super) fn ecosystem(name: &str) -> Option<Ecosystem> {
    let is_it = |row: &&(_, &[&str])| row.1.iter().any(|own| own.eq_ignore_ascii_case(name));
    Ecosystem::from_name(name).or_else(|| OTHER_NAMES.iter().find(is_it).map(|row| row.0))
}

/// The rows of a text from the front.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
    /// Quotes of the last row that are not closed.
    open: Vec<usize>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str) -> Self {
        let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
        if rest.starts_with("sep=") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        }
        let line = rest.split('\n').next().unwrap_or_default().as_bytes();
        let (mut separator, mut most) = (b',', 0);
        for mark in [b',', b';', b'\t'] {
            let count = memchr::memchr_iter(mark, line).count();
            if count > most {
                (separator, most) = (mark, count);
            }
        }
        Self { text, at: text.len() - rest.len(), separator, open: Vec::new() }
    }

    /// Reads the first row.
    fn columns(&mut self) -> Columns {
        let cells = self.next_row().unwrap_or_default();
        let mut place = [None; 5];
        for (at, cell) in cells.iter().enumerate() {
            let mut name = cell.value.to_ascii_lowercase();
            name.retain(|c| c.is_ascii_alphanumeric());
            if let Some(kind) = NAMES.iter().position(|names| names.contains(&&*name)) {
                place[kind].get_or_insert(at);
            }
        }
        Columns { count: cells.len(), place }
    }

    fn next_row(&mut self) -> Option<Vec<Text<'a>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let cell = self.cell();
            if cells.len() < MAX_COLUMNS {
                cells.push(cell);
            }
            let next = self.text.as_bytes().get(self.at).copied();
            self.at += 1;
            if next != Some(self.separator) {
                return Some(cells);
            }
        }
    }

    /// Reads up to the next separator or the end of the line.
    fn cell(&mut self) -> Text<'a> {
        let text = self.text;
        let bytes = text.as_bytes();
        let spaces = bytes[self.at.min(bytes.len())..].iter().take_while(|b| **b == b' ').count();
        let start = self.at + spaces;
        if bytes.get(start) != Some(&b'"') {
            let from = self.at;
            self.at = self.end_of_cell(from);
            return Text::of(text[from..self.at].trim_ascii(), text);
        }
        let (start, mut end, mut doubled) = (start + 1, start + 1, false);
        loop {
            let Some(at) = memchr::memchr(b'"', &bytes[end..]).map(|at| end + at) else {
                self.open.push(start);
                self.at = self.end_of_cell(start);
                return Text::of(text[start..self.at].trim_ascii(), text);
            };
            if bytes.get(at + 1) != Some(&b'"') {
                self.at = self.end_of_cell(at + 1);
                let mut cell = Text::of(&text[start..at], text);
                if doubled {
                    cell.value = Cow::Owned(cell.value.replace("\"\"", "\""));
                }
                return cell;
            }
            (end, doubled) = (at + 2, true);
        }
    }

    fn end_of_cell(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        from + memchr::memchr2(self.separator, b'\n', rest).unwrap_or(rest.len())
    }
}
