//! What Git ignores, as far as files say so: `.gitignore` of each folder, `.git/info/exclude` and
//! the user's own list. Git itself is not asked.
//!
//! Git goes on watching a file that it tracks, whatever these say; here the rules alone decide, so
//! that an unpacked archive gives the same answer as a clone. Outside of a repository the rules of
//! the folders above do not count: a `.gitignore` at home is about something else.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The rules that hold in a folder, the nearest first.
pub(crate) struct Ignores {
    rules: Gitignore,
    above: Option<Rc<Self>>,
}

/// Longest list of rules that is read. A hostile one must not take long, and to read a file too
/// many is no harm.
const MAX_RULES: u64 = 256 << 10;

impl Ignores {
    /// Rules that ignore nothing.
    pub(crate) fn none() -> Rc<Self> {
        Rc::new(Self { rules: Gitignore::empty(), above: None })
    }

    /// The rules that come from above a folder, which has a path without links.
    pub(crate) fn above(folder: &Path) -> Rc<Self> {
        let depth = folder.ancestors().skip(1).position(|above| above.join(".git").exists());
        let mut ignores = Self::none();
        let above: Vec<_> = folder.ancestors().skip(1).take(depth.map_or(0, |at| at + 1)).collect();
        for (at, folder) in above.iter().rev().enumerate() {
            ignores = ignores.enter(folder, at == 0, true);
        }
        ignores
    }

    /// The rules inside of a folder. A repository inside of another one starts afresh.
    pub(crate) fn enter(
        self: &Rc<Self>,
        folder: &Path,
        is_repository: bool,
        has_rules: bool,
    ) -> Rc<Self> {
        let mut ignores = Rc::clone(self);
        if is_repository {
            let (rules, _) = GitignoreBuilder::new(folder).build_global();
            let global = Rc::new(Self { rules, above: None });
            ignores = global.with(folder, &folder.join(".git/info/exclude"));
        }
        if has_rules { ignores.with(folder, &folder.join(".gitignore")) } else { ignores }
    }

    fn with(self: &Rc<Self>, folder: &Path, list: &Path) -> Rc<Self> {
        match read(folder, list) {
            Some(rules) => Rc::new(Self { rules, above: Some(Rc::clone(self)) }),
            None => Rc::clone(self),
        }
    }

    /// Whether the rules say so of a path inside of their folder; the nearest that says anything
    /// decides.
    pub(crate) fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        let mut level = Some(self);
        while let Some(Self { rules, above }) = level {
            let said = rules.matched(path, is_folder);
            if !said.is_none() {
                return said.is_ignore();
            }
            level = above.as_deref();
        }
        false
    }
}

/// The rules of a list. A list that cannot be read says nothing, and neither does a link to one.
fn read(folder: &Path, list: &Path) -> Option<Gitignore> {
    let about = fs::symlink_metadata(list).ok()?;
    if !about.is_file() || about.len() > MAX_RULES {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(list).ok()?.take(MAX_RULES).read_to_end(&mut bytes).ok()?;
    let mut rules = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&bytes).lines() {
        // A rule that cannot be read ignores nothing.
        let _ = rules.add_line(None, line);
    }
    rules.build().ok()
}
