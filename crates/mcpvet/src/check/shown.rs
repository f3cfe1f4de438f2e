//! What was found, as a report shows it: with lines and columns, chains and package URLs.

use super::Judged;
use super::source::SourceText;
use crate::input::limits::MAX_CHAINED;
use crate::input::{self, Chains, Inventory, Note};
use crate::launch::edit;
use crate::matcher::Judgement;
use crate::package::{Ecosystem, Package, Requirement, Source, Span};
use crate::purl;
use crate::report::{
    LaunchInfo, Location, PackageInfo, PackageResult, Remedy, ReportNote, RuleFinding,
};
use crate::rules::across::Fact;
use crate::rules::{self, Hit};

pub(super) fn describe(
    text: &str,
    source: &SourceText<'_>,
    inventory: &Inventory<'_>,
    judged: Judged,
) -> Vec<PackageResult> {
    let packages: Vec<_> = judged.iter().map(|(index, _)| &inventory.packages[*index]).collect();
    let places = input::locate_packages(text, source.paths, &packages);
    // Who needs whom is asked for only where something has to be explained: that the project names
    // a package itself needs no chain.
    let chains = match packages.iter().all(|package| package.direct == Some(true)) {
        true => Chains::default(),
        false => Chains::new(text, inventory),
    };
    let mut left = MAX_CHAINED;
    let results = judged.into_iter().zip(places).map(|((index, judgement), place)| {
        let package = &inventory.packages[index];
        let mut result = package_result(package, place, &judgement);
        result.package.paths = paths(inventory, &chains, index, &mut left);
        if let Some(Remedy { version: Some(version), edit, .. }) = &mut result.remedy {
            *edit = edit::edit(text, package, version);
        }
        result
    });
    results.collect()
}

/// The chains that lead to a package, as long as there are some `left` to show.
pub(super) fn paths(
    inventory: &Inventory<'_>,
    chains: &Chains,
    package: usize,
    left: &mut usize,
) -> Vec<Vec<String>> {
    let name = |number: &u32| {
        let Package { name, requirement, stated, .. } = &inventory.packages[*number as usize];
        match stated.as_deref().unwrap_or(&requirement.text) {
            "" => name.to_string(),
            version => [&**name, "@", version].concat(),
        }
    };
    let mut paths = Vec::new();
    for chain in chains.to(package) {
        let Some(rest) = left.checked_sub(chain.len()) else { break };
        *left = rest;
        paths.push(chain.iter().map(name).collect());
    }
    paths
}

pub(super) fn package_result(
    package: &Package<'_>,
    place: Location,
    judgement: &Judgement,
) -> PackageResult {
    PackageResult {
        package: package_info(package, place),
        verdict: judgement.verdict,
        severity: judgement.severity(),
        reason: judgement.reason.clone(),
        findings: judgement.findings.clone(),
        remedy: judgement.remedy.clone(),
    }
}

pub(super) fn package_info(package: &Package<'_>, location: Location) -> PackageInfo {
    let Requirement { class, text } = &package.requirement;
    let exact = package.requirement.is_exact();
    let written = Some(text.to_string()).filter(|text| !text.is_empty());
    let is_public = package.source == Source::Registry;
    let purl = package
        .ecosystem
        .filter(|_| is_public && !package.name.is_empty())
        .map(|ecosystem| purl::write(ecosystem, &package.name, Some(&**text).filter(|_| exact)));
    PackageInfo {
        ecosystem: package.ecosystem.map(Ecosystem::name),
        name: package.name.to_string(),
        version: written
            .clone()
            .filter(|_| exact)
            .or_else(|| package.stated.as_deref().map(str::to_owned)),
        requirement: written.filter(|_| !exact),
        class: *class,
        purl,
        source: package.source,
        groups: package.groups.names().collect(),
        direct: package.direct,
        paths: Vec::new(),
        alias: package.alias.as_deref().map(str::to_owned),
        confidence: package.confidence,
        launch: package.launch.as_ref().map(|launch| LaunchInfo {
            server: launch.server.to_string(),
            runner: launch.runner.to_string(),
        }),
        location,
    }
}

pub(super) fn place_hits(text: &str, source: &SourceText<'_>, hits: Vec<Hit>) -> Vec<RuleFinding> {
    let wanted: Vec<_> = hits.iter().map(|hit| (hit.span.start, hit.pointer)).collect();
    let places = input::locate_all(text, source.paths, &wanted);
    hits.into_iter().zip(places).map(|(hit, place)| rule_finding(hit, place)).collect()
}

pub(super) fn rule_finding(hit: Hit, location: Location) -> RuleFinding {
    RuleFinding {
        rule: hit.rule.id,
        title: hit.rule.title,
        severity: hit.severity,
        server: Some(hit.server).filter(|server| !server.is_empty()),
        message: hit.message,
        remedy: hit.rule.remedy,
        location,
    }
}

/// What the rules compare between inputs, with its places.
pub(super) fn compared(
    text: &str,
    source: &SourceText<'_>,
    inventory: &Inventory<'_>,
) -> Vec<Fact> {
    let servers = rules::across::compared(&inventory.servers, &inventory.packages);
    let packages: Vec<_> = servers.iter().map(|(_, package)| *package).collect();
    let places = input::locate_packages(text, source.paths, &packages);
    let facts = servers.into_iter().zip(places);
    facts.map(|((server, package), place)| Fact::new(server, package, place)).collect()
}

pub(super) fn place_notes(text: &str, source: &SourceText<'_>, notes: &[Note]) -> Vec<ReportNote> {
    let spans: Vec<Span> = notes.iter().filter_map(|note| note.span).collect();
    let offsets: Vec<u32> = spans.iter().map(|span| span.start).collect();
    let mut places = input::locate(text, source.paths, &offsets).into_iter();
    let place = |note: &Note| ReportNote {
        level: note.level,
        code: note.code,
        message: note.message.to_string(),
        source: source.name.to_owned(),
        location: note.span.and_then(|_| places.next()),
    };
    notes.iter().map(place).collect()
}
