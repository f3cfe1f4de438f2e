//! `cabal.project.freeze`: every Haskell package that `cabal freeze` wrote down.
//!
//! <https://cabal.readthedocs.io/en/stable/cabal-commands.html#cabal-freeze>
//!
//! - `constraints:` holds `any.name ==1.2.3`, and the flags of packages (`name +flag`), which name
//!   no version and are left out.
//! - `any.name installed` is what comes with the compiler; its version is not said.

use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cabal-freeze",
    title: "cabal.project.freeze",
    file_names: &["cabal.project.freeze", "*.project.freeze"],
    sniff: |head: &Head<'_>| {
        let constraints = head.begins("constraints:");
        match constraints && head.text.contains("any.") {
            true => Likeness::Certain,
            false if constraints => Likeness::Possible,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let expected = "expected a constraint such as `any.name ==1.2.3`; this one was not read";
    let mut in_constraints = false;
    lines::read(text, inventory, expected, &mut |line, inventory| {
        let mut content = line.trim_ascii_start();
        if content.starts_with("--") {
            return true;
        }
        // A field begins at the margin, and what is indented belongs to it.
        let mut clear = true;
        if content.len() == line.len() {
            clear = content.contains(':') || STANZAS.any_starts(content);
            let field = content.strip_prefix("constraints:");
            in_constraints = field.is_some();
            content = field.unwrap_or_default();
        }
        for entry in content.split(',').filter(|_| in_constraints) {
            clear &= read(&Text::of(entry.trim_ascii(), text), inventory);
        }
        clear
    });
}

/// Reads one constraint; whether it is one.
fn read<'a>(entry: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    let end = entry.value.find([' ', '=', '<', '>', '^']).unwrap_or(entry.value.len());
    let (name, rest) = (&entry.value[..end], entry.value[end..].trim_ascii());
    // `any.` is every package of this name, `setup.` what builds it; `name:setup.other` too.
    let name = name.rsplit([':', '.']).next().unwrap_or_default();
    let of_build = |word: &str| word.starts_with(['+', '-']) || WORDS.contains(&word);
    if entry.value.is_empty() || name.is_empty() || rest.is_empty() {
        return entry.value.is_empty();
    }
    if rest.split_ascii_whitespace().all(of_build) {
        return true;
    }
    let one = rest.strip_prefix("==").filter(|version| !version.contains(['*', '|', '&', '{']));
    let (class, shown) = match one {
        _ if rest == "installed" => (RequirementClass::None, name),
        Some(version) => (RequirementClass::Exact, version.trim_ascii()),
        None => (RequirementClass::Range, rest),
    };
    let (name, shown) = (entry.slice(name), entry.slice(shown));
    let text = if class == RequirementClass::None { "".into() } else { shown.value };
    let requirement = Requirement::new(class, text);
    inventory.push(Package::new(Ecosystem::Hackage, name.value, requirement, shown.span));
    true
}

/// Parts of a project that have fields of their own.
const STANZAS: Words = Words("package source-repository-package repository program- haddock if el");

/// What a constraint can say of how a package is built, beside its flags.
const WORDS: &[&str] = &["source", "test", "bench"];
