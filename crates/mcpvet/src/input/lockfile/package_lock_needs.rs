//! Who needs whom in a `package-lock.json`, found out for callers that ask for it alone.
//!
//! - What a package needs is looked for where Node.js looks: in its own `node_modules`, then in
//!   those of the folders around it, up to that of the project.
//! - A link to a workspace stands for its folder.
//! - What nothing answers, as an optional package of another platform, is left out.
//! - Of entries with paths the first walk keeps the places that matter ([`Traces`]); version 1, whose
//!   entries are nested, is walked through a second time.

use std::borrow::Cow;

use super::package_lock::behind_modules;
use crate::hash::hash;
use crate::input::Inventory;
use crate::input::json::{Kind, Reader, SyntaxError, string_value};
use crate::input::limits::MAX_NEEDS;
use crate::input::needs::{Need, Traces};
use crate::package::Span;
use crate::sort;

/// Bytes of a path; what stands deeper asks for nothing.
const MAX_PATH_BYTES: usize = 4_096;

/// Folders around a package that are looked into, the project's own on top.
const MAX_FOLDERS: usize = 32;

/// Finds out who needs whom.
pub(super) fn of(text: &str, inventory: &Inventory<'_>, traces: &Traces) -> Vec<Need> {
    let has_paths = inventory.packages.iter().any(|package| package.pointer.is_some());
    let tree = match has_paths {
        true => Tree::of_paths(text, inventory, traces),
        false => Tree::of_nested(text, inventory),
    };
    tree.needs(text)
}

/// A path, and the number of the package that stands there.
type Entry<'t> = (Cow<'t, str>, u32);

#[derive(Default)]
struct Tree<'t> {
    entries: Vec<Entry<'t>>,
    /// The number of an entry, and where in the text the names stand that it needs.
    asking: Vec<(u32, u32)>,
}

impl<'t> Tree<'t> {
    fn of_paths(text: &'t str, inventory: &Inventory<'_>, traces: &Traces) -> Self {
        let path = |span: Span| string_value(&text[span.start as usize..span.end as usize]);
        let paths = inventory.packages.iter().map(|it| it.pointer.map(|it| path(it.key)));
        let mut entries: Vec<Entry<'_>> = paths.map(Option::unwrap_or_default).zip(0..).collect();
        let links = match traces.links.is_empty() {
            true => Vec::new(),
            false => sort::order(entries.len(), &|a, b| entries[a].0.cmp(&entries[b].0)),
        };
        for (from, to) in &traces.links {
            let to = path(*to);
            let at = links.partition_point(|at| entries[*at].0 < to);
            let found = links.get(at).map(|at| &entries[*at]).filter(|entry| entry.0 == to);
            entries.extend(found.map(|(_, package)| (path(*from), *package)));
        }
        Self { entries, asking: traces.asking.clone() }
    }

    fn of_nested(text: &'t str, inventory: &Inventory<'_>) -> Self {
        let mut packages: Vec<Need> =
            inventory.packages.iter().map(|package| package.span.start).zip(0..).collect();
        sort::by(&mut packages, |a, b| a.cmp(b));
        let mut tree = Self::default();
        // What breaks off was said when the packages were read.
        let _ = Reader::new(text).object(|reader, key| match &*key.value {
            "dependencies" => tree.read_nested(reader, "", &packages),
            _ => reader.skip(),
        });
        tree
    }

    /// Reads the `dependencies` of version 1, whose paths follow from how they are nested. Their
    /// packages are known by the places of their versions, or of their names.
    fn read_nested(
        &mut self,
        reader: &mut Reader<'t>,
        around: &str,
        packages: &[Need],
    ) -> Result<(), SyntaxError> {
        if around.len() > MAX_PATH_BYTES || reader.peek()? != Kind::Object {
            return reader.skip();
        }
        reader.object(|reader, key| {
            if reader.peek()? != Kind::Object {
                return reader.skip();
            }
            let path = [around, "node_modules/", &key.value].concat();
            let inside = [&path, "/"].concat();
            let (mut span, mut asks) = (key.span, None);
            reader.object(|reader, member| match &*member.value {
                "dependencies" => self.read_nested(reader, &inside, packages),
                "version" => {
                    span = reader.string_or_skip()?.map_or(key.span, |version| version.span);
                    Ok(())
                }
                name => {
                    asks = asks.or((name == "requires").then_some(reader.position() as u32));
                    reader.skip()
                }
            })?;
            let at = packages.partition_point(|(place, _)| *place < span.start);
            if let Some((_, package)) = packages.get(at).filter(|it| it.0 <= span.end) {
                self.asking.extend(asks.map(|place| (self.entries.len() as u32, place)));
                self.entries.push((Cow::Owned(path), *package));
            }
            Ok(())
        })
    }

    fn needs(&self, text: &str) -> Vec<Need> {
        let modules = Modules::new(&self.entries);
        let mut needs = Vec::new();
        for asking in self.asking.chunk_by(|a, b| a.0 == b.0) {
            let (path, package) = &self.entries[asking[0].0 as usize];
            let around = around(path);
            for (_, place) in asking {
                // What is no object names nothing.
                let _ = Reader::new(&text[*place as usize..]).object(|reader, name| {
                    let found = modules.find(&around, &name.value);
                    needs.extend(found.map(|found| (*package, found)));
                    reader.skip()
                });
            }
            if needs.len() > MAX_NEEDS {
                break;
            }
        }
        needs
    }
}

/// The folders in which a package looks for others, the nearest first, the project last, each with
/// its number.
fn around(path: &str) -> Vec<(u64, &str)> {
    let mut around = Vec::new();
    let mut folder = if path.len() > MAX_PATH_BYTES { "" } else { path };
    while !folder.is_empty() && around.len() < MAX_FOLDERS {
        if !folder.ends_with("node_modules") {
            around.push((hash(folder.as_bytes()), folder));
        }
        folder = memchr::memrchr(b'/', folder.as_bytes()).map_or("", |end| &folder[..end]);
    }
    around.push((hash(b""), ""));
    around
}

/// The entries that stand in a `node_modules`, found by numbers made of their folders and names.
struct Modules<'e> {
    entries: &'e [Entry<'e>],
    /// For each a part of its number and the number of the entry plus one; zeros where none is.
    slots: Vec<(u32, u32)>,
}

impl<'e> Modules<'e> {
    /// Slots that are looked at for one name. One in two is free, so that hardly any name needs ten;
    /// in a text made to have many names with one number, most of them are not found.
    const LOOKS: usize = 256;

    fn new(entries: &'e [Entry<'e>]) -> Self {
        let slots = vec![(0, 0); (2 * entries.len()).next_power_of_two()];
        let mut modules = Self { entries, slots };
        for ((path, _), number) in entries.iter().zip(1..) {
            let Some((folder, name)) = split(path) else { continue };
            let mark = Self::mark(hash(folder.as_bytes()), hash(name.as_bytes()));
            let free = modules.looks(mark).find(|at| modules.slots[*at].1 == 0);
            if let Some(free) = free {
                modules.slots[free] = (mark as u32, number);
            }
        }
        modules
    }

    const fn mark(folder: u64, name: u64) -> u64 {
        folder ^ name.rotate_left(7)
    }

    fn looks(&self, mark: u64) -> impl Iterator<Item = usize> + use<> {
        let (first, last) = ((mark >> 32) as usize, self.slots.len() - 1);
        (first..first + Self::LOOKS).map(move |at| at & last)
    }

    /// The package of this name in the first of some folders that has one.
    fn find(&self, folders: &[(u64, &str)], name: &str) -> Option<u32> {
        let hashed = hash(name.as_bytes());
        folders.iter().find_map(|(folder, path)| {
            let mark = Self::mark(*folder, hashed);
            let taken = self.looks(mark).map(|at| self.slots[at]).take_while(|slot| slot.1 > 0);
            let mut alike = taken
                .filter(|(part, _)| *part == mark as u32)
                .map(|(_, number)| &self.entries[number as usize - 1]);
            alike.find(|entry| split(&entry.0) == Some((path, name))).map(|entry| entry.1)
        })
    }
}

/// The folder in whose `node_modules` a path leads, and the name of what stands there.
fn split(path: &str) -> Option<(&str, &str)> {
    let at = behind_modules(path)?;
    let folder = path[..at].strip_suffix("node_modules/").unwrap_or_default();
    Some((folder.strip_suffix('/').unwrap_or(folder), &path[at..]))
}
