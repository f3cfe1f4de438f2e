//! A small tree of elements, for files whose parts refer to each other.

use std::borrow::Cow;

use super::{Event, Reader};
use crate::input::Inventory;
use crate::input::limits::MAX_NODES;
use crate::input::text::Text;
use crate::package::Span;

/// One element with what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its name, without the prefix of a namespace.
    pub name: Text<'a>,
    /// The attributes in the order of the text.
    pub attributes: Vec<(&'a str, Text<'a>)>,
    /// The text that stands directly in it, parts between comments joined.
    pub text: Text<'a>,
    /// The elements in it, in the order of the text.
    pub children: Vec<Self>,
}

impl<'a> Element<'a> {
    /// The first child of this name.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name.value == name)
    }

    /// The children of this name.
    pub fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> + use<'e, 'a> {
        self.children.iter().filter(move |child| child.name.value == name)
    }

    /// The text of the first child of this name, unless it is empty.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<&Text<'a>> {
        self.child(name).map(|child| &child.text).filter(|text| !text.value.is_empty())
    }

    /// The value of an attribute, in any case of its name, unless it is empty.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Text<'a>> {
        let found = self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value).filter(|value| !value.value.is_empty())
    }

    /// Hands out the elements to which a path of names leads.
    pub fn each<'e>(&'e self, path: &[&str], found: &mut dyn FnMut(&'e Self)) {
        let Some((name, rest)) = path.split_first() else { return found(self) };
        for child in &self.children {
            if child.name.value == *name {
                child.each(rest, found);
            }
        }
    }

    fn add_text(&mut self, text: Text<'a>) {
        if self.text.value.is_empty() {
            self.text = text;
            return;
        }
        let joined = [&*self.text.value, &*text.value].concat();
        let span = Span { start: self.text.span.start, end: text.span.end };
        self.text = Text { value: Cow::Owned(joined), span };
    }
}

/// Reads a whole text. The element that is handed out holds the outermost ones.
///
/// ```
/// use mcpvet::input::{Inventory, xml};
/// let tree = xml::read_tree("<a><b>1</b><b>2</b></a>", &mut Inventory::default());
/// assert_eq!(tree.child("a").unwrap().named("b").count(), 2);
/// ```
#[must_use]
pub fn read_tree<'a>(text: &'a str, inventory: &mut Inventory<'a>) -> Element<'a> {
    let mut reader = Reader::new(text, inventory);
    let mut open = Vec::new();
    let mut current = Element::default();
    let mut nodes = 0;
    loop {
        match reader.next_event() {
            Event::Open(name) => {
                nodes += 1 + reader.attributes().len();
                let attributes = reader.attributes().to_vec();
                let inner = Element { name, attributes, ..Element::default() };
                open.push(core::mem::replace(&mut current, inner));
            }
            Event::Text(text) => current.add_text(text),
            Event::Close => close(&mut current, &mut open),
            Event::End => return current,
        }
        if nodes > MAX_NODES {
            let message = "more than 100000 elements in one text; the rest was not read";
            reader.inventory.error("too-many-values", message, current.name.span);
            while !open.is_empty() {
                close(&mut current, &mut open);
            }
            return current;
        }
    }
}

fn close<'a>(current: &mut Element<'a>, open: &mut Vec<Element<'a>>) {
    let Some(outside) = open.pop() else { return };
    let inner = core::mem::replace(current, outside);
    current.children.push(inner);
}
