//! The folder of an audit database, read within bounds.

use std::fs::File as OpenFile;
use std::io::Read as _;
use std::path::Path;

use mcpvet::audit::{File, MAX_FILE_BYTES, MAX_FILES};
use mcpvet::render::plain;

use crate::exit::Failure;

/// The texts of a database, in the order of their paths.
pub(crate) struct Database {
    texts: Vec<(String, String)>,
}

impl Database {
    /// Reads what stands in `audits/` below a folder; links are not followed.
    pub(crate) fn read(root: &Path) -> Result<Self, Failure> {
        let audits = root.join("audits");
        if !audits.is_dir() {
            let message = format!("{}: expected a folder that holds audits/", root.display());
            return Err(Failure::Usage(message));
        }
        let mut texts = Vec::new();
        read(root, &audits, &mut texts)?;
        Ok(Self { texts })
    }

    /// Whether it holds nothing.
    pub(crate) const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Its files.
    pub(crate) fn files(&self) -> Vec<File<'_>> {
        self.texts.iter().map(|(path, text)| File { path, text }).collect()
    }
}

fn read(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let failure = |error: std::io::Error| Failure::Usage(format!("{}: {error}", folder.display()));
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failure)? {
        entries.push(entry.map_err(failure)?);
    }
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(failure)?;
        if kind.is_dir() {
            read(root, &path, texts)?;
        } else if kind.is_file() {
            if texts.len() == MAX_FILES {
                let message = format!("{}: more than {MAX_FILES} files", root.display());
                return Err(Failure::Usage(message));
            }
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            let text = text(&path).map_err(failure)?;
            texts.push((name.replace('\\', "/"), text));
        }
    }
    Ok(())
}

/// The text of a file, up to a bound; what is cut off is said.
fn text(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    OpenFile::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_FILE_BYTES {
        bytes.truncate(MAX_FILE_BYTES);
        let name = plain(&path.display().to_string());
        anstream::eprintln!(
            "warning: {name}: only the first {} MiB were read",
            MAX_FILE_BYTES >> 20
        );
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
