//! Exit codes, what they mean, and the failures that lead to them.

use std::fmt;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Clear = 0,
    Findings = 1,
    Usage = 2,
    Data = 3,
    Undecided = 4,
    Unsent = 5,
    Internal = 127,
    Nothing = 128,
}

/// The table of `--help`.
pub(crate) const HELP: &str = "\
Exit codes:
    0  nothing found at or above the threshold
    1  findings
    2  wrong usage, or an input that could not be read to its end
    3  the dataset cannot be read, or is older than --max-data-age
    4  something is undecided, with --fail-on-undecided; verify could not tell
    5  a message could not be sent, with watch --send
  127  a defect of mcpvet
  128  no package was read, so there was nothing to check";

impl Exit {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }

    /// The meaning, in the words of the table above.
    pub(crate) fn meaning(self) -> &'static str {
        let number = format!("{} ", self as u8);
        let line = HELP.lines().find_map(|line| line.trim_start().strip_prefix(&number));
        line.unwrap_or_default().trim_start()
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments or a file that they name.
    Usage(String),
    /// The dataset.
    Data(String),
    /// Writing the answer; a closed pipe is no failure.
    Output(std::io::Error),
}

impl Failure {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Data(_) => Exit::Data,
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Clear,
            Self::Output(_) => Exit::Internal,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Data(message) => f.write_str(message),
            Self::Output(error) => write!(f, "the answer could not be written: {error}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Says that a panic is our defect, without the input's text.
pub(crate) fn report_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    anstream::eprintln!(
        "error: a defect of mcpvet at {place}: please report it with the input's format"
    );
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn every_code_has_its_meaning_in_the_help() {
        for exit in [
            Exit::Clear,
            Exit::Findings,
            Exit::Usage,
            Exit::Data,
            Exit::Undecided,
            Exit::Unsent,
            Exit::Internal,
            Exit::Nothing,
        ] {
            assert!(!exit.meaning().is_empty(), "{exit:?}");
        }
    }
}
