//! Command lines that add a server to a host: `claude mcp add docs -- npx -y a@1.0.0`,
//! `codex mcp add docs --url https://…`, `claude mcp add-json docs '{…}'`, `code --add-mcp '{…}'`.
//!
//! <https://code.claude.com/docs/en/mcp>, <https://github.com/openai/codex/blob/main/docs/config.md>,
//! <https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md>
//!
//! - Whatever program stands in front of `mcp add` is taken for a host; they share their options.
//! - `NAME=value` behind `-e` and `Name: value` behind `-H` become `env` and `headers` of the entry,
//!   so that nothing of them is handed on.
//! - A line goes on behind `\`, and JSON in quotes up to the quote that closes it.
//! - Lists read such lines too, among others.

use super::deep_link::setting;
use super::{inline, server};
use crate::input::text::Text;
use crate::input::value::{Data, Value};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::options::{Item, Options, Table};
use crate::launch::url::Url;
use crate::launch::{Tokens, shell};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "mcp-command",
    title: "command that adds a server",
    file_names: &[],
    sniff,
    parse,
    paths: Paths::None,
};

/// The options of all hosts.
const TABLE: Table = Table::new(
    Words(
        "-e --env -H --header -t --transport --type --url -s --scope --name --command \
        --args --timeout --description --include-tools --exclude-tools --client-id \
        --callback-port --bearer-token-env-var --oauth-client-id --oauth-resource --agent --cwd \
        --tools",
    ),
    Words("--trust --client-secret --force --disabled --json -y --yes"),
);

/// Bytes that one command can take when it has more than one line.
const MAX_COMMAND_BYTES: usize = 16 << 10;

/// Lines of one text that may look like the start of a longer command and be none.
const MAX_MISTAKES: usize = 100;

fn sniff(head: &Head<'_>) -> Likeness {
    let mut lines = lines(head.text).map(str::trim).filter(|line| !is_around(line));
    let is_one = |line: &str| is_command(&Text::of(line, line));
    match lines.next().is_some_and(is_one) && lines.all(is_one) {
        true => Likeness::Certain,
        false => Likeness::No,
    }
}

/// What stands around commands: nothing, comments, fences.
pub(super) fn is_around(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("```")
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for line in lines(text) {
        let line = Text::of(line.trim_matches(['\u{feff}', ' ', '\t', '\r']), text);
        if !read(&line, inventory) && !is_around(&line.value) {
            let message = "expected a command such as `claude mcp add name -- npx -y package`";
            inventory.error("line", message, line.span);
        }
    }
}

/// The lines of a text, those that belong to one command in one piece.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    // Long lists have no such command at all.
    let mut tries = if mentions(text) { MAX_MISTAKES } else { 0 };
    core::iter::from_fn(move || {
        let text = rest?;
        let line = memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
        let mut end = line;
        if tries > 0 && mentions(&text[..line]) {
            let whole = |end: &usize| *end == line || is_command(&Text::of(&text[..*end], text));
            // An apostrophe in a sentence is no quote.
            end = end_of(text).filter(whole).unwrap_or_else(|| {
                tries -= 1;
                line
            });
        }
        rest = text.get(end + 1..);
        Some(&text[..end])
    })
}

/// Where the command that begins with the first line ends, if that is not too far away.
fn end_of(text: &str) -> Option<usize> {
    let (mut quote, mut escaped) = (None, false);
    for (at, byte) in text.bytes().enumerate().take(MAX_COMMAND_BYTES) {
        match byte {
            b'\n' if quote.is_none() && !escaped => return Some(at),
            // Windows ends its lines with two bytes.
            b'\r' => continue,
            b'"' | b'\'' if escaped => {}
            b'"' | b'\'' if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped && quote != Some(b'\'');
    }
    (quote.is_none() && text.len() <= MAX_COMMAND_BYTES).then_some(text.len())
}

/// Whether a line can be such a command; most lines are told by this alone.
fn mentions(line: &str) -> bool {
    line.contains("mcp add") || line.contains("--add-mcp")
}

/// Whether a line is such a command.
pub(crate) fn is_command(line: &Text<'_>) -> bool {
    mentions(&line.value) && commands(line).iter().any(|words| Added::of(words).is_some())
}

/// Adds the servers of a line; `false` when it adds none.
pub(crate) fn read<'a>(line: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    if !mentions(&line.value) {
        return false;
    }
    let commands = commands(line);
    let added: Vec<_> = commands.iter().filter_map(|words| Added::of(words)).collect();
    let found = !added.is_empty();
    added.into_iter().for_each(|added| added.add(inventory));
    found
}

/// The commands of a line without what stands in front of each: `$`, `sudo`, `KEY=value`.
fn commands<'a>(line: &Text<'a>) -> Vec<Tokens<'a>> {
    let line = line.slice(line.value.trim_start_matches(['>', '%', '-', '*', ' ']));
    let mut commands = shell::commands(&line, shell::Dialect::Posix);
    for words in &mut commands {
        let skipped = words.iter().take_while(|word| is_in_front(&word.value)).count();
        words.drain(..skipped);
    }
    commands
}

/// Whether a word only stands in front of a command.
pub(crate) fn is_in_front(word: &str) -> bool {
    ["$", "sudo"].contains(&word) || is_setting(word)
}

/// `NAME=value` in front of a command.
pub(crate) fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, value)| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        !name.is_empty() && name.bytes().all(plain) && !value.starts_with('=')
    })
}

/// What one command adds.
enum Added<'a> {
    /// JSON, and the name where it stands beside it.
    Json(Option<Text<'a>>, Text<'a>),
    /// Words.
    Words(Text<'a>, Value<'a>),
}

impl<'a> Added<'a> {
    fn of(words: &[Text<'a>]) -> Option<Self> {
        if let Some(at) = words.iter().position(|word| word.value == "--add-mcp") {
            return Some(Self::Json(None, words.get(at + 1)?.clone())).filter(|_| at > 0);
        }
        let [_, mcp, add, rest @ ..] = words else { return None };
        match (&*mcp.value, &*add.value) {
            ("mcp", "add") => Line::read(rest),
            ("mcp", "add-json") => {
                let mut options = Options::new(rest, TABLE);
                let mut words = core::iter::from_fn(|| match options.next()? {
                    Item::Word(word) => Some(Some(word.clone())),
                    _ => Some(None),
                });
                let mut word = || words.by_ref().flatten().next();
                Some(Self::Json(Some(word()?), word()?))
            }
            _ => None,
        }
    }

    fn add(self, inventory: &mut Inventory<'a>) {
        match self {
            Self::Words(name, entry) => server::add(Some(&name), entry, inventory),
            Self::Json(name, json) => match inline::document(&json.value, json.span) {
                Some(entry) => {
                    let name = name.or_else(|| entry.get("name").and_then(Value::text));
                    server::add(name.as_ref(), entry, inventory);
                }
                None => {
                    let message = "the configuration on this command line is not JSON";
                    inventory.error("command", message, json.span);
                }
            },
        }
    }
}

/// The words behind `mcp add`, taken apart.
#[derive(Default)]
struct Line<'a> {
    name: Option<Text<'a>>,
    command: Vec<Value<'a>>,
    /// `url` and `type`.
    members: Vec<(Text<'a>, Value<'a>)>,
    env: Vec<(Text<'a>, Value<'a>)>,
    headers: Vec<(Text<'a>, Value<'a>)>,
}

impl<'a> Line<'a> {
    /// The options stand in front of the name, behind it, and behind a URL; behind a command all
    /// words are its own.
    fn read(words: &[Text<'a>]) -> Option<Added<'a>> {
        let dashes = words.iter().position(|word| word.value == "--").unwrap_or(words.len());
        let (own, behind) = words.split_at(dashes);
        let mut line = Self::default();
        let mut options = Options::new(own, TABLE);
        while let Some(item) = options.next() {
            match item {
                Item::Value(name, value) => line.take(name, value),
                Item::Flag | Item::Doubt(_) => {}
                // `-e A=1 B=2 name`
                Item::Word(word) if line.name.is_none() && is_setting(&word.value) => {
                    line.env.extend(setting(word, &['=']));
                }
                Item::Word(word) if line.name.is_none() => line.name = Some(word.clone()),
                Item::Word(word) if Url::read(&word.value).is_some_and(Url::is_web) => {
                    line.member("url", word.clone());
                }
                Item::Word(word) if is_setting(&word.value) => {
                    line.env.extend(setting(word, &['=']));
                }
                Item::Word(word) => {
                    line.command.push(word.clone().into());
                    line.command.extend(options.rest().iter().cloned().map(Value::from));
                    break;
                }
            }
        }
        line.command.extend(behind.iter().skip(1).cloned().map(Value::from));
        line.finish()
    }

    fn take(&mut self, option: &str, value: Text<'a>) {
        match option {
            "-e" | "--env" => self.env.extend(setting(&value, &['='])),
            "-H" | "--header" => self.headers.extend(setting(&value, &[':', '='])),
            "-t" | "--transport" | "--type" => self.member("type", value),
            "--url" => self.member("url", value),
            "--bearer-token-env-var" => self.member("bearer_token_env_var", value),
            "--name" => self.name = Some(value),
            "--command" => self.command.push(value.into()),
            "--args" => {
                let words = value.value.split(',').map(|word| value.slice(word).into());
                self.command.extend(words);
            }
            _ => {}
        }
    }

    fn member(&mut self, key: &'static str, value: Text<'a>) {
        self.members.push((Text::meant(key, value.span), value.into()));
    }

    /// The entry; `None` when the words name nothing to start or to connect to.
    fn finish(self) -> Option<Added<'a>> {
        let name = self.name?;
        let span = name.span;
        let mut members = self.members;
        if !self.command.is_empty() {
            let command = Value { span, data: Data::Array(self.command) };
            members.push((Text::meant("command", span), command));
        }
        members.push((Text::meant("env", span), Value::object(self.env, span)));
        members.push((Text::meant("headers", span), Value::object(self.headers, span)));
        let entry = Value::object(members, span);
        server::is_entry(&entry).then_some(Added::Words(name, entry))
    }
}
