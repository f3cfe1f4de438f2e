//! Files that build, start or set up something and fetch what they need by name.

pub(crate) mod compose;
pub(crate) mod devcontainer;
pub(crate) mod dockerfile;
pub(crate) mod tools;
pub(crate) mod workflow;

use super::Inventory;
use super::list;
use super::mcp::command_line::is_setting;
use super::text::Text;
use super::value::{Data, Value};
use crate::launch::{self, Dialect, Tokens, shell};
use crate::package::{Package, Source};

/// The text that a member is meant to be; a note where a list or a mapping stands there.
fn text_of<'a>(member: Option<&Value<'a>>, inventory: &mut Inventory<'a>) -> Option<Text<'a>> {
    let member = member?;
    if matches!(member.data, Data::Array(_) | Data::Object(_)) {
        inventory.error("entry", "expected a text here; it was not read", member.span);
    }
    member.written()
}

/// Adds an image, or a note where the text is none.
fn add_image<'a>(image: &Text<'a>, inventory: &mut Inventory<'a>) {
    let Some(images) = launch::images(image) else {
        let message = "expected an image such as `registry/name:1.2.3`; it was not read";
        return inventory.error("entry", message, image.span);
    };
    for package in images {
        inventory.push(Package { direct: Some(true), ..package });
    }
}

/// Adds what a command installs or starts: a line for a shell, or words in a list.
fn add_command<'a>(command: &Value<'a>, inventory: &mut Inventory<'a>) {
    match &command.data {
        Data::String(_) => {
            for words in shell::commands(&command.text().unwrap_or_default(), Dialect::Posix) {
                add_words(&words, inventory);
            }
        }
        Data::Array(words) => {
            let words: Tokens<'a> = words.iter().filter_map(Value::written).collect();
            add_words(&words, inventory);
        }
        _ => {}
    }
}

/// Adds what the words of one command install or start.
fn add_words<'a>(words: &[Text<'a>], inventory: &mut Inventory<'a>) {
    if add_installed(list::behind_settings(words), inventory) {
        return;
    }
    let settings = words.iter().take_while(|word| is_setting(&word.value)).count();
    let words = &words[settings..];
    match launch::peel(words) {
        None => add_started(words, inventory),
        Some(commands) => {
            for command in commands {
                if !add_installed(&command, inventory) {
                    add_started(&command, inventory);
                }
            }
        }
    }
}

/// Adds what a command without wrappers starts.
fn add_started<'a>(command: &[Text<'a>], inventory: &mut Inventory<'a>) {
    if command.first().is_some_and(|first| launch::is_runner(&first.value)) {
        add_fetched(launch::started(command), inventory);
    }
}

/// Adds what a command installs; whether it is one that does.
fn add_installed<'a>(words: &[Text<'a>], inventory: &mut Inventory<'a>) -> bool {
    let Some((packages, unread)) = list::installed_in_part(words) else { return false };
    // A file that is named and a folder hold packages of their own.
    for word in unread.iter().filter(|word| !word.value.starts_with(['-', '.', '/'])) {
        let message = "expected a package that this command installs; it was not read";
        inventory.error("command", message, word.span);
    }
    add_fetched(packages, inventory);
    true
}

/// Adds packages but for programs and the project itself, which are there already.
fn add_fetched<'a>(packages: Vec<Package<'a>>, inventory: &mut Inventory<'a>) {
    for package in packages {
        if !matches!(package.source, Source::Program | Source::Local | Source::Remote) {
            inventory.push(package);
        }
    }
}
