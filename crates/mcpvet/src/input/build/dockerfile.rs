//! `Dockerfile`: the images that it builds on, and what its lines install or start.
//!
//! <https://docs.docker.com/reference/dockerfile/>
//!
//! - `FROM`, `COPY --from=` and `RUN --mount=from=` name images; earlier stages and `scratch` are
//!   none, and neither is `build-$TARGETARCH` where a stage is called `build-amd64`. Options can
//!   stand on lines of their own.
//! - `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK` are read as command lines: what `npm install -g`,
//!   `pip install` or `cargo install` names, and what `npx` or `uvx` starts. What a file names
//!   (`-r requirements.txt`, `npm ci`) stands in that file, and system packages have no version.
//! - `${…}` in an image is filled in when it is built: what the default of its `ARG` makes of it is
//!   one more image, with low confidence. So is `pip install name==${VERSION}` where `ARG` or `ENV`
//!   says a version.
//! - `RUN <<EOF` runs the here-document; any other one is data.
//! - Comments between the lines of an instruction are taken out, as Docker does.
//! - `# escape=` at the top names the character that continues lines, which `cmd` and PowerShell need.

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::input::text::{Text, around, past};
use crate::input::variables::Variables;
use crate::input::{Format, Head, Inventory, Likeness, Paths, json};
use crate::launch::{self, Dialect, shell};
use crate::package::{Confidence, Package, Requirement, RequirementClass, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "dockerfile",
    title: "Dockerfile",
    file_names: &["dockerfile", "containerfile", "dockerfile.*", "containerfile.*", "*.dockerfile"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let mut lines = head.lines().filter(|line| !line.starts_with('#'));
    let starts = |line: &str, word: &str| {
        line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let first = lines.next().unwrap_or_default();
    let begins = starts(first, "FROM ");
    // An image has no more than `AS stage` behind it; `from x import y` of Python has, and so has
    // a sentence.
    let mut words = first.split_ascii_whitespace().filter(|word| !word.starts_with("--"));
    let mut is_image = || words.nth(2).is_none_or(|word| word.eq_ignore_ascii_case("as"));
    if !(begins && is_image() || starts(first, "ARG ")) {
        return Likeness::No;
    }
    let more = ["RUN ", "COPY ", "CMD ", "ENTRYPOINT ", "WORKDIR ", "ENV ", "USER ", "EXPOSE "];
    let (mut others, mut clear) = (false, false);
    for line in lines {
        others = true;
        clear |= more.iter().any(|word| starts(line, word));
    }
    match (clear, others || !begins) {
        (true, _) => Likeness::Certain,
        (false, true) => Likeness::Likely,
        (false, false) => Likeness::Possible,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let escape = escape_of(text);
    let mut file = File {
        stages: Variables::new(("", ""), true),
        args: Variables::new(("${", "}"), false),
        versions: Variables::new(("${", "}"), false),
        dialect: if escape == b'`' { Dialect::PowerShell } else { Dialect::Posix },
        in_stage: false,
    };
    for instruction in instructions(text, escape, inventory) {
        file.read(&Text::of(instruction, text), inventory);
        if inventory.is_full() {
            break;
        }
    }
}

/// What takes away the meaning of a line break: a backslash, unless `# escape=` at the top says so.
fn escape_of(text: &str) -> u8 {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_ascii);
    let directives = lines.map_while(|line| line.strip_prefix('#')?.split_once('='));
    let mut escapes = directives.filter(|it| it.0.trim_ascii().eq_ignore_ascii_case("escape"));
    if escapes.next().is_some_and(|it| it.1.trim_ascii() == "`") { b'`' } else { b'\\' }
}

/// The instructions, each with the lines that it goes on over and with its here-documents.
fn instructions<'a>(text: &'a str, escape: u8, inventory: &mut Inventory<'a>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut start = None;
    // The word that closes a here-document, and whether tabs may stand in front of it.
    let mut open: Option<(&str, bool)> = None;
    let mut from = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let raw = text[from..end].trim_end_matches('\r');
        let line = raw.trim_ascii();
        let begin = *start.get_or_insert(from);
        from = (end + 1).min(text.len());
        let is_comment = line.is_empty() || line.starts_with('#');
        if let Some((word, tabs)) = open {
            let raw = if tabs { raw.trim_start_matches('\t') } else { raw };
            if raw != word {
                continue;
            }
            open = None;
        } else if is_comment && text[begin..end].trim_ascii() == line {
            start = None;
            continue;
        } else if let Some(word) = here_document(line) {
            open = Some(word);
            continue;
        } else if is_comment || (line.as_bytes().ends_with(&[escape]) && end < text.len()) {
            continue;
        }
        found.push(text[begin..end].trim_ascii());
        start = None;
    }
    if let (Some(_), Some(start)) = (open, start) {
        let message = "the text ends too early: this here-document is not closed";
        inventory.error("syntax", message, Span::new(start, start));
    }
    found.extend(start.map(|start| text[start..].trim_ascii()).filter(|rest| !rest.is_empty()));
    found
}

/// `EOF` of `RUN <<EOF`, and whether `<<-EOF` takes tabs away. In quotes, and with a space behind
/// it, the mark is none.
fn here_document(line: &str) -> Option<(&str, bool)> {
    let (before, rest) = around(line, "<<")?;
    let is_quoted = |quote| before.bytes().filter(|byte| *byte == quote).count() % 2 == 1;
    let word = rest.strip_prefix('-').unwrap_or(rest);
    let tabs = word.len() < rest.len();
    let word = word.split([' ', '\t']).next()?.trim_matches(['"', '\'']);
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (plain && !word.is_empty() && !is_quoted(b'"') && !is_quoted(b'\'')).then_some((word, tabs))
}

/// Dashes in the name of a stage that are looked at: `build-linux-amd64` has two.
const MAX_VARIANTS: usize = 4;

/// What earlier instructions say.
struct File<'a> {
    stages: Variables<'a>,
    /// The defaults of `ARG` in front of the first stage, which images can be named by.
    args: Variables<'a>,
    /// What `ARG` and `ENV` say that is a version; anything else can be a secret.
    versions: Variables<'a>,
    dialect: Dialect,
    in_stage: bool,
}

/// Instructions that fetch no packages.
const KNOWN: &[&str] =
    &["LABEL", "EXPOSE", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL", "SHELL", "MAINTAINER"];

impl<'a> File<'a> {
    fn read(&mut self, instruction: &Text<'a>, inventory: &mut Inventory<'a>) {
        let (mut word, mut rest) = split_word(&instruction.value);
        // What is done when something builds on this image.
        while word.eq_ignore_ascii_case("ONBUILD") {
            (word, rest) = split_word(rest);
        }
        let rest = instruction.slice(rest);
        match &*word.to_ascii_uppercase() {
            "FROM" => self.read_from(&rest, inventory),
            "ENV" if !split_word(&rest.value).0.contains('=') => {
                let (name, value) = split_word(&rest.value);
                self.set(name, rest.slice(value));
            }
            "ARG" | "ENV" => self.read_args(&rest),
            "COPY" | "ADD" => _ = self.read_options(&rest, inventory),
            "RUN" | "CMD" | "ENTRYPOINT" => {
                self.read_script(&self.read_options(&rest, inventory), inventory);
            }
            "HEALTHCHECK" => {
                let check = self.read_options(&rest, inventory);
                self.read_script(&check.slice(split_word(&check.value).1), inventory);
            }
            word if json::is_conflict_marker(word) => {
                let message =
                    "a merge conflict marker: settle the conflict first; both sides were read";
                inventory.error("syntax", message, instruction.span);
            }
            word if KNOWN.contains(&word) => {}
            _ => {
                let message = "expected an instruction such as `FROM` or `RUN`; it was not read";
                inventory.error("line", message, instruction.span);
            }
        }
    }

    /// `NAME=default`, several of them
    fn read_args(&mut self, rest: &Text<'a>) {
        for word in shell::words(rest, Dialect::Posix) {
            if let Some((name, value)) = word.value.split_once('=') {
                self.set(name, word.slice(value));
            }
        }
    }

    fn set(&mut self, name: &str, value: Text<'a>) {
        let value = self.args.fill(&in_braces(&value)).value;
        if is_version(&value) {
            self.versions.set(name, value.clone());
        }
        if !self.in_stage && !launch::is_dynamic(&value) {
            self.args.set(name, value);
        }
    }

    /// `--platform=… image AS stage`
    fn read_from(&mut self, rest: &Text<'a>, inventory: &mut Inventory<'a>) {
        self.in_stage = true;
        let mut words = rest.value.split_ascii_whitespace().filter(|word| !word.starts_with("--"));
        let Some(image) = words.next() else {
            return inventory.error("line", "expected an image behind `FROM`", rest.span);
        };
        self.add_image(&rest.slice(image), inventory);
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case("as"))
            && let Some(stage) = words.next()
        {
            self.stages.set(stage, "".into());
            // Each name that ends with a variable where one of its words begins.
            for (dash, _) in stage.match_indices('-').take(MAX_VARIANTS) {
                self.stages.set(&[&stage[..=dash], "$"].concat(), "".into());
            }
        }
    }

    /// Adds an image that is no stage, and the one that the defaults of `ARG` make of it.
    fn add_image(&self, image: &Text<'a>, inventory: &mut Inventory<'a>) {
        let number = image.value.bytes().all(|b| b.is_ascii_digit());
        let stage = match image.value.split_once('$') {
            Some((family, _)) => Cow::Owned([family, "$"].concat()),
            None => Cow::Borrowed(&*image.value),
        };
        if number || image.value == "scratch" || self.stages.has(&stage) {
            return;
        }
        super::add_image(image, inventory);
        let filled = self.args.fill(&in_braces(image));
        let Some(package) = launch::of_image(&filled) else { return };
        let Requirement { class, text } = &package.requirement;
        // A default in capitals can be a secret.
        let plain = !text.bytes().any(|b| b.is_ascii_uppercase());
        if plain && filled.value != image.value && *class != RequirementClass::Dynamic {
            let confidence = Confidence::Low;
            inventory.push(Package { confidence, direct: Some(true), ..package });
        }
    }

    /// Adds the images that options take files from; gives back what stands behind the options.
    fn read_options(&self, rest: &Text<'a>, inventory: &mut Inventory<'a>) -> Text<'a> {
        let mut rest = rest.slice(past_joints(&rest.value));
        while rest.value.starts_with("--") {
            let (option, behind) = split_word(&rest.value);
            // `--from=image` and `--mount=type=bind,from=image`
            for part in past(&option[2..], "mount=").split(',') {
                if let Some(image) = part.strip_prefix("from=") {
                    self.add_image(&rest.slice(image), inventory);
                }
            }
            rest = rest.slice(past_joints(behind));
        }
        rest
    }

    /// Adds what a command installs or starts, and what versions make of it that variables hold.
    fn add_words<'w>(&self, words: &[Text<'w>], inventory: &mut Inventory<'w>)
    where
        'a: 'w,
    {
        let first = inventory.packages.len();
        super::add_words(words, inventory);
        let open = |package: &Package<'_>| {
            (package.requirement.class == RequirementClass::Dynamic).then_some(package.span)
        };
        let written: Vec<_> = inventory.packages[first..].iter().map(open).collect();
        if written.iter().all(Option::is_none) {
            return;
        }
        let versions: &Variables<'w> = &self.versions;
        let filled = words.iter().map(|word| versions.fill(&in_braces(word)));
        let mut found = Inventory::default();
        super::add_words(&filled.collect::<Vec<_>>(), &mut found);
        for (package, written) in found.packages.into_iter().zip(written) {
            if let (Some(span), None) = (written, open(&package)) {
                inventory.push(Package { confidence: Confidence::Low, span, ..package });
            }
        }
    }

    fn read_script(&self, script: &Text<'a>, inventory: &mut Inventory<'a>) {
        let mut script = script.clone();
        if script.value.starts_with("<<") {
            let (_, body) = script.value.split_once('\n').unwrap_or_default();
            // The program that a first line names can be another one than a shell.
            if body.starts_with("#!") && !body.lines().next().is_some_and(|it| it.ends_with("sh")) {
                return;
            }
            script = script.slice(body.rsplit_once('\n').map_or(body, |(body, _)| body));
        }
        if let Some(words) = exec_form(&script) {
            return self.add_words(&words, inventory);
        }
        let clean = clean(&script.value, self.dialect);
        if clean == script.value {
            for words in shell::commands(&script, self.dialect) {
                self.add_words(&words, inventory);
            }
            return;
        }
        let mut found = Inventory::default();
        for words in shell::commands(&Text::of(&clean, &clean), self.dialect) {
            self.add_words(&words, &mut found);
        }
        // The text that was cleaned has the length of the script.
        let by = script.span.start;
        for package in found.packages {
            inventory.push(moved(package, by));
        }
        for note in found.notes {
            let span = note.span.map(|span| moved_span(span, by));
            inventory.note(note.level, note.code, note.message, span);
        }
    }
}

/// `1.2.3`, `v1.2` and `18`.
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix('v').unwrap_or(text);
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".+-".contains(&b);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(plain)
        && (digits.contains('.') || digits.bytes().all(|b| b.is_ascii_digit()))
}

fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    (&text[..end], text[end..].trim_ascii())
}

/// What stands behind marks that join lines, and behind the comments between them.
fn past_joints(mut text: &str) -> &str {
    while let Some((line, behind)) = text.split_once('\n') {
        let line = line.trim_ascii();
        if !(line.is_empty() || line.starts_with('#') || line == "\\" || line == "`") {
            break;
        }
        text = behind.trim_ascii_start();
    }
    text
}

/// The text with `${NAME}` for `$NAME`.
fn in_braces<'a>(text: &Text<'a>) -> Text<'a> {
    let mut parts = text.value.split('$');
    let mut value = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (name, rest) = part.split_at(part.find(|c| !plain(c)).unwrap_or(part.len()));
        let (before, after) = if name.is_empty() { ("$", "") } else { ("${", "}") };
        value.extend([before, name, after, rest]);
    }
    Text { value: value.into(), span: text.span }
}

/// The words of `["npx", "-y", "name"]`.
fn exec_form<'a>(script: &Text<'a>) -> Option<Vec<Text<'a>>> {
    if !script.value.starts_with('[') {
        return None;
    }
    let mut words = Vec::new();
    let outcome = json::Reader::new(&script.value).array(|reader| {
        let word = reader.string()?;
        let span = script.inner_span(word.span.start as usize..word.span.end as usize);
        words.push(Text { value: word.value.into_owned().into(), span });
        Ok(())
    });
    outcome.is_ok().then_some(words)
}

/// The script as a shell gets it from Docker: without comments between its lines, and with nothing
/// between a mark that joins lines and the line break. Spaces stand in their place, so that all else stays
/// where it was.
fn clean(script: &str, dialect: Dialect) -> String {
    let joint = if dialect == Dialect::PowerShell { "`\n" } else { "\\\n" };
    let mut clean = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let content = line.trim_ascii_end();
        let (kept, last) = match content.strip_suffix(&joint[..1]) {
            _ if content.trim_ascii_start().starts_with('#') => ("", ""),
            Some(kept) if line.ends_with('\n') => (kept, joint),
            _ if line.ends_with('\n') => (content, "\n"),
            _ => (line, ""),
        };
        clean.push_str(kept);
        let spaces = line.len() - kept.len() - last.len();
        clean.extend(core::iter::repeat_n(' ', spaces));
        clean.push_str(last);
    }
    clean
}

const fn moved_span(span: Span, by: u32) -> Span {
    Span { start: span.start + by, end: span.end + by }
}

/// A package of a cleaned script, at its place in the text.
fn moved<'a>(package: Package<'_>, by: u32) -> Package<'a> {
    let Requirement { class, text } = package.requirement;
    let requirement = Requirement { class, text: text.into_owned().into() };
    let name = package.name.into_owned().into();
    Package {
        ecosystem: package.ecosystem,
        source: package.source,
        alias: package.alias.map(|alias| alias.into_owned().into()),
        confidence: package.confidence,
        ..Package::unnamed(name, requirement, moved_span(package.span, by))
    }
}
