//! Links that install a server with one click, alone or in Markdown.
//!
//! - `vscode:mcp/install?` takes JSON, percent-encoded; its redirects on the web take a name and a
//!   `config`, or the whole link encoded once more. <https://code.visualstudio.com/api/extension-guides/ai/mcp>
//! - `cursor://…/mcp/install?` and its page take a name and a `config` in Base64, and so does LM
//!   Studio. <https://cursor.com/docs/mcp/install-links>, <https://lmstudio.ai/docs/app/mcp/deeplink>
//! - `goose://extension?` spells command, arguments and variables out.
//!   <https://block.github.io/goose/docs/getting-started/using-extensions>
//! - What is decoded stands where the link stands. A link that cannot be read has a note.

use std::borrow::Cow;

use super::command_line::is_around;
use super::config::MAPS;
use super::{inline, server};
use crate::input::text::Text;
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::Span;
use crate::purl::percent_decoded;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mcp-link",
    title: "install link",
    file_names: &[],
    sniff,
    parse,
    paths: Paths::None,
};

/// What stands in front of the query of such a link, and how often the query is encoded.
const MARKS: &[(&str, usize)] = &[
    ("mcp/install?", 1),
    ("mcp%2Finstall?", 1),
    ("mcp%2Finstall%3F", 2),
    ("install-mcp?", 1),
    ("mcp-install?", 1),
    ("add_mcp?", 1),
    ("/mcp/add?", 1),
    ("goose://extension?", 1),
    ("/goose/extension?", 1),
];

/// Bytes of one link. Browsers take a few thousand.
const MAX_LINK_BYTES: usize = 64 << 10;

/// Only when every line has a link; in other texts a list reads them.
fn sniff(head: &Head<'_>) -> Likeness {
    let mut lines = head.lines().filter(|line| !is_around(line));
    match head.json_keys.is_empty() && lines.next().is_some_and(has_link) && lines.all(has_link) {
        true => Likeness::Certain,
        false => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for line in text.lines() {
        let line = Text::of(line, text);
        if !read(&line, inventory) && !is_around(line.value.trim()) {
            inventory.error("line", "expected a link that installs a server", line.span);
        }
    }
}

/// Whether a line has such a link.
pub(crate) fn has_link(line: &str) -> bool {
    next(line).is_some()
}

/// Adds the servers of all links in a line; `false` when there is none.
pub(crate) fn read<'a>(line: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    let mut rest = &*line.value;
    let mut found = false;
    while let Some(link) = next(rest) {
        let span = line.slice(link.whole).span;
        if let Err(problem) = add(&link, span, inventory) {
            inventory.error("link", problem, span);
        }
        rest = link.behind;
        found = true;
    }
    found
}

/// A link in a line.
struct Link<'t> {
    whole: &'t str,
    query: &'t str,
    layers: usize,
    behind: &'t str,
}

/// The first link in a text. It ends with space, or with what closes the bracket or quote in front.
fn next(text: &str) -> Option<Link<'_>> {
    // Every mark ends with a question mark, encoded or not.
    let mut ends = memchr::memchr2_iter(b'?', b'%', text.as_bytes());
    let (from, layers, length) = ends.find_map(|at| {
        let from = at + if text[at..].starts_with("%3F") { 3 } else { 1 };
        let (mark, layers) = MARKS.iter().find(|row| text[..from].ends_with(row.0))?;
        Some((from, *layers, mark.len()))
    })?;
    let at = from - length;
    let opens = |c: char| c.is_whitespace() || "(<\"'`".contains(c);
    let start = text[..at].rfind(opens).map_or(0, |open| open + 1);
    let start = text.ceil_char_boundary(start);
    let close = match text[..start].chars().next_back() {
        Some('(') => ')',
        Some('<') => '>',
        Some(quote @ ('"' | '\'' | '`')) => quote,
        _ => ' ',
    };
    let ends = |c: char| c.is_whitespace() || c == close;
    let end = text[from..].find(ends).map_or(text.len(), |end| from + end);
    let (whole, query) = (&text[start..end], &text[from..end]);
    Some(Link { whole, query, layers, behind: &text[end..] })
}

/// What is wrong with a link.
type Problem = &'static str;

const NO_JSON: Problem = "the configuration in this link is not JSON";
const NO_PERCENT: Problem = "the percent-encoding of this link is broken";
const NO_BASE64: Problem = "the configuration in this link is neither JSON nor Base64";
const NOTHING: Problem = "this link carries no configuration";
const TOO_LONG: Problem = "this link is longer than 64 KiB and was not read";

fn add<'a>(link: &Link<'_>, span: Span, inventory: &mut Inventory<'a>) -> Result<(), Problem> {
    if link.query.len() > MAX_LINK_BYTES {
        return Err(TOO_LONG);
    }
    let mut query = Cow::Borrowed(link.query);
    for _ in 1..link.layers {
        query = percent_decoded(&query).ok_or(NO_PERCENT)?.into_owned().into();
    }
    if query.starts_with('{') || query.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("%7B")) {
        return add_config(None, document(&query, span)?, inventory);
    }
    // HTML writes `&amp;`.
    let pairs = query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
    let pairs: Vec<_> = pairs.filter_map(|pair| pair.split_once('=')).collect();
    let get = |key: &str| pairs.iter().find(|pair| pair.0 == key).map(|pair| pair.1);
    let name = get("name").or(get("id")).map(|name| plain(name, span)).transpose()?;
    if let Some(inputs) = get("inputs") {
        inventory.settings.push((Text::meant("inputs", span), document(inputs, span)?));
    }
    match get("config") {
        Some(config) => add_config(name.as_ref(), document(config, span)?, inventory),
        None => {
            let entry = spelled_out(&pairs, span)?;
            server::add(name.as_ref(), entry, inventory);
            Ok(())
        }
    }
}

/// The value of a parameter.
fn plain(value: &str, span: Span) -> Result<Text<'static>, Problem> {
    let value = value.replace('+', " ");
    let value = percent_decoded(&value).ok_or(NO_PERCENT)?.into_owned().into();
    Ok(Text { value, span })
}

/// JSON, percent-encoded or in Base64.
fn document(config: &str, span: Span) -> Result<Value<'static>, Problem> {
    let decoded = percent_decoded(config).ok_or(NO_PERCENT)?;
    if decoded.trim_start_matches('+').starts_with(['{', '[']) {
        let text = plain(config, span)?;
        return inline::document(&text.value, span).ok_or(NO_JSON);
    }
    let json = base64(&decoded).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(NO_BASE64)?;
    inline::document(&json, span).ok_or(NO_JSON)
}

/// Adds one entry, or the entries of a map: some pages write the name once more around it.
fn add_config<'a>(
    name: Option<&Text<'a>>,
    mut config: Value<'static>,
    inventory: &mut Inventory<'a>,
) -> Result<(), Problem> {
    if let Some(inputs) = config.get("inputs") {
        inventory.settings.push((Text::meant("inputs", config.span), inputs.clone()));
    }
    if server::is_entry(&config) {
        let own = config.get("name").and_then(Value::text);
        server::add(name.or(own.as_ref()), config, inventory);
        return Ok(());
    }
    if let Some(map) = config.any(MAPS) {
        config = map.clone();
    }
    if !config.members().iter().any(|(_, value)| server::is_entry(value)) {
        return Err(NOTHING);
    }
    server::add_all(config, inventory);
    Ok(())
}

/// `cmd=npx&arg=-y&arg=x&env=K%3Dv`, or `url=…`, as an entry.
fn spelled_out(pairs: &[(&str, &str)], span: Span) -> Result<Value<'static>, Problem> {
    let mut members = Vec::new();
    let (mut args, mut env, mut headers) = (Vec::new(), Vec::new(), Vec::new());
    for (key, value) in pairs {
        let text = plain(value, span)?;
        match *key {
            "cmd" | "command" => members.push((Text::meant("command", span), text.into())),
            "url" => members.push((Text::meant("url", span), text.into())),
            "type" => members.push((Text::meant("type", span), text.into())),
            "arg" => args.push(text.into()),
            "env" => env.extend(setting(&text, &['='])),
            "header" => headers.extend(setting(&text, &['=', ':'])),
            _ => {}
        }
    }
    members.push((Text::meant("args", span), Value { span, data: Data::Array(args) }));
    members.push((Text::meant("env", span), Value::object(env, span)));
    members.push((Text::meant("headers", span), Value::object(headers, span)));
    let entry = Value::object(members, span);
    if server::is_entry(&entry) { Ok(entry) } else { Err(NOTHING) }
}

/// `NAME=value` as a member; the first of the marks ends the name.
pub(super) fn setting<'a>(text: &Text<'a>, marks: &[char]) -> Option<(Text<'a>, Value<'a>)> {
    let (name, value) = text.value.split_once(marks)?;
    Some((text.slice(name), text.slice(value.trim_start()).into()))
}

/// Both alphabets of RFC 4648, with or without padding. A form turns `+` into a space.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' | b' ' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(six), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // One letter alone is no byte.
    (count < 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{base64, next};

    #[test]
    fn links_end_where_they_are_closed() {
        for (line, whole, query) in [
            ("vscode:mcp/install?%7B%7D", "vscode:mcp/install?%7B%7D", "%7B%7D"),
            ("[a](cursor://x/mcp/install?name=b) c", "cursor://x/mcp/install?name=b", "name=b"),
            ("<a href=\"https://h/install-mcp?a=(b)\">", "https://h/install-mcp?a=(b)", "a=(b)"),
            ("x `lmstudio://add_mcp?a` y", "lmstudio://add_mcp?a", "a"),
            ("é\u{a0}goose://extension?cmd=x", "goose://extension?cmd=x", "cmd=x"),
        ] {
            let link = next(line).unwrap();
            assert_eq!((link.whole, link.query), (whole, query));
        }
        assert!(next("https://example.com/install").is_none());
    }

    #[test]
    fn base64_of_both_alphabets() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("eyJ9", Some(b"{\"}")),
            ("aGk", Some(b"hi")),
            ("aGk=", Some(b"hi")),
            ("-_8=", Some(b"\xfb\xff")),
            ("+/8", Some(b"\xfb\xff")),
            ("a", None),
            ("a*bc", None),
        ] {
            assert_eq!(base64(text).as_deref(), bytes, "{text}");
        }
    }
}
