//! What to write instead: the word of a command line that names a package, with another version.
//!
//! It reads the text around the place of a package, as JSON, YAML, TOML and shells quote words, and
//! keeps the spelling of whoever wrote it. `uvx name` becomes `name@1.2.3`, and behind `--from`,
//! where only requirements may stand, `name==1.2.3`. The whole list of arguments is shown when it
//! stands on one line, with everything left out that could be a secret. Where the text does not
//! say what the reader took from it (escapes, placeholders, defaults), nothing is proposed.

use core::ops::Range;
use std::borrow::Cow;

use super::redact::{self, HIDDEN};
use super::url::Url;
use super::{base_name, is_runner};
use crate::package::{Confidence, Ecosystem, Package, RequirementClass, Source};
use crate::report::Edit;
use crate::words::Words;

/// How far around a package the text is looked at. A line of a megabyte would otherwise be walked
/// for each of its packages.
const MAX_LINE_BYTES: usize = 2_000;

/// How `package`, which stands in `text`, is written with this version; `None` where that cannot
/// be told, or where no command line starts it.
pub(crate) fn edit(text: &str, package: &Package<'_>, version: &str) -> Option<Edit> {
    let sure = package.source == Source::Registry && package.confidence == Confidence::High;
    let place = Place::new(text, package).filter(|_| sure)?;
    let (at, version) = place.change(package, version)?;
    let before = text.get(place.word.start..at.start)?;
    let behind = text.get(at.end..place.word.end)?.trim_end_matches('@');
    let token = [before, &version, behind].concat();
    let line = place.arguments(&token, &package.name);
    (is_plain(before) && is_plain(behind)).then_some(Edit { token, line })
}

/// Whether what stands around a version is only a name, an option and marks.
fn is_plain(text: &str) -> bool {
    let mark: fn(char) -> bool = |c| "@/:=,[]<>".contains(c);
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~+^".contains(&b);
    text.split(mark).all(|part| part.bytes().all(plain) && !redact::is_secret(part))
}

/// A package in its text.
struct Place<'t> {
    text: &'t str,
    /// The version, or the name where there is no version.
    span: Range<usize>,
    /// The whole word around it.
    word: Range<usize>,
    /// Where what is looked at begins and ends.
    near: Range<usize>,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, package: &Package<'_>) -> Option<Self> {
        let span = package.span.start as usize..package.span.end as usize;
        text.get(span.clone())?;
        let near = text.ceil_char_boundary(span.start.saturating_sub(MAX_LINE_BYTES))
            ..text.floor_char_boundary(span.end + MAX_LINE_BYTES);
        let bytes = text.as_bytes();
        let before = bytes[near.start..span.start].iter().rposition(|b| ends_word(*b));
        let behind = bytes[span.end..near.end].iter().position(|b| ends_word(*b));
        let word = before.map_or(near.start, |at| near.start + at + 1)
            ..behind.map_or(near.end, |at| span.end + at);
        Some(Self { text, span, word, near })
    }

    /// What to replace, and by what.
    fn change(&self, package: &Package<'_>, version: &str) -> Option<(Range<usize>, String)> {
        use RequirementClass as Class;
        let ecosystem = package.ecosystem?;
        let (runner, behind) = (self.runner(package)?, self.option());
        let written = &self.text[self.span.clone()];
        let go = if ecosystem == Ecosystem::Go && !version.starts_with('v') { "v" } else { "" };
        let (same, at, mark) = match package.requirement.class {
            Class::None => {
                let end = self.behind_extras();
                let same = ecosystem.normalize(written) == package.name;
                (same, end..end, mark(ecosystem, &runner, behind)?)
            }
            Class::Exact
            | Class::ExactPrerelease
            | Class::Range
            | Class::Wildcard
            | Class::DistTag
            | Class::DistTagLatest => {
                let range = matches!(package.requirement.class, Class::Range | Class::Wildcard);
                let mark = if range && ecosystem == Ecosystem::PyPI { "==" } else { "" };
                (written == package.requirement.text, self.span.clone(), mark)
            }
            _ => return None,
        };
        same.then(|| (at, [mark, go, version].concat()))
    }

    /// The end of the name with the extras behind it: `name[cli]`.
    fn behind_extras(&self) -> usize {
        let rest = &self.text[self.span.end..self.word.end];
        let extras = rest.starts_with('[').then(|| rest.find(']')).flatten();
        self.span.end + extras.map_or(0, |end| end + 1)
    }

    /// What stands in front of the word, back to the beginning of its line.
    fn in_front(&self) -> &'t str {
        let front = &self.text[self.near.start..self.word.start];
        &front[memchr::memrchr(b'\n', front.as_bytes()).map_or(0, |end| end + 1)..]
    }

    /// The program that starts the package: that of its entry, or one in front of it on the line.
    fn runner(&self, package: &Package<'_>) -> Option<String> {
        if let Some(launch) = &package.launch {
            return Some(launch.runner.to_string());
        }
        words_back(self.in_front())
            .find(|word| is_runner(word))
            .map(|word| base_name(word).into_owned())
    }

    /// The option that the word belongs to: `--from` of `--from=name`, or the word in front.
    fn option(&self) -> &'t str {
        match self.text[self.word.clone()].split_once('=') {
            Some((joined, _)) if joined.starts_with("--") => joined,
            _ => {
                let mut words = words_back(&self.text[self.near.start..self.word.start]);
                // A dash alone starts an item of YAML.
                words.find(|word| !["", "-", ",", "["].contains(word)).unwrap_or_default()
            }
        }
    }

    /// The list of arguments with this word instead, when all of it stands on the line.
    fn arguments(&self, token: &str, name: &str) -> Option<String> {
        let start = self.word.start - self.in_front().len();
        if start == self.near.start && start > 0 {
            return None;
        }
        let line = &self.text[start..self.near.end];
        let mut list: Option<String> = None;
        let (mut found, mut previous, mut at) = (false, "", 0);
        while let Some(byte) = line.as_bytes().get(at) {
            at += 1;
            match (byte, &mut list) {
                (b'[', _) if !found => {
                    list = key_start(&line[..at - 1]).map(|key| line[key..at].to_owned())
                }
                (b']', _) if found => return list.map(|list| list + "]"),
                (b'"' | b'\'', list) => {
                    let word = quoted(&line[at - 1..]).filter(|word| !word.contains('\n'))?;
                    let here = start + at == self.word.start && word.len() == self.word.len();
                    let shown = if here { token.into() } else { shown(word, previous, name) };
                    if let Some(list) = list {
                        let quote = &line[at - 1..at];
                        list.extend([quote, &shown, quote]);
                    }
                    found |= here;
                    previous = word;
                    at += word.len() + 1;
                }
                (b' ' | b',' | b'\t', Some(list)) => list.push(*byte as char),
                (b'\n', _) => return None,
                // A number, or a comment, which can say anything.
                _ => list = None,
            }
        }
        None
    }
}

/// The words of a text, the last one first.
fn words_back(text: &str) -> impl Iterator<Item = &str> {
    let ends: fn(char) -> bool = |c| u8::try_from(c).is_ok_and(ends_word);
    text.rsplit(ends)
}

const fn ends_word(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'\'' | b'`' | b';' | b'&' | b'|' | b'(' | b')' | b'{' | b'}')
}

/// How a version is written behind a bare name.
fn mark(ecosystem: Ecosystem, runner: &str, option: &str) -> Option<&'static str> {
    let requirement = Words("--from --with -w --spec").contains(option) || runner == "pipx";
    let runners: &[&str] = match ecosystem {
        Ecosystem::PyPI => &["uvx", "uv", "pipx"],
        Ecosystem::Npm => &["npx", "npm", "bunx", "bun", "pnpm", "pnpx", "pnx", "yarn"],
        Ecosystem::NuGet => &["dnx"],
        Ecosystem::Go => &["go"],
        _ => &[],
    };
    let mark = if requirement && ecosystem == Ecosystem::PyPI { "==" } else { "@" };
    runners.contains(&runner).then_some(mark)
}

/// What stands in the quotes that `text` starts with, escapes included.
fn quoted(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while bytes.get(at)? != bytes.first()? {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    text.get(1..at)
}

/// Where the key of a list starts: `"args": `, `args = `.
fn key_start(before: &str) -> Option<usize> {
    let around: fn(char) -> bool = |c| matches!(c, ' ' | ':' | '=' | '"' | '\'');
    let key = before.trim_end_matches(around);
    let name = ["args", "command", "cmd"].into_iter().find(|name| key.ends_with(name))?;
    let start = key.len() - name.len();
    Some(start - usize::from(key[..start].ends_with(['"', '\''])))
}

/// A word of a command line, as far as it may be shown.
fn shown<'w>(word: &'w str, previous: &str, name: &str) -> Cow<'w, str> {
    let value = previous.starts_with('-') && previous != "--" && !is_runner(word);
    if let Some(url) = Url::read(word) {
        let shown = [url.scheme, "://", &url.place()].concat();
        let cut = word.trim_end_matches('/') != shown;
        if cut { (shown + HIDDEN).into() } else { word.into() }
    } else if is_option(word) || (!value && is_harmless(word, name)) {
        word.into()
    } else {
        HIDDEN.into()
    }
}

/// `-y`, `--transport`: an option without a value in it.
fn is_option(word: &str) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    match word.strip_prefix('-') {
        Some(name) if name.starts_with('-') => plain && !redact::is_secret(&name[1..]),
        Some(name) => name.len() <= 2 && name.bytes().all(|b| b.is_ascii_alphabetic()),
        None => false,
    }
}

/// A program, the name of the package, or a path without anything in it that looks like a key.
fn is_harmless(word: &str, name: &str) -> bool {
    let starts = ["/", "./", "../", "~/", ".\\", "C:\\", "${workspaceFolder}/"];
    word == name
        || Words("exec x dlx run tool /c /C").contains(word)
        || (is_runner(word) && redact::is_command(word))
        || (starts.iter().any(|start| word.starts_with(start)) && redact::path(word) == word)
}

#[cfg(test)]
mod tests {
    use super::edit;
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
            (r#"["foo", "https://h.example/mcp/"]"#, r#"["foo@9.9.9", "https://h.example/mcp/"]"#),
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
}
