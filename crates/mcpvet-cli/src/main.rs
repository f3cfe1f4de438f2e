//! `mcpvet`: which security advisories apply to what a file names.
//!
//! Every command is one file with its arguments and one function that returns an [`exit::Exit`].
//! JSON and the answers of `show`, `list`, `explain`, `compare`, `contains`, `purl` and `resolve`
//! go to standard output, reports for people and errors to standard error. Nothing is executed, and no connection is
//! opened but by `watch --send`, to the channels that its file names.

mod audit;
mod both;
mod check;
mod compare;
mod contains;
mod data;
mod disclosure;
mod discover;
mod exit;
mod explain;
mod feed;
mod files;
mod formats;
mod harden;
mod ignores;
mod inputs;
mod inventory;
mod lines;
mod list;
mod mcp;
mod pool;
mod progress;
mod purl;
mod report;
mod resolve;
mod respond;
mod rules;
mod scope;
mod sdk;
mod show;
mod since;
mod support;
mod terminal;
mod verify;
mod walk;
mod watch;

use clap::{Parser, Subcommand};
use exit::{Exit, Failure};

#[derive(Parser)]
#[command(
    name = "mcpvet",
    version,
    about = "Which security advisories apply to the MCP servers, SDKs and clients that a file names",
    long_about = "Which security advisories apply to the MCP servers, SDKs and clients that a file names.\n\n\
        Reads lockfiles, manifests, pasted lists and MCP client configurations. Works offline from \
        the dataset inside the program; never starts a server, and never connects anywhere but \
        where `watch --send` is told to.",
    after_help = exit::HELP,
    propagate_version = true
)]
struct Args {
    #[command(flatten)]
    data: data::DataArgs,
    #[command(flatten)]
    terminal: terminal::TerminalArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say which advisories apply
    Check(check::CheckArgs),
    /// Check the servers that the MCP hosts of this user and project start
    Mcp(mcp::McpArgs),
    /// Say what was read, without asking any advisory
    Inventory(inventory::InventoryArgs),
    /// Show an advisory, or all that is known about a package
    Show(show::ShowArgs),
    /// List advisories
    List(list::ListArgs),
    /// Say how each advisory about one package version was decided
    Explain(explain::ExplainArgs),
    /// List the rules about configurations, or say all about one
    Rules(rules::RulesArgs),
    /// List the formats that can be read
    Formats(formats::FormatsArgs),
    /// Compare two versions of an ecosystem
    Compare(compare::CompareArgs),
    /// Say whether a requirement allows a version
    Contains(contains::ContainsArgs),
    /// Take a package URL apart and write it in its canonical form
    Purl(purl::PurlArgs),
    /// Say which packages and servers a command line starts; nothing is run
    Resolve(resolve::ResolveArgs),
    /// Say which official SDKs share a flaw, and how far each of them is
    Sdk(sdk::SdkArgs),
    /// Say whether a report is about a vulnerability of MCP, and where it goes
    Scope(scope::ScopeArgs),
    /// Say which versions a SECURITY.md supports, and what it leaves out
    Support(support::SupportArgs),
    /// Say what is new, changed, fixed, withdrawn and overdue since the last run
    Watch(watch::WatchArgs),
    /// Write what was found in an inventory as a feed to subscribe to
    Feed(feed::FeedArgs),
    /// Say what a coordinated disclosure owes, by when
    Disclosure(disclosure::DisclosureArgs),
    /// Write a checklist for each finding, by role, with everything filled in that is known
    Respond(respond::RespondArgs),
    /// Say whether a repair worked, and keep the evidence
    Verify(verify::VerifyArgs),
    /// Say which practices of hardening hold, and list what only people can answer
    Harden(harden::HardenArgs),
    /// List, check or begin records of security audits
    Audit(audit::AuditArgs),
    /// Write a private report of a vulnerability
    Report(report::ReportArgs),
}

fn main() -> std::process::ExitCode {
    std::panic::set_hook(Box::new(exit::report_panic));
    let args = Args::parse();
    args.terminal.apply();
    // A panic is caught so that its exit code is ours; nothing is used after it.
    let done = std::panic::catch_unwind(|| run(&args));
    match done {
        Ok(Ok(exit)) => exit.code(),
        Ok(Err(failure)) => {
            if failure.exit() != Exit::Clear {
                anstream::eprintln!("error: {}", mcpvet::render::plain(&failure.to_string()));
            }
            failure.exit().code()
        }
        Err(_) => Exit::Internal.code(),
    }
}

fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.command {
        Command::Check(check) => check::run(check, &args.data, &args.terminal),
        Command::Mcp(mcp) => mcp::run(mcp, &args.data, &args.terminal),
        Command::Inventory(inventory) => inventory::run(inventory, &args.terminal),
        Command::Show(show) => show::run(show, &args.data),
        Command::List(list) => list::run(list, &args.data),
        Command::Explain(explain) => explain::run(explain, &args.data),
        Command::Rules(args) => rules::run(args),
        Command::Formats(args) => formats::run(args),
        Command::Compare(compare) => compare::run(compare),
        Command::Contains(contains) => contains::run(contains),
        Command::Purl(purl) => purl::run(purl),
        Command::Resolve(resolve) => resolve::run(resolve),
        Command::Scope(scope) => scope::run(scope),
        Command::Audit(audit) => audit::run(audit, &args.data),
        Command::Report(report) => report::run(report, &args.data),
        Command::Watch(watch) => watch::run(watch, &args.data, &args.terminal),
        Command::Feed(feed) => feed::run(feed, &args.data, &args.terminal),
        Command::Disclosure(disclosure) => disclosure::run(disclosure),
        Command::Support(support) => support::run(support, &args.data),
        Command::Respond(respond) => respond::run(respond, &args.data, &args.terminal),
        Command::Verify(verify) => verify::run(verify, &args.data, &args.terminal),
        Command::Harden(harden) => harden::run(harden, &args.data, &args.terminal),
        Command::Sdk(sdk) => sdk::run(sdk, &args.data),
    }
}

/// Writes an answer and a line break to standard output.
fn print(answer: &str) -> Result<(), Failure> {
    write(&[answer, "\n"].concat())
}

/// Writes a text as it is to standard output.
fn write(text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
