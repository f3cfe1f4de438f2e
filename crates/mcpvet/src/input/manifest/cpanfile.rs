//! `cpanfile`: what a program in Perl asks for.
//!
//! A program itself, which is not run. <https://github.com/miyagawa/cpanfile/blob/master/README.md>
//!
//! - `requires 'Name', '1.2'` asks for 1.2 or anything newer, `'== 1.2'` for that version. `test_requires` and
//!   its like, and blocks such as `on test => sub { … }`, say for what.
//! - No advisories are known for CPAN: what is listed is `other`. `perl` is the language and is left out.

use crate::input::literals::{BROKEN, COMPUTED, Syntax, Tokens};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cpanfile",
    title: "cpanfile",
    file_names: &["cpanfile"],
    sniff: |head: &Head<'_>| match head.has_start("requires '") || head.has_start("requires \"") {
        true if head.text.contains("';") || head.text.contains("\";") => Likeness::Likely,
        _ => Likeness::No,
    },
    parse,
    paths: Paths::None,
};

const SYNTAX: Syntax = Syntax { comment: "#", block: ("", ""), long: ("", ""), word: "." };

/// Calls that name a module.
const CALLS: [(&str, Groups); 8] = [
    ("requires", Groups::NONE),
    ("recommends", Groups::OPTIONAL),
    ("suggests", Groups::OPTIONAL),
    ("test_requires", Groups::TEST),
    ("author_requires", Groups::DEV),
    ("develop_requires", Groups::DEV),
    ("build_requires", Groups::BUILD),
    ("configure_requires", Groups::BUILD),
];

/// Phases that a block is for.
const PHASES: [(&str, Groups); 5] = [
    ("test", Groups::TEST),
    ("develop", Groups::DEV),
    ("build", Groups::BUILD),
    ("configure", Groups::BUILD),
    ("runtime", Groups::PROD),
];

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tokens = Tokens::new(text, &SYNTAX);
    let (mut depth, mut phase) = (0_usize, (0, Groups::PROD));
    while let Some(token) = tokens.next().filter(|_| !inventory.is_full()) {
        let call = CALLS.iter().find(|(name, _)| token.is(name));
        if let Some((_, groups)) = call {
            let groups = if *groups == Groups::NONE { phase.1 } else { *groups };
            add(token.text.span, groups, &mut tokens, inventory);
        } else if token.is("on") {
            let named = tokens.next().unwrap_or(token);
            let known = PHASES.iter().find(|(name, _)| named.text.value == *name);
            phase = (depth + 1, known.map_or(Groups::NONE, |(_, groups)| *groups));
        } else if token.is("{") {
            depth += 1;
        } else if token.is("}") {
            if depth == phase.0 {
                phase = (0, Groups::PROD);
            }
            depth = depth.saturating_sub(1);
        }
    }
    if let Some(at) = tokens.broken {
        inventory.error("syntax", BROKEN, Span::new(at, at));
    }
}

/// Reads `'Name'`, `'Name', '1.2'` or `'Name' => 1.2`.
fn add<'a>(call: Span, groups: Groups, tokens: &mut Tokens<'a>, inventory: &mut Inventory<'a>) {
    let _ = tokens.takes("(");
    let before = tokens.at;
    let Some(name) = tokens.next().filter(|it| it.quoted && !it.text.value.is_empty()) else {
        tokens.at = before;
        return inventory.error("entry", COMPUTED, call);
    };
    let name = name.text;
    let before = tokens.at;
    let follows = tokens.takes(",") || tokens.takes("=") && tokens.takes(">");
    let version = tokens.next().filter(|it| follows && (it.quoted || it.is_word()));
    if version.is_none() {
        tokens.at = before;
    }
    if name.value == "perl" {
        return;
    }
    let version = version.map(|version| version.text).filter(|version| version.value != "0");
    let (requirement, span) = match version {
        None => (Requirement::none(), name.span),
        Some(version) => of_version(&version),
    };
    let package = Package::unnamed(name.value, requirement, span);
    inventory.push(Package { source: Source::Other, groups, direct: Some(true), ..package });
}

fn of_version<'a>(version: &Text<'a>) -> (Requirement<'a>, Span) {
    match version.value.strip_prefix("==").filter(|rest| !rest.contains(',')) {
        Some(alone) => {
            let alone = version.slice(alone.trim_ascii());
            (Requirement::exact(alone.value), alone.span)
        }
        None => (Requirement::new(RequirementClass::Range, version.value.clone()), version.span),
    }
}
