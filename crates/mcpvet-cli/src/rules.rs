//! What a caller wants of the rules, and `mcpvet rules`: which there are.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::render::{self, plain};
use mcpvet::rules::{self, Reasons, Rule, RuleSettings, RuleSeverity, Why};
use mcpvet::support::Policy;
use mcpvet::tags::Tag;
use mcpvet::{Checked, Options};
use serde::Serialize;

use crate::exit::{Exit, Failure};

#[derive(Args)]
pub(crate) struct RulesArgs {
    /// A rule such as SUP-001, to say all that is known about it
    #[arg(value_name = "RULE")]
    id: Option<String>,
    /// Only those of a kind of risk: MCP-05, MCP-C02, supply-chain, risk/operational
    #[arg(long, value_parser = crate::list::tag, conflicts_with = "id")]
    tag: Option<&'static Tag>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// A rule as JSON, and as `mcpvet-data/rules/*.toml` explain it.
#[derive(Serialize)]
struct Entry<'r> {
    id: &'static str,
    title: &'static str,
    severity: RuleSeverity,
    remedy: &'static str,
    #[serde(flatten)]
    why: &'r Why,
}

pub(crate) fn run(args: &RulesArgs) -> Result<Exit, Failure> {
    let reasons = reasons()?;
    let wanted = |entry: &Entry<'_>| args.tag.is_none_or(|tag| entry.why.has_tag(tag.id));
    let entries: Vec<_> =
        rules::all().filter_map(|rule| entry(rule, &reasons)).filter(wanted).collect();
    let chosen: Vec<_> = match &args.id {
        Some(id) => entries.iter().filter(|entry| entry.id.eq_ignore_ascii_case(id)).collect(),
        None => entries.iter().collect(),
    };
    if let (Some(id), []) = (&args.id, &chosen[..]) {
        return Err(Failure::Usage(format!("there is no rule '{id}'; mcpvet rules lists them")));
    }
    match (args.json, &args.id, &chosen[..]) {
        (true, Some(_), [one]) => crate::print(&mcpvet::report::to_json(one))?,
        (true, ..) => crate::print(&mcpvet::report::to_json(&chosen))?,
        (false, None, []) => anstream::eprintln!("no rule fits"),
        (false, Some(_), [one]) => crate::print(&page(one))?,
        (false, ..) => crate::print(&table(&chosen))?,
    }
    Ok(Exit::Clear)
}

/// Why each rule is there.
pub(crate) fn reasons() -> Result<Reasons, Failure> {
    toml::from_str(mcpvet_data::RULES).map_err(|error| Failure::Data(error.to_string()))
}

fn entry<'r>(rule: &Rule, reasons: &'r Reasons) -> Option<Entry<'r>> {
    let why = reasons.of(rule)?;
    let Rule { id, title, severity, remedy, .. } = *rule;
    Some(Entry { id, title, severity, remedy, why })
}

fn table(entries: &[&Entry<'_>]) -> String {
    let lines = entries
        .iter()
        .map(|entry| format!("{:9} {:8}  {}", entry.id, entry.severity.label(), entry.title));
    lines.collect::<Vec<_>>().join("\n")
}

fn page(entry: &Entry<'_>) -> String {
    let Entry { id, title, severity, remedy, why } = entry;
    let mut page = format!("{id} · {}\n{title}\n", severity.label());
    for (name, text) in [("Why", &*why.rationale), ("What to do", remedy), ("Source", &why.source)]
    {
        let _ = write!(page, "\n{name}\n");
        for line in render::wrap(&plain(&text.replace('\n', " ")), 76) {
            let _ = writeln!(page, "  {line}");
        }
    }
    let _ = write!(page, "\nTags\n  {}", why.tags.join(", "));
    page
}

#[derive(Clone, Args)]
pub(crate) struct RuleArgs {
    /// Lowest severity of a configuration rule that fails: info, low, medium, high, critical
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    fail_on_rule: Option<RuleSeverity>,
    /// Set a rule, a group or all to off, on or a severity: SUP-001=off, SEC=critical, all=off
    #[arg(long = "rule", value_name = "RULE=SETTING")]
    settings: Vec<String>,
    /// Take the supported versions of a package from a SECURITY.md: SECURITY.md=npm:notes-mcp
    #[arg(long = "support", value_name = "FILE=ECOSYSTEM:NAME")]
    support: Vec<String>,
    /// Hold the rules about security policies (SPOL) against a SECURITY.md too; may be repeated
    #[arg(long = "policy", value_name = "FILE")]
    policies: Vec<PathBuf>,
}

fn severity(text: &str) -> Result<RuleSeverity, String> {
    RuleSeverity::from_label(text)
        .ok_or_else(|| "expected info, low, medium, high or critical".to_owned())
}

impl RuleArgs {
    pub(crate) const fn fail_on_rule(&self) -> Option<RuleSeverity> {
        self.fail_on_rule
    }

    /// The options of a check.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        let mut rules = RuleSettings::default();
        for setting in &self.settings {
            let (name, value) = setting.split_once('=').ok_or_else(|| {
                Failure::Usage(format!("--rule {setting}: write it like SUP-001=off"))
            })?;
            rules.set(name, value).map_err(|error| Failure::Usage(error.to_string()))?;
        }
        let lines = self.support.iter().map(|text| lines(text));
        Ok(Options { rules, lines: lines.collect::<Result<_, _>>()? })
    }

    /// What the rules about policies find in those that were given.
    pub(crate) fn hold(&self, rules: &RuleSettings) -> Result<Vec<Checked>, Failure> {
        let hold = |path: &PathBuf| {
            let text = crate::files::text(path)?;
            Ok(mcpvet::support::hold(&path.to_string_lossy(), &text, rules))
        };
        self.policies.iter().map(hold).collect()
    }
}

/// The release lines that a policy states about a package.
fn lines(argument: &str) -> Result<String, Failure> {
    let usage = |why: &str| Failure::Usage(format!("--support {argument}: {why}"));
    let (file, package) =
        argument.split_once('=').ok_or_else(|| usage("write it like SECURITY.md=npm:name"))?;
    let (ecosystem, name) = crate::support::published(package).map_err(|why| usage(&why))?;
    let policy = Policy::read(&crate::files::text(Path::new(file))?);
    match policy.catalogue_lines(ecosystem, &name) {
        lines if lines.is_empty() => Err(usage("no table of supported versions was found")),
        lines => Ok(lines),
    }
}
