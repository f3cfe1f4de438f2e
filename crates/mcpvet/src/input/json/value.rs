//! A small tree with places, for entries whose keys come in any order.

use std::borrow::Cow;

use super::duplicates::{DUPLICATE, Duplicates};
use super::{Kind, Reader, SyntaxError};
use crate::input::text::Text;
use crate::package::Span;

/// Values of one tree. Configurations of MCP servers stay below a hundred.
const MAX_NODES: usize = 100_000;

/// One value and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value<'a> {
    /// The bytes of the input; of a string, those between the quotes.
    pub span: Span,
    /// What it is.
    pub data: Data<'a>,
}

/// What a value is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Data<'a> {
    /// A number, `true`, `false` or `null` as it is written; empty where the text broke off.
    Scalar(&'a str),
    /// A string.
    String(Cow<'a, str>),
    /// The elements of an array.
    Array(Vec<Value<'a>>),
    /// The members of an object in the order of the text, repeated keys included.
    Object(Vec<(Text<'a>, Value<'a>)>),
    /// Nothing was read.
    #[default]
    Nothing,
}

impl<'a> Value<'a> {
    /// Reads the next value into `self`. What stands before an error stays readable.
    ///
    /// # Errors
    ///
    /// When the text is not JSON there, or the value has more than 100,000 parts.
    pub fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        self.fill(reader, &mut 0)
    }

    fn fill(&mut self, reader: &mut Reader<'a>, nodes: &mut usize) -> Result<(), SyntaxError> {
        *nodes += 1;
        if *nodes > MAX_NODES {
            return Err(reader.error("more than 100000 values in one entry"));
        }
        let kind = reader.peek()?;
        let start = reader.position();
        let outcome = match kind {
            Kind::String => {
                let text = reader.string()?;
                *self = Self { span: text.span, data: Data::String(text.value) };
                return Ok(());
            }
            Kind::Scalar => reader.scalar().map(|scalar| self.data = Data::Scalar(scalar)),
            Kind::Array => self.fill_array(reader, nodes),
            Kind::Object => self.fill_object(reader, nodes),
        };
        self.span = Span::new(start, reader.position());
        outcome
    }

    fn fill_array(
        &mut self,
        reader: &mut Reader<'a>,
        nodes: &mut usize,
    ) -> Result<(), SyntaxError> {
        let mut elements = Vec::new();
        let outcome = reader.array(|reader| {
            let mut element = Self::default();
            let outcome = element.fill(reader, nodes);
            elements.push(element);
            outcome
        });
        self.data = Data::Array(elements);
        outcome
    }

    fn fill_object(
        &mut self,
        reader: &mut Reader<'a>,
        nodes: &mut usize,
    ) -> Result<(), SyntaxError> {
        let mut members = Vec::new();
        let outcome = reader.object(|reader, key| {
            let mut value = Self::default();
            let outcome = value.fill(reader, nodes);
            members.push((key, value));
            outcome
        });
        warn_of_duplicates(&members, reader);
        self.data = Data::Object(members);
        outcome
    }

    /// The member with this key, the last one if it is repeated.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Data::Object(members) = &self.data else { return None };
        members.iter().rev().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// The value as a string with its place.
    #[must_use]
    pub fn text(&self) -> Option<Text<'a>> {
        match &self.data {
            Data::String(value) => Some(Text { value: value.clone(), span: self.span }),
            _ => None,
        }
    }

    /// A string without its place.
    #[must_use]
    pub fn str(&self) -> Option<&str> {
        if let Data::String(value) = &self.data { Some(value) } else { None }
    }

    /// Whether it is this number, `true`, `false` or `null`.
    #[must_use]
    pub fn is_scalar(&self, word: &str) -> bool {
        matches!(self.data, Data::Scalar(written) if written == word)
    }

    /// The members of an object; nothing for anything else.
    #[must_use]
    pub fn members(&self) -> &[(Text<'a>, Self)] {
        if let Data::Object(members) = &self.data { members } else { &[] }
    }

    /// The elements of an array; nothing for anything else.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        if let Data::Array(elements) = &self.data { elements } else { &[] }
    }
}

fn warn_of_duplicates(members: &[(Text<'_>, Value<'_>)], reader: &mut Reader<'_>) {
    let mut keys = Duplicates::default();
    members.iter().for_each(|(key, _)| keys.push(key));
    for span in keys.spans(reader.text()) {
        reader.warn("duplicate-key", DUPLICATE, span);
    }
}
