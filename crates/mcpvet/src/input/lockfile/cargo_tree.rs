//! What `cargo tree` prints: the crates of a build, each below those that need it.
//!
//! <https://doc.rust-lang.org/cargo/commands/cargo-tree.html>
//!
//! - An entry is `name v1.2.3`, and behind it in parentheses a path, a Git repository, another
//!   registry, `proc-macro`, or `*` where what it needs stands elsewhere. With `--format`, more can
//!   follow.
//! - How deep it stands, the branches say, or a number with `--prefix depth`. With `--prefix none`
//!   nobody knows who needs whom.
//! - `[build-dependencies]` and `[dev-dependencies]` stand in front of some of what one crate needs.
//! - With `-e features`, `name feature "std"` stands between a crate and what it needs.
//! - A tree that begins with a crate that is not at a path and leads to one is of `--invert` or
//!   `--duplicates`: there each crate stands below what it needs.

use super::tree::Tree;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::launch::npm_spec;
use crate::launch::url::Url;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "cargo-tree",
    title: "cargo tree",
    file_names: &["cargo-tree.txt"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let (mut entries, mut odd, mut own) = (0, 0, false);
    for line in head.text.lines().filter(|line| !line.trim_ascii().is_empty()).take(40) {
        let (depth, content) = split(line.trim_ascii_end());
        let entry = read(content, content);
        let is_noted = ["(*)", "(proc-macro)"].iter().any(|note| content.ends_with(note));
        let is_foreign = entry.as_ref().is_some_and(|entry| entry.source != Source::Registry);
        own |= entry.is_some() && (depth > 0 || is_noted || is_foreign);
        entries += usize::from(entry.is_some());
        let is_known = section(content).is_some() || feature(content).is_some();
        // The last line can break off.
        odd += usize::from(entry.is_none() && !is_known && !head.text.ends_with(line));
    }
    if own && 4 * odd < entries { Likeness::Likely } else { Likeness::No }
}

/// Splits a line into its depth and what stands there.
fn split(line: &str) -> (usize, &str) {
    let drawn = |c| matches!(c, '│' | '├' | '└' | '─' | '|' | '`' | '-' | ' ');
    let content = line.trim_start_matches(drawn);
    let signs = line[..line.len() - content.len()].chars().count();
    let name = content.trim_start_matches(|c: char| c.is_ascii_digit());
    match content[..content.len() - name.len()].parse() {
        Ok(depth) => (depth, name),
        Err(_) => (signs / 4, content),
    }
}

/// What the crates below a heading are for.
fn section(content: &str) -> Option<Groups> {
    match content {
        "[build-dependencies]" => Some(Groups::BUILD),
        "[dev-dependencies]" => Some(Groups::DEV),
        _ => None,
    }
}

/// The crate of `name feature "std"`.
fn feature(content: &str) -> Option<&str> {
    content.split_once(" feature \"").map(|(name, _)| name)
}

/// The crate of `name v1.2.3 (notes)`.
fn read<'a>(content: &'a str, text: &str) -> Option<Package<'a>> {
    let mut words = content.splitn(3, ' ');
    let name = words.next().filter(|name| npm_spec::is_name(name) && !name.starts_with('@'))?;
    let version = words.next()?.strip_prefix('v').and_then(npm_spec::exact)?;
    let notes = words.next().unwrap_or_default();
    let notes = notes.strip_prefix("(proc-macro)").unwrap_or(notes).trim_start();
    let note = notes.strip_prefix('(').and_then(|note| note.split(')').next()).unwrap_or_default();
    let exact = Text::of(version, text);
    let exact = (Requirement::exact(exact.value), exact.span);
    let (source, (requirement, span)) = match note.as_bytes() {
        [b'/' | b'\\', ..] | [_, b':', b'\\' | b'/', ..] => (Source::Local, exact),
        _ if note.starts_with("registry") => (Source::Url, exact),
        _ => match Url::read(note) {
            Some(url) => {
                let requirement = Requirement::new(RequirementClass::GitRef, url.shown());
                (Source::Git, (requirement, Text::of(note, text).span))
            }
            None => (Source::Registry, exact),
        },
    };
    let package = Package::new(Ecosystem::CratesIo, name.into(), requirement, span);
    Some(Package { source, ..package }.stating(Some(version)))
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    const EXPECTED: &str = "expected an entry such as `name v1.2.3`; it was not read";
    let (mut tree, mut open) = (Tree::default(), Vec::new());
    // Whether a tree begins with a crate of the project, and whether one leads to such a crate.
    let (mut from_project, mut to_project) = (false, false);
    lines::read(text, inventory, EXPECTED, &mut |line, _| {
        let (depth, content) = split(line);
        if let Some(groups) = section(content) {
            if let Some(Open { section, .. }) = open.get_mut(depth) {
                *section = groups;
            }
            return true;
        }
        open.truncate(depth);
        let above = open.last_mut();
        let asker = above.as_ref().and_then(|above| above.place);
        if let Some(name) = feature(content) {
            // What stands above has the feature, or needs a crate that has it.
            let is_own = asker.is_some_and(|asker| tree.package(asker).name == name);
            let groups = above.as_ref().map_or(Groups::NONE, |above| above.section);
            let of_same = above.as_ref().and_then(|above| above.feature);
            let feature = of_same.filter(|own| own.0 == name).unwrap_or((name, asker, groups));
            let place = asker.filter(|_| is_own);
            open.push(Open { place, feature: Some(feature), section: Groups::NONE });
            return true;
        }
        let Some(package) = read(content, text) else {
            return NOISE.iter().any(|start| content.starts_with(start));
        };
        let is_local = package.source == Source::Local;
        from_project |= is_local && depth == 0;
        to_project |= is_local && depth > 0;
        let groups = above.as_ref().map_or(Groups::NONE, |above| above.section);
        let place = match above {
            Some(Open { place, feature: Some((name, asker, groups)), .. })
                if package.name == *name =>
            {
                *place.insert(tree.add(package, *asker, *groups))
            }
            _ => tree.add(package, asker, groups),
        };
        open.push(Open { place: Some(place), feature: None, section: Groups::NONE });
        true
    });
    tree.is_inverted = to_project && !from_project;
    tree.finish(inventory);
}

/// What Cargo says on the side.
const NOISE: &[&str] =
    &["warning:", "note:", "Updating ", "Locking ", "Downloading ", "Downloaded "];

/// A line whose branch goes on.
struct Open<'a> {
    /// The place of the crate, for a feature that of the crate which has it.
    place: Option<usize>,
    /// The crate that has the feature, who needs it and for what.
    feature: Option<(&'a str, Option<usize>, Groups)>,
    /// What the crates below are for.
    section: Groups,
}
