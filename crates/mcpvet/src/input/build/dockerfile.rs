//! `Dockerfile`: the images that it builds on, and what its lines install or start.
//!
//! <https://docs.docker.com/reference/dockerfile/>
//!
//! - `FROM` and `COPY --from=` name images; earlier stages and `scratch` are none.
//! - `RUN`, `CMD` and `ENTRYPOINT` are read as command lines: what `npm install -g`, `pip install`
//!   or `cargo install` names, and what `npx` or `uvx` starts. What a file names
//!   (`-r requirements.txt`, `npm ci`) stands in that file, and system packages have no version.
//! - `${…}` in an image is filled in when it is built, whatever its default is.
//! - `RUN <<EOF` runs the here-document; any other one is data.
//! - Comments between the lines of an instruction are taken out, as Docker does.

use memchr::memchr_iter;

use super::add_image;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, json, list};
use crate::launch::{self, shell};
use crate::package::{Package, Source, Span};

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
    if !starts(first, "FROM ") && !starts(first, "ARG ") {
        return Likeness::No;
    }
    let more = ["RUN ", "COPY ", "CMD ", "ENTRYPOINT ", "WORKDIR ", "ENV ", "USER ", "EXPOSE "];
    let (mut others, mut clear) = (false, false);
    for line in lines {
        others = true;
        clear |= more.iter().any(|word| starts(line, word));
    }
    match (clear, others || !starts(first, "FROM ")) {
        (true, _) => Likeness::Certain,
        (false, true) => Likeness::Likely,
        // `from` can begin a sentence.
        (false, false) => Likeness::Possible,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut stages = Vec::new();
    for instruction in instructions(text, inventory) {
        read(&Text::of(instruction, text), &mut stages, inventory);
        if inventory.is_full() {
            break;
        }
    }
}

/// The instructions, each with the lines that it goes on over and with its here-documents.
fn instructions<'a>(text: &'a str, inventory: &mut Inventory<'a>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut start = None;
    let mut marker: Option<&str> = None;
    let mut from = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[from..end].trim();
        let begin = *start.get_or_insert(from);
        from = (end + 1).min(text.len());
        let is_comment = line.is_empty() || line.starts_with('#');
        if let Some(word) = marker {
            if line != word {
                continue;
            }
            marker = None;
        } else if is_comment && text[begin..end].trim() == line {
            start = None;
            continue;
        } else if let Some(word) = here_document(line) {
            marker = Some(word);
            continue;
        } else if is_comment || line.ends_with(['\\', '`']) {
            continue;
        }
        found.push(text[begin..end].trim());
        start = None;
    }
    if let (Some(_), Some(start)) = (marker, start) {
        let message = "the text ends too early: this here-document is not closed";
        inventory.error("syntax", message, Span::new(start, start));
    }
    found.extend(start.map(|start| text[start..].trim()).filter(|rest| !rest.is_empty()));
    found
}

/// `EOF` of `RUN <<EOF`.
fn here_document(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("<<")?;
    let word = rest.trim_start_matches('-').split_whitespace().next()?;
    let word = word.trim_matches(['"', '\'']);
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (plain && !word.is_empty()).then_some(word)
}

fn read<'a>(instruction: &Text<'a>, stages: &mut Vec<String>, inventory: &mut Inventory<'a>) {
    let (word, rest) = split_word(&instruction.value);
    let rest = instruction.slice(rest);
    match &*word.to_ascii_uppercase() {
        "FROM" => read_from(&rest, stages, inventory),
        "COPY" | "ADD" => {
            let from = rest.value.split_whitespace().find_map(|it| it.strip_prefix("--from="));
            let is_stage = |from: &str| {
                from.bytes().all(|b| b.is_ascii_digit())
                    || stages.iter().any(|stage| stage.eq_ignore_ascii_case(from))
            };
            if let Some(image) = from.filter(|from| !is_stage(from)) {
                add_image(&rest.slice(image), inventory);
            }
        }
        "RUN" | "CMD" | "ENTRYPOINT" => read_commands(&rest, inventory),
        "ONBUILD" | "HEALTHCHECK" => {}
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

/// Instructions that fetch no packages.
const KNOWN: &[&str] = &[
    "ARG",
    "ENV",
    "LABEL",
    "EXPOSE",
    "USER",
    "WORKDIR",
    "VOLUME",
    "STOPSIGNAL",
    "SHELL",
    "MAINTAINER",
];

fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

/// `--platform=… image AS stage`
fn read_from<'a>(rest: &Text<'a>, stages: &mut Vec<String>, inventory: &mut Inventory<'a>) {
    let mut words = rest.value.split_whitespace().filter(|word| !word.starts_with("--"));
    let Some(image) = words.next() else {
        return inventory.error("line", "expected an image behind `FROM`", rest.span);
    };
    let is_stage = stages.iter().any(|stage| stage.eq_ignore_ascii_case(image));
    if !is_stage && image != "scratch" {
        add_image(&rest.slice(image), inventory);
    }
    if words.next().is_some_and(|word| word.eq_ignore_ascii_case("as")) {
        stages.extend(words.next().map(str::to_owned));
    }
}

fn read_commands<'a>(rest: &Text<'a>, inventory: &mut Inventory<'a>) {
    let mut script = rest.clone();
    while script.value.starts_with("--") {
        script = script.slice(split_word(&script.value).1);
    }
    if script.value.starts_with("<<") {
        let (_, body) = script.value.split_once('\n').unwrap_or_default();
        script = script.slice(body.rsplit_once('\n').map_or(body, |(body, _)| body));
    }
    let joined = join(&script);
    let commands = match exec_form(&script) {
        Some(words) => vec![words],
        None => shell::commands(joined.as_ref().unwrap_or(&script), shell::Dialect::Posix),
    };
    for command in &commands {
        let words = list::behind_settings(command);
        let Some(first) = words.first() else { continue };
        let found = list::installed(words).or_else(|| {
            launch::is_runner(&first.value).then(|| launch::resolve(None, words.to_vec()))
        });
        for mut package in found.unwrap_or_default() {
            if joined.is_some() {
                place(&mut package, &script);
            }
            if is_fetched(&package) {
                inventory.push(package);
            }
        }
    }
}

/// The script without comments between its lines and without carriage returns, which a shell would
/// not read as Docker does; `None` when it has neither.
fn join<'a>(script: &Text<'a>) -> Option<Text<'a>> {
    let comments = script.value.lines().any(|line| line.trim_start().starts_with('#'));
    if !comments && !script.value.contains('\r') {
        return None;
    }
    let lines = script.value.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut value = String::with_capacity(script.value.len());
    for line in lines {
        value.push_str(line.trim_end());
        value.push('\n');
    }
    Some(Text { value: value.into(), span: script.span })
}

/// Scripts in which a version is looked for again.
const MAX_SCRIPT: usize = 64 << 10;

/// Finds the version of a package, or its name, in the script as it stands in the text.
fn place<'a>(package: &mut Package<'a>, script: &Text<'a>) {
    let words = [&*package.requirement.text, &*package.name];
    let wanted = words.into_iter().find(|word| !word.is_empty()).unwrap_or_default();
    let at = script.value.find(wanted).filter(|_| script.value.len() <= MAX_SCRIPT);
    if let Some(at) = at {
        package.span = script.inner_span(at..at + wanted.len());
    }
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

/// Whether a command fetches the package: programs and the project itself are there already.
fn is_fetched(package: &Package<'_>) -> bool {
    !matches!(package.source, Source::Program | Source::Local | Source::Remote)
}
