//! RubyGems: `gem exec name:1.2.3`.
//!
//! As `gem help exec` tells it.
//!
//! - With `--gem` the package is named there, and the first word is only a program in it.

use super::options::{Item, Options, Table};
use super::{Call, named};
use crate::package::{Ecosystem, Package};
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("gem");

const TABLE: Table = Table::new(
    Words("-g --gem -v --version --platform --config-file"),
    Words("--pre --prerelease --conservative -q --quiet --silent -V --verbose"),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    match options.next()? {
        Item::Word(word) if word.value == "exec" => {}
        _ => return None,
    }
    let (mut name, mut version) = (None, None);
    for item in options {
        match item {
            Item::Value("-g" | "--gem", gem) => name = Some(gem),
            Item::Value("-v" | "--version", text) => version = Some(text),
            Item::Word(word) => {
                name.get_or_insert_with(|| word.clone());
                break;
            }
            _ => {}
        }
    }
    let package = named::of_argument(Ecosystem::RubyGems, b':', &name?);
    Some(vec![match version {
        Some(version) => named::with_version(package, &version),
        None => package,
    }])
}
