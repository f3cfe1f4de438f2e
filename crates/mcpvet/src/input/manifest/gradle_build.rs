//! `build.gradle` and `build.gradle.kts`: the modules that a build script of Gradle spells out.
//!
//! Written by people, in Groovy or Kotlin.
//! <https://docs.gradle.org/current/userguide/declaring_dependencies.html>
//!
//! - A script is a program and is not run. What is read are texts in quotes such as
//!   `"group:name:1.2.3"`, the word in front of them as the configuration, the Groovy form
//!   `group: 'a', name: 'b', version: '1'`, and `id("plugin") version "1.2.3"`; all with low
//!   confidence. Lockfiles of Gradle say what is used.
//! - `$name`, `${name}` and, behind `version:`, the bare `name` stand for a text that is assigned to
//!   that name once in the script, whatever holds the name: `ext.name`, `set('name', '1')`,
//!   `extra["name"]`, an entry of a map.
//! - A call that is open at the end of its line is that of the lines below.
//! - A module without a version is read behind a configuration that is known by its name. Modules
//!   of catalogs (`libs.…`) and of projects have no text and are not read.
//! - `library(…)` and `plugin(…)` of a catalog in `settings.gradle` are read; `versionRef("key")` is
//!   the text of `version("key", "1.2.3")`.
//! - `npm("name", "^1.2.3")` is a package of npm, for a project in Kotlin for JavaScript.
//! - A text that is assigned names no package, for it can be a password.

use crate::input::limits::MAX_NAME_BYTES;
use crate::input::text::{Text, around};
use crate::input::variables::{Holds, Variables};
use crate::input::{Format, Head, Inventory, Likeness, Paths, gradle, lines, pinned};
use crate::launch::npm_spec;
use crate::package::{Confidence, Ecosystem, Groups, Package, Requirement, RequirementClass, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gradle-build",
    title: "build.gradle",
    file_names: &["*.gradle", "*.gradle.kts"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let opens = [
        "dependencies {",
        "plugins {",
        "buildscript {",
        "dependencies{",
        "plugins{",
        "dependencyResolutionManagement",
        "versionCatalogs",
    ];
    // A part of one, as documentation shows it.
    let first = head.lines().next().unwrap_or_default();
    let part = is_known(first) && !read(first, &mut "", head.text).is_empty();
    let is_one = part || opens.iter().any(|open| head.has_start(open));
    if is_one { Likeness::Likely } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut variables = Variables::new(("${", "}"), false);
    for line in text.lines() {
        if let Some((name, value)) = assigned(line) {
            variables.set_if(name, value.into(), Holds::Maybe);
        }
    }
    let (mut in_comment, mut open) = (false, "");
    lines::read(text, inventory, "", &mut |line, inventory| {
        let code = without_comments(line, &mut in_comment);
        if let Some(package) = of_catalog(code, text) {
            let package = fill(package, &variables);
            inventory.push(Package { confidence: Confidence::Low, ..package });
            return true;
        }
        for package in read(code, &mut open, text) {
            let (package, direct) = (fill(package, &variables), Some(true));
            inventory.push(Package { confidence: Confidence::Low, direct, ..package });
        }
        // Whatever else stands there is a program.
        true
    });
}

/// The name and the text of `def name = 'text'` and its kin: `set('name', 'text')`,
/// `ext['name'] = 'text'`, `val name by extra("text")`, and `name: 'text',` of a map.
fn assigned(line: &str) -> Option<(&str, &str)> {
    // Every line is asked twice, and most hold no text.
    let (line, _) = has_quotes(line).then(|| lines::split_comment(line, "//"))?;
    if let Some((_, pair)) = around(line, "set(") {
        let mut texts = quoted(pair);
        return Some((texts.next()?, texts.next()?));
    }
    if let Some((_, pair)) = around(line, "version(") {
        let mut texts = quoted(pair);
        if let (Some(name), Some(version)) = (texts.next(), texts.next()) {
            return Some((name, version));
        }
    }
    let by = || around(line, " by extra");
    let entry = || line.split_once(':').filter(|(key, _)| *key != "version");
    let (name, value) = line.split_once('=').or_else(by).or_else(entry)?;
    let last = || name.trim_ascii_end().rsplit([' ', '.', '\t']).next();
    let name = quoted(name).last().or_else(last)?;
    let value = value.trim_matches([' ', '(', ')', '{', '}', ',']);
    // With a colon it is a module and no version of one.
    let text = quoted(value).next().filter(|text| text.len() + 2 == value.len())?;
    if text.contains(':') {
        return None;
    }
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)).then_some((name, text))
}

/// The package with the version that a variable names, where all of it is one.
fn fill<'a>(package: Package<'a>, variables: &Variables<'a>) -> Package<'a> {
    let Package { requirement, span, .. } = &package;
    let Some(name) = requirement.text.strip_prefix('$') else { return package };
    // `${extra["name"]}` and `${property("name")}` are `$name`, and so is `${rootProject.ext.name}`.
    let last = || name.trim_matches(['{', '}']).rsplit('.').next();
    let name = quoted(name).next().or_else(last).unwrap_or_default();
    let name = ["${", name, "}"].concat();
    let version = variables.fill(&Text { value: name.into(), span: *span });
    let filled = match package.ecosystem {
        Some(Ecosystem::Npm) => npm_spec::of_dependency(&Text::default(), &version),
        _ => pinned::package(Ecosystem::Maven, Text::default(), Some(version)),
    };
    match filled.requirement.class {
        RequirementClass::Dynamic => package,
        _ => Package { requirement: filled.requirement, ..package },
    }
}

/// What of a line is no comment. A comment over several lines ends at the end of a line.
fn without_comments<'a>(line: &'a str, in_comment: &mut bool) -> &'a str {
    if *in_comment {
        *in_comment = !line.contains("*/");
        return "";
    }
    let (code, _) = lines::split_comment(line, "//");
    if let Some((code, rest)) = around(code, "/*") {
        *in_comment = !rest.contains("*/");
        return code;
    }
    code
}

/// The packages of a line; `open` is the word in front of a call that lines above have opened.
fn read<'a>(code: &'a str, open: &mut &'a str, text: &'a str) -> Vec<Package<'a>> {
    let above = *open;
    let (mut word, rest) = word_of(inside(code));
    if !word.is_empty() || code.trim_ascii_start().starts_with(')') {
        *open = if code.ends_with(['(', ',', '[']) { word } else { "" };
    }
    word = if word.is_empty() { open } else { word };
    // The texts behind a group can stand on lines of their own.
    let has_group = around(rest, "group").is_some();
    if !has_group && !has_quotes(rest) || rest.trim_start().starts_with('=') {
        return Vec::new();
    }
    if word == "id" || word == "kotlin" && rest.contains("version") {
        return plugin(word, rest, text).into_iter().collect();
    }
    let groups = gradle::group_of(word);
    let called = match around(rest, "pm(") {
        Some((kind, behind)) if is_known(word) => npm(kind, behind, groups, text),
        _ => word
            .strip_suffix("pm")
            .filter(|_| is_known(above))
            .and_then(|kind| npm(kind, rest.strip_prefix('(')?, gradle::group_of(above), text)),
    };
    if let Some(package) = called {
        return vec![package];
    }
    let call = if has_group { lines::call(rest, text) } else { rest };
    let by_place = || is_known(word).then(|| three(rest, text)).flatten();
    let parts = match around(rest, "kotlin(") {
        Some((_, behind)) => {
            let mut texts = quoted(behind);
            let name = |module| (["org.jetbrains.kotlin:kotlin-", module].concat(), module);
            let version = |version| Text::of(version, text);
            texts.next().map(name).map(|(name, at)| (name, at, texts.next().map(version)))
        }
        None => named(call, text)
            .or_else(by_place)
            .map(|(group, name, version)| ([group, ":", name].concat(), rest, version)),
    };
    if let Some((name, at, version)) = parts {
        let name = Text { value: name.into(), span: Text::of(at, text).span };
        let package = pinned::package(Ecosystem::Maven, name, version);
        return vec![Package { groups, ..package }];
    }
    let fits = |module: &&str| {
        let group = module.split(':').next().unwrap_or_default();
        // In a list of modules, and in a map, each can have a line.
        let is_clear = group.contains('.') || word.is_empty() || rest.starts_with(':');
        is_known(word) || is_clear && module.matches(':').count() > 1
    };
    let modules = quoted(rest).filter(fits);
    let packages = modules.filter_map(|module| gradle::module(&Text::of(module, text)));
    packages.map(|package| Package { groups, ..package }).collect()
}

fn has_quotes(code: &str) -> bool {
    memchr::memchr2(b'"', b'\'', code.as_bytes()).is_some()
}

/// The word that a line begins with, and what stands behind it. It can be in quotes:
/// `"kapt"("a:b:1")`, `add("kapt", "a:b:1")`.
fn word_of(code: &str) -> (&str, &str) {
    let end = code.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(code.len());
    let (word, rest) = code.split_at(end);
    let named = quoted(rest).next().unwrap_or_default();
    let behind = rest.get(named.len() + 2..).unwrap_or_default();
    match word {
        "" if rest.starts_with(['"', '\'']) && behind.starts_with('(') => (named, behind),
        "add" => (named, rest),
        _ => (word, rest),
    }
}

/// What stands in a block that is opened and closed on one line, `dependencies { api "a:b:1" }`, or
/// behind the arrow of a case.
fn inside(code: &str) -> &str {
    const BLOCKS: &[&str] = &["buildscript", "constraints", "dependencies", "plugins"];
    let code = around(code, "-> ").map_or(code, |(_, case)| case).trim_start();
    match code.split_once('{') {
        Some((block, inner)) if BLOCKS.contains(&block.trim_ascii_end()) => inside(inner),
        _ => code,
    }
}

/// Whether code begins with the name of a common configuration.
fn is_known(code: &str) -> bool {
    let word = code.split([' ', '(']).next().unwrap_or_default().to_ascii_lowercase();
    CONFIGURATIONS.iter().any(|end| word.ends_with(end))
}

/// How the names of common configurations end.
const CONFIGURATIONS: &[&str] = &[
    "implementation",
    "api",
    "only",
    "classpath",
    "processor",
    "kapt",
    "ksp",
    "compile",
    "runtime",
];

/// `id("plugin") version "1.2.3"`, `kotlin("jvm") version "1.9.24"`. Without a version, the plugin
/// is part of Gradle or has it elsewhere.
fn plugin<'a>(word: &str, rest: &'a str, text: &str) -> Option<Package<'a>> {
    let (id, version) = (quoted(rest).next()?, around(rest, "version")?.1);
    let version = version.trim_start_matches([' ', '(']);
    let is_text = version.starts_with(['"', '\'']);
    let mut version = Text::of(quoted(version).next()?, text);
    // `version extra["name"] as String`
    if !is_text {
        version.value = ["${extra[\"", &version.value, "\"]}"].concat().into();
    }
    let id = match word {
        "kotlin" => ["org.jetbrains.kotlin.", id].concat().into(),
        _ => id.into(),
    };
    let id = Text { value: id, span: Text::of(rest, text).span };
    Some(gradle::plugin(&id, Some(version)))
}

/// `npm("name", "^1.2.3")` and its kin, `devNpm(…)`, of projects in Kotlin for JavaScript. Given is
/// what stands around `pm(`.
fn npm<'a>(kind: &str, behind: &'a str, groups: Groups, text: &str) -> Option<Package<'a>> {
    let groups = match kind.trim_start_matches('(') {
        "n" => groups,
        "devN" => Groups::DEV,
        "peerN" => Groups::PEER,
        "optionalN" => Groups::OPTIONAL,
        _ => return None,
    };
    let name = quoted(behind).next().filter(|_| behind.starts_with(['"', '\'']))?;
    let version = behind[name.len() + 2..].trim_start().strip_prefix(',').map(str::trim_start);
    let version = version.and_then(|version| match version.starts_with(['"', '\'']) {
        true => quoted(version).next().map(|version| Text::of(version, text)),
        false => variable(version, text),
    });
    let name = Text::of(name, text);
    let package = match &version {
        Some(version) => npm_spec::of_dependency(&name, version),
        None => Package::new(Ecosystem::Npm, name.value, Requirement::none(), name.span),
    };
    Some(Package { groups, ..package })
}

/// What a settings script puts into a catalog: `library("alias", "group", "name")` or
/// `plugin("alias", "id")`, and behind it `.version("1")`, `.versionRef("key")` or `.version { … }`;
/// before Gradle 7.4 `alias("alias").to("group", "name")`. Nothing says here who uses it.
fn of_catalog<'a>(code: &'a str, text: &'a str) -> Option<Package<'a>> {
    let code = code.trim_ascii_start();
    if !["library", "plugin", "alias"].iter().any(|word| code.starts_with(word)) {
        return None;
    }
    let call = &text[Span::of(code, text).start as usize..];
    let (word, call) = word_of(&call[..call.floor_char_boundary(MAX_NAME_BYTES)]);
    let (inner, behind) = around(call.strip_prefix('(')?, ")")?;
    let mut texts = quoted(inner);
    texts.next()?;
    let (is_plugin, mut texts, behind) = match word {
        "library" => (false, texts, behind),
        "plugin" => (true, texts, behind),
        "alias" => {
            let (inner, behind) = around(behind, ")")?;
            let to_plugin = inner.strip_prefix(".toPluginId(");
            (to_plugin.is_some(), quoted(to_plugin.or(inner.strip_prefix(".to("))?), behind)
        }
        _ => return None,
    };
    let name = texts.next()?;
    let version = behind.trim_ascii_start().strip_prefix(".version").and_then(|version| {
        let (kind, value) = version.split_at(version.find(['(', '{'])?);
        let value = value[1..].trim_ascii_start();
        let is_text = value.starts_with('{') || value.starts_with(['"', '\'']);
        if !is_text && !version.trim_ascii_start().starts_with('{') {
            return variable(value, text);
        }
        let mut version = Text::of(quoted(value).next()?, text);
        if kind == "Ref" {
            version.value = ["${extra[\"", &version.value, "\"]}"].concat().into();
        }
        Some(version)
    });
    if is_plugin {
        return version.map(|version| gradle::plugin(&Text::of(name, text), Some(version)));
    }
    let package = match texts.next() {
        Some(artifact) => {
            let name =
                Text { value: [name, ":", artifact].concat().into(), ..Text::of(name, text) };
            pinned::package(Ecosystem::Maven, name, version)
        }
        // That of another line is read there.
        None if code.contains(name) => gradle::module(&Text::of(name, text))?,
        None => return None,
    };
    Some(Package { groups: Groups::PROD, ..package })
}

/// Group, name and version of a module.
type Parts<'a> = (&'a str, &'a str, Option<Text<'a>>);

/// `group: 'a', name: 'b', version: '1'`, with `=` in Kotlin. A version can be the bare name of a
/// variable.
fn named<'a>(rest: &'a str, text: &str) -> Option<Parts<'a>> {
    let behind = |key: &str| {
        Some(rest.split_once(key)?.1.trim_start().strip_prefix([':', '='])?.trim_start())
    };
    let value = |key: &str| behind(key).filter(|it| it.starts_with(['"', '\'']));
    let (group, name) = (value("group")?, value("name")?);
    let version = value("version").and_then(|it| quoted(it).next());
    let version = version.map(|version| Text::of(version, text));
    let version = version.or_else(|| variable(behind("version")?, text));
    Some((quoted(group).next()?, quoted(name).next()?, version))
}

/// The name at the start of an expression, as texts write it.
fn variable<'a>(code: &'a str, text: &str) -> Option<Text<'a>> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._".contains(c);
    let end = code.find(|c| !plain(c)).unwrap_or(code.len());
    let name = Some(&code[..end]).filter(|name| !name.is_empty())?;
    Some(Text { value: ["$", name].concat().into(), span: Text::of(name, text).span })
}

/// `("group", "name", "1.2.3")`.
fn three<'a>(rest: &'a str, text: &str) -> Option<Parts<'a>> {
    let mut texts = quoted(rest.strip_prefix('(')?);
    let (group, name, version) = (texts.next()?, texts.next()?, texts.next()?);
    (!group.contains(':')).then_some((group, name, Some(Text::of(version, text))))
}

/// The texts in quotes; those inside of `${…}` belong to the text around it.
fn quoted(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code;
    core::iter::from_fn(move || {
        let start = rest.find(['"', '\''])?;
        let behind = &rest[start + 1..];
        let (quote, mut before, mut inside) = (rest.as_bytes()[start], 0, false);
        let end = behind.bytes().position(|byte| {
            inside = byte != b'}' && (inside || (before, byte) == (b'$', b'{'));
            before = byte;
            byte == quote && !inside
        })?;
        rest = &behind[end + 1..];
        Some(&behind[..end])
    })
}
