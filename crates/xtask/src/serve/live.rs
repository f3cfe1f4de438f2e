//! Live reload: the site is built again when its sources change, and open pages load themselves again.
//!
//! A page asks for `/.live/N`, where N is the build that it shows; the answer comes when there is
//! another one, or after a while. The script that asks is put into pages by this server alone.

use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xshell::Shell;

use super::response::Response;
use crate::build::site;
use crate::error::Result;
use crate::files;

/// What the site is made from, beside the wasm module and the dataset's pack.
const SOURCES: &[&str] = &[
    "www/templates",
    "www/assets",
    "www/pages",
    "web/mcpvet/src",
    "web/widget/src",
    "crates/mcpvet-site/src",
    "crates/mcpvet-data",
];

/// How often the sources are looked at.
const PAUSE: Duration = Duration::from_millis(700);

/// How long a page waits for an answer before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

const SCRIPT: &str = "\
let known = '';
for (;;) {
  try {
    const answer = await fetch(`/.live/${known}`, { cache: 'no-store' });
    const now = await answer.text();
    if (known && now !== known) location.reload();
    known = now;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
";

const TAG: &str = "<script type=\"module\" src=\"/.live.js\"></script>\n</body>";

/// The number of the build that is served.
pub(super) struct Live {
    build: Mutex<u64>,
    again: Condvar,
}

impl Live {
    /// Begins with a number that no earlier server had, so that its pages notice the new one.
    pub(super) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { build: Mutex::new(now.as_secs()), again: Condvar::new() }
    }

    /// The answer to what the script asks; nothing for any other path.
    pub(super) fn answer(&self, path: &str) -> Option<Response> {
        if path == "/.live.js" {
            return Some(Response::of("text/javascript; charset=utf-8", SCRIPT.into()));
        }
        let known = path.strip_prefix("/.live/")?;
        let build = self.build.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |build: &mut u64| build.to_string() == known;
        let waited = self.again.wait_timeout_while(build, PATIENCE, same);
        let (build, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Some(Response::of("text/plain; charset=utf-8", build.to_string().into()))
    }

    /// Builds the site whenever its sources change, for ever. What does not build is told and left
    /// as it was.
    pub(super) fn watch(&self, sh: &Shell) -> Result {
        let mut seen = newest(&sh.current_dir())?;
        loop {
            thread::sleep(PAUSE);
            let now = newest(&sh.current_dir())?;
            if now == seen {
                continue;
            }
            seen = now;
            match site::assemble(sh) {
                Ok(()) => self.built(),
                Err(error) => eprintln!("error: {error}"),
            }
        }
    }

    fn built(&self) {
        *self.build.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.again.notify_all();
    }
}

/// When a source was last written, and how many there are: a file that went away is a change too.
fn newest(root: &Path) -> Result<(SystemTime, usize)> {
    let (mut newest, mut count) = (UNIX_EPOCH, 0);
    for folder in SOURCES {
        for file in files::walk(&root.join(folder))? {
            // An editor may have taken it away since.
            let written = file.metadata().and_then(|about| about.modified());
            newest = newest.max(written.unwrap_or(UNIX_EPOCH));
            count += 1;
        }
    }
    Ok((newest, count))
}

/// A page with the script in it.
pub(super) fn with_script(page: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(page) {
        Ok(text) => text.replacen("</body>", TAG, 1).into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::{Live, with_script};

    fn ask(live: &Live, path: &str) -> String {
        let mut answer = Vec::new();
        live.answer(path).unwrap().write(&mut answer).unwrap();
        let text = String::from_utf8(answer).unwrap();
        text.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    #[test]
    fn a_page_hears_of_the_next_build() {
        let live = Live::new();
        let first = ask(&live, "/.live/");
        thread::scope(|scope| {
            let waiting = scope.spawn(|| ask(&live, &format!("/.live/{first}")));
            thread::sleep(Duration::from_millis(20));
            live.built();
            let next: u64 = waiting.join().unwrap().parse().unwrap();
            assert_eq!(next, first.parse::<u64>().unwrap() + 1);
        });
    }

    #[test]
    fn only_whole_pages_get_the_script() {
        let page = with_script(b"<body>x</body></html>".to_vec());
        assert!(String::from_utf8(page).unwrap().contains("/.live.js\"></script>\n</body></html>"));
        assert_eq!(with_script(b"<p>".to_vec()), b"<p>");
        assert!(Live::new().answer("/index.html").is_none());
    }
}
