//! `*.nimble`: what a package of Nim asks for.
//!
//! A program in a part of Nim, which is not run. <https://nim-lang.github.io/nimble/nimble-reference.html>
//!
//! - `requires "name >= 1.2", "other"` lists packages, and `taskRequires "test", "name"` those of a task. A
//!   place in front of the version is a repository.
//! - No advisories are known for Nimble: what is listed is `other`. `nim` is the language and is left out.

use crate::input::literals::{BROKEN, COMPUTED, Syntax, Tokens};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::pep508;
use crate::package::{Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "nimble",
    title: "nimble file",
    file_names: &["*.nimble"],
    sniff: |head: &Head<'_>| {
        let has = |start: &str| head.has_start(start);
        match has("requires \"nim") || (has("requires \"") || has("requires:")) && has("license") {
            true => Likeness::Likely,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

const SYNTAX: Syntax = Syntax { comment: "#", block: ("#[", "]#"), long: ("", ""), word: "" };

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tokens = Tokens::new(text, &SYNTAX);
    while let Some(token) = tokens.next().filter(|_| !inventory.is_full()) {
        let is_of_task = token.is("taskRequires");
        if !is_of_task && !token.is("requires") {
            continue;
        }
        let _ = tokens.takes("(") || tokens.takes(":");
        if is_of_task {
            // The name of the task.
            let _ = tokens.next();
            let _ = tokens.takes(",");
        }
        let groups = if is_of_task { Groups::DEV } else { Groups::PROD };
        let mut is_first = true;
        loop {
            let before = tokens.at;
            let Some(asked) = tokens.next().filter(|it| it.quoted) else {
                tokens.at = before;
                if is_first {
                    inventory.error("entry", COMPUTED, token.text.span);
                }
                break;
            };
            is_first = false;
            // One text can hold several.
            for part in asked.text.value.split(',').map(str::trim_ascii) {
                add(&asked.text.slice(part), groups, inventory);
            }
            if !tokens.takes(",") {
                break;
            }
        }
    }
    if let Some(at) = tokens.broken {
        inventory.error("syntax", BROKEN, Span::new(at, at));
    }
}

/// Reads `name`, `name >= 1.2 & < 2`, `name#branch` or a URL with the same behind it.
fn add<'a>(asked: &Text<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    let text = &*asked.value;
    // A URL can have an `@` in front of its host.
    let from = text.rfind('/').unwrap_or(0);
    let signs = [' ', '<', '>', '=', '~', '^', '#', '@'];
    let end = text[from..].find(signs).map_or(text.len(), |at| from + at);
    let (name, version) = (asked.slice(&text[..end]), text[end..].trim_ascii());
    if name.value == "nim" {
        return;
    }
    if name.value.is_empty() {
        let message = "expected a package such as `name >= 1.2`; it was not read";
        return inventory.error("entry", message, asked.span);
    }
    let alone = version.strip_prefix("==").map(str::trim_ascii);
    let reference = version.trim_start_matches('@').strip_prefix('#');
    let is_place = name.value.contains("://");
    let (source, requirement, span) = match (alone, reference) {
        _ if is_place => {
            let reference = reference.unwrap_or_default();
            (Source::Git, pep508::of_git(&name.value, reference), name.span)
        }
        (_, Some(reference)) => {
            let reference = asked.slice(reference);
            let requirement = Requirement::new(RequirementClass::GitRef, reference.value);
            (Source::Git, requirement, reference.span)
        }
        (Some(version), _) => {
            let version = asked.slice(version);
            (Source::Other, Requirement::exact(version.value), version.span)
        }
        _ if version.is_empty() => (Source::Other, Requirement::none(), name.span),
        _ => {
            let range = asked.slice(version);
            (Source::Other, Requirement::new(RequirementClass::Range, range.value), range.span)
        }
    };
    let own = name.value.rsplit('/').next().unwrap_or_default();
    let own = if is_place { name.slice(own) } else { name.clone() };
    let package = Package::unnamed(own.value, requirement, span);
    inventory.push(Package { source, groups, direct: Some(true), ..package });
}
