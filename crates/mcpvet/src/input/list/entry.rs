//! The kinds of entries in lists, each a small function, tried in order.

use super::{SNIFFED_LINES, install, line, npm_ls};
use crate::input::mcp::command_line::{self, is_setting};
use crate::input::mcp::deep_link;
use crate::input::text::{Text, past};
use crate::input::{Inventory, Level, purl};
use crate::launch::url::Url;
use crate::launch::{self, npm_spec, pep508, shell};
use crate::package::{
    Confidence, Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span,
};
use crate::words::Words;

/// What the lines above say about those below.
#[derive(Default)]
pub(super) struct Context {
    /// The ecosystem of `name 1.2.3`, known behind the header of `pip list`.
    ecosystem: Option<Ecosystem>,
    /// Where `pip list` writes the folders of editable packages, counted in characters.
    folders: Option<usize>,
    /// Whether `name v1.2.3` is Python's, as in the trees of uv.
    is_python_tree: bool,
    /// The group that a heading of `cargo tree` names.
    groups: Groups,
    /// Where versions stand in a table without a head, counted in characters.
    column: Option<usize>,
}

/// Reads a line; `false` when it is prose.
pub(super) fn read<'a>(
    content: &Text<'a>,
    context: &mut Context,
    inventory: &mut Inventory<'a>,
) -> bool {
    if let Some(package) = pinned(content) {
        inventory.push(Package { groups: context.groups, ..package });
        return true;
    }
    if content.value.is_empty() || line::is_comment(&content.value) {
        return true;
    }
    let entry = line::strip(content);
    // In trees of npm, nearly every line.
    let spec = entry.value.strip_suffix(" deduped").unwrap_or(&entry.value);
    if let Some(package) = pinned(&entry.slice(spec)) {
        inventory.push(Package { groups: context.groups, ..package });
        return true;
    }
    if entry.value.is_empty() || is_heading(&entry.value, context) {
        return true;
    }
    if command(&entry, inventory) {
        return true;
    }
    if context.ecosystem == Some(Ecosystem::Npm) && is_missing(&entry.value) {
        inventory.note(Level::Info, "not-installed", npm_ls::NOT_INSTALLED, Some(entry.span));
        return true;
    }
    let found = one(&entry, context).map(|package| vec![package]).or_else(|| several(&entry));
    let Some(packages) = found else { return false };
    for mut package in packages {
        if package.groups == Groups::default() {
            package.groups = context.groups;
        }
        inventory.push(package);
    }
    true
}

/// Reads commands that install packages, add a server to a host or start one, and install links.
pub(super) fn command<'a>(entry: &Text<'a>, inventory: &mut Inventory<'a>) -> bool {
    let installed = install::read(entry).unwrap_or_default();
    let installs = !installed.is_empty();
    installed.into_iter().for_each(|package| inventory.push(package));
    let adds = command_line::read(entry, inventory) || deep_link::read(entry, inventory);
    if installs || adds {
        return true;
    }
    let started = launch_line(entry);
    let starts = started.is_some();
    started.into_iter().flatten().for_each(|package| inventory.push(package));
    starts
}

/// Whether a line is an entry beyond doubt, so that it speaks for the text being a list.
pub(super) fn is_clear(content: &Text<'_>, context: &mut Context) -> bool {
    let entry = line::strip(content);
    is_heading(&entry.value, context)
        || command_line::is_command(&entry)
        || deep_link::has_link(&entry.value)
        || install::read(&entry).is_some()
        || launch_line(&entry).is_some()
        || one(&entry, context).is_some_and(|package| !package.requirement.text.is_empty())
        || several(&entry).is_some()
}

/// `name@1.2.3` and nothing else: most lines of long lists, so they are told at once.
fn pinned<'a>(line: &Text<'a>) -> Option<Package<'a>> {
    let text = &*line.value;
    let at = memchr::memrchr(b'@', text.as_bytes())?;
    let (name, version) = (&text[..at], &text[at + 1..]);
    let numbers = version.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !numbers || npm_spec::exact(version) != Some(version) || !npm_spec::is_name(name) {
        return None;
    }
    let (name, version) = (line.part(0..at), line.part(at + 1..text.len()));
    let requirement = Requirement::exact(version.value);
    Some(Package::new(Ecosystem::Npm, name.value, requirement, version.span))
}

/// The column of `pip list` that has the folders of editable packages.
const EDITABLE: &str = "Editable project location";

/// How tables begin that have names in their first column and installed versions in the second: those
/// of `pip list`, of `npm outdated` and of `bundle outdated`.
const HEADS: &[([&str; 2], Ecosystem)] = &[
    (["Package", "Version"], Ecosystem::PyPI),
    (["Package", "Current"], Ecosystem::Npm),
    (["Gem", "Current"], Ecosystem::RubyGems),
];

/// Whether `npm outdated` says that a package is not installed.
fn is_missing(row: &str) -> bool {
    row.split_whitespace().nth(1) == Some("MISSING")
}

/// Lines of tools that are no entries: `Package Version`, dashes, `[build-dependencies]`.
fn is_heading(entry: &str, context: &mut Context) -> bool {
    let mut words = words(entry);
    let head = [words.next(), words.next()];
    if let Some((_, ecosystem)) = HEADS.iter().find(|row| row.0.map(Some) == head) {
        context.ecosystem = Some(*ecosystem);
        context.folders = entry.find(EDITABLE).map(|at| entry[..at].chars().count());
        return true;
    }
    if let Some(groups) = pnpm_section(entry) {
        (context.ecosystem, context.groups) = (Some(Ecosystem::Npm), groups);
        return true;
    }
    // What `pnpm list` and `bun pm ls` begin with, and what the former ends with.
    let is_folder = is_path(entry) && entry.contains(" node_modules");
    let counts = entry.ends_with(" packages") && entry.starts_with(|c: char| c.is_ascii_digit());
    if is_folder || counts || entry.starts_with("Legend: ") {
        return true;
    }
    match entry {
        "[build-dependencies]" => context.groups = Groups::BUILD,
        "[dev-dependencies]" => context.groups = Groups::DEV,
        "(empty)" | "```" | "(*) Package tree already displayed" => {}
        _ => return entry.len() > 1 && entry.bytes().all(|b| b == b'-' || b == b' '),
    }
    true
}

/// The headings of `pnpm list`.
fn pnpm_section(entry: &str) -> Option<Groups> {
    match entry {
        "dependencies:" => Some(Groups::PROD),
        "devDependencies:" => Some(Groups::DEV),
        "optionalDependencies:" => Some(Groups::OPTIONAL),
        "unsavedDependencies:" | "peerDependencies:" => Some(Groups::NONE),
        _ => None,
    }
}

/// A command line of an MCP server on its own: `npx -y foo@1.2`, `$ uvx bar==1`.
fn launch_line<'a>(entry: &Text<'a>) -> Option<Vec<Package<'a>>> {
    let line = entry.slice(past(&entry.value, "$ "));
    let mut words = line.value.split_whitespace().skip_while(|word| is_setting(word));
    let command = words.next()?;
    // `npm 10.2.0` and `node@22` name the tools themselves.
    words.next().filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && *word != "=")?;
    // `name@1.2.3 deduped` is told before the names of all runners are looked through.
    let file = command.rsplit(['/', '\\']).next().unwrap_or_default();
    if file.contains('@') || !launch::is_runner(command) {
        return None;
    }
    let packages = launch::resolve(None, &shell::words(&line, shell::Dialect::Posix));
    let fetched = |package: &Package<'_>| match package.source {
        Source::Program => false,
        // `npm start`: what is started is no entry.
        Source::Local => package.ecosystem.is_some(),
        _ => true,
    };
    (packages.iter().any(fetched) && !command.is_empty()).then_some(packages)
}

/// One entry that fills the line.
fn one<'a>(entry: &Text<'a>, context: &Context) -> Option<Package<'a>> {
    if is_purl(&entry.value) {
        let word = entry.value.split([' ', '\t']).next().unwrap_or_default();
        let is_alone = !entry.value[4..].contains("pkg:");
        return purl::read(&entry.slice(word.trim_end_matches([',', ';']))).filter(|_| is_alone);
    }
    // A wheel is Python's, though its URL could stand behind any name.
    let wheel = || if entry.value.contains(".whl") { python(entry) } else { None };
    qualified(entry)
        .or_else(wheel)
        .or_else(|| unmet(entry))
        .or_else(|| required(entry))
        .or_else(|| npm(entry))
        .or_else(|| pnpm(entry, context))
        .or_else(|| python(entry))
        .or_else(|| versioned(entry, context))
        .or_else(|| spaced(entry, context))
        .or_else(|| tabled(entry, context))
        .or_else(|| bare(entry))
}

fn is_purl(text: &str) -> bool {
    text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkg:"))
}

/// Several entries on one line, as in `npm install a@1.0.0 b@2.0.0`.
fn several<'a>(entry: &Text<'a>) -> Option<Vec<Package<'a>>> {
    let words = entry.value.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    let packages: Option<Vec<_>> = words
        .map(|word| {
            let word = entry.slice(word);
            if is_purl(&word.value) {
                purl::read(&word)
            } else {
                npm(&word).or_else(|| python(&word))
            }
        })
        .collect();
    packages.filter(|packages| packages.len() > 1)
}

/// `npm:name@1.2.3`, `crates.io:serde@1.0.0`, `PyPI:mcp==1.9.0`.
fn qualified<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let (prefix, rest) = entry.value.split_once(':')?;
    let ecosystem = Ecosystem::from_name(prefix)?;
    let rest = entry.slice(rest.trim_start());
    match ecosystem {
        Ecosystem::Npm => return npm(&rest).or_else(|| bare_in(ecosystem, &rest)),
        Ecosystem::PyPI if !rest.value.contains('@') || rest.value.contains("://") => {
            return pep508::of_requirement(&rest);
        }
        _ => {}
    }
    let scope = usize::from(rest.value.starts_with('@'));
    let Some(at) = rest.value[scope..].find('@').map(|at| at + scope) else {
        return bare_in(ecosystem, &rest);
    };
    let version = rest.slice(rest.value[at + 1..].trim_start());
    let named = bare_in(ecosystem, &rest.part(0..at))?;
    if let Some(url) = Url::read(&version.value) {
        let class = RequirementClass::UrlTarball;
        let requirement = Requirement::new(class, Url { fragment: "", ..url }.shown());
        return Some(Package { requirement, span: version.span, source: Source::Url, ..named });
    }
    // What stands in front of a second `@` can be a password.
    if version.value.contains('@') {
        return None;
    }
    let name = named.name;
    if version.value.is_empty() || version.value.contains(char::is_whitespace) {
        return None;
    }
    Some(Package::new(ecosystem, name, Requirement::exact(version.value), version.span))
}

fn bare_in<'a>(ecosystem: Ecosystem, name: &Text<'a>) -> Option<Package<'a>> {
    let fits = !name.value.is_empty() && !name.value.contains([' ', '\t', '"', '\'', ',']);
    fits.then(|| Package::new(ecosystem, name.value.clone(), Requirement::none(), name.span))
}

/// `UNMET DEPENDENCY name@^1`, which `npm ls` prints for what is not installed.
fn unmet<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let rest = entry.value.strip_prefix("UNMET ")?;
    let rest = past(past(rest, "OPTIONAL "), "PEER ");
    npm(&entry.slice(rest.strip_prefix("DEPENDENCY ")?))
}

/// `name [required: >=1, installed: 1.2.3]`, as pipdeptree writes it, with `(*)` where what stands below
/// stands elsewhere.
fn required<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let entry = entry.slice(entry.value.strip_suffix(" (*)").unwrap_or(&entry.value));
    let (name, rest) = entry.value.split_once(" [required: ")?;
    let (wanted, installed) = rest.strip_suffix(']')?.split_once(", installed: ")?;
    let is_name = pep508::is_name(name);
    is_name.then(|| in_pip_tree(&entry.slice(name), &entry.slice(installed), wanted))
}

/// A package of pipdeptree. Of what is not installed, `?`, only the requirement is known.
pub(super) fn in_pip_tree<'a>(name: &Text<'a>, installed: &Text<'a>, wanted: &str) -> Package<'a> {
    if installed.value != "?" {
        let requirement = Requirement::exact(installed.value.clone());
        return Package::new(Ecosystem::PyPI, name.value.clone(), requirement, installed.span);
    }
    let requirement = match pep508::of_specifier(wanted) {
        Some((class, shown)) => Requirement::new(class, shown.to_owned()),
        None => Requirement::none(),
    };
    Package::new(Ecosystem::PyPI, name.value.clone(), requirement, name.span)
}

/// `name@1.2.3`, `@scope/name@^1`, and what `npm ls` writes behind: `deduped`, `-> ./path`.
fn npm<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let (spec, rest) = entry.value.split_once(' ').unwrap_or((&entry.value, ""));
    let scope = usize::from(spec.starts_with('@'));
    let at = spec[scope..].find('@').map(|at| at + scope);
    let name = &spec[..at.unwrap_or(spec.len())];
    let versioned = at.is_some_and(|at| at + 1 < spec.len());
    if !npm_spec::is_name(name) || !(versioned || scope == 1) {
        return None;
    }
    let spec = entry.slice(spec);
    let mut package = pinned(&spec).unwrap_or_else(|| npm_spec::of_argument(&spec));
    match rest.trim() {
        "" => {}
        // A row of `pnpm outdated`.
        note if note.contains('│') => return None,
        note if is_path(note.split("-> ").last().unwrap_or(note)) => {
            package.source = Source::Local;
        }
        note if note.starts_with("(git") && note.contains(':') => {
            let commit = entry.slice(note.trim_matches(['(', ')']));
            let source = npm_spec::of_dependency(&entry.slice(name), &commit);
            (package.source, package.requirement) = (source.source, source.requirement);
        }
        note if is_npm_note(note) => {}
        _ => return None,
    }
    Some(package)
}

/// `name 1.2.3`, `name npm:real@1.2.3` and `name link:path` below a heading of `pnpm list`.
fn pnpm<'a>(entry: &Text<'a>, context: &Context) -> Option<Package<'a>> {
    let (name, rest) = entry.value.split_once(' ')?;
    let version = rest.split(' ').next()?;
    let fits = version.starts_with(|c: char| c.is_ascii_digit()) || version.contains(':');
    let in_npm = context.ecosystem == Some(Ecosystem::Npm) && npm_spec::is_name(name);
    (fits && in_npm).then(|| npm_spec::of_dependency(&entry.slice(name), &entry.slice(version)))
}

/// A path as tools write it: behind the first entry of `npm ls`, behind an arrow, in parentheses.
fn is_path(text: &str) -> bool {
    let starts = ["/", "./", "../", "~/", ".\\", "..\\", "\\\\", "file:"];
    starts.iter().any(|start| text.starts_with(start))
        || matches!(text.as_bytes(), [_, b':', b'\\' | b'/', ..])
}

fn is_npm_note(note: &str) -> bool {
    let words =
        ["deduped", "extraneous", "overridden", "invalid", "peer", "dev", "optional", "skipped"];
    words.iter().any(|word| note.starts_with(word))
        || note.starts_with(['(', '['])
        || note.starts_with('"')
        || note.starts_with("->")
}

/// `name==1.2.3`, `name[extra]>=1`, `name @ URL`.
fn python<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let package = pep508::of_requirement(entry)?;
    let says_something = package.requirement.class != RequirementClass::None;
    // `name (1.2.3)` has no operator and is read below.
    says_something.then_some(package)
}

impl Context {
    /// What the whole text says. uv draws trees as Cargo does, but of names and versions alone;
    /// those of Cargo end at a crate of the machine, whose folder they name.
    pub(super) fn of(text: &str) -> Self {
        let of_cargo = ["(proc-macro)", "(/", "(http", ":\\", "-dependencies]"];
        // What the terminal shows above the tree can have been copied as well.
        let first = text.lines().find(|line| line.contains("── "));
        let is_python_tree = first.is_some_and(|line| line.contains(" v"))
            && !of_cargo.iter().any(|mark| text.contains(mark))
            && !text.lines().any(|line| line.split(" v").next().unwrap_or(line).contains('_'));
        Self { is_python_tree, ..Self::of_head(text) }
    }

    /// What the beginning of the text says: whether it is a table without a head, or a tree of Poetry,
    /// in which a request stands below a package.
    pub(super) fn of_head(text: &str) -> Self {
        let mut context = Self::default();
        let (mut above, mut is_headless) = (None, true);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for line in lines.take(SNIFFED_LINES) {
            let cells = cells(line);
            // Tables with a head, as of images, are others.
            is_headless &= cells.is_some() || line.starts_with("$ ") || context.column.is_some();
            if let Some(Cells { column, is_padded: true, .. }) = cells
                && is_headless
            {
                context.column = context.column.or(Some(column));
            }
            if cells.as_ref().is_some_and(|cells| cells.is_marked) {
                context.ecosystem = Some(Ecosystem::PyPI);
            }
            let is_request = || line.contains("── ") && requests(line);
            if above.take().is_some() && is_request() {
                context.ecosystem = Some(Ecosystem::PyPI);
            }
            above = cells;
        }
        context
    }
}

/// Whether behind the name stands what Poetry asks for: `>=1.2`, `*`.
fn requests(line: &str) -> bool {
    let signs = ['*', '<', '>', '=', '!', '~', '^'];
    let entry = line.rsplit_once('─').map_or("", |(_, entry)| entry.trim_start());
    entry.split_once(' ').is_some_and(|(_, request)| request.starts_with(signs))
}

/// A row of a table.
struct Cells<'l> {
    name: &'l str,
    version: &'l str,
    /// Where the version stands, counted in characters.
    column: usize,
    /// Whether more than one space stands in front of it.
    is_padded: bool,
    /// Whether Poetry says that it is not installed.
    is_marked: bool,
}

/// The name and the version of a row; most say something more.
fn cells(row: &str) -> Option<Cells<'_>> {
    let (name, rest) = row.split_once(' ')?;
    let marked = rest.trim_start();
    let unmarked = marked.strip_prefix("(!) ").unwrap_or(marked).trim_start();
    let (version, more) = unmarked.split_once(' ').unwrap_or((unmarked, ""));
    let number = version.strip_prefix('v').unwrap_or(version);
    let column = row[..row.len() - unmarked.len()].chars().count();
    let (is_padded, is_marked) = (rest.len() > unmarked.len(), marked.len() > unmarked.len());
    // Behind the tag of an image stands its number.
    let next = more.trim_start().split(' ').next().unwrap_or_default();
    let is_image = next.len() == 12 && next.bytes().all(|byte| byte.is_ascii_hexdigit());
    let fits = is_version(number) && number.contains('.') && !is_image;
    fits.then_some(Cells { name, version: number, column, is_padded, is_marked })
}

/// `name  1.2.3  what it is`, as `poetry show` and `composer show` print it. Only the latter has names
/// of two parts.
fn tabled<'a>(entry: &Text<'a>, context: &Context) -> Option<Package<'a>> {
    let row = cells(&entry.value).filter(|row| context.column == Some(row.column))?;
    let (name, version) = (entry.slice(row.name), entry.slice(row.version));
    let requirement = Requirement::exact(version.value);
    let (vendor, own) = row.name.split_once('/').unwrap_or_default();
    // Domains begin modules of Go.
    if !own.is_empty() && !own.contains('/') && !vendor.contains(['@', '.']) {
        return Some(Package::new(Ecosystem::Packagist, name.value, requirement, version.span));
    }
    npm_spec::is_name(row.name).then(|| of_context(context, name, requirement, version.span))
}

/// `name v1.2.3` of Cargo or of uv.
fn versioned<'a>(entry: &Text<'a>, context: &Context) -> Option<Package<'a>> {
    if !context.is_python_tree {
        return cargo(entry);
    }
    let (name, rest) = entry.value.split_once(" v")?;
    let name = name.split('[').next().filter(|name| pep508::is_name(name))?;
    let version =
        rest.split(' ').next().filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))?;
    let (name, version) = (entry.slice(name), entry.slice(version));
    let requirement = Requirement::exact(version.value);
    Some(Package::new(Ecosystem::PyPI, name.value, requirement, version.span))
}

/// `name v1.2.3`, and what `cargo tree` writes behind: `(*)`, `(proc-macro)`, a path, a URL.
fn cargo<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let mut words = entry.value.splitn(3, ' ');
    let name = words.next().filter(|name| npm_spec::is_name(name) && !name.starts_with('@'))?;
    let version = words.next()?.strip_prefix('v').and_then(npm_spec::exact)?;
    let rest = words.next().unwrap_or_default().trim();
    let source = match past(rest, "(proc-macro)").trim() {
        "" | "(*)" => Source::Registry,
        note if note.starts_with("(http") || note.starts_with("(ssh") => Source::Git,
        note if note.starts_with("(registry") => Source::Url,
        note if note.strip_prefix('(').is_some_and(is_path) => Source::Local,
        note if note.starts_with('(') => Source::Registry,
        _ => return None,
    };
    let version = entry.slice(version);
    let requirement = Requirement::exact(version.value);
    let name = entry.slice(name).value;
    let package = Package::new(Ecosystem::CratesIo, name, requirement, version.span);
    Some(Package { source, ..package })
}

/// `name 1.2.3`, `name (1.2.3)`, `name: 1.2.3`. Which ecosystem it is, only a header can tell, or a
/// scope.
fn spaced<'a>(entry: &Text<'a>, context: &Context) -> Option<Package<'a>> {
    let (name, rest) = entry.value.split_once([' ', '\t'])?;
    let name = name.trim_end_matches(':');
    let mut words = words(rest);
    let version = words.find(|word| !GROUPS_OF_PNPM.contains(word))?.trim_matches(['(', ')']);
    // `pip list` can write more behind the version: a folder, the latest version, the installer.
    let folder = words.next();
    let alone = folder.is_none() || context.ecosystem.is_some();
    // What stands below a package in a tree of Poetry is asked for: `name *`.
    let is_any = version == "*" && context.ecosystem == Some(Ecosystem::PyPI);
    let name = entry.slice(name);
    let (name, alias) = match context.ecosystem {
        Some(Ecosystem::Npm) => npm_ls::aliased(&name),
        _ => (name, None),
    };
    if !npm_spec::is_name(&name.value) || !(is_version(version) || is_any) || !alone {
        return None;
    }
    let version = entry.slice(version);
    let requirement = match is_any {
        true => Requirement::new(RequirementClass::Wildcard, version.value),
        false => Requirement::exact(version.value),
    };
    let source = match folder.and(context.folders) {
        Some(column) if starts_at(&entry.value, column) => Source::Local,
        _ => Source::Registry,
    };
    Some(Package { source, alias, ..of_context(context, name, requirement, version.span) })
}

/// What `pnpm outdated` writes behind a name.
const GROUPS_OF_PNPM: Words = Words("(dev) (optional)");

/// The words of a row, without the lines that `pnpm outdated` draws between its cells.
fn words(row: &str) -> impl Iterator<Item = &str> {
    row.split_whitespace().filter(|word| *word != "│")
}

/// A package of the ecosystem that the lines above or a scope tell; without them it is a guess.
fn of_context<'a>(
    context: &Context,
    name: Text<'a>,
    requirement: Requirement<'a>,
    span: Span,
) -> Package<'a> {
    let of_scope = || name.value.starts_with('@').then_some(Ecosystem::Npm);
    if let Some(ecosystem) = context.ecosystem.or_else(of_scope) {
        return Package::new(ecosystem, name.value, requirement, span);
    }
    let package = Package::unnamed(name.value, requirement, span);
    Package { confidence: Confidence::Low, ..package }
}

/// Whether a word of a table can be a version.
fn is_version(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b".-+!_".contains(&b))
}

/// Whether a cell of a table starts at this character.
fn starts_at(row: &str, column: usize) -> bool {
    let mut around = row.chars().skip(column.saturating_sub(1));
    around.next() == Some(' ') && around.next().is_some_and(|c| c != ' ')
}

/// A name alone. Prose of one word looks the same, so it is only a hint.
fn bare<'a>(entry: &Text<'a>) -> Option<Package<'a>> {
    let is_name =
        npm_spec::is_name(&entry.value) && entry.value.bytes().any(|b| b.is_ascii_alphabetic());
    is_name.then(|| {
        let package = Package::unnamed(entry.value.clone(), Requirement::none(), entry.span);
        Package { confidence: Confidence::Low, ..package }
    })
}
