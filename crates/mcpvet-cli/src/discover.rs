//! From the table of hosts to files on this machine.
//!
//! [`Surroundings::expand`] turns a path of the table into paths of a system and asks nothing but
//! the values that it is given. [`look`] is the only part that touches a disk: it asks for each of
//! these paths and lists a folder only where the table has a `*`.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use mcpvet::input::hosts::{FOLDERS, HOSTS, Host, Os, Scope};
use mcpvet::input::limits::MAX_BYTES;

use crate::exit::Failure;

/// What paths depend on.
pub(crate) struct Surroundings<'a> {
    pub(crate) os: Os,
    /// The user's own folder; `None` leaves out whatever is below it.
    pub(crate) home: Option<String>,
    /// The value of an environment variable.
    pub(crate) variable: &'a dyn Fn(&str) -> Option<String>,
    /// The folders of the project, the innermost first.
    pub(crate) project: Vec<String>,
}

/// A path that a host may have a file at. It can have a `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) path: String,
    pub(crate) host: &'static str,
    pub(crate) scope: Scope,
}

impl Surroundings<'_> {
    /// All paths of the hosts that `wanted` takes, by scope and then in the table's order.
    pub(crate) fn candidates(&self, wanted: impl Fn(&Host, Scope) -> bool) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for scope in Scope::ALL {
            for host in HOSTS.iter().filter(|host| wanted(host, scope)) {
                let places = host.places.iter().filter(|place| place.scope == scope);
                for place in places.filter(|place| place.systems.contains(&self.os)) {
                    let paths = self.expand(scope, place.path).into_iter();
                    candidates.extend(paths.map(|path| Candidate { path, host: host.id, scope }));
                }
            }
        }
        candidates
    }

    /// The paths that a path of the table stands for here; none where its folder does not exist
    /// on this system.
    fn expand(&self, scope: Scope, path: &str) -> Vec<String> {
        let paths = match scope {
            Scope::Project => self.project.iter().map(|folder| join(folder, path)).collect(),
            Scope::User | Scope::Enterprise => self.fill(path),
        };
        match self.os {
            Os::Windows => paths.iter().map(|path| path.replace('/', "\\")).collect(),
            Os::Linux | Os::MacOs => paths,
        }
    }

    /// A folder stands only on those above it in the table, so this ends.
    fn fill(&self, path: &str) -> Vec<String> {
        let Some((name, rest)) = path.strip_prefix('{').and_then(|path| path.split_once('}'))
        else {
            return vec![path.to_owned()];
        };
        self.folder(name).iter().map(|folder| join(folder, rest)).collect()
    }

    fn folder(&self, name: &str) -> Vec<String> {
        if name == "home" {
            return self.home.iter().cloned().collect();
        }
        let Some(folder) = FOLDERS.iter().find(|folder| folder.name == name) else {
            return Vec::new();
        };
        let usual = (folder.paths)(self.os);
        let named = Some(folder.variable).filter(|variable| !variable.is_empty());
        let set = named.and_then(|variable| (self.variable)(variable));
        match set.filter(|path| !usual.is_empty() && is_absolute(self.os, path)) {
            Some(path) => vec![path],
            None => usual.iter().flat_map(|path| self.fill(path)).collect(),
        }
    }
}

/// A relative path in a variable means nothing, as the XDG specification says.
fn is_absolute(os: Os, path: &str) -> bool {
    match os {
        Os::Windows => {
            path.starts_with("\\\\") || path.get(1..3).is_some_and(|s| [":\\", ":/"].contains(&s))
        }
        Os::Linux | Os::MacOs => path.starts_with('/'),
    }
}

fn join(folder: &str, rest: &str) -> String {
    match rest.trim_start_matches('/') {
        "" => folder.to_owned(),
        rest => format!("{}/{rest}", folder.trim_end_matches(['/', '\\'])),
    }
}

/// A file that is there.
pub(crate) struct Found {
    /// The path at which it was found first.
    pub(crate) path: PathBuf,
    pub(crate) hosts: Vec<&'static str>,
    pub(crate) scope: Scope,
    /// Its bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, String>,
}

/// Reads what is there, each file once: hosts that share a file, and links to it, are one entry.
pub(crate) fn look(candidates: &[Candidate]) -> Vec<Found> {
    let mut files = Files::default();
    for candidate in candidates {
        match matches(Path::new(&candidate.path)) {
            Ok(paths) => {
                let there = paths.into_iter().filter(|path| is_there(path));
                there.for_each(|path| files.add(candidate, path, read));
            }
            Err((folder, error)) => {
                files.add(candidate, folder, |_| Err(format!("it cannot be listed: {error}")));
            }
        }
    }
    files.0.into_iter().map(|(_, found)| found).collect()
}

/// Files by the place that all links to them lead to.
#[derive(Default)]
struct Files(Vec<(PathBuf, Found)>);

impl Files {
    fn add(
        &mut self,
        from: &Candidate,
        path: PathBuf,
        read: impl FnOnce(&Path) -> Result<Vec<u8>, String>,
    ) {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if let Some((_, known)) = self.0.iter_mut().find(|(other, _)| *other == real) {
            if !known.hosts.contains(&from.host) {
                known.hosts.push(from.host);
            }
            return;
        }
        let bytes = read(&path);
        self.0.push((real, Found { path, hosts: vec![from.host], scope: from.scope, bytes }));
    }
}

/// Whether there is anything at a path, be it a link that leads nowhere or out of reach.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or_else(|error| !means_absent(&error), |_| true)
}

fn means_absent(error: &Error) -> bool {
    use ErrorKind as Kind;
    let absent = [Kind::NotFound, Kind::NotADirectory, Kind::InvalidFilename, Kind::InvalidInput];
    absent.contains(&error.kind())
}

/// What is said of a pipe, a socket or a device.
pub(crate) const NO_FILE: &str = "not a regular file";

/// Reads a file up to one byte over what is checked, which then is said to be too large.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    // Opening a pipe would wait for somebody to write into it.
    let about = fs::metadata(path).map_err(|error| error.to_string())?;
    if about.is_file() { read_any(path) } else { Err(NO_FILE.to_owned()) }
}

/// As [`read`], for whoever wants to read a pipe.
pub(crate) fn read_any(path: &Path) -> Result<Vec<u8>, String> {
    let read = |file: File| {
        let mut bytes = Vec::new();
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    File::open(path).and_then(read).map_err(|error| error.to_string())
}

/// Entries of one folder that are taken for a `*`. Real folders have a handful.
const MAX_ENTRIES: usize = 1_000;

/// The paths that a path with a `*` stands for, by name; the path itself where it has none. When
/// the folder with the `*` is there and cannot be listed, the folder and the reason.
pub(crate) fn matches(path: &Path) -> Result<Vec<PathBuf>, (PathBuf, Error)> {
    let parts: Vec<_> = path.iter().collect();
    let Some((at, (before, after))) =
        parts.iter().enumerate().find_map(|(at, part)| Some((at, star(part)?)))
    else {
        return Ok(vec![path.to_owned()]);
    };
    let fits = |name: &str| {
        name.len() >= before.len() + after.len()
            && name.starts_with(before)
            && name.ends_with(after)
    };
    let folder: PathBuf = parts[..at].iter().collect();
    let entries = match fs::read_dir(&folder) {
        Err(error) if means_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err((folder, error)),
        Ok(entries) => entries,
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names: Vec<_> =
        names.filter(|name| fits(&name.to_string_lossy())).take(MAX_ENTRIES).collect();
    names.sort();
    // Part by part: joining an empty rest would make a folder of the file.
    let whole = |name| parts[at + 1..].iter().fold(folder.join(name), |path, part| path.join(part));
    Ok(names.into_iter().map(whole).collect())
}

/// What stands around the `*` of a name.
fn star(part: &OsStr) -> Option<(&str, &str)> {
    part.to_str()?.split_once('*')
}

/// The folders from `start` up to the root of its repository; `start` alone outside of one.
pub(crate) fn project_folders(start: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failure = |error| Failure::Usage(format!("{}: {error}", start.display()));
    let start = without_prefix(fs::canonicalize(start).map_err(failure)?);
    let up = start.ancestors().position(|folder| folder.join(".git").exists());
    Ok(start.ancestors().take(up.unwrap_or(0) + 1).map(Path::to_owned).collect())
}

/// `C:\\x` of `\\\\?\\C:\\x`, which is how Windows spells a path that it has resolved.
pub(crate) fn without_prefix(path: PathBuf) -> PathBuf {
    let short = path.to_str().and_then(|path| path.strip_prefix("\\\\?\\"));
    match short.filter(|path| is_absolute(Os::Windows, path)) {
        Some(short) => PathBuf::from(short),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Surroundings, matches, project_folders};
    use mcpvet::input::hosts::{Os, Scope};

    /// The paths of one host, for a system with these variables.
    fn paths(os: Os, host: &str, scope: Scope, variables: &[(&str, &str)]) -> Vec<String> {
        let home = if os == Os::Windows { "C:\\Users\\ada" } else { "/home/ada" };
        let project = match os {
            Os::Windows => vec!["D:\\work\\app".to_owned()],
            _ => vec!["/srv/app/web".to_owned(), "/srv/app".to_owned()],
        };
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let surroundings =
            Surroundings { os, home: Some(home.to_owned()), variable: &variable, project };
        let candidates = surroundings.candidates(|it, its| it.id == host && its == scope);
        candidates.into_iter().map(|Candidate { path, .. }| path).collect()
    }

    #[test]
    fn each_system_has_its_own_paths() {
        const FILE: &str = "claude_desktop_config.json";
        let linux = paths(Os::Linux, "claude-desktop", Scope::User, &[]);
        assert_eq!(linux[0], format!("/home/ada/.config/Claude/{FILE}"));
        assert_eq!(linux[1], format!("/home/ada/.config/claude/{FILE}"));
        assert_eq!(linux.len(), 2);
        let mac = paths(Os::MacOs, "claude-desktop", Scope::User, &[]);
        assert_eq!(mac, [format!("/home/ada/Library/Application Support/Claude/{FILE}")]);
        let windows = paths(Os::Windows, "claude-desktop", Scope::User, &[]);
        assert_eq!(windows[0], format!("C:\\Users\\ada\\AppData\\Roaming\\Claude\\{FILE}"));
        let packaged = "AppData\\Local\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude";
        assert_eq!(windows[1], format!("C:\\Users\\ada\\{packaged}\\{FILE}"));

        let moved = [("APPDATA", "E:\\Roaming"), ("LOCALAPPDATA", "relative")];
        let windows = paths(Os::Windows, "zed", Scope::User, &moved);
        assert_eq!(windows, ["E:\\Roaming\\Zed\\settings.json"]);
        let mac = paths(Os::MacOs, "zed", Scope::User, &[]);
        assert_eq!(mac.len(), 2, "{mac:?}");
    }

    #[test]
    fn variables_move_folders_if_they_are_absolute() {
        let codex = |value| paths(Os::Linux, "codex", Scope::User, &[("CODEX_HOME", value)]);
        assert_eq!(codex("/opt/codex/"), ["/opt/codex/config.toml"]);
        for ignored in ["", "opt/codex", "~/codex"] {
            assert_eq!(codex(ignored), ["/home/ada/.codex/config.toml"], "{ignored:?}");
        }
        let catalog = [("MCP_CATALOG_PATH", "/etc/catalog.json")];
        assert_eq!(paths(Os::Linux, "inspector", Scope::User, &catalog), ["/etc/catalog.json"]);
        let xdg = [("XDG_CONFIG_HOME", "/xdg")];
        assert_eq!(
            paths(Os::Linux, "goose", Scope::User, &xdg),
            ["/xdg/goose/config.yaml"],
            "the folder of Windows does not exist here, whatever its variable says"
        );
        let cline = paths(Os::Windows, "cline", Scope::User, &[("CLINE_DIR", "F:/cline")]);
        assert_eq!(cline.last().unwrap(), "F:\\cline\\data\\settings\\cline_mcp_settings.json");
    }

    #[test]
    fn editors_of_one_family_are_all_looked_at() {
        let cline = paths(Os::Linux, "cline", Scope::User, &[]);
        for editor in ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"] {
            let start = format!("/home/ada/.config/{editor}/User/globalStorage/");
            assert!(cline.iter().any(|path| path.starts_with(&start)), "{editor}");
        }
    }

    #[test]
    fn a_project_reaches_up_to_its_root() {
        let both = ["/srv/app/web/.mcp.json", "/srv/app/.mcp.json"];
        assert_eq!(paths(Os::Linux, "claude-code", Scope::Project, &[]), both);
        let windows = paths(Os::Windows, "cursor", Scope::Project, &[]);
        assert_eq!(windows, ["D:\\work\\app\\.cursor\\mcp.json"]);
        let managed = paths(Os::Linux, "claude-code", Scope::Enterprise, &[]);
        assert_eq!(managed, ["/etc/claude-code/managed-mcp.json"]);
    }

    #[test]
    fn without_a_home_the_rest_is_still_looked_at() {
        let surroundings = Surroundings {
            os: Os::Linux,
            home: None,
            variable: &|_| None,
            project: vec!["/p".to_owned()],
        };
        let all = surroundings.candidates(|host, _| host.id == "gemini-cli");
        let all: Vec<_> = all.iter().map(|candidate| &*candidate.path).collect();
        assert_eq!(all, ["/p/.gemini/settings.json", "/etc/gemini-cli/settings.json"]);
    }

    #[test]
    fn a_star_stands_for_one_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.yaml", "a.yaml", "c.json", ".yaml"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir_all(folder.path().join("p1/deep")).unwrap();
        let names = |pattern: &str| -> Vec<String> {
            let found = matches(&folder.path().join(pattern)).unwrap();
            let short = |path: &std::path::PathBuf| {
                path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned()
            };
            found.iter().map(short).collect()
        };
        assert_eq!(names("*.yaml"), [".yaml", "a.yaml", "b.yaml"]);
        assert_eq!(names("p*/mcp.json"), ["p1/mcp.json"]);
        assert!(names("no/*.yaml").is_empty());
        assert_eq!(names("plain"), ["plain"]);
    }

    #[test]
    fn the_root_of_the_repository_ends_the_way_up() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("root/a/b");
        std::fs::create_dir_all(&inner).unwrap();
        assert_eq!(project_folders(&inner).unwrap().len(), 1);
        // A worktree has a file of that name.
        std::fs::write(folder.path().join("root/.git"), "").unwrap();
        assert_eq!(project_folders(&inner).unwrap().len(), 3);
        assert!(project_folders(&folder.path().join("no")).is_err());
    }
}
