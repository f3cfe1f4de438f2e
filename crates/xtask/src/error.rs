//! The error of this tool: a sentence for the person at the terminal.

use std::fmt;

/// What a command returns.
pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

/// Why a command could not be done.
#[derive(Debug)]
pub(crate) struct Error(String);

impl Error {
    /// An error that reads as `message`.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// `Error` is not a `std::error::Error` itself, so that this covers every other one.
impl<E: std::error::Error> From<E> for Error {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}
