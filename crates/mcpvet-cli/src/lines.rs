//! JSON lines in, JSON lines out: each line is one object, answered with more members.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::exit::{Exit, Failure};

/// Why a line has no answer.
pub(crate) enum Refusal {
    /// It is not the object that was expected; nothing of it comes back.
    Line(String),
    /// It asks for something that has no answer; the object comes back with the reason.
    Question(String),
}

/// Bytes read at once; large enough that a million lines take few system calls.
const BUFFER: usize = 1 << 18;

/// Answers every line with the same object and more members, in the order of the lines.
///
/// `answer` appends the members to a text, each as `"key":value` and with commas between them;
/// what it appended before a refusal is dropped. Blank lines are passed over.
pub(crate) fn stream(
    input: impl Read,
    output: impl Write,
    answer: impl FnMut(&[u8], &mut Vec<u8>) -> Result<(), Refusal>,
) -> Result<Exit, Failure> {
    stream_replacing(&[], input, output, answer)
}

/// Like [`stream`], for answers whose members may stand in the question already: the named ones
/// are left out of an object that is answered.
pub(crate) fn stream_replacing(
    names: &[&str],
    input: impl Read,
    output: impl Write,
    mut answer: impl FnMut(&[u8], &mut Vec<u8>) -> Result<(), Refusal>,
) -> Result<Exit, Failure> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut output = BufWriter::with_capacity(BUFFER, output);
    let (mut line, mut members) = (Vec::new(), Vec::new());
    while input.read_until(b'\n', &mut line)? > 0 {
        let object = line.trim_ascii();
        if !object.is_empty() {
            members.clear();
            match answer(object, &mut members) {
                Ok(()) if names.is_empty() => write(&mut output, object, &members)?,
                Ok(()) => write(&mut output, &without(object, names)?, &members)?,
                Err(Refusal::Question(why)) => write(&mut output, object, &error(&why)?)?,
                Err(Refusal::Line(why)) => write(&mut output, b"{}", &error(&why)?)?,
            }
        }
        line.clear();
        // Whoever waits for an answer before the next question gets it.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(Exit::Clear)
}

/// Reads the object of a line; `what` names it for whoever gets it wrong: `a pair`.
pub(crate) fn read<'a, T: Deserialize<'a>>(line: &'a [u8], what: &str) -> Result<T, Refusal> {
    // serde reads the members of a struct from an array as well, which nobody could reopen.
    if line.first() != Some(&b'{') {
        return Err(Refusal::Line(format!("not {what}: expected an object")));
    }
    serde_json::from_slice(line).map_err(|error| {
        let why = format!("not {what}: {error}");
        let is_object = serde_json::from_slice::<IgnoredAny>(line).is_ok();
        if is_object { Refusal::Question(why) } else { Refusal::Line(why) }
    })
}

/// Writes an object with more members. It is valid, so it can be reopened before its last brace.
fn write(output: &mut impl Write, object: &[u8], members: &[u8]) -> std::io::Result<()> {
    let open = object[..object.len() - 1].trim_ascii_end();
    output.write_all(open)?;
    if open != b"{" {
        output.write_all(b",")?;
    }
    output.write_all(members)?;
    output.write_all(b"}\n")
}

fn error(why: &str) -> std::io::Result<Vec<u8>> {
    let mut member = b"\"error\":".to_vec();
    serde_json::to_writer(&mut member, why)?;
    Ok(member)
}

/// The object without some of its members; the others stay as they are written.
fn without(object: &[u8], names: &[&str]) -> std::io::Result<Vec<u8>> {
    let Members(members) = serde_json::from_slice(object)?;
    let mut kept = b"{".to_vec();
    for (key, value) in members.iter().filter(|(key, _)| !names.contains(&&**key)) {
        if kept.len() > 1 {
            kept.push(b',');
        }
        serde_json::to_writer(&mut kept, key)?;
        kept.push(b':');
        kept.extend_from_slice(value.get().as_bytes());
    }
    kept.push(b'}');
    Ok(kept)
}

/// The members of an object in their order.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Members<'de>, M::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(Members(members))
    }
}

/// A key, borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::{Refusal, read, stream, without};

    #[derive(serde::Deserialize)]
    struct Number {
        n: Option<i32>,
    }

    fn answers(lines: &str) -> String {
        let mut out = Vec::new();
        let done = stream(lines.as_bytes(), &mut out, |line, members| {
            members.extend_from_slice(b"\"twice\":");
            let Number { n } = read(line, "a number")?;
            let n = n.ok_or_else(|| Refusal::Question("expected n".to_owned()))?;
            members.extend_from_slice((2 * n).to_string().as_bytes());
            Ok(())
        });
        assert!(done.is_ok());
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn an_object_comes_back_with_its_answer() {
        assert_eq!(
            answers("{\"n\":1}\n\n {\"id\":[7], \"n\" : 2 }\r\n"),
            "{\"n\":1,\"twice\":2}\n{\"id\":[7], \"n\" : 2,\"twice\":4}\n",
        );
    }

    #[test]
    fn a_refusal_takes_the_place_of_the_answer() {
        assert_eq!(answers("{ }"), "{\"error\":\"expected n\"}\n");
        assert_eq!(answers("{\"m\":1}"), "{\"m\":1,\"error\":\"expected n\"}\n");
        assert!(answers("{\"n\":\"1\"}").starts_with("{\"n\":\"1\",\"error\":\"not a number: "));
        assert!(answers("{\"n\":").starts_with("{\"error\":\"not a number: "));
        assert_eq!(answers("[4]"), "{\"error\":\"not a number: expected an object\"}\n");
    }

    #[test]
    fn members_that_the_answer_has_are_left_out() {
        let left = |object: &str| {
            String::from_utf8(without(object.as_bytes(), &["a", "b"]).expect("valid"))
                .expect("UTF-8")
        };
        assert_eq!(
            left(r#"{"a":1, "\u0062":{"a":2}, "c" : [ 3 ],"d":null}"#),
            r#"{"c":[ 3 ],"d":null}"#
        );
        assert_eq!(left(r#"{"a":1}"#), "{}");
    }
}
