//! A draft of an advisory file, with what is known filled in and the rest to be written.

use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;
use mcpvet::Ecosystem;
use mcpvet::advisory::Date;

use crate::dataset;

#[derive(Args)]
pub(crate) struct NewArgs {
    /// The affected package, such as npm:notes-mcp
    #[arg(long, value_name = "ECOSYSTEM:NAME", value_parser = package)]
    package: (Ecosystem, String),
    /// Its public id; without one it gets the next MCPVET-<year>-<nnnn>
    #[arg(long)]
    id: Option<String>,
    /// The first affected version
    #[arg(long, default_value = "0")]
    introduced: String,
    /// The first repaired version
    #[arg(long)]
    fixed: Option<String>,
    /// The day of publication, instead of the one in the file DATE
    #[arg(long)]
    published: Option<Date>,
}

fn package(text: &str) -> Result<(Ecosystem, String), String> {
    let (ecosystem, name) = Ecosystem::split_name(text)
        .ok_or("expected an ecosystem and a name, such as npm:notes-mcp".to_owned())?;
    Ok((ecosystem, ecosystem.normalize(name).into_owned()))
}

/// Writes the file and says where it stands; one that is there already stays as it is.
pub(crate) fn write(folder: &Path, args: &NewArgs) -> io::Result<PathBuf> {
    let published = args.published.map_or_else(|| dataset::built(folder), Ok)?;
    let year = folder.join("advisories").join(published.year().to_string());
    fs::create_dir_all(&year)?;
    let id = match &args.id {
        Some(id) if id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => id.clone(),
        Some(id) => return Err(io::Error::other(format!("'{id}' is not an id such as GHSA-…"))),
        None => next_id(&year, published.year())?,
    };
    let path = year.join(format!("{id}.toml"));
    if path.exists() {
        return Err(io::Error::other(format!("{} is there already", path.display())));
    }
    fs::write(&path, text(&id, published, args))?;
    Ok(path)
}

/// The number behind the highest of the year.
fn next_id(folder: &Path, year: u32) -> io::Result<String> {
    let prefix = format!("MCPVET-{year}-");
    let mut last: u32 = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix(&prefix).and_then(|rest| rest.strip_suffix(".toml"));
        last = last.max(number.and_then(|number| number.parse().ok()).unwrap_or(0));
    }
    Ok(format!("{prefix}{:04}", last + 1))
}

/// The keys in their order, each with what may stand there. The texts are empty: the linter names
/// each of them until it is written.
fn text(id: &str, published: Date, args: &NewArgs) -> String {
    let (ecosystem, name) = &args.package;
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let fixed = args.fixed.as_ref().map(|version| format!(", fixed = {}", quoted(version)));
    format!(
        "id = {id}
aliases = []                  # other ids of the same flaw: \"CVE-2026-0000\"
kind = \"vulnerability\"        # vulnerability | malware
component = \"mcp-server\"      # mcp-server | sdk | client | infrastructure | dependency | protocol
category = \"other\"            # auth-bypass authorization code-injection command-injection
                              # denial-of-service dns-rebinding info-disclosure misconfiguration
                              # other path-traversal prompt-injection session sql-injection ssrf
                              # supply-chain-malware token-leak xss
relevance = \"core\"            # core: about MCP itself | related: in a product that speaks MCP
# root_cause = \"\"             # a short name shared by advisories with one cause
# cvss = []                   # as the sources give them; where there is none: severity = \"high\"
published = {published}
modified = {published}

# One sentence without a full stop: who can do what through which part.
summary = \"\"
# What an attacker gains, and what they need for it.
impact = \"\"\"
\"\"\"
# The version to go to, and what to do until then.
remediation = \"\"\"
\"\"\"
# The advisory, the fix, the analysis: one URL a line.
references = []

# The first repaired version is `fixed`; where there is none, `last_affected` is the last one known.
[[affected]]
ecosystem = {ecosystem}
package = {package}
ranges = [
  {{ introduced = {introduced}{fixed} }},
]

# Discovery, report, fix, as far as they are known, the earliest first.
[[timeline]]
date = {published}
event = \"Advisory published\"
",
        id = quoted(id),
        ecosystem = quoted(ecosystem.name()),
        package = quoted(name),
        introduced = quoted(&args.introduced),
        fixed = fixed.unwrap_or_default(),
    )
}
