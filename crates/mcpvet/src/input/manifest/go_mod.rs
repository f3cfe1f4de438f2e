//! `go.mod`, what a Go module needs, and `go.work`, which joins several on one machine.
//!
//! Written by people and the go command. <https://go.dev/ref/mod#go-mod-file>,
//! <https://go.dev/ref/mod#go-work-file>
//!
//! - The go command keeps the versions of `require` at those that it chose, so they are exact.
//!   `// indirect` marks what the module does not import itself.
//! - `replace` puts another module or a folder in place. One for a module that no `require` names
//!   is kept with low confidence: it takes effect if some dependency needs the module. One for
//!   another version than the one that is required takes none.
//! - `toolchain` brings the standard library, `stdlib` in advisories, in that version or a later
//!   one. Without it, the line `go` says from which version on; which one is taken, the file leaves
//!   open.
//! - `exclude` and `retract` name versions that are not taken, `tool`, `ignore`, `godebug` no
//!   versions at all; they are left out. `use` of `go.work` names modules of the project itself.

use crate::input::golang::{self, Module, arrow};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass, Source, Span};
use crate::sort;

/// `go.mod`.
pub(crate) const MOD: Format = Format {
    id: "go-mod",
    title: "go.mod",
    file_names: &["go.mod"],
    sniff: |head| {
        // A module that needs nothing has its name alone.
        let is_all = head.lines().filter(|line| !line.starts_with("//")).count() == 1;
        let starts = head.has_start("module ");
        let alone = if is_all && starts { Likeness::Possible } else { Likeness::No };
        let sure = sniff(head, "module ", &["require", "go ", "replace"]);
        // A part of one, as documentation shows it.
        let mut words = head.text.split_ascii_whitespace().take(4);
        let part = head.begins("require") && words.any(golang::is_version);
        sure.max(if part { Likeness::Likely } else { alone })
    },
    parse,
    paths: Paths::None,
};

/// `go.work`.
pub(crate) const WORK: Format = Format {
    id: "go-work",
    title: "go.work",
    file_names: &["go.work"],
    sniff: |head| sniff(head, "go ", &["use ", "use("]),
    parse,
    paths: Paths::None,
};

/// The first line that is no comment begins with `first`, and some other with one of `others`.
fn sniff(head: &Head<'_>, first: &str, others: &[&str]) -> Likeness {
    let mut lines = head.lines().filter(|line| !line.starts_with("//"));
    let begins = lines.next().is_some_and(|line| line.starts_with(first));
    let mut goes_on = || lines.any(|line| others.iter().any(|other| line.starts_with(other)));
    if begins && goes_on() { Likeness::Certain } else { Likeness::No }
}

const EXPECTED: &str =
    "expected a directive such as `require example.com/module v1.2.3`; it was not read";

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut file =
        File { text, block: None, required: Vec::new(), replaced: Vec::new(), stdlib: None };
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| file.line(line, inventory));
    if file.block.is_some() {
        let end = Span::new(text.len(), text.len());
        inventory.error("syntax", "the text ends too early: expected ')'", end);
    }
    file.finish(inventory);
}

struct File<'a> {
    text: &'a str,
    /// The directive whose parentheses are open.
    block: Option<&'a str>,
    /// Modules, and whether the project imports them itself.
    required: Vec<(Module<'a>, bool)>,
    replaced: Vec<Replacement<'a>>,
    stdlib: Option<Package<'a>>,
}

struct Replacement<'a> {
    old: Module<'a>,
    new: Module<'a>,
    /// Whether the module is required, so that what is built of it is known.
    settled: bool,
}

impl<'a> File<'a> {
    /// Reads one line; `false` when it makes no sense.
    fn line(&mut self, line: &'a str, inventory: &mut Inventory<'a>) -> bool {
        let (line, comment) = lines::split_comment(line, "//");
        let mut words = line.split_whitespace();
        let (directive, rest) = match (self.block, words.next()) {
            (_, None) => return true,
            (Some(_), Some(")")) => {
                self.block = None;
                return true;
            }
            (Some(block), Some(_)) => (block, line),
            (None, Some(word)) => {
                let word = word.trim_end_matches('(');
                (word, line[word.len()..].trim_start())
            }
        };
        if self.block.is_none() && rest.starts_with('(') {
            self.block = Some(directive).filter(|_| !rest.ends_with(')'));
            return true;
        }
        let words: Vec<&str> = rest.split_whitespace().take(8).collect();
        self.directive(directive, &words, comment, inventory)
    }

    fn directive(
        &mut self,
        directive: &str,
        words: &[&'a str],
        comment: &str,
        inventory: &mut Inventory<'a>,
    ) -> bool {
        match directive {
            "require" => {
                let module = Module::read(words, self.text).filter(|m| m.version.is_some());
                let direct = comment.split(';').next().map(str::trim) != Some("indirect");
                module.map(|module| self.required.push((module, direct))).is_some()
            }
            "replace" => match arrow(words, self.text) {
                Some((old, Some(new))) if new.is_folder() || new.version.is_some() => {
                    self.replaced.push(Replacement { old, new, settled: false });
                    true
                }
                _ => false,
            },
            "use" => Module::read(words, self.text)
                .map(|module| inventory.push(as_folder(module)))
                .is_some(),
            "toolchain" | "go" => words.first().is_some_and(|name| {
                // `toolchain` stands behind `go`; `default` and `local` say nothing.
                let stdlib = golang::stdlib(&Text::of(name, self.text));
                self.stdlib = stdlib.or_else(|| self.stdlib.take());
                true
            }),
            "module" | "exclude" | "retract" | "tool" | "ignore" | "godebug" => true,
            _ => false,
        }
    }

    fn finish(mut self, inventory: &mut Inventory<'a>) {
        self.stdlib.take().into_iter().for_each(|stdlib| inventory.push(stdlib));
        sort::by(&mut self.replaced, |a, b| key(&a.old).cmp(&key(&b.old)));
        for (module, direct) in self.required {
            let package = match replacement(&mut self.replaced, &module) {
                Some(new) => module.replaced(new),
                None => module.package(),
            };
            inventory.push(Package { direct: Some(direct), ..package });
        }
        for Replacement { old, new, .. } in self.replaced.into_iter().filter(|r| !r.settled) {
            let package = old.replaced(new);
            inventory.push(Package { confidence: Confidence::Low, ..package });
        }
    }
}

/// The order of replacements.
fn key<'m>(module: &'m Module<'_>) -> (&'m str, Option<&'m str>) {
    (&module.path.value, module.version.as_ref().map(|version| &*version.value))
}

/// What stands in place of a module: one for this version counts before one for all. Those for
/// other versions of it have no effect, as the version that is required is the one that is built.
fn replacement<'a>(all: &mut [Replacement<'a>], module: &Module<'a>) -> Option<Module<'a>> {
    let path = &*module.path.value;
    let find = |wanted| all.binary_search_by(|r| key(&r.old).cmp(&wanted)).ok();
    let found = find(key(module)).or_else(|| find((path, None)));
    let start = all.partition_point(|r| key(&r.old) < (path, None));
    for known in all[start..].iter_mut().take_while(|r| r.old.path.value == path) {
        known.settled = true;
    }
    found.map(|found| all[found].new.clone())
}

/// A folder that `use` names: `.` and `tools` are folders too.
fn as_folder(module: Module<'_>) -> Package<'_> {
    let Text { value, span } = module.path;
    let requirement = Requirement::new(RequirementClass::Path, value.clone());
    let package = Package::new(Ecosystem::Go, value, requirement, span);
    Package { source: Source::Local, ..package }
}
