//! `go version -m`: the modules that programs were built from.
//!
//! Written by the go command, out of what it put into the programs itself.
//! <https://pkg.go.dev/cmd/go#hdr-Print_Go_version>
//!
//! - `program: go1.22.3` names the toolchain, whose standard library is in the program.
//! - `mod` is the program's own module. Without a version, `(devel)`, it is the project itself.
//! - `dep` is a module in it, and `=>` on the next line what stands in its place.
//! - `path` and `build` say how it was built.

use crate::input::golang::{Module, is_version};
use crate::input::text::Text;
use crate::input::{Format, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Package, Requirement, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "go-version",
    title: "go version -m",
    file_names: &[],
    sniff: |head| {
        // What was copied from a terminal has spaces in the place of tabs.
        let is_module = |line: &str| matches!(line.split_whitespace().next(), Some("mod" | "dep"));
        match head.any_line(&|line| toolchain(line).is_some()) && head.any_line(&is_module) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

/// The version of `program: go1.22.3`.
fn toolchain(line: &str) -> Option<&str> {
    let (_, version) = line.split_once(": go")?;
    let version = version.split([' ', '-']).next()?;
    version.starts_with(|c: char| c.is_ascii_digit()).then_some(version)
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected `dep` and a module with its version; it was not read";
    let mut open: Option<Module<'a>> = None;
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        let mut words = line.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let module: Vec<&'a str> = words.take(2).collect();
        if kind == "=>" {
            let (Some(module), Some(other)) = (open.take(), read(&module, text)) else {
                return false;
            };
            inventory.push(module.replaced(other));
            return true;
        }
        open.take().map(package).into_iter().for_each(|package| inventory.push(package));
        match kind {
            "mod" | "dep" => open = read(&module, text),
            "" | "path" | "build" => return true,
            _ => {
                let Some(version) = toolchain(line) else { return false };
                let version = Text::of(version, text);
                let exact = Requirement::exact(version.value);
                let stdlib = Package::new(Ecosystem::Go, "stdlib".into(), exact, version.span);
                inventory.push(stdlib);
                return true;
            }
        }
        open.is_some()
    });
    open.map(package).into_iter().for_each(|package| inventory.push(package));
}

/// A module; one that was built from a folder has no version.
fn read<'a>(words: &[&'a str], text: &str) -> Option<Module<'a>> {
    let words =
        if words.get(1).is_some_and(|it| is_version(it)) { words } else { words.get(..1)? };
    Module::read(words, text)
}

fn package(module: Module<'_>) -> Package<'_> {
    let source = if module.version.is_some() { Source::Registry } else { Source::Local };
    Package { source, ..module.package() }
}
