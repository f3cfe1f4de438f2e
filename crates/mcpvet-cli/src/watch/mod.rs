//! `mcpvet watch`: what is new, changed, fixed, withdrawn and overdue since the run before.
//!
//! A run reads the inputs that a file names, compares them with the state that the last run left, and
//! writes the state and the status file. A connection is opened for nothing but `--send`, to the
//! channels of the file alone.

mod channel;
pub(crate) mod config;
pub(crate) mod look;
mod mail;
mod output;
mod post;
mod set;
pub(crate) mod store;

use std::path::PathBuf;

use anstream::eprint;
use clap::{Args, Subcommand};
use mcpvet::Checker;
use mcpvet::advisory::Date;
use mcpvet::monitor::{Digest, Page, Run, compare};
use mcpvet::render::digest;

use crate::data::{DataArgs, today};
use crate::exit::{Exit, Failure};
use crate::inputs::count;
use crate::terminal::{self, TerminalArgs};
use config::Config;
use output::Form;

/// The file that is read when none is named.
pub(crate) const CONFIG: &str = "mcpvet-watch.toml";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct WatchArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// A TOML file of [[input]] and [[channel]]; --new writes one to begin with
    #[arg(value_name = "FILE", default_value = CONFIG)]
    file: PathBuf,
    /// Write a file to begin with to standard output
    #[arg(long)]
    new: bool,
    /// The day of the run, instead of today in UTC
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// Write neither the state nor the status file: the next run compares with the same
    #[arg(long)]
    dry_run: bool,
    /// Tell the channels of the file: names and versions of packages leave this machine
    #[arg(long, conflicts_with = "dry_run")]
    send: bool,
    /// Write the digest as JSON to standard output
    #[arg(long)]
    json: bool,
    /// Write the digest to standard output in this form; mail is a message as RFC 5322 has it
    #[arg(short, long, value_name = "FORM", conflicts_with = "json")]
    output: Option<Form>,
    /// Write it into this file instead
    #[arg(long, value_name = "FILE", requires = "output")]
    out: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Say what is done about a finding: writes its line of the status file
    Set(set::SetArgs),
    /// List what is open with its status, as the last run saw it
    Status(set::StatusArgs),
}

pub(crate) fn run(
    args: &WatchArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    match &args.command {
        Some(Command::Set(set)) => return set::set(set),
        Some(Command::Status(status)) => return set::list(status),
        None if args.new => return crate::print(TEMPLATE.trim_end()).map(|()| Exit::Clear),
        None => {}
    }
    let config = Config::read(&args.file)?;
    let on = args.today.map_or_else(today, Ok)?;
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    let (state_path, status_path) = (config.state_path(), config.status_path());
    let (status, text) = store::status(&status_path)?;
    let state = store::state(&state_path)?;
    if state.day.is_some_and(|day| day > on) {
        let day = state.day.map(|day| day.to_string()).unwrap_or_default();
        let message = format!("the last run was on {day}, which is behind {on}: is a clock wrong?");
        return Err(Failure::Usage(message));
    }
    let from = state.next_event();
    let options = mcpvet::Options::default();
    let sight = look::look(&config, &Checker::new(&pack, &options), terminal)?;
    let Run { mut state, entries, mut digest } =
        compare(state, &status, sight, &pack, &config.policy, on);
    digest.title.clone_from(&config.title);
    if !args.dry_run {
        // The status file first: a state that is ahead of it would never write the lines again.
        store::write_status(&status_path, &status, &text, &entries)?;
        store::write_state(&state_path, &state)?;
    }
    show(args, &config, &digest, terminal)?;
    let mut asides = Vec::new();
    match (entries.len(), args.dry_run) {
        (0, _) => {}
        (lines, true) => asides.push(format!(
            "nothing was written; {} of {} would be",
            count(lines, "line"),
            status_path.display()
        )),
        (lines, false) => {
            asides.push(format!("{} written to {}", count(lines, "line"), status_path.display()))
        }
    }
    let mut is_sent = true;
    if args.send {
        let status = status.with(&entries);
        let mut told = channel::tell(&config, &mut state, &status, &digest, from)?;
        store::write_state(&state_path, &state)?;
        is_sent = told.unsent.is_empty();
        asides.append(&mut told.sent);
        asides.append(&mut told.unsent);
    }
    let exit = exit(&digest, &config, is_sent);
    if !terminal.is_quiet() {
        asides.iter().for_each(|text| eprint!("{}", terminal::aside(text, terminal.style())));
        if exit != Exit::Clear && !args.is_data() {
            eprint!("exit {}: {}\n", exit as u8, exit.meaning());
        }
    }
    Ok(exit)
}

/// How a run ends. That nobody was told comes first, as somebody may rely on being told.
fn exit(digest: &Digest, config: &Config, is_sent: bool) -> Exit {
    if !is_sent {
        Exit::Unsent
    } else if digest.needs_action(config.lowest) {
        Exit::Findings
    } else if !digest.unread.is_empty() {
        Exit::Usage
    } else if digest.numbers.packages == 0 {
        Exit::Nothing
    } else {
        Exit::Clear
    }
}

impl WatchArgs {
    const fn is_data(&self) -> bool {
        self.json || self.output.is_some()
    }
}

fn show(
    args: &WatchArgs,
    config: &Config,
    digest: &Digest,
    terminal: &TerminalArgs,
) -> Result<(), Failure> {
    let form = if args.json { Some(Form::Json) } else { args.output };
    let Some(form) = form else {
        if !terminal.is_quiet() {
            eprint!("{}", digest::text(&Page::new(digest), terminal.style()));
        }
        return Ok(());
    };
    let text = output::write(form, config, digest)?;
    match &args.out {
        Some(path) => store::write(path, &text),
        None => crate::write(&text),
    }
}

/// A file to begin with.
const TEMPLATE: &str = r#"title = "Our MCP servers"
# rules = "high"              # lowest severity of configuration rules that are watched, or "off"
# fail-on = "none"            # lowest severity that gives exit code 1, or "never"
# state = "watch.state.json"  # what runs leave for the next one; mcpvet alone writes it
# status = "watch.status.txt" # what is done about each finding; put it under version control

# [due]                       # days from the first sight of a finding
# malware = 0
# critical = 1
# high = 7
# medium = 30
# low = 90

[[input]]
name = "app"
path = "package-lock.json"    # a file, or a folder that is looked through

# [[input]]
# name = "laptop"
# hosts = "user"              # the MCP hosts of this machine: user, project, enterprise or all

# [[channel]]                 # told by --send alone
# name = "mail"
# kind = "smtp"
# server = "smtp.example.org" # TLS unless security = "starttls", or "none" on this machine itself
# user = "mcpvet"
# password-env = "MCPVET_SMTP_PASSWORD"
# from = "mcpvet <mcpvet@example.org>"
# to = ["security@example.org"]

# [[channel]]
# name = "chat"
# kind = "slack"              # or discord, teams, webhook, github-issue
# url-env = "MCPVET_SLACK_URL"
# when = "action"             # news unless said otherwise, or always
"#;
