//! `mcpvet explain`: how each advisory about one package version was decided.

use clap::Args;
use mcpvet::render::plain;
use mcpvet::report::{Explanation, Finding, Verdict, to_json};

use crate::data::DataArgs;
use crate::exit::{Exit, Failure};

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// A package URL such as pkg:npm/mcp-remote@0.1.15, or name@version
    #[arg(value_name = "PURL")]
    purl: String,
    /// Write the explanation as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ExplainArgs, data: &DataArgs) -> Result<Exit, Failure> {
    let dataset = data.load()?;
    // A launch line that was pasted can hold a secret, so the text is not said again.
    let explanation = mcpvet::explain(&dataset.pack()?, &args.purl).ok_or_else(|| {
        let message = "this names no package: expected one such as pkg:npm/mcp-remote@0.1.15";
        Failure::Usage(message.to_owned())
    })?;
    crate::print(&if args.json { to_json(&explanation) } else { text(&explanation) })?;
    Ok(match explanation.result.verdict {
        Verdict::Affected => Exit::Findings,
        Verdict::Undecided | Verdict::Unaffected => Exit::Clear,
    })
}

fn text(explanation: &Explanation) -> String {
    let result = &explanation.result;
    let name = result.package.purl.as_ref().unwrap_or(&result.package.name);
    let verdict = match result.verdict {
        Verdict::Affected => "affected",
        Verdict::Undecided => "undecided",
        Verdict::Unaffected => "unaffected",
    };
    let mut lines = vec![format!("{name} is {verdict}")];
    lines.extend(result.reason.iter().map(|reason| format!("  {}", reason.text)));
    lines.extend(result.remedy.iter().map(|remedy| format!("  {}", remedy.text)));
    if result.findings.is_empty() && explanation.others.is_empty() {
        lines.push(format!(
            "  none of {} advisories names the package",
            explanation.data.advisories
        ));
    }
    if !explanation.elsewhere.is_empty() && result.package.ecosystem.is_some() {
        let others = explanation.elsewhere.join(" and ");
        let example = format!("{}:{}", explanation.elsewhere[0], result.package.name);
        lines.push(format!("  there are advisories about the package of {others}: see {example}"));
    }
    let all = result.findings.iter().chain(&explanation.others);
    lines.extend(all.flat_map(finding));
    lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
}

fn finding(finding: &Finding) -> [String; 3] {
    let verdict = match finding.verdict {
        Verdict::Affected => "applies",
        Verdict::Undecided => "could apply",
        Verdict::Unaffected => "does not apply",
    };
    [
        format!("{} {verdict} ({})", finding.id, finding.severity.label.label()),
        format!("  {}", finding.summary),
        format!("  {}", finding.explanation),
    ]
}
