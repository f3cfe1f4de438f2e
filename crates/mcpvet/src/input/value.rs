//! A small tree with places, for entries whose keys come in any order.
//!
//! One type for every syntax, so that what is read from JSON is read from TOML as well.

use std::borrow::Cow;

use super::text::Text;
use crate::package::Span;

/// One value and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value<'a> {
    /// The bytes of the input; of a string those between the quotes, of a TOML table that is not
    /// written in braces those of the key that opened it.
    pub span: Span,
    /// What it is.
    pub data: Data<'a>,
}

/// What a value is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Data<'a> {
    /// A number, `true`, `false`, `null` or a date as it is written; empty where the text broke
    /// off.
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

impl<'a> From<Text<'a>> for Value<'a> {
    fn from(text: Text<'a>) -> Self {
        Self { span: text.span, data: Data::String(text.value) }
    }
}

impl<'a> Value<'a> {
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

    /// A string, or a number as it is written: YAML has versions without quotes.
    #[must_use]
    pub fn written(&self) -> Option<Text<'a>> {
        match &self.data {
            Data::Scalar("null") => None,
            Data::Scalar(word) => Some(Text { value: Cow::Borrowed(word), span: self.span }),
            _ => self.text(),
        }
    }

    /// The member with this key as [`Value::written`].
    #[must_use]
    pub fn member(&self, key: &str) -> Option<Text<'a>> {
        self.get(key).and_then(Self::written)
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

    /// Whether something else than an object stands there. Where nothing could be read, a note says
    /// so already.
    pub(crate) const fn is_no_object(&self) -> bool {
        !matches!(self.data, Data::Object(_) | Data::Nothing)
    }

    /// Whether something else than a list stands there; in YAML, a key can stand without a value.
    pub(crate) fn is_no_list(&self) -> bool {
        !matches!(self.data, Data::Array(_) | Data::Scalar("null"))
    }

    /// The same of a mapping.
    pub(crate) fn is_no_mapping(&self) -> bool {
        self.is_no_object() && !self.is_scalar("null")
    }

    /// An object that a reader puts together from what stands elsewhere.
    pub(crate) const fn object(members: Vec<(Text<'a>, Self)>, span: Span) -> Self {
        Self { span, data: Data::Object(members) }
    }

    /// The first member with one of these keys.
    pub(crate) fn any(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().find_map(|key| self.get(key))
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
