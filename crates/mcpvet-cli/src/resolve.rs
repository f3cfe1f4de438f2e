//! `mcpvet resolve`: what a command line starts, for one or for a stream of JSON lines.

use std::borrow::Cow;

use clap::Args;
use mcpvet::launch::{Dialect, Subject, resolve_argv, resolve_line};
use mcpvet::package::Confidence;
use mcpvet::report::to_json;
use serde::{Deserialize, Serialize};

use crate::exit::{Exit, Failure};
use crate::lines::{self, Refusal};
use crate::show;

#[derive(Args)]
pub(crate) struct ResolveArgs {
    /// Read one text as a line of this shell: posix, cmd or powershell
    #[arg(long, value_parser = dialect)]
    shell: Option<Dialect>,
    /// Write the subjects as JSON
    #[arg(long)]
    json: bool,
    /// A command and its arguments, best behind --, or - for JSON lines {"argv"} or
    /// {"line","shell"} on standard input
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    words: Vec<String>,
}

fn dialect(name: &str) -> Result<Dialect, String> {
    Dialect::from_name(name).ok_or_else(|| "expected posix, cmd or powershell".to_owned())
}

pub(crate) fn run(args: &ResolveArgs) -> Result<Exit, Failure> {
    let subjects = match (args.shell, args.words.as_slice()) {
        (None, [dash]) if dash == "-" => {
            let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
            return lines::stream_replacing(&["subjects"], input, output, answer);
        }
        (Some(shell), [line]) => resolve_line(line, shell),
        (Some(_), _) => {
            return Err(Failure::Usage("expected one text for --shell, in quotes".to_owned()));
        }
        (None, words) => resolve_argv(&words.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    match args.json {
        true => crate::print(&to_json(&subjects))?,
        false if subjects.is_empty() => anstream::eprintln!("nothing is started"),
        false => crate::print(&table(&subjects))?,
    }
    Ok(Exit::Clear)
}

/// One subject a line: what it is, which version, and who starts it.
fn table(subjects: &[Subject]) -> String {
    let rows: Vec<_> = subjects.iter().map(row).collect();
    show::columns(&rows).join("\n")
}

fn row(subject: &Subject) -> [String; 6] {
    let doubt = match subject.confidence {
        Confidence::High => "",
        Confidence::Low => " (a hint)",
    };
    [
        subject.ecosystem.unwrap_or("-").to_owned(),
        if subject.name.is_empty() { "-" } else { &subject.name }.to_owned(),
        subject.requirement.as_deref().unwrap_or("-").to_owned(),
        label(&subject.class),
        label(&subject.source),
        format!("by {}{doubt}", subject.runner),
    ]
}

/// The word that stands for a value in JSON.
fn label(value: &impl Serialize) -> String {
    let quoted = serde_json::to_string(value).unwrap_or_default();
    quoted.trim_matches('"').to_owned()
}

/// One line of the stream; other keys pass through unread.
#[derive(Deserialize)]
struct Question<'a> {
    #[serde(borrow, default)]
    argv: Option<Vec<Word<'a>>>,
    #[serde(borrow, default)]
    line: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    shell: Option<Cow<'a, str>>,
}

/// A text, borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

fn answer(line: &[u8], members: &mut Vec<u8>) -> Result<(), Refusal> {
    let question: Question<'_> = lines::read(line, "a command line")?;
    let shell = question.shell.as_deref().unwrap_or("posix");
    let shell = dialect(shell).map_err(|error| Refusal::Question(format!("shell: {error}")))?;
    let subjects = match (&question.argv, &question.line) {
        (Some(argv), None) => resolve_argv(&argv.iter().map(|word| &*word.0).collect::<Vec<_>>()),
        (None, Some(line)) => resolve_line(line, shell),
        _ => return Err(Refusal::Question("expected either argv or line".to_owned())),
    };
    members.extend_from_slice(b"\"subjects\":");
    serde_json::to_writer(members, &subjects).map_err(|error| Refusal::Line(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::lines::stream_replacing;

    #[test]
    fn every_line_comes_back_with_its_subjects() {
        let lines = concat!(
            "{\"id\":1,\"argv\":[\"npx\",\"-y\",\"a@1.2.0\"],\"subjects\":[7]}\n",
            "{\"line\":\"cmd /c \\\"uvx b\\\"\",\"shell\":\"cmd\"}\n",
            "{\"argv\":[]}\n",
            "{\"line\":\"x\",\"shell\":\"fish\"}\n",
            "{\"argv\":[\"x\"],\"line\":\"x\"}\n",
            "{\"argv\":\"npx\"}\n",
            "npx a\n",
        );
        let mut out = Vec::new();
        assert!(stream_replacing(&["subjects"], lines.as_bytes(), &mut out, answer).is_ok());
        let out: Vec<_> = std::str::from_utf8(&out).expect("UTF-8").lines().collect();
        assert_eq!(
            out[0],
            concat!(
                r#"{"id":1,"argv":["npx","-y","a@1.2.0"],"subjects":[{"ecosystem":"npm","name":"a","#,
                r#""requirement":"1.2.0","class":"exact","confidence":"high","source":"registry","#,
                r#""runner":"npx","location":{"word":2,"start":2,"end":7}}]}"#,
            )
        );
        assert!(out[1].contains(r#""ecosystem":"PyPI","name":"b","requirement":null"#));
        assert!(out[1].ends_with(r#""location":{"start":12,"end":13}}]}"#), "{}", out[1]);
        assert_eq!(out[2], r#"{"argv":[],"subjects":[]}"#);
        assert!(out[3].ends_with(r#""error":"shell: expected posix, cmd or powershell"}"#));
        assert!(out[4].ends_with(r#""error":"expected either argv or line"}"#));
        assert!(out[5].starts_with(r#"{"argv":"npx","error":"not a command line: "#));
        assert!(out[6].starts_with(r#"{"error":"not a command line: "#));
    }
}
