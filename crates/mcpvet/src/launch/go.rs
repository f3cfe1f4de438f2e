//! Go: `go run module/path@v1.2.3`.
//!
//! <https://go.dev/ref/mod#go-run>
//!
//! - Behind `@` stands a version, a branch, a commit or `latest`.
//! - Without `@` the version is the one that the project has; a path is the project itself.

use super::candidates::with_default;
use super::options::{Item, Options, Table};
use super::{Call, named, project};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package};
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("go");

const TABLE: Table = Table::new(
    Words(
        "-C -exec -mod -modfile -tags -ldflags -gcflags -asmflags -overlay -pkgdir -p -o \
        -toolexec -buildmode -compiler -pgo -covermode -coverpkg -installsuffix",
    ),
    Words(
        "-a -n -v -x -race -msan -asan -cover -work -trimpath -modcacherw -linkshared \
        -buildvcs -json",
    ),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let (mut running, mut folder) = (false, None);
    loop {
        match options.next()? {
            Item::Value("-C", path) => folder = Some(path),
            Item::Word(target) if running => {
                let project = || {
                    let folder = folder.as_ref().or(Some(target));
                    vec![project::of_folder(call, folder, target.span)]
                };
                return Some(with_default(of_module, target).unwrap_or_else(project));
            }
            Item::Word(word) if word.value == "run" => running = true,
            Item::Word(word) if word.value == "tool" => {
                return Some(vec![project::of_folder(call, folder.as_ref(), word.span)]);
            }
            Item::Word(_) | Item::Doubt(_) => return None,
            Item::Value(..) | Item::Flag => {}
        }
    }
}

/// The module of a program; `None` for a path on the machine.
fn of_module<'a>(target: &Text<'a>) -> Option<Package<'a>> {
    let package = named::of_argument(Ecosystem::Go, b'@', target);
    // A program is in a module; its folder is not part of the module's name.
    let module = package.name.split("/cmd/").next().unwrap_or_default();
    let is_file = module.starts_with('.') || module.ends_with(".go");
    if !package.name.is_empty() && (is_file || !named::is_name(Ecosystem::Go, module)) {
        return None;
    }
    let confidence = match target.value.contains('@') {
        true => package.confidence,
        false => Confidence::Low,
    };
    Some(Package { name: module.to_owned().into(), confidence, ..package })
}
