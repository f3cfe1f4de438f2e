//! Java: `jbang group:artifact:version`, `java -jar x.jar`.
//!
//! <https://www.jbang.dev/documentation/jbang/latest/cli/jbang.html>

use super::options::{Item, Options, Table};
use super::{Call, interpreter, named, remote};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement};
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("java javaw jbang");

const TABLE: Table = Table::new(
    Words(
        "-jar -cp --cp -classpath --class-path --module-path --add-modules --add-opens \
        --add-exports --deps --repos -m --main -j --java -D -R --runtime-option -C \
        --compile-option --catalog --config -s --sources --files --source-type --javaagent --name",
    ),
    Words("--quiet --verbose --fresh -o --offline --insecure --preview --enable-preview"),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    if call.runner != "jbang" {
        return options.find_map(|item| match item {
            Item::Value("-jar", file) => interpreter::of_file(call, &file),
            _ => None,
        });
    }
    let mut packages = Vec::new();
    for item in options {
        match item {
            Item::Value("--deps", list) => {
                let dependencies = list.value.split(',').map(|one| list.slice(one));
                packages.extend(dependencies.filter_map(|one| of_coordinates(&one)));
            }
            Item::Word(word) if word.value == "run" => {}
            Item::Word(target) => {
                packages.splice(0..0, started(call, target));
                break;
            }
            _ => {}
        }
    }
    (!packages.is_empty()).then_some(packages)
}

/// What `jbang` runs; nothing is known about the aliases of its catalogs.
fn started<'a>(call: &Call<'_, 'a>, target: &Text<'a>) -> Vec<Package<'a>> {
    const FILES: Words = Words(".java .jar .war .jsh .kt .groovy");
    if let Some(package) = of_coordinates(target).or_else(|| remote::of_code(target)) {
        return vec![package];
    }
    let file = FILES.any_ends(&target.value);
    interpreter::of_file(call, target).filter(|_| file).unwrap_or_default()
}

/// Reads `group:artifact:version`, with a classifier or a type behind.
fn of_coordinates<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let (group, rest) = text.value.split_once(':')?;
    let (artifact, rest) = rest.split_once(':')?;
    let name = text.slice(&text.value[..group.len() + 1 + artifact.len()]);
    if !named::is_name(Ecosystem::Maven, &name.value) {
        return None;
    }
    let version = match rest.contains('{') {
        true => rest,
        false => rest.split([':', '@']).next().unwrap_or_default(),
    };
    let package = Package::new(Ecosystem::Maven, name.value, Requirement::none(), name.span);
    Some(named::with_version(package, &text.slice(version)))
}
