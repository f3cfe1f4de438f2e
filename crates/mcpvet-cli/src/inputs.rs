//! The files that a command is to read.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::Input;
use mcpvet::input::{FORMATS, Format};

use crate::exit::Failure;

#[derive(Args)]
pub(crate) struct InputArgs {
    /// Files to read, folders to look into (not below them), or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Read every input as this format instead of detecting it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// The name of what standard input holds, to help detect its format
    #[arg(long, value_name = "NAME")]
    stdin_name: Option<String>,
}

/// A text and what it is called.
pub(crate) struct Loaded {
    name: String,
    bytes: Vec<u8>,
}

impl InputArgs {
    /// Reads everything that the arguments name.
    pub(crate) fn load(&self) -> Result<Vec<Loaded>, Failure> {
        if let Some(id) = self.format.as_deref().filter(|id| Format::by_id(id).is_none()) {
            let ids: Vec<_> = FORMATS.iter().map(|format| format.id).collect();
            return Err(Failure::Usage(format!("there is no format '{id}': {}", ids.join(", "))));
        }
        let mut loaded = Vec::new();
        for path in &self.paths {
            if path.as_os_str() == "-" {
                loaded.push(self.standard_input()?);
            } else if path.is_dir() {
                let files = known_files(path)?;
                loaded.extend(files.iter().map(|file| load(file)).collect::<Result<Vec<_>, _>>()?);
            } else {
                loaded.push(load(path)?);
            }
        }
        match loaded.is_empty() {
            true => Err(Failure::Usage(
                "no file with a known name in the folder: name one, or - for standard input"
                    .to_owned(),
            )),
            false => Ok(loaded),
        }
    }

    /// The texts as the library takes them.
    pub(crate) fn inputs<'a>(&'a self, loaded: &'a [Loaded]) -> Vec<Input<'a>> {
        let input = |file: &'a Loaded| Input {
            name: Some(&file.name),
            format: self.format.as_deref(),
            bytes: &file.bytes,
            ..Input::default()
        };
        loaded.iter().map(input).collect()
    }

    fn standard_input(&self) -> Result<Loaded, Failure> {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::Usage(format!("standard input: {error}")))?;
        Ok(Loaded { name: self.stdin_name.clone().unwrap_or_else(|| "-".to_owned()), bytes })
    }
}

fn load(path: &Path) -> Result<Loaded, Failure> {
    let name = path.strip_prefix(".").unwrap_or(path).to_string_lossy().replace('\\', "/");
    match fs::read(path) {
        Ok(bytes) => Ok(Loaded { name, bytes }),
        Err(error) => Err(Failure::Usage(format!("{name}: {error}"))),
    }
}

/// The files of a folder whose name belongs to a format, in the order of their names.
fn known_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failure = |error| Failure::Usage(format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        let known =
            path.file_name().is_some_and(|name| Format::is_known_name(&name.to_string_lossy()));
        if known && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
