//! Small trees of values: aliases resolved, merge keys merged.
//!
//! A repeated key stays, with a warning. Keys that a merge (`<<`) brings stand behind the others
//! and give way to them; of several merged mappings the first counts. An alias is a copy, so that
//! every value has the place where its text stands.

use std::borrow::Cow;

use super::{Event, Kind, Reader, Scalar, schema};
use crate::input::Inventory;
use crate::input::json::{Data, Duplicates, Value};
use crate::input::limits::{MAX_DEPTH, MAX_NODES};
use crate::input::text::Text;
use crate::named::Named;
use crate::package::Span;
use crate::sort;

/// Bytes of a text that count as one more value when it is repeated.
const BYTES_PER_NODE: usize = 64;

const TOO_MANY: &str = "more than 100000 values in one tree";
const TOO_MANY_COPIES: &str = "aliases repeat more than 100000 values";
const UNKNOWN: &str = "no anchor with this name stands in front of the alias";
const TOO_DEEP: &str = "more than 128 levels of nesting through an alias";
const MERGE: &str = "expected a mapping, or a sequence of mappings, behind '<<'";

/// Reads every document of a text as a tree.
///
/// ```
/// use mcpvet::input::{Inventory, json::Data, yaml::read_tree};
/// let mut inventory = Inventory::default();
/// let trees = read_tree("base: &b {v: 1.10}\nmore:\n  <<: *b\n", &mut inventory);
/// let version = trees[0].get("more").and_then(|more| more.get("v"));
/// assert_eq!(version.map(|it| &it.data), Some(&Data::Scalar("1.10")));
/// ```
#[must_use]
pub fn read_tree<'a>(text: &'a str, inventory: &mut Inventory<'a>) -> Vec<Value<'a>> {
    let mut reader = Reader::new(text);
    let mut trees = Vec::new();
    let mut budget = Budget::default();
    while !budget.full && reader.document() {
        trees.push(tree(&mut reader, &mut budget));
    }
    reader.finish(inventory);
    trees
}

impl<'a> Reader<'a> {
    /// Reads the value that comes next as a tree. Its aliases reach no anchors outside of it.
    pub fn value_tree(&mut self) -> Value<'a> {
        tree(self, &mut Budget::default())
    }
}

fn tree<'a>(reader: &mut Reader<'a>, budget: &mut Budget) -> Value<'a> {
    let depth = reader.depth();
    let value = Builder { reader, budget, anchors: Named::default() }.value();
    reader.leave(depth);
    value
}

/// What may still be built.
#[derive(Default)]
struct Budget {
    nodes: usize,
    copies: usize,
    full: bool,
}

struct Builder<'r, 'a> {
    reader: &'r mut Reader<'a>,
    budget: &'r mut Budget,
    anchors: Named<'a, Anchor<'a>>,
}

/// A value that aliases can repeat.
struct Anchor<'a> {
    value: Value<'a>,
    size: Size,
}

#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    depth: usize,
}

impl<'a> Builder<'_, 'a> {
    fn value(&mut self) -> Value<'a> {
        let event = self.reader.event();
        self.budget.nodes += 1;
        if self.budget.nodes > MAX_NODES && !self.budget.full {
            self.budget.full = true;
            self.reader.error(TOO_MANY, event.span.start as usize);
        }
        let Event { kind, span, anchor } = event;
        let data = match kind {
            Kind::Mapping => Data::Object(self.members()),
            Kind::Sequence => Data::Array(self.elements()),
            Kind::Scalar(scalar) => data_of(scalar),
            Kind::Alias(name) => return self.copy(name, span),
            Kind::Key(_) | Kind::Unread | Kind::End => Data::Nothing,
        };
        let is_text = !matches!(data, Data::Object(_) | Data::Array(_));
        let end = if is_text { span.end as usize } else { self.reader.position() };
        let value = Value { span: Span::new(span.start as usize, end), data };
        self.remember(anchor, &value, span);
        value
    }

    fn elements(&mut self) -> Vec<Value<'a>> {
        let mut elements = Vec::new();
        while !self.budget.full && self.reader.has_value() {
            elements.push(self.value());
        }
        elements
    }

    fn members(&mut self) -> Vec<(Text<'a>, Value<'a>)> {
        let mut members = Vec::new();
        let mut merged = Vec::new();
        while !self.budget.full {
            let Event { kind: Kind::Key(key), span, anchor } = self.reader.event() else { break };
            if !anchor.is_empty() {
                self.remember(anchor, &Value::from(key.text.clone()), span);
            }
            let value = self.value();
            if key.plain && key.text.value == "<<" {
                self.merge(value, &mut merged);
            } else {
                members.push((key.text, value));
            }
        }
        Duplicates::of(&members).note(self.reader.text, &mut self.reader.notes);
        add_merged(&mut members, merged);
        members
    }

    /// Collects what stands behind `<<`.
    fn merge(&mut self, value: Value<'a>, merged: &mut Vec<(Text<'a>, Value<'a>)>) {
        match value.data {
            Data::Object(members) => merged.extend(members),
            Data::Array(elements) if elements.iter().all(is_object) => {
                elements.into_iter().for_each(|element| self.merge(element, merged));
            }
            // What could not be read has its note.
            Data::Nothing => {}
            _ => self.reader.error(MERGE, value.span.start as usize),
        }
    }

    /// Keeps a value that has an anchor.
    fn remember(&mut self, anchor: &'a str, value: &Value<'a>, span: Span) {
        if !anchor.is_empty() {
            let size = size_of(value);
            if self.spend(size, span) {
                self.anchors.insert(anchor.into(), Anchor { value: value.clone(), size });
            }
        }
    }

    /// The value that an alias stands for.
    fn copy(&mut self, name: &str, span: Span) -> Value<'a> {
        let nothing = Value { span, data: Data::Nothing };
        let Some(size) = self.anchors.get(name).map(|anchor| anchor.size) else {
            self.reader.notes.error("alias", UNKNOWN, span);
            return nothing;
        };
        if self.reader.depth() + size.depth > MAX_DEPTH {
            self.reader.notes.error("alias", TOO_DEEP, span);
            return nothing;
        }
        let copied = self.spend(size, span).then(|| self.anchors.get(name)).flatten();
        copied.map_or(nothing, |anchor| anchor.value.clone())
    }

    /// Whether that much may be copied.
    fn spend(&mut self, size: Size, span: Span) -> bool {
        let copies = self.budget.copies + size.nodes;
        let fits = copies <= MAX_NODES;
        if fits {
            self.budget.copies = copies;
        } else {
            self.reader.notes.error("alias", TOO_MANY_COPIES, span);
        }
        fits
    }
}

fn is_object(value: &Value<'_>) -> bool {
    matches!(value.data, Data::Object(_))
}

fn data_of(scalar: Scalar<'_>) -> Data<'_> {
    match scalar.text.value {
        Cow::Borrowed(text) if scalar.plain && schema::is_null(text) => Data::Scalar("null"),
        Cow::Borrowed(text) if scalar.plain && schema::is_scalar(text) => Data::Scalar(text),
        value => Data::String(value),
    }
}

/// Appends those merged members whose keys do not stand in front of them.
fn add_merged<'a>(members: &mut Vec<(Text<'a>, Value<'a>)>, merged: Vec<(Text<'a>, Value<'a>)>) {
    if merged.is_empty() {
        return;
    }
    let own = members.len();
    members.extend(merged);
    let order = sort::order(members.len(), &|a, b| members[a].0.value.cmp(&members[b].0.value));
    let mut keep = vec![true; members.len()];
    for pair in order.windows(2) {
        let same = members[pair[0]].0.value == members[pair[1]].0.value;
        keep[pair[1]] = pair[1] < own || !same;
    }
    let mut keep = keep.into_iter();
    members.retain(|_| keep.next().unwrap_or(true));
}

/// What a copy costs. Depth is bounded by the reader and by `copy`.
fn size_of(value: &Value<'_>) -> Size {
    let owned_bytes = |text: &Cow<'_, str>| match text {
        Cow::Owned(text) => text.len(),
        Cow::Borrowed(_) => 0,
    };
    let mut size = Size { nodes: 1, depth: 1 };
    let mut add = |part: &Value<'_>, key: usize| {
        let inner = size_of(part);
        size.nodes += inner.nodes + key / BYTES_PER_NODE;
        size.depth = size.depth.max(inner.depth + 1);
    };
    match &value.data {
        Data::Object(members) => {
            members.iter().for_each(|(key, part)| add(part, owned_bytes(&key.value)));
        }
        Data::Array(elements) => elements.iter().for_each(|part| add(part, 0)),
        Data::String(text) => size.nodes += owned_bytes(text) / BYTES_PER_NODE,
        Data::Scalar(_) | Data::Nothing => {}
    }
    size
}
