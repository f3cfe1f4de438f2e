//! .NET tools: `dnx Id@1.2.3`, `dotnet tool exec`, `dotnet run`.
//!
//! <https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-tool-exec>
//!
//! - Options can stand behind the package too, up to `--`.
//! - `Id@` without a version is what some sites generate; it asks for the newest.
//! - `dotnet tool run` starts what the project has installed.

use super::candidates::with_default;
use super::options::{Item, Options, Table};
use super::url::{Url, owner};
use super::{Call, interpreter, named, project};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Source};
use crate::words::Words;

const NUGET: Ecosystem = Ecosystem::NuGet;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("dnx dotnet");

const TABLE: Table = Table::new(
    Words(
        "--version --source -s --add-source --configfile --framework -f -a --arch --os -r \
        --runtime -c --configuration -v --verbosity --project -p --property -lp --launch-profile \
        -e --environment --tool-manifest --fx-version --roll-forward --additionalprobingpath \
        --additional-deps --depsfile --runtimeconfig",
    ),
    Words(
        "-y --yes --prerelease --allow-roll-forward --disable-parallel \
        --ignore-failed-sources --interactive -d --diagnostics --force",
    ),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    if call.runner == "dnx" {
        return of_tool(&mut options);
    }
    let subcommand = loop {
        if let Item::Word(word) = options.next()? {
            break word;
        }
    };
    match &*subcommand.value {
        "dnx" => of_tool(&mut options),
        "tool" => match options.next()? {
            Item::Word(word) if word.value == "exec" => of_tool(&mut options),
            Item::Word(word) if word.value == "run" => {
                Some(vec![project::of_folder(call, None, word.span)])
            }
            _ => None,
        },
        "run" | "watch" => {
            let folder = options.find_map(|item| match item {
                Item::Value("--project", folder) => Some(folder),
                _ => None,
            });
            Some(vec![project::of_folder(call, folder.as_ref(), subcommand.span)])
        }
        "exec" => match options.next()? {
            Item::Word(file) => interpreter::of_file(call, file),
            _ => None,
        },
        file if file.ends_with(".dll") => interpreter::of_file(call, subcommand),
        _ => None,
    }
}

/// The package behind `dnx`, with what the options around it say.
fn of_tool<'a>(options: &mut Options<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let (mut package, mut version, mut private) = (None, None, false);
    for item in options {
        match item {
            Item::Value("--version", text) => version = Some(text),
            Item::Value("--source" | "-s", url) => private = !is_public(&url),
            Item::Word(word) if package.is_none() => {
                package = with_default(|word| Some(named::of_argument(NUGET, b'@', word)), word);
            }
            Item::Word(_) | Item::Doubt(_) => break,
            Item::Value(..) | Item::Flag => {}
        }
    }
    let mut packages = package?;
    for package in &mut packages {
        if let Some(version) = &version {
            *package = named::with_version(package.clone(), version);
        }
        if private {
            package.source = Source::Url;
        }
    }
    Some(packages)
}

/// Whether a feed is the public one, told by the owner of its domain.
pub(crate) fn is_public(url: &Text<'_>) -> bool {
    Url::read(&url.value).is_some_and(|url| owner(url.host) == "nuget")
}
