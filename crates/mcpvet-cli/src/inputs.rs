//! The files that a command is to read: named by hand, found in folders, or standard input.
//!
//! Every text is in memory only while it is worked on, and every answer stands in the order of the
//! arguments, files of a folder in the order of their paths. So a folder gives the same report as
//! its files by hand, whatever the number of threads.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::Input;
use mcpvet::input::limits::MAX_BYTES;
use mcpvet::input::{Claim, FORMATS, Format, decode, is_meant};

use crate::discover;
use crate::exit::Failure;
use crate::pool;
use crate::progress::Progress;
use crate::terminal::TerminalArgs;
use crate::walk::{Looked, Wanted, walk};

#[derive(Clone, Args)]
pub(crate) struct InputArgs {
    /// Files to read, folders to look through, or - for standard input
    ///
    /// In a folder and those below it, files are found by their names, hidden ones included; names
    /// that others use too, such as manifest.json or *.csv, count only if the content fits. What
    /// Git ignores and node_modules are left out, links are not followed.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Read every input as this format instead of detecting it; in folders, only its files
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// The name of what standard input holds, to help detect its format
    #[arg(long, value_name = "NAME")]
    stdin_name: Option<String>,
    /// In folders, read what Git ignores and node_modules too
    #[arg(long)]
    no_ignore: bool,
    /// How many files to read at once; as many as there are processors if not given
    #[arg(short, long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Accepted for those who are used to it: folders are always looked through
    #[arg(short, long, hide = true)]
    recursive: bool,
}

/// What there is to read.
pub(crate) struct Inputs {
    items: Vec<Item>,
    format: Option<&'static Format>,
    jobs: usize,
    folders: Vec<PathBuf>,
    looked: Looked,
}

/// One text to read.
struct Item {
    name: String,
    place: Place,
}

enum Place {
    Stdin(Vec<u8>),
    /// Named by hand: it is an error of the caller if it cannot be read.
    Named(PathBuf),
    Found(PathBuf, Claim),
    /// Found, and there is a reason why it cannot be read.
    Lost(String),
}

/// What becomes of an item.
pub(crate) enum Answer<T> {
    Is(T),
    /// It has a name that others use too, and its content does not fit.
    NotMeant,
    /// It says what it said before.
    Unchanged,
}

/// A text to work on, or why there is none.
pub(crate) struct Source<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) path: Option<&'a Path>,
    pub(crate) error: Option<&'a str>,
}

impl InputArgs {
    /// What the arguments would be for one path.
    pub(crate) fn of(path: PathBuf, format: Option<String>) -> Self {
        let (stdin_name, no_ignore, jobs, recursive) = (None, false, None, false);
        Self { paths: vec![path], format, stdin_name, no_ignore, jobs, recursive }
    }

    /// Finds everything that the arguments name.
    pub(crate) fn find(&self) -> Result<Inputs, Failure> {
        let format = self.format.as_deref().map(format).transpose()?;
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok());
        let mut inputs = Inputs {
            items: Vec::new(),
            format,
            jobs: jobs.map_or(1, std::num::NonZeroUsize::get),
            folders: Vec::new(),
            looked: Looked::default(),
        };
        let mut seen = HashSet::new();
        for path in self.paths.iter().filter(|path| !path.is_dir() && path.as_os_str() != "-") {
            seen.extend(fs::canonicalize(path));
        }
        for path in &self.paths {
            if path.as_os_str() == "-" {
                inputs.items.push(self.standard_input()?);
            } else if path.is_dir() {
                let wanted = Wanted { ignored: self.no_ignore, format };
                inputs.add_folder(path, wanted, &mut seen);
            } else {
                let name = name(path);
                // A name with a slip is said before minutes of work, not behind them.
                fs::metadata(path).map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
                inputs.items.push(Item { name, place: Place::Named(path.clone()) });
            }
        }
        Ok(inputs)
    }

    fn standard_input(&self) -> Result<Item, Failure> {
        let mut bytes = Vec::new();
        // One byte over what is checked, so that the rest is refused and not cut off.
        io::stdin()
            .take(MAX_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::Usage(format!("standard input: {error}")))?;
        let name = self.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
        Ok(Item { name, place: Place::Stdin(bytes) })
    }
}

impl InputArgs {
    /// The first path, and the arguments without it.
    pub(crate) fn split_first(&self) -> (PathBuf, Self) {
        let mut paths = self.paths.iter().cloned();
        let first = paths.next().unwrap_or_default();
        (first, self.with(paths.collect()))
    }

    /// The same arguments with other paths.
    pub(crate) fn with(&self, paths: Vec<PathBuf>) -> Self {
        Self { paths, ..self.clone() }
    }

    /// Whether there is no path.
    pub(crate) const fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

fn format(id: &str) -> Result<&'static Format, Failure> {
    Format::by_id(id).ok_or_else(|| {
        let ids: Vec<_> = FORMATS.iter().map(|format| format.id).collect();
        Failure::Usage(format!("there is no format '{id}': {}", ids.join(", ")))
    })
}

/// What a path is called in a report.
fn name(path: &Path) -> String {
    let name = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}

impl Inputs {
    /// Adds the files of a folder, but for those that another argument has brought.
    fn add_folder(&mut self, folder: &Path, wanted: Wanted, seen: &mut HashSet<PathBuf>) {
        self.folders.push(folder.to_owned());
        for found in walk(folder, wanted, &mut self.looked) {
            if fs::canonicalize(&found.path).is_ok_and(|path| !seen.insert(path)) {
                continue;
            }
            let place = match found.error {
                Some(error) => Place::Lost(error),
                None => Place::Found(found.path.clone(), found.claim),
            };
            self.items.push(Item { name: name(&found.path), place });
        }
    }

    /// The files and folders that were named by hand.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &Path> {
        let files = self.items.iter().filter_map(|item| match &item.place {
            Place::Named(path) => Some(&**path),
            _ => None,
        });
        files.chain(self.folders.iter().map(PathBuf::as_path))
    }

    /// Works on each, several at once, and answers in their order.
    pub(crate) fn each<T: Send>(
        &self,
        terminal: &TerminalArgs,
        for_people: bool,
        work: impl Fn(Source<'_>) -> Result<Answer<T>, Failure> + Sync,
    ) -> Result<Vec<Answer<T>>, Failure> {
        let wanted = for_people && !terminal.is_quiet();
        let mut progress = Progress::new(self.items.len(), wanted, terminal.style().unicode);
        let answer = |item: &Item| self.answer(item, &work);
        let answers = pool::map(self.jobs, &self.items, answer, |item| progress.step(&item.name));
        answers.into_iter().collect()
    }

    fn answer<T>(
        &self,
        item: &Item,
        work: impl Fn(Source<'_>) -> Result<Answer<T>, Failure>,
    ) -> Result<Answer<T>, Failure> {
        let format = self.format.map(|format| format.id);
        let input = Input { name: Some(&item.name), format, ..Input::default() };
        let lost = |error: &str| work(Source { input, path: None, error: Some(error) });
        let (bytes, path) = match &item.place {
            Place::Lost(error) => return lost(error),
            Place::Stdin(bytes) => (Cow::Borrowed(&**bytes), None),
            Place::Named(path) => match discover::read_any(path) {
                Ok(bytes) => (Cow::Owned(bytes), Some(&**path)),
                Err(error) => return Err(Failure::Usage(format!("{}: {error}", item.name))),
            },
            Place::Found(path, claim) => match read(path, *claim, &item.name) {
                Ok(Some(bytes)) => (Cow::Owned(bytes), Some(&**path)),
                Ok(None) => return Ok(Answer::NotMeant),
                Err(error) => return lost(&error),
            },
        };
        work(Source { input: Input { bytes: &bytes, ..input }, path, error: None })
    }

    /// What there was to look at and what of it was left out; nothing without folders.
    pub(crate) fn account<T>(&self, answers: &[Answer<T>]) -> Option<String> {
        if self.folders.is_empty() {
            return None;
        }
        let found = self.items.iter().zip(answers);
        let found = found.filter(|(item, _)| matches!(item.place, Place::Found(..)));
        let (not_meant, read): (Vec<_>, Vec<_>) =
            found.partition(|(_, answer)| matches!(answer, Answer::NotMeant));
        let (not_meant, read) = (not_meant.len(), read.len());
        let Looked { files, folders, ignored, node_modules, links } = self.looked;
        let mut text = format!(
            "{} found among {} in {}",
            count(read, "dependency list"),
            count(files, "file"),
            count(folders, "folder"),
        );
        let left_out = [
            (
                not_meant,
                "file with a common name and other content",
                "files with common names and other content",
            ),
            (
                ignored,
                "file that Git ignores (--no-ignore)",
                "files that Git ignores (--no-ignore)",
            ),
            (
                node_modules,
                "folder node_modules (--no-ignore)",
                "folders node_modules (--no-ignore)",
            ),
            (links, "link", "links"),
        ];
        let mut before = "; left out: ";
        for (number, one, many) in left_out.iter().filter(|(number, ..)| *number > 0) {
            let _ = write!(text, "{before}{number} {}", if *number == 1 { one } else { many });
            before = ", ";
        }
        Some(text)
    }

    /// The folders, for whoever found nothing in them.
    pub(crate) fn places(&self) -> String {
        let places: Vec<_> = self.folders.iter().map(|it| it.to_string_lossy()).collect();
        places.join(", ")
    }
}

/// `3 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Bytes that decide whether a shared name is meant.
const HEAD: u64 = 64 << 10;

/// Reads a file that was found; `None` if its name is shared and its beginning says that it is
/// something else. The rest of such a file is not looked at, however long it is.
fn read(path: &Path, claim: Claim, name: &str) -> Result<Option<Vec<u8>>, String> {
    if claim == Claim::Shared {
        let mut head = Vec::new();
        let about = fs::metadata(path).map_err(|error| error.to_string())?;
        if !about.is_file() {
            return Err(discover::NO_FILE.to_owned());
        }
        File::open(path)
            .and_then(|file| file.take(HEAD).read_to_end(&mut head))
            .map_err(|error| error.to_string())?;
        let (text, _) = decode(&head);
        let is_binary = text.contains('\0');
        // Places are told from whole paths, which a folder deep inside of a project has not.
        let whole = fs::canonicalize(path);
        let whole = whole.as_ref().map_or(name.into(), |path| path.to_string_lossy());
        if is_binary || !is_meant(&whole.replace('\\', "/"), &text) {
            return Ok(None);
        }
    }
    discover::read(path).map(Some)
}
