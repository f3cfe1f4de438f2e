//! The catalogue: facts about packages beside advisories, from TOML to the text of a pack.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use mcpvet::Ecosystem;
use mcpvet::advisory::Date;
use mcpvet::catalogue::{Status, Support};
use mcpvet::requirement;
use serde::Deserialize;

/// One file of `catalogue/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    package: Vec<Package>,
    #[serde(default)]
    line: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Package {
    ecosystem: String,
    name: String,
    status: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    successor: String,
    #[serde(default)]
    labels: Vec<String>,
    /// Where it is said; for readers of the file.
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    ecosystem: String,
    name: String,
    versions: String,
    support: String,
    #[serde(default)]
    latest: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    protocol: String,
    /// Where it is said; for readers of the file.
    source: String,
}

/// What the tools of a package can do that matters in combination.
const LABELS: [&str; 3] = ["private-data", "untrusted-content", "sink"];

/// The lines of every file, sorted and checked.
pub(crate) fn text(folder: &Path) -> io::Result<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder.join("catalogue"))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let (mut packages, mut lines) = (Vec::new(), String::new());
    for path in paths {
        let problem = |what: String| io::Error::other(format!("{}: {what}", path.display()));
        let file: File = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| problem(error.to_string()))?;
        for package in &file.package {
            packages.push(package.text().map_err(problem)?);
        }
        // The order of the lines of one package is theirs: the newest first.
        for line in &file.line {
            lines += &line.text().map_err(problem)?;
        }
    }
    packages.sort();
    if let Some(pair) = packages.windows(2).find(|pair| identity(&pair[0]) == identity(&pair[1])) {
        return Err(io::Error::other(format!("twice in the catalogue: {}", pair[0].trim_end())));
    }
    Ok(packages.concat() + &lines)
}

fn identity(line: &str) -> Vec<&str> {
    line.split('\t').take(3).collect()
}

impl Package {
    fn text(&self) -> Result<String, String> {
        let Self { ecosystem, name, status, since, successor, labels, source } = self;
        named(ecosystem, name, source)?;
        Status::from_word(status).ok_or_else(|| format!("{name}: no status '{status}'"))?;
        day(name, since)?;
        if let Some(label) = labels.iter().find(|label| !LABELS.contains(&label.as_str())) {
            return Err(format!("{name}: no label '{label}'"));
        }
        let labels = labels.join(" ");
        Ok(format!("package\t{ecosystem}\t{name}\t{status}\t{since}\t{successor}\t{labels}\n"))
    }
}

impl Line {
    fn text(&self) -> Result<String, String> {
        let Self { ecosystem, name, versions, support, latest, until, protocol, source } = self;
        let scheme = named(ecosystem, name, source)?.scheme();
        let scheme = scheme.ok_or_else(|| format!("{name}: {ecosystem} has no order"))?;
        requirement::intervals(scheme, versions)
            .map_err(|_| format!("{name}: '{versions}' is no requirement of {ecosystem}"))?;
        if !latest.is_empty() && scheme.key(latest).is_err() {
            return Err(format!("{name}: '{latest}' is no version of {ecosystem}"));
        }
        Support::from_word(support).ok_or_else(|| format!("{name}: no support '{support}'"))?;
        day(name, until)?;
        day(name, protocol)?;
        let mut text = String::new();
        let _ = writeln!(
            text,
            "line\t{ecosystem}\t{name}\t{versions}\t{support}\t{latest}\t{until}\t{protocol}"
        );
        Ok(text)
    }
}

fn named(ecosystem: &str, name: &str, source: &str) -> Result<Ecosystem, String> {
    let known = Ecosystem::from_name(ecosystem).filter(|known| known.name() == ecosystem);
    let known = known.ok_or_else(|| format!("{name}: no ecosystem '{ecosystem}'"))?;
    if known.normalize(name) != name || name.contains(char::is_whitespace) || name.is_empty() {
        return Err(format!("'{name}' is not how {ecosystem} files a package"));
    }
    if source.is_empty() {
        return Err(format!("{name}: where is that said?"));
    }
    Ok(known)
}

fn day(name: &str, day: &str) -> Result<(), String> {
    let fine = day.is_empty() || day.parse::<Date>().is_ok();
    fine.then_some(()).ok_or_else(|| format!("{name}: '{day}' is no day like 2025-05-29"))
}
