//! `requirements.txt`: what a Python project asks for, and what `pip freeze` prints.
//!
//! Written by people, pip, pip-compile and uv.
//! <https://pip.pypa.io/en/stable/reference/requirements-file-format/>
//!
//! - A backslash at the end of a line joins it with the next; `--hash` usually stands there.
//! - `-r` and `-c` name other files. Those are not there to be read, and a note says so.
//! - `${NAME}` is filled in by pip, so such a line has no known version.

use crate::input::json::is_conflict_marker;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths};
use crate::launch::pep508;
use crate::package::Span;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "requirements-txt",
    title: "requirements.txt",
    file_names: &["requirements*.txt", "*requirements.txt", "constraints*.txt", "requirements*.in"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let (mut all, mut fitting, mut compared) = (0, 0, 0);
    for line in head.lines().filter(|line| !line.starts_with('#')).take(50) {
        let (line, _) = without_options(line.trim_end_matches('\\'));
        let package = pep508::of_requirement(&Text::of(line, line));
        let compares = package.is_some_and(|package| !package.requirement.text.is_empty());
        all += 1;
        compared += usize::from(compares);
        fitting += usize::from(compares || line.starts_with('-') || line.is_empty());
    }
    match (compared, fitting * 5 >= all * 4, fitting * 2 >= all) {
        (1.., true, _) => Likeness::Likely,
        (1.., _, true) => Likeness::Possible,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut lost_before = false;
    while !rest.is_empty() {
        let (line, after) = logical_line(rest);
        let lost = !read_line(line.trim(), text, inventory);
        if lost && (!lost_before || is_conflict_marker(line)) {
            note_lost(line.trim(), text, inventory);
        }
        (rest, lost_before) = (after, lost);
    }
}

/// Splits off a line together with those that it is continued on.
fn logical_line(text: &str) -> (&str, &str) {
    for (end, _) in text.match_indices('\n') {
        let line = text[..end].trim_end_matches('\r');
        let last = line.rsplit('\n').next().unwrap_or(line).trim_start();
        if !line.ends_with('\\') || last.starts_with('#') {
            return (line, &text[end + 1..]);
        }
    }
    (text, "")
}

/// Reads one line; `false` when it is not understood.
fn read_line<'a>(line: &'a str, text: &'a str, inventory: &mut Inventory<'a>) -> bool {
    let line = without_comment(line);
    if line.is_empty() {
        return true;
    }
    if line.starts_with('-') {
        return read_option(line, text, inventory);
    }
    let (requirement, _) = without_options(line);
    let requirement = Text::of(requirement, text);
    let package = pep508::of_requirement(&requirement).or_else(|| pep508::of_place(&requirement));
    package.map(|package| inventory.push(package)).is_some()
}

/// A comment starts at the beginning or behind space; `#egg=` in a URL is none.
fn without_comment(line: &str) -> &str {
    let comment = line
        .match_indices('#')
        .find(|(at, _)| *at == 0 || line[..*at].ends_with(|c: char| c.is_whitespace()));
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end()
}

/// Splits off ` --hash=…` and what else follows a requirement.
fn without_options(line: &str) -> (&str, &str) {
    let end = [" --", "\t--", "\\\n", "\\\r\n"].iter().filter_map(|mark| line.find(mark)).min();
    let (requirement, options) = line.split_at(end.unwrap_or(line.len()));
    (requirement.trim_end_matches(|c: char| c == '\\' || c.is_whitespace()), options)
}

/// Reads `-r file`, `--index-url URL`, `-e ./path`; unknown options are no packages.
fn read_option<'a>(line: &'a str, text: &'a str, inventory: &mut Inventory<'a>) -> bool {
    let end = line.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(line.len());
    let (name, value) = (&line[..end], line[end..].trim_start_matches(['=', ' ', '\t']));
    match name {
        "-e" | "--editable" => {
            let source = Text::of(value, text);
            let package = pep508::of_place(&source).or_else(|| pep508::of_requirement(&source));
            return package.map(|package| inventory.push(package)).is_some();
        }
        "-r" | "--requirement" | "-c" | "--constraint" => {
            let message = "this names another file, which was not followed";
            inventory.note(Level::Info, "include", message, Some(Span::of(line, text)));
        }
        "-i" | "--index-url" | "--extra-index-url" | "-f" | "--find-links"
            if !pep508::is_public_index(value) =>
        {
            let message = "packages can come from another index, which advisories do not know";
            inventory.warning("other-index", message, Span::of(line, text));
        }
        _ => {
            return name.len() > 1 && name.trim_start_matches('-').starts_with(char::is_alphabetic);
        }
    }
    true
}

fn note_lost(line: &str, text: &str, inventory: &mut Inventory<'_>) {
    let message = if is_conflict_marker(line) {
        "a merge conflict marker: settle the conflict first; both sides were read"
    } else {
        "expected a requirement such as `name==1.2.3`; what stands here was not read"
    };
    inventory.error("syntax", message, Span::of(line, text));
}
