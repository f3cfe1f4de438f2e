//! `*.rockspec`: what a package of LuaRocks asks for.
//!
//! A program in Lua that only sets variables; it is not run. <https://github.com/luarocks/luarocks/blob/main/docs/rockspec_format.md>
//!
//! - Read are `dependencies`, `build_dependencies` and `test_dependencies`, also what single platforms ask
//!   for. No advisories are known for LuaRocks: what is listed is `other`.
//! - `lua` is the language and is left out; `external_dependencies` are libraries of the machine.
//! - `package` and `version` are the project itself.

use crate::input::literals::{BROKEN, COMPUTED, Element, Syntax, Tokens};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, project};
use crate::package::{Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "rockspec",
    title: "rockspec",
    file_names: &["*.rockspec"],
    sniff: |head: &Head<'_>| {
        let is_set = |line: &str, name: &str| {
            line.strip_prefix(name).is_some_and(|rest| rest.trim_ascii_start().starts_with('='))
        };
        let has = |name: &str| head.any_line(&|line| is_set(line, name));
        match has("package") && has("version") && has("source") && has("build") {
            true => Likeness::Certain,
            false if has("rockspec_format") => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

const SYNTAX: Syntax =
    Syntax { comment: "--", block: ("--[[", "]]"), long: ("[[", "]]"), word: "" };

const LISTS: [(&str, Groups); 3] = [
    ("dependencies", Groups::PROD),
    ("build_dependencies", Groups::BUILD),
    ("test_dependencies", Groups::TEST),
];

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tokens = Tokens::new(text, &SYNTAX);
    let mut own = [None, None];
    while let Some(token) = tokens.next().filter(|_| !inventory.is_full()) {
        let list = LISTS.iter().find(|(name, _)| token.is(name));
        let name = ["package", "version"].iter().position(|name| token.is(name));
        if token.is("{") {
            // What is inside of other tables, such as modules, has names of its own.
            tokens.close();
        } else if let Some((_, groups)) = list.filter(|_| tokens.takes("=")) {
            if tokens.takes("{") {
                tokens.elements(&mut |element| add(element, *groups, inventory));
            } else {
                inventory.error("entry", COMPUTED, token.text.span);
            }
        } else if let Some(number) = name.filter(|_| tokens.takes("=")) {
            own[number] = tokens.next().filter(|value| value.quoted).map(|value| value.text);
        }
    }
    if let Some(at) = tokens.broken {
        inventory.error("syntax", BROKEN, Span::new(at, at));
    }
    project::add(None, own, Source::Local, inventory);
}

fn add<'a>(element: Element<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    let asked = match element {
        Element::String(asked) => asked,
        Element::Name(Text { span, .. }) | Element::Computed(span) => {
            return inventory.error("entry", COMPUTED, span);
        }
    };
    let Some(package) = package(&asked) else {
        let message = "expected a package such as `name >= 1.2`; it was not read";
        return inventory.error("entry", message, asked.span);
    };
    if package.name != "lua" {
        inventory.push(Package { groups, direct: Some(true), ..package });
    }
}

/// Reads `name`, `name 1.2`, `name == 1.2-1` or `name >= 1.2, < 2`.
fn package<'a>(asked: &Text<'a>) -> Option<Package<'a>> {
    let text = asked.value.trim_ascii();
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let end = text.find(|c| !is_of_name(c)).unwrap_or(text.len());
    let (name, version) = (asked.slice(&text[..end]), text[end..].trim_ascii());
    if !name.value.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let alone = version.strip_prefix("==").unwrap_or(version).trim_ascii();
    let is_exact = !alone.starts_with(['<', '>', '~', '=']) && !alone.contains(',');
    let version = asked.slice(if is_exact { alone } else { version });
    let (requirement, span) = match (alone, is_exact) {
        ("", _) => (Requirement::none(), name.span),
        (_, true) => (Requirement::exact(version.value), version.span),
        _ => (Requirement::new(RequirementClass::Range, version.value), version.span),
    };
    let package = Package::unnamed(name.value, requirement, span);
    Some(Package { source: Source::Other, ..package })
}
