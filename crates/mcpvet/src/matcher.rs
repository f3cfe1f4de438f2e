//! One package held against a pack: the verdict, its reason, its findings.
//!
//! An exact version is decided by one search in the package's segments. Anything else is a set of
//! versions: if every allowed version has an advisory the package is affected, if none has it is
//! unaffected, and otherwise it is undecided, with the advisories that could apply.

use crate::Ecosystem;
use crate::advisory::{Kind, Severity};
use crate::explain;
use crate::pack::{AdvisoryRow, Doubt, End, Names, Pack, PackagePack, Row};
use crate::package::{Package, RequirementClass, Source};
use crate::remedy;
use crate::render::shorten;
use crate::report::{self, Finding, Reason, ReasonCode, Remedy, SeverityInfo, Verdict};
use crate::requirement::image::{self, Image};
use crate::requirement::{self, Interval, Intervals};
use crate::sort;
use crate::version::{Key, Scheme};

/// What a pack says about one package.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) verdict: Verdict,
    pub(crate) reason: Option<Reason>,
    /// Advisories that apply or could apply, the most urgent first.
    pub(crate) findings: Vec<Finding>,
    pub(crate) remedy: Option<Remedy>,
}

impl Judgement {
    const UNAFFECTED: Self =
        Self { verdict: Verdict::Unaffected, reason: None, findings: Vec::new(), remedy: None };

    fn undecided(code: ReasonCode, text: impl Into<String>) -> Self {
        let reason = Some(Reason { code, text: text.into() });
        Self { verdict: Verdict::Undecided, reason, findings: Vec::new(), remedy: None }
    }

    /// The findings that made the verdict.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = &Finding> {
        report::deciding(self.verdict, &self.findings)
    }

    /// The highest severity of the deciding findings.
    pub(crate) fn severity(&self) -> Option<Severity> {
        self.deciding().map(|finding| finding.severity.label).max()
    }
}

/// The versions that a package's requirement allows.
pub(crate) enum Allowed<'p> {
    /// This one.
    One { text: &'p str, key: Key },
    /// Any of these.
    Many { text: &'p str, set: Intervals },
    /// What stands there cannot be turned into versions.
    Unknown { code: ReasonCode, text: String },
}

/// Judges one package.
pub(crate) fn judge(pack: &Pack<'_>, package: &Package<'_>) -> Judgement {
    if package.requirement.class == RequirementClass::Dynamic && package.name.is_empty() {
        return Judgement::undecided(
            ReasonCode::DynamicName,
            "the package is named only when the entry runs",
        );
    }
    match (package.source, package.ecosystem) {
        (Source::Local, _) => Judgement::UNAFFECTED,
        (Source::Remote, _) => Judgement::undecided(
            ReasonCode::NoPackage,
            "a server reached over the network: which software answers there cannot be told from here",
        ),
        (Source::Program, None) => Judgement::undecided(
            ReasonCode::NoPackage,
            "a program on this machine: no package is named that could be looked up",
        ),
        (Source::Other, _) => Judgement::undecided(
            ReasonCode::NotCovered,
            "the dataset has no advisories for this ecosystem",
        ),
        (_, None) => judge_unnamed(pack, package),
        (_, Some(ecosystem)) if !pack.covers(ecosystem) => Judgement::undecided(
            ReasonCode::NotCovered,
            format!("the dataset has no advisories for {}", ecosystem.name()),
        ),
        (_, Some(ecosystem)) => match pack.find(ecosystem, &package.name) {
            Some(known) => judge_known(&known, package, ecosystem),
            None => judge_unknown(pack, package),
        },
    }
}

/// Whether it takes no more than one look to see that no advisory names the package.
pub(crate) fn is_plainly_unaffected(names: &Names<'_>, package: &Package<'_>) -> bool {
    package.source == Source::Registry
        && !(package.name.is_empty() && package.requirement.class == RequirementClass::Dynamic)
        && !is_without_group(package)
        && package.ecosystem.is_some_and(|ecosystem| names.are_without(ecosystem, &package.name))
}

/// A package of which the pack knows nothing under its name.
fn judge_unknown(pack: &Pack<'_>, package: &Package<'_>) -> Judgement {
    // Code from Git or a URL may be a copy of anything, whatever name it is given.
    if let Some(text) = origin(package.source) {
        return Judgement::undecided(ReasonCode::UnknownVersion, text);
    }
    match namesake_of_a_group(pack, package) {
        Some(known) => {
            let text = format!("its group is not stated, and {known} has advisories");
            Judgement::undecided(ReasonCode::NoPackage, text)
        }
        None => Judgement::UNAFFECTED,
    }
}

/// A package of Maven that an inventory names by its artifact alone.
fn is_without_group(package: &Package<'_>) -> bool {
    package.ecosystem == Some(Ecosystem::Maven) && !package.name.contains(':')
}

/// The package with advisories that one without a group could be.
fn namesake_of_a_group<'p>(pack: &Pack<'p>, package: &Package<'_>) -> Option<&'p str> {
    if !is_without_group(package) {
        return None;
    }
    let artifact = |known: &PackagePack<'p>| known.name().split_once(':').map(|(_, name)| name);
    let mut same = pack.packages().filter(|known| known.ecosystem() == package.ecosystem);
    same.find(|known| artifact(known) == Some(&*package.name)).map(|known| known.name())
}

/// Why a source names no released version; `None` where it does.
fn origin(source: Source) -> Option<&'static str> {
    match source {
        Source::Git => Some("it comes from Git, so no released version is known"),
        Source::Url => {
            Some("it comes from a URL or another registry, so no public version is known")
        }
        Source::Program => Some("a program on this machine: its version is not stated"),
        Source::Registry | Source::Local | Source::Remote | Source::Other => None,
    }
}

/// Without an ecosystem, a name is clear only if it would be so in every one.
fn judge_unnamed(pack: &Pack<'_>, package: &Package<'_>) -> Judgement {
    let judged: Vec<_> = pack
        .find_all(&package.name)
        .filter_map(|known| Some((known.ecosystem()?, known)))
        .map(|(ecosystem, known)| (ecosystem, judge_known(&known, package, ecosystem)))
        .filter(|(_, judgement)| judgement.verdict != Verdict::Unaffected)
        .collect();
    if judged.is_empty() {
        return Judgement::UNAFFECTED;
    }
    let names: Vec<_> = judged.iter().map(|(ecosystem, _)| ecosystem.name()).collect();
    let text = format!(
        "the ecosystem is not stated, and {} of {} has advisories: write {}:{}",
        package.name,
        names.join(" and "),
        names[0].to_ascii_lowercase(),
        package.name
    );
    let mut undecided = Judgement::undecided(ReasonCode::UnknownEcosystem, text);
    undecided.findings = judged.into_iter().flat_map(|(_, judgement)| judgement.findings).collect();
    undecided.findings.iter_mut().for_each(|finding| finding.verdict = Verdict::Undecided);
    undecided
}

fn judge_known(known: &PackagePack<'_>, package: &Package<'_>, ecosystem: Ecosystem) -> Judgement {
    let Some(scheme) = ecosystem.scheme() else {
        return judge_unordered(known, package, ecosystem);
    };
    match allowed(scheme, package) {
        Allowed::Unknown { .. } if is_listed(known, package) => judge_listed(known, package),
        // A tag that says more than the version it is taken for, or less.
        _ if is_tag(package) && is_listed(known, package) => judge_listed(known, package),
        Allowed::One { text, key } => judge_one(known, scheme, text, &key),
        Allowed::Many { text, set } => judge_many(known, scheme, package, text, &set),
        Allowed::Unknown { code, text } => {
            let mut judgement = Judgement::undecided(code, text);
            judgement.findings = findings(&mut known.rows(), &mut |row| {
                (Verdict::Undecided, explain::possible(&row, &Intervals::all()))
            });
            judgement.remedy = Some(remedy::for_many(known, scheme, package, &Intervals::all()));
            judgement
        }
    }
}

/// Without an order, a version is decided only where an advisory lists it by its text.
fn judge_unordered(
    known: &PackagePack<'_>,
    package: &Package<'_>,
    ecosystem: Ecosystem,
) -> Judgement {
    if is_listed(known, package) {
        return judge_listed(known, package);
    }
    let text = format!("the order of versions of {} is not known", ecosystem.name());
    let mut judgement = Judgement::undecided(ReasonCode::UnreadableVersion, text);
    let version = &*package.requirement.text;
    judgement.findings = findings(&mut known.rows(), &mut |_| {
        (Verdict::Undecided, explain::doubt(Doubt::NoOrder, version))
    });
    judgement
}

/// Whether an advisory lists the version by this text, readable or not.
fn is_listed(known: &PackagePack<'_>, package: &Package<'_>) -> bool {
    package.source == Source::Registry
        && (package.requirement.is_exact() || is_tag(package))
        && known.rows().any(|row| row.lists(&package.requirement.text))
}

fn is_tag(package: &Package<'_>) -> bool {
    package.requirement.class == RequirementClass::OciTag
}

fn judge_listed(known: &PackagePack<'_>, package: &Package<'_>) -> Judgement {
    let version = &*package.requirement.text;
    let found = findings(&mut known.rows(), &mut |row| match row.lists(version) {
        true => {
            let words = format!("{version} is one of the versions that the advisory names");
            (Verdict::Affected, words)
        }
        false => {
            let words = format!("{version} has no place in the order, so the advisory may apply");
            (Verdict::Undecided, words)
        }
    });
    let remedy = remedy::for_listed(known, version, has_malware(&found));
    Judgement { verdict: Verdict::Affected, reason: None, findings: found, remedy: Some(remedy) }
}

/// Reads the requirement of a package in its ecosystem.
pub(crate) fn allowed<'p>(scheme: Scheme, package: &'p Package<'_>) -> Allowed<'p> {
    use RequirementClass as Class;
    let text = &*package.requirement.text;
    let unknown = |code, text: &str| Allowed::Unknown { code, text: text.to_owned() };
    if let Some(text) = origin(package.source) {
        return unknown(ReasonCode::UnknownVersion, text);
    }
    match package.requirement.class {
        Class::Exact | Class::ExactPrerelease => exact(scheme, text),
        Class::Wildcard if ["", "*", "x", "X"].contains(&text) => {
            Allowed::Many { text, set: Intervals::all() }
        }
        Class::Range | Class::Wildcard => match requirement::intervals(scheme, text) {
            Ok(set) => Allowed::Many { text, set },
            Err(error) => Allowed::Unknown {
                code: ReasonCode::UnreadableRequirement,
                text: format!("the requirement {} cannot be read: {error}", quote(text)),
            },
        },
        Class::None | Class::DistTag | Class::DistTagLatest => {
            Allowed::Many { text, set: Intervals::all() }
        }
        Class::Dynamic => {
            unknown(ReasonCode::UnknownVersion, "the version is filled in only when it runs")
        }
        Class::GitCommit | Class::GitRef => unknown(
            ReasonCode::UnknownVersion,
            "it comes from Git, so no released version is known",
        ),
        Class::UrlTarball => unknown(
            ReasonCode::UnknownVersion,
            "it comes from a URL, so no released version is known",
        ),
        Class::Path => unknown(
            ReasonCode::UnknownVersion,
            "it comes from a path, so no released version is known",
        ),
        Class::OciTag | Class::OciLatestImplicit => match image::read(text) {
            Ok(Image::Version(version)) => exact(scheme, version),
            Ok(Image::Line(set)) => Allowed::Many { text, set },
            Err(_) => unknown(ReasonCode::UnknownVersion, "an image tag that names no version"),
        },
        Class::Digest => {
            unknown(ReasonCode::UnknownVersion, "the digest of an image names no released version")
        }
    }
}

fn exact(scheme: Scheme, text: &str) -> Allowed<'_> {
    match scheme.key(text) {
        Ok(key) => Allowed::One { text, key },
        Err(error) => Allowed::Unknown {
            code: ReasonCode::UnreadableVersion,
            text: format!("the version {} cannot be read: {error}", quote(text)),
        },
    }
}

/// Longest text that a sentence repeats, in characters.
const QUOTED_CHARS: usize = 60;

fn quote(text: &str) -> String {
    format!("'{}'", shorten(text, QUOTED_CHARS))
}

/// A version that no interval holds is clear only if no advisory leaves a doubt.
fn judge_one(known: &PackagePack<'_>, scheme: Scheme, text: &str, key: &Key) -> Judgement {
    let holds = |row: &Row<'_>| row.intervals().any(|interval| interval.contains(key.as_bytes()));
    let doubtful = known.rows().filter(|row| row.doubt().is_some() && !holds(row));
    let found = findings(&mut known.rows_at(key.as_bytes()).chain(doubtful), &mut |row| match row
        .doubt()
    {
        Some(doubt) if !holds(&row) => (Verdict::Undecided, explain::doubt(doubt, text)),
        _ => (Verdict::Affected, explain::exact(&row, text, key)),
    });
    if found.is_empty() {
        return Judgement::UNAFFECTED;
    }
    if found.iter().all(|finding| finding.verdict == Verdict::Undecided) {
        return doubtful_judgement(known, found);
    }
    let remedy = remedy::for_one(known, scheme, key, text, has_malware(&found));
    Judgement { verdict: Verdict::Affected, reason: None, findings: found, remedy: Some(remedy) }
}

fn doubtful_judgement(known: &PackagePack<'_>, findings: Vec<Finding>) -> Judgement {
    let reason = match known.rows().any(|row| row.doubt() == Some(Doubt::Unreadable)) {
        true => "a range of an advisory cannot be read",
        false => "an advisory does not say in versions what is affected here",
    };
    let undecided = Judgement::undecided(ReasonCode::UnreadableAdvisory, reason);
    Judgement { findings, ..undecided }
}

fn judge_many(
    known: &PackagePack<'_>,
    scheme: Scheme,
    package: &Package<'_>,
    text: &str,
    set: &Intervals,
) -> Judgement {
    if set.is_empty() {
        return Judgement::undecided(
            ReasonCode::UnreadableRequirement,
            format!("no version can meet the requirement {}", quote(text)),
        );
    }
    let mut union = Vec::new();
    let found = findings(&mut known.rows(), &mut |row| {
        let affected = affected_versions(&row);
        let verdict = covers(&affected, set, row.doubt().is_some());
        if verdict != Verdict::Unaffected {
            union.extend_from_slice(affected.as_slice());
        }
        let words = match verdict {
            Verdict::Affected => explain::all(&row, text),
            _ => explain::possible(&row, set),
        };
        (verdict, words)
    });
    if found.is_empty() {
        return Judgement::UNAFFECTED;
    }
    let one_covers_all = found.iter().any(|finding| finding.verdict == Verdict::Affected);
    let together_all = Intervals::union(union).complement().intersection(set).is_empty();
    let verdict =
        if one_covers_all || together_all { Verdict::Affected } else { Verdict::Undecided };
    let reason = (verdict == Verdict::Undecided)
        .then(|| Reason { code: ReasonCode::Unpinned, text: unpinned(package, found.len()) });
    let remedy = Some(remedy::for_many(known, scheme, package, set));
    Judgement { verdict, reason, findings: found, remedy }
}

fn unpinned(package: &Package<'_>, advisories: usize) -> String {
    let what = match package.requirement.class {
        RequirementClass::None | RequirementClass::OciLatestImplicit => {
            "no version is given".to_owned()
        }
        RequirementClass::Range | RequirementClass::Wildcard => {
            format!("the requirement {} allows several versions", quote(&package.requirement.text))
        }
        _ => format!(
            "the tag {} names another version from day to day",
            quote(&package.requirement.text)
        ),
    };
    match advisories {
        1 => format!("{what}, and 1 advisory applies to some versions"),
        n => format!("{what}, and any of {n} advisories could apply"),
    }
}

fn covers(affected: &Intervals, set: &Intervals, doubtful: bool) -> Verdict {
    if affected.complement().intersection(set).is_empty() {
        Verdict::Affected
    } else if doubtful || !affected.intersection(set).is_empty() {
        Verdict::Undecided
    } else {
        Verdict::Unaffected
    }
}

/// The affected versions of one row as a set.
pub(crate) fn affected_versions(row: &Row<'_>) -> Intervals {
    let intervals = row.intervals().map(|interval| Interval {
        from: Key::from_bytes(interval.from),
        to: (interval.end != End::Open).then(|| Key::from_bytes(interval.to)),
    });
    Intervals::union(intervals.collect())
}

/// The advisories about a package that are not among its findings, each with the reason.
pub(crate) fn others(
    known: &PackagePack<'_>,
    package: &Package<'_>,
    found: &[Finding],
) -> Vec<Finding> {
    let what = match &*package.requirement.text {
        "" => "any version".to_owned(),
        text => format!("what {} allows", quote(text)),
    };
    let is_found = |row: &Row<'_>| {
        let id = row.advisory().id();
        found
            .iter()
            .any(|finding| finding.id == id || finding.aliases.iter().any(|alias| alias == id))
    };
    known
        .rows()
        .filter(|row| !is_found(row))
        .map(|row| finding(&row, Verdict::Unaffected, why_not(&row, known, package, &what)))
        .collect()
}

fn why_not(row: &Row<'_>, known: &PackagePack<'_>, package: &Package<'_>, what: &str) -> String {
    let scheme = known.ecosystem().and_then(Ecosystem::scheme);
    match scheme.map(|scheme| allowed(scheme, package)) {
        Some(Allowed::One { text, key }) => explain::exact_not_affected(row, text, &key),
        _ => explain::not_affected(row, what),
    }
}

/// Whether malware is sure to be there; what may be is no reason to remove a package.
fn has_malware(findings: &[Finding]) -> bool {
    findings.iter().any(|it| it.kind == Kind::Malware && it.verdict == Verdict::Affected)
}

/// Turns rows into findings: those that judge as unaffected are left out, records of the same
/// problem become one, and the most urgent stands first.
fn findings<'a>(
    rows: &mut dyn Iterator<Item = Row<'a>>,
    judge: &mut dyn FnMut(Row<'a>) -> (Verdict, String),
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for row in rows {
        let (verdict, explanation) = judge(row);
        if verdict == Verdict::Unaffected {
            continue;
        }
        let new = finding(&row, verdict, explanation);
        match findings.iter_mut().find(|known| is_same_problem(known, &new)) {
            Some(known) => merge(known, new),
            None => findings.push(new),
        }
    }
    sort::by(&mut findings, |a, b| {
        let urgency = |f: &Finding| (f.severity.label, f.severity.score);
        (a.verdict, urgency(b), &a.id).cmp(&(b.verdict, urgency(a), &b.id))
    });
    findings
}

pub(crate) fn finding(row: &Row<'_>, verdict: Verdict, explanation: String) -> Finding {
    let advisory = row.advisory();
    let fixed = row.intervals().filter(|interval| interval.end == End::Fixed);
    Finding {
        id: advisory.id().to_owned(),
        aliases: advisory.aliases().map(str::to_owned).collect(),
        kind: advisory.kind(),
        severity: severity_info(&advisory),
        summary: advisory.summary().to_owned(),
        verdict,
        explanation,
        fixed: fixed.map(|interval| interval.end_text.to_owned()).collect(),
        published: advisory.published().map(|day| day.to_string()).unwrap_or_default(),
        url: Some(advisory.url()).filter(|url| !url.is_empty()).map(str::to_owned),
    }
}

/// The severity of an advisory as reports show it.
pub(crate) fn severity_info(advisory: &AdvisoryRow<'_>) -> SeverityInfo {
    let vector = Some(advisory.vector()).filter(|vector| !vector.is_empty());
    SeverityInfo {
        label: advisory.severity(),
        score: advisory.score(),
        vector: vector.map(str::to_owned),
    }
}

/// Two records are the same problem of a package when they share an id.
fn is_same_problem(a: &Finding, b: &Finding) -> bool {
    let names = |f: &Finding, id: &String| f.id == *id || f.aliases.contains(id);
    names(a, &b.id) || b.aliases.iter().any(|id| names(a, id))
}

/// Keeps the record that is more certain, then the more urgent one, and the ids of both.
fn merge(known: &mut Finding, mut new: Finding) {
    let rank = |f: &Finding| (f.verdict == Verdict::Affected, f.severity.label);
    if rank(&new) > rank(known) {
        std::mem::swap(known, &mut new);
    }
    let own = known.aliases.len();
    for id in [vec![new.id], new.aliases].concat() {
        if id != known.id && !known.aliases[..own].contains(&id) {
            known.aliases.push(id);
        }
    }
}
