//! `mcpvet mcp`: the configurations of MCP hosts that are on this machine, found and checked.
//!
//! Files are read and nothing else: no server is started, no connection opened. Which files were
//! read is said first; whatever is there and cannot be read is an error of the report.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstream::eprint;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use mcpvet::input::hosts::{HOSTS, Host, Os, Scope};
use mcpvet::render::plain;
use mcpvet::report::{PackageInfo, to_json};
use mcpvet::{Checker, Input};
use serde::Serialize;

use crate::check::ReportArgs;
use crate::data::DataArgs;
use crate::discover::{self, Candidate, Found, Surroundings};
use crate::exit::{Exit, Failure};
use crate::inputs::count;
use crate::terminal::TerminalArgs;

#[derive(Args)]
pub(crate) struct McpArgs {
    /// Look only for files of this host, as --hosts names it; several times for several hosts
    #[arg(long, value_name = "ID", value_parser = host_ids(), hide_possible_values = true)]
    host: Vec<String>,
    /// Look only for files of this scope
    #[arg(long, value_name = "SCOPE")]
    scope: Option<ScopeArg>,
    /// A folder of the project, which reaches up to the root of its repository
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    project: PathBuf,
    /// List the hosts and the places of their files on this system, without reading any
    #[arg(long)]
    hosts: bool,
    /// The form of what is written: text, json as with --json, or cyclonedx (1.6), a bill of
    /// materials of what the servers start and connect to
    #[arg(long, value_name = "FORM", conflicts_with = "output")]
    format: Option<Form>,
    #[command(flatten)]
    report: ReportArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum ScopeArg {
    User,
    Project,
    Enterprise,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    Text,
    Json,
    Cyclonedx,
}

fn host_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(HOSTS.iter().map(|host| host.id))
}

/// The formats that files are read as, by the ending of their names. Naming the format makes
/// settings without a word on MCP a file without servers instead of one that nobody can read.
const FORMATS: &[(&str, &str)] = &[
    ("json", "mcp-config"),
    ("jsonc", "mcp-config"),
    ("toml", "mcp-config-toml"),
    ("yaml", "mcp-config-yaml"),
    ("yml", "mcp-config-yaml"),
];

pub(crate) fn run(
    args: &McpArgs,
    data: &DataArgs,
    terminal: &TerminalArgs,
) -> Result<Exit, Failure> {
    let report = args.report.clone().or_json(args.format == Some(Form::Json));
    let here = Here::new(&args.project)?;
    let candidates = here.surroundings().candidates(|host, scope| args.wants(host, scope));
    if args.hosts {
        return here.list(&candidates, report.is_json()).map(|()| Exit::Clear);
    }
    let found = discover::look(&candidates);
    let names: Vec<_> = found.iter().map(|found| here.name(found)).collect();
    let (inputs, unread) = inputs(&found, &names);
    if args.format == Some(Form::Cyclonedx) {
        return bill(&inputs, &unread);
    }
    let dataset = data.load()?;
    let pack = dataset.pack()?;
    report.check_age(&pack)?;
    let options = report.options()?;
    let checker = Checker::new(&pack, &options);
    let parts = inputs.iter().map(|input| checker.check(input));
    let mut checked = checker.report(parts.chain(report.hold(&options)?));
    for (input, message) in &unread {
        checked.add_unread(input, message.clone());
    }
    if terminal.is_quiet() {
    } else if found.is_empty() {
        eprint!("{}", plain_lines(&here.nothing(&candidates)));
    } else if !report.is_data() {
        eprint!("{}\n", plain_lines(&listing(&here, &inputs, &unread)));
    }
    if found.is_empty() && !report.is_data() {
        return Ok(Exit::Nothing);
    }
    report.conclude(&checked, terminal)
}

/// What the servers start and connect to, without asking any advisory.
fn bill(inputs: &[Input<'_>], unread: &[(Input<'_>, String)]) -> Result<Exit, Failure> {
    let mut inventory = mcpvet::inventory(inputs);
    for (input, message) in unread {
        inventory.add_unread(input, message.clone());
    }
    crate::inventory::bill(&inventory)
}

impl McpArgs {
    fn wants(&self, host: &Host, scope: Scope) -> bool {
        let wanted = match self.scope {
            None => true,
            Some(ScopeArg::User) => scope == Scope::User,
            Some(ScopeArg::Project) => scope == Scope::Project,
            Some(ScopeArg::Enterprise) => scope == Scope::Enterprise,
        };
        wanted && (self.host.is_empty() || self.host.iter().any(|id| id == host.id))
    }
}

/// Works on each configuration that is there, in the order of the table; with the reason for those
/// that cannot be read.
pub(crate) fn each<T>(
    project: &Path,
    wanted: impl Fn(Scope) -> bool,
    work: impl Fn(&Input<'_>, Option<&str>) -> T,
) -> Result<Vec<T>, Failure> {
    let here = Here::new(project)?;
    let found = discover::look(&here.surroundings().candidates(|_, scope| wanted(scope)));
    let names: Vec<_> = found.iter().map(|found| here.name(found)).collect();
    let (inputs, unread) = inputs(&found, &names);
    let read = inputs.iter().map(|input| work(input, None));
    let unread = unread.iter().map(|(input, why)| work(input, Some(why)));
    Ok(read.chain(unread).collect())
}

/// What was found as the library takes it, and what could not be read with the reason.
type Inputs<'a> = (Vec<Input<'a>>, Vec<(Input<'a>, String)>);

fn inputs<'a>(found: &'a [Found], names: &'a [String]) -> Inputs<'a> {
    let (mut inputs, mut unread) = (Vec::new(), Vec::new());
    for (found, name) in found.iter().zip(names) {
        let ending = found.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = FORMATS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        let (hosts, scope) = (&*found.hosts, Some(found.scope));
        let input = Input { name: Some(name), hosts, scope, ..Input::default() };
        match (&found.bytes, format) {
            (Ok(bytes), Some((_, format))) => {
                // A host that has saved nothing yet leaves an empty file.
                let bytes = if bytes.trim_ascii().is_empty() { b"{}" } else { &**bytes };
                inputs.push(Input { bytes, format: Some(format), ..input });
            }
            (Ok(_), None) => {
                unread.push((input, format!("no format reads servers from .{ending} files")));
            }
            (Err(error), _) => unread.push((input, error.clone())),
        }
    }
    (inputs, unread)
}

/// The files that were read, a line each.
fn listing(here: &Here, inputs: &[Input<'_>], unread: &[(Input<'_>, String)]) -> String {
    let mut text = format!("Read {}:\n", count(inputs.len(), "file"));
    let head = |input: &Input<'_>| {
        let titles: Vec<_> =
            input.hosts.iter().filter_map(|id| Host::by_id(id)).map(|host| host.title).collect();
        let scope = input.scope.map(Scope::name).unwrap_or_default();
        let name = here.shorten(input.name.unwrap_or_default());
        format!("  {name} ({scope}: {})", titles.join(", "))
    };
    for (input, source) in inputs.iter().zip(&mcpvet::inventory(inputs).results) {
        let what = match (servers(&source.packages), source.packages.len()) {
            (_, 0) => "no servers".to_owned(),
            (servers, packages) => {
                format!("{}, {}", count(servers, "server"), count(packages, "package"))
            }
        };
        let _ = writeln!(text, "{}: {what}", head(input));
    }
    for (input, why) in unread {
        let _ = writeln!(text, "{}: not read: {why}", head(input));
    }
    text
}

/// How many servers these packages belong to.
fn servers(packages: &[PackageInfo]) -> usize {
    let names = packages.iter().map(|package| package.launch.as_ref().map(|it| &it.server));
    names.collect::<HashSet<_>>().len()
}

/// Lines without anything in them that could steer a terminal.
fn plain_lines(text: &str) -> String {
    text.lines().map(|line| plain(line) + "\n").collect()
}

/// This machine, as far as paths depend on it.
struct Here {
    home: Option<String>,
    current: PathBuf,
    project: Vec<PathBuf>,
}

/// A place of a host, for `--hosts --json`.
#[derive(Serialize)]
struct PlaceInfo<'a> {
    host: &'a str,
    title: &'a str,
    scope: Scope,
    path: &'a str,
    exists: bool,
}

impl Here {
    fn new(project: &Path) -> Result<Self, Failure> {
        let current = std::env::current_dir().and_then(std::fs::canonicalize);
        Ok(Self {
            home: std::env::home_dir().and_then(|home| home.into_os_string().into_string().ok()),
            current: discover::without_prefix(current.unwrap_or_default()),
            project: discover::project_folders(project)?,
        })
    }

    fn surroundings(&self) -> Surroundings<'static> {
        let os = match std::env::consts::OS {
            "windows" => Os::Windows,
            "macos" => Os::MacOs,
            _ => Os::Linux,
        };
        let project = self.project.iter().map(|folder| folder.to_string_lossy().into_owned());
        Surroundings {
            os,
            home: self.home.clone().filter(|home| !home.is_empty()),
            variable: &|name| std::env::var(name).ok(),
            project: project.collect(),
        }
    }

    /// What a file is called in the report: project files as seen from the current folder.
    fn name(&self, found: &Found) -> String {
        let near = found.path.strip_prefix(&self.current).ok();
        let path = near.filter(|_| found.scope == Scope::Project).unwrap_or(&found.path);
        path.to_string_lossy().replace('\\', "/")
    }

    /// `~/x` of `/home/ada/x`.
    fn shorten(&self, path: &str) -> String {
        let home = self.home.as_ref().map(|home| home.replace('\\', "/"));
        let path = path.replace('\\', "/");
        let below = home.filter(|home| home.len() > 1).and_then(|home| {
            path.strip_prefix(&*home).filter(|rest| rest.starts_with('/')).map(str::to_owned)
        });
        below.map_or(path, |below| format!("~{below}"))
    }

    fn list(&self, candidates: &[Candidate], json: bool) -> Result<(), Failure> {
        let places: Vec<_> = candidates
            .iter()
            .map(|candidate| PlaceInfo {
                host: candidate.host,
                title: Host::by_id(candidate.host).map_or("", |host| host.title),
                scope: candidate.scope,
                path: &candidate.path,
                exists: exists(candidate),
            })
            .collect();
        if json {
            return crate::print(&to_json(&places));
        }
        let mut text = String::new();
        for host in HOSTS {
            let mut its = places.iter().filter(|place| place.host == host.id).peekable();
            if its.peek().is_some() {
                let _ = writeln!(text, "{} ({})", host.id, host.title);
            }
            for place in its {
                let exists = if place.exists { "found" } else { "-" };
                let path = self.shorten(place.path);
                let _ = writeln!(text, "  {exists:<5}  {:<10}  {path}", place.scope.name());
            }
        }
        crate::print(plain_lines(&text).trim_end())
    }

    /// Where files were looked for in vain.
    fn nothing(&self, candidates: &[Candidate]) -> String {
        let mut paths: Vec<_> = candidates.iter().map(|it| self.shorten(&it.path)).collect();
        paths.sort();
        paths.dedup();
        let mut text = format!("no MCP configuration found in {}", count(paths.len(), "place"));
        if paths.len() <= MOST_PLACES {
            paths.iter().for_each(|path| text.extend(["\n  ", path]));
            return text;
        }
        let mut hosts: Vec<_> = candidates.iter().map(|candidate| candidate.host).collect();
        hosts.sort_unstable();
        hosts.dedup();
        let _ = write!(text, " of {}", count(hosts.len(), "host"));
        if candidates.iter().any(|candidate| candidate.scope == Scope::Project)
            && let Some(root) = self.project.last()
        {
            let _ = write!(text, ", the project being {}", self.shorten(&root.to_string_lossy()));
        }
        text.push_str(": --hosts lists all of them");
        text
    }
}

/// Places that are listed when there is nothing in any of them.
const MOST_PLACES: usize = 24;

fn exists(candidate: &Candidate) -> bool {
    match discover::matches(Path::new(&candidate.path)) {
        Ok(paths) => paths.iter().any(|path| discover::is_there(path)),
        Err(_) => true,
    }
}
