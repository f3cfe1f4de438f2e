//! `requirements.txt`: what a Python project asks for, and what `pip freeze` prints.
//!
//! Written by people, pip, pip-compile and uv.
//! <https://pip.pypa.io/en/stable/reference/requirements-file-format/>
//!
//! - A backslash at the end of a line joins it with the next; `--hash` usually stands there.
//! - `-r` and `-c` name other files. Those are not there to be read, and a note says so.
//! - A short option can be joined with its value (`-rother.txt`), and a line can have several.
//! - `${NAME}` is filled in by pip, so such a line has no known version.
//! - `# via` of pip-compile and uv says who needs the package: other packages by name, or the
//!   project by `-r file` or `name (pyproject.toml)`. `uv export` names the project itself, which
//!   it does not list. What editable code is, pip says in a comment above it.

use memchr::memchr;

use crate::input::json::is_conflict_marker;
use crate::input::lines::CONFLICT;
use crate::input::python;
use crate::input::python_needs::{Direct, Needs};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::pep508;
use crate::package::{Package, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "requirements-txt",
    title: "requirements.txt",
    file_names: &[
        "requirements*.txt",
        "*requirements.txt",
        "constraints*.txt",
        "requirements*.in",
        "*requirements.in",
        "requirements*.lock",
        "requirements/*.txt",
        "requirements/*.in",
    ],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let (mut all, mut fitting, mut names, mut telling) = (0, 0, 0, 0);
    let mut options = 0;
    for line in head.lines().filter(|line| !line.starts_with('#')).take(50) {
        let line = without_comment(line).trim_end_matches('\\');
        let (line, _) = without_options(line);
        let requirement = Text::of(unquote(line), line);
        let package = pep508::of_requirement(&requirement);
        let compares = package.as_ref().is_some_and(|package| !package.requirement.text.is_empty());
        let is_option = Opt::read(line).is_some();
        let place = pep508::before_marker(line);
        let is_place = !place.contains(' ') && pep508::of_place(&requirement).is_some();
        all += 1;
        options += usize::from(is_option);
        telling += usize::from(compares || is_option);
        names += usize::from(package.is_some());
        fitting += usize::from(compares || is_option || is_place || line.is_empty());
    }
    // Options leave no doubt about the format, so names alone fit as well.
    if options > 0 {
        fitting = fitting.max(names + options);
    }
    match (telling, fitting * 5 >= all * 4, fitting * 2 >= all || names == all) {
        (1.., true, _) => Likeness::Likely,
        (1.., _, true) => Likeness::Possible,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut file = File {
        text,
        needs: Needs::new(inventory),
        in_via: false,
        is_export: text.contains("uv export"),
        editable: None,
    };
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut lost_before = false;
    while !rest.is_empty() && !inventory.is_full() {
        let (line, after) = logical_line(rest);
        let lost = !file.read_line(line.trim_ascii(), inventory);
        if lost && (!lost_before || line.starts_with('-') || is_conflict_marker(line)) {
            note_lost(line.trim_ascii(), text, inventory);
        }
        (rest, lost_before) = (after, lost);
    }
    file.needs.finish(Direct::Unknown, inventory);
}

/// What the lines above say about those below.
struct File<'a> {
    text: &'a str,
    needs: Needs<'a>,
    /// Whether comments name those who need the last package.
    in_via: bool,
    /// Whether uv wrote the file for a project, whose own name stands in the comments.
    is_export: bool,
    /// What the next line installs, by a comment of pip.
    editable: Option<&'a str>,
}

/// Splits off a line together with those that it is continued on.
fn logical_line(text: &str) -> (&str, &str) {
    let mut start = 0;
    while let Some(length) = memchr(b'\n', &text.as_bytes()[start..]) {
        let line = &text[start..start + length];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let after = start + length + 1;
        if !line.ends_with('\\') || line.trim_ascii_start().starts_with('#') {
            return (&text[..start + line.len()], &text[after..]);
        }
        start = after;
    }
    (text, "")
}

impl<'a> File<'a> {
    /// Reads one line; `false` when it is not understood.
    fn read_line(&mut self, line: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let content = without_comment(line);
        let comment = line[content.len()..].trim_ascii_start().trim_start_matches('#');
        let is_read = if content.is_empty() {
            self.in_via &= !line.is_empty();
            true
        } else {
            self.in_via = false;
            match content.starts_with('-') {
                true => self.read_options(content, inventory),
                false => self.read_requirement(content, inventory),
            }
        };
        self.read_comment(comment.trim_ascii(), inventory);
        is_read
    }

    fn read_requirement(&mut self, line: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let (requirement, rest) = without_options(line);
        let text = Text::of(unquote(requirement), self.text);
        // What is continued can be the version.
        let package = match goes_on(requirement, rest) {
            true => self.read_joined(line),
            false => read(&text),
        };
        package.map(|package| self.add(package, inventory)).is_some()
    }

    /// Reads a requirement that goes on below, with its version at its place.
    fn read_joined(&self, line: &'a str) -> Option<Package<'a>> {
        let parts: Vec<_> = line.split(['\\', '\n']).map(str::trim_ascii).collect();
        let joined = parts.join(" ");
        let (joined, _) = without_options(&joined);
        let whole = Span::of(line, self.text);
        let mut package = read(&Text { value: joined.to_owned().into(), span: whole })?;
        let version = &*package.requirement.text;
        if let Some(at) = line.find(version).filter(|_| !version.is_empty()) {
            package.span = Span::of(&line[at..at + version.len()], self.text);
        }
        Some(package)
    }

    fn add(&mut self, package: Package<'a>, inventory: &mut Inventory<'a>) {
        self.needs.add(package.name.clone(), package, inventory);
    }

    /// Reads `# via name, other` and the lines below it, each with a name.
    fn read_comment(&mut self, comment: &'a str, inventory: &mut Inventory<'a>) {
        if comment.starts_with("Editable ") {
            self.editable = comment.split_once('(').and_then(|it| it.1.strip_suffix(')'));
        }
        let list = match comment.strip_prefix("via") {
            Some(list) if list.is_empty() || list.starts_with(' ') => list,
            _ if self.in_via => comment,
            _ => return,
        };
        self.in_via = true;
        let mut rest = list;
        while !rest.is_empty() {
            let (name, after) = rest.split_once(',').unwrap_or((rest, ""));
            let name = name.trim_ascii();
            let by_project = name.starts_with("-r") || name.contains('(');
            self.needs.asked_by(name, by_project, self.is_export, inventory);
            rest = after;
        }
    }

    /// Reads the options of a line; `false` when pip knows one of them not.
    fn read_options(&mut self, mut line: &'a str, inventory: &mut Inventory<'a>) -> bool {
        while !line.is_empty() {
            let Some(option) = Opt::read(line) else { return false };
            match option.takes {
                Takes::Place if !self.read_place(option.value, inventory) => return false,
                Takes::Index if !pep508::is_public_index(option.value) => {
                    let span = Span::of(line, self.text);
                    inventory.warning("other-index", python::OTHER_INDEX, span);
                }
                Takes::File => {
                    let span = Span::of(option.value, self.text);
                    inventory.error("include", python::INCLUDE, span);
                }
                _ => {}
            }
            line = option.rest.trim_start_matches(JOINTS);
        }
        true
    }

    /// Reads what is installed from its folder: code of the machine's own, or of a repository.
    fn read_place(&mut self, value: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let place = Text::of(value, self.text);
        let package = of_place(&place).or_else(|| pep508::of_requirement(&place));
        let Some(mut package) = package else { return false };
        if package.requirement.class == RequirementClass::Path {
            let known = self.editable.map(|known| Text::of(known, self.text));
            package = known.and_then(|known| pep508::of_requirement(&known)).unwrap_or(package);
            package.source = Source::Local;
        }
        self.editable = None;
        self.add(package, inventory);
        true
    }
}

/// A requirement, or a place.
fn read<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    pep508::of_requirement(text).or_else(|| of_place(text))
}

/// A URL or a path. What has a slash in it can be no name.
fn of_place<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let place = text.value.split(';').next().unwrap_or_default().trim_ascii();
    let is_path = || place.contains('/') && !place.contains([' ', ':', '\t', '<', '=']);
    pep508::of_place(text).or_else(|| is_path().then(|| pep508::of_path(text)))
}

/// Whether the part of a requirement that stands on the first line is not all of it.
fn goes_on(requirement: &str, rest: &str) -> bool {
    let is_continued = rest.starts_with(['\\']);
    let next = rest.trim_start_matches(JOINTS);
    let is_part = next.starts_with(['=', '<', '>', '!', '~', '[', '(', '@']);
    is_continued && (is_part || requirement.ends_with([',', '=', '<', '>', '@', '[']))
}

/// A comment starts at the beginning or behind space; `#egg=` in a URL is none.
fn without_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(length) = memchr(b'#', &bytes[at..]) {
        at += length;
        if at == 0 || bytes[at - 1].is_ascii_whitespace() {
            break;
        }
        at += 1;
    }
    if at < bytes.len() && bytes[at] == b'#' {
        line[..at].trim_ascii_end()
    } else {
        line.trim_ascii_end()
    }
}

/// Splits off ` --hash=…` and what else follows a requirement.
fn without_options(line: &str) -> (&str, &str) {
    let ends = |pair: &[u8]| {
        matches!(pair, [b' ' | b'\t', b'-', b'-'] | [b'\\', b'\n', _] | [b'\\', b'\r', b'\n'])
    };
    let end = line.as_bytes().windows(3).position(ends).unwrap_or(line.len());
    let (requirement, options) = line.split_at(end);
    (requirement.trim_end_matches(JOINTS), options)
}

/// What can stand between the parts of a line that is continued.
const JOINTS: [char; 5] = ['\\', ' ', '\t', '\r', '\n'];

/// What an option of a requirements file takes, and what it means for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// Nothing.
    Nothing,
    /// A value that names no package.
    Value,
    /// Another file.
    File,
    /// Where packages come from.
    Index,
    /// A folder or URL, up to the next option.
    Place,
}

const OPTIONS: &[(Takes, &[&str])] = &[
    (
        Takes::File,
        &["-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints"],
    ),
    (Takes::Place, &["-e", "--editable"]),
    (
        Takes::Index,
        &[
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "--default-index",
            "--index",
        ],
    ),
    (
        Takes::Value,
        &[
            "--hash",
            "--no-binary",
            "--only-binary",
            "--trusted-host",
            "--use-feature",
            "--global-option",
            "--install-option",
            "-C",
            "--config-settings",
        ],
    ),
    (
        Takes::Nothing,
        &[
            "--no-index",
            "--pre",
            "--prefer-binary",
            "--require-hashes",
            "--no-deps",
            "--no-build-isolation",
            "--process-dependency-links",
            "--always-unzip",
            "--no-use-wheel",
            "--use-wheel",
            "--no-build",
            "--emit-index-url",
        ],
    ),
];

/// An option at the start of a line, and what follows it there.
struct Opt<'a> {
    takes: Takes,
    value: &'a str,
    rest: &'a str,
}

impl<'a> Opt<'a> {
    /// Reads `--name value`, `--name=value`, `-n value` and `-nvalue`; `None` for anything that
    /// pip does not know.
    fn read(line: &'a str) -> Option<Self> {
        let (word, rest) = line.split_at(end_of_word(line));
        let (name, joined) = match word.strip_prefix("--") {
            Some(_) => word.split_once('=').map_or((word, None), |(name, v)| (name, Some(v))),
            None => {
                let name = word.get(..2)?;
                (name, Some(word[2..].trim_start_matches('=')).filter(|value| !value.is_empty()))
            }
        };
        let takes = takes(name)?;
        let rest = rest.trim_start();
        Some(match (takes, joined) {
            (Takes::Nothing, None) => Self { takes, value: "", rest },
            (Takes::Nothing, Some(_)) => return None,
            (Takes::Place, _) => {
                // The value can hold spaces: `-e name @ URL`.
                let start = joined.unwrap_or(rest).as_ptr() as usize - line.as_ptr() as usize;
                let (value, rest) = without_options(&line[start..]);
                Self { takes, value: unquote(value), rest: rest.trim_start() }
            }
            (_, Some(value)) => Self { takes, value: unquote(value), rest },
            (_, None) => {
                let (value, rest) = rest.split_at(end_of_value(rest));
                Self { takes, value: unquote(value), rest: rest.trim_start() }
            }
        })
    }
}

/// The end of a word, or of what stands between quotes.
fn end_of_value(text: &str) -> usize {
    let quoted =
        ['"', '\''].iter().find_map(|quote| Some(text.strip_prefix(*quote)?.find(*quote)? + 2));
    quoted.unwrap_or_else(|| end_of_word(text))
}

fn end_of_word(line: &str) -> usize {
    line.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(line.len())
}

/// pip takes the beginning of a long name for the whole.
fn takes(name: &str) -> Option<Takes> {
    let find = |fits: &dyn Fn(&str) -> bool| {
        OPTIONS.iter().find(|(_, names)| names.iter().any(|n| fits(n))).map(|(takes, _)| *takes)
    };
    find(&|known| known == name)
        .or_else(|| find(&|known| name.len() > 3 && known.starts_with(name)))
}

/// What stands between quotes, or all of it.
fn unquote(text: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text)
}

fn note_lost(line: &str, text: &str, inventory: &mut Inventory<'_>) {
    let (code, message) = if is_conflict_marker(line) {
        ("syntax", CONFLICT)
    } else if line.starts_with('-') {
        (
            "line",
            "expected an option that pip knows, such as `-r file`; what stands here was not read",
        )
    } else {
        ("line", "expected a requirement such as `name==1.2.3`; what stands here was not read")
    };
    inventory.error(code, message, Span::of(line, text));
}
