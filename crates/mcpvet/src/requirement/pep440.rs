//! PEP 440 version specifiers: `>=1.4,<2`, `~=2.2`, `==1.2.*`, `!=1.5`.
//!
//! Spec: <https://packaging.python.org/specifications/version-specifiers/#version-specifiers>.
//!
//! The rules that reach beyond plain comparison are kept:
//! - `==1.0`, `!=1.0` and `<=1.0` count `1.0+local` as `1.0`;
//! - `>1.0` leaves out `1.0.post1` and `1.0+local`, `<1.0` leaves out `1.0rc1`, unless the version
//!   that is named is a post- or pre-release itself;
//! - `==1.2.*` holds everything from `1.2.dev0` on, `~=1.4.2` is `>=1.4.2,==1.4.*`.
//!
//! A pre-release that a tool would leave out by default belongs to a specifier here. `===` compares
//! texts without regard to case, so `1.0.0` does not meet `===1.0`; the intervals hold every
//! spelling of that version.

use super::comparison::all_of;
use super::{Interval, Intervals, up_to};
use crate::version::{Key, Scheme, VersionError, pep440::Version};

#[derive(Clone, Copy)]
enum Operator {
    Identical,
    Equal,
    NotEqual,
    AtMost,
    AtLeast,
    Compatible,
    Below,
    Above,
}

const OPERATORS: [(&str, Operator); 8] = [
    ("===", Operator::Identical),
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("~=", Operator::Compatible),
    ("<", Operator::Below),
    (">", Operator::Above),
];

const EXPECTED: VersionError = VersionError::new("expected a specifier such as >=1.4,<2 or ~=2.2");

pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let key = Scheme::Pep440.key(version)?;
    for clause in clauses(requirement) {
        let allowed = match clause.strip_prefix("===") {
            Some(text) => is_text(text) && version.eq_ignore_ascii_case(text.trim_ascii()),
            None => self::clause(clause)?.contains(&key),
        };
        if !allowed {
            return check(requirement).map(|()| false);
        }
    }
    Ok(true)
}

/// Whether all clauses can be read.
fn check(requirement: &str) -> Result<(), VersionError> {
    clauses(requirement).try_for_each(|clause| match clause.strip_prefix("===") {
        Some(text) if is_text(text) => Ok(()),
        Some(_) => Err(EXPECTED),
        None => self::clause(clause).map(|_| ()),
    })
}

/// Whether a text can stand behind `===`.
fn is_text(text: &str) -> bool {
    let text = text.trim_ascii();
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == ';' || c == ')')
}

fn clauses(requirement: &str) -> impl Iterator<Item = &str> {
    requirement.split(',').map(str::trim_ascii).filter(|clause| !clause.is_empty())
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    all_of(&mut clauses(requirement).map(clause))
}

fn clause(clause: &str) -> Result<Intervals, VersionError> {
    let (operator, version) = OPERATORS
        .iter()
        .find_map(|(sign, operator)| Some((*operator, clause.strip_prefix(sign)?)))
        .ok_or(EXPECTED)?;
    set(operator, version.trim_ascii())
}

fn set(operator: Operator, text: &str) -> Result<Intervals, VersionError> {
    let (prefix, is_prefix) = match text.strip_suffix(".*") {
        Some(prefix) => (prefix, true),
        None => (text, false),
    };
    if matches!(operator, Operator::Identical) {
        return Ok(single(Interval::exactly(&Scheme::Pep440.key(text)?)));
    }
    let version = Version::parse(prefix)?;
    let equal = match (is_prefix, version.has_local()) {
        (true, _) if !version.is_release_alone() => return Err(EXPECTED),
        (true, _) => Interval { from: version.below(), to: version.above_prefix(0) },
        (false, true) => Interval::exactly(&version.key()),
        (false, false) => Interval { from: version.key(), to: Some(version.above_locals()) },
    };
    match operator {
        Operator::Identical | Operator::Equal => Ok(single(equal)),
        Operator::NotEqual => Ok(single(equal).complement()),
        _ if is_prefix || version.has_local() => Err(EXPECTED),
        Operator::AtMost => below(version.above_locals()),
        Operator::AtLeast => Ok(single(Interval { from: version.key(), to: None })),
        Operator::Below => below(version.below()),
        Operator::Above => Ok(single(Interval { from: version.above(), to: None })),
        Operator::Compatible => {
            let to = version.above_prefix(1).ok_or(EXPECTED)?;
            Ok(single(Interval { from: version.key(), to: Some(to) }))
        }
    }
}

fn single(interval: Interval) -> Intervals {
    Intervals::union(vec![interval])
}

fn below(to: Key) -> Result<Intervals, VersionError> {
    Ok(single(up_to(to, &Version::parse("0.dev0")?.key())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_refused};
    use crate::version::Scheme;

    #[test]
    fn allows_what_packaging_allows() {
        check(
            Scheme::Pep440,
            &[
                ("", "+1.0 +1.0.dev0 +1!0"),
                ("==1.0", "+1.0 +1.0.0 +1.0+local -1.0.post1 -1.0rc1 -1.0.1"),
                ("==1.0+local", "+1.0+LOCAL -1.0 -1.0+local.1"),
                ("== 1.2.*", "+1.2.dev0 +1.2 +1.2.9+l +1.2.post1 -1.3.dev0 -1.1.9 -1!1.2"),
                ("==1.0.*", "+1 +1.0.5 -1.1.dev0"),
                ("==2.2.*", "-2 -2.1"),
                ("!=1.0", "-1.0+local +1.0.post1 +1.0rc1"),
                ("!=1.2.*", "+1 -1.2 -1.2rc1 +1.3"),
                ("<=1.0", "+1.0+local +1.0rc1 -1.0.post1.dev1"),
                (">=1.0", "-1.0rc1 +1.0 +1.0+local +1.0.post1"),
                ("<1.0", "-1.0.dev0 -1.0rc1 +0.9.post1"),
                ("<1.0rc2", "+1.0rc1 +1.0.dev1 -1.0rc2"),
                ("<10.post1", "+10a1 +10 -10.post1.dev0"),
                ("<1!1.0rc1", "+1rc2 -1!1.0rc1"),
                (">1.0", "-1.0+local -1.0.post1 -1.0.post1+l +1.0.1.dev0"),
                (">1.0a1", "-1.0a1.post1 +1.0a2.dev0 +1.0 +1.0.post1"),
                (">1.0.post1", "-1.0.post1+l +1.0.post2.dev0"),
                (">1.0.dev1", "-1.0.dev1+l +1.0.dev2 +1.0"),
                ("~=2.2", "-2.1 +2.2 +2.9 -3.0.dev0"),
                ("~=1.4.5", "+1.4.9 -1.5"),
                ("~=2.2.post3", "-2.2 +2.2.post3 +2.3 -3"),
                ("~=2.2.0", "+2.2.1 -2.3"),
                (">=1.4, <2 ,!=1.5", "+1.4 -1.5 +1.9 -2"),
                ("===1.0", "+1.0 -1.0+local -1.1"),
                (">=1.0,", "+1.0"),
            ],
        );
        assert!(super::intervals("<0").unwrap().is_empty());
    }

    #[test]
    fn refuses_what_packaging_refuses() {
        check_refused(
            Scheme::Pep440,
            &[
                "1.0",
                "~=1",
                "~=1.0.*",
                "~=1.0+l",
                ">=1.0.*",
                "<=1.0+l",
                "==1.0a1.*",
                "==1.0+l.*",
                "==",
                "^1.0",
                "=>1",
                ">=1 <2",
                "==latest",
                "===latest",
            ],
        );
    }
}
