//! What the reader hands out.

use std::borrow::Cow;

use crate::input::text::Text;
use crate::package::Span;

/// One step through a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// What stands there.
    pub kind: Kind<'a>,
    /// Where: of a collection its beginning, of a scalar what stands between the quotes.
    pub span: Span,
    /// The name behind `&`; empty when there is none.
    pub anchor: &'a str,
}

/// What an [`Event`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A mapping begins: keys, each with its value, follow up to [`Kind::End`].
    Mapping,
    /// A sequence begins: values follow up to [`Kind::End`].
    Sequence,
    /// A key of a mapping. Its value follows.
    Key(Scalar<'a>),
    /// A value without parts. A value that is left out is empty and plain.
    Scalar(Scalar<'a>),
    /// A value that stands elsewhere: the name behind `*`.
    Alias(&'a str),
    /// A value that could not be read. A note says why.
    Unread,
    /// The innermost collection ends, or the document.
    End,
}

/// A scalar or a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scalar<'a> {
    /// What it says, with escapes resolved and lines joined.
    pub text: Text<'a>,
    /// Whether it stands without quotes, so that it may be a number, a boolean or null.
    pub plain: bool,
}

impl<'a> Scalar<'a> {
    pub(super) const fn new(value: Cow<'a, str>, span: Span, plain: bool) -> Self {
        Self { text: Text { value, span }, plain }
    }
}

impl<'a> Event<'a> {
    pub(super) const fn new(kind: Kind<'a>, at: usize) -> Self {
        Self { kind, span: Span::new(at, at), anchor: "" }
    }
}
