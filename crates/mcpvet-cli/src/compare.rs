//! `mcpvet compare`: the order of two versions, for a pair or for a stream of JSON lines.

use std::borrow::Cow;
use std::cmp::Ordering;

use clap::Args;
use mcpvet::Ecosystem;
use serde::Deserialize;

use crate::exit::{Exit, Failure};
use crate::lines::{self, Refusal};
use crate::show;

#[derive(Args)]
pub(crate) struct CompareArgs {
    /// The ecosystem of both versions, such as npm or PyPI
    #[arg(long, value_parser = show::ecosystem)]
    ecosystem: Option<Ecosystem>,
    /// Two versions, or - for JSON lines {"ecosystem","a","b"} on standard input
    #[arg(value_name = "VERSION", num_args = 1..=2, required = true, allow_hyphen_values = true)]
    versions: Vec<String>,
}

pub(crate) fn run(args: &CompareArgs) -> Result<Exit, Failure> {
    match (args.versions.as_slice(), args.ecosystem) {
        ([dash], _) if dash == "-" => {
            lines::stream(std::io::stdin().lock(), std::io::stdout().lock(), answer)
        }
        ([a, b], Some(ecosystem)) => {
            let order = compare(ecosystem, a, b).map_err(Failure::Usage)?;
            crate::print(order).map(|()| Exit::Clear)
        }
        ([_, _], None) => Err(Failure::Usage("name the ecosystem with --ecosystem".to_owned())),
        _ => Err(Failure::Usage("expected two versions, or - for standard input".to_owned())),
    }
}

fn compare(ecosystem: Ecosystem, a: &str, b: &str) -> Result<&'static str, String> {
    let scheme =
        ecosystem.scheme().ok_or("the order of versions of this ecosystem is not known")?;
    let key = |version: &str| scheme.key(version).map_err(|error| format!("'{version}': {error}"));
    Ok(match key(a)?.cmp(&key(b)?) {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    })
}

/// One line of the stream; other keys pass through unread.
#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow)]
    ecosystem: Cow<'a, str>,
    #[serde(borrow)]
    a: Cow<'a, str>,
    #[serde(borrow)]
    b: Cow<'a, str>,
}

fn answer(line: &[u8], members: &mut Vec<u8>) -> Result<(), Refusal> {
    let pair: Pair<'_> = lines::read(line, "a pair")?;
    let order = match Ecosystem::from_name(&pair.ecosystem) {
        Some(ecosystem) => compare(ecosystem, &pair.a, &pair.b),
        None => Err(format!("unknown ecosystem '{}'", pair.ecosystem)),
    };
    for part in ["\"order\":\"", order.map_err(Refusal::Question)?, "\""] {
        members.extend_from_slice(part.as_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::lines::stream;

    #[test]
    fn every_line_comes_back_with_an_answer() {
        let lines = concat!(
            "{\"ecosystem\":\"npm\",\"a\":\"1.2.0\",\"b\":\"1.10.0\"}\n",
            "\n",
            "{\"id\":7, \"b\":\"1.0\", \"a\":\"1.0.0\", \"ecosystem\":\"pypi\" }\r\n",
            "{\"ecosystem\":\"npm\",\"a\":\"latest\",\"b\":\"1.0.0\"}\n",
            "nonsense\n",
            "{\"ecosystem\":\"Nope\",\"a\":\"1\",\"b\":\"2\"}",
        );
        let mut out = Vec::new();
        assert!(stream(lines.as_bytes(), &mut out, answer).is_ok());
        let out: Vec<_> = std::str::from_utf8(&out).expect("UTF-8").lines().collect();
        assert_eq!(out[0], r#"{"ecosystem":"npm","a":"1.2.0","b":"1.10.0","order":"<"}"#);
        assert_eq!(out[1], r#"{"id":7, "b":"1.0", "a":"1.0.0", "ecosystem":"pypi","order":"="}"#);
        assert!(
            out[2]
                .starts_with(r#"{"ecosystem":"npm","a":"latest","b":"1.0.0","error":"'latest': "#)
        );
        assert!(out[3].starts_with(r#"{"error":"not a pair: "#));
        assert!(out[4].ends_with(r#","error":"unknown ecosystem 'Nope'"}"#));
    }
}
