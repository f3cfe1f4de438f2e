//! `build.sbt.lock`: every artifact that sbt chose, as its plugin sbt-dependency-lock writes it.
//!
//! <https://stringbean.github.io/sbt-dependency-lock/file-formats/version-1.html>
//!
//! - An entry has an `org`, a `name` and a `version`; names of Scala have its version behind them, as in
//!   Maven.
//! - `configurations` says what needs it: `compile` and `runtime`, `test`, or something else.

use super::chosen;
use crate::input::json::{self, Value};
use crate::input::{Format, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Groups, Package, RequirementClass};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "sbt-lock",
    title: "build.sbt.lock",
    file_names: &["build.sbt.lock"],
    sniff: |head| {
        let own = ["lockVersion", "configurations", "dependencies"];
        match own.iter().all(|key| head.has_key(key)) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::JsonPointer,
};

/// The members of an entry that say something.
const MEMBERS: &[&str] = &["org", "name", "version", "configurations"];

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        reader.object_of(&mut |reader, key| match &*key.value {
            "dependencies" => {
                json::entries(reader, key.span, inventory, &mut |reader, inventory| {
                    json::pick(reader, MEMBERS, &mut |entry| add(&entry, inventory))
                })
            }
            _ => reader.skip(),
        })
    });
}

fn add<'a>(entry: &Value<'a>, inventory: &mut Inventory<'a>) {
    let (Some(org), Some(name)) = (entry.member("org"), entry.member("name")) else {
        return inventory.error("entry", "expected `org` and `name` of an artifact", entry.span);
    };
    let (requirement, span) = chosen(None, entry.member("version"), name.span);
    if requirement.class == RequirementClass::None {
        inventory.warning("no-version", "this artifact has no version", span);
    }
    let full = [&*org.value, ":", &*name.value].concat();
    let package = Package::new(Ecosystem::Maven, full.into(), requirement, span);
    inventory.push(Package { groups: groups(entry), ..package });
}

/// What runs counts before what tests.
fn groups(entry: &Value<'_>) -> Groups {
    let list = entry.get("configurations").map_or(&[][..], Value::elements);
    let has = |name: &str| list.iter().any(|it| it.str() == Some(name));
    match () {
        () if has("compile") || has("runtime") => Groups::PROD,
        () if has("test") => Groups::TEST,
        () => Groups::NONE,
    }
}
