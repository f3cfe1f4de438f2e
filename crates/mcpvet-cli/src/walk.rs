//! From a folder to the files below it that may name dependencies.
//!
//! Names decide ([`Claim`]), hidden files included. What Git ignores is left out, and so are
//! `node_modules`, where each package brings files of its own; `.git` is never looked into. Links
//! are not followed, so that the way down ends. Whatever is left out is counted, and a folder that
//! cannot be listed is an input that was not read.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, FileType};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use mcpvet::input::limits::MAX_FILES;
use mcpvet::input::{Claim, Format};

use crate::discover::without_prefix;
use crate::ignores::Ignores;

/// What is wanted of a walk.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    /// Whether what Git ignores and `node_modules` are looked into as well.
    pub(crate) ignored: bool,
    /// Only files whose names belong to this format.
    pub(crate) format: Option<&'static Format>,
}

/// A file, or a folder that could not be listed.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) claim: Claim,
    /// Why there is nothing to read.
    pub(crate) error: Option<String>,
}

/// What a walk came by, for whoever wonders about what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looked {
    pub(crate) files: usize,
    pub(crate) folders: usize,
    /// Files with known names that Git ignores.
    pub(crate) ignored: usize,
    /// Folders of that name.
    pub(crate) node_modules: usize,
    /// Links with known names.
    pub(crate) links: usize,
}

/// Looks through a folder. The files come in the order of their paths, part by part.
pub(crate) fn walk(root: &Path, wanted: Wanted, looked: &mut Looked) -> Vec<Found> {
    let real = without_prefix(fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()));
    let mut walk = Walk {
        inside_modules: real.iter().any(|part| part == NODE_MODULES),
        wanted,
        looked,
        found: Vec::new(),
        folders: Vec::new(),
    };
    let ignores = if wanted.ignored { Ignores::none() } else { Ignores::above(&real) };
    walk.folders.push(Folder { shown: root.to_owned(), real, ignores });
    while let Some(folder) = walk.folders.pop() {
        walk.list(folder);
    }
    let mut found = walk.found;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    if found.len() > MAX_FILES {
        found.truncate(MAX_FILES);
        let message = format!("more than {MAX_FILES} files to read: the rest is not checked");
        found.push(Found { error: Some(message), ..Found::new(root.to_owned(), Claim::Own) });
    }
    found
}

const NODE_MODULES: &str = "node_modules";

struct Walk<'l> {
    wanted: Wanted,
    looked: &'l mut Looked,
    found: Vec<Found>,
    folders: Vec<Folder>,
    /// Whether the walk starts below a `node_modules`, so that it was asked for.
    inside_modules: bool,
}

/// A folder that is still to be listed.
struct Folder {
    /// The path as reports show it.
    shown: PathBuf,
    /// The path without links, by which rules of Git and places are told.
    real: PathBuf,
    ignores: Rc<Ignores>,
}

impl Found {
    const fn new(path: PathBuf, claim: Claim) -> Self {
        Self { path, claim, error: None }
    }
}

impl Walk<'_> {
    fn list(&mut self, mut folder: Folder) {
        self.looked.folders += 1;
        let entries: Result<Vec<_>, _> =
            fs::read_dir(&folder.shown).and_then(|entries| entries.collect());
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                let error = Some(format!("the folder cannot be listed: {error}"));
                self.found.push(Found { error, ..Found::new(folder.shown, Claim::Own) });
                return;
            }
        };
        if !self.wanted.ignored {
            let has = |name: &str| entries.iter().any(|entry| entry.file_name() == name);
            let (is_repository, has_rules) = (has(".git"), has(".gitignore"));
            folder.ignores = folder.ignores.enter(&folder.real, is_repository, has_rules);
        }
        let place = folder.real.to_string_lossy().replace('\\', "/");
        for entry in &entries {
            let name = entry.file_name();
            // A file system that does not say what an entry is may have lost it meanwhile.
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                self.add_folder(&folder, entry, &name);
            } else {
                self.add_file(&folder, &place, &name, kind);
            }
        }
    }

    fn add_folder(&mut self, folder: &Folder, entry: &DirEntry, name: &OsStr) {
        let real = folder.real.join(name);
        if name == ".git" {
            return;
        }
        if name == NODE_MODULES && !self.inside_modules && !self.wanted.ignored {
            self.looked.node_modules += 1;
        } else if !folder.ignores.ignores(&real, true) {
            let ignores = Rc::clone(&folder.ignores);
            self.folders.push(Folder { shown: entry.path(), real, ignores });
        }
    }

    fn add_file(&mut self, folder: &Folder, place: &str, name: &OsStr, kind: FileType) {
        self.looked.files += 1;
        let claim = self.claim(place, &name.to_string_lossy());
        if claim == Claim::None {
            return;
        }
        if folder.ignores.ignores(&folder.real.join(name), false) {
            self.looked.ignored += 1;
        } else if kind.is_symlink() {
            self.looked.links += 1;
        } else {
            let error = (!kind.is_file()).then(|| crate::discover::NO_FILE.to_owned());
            self.found.push(Found { error, ..Found::new(folder.shown.join(name), claim) });
        }
    }

    fn claim(&self, place: &str, name: &str) -> Claim {
        match self.wanted.format {
            Some(format) if format.is_named(name) => Claim::Own,
            Some(_) => Claim::None,
            None => Claim::of(&format!("{place}/{name}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Looked, Wanted, walk};
    use std::fs;
    use std::path::Path;

    fn write(root: &Path, files: &[&str]) {
        for file in files {
            let (file, text) = file.split_once(": ").unwrap_or((file, ""));
            let path = root.join(file);
            fs::create_dir_all(path.parent().expect("below the root")).expect("folders");
            fs::write(path, text.replace(", ", "\n")).expect("a file");
        }
    }

    fn files(root: &Path, from: &str, ignored: bool) -> (Vec<String>, Looked) {
        let mut looked = Looked::default();
        let found = walk(&root.join(from), Wanted { ignored, format: None }, &mut looked);
        let name = |path: &Path| {
            path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/")
        };
        (found.iter().map(|found| name(&found.path)).collect(), looked)
    }

    #[test]
    fn hidden_files_are_found_and_git_and_modules_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        write(
            folder.path(),
            &[
                "b/go.mod",
                "a.b/go.mod",
                "a/go.mod",
                ".mcp.json",
                ".github/workflows/ci.yml",
                ".git/package-lock.json",
                "a/.git/go.mod",
                "node_modules/x/package.json",
                "README.md",
            ],
        );
        let (found, looked) = files(folder.path(), "", false);
        let expected =
            [".github/workflows/ci.yml", ".mcp.json", "a/go.mod", "a.b/go.mod", "b/go.mod"];
        assert_eq!(found, expected);
        assert_eq!(looked, Looked { files: 6, folders: 6, node_modules: 1, ..Looked::default() });
        assert_eq!(files(folder.path(), "", true).0.len(), 6);
        assert_eq!(files(folder.path(), "node_modules", false).0, ["node_modules/x/package.json"]);
    }

    #[test]
    fn rules_of_git_count_as_far_as_they_reach() {
        let folder = tempfile::tempdir().expect("a folder");
        write(
            folder.path(),
            &[
                ".gitignore: *.txt, /build, !keep/requirements.txt",
                "root/.git/info/exclude: excluded",
                "root/.gitignore: target/, go.*, !go.sum, /requirements.txt",
                "root/requirements.txt",
                "root/go.mod",
                "root/go.sum",
                "root/target/go.sum",
                "root/excluded/go.sum",
                "root/a/requirements.txt",
                "root/a/.gitignore: !go.mod",
                "root/a/go.mod",
                "root/sub/.git: gitdir: elsewhere",
                "root/sub/go.mod",
                "loose/requirements.txt",
                "keep/requirements.txt",
            ],
        );
        let (found, looked) = files(folder.path(), "root", false);
        assert_eq!(
            found,
            ["root/a/go.mod", "root/a/requirements.txt", "root/go.sum", "root/sub/go.mod"]
        );
        assert_eq!(looked.ignored, 2);
        // Inside of a repository the rules above count too, outside only those below.
        assert_eq!(files(folder.path(), "root/a", false).0.len(), 2);
        assert_eq!(files(folder.path(), "loose", false).0.len(), 1);
        let (found, _) = files(folder.path(), "", false);
        assert!(!found.contains(&"loose/requirements.txt".to_owned()), "{found:?}");
        assert!(found.contains(&"keep/requirements.txt".to_owned()), "{found:?}");
        assert!(found.contains(&"root/a/requirements.txt".to_owned()), "{found:?}");
    }
}
