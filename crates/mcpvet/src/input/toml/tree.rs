//! Puts what headers, dotted keys and values say together, for small files and parts of large ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Data, Item, Kind, Path, Reader, Value};
use crate::input::Inventory;
use crate::input::limits::MAX_NODES;
use crate::input::text::Text;
use crate::package::Span;

/// Reads a whole text as one object: tables and dotted keys merged, `[[a]]` as arrays.
///
/// ```
/// use mcpvet::input::{Inventory, toml};
/// let text = "[mcp_servers.docs]\ncommand = 'npx'\nargs = ['-y', 'docs@1.0']\nenv.TOKEN = ''";
/// let tree = toml::read_tree(text, &mut Inventory::default());
/// let docs = tree.get("mcp_servers").and_then(|servers| servers.get("docs")).unwrap();
/// assert_eq!(docs.get("args").unwrap().elements()[1].text().unwrap().value, "docs@1.0");
/// ```
#[must_use]
pub fn read_tree<'a>(text: &'a str, inventory: &mut Inventory<'a>) -> Value<'a> {
    let mut reader = Reader::new(text, inventory);
    let mut tree = Tree::default();
    while let Some(item) = reader.next_item() {
        tree.add(item, &mut reader);
    }
    tree.take()
}

/// An object that grows by the items of a [`Reader`].
///
/// A format with many entries takes the tree in front of each `[[entry]]`.
#[derive(Default)]
pub struct Tree<'a> {
    root: Table<'a>,
    /// The slots that lead to the table whose keys are read; `None` until one of them is.
    way: Option<Vec<usize>>,
    nodes: usize,
}

impl<'a> Tree<'a> {
    /// Adds what the reader has just come to, the value of a key included.
    pub fn add(&mut self, item: Item, reader: &mut Reader<'_, 'a>) {
        reader.nodes = self.nodes;
        let path = core::mem::take(&mut reader.table);
        match path.split_last() {
            Some((last, outside)) if item != Item::Key => {
                self.way = None;
                let table = outside.iter().fold(&mut self.root, |it, key| it.enter(key, reader).1);
                table.open(last, item == Item::Element, reader);
            }
            _ => {
                let key = core::mem::take(&mut reader.key);
                self.table_at(&path, reader).put(&key, reader);
                reader.key = key;
            }
        }
        reader.table = path;
        self.nodes = reader.nodes;
    }

    /// The table of a header. Only its first key has to look for the way.
    fn table_at(&mut self, path: &Path<'a>, reader: &mut Reader<'_, 'a>) -> &mut Table<'a> {
        if let Some(way) = &self.way {
            return way.iter().fold(&mut self.root, |table, at| table.slots[*at].last_table());
        }
        let way = self.way.insert(Vec::with_capacity(path.len()));
        path.iter().fold(&mut self.root, |table, key| {
            let (at, table) = table.enter(key, reader);
            way.push(at);
            table
        })
    }

    /// What was added so far; the tree is empty then.
    #[must_use]
    pub fn take(&mut self) -> Value<'a> {
        core::mem::take(self).root.into_value()
    }
}

impl<'a> Reader<'_, 'a> {
    /// Reads any value as a tree.
    pub fn value(&mut self) -> Value<'a> {
        self.nodes = 0;
        self.fill()
    }

    fn fill(&mut self) -> Value<'a> {
        self.count_node();
        let Some(kind) = self.kind() else { return Value::default() };
        let start = self.position();
        let data = match kind {
            Kind::String => {
                let Some(text) = self.string() else { return Value::default() };
                return Value { span: text.span, data: Data::String(text.value) };
            }
            Kind::Scalar => self.scalar().map_or(Data::Nothing, Data::Scalar),
            Kind::Array => {
                let mut elements = Vec::new();
                self.array(|reader| elements.push(reader.fill()));
                Data::Array(elements)
            }
            Kind::Object => {
                let mut table = Table::default();
                self.inline_table(|reader, path| table.put(path, reader));
                table.into_value().data
            }
        };
        Value { span: Span::new(start, self.position()), data }
    }

    fn count_node(&mut self) {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = "more than 100000 values in one tree; the rest was not read";
            self.stop("too-many-values", message);
        }
    }
}

const DUPLICATE: &str = "this key stands twice in one table";

/// Keys of a table that are looked through; more of them are found by an index.
const FEW: usize = 16;

/// A table that is not complete, and where its keys stand among the slots.
#[derive(Default)]
struct Table<'a> {
    span: Span,
    slots: Vec<Slot<'a>>,
    /// Empty in a table of few keys.
    index: BTreeMap<Cow<'a, str>, usize>,
    /// Whether a header or a dotted key has opened it, and not only a longer header.
    is_open: bool,
}

/// A key with its value, or with its tables: one, or those of an array.
struct Slot<'a> {
    key: Text<'a>,
    value: Value<'a>,
    tables: Vec<Table<'a>>,
    is_array: bool,
}

impl<'a> Table<'a> {
    /// The last slot of a key.
    fn find(&self, key: &str) -> Option<usize> {
        match self.index.is_empty() {
            true => self.slots.iter().rposition(|slot| slot.key.value == key),
            false => self.index.get(key).copied(),
        }
    }

    /// The slot of a key, a new one unless there is one that fits.
    fn slot(
        &mut self,
        key: &Text<'a>,
        fits: fn(&Slot<'a>) -> bool,
        reader: &mut Reader<'_, 'a>,
    ) -> usize {
        let found = self.find(&key.value);
        let at = found.filter(|at| fits(&self.slots[*at])).unwrap_or(self.slots.len());
        if at == self.slots.len() {
            if found.is_some() {
                reader.inventory.warning("duplicate-key", DUPLICATE, key.span);
            }
            if at == FEW {
                for (at, slot) in self.slots.iter().enumerate() {
                    self.index.insert(slot.key.value.clone(), at);
                }
            }
            if at >= FEW {
                self.index.insert(key.value.clone(), at);
            }
            let (key, value) = (key.clone(), Value::default());
            self.slots.push(Slot { key, value, tables: Vec::new(), is_array: false });
        }
        at
    }

    /// The slot of a key and its table, in an array of them the last.
    fn enter(&mut self, key: &Text<'a>, reader: &mut Reader<'_, 'a>) -> (usize, &mut Self) {
        let at = self.slot(key, |slot| !slot.tables.is_empty(), reader);
        let slot = &mut self.slots[at];
        if slot.tables.is_empty() {
            reader.count_node();
            slot.tables.push(Self { span: key.span, ..Self::default() });
        }
        (at, slot.last_table())
    }

    /// Opens the table of a header whose last key is `key`.
    fn open(&mut self, key: &Text<'a>, is_element: bool, reader: &mut Reader<'_, 'a>) {
        if is_element {
            reader.count_node();
            let at = self.slot(key, |slot| slot.is_array, reader);
            let slot = &mut self.slots[at];
            slot.is_array = true;
            slot.tables.push(Self { span: key.span, is_open: true, ..Self::default() });
            return;
        }
        let (_, table) = self.enter(key, reader);
        if table.is_open {
            let message = "this table stands twice; both parts were read";
            reader.inventory.warning("duplicate-table", message, key.span);
        }
        table.is_open = true;
    }

    /// Reads the value of a key, which may be dotted.
    fn put(&mut self, path: &Path<'a>, reader: &mut Reader<'_, 'a>) {
        let Some((last, outside)) = path.split_last() else { return };
        let mut table = self;
        for key in outside {
            table = table.enter(key, reader).1;
            table.is_open = true;
        }
        let at = table.slot(last, |_| false, reader);
        table.slots[at].value = reader.fill();
    }

    fn into_value(self) -> Value<'a> {
        let members = self.slots.into_iter().map(Slot::into_member).collect();
        Value { span: self.span, data: Data::Object(members) }
    }
}

impl<'a> Slot<'a> {
    /// The table of a slot that has one.
    fn last_table(&mut self) -> &mut Table<'a> {
        let last = self.tables.len() - 1;
        &mut self.tables[last]
    }

    fn into_member(self) -> (Text<'a>, Value<'a>) {
        let mut tables = self.tables.into_iter().map(Table::into_value);
        let value = match self.is_array {
            true => Value { span: self.key.span, data: Data::Array(tables.collect()) },
            false => tables.next().unwrap_or(self.value),
        };
        (self.key, value)
    }
}
