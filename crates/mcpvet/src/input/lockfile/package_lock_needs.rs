//! Who needs whom in a `package-lock.json`, found in a second walk that only some callers ask for.
//!
//! - What a package needs is looked for where Node.js looks: in its own `node_modules`, then in
//!   those of the folders around it, up to that of the project.
//! - A link to a workspace stands for its folder.
//! - What nothing answers, as an optional package of another platform, is left out.

use std::borrow::Cow;

use super::package_lock::behind_modules;
use crate::input::Inventory;
use crate::input::json::{Kind, Reader, SyntaxError, hash};
use crate::input::limits::MAX_NEEDS;
use crate::input::needs::Need;
use crate::package::{Package, Span};
use crate::sort;

/// Bytes of a path; longer ones are left out.
const MAX_PATH_BYTES: usize = 4_096;

/// Folders around a package that are looked into, the project's own on top.
const MAX_FOLDERS: usize = 32;

/// Modules with the same number that are looked at; two of them are rare.
const MAX_ALIKE: usize = 8;

/// A number for a name in a folder.
fn mark(folder: u32, name: &str) -> u64 {
    hash(name.as_bytes()).rotate_left(7) ^ u64::from(folder).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The members of an entry that name what it needs.
const NEEDS: [&str; 5] =
    ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies", "requires"];

/// What was found on the walk. Folders are told apart by numbers: that of the project is 0.
#[derive(Default)]
struct Tree<'a, 'n> {
    /// The packages by the places that they were read from.
    numbers: &'n [Need],
    /// The folders that hold a `node_modules`, by their paths.
    folders: Vec<(Cow<'a, str>, u32)>,
    /// What stands in the `node_modules` of a folder: the folder's number, a name, the package.
    modules: Vec<(u32, Cow<'a, str>, u32)>,
    /// The same by a number for folder and name, which is compared faster than names are.
    marks: Vec<(u64, u32)>,
    /// The packages by their paths.
    paths: Vec<(Cow<'a, str>, u32)>,
    /// Links from the `node_modules` of a folder, under a name, to a path.
    links: Vec<(u32, Cow<'a, str>, Cow<'a, str>)>,
    askers: Vec<Asker<'a>>,
}

struct Asker<'a> {
    package: u32,
    path: Cow<'a, str>,
    wanted: Vec<Cow<'a, str>>,
}

/// Finds out who needs whom; packages are known by the places that they were read from.
pub(super) fn of(text: &str, inventory: &Inventory<'_>) -> Vec<Need> {
    let packages = inventory.packages.iter().zip(0_u32..);
    let place = |it: &Package<'_>| it.pointer.map_or(it.span.start, |pointer| pointer.key.start);
    let mut numbers: Vec<Need> = packages.map(|(it, at)| (place(it), at)).collect();
    sort::by(&mut numbers, |a, b| a.cmp(b));
    let mut tree = Tree::new(&numbers);
    let mut has_paths = false;
    // What breaks off was said when the packages were read.
    let _ = Reader::new(text).object(|reader, key| match &*key.value {
        "packages" if reader.peek()? == Kind::Object => {
            (has_paths, tree) = (true, Tree::new(&numbers));
            reader.object(|reader, path| tree.read(reader, path.value, path.span, ""))
        }
        "dependencies" if !has_paths => tree.read_nested(reader, ""),
        _ => reader.skip(),
    });
    tree.needs()
}

impl<'a, 'n> Tree<'a, 'n> {
    fn new(numbers: &'n [Need]) -> Self {
        let project = vec![(Cow::Borrowed(""), 0)];
        Self { numbers, folders: project, ..Self::default() }
    }

    /// Reads the `dependencies` of version 1, whose paths follow from how they are nested.
    fn read_nested(&mut self, reader: &mut Reader<'a>, around: &str) -> Result<(), SyntaxError> {
        if reader.peek()? != Kind::Object {
            return reader.skip();
        }
        reader.object(|reader, key| {
            let path = [around, "node_modules/", &key.value].concat();
            let inside = [&path, "/"].concat();
            self.read(reader, Cow::Owned(path), key.span, &inside)
        })
    }

    /// Reads an entry; what it nests stands `inside`.
    fn read(
        &mut self,
        reader: &mut Reader<'a>,
        path: Cow<'a, str>,
        key: Span,
        inside: &str,
    ) -> Result<(), SyntaxError> {
        if path.is_empty() || path.len() > MAX_PATH_BYTES || reader.peek()? != Kind::Object {
            return reader.skip();
        }
        let (mut wanted, mut link, mut places) = (Vec::new(), None, key);
        reader.object(|reader, member| match &*member.value {
            "dependencies" if !inside.is_empty() => self.read_nested(reader, inside),
            name if NEEDS.contains(&name) && reader.peek()? == Kind::Object => {
                reader.object(|reader, name| {
                    wanted.push(name.value);
                    reader.skip()
                })
            }
            "resolved" => {
                link = reader.string_or_skip()?;
                Ok(())
            }
            // Version 1 has no pointers: its packages are known by their versions.
            "version" if !inside.is_empty() => {
                places = reader.string_or_skip()?.map_or(key, |version| version.span);
                Ok(())
            }
            _ => reader.skip(),
        })?;
        let at = self.numbers.partition_point(|(place, _)| *place < places.start);
        let package = self.numbers.get(at).filter(|(place, _)| *place <= places.end);
        self.add(path, package.map(|(_, package)| *package), link.map(|it| it.value), wanted);
        Ok(())
    }

    fn add(
        &mut self,
        path: Cow<'a, str>,
        package: Option<u32>,
        link: Option<Cow<'a, str>>,
        wanted: Vec<Cow<'a, str>>,
    ) {
        if let Some(at) = behind_modules(&path) {
            let folder = self.folder(&path[..at.saturating_sub("/node_modules/".len())]);
            let name = match &path {
                Cow::Borrowed(path) => Cow::Borrowed(&path[at..]),
                Cow::Owned(path) => Cow::Owned(path[at..].to_owned()),
            };
            match (package, link) {
                (Some(package), _) => self.modules.push((folder, name, package)),
                (None, Some(link)) => self.links.push((folder, name, link)),
                (None, None) => {}
            }
        }
        let Some(package) = package else { return };
        self.paths.push((path.clone(), package));
        self.askers.push(Asker { package, path, wanted });
    }

    /// The number of a folder. npm writes paths in order, so that most have the one of before.
    fn folder(&mut self, path: &str) -> u32 {
        match self.folders.last() {
            Some((last, number)) if *last == path => *number,
            _ if path.is_empty() => 0,
            _ => {
                let number = self.folders.len() as u32;
                self.folders.push((Cow::Owned(path.to_owned()), number));
                number
            }
        }
    }

    fn needs(mut self) -> Vec<Need> {
        if !self.links.is_empty() {
            sort::by(&mut self.paths, |a, b| a.cmp(b));
        }
        for (folder, name, path) in core::mem::take(&mut self.links) {
            let found = self.paths.binary_search_by(|(own, _)| own.cmp(&path));
            if let Ok(found) = found {
                self.modules.push((folder, name, self.paths[found].1));
            }
        }
        self.number_folders_once();
        let mut modules: Vec<(u64, u32)> = (0..)
            .zip(&self.modules)
            .map(|(at, (folder, name, _))| (mark(*folder, name), at))
            .collect();
        sort::by(&mut modules, |a, b| a.cmp(b));
        self.marks = modules;
        let mut needs = Vec::new();
        for asker in &self.askers {
            let around = self.around(&asker.path);
            let found = asker.wanted.iter().filter_map(|name| self.find(&around, name));
            needs.extend(found.map(|package| (asker.package, package)));
            if needs.len() > MAX_NEEDS {
                break;
            }
        }
        needs
    }

    /// Gives a folder that stands there several times the number of the first.
    fn number_folders_once(&mut self) {
        sort::by(&mut self.folders, |a, b| a.cmp(b));
        let mut same = vec![0; self.folders.len()];
        for at in 0..self.folders.len() {
            let (path, number) = &self.folders[at];
            let first = match at.checked_sub(1).map(|before| &self.folders[before]) {
                Some((before, first)) if before == path => same[*first as usize],
                _ => *number,
            };
            same[*number as usize] = first;
        }
        self.modules.iter_mut().for_each(|module| module.0 = same[module.0 as usize]);
        self.folders.dedup_by(|next, kept| next.0 == kept.0);
    }

    /// The folders in which a package looks for others, the nearest first, the project last.
    fn around(&self, path: &str) -> Vec<u32> {
        let mut around = Vec::new();
        let mut folder = path;
        for _ in 0..MAX_FOLDERS {
            let at = self.folders.binary_search_by(|(own, _)| (**own).cmp(folder));
            around.extend(at.ok().map(|at| self.folders[at].1));
            let Some(end) = memchr::memrchr(b'/', folder.as_bytes()) else { break };
            folder = &folder[..end];
        }
        around.push(0);
        around
    }

    fn find(&self, around: &[u32], name: &str) -> Option<u32> {
        around.iter().find_map(|folder| {
            let wanted = mark(*folder, name);
            let at = self.marks.partition_point(|(own, _)| *own < wanted);
            let alike = self.marks[at..].iter().take(MAX_ALIKE).take_while(|it| it.0 == wanted);
            let mut alike = alike.map(|(_, at)| &self.modules[*at as usize]);
            alike.find(|(own, called, _)| own == folder && called == name).map(|it| it.2)
        })
    }
}
