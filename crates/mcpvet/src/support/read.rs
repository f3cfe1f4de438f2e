//! Tables in Markdown and in HTML, as rows of cells.

use super::cell::{Versions, day, says_newest, support};
use super::{Row, Table};

/// A row of cells and its line, from 1.
struct Cells {
    line: u32,
    cells: Vec<String>,
}

/// What a column is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Versions,
    Support,
    Package,
    Until,
    Latest,
}

/// The words that head a column, the telling ones first.
const HEADS: [(Column, &[&str]); 5] = [
    (Column::Latest, &["latest", "newest", "current release", "last release"]),
    (Column::Until, &["until", "end of", "end-of", "eol", "expires", "ends", "support end"]),
    (Column::Package, &["package", "component", "module", "product", "artifact", "crate"]),
    (Column::Support, &["support", "status", "maintained", "security", "fixes", "receives"]),
    (Column::Versions, &["version", "release", "line", "branch", "tag"]),
];

pub(super) fn tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<_> =
        markdown(text).into_iter().chain(html(text)).filter_map(|rows| table(&rows)).collect();
    tables.sort_by_key(|table| table.line);
    tables
}

/// A table whose header names versions and support; any other is none of ours.
fn table(rows: &[Cells]) -> Option<Table> {
    let (head, rows) = rows.split_first()?;
    let columns: Vec<_> = head.cells.iter().map(|cell| column(cell)).collect();
    let place = |wanted| columns.iter().position(|column| *column == Some(wanted));
    let (versions, state) = (place(Column::Versions)?, place(Column::Support)?);
    let row = |row: &Cells| {
        let cell = |at: Option<usize>| {
            at.and_then(|at| row.cells.get(at)).map_or("", String::as_str).to_owned()
        };
        let (words, text) = (cell(Some(state)), cell(Some(versions)));
        let mut versions = Versions::read(&text);
        versions.newest_only |= says_newest(&words);
        Row {
            line: row.line,
            package: cell(place(Column::Package)),
            support: support(&words),
            until: day(&cell(place(Column::Until))).or_else(|| day(&words)),
            latest: cell(place(Column::Latest)).trim_matches('`').to_owned(),
            versions,
            words,
        }
    };
    Some(Table { line: head.line, rows: rows.iter().map(row).collect() })
}

fn column(head: &str) -> Option<Column> {
    let head = head.to_lowercase();
    let fits = |words: &[&str]| words.iter().any(|word| head.contains(word));
    // `Supported versions` and `Release status` name both; what comes first counts.
    let at = |words: &[&str]| words.iter().filter_map(|word| head.find(word)).min();
    let row = HEADS.iter().find(|row| fits(row.1))?;
    match row.0 {
        Column::Support if at(HEADS[4].1) < at(row.1) && at(HEADS[4].1).is_some() => {
            Some(Column::Versions)
        }
        Column::Support if head.ends_with("versions") => Some(Column::Versions),
        column => Some(column),
    }
}

/// Tables of pipes: a row, a row of dashes, more rows. What stands in a block of code is no table.
fn markdown(text: &str) -> Vec<Vec<Cells>> {
    let mut tables: Vec<Vec<Cells>> = Vec::new();
    let (mut is_code, mut is_open) = (false, false);
    let lines: Vec<_> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            is_code = !is_code;
        }
        let is_row = !is_code && trimmed.contains('|');
        let is_head = is_row && lines.get(at + 1).is_some_and(|next| is_rule(next));
        if is_head {
            tables.push(Vec::new());
            is_open = true;
        }
        is_open &= is_row;
        if let (true, false, Some(table)) = (is_open, is_rule(line), tables.last_mut()) {
            table.push(Cells { line: at as u32 + 1, cells: pipes(trimmed) });
        }
    }
    tables
}

/// `| --- | :-: |`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

fn pipes(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = if line.ends_with("\\|") { line } else { line.strip_suffix('|').unwrap_or(line) };
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("there is always a cell");
        match c {
            '\\' if chars.peek() == Some(&'|') => cell.extend(chars.next()),
            '|' => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    cells.iter().map(|cell| tidy(cell)).collect()
}

/// Tables of tags. Browsers forgive what is not closed, and so does this: a cell ends at the next.
fn html(text: &str) -> Vec<Vec<Cells>> {
    let mut tables: Vec<Vec<Cells>> = Vec::new();
    let (mut rest, mut line, mut is_cell, mut is_table) = (text, 1, false, false);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        line += before.matches('\n').count() as u32;
        let row = tables.last_mut().and_then(|table| table.last_mut());
        if let (true, Some(cell)) = (is_cell, row.and_then(|row| row.cells.last_mut())) {
            cell.push_str(before);
        }
        let name: String =
            tag[1..].chars().take_while(|c| c.is_ascii_alphabetic() || *c == '/').collect();
        match (name.to_ascii_lowercase().as_str(), tables.last_mut()) {
            ("table", _) => {
                tables.push(Vec::new());
                (is_table, is_cell) = (true, false);
            }
            ("/table", _) => (is_table, is_cell) = (false, false),
            ("tr", Some(table)) if is_table => table.push(Cells { line, cells: Vec::new() }),
            ("td" | "th", Some(table)) if is_table => {
                if let Some(row) = table.last_mut() {
                    row.cells.push(String::new());
                    is_cell = true;
                }
            }
            ("/td" | "/th" | "/tr", _) => is_cell = false,
            _ => {}
        }
        let end = if name.is_empty() { 0 } else { tag.find('>').unwrap_or(tag.len() - 1) };
        line += tag[..=end].matches('\n').count() as u32;
        if let (true, true, Some(row)) =
            (name.is_empty(), is_cell, tables.last_mut().and_then(|table| table.last_mut()))
            && let Some(cell) = row.cells.last_mut()
        {
            // A sign that begins no tag: `< 1.0`.
            cell.push('<');
        }
        rest = &tag[end + 1..];
    }
    for cell in tables.iter_mut().flatten().flat_map(|row| &mut row.cells) {
        *cell = tidy(cell);
    }
    tables.iter_mut().for_each(|table| table.retain(|row| !row.cells.is_empty()));
    tables
}

const ENTITIES: [(&str, &str); 7] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&le;", "≤"),
    ("&ge;", "≥"),
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&amp;", "&"),
];

/// The text of a cell on one line, without emphasis.
fn tidy(cell: &str) -> String {
    let mut text = cell.replace("**", "").replace("<br>", " ").replace("<br/>", " ");
    for (entity, sign) in ENTITIES {
        text = text.replace(entity, sign);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
