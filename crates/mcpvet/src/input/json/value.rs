//! Fills the tree of values from JSON.

use super::duplicates::{DUPLICATE, Duplicates};
use super::{Kind, Reader, SyntaxError};
use crate::input::limits::MAX_NODES;
use crate::input::text::Text;
use crate::input::value::{Data, Value};
use crate::package::Span;

impl<'a> Value<'a> {
    /// Reads the next value into `self`. What stands before an error stays readable.
    ///
    /// # Errors
    ///
    /// When the text is not JSON there, or the value has more than 100,000 parts.
    pub fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        self.fill(reader, &mut Filter { nodes: 0, keys: &[] })
    }

    /// As [`Value::read`], but of objects only the members with these keys, on every level.
    pub(crate) fn read_only(
        &mut self,
        reader: &mut Reader<'a>,
        keys: &[&str],
    ) -> Result<(), SyntaxError> {
        self.fill(reader, &mut Filter { nodes: 0, keys })
    }

    fn fill(
        &mut self,
        reader: &mut Reader<'a>,
        filter: &mut Filter<'_>,
    ) -> Result<(), SyntaxError> {
        filter.nodes += 1;
        if filter.nodes > MAX_NODES {
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
            Kind::Array => self.fill_array(reader, filter),
            Kind::Object => self.fill_object(reader, filter),
        };
        self.span = Span::new(start, reader.position());
        outcome
    }

    fn fill_array(
        &mut self,
        reader: &mut Reader<'a>,
        filter: &mut Filter<'_>,
    ) -> Result<(), SyntaxError> {
        let mut elements = Vec::new();
        let outcome = reader.array(|reader| {
            let mut element = Self::default();
            let outcome = element.fill(reader, filter);
            elements.push(element);
            outcome
        });
        self.data = Data::Array(elements);
        outcome
    }

    fn fill_object(
        &mut self,
        reader: &mut Reader<'a>,
        filter: &mut Filter<'_>,
    ) -> Result<(), SyntaxError> {
        let mut members = Vec::new();
        let outcome = reader.object(|reader, key| {
            if !filter.keys.is_empty() && !filter.keys.contains(&&*key.value) {
                return reader.skip();
            }
            let mut value = Self::default();
            let outcome = value.fill(reader, filter);
            members.push((key, value));
            outcome
        });
        warn_of_duplicates(&members, reader);
        self.data = Data::Object(members);
        outcome
    }
}

/// What may still be read.
struct Filter<'k> {
    nodes: usize,
    /// The members that are kept; none keeps all.
    keys: &'k [&'k str],
}

fn warn_of_duplicates(members: &[(Text<'_>, Value<'_>)], reader: &mut Reader<'_>) {
    for span in Duplicates::of(members).spans(reader.text()) {
        reader.warn("duplicate-key", DUPLICATE, span);
    }
}
