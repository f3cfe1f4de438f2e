//! `mcpvet contains`: whether a requirement allows a version, for one pair or a stream of JSON lines.

use std::borrow::Cow;

use clap::Args;
use mcpvet::Ecosystem;
use mcpvet::requirement::{self, Vers};
use serde::Deserialize;

use crate::exit::{Exit, Failure};
use crate::lines::{self, Refusal};
use crate::show;

#[derive(Args)]
pub(crate) struct ContainsArgs {
    /// The ecosystem of both, such as npm or PyPI; a vers: range names its own
    #[arg(long, value_parser = show::ecosystem)]
    ecosystem: Option<Ecosystem>,
    /// A requirement and a version, or - for JSON lines {"ecosystem","requirement","version"} on
    /// standard input
    #[arg(value_name = "REQUIREMENT VERSION", num_args = 1..=2, required = true, allow_hyphen_values = true)]
    texts: Vec<String>,
}

pub(crate) fn run(args: &ContainsArgs) -> Result<Exit, Failure> {
    match args.texts.as_slice() {
        [dash] if dash == "-" => {
            lines::stream(std::io::stdin().lock(), std::io::stdout().lock(), answer)
        }
        [requirement, version] => {
            let allowed = contains(args.ecosystem, requirement, version).map_err(Failure::Usage)?;
            crate::print(if allowed { "true" } else { "false" }).map(|()| Exit::Clear)
        }
        _ => Err(Failure::Usage(
            "expected a requirement and a version, or - for standard input".to_owned(),
        )),
    }
}

fn contains(
    ecosystem: Option<Ecosystem>,
    requirement: &str,
    version: &str,
) -> Result<bool, String> {
    let allowed = match ecosystem {
        None if requirement.trim_start().starts_with("vers:") => {
            Vers::parse(requirement).and_then(|range| range.contains(version))
        }
        None => return Err("name the ecosystem, or give a vers: range".to_owned()),
        Some(ecosystem) => {
            let scheme =
                ecosystem.scheme().ok_or("the order of versions of this ecosystem is not known")?;
            requirement::contains(scheme, requirement, version)
        }
    };
    allowed.map_err(|error| format!("'{requirement}', '{version}': {error}"))
}

/// One line of the stream; other keys pass through unread.
#[derive(Deserialize)]
struct Question<'a> {
    #[serde(borrow)]
    ecosystem: Option<Cow<'a, str>>,
    #[serde(borrow)]
    requirement: Cow<'a, str>,
    #[serde(borrow)]
    version: Cow<'a, str>,
}

fn answer(line: &[u8], members: &mut Vec<u8>) -> Result<(), Refusal> {
    let question: Question<'_> = lines::read(line, "a question")?;
    let ecosystem = match &question.ecosystem {
        None => None,
        Some(name) => Some(
            Ecosystem::from_name(name)
                .ok_or_else(|| Refusal::Question(format!("unknown ecosystem '{name}'")))?,
        ),
    };
    let allowed = contains(ecosystem, &question.requirement, &question.version);
    let word = if allowed.map_err(Refusal::Question)? { "true" } else { "false" };
    members.extend_from_slice(b"\"contains\":");
    members.extend_from_slice(word.as_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::lines::stream;

    #[test]
    fn every_line_comes_back_with_an_answer() {
        let lines = concat!(
            "{\"ecosystem\":\"npm\",\"requirement\":\"^1.2.0\",\"version\":\"1.10.0\"}\n",
            "{\"id\":7, \"version\":\"2.0\",\"requirement\":\"<2\",\"ecosystem\":\"pypi\" }\r\n",
            "{\"requirement\":\"vers:npm/>=1.0.0\",\"version\":\"1.2.0\"}\n",
            "{\"requirement\":\"^1\",\"version\":\"1.2.0\"}\n",
            "{\"ecosystem\":\"npm\",\"requirement\":\"latest\",\"version\":\"1.0.0\"}\n",
            "{\"ecosystem\":\"Nope\",\"requirement\":\"1\",\"version\":\"2\"}\n",
            "nonsense",
        );
        let mut out = Vec::new();
        assert!(stream(lines.as_bytes(), &mut out, answer).is_ok());
        let out: Vec<_> = std::str::from_utf8(&out).expect("UTF-8").lines().collect();
        assert!(out[0].ends_with(r#""version":"1.10.0","contains":true}"#));
        assert_eq!(
            out[1],
            r#"{"id":7, "version":"2.0","requirement":"<2","ecosystem":"pypi","contains":false}"#
        );
        assert!(out[2].ends_with(r#","contains":true}"#));
        assert!(out[3].ends_with(r#""error":"name the ecosystem, or give a vers: range"}"#));
        assert!(out[4].contains(r#""error":"'latest', '1.0.0': a tag, not a range"#));
        assert!(out[5].ends_with(r#""error":"unknown ecosystem 'Nope'"}"#));
        assert!(out[6].starts_with(r#"{"error":"not a question: "#));
    }
}
