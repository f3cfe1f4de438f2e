//! What files held at a revision of their Git repository.
//!
//! Git is asked for three things: which commit a revision is, where it and HEAD parted, and what a
//! file held there. All of them only read the store of objects: no index is refreshed, no filter,
//! hook, pager or monitor of the repository's configuration runs, and nothing is fetched. Whether a
//! file changed is told from its bytes, so that files that Git does not know count as well.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use mcpvet::input::limits::MAX_BYTES;

use crate::discover::without_prefix;
use crate::exit::Failure;

/// A revision to compare with.
pub(crate) struct Since {
    revision: String,
    repositories: Mutex<HashMap<PathBuf, Shared>>,
}

/// A repository, asked by one thread at a time.
type Shared = Arc<Mutex<Repository>>;

/// A work tree and the commit to compare it with.
struct Repository {
    root: PathBuf,
    /// `None` where nothing is known about that time, so that everything is new.
    base: Option<String>,
    objects: Option<Objects>,
}

/// What a file held at the revision.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// The same, but for the way in which lines end.
    Same,
    Other(Vec<u8>),
    Nothing,
}

/// With which commit a work tree is compared.
pub(crate) struct Base {
    pub(crate) commit: String,
    /// Whether it is where the revision and HEAD parted, or else the revision itself.
    pub(crate) is_common: bool,
}

impl Since {
    pub(crate) fn new(revision: &str) -> Result<Self, Failure> {
        // Nothing that Git could take for an option reaches it.
        if revision.starts_with('-') || revision.is_empty() {
            return Err(Failure::Usage(format!("--since {revision}: not a revision of Git")));
        }
        Ok(Self { revision: revision.to_owned(), repositories: Mutex::default() })
    }

    pub(crate) fn revision(&self) -> &str {
        &self.revision
    }

    /// Finds the commit to compare a file or folder with; everything inside of its work tree that
    /// has no work tree of its own is compared with that.
    pub(crate) fn open(&self, path: &Path) -> Result<Base, Failure> {
        let real = real(path);
        let root = root_of(&real).ok_or_else(|| {
            let path = path.display();
            Failure::Usage(format!(
                "{path} is in no work tree of Git: --since has nothing to compare with"
            ))
        })?;
        let base = find_base(root, &self.revision)?;
        let repository =
            Repository { root: root.to_owned(), base: Some(base.commit.clone()), objects: None };
        self.lock().insert(root.to_owned(), Arc::new(Mutex::new(repository)));
        Ok(base)
    }

    /// What a file held, which now holds these bytes.
    pub(crate) fn before(&self, path: &Path, now: &[u8]) -> Result<Before, Failure> {
        let real = real(path);
        let Some(root) = root_of(&real) else { return Ok(Before::Nothing) };
        let repository = self.repository(root);
        let Ok(inside) = real.strip_prefix(root) else { return Ok(Before::Nothing) };
        let mut repository = repository.lock().unwrap_or_else(PoisonError::into_inner);
        let then = repository.read(inside).map_err(|error| {
            Failure::Usage(format!("git could not say what {} held: {error}", path.display()))
        })?;
        Ok(match then {
            Some(then) if lines(&then).eq(lines(now)) => Before::Same,
            Some(then) => Before::Other(then),
            None => Before::Nothing,
        })
    }

    /// The repository at a root. One inside of another is compared with the commit that the outer
    /// one had of it, which makes it a submodule; with nothing where there is none.
    fn repository(&self, root: &Path) -> Shared {
        if let Some(known) = self.lock().get(root) {
            return Arc::clone(known);
        }
        let base = root.parent().and_then(root_of).and_then(|outer| {
            let inside = slashes(root.strip_prefix(outer).ok()?)?;
            let outer = self.repository(outer);
            let outer = outer.lock().unwrap_or_else(PoisonError::into_inner);
            let commit = outer.base.as_ref()?;
            let linked = verify(&outer.root, &format!("{commit}:{inside}")).ok()??;
            verify(root, &format!("{linked}^{{commit}}")).ok()?
        });
        let repository = Repository { root: root.to_owned(), base, objects: None };
        let repository = Arc::new(Mutex::new(repository));
        self.lock().insert(root.to_owned(), Arc::clone(&repository));
        repository
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Shared>> {
        self.repositories.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lines without the way in which they end: a work tree may have CRLF where the store has LF.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

fn real(path: &Path) -> PathBuf {
    without_prefix(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

/// The work tree that a path without links is in.
fn root_of(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").exists())
}

/// A path as Git spells it; `None` for what is no text.
fn slashes(path: &Path) -> Option<String> {
    path.to_str().map(|path| if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() })
}

/// The commit at which a revision and HEAD parted: what came to the other branch since is no
/// change of this one. Without a common commit, as in a shallow clone, the revision itself.
fn find_base(root: &Path, revision: &str) -> Result<Base, Failure> {
    let unknown = || {
        Failure::Usage(format!(
            "--since {revision}: there is no such commit in {} (a shallow clone has few)",
            root.display()
        ))
    };
    let object = verify(root, revision)?.ok_or_else(unknown)?;
    let commit = verify(root, &format!("{object}^{{commit}}")).ok().flatten();
    let commit = commit.ok_or_else(unknown)?;
    let common = ask(root, &["merge-base", &commit, "HEAD"])?.ok();
    let is_common = common.is_some();
    Ok(Base { commit: common.unwrap_or(commit), is_common })
}

/// The full id of an object; `None` if there is no such.
fn verify(root: &Path, name: &str) -> Result<Option<String>, Failure> {
    match ask(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", name])? {
        Ok(id) if is_id(&id) => Ok(Some(id)),
        Ok(_) => Ok(None),
        // Silent is how it says that there is none; anything else went wrong.
        Err(message) if message.is_empty() => Ok(None),
        Err(message) => Err(Failure::Usage(format!("git: {message}"))),
    }
}

fn is_id(id: &str) -> bool {
    [40, 64].contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What Git answers on one line, or what it says is wrong.
fn ask(root: &Path, arguments: &[&str]) -> Result<Result<String, String>, Failure> {
    let output = git(root).args(arguments).stdin(Stdio::null()).output().map_err(no_git)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    Ok(match output.status.success() {
        true => Ok(text(&output.stdout)),
        // The first line says what, the others what to do about it.
        false => Err(text(&output.stderr).lines().take(2).collect::<Vec<_>>().join(" ")),
    })
}

fn no_git(error: io::Error) -> Failure {
    Failure::Usage(match error.kind() {
        ErrorKind::NotFound => "--since asks git, which is not installed or not on PATH".to_owned(),
        _ => format!("--since asks git, which does not start: {error}"),
    })
}

/// Variables by which a hook or a caller points Git to some other repository.
const ELSEWHERE: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
];

/// Git in a work tree, kept from everything but reading its objects.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    ELSEWHERE.iter().for_each(|variable| {
        git.env_remove(variable);
    });
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("LC_ALL", "C")
        .args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"])
        .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        .args(["-c", "protocol.allow=never", "-C"])
        .arg(root);
    // A broken repository is not to be taken for the one around it.
    if let Some(above) = root.parent() {
        git.env("GIT_CEILING_DIRECTORIES", above);
    }
    git
}

impl Repository {
    /// The bytes of a file at the base; `None` if there was no such file.
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let (Some(base), Some(path)) = (&self.base, slashes(path)) else { return Ok(None) };
        let name = format!("{base}:{path}");
        if path.contains('\n') {
            return self.read_alone(&name);
        }
        let objects = match &mut self.objects {
            Some(objects) => objects,
            none => none.insert(Objects::start(&self.root)?),
        };
        objects.read(&name)
    }

    /// Lines divide the names that a stream takes, so that a name with a line break goes alone.
    fn read_alone(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let output = git(&self.root).args(["cat-file", "blob", name]).output()?;
        Ok(output.status.success().then_some(output.stdout))
    }
}

/// `git cat-file --batch`: names in, objects out, for as long as it runs.
struct Objects {
    child: Child,
    names: ChildStdin,
    objects: BufReader<ChildStdout>,
}

impl Objects {
    fn start(root: &Path) -> io::Result<Self> {
        let mut child = git(root)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(names), Some(objects)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        Ok(Self { child, names, objects: BufReader::new(objects) })
    }

    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.names.write_all(name.as_bytes())?;
        self.names.write_all(b"\n")?;
        self.names.flush()?;
        let mut head = Vec::new();
        if self.objects.read_until(b'\n', &mut head)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        // `<id> <type> <size>`, or whatever was asked for with a word behind it.
        let head = String::from_utf8_lossy(&head);
        let parts: Vec<_> = head.trim_end().split(' ').collect();
        let &[id, kind, size] = &parts[..] else { return Ok(None) };
        let (true, Ok(size)) = (is_id(id), size.parse::<u64>()) else { return Ok(None) };
        let is_wanted = kind == "blob" && size <= MAX_BYTES as u64;
        let mut object = (&mut self.objects).take(size);
        let mut bytes = Vec::new();
        match is_wanted {
            true => object.read_to_end(&mut bytes)? as u64,
            false => io::copy(&mut object, &mut io::sink())?,
        };
        self.objects.read_until(b'\n', &mut Vec::new())?;
        Ok(is_wanted.then_some(bytes))
    }
}

impl Drop for Objects {
    /// It ends at the end of its input; waiting keeps no dead process around.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
