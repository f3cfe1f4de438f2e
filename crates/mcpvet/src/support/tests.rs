use super::{DoubtKind, Policy, Question, Verdict, lint};
use crate::catalogue::Support;
use crate::package::Ecosystem;

/// As the official Python SDK writes it.
const WORDS: &str = "\
# Security policy

| Version | Line | Support |
| :-- | --- | --: |
| 2.x (newest release) | main | Supported |
| 1.x newest release (v1.x branch) | v1.x | Critical and security fixes only |
| older 1.x releases, and all pre-releases | | unsupported |
";

/// As the Inspector writes it: a row a package, signs for words.
const SIGNS: &str = "\
| Version | Package | Support |
|---|---|---|
| `2.x` | `inspector` | ✅ |
| `1.x` | `inspector` | ⚠️ security only |
| `1.x` | `inspector-client` | ❌ |
| `< 1.0.0` | any | ❌ |
";

const HTML: &str = "\
Text before.
<TABLE class=\"x\">
<tr><th>Version</th><th>Supported until</th><th>Status</th></tr>
<tr><td><b>3.x</b></td><td>2028-01-31</td>
    <td>active</td></tr>
<tr><td>&lt; 3.0<td>2026-06-30<td>end of life
</tr>
</TABLE>
";

fn verdict(policy: &Policy, version: &str, known: &[&str]) -> Verdict {
    policy.answer(&Question { version, known, ..Question::default() }).expect(version).verdict
}

#[test]
fn words_say_what_is_supported() {
    let policy = Policy::read(WORDS);
    assert_eq!(policy.tables[0].line, 3);
    let states: Vec<_> = policy.rows().map(|row| (row.line, row.support)).collect();
    let (full, security, ended) = (Support::Full, Support::Security, Support::Ended);
    assert_eq!(states, [(5, Some(full)), (6, Some(security)), (7, Some(ended))]);
    // Without a newest release it cannot be told; with one the row for the others answers.
    assert_eq!(verdict(&policy, "1.29.0", &[]), Verdict::IfNewest);
    let known = ["1.30.0", "2.3.0"];
    assert_eq!(verdict(&policy, "1.29.0", &known), Verdict::Ended);
    assert_eq!(verdict(&policy, "1.30.0", &known), Verdict::SecurityOnly);
    assert_eq!(verdict(&policy, "2.3.0", &known), Verdict::Supported);
    let answer =
        policy.answer(&Question { version: "1.30.0", known: &known, ..Question::default() });
    assert_eq!(answer.unwrap().newest.as_deref(), Some("1.30.0"));
    assert!(policy.answer(&Question { version: "latest", ..Question::default() }).is_err());
}

#[test]
fn signs_and_packages_say_it_too() {
    let policy = Policy::read(SIGNS);
    let of = |version, package| {
        policy.answer(&Question { version, package, ..Question::default() }).unwrap().verdict
    };
    assert_eq!(of("2.12.0", "inspector"), Verdict::Supported);
    assert_eq!(of("1.2.0", "inspector"), Verdict::SecurityOnly);
    assert_eq!(of("1.2.0", "inspector-client"), Verdict::Ended);
    assert_eq!(of("0.14.1", ""), Verdict::Ended);
    assert_eq!(of("3.0.0", ""), Verdict::Unknown);
}

#[test]
fn tables_of_tags_have_days() {
    let policy = Policy::read(HTML);
    assert_eq!(
        (policy.tables[0].line, policy.rows().map(|row| row.line).collect::<Vec<_>>()),
        (3, vec![4, 6])
    );
    let on = |day: &str| Question {
        version: "3.1.0",
        on: Some(day.parse().unwrap()),
        ..Question::default()
    };
    let answer = policy.answer(&on("2028-01-31")).unwrap();
    assert_eq!(
        (answer.verdict, answer.until.unwrap().to_string()),
        (Verdict::Supported, "2028-01-31".to_owned())
    );
    assert_eq!(policy.answer(&on("2028-02-01")).unwrap().verdict, Verdict::Ended);
    assert_eq!(verdict(&policy, "2.9.9", &[]), Verdict::Ended);
}

#[test]
fn several_tables_are_read_and_others_passed_over() {
    let text = format!(
        "| Name | Mail |\n|---|---|\n| a | b |\n\n{SIGNS}\n```\n| Version | Supported |\n|---|---|\n| 9.x | yes |\n```\n{HTML}"
    );
    let policy = Policy::read(&text);
    assert_eq!(policy.tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [4, 2]);
}

#[test]
fn cells_of_versions_are_ranges() {
    let holds = |cell: &str, inside: &[&str], outside: &[&str]| {
        let policy = Policy::read(&format!("Version | Supported\n--- | ---\n{cell} | yes\n"));
        for (versions, expected) in [(inside, Verdict::Supported), (outside, Verdict::Unknown)] {
            for version in versions {
                assert_eq!(verdict(&policy, version, &[]), expected, "{cell}: {version}");
            }
        }
    };
    holds("1.0.x", &["1.0.0", "1.0.9"], &["1.1.0", "0.9.9"]);
    holds("v1.x.x", &["1.0.0", "1.9.9"], &["2.0.0"]);
    holds("1.2", &["1.2.7"], &["1.3.0"]);
    holds("1.2.3", &["1.2.3"], &["1.2.4"]);
    holds("< 1.0", &["0.9.9"], &["1.0.0"]);
    holds("<=1.4", &["1.4.9", "1.0.0"], &["1.5.0"]);
    holds("> 1.4", &["1.5.0"], &["1.4.9"]);
    holds("≥ 2", &["2.0.0", "3.0.0"], &["1.9.9"]);
    holds("1.2 - 1.4", &["1.2.0", "1.4.9"], &["1.5.0", "1.1.9"]);
    holds("1.2+", &["1.2.0", "9.0.0"], &["1.1.9"]);
    holds("1.2 and later", &["1.2.0", "9.0.0"], &["1.1.9"]);
    holds("1.2.x and older", &["1.2.9", "0.1.0"], &["1.3.0"]);
    holds("below 1.0", &["0.9.9"], &["1.0.0"]);
    holds(">= 1.0, < 1.5", &["1.4.0"], &["1.5.0", "0.9.0"]);
    holds("all other versions", &["0.1.0", "9.0.0"], &[]);
    holds("99999999999999999999.x", &[], &["1.0.0"]);
    holds("the one in production", &[], &["1.0.0"]);
}

#[test]
fn the_rules_about_release_lines_hear_of_a_table() {
    let lines = Policy::read(
        "Version|Supported|Latest|Until\n-|-|-|-\n2.x|yes|2.1.0|\n< 2|no||2026-01-31\nsome|yes||\n",
    )
    .catalogue_lines(Ecosystem::Go, "example.com/x");
    assert_eq!(
        lines,
        "line\tGo\texample.com/x\tvers:golang/>=v2.0.0|<v3.0.0\tfull\t2.1.0\t\t\n\
         line\tGo\texample.com/x\tvers:golang/<v2.0.0\tended\t\t2026-01-31\t\n"
    );
    #[cfg(feature = "bundled")]
    for (purl, ecosystem, rule) in [
        ("pkg:npm/notes-mcp@1.0.0", Ecosystem::Npm, "LIF-001"),
        ("pkg:pypi/notes-mcp@2.0.1", Ecosystem::PyPI, "LIF-002"),
        ("pkg:cargo/notes-mcp@3.0.1", Ecosystem::CratesIo, "LIF-003"),
        ("pkg:maven/notes/notes-mcp@3.0.1", Ecosystem::Maven, "LIF-003"),
        ("pkg:nuget/notes-mcp@3.0.1", Ecosystem::NuGet, "LIF-003"),
        ("pkg:gem/notes-mcp@3.0.1", Ecosystem::RubyGems, "LIF-003"),
        ("pkg:composer/notes/notes-mcp@1.0.1", Ecosystem::Packagist, "LIF-001"),
        ("pkg:golang/notes/notes-mcp@v1.0.1", Ecosystem::Go, "LIF-001"),
    ] {
        let name = match ecosystem {
            Ecosystem::Maven => "notes:notes-mcp",
            Ecosystem::Packagist | Ecosystem::Go => "notes/notes-mcp",
            _ => "notes-mcp",
        };
        let table = "Version|Supported|Latest\n-|-|-\n3.x|yes|3.1.0\n2.x|security|\n1.x|no|\n";
        let lines = Policy::read(table).catalogue_lines(ecosystem, name);
        let options = crate::Options { lines, ..crate::Options::default() };
        let input = [crate::Input { bytes: purl.as_bytes(), ..crate::Input::default() }];
        let report = crate::check_with(&crate::pack::Pack::bundled(), &input, &options);
        let rules: Vec<_> = report.results[0].rules.iter().map(|found| found.rule).collect();
        assert_eq!(rules, [rule], "{purl}");
    }
}

#[test]
fn a_policy_is_told_what_it_leaves_out() {
    let kinds = |text: &str| -> Vec<(u32, DoubtKind)> {
        lint(text).iter().map(|doubt| (doubt.line, doubt.kind)).collect()
    };
    let good = format!(
        "{WORDS}\nWrite to security@notes.dev. We acknowledge within 3 business days,\nevaluate within 10 and fix soon after.\n"
    );
    assert_eq!(kinds(&good), []);
    let template = "Use this section to tell people about versions.\n\nReport to <your-email@example.com>.\n\n\
                    We will respond\nas soon as possible.\n\nVersion|Supported\n-|-\n1.0.x|:x:\nold|perhaps\n";
    assert_eq!(
        kinds(template),
        [
            (1, DoubtKind::Placeholder),
            (1, DoubtKind::NoContact),
            (1, DoubtKind::NoPromise),
            (3, DoubtKind::Placeholder),
            (5, DoubtKind::VaguePromise),
            (8, DoubtKind::NothingSupported),
            (11, DoubtKind::UnreadRow),
        ]
    );
    assert_eq!(
        kinds("Use “Report a vulnerability”.\n"),
        [(1, DoubtKind::NoTable), (1, DoubtKind::NoPromise)]
    );
}
