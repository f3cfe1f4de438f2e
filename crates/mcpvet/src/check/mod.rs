//! The whole journey of a text, in order: detect, read, match, hold rules against it, report.

mod shown;
mod source;

use std::rc::Rc;

use self::shown::{
    compared, describe, package_info, package_result, paths, place_hits, place_notes, rule_finding,
};
use self::source::whole_input;
pub(crate) use self::source::{SourceText, read};
use crate::catalogue::Catalogue;
use crate::input::hosts::Scope;
use crate::input::limits::{MAX_CHAINED, MAX_LISTED, MAX_NOTES};
use crate::input::{self, Chains, Format, Inventory, Level, Note, TOO_MANY_NOTES};
use crate::matcher::{self, Judgement};
use crate::named::Named;
use crate::pack::{Names, Pack};
use crate::package::{Ecosystem, Package, Source};
use crate::report::{
    Explanation, InventoryReport, Location, Report, ReportNote, RuleFinding, SCHEMA_VERSION,
    SourceInfo, SourceInventory, SourceResult, Summary, Tool, Verdict,
};
use crate::rules::across::Fact;
use crate::rules::{self, Context, RuleSettings};
use crate::sort;

/// One text to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// What the caller calls it, often a path; it helps to detect the format.
    pub name: Option<&'a str>,
    /// The id of the format, where the caller knows better than detection.
    pub format: Option<&'a str>,
    /// The text as bytes: UTF-8, or UTF-16 with a byte order mark.
    pub bytes: &'a [u8],
    /// The ids of the MCP hosts that use it (see [`input::hosts`]), where the caller knows.
    pub hosts: &'a [&'static str],
    /// Whose configuration it is, where the caller knows.
    pub scope: Option<Scope>,
}

/// Says which advisories of a pack apply to what the inputs name.
///
/// Whatever an input holds, there is a report: what cannot be read becomes a note with its place.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Input, check, pack::Pack};
/// let list = Input { bytes: b"mcp-remote@0.1.15\nmcp-remote@0.0.4\n", ..Input::default() };
/// let report = check(&Pack::bundled(), &[list]);
/// assert_eq!(report.summary.packages, 2);
/// assert_eq!(report.results[0].packages[0].findings[0].id, "GHSA-6xpm-ggf7-wc3p");
/// # }
/// ```
#[must_use]
pub fn check(pack: &Pack<'_>, inputs: &[Input<'_>]) -> Report {
    check_with(pack, inputs, &Options::default())
}

/// What a caller can ask for beside the inputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which rules are on, and how urgent each is.
    pub rules: RuleSettings,
    /// Release lines that count before those of the pack, as
    /// [`support::Policy::catalogue_lines`](crate::support::Policy::catalogue_lines) writes them.
    pub lines: String,
}

/// As [`check()`], with options.
#[must_use]
pub fn check_with(pack: &Pack<'_>, inputs: &[Input<'_>], options: &Options) -> Report {
    let checker = Checker::new(pack, options);
    checker.report(inputs.iter().map(|input| checker.check(input)))
}

/// A check in parts: each input for itself, on any thread, so that not all texts have to be in
/// memory at once; then what they come to together.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{Checker, Input, Options, check, pack::Pack};
/// let (pack, options) = (Pack::bundled(), Options::default());
/// let texts = ["mcp-remote@0.1.15", "mcp-remote@0.0.4"];
/// let input = |text: &'static str| Input { bytes: text.as_bytes(), ..Input::default() };
/// let checker = Checker::new(&pack, &options);
/// let parts = texts.map(|text| checker.check(&input(text)));
/// assert_eq!(checker.report(parts), check(&pack, &texts.map(input)));
/// # }
/// ```
pub struct Checker<'c> {
    pack: &'c Pack<'c>,
    names: Names<'c>,
    catalogue: Catalogue<'c>,
    options: &'c Options,
}

/// What one input comes to, before rules compare it with the others.
#[derive(Clone, Debug)]
pub struct Checked {
    pub(crate) summary: Summary,
    pub(crate) result: SourceResult,
    pub(crate) notes: Vec<ReportNote>,
    facts: Vec<Fact>,
}

impl<'c> Checker<'c> {
    /// Gets ready for any number of inputs.
    #[must_use]
    pub fn new(pack: &'c Pack<'c>, options: &'c Options) -> Self {
        let catalogue = Catalogue::of([&options.lines, pack.catalogue_text()]);
        Self { pack, names: Names::of(pack), catalogue, options }
    }

    /// Reads one input and holds advisories and rules against it.
    #[must_use]
    pub fn check(&self, input: &Input<'_>) -> Checked {
        let mut summary = Summary::default();
        read(input, |text, source, inventory| {
            summary.unread += inventory.dropped_errors() as u32;
            let mut judged = self.judge_all(&inventory.packages, &mut summary);
            let mut odd = inventory.notes.clone();
            odd.extend(limit(&mut judged));
            odd.extend(self.namesakes(source, &inventory.packages));
            let packages = describe(text, source, &inventory, judged);
            let notes = place_notes(text, source, &odd);
            let context = Context {
                pack: self.pack,
                catalogue: &self.catalogue,
                inventory: &inventory,
                name: source.name,
                is_shared: match input.scope {
                    Some(scope) => scope == Scope::Project,
                    None => rules::is_shared(source.name),
                },
            };
            let hits = rules::check(&context, &self.options.rules);
            hits.iter().for_each(|hit| summary.rules.count(hit.severity));
            let rules = place_hits(text, source, hits);
            let facts = compared(text, source, &inventory);
            let source = source.info(inventory.packages.len());
            Checked { summary, result: SourceResult { source, packages, rules }, notes, facts }
        })
    }

    /// Judges every package, counts it, and keeps those that somebody has to look at.
    fn judge_all(&self, packages: &[Package<'_>], summary: &mut Summary) -> Judged {
        // A text can name one package half a million times; it is judged once.
        let mut judged: Named<'_, Rc<Judgement>> = Named::default();
        let mut kept = Judged::new();
        for (index, package) in packages.iter().enumerate() {
            if matcher::is_plainly_unaffected(&self.names, package) {
                summary.packages += 1;
                summary.unaffected += 1;
                continue;
            }
            let identity = identity(package);
            let judgement = match judged.get(&identity) {
                Some(known) => Rc::clone(known),
                None => Rc::clone(
                    judged.or_insert(identity.into(), Rc::new(matcher::judge(self.pack, package))),
                ),
            };
            count(summary, package, &judgement);
            if judgement.verdict != Verdict::Unaffected {
                kept.push((index, judgement));
            }
        }
        sort::by(&mut kept, |(_, a), (_, b)| {
            (a.verdict, b.severity()).cmp(&(b.verdict, a.severity()))
        });
        kept
    }

    /// A list does not say of which ecosystem `name@version` is; npm is the custom. Where npm has no
    /// advisory about the name and another ecosystem has, the reader may have meant that one.
    fn namesakes(&self, source: &SourceText<'_>, packages: &[Package<'_>]) -> Vec<Note> {
        let guessed = packages.iter().filter(|package| {
            matches!(source.format, "list" | "prose")
                && package.ecosystem == Some(Ecosystem::Npm)
                && package.launch.is_none()
                && matcher::is_plainly_unaffected(&self.names, package)
        });
        let note = |package: &Package<'_>| {
            let others = elsewhere(self.pack, package);
            let first = others.first()?;
            let name = &package.name;
            let message = format!(
                "{name} was read as a package of npm; there are advisories about the one of {}: \
                 write {first}:{name} if you mean that",
                others.join(" and "),
            );
            let (code, span) = ("namesake", Some(package.span));
            Some(Note { level: Level::Warning, code, message: message.into(), span })
        };
        guessed.filter_map(note).take(MAX_NOTES).collect()
    }

    /// Puts the parts together in the order given, and lets rules compare them.
    #[must_use]
    pub fn report(&self, parts: impl IntoIterator<Item = Checked>) -> Report {
        let mut summary = Summary::default();
        let (mut notes, mut results, mut facts) = (Vec::new(), Vec::new(), Vec::new());
        for mut part in parts {
            summary.add(&part.summary);
            notes.append(&mut part.notes);
            part.facts.iter_mut().for_each(|fact| fact.input = results.len());
            facts.append(&mut part.facts);
            results.push(part.result);
        }
        for (fact, hit) in rules::across::check(&facts, &self.options.rules) {
            summary.rules.count(hit.severity);
            let rules = &mut results[fact.input].rules;
            rules.push(rule_finding(hit, fact.location.clone()));
            sort::by(rules, |a, b| b.severity.cmp(&a.severity));
        }
        let unread = |note: &&ReportNote| note.level == Level::Error && note.code != TOO_MANY_NOTES;
        summary.unread += notes.iter().filter(unread).count() as u32;
        Report {
            schema_version: SCHEMA_VERSION,
            tool: Tool::THIS,
            data: self.pack.data(),
            summary,
            results,
            notes,
        }
    }
}

impl Checked {
    /// An input whose bytes the caller could not get, so that it counts as not read.
    #[must_use]
    pub fn unread(input: &Input<'_>, message: String) -> Self {
        let (result, notes) = unread(input, message);
        Self { summary: Summary::default(), result, notes, facts: Vec::new() }
    }

    /// A text that names no package and that rules were held against.
    pub(crate) fn ruled(source: SourceInfo, mut rules: Vec<RuleFinding>) -> Self {
        let mut summary = Summary::default();
        rules.iter().for_each(|found| summary.rules.count(found.severity));
        sort::by(&mut rules, |a, b| b.severity.cmp(&a.severity));
        let result = SourceResult { source, packages: Vec::new(), rules };
        Self { summary, result, notes: Vec::new(), facts: Vec::new() }
    }
}

fn unread(input: &Input<'_>, message: String) -> (SourceResult, Vec<ReportNote>) {
    let source = SourceText::new(input);
    let notes = place_notes("", &source, &[whole_input("unreadable", message)]);
    let source = source.info(0);
    (SourceResult { source, packages: Vec::new(), rules: Vec::new() }, notes)
}

impl Report {
    /// Adds an input whose bytes the caller could not get, so that it counts as not read.
    pub fn add_unread(&mut self, input: &Input<'_>, message: String) {
        let (result, mut notes) = unread(input, message);
        self.summary.unread += 1;
        self.notes.append(&mut notes);
        self.results.push(result);
    }
}

impl InventoryReport {
    /// Adds an input whose bytes the caller could not get, so that it counts as not read.
    pub fn add_unread(&mut self, input: &Input<'_>, message: String) {
        let source = SourceText::new(input);
        let note = whole_input("unreadable", message);
        self.notes.extend(place_notes("", &source, &[note]));
        self.results.push(SourceInventory { source: source.info(0), packages: Vec::new() });
    }
}

/// Says what the inputs name, without asking any advisory.
#[must_use]
pub fn inventory(inputs: &[Input<'_>]) -> InventoryReport {
    let mut notes = Vec::new();
    let mut results = Vec::new();
    for input in inputs {
        read(input, |text, source, inventory| {
            let packages: Vec<_> = inventory.packages.iter().collect();
            let places = input::locate_packages(text, source.paths, &packages);
            let chains = Chains::new(text, &inventory);
            let mut left = MAX_CHAINED;
            let infos = packages.into_iter().zip(places).zip(0..);
            let infos = infos.map(|((package, place), index)| {
                let mut info = package_info(package, place);
                info.paths = paths(&inventory, &chains, index, &mut left);
                info
            });
            let packages = infos.collect();
            notes.extend(place_notes(text, source, &inventory.notes));
            results
                .push(SourceInventory { source: source.info(inventory.packages.len()), packages });
        });
    }
    InventoryReport { schema_version: SCHEMA_VERSION, tool: Tool::THIS, results, notes }
}

/// Says for one package what every advisory about it says, those that do not apply included.
///
/// `text` is a package URL or an entry of a list, such as `mcp-remote@0.1.15`; `None` when it names
/// no package or several.
#[must_use]
pub fn explain(pack: &Pack<'_>, text: &str) -> Option<Explanation> {
    let mut inventory = Inventory::default();
    (Format::by_id("list")?.parse)(text, &mut inventory);
    let [package] = inventory.packages.as_slice() else { return None };
    let known = package.ecosystem.and_then(|ecosystem| pack.find(ecosystem, &package.name));
    let judgement = matcher::judge(pack, package);
    let others =
        known.iter().flat_map(|known| matcher::others(known, package, &judgement.findings));
    Some(Explanation {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        data: pack.data(),
        others: others.collect(),
        elsewhere: elsewhere(pack, package),
        result: package_result(package, Location { line: 1, column: 1, path: None }, &judgement),
    })
}

/// Packages by their numbers in the inventory, and what was found out about each.
type Judged = Vec<(usize, Rc<Judgement>)>;

/// What two packages share that get the same judgement.
fn identity(package: &Package<'_>) -> String {
    let Package { ecosystem, name, requirement, source, .. } = package;
    let (ecosystem, class) = (ecosystem.map_or("", Ecosystem::name), requirement.class as u8);
    let length = name.len();
    format!("{ecosystem} {class} {} {length} {name}{}", *source as u8, requirement.text)
}

fn count(summary: &mut Summary, package: &Package<'_>, judgement: &Judgement) {
    summary.packages += 1;
    match judgement.verdict {
        Verdict::Affected => summary.affected += 1,
        Verdict::Undecided => summary.undecided += 1,
        Verdict::Unaffected if package.source == Source::Local => summary.local += 1,
        Verdict::Unaffected => summary.unaffected += 1,
    }
    if judgement.verdict == Verdict::Affected {
        for finding in judgement.deciding() {
            summary.findings += 1;
            summary.by_severity.count(finding.severity.label);
        }
    }
}

/// Cuts what a report lists of one input, the least urgent first, and says so.
fn limit(judged: &mut Judged) -> Option<Note> {
    let more = judged.len().checked_sub(MAX_LISTED).filter(|more| *more > 0)?;
    judged.truncate(MAX_LISTED);
    let message =
        format!("{more} more packages are affected or undecided: they are counted, not listed");
    Some(Note { level: Level::Warning, code: "not-listed", message: message.into(), span: None })
}

/// The other ecosystems in which a package of this name has advisories.
fn elsewhere(pack: &Pack<'_>, package: &Package<'_>) -> Vec<&'static str> {
    let namesakes = pack.find_all(&package.name).filter_map(|known| known.ecosystem());
    namesakes.filter(|e| Some(*e) != package.ecosystem).map(Ecosystem::name).collect()
}
