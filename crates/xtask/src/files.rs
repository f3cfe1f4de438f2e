//! Folders: listing, copying and replacing them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Every file below `folder`, sorted by path.
pub(crate) fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in list(folder)? {
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The files and folders directly in `folder`, sorted by path.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Error::new(format!("cannot list {}: {error}", folder.display())))?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

/// Copies one file to `to`, making the folders on the way.
pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| Error::new(format!("cannot copy {}: {error}", from.display())))
}

/// Copies what is below `from` to `to`, on top of what is there.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result {
    for file in walk(from)? {
        copy(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}
