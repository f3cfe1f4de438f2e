//! A line on a terminal that says how far the work is, and is gone when the work is done.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::time::{Duration, Instant};

use mcpvet::render::plain;

/// Work that takes less is not worth a line.
const PATIENCE: Duration = Duration::from_millis(300);

/// Time between two pictures.
const PAUSE: Duration = Duration::from_millis(60);

/// Cells of the bar.
const CELLS: usize = 24;

pub(crate) struct Progress {
    unicode: bool,
    total: usize,
    done: usize,
    /// When to draw next; `None` where nobody would see it.
    next: Option<Instant>,
    is_drawn: bool,
}

impl Progress {
    /// Of so many steps; drawn only if somebody sits in front of it.
    pub(crate) fn new(total: usize, wanted: bool, unicode: bool) -> Self {
        let sees = || {
            stderr().is_terminal()
                && std::env::var_os("CI").is_none()
                && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
        };
        let next = (wanted && total > 1 && sees()).then(|| Instant::now() + PATIENCE);
        Self { unicode, total, done: 0, next, is_drawn: false }
    }

    /// One more step is done, about this.
    pub(crate) fn step(&mut self, name: &str) {
        self.done += 1;
        let now = Instant::now();
        if self.next.is_some_and(|next| now >= next) {
            self.next = Some(now + PAUSE);
            self.is_drawn = true;
            write(&picture(self.done, self.total, name, self.unicode));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_drawn {
            write(CLEAR);
        }
    }
}

/// Back to the start of the line, and nothing on it.
const CLEAR: &str = "\r\u{1b}[2K";

/// The line breaks nowhere: a narrow terminal cuts it, and gets its way of breaking lines back.
fn picture(done: usize, total: usize, name: &str, unicode: bool) -> String {
    let filled = done * CELLS / total.max(1);
    let (full, empty) = if unicode { ("━", "─") } else { ("#", "-") };
    let (full, empty) = (full.repeat(filled), empty.repeat(CELLS.saturating_sub(filled)));
    let digits = total.to_string().len();
    format!(
        "{CLEAR}\u{1b}[?7l{full}\u{1b}[2m{empty}\u{1b}[0m {done:digits$}/{total} {}\u{1b}[?7h",
        plain(name)
    )
}

/// A terminal that takes no more writing has nobody in front of it.
fn write(text: &str) {
    let mut stderr = stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn the_bar_grows_and_names_cannot_steer() {
        let half = picture(12, 24, "a\u{1b}[2Jb\n", false);
        assert!(
            half.contains("############\u{1b}[2m------------\u{1b}[0m 12/24 a\u{fffd}[2Jb\u{fffd}"),
            "{half:?}"
        );
        assert!(picture(200, 200, "", true).contains(&"━".repeat(24)));
        assert!(
            picture(3, 200, "", true).contains("   3/200")
                || picture(3, 200, "", true).contains("  3/200")
        );
    }
}
