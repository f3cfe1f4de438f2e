//! From text to packages: the table of formats, and which of them a text is.
//!
//! A [`Format`] is plain data and two functions. `sniff` is cheap work on the beginning of a text;
//! `parse` is the only place that knows the syntax. It returns everything that it could read and a
//! note, with its place, for everything that it could not.

pub mod json;
pub mod limits;
pub mod text;
pub mod toml;
pub mod value;
pub mod xml;
pub mod yaml;

mod build;
mod cargo;
pub(crate) mod conflict;
mod decode;
mod elsewhere;
mod exact;
mod golang;
mod gradle;
mod inventory;
mod lines;
mod list;
mod literals;
mod locate;
mod lockfile;
mod manifest;
pub(crate) mod mcp;
mod names;
mod needs;
mod pinned;
mod project;
mod purl;
mod python;
mod python_needs;
mod sbom;
mod scan;
mod table;
mod variables;

use core::cell::OnceCell;

pub use decode::decode;
pub(crate) use exact::narrow;
pub(crate) use inventory::TOO_MANY_NOTES;
pub use inventory::{Inventory, Level, Note};
pub(crate) use list::installed;
pub(crate) use locate::{locate, locate_all, locate_packages};
pub use mcp::hosts;
pub use names::{Claim, is_meant};
pub(crate) use needs::Chains;

/// One input format.
pub struct Format {
    /// The name for `--format` and in reports, such as `package-lock`.
    pub id: &'static str,
    /// What people call it, such as `package-lock.json`.
    pub title: &'static str,
    /// The names of such files in the wild, in lower case, some with their folder. `*` stands for
    /// any text.
    pub file_names: &'static [&'static str],
    /// How likely the beginning of a text is this format.
    pub sniff: fn(&Head<'_>) -> Likeness,
    /// Reads the packages of a text of this format.
    pub parse: for<'a> fn(&'a str, &mut Inventory<'a>),
    /// Which syntax names the place of a package: JSON pointers, TOML keys, or nothing.
    pub paths: Paths,
}

/// How sure a [`Format::sniff`] is. Of several formats the highest wins, then the table's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is not this format.
    No,
    /// Nothing speaks against it.
    Possible,
    /// It has the shape of this format.
    Likely,
    /// It says so itself.
    Certain,
}

/// How places inside a text are named beside line and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paths {
    /// Not at all.
    None,
    /// As JSON pointers (RFC 6901): `/packages/node_modules~1zod/version`.
    JsonPointer,
    /// As JSON pointers too, in each document of a YAML text.
    YamlPath,
    /// As TOML keys: `package[3].version`.
    TomlKey,
}

/// Every format, in the order in which they are tried; the last one only when no other fits. A
/// constant would stand in the module once for each use.
pub static FORMATS: &[Format] = &[
    lockfile::package_lock::FORMAT,
    lockfile::pnpm_lock::FORMAT,
    lockfile::yarn_v1::FORMAT,
    lockfile::yarn_berry::FORMAT,
    lockfile::bun_lock::FORMAT,
    lockfile::deno_lock::FORMAT,
    lockfile::cargo_lock::FORMAT,
    mcp::server_json::FORMAT,
    mcp::mcpb::FORMAT,
    lockfile::uv_lock::FORMAT,
    lockfile::poetry_lock::FORMAT,
    lockfile::pdm_lock::FORMAT,
    lockfile::pylock::FORMAT,
    lockfile::cargo_metadata::FORMAT,
    lockfile::nuget_lock::FORMAT,
    lockfile::nuget_libraries::ASSETS,
    lockfile::nuget_libraries::DEPS,
    lockfile::paket_lock::FORMAT,
    lockfile::cargo_tree::FORMAT,
    lockfile::maven_tree::FORMAT,
    lockfile::gradle_tree::FORMAT,
    lockfile::gradle_lockfile::FORMAT,
    lockfile::verification_metadata::FORMAT,
    lockfile::sbt_lock::FORMAT,
    lockfile::go_version::FORMAT,
    lockfile::go_sum::FORMAT,
    lockfile::go_modules::VENDOR,
    lockfile::go_modules::LIST,
    manifest::go_mod::MOD,
    manifest::go_mod::WORK,
    sbom::cyclonedx::FORMAT,
    sbom::cyclonedx::XML,
    sbom::spdx::JSON,
    sbom::spdx::YAML,
    sbom::spdx_tags::FORMAT,
    sbom::spdx_graph::FORMAT,
    sbom::spdx::RDF,
    sbom::syft::FORMAT,
    sbom::github::FORMAT,
    lockfile::gemfile_lock::FORMAT,
    lockfile::composer_lock::FORMAT,
    lockfile::pubspec_lock::FORMAT,
    lockfile::mix_lock::FORMAT,
    lockfile::rebar_lock::FORMAT,
    lockfile::swift_resolved::FORMAT,
    lockfile::podfile_lock::FORMAT,
    lockfile::renv_lock::FORMAT,
    lockfile::conan_lock::FORMAT,
    lockfile::conan_lock::TEXT,
    lockfile::julia_manifest::FORMAT,
    lockfile::cabal_freeze::FORMAT,
    lockfile::stack_lock::FORMAT,
    build::workflow::FORMAT,
    build::dockerfile::FORMAT,
    build::compose::FORMAT,
    build::devcontainer::FORMAT,
    build::tools::VERSIONS,
    build::tools::MISE,
    table::FORMAT,
    mcp::config::FORMAT,
    mcp::tree::TOML,
    mcp::smithery::FORMAT,
    mcp::tree::YAML,
    mcp::command_line::FORMAT,
    mcp::deep_link::FORMAT,
    list::composer_tree::FORMAT,
    list::yarn_list::FORMAT,
    list::npm_ls::FORMAT,
    list::dotnet_list::FORMAT,
    manifest::package_json::FORMAT,
    manifest::pnpm_workspace::FORMAT,
    manifest::deno_json::FORMAT,
    manifest::pyproject::FORMAT,
    manifest::pipfile::LOCK,
    manifest::pipfile::FORMAT,
    lockfile::conda_lock::LOCK,
    lockfile::conda_lock::ENVIRONMENT,
    lockfile::conda_lock::EXPLICIT,
    lockfile::pixi_lock::FORMAT,
    list::conda_json::FORMAT,
    manifest::setup_cfg::FORMAT,
    manifest::setup_py::FORMAT,
    manifest::script_header::FORMAT,
    list::pip_json::INSPECT,
    list::pip_json::LIST,
    list::python_metadata::FORMAT,
    manifest::r_description::FORMAT,
    manifest::opam::FORMAT,
    manifest::rockspec::FORMAT,
    manifest::cpanfile::FORMAT,
    manifest::nimble::FORMAT,
    manifest::cargo_toml::FORMAT,
    manifest::pom_xml::FORMAT,
    manifest::gradle_build::FORMAT,
    manifest::msbuild::PROJECT,
    manifest::msbuild::CONFIG,
    manifest::msbuild::NUSPEC,
    manifest::dotnet_tools::FORMAT,
    manifest::version_catalog::FORMAT,
    manifest::gemspec::FORMAT,
    manifest::gemspec::GEMFILE,
    manifest::composer_json::FORMAT,
    manifest::pubspec_yaml::FORMAT,
    manifest::requirements_txt::FORMAT,
    list::FORMAT,
    list::PROSE,
];

/// The beginning of a text, looked at once for all formats.
pub struct Head<'a> {
    /// At most the first 64 KiB of the text, without a byte order mark.
    pub text: &'a str,
    /// The keys of the outermost object that begin there, when the text is JSON.
    pub json_keys: Vec<&'a str>,
    /// The path of the file in lower case; empty when there is none.
    pub path: String,
    /// Its lines as they stand there, and those that are not blank without the space around them.
    /// Nearly every format asks, so that they are told apart once.
    lines: OnceCell<[Vec<&'a str>; 2]>,
}

impl<'a> Head<'a> {
    const BYTES: usize = 64 << 10;

    /// Looks at the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str, path: Option<&str>) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = &text[..text.floor_char_boundary(Self::BYTES)];
        let path = path.unwrap_or_default().to_ascii_lowercase();
        Self { text, json_keys: json::keys_of_head(text), path, lines: OnceCell::new() }
    }

    fn all_lines(&self) -> &[Vec<&'a str>; 2] {
        self.lines.get_or_init(|| {
            let written: Vec<_> = self.text.lines().collect();
            let trimmed = written.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
            let trimmed = trimmed.collect();
            [written, trimmed]
        })
    }

    /// Whether the outermost object has this key.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        self.json_keys.contains(&key)
    }

    /// The lines that are not blank.
    pub fn lines(&self) -> impl Iterator<Item = &'a str> {
        self.all_lines()[1].iter().copied()
    }

    /// Whether one of the lines fits. Compiled once for all formats, as are those below.
    #[inline(never)]
    pub(crate) fn any_line(&self, fits: &dyn Fn(&str) -> bool) -> bool {
        self.lines().any(fits)
    }

    /// Whether one of the lines is this one.
    pub(crate) fn has_line(&self, wanted: &str) -> bool {
        self.any_line(&|line| line == wanted)
    }

    /// Whether one of the lines begins so.
    pub(crate) fn has_start(&self, start: &str) -> bool {
        self.any_line(&|line| line.starts_with(start))
    }

    /// Whether a line begins so without any space in front of it.
    #[inline(never)]
    pub(crate) fn begins(&self, start: &str) -> bool {
        self.all_lines()[0].iter().any(|line| line.starts_with(start))
    }
}

impl Format {
    /// Finds a format by its id or its title, in any case.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|f| f.id.eq_ignore_ascii_case(id) || f.title.eq_ignore_ascii_case(id))
    }

    /// Whether the name of a file, with or without its folders, belongs to this format, in any case.
    #[must_use]
    pub fn is_named(&self, path: &str) -> bool {
        self.file_names.iter().any(|pattern| names::ends(pattern, path))
    }
}

/// Finds the format of a text; the file name counts where the content leaves a choice.
///
/// ```
/// use mcpvet::input::detect;
/// let lock = r#"{ "name": "app", "lockfileVersion": 3, "packages": {} }"#;
/// assert_eq!(detect(lock, None).map(|format| format.id), Some("package-lock"));
/// assert!(detect("\u{1f980}", None).is_none());
/// ```
#[must_use]
pub fn detect(text: &str, file_name: Option<&str>) -> Option<&'static Format> {
    let (last, others) = FORMATS.split_last()?;
    // What blocks of code say, they say about themselves.
    let known = match list::around_blocks(Head::new(text, None).text) {
        Some(around) => best(&Head::new(&around, file_name), others, WELL),
        None => best(&Head::new(text, file_name), others, 1),
    };
    known.or_else(|| best(&Head::new(text, file_name), core::slice::from_ref(last), 1))
}

/// The score of a format that a text has the shape of, or that it says itself to be.
const WELL: u8 = 2 * Likeness::Likely as u8;

/// The format that a piece of a text fits well.
fn detect_well(text: &str) -> Option<&'static Format> {
    let (_, others) = FORMATS.split_last()?;
    best(&Head::new(text, None), others, WELL)
}

/// The first of the formats that fit best, with a score of at least `least`.
fn best<'f>(head: &Head<'_>, formats: &'f [Format], least: u8) -> Option<&'f Format> {
    let mut found = None;
    let mut highest = least - 1;
    for format in formats {
        // What cannot be better is not looked at: a lockfile that says what it is comes early.
        let is_named = format.is_named(&head.path);
        if best_score(format, is_named) <= highest {
            continue;
        }
        let score = score(is_named, (format.sniff)(head));
        if score > highest {
            (highest, found) = (score, Some(format));
        }
    }
    found
}

/// How well a text fits a format, above 0 if it may be of that format at all.
///
/// A name settles what the content leaves open: it lifts a possible format above one that is
/// likely by content alone, never above one whose content is certain, and it is worth more
/// than a mere possibility when the content says nothing.
const fn score(is_named: bool, content: Likeness) -> u8 {
    match (is_named, content) {
        (true, content) => 2 * content as u8 + 3,
        (false, content) => 2 * content as u8,
    }
}

/// The most that [`score`] can be. That a text is a list takes long to tell, and is never certain.
fn best_score(format: &Format, is_named: bool) -> u8 {
    let is_list = format.id == list::FORMAT.id;
    score(is_named, if is_list { Likeness::Likely } else { Likeness::Certain })
}
