//! What to write instead: the word of a command line that names a package, with another version.
//!
//! It reads the text around the place of a package, as JSON, YAML, TOML and shells quote words, and
//! keeps the spelling of whoever wrote it. `uvx name` becomes `name@1.2.3`, and behind `--from`,
//! where only requirements may stand, `name==1.2.3`. The whole list of arguments is shown when it
//! stands on one line, with everything left out that could be a secret. Where the text does not
//! say what the reader took from it (escapes, placeholders, defaults), nothing is proposed.

use core::ops::Range;

use super::redact::{self, HIDDEN};
use super::url::Url;
use super::{base_name, is_runner};
use crate::package::{Confidence, Ecosystem, Package, RequirementClass, Source};
use crate::report::Edit;

/// How far around a package the text is looked at. A line of a megabyte would otherwise be walked
/// for each of its packages.
const MAX_LINE_BYTES: usize = 2_000;

/// How `package`, which stands in `text`, is written with this version; `None` where that cannot
/// be told, or where no command line starts it.
pub(crate) fn edit(text: &str, package: &Package<'_>, version: &str) -> Option<Edit> {
    let span = package.span.start as usize..package.span.end as usize;
    let place = Place::new(text, span)?;
    let sure = package.source == Source::Registry && package.confidence == Confidence::High;
    let (at, version) = place.change(package, version).filter(|_| sure)?;
    let before = place.line.get(place.word.start..at.start)?;
    let behind = place.line.get(at.end..place.word.end)?.trim_end_matches('@');
    let token = [before, &version, behind].concat();
    let line = place.arguments(&token, &package.name);
    (is_plain(before) && is_plain(behind)).then_some(Edit { token, line })
}

/// Whether what stands around a version is only a name, an option and marks.
fn is_plain(text: &str) -> bool {
    let parts = || text.split(['@', '/', ':', '=', ',', '[', ']', '<', '>']);
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~+^".contains(&b);
    parts().all(|part| part.bytes().all(plain) && !redact::is_secret(part))
}

/// A package in the text of a line, all offsets counted from its beginning.
struct Place<'t> {
    /// What stands in front of the line.
    above: &'t str,
    /// The line, or what is near of a long one.
    line: &'t str,
    is_whole: bool,
    /// The version, or the name where there is no version.
    span: Range<usize>,
    /// The whole word around it.
    word: Range<usize>,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, span: Range<usize>) -> Option<Self> {
        let (above, _) = (text.get(..span.start)?, text.get(span.end..)?);
        let near = text.ceil_char_boundary(span.start.saturating_sub(MAX_LINE_BYTES));
        let start = above[near..].rfind('\n').map(|end| near + end + 1);
        let far = text.floor_char_boundary(span.end.saturating_add(MAX_LINE_BYTES));
        let end = text[span.end..far].find('\n').map_or(far, |end| span.end + end);
        let is_whole = (start.is_some() || near == 0) && (end < far || far == text.len());
        let start = start.unwrap_or(near);
        let line = &text[start..end];
        let span = span.start - start..span.end - start;
        let word_end = line[span.end..].find(ends_word).map_or(line.len(), |end| span.end + end);
        let word = word_start(&line[..span.start])..word_end;
        Some(Self { above: &text[..start], line, is_whole, span, word })
    }

    /// What to replace, and by what.
    fn change(&self, package: &Package<'_>, version: &str) -> Option<(Range<usize>, String)> {
        use RequirementClass as Class;
        let ecosystem = package.ecosystem?;
        let (runner, behind) = (self.runner(package)?, self.option());
        let written = &self.line[self.span.clone()];
        let version = match ecosystem {
            Ecosystem::Go => ["v", version.trim_start_matches('v')].concat(),
            _ => version.to_owned(),
        };
        let class = package.requirement.class;
        if class == Class::None {
            let mark = mark(ecosystem, &runner, behind)?;
            let end = self.behind_extras();
            let is_name = ecosystem.normalize(written) == package.name;
            return is_name.then(|| (end..end, [mark, &version].concat()));
        }
        let mark = match (ecosystem, class) {
            (Ecosystem::PyPI, Class::Range) => "==",
            (_, Class::Exact | Class::ExactPrerelease | Class::Range | Class::Wildcard)
            | (_, Class::DistTag | Class::DistTagLatest) => "",
            _ => return None,
        };
        let same = written == package.requirement.text;
        same.then(|| (self.span.clone(), [mark, &version].concat()))
    }

    /// The end of the name with the extras behind it: `name[cli]`.
    fn behind_extras(&self) -> usize {
        let rest = &self.line[self.span.end..self.word.end];
        let extras = rest.starts_with('[').then(|| rest.find(']')).flatten();
        self.span.end + extras.map_or(0, |end| end + 1)
    }

    /// The program that starts the package: that of its entry, or one in front of it on the line.
    fn runner(&self, package: &Package<'_>) -> Option<String> {
        if let Some(launch) = &package.launch {
            return Some(launch.runner.to_string());
        }
        let mut words = self.line[..self.word.start].split(ends_word);
        words.rfind(|word| is_runner(word)).map(base_name)
    }

    /// The option that the word belongs to: `--from` of `--from=name`, or the word in front.
    fn option(&self) -> &'t str {
        let joined = self.line[self.word.clone()].split_once('=').map_or("", |(name, _)| name);
        if joined.starts_with("--") {
            return joined;
        }
        let mut before = [&self.line[..self.word.start], self.above].into_iter();
        let last = |text: &'t str| {
            let words = |text: &'t str| text.rsplit(|c| ends_word(c) || c == ',');
            // A dash alone starts an item of YAML.
            words(&text[text.ceil_char_boundary(text.len().saturating_sub(MAX_LINE_BYTES))..])
                .find(|word| !["", "-", "["].contains(word))
        };
        before.find_map(last).unwrap_or_default()
    }

    /// The list of arguments with this word instead, when all of it stands on the line.
    fn arguments(&self, token: &str, name: &str) -> Option<String> {
        let strings = strings(self.line);
        let whole = strings.iter().position(|string| *string == self.word && self.is_whole)?;
        let (open, close) = self.brackets(&strings, whole)?;
        let mut shown = self.line[key_start(&self.line[..open])?..=open].to_owned();
        let (mut done, mut previous) = (open + 1, "");
        let inside = |string: &&Range<usize>| (open..close).contains(&string.start);
        for string in strings.iter().filter(inside) {
            let word = &self.line[string.clone()];
            shown.push_str(separators(&self.line[done..string.start])?);
            match *string == self.word {
                true => shown.push_str(token),
                false => push_shown(&mut shown, word, previous, name),
            }
            (done, previous) = (string.end, word);
        }
        shown.push_str(separators(&self.line[done..close])?);
        Some(shown + "]")
    }

    /// The brackets around one of the strings of the line.
    fn brackets(&self, strings: &[Range<usize>], at: usize) -> Option<(usize, usize)> {
        let before = |at: usize| {
            let from = at.checked_sub(1).map_or(0, |at| strings[at].end);
            Some(from + self.line[from..strings[at].start].rfind('[')?)
        };
        let behind = |at: usize| {
            let from = strings[at].end;
            let to = strings.get(at + 1).map_or(self.line.len(), |next| next.start);
            Some(from + self.line[from..to].find(']')?)
        };
        Some(((0..=at).rev().find_map(before)?, (at..strings.len()).find_map(behind)?))
    }
}

/// Where the word starts that `text` ends in.
fn word_start(text: &str) -> usize {
    text.rfind(ends_word).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

const fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ';' | '&' | '|' | '(' | ')' | '{' | '}')
}

/// How a version is written behind a bare name.
fn mark(ecosystem: Ecosystem, runner: &str, option: &str) -> Option<&'static str> {
    let requirement = ["--from", "--with", "-w", "--spec"].contains(&option);
    match (ecosystem, runner) {
        (Ecosystem::PyPI, "uvx" | "uv" | "pipx") if requirement || runner == "pipx" => Some("=="),
        (Ecosystem::PyPI, "uvx" | "uv") | (Ecosystem::NuGet, "dnx") | (Ecosystem::Go, "go") => {
            Some("@")
        }
        (Ecosystem::Npm, "npx" | "npm" | "bunx" | "bun" | "pnpm" | "pnpx" | "pnx" | "yarn") => {
            Some("@")
        }
        _ => None,
    }
}

/// What stands between the quotes of a line, escapes included.
fn strings(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut open, mut escaped) = (None, false);
    for (at, byte) in line.bytes().enumerate() {
        match open {
            None if byte == b'"' || byte == b'\'' => open = Some((byte, at + 1)),
            Some((quote, start)) if byte == quote && !escaped => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    found
}

/// What stands between two words of a list, when it is nothing else: a comment can say anything.
fn separators(text: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | '"' | '\'');
    text.chars().all(plain).then_some(text)
}

/// Where the key of a list starts: `"args": `, `args = `.
fn key_start(before: &str) -> Option<usize> {
    let key = before.trim_end().trim_end_matches([':', '=']).trim_end();
    let name = key.trim_end_matches(['"', '\'']);
    let name = ["args", "command", "cmd"].into_iter().find(|known| name.ends_with(known))?;
    let quoted = key.ends_with(['"', '\'']);
    key.len().checked_sub(name.len() + 2 * usize::from(quoted))
}

/// Adds a word of a command line, as far as it may be shown.
fn push_shown(shown: &mut String, word: &str, previous: &str, name: &str) {
    let value = previous.starts_with('-') && previous != "--" && !is_runner(word);
    if let Some(url) = Url::read(word) {
        let place = url.place();
        let whole = word.strip_prefix(url.scheme).and_then(|rest| rest.strip_prefix("://"));
        let cut = whole.is_none_or(|whole| whole.trim_end_matches('/') != place);
        shown.extend([url.scheme, "://", &place, if cut { HIDDEN } else { "" }]);
    } else if is_option(word) || (!value && is_harmless(word, name)) {
        shown.push_str(word);
    } else {
        shown.push_str(HIDDEN);
    }
}

/// `-y`, `--transport`: an option without a value in it.
fn is_option(word: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let long = word.strip_prefix("--").is_some_and(|name| plain(name) && !redact::is_secret(name));
    let short = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    long || word.strip_prefix('-').is_some_and(short)
}

/// A program, the name of the package, or a path without anything in it that looks like a key.
fn is_harmless(word: &str, name: &str) -> bool {
    let subcommands = ["exec", "x", "dlx", "run", "tool", "/c", "/C"];
    let starts = ["/", "./", "../", "~/", ".\\", "C:\\", "${workspaceFolder}/"];
    let is_path = starts.iter().any(|start| word.starts_with(start)) && redact::path(word) == word;
    let is_program = is_runner(word) && redact::is_command(word);
    word == name || subcommands.contains(&word) || is_program || is_path
}

#[cfg(test)]
mod tests {
    use super::{edit, strings};
    use crate::input::{Format, Inventory};

    /// The word and the line that are proposed for version 9.9.9 of the first package of a text.
    fn proposed(format: &str, text: &str) -> Option<(String, Option<String>)> {
        let mut inventory = Inventory::default();
        (Format::by_id(format).unwrap().parse)(text, &mut inventory);
        edit(text, inventory.packages.first()?, "9.9.9").map(|edit| (edit.token, edit.line))
    }

    fn entry(command: &str, args: &str) -> String {
        format!(
            r#"{{ "mcpServers": {{ "a": {{ "command": "{command}", "args": {args}, "env": {{"K": "hunter2"}} }} }} }}"#
        )
    }

    #[test]
    fn a_package_is_pinned_in_the_spelling_of_its_runner() {
        for (command, args, token) in [
            ("npx", r#"["-y", "foo"]"#, "foo@9.9.9"),
            ("npx", r#"["-y", "foo@"]"#, "foo@9.9.9"),
            ("npx", r#"["-y", "@s/foo@^1.0"]"#, "@s/foo@9.9.9"),
            ("npx", r#"["-y", "foo@latest"]"#, "foo@9.9.9"),
            ("npx", r#"["-y", "foo@v1.2.3"]"#, "foo@v9.9.9"),
            ("npx", r#"["x@npm:foo@1"]"#, "x@npm:foo@9.9.9"),
            ("cmd", r#"["/c", "npx", "-y", "foo@1.0.0"]"#, "foo@9.9.9"),
            ("npx", r#"["--package=foo@1.0.0", "bin"]"#, "--package=foo@9.9.9"),
            ("bash", r#"["-c", "cd x && npx -y foo --key hunter2"]"#, "foo@9.9.9"),
            ("uvx", r#"["foo"]"#, "foo@9.9.9"),
            ("uvx", r#"["Foo_Bar[cli]"]"#, "Foo_Bar[cli]@9.9.9"),
            ("uvx", r#"["foo@1.0"]"#, "foo@9.9.9"),
            ("uvx", r#"["foo==1.0"]"#, "foo==9.9.9"),
            ("uvx", r#"["--from", "foo", "bar"]"#, "foo==9.9.9"),
            ("uvx", "[\n  \"--from\",\n  \"foo[cli]>=1.2,<2\",\n  \"bar\"\n]", "foo[cli]==9.9.9"),
            ("uvx", "[\n  \"--from\",\n  \"foo\"\n]", "foo==9.9.9"),
            ("uvx", r#"["--from=foo", "bar"]"#, "--from=foo==9.9.9"),
            ("uv", r#"["run", "--with", "foo", "server.py"]"#, "foo==9.9.9"),
            ("pipx", r#"["run", "foo"]"#, "foo==9.9.9"),
        ] {
            let text = entry(command, args);
            let found = proposed("mcp-config", &text).map(|(token, _)| token);
            assert_eq!(found.as_deref(), Some(token), "{command} {args}");
        }
    }

    #[test]
    fn what_the_text_does_not_spell_out_is_left_alone() {
        for (command, args) in [
            ("npx", r#"["-y", "foo@${V}"]"#),
            ("npx", r#"["-y", "${P:-foo@1.0.0}"]"#),
            ("npx", r#"["-y", "fo\u006f"]"#),
            ("npx", r#"["-y", "github:user/foo"]"#),
            ("npx", r#"["--unknown", "foo@1.0.0"]"#),
            ("python", r#"["-m", "foo"]"#),
            ("node", r#"["node_modules/foo/index.js"]"#),
            ("docker", r#"["run", "foo:1.0"]"#),
            ("foo", "[]"),
        ] {
            assert_eq!(proposed("mcp-config", &entry(command, args)), None, "{command} {args}");
        }
        assert_eq!(proposed("list", "foo@1.0.0"), None, "no command line");
    }

    #[test]
    fn a_list_on_one_line_is_shown_whole_without_secrets() {
        for (args, line) in [
            (r#"["-y", "foo"]"#, r#"["-y", "foo@9.9.9"]"#),
            (r#"[ "-y","foo@1.0.0" , ]"#, r#"[ "-y","foo@9.9.9" , ]"#),
            (r#"["foo", "https://h.example/mcp"]"#, r#"["foo@9.9.9", "https://h.example/mcp"]"#),
            (
                r#"["foo", "https://u:hunter2@h.example/mcp?k=hunter2"]"#,
                r#"["foo@9.9.9", "https://h.example/mcp…"]"#,
            ),
            (
                r#"["foo", "--api-key", "hunter2", "--port", "80"]"#,
                r#"["foo@9.9.9", "--api-key", "…", "--port", "…"]"#,
            ),
            (
                r#"["foo", "--api-key=hunter2", "-phunter2", "hunter2"]"#,
                r#"["foo@9.9.9", "…", "…", "…"]"#,
            ),
            (
                r#"["foo", "--token", "/hunter2", "/srv/files", "./NDU2Nzg5MGFiY2RlZmdo"]"#,
                r#"["foo@9.9.9", "--token", "…", "/srv/files", "…"]"#,
            ),
            (r#"["foo", "say \"hunter2\" ]"]"#, r#"["foo@9.9.9", "…"]"#),
        ] {
            let (_, found) = proposed("mcp-config", &entry("npx", args)).unwrap();
            assert_eq!(found, Some(format!("\"args\": {line}")), "{args}");
        }
        for args in [
            "[\n  \"-y\",\n  \"foo\"\n]",
            r#"["foo" /* hunter2 */]"#,
            "[\"-y\", \"foo\", // hunter2\n ]",
            r#"["foo", 4711]"#,
        ] {
            let (_, found) = proposed("mcp-config", &entry("npx", args)).unwrap();
            assert_eq!(found, None, "{args}");
        }
    }

    #[test]
    fn of_a_long_line_only_the_word_is_shown() {
        let many = format!(r#"["foo@1.0.0", {}"end"]"#, r#""word", "#.repeat(1_000));
        let (token, line) = proposed("mcp-config", &entry("npx", &many)).unwrap();
        assert_eq!((&*token, line), ("foo@9.9.9", None));
    }

    #[test]
    fn a_pasted_command_line_is_a_launch_too() {
        for (line, token) in [
            ("npx -y foo --key hunter2", "foo@9.9.9"),
            ("uvx --from foo bar", "foo==9.9.9"),
            ("$ npx -y foo@1.0.0", "foo@9.9.9"),
        ] {
            let found = proposed("list", line);
            assert_eq!(found, Some((token.to_owned(), None)), "{line}");
        }
    }

    #[test]
    fn strings_of_a_line() {
        let line = r#"a "b\"c" 'd"e' "f"#;
        let found: Vec<_> = strings(line).into_iter().map(|string| &line[string]).collect();
        assert_eq!(found, [r#"b\"c"#, "d\"e"]);
    }
}
