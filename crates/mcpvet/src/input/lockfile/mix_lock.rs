//! `mix.lock`: every package that Elixir's Mix chose.
//!
//! Written by Mix, one entry a line: `"jason": {:hex, :jason, "1.4.1", …, "hexpm", …},`.
//! <https://hexdocs.pm/mix/Mix.Tasks.Deps.html>
//!
//! - `{:hex, :name, "version", …}` is a package, whose real name is the second part; the last
//!   parts name its repository, `hexpm` for the public one.
//! - `{:git, "url", "commit", …}` is a repository. Packages at a path are not locked.
//! - A line that is no entry costs a note.

use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mix-lock",
    title: "mix.lock",
    file_names: &["mix.lock"],
    sniff: |head: &Head<'_>| {
        let text = head.text.trim_start();
        let entry = text.contains("{:hex, ") || text.contains("{:git, ");
        match text.starts_with("%{") {
            true if entry => Likeness::Certain,
            true => Likeness::Possible,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut closed = false;
    for line in text.split('\n') {
        let content = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let content = content.strip_prefix("%{").unwrap_or(content).trim_start();
        closed |= content.ends_with('}') && !content.starts_with('"') || content.ends_with("}}");
        if content.is_empty() || content == "}" || content.starts_with('#') {
            continue;
        }
        let line = Text::of(content, text);
        match read(&line) {
            Some(package) => inventory.push(package),
            None => note_lost(&line, inventory),
        }
    }
    if !closed {
        let end = crate::package::Span::new(text.len(), text.len());
        inventory.error("syntax", "the text ends too early: expected '}'", end);
    }
}

fn note_lost(line: &Text<'_>, inventory: &mut Inventory<'_>) {
    let (code, message) = match is_conflict_marker(&line.value) {
        true => {
            ("syntax", "a merge conflict marker: settle the conflict first; both sides were read")
        }
        false => {
            ("line", "expected `\"name\": {:hex, :name, \"1.2.3\", …}`; this line was not read")
        }
    };
    inventory.error(code, message, line.span);
}

/// Reads one entry; `None` when the line is none.
fn read<'a>(line: &Text<'a>) -> Option<Package<'a>> {
    let (app, rest) = line.value.strip_prefix('"')?.split_once('"')?;
    let tuple = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('{')?;
    let (kind, rest) = tuple.split_once(',')?;
    let app = line.slice(app);
    match kind.trim() {
        ":hex" => {
            let (name, rest) = rest.trim_start().strip_prefix(':')?.split_once(',')?;
            let name = line.slice(name.trim().trim_matches('"'));
            let version = line.slice(quoted(rest)?);
            let requirement = Requirement::exact(version.value);
            let alias = (name.value != app.value).then_some(app.value);
            let package = Package::new(Ecosystem::Hex, name.value, requirement, version.span);
            let is_public = repository(rest).is_none_or(|repository| repository == "hexpm");
            let source = if is_public { Source::Registry } else { Source::Url };
            Some(Package { alias, source, ..package })
        }
        ":git" => {
            let url = quoted(rest)?;
            let commit = line.slice(quoted(&rest[rest.find(url)? + url.len() + 1..])?);
            let requirement = Requirement::new(RequirementClass::GitCommit, commit.value);
            let package = Package::new(Ecosystem::Hex, app.value, requirement, commit.span);
            Some(Package { source: Source::Git, ..package })
        }
        _ => None,
    }
}

/// The first text in quotes.
fn quoted(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('"')?;
    rest.split_once('"').map(|(inner, _)| inner)
}

/// The repository of a package, behind the list of what it depends on; older files have none.
fn repository(rest: &str) -> Option<&str> {
    let (_, behind) = rest.rsplit_once(']')?;
    quoted(behind)
}
