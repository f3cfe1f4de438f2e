//! `gradle.lockfile` and `buildscript-gradle.lockfile`: what Gradle chose for each configuration.
//!
//! Written by Gradle. <https://docs.gradle.org/current/userguide/dependency_locking.html>
//!
//! - A line is `group:name:version=configuration,configuration`; the names of the configurations
//!   say for what a module is used. Those of a build script are `classpath`.
//! - `empty=` lists configurations without modules. Older files, one a configuration, have lines
//!   without `=`.

use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, gradle, lines};
use crate::package::{Groups, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gradle-lockfile",
    title: "gradle.lockfile",
    file_names: &["*gradle.lockfile", "*.lockfile"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    if head.text.trim_start().starts_with("# This is a Gradle generated file") {
        return Likeness::Certain;
    }
    let is_entry = |line: &str| {
        let (module, configurations) = line.split_once('=').unwrap_or_default();
        !configurations.contains(' ')
            && (line.starts_with("empty=") || module.matches(':').count() == 2)
    };
    let mut lines = head.lines().filter(|line| !line.starts_with('#')).take(10).peekable();
    let fits = lines.peek().is_some() && lines.all(is_entry);
    if fits { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected `group:name:1.2.3=configuration`; it was not read";
    lines::read(text, inventory, EXPECTED, &mut |line, inventory| {
        if line.starts_with('#') || line.starts_with("empty=") {
            return true;
        }
        let (module, configurations) = line.split_once('=').unwrap_or((line, ""));
        let package = gradle::module(&Text::of(module.trim(), text));
        let Some(package) = package.filter(|package| package.requirement.is_exact()) else {
            return false;
        };
        let named = configurations.split(',').filter(|name| !name.is_empty());
        let groups = named.fold(Groups::default(), |all, name| all.and(gradle::group_of(name)));
        inventory.push(Package { groups, ..package });
        true
    });
}
