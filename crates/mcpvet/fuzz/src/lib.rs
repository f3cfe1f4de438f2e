//! What every fuzz target asserts; a target itself is one line that names its subject.

use mcpvet::advisory::evaluate::{Question, Statement};
use mcpvet::advisory::{Advisory, Affected, Event};
use mcpvet::audit;
use mcpvet::evidence::{Before, Evidence, verify};
use mcpvet::harden::{Answers, Sight, Status, assess};
use mcpvet::input::toml::{Data, Value, read_tree};
use mcpvet::input::{Format, Inventory};
use mcpvet::launch::{Dialect, Subject, resolve_argv, resolve_line};
use mcpvet::monitor::{self, compare, feed};
use mcpvet::pack::{Pack, write};
use mcpvet::package::{Package, RequirementClass, Source};
use mcpvet::purl::{Parts, Purl};
use mcpvet::report::Verdict;
use mcpvet::requirement::{self, Intervals, Vers};
use mcpvet::respond::{Knowledge, issue, respond};
use mcpvet::scope::{Facts, QUESTIONS, Step, decide, next};
use mcpvet::support::{self, Plan, PlanLine, Policy, Row, lint as policy_lint};
use mcpvet::version::Scheme;
use mcpvet::{Checker, Ecosystem, Input, Options, check, inventory};

/// Runs the property of the target of this name, such as `version_npm` or `purl`.
///
/// The part in front of the first `_` says which property, the rest of what.
pub fn target(name: &str, bytes: &[u8]) {
    match name.split_once('_') {
        Some(("format", id)) => format(&id.replace('_', "-"), bytes),
        Some(("version", of)) => scheme(named(of), bytes),
        Some(("watch", "status")) => watch_status(bytes),
        Some(("watch", "state")) => watch_state(bytes),
        Some(("launch", "argv")) => argv(bytes),
        Some(("launch", shell)) => line(Dialect::from_name(shell).expect("a shell"), bytes),
        Some(("requirement", "vers")) => vers(bytes),
        Some(("requirement", of)) => requirement(named(of), bytes),
        None if name == "pack" => pack(bytes),
        None if name == "purl" => purl(bytes),
        None if name == "osv" => osv(bytes),
        None if name == "toml" => toml(bytes),
        None if name == "scope" => scope(bytes),
        None if name == "support" => support(bytes),
        None if name == "audit" => audit(bytes),
        None if name == "evidence" => evidence(bytes),
        None if name == "harden" => harden(bytes),
        _ => panic!("no property is called {name}"),
    }
}

fn named(name: &str) -> Scheme {
    let found = Scheme::ALL.iter().find(|scheme| format!("{scheme:?}").eq_ignore_ascii_case(name));
    *found.unwrap_or_else(|| panic!("no scheme is called {name}"))
}

thread_local! {
    /// Made ready once: for a short input that takes longer than to read it.
    static CHECKER: Checker<'static> = Checker::new(leak(Pack::bundled()), leak(Options::default()));
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A format reads any bytes without panic, and each place that it names holds what it says.
pub fn format(id: &str, bytes: &[u8]) {
    let format = Format::by_id(id).unwrap_or_else(|| panic!("no format is called {id}"));
    let (text, _) = mcpvet::input::decode(bytes);
    let mut found = Inventory::default();
    (format.parse)(&text, &mut found);
    found.packages.iter().for_each(|package| points_at_what_it_says(package, &text));
    let input = [Input { format: Some(id), bytes, ..Input::default() }];
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n' || **byte == 0).count() as u32;
    for package in &inventory(&input).results[0].packages {
        assert!(package.location.line <= lines && package.location.column >= 1);
    }
    let report = CHECKER.with(|checker| checker.report(input.iter().map(|one| checker.check(one))));
    let counted = &report.summary;
    assert_eq!(
        counted.packages,
        counted.affected + counted.undecided + counted.unaffected + counted.local
    );
}

/// What was read is in the text: a package stands where its version or its name is written.
///
/// A tool may write a name in another way than its ecosystem files it, so that only letters and
/// digits are compared; what is escaped, filled in or left out at that place is not compared.
fn points_at_what_it_says(package: &Package<'_>, text: &str) {
    let Package { name, requirement, alias, span, .. } = package;
    let (start, end) = (span.start as usize, span.end as usize);
    let raw = text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} is no place"));
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (found, said) = (plain(raw), [Some(name), Some(&requirement.text), alias.as_ref()]);
    let agrees = |said: &str| {
        let said = plain(said);
        said.contains(&found) || (!said.is_empty() && found.contains(&said))
    };
    // Of code from elsewhere the version stands there, or its URL without what is secret in it.
    let is_public = package.source == Source::Registry && package.launch.is_none();
    let is_spelled_out = is_public && !requirement.text.is_empty();
    let is_filled_in = raw.contains(['\\', '&', '%', '$', '{', '<', '"', '\n'])
        || requirement.text.contains(['…', '$'])
        // The bare name of a variable, which has its value elsewhere, or right behind it.
        || (raw.starts_with(char::is_alphabetic)
            && (text.matches(raw.rsplit('.').next().unwrap_or(raw)).count() > 1
                || text[end..].trim_start().starts_with('='))
            && text.contains(&*requirement.text))
        // What is named only when the file runs, which can be put together from several places.
        || (name.is_empty() && requirement.class == RequirementClass::Dynamic);
    // `""`, which allows any version, has its place between the quotes.
    let quotes = text.get(start.saturating_sub(1)..end + 1);
    let is_empty = matches!(quotes, Some("\"\"" | "''")) && requirement.text == "*";
    let holds = !is_spelled_out
        || is_filled_in
        || is_empty
        || (!raw.is_empty() && said.into_iter().flatten().any(|it| agrees(it)));
    assert!(holds, "{raw:?} at {start} is no place of {name} {}", requirement.text);
}

/// Keys of a scheme are a total order in which no key begins another one.
fn scheme(scheme: Scheme, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let keys: Vec<_> =
        text.split('\n').take(8).filter_map(|version| scheme.key(version).ok()).collect();
    for a in &keys {
        for b in &keys {
            let starts = b.as_bytes().starts_with(a.as_bytes());
            assert!(!starts || a == b, "the key {a:?} begins {b:?}");
            assert!(a >= b || a.successor() <= *b, "a version between {a:?} and its successor");
        }
    }
}

/// A requirement is a set: together with its complement it holds each version exactly once, and
/// what the tool would take lies in it.
fn requirement(scheme: Scheme, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (requirement, version) = text.split_once('\n').unwrap_or((&text, "1.0.0"));
    let allowed = requirement::contains(scheme, requirement, version);
    let Ok(set) = requirement::intervals(scheme, requirement) else { return };
    let rest = set.complement();
    assert!(set.intersection(&rest).is_empty());
    let both = set.as_slice().iter().chain(rest.as_slice()).cloned().collect();
    assert_eq!(Intervals::union(both), Intervals::all());
    if let Ok(key) = scheme.key(version) {
        assert!(set.contains(&key) != rest.contains(&key));
        assert!(allowed != Ok(true) || set.contains(&key));
    }
}

/// Facts that are read come back as they were, are decided, and asking on ends at the same rule.
fn scope(bytes: &[u8]) {
    let Ok(mut facts) = serde_json::from_slice::<Facts>(bytes) else { return };
    let text = serde_json::to_string(&facts).expect("facts are JSON");
    assert_eq!(serde_json::from_str::<Facts>(&text).expect("they are read again"), facts);
    assert!(!decide(&facts).rule.name.is_empty());
    for _ in 0..=QUESTIONS.len() {
        match next(&facts) {
            Step::Decided(decision) => {
                return assert_eq!(decision.rule.condition, decide(&facts).rule.condition);
            }
            Step::Ask(question) => {
                let answer = question.answers[bytes.len() % question.answers.len()].0;
                facts.add(question.key, answer).expect("one of its answers");
            }
        }
    }
    panic!("no decision after every question");
}

/// The files of an audit may hold anything: problems stand at lines that are there, and what is
/// shown of a record cannot steer a terminal or a page. The first line is the name of a file.
fn audit(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (name, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let folder = "audits/github.com/example/notes/audits/ada-2026-01-31-001";
    let (own, finding) = (format!("{folder}/{name}"), format!("{folder}/findings/{name}.md"));
    let names = ["audit-manifest.json", "security-assessment.md", "../../metadata.json"];
    let mut paths: Vec<_> = names.iter().map(|name| format!("{folder}/{name}")).collect();
    paths.extend([own, finding, name.to_owned(), format!("audits/{name}")]);
    let files: Vec<_> = paths.iter().map(|path| audit::File { path, text: rest }).collect();
    let lines = rest.lines().count() as u32 + 1;
    for problem in audit::lint(&files) {
        assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
        assert!(audit::RULES.iter().any(|row| row.0 == problem.rule), "{problem:?}");
    }
    let mut links = audit::Links::default();
    links.add_manifest(rest);
    for found in audit::read(&files, &links) {
        assert!(audit::Id::read(&found.id.to_string()) == Some(found.id.clone()));
        let shown =
            [found.id.to_string(), found.repository.clone(), found.sentence(), found.target()];
        let is_plain = |c: char| c.is_ascii() && !c.is_control() && !"<>&\"'".contains(c);
        assert!(shown.iter().all(|text| text.chars().all(is_plain)), "{shown:?}");
    }
    if let Some(place) = mcpvet::repository::place(name) {
        assert_eq!(mcpvet::repository::place(&format!("https://{place}")), Some(place));
    }
    let (begin, end) =
        ("<!-- BEGIN_PROMPT_INJECTION_EXAMPLE -->", "<!-- END_PROMPT_INJECTION_EXAMPLE -->");
    if !rest.contains(end) && !rest.starts_with('{') {
        let text = format!("{begin}\n{rest}\n{end}\n");
        let path = format!("{folder}/raw-notes.md");
        let found = audit::lint(&[audit::File { path: &path, text: &text }]);
        assert!(found.iter().all(|problem| problem.rule != "AUD-005"), "{found:?}");
    }
}

/// A policy of any bytes has rows in its lines, answers, and can be linted; what is understood of a
/// table stands again in a table that is written from it.
fn support(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let policy = Policy::read(&text);
    let lines = text.lines().count() as u32;
    assert!(policy.rows().all(|row| (1..=lines).contains(&row.line)));
    assert!(policy_lint(&text).iter().all(|doubt| doubt.line >= 1 && doubt.line <= lines + 1));
    for ecosystem in [Ecosystem::Npm, Ecosystem::Go, Ecosystem::PyPI] {
        let lines = policy.catalogue_lines(ecosystem, "x");
        assert!(lines.lines().all(|line| line.split('\t').count() == 8), "{lines:?}");
    }
    let line = |row: &Row| {
        let is_plain = !row.versions.text.contains(['\\', '|', '<', '&', '`']);
        row.support.filter(|_| is_plain && !row.versions.text.is_empty()).map(|support| PlanLine {
            package: String::new(),
            versions: row.versions.text.clone(),
            support,
            latest: String::new(),
            until: row.until,
        })
    };
    let plan = Plan { line: policy.rows().filter_map(line).collect() };
    let again = Policy::read(&plan.markdown());
    let understood: Vec<_> = again.rows().map(|row| (row.support, row.until)).collect();
    let written: Vec<_> = plan.line.iter().map(|line| (Some(line.support), line.until)).collect();
    assert_eq!(understood, written, "{}", plan.markdown());
    for version in ["1.0.0", "0.9.1-rc.1", "2.3.4"] {
        let question = support::Question { version, known: &["1.0.1"], ..Default::default() };
        assert!(policy.answer(&question).is_ok());
    }
}

/// A status file that is read says the same when every line is written again, and its faults have
/// lines of the text.
fn watch_status(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match monitor::Status::read(&text) {
        Ok(status) => {
            let entries: Vec<_> = status.entries().cloned().collect();
            let again =
                monitor::Status::read(&status.edit(&text, &entries)).expect("what was written");
            let same =
                again.entries().zip(&entries).all(|(a, b)| (&a.key, a.word) == (&b.key, b.word));
            assert!(same && again.entries().count() == entries.len());
            assert_eq!(again.edit("", &entries), status.edit("", &entries));
        }
        Err(faults) => {
            let lines = text.lines().count().max(1) as u32;
            assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
        }
    }
}

/// A state that is read is written and read again; a run that sees nothing of it calls nothing fixed,
/// and what it tells can be shown.
fn watch_state(bytes: &[u8]) {
    let Ok(state) = monitor::State::read(&String::from_utf8_lossy(bytes)) else { return };
    assert_eq!(monitor::State::read(&state.write()).as_ref(), Ok(&state));
    let over =
        |state: &monitor::State| state.standing.values().filter(|one| one.place.is_over()).count();
    let before = over(&state);
    let today = "2026-11-28".parse().expect("a day");
    let (status, pack, spans) =
        (monitor::Status::default(), Pack::bundled(), monitor::Policy::default());
    let run = compare(state, &status, monitor::Sight::default(), &pack, &spans, today);
    assert!(over(&run.state) <= before);
    let page = monitor::Page::new(&run.digest);
    let _ = (mcpvet::render::digest::html(&page), mcpvet::render::digest::slack(&page));
    let _ = mcpvet::render::feed::atom(&feed(&run.state, &status, "x", "y"));
}

/// A `vers:` range says the same alone and as a requirement of its ecosystem.
fn vers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (range, version) = text.split_once('\n').unwrap_or((&text, "1.0.0"));
    let Ok(vers) = Vers::parse(range) else { return };
    if let Some(scheme) = vers.scheme() {
        assert_eq!(vers.contains(version), requirement::contains(scheme, range, version));
    }
}

/// What is planted where people put secrets; in no other place of an input is this text kept.
const SECRET: &str = "SECRETVALUE";

/// Ways to write a secret onto a command line.
const PLANTED: [&[&str]; 6] = [
    &["--token", "SECRETVALUE"],
    &["--api-key", "SECRETVALUE"],
    &["--token=SECRETVALUE"],
    &["-e", "KEY=SECRETVALUE"],
    &["--header", "Authorization: Bearer SECRETVALUE"],
    &["https://user:SECRETVALUE@mcp.example.com/sse?key=SECRETVALUE#SECRETVALUE"],
];

/// A line of a shell has a bounded number of subjects, each in its place, and none shows a secret
/// that stands behind its command.
fn line(shell: Dialect, bytes: &[u8]) {
    let text = without_secret(bytes);
    checked(&resolve_line(&text, shell), text.len(), |_| text.encode_utf16().count());
    for words in PLANTED {
        let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let planted = format!("npx {} {text}", quoted.join(" "));
        hidden(&resolve_line(&planted, shell), &planted);
    }
}

/// The same for a command with its arguments, one a line; a secret can stand between any of them.
fn argv(bytes: &[u8]) {
    let text = without_secret(bytes);
    let words: Vec<_> = text.split('\n').collect();
    let units = |word: Option<usize>| {
        word.and_then(|word| words.get(word)).map_or(0, |word| word.encode_utf16().count())
    };
    checked(&resolve_argv(&words), text.len(), units);
    // Behind an option the planted one would be its value, behind dashes it is no option.
    let is_free = |place: &usize| !words[..*place].iter().any(|word| word.starts_with('-'));
    let place = 1 + bytes.len() % words.len();
    let Some(place) = (1..=place).rev().find(is_free) else { return };
    for secret in PLANTED {
        let mut planted = words.clone();
        planted.splice(place..place, secret.iter().copied());
        hidden(&resolve_argv(&planted), &planted.join(" "));
    }
}

fn without_secret(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace(SECRET, "")
}

fn checked(subjects: &[Subject], length: usize, units: impl Fn(Option<usize>) -> usize) {
    assert!(subjects.len() <= 8 * (length + 1), "{} subjects", subjects.len());
    for Subject { location, .. } in subjects {
        assert!(location.start <= location.end && location.end <= units(location.word));
    }
}

fn hidden(subjects: &[Subject], asked: &str) {
    for Subject { name, requirement, runner, .. } in subjects {
        for text in [Some(name), requirement.as_ref(), Some(runner)].into_iter().flatten() {
            let shown = text.to_ascii_uppercase().contains(SECRET);
            assert!(!shown, "{asked:?} shows {text:?}");
        }
    }
}

/// An altered pack is refused or read without panic.
fn pack(bytes: &[u8]) {
    let Ok(pack) = Pack::open(bytes) else { return };
    let list = Input { bytes: b"mcp-remote@0.1.15\nmcp==1.9.0\n", ..Input::default() };
    let _ = check(&pack, &[list]).to_json();
    let _ = pack.advisories().map(|row| (row.aliases().count(), pack.document(row))).count();
}

/// What is read as a package URL is written canonically: reading that, and building it from its
/// parts, gives the same again.
fn purl(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parts = Parts::parse(&text);
    if let Ok(parts) = &parts {
        let _ = (parts.package(), parts.full_version());
    }
    let Ok(purl) = Purl::parse(&text) else { return };
    assert!(parts.is_ok());
    let canonical = purl.to_string();
    assert!(canonical.is_ascii(), "{canonical}");
    assert_eq!(Purl::parse(&canonical).as_ref(), Ok(&purl), "{canonical}");
    assert_eq!(Purl::new(purl.parts().clone()).as_ref(), Ok(&purl), "{canonical}");
}

/// What is read as an OSV record answers for its packages at every version that it names: a listed
/// one is affected unless the record was withdrawn, in a release or without one. What compiles is
/// a sound pack.
fn osv(bytes: &[u8]) {
    let Ok(record) = mcpvet::advisory::osv::read(&String::from_utf8_lossy(bytes)) else { return };
    for affected in record.affected.iter().take(20) {
        answers(&record, affected);
    }
    let warnings = mcpvet::advisory::osv::warnings(&record);
    assert!(warnings.iter().all(|words| words.starts_with("affected[")));
    if let Ok(pack) = write(std::slice::from_ref(&record), "", record.modified) {
        assert_eq!(Pack::open(&pack).map(|pack| pack.verify()), Ok(Ok(())));
    }
}

fn answers(record: &Advisory, affected: &Affected) {
    let release = affected.release.as_deref().unwrap_or_default();
    let Affected { ecosystem, ref package, ref versions, ref ranges, .. } = *affected;
    let said = Statement::read(record, &Question { ecosystem, release, package, version: "" });
    let boundaries = ranges.iter().flat_map(|range| &range.events).map(|event| match event {
        Event::Introduced(version)
        | Event::Fixed(version)
        | Event::LastAffected(version)
        | Event::Limit(version) => version,
    });
    for version in versions.iter().chain(boundaries).take(50) {
        let answer = said.evaluate(version);
        assert!(!answer.explanation.is_empty());
        let is_affected = record.withdrawn.is_none() && versions.contains(version);
        assert!(!is_affected || answer.verdict == Verdict::Affected, "{version} is listed");
    }
}

/// Any text is read as TOML, and what is read stands where its span says.
fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut inventory = Inventory::default();
    stands_where_it_says(&read_tree(&text, &mut inventory), &text);
    for span in inventory.notes.iter().filter_map(|note| note.span) {
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
}

fn stands_where_it_says(value: &Value<'_>, text: &str) {
    let raw = &text[value.span.start as usize..value.span.end as usize];
    match &value.data {
        Data::Scalar(scalar) => assert_eq!(*scalar, raw),
        Data::String(string) => assert!(string == raw || raw.contains('\\')),
        Data::Array(elements) => {
            elements.iter().for_each(|element| stands_where_it_says(element, text));
        }
        Data::Object(members) => {
            for (key, member) in members {
                let raw = &text[key.span.start as usize..key.span.end as usize];
                assert!(key.value == raw || raw.contains('\\'));
                stands_where_it_says(member, text);
            }
        }
        Data::Nothing => {}
    }
}

/// A report or record may hold anything: without its inputs no finding of it is gone, and a record
/// comes back as it was written.
fn evidence(bytes: &[u8]) {
    let pack = Pack::bundled();
    let (report, nothing) = (check(&pack, &[]), inventory(&[]));
    let record = Evidence::read(bytes);
    let claims = Before::read(bytes).map(|before| before.claims());
    let recorded = record.as_ref().map(Evidence::claims);
    for claims in claims.into_iter().chain(recorded.ok()) {
        let result = verify(&pack, &claims, &report, &nothing);
        assert_eq!(result.findings.len(), claims.len());
        assert!(result.findings.iter().all(|one| !one.state.is_closed()));
        assert!(result.new.is_empty());
    }
    if let Ok(record) = record {
        let text = mcpvet::report::to_json(&record);
        assert!(Evidence::read(text.as_bytes()).is_ok_and(|back| back == record));
    }
}

/// Whatever an input holds: what holds was looked at, and every checklist can be written.
fn harden(bytes: &[u8]) {
    let pack = Pack::bundled();
    let inputs = [Input { bytes, ..Input::default() }];
    let report = check(&pack, &inputs);
    let seen = [Sight::of(&pack, &inputs[0])];
    let hardening = assess(&report, &seen, &Answers::default());
    for outcome in hardening.outcomes() {
        assert!(outcome.status != Status::Holds || !outcome.looked_at.is_empty());
    }
    assert_eq!(mcpvet::harden::csv(&hardening).lines().count(), 57);
    let cases = respond(&report, &inventory(&inputs), &Knowledge::new(&pack, Vec::new()));
    assert_eq!(issue(&cases, "").lines().nth(1), Some(""));
}
