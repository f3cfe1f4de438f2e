//! `deno.json` and import maps: what a Deno project asks for, mostly as ranges.
//!
//! Written by people and by `deno add`. <https://docs.deno.com/runtime/fundamentals/configuration/>,
//! <https://html.spec.whatwg.org/multipage/webappapis.html#import-maps>
//!
//! - `imports` and each map in `scopes` give names to `npm:` and `jsr:` packages, to URLs and to
//!   files. Files of the project itself (`./x.ts`, `/x.ts`) are no packages and are left out.
//! - `links` (before: `patch`) puts folders in the place of packages; those are local.
//! - Packages that code or tasks name without a map are not seen. All other members are skipped.

use crate::input::json::{self, Data, Value};
use crate::input::lockfile::deno_lock::of_specifier;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::launch::npm_spec;
use crate::package::{Groups, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "deno-json",
    title: "deno.json",
    file_names: &[
        "deno.json",
        "deno.jsonc",
        "import_map.json",
        "importmap.json",
        "import-map.json",
        "*.importmap",
    ],
    sniff,
    parse,
    paths: Paths::JsonPointer,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has_any = |keys: &[&str]| keys.iter().any(|key| head.has_key(key));
    let is_package_json = has_any(&[
        "dependencies",
        "devDependencies",
        "scripts",
        "main",
        "type",
        "private",
        "files",
    ]);
    if is_package_json || !has_any(&["imports", "scopes", "importMap"]) {
        Likeness::No
    } else if head.text.contains("\"npm:") || head.text.contains("\"jsr:") {
        Likeness::Likely
    } else {
        Likeness::Possible
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    json::read(text, inventory, |reader, inventory| {
        json::tree(reader, &mut |config| {
            if config.is_no_object() {
                inventory.error("section", "expected an object of sections", config.span);
            }
            for (key, value) in config.members() {
                match &*key.value {
                    "imports" => read_map(key, value, inventory),
                    "scopes" => {
                        note_other(key, value, inventory);
                        value.members().iter().for_each(|(key, it)| read_map(key, it, inventory));
                    }
                    "links" | "patch" => {
                        for folder in value.elements().iter().filter_map(Value::text) {
                            let package = npm_spec::of_argument(&folder);
                            inventory.push(Package { direct: Some(true), ..package });
                        }
                    }
                    _ => {}
                }
            }
        })
    });
}

fn note_other<'a>(key: &Text<'a>, value: &Value<'a>, inventory: &mut Inventory<'a>) {
    if value.is_no_object() {
        inventory.error("section", "expected an object of names and specifiers", key.span);
    }
}

fn read_map<'a>(key: &Text<'a>, map: &Value<'a>, inventory: &mut Inventory<'a>) {
    note_other(key, map, inventory);
    for (name, specifier) in map.members() {
        let Some(specifier) = specifier.text() else {
            // `null` takes a name out of the map.
            if !matches!(specifier.data, Data::Scalar(_) | Data::Nothing) {
                inventory.error("entry", "expected a string for the specifier", name.span);
            }
            continue;
        };
        let name = name.slice(name.value.strip_suffix('/').unwrap_or(&name.value));
        if let Some(package) = of_specifier(&name, &specifier) {
            inventory.push(Package { direct: Some(true), groups: Groups::PROD, ..package });
        } else if !is_file(&specifier.value) {
            inventory.error("entry", "expected `npm:`, `jsr:`, a URL or a file", specifier.span);
        }
    }
}

fn is_file(specifier: &str) -> bool {
    ["./", "../", "/", "file:", "node:", "data:", "blob:", "bun:"]
        .iter()
        .any(|start| specifier.starts_with(start))
}
