//! Lines that start the project they stand in: `npm start`, `cargo run`, `poetry run`. What it is
//! made of stands in its lockfile, not on the line.

use super::Call;
use super::options::{Item, Options, Table};
use crate::input::text::Text;
use crate::package::{Package, Requirement, RequirementClass, Source, Span};
use crate::words::Words;

/// Tools that start a program of the project and do nothing else here.
pub(super) const RUNNERS: Words = Words("bundle composer hatch pdm pipenv pixi poetry rye");

/// The options that name the folder of the project.
const FOLDERS: Words = Words("-C -d --directory --project -p --working-dir");

const TABLE: Table = Table::new(
    Words("-C -d --directory --project -p --working-dir -e --env"),
    Words("-q -n -v --quiet --ansi"),
);

/// `bundle exec`, `poetry run` and the like.
pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let mut folder = None;
    loop {
        match options.next()? {
            Item::Value(name, path) if FOLDERS.contains(name) => folder = Some(path),
            Item::Word(word) => {
                let starts = Words("run exec run-script").contains(&word.value);
                return starts.then(|| vec![of_folder(call, folder.as_ref(), word.span)]);
            }
            _ => {}
        }
    }
}

/// The project in a folder, or in the one where the line is started.
pub(super) fn of_folder<'a>(
    call: &Call<'_, 'a>,
    folder: Option<&Text<'a>>,
    span: Span,
) -> Package<'a> {
    let (path, span) = folder.map_or((".".into(), span), |path| (path.value.clone(), path.span));
    let requirement = Requirement::new(RequirementClass::Path, path);
    let package = Package::unnamed(call.runner.to_owned().into(), requirement, span);
    Package { source: Source::Local, ..package }
}
