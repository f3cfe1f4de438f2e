//! Deno: `deno run npm:name@1.2.3`, `deno x`, `dx`.
//!
//! <https://docs.deno.com/runtime/reference/cli/run/>, <https://docs.deno.com/runtime/reference/cli/x/>
//!
//! - `npm:` and `jsr:` name a package; a path behind its version selects a file of it.
//! - A web address is a module of no package that advisories know.
//! - `deno x` and `dx` take a name without `npm:` for one.

use super::candidates::Candidates;
use super::options::{Item, Options, Table};
use super::placeholder::find_outside;
use super::url::Url;
use super::{Call, interpreter, npm_spec, project, remote};
use crate::input::text::Text;
use crate::package::Package;
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("deno dx");

const TABLE: Table = Table::new(
    Words(
        "-c --config --import-map --cert --location --seed --ext -L --log-level --preload \
        --require --conditions --host --port --cwd -p --package --minimum-dependency-age",
    ),
    Words(
        "-A -N -R -W -E -S -I -P -q -r -y --yes --quiet --reload --watch --watch-hmr \
        --check --cached-only --frozen --lock --vendor --node-modules-dir --env-file --env \
        --inspect --inspect-brk --inspect-wait --unstable --unsafely-ignore-certificate-errors",
    ),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let mut subcommand = if call.runner == "dx" { "x" } else { "" };
    let mut named = Vec::new();
    let mut found = Candidates::new(of_target);
    while let Some(item) = options.next() {
        match item {
            Item::Value("-p" | "--package", package) => named.push(package),
            Item::Doubt(word) => found.doubt(word, options.rest()),
            Item::Word(word) if subcommand.is_empty() && is_subcommand(&word.value) => {
                subcommand = &word.value;
            }
            Item::Word(word) if subcommand == "task" => {
                return Some(vec![project::of_folder(call, None, word.span)]);
            }
            Item::Word(word) if !named.is_empty() || is_target(&word.value, subcommand) => {
                found.word(word, options.rest());
                break;
            }
            Item::Word(file) => {
                let starts = !subcommand.is_empty() || interpreter::is_script(&file.value);
                return interpreter::of_file(call, file).filter(|_| starts);
            }
            _ => {}
        }
    }
    if !named.is_empty() {
        found.replace(&named, options.rest());
    }
    let packages = found.packages(false, call.depth);
    (!packages.is_empty()).then_some(packages)
}

fn is_subcommand(word: &str) -> bool {
    Words("run serve x task").contains(word)
}

/// Whether a word is no file: `npm:x`, `jsr:x`, an address, or any name behind `deno x`.
fn is_target(word: &str, subcommand: &str) -> bool {
    subcommand == "x" || is_specifier(word) || Url::read(word).is_some_and(Url::is_web)
}

fn is_specifier(word: &str) -> bool {
    word.starts_with("npm:") || word.starts_with("jsr:")
}

fn of_target<'a>(target: &Text<'a>) -> Package<'a> {
    match is_specifier(&target.value) {
        true => npm_spec::of_dependency(&Text::default(), &without_file(target)),
        false => remote::of_code(target).unwrap_or_else(|| npm_spec::of_argument(target)),
    }
}

/// `npm:@s/n@1` of `npm:/@s/n@1/dist/cli.js`.
fn without_file<'a>(target: &Text<'a>) -> Text<'a> {
    let text = &*target.value;
    let slashed = text[4..].starts_with('/');
    let start = if slashed { 5 } else { 4 };
    let name = match text[start..].starts_with('@') {
        true => find_outside(text, start, b'/').map_or(text.len(), |slash| slash + 1),
        false => start,
    };
    let end = find_outside(text, name, b'/').unwrap_or(text.len());
    match slashed {
        true => {
            let value = format!("{}{}", &text[..4], &text[5..end]);
            Text { value: value.into(), span: target.span }
        }
        false => target.part(0..end),
    }
}
