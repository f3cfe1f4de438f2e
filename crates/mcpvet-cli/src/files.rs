//! Files that people write for a command: read whole, refused with their line.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::exit::Failure;

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
}

/// A TOML file; what is wrong with it is told with its line.
pub(crate) fn toml<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    parse_toml(path, &text(path)?)
}

/// The same for a text that was read.
pub(crate) fn parse_toml<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Failure> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        Failure::Usage(format!("{}:{line}: {}", path.display(), error.message()))
    })
}
