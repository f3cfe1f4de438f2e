//! Hackage ranges: `>=1.2 && <1.3`, `^>=1.2.3`, `==1.2.*`, `==1.0 || (>1.1 && <=1.4)`, `-any`.
//!
//! Reference: <https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#pkg-field-build-depends>.
//! `&&` binds tighter than `||`, `^>=1.2.3` is at least 1.2.3 and below 1.3, and `{1.2, 1.4}` behind
//! `==` or `^>=` is each of them.

use super::Intervals;
use super::comparison::{COMPARISONS, Comparison, between, operator};
use crate::version::{Scheme, VersionError};

const EXPECTED: VersionError =
    VersionError::new("expected a range such as >=1.2 && <1.3 or ^>=1.2.3");

/// Brackets inside each other that are read.
const MAX_DEPTH: usize = 32;

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let mut reader = Reader { rest: requirement.trim_ascii_end(), depth: 0 };
    let set = reader.any()?;
    if reader.rest.is_empty() { Ok(set) } else { Err(EXPECTED) }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Sides between `||`.
    fn any(&mut self) -> Result<Intervals, VersionError> {
        let mut union = self.all()?.as_slice().to_vec();
        while self.skip("||") {
            union.extend_from_slice(self.all()?.as_slice());
        }
        Ok(Intervals::union(union))
    }

    /// Parts between `&&`.
    fn all(&mut self) -> Result<Intervals, VersionError> {
        let mut all = self.part()?;
        while self.skip("&&") {
            all = all.intersection(&self.part()?);
        }
        Ok(all)
    }

    fn part(&mut self) -> Result<Intervals, VersionError> {
        if self.skip("(") {
            self.depth += 1;
            let inner = if self.depth > MAX_DEPTH { Err(EXPECTED) } else { self.any() }?;
            self.depth -= 1;
            return if self.skip(")") { Ok(inner) } else { Err(EXPECTED) };
        }
        if self.skip("-any") || self.skip("*") {
            return Ok(Intervals::all());
        }
        if self.skip("-none") {
            return Ok(Intervals::union(Vec::new()));
        }
        self.comparator()
    }

    fn comparator(&mut self) -> Result<Intervals, VersionError> {
        if self.skip("^>=") {
            return self.each(caret);
        }
        if self.skip("==") {
            return self.each(equal);
        }
        let text = self.rest.trim_ascii_start();
        let (comparison, rest) = operator(text, &COMPARISONS).ok_or(EXPECTED)?;
        if matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
            return Err(EXPECTED);
        }
        self.rest = rest;
        Ok(comparison.set(&Scheme::Hackage.key(self.version())?))
    }

    /// One version, or several in braces.
    fn each(
        &mut self,
        set: impl Fn(&str) -> Result<Intervals, VersionError>,
    ) -> Result<Intervals, VersionError> {
        if !self.skip("{") {
            return set(self.version());
        }
        let mut union = set(self.version())?.as_slice().to_vec();
        while self.skip(",") {
            union.extend_from_slice(set(self.version())?.as_slice());
        }
        if self.skip("}") { Ok(Intervals::union(union)) } else { Err(EXPECTED) }
    }

    fn version(&mut self) -> &'a str {
        let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '*';
        let text = self.rest.trim_ascii_start();
        let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
        let (version, rest) = text.split_at(end);
        self.rest = rest;
        version
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_ascii_start().strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn equal(version: &str) -> Result<Intervals, VersionError> {
    match version.strip_suffix(".*") {
        Some(prefix) => {
            let to = Scheme::Hackage.key(&counted_up(prefix.split('.').collect())?)?;
            Ok(between(Scheme::Hackage.key(prefix)?, to))
        }
        None => Ok(Comparison::Equal.set(&Scheme::Hackage.key(version)?)),
    }
}

/// Up to the next version whose first two numbers are greater.
fn caret(version: &str) -> Result<Intervals, VersionError> {
    let mut numbers: Vec<&str> = version.split('.').take(2).collect();
    if numbers.len() == 1 {
        numbers.push("0");
    }
    let to = Scheme::Hackage.key(&counted_up(numbers)?)?;
    Ok(between(Scheme::Hackage.key(version)?, to))
}

/// The numbers with one more at the last place.
fn counted_up(numbers: Vec<&str>) -> Result<String, VersionError> {
    let (last, before) = numbers.split_last().ok_or(EXPECTED)?;
    let last: u64 = last.parse().map_err(|_| EXPECTED)?;
    let next = last.checked_add(1).ok_or(EXPECTED)?;
    Ok(before.iter().map(|number| format!("{number}.")).collect::<String>() + &next.to_string())
}
