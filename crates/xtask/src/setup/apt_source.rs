//! A Debian package source, taken from this machine and pointed at another suite.
//!
//! The machine's own source gives the address. apt is given lists and caches of its own, so the machine's
//! configuration stays as it is, and root is not needed.

use std::fs;
use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use crate::error::{Error, Result};
use crate::files;

/// The first source of packages of this machine, in either of apt's two notations.
#[derive(Debug, PartialEq)]
pub(super) struct AptSource {
    extension: &'static str,
    text: String,
}

impl AptSource {
    /// Reads what apt itself reads first.
    pub(super) fn of_this_machine() -> Result<Self> {
        let read = |path: &str| fs::read_to_string(path).ok();
        let stanza = read("/etc/apt/sources.list.d/debian.sources")
            .and_then(|text| first_stanza(&text))
            .map(|text| Self { extension: "sources", text });
        let line = || {
            let text = first_line(&read("/etc/apt/sources.list")?)?;
            Some(Self { extension: "list", text })
        };
        stanza.or_else(line).ok_or_else(|| Error::new("this machine has no Debian package source"))
    }

    /// The same source for another suite.
    pub(super) fn with_suite(&self, suite: &str) -> Self {
        let text = match self.extension {
            "sources" => stanza_with_suite(&self.text, suite),
            _ => line_with_suite(&self.text, suite),
        };
        Self { text, ..*self }
    }

    /// Downloads a package with an apt whose source, lists and cache all lie in `folder`.
    pub(super) fn download(&self, sh: &Shell, folder: &Path, package: &str) -> Result<PathBuf> {
        let path = |name: &str| folder.join(name).display().to_string();
        sh.create_dir(folder.join("lists/partial"))?;
        sh.create_dir(folder.join("cache/archives/partial"))?;
        let list = format!("only.{}", self.extension);
        sh.write_file(folder.join(&list), &self.text)?;
        let options = [
            format!("-oDir::Etc::sourcelist={}", path(&list)),
            "-oDir::Etc::sourceparts=/dev/null".to_owned(),
            format!("-oDir::State::lists={}", path("lists")),
            format!("-oDir::Cache={}", path("cache")),
            "-oAPT::Sandbox::User=root".to_owned(),
            "-qq".to_owned(),
        ];
        let options = &options;
        let _folder = sh.push_dir(folder);
        cmd!(sh, "apt-get {options...} update").run()?;
        cmd!(sh, "apt-get {options...} download {package}").run()?;
        let packages = files::list(folder)?;
        packages
            .into_iter()
            .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
            .ok_or_else(|| Error::new("apt-get reported success but left no package"))
    }
}

fn first_stanza(text: &str) -> Option<String> {
    let stanza = text.split("\n\n").find(|stanza| stanza.lines().any(|l| l == "Types: deb"))?;
    Some(stanza.trim().to_owned())
}

fn first_line(text: &str) -> Option<String> {
    text.lines().find(|line| line.starts_with("deb ")).map(str::to_owned)
}

fn stanza_with_suite(stanza: &str, suite: &str) -> String {
    let lines = stanza.lines().map(|line| {
        if line.starts_with("Suites:") { format!("Suites: {suite}\n") } else { format!("{line}\n") }
    });
    lines.collect()
}

/// `deb [options] address suite component…` with another suite.
fn line_with_suite(line: &str, suite: &str) -> String {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let options = words.iter().position(|word| word.ends_with(']')).unwrap_or(0);
    if let Some(word) = words.get_mut(options + 2) {
        *word = suite;
    }
    words.join(" ") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{first_line, first_stanza, line_with_suite, stanza_with_suite};

    #[test]
    fn the_first_stanza_gets_the_suite() {
        let text = "Types: deb\nURIs: file:/packages\nSuites: old old-updates\nSigned-By: key\n\n\
                    Types: deb\nURIs: file:/security\nSuites: old-security\n";
        let stanza = first_stanza(text).expect("there are two");
        assert_eq!(
            stanza_with_suite(&stanza, "new"),
            "Types: deb\nURIs: file:/packages\nSuites: new\nSigned-By: key\n",
        );
    }

    #[test]
    fn the_first_line_gets_the_suite() {
        let text = "# comment\ndeb-src file:/packages old main\ndeb file:/packages old main\n";
        let line = first_line(text).expect("there is one");
        assert_eq!(line_with_suite(&line, "new"), "deb file:/packages new main\n");
    }

    #[test]
    fn options_of_a_line_stay() {
        let line = "deb [arch=amd64 signed-by=key] file:/packages old main";
        let expected = "deb [arch=amd64 signed-by=key] file:/packages new main\n";
        assert_eq!(line_with_suite(line, "new"), expected);
    }
}
