//! `mcpvet scope`: is it a vulnerability of MCP, and who has to hear of it?

use std::fmt::Write as _;
use std::io::{BufRead, Write as _};

use clap::Args;
use mcpvet::render::{plain, wrap};
use mcpvet::report::to_json;
use mcpvet::scope::{
    Decision, Facts, Key, OPERATOR_NOTE, Question, RULES, Step, decide, next, tree,
};

use crate::exit::{Exit, Failure};
use crate::lines::{self, Refusal};
use crate::show::columns;

#[derive(Args)]
pub(crate) struct ScopeArgs {
    #[command(flatten)]
    facts: FactArgs,
    /// List the rules in their order
    #[arg(long, conflicts_with = "tree")]
    rules: bool,
    /// Write all questions with all answers as JSON: for pages that ask
    #[arg(long)]
    tree: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// JSON lines with facts on standard input; each comes back with "verdict" and "rule"
    #[arg(value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    lines: Option<String>,
}

/// What is known about a report, as options.
#[derive(Args)]
pub(crate) struct FactArgs {
    /// What the report is about: spec, official_sdk(python), inspector, reference_server, …
    #[arg(long)]
    target: Option<String>,
    /// The intended behaviour that it describes: NOT-STDIO-EXEC, NOT-CAP-FS, … or none
    #[arg(long)]
    behaviour: Option<String>,
    /// Where the cause lies: spec, sdk_code, server_code, configuration, model_behaviour
    #[arg(long)]
    root_cause: Option<String>,
    /// A transport over which it was seen: stdio, streamable_http, sse_legacy, custom
    #[arg(long = "transport", value_delimiter = ',')]
    transports: Vec<String>,
    /// Whether the code can be reached over a remote transport: yes, no, unknown
    #[arg(long)]
    code_reachable_remotely: Option<String>,
    /// Who attacks: stdio_server_peer, remote_unauthenticated, web_page_via_browser, …
    #[arg(long)]
    actor: Option<String>,
    /// What the attack does: crash, code_execution, token_exposure, …; may be repeated
    #[arg(long = "impact", value_delimiter = ',')]
    impacts: Vec<String>,
    /// Whether protocol or SDK define the broken boundary: yes, no, unknown
    #[arg(long)]
    official_boundary_defined: Option<String>,
    /// Whether the attack needs access that the trust model grants anyway: yes, no, unknown
    #[arg(long)]
    needs_preexisting_access: Option<String>,
    /// Whether it stays within its documented purpose: yes, no, unknown
    #[arg(long)]
    within_documented_purpose: Option<String>,
    /// Whether only the maintainers can read the report so far: yes, no, unknown
    #[arg(long)]
    report_private: Option<String>,
}

pub(crate) fn run(args: &ScopeArgs) -> Result<Exit, Failure> {
    if args.lines.is_some() {
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        return lines::stream_replacing(&["verdict", "rule"], input, output, answer);
    }
    if args.tree {
        return crate::print(&to_json(&tree())).map(|()| Exit::Clear);
    }
    if args.rules {
        let text = if args.json { to_json(&RULES) } else { table() };
        return crate::print(&text).map(|()| Exit::Clear);
    }
    let facts = args.facts.read()?;
    // Without any fact there is somebody to ask.
    let facts =
        if facts == Facts::default() { ask(&mut std::io::stdin().lock(), facts)? } else { facts };
    let decision = decide(&facts);
    crate::print(&if args.json { to_json(&decision) } else { page(&decision) })?;
    Ok(Exit::Clear)
}

impl FactArgs {
    pub(crate) fn read(&self) -> Result<Facts, Failure> {
        let single = [
            (Key::Target, &self.target),
            (Key::Behaviour, &self.behaviour),
            (Key::RootCause, &self.root_cause),
            (Key::Reachable, &self.code_reachable_remotely),
            (Key::Actor, &self.actor),
            (Key::Boundary, &self.official_boundary_defined),
            (Key::Assumed, &self.needs_preexisting_access),
            (Key::Purpose, &self.within_documented_purpose),
            (Key::Private, &self.report_private),
        ];
        let single = single.into_iter().filter_map(|(key, word)| Some((key, word.as_ref()?)));
        let transports = self.transports.iter().map(|word| (Key::Transports, word));
        let impacts = self.impacts.iter().map(|word| (Key::Impacts, word));
        let mut facts = Facts::default();
        for (key, word) in single.chain(transports).chain(impacts) {
            facts.add(key, word).map_err(|error| Failure::Usage(error.to_string()))?;
        }
        Ok(facts)
    }
}

fn answer(line: &[u8], members: &mut Vec<u8>) -> Result<(), Refusal> {
    let facts: Facts = lines::read(line, "a report")?;
    let rule = decide(&facts).rule;
    let text = format!("\"verdict\":\"{}\",\"rule\":\"{}\"", rule.verdict.label(), rule.name);
    members.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Asks one question after the other until the report is decided.
pub(crate) fn ask(input: &mut impl BufRead, mut facts: Facts) -> Result<Facts, Failure> {
    while let Step::Ask(question) = next(&facts) {
        show(question);
        loop {
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                let message = format!("no answer to {}: {}", question.name, question.text);
                return Err(Failure::Usage(message));
            }
            match take(question, line.trim(), &mut facts) {
                Ok(()) => break,
                Err(why) => anstream::eprintln!("{}", plain(&why)),
            }
        }
    }
    Ok(facts)
}

/// Questions go to standard error, so that the answer alone stands in a file.
fn show(question: &Question) {
    anstream::eprintln!("\n{}", question.text);
    for line in wrap(question.why, 76) {
        anstream::eprintln!("  {line}");
    }
    for (at, (_, text)) in question.answers.iter().enumerate() {
        anstream::eprintln!("  {:2}  {text}", at + 1);
    }
    let several = if question.is_set { "numbers, with commas between them" } else { "a number" };
    anstream::eprint!("{several}: ");
    let _ = std::io::stderr().flush();
}

fn take(question: &Question, line: &str, facts: &mut Facts) -> Result<(), String> {
    let parts: Vec<_> = line.split(',').map(str::trim).collect();
    if parts.len() > 1 && !question.is_set {
        return Err("expected one number".to_owned());
    }
    for part in parts {
        let number = part.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        // A word is as good as its number.
        let word = number.map_or(Some(part), |at| question.answers.get(at).map(|row| row.0));
        let count = question.answers.len();
        let word = word.ok_or_else(|| format!("expected a number from 1 to {count}"))?;
        facts.add(question.key, word).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn table() -> String {
    let rows: Vec<_> = RULES
        .iter()
        .map(|rule| {
            [
                rule.number.to_string(),
                rule.name.to_owned(),
                rule.verdict.label().to_owned(),
                rule.basis.label().to_owned(),
                rule.condition.to_owned(),
            ]
        })
        .collect();
    columns(&rows).join("\n")
}

fn page(decision: &Decision) -> String {
    let rule = decision.rule;
    let mut page = format!("{}\n{}", rule.verdict.title(), rule.name);
    if !decision.categories.is_empty() {
        let _ = write!(page, " ({})", decision.categories.join(", "));
    }
    let basis = match (rule.is_gap, rule.basis.label()) {
        (true, _) => "a gap in the policy",
        (false, "stated") => "the policy says so",
        (false, _) => "concluded from the policy",
    };
    let note = if rule.is_boundary { OPERATOR_NOTE } else { "" };
    let url = decision.report_url.as_deref().unwrap_or_default();
    for (title, text) in [
        ("What to do", rule.write),
        ("Where to report", rule.report_to),
        ("", url),
        ("Why", rule.text),
        ("For operators", note),
        (basis, rule.source),
    ] {
        if !text.is_empty() {
            let head = if title.is_empty() { String::new() } else { format!("\n\n{title}") };
            page += &head;
            for line in wrap(text, 76) {
                let _ = write!(page, "\n  {line}");
            }
        }
    }
    page
}
