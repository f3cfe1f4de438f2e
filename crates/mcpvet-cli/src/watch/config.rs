//! The file of `mcpvet watch`: what is watched, how much time there is, and who is told.
//!
//! Paths are seen from the folder of the file. Secrets never stand in it: it names the environment
//! variables that hold them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use mcpvet::monitor::Policy;
use mcpvet::rules::RuleSeverity;
use mcpvet::{Severity, render::plain};
use serde::Deserialize;

use crate::exit::Failure;
use crate::files;

/// Bytes of a file.
const MAX_BYTES: usize = 1 << 20;

/// Inputs of one file.
const MAX_INPUTS: usize = 1_000;

/// Channels of one file.
const MAX_CHANNELS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Config {
    #[serde(default)]
    pub(crate) title: String,
    state: Option<PathBuf>,
    status: Option<PathBuf>,
    #[serde(default)]
    rules: Option<String>,
    #[serde(default)]
    fail_on: Option<String>,
    #[serde(default)]
    due: Policy,
    #[serde(default)]
    pub(crate) input: Vec<Watched>,
    #[serde(default)]
    pub(crate) channel: Vec<Channel>,
    /// The folder of the file.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
    #[serde(skip)]
    stem: String,
    #[serde(skip)]
    pub(crate) policy: Policy,
    /// The lowest severity that fails; `None` for never.
    #[serde(skip)]
    pub(crate) lowest: Option<Severity>,
}

/// Something to watch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Watched {
    pub(crate) name: String,
    /// A file or a folder.
    pub(crate) path: Option<PathBuf>,
    /// The format of the file, where its name and content do not tell.
    pub(crate) format: Option<String>,
    /// Instead of a path: the configurations of the MCP hosts on this machine.
    pub(crate) hosts: Option<HostScope>,
}

/// Whose configurations.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HostScope {
    User,
    Project,
    Enterprise,
    All,
}

/// Somebody who is told.
// Keys that nobody knows are refused by the kinds, which get whatever is not named here.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Channel {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) when: When,
    #[serde(flatten)]
    pub(crate) kind: Kind,
}

/// When a channel is told.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum When {
    /// When something happened.
    #[default]
    News,
    /// When somebody has to act.
    Action,
    /// After every run.
    Always,
}

/// How a channel is reached.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Kind {
    Smtp(Mail),
    Webhook(Hook),
    Slack(Hook),
    Discord(Hook),
    Teams(Hook),
    GithubIssue(Issues),
}

/// A mail server and who writes to whom.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Mail {
    /// `smtp.example.org`, with a port where it is not the usual one.
    pub(crate) server: String,
    #[serde(default)]
    pub(crate) security: Security,
    pub(crate) user: Option<String>,
    pub(crate) password_env: Option<String>,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Security {
    /// TLS from the first byte, port 465.
    #[default]
    Tls,
    /// TLS before anything is said, port 587; a server without it is refused.
    Starttls,
    /// None, which only this machine itself may be spoken to with; port 25.
    None,
}

/// An address that takes messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Hook {
    pub(crate) url: Option<String>,
    /// The variable that holds the address, where it is a secret itself.
    pub(crate) url_env: Option<String>,
    /// The variable that holds the secret by which messages are signed.
    pub(crate) secret_env: Option<String>,
    #[serde(default)]
    pub(crate) retry: Retry,
}

/// The issues of a repository.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Issues {
    /// `owner/name`.
    pub(crate) repository: String,
    pub(crate) token_env: String,
    /// The address of the API, where it is not that of github.com.
    pub(crate) api: Option<String>,
    #[serde(default)]
    pub(crate) retry: Retry,
}

/// How often a message is tried again, and how long is waited for an answer.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(crate) struct Retry {
    pub(crate) times: u32,
    /// Seconds before the second try; each later pause is twice as long.
    pub(crate) pause: u32,
    /// Seconds.
    pub(crate) timeout: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self { times: 4, pause: 1, timeout: 30 }
    }
}

impl Config {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut config = Self::parse(path, &files::text(path)?)?;
        config.folder = path.parent().unwrap_or(Path::new("")).to_owned();
        config.stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(config)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        let failure = |why: &str| Failure::Usage(format!("{}: {why}", path.display()));
        if text.len() > MAX_BYTES {
            return Err(failure("longer than 1 MiB"));
        }
        let mut config: Self = files::parse_toml(path, text)?;
        config.check().map_err(|why| failure(&why))?;
        Ok(config)
    }

    /// What a file would say that names these paths alone.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let watched = |path: &PathBuf| Watched {
            name: path.to_string_lossy().into_owned(),
            path: Some(path.clone()),
            format: None,
            hosts: None,
        };
        Self { input: paths.iter().map(watched).collect(), ..Self::default() }
    }

    /// Where runs leave what the next one has to know.
    pub(crate) fn state_path(&self) -> PathBuf {
        self.beside(self.state.as_deref(), "state.json")
    }

    /// Where people say what they do about a finding.
    pub(crate) fn status_path(&self) -> PathBuf {
        self.beside(self.status.as_deref(), "status.txt")
    }

    fn beside(&self, path: Option<&Path>, end: &str) -> PathBuf {
        let own = PathBuf::from(format!("{}.{end}", self.stem));
        self.folder.join(path.unwrap_or(&own))
    }

    fn check(&mut self) -> Result<(), String> {
        if self.input.is_empty() {
            return Err("nothing is watched: write [[input]] with a name and a path".to_owned());
        }
        for (what, number, most) in [
            ("inputs", self.input.len(), MAX_INPUTS),
            ("channels", self.channel.len(), MAX_CHANNELS),
        ] {
            if number > most {
                return Err(format!("{number} {what}, more than {most}"));
            }
        }
        names(self.input.iter().map(|input| &*input.name), "input")?;
        names(self.channel.iter().map(|channel| &*channel.name), "channel")?;
        for Watched { name, path, format, hosts } in &self.input {
            match (path, hosts) {
                (Some(_), None) => {}
                (None, Some(_)) if format.is_none() => {}
                (None, Some(_)) => {
                    return Err(format!("input {name}: hosts have formats of their own"));
                }
                _ => return Err(format!("input {name}: expected a path, or hosts = \"user\"")),
            }
        }
        let rules = match self.rules.as_deref() {
            None => Policy::default().rules,
            Some("off") => None,
            Some(word) => Some(RuleSeverity::from_label(word).ok_or_else(|| {
                format!(
                    "rules = '{}': expected off, info, low, medium, high or critical",
                    plain(word)
                )
            })?),
        };
        self.policy = Policy { rules, ..self.due.clone() };
        self.lowest = match self.fail_on.as_deref() {
            None => Some(Severity::None),
            Some("never") => None,
            Some(word) => Some(Severity::from_label(word).ok_or_else(|| {
                let words = "none, low, medium, high, critical, malware or never";
                format!("fail-on = '{}': expected {words}", plain(word))
            })?),
        };
        Ok(())
    }
}

/// Refuses names that are there twice, and those that would be no word in the status file.
fn names<'a>(names: impl Iterator<Item = &'a str>, what: &str) -> Result<(), String> {
    let mut known = HashSet::new();
    for name in names {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if name.is_empty() || name.len() > 100 || !name.chars().all(is_plain) {
            return Err(format!(
                "{what} '{}': a name has up to 100 letters, digits and - _ . / in it",
                plain(name)
            ));
        }
        if !known.insert(name) {
            return Err(format!("two {what}s are called {name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Config;
    use crate::watch::TEMPLATE;

    /// The template without the marks in front of its lines.
    fn everything() -> String {
        TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n")
            .collect()
    }

    #[test]
    fn the_template_is_right_in_all_its_lines() {
        let config = Config::parse(Path::new("x"), &everything()).expect("a file");
        assert_eq!((config.input.len(), config.channel.len()), (2, 2));
        assert_eq!(config.policy.high, 7);
    }

    #[test]
    fn broken_files_are_refused_or_read_and_never_more() {
        let text = everything();
        for at in 0..text.len() {
            let _ = Config::parse(Path::new("x"), &text[..at]);
            for sign in ["[", "\"", "=", "\u{0}", "9", "{"] {
                let mut broken = text.clone();
                broken.replace_range(at..=at, sign);
                let _ = Config::parse(Path::new("x"), &broken);
            }
        }
        let deep = format!("a = {}", "[".repeat(100_000));
        assert!(Config::parse(Path::new("x"), &deep).is_err());
        assert!(Config::parse(Path::new("x"), &" ".repeat(2 << 20)).is_err());
    }
}
