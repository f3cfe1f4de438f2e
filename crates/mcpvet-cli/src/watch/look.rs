//! Looks at every input once. What cannot be looked at is told as such and ends nothing.

use std::path::Path;

use mcpvet::monitor::Sight;
use mcpvet::report::Report;
use mcpvet::{Checked, Checker, Input, InventoryReport};
use sha2::{Digest as _, Sha256};

use super::config::{Config, HostScope, Watched};
use crate::exit::Failure;
use crate::inputs::{Answer, InputArgs, Source};
use crate::mcp;
use crate::terminal::TerminalArgs;

/// A file that was read: what was found, everything in it, and a text that tells whether it changed.
type Seen = (Checked, InventoryReport, String);

pub(crate) fn look(
    config: &Config,
    checker: &Checker<'_>,
    terminal: &TerminalArgs,
) -> Result<Sight, Failure> {
    let mut sight = Sight::default();
    for watched in &config.input {
        match see(config, watched, checker, terminal) {
            Ok(seen) if seen.is_empty() => {
                let message = match &watched.path {
                    Some(path) => format!("there is no list in {}", path.display()),
                    None => "no host has a file on this machine".to_owned(),
                };
                sight.add_unread(&watched.name, &message);
            }
            Ok(seen) => {
                let (report, inventory, digests) = joined(checker, seen);
                sight.add(&watched.name, &report, &inventory, &digests);
            }
            Err(Failure::Usage(why)) => sight.add_unread(&watched.name, &why),
            Err(failure) => return Err(failure),
        }
    }
    Ok(sight)
}

fn see(
    config: &Config,
    watched: &Watched,
    checker: &Checker<'_>,
    terminal: &TerminalArgs,
) -> Result<Vec<Seen>, Failure> {
    if let Some(scope) = watched.hosts {
        return hosts(config, scope, checker);
    }
    let path = config.folder.join(watched.path.as_deref().unwrap_or(Path::new("")));
    let inputs = InputArgs::of(path, watched.format.clone()).find()?;
    let base = config.folder.to_string_lossy().replace('\\', "/");
    let work = |source: Source<'_>| Ok(Answer::Is(one(checker, &source, &base)));
    let answers = inputs.each(terminal, false, work)?;
    let seen = answers.into_iter().filter_map(|answer| match answer {
        Answer::Is(seen) => Some(seen),
        Answer::NotMeant | Answer::Unchanged => None,
    });
    Ok(seen.collect())
}

/// Reads one file, under a name as seen from the folder of the configuration, so that it is the same
/// file wherever mcpvet is started.
fn one(checker: &Checker<'_>, source: &Source<'_>, base: &str) -> Seen {
    let Source { input, error, .. } = source;
    let name = input.name.unwrap_or_default();
    let name = name.strip_prefix(base).map_or(name, |rest| rest.trim_start_matches('/'));
    let input = Input { name: Some(name), ..*input };
    match error {
        None => read(checker, &input),
        Some(error) => unread(&input, error),
    }
}

fn read(checker: &Checker<'_>, input: &Input<'_>) -> Seen {
    let digest: String =
        Sha256::digest(input.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (checker.check(input), mcpvet::inventory(&[*input]), digest)
}

fn unread(input: &Input<'_>, why: &str) -> Seen {
    let mut inventory = mcpvet::inventory(&[]);
    inventory.add_unread(input, why.to_owned());
    (Checked::unread(input, why.to_owned()), inventory, String::new())
}

fn hosts(config: &Config, scope: HostScope, checker: &Checker<'_>) -> Result<Vec<Seen>, Failure> {
    let wanted = |one: mcpvet::input::hosts::Scope| match scope {
        HostScope::User => one == mcpvet::input::hosts::Scope::User,
        HostScope::Project => one == mcpvet::input::hosts::Scope::Project,
        HostScope::Enterprise => one == mcpvet::input::hosts::Scope::Enterprise,
        HostScope::All => true,
    };
    let project = match config.folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => &config.folder,
    };
    mcp::each(project, wanted, |input, error| match error {
        None => read(checker, input),
        Some(error) => unread(input, error),
    })
}

fn joined(checker: &Checker<'_>, seen: Vec<Seen>) -> (Report, InventoryReport, Vec<String>) {
    let (mut parts, mut digests, mut all) = (Vec::new(), Vec::new(), mcpvet::inventory(&[]));
    for (part, mut inventory, digest) in seen {
        parts.push(part);
        all.results.append(&mut inventory.results);
        digests.push(digest);
    }
    (checker.report(parts), all, digests)
}
