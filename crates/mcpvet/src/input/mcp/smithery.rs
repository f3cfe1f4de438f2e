//! `smithery.yaml`, with which a server says how Smithery builds and starts it.
//!
//! <https://smithery.ai/docs/config/smithery.yaml>
//!
//! - Older files hold JavaScript under `startCommand.commandFunction`. It is never run: the
//!   literals behind `command:`, `args:` and `env:`, or in the variable that stands there, are read by
//!   pattern, all else is a placeholder, and the packages have low confidence.
//! - Newer ones (`runtime`, `build`) are built from the folder that they stand in. Its lockfile says
//!   what is in the server; a note says so.

use std::borrow::Cow;

use super::server;
use crate::input::text::{Text, around};
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Level, Likeness, Paths, yaml};
use crate::package::{Confidence, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "smithery-yaml",
    title: "smithery.yaml",
    file_names: &["smithery.yaml", "smithery.yml"],
    sniff,
    parse,
    paths: Paths::None,
};

/// Bytes of JavaScript that are looked at; real functions have a few hundred.
const MAX_CODE_BYTES: usize = 64 << 10;

fn sniff(head: &Head<'_>) -> Likeness {
    let has_line = |starts: &[&str]| starts.iter().any(|start| head.begins(start));
    if head.text.trim_start().starts_with(['{', '[']) {
        Likeness::No
    } else if has_line(&["startCommand:"]) {
        Likeness::Certain
    } else if has_line(&["runtime: typescript", "runtime: container", "runtime: \"typescript\""]) {
        Likeness::Possible
    } else {
        Likeness::No
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for root in yaml::read_documents(text, inventory) {
        add(root, text, inventory);
    }
}

fn add<'a>(root: Value<'a>, text: &'a str, inventory: &mut Inventory<'a>) {
    let start = root.get("startCommand");
    if let Some(runtime) = root.any(&["runtime", "build"]) {
        let message = "the server is built from its folder: check the lockfile that stands there";
        inventory.note(Level::Info, "build", message, Some(runtime.span));
    }
    if let Some(start) = start.filter(|start| server::is_entry(start)) {
        server::add(None, start.clone(), inventory);
    }
    if let Some(function) = start.and_then(|start| start.get("commandFunction")) {
        add_function(function, text, inventory);
    }
    // Without a command there is still what the server is given.
    if root.get("env").is_some() {
        server::add(None, root, inventory);
    }
}

fn add_function<'a>(function: &Value<'a>, text: &'a str, inventory: &mut Inventory<'a>) {
    let code = function.str().unwrap_or_default();
    let source = Source { text, span: function.span };
    let entries = if code.len() <= MAX_CODE_BYTES { entries(code, source) } else { vec![] };
    if entries.is_empty() {
        let message = "no command could be read in this function, which is never run";
        return inventory.error("code", message, function.span);
    }
    let message = "this function was read by pattern and never run";
    inventory.note(Level::Info, "code", message, Some(function.span));
    let first = inventory.packages.len();
    entries.into_iter().for_each(|entry| server::add(None, entry, inventory));
    for package in &mut inventory.packages[first..] {
        package.confidence = Confidence::Low;
    }
}

/// Where the code stands in the input: YAML may indent its lines and escape some of its letters.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    span: Span,
}

impl<'a> Source<'a> {
    /// Passes a piece of the code, and with it everything in front; all are asked for in their order.
    fn pass(&mut self, piece: &str) -> Option<Text<'a>> {
        let Span { start, end } = self.span;
        let rest = self.text.get(start as usize..end as usize)?;
        let (before, behind) = around(rest, piece)?;
        let found = Text::of(&rest[before.len()..rest.len() - behind.len()], self.text);
        self.span.start = found.span.end;
        Some(found)
    }

    /// The same for a piece that may have several lines.
    fn pass_lines(&mut self, piece: &str) {
        piece.lines().for_each(|line| drop(self.pass(line.trim())));
    }

    /// A word as the input spells it; where it spells it otherwise, from about there to the end.
    fn word(&mut self, word: &str) -> Text<'a> {
        let span = self.span;
        self.pass(word).unwrap_or_else(|| {
            self.pass_lines(word);
            Text { value: word.to_owned().into(), span }
        })
    }
}

/// A piece of JavaScript, as far as it matters.
#[derive(Clone, Debug, PartialEq)]
enum Token<'a> {
    /// A string without anything to compute in it.
    Literal(Text<'a>),
    /// A name or a number, and a string that is computed.
    Word(Text<'a>),
    /// Any other character.
    Mark(char),
}

/// The objects with a `command`, as entries of a configuration.
fn entries<'a>(code: &str, source: Source<'a>) -> Vec<Value<'a>> {
    let span = source.span;
    let tokens = tokens(code, source);
    let mut entries: Vec<Vec<(Text<'a>, Value<'a>)>> = vec![Vec::new()];
    let mut rest = &tokens[..];
    while let [name, Token::Mark(':'), behind @ ..] | [name, behind @ ..] = rest {
        let known = ["command", "args", "env"].into_iter().find(|known| name.says(known));
        let is_member = rest.get(1) == Some(&Token::Mark(':'));
        let part = if is_member { &behind[..length(behind)] } else { core::slice::from_ref(name) };
        let assigned = known.and_then(|_| assigned(part, &tokens));
        let Some(key) = known.filter(|_| is_member || (assigned.is_some() && is_short(rest)))
        else {
            rest = &rest[1..];
            continue;
        };
        rest = if is_member { &behind[part.len()..] } else { behind };
        let part = assigned.unwrap_or(part);
        let value = match key {
            "command" => value(part, span),
            "args" => list(part, span),
            _ => map(part, span),
        };
        if entries.last().is_some_and(|open| open.iter().any(|(name, _)| name.value == key)) {
            entries.push(Vec::new());
        }
        if let Some(open) = entries.last_mut() {
            open.push((Text::meant(key, span), value));
        }
    }
    let entries = entries.into_iter().map(|members| Value::object(members, span));
    entries.filter(|entry| entry.get("command").is_some()).collect()
}

impl Token<'_> {
    fn says(&self, name: &str) -> bool {
        matches!(self, Self::Word(text) | Self::Literal(text) if text.value == name)
    }
}

/// Whether a name at the front is a member that is named as the variable it has: `{ command, args }`.
fn is_short(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [_, Token::Mark(',' | '}'), ..])
}

/// The literal that a variable is given first: `const args = ['-y', 'name']`.
fn assigned<'t, 'a>(part: &[Token<'a>], tokens: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    let [Token::Word(name)] = part else { return None };
    let is_given = |it: &[Token<'a>]| it[0].says(&name.value) && it[1] == Token::Mark('=');
    let behind = &tokens[tokens.windows(2).position(is_given)? + 2..];
    let mut depth = 0_usize;
    let closes = |token: &Token<'_>| {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    };
    let end = behind.iter().position(closes)?;
    matches!(behind[0], Token::Literal(_) | Token::Mark('[' | '{')).then_some(&behind[..=end])
}

/// How many tokens stand in front of the comma or bracket that ends a value.
fn length(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    let ends = |token: &Token<'_>| {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') if depth == 0 => return true,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Mark(',' | ';') => return depth == 0,
            _ => {}
        }
        false
    };
    tokens.iter().position(ends).unwrap_or(tokens.len())
}

/// A literal, or a placeholder for what only running the code would tell.
fn value<'a>(part: &[Token<'a>], span: Span) -> Value<'a> {
    match part {
        [Token::Literal(text)] => text.clone().into(),
        _ => Text::meant("${computed}", span).into(),
    }
}

/// The parts between commas inside of a pair of brackets; `None` for anything else.
fn parts<'t, 'a>(part: &'t [Token<'a>], open: char, close: char) -> Option<Vec<&'t [Token<'a>]>> {
    let [Token::Mark(first), inner @ .., Token::Mark(last)] = part else { return None };
    if (*first, *last) != (open, close) {
        return None;
    }
    let (mut rest, mut parts) = (inner, Vec::new());
    while !rest.is_empty() {
        let end = length(rest);
        parts.push(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    Some(parts)
}

fn list<'a>(part: &[Token<'a>], span: Span) -> Value<'a> {
    let elements = match parts(part, '[', ']') {
        Some(parts) => parts.into_iter().map(|part| value(part, span)).collect(),
        None => vec![value(&[], span)],
    };
    Value { span, data: Data::Array(elements) }
}

fn map<'a>(part: &[Token<'a>], span: Span) -> Value<'a> {
    let member = |part: &[Token<'a>]| match part {
        [Token::Word(name) | Token::Literal(name), Token::Mark(':'), behind @ ..] => {
            Some((name.clone(), value(behind, span)))
        }
        _ => None,
    };
    let parts = parts(part, '{', '}').unwrap_or_default();
    Value::object(parts.into_iter().filter_map(member).collect(), span)
}

fn tokens<'a>(code: &str, mut source: Source<'a>) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let comment = [("//", "\n"), ("/*", "*/")].iter().find(|pair| rest.starts_with(pair.0));
        let mut taken = first.len_utf8();
        if let Some((_, end)) = comment {
            taken = rest.find(end).map_or(rest.len(), |at| at + end.len());
            source.pass_lines(&rest[..taken]);
        } else if let '"' | '\'' | '`' = first {
            let (token, end) = string(rest, first, &mut source);
            taken = end;
            tokens.push(token);
        } else if is_name(first) {
            taken = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            tokens.push(Token::Word(source.word(&rest[..taken])));
        } else {
            source.pass(&rest[..taken]);
            tokens.push(Token::Mark(first));
        }
        rest = rest[taken..].trim_start();
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The string at the front, and the bytes that it takes with its quotes.
fn string<'a>(code: &str, quote: char, source: &mut Source<'a>) -> (Token<'a>, usize) {
    let (mut end, mut escaped) = (code.len(), false);
    for (at, c) in code.char_indices().skip(1) {
        if c == quote && !escaped {
            end = at;
            break;
        }
        escaped = c == '\\' && !escaped;
    }
    let inner = &code[1..end];
    source.pass(&code[..1]);
    let written = source.word(inner);
    source.pass(&code[end..(end + 1).min(code.len())]);
    let computed = quote == '`' && inner.contains("${");
    let token = match unescaped(inner).filter(|_| !computed) {
        None => Token::Word(written),
        Some(Cow::Borrowed(_)) => Token::Literal(written),
        Some(Cow::Owned(text)) => Token::Literal(Text { value: text.into(), span: written.span }),
    };
    (token, (end + 1).min(code.len()))
}

/// A string without the backslashes in front of quotes; `None` for escapes that hide letters.
fn unescaped(inner: &str) -> Option<Cow<'_, str>> {
    if !inner.contains('\\') {
        return Some(inner.into());
    }
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => chars.next().filter(|c| "\\'\"`/".contains(*c))?,
            c => c,
        });
    }
    Some(text.into())
}

#[cfg(test)]
mod tests {
    use super::{Source, entries};
    use crate::input::value::{Data, Value};
    use crate::package::Span;

    fn shown(value: &Value<'_>) -> String {
        match &value.data {
            Data::String(text) => text.to_string(),
            Data::Array(elements) => elements.iter().map(shown).collect::<Vec<_>>().join(" "),
            Data::Object(members) => members
                .iter()
                .map(|(name, value)| format!("{}={}", name.value, shown(value)))
                .collect::<Vec<_>>()
                .join("; "),
            _ => String::new(),
        }
    }

    #[test]
    fn literals_alone_are_read() {
        for (code, expected) in [
            (
                "(config) => ({ command: 'npx', args: ['-y', \"a@1\"], env: {K: config.k, L: 'v'} })",
                "command=npx; args=-y a@1; env=K=${computed}; L=v",
            ),
            (
                "c=>({args:[...x,`--p`,`--${p}`], command:'node'})",
                "args=${computed} --p ${computed}; command=node",
            ),
            ("// command: 'x'\n({ command: w ? 'a' : 'b' })", "command=${computed}"),
            (
                "if (a) return { command: 'a' }; return { command: 'b', args: f('x') }",
                "command=a|command=b; args=${computed}",
            ),
            ("({ 'command': 'it\\'s' })", "command=it's"),
            ("({ command: '\\x6eode' })", "command=${computed}"),
            ("({ command, args })", ""),
            (
                "const args = ['-y', 'a']\n if (c) args.push('--b')\n return { command: 'npx', args }",
                "command=npx; args=-y a",
            ),
            (
                "let command = 'npx', list = ['a']; return { command, args: list, env: e }",
                "command=npx; args=a; env=",
            ),
            ("const args = []; return { command: 'node', args: ['b'] }", "command=node; args=b"),
            ("command: [[[[", "command=${computed}"),
            ("command: 'open", "command=open"),
            (
                "({ command: 'a', args: [{command: 'b'}, ['c']] })",
                "command=a; args=${computed} ${computed}",
            ),
        ] {
            let source = Source { text: code, span: Span::of(code, code) };
            let found: Vec<_> = entries(code, source).iter().map(shown).collect();
            assert_eq!(found.join("|"), expected, "{code}");
        }
    }
}
