//! npm ranges: `^1.2.3`, `~1.2`, `1.x || >=2.5.0`, `1.2 - 2.3.4`, `*`.
//!
//! Reference: <https://github.com/npm/node-semver#ranges>, in its loose mode, which npm uses.
//!
//! A pre-release belongs to a range only if a comparator on the same side of `||` names a
//! pre-release of the same three numbers, and never to a range of which one side is `*` alone.
//! The intervals leave this rule out, as `includePrerelease` does: `1.2.x` begins at `1.2.0-0`
//! there. `^`, `~`, `x` and `<1.2` end below the pre-releases of their upper bound.
//!
//! Quirks:
//! - white space may stand between an operator and its version, and `v` or `=` in front of it;
//! - `^1.x.2` is `^1`, while `1.x.2` is nothing; `<*` and `>*` are ranges that allow nothing, and
//!   the first `*` inside a word that is no range does not count: `1.2.3*` is `1.2.3`;
//! - npm skips a word that it cannot read as long as another one can be: `>=1, <2` is `<2` alone,
//!   because of its comma, `>= v 1.2.3` is `1.2.3`. [`contains`] answers so, [`intervals`] refuses;
//! - `workspace:^1.2` and `npm:name@^1.2` are the range in them; tags, paths, URLs and
//!   repositories are none.

use std::borrow::Cow;

use super::{Interval, Intervals, up_to};
use crate::version::{Key, Scheme, VersionError, npm, scan, semver};

const EXPECTED: VersionError = VersionError::new("expected a range such as ^1.2.3 or >=1.2 <2");
const TAG: VersionError = VersionError::new("a tag, not a range such as ^1.2.3");
const PLACE: VersionError =
    VersionError::new("a path, URL or repository, not a range such as ^1.2.3");
const NUMBER: VersionError = VersionError::new("expected numbers below 2^53");

/// The greatest number that can still be counted up.
const MAX_NUMBER: u64 = (1 << 53) - 2;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    Below,
    AtMost,
    Above,
    AtLeast,
    Tilde,
    Caret,
}

const OPERATORS: [(&str, Operator); 8] = [
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<", Operator::Below),
    (">", Operator::Above),
    ("~>", Operator::Tilde),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
    ("=", Operator::Equal),
];

/// Whether a version without pre-release at the lower end of a range stands for all of its
/// pre-releases too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prereleases {
    Included,
    Apart,
}

/// One side of `||`.
struct Side {
    interval: Interval,
    /// The numbers of the pre-releases that its comparators name.
    prereleases: Vec<[u64; 3]>,
    /// No comparator says anything.
    is_any: bool,
    /// A word could not be read.
    has_gap: bool,
}

pub(super) fn intervals(requirement: &str) -> Result<Intervals, VersionError> {
    let (sides, all_read) = sides(requirement, Prereleases::Included)?;
    if !all_read {
        return Err(EXPECTED);
    }
    Ok(Intervals::union(sides.into_iter().map(|side| side.interval).collect()))
}

/// What `semver.satisfies(version, requirement, { loose: true })` answers.
pub(super) fn contains(requirement: &str, version: &str) -> Result<bool, VersionError> {
    let key = Scheme::Npm.key(version)?;
    let (sides, _) = sides(requirement, Prereleases::Apart)?;
    let is_inside = |side: &Side| {
        side.interval.from <= key && side.interval.to.as_ref().is_none_or(|to| key < *to)
    };
    let numbers = partial(version.trim_ascii().as_bytes()).and_then(Partial::prerelease_of);
    Ok(match numbers {
        None => sides.iter().any(is_inside),
        Some(_) if sides.iter().any(|side| side.is_any) => false,
        Some(numbers) => {
            sides.iter().any(|side| side.prereleases.contains(&numbers) && is_inside(side))
        }
    })
}

/// The sides of which something can be read, and whether that is all of the text.
fn sides(requirement: &str, prereleases: Prereleases) -> Result<(Vec<Side>, bool), VersionError> {
    let range = range_part(requirement.trim())?;
    let mut sides = Vec::new();
    let mut all_read = true;
    for text in range.split("||") {
        let side = side(text, prereleases)?;
        all_read &= side.as_ref().is_some_and(|side| !side.has_gap);
        sides.extend(side);
    }
    match sides.is_empty() {
        false => Ok((sides, all_read)),
        true if is_tag(range) => Err(TAG),
        true => Err(EXPECTED),
    }
}

/// The range in a specifier such as `npm:name@^1.2`.
fn range_part(specifier: &str) -> Result<&str, VersionError> {
    let any = |range| if matches!(range, "" | "^" | "~") { "*" } else { range };
    if let Some(range) = specifier.strip_prefix("workspace:") {
        return range_part(any(range.trim_ascii()));
    }
    if let Some(alias) = specifier.strip_prefix("npm:") {
        let at = alias.rfind('@').filter(|at| *at > 0);
        return Ok(any(at.map_or("", |at| alias[at + 1..].trim_ascii())));
    }
    match specifier.contains([':', '/']) {
        true => Err(PLACE),
        false => Ok(specifier),
    }
}

/// Whether npm would look the text up among the tags of a package.
fn is_tag(text: &str) -> bool {
    let is_free = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
    !text.is_empty() && text.bytes().all(is_free)
}

/// Reads one side of `||`; nothing if no word of it can be read.
fn side(text: &str, prereleases: Prereleases) -> Result<Option<Side>, VersionError> {
    let text = without_builds(text.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes());
    let mut side =
        Side { interval: Interval::ALL, prereleases: Vec::new(), is_any: true, has_gap: false };
    if let Some((from, to)) = hyphen_range(&text) {
        side.narrow_hyphen(&from, &to, prereleases)?;
        return Ok(Some(side));
    }
    let text = without_gaps_behind(&join_operators(&text));
    let words: Vec<_> = text.split(|byte| *byte == b' ').map(without_star).collect();
    let words: Vec<_> = match text.is_empty() {
        true => Vec::new(),
        false => words.iter().map(|word| comparator(word)).collect(),
    };
    for (operator, version) in words.iter().flatten() {
        side.narrow(*operator, version, prereleases)?;
    }
    side.has_gap = words.contains(&None);
    // npm loses a `*` between two words that it skips.
    let says_something = words.iter().flatten().any(|(operator, version)| {
        version.numbers[0].is_some() || matches!(operator, Operator::Below | Operator::Above)
    });
    let at_an_end = words.first() != Some(&None) || words.last() != Some(&None);
    Ok((says_something || at_an_end).then_some(side))
}

impl Side {
    fn narrow(
        &mut self,
        operator: Operator,
        version: &Partial<'_>,
        prereleases: Prereleases,
    ) -> Result<(), VersionError> {
        // `>=0.0.0` says nothing.
        if operator == Operator::AtLeast && version.is_plain_zero() {
            return Ok(());
        }
        self.prereleases.extend(version.prerelease_of());
        let interval = interval(operator, version, prereleases)?;
        self.is_any &= interval == Interval::ALL;
        self.interval.narrow(interval);
        Ok(())
    }

    /// `from - to`: whole versions include the pre-releases of both ends in the intervals.
    fn narrow_hyphen(
        &mut self,
        from: &Partial<'_>,
        to: &Partial<'_>,
        prereleases: Prereleases,
    ) -> Result<(), VersionError> {
        let whole_end = prereleases == Prereleases::Included && to.prerelease.is_empty();
        let end = match to.last_place() {
            None => None,
            Some(2) if !whole_end => Some(to.lowest(prereleases)?.successor()),
            Some(last) => Some(to.next(last)?),
        };
        let start = match from.last_place() {
            None => Key::ZERO,
            Some(_) if from.is_plain_zero() => Key::ZERO,
            Some(2) if prereleases == Prereleases::Included && from.prerelease.is_empty() => {
                from.floor()
            }
            Some(_) => from.lowest(prereleases)?,
        };
        self.prereleases.extend(from.prerelease_of().into_iter().chain(to.prerelease_of()));
        self.interval = Interval { from: start, to: end };
        self.is_any = self.interval == Interval::ALL;
        Ok(())
    }
}

/// A version with numbers left out, `x` or `*`.
#[derive(Clone, Copy, PartialEq)]
struct Partial<'a> {
    /// `None` for a number that is not given.
    numbers: [Option<u64>; 3],
    /// Which numbers are written as one zero; npm takes `00` for a number above zero in `^00.1`.
    zeros: [bool; 3],
    /// Whether `v` or `=` stands in front.
    has_prefix: bool,
    /// Empty for none.
    prerelease: &'a [u8],
}

/// Reads an operator and its version; nothing for a word that npm skips.
fn comparator(word: &[u8]) -> Option<(Operator, Partial<'_>)> {
    let (operator, rest) = scan::strip_any(word, &OPERATORS).unwrap_or((Operator::Equal, word));
    let version = partial(rest)?;
    let is_loose = matches!(operator, Operator::Tilde | Operator::Caret);
    (is_loose || !version.has_gap()).then_some((operator, version))
}

/// The word, or what npm makes of one that is no range: the first `*` goes, with an operator in
/// front of it, and a whole version must be left.
fn without_star(word: &[u8]) -> Cow<'_, [u8]> {
    let (None, Some(at)) = (comparator(word), memchr::memchr(b'*', word)) else {
        return Cow::Borrowed(word);
    };
    let before = word[..at].strip_suffix(b"=").unwrap_or(&word[..at]);
    let before = before.strip_suffix(b"<").or(before.strip_suffix(b">")).unwrap_or(before);
    let plain = [before, &word[at + 1..]].concat();
    let is_whole = comparator(&plain).is_some_and(|(operator, version)| {
        version.is_whole() && !matches!(operator, Operator::Tilde | Operator::Caret)
    });
    if is_whole { Cow::Owned(plain) } else { Cow::Borrowed(word) }
}

/// Reads a version of which numbers may be missing.
fn partial(text: &[u8]) -> Option<Partial<'_>> {
    let version = npm::skip_prefix(text);
    let has_prefix = version.len() < text.len();
    let mut parts = version.splitn(3, |byte| *byte == b'.');
    let (major, minor) = (parts.next()?, parts.next());
    let (patch, prerelease) = match parts.next() {
        None => (None, &b""[..]),
        Some([x @ (b'x' | b'X' | b'*'), tail @ ..]) => {
            (Some(core::slice::from_ref(x)), npm::prerelease(tail)?)
        }
        Some(text) => {
            let (patch, prerelease) = npm::patch_and_prerelease(text)?;
            (Some(patch), prerelease)
        }
    };
    let digits = [Some(major), minor, patch];
    let mut numbers = [None; 3];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        *number = digits.map_or(Some(None), place)?;
    }
    Some(Partial {
        numbers,
        zeros: digits.map(|digits| digits == Some(b"0")),
        has_prefix,
        prerelease,
    })
}

/// Reads a number, `x` or `*`; a number that npm cannot hold becomes one that it refuses.
fn place(text: &[u8]) -> Option<Option<u64>> {
    match text {
        b"x" | b"X" | b"*" => Some(None),
        _ if !text.is_empty() && text.iter().all(u8::is_ascii_digit) => {
            Some(Some(npm::number(text).unwrap_or(u64::MAX)))
        }
        _ => None,
    }
}

fn interval(
    operator: Operator,
    version: &Partial<'_>,
    prereleases: Prereleases,
) -> Result<Interval, VersionError> {
    let Some(last) = version.last_place() else {
        let is_empty = matches!(operator, Operator::Below | Operator::Above);
        return Ok(if is_empty { upper(Key::ZERO) } else { Interval::ALL });
    };
    let lowest = version.lowest(prereleases)?;
    let from = |from| Interval { from, to: None };
    let start = if version.is_zero() { Key::ZERO } else { lowest.clone() };
    Ok(match operator {
        Operator::Equal if last == 2 => Interval::exactly(&lowest),
        Operator::Equal => Interval { from: start, to: Some(version.next(last)?) },
        Operator::Below if last == 2 => upper(lowest),
        Operator::Below => upper(version.floor()),
        Operator::AtMost if last == 2 => upper(lowest.successor()),
        Operator::AtMost => upper(version.next(last)?),
        Operator::Above if last == 2 => from(lowest.successor()),
        Operator::Above if prereleases == Prereleases::Apart => from(version.next_release(last)?),
        Operator::Above => from(version.next(last)?),
        Operator::AtLeast => from(lowest),
        Operator::Tilde => Interval { from: start, to: Some(version.next(last.min(1))?) },
        Operator::Caret => {
            Interval { from: start, to: Some(version.next(version.caret_place().min(last))?) }
        }
    })
}

fn upper(to: Key) -> Interval {
    up_to(to, &semver::release(0, 0, 0, b"0"))
}

impl Partial<'_> {
    /// The last of the numbers that stand before the first missing one.
    fn last_place(&self) -> Option<usize> {
        self.numbers.iter().position(Option::is_none).unwrap_or(3).checked_sub(1)
    }

    fn is_whole(&self) -> bool {
        self.last_place() == Some(2)
    }

    /// Whether a number follows a missing one.
    fn has_gap(&self) -> bool {
        !self.numbers.is_sorted_by_key(Option::is_none)
    }

    /// Whether npm writes it as `0.0.0`, and drops a lower end there altogether; a pre-release
    /// behind a missing number does not count: `~0.0.x-a`.
    fn is_zero(&self) -> bool {
        let given = self.last_place().map_or(0, |last| last + 1);
        let has_prerelease = given == 3 && !self.prerelease.is_empty();
        given > 0 && self.zeros[..given].iter().all(|zero| *zero) && !has_prerelease
    }

    /// Whether a version that npm takes over as it is, with its prefix, is `0.0.0`.
    fn is_plain_zero(&self) -> bool {
        self.is_zero() && !(self.is_whole() && self.has_prefix)
    }

    /// The numbers of a whole version that is a pre-release.
    fn prerelease_of(self) -> Option<[u64; 3]> {
        (self.is_whole() && !self.prerelease.is_empty()).then(|| self.filled())
    }

    /// The lowest version that begins with its numbers, pre-releases counted or not.
    fn lowest(&self, prereleases: Prereleases) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.filled();
        if major.max(minor).max(patch) > MAX_NUMBER + 1 {
            return Err(NUMBER);
        }
        Ok(match (self.is_whole(), prereleases) {
            (true, _) => semver::release(major, minor, patch, self.prerelease),
            (false, Prereleases::Apart) => semver::release(major, minor, patch, b""),
            (false, Prereleases::Included) => self.floor(),
        })
    }

    fn floor(&self) -> Key {
        let [major, minor, patch] = self.filled();
        semver::floor(major, minor, patch)
    }

    /// The bound below all versions with a greater number at `place`.
    fn next(&self, place: usize) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.counted_up(place)?;
        Ok(semver::floor(major, minor, patch))
    }

    /// The first release with a greater number at `place`.
    fn next_release(&self, place: usize) -> Result<Key, VersionError> {
        let [major, minor, patch] = self.counted_up(place)?;
        Ok(semver::release(major, minor, patch, b""))
    }

    fn counted_up(&self, place: usize) -> Result<[u64; 3], VersionError> {
        let mut numbers = self.filled();
        if numbers[place] > MAX_NUMBER || numbers[..place].iter().any(|n| *n > MAX_NUMBER + 1) {
            return Err(NUMBER);
        }
        numbers[place] += 1;
        numbers[place + 1..].fill(0);
        Ok(numbers)
    }

    /// The first number that is not zero.
    fn caret_place(&self) -> usize {
        self.zeros.iter().position(|zero| !zero).unwrap_or(2)
    }

    /// The numbers, zeros from the first missing one on.
    fn filled(&self) -> [u64; 3] {
        let mut present = true;
        self.numbers.map(|number| {
            present &= number.is_some();
            number.filter(|_| present).unwrap_or(0)
        })
    }
}

/// The text without build metadata.
fn without_builds(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'+', rest) {
        plain.extend_from_slice(&rest[..at]);
        let behind = identifiers(&rest[at + 1..]);
        if behind == 0 {
            plain.push(b'+');
        }
        rest = &rest[at + 1 + behind..];
    }
    plain.extend_from_slice(rest);
    plain
}

/// How many bytes of identifiers with dots between them a text begins with.
fn identifiers(text: &[u8]) -> usize {
    let one =
        |text: &[u8]| scan::take_while(text, |b| b.is_ascii_alphanumeric() || b == b'-').0.len();
    let mut end = one(text);
    while end > 0 && text.get(end) == Some(&b'.') && one(&text[end + 1..]) > 0 {
        end += 1 + one(&text[end + 1..]);
    }
    end
}

/// The two ends of `1.2 - 2.3.4`.
fn hyphen_range(text: &[u8]) -> Option<(Partial<'_>, Partial<'_>)> {
    let at = memchr::memmem::find(text, b" - ")?;
    Some((partial(&text[..at])?, partial(&text[at + 3..])?))
}

/// Removes the white space between an operator and its version: `> =1.2` becomes `>=1.2`.
fn join_operators(text: &[u8]) -> Vec<u8> {
    let is_prefix = |byte: u8| matches!(byte, b'v' | b'=' | b' ');
    let is_start = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'x' | b'X' | b'*');
    let mut joined = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let sign = usize::from(matches!(first, b'<' | b'>'));
        let prefix = sign + scan::take_while(&rest[sign..], is_prefix).0.len();
        if rest.get(prefix).is_some_and(|byte| is_start(*byte)) {
            let end = prefix + version_length(&rest[prefix..]);
            push_joined(&mut joined, &rest[..end]);
            rest = &rest[end..];
        } else if prefix > 0 {
            joined.extend_from_slice(&rest[..prefix]);
            rest = &rest[prefix..];
        } else {
            joined.push(*first);
            rest = behind;
        }
    }
    joined
}

/// Appends an operator with its version, without the one space that may stand between.
fn push_joined(joined: &mut Vec<u8>, text: &[u8]) {
    let mut at = usize::from(text.first() == Some(&b' '));
    at += usize::from(matches!(text.get(at), Some(b'<' | b'>')));
    at += usize::from(text.get(at) == Some(&b'='));
    joined.extend_from_slice(&text[..at]);
    joined.extend_from_slice(text[at..].strip_prefix(b" ").unwrap_or(&text[at..]));
}

/// How far the version at the beginning of a text reaches.
fn version_length(text: &[u8]) -> usize {
    let mut end = 0;
    let mut all_digits = true;
    for place in 0..3 {
        let from = match place {
            0 => 0,
            _ if text.get(end) == Some(&b'.') => end + 1,
            _ => return end,
        };
        let digits = scan::digits(&text[from..]).0.len();
        let is_x = matches!(text.get(from), Some(b'x' | b'X' | b'*'));
        if digits == 0 && !is_x {
            return end;
        }
        all_digits &= digits > 0;
        end = from + digits.max(1);
    }
    match text.get(end) {
        Some(b'-') => end + 1 + identifiers(&text[end + 1..]),
        _ if all_digits => end + identifiers(&text[end..]),
        _ => end,
    }
}

/// Removes the white space behind `~`, `~>` and `^`; the first two become `~`.
fn without_gaps_behind(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [b'~', b'>', b' ', behind @ ..] | [b'~', b' ', behind @ ..] => {
                plain.push(b'~');
                behind
            }
            [b'^', b' ', behind @ ..] => {
                plain.push(b'^');
                behind
            }
            [first, behind @ ..] => {
                plain.push(*first);
                behind
            }
            [] => return plain,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_refused};
    use crate::version::Scheme;

    #[test]
    fn allows_what_npm_allows() {
        check(
            Scheme::Npm,
            &[
                ("", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("*", "+0.0.0 +1.2.3 +1.0.0-rc.1"),
                ("1.2.3", "+1.2.3 +v1.2.3+build -1.2.3-0 -1.2.4"),
                ("=v1.2.3", "+1.2.3 -1.2.4"),
                ("^1.2.3", "-1.2.2 -1.2.3-0 +1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("^1.2.3-beta.2", "-1.2.3-beta.1 +1.2.3-beta.2 +1.2.3 -2.0.0-0"),
                ("^0.2.3", "-0.2.2 +0.2.3 +0.2.9 -0.3.0-0"),
                ("^0.0.3", "+0.0.3 -0.0.4-0"),
                ("^0.0.3-beta", "-0.0.3-alpha +0.0.3-beta +0.0.3 -0.0.4"),
                ("^0.0", "+0.0.0-0 +0.0.9 -0.1.0"),
                ("^0.x", "+0.0.0 +0.9.9 -1.0.0-0"),
                ("^1.x.2", "+1.0.0-0 +1.9.9 -2.0.0-0"),
                ("~1.2.3", "-1.2.2 +1.2.3 +1.2.9 -1.3.0-0"),
                ("~1.2", "-1.1.9 +1.2.0-0 +1.2.9 -1.3.0-0"),
                ("~1", "+1.0.0 +1.9.9 -2.0.0-0"),
                ("~> 1.2.3", "+1.2.9 -1.3.0"),
                ("~ > 1.2.3", "+1.2.9 -1.3.0"),
                ("1.2.x", "+1.2.0-0 +1.2.99 -1.3.0-0"),
                ("1.X", "+1.99.0 -2.0.0-0"),
                ("1", "+1.0.0 -2.0.0"),
                ("x", "+9.0.0"),
                (">1", "-1.9.9 +2.0.0-0 +2.0.0"),
                (">1.2", "-1.2.9 +1.3.0-0"),
                (">1.2.3", "-1.2.3 +1.2.4-0"),
                ("> =1.2.3", "-1.2.2 +1.2.3"),
                (">= v1.2.3 < 2", "+1.2.3 +1.9.9 -2.0.0-0 -2.0.0"),
                ("<1.2", "+1.1.9 -1.2.0-0"),
                ("<=1.2", "+1.2.9 -1.3.0-0"),
                ("<1.2.3", "+1.2.3-rc.1 -1.2.3"),
                ("<=1.2.3-rc.1", "+1.2.3-rc.1 -1.2.3-rc.2"),
                ("1.2.3 - 2.3.4", "+1.2.3-0 +2.3.4 -2.3.5-0"),
                ("1.2 - 2.3", "+1.2.0-0 +2.3.99 -2.4.0-0"),
                ("1.2.3-b - 2.3.4-b", "-1.2.3-a +1.2.3-b +2.3.4-b -2.3.4-c"),
                ("* - 2", "+0.0.0 +2.9.9 -3.0.0-0"),
                ("1 - *", "-0.9.9 +9.0.0"),
                ("^1.2.3 || >=3.0.0 <3.1.0 || 5.x", "+1.5.0 -2.0.0 +3.0.9 -3.1.0 +5.0.0 -6.0.0"),
                ("||", "+1.0.0"),
                ("1.2.3*", "+1.2.3 -1.2.4"),
                ("npm:@scope/name@^1", "+1.2.3 -2.0.0"),
                ("workspace:~", "+1.2.3"),
                (">=0.0.0", "+0.0.0-0"),
                (">1.0.0 <1.0.0", "-1.0.0 -0.9.9"),
            ],
        );
    }

    #[test]
    fn knows_ranges_that_allow_nothing() {
        for range in ["<*", ">*", "<0.0.0-0", "<0", ">2 <1"] {
            assert!(super::intervals(range).unwrap().is_empty(), "{range}");
        }
    }

    #[test]
    fn refuses_tags_and_what_it_cannot_read() {
        check_refused(
            Scheme::Npm,
            &[
                "latest",
                "next",
                "1.2.3.4",
                ">=1, <2",
                "1.x.2",
                "x.1",
                "1.2.3 foo",
                "1 ||foo",
                "-",
                "1 -",
                ">",
                "1.2-beta",
                "1.2+",
                "npm:foo@latest",
                "git+ssh://a",
                ">= v 1.2.3",
                "^v 1.2.3",
                "^9007199254740992.0.0",
            ],
        );
    }
}
