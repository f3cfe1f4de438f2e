//! `mix.lock`: every package that Elixir's Mix chose.
//!
//! Written by Mix, one entry a line: `"jason": {:hex, :jason, "1.4.1", …, "hexpm", …},`.
//! <https://hexdocs.pm/mix/Mix.Tasks.Deps.html>
//!
//! - `{:hex, :name, "version", checksum, managers, needs, repository, checksum}` is a package; its
//!   real name is the second part. Older files end behind any part from the third on. The public
//!   repository is `hexpm`; `hexpm:acme` is that of an organisation.
//! - `{:git, "url", "commit", …}` is a repository. Packages at a path are not locked.
//! - `{:package, "version"}` is what the first versions of Hex wrote.
//! - A line that is no entry costs a note.

use super::names::Names;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mix-lock",
    title: "mix.lock",
    file_names: &["mix.lock"],
    sniff: |head: &Head<'_>| {
        let text = head.text.trim_ascii_start();
        let entry = ["{:hex,", "{:git,", "{:package,"].iter().any(|it| text.contains(it));
        match text.starts_with("%{") || (entry && text.starts_with('[')) {
            true if entry => Likeness::Certain,
            true => Likeness::Possible,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let expected = "expected `\"name\": {:hex, :name, \"1.2.3\", …}`; this line was not read";
    let (mut names, mut closed) = (Names::default(), false);
    lines::read(text, inventory, expected, &mut |line, inventory| {
        // A list in brackets is older than maps.
        let mut rest = line.trim_start_matches(['%', '{', '[', ' ', '\t']);
        while rest.starts_with('"') {
            let Some(behind) = read(rest, text, &mut names, inventory) else { return false };
            rest = behind.trim_start_matches([',', ' ']);
        }
        closed |= rest.starts_with(['}', ']']);
        rest.trim_start_matches(['}', ']', ' ']).is_empty() || rest.starts_with('#')
    });
    names.finish(inventory);
    if !closed {
        let end = Span::new(text.len(), text.len());
        inventory.error("syntax", "the text ends too early: expected '}'", end);
    }
}

/// Reads one entry; gives back what stands behind it, or nothing where it is none or breaks off.
fn read<'a>(
    line: &'a str,
    text: &'a str,
    names: &mut Names<'a>,
    inventory: &mut Inventory<'a>,
) -> Option<&'a str> {
    let (app, rest) = line[1..].split_once('"')?;
    let (_, tuple) = rest.split_once('{')?;
    let (parts, rest) = elements(tuple);
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let (name, version, class) = match part(0) {
        ":hex" => (unquoted(part(1)), part(2), RequirementClass::Exact),
        ":git" => (app, part(2), RequirementClass::GitCommit),
        ":package" => (app, part(1), RequirementClass::Exact),
        _ => return None,
    };
    let version = Text::of(unquoted(version), text);
    if name.is_empty() || version.value.is_empty() {
        return None;
    }
    let requirement = Requirement::new(class, version.value);
    let mut package = Package::new(Ecosystem::Hex, name.into(), requirement, version.span);
    package.alias = (name != app).then_some(app.into());
    package.source = match unquoted(part(6)) {
        _ if class == RequirementClass::GitCommit => Source::Git,
        "" | "nil" | "hexpm" => Source::Registry,
        _ => Source::Url,
    };
    names.push(app.into(), package, inventory);
    for need in elements(part(5).get(1..).unwrap_or_default()).0 {
        let (need, _) = elements(need.get(1..).unwrap_or_default());
        names.need(unquoted(need.first().copied().unwrap_or_default()).into());
    }
    rest
}

/// `name` of `:name`, `:"name"` and `"name"`.
fn unquoted(part: &str) -> &str {
    part.trim_matches([':', '"'])
}

/// Splits at its commas what stands in front of the bracket that closes, and what stands behind
/// that; nothing stands there where the text breaks off.
fn elements(text: &str) -> (Vec<&str>, Option<&str>) {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b',' | b'}' | b']' if depth == 0 => {
                parts.push(text[start..at].trim_ascii());
                start = at + 1;
                if byte != b',' {
                    return (parts, Some(&text[start..]));
                }
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    (parts, None)
}
