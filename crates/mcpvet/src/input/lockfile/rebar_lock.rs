//! `rebar.lock`: every package that Rebar chose for a project of Erlang.
//!
//! Written by Rebar 3 as terms of Erlang. <https://rebar3.org/docs/configuration/dependencies/#the-lock-file>
//!
//! - `{<<"app">>,{pkg,<<"name">>,<<"1.2.3">>},0}` is a package of Hex, `{git,"url",{ref,"commit"}}`
//!   in the place of `pkg` a repository, over any number of lines. The number counts the steps from
//!   the project, which names what has a 0 itself.
//! - Up to version 3.6 a list of such entries is all; later ones stand in a tuple with the version
//!   of the format, and checksums follow in a second list.

use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "rebar-lock",
    title: "rebar.lock",
    file_names: &["rebar.lock"],
    sniff: |head: &Head<'_>| {
        let has = |term: &str| head.text.contains(term);
        match has(OPEN) && (has("{pkg,") || has("{git") || has("{hg,")) {
            true => Likeness::Certain,
            false if has("[].") => Likeness::Possible,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

/// How an entry begins, and a checksum too.
const OPEN: &str = "{<<\"";

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for entry in text.split(OPEN).skip(1) {
        // What follows the name of an application is a checksum, or begins with a brace.
        let (app, term) = entry.split_once("\">>,").unwrap_or((entry, "{"));
        let Some(term) = term.trim_ascii_start().strip_prefix('{') else { continue };
        match read(app, term, text) {
            Some(package) => inventory.push(package),
            None => {
                let message = "expected `{<<\"app\">>,{pkg,<<\"name\">>,<<\"1.2.3\">>},0}`; this \
                               entry was not read";
                inventory.error("entry", message, Span::of(app, text));
            }
        }
        if inventory.is_full() {
            return;
        }
    }
    if !text.trim_ascii_end().ends_with('.') {
        let end = Span::new(text.len(), text.len());
        inventory.error("syntax", "the text ends too early: expected '.'", end);
    }
}

/// Reads where an application comes from, and how far away it is.
fn read<'a>(app: &'a str, term: &'a str, text: &str) -> Option<Package<'a>> {
    let (kind, rest) = term.split_once(',')?;
    let texts: Vec<&str> = rest.split('"').take(5).collect();
    let &[_, place, _, version, _] = &*texts else { return None };
    let (name, class, source) = match kind {
        "pkg" => (place, RequirementClass::Exact, Source::Registry),
        "git" | "git_subdir" | "hg" => {
            let is_commit = rest.contains("{ref,");
            let class =
                if is_commit { RequirementClass::GitCommit } else { RequirementClass::GitRef };
            (app, class, Source::Git)
        }
        _ => return None,
    };
    if name.is_empty() || version.is_empty() {
        return None;
    }
    let span = Span::of(version, text);
    let requirement = Requirement::new(class, version);
    let package = Package::new(Ecosystem::Hex, name.into(), requirement, span);
    let alias = (name != app).then_some(app.into());
    // Behind the last text stands the number alone: `>>},0}` or `"}},0}`.
    let steps = rest.rsplit('"').next().unwrap_or_default();
    Some(Package {
        source,
        alias,
        direct: Some(steps.contains(",0") || steps.contains(" 0")),
        ..package
    })
}
