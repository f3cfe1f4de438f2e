//! Lists as people paste them: `name@1.2.3` lines, package URLs, output of package managers.
//!
//! - `name@1.2.3` is npm's way of writing, `name==1.2.3` Python's, `name v1.2.3` Cargo's.
//! - `name 1.2.3` says no ecosystem, unless the header of `pip list` or `npm outdated` stands above. Of
//!   several versions in a row the first is the installed one. Tables without a header, as `poetry show`
//!   prints them, are told by their columns.
//! - Trees of `npm ls`, `cargo tree` and `uv tree`, bullets, quotes and comments around an entry are taken off.
//! - A line that starts an MCP server (`npx -y foo@1`) is read as a launch line, one that installs
//!   packages (`pip install mcp==1.0.0`) as those packages, one that adds a server to a host
//!   (`claude mcp add …`, an install link) as that server.
//! - Any other line is prose, in which [`prose`] finds what looks like a package. A run of such
//!   lines has one note.
//! - A text with blocks of code in it is left to [`PROSE`], unless what is around them is a list.

pub(crate) mod composer_tree;
pub(crate) mod conda_json;
pub(crate) mod dotnet_list;
mod entry;
mod install;
mod line;
pub(crate) mod npm_ls;
mod once;
pub(crate) mod pip_json;
mod prose;
pub(crate) mod python_metadata;
pub(crate) mod yarn_list;

pub(crate) use install::{behind_settings, installed, installed_in_part};
pub(in crate::input) use once::push_once;
pub(crate) use prose::{FORMAT as PROSE, around_blocks};

use self::entry::Context;
use super::mcp::command_line;
use super::text::Text;
use super::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Package, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "list",
    title: "list",
    file_names: &["*.list", "packages.txt", "purls.txt", "pip-list.txt", "npm-ls.txt"],
    sniff,
    parse,
    paths: Paths::None,
};

/// Lines that decide what a text is. Entries stand close to the top of a list.
const SNIFFED_LINES: usize = 40;

fn sniff(head: &Head<'_>) -> Likeness {
    if head.text.trim_start().starts_with(['{', '[', '<']) && !head.json_keys.is_empty() {
        return Likeness::No;
    }
    let (mut lines, mut entries, mut keys) = (0, 0, 0);
    let mut context = Context::of_head(head.text);
    for content in head.lines().take(SNIFFED_LINES) {
        if line::is_comment(content) || content == "```" {
            continue;
        }
        lines += 1;
        keys += usize::from(content.starts_with(['[', '<', '{']) || content.contains(" = "));
        let text = Text::of(content, content);
        entries += usize::from(entry::is_clear(&text, &mut context));
    }
    match entries {
        0 => Likeness::No,
        _ if keys * 2 >= lines => Likeness::No,
        _ if entries * 2 >= lines => Likeness::Likely,
        _ => Likeness::Possible,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut context = Context::of(text);
    let mut lost: Option<Span> = None;
    let mut guesses = Vec::new();
    for content in command_line::lines(text) {
        let content = content.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let entry = Text::of(content, text);
        if entry::read(&entry, &mut context, inventory) {
            note_lost(lost.take(), &mut guesses, text, inventory);
        } else if !content.is_empty() {
            prose::scan(&entry, &mut guesses);
            let start = lost.map_or(entry.span.start, |lost| lost.start);
            lost = Some(Span { start, ..entry.span });
        }
        if inventory.is_full() {
            break;
        }
    }
    note_lost(lost, &mut guesses, text, inventory);
}

/// Notes a run of lines that are no entries, and adds what looks like a package in them.
fn note_lost<'a>(
    lines: Option<Span>,
    guesses: &mut Vec<Package<'a>>,
    text: &str,
    inventory: &mut Inventory<'a>,
) {
    let Some(span) = lines else { return };
    let lost = &text.as_bytes()[span.start as usize..span.end as usize];
    let count = 1 + memchr::memchr_iter(b'\n', lost).count();
    let message = match (guesses.is_empty(), count) {
        (true, 1) => "expected an entry such as `name@1.2.3`; this line was not read".into(),
        (true, _) => {
            format!("expected entries such as `name@1.2.3`; these {count} lines were not read")
        }
        (false, _) => {
            format!("these lines are prose ({count}): only what looks like `name@1.2.3` was read")
        }
    };
    inventory.error("line", message, span);
    guesses.drain(..).for_each(|package| inventory.push(package));
}
