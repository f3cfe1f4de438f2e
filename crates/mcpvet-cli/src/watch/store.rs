//! What lies on disk between two runs: the state, and the status file.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use mcpvet::monitor::{Entry, MAX_STATUS_BYTES, State, Status};

use crate::exit::Failure;

/// Bytes of a state; a thousand events and as many findings take about two megabytes.
const MAX_STATE_BYTES: usize = 64 << 20;

/// Faults of a status file that are told.
const SHOWN_FAULTS: usize = 10;

/// The state, or an empty one before the first run. One that cannot be read is never taken for empty.
pub(crate) fn state(path: &Path) -> Result<State, Failure> {
    match read(path, MAX_STATE_BYTES)? {
        Some(text) => State::read(&text).map_err(|error| {
            let hint = "move it away to begin anew: every finding will be told as new";
            Failure::Usage(format!("{}: {error}; {hint}", path.display()))
        }),
        None => Ok(State::default()),
    }
}

/// The status file and its text.
pub(crate) fn status(path: &Path) -> Result<(Status, String), Failure> {
    let text = read(path, MAX_STATUS_BYTES)?.unwrap_or_default();
    match Status::read(&text) {
        Ok(status) => Ok((status, text)),
        Err(faults) => {
            let shown = faults.iter().take(SHOWN_FAULTS);
            let lines = shown.map(|it| format!("{}:{}: {}", path.display(), it.line, it.message));
            let more = match faults.len().saturating_sub(SHOWN_FAULTS) {
                0 => None,
                more => Some(format!("and {more} more lines")),
            };
            Err(Failure::Usage(lines.chain(more).collect::<Vec<_>>().join("; ")))
        }
    }
}

/// Writes entries into the status file; leaves it alone where that changes nothing.
pub(crate) fn write_status(
    path: &Path,
    status: &Status,
    text: &str,
    entries: &[Entry],
) -> Result<(), Failure> {
    match status.edit(text, entries) {
        edited if edited == text || entries.is_empty() => Ok(()),
        edited => write(path, &edited),
    }
}

pub(crate) fn write_state(path: &Path, state: &State) -> Result<(), Failure> {
    write(path, &state.write())
}

/// Writes a file in one step: whoever reads it, and the next run after a crash, sees the old text or
/// the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failure = |error: std::io::Error| Failure::Usage(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failure(error)
    })
}

/// The text of a file; nothing where there is none.
fn read(path: &Path, most: usize) -> Result<Option<String>, Failure> {
    let failure =
        |why: &dyn std::fmt::Display| Failure::Usage(format!("{}: {why}", path.display()));
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failure(&error)),
    };
    let mut text = String::new();
    file.take(most as u64 + 1).read_to_string(&mut text).map_err(|error| failure(&error))?;
    if text.len() > most {
        return Err(failure(&format!("longer than {} MiB", most >> 20)));
    }
    Ok(Some(text))
}
