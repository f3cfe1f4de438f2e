//! A piece of an input together with its place.

use core::ops::Range;
use std::borrow::Cow;

use crate::package::Span;

/// What follows behind any number of `mark`.
///
/// The standard library does the same with a search engine, which the wasm module can do without.
pub(super) fn past<'a>(mut text: &'a str, mark: &str) -> &'a str {
    while let Some(rest) = text.strip_prefix(mark) {
        text = rest;
    }
    text
}

/// What stands in front of a mark and behind it, where it comes first.
///
/// The standard library makes a search engine ready for each text, which takes longer than to read a
/// line.
pub(super) fn around<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let first = *mark.as_bytes().first()?;
    let at = memchr::memchr_iter(first, text.as_bytes())
        .find(|at| text.as_bytes()[*at..].starts_with(mark.as_bytes()))?;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// Text of an input, with escapes already resolved, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// What it says. Borrowed when the input spells it out without escapes.
    pub value: Cow<'a, str>,
    /// The bytes of the input, without quotes.
    pub span: Span,
}

impl<'a> Text<'a> {
    /// `part` as it stands in `whole`.
    #[must_use]
    pub fn of(part: &'a str, whole: &str) -> Self {
        Self { value: Cow::Borrowed(part), span: Span::of(part, whole) }
    }

    /// A word that the text means without writing it, placed where it says so.
    pub(crate) const fn meant(word: &'static str, span: Span) -> Self {
        Self { value: Cow::Borrowed(word), span }
    }

    /// Some of its bytes. Of what is not spelled out, places inside are not known: the span stays the whole.
    ///
    /// # Panics
    ///
    /// When the range does not end on characters of this text.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let span = self.inner_span(range.clone());
        let value = match &self.value {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        };
        Self { value, span }
    }

    /// `part`, which must be a slice of [`Self::value`], as a text of its own.
    #[must_use]
    pub fn slice(&self, part: &str) -> Self {
        let span = Span::of(part, &self.value);
        self.part(span.start as usize..span.end as usize)
    }

    /// Where some of its bytes stand.
    #[must_use]
    pub const fn inner_span(&self, range: Range<usize>) -> Span {
        let Span { start, end } = self.span;
        match self.value {
            // A word that is only meant has another length than the place which says so.
            Cow::Borrowed(text) if text.len() == (end - start) as usize => {
                Span::new(start as usize + range.start, start as usize + range.end)
            }
            _ => self.span,
        }
    }
}
