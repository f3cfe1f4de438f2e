//! `mcpvet purl`: the parts of a package URL and its canonical form, for one or for a stream of
//! JSON lines.

use std::borrow::Cow;
use std::fmt;

use clap::Args;
use mcpvet::purl::{self, Parts, Purl};
use mcpvet::render::plain;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::exit::{Exit, Failure};
use crate::lines::{self, Refusal};
use crate::show;

#[derive(Args)]
pub(crate) struct PurlArgs {
    /// A package URL, or - for JSON lines {"purl"} or
    /// {"type","namespace","name","version","qualifiers","subpath"} on standard input
    #[arg(value_name = "PURL")]
    purl: String,
}

pub(crate) fn run(args: &PurlArgs) -> Result<Exit, Failure> {
    if args.purl == "-" {
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        return lines::stream_replacing(MEMBERS, input, output, answer);
    }
    let purl =
        Purl::parse(&args.purl).map_err(|error| Failure::Usage(plain(&error.to_string())))?;
    crate::print(&page(&purl)).map(|()| Exit::Clear)
}

/// The parts that there are, one a line.
fn page(purl: &Purl<'_>) -> String {
    let Parts { kind, namespace, name, version, qualifiers, subpath } = purl.parts();
    let mut rows = vec![["purl".to_owned(), purl.to_string()]];
    let mut row = |title: &str, part: Option<&str>| {
        rows.extend(part.map(|part| [title.to_owned(), part.to_owned()]));
    };
    row("type", Some(kind));
    row("namespace", namespace.as_deref());
    row("name", Some(name));
    row("version", version.as_deref());
    for (key, value) in qualifiers {
        row("qualifier", Some(&format!("{key}={value}")));
    }
    row("subpath", subpath.as_deref());
    show::columns(&rows).join("\n")
}

/// The members of an answer; what the question says in their place is left out.
const MEMBERS: &[&str] = &["type", "namespace", "name", "version", "qualifiers", "subpath", "purl"];

/// One line of the stream; other keys pass through unread.
#[derive(Deserialize)]
struct Question<'a> {
    #[serde(borrow, default)]
    purl: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "type")]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    namespace: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    version: Option<Cow<'a, str>>,
    #[serde(default)]
    qualifiers: Option<Qualifiers>,
    #[serde(borrow, default)]
    subpath: Option<Cow<'a, str>>,
}

/// The whole answer; absent parts are null.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    namespace: Option<&'a str>,
    name: &'a str,
    version: Option<&'a str>,
    #[serde(serialize_with = "as_object")]
    qualifiers: &'a [(Cow<'a, str>, Cow<'a, str>)],
    subpath: Option<&'a str>,
    purl: String,
}

fn answer(line: &[u8], members: &mut Vec<u8>) -> Result<(), Refusal> {
    let question: Question<'_> = lines::read(line, "a package URL")?;
    let purl = match &question.purl {
        Some(text) => Purl::parse(text),
        None => Purl::new(Parts {
            kind: question.kind.unwrap_or_default(),
            namespace: question.namespace,
            name: question.name.unwrap_or_default(),
            version: question.version,
            qualifiers: question.qualifiers.map(|qualifiers| qualifiers.0).unwrap_or_default(),
            subpath: question.subpath,
        }),
    };
    let purl = purl.map_err(|error| Refusal::Question(error.to_string()))?;
    let Parts { kind, namespace, name, version, qualifiers, subpath } = purl.parts();
    let answer = Answer {
        kind,
        namespace: namespace.as_deref(),
        name,
        version: version.as_deref(),
        qualifiers,
        subpath: subpath.as_deref(),
        purl: purl.to_string(),
    };
    let object = serde_json::to_vec(&answer).map_err(|error| Refusal::Line(error.to_string()))?;
    members.extend_from_slice(&object[1..object.len() - 1]);
    Ok(())
}

fn as_object<S: serde::Serializer>(
    pairs: &[(Cow<'_, str>, Cow<'_, str>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match pairs {
        [] => serializer.serialize_none(),
        pairs => serializer.collect_map(pairs.iter().map(|(key, value)| (key, value))),
    }
}

/// Qualifiers as an object, or as they stand in a package URL: `"a=b&c=d"`.
struct Qualifiers(purl::Qualifiers<'static>);

impl<'de> Deserialize<'de> for Qualifiers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Qualifiers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("qualifiers as an object or as \"a=b&c=d\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Qualifiers, E> {
        let pairs = purl::qualifiers(text).map_err(E::custom)?.into_iter();
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Ok(Qualifiers(pairs.map(|(key, value)| (owned(key), owned(value))).collect()))
    }

    /// Every pair counts, so that a key that comes twice is seen.
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Qualifiers, M::Error> {
        let mut pairs = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Option<Value>>()? {
            pairs.push((
                Cow::Owned(key),
                Cow::Owned(value.map(|value| value.0).unwrap_or_default()),
            ));
        }
        Ok(Qualifiers(pairs))
    }
}

/// The value of a qualifier: a text, or the checksums of a list.
struct Value(String);

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Texts)
    }
}

struct Texts;

impl<'de> Visitor<'de> for Texts {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value(text.to_owned()))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Value, S::Error> {
        let mut texts: Vec<String> = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(Value(texts.join(",")))
    }
}

#[cfg(test)]
mod tests {
    use super::{MEMBERS, answer};
    use crate::lines::stream_replacing;

    #[track_caller]
    fn answers(line: &str, expected: &str) {
        let mut out = Vec::new();
        assert!(stream_replacing(MEMBERS, line.as_bytes(), &mut out, answer).is_ok());
        assert_eq!(std::str::from_utf8(&out), Ok(format!("{expected}\n").as_str()));
    }

    #[test]
    fn a_package_url_comes_back_with_its_parts() {
        answers(
            r#"{"id":1,"purl":"pkg:NPM/@S/N@1.0?b=2&a=1#./x"}"#,
            concat!(
                r#"{"id":1,"type":"npm","namespace":"@s","name":"n","version":"1.0","#,
                r#""qualifiers":{"a":"1","b":"2"},"subpath":"x","purl":"pkg:npm/%40s/n@1.0?a=1&b=2#x"}"#
            ),
        );
    }

    #[test]
    fn parts_come_back_as_a_package_url() {
        let expected = concat!(
            r#"{"type":"generic","namespace":null,"name":"a","version":null,"#,
            r#""qualifiers":{"checksum":"x:1,y:2"},"subpath":null,"purl":"pkg:generic/a?checksum=x:1%2Cy:2"}"#
        );
        for qualifiers in [
            r#"{"checksum":"x:1,y:2","k":null}"#,
            r#"{"checksum":["x:1","y:2"]}"#,
            r#""checksum=x:1,y:2""#,
        ] {
            let line = format!(r#"{{"type":"generic","name":"a","qualifiers":{qualifiers}}}"#);
            answers(&line, expected);
        }
        answers(
            r#"{"purl":null,"type":"cargo","namespace":null,"name":"b","version":"1","qualifiers":null,"subpath":null}"#,
            r#"{"type":"cargo","namespace":null,"name":"b","version":"1","qualifiers":null,"subpath":null,"purl":"pkg:cargo/b@1"}"#,
        );
    }

    #[test]
    fn a_refused_line_comes_back_as_it_was() {
        answers(
            r#"{"purl":"pkg:cargo/a/b","name":7.0}"#,
            r#"{"purl":"pkg:cargo/a/b","name":7.0,"error":"not a package URL: invalid type: floating point `7.0`, expected a string at line 1 column 34"}"#,
        );
        answers(
            r#"{"purl":"pkg:swift/a"}"#,
            r#"{"purl":"pkg:swift/a","error":"the type swift expects a namespace: 'a'"}"#,
        );
        answers(
            r#"{"type":"npm","name":"a","qualifiers":{"k":"1","k":"2"}}"#,
            r#"{"type":"npm","name":"a","qualifiers":{"k":"1","k":"2"},"error":"expected each qualifier key once, found 'k'"}"#,
        );
        answers(
            "{}",
            r#"{"error":"expected a type of letters, digits, '.' and '-' that begins with a letter, found ''"}"#,
        );
    }
}
