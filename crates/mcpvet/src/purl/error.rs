//! Why a text is no package URL.

use core::fmt;

/// What was expected of a package URL and what stood there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    expected: &'static str,
    /// The type that expects it; empty when every type does.
    kind: Box<str>,
    found: Box<str>,
}

impl Error {
    pub(super) fn new(expected: &'static str, found: &str) -> Self {
        Self::of_type(expected, "", found)
    }

    pub(super) fn of_type(expected: &'static str, kind: &str, found: &str) -> Self {
        Self { expected, kind: kind.into(), found: found.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, kind, found } = self;
        match &**kind {
            "" => write!(f, "expected {expected}, found '{found}'"),
            kind => write!(f, "the type {kind} expects {expected}: '{found}'"),
        }
    }
}

impl core::error::Error for Error {}
