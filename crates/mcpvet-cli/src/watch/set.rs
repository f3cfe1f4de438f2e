//! `mcpvet watch set` and `mcpvet watch status`: the status file from a shell.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use mcpvet::advisory::Date;
use mcpvet::monitor::{Digest, Entry, Found, Word};
use mcpvet::render::plain;
use mcpvet::report::to_json;

use super::config::Config;
use super::{CONFIG, store};
use crate::data::today;
use crate::exit::{Exit, Failure};
use crate::show::columns;

#[derive(Args)]
pub(crate) struct SetArgs {
    /// The advisory or rule, by its id or an alias
    id: String,
    /// open, planned, fixed or accepted; a run looks at what is fixed and calls it verified
    #[arg(value_name = "STATUS", value_parser = words())]
    word: String,
    /// Why, or by what; accepted needs it
    #[arg(long, default_value = "", hide_default_value = true)]
    reason: String,
    /// The day by which it shall be repaired, or up to which it is accepted
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only in this input; in all of them if not given
    #[arg(long, value_name = "NAME")]
    input: Option<String>,
    /// Only for this package, or the server of this name
    #[arg(long, value_name = "NAME")]
    package: Option<String>,
    /// The day of the decision, instead of today in UTC
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// The file of mcpvet watch
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    config: PathBuf,
}

#[derive(Args)]
pub(crate) struct StatusArgs {
    /// The file of mcpvet watch
    #[arg(value_name = "FILE", default_value = CONFIG)]
    config: PathBuf,
    /// The day for which it is asked, instead of today in UTC
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// What people may say; the other words are those of a run.
const SAYABLE: [Word; 4] = [Word::Open, Word::Planned, Word::Fixed, Word::Accepted];

fn words() -> PossibleValuesParser {
    PossibleValuesParser::new(SAYABLE.map(Word::label))
}

pub(super) fn set(args: &SetArgs) -> Result<Exit, Failure> {
    let usage = |message: String| Failure::Usage(message);
    let config = Config::read(&args.config)?;
    let word = Word::from_label(&args.word).ok_or_else(|| usage(args.word.clone()))?;
    let day = args.today.map_or_else(today, Ok)?;
    if word == Word::Accepted && args.reason.trim().is_empty() {
        return Err(usage("accepted needs --reason: say why nothing is done".to_owned()));
    }
    if args.until.is_some_and(|until| until < day) {
        return Err(usage("--until lies behind the day of the decision".to_owned()));
    }
    let state = store::state(&config.state_path())?;
    let (status, text) = store::status(&config.status_path())?;
    let open = state.standing.values().filter(|standing| !standing.place.is_over());
    let meant = open.map(|standing| &standing.found).filter(|found| args.means(found));
    let entries: Vec<_> = meant
        .map(|found| Entry {
            key: found.key.clone(),
            word,
            day,
            until: args.until,
            reason: args.reason.trim().to_owned(),
        })
        .collect();
    if entries.is_empty() {
        return Err(usage(format!(
            "the last run saw no open finding of '{}' there; mcpvet watch status lists them",
            plain(&args.id)
        )));
    }
    store::write_status(&config.status_path(), &status, &text, &entries)?;
    let lines: Vec<_> = entries.iter().map(|entry| plain(&entry.to_string())).collect();
    crate::print(&lines.join("\n")).map(|()| Exit::Clear)
}

impl SetArgs {
    fn means(&self, found: &Found) -> bool {
        let mut ids = std::iter::once(&found.key.id).chain(&found.aliases);
        let is_in = self.input.as_ref().is_none_or(|name| *name == found.key.input);
        let is_of = |name: &String| *name == found.key.subject || *name == found.key.name();
        is_in
            && self.package.as_ref().is_none_or(is_of)
            && ids.any(|id| id.eq_ignore_ascii_case(&self.id))
    }
}

pub(super) fn list(args: &StatusArgs) -> Result<Exit, Failure> {
    let config = Config::read(&args.config)?;
    let state = store::state(&config.state_path())?;
    let (status, _) = store::status(&config.status_path())?;
    let Some(seen) = state.day else {
        let message = "there was no run yet: mcpvet watch makes one";
        return Err(Failure::Usage(message.to_owned()));
    };
    let day = args.today.map_or_else(today, Ok)?;
    let digest = Digest::new(&state, &status, &config.policy, day, state.next_event());
    if args.json {
        return crate::print(&to_json(&digest.pending)).map(|()| Exit::Clear);
    }
    let row = |one: &mcpvet::monitor::Pending| {
        let due = match (one.due, one.overdue) {
            (Some(day), true) => format!("{day} late"),
            (Some(day), false) => day.to_string(),
            (None, _) => "-".to_owned(),
        };
        let Found { key, severity, .. } = &one.found;
        let status = one.status.label().to_owned();
        [due, severity.label().to_owned(), status, key.to_string(), one.reason.clone()]
    };
    let rows: Vec<_> = digest.pending.iter().map(row).collect();
    let lines: Vec<_> = columns(&rows).iter().map(|line| line.trim_end().to_owned()).collect();
    let text = match lines.as_slice() {
        [] => format!("nothing is open, as the run of {seen} saw it"),
        lines => format!("{}\n\nas the run of {seen} saw it", lines.join("\n")),
    };
    crate::print(&text).map(|()| Exit::Clear)
}
