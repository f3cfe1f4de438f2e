//! Prose with packages in it: a README, a chat message, a log. The last resort of all formats.
//!
//! - Package URLs are read wherever they stand, with high confidence.
//! - `name@1.2.3`, `@scope/name@latest`, `name==1.2.3` and `host/path@v1.2.3` are taken for packages
//!   of npm, PyPI and Go wherever they stand as words of their own: guesses, of low confidence.
//! - What a fence (```` ``` ````) or a word in backticks holds is code. A block that some format
//!   knows well (the configuration of a host, a manifest) is read by that format; otherwise its
//!   lines are commands that install or start something, or prose. The rules for configurations are
//!   not held against such a block: it shows how one could look.
//! - Nothing else is looked for, and a note says so.

use super::{entry, line, once};
use crate::input::mcp::{command_line, deep_link};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, detect_well, purl};
use crate::launch::{npm_spec, pep508};
use crate::package::{Confidence, Ecosystem, Package, Requirement};

/// See the module.
pub(crate) const FORMAT: Format =
    Format { id: "prose", title: "prose", file_names: &[], sniff, parse, paths: Paths::None };

/// Blocks of one text that are held against the formats.
const MAX_BLOCKS: usize = 1_000;

/// Bytes of a name, and of a path in front of one, that are looked back over.
const MAX_NAME: usize = 214;

const GUESSES: &str = "this is prose: package URLs, code and what looks like `name@1.2.3` were \
                       looked for, and nothing else; what has low confidence is a guess";

/// Asked only when no other format fits.
fn sniff(head: &Head<'_>) -> Likeness {
    let mut found = Inventory::default();
    if head.json_keys.is_empty() && !head.text.trim_start().starts_with('<') {
        parse(head.text, &mut found);
    }
    match found.packages.is_empty() && found.servers.is_empty() {
        true => Likeness::No,
        false => Likeness::Possible,
    }
}

/// What stands around the blocks of code in a text; `None` when it has none, or nothing around
/// them but headings.
pub(crate) fn around_blocks(text: &str) -> Option<String> {
    let mut around = String::new();
    memchr::memmem::find(text.as_bytes(), b"\n```")?;
    each(text, &mut |part| {
        if let Part::Line(line) = part
            && !line.starts_with('#')
        {
            around.extend([line, "\n"]);
        }
    });
    (!around.trim_ascii().is_empty()).then_some(around)
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut prose = Prose { text, guesses: Vec::new(), blocks: 0 };
    each(text, &mut |part| match part {
        Part::Line(line) => prose.line(&Text::of(line, text), inventory),
        Part::Block(block) => prose.block(block, inventory),
    });
    once::push_once(prose.guesses.into_iter().map(Some).collect(), &[], inventory);
    inventory.note(Level::Warning, "guesses", GUESSES, None);
}

/// What a text consists of: lines without the space around them, and blocks between fences.
enum Part<'a> {
    Line(&'a str),
    Block(&'a str),
}

fn each<'a>(text: &'a str, with: &mut dyn FnMut(Part<'a>)) {
    let mut fence: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_ascii();
        let mark = run(content);
        match fence {
            Some((from, open)) if mark.starts_with(open) && mark == content => {
                fence = None;
                with(Part::Block(&text[from..start]));
            }
            Some(_) => {}
            None if mark.len() >= 3 => fence = Some((at, mark)),
            None => with(Part::Line(content)),
        }
    }
    if let Some((from, _)) = fence {
        with(Part::Block(&text[from..]));
    }
}

/// The backticks or tildes that a line begins with.
fn run(line: &str) -> &str {
    let first = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'));
    let length = line.bytes().take_while(|byte| Some(*byte) == first).count();
    &line[..length]
}

struct Prose<'a> {
    text: &'a str,
    guesses: Vec<Package<'a>>,
    blocks: usize,
}

impl<'a> Prose<'a> {
    fn block(&mut self, block: &'a str, inventory: &mut Inventory<'a>) {
        self.blocks += 1;
        let known = if self.blocks <= MAX_BLOCKS { detect_well(block) } else { None };
        if let Some(format) = known.filter(|format| format.id != "list") {
            let mut found = Inventory::default();
            (format.parse)(block, &mut found);
            let start = block.as_ptr() as usize - self.text.as_ptr() as usize;
            return inventory.take_part(found, start);
        }
        for content in command_line::lines(block) {
            let content = Text::of(content.trim_ascii(), self.text);
            if !entry::command(&line::strip(&content), inventory) {
                scan(&content, &mut self.guesses);
            }
        }
    }

    /// A line outside of fences; between backticks it can hold commands.
    fn line(&mut self, line: &Text<'a>, inventory: &mut Inventory<'a>) {
        if deep_link::read(line, inventory) {
            return;
        }
        for (index, part) in line.value.split('`').enumerate() {
            let part = line.slice(part);
            if index % 2 == 0 || !entry::command(&part, inventory) {
                scan(&part, &mut self.guesses);
            }
        }
    }
}

/// Finds what looks like packages in a line.
pub(super) fn scan<'a>(line: &Text<'a>, found: &mut Vec<Package<'a>>) {
    let bytes = line.value.as_bytes();
    // What stands in front of this place is taken.
    let (mut floor, mut at, mut word_end) = (0, 0, 0);
    while let Some(step) = memchr::memchr3(b'@', b'=', b':', &bytes[at..]) {
        let mark = at + step;
        at = mark + 1;
        let hit = match bytes[mark] {
            b':' => package_url(line, floor, mark, &mut word_end),
            b'=' => python(line, floor, mark),
            _ => versioned(line, floor, mark),
        };
        if let Some((package, end)) = hit {
            found.push(package);
            (floor, at) = (end, end);
        }
    }
}

/// A package and where it ends.
type Hit<'a> = Option<(Package<'a>, usize)>;

/// Bytes of a package URL; longer ones are none.
const MAX_URL: usize = 1_024;

/// `pkg:npm/zod@3.23.8`. Where the word around it ends is looked for once, so that a line of nothing but
/// `pkg:` is not read to its end from each of them.
fn package_url<'a>(line: &Text<'a>, floor: usize, mark: usize, word_end: &mut usize) -> Hit<'a> {
    let bytes = line.value.as_bytes();
    let start = mark.checked_sub(3).filter(|start| *start >= floor)?;
    let is_word = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
    if !is_word || !bytes[start..mark].eq_ignore_ascii_case(b"pkg") {
        return None;
    }
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>()[]{}|\\,;".contains(byte);
    if *word_end <= mark {
        *word_end = bytes[mark..].iter().position(ends).map_or(bytes.len(), |at| mark + at);
    }
    if *word_end - start >= MAX_URL {
        return None;
    }
    let end = trimmed(bytes, mark, *word_end, b".:!?*");
    Some((purl::read(&line.part(start..end))?, end))
}

/// `name==1.2.3`, `name[extra]==1.2.3`.
fn python<'a>(line: &Text<'a>, floor: usize, mark: usize) -> Hit<'a> {
    let bytes = line.value.as_bytes();
    if bytes.get(mark + 1) != Some(&b'=') {
        return None;
    }
    let version = mark + 2;
    let end = version_end(bytes, version, b".+!-*");
    let (mut name, in_sight) = (mark, mark.saturating_sub(MAX_NAME).max(floor));
    if name > in_sight && bytes[name - 1] == b']' {
        name = in_sight + memchr::memrchr(b'[', &bytes[in_sight..name])?;
    }
    let start = name_start(bytes, in_sight, name);
    let stands_alone = start == floor || !b"@/\\:$%&+#=!<>".contains(&bytes[start - 1]);
    if !stands_alone || start == name || !is_version(&bytes[version..end]) {
        return None;
    }
    guess(pep508::of_requirement(&line.part(start..end))?, end)
}

/// `name@1.2.3`, `@scope/name@1`, `name@latest`, `host/path@v1.2.3`.
fn versioned<'a>(line: &Text<'a>, floor: usize, mark: usize) -> Hit<'a> {
    let bytes = line.value.as_bytes();
    let is_range = matches!(bytes.get(mark + 1), Some(b'^' | b'~'));
    let version = mark + 1 + usize::from(is_range);
    let end = version_end(bytes, version, b".+-");
    let written = &line.value[version..end];
    let in_sight = mark.saturating_sub(MAX_NAME).max(floor);
    let mut start = name_start(bytes, in_sight, mark);
    if start == mark {
        return None;
    }
    let before = |at: usize| if at > floor { bytes[at - 1] } else { b' ' };
    if before(start) == b'/' {
        let scope = name_start(bytes, in_sight, start - 1);
        match before(scope) {
            b'@' if scope < start - 1 => start = scope - 1,
            _ if written.starts_with('v') => return go(line, in_sight, mark, end),
            // Addresses of files that come from npm, and pnpm's folders.
            _ if line.value[..start].ends_with("/npm/") => {}
            _ if line.value[..start].ends_with(".pnpm/") => {}
            _ => return None,
        }
    }
    let scoped = bytes[start] == b'@';
    let qualified = before(start) == b':' && line.value[..start].ends_with("npm:");
    let stands_alone =
        qualified || before(start) == b'/' || !b"@/\\:$%&+#".contains(&before(start));
    let numbers = npm_spec::exact(written) == Some(written) || is_version(written.as_bytes());
    let plain = written == "latest" || (scoped && written.bytes().all(|b| b.is_ascii_digit()));
    let goes_on = bytes.get(end).is_some_and(|byte| matches!(byte, b'@' | b'_'));
    if !stands_alone || goes_on || written.is_empty() || !(numbers || plain) {
        return None;
    }
    let package = npm_spec::of_argument(&line.part(start..end));
    let starts_well = scoped || bytes[start].is_ascii_alphanumeric();
    let fits = starts_well && package.name.bytes().any(|b| b.is_ascii_alphabetic());
    if fits && npm_spec::is_name(&package.name) { guess(package, end) } else { None }
}

/// `example.com/module@v1.2.3`.
fn go<'a>(line: &Text<'a>, floor: usize, mark: usize, end: usize) -> Hit<'a> {
    let bytes = line.value.as_bytes();
    let path = bytes[floor..mark].iter().rev();
    let length = path.take_while(|byte| is_in_name(byte) || matches!(byte, b'/' | b'~')).count();
    let name = line.part(mark - length..mark);
    let host = name.value.split('/').next().unwrap_or_default();
    let version = line.part(mark + 1..end);
    if !host.contains('.') || host.starts_with('.') || npm_spec::exact(&version.value).is_none() {
        return None;
    }
    let requirement = Requirement::exact(version.value);
    guess(Package::new(Ecosystem::Go, name.value, requirement, version.span), end)
}

fn guess(package: Package<'_>, end: usize) -> Hit<'_> {
    Some((Package { confidence: Confidence::Low, ..package }, end))
}

const fn is_in_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// Where the name begins that ends in front of `end`.
fn name_start(bytes: &[u8], floor: usize, end: usize) -> usize {
    end - bytes[floor..end].iter().rev().take_while(|byte| is_in_name(byte)).count()
}

/// Where the version ends that begins at `start`; a full stop behind it ends the sentence.
fn version_end(bytes: &[u8], start: usize, marks: &[u8]) -> usize {
    let rest = bytes.get(start..).unwrap_or_default().iter();
    let fits = |byte: &&u8| byte.is_ascii_alphanumeric() || marks.contains(byte);
    trimmed(bytes, start, start + rest.take_while(fits).count(), b".-+")
}

/// `end`, or what is left in front of it without `marks`.
fn trimmed(bytes: &[u8], start: usize, mut end: usize, marks: &[u8]) -> usize {
    while end > start && marks.contains(&bytes[end - 1]) {
        end -= 1;
    }
    end.min(bytes.len())
}

/// Two or three numbers between dots, with what can stand behind; four are an address.
fn is_version(version: &[u8]) -> bool {
    let numbers = version.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let dots = version[..numbers].iter().filter(|b| **b == b'.').count();
    version.first().is_some_and(u8::is_ascii_digit) && (1..3).contains(&dots)
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::input::text::Text;

    #[test]
    fn what_is_found_in_a_sentence() {
        for (line, expected) in [
            ("we use zod@3.23.8.", "npm zod 3.23.8"),
            (
                "(see @scope/name@1.2.3-rc.1, or `a@^2.0.0`)",
                "npm @scope/name 1.2.3-rc.1; npm a ^2.0.0",
            ),
            ("try mcp-remote@latest or @a/b@2", "npm mcp-remote latest; npm @a/b 2"),
            ("mcp[cli]==1.9.0 and starlette==0.27", "PyPI mcp 1.9.0; PyPI starlette 0.27"),
            ("pkg:npm/%40a/b@1.0.0, <pkg:pypi/mcp@1.9.0>.", "npm @a/b 1.0.0; PyPI mcp 1.9.0"),
            ("go get example.com/a/b@v1.2.3", "Go example.com/a/b v1.2.3"),
            ("https://cdn.example/npm/react@18.2.0/umd", "npm react 18.2.0"),
            ("node_modules/.pnpm/zod@3.23.8/node_modules/zod", "npm zod 3.23.8"),
            ("npm:zod@3.23.8 \u{2014} fine", "npm zod 3.23.8"),
            ("me@example.com, root@10.0.0.1, git@github.com:a/b, a@b", ""),
            ("https://user:pass@1.2.3/x ${A}@1.2.3 a/b@1.2.3", ""),
            ("if a == 1.5 && b===1.5 or x=1.5 or a==b or 1.2@1.2", ""),
            ("http://pkg:8080 xpkg:npm/a pkg: a@ @ == @1.2.3 node@22", ""),
        ] {
            let mut found = Vec::new();
            scan(&Text::of(line, line), &mut found);
            let shown = found.iter().map(|package| {
                let ecosystem = package.ecosystem.map_or("-", |ecosystem| ecosystem.name());
                format!("{ecosystem} {} {}", package.name, package.requirement.text)
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{line}");
        }
    }
}
