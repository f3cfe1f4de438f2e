//! From byte offsets to lines, columns and paths, for any number of them in one pass.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::json::{self, Kind, Reader, SyntaxError};
use super::limits::{MAX_PACKAGES, MAX_PATH_BYTES};
use super::text::Text;
use super::toml::{self, Item, push_key};
use super::{Inventory, Paths, yaml};
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
        Paths::YamlPath => places.point_yaml(&mut yaml::Reader::new(text)),
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
    let places: Vec<_> = packages.iter().map(|it| (it.span.start, it.pointer)).collect();
    locate_all(text, paths, &places)
}

/// Where each offset stands, in the order given. Where every path is known already, the text is
/// not walked through for them.
pub(crate) fn locate_all(
    text: &str,
    paths: Paths,
    wanted: &[(u32, Option<Pointer>)],
) -> Vec<Location> {
    let offsets: Vec<u32> = wanted.iter().map(|place| place.0).collect();
    let known: Vec<_> = wanted.iter().map_while(|place| place.1).collect();
    if known.len() < wanted.len() {
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
    let mut path = String::with_capacity(pointer.place.entries.len() + key.len() + 16);
    path.push_str(pointer.place.entries);
    push_token(&mut path, &json::string_value(key));
    if !pointer.place.member.is_empty() {
        push_token(&mut path, pointer.place.member);
    }
    path
}

/// The offsets in the order of the text, those in front already answered.
struct Places<'o> {
    offsets: &'o [u32],
    order: &'o [usize],
    found: Vec<Location>,
}

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

    /// Follows the keys and elements of YAML, in one document after the other.
    fn point_yaml(&mut self, reader: &mut yaml::Reader<'_>) {
        while !self.order.is_empty() && reader.document() {
            self.point_document(reader);
        }
    }

    fn point_document(&mut self, reader: &mut yaml::Reader<'_>) {
        let mut path = String::new();
        // Of each collection around the place: where its path ends, and in a sequence how many
        // elements stand in front.
        let mut levels: Vec<(usize, Option<usize>)> = Vec::new();
        while !self.order.is_empty() {
            let event = reader.event();
            let start = event.span.start as usize;
            if let Some((outside, elements)) = levels.last_mut() {
                if let (yaml::Kind::Key(_) | yaml::Kind::End, _) | (_, Some(_)) =
                    (&event.kind, &elements)
                {
                    path.truncate(*outside);
                }
                self.assign(start, &path);
                if let (Some(index), false) = (elements, event.kind == yaml::Kind::End) {
                    push_token(&mut path, &index.to_string());
                    *index += 1;
                }
            }
            match event.kind {
                yaml::Kind::Mapping => levels.push((path.len(), None)),
                yaml::Kind::Sequence => levels.push((path.len(), Some(0))),
                yaml::Kind::Key(key) => {
                    push_token(&mut path, &key.text.value);
                    continue;
                }
                yaml::Kind::End => drop(levels.pop()),
                _ => self.assign(reader.position(), &path),
            }
            if levels.is_empty() {
                return;
            }
        }
    }

    /// Names places by the headers and keys of TOML, up to a bound on different arrays of tables.
    fn name_keys(&mut self, text: &str) {
        // What cannot be read was said when the packages were.
        let mut inventory = Inventory::default();
        let mut reader = toml::Reader::new(text, &mut inventory);
        let (mut path, mut table) = (String::new(), 0);
        let mut arrays = Arrays::new();
        while let Some(item) = reader.next_item() {
            // What stands between two keys belongs to the first, as a line that cannot be read.
            self.assign(reader.item_start(), &path);
            if self.order.is_empty() {
                return;
            }
            if item == Item::Key {
                path.truncate(table);
                push_keys(&mut path, reader.key());
                self.name_value_if_asked(&mut reader, &mut path);
            } else {
                path.clear();
                let is_element = item == Item::Element;
                arrays.push_table(&mut path, reader.table(), is_element);
                table = path.len();
                if arrays.tables.len() > MAX_PACKAGES {
                    return;
                }
            }
        }
        self.assign(usize::MAX, &path);
    }

    /// Looks inside a value only when a place in it is open.
    fn name_value_if_asked(&mut self, reader: &mut toml::Reader<'_, '_>, path: &mut String) {
        let start = reader.position();
        reader.skip();
        let end = reader.position();
        if self.order.first().is_some_and(|index| (self.offsets[*index] as usize) < end) {
            reader.rewind(start);
            self.name_value(reader, path);
        }
        self.assign(end, path);
    }

    fn name_value(&mut self, reader: &mut toml::Reader<'_, '_>, path: &mut String) {
        let (outside, mut index) = (path.len(), 0_usize);
        let kind = reader.kind();
        self.assign(reader.position() + 1, path);
        match kind {
            Some(Kind::Array) => reader.array(|reader| {
                path.truncate(outside);
                self.assign(reader.position(), path);
                push_index(path, index);
                index += 1;
                self.name_value(reader, path);
            }),
            Some(Kind::Object) => reader.inline_table(|reader, keys| {
                path.truncate(outside);
                self.assign(keys.first().map_or(0, |key| key.span.start as usize), path);
                push_keys(path, keys);
                self.name_value(reader, path);
            }),
            _ => reader.skip(),
        }
        path.truncate(outside);
        self.assign(reader.position(), path);
    }
}

/// The arrays of tables so far, for the numbers of their elements.
struct Arrays<'t> {
    /// The tables that are arrays or hold some; the first one is the whole text.
    tables: Vec<ArrayTable<'t>>,
}

#[derive(Default)]
struct ArrayTable<'t> {
    elements: usize,
    /// Those inside, of an array inside its last element.
    inside: BTreeMap<Cow<'t, str>, usize>,
}

impl<'t> Arrays<'t> {
    fn new() -> Self {
        Self { tables: vec![ArrayTable::default()] }
    }

    /// Appends `a.b` of `[a.b]`, `a.b[2]` of the third `[[a.b]]`.
    fn push_table(&mut self, path: &mut String, keys: &[Text<'t>], is_element: bool) {
        let mut table = Some(0);
        for (at, key) in keys.iter().enumerate() {
            push_key(path, &key.value);
            table = table.and_then(|table| self.inside(table, key, is_element));
            let Some(table) = table.map(|table| &mut self.tables[table]) else { continue };
            if is_element && at + 1 == keys.len() {
                table.elements += 1;
                table.inside.clear();
            }
            if let Some(last) = table.elements.checked_sub(1) {
                push_index(path, last);
            }
        }
    }

    fn inside(&mut self, table: usize, key: &Text<'t>, make: bool) -> Option<usize> {
        let known = self.tables[table].inside.get(&*key.value).copied();
        if known.is_some() || !make {
            return known;
        }
        let new = self.tables.len();
        self.tables[table].inside.insert(key.value.clone(), new);
        self.tables.push(ArrayTable::default());
        Some(new)
    }
}

fn push_keys(path: &mut String, keys: &[Text<'_>]) {
    keys.iter().for_each(|key| push_key(path, &key.value));
}

fn push_index(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&index.to_string());
    path.push(']');
}

/// Appends one reference token of RFC 6901. A key that is a URL with a user or a query, as
/// lockfiles have them, is not shown: it can hold a secret.
fn push_token(path: &mut String, token: &str) {
    path.push('/');
    let mut rest = if holds_secret(token) { "…" } else { token };
    while let Some(at) = memchr::memchr2(b'~', b'/', rest.as_bytes()) {
        path.push_str(&rest[..at]);
        path.push_str(if rest.as_bytes()[at] == b'~' { "~0" } else { "~1" });
        rest = &rest[at + 1..];
    }
    path.push_str(rest);
}

fn holds_secret(token: &str) -> bool {
    token.find("://").is_some_and(|at| {
        let url = &token[at + 3..];
        url.contains('?') || url.split('/').next().is_some_and(|host| host.contains('@'))
    })
}

fn utf16_units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
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
    fn a_key_that_is_a_url_hides_its_secrets() {
        check(
            Paths::JsonPointer,
            r#"{"https://h/x@1": ^1, "a@https://h/x?key=secret": ^1, "git+ssh://u@h/x": ^1}"#,
            &["1:19 /https:~1~1h~1x@1", "1:50 /…", "1:72 /…"],
        );
    }

    #[test]
    fn a_break_keeps_the_paths_in_front_of_it() {
        check(Paths::JsonPointer, r#"{"a": "^b" "c": "^d"}"#, &["1:8 /a", "1:17 -"]);
    }

    #[test]
    fn yaml_paths_name_keys_and_values() {
        check(
            Paths::YamlPath,
            "# ^c\nex: # ^d\n  ^a/b:\n    cmd^: ^npx\n    args:\n    - ^-y\n    - {^k: ^'v^'}\n    -\n      - ^z\n^o: ^&x |\n  ^text\n---\n- ^p\n",
            &[
                "1:3 -",
                "2:7 /ex",
                "3:3 /ex/a~1b",
                "4:8 /ex/a~1b/cmd",
                "4:10 /ex/a~1b/cmd",
                "6:7 /ex/a~1b/args/0",
                "7:8 /ex/a~1b/args/1/k",
                "7:11 /ex/a~1b/args/1/k",
                "7:13 /ex/a~1b/args/1/k",
                "9:9 /ex/a~1b/args/2/0",
                "10:1 /o",
                "10:4 /o",
                "11:3 /o",
                "13:3 /0",
            ],
        );
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
                "7:3 package[1].d[0]",
                "10:1 m.k",
            ],
        );
    }

    #[test]
    fn toml_keys_name_tables_in_tables_and_values() {
        check(
            Paths::TomlKey,
            concat!(
                "[mcp_servers.^docs]\n^args = [\"^-y\", # why\n  '^docs@1']^\n^env.A = { B.\"c d\" = ^1, e^ = 2 }\n",
                "[^mcp_servers.\"a\\\"b\".x]\n'^' = 1\n[[a]]\n[[a.b]]\n[[a.b]]\n^k = 1\n[[a]]\n[[a.b]]\n^k = 1\n[a.c]\n^k=1",
            ),
            &[
                "1:14 mcp_servers.docs",
                "2:1 mcp_servers.docs.args",
                "2:10 mcp_servers.docs.args[0]",
                "3:4 mcp_servers.docs.args[1]",
                "3:12 mcp_servers.docs.args",
                "4:1 mcp_servers.docs.env.A",
                "4:21 mcp_servers.docs.env.A.B.\"c d\"",
                "4:25 mcp_servers.docs.env.A.e",
                "5:2 mcp_servers.\"a\\\"b\".x",
                "6:2 mcp_servers.\"a\\\"b\".x.\"\"",
                "10:1 a[0].b[1].k",
                "13:1 a[1].b[0].k",
                "15:1 a[1].c.k",
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
