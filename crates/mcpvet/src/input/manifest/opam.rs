//! `opam`, `*.opam` and `*.opam.locked`: what a package of OCaml asks for.
//!
//! <https://opam.ocaml.org/doc/Manual.html#opam>
//!
//! - `depends` and `depopts` are formulas of names with `{>= "4.08" & < "5"}` behind them; each name in
//!   them is a package, whichever side of a `|` it stands on. `with-test`, `with-doc`, `build` and their like
//!   are groups, other variables (`os = "linux"`) leave the package as it is.
//! - What is locked has `{= "1.2"}` everywhere, and names what comes along beside what the project asks
//!   for. `{= version}` is the version of the project, which may stand elsewhere.
//! - `pin-depends` says for `name.version` a URL, often of a repository: what `depends` asks for comes from there. `name` and `version` are the
//!   project itself. `depexts` are packages of an operating system and are left out, as are `conflicts`.

use std::borrow::Cow;

use crate::input::literals::{BROKEN, Syntax, Token, Tokens};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, elsewhere, project};
use crate::launch::pep508;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "opam",
    title: "opam file",
    file_names: &["opam", "*.opam", "*.opam.locked", "opam.locked"],
    sniff: |head: &Head<'_>| match head.begins("opam-version:") {
        true => Likeness::Certain,
        false if head.begins("depends: [") => Likeness::Possible,
        false => Likeness::No,
    },
    parse,
    paths: Paths::None,
};

const SYNTAX: Syntax = Syntax { comment: "#", block: ("(*", "*)"), long: ("", ""), word: "-+.%" };

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'.')
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut tokens = Tokens::new(text, &SYNTAX);
    let (mut depth, mut field, mut word) = (0_usize, "", "");
    let mut own: [Option<Text<'a>>; 2] = [None, None];
    let (mut pinned, mut pins) = (None, Vec::new());
    let first = inventory.packages.len();
    while let Some(token) = tokens.next().filter(|_| !inventory.is_full()) {
        let groups = match field {
            "depends" => Some(Groups::PROD),
            "depopts" => Some(Groups::OPTIONAL),
            _ => None,
        };
        let is_entry = token.quoted || depth > 0 && token.is_word();
        let piece = token.text;
        match (&*piece.value, groups) {
            (name, Some(groups)) if is_entry => {
                let is_name = token.quoted && !name.is_empty() && name.bytes().all(is_of_name);
                let (place, package) = (piece.span, package(piece, groups, &mut tokens));
                match is_name {
                    true => inventory.push(package),
                    false => inventory.error("entry", EXPECTED, place),
                }
            }
            _ if token.quoted => match field {
                "pin-depends" => match pinned.take() {
                    Some(name) => pins.push(pin(&name, &piece)),
                    None => pinned = Some(piece),
                },
                "name" => own[0] = Some(piece),
                "version" => own[1] = Some(piece),
                _ => {}
            },
            ("[" | "{" | "(", _) => depth += 1,
            ("]" | "}" | ")", _) => depth = depth.saturating_sub(1),
            (":", _) if depth == 0 => field = word,
            _ => word = &text[piece.span.start as usize..piece.span.end as usize],
        }
    }
    elsewhere::settle(first, pins, inventory);
    if let Some(name) = pinned {
        inventory.error("entry", "expected a URL behind this package", name.span);
    }
    if tokens.broken.is_some() || depth > 0 {
        let at = tokens.broken.unwrap_or(text.len());
        inventory.error("syntax", BROKEN, Span::new(at, at));
    }
    project::add(Some(Ecosystem::Opam), own, Source::Local, inventory);
}

const EXPECTED: &str = "expected the name of a package in quotes; it was not read";

/// Reads `"name.version" "git+https://…#commit"`.
fn pin<'a>(name: &Text<'a>, place: &Text<'a>) -> Package<'a> {
    let (own, version) = name.value.split_once('.').unwrap_or((&name.value, ""));
    let (url, reference) = place.value.split_once('#').unwrap_or((&place.value, ""));
    let scheme = url.split(':').next().unwrap_or_default();
    let of_git = matches!(scheme, "git" | "hg" | "darcs" | "ssh") || scheme.contains('+');
    let (source, requirement) = match of_git || url.ends_with(".git") {
        true => (Source::Git, pep508::of_git(url, reference)),
        false => {
            let requirement = pep508::of_file(url);
            let is_path = requirement.class == RequirementClass::Path;
            (if is_path { Source::Local } else { Source::Url }, requirement)
        }
    };
    let own = name.slice(own).value;
    let package = Package::new(Ecosystem::Opam, own, requirement, place.span);
    let package = Package { source, direct: Some(true), ..package };
    package.stating(Some(version))
}

/// Words that say for what a package is used.
const GROUPS: [(&str, Groups); 7] = [
    ("with-test", Groups::TEST),
    ("test", Groups::TEST),
    ("with-doc", Groups::DEV),
    ("doc", Groups::DEV),
    ("with-dev-setup", Groups::DEV),
    ("dev", Groups::DEV),
    ("build", Groups::BUILD),
];

/// The package of this name with what stands in braces behind it.
fn package<'a>(name: Text<'a>, declared: Groups, tokens: &mut Tokens<'a>) -> Package<'a> {
    let (groups, clauses) = filter(tokens);
    let groups = if groups == Groups::NONE { declared } else { groups };
    let (class, span) = match &clauses[..] {
        [] => (RequirementClass::None, name.span),
        [first, .., last] => (RequirementClass::Range, first.to(last)),
        [one] if one.sign != "=" => (RequirementClass::Range, one.to(one)),
        [one] => (RequirementClass::Exact, one.version.text.span),
    };
    let is_open = clauses.iter().any(|clause| !clause.version.quoted);
    let text = &tokens.text[span.start as usize..span.end as usize];
    let requirement = match class {
        RequirementClass::None => Requirement::none(),
        _ if is_open => Requirement::new(RequirementClass::Dynamic, text),
        _ => Requirement::new(class, text),
    };
    // What is locked may come along with something else.
    let direct = (class != RequirementClass::Exact).then_some(true);
    Package { groups, direct, ..Package::new(Ecosystem::Opam, name.value, requirement, span) }
}

/// Reads `{with-test & >= "1.2"}`, if it stands there.
fn filter<'a>(tokens: &mut Tokens<'a>) -> (Groups, Vec<Clause<'a>>) {
    let (mut groups, mut clauses) = (Groups::NONE, Vec::new());
    while tokens.takes("{") {
        let (mut last, mut sign) = (None, None);
        loop {
            let Some(token) = tokens.next() else {
                tokens.breaks_off();
                break;
            };
            if token.is("}") {
                break;
            }
            let word = &*token.text.value;
            let is_variable = |last: &Token<'_>| last.is_word();
            if !token.quoted && Words("= != < > <= >=").contains(word) {
                // Behind a variable it compares that variable.
                sign = (!last.as_ref().is_some_and(is_variable)).then_some(token.text.clone());
            } else if let Some(sign) = sign.take() {
                clauses.push(Clause { start: sign.span.start, sign: sign.value, version: token });
                last = None;
                continue;
            } else if !token.quoted && !last.is_some_and(|last| last.is("!")) {
                let known = GROUPS.iter().find(|(name, _)| *name == word);
                groups = groups.and(known.map_or(Groups::NONE, |(_, groups)| *groups));
            }
            last = Some(token);
        }
    }
    (groups, clauses)
}
/// One comparison with a version.
struct Clause<'a> {
    start: u32,
    sign: Cow<'a, str>,
    version: Token<'a>,
}

impl Clause<'_> {
    /// From here up to the end of another one.
    fn to(&self, last: &Self) -> Span {
        let end = last.version.text.span.end + u32::from(last.version.quoted);
        Span { start: self.start, end }
    }
}
