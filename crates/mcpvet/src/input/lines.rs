//! Texts that say one thing a line: goes through the lines and notes those that make no sense.

use super::Inventory;
use super::json::is_conflict_marker;
use super::limits::MAX_NAME_BYTES;
use super::text::past;
use crate::package::Span;

/// The note for a marker of a merge conflict.
pub(super) const CONFLICT: &str =
    "a merge conflict marker: settle the conflict first; both sides were read";

/// Gives each line, without its break, to `line`, which says whether it could be read. A run of
/// lines that could not has one note, `expected`.
pub(super) fn read<'a>(
    text: &'a str,
    inventory: &mut Inventory<'a>,
    expected: &'static str,
    line: &mut dyn FnMut(&'a str, &mut Inventory<'a>) -> bool,
) {
    let mut lost_before = false;
    for content in text.trim_start_matches('\u{feff}').split('\n') {
        let content = content.trim_end();
        let is_marker = is_conflict_marker(content);
        let lost = is_marker || !(content.is_empty() || line(content, inventory));
        if is_marker {
            inventory.error("syntax", CONFLICT, Span::of(content, text));
        } else if lost && !lost_before {
            inventory.error("line", expected, Span::of(content.trim_start(), text));
        }
        lost_before = lost && !is_marker;
        if inventory.is_full() {
            return;
        }
    }
}

/// Splits a line into what stands in front of the comment that `mark` begins, and the comment. A
/// comment starts at the beginning of a word.
pub(super) fn split_comment<'a>(line: &'a str, mark: &str) -> (&'a str, &'a str) {
    if memchr::memchr(mark.as_bytes()[0], line.as_bytes()).is_none() {
        return (line.trim(), "");
    }
    let starts = line.match_indices(mark).map(|(at, _)| at);
    let is_word = |at: &usize| *at == 0 || line[..*at].ends_with([' ', '\t']);
    let at = starts.into_iter().find(is_word).unwrap_or(line.len());
    (line[..at].trim(), past(&line[at..], mark).trim())
}

/// The arguments of a call, which goes on below where a line ends with a comma.
pub(super) fn call<'a>(rest: &str, text: &'a str) -> &'a str {
    let start = Span::of(rest, text).start as usize;
    let behind = &text[start..];
    let behind = &behind[..behind.floor_char_boundary(MAX_NAME_BYTES)];
    let mut end = 0;
    for line in behind.split_inclusive('\n') {
        end += line.len();
        let line = line.trim_ascii();
        if !line.is_empty() && !line.ends_with(',') {
            break;
        }
    }
    &behind[..end]
}
