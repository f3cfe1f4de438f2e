//! Files to write, and how they are written: in parallel, and only those whose sources changed.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Component, Path};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use crate::digest::Digest;

/// A file of the site: where it goes, what it depends on, and how it is made.
pub(crate) struct Job<'s> {
    /// Below the root of the site, with `/` on every system.
    pub(crate) path: String,
    /// Of everything that the content depends on, except this program itself.
    pub(crate) sources: Digest,
    pub(crate) make: Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync + 's>,
    is_listed: bool,
}

impl<'s> Job<'s> {
    pub(crate) fn new(
        path: impl Into<String>,
        sources: Digest,
        make: impl Fn() -> io::Result<Vec<u8>> + Send + Sync + 's,
    ) -> Self {
        Self { path: path.into(), sources, make: Box::new(make), is_listed: true }
    }

    /// Not for search and sitemaps: a page that only leads to another.
    pub(crate) fn unlisted(self) -> Self {
        Self { is_listed: false, ..self }
    }

    /// The folder of a page that people look for; `None` for what is no page.
    pub(crate) fn page(&self) -> Option<&str> {
        let folder = self.path.strip_suffix("index.html")?;
        self.is_listed.then_some(folder)
    }
}

/// How a build went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site.
    pub files: usize,
    /// Files that were written, as new or as changed.
    pub written: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
}

/// Brings a folder up to date: writes what changed since the manifest, removes what is gone.
///
/// # Errors
///
/// A file that cannot be made, written or removed; two jobs for one path.
pub(crate) fn run(
    jobs: &[&Job<'_>],
    out: &Path,
    manifest: &Path,
    program: Digest,
) -> io::Result<Summary> {
    let before = read_manifest(manifest);
    let now: HashMap<&str, Digest> =
        jobs.iter().map(|job| (job.path.as_str(), program.and(job.sources))).collect();
    if now.len() != jobs.len() {
        let mut paths: Vec<_> = jobs.iter().map(|job| job.path.as_str()).collect();
        paths.sort_unstable();
        let twice = paths.windows(2).find(|pair| pair[0] == pair[1]).map_or("", |pair| pair[0]);
        return Err(io::Error::other(format!("two pages want to be {twice}")));
    }
    let made = AtomicUsize::new(0);
    in_parallel(jobs, |job| {
        let path = out.join(&job.path);
        if before.get(&job.path) == now.get(job.path.as_str()) && path.exists() {
            return Ok(());
        }
        made.fetch_add(1, Ordering::Relaxed);
        write(&path, &(job.make)()?)
    })?;
    let gone: Vec<_> = before.keys().filter(|path| !now.contains_key(path.as_str())).collect();
    for path in &gone {
        remove(out, path)?;
    }
    fs::write(manifest, manifest_text(&now))?;
    Ok(Summary { files: jobs.len(), written: made.into_inner(), removed: gone.len() })
}

/// Calls a function with each item, on every core; the first error ends it.
fn in_parallel<T: Sync>(items: &[T], work: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let (next, failure) = (AtomicUsize::new(0), Mutex::new(None));
    let worker = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = work(item) {
                next.store(items.len(), Ordering::Relaxed);
                failure.lock().map(|mut slot| slot.get_or_insert(error).kind()).ok();
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(worker))));
    failure.into_inner().ok().flatten().map_or(Ok(()), Err)
}

/// Writes a file unless it already has these bytes, so that unchanged files keep their time.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
}

/// Removes a file of an earlier build and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> io::Result<()> {
    let below = Path::new(path);
    if !below.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    match fs::remove_file(out.join(below)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let folders = below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in folders {
        if fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

/// One line a file: the digest in hexadecimal, a space, the path. A manifest that is not there or
/// not readable means that everything is new.
fn read_manifest(path: &Path) -> HashMap<String, Digest> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = |line: &str| {
        let (digest, path) = line.split_once(' ')?;
        Some((path.to_owned(), Digest::from_number(u64::from_str_radix(digest, 16).ok()?)))
    };
    text.lines().filter_map(line).collect()
}

fn manifest_text(files: &HashMap<&str, Digest>) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable_by_key(|(path, _)| **path);
    let mut text = String::new();
    for (path, digest) in files {
        let _ = writeln!(text, "{:016x} {path}", digest.number());
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Job, Summary, run};
    use crate::digest::{Digest, digest};

    #[test]
    fn only_what_changed_is_made_again_and_what_is_gone_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (out, manifest) = (folder.path().join("out"), folder.path().join("manifest"));
        let made = AtomicUsize::new(0);
        let job = |path: &'static str, text: &'static str| {
            let made = &made;
            Job::new(path, digest(text.as_bytes()), move || {
                made.fetch_add(1, Ordering::Relaxed);
                Ok(text.into())
            })
        };
        let build = |jobs: &[Job<'_>]| {
            run(&jobs.iter().collect::<Vec<_>>(), &out, &manifest, Digest::default()).unwrap()
        };

        let first = build(&[job("a.html", "a"), job("deep/er/b.html", "b")]);
        assert_eq!(first, Summary { files: 2, written: 2, removed: 0 });
        let second = build(&[job("a.html", "new"), job("deep/er/b.html", "b")]);
        assert_eq!(second, Summary { files: 2, written: 1, removed: 0 });
        assert_eq!(made.load(Ordering::Relaxed), 3);
        fs::remove_file(out.join("a.html")).unwrap();
        let third = build(&[job("a.html", "new")]);
        assert_eq!(third, Summary { files: 1, written: 1, removed: 1 });
        assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "new");
        assert!(!out.join("deep").exists());
    }

    #[test]
    fn two_pages_of_one_path_are_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let jobs = ["x", "y"].map(|text| Job::new("a", digest(text.as_bytes()), || Ok(vec![])));
        let manifest = folder.path().join("manifest");
        let error =
            run(&[&jobs[0], &jobs[1]], folder.path(), &manifest, Digest::default()).unwrap_err();
        assert_eq!(error.to_string(), "two pages want to be a");
    }
}
