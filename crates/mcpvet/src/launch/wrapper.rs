//! Programs that only start another one: `cmd /c`, `bash -c "…"`, `env A=b`, `sudo`, `op run --`.

use super::options::is_option;
use super::shell::{self, Dialect};
use super::{Tokens, base_name, reader_of, redact};
use crate::input::text::Text;
use crate::words::{Family, Words, meanings};

/// Wrappers around wrappers; real ones are at most three deep.
const MAX_LAYERS: usize = 16;

/// How the words of a wrapper lead to the command behind it.
#[derive(Clone, Copy)]
enum Shape {
    /// A script follows `-c`, which can stand together with other letters.
    Shell,
    /// A script or the words of one follow `/c`.
    Cmd,
    /// A script or the words of one follow `-Command`, or the options.
    PowerShell,
    /// Settings such as `A=b` stand in front; a whole line can follow `-S`.
    Env,
    /// Options, settings, and this many other words stand in front.
    Words(usize, Words),
    /// The command stands behind `--`, or starts with the first word that is known to start one.
    Inside,
}

static WRAPPERS: [Family<Shape>; 12] = [
    Family::new(Words("cmd"), Shape::Cmd),
    Family::new(Words("bash sh zsh dash fish ash ksh"), Shape::Shell),
    Family::new(Words("powershell pwsh"), Shape::PowerShell),
    Family::new(Words("env"), Shape::Env),
    Family::new(
        Words("sudo doas"),
        Shape::Words(0, Words("-u -g -h -p -C -D -R -T --user --group")),
    ),
    Family::new(Words("nice ionice"), Shape::Words(0, Words("-n -c"))),
    Family::new(Words("nohup exec command call eval setsid busybox"), Shape::Words(0, Words(""))),
    Family::new(Words("stdbuf"), Shape::Words(0, Words("-i -o -e"))),
    Family::new(Words("time"), Shape::Words(0, Words("-f -o --format --output"))),
    Family::new(Words("wsl"), Shape::Words(0, Words("-d --distribution -u --user --cd"))),
    Family::new(Words("timeout"), Shape::Words(1, Words("-k -s --signal --kill-after"))),
    Family::new(
        Words(
            "asdf aws-vault chamber conda corepack cross-env direnv doppler dotenv dotenvx envmcp \
            fnm infisical mise nvm op pipenv poetry proto rtx sops teller varlock volta xargs \
            xvfb-run",
        ),
        Shape::Inside,
    ),
];

/// The commands behind all wrappers, `None` for one that has none; a shell script can hold several.
pub(crate) fn peel<'a>(tokens: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    match split_command(tokens) {
        Some(commands) => Some(peel_all(commands, MAX_LAYERS)),
        None => Some(peel_all(split_all(unwrap(tokens)?), MAX_LAYERS - 1)),
    }
}

/// The commands of a script behind all wrappers.
pub(super) fn peel_script<'a>(script: &Text<'a>, dialect: Dialect) -> Vec<Tokens<'a>> {
    let mut commands = shell::commands(script, dialect);
    commands.retain(|command| starts_something(command));
    peel_all(commands, MAX_LAYERS)
}

fn peel_all(commands: Vec<Tokens<'_>>, layers: usize) -> Vec<Tokens<'_>> {
    // The first command is to come out first.
    let mut open: Vec<_> = commands.into_iter().rev().map(|tokens| (tokens, layers)).collect();
    let mut commands = Vec::new();
    while let Some((tokens, layers)) = open.pop() {
        match unwrap(&tokens).filter(|_| layers > 0) {
            Some(inner) => {
                open.extend(split_all(inner).into_iter().rev().map(|inner| (inner, layers - 1)));
            }
            None => commands.push(tokens),
        }
    }
    if commands.len() > 1 {
        commands = those_that_matter(commands);
    }
    commands
}

/// Of several commands those that can start a package, or else the first that is a program. The
/// others may be no commands at all: pieces of a URL with `&`, words behind a quote.
fn those_that_matter(commands: Vec<Tokens<'_>>) -> Vec<Tokens<'_>> {
    let (known, others): (Vec<_>, Vec<_>) = commands
        .into_iter()
        .partition(|command| command.first().is_some_and(|first| is_known(&first.value)));
    match known.is_empty() {
        true => others.into_iter().find(|command| is_program(command)).into_iter().collect(),
        false => known,
    }
}

fn is_program(command: &[Text<'_>]) -> bool {
    let first = command.first().map(|first| &*first.value).unwrap_or_default();
    redact::is_command(first) && !is_builtin(first)
}

/// Whether a word is the name of a wrapper or of a runner.
pub(super) fn is_known(word: &str) -> bool {
    if is_option(word) || word.contains(char::is_whitespace) && !word.contains('\\') {
        return false;
    }
    let name = base_name(word);
    is_wrapper(&name) || reader_of(&name).is_some()
}

pub(super) fn is_wrapper(name: &str) -> bool {
    shape_of(name).is_some()
}

fn shape_of(name: &str) -> Option<Shape> {
    meanings(&WRAPPERS, name).next().copied()
}

/// Splits a command that holds a whole line, which some hosts accept: `"command": "npx -y foo"`.
fn split_command<'a>(tokens: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    let (first, rest) = tokens.split_first()?;
    let mut commands = line(first)?;
    if let Some(last) = commands.last_mut() {
        last.extend_from_slice(rest);
    }
    Some(commands)
}

fn split_all(commands: Vec<Tokens<'_>>) -> Vec<Tokens<'_>> {
    let mut split = Vec::with_capacity(commands.len());
    for tokens in commands {
        match split_command(&tokens) {
            Some(commands) => split.extend(commands),
            None => split.push(tokens),
        }
    }
    split
}

/// The commands of a word that is a whole line and starts with a wrapper, a runner or `A=b`.
pub(super) fn line<'a>(word: &Text<'a>) -> Option<Vec<Tokens<'a>>> {
    if !word.value.trim().contains(char::is_whitespace) {
        return None;
    }
    let commands = shell::commands(word, dialect_of(&word.value));
    let first = commands.first()?;
    let starts = first.len() > 1 || commands.len() > 1;
    (starts && (is_known(&first[0].value) || is_setting(&first[0].value))).then_some(commands)
}

/// How a line without a known shell is read: with a backslash it is one of Windows.
pub(super) fn dialect_of(line: &str) -> Dialect {
    if line.contains('\\') { Dialect::Cmd } else { Dialect::Posix }
}

/// The commands inside a wrapper; `None` when this is no wrapper or wraps nothing.
fn unwrap<'a>(tokens: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    let (command, args) = tokens.split_first()?;
    // `A=b npx foo` in a script is `env A=b npx foo`.
    let setting = is_setting(&command.value).then_some(Shape::Words(0, Words("")));
    let inner = match setting.or_else(|| shape_of(&base_name(&command.value)))? {
        Shape::Shell => shell_script(args)?,
        Shape::Cmd => {
            let at = args.iter().position(|arg| ["/c", "/k"].iter().any(|c| same(arg, c)))?;
            script_or_words(&args[at + 1..], Dialect::Cmd)
        }
        Shape::PowerShell => script_or_words(behind_powershell(args)?, Dialect::PowerShell),
        Shape::Env => behind_env(args)?,
        Shape::Words(words, with_value) => behind_words(args, words, with_value)?,
        Shape::Inside => inside(args),
    };
    let inner: Vec<_> = inner.into_iter().filter(|command| starts_something(command)).collect();
    (!inner.is_empty()).then_some(inner)
}

fn starts_something(command: &[Text<'_>]) -> bool {
    command.first().is_some_and(|first| command.len() > 1 || !is_builtin(&first.value))
        && !is_idle(command)
}

fn same(arg: &Text<'_>, option: &str) -> bool {
    arg.value.eq_ignore_ascii_case(option)
}

/// The script behind `-c`, `-lc` or `-ec`. Where it runs its arguments, those are a command too.
fn shell_script<'a>(args: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    let mut rest = args;
    loop {
        let (option, behind) = rest.split_first()?;
        let text = &*option.value;
        rest = behind;
        match text {
            "-o" | "+o" | "-O" | "+O" | "--rcfile" | "--init-file" => rest = behind.get(1..)?,
            "--command" => break,
            _ if text.starts_with("--") || text.starts_with('+') => {}
            _ if text.starts_with('-') && text.contains('c') => break,
            _ if is_option(text) => {}
            _ => return None,
        }
    }
    let (script, arguments) = rest.split_first()?;
    let mut found = shell::commands(script, Dialect::Posix);
    if ["$@", "$*", "$0"].iter().any(|all| script.value.contains(all)) {
        found.extend(inside(arguments));
    }
    Some(found)
}

/// One word is a script; several are the words of commands that operators separate.
fn script_or_words<'a>(rest: &[Text<'a>], dialect: Dialect) -> Vec<Tokens<'a>> {
    if let [script] = rest {
        return shell::commands(script, dialect);
    }
    let mut commands = vec![Tokens::new()];
    for word in rest {
        let operator = Words("& && | || ; { }").contains(&word.value);
        let ends = dialect == Dialect::PowerShell && word.value.ends_with(';');
        if let Some(command) = commands.last_mut()
            && !operator
            && !(ends && command.is_empty())
        {
            command.push(word.clone());
        }
        if operator || ends {
            commands.push(Tokens::new());
        }
    }
    commands
}

/// What stands behind `-Command`, or behind the options where it is left out.
fn behind_powershell<'t, 'a>(mut args: &'t [Text<'a>]) -> Option<&'t [Text<'a>]> {
    const WITH_VALUE: Words = Words(
        "-executionpolicy -ex -ep -exec -windowstyle -w -version -inputformat -outputformat \
        -configurationname -workingdirectory -wd -settingsfile -psconsolefile -encodedcommand \
        -enc -ec -e -custompipename",
    );
    while let Some((option, rest)) = args.split_first() {
        let name = option.value.to_ascii_lowercase();
        match &*name {
            "-command" | "-c" | "/command" | "/c" | "-file" | "-f" => return Some(rest),
            _ if WITH_VALUE.contains(&name) => args = rest.get(1..)?,
            _ if is_option(&name) => {
                // The word behind an unknown option can be its value, and so a secret.
                let flag = Words("-n -l -i -s -m").any_starts(&name);
                let value = |word: &Text<'_>| !is_option(&word.value) && !is_known(&word.value);
                let skipped = !flag && rest.first().is_some_and(value);
                args = &rest[usize::from(skipped)..];
            }
            _ => return Some(args),
        }
    }
    None
}

fn behind_env<'a>(args: &[Text<'a>]) -> Option<Vec<Tokens<'a>>> {
    let split = args.iter().position(|arg| {
        let text = &*arg.value;
        let letters = text.starts_with('-') && !text.starts_with("--") && text.contains('S');
        letters || text.starts_with("--split-string")
    });
    let Some(at) = split else {
        return behind_words(args, 0, Words("-u --unset -C --chdir"));
    };
    let option = &args[at];
    let joined = option.value.strip_prefix("--split-string=").or_else(|| {
        let (_, line) = option.value.split_once('S').filter(|_| !option.value.starts_with("--"))?;
        (!line.is_empty()).then_some(line)
    });
    let (line, rest) = match joined {
        Some(line) => (option.slice(line), &args[at + 1..]),
        None => (args.get(at + 1)?.clone(), &args[at + 2..]),
    };
    let mut words = shell::words(&line, Dialect::Posix);
    words.extend(rest.iter().cloned());
    behind_words(&words, 0, Words("-u --unset -C --chdir"))
}

fn behind_words<'a>(
    mut args: &[Text<'a>],
    mut words: usize,
    with_value: Words,
) -> Option<Vec<Tokens<'a>>> {
    while let Some((first, rest)) = args.split_first() {
        let text = &*first.value;
        let skipped = if text == "--" {
            return Some(vec![rest.to_vec()]);
        } else if with_value.contains(text) {
            2
        } else if is_option(text) {
            // An unknown option can have a value, which is not to be taken for the command.
            let doubtful = !text.contains('=')
                && rest
                    .first()
                    .is_some_and(|word| !is_option(&word.value) && !is_setting(&word.value));
            if doubtful && words == 0 {
                return Some(inside(rest));
            }
            1
        } else if is_setting(text) {
            1
        } else if words > 0 {
            words -= 1;
            1
        } else {
            return Some(vec![args.to_vec()]);
        };
        args = args.get(skipped..)?;
    }
    None
}

/// The commands among the arguments of a program that starts others: whole lines in one word,
/// what stands behind `--`, or what starts with a known word.
pub(super) fn inside<'a>(args: &[Text<'a>]) -> Vec<Tokens<'a>> {
    // `mise x node -- npx foo`: what is known in front of the dashes is a tool.
    let dashes = args.iter().position(|arg| arg.value == "--").map(|at| &args[at + 1..]);
    if let Some(command) = dashes
        && command.first().is_some_and(|first| is_known(&first.value))
    {
        return vec![command.to_vec()];
    }
    let mut found = Vec::new();
    for (at, arg) in args.iter().enumerate() {
        let rest = &args[at + 1..];
        let starts = |word: &Text<'_>| !is_option(&word.value) && !word.value.contains("://");
        if arg.value == "--" && rest.first().is_some_and(starts) {
            found.push(rest.to_vec());
            break;
        }
        // `asdf exec`: a subcommand, though shells have commands of these names.
        let subcommand = Words("exec command call eval").contains(&arg.value);
        if is_known(&arg.value) && !subcommand {
            found.push(args[at..].to_vec());
            break;
        }
        let value = match arg.value.split_once('=') {
            Some((_, value)) if is_option(&arg.value) => arg.slice(value),
            _ => arg.clone(),
        };
        found.extend(line(&value).unwrap_or_default());
    }
    found
}

/// `NAME=value` in front of a command.
fn is_setting(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| {
        let name = name.strip_prefix("$env:").unwrap_or(name);
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

/// Whether a command of a script starts nothing.
fn is_idle(command: &[Text<'_>]) -> bool {
    let settings = command.iter().take_while(|word| is_setting(&word.value)).count();
    command.get(settings).is_none_or(|first| is_builtin(&first.value))
}

/// Commands of a shell that start nothing.
fn is_builtin(command: &str) -> bool {
    static BUILTINS: Family<()> = Family::new(
        Words(
            ". : [ [[ alias cd chcp declare echo exit export false local popd printf pushd read \
            readonly return set setlocal setx shift shopt sleep source test trap true type \
            typeset ulimit umask unset wait which",
        ),
        (),
    );
    BUILTINS.has(command.trim_start_matches('@')) || is_setting(command)
}
