//! The folder of advisory files, read in the order of their paths.

use std::path::{Path, PathBuf};
use std::{fs, io};

use mcpvet::advisory::Date;

use crate::lint::Problem;
use crate::record::Record;

/// One advisory file.
pub(crate) struct File {
    /// Its path below the dataset's folder, with `/` on every system.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// What the text says.
    pub(crate) record: Record,
}

/// The folder of the dataset in a checkout: the crate `mcpvet-data`.
pub(crate) fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../mcpvet-data")
}

/// Reads every file; those that are no records become problems.
pub(crate) fn read(folder: &Path) -> io::Result<(Vec<File>, Vec<Problem>)> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in toml_files(&folder.join("advisories"))? {
        let text = fs::read_to_string(&path)?;
        let path = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        match toml::from_str::<Record>(&text) {
            Ok(record) => files.push(File { path, text, record }),
            Err(error) => {
                let line =
                    error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
                problems.push(Problem { path, line, message: error.message().to_owned() });
            }
        }
    }
    Ok((files, problems))
}

/// The day that the dataset states as its own.
pub(crate) fn built(folder: &Path) -> io::Result<Date> {
    let text = fs::read_to_string(folder.join("DATE"))?;
    text.trim().parse().map_err(io::Error::other)
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(toml_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
