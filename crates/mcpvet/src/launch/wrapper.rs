//! Programs that only start another one: `cmd /c`, `bash -c "…"`, `env A=b`, `sudo`.

use super::shell::{self, Dialect};
use super::{Tokens, base_name, reader_of};
use crate::input::text::Text;

/// Wrappers around wrappers; real ones are at most three deep.
const MAX_LAYERS: usize = 16;

/// How the words of a wrapper lead to the command behind it.
#[derive(Clone, Copy)]
enum Shape {
    /// A script follows an option such as `-c`.
    Script(Dialect, &'static [&'static str]),
    /// Options, settings such as `A=b`, and this many other words stand in front.
    Words(usize, &'static [&'static str]),
    /// The command stands behind `--`.
    Dashes,
}

const WRAPPERS: &[(&[&str], Shape)] = &[
    (&["cmd"], Shape::Script(Dialect::Windows, &["/c", "/k", "/C", "/K"])),
    (
        &["bash", "sh", "zsh", "dash", "fish"],
        Shape::Script(Dialect::Posix, &["-c", "-lc", "-ic", "-lic", "-ilc", "-cl"]),
    ),
    (
        &["powershell", "pwsh"],
        Shape::Script(Dialect::Windows, &["-command", "-c", "-Command", "-C"]),
    ),
    (&["env"], Shape::Words(0, &["-u", "--unset", "-C", "--chdir"])),
    (&["sudo", "doas"], Shape::Words(0, &["-u", "-g", "--user", "--group"])),
    (&["nice"], Shape::Words(0, &["-n"])),
    (&["nohup", "time", "exec", "command", "stdbuf"], Shape::Words(0, &[])),
    (&["wsl"], Shape::Words(0, &["-d", "--distribution", "-u", "--user", "--cd"])),
    (&["timeout"], Shape::Words(1, &["-k", "-s", "--signal", "--kill-after"])),
    (&["mise", "op", "doppler", "infisical", "dotenv", "dotenvx", "direnv"], Shape::Dashes),
];

/// The commands behind all wrappers; a shell script can hold several.
pub(super) fn peel(tokens: Tokens<'_>) -> Vec<Tokens<'_>> {
    let mut open = vec![(split_command(tokens), MAX_LAYERS)];
    let mut commands = Vec::new();
    while let Some((tokens, layers)) = open.pop() {
        match unwrap(&tokens).filter(|_| layers > 0) {
            // The first command is to come out first.
            Some(inner) => open.extend(inner.into_iter().rev().map(|inner| (inner, layers - 1))),
            None => commands.push(tokens),
        }
    }
    if commands.len() > 1 {
        commands.retain(|command| !command.first().is_some_and(|c| is_builtin(&c.value)));
    }
    commands
}

pub(super) fn is_wrapper(name: &str) -> bool {
    shape_of(name).is_some()
}

fn shape_of(name: &str) -> Option<Shape> {
    WRAPPERS.iter().find(|(names, _)| names.contains(&name)).map(|(_, shape)| *shape)
}

/// Splits a command that holds a whole line, which some hosts accept: `"command": "npx -y foo"`.
fn split_command(mut tokens: Tokens<'_>) -> Tokens<'_> {
    let Some(command) = tokens.first() else { return tokens };
    let words = shell::words(command, Dialect::Windows);
    let known = |word: &Text<'_>| {
        let name = base_name(&word.value);
        is_wrapper(&name) || reader_of(&name).is_some()
    };
    if words.len() > 1 && words.first().is_some_and(known) {
        tokens.splice(0..1, words);
    }
    tokens
}

/// The commands inside a wrapper; `None` when this is no wrapper or wraps nothing.
fn unwrap<'a>(tokens: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    let (command, args) = tokens.split_first()?;
    // `A=b npx foo` in a script is `env A=b npx foo`.
    let setting = is_setting(&command.value).then_some(Shape::Words(0, &[]));
    let inner = match setting.or_else(|| shape_of(&base_name(&command.value)))? {
        Shape::Script(dialect, options) => return script(args, dialect, options),
        Shape::Words(words, with_value) => behind_words(args, words, with_value),
        Shape::Dashes => args.iter().position(|arg| arg.value == "--").map(|at| &args[at + 1..]),
    };
    inner.filter(|inner| !inner.is_empty()).map(|inner| vec![inner.to_vec()])
}

fn script<'a>(args: &[Text<'a>], dialect: Dialect, options: &[&str]) -> Option<Vec<Tokens<'a>>> {
    let at = args.iter().position(|arg| options.contains(&&*arg.value))?;
    let rest = &args[at + 1..];
    match rest {
        [] => None,
        // A shell takes one word as its script; `cmd` takes all that follows.
        [script, ..] if dialect == Dialect::Posix || rest.len() == 1 => {
            Some(shell::commands(script, dialect)).filter(|commands| !commands.is_empty())
        }
        words => Some(vec![words.to_vec()]),
    }
}

fn behind_words<'t, 'a>(
    mut args: &'t [Text<'a>],
    mut words: usize,
    with_value: &[&str],
) -> Option<&'t [Text<'a>]> {
    while let Some((first, rest)) = args.split_first() {
        let text = &*first.value;
        let skipped = if text == "--" {
            return Some(rest);
        } else if text.starts_with('-') {
            1 + usize::from(with_value.contains(&text))
        } else if is_setting(text) {
            1
        } else if words > 0 {
            words -= 1;
            1
        } else {
            return Some(args);
        };
        args = args.get(skipped..)?;
    }
    None
}

/// `NAME=value` in front of a command.
fn is_setting(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

/// Commands of a shell that start nothing.
fn is_builtin(command: &str) -> bool {
    ["cd", "export", "set", "source", ".", "echo", "true", "unset", "chcp", "pushd"]
        .contains(&command)
        || is_setting(command)
}
