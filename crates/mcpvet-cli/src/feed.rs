//! `mcpvet feed`: what was found in an inventory, as a feed to subscribe to.
//!
//! With `--config` the feed is what the runs of `mcpvet watch` know, with its history; without, what
//! the files hold today. A feed of an inventory is as private as the inventory.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use mcpvet::monitor::{State, Status, compare, feed};
use mcpvet::render::feed::FORMATS;
use mcpvet::{Checker, Options};

use crate::data::{DataArgs, today};
use crate::exit::{Exit, Failure};
use crate::terminal::TerminalArgs;
use crate::watch::config::Config;
use crate::watch::{look, store};

#[derive(Args)]
pub(crate) struct FeedArgs {
    /// Files to read, or folders to look through
    #[arg(value_name = "PATH", required_unless_present = "config")]
    paths: Vec<PathBuf>,
    /// Take what the runs of mcpvet watch know, by its file, with what happened when
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    config: Option<PathBuf>,
    /// The form: atom, json or rss
    #[arg(short, long, value_name = "FORM", default_value = "atom", value_parser = forms())]
    output: String,
    /// Where the feed will stand; ids of its entries are made from it
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A page for people about the same; rss needs one
    #[arg(long, value_name = "URL", required_if_eq("output", "rss"))]
    page: Option<String>,
    /// What it is called
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Write it into this file instead of to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.id))
}

pub(crate) fn run(
    args: &FeedArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let (state, status, own) = match &args.config {
        Some(path) => {
            let config = Config::read(path)?;
            let state = store::state(&config.state_path())?;
            if state.day.is_none() {
                let message = "there was no run yet: mcpvet watch makes one";
                return Err(Failure::Usage(message.to_owned()));
            }
            (state, store::status(&config.status_path())?.0, config.title)
        }
        None => (once(args, data, terminal)?, Status::default(), String::new()),
    };
    let title = args.title.as_ref().unwrap_or(&own);
    let paths: Vec<_> = args.paths.iter().map(|path| path.to_string_lossy()).collect();
    let fallback = [title.as_str(), &paths.join("\n")].concat();
    let mut document = feed(&state, &status, title, args.url.as_ref().unwrap_or(&fallback));
    document.url = args.url.clone().unwrap_or_default();
    document.page = args.page.clone().unwrap_or_default();
    let format = FORMATS.iter().find(|format| format.id == args.output);
    let text = format.map_or_else(String::new, |format| (format.write)(&document));
    match &args.out {
        Some(path) => store::write(path, &text)?,
        None => crate::write(&text)?,
    }
    Ok(Exit::Clear)
}

/// What the files hold today. A file that cannot be read is an error: a feed without its findings
/// would look like one of a file without any.
fn once(args: &FeedArgs, data: &DataArgs, terminal: &TerminalArgs) -> Result<State, Failure> {
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let (config, options) = (Config::of(&args.paths), Options::default());
    let sight = look::look(&config, &Checker::new(&pack, &options), terminal)?;
    let status = Status::default();
    let run = compare(State::default(), &status, sight, &pack, &config.policy, today()?);
    match run.digest.unread.first() {
        Some(unread) => Err(Failure::Usage(unread.why.clone())),
        None => Ok(run.state.undated()),
    }
}
