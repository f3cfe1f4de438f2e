//! `composer show --tree`: what the project asks for, and below it what each package asks for.
//!
//! <https://getcomposer.org/doc/03-cli.md#show-info>
//!
//! - At the margin stands a package with its version and what it is. Below it stand names with what is
//!   asked of them: which version is there, the tree does not say unless it has one at its margin too.
//! - PHP, its extensions and libraries of the machine are left out, as elsewhere.

use super::push_once;
use crate::input::lockfile::composer_lock::is_branch;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "composer-tree",
    title: "composer show --tree",
    file_names: &[],
    sniff: |head: &Head<'_>| {
        let mut roots = 0;
        let is_below = |line: &str| {
            let (is_root, name, version) = split(line);
            roots += usize::from(is_root && is_name(name) && !version.is_empty());
            !is_root && roots > 0 && (is_name(name) || is_platform(name)) && !version.is_empty()
        };
        let has_branch = head.text.contains("──") && !head.text.contains("── ");
        match has_branch && head.text.lines().any(is_below) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected a package and its version; it was not read";
    let mut packages = Vec::new();
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let (is_root, name, rest) = split(line);
        if is_platform(name) || name.is_empty() {
            return true;
        }
        if !is_name(name) || rest.is_empty() {
            return false;
        }
        let version = rest.split(" (circular").next().unwrap_or(rest);
        let version = if is_root { version.split(' ').next().unwrap_or(version) } else { version };
        let (class, source) = match is_root {
            true if is_branch(version) => (RequirementClass::GitRef, Source::Git),
            true => (RequirementClass::Exact, Source::Registry),
            false => (RequirementClass::Range, Source::Registry),
        };
        let [name, version] = [name, version].map(|part| Text::of(part, text));
        let requirement = Requirement::new(class, version.value);
        let package = Package::new(Ecosystem::Packagist, name.value, requirement, version.span);
        let direct = is_root.then_some(true);
        packages.push(Some(Package { source, direct, ..package }));
        true
    });
    push_once(packages, &[], inventory);
}

/// Whether a line stands at the margin, its name and what stands behind it.
fn split(line: &str) -> (bool, &str, &str) {
    let drawn = |c: char| matches!(c, '│' | '├' | '└' | '─' | ' ' | '|' | '`' | '-' | '\u{feff}');
    let entry = line.trim_start_matches(drawn);
    let (name, rest) = entry.split_once(' ').unwrap_or((entry, ""));
    (entry.len() == line.trim_start_matches('\u{feff}').len(), name, rest.trim_ascii())
}

fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
    let parts = name.split_once('/').filter(|(vendor, own)| !vendor.is_empty() && !own.is_empty());
    parts.is_some_and(|(_, own)| !own.contains('/')) && name.bytes().all(plain)
}

/// What is no package: `php`, `ext-json`, `lib-icu`, `composer-runtime-api`.
fn is_platform(name: &str) -> bool {
    let is_one = ["php", "ext-", "lib-", "composer-", "hhvm"].iter().any(|it| name.starts_with(it));
    is_one && !name.contains('/')
}
