//! What templates do to texts.

// The macro makes items that are more public than the module.
#![allow(unreachable_pub)]

use std::fmt;

use askama::filters::{Escaper, Html, Safe};
use askama::{Result, Values};

/// A name that may wrap after `/`, `@`, `-` and `:`, and nowhere else.
#[askama::filter_fn]
pub(super) fn wrap(text: &str, _: &dyn Values) -> Result<Safe<String>> {
    let mut html = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive(['/', '@', '-', ':']) {
        escape(&mut html, piece)?;
        if piece.len() < text.len() && piece.ends_with(['/', '@', '-', ':']) {
            html.push_str("<wbr>");
        }
    }
    Ok(Safe(html))
}

/// At most so many characters.
#[askama::filter_fn]
pub(super) fn shorten(text: &str, _: &dyn Values, most: usize) -> Result<String> {
    Ok(mcpvet::render::shorten(text, most).into_owned())
}

/// With a capital at its start and a full stop at its end.
#[askama::filter_fn]
pub(super) fn sentence(text: &str, _: &dyn Values) -> Result<String> {
    let text = crate::meaning::capital(text);
    Ok(if text.ends_with('.') { text } else { text + "." })
}

fn escape(to: &mut String, text: &str) -> fmt::Result {
    Html.write_escaped_str(to, text)
}
