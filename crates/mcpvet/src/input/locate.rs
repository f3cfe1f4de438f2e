//! From byte offsets to lines, columns and paths, for any number of them in one pass.

use std::collections::BTreeMap;

use super::Paths;
use super::json::{self, Kind, Reader, SyntaxError};
use crate::package::{Package, Pointer};
use crate::report::Location;
use crate::sort;

/// Where each of `offsets` stands, in the order given.
///
/// Lines end at LF. A byte order mark has no column, as editors show none.
pub(crate) fn locate(text: &str, paths: Paths, offsets: &[u32]) -> Vec<Location> {
    let order = sort::order(offsets.len(), &|a, b| offsets[a].cmp(&offsets[b]));
    let mut places = Places {
        offsets,
        order: &order,
        found: vec![Location { line: 1, column: 1, path: None }; offsets.len()],
    };
    places.count_lines(text);
    match paths {
        Paths::None => {}
        // A text that breaks off names the paths up to there.
        Paths::JsonPointer => drop(places.point(text)),
        Paths::TomlKey => places.name_keys(text),
    }
    places.found
}

/// Where each of `packages` stands, in the order given.
pub(crate) fn locate_packages(
    text: &str,
    paths: Paths,
    packages: &[&Package<'_>],
) -> Vec<Location> {
    let offsets: Vec<u32> = packages.iter().map(|package| package.span.start).collect();
    let known: Vec<_> = packages.iter().map_while(|package| package.pointer).collect();
    if known.len() < packages.len() {
        return locate(text, paths, &offsets);
    }
    let mut places = locate(text, Paths::None, &offsets);
    for (place, pointer) in places.iter_mut().zip(known) {
        place.path = Some(path_of(text, &pointer)).filter(|path| path.len() <= MAX_PATH_BYTES);
    }
    places
}

fn path_of(text: &str, pointer: &Pointer) -> String {
    let key = &text[pointer.key.start as usize..pointer.key.end as usize];
    let mut path = String::with_capacity(pointer.entries.len() + key.len() + 16);
    path.push_str(pointer.entries);
    push_token(&mut path, &json::string_value(key));
    if !pointer.member.is_empty() {
        push_token(&mut path, pointer.member);
    }
    path
}

/// The offsets in the order of the text, those in front already answered.
struct Places<'o> {
    offsets: &'o [u32],
    order: &'o [usize],
    found: Vec<Location>,
}

/// Longest path that is given. A key of a megabyte above many packages would stand in each.
const MAX_PATH_BYTES: usize = 4_096;

/// Ends the walk when every offset has its path.
const DONE: SyntaxError = SyntaxError { at: 0, problem: "every place is known" };

impl Places<'_> {
    fn count_lines(&mut self, text: &str) {
        let (mut at, mut line) = (text.len() - text.trim_start_matches('\u{feff}').len(), 1);
        // Counting goes on from the last offset, so that one long line is not read again for each.
        let mut column = 1;
        for &index in self.order {
            let offset = text.floor_char_boundary(self.offsets[index] as usize).max(at);
            let passed = &text[at..offset];
            let breaks = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            let line_start = memchr::memrchr(b'\n', passed.as_bytes()).map_or(0, |end| end + 1);
            if breaks > 0 {
                (line, column) = (line + breaks, 1);
            }
            column += utf16_units(&passed[line_start..]);
            at = offset;
            self.found[index].line = line as u32;
            self.found[index].column = column as u32;
        }
    }

    /// Gives `path` to the open offsets in front of `end`.
    fn assign(&mut self, end: usize, path: &str) {
        while let Some((&index, rest)) = self.order.split_first() {
            if self.offsets[index] as usize >= end {
                return;
            }
            if !path.is_empty() && path.len() <= MAX_PATH_BYTES {
                self.found[index].path = Some(path.to_owned());
            }
            self.order = rest;
        }
    }

    fn point(&mut self, text: &str) -> Result<(), SyntaxError> {
        self.point_value(&mut Reader::new(text), &mut String::new())
    }

    fn point_value(
        &mut self,
        reader: &mut Reader<'_>,
        path: &mut String,
    ) -> Result<(), SyntaxError> {
        let kind = reader.peek()?;
        self.assign(reader.position() + 1, path);
        match kind {
            Kind::Object => self.point_members(reader, path)?,
            Kind::Array => self.point_elements(reader, path)?,
            Kind::String | Kind::Scalar => reader.skip()?,
        }
        self.assign(reader.position(), path);
        if self.order.is_empty() { Err(DONE) } else { Ok(()) }
    }

    fn point_members(
        &mut self,
        reader: &mut Reader<'_>,
        path: &mut String,
    ) -> Result<(), SyntaxError> {
        reader.object(|reader, key| {
            self.assign(key.span.start as usize, path);
            let outside = path.len();
            push_token(path, &key.value);
            self.assign(key.span.end as usize + 1, path);
            let outcome = self.point_value(reader, path);
            path.truncate(outside);
            outcome
        })
    }

    fn point_elements(
        &mut self,
        reader: &mut Reader<'_>,
        path: &mut String,
    ) -> Result<(), SyntaxError> {
        let mut index = 0_usize;
        reader.array(|reader| {
            let outside = path.len();
            push_token(path, &index.to_string());
            index += 1;
            let outcome = self.point_value(reader, path);
            path.truncate(outside);
            outcome
        })
    }

    /// Follows the tables and keys of TOML that is written a key a line, as tools write it.
    fn name_keys(&mut self, text: &str) {
        let (mut table, mut path) = (String::new(), String::new());
        let mut counts = BTreeMap::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim();
            let content = &content[..content.floor_char_boundary(MAX_PATH_BYTES)];
            if let Some(name) = table_name(content, &mut counts) {
                path.clone_from(&name);
                table = name;
            } else if let Some(key) = key_of(content) {
                path = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            }
            start += line.len();
            self.assign(start, &path);
        }
        self.assign(usize::MAX, &path);
    }
}

/// Appends one reference token of RFC 6901.
fn push_token(path: &mut String, token: &str) {
    path.push('/');
    let mut rest = token;
    while let Some(at) = memchr::memchr2(b'~', b'/', rest.as_bytes()) {
        path.push_str(&rest[..at]);
        path.push_str(if rest.as_bytes()[at] == b'~' { "~0" } else { "~1" });
        rest = &rest[at + 1..];
    }
    path.push_str(rest);
}

fn utf16_units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// `a.b` of `[a.b]`; `a[2]` of the third `[[a]]`.
fn table_name<'t>(line: &'t str, counts: &mut BTreeMap<&'t str, usize>) -> Option<String> {
    if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) {
        let count = counts.entry(name.0.trim()).or_insert(0);
        let path = format!("{}[{count}]", name.0.trim());
        *count += 1;
        return Some(path);
    }
    let (name, rest) = line.strip_prefix('[')?.split_once(']')?;
    (rest.is_empty() || rest.trim_start().starts_with('#')).then(|| name.trim().to_owned())
}

fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim();
    let bare = |b: u8| b.is_ascii_alphanumeric() || b"-_.\"".contains(&b);
    (!key.is_empty() && key.bytes().all(bare)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{Paths, locate};

    /// Checks the places of each `^` of `marked`, which are taken out of the text first.
    #[track_caller]
    fn check(paths: Paths, marked: &str, expected: &[&str]) {
        let mut offsets = Vec::new();
        for (index, part) in marked.split('^').enumerate() {
            offsets.push((offsets.last().copied().unwrap_or(0) + part.len()) as u32 as usize);
            assert!(index < 100);
        }
        offsets.pop();
        // Answers come in the order asked, whatever that is.
        let asked: Vec<u32> = offsets.iter().rev().map(|offset| *offset as u32).collect();
        let found = locate(&marked.replace('^', ""), paths, &asked);
        let shown: Vec<String> = found
            .iter()
            .rev()
            .map(|l| format!("{}:{} {}", l.line, l.column, l.path.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_and_utf_16_columns() {
        check(Paths::None, "^a^\n\u{1f980}^b\r\n^", &["1:1 -", "1:2 -", "2:3 -", "3:1 -"]);
        check(Paths::None, "\u{feff}^a^", &["1:1 -", "1:2 -"]);
    }

    #[test]
    fn json_pointers_name_keys_and_values() {
        check(
            Paths::JsonPointer,
            r#"^{"^a/b": ^{"~": ["^x", ^2]}, "c": "^d"^}"#,
            &[
                "1:1 -",
                "1:3 /a~1b",
                "1:9 /a~1b",
                "1:17 /a~1b/~0/0",
                "1:21 /a~1b/~0/1",
                "1:32 /c",
                "1:34 -",
            ],
        );
    }

    #[test]
    fn a_break_keeps_the_paths_in_front_of_it() {
        check(Paths::JsonPointer, r#"{"a": "^b" "c": "^d"}"#, &["1:8 /a", "1:17 -"]);
    }

    #[test]
    fn toml_keys_count_tables() {
        check(
            Paths::TomlKey,
            "v^ersion = 3\n[[package]]\nname = \"a\"\n[^[package]]\nname = \"^b\"\nd = [\n \"^x\",\n]\n[m]\n^k=1",
            &[
                "1:2 version",
                "4:2 package[1]",
                "5:9 package[1].name",
                "7:3 package[1].d",
                "10:1 m.k",
            ],
        );
    }

    #[test]
    fn a_long_line_is_read_once() {
        let text = "é".repeat(5_000_000);
        let offsets: Vec<u32> = (0..100_000).map(|i| i * 100).collect();
        assert_eq!(locate(&text, Paths::None, &offsets)[99_999].column, 4_999_951);
    }
}
