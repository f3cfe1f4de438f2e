//! What a report looks like: pure functions from its data to text.
//!
//! Text from inputs and advisories is data. Each output has one sanitiser; for terminals it is
//! [`plain`], which lets no control or direction-changing character through, and on which those of
//! Markdown and CSV build; JSON escapes on its own.
//!
//! [`OUTPUTS`] lists the forms in which a report can be handed on; a new one is a line there.

mod csv;
mod cyclonedx;
pub mod digest;
pub mod feed;
mod markdown;
mod outputs;
mod sentence;
mod terminal;
pub mod xml;

pub use csv::csv;
pub(crate) use csv::row as csv_row;
pub use cyclonedx::{Stamp, cyclonedx};
pub use markdown::markdown;
pub(crate) use markdown::{capital, code, is_plain_url, prose};
pub use outputs::{OUTPUTS, Output, Writer};
pub(crate) use sentence::count;
pub use sentence::{note_line, sentence};
pub use terminal::{Style, terminal, terminal_notes, wrap};

/// Text that cannot move a cursor, set a colour, ring a bell or turn the line around.
///
/// ```
/// use mcpvet::render::plain;
/// assert_eq!(plain("a\u{1b}[31mb\r\nc\u{202e}d"), "a\u{fffd}[31mb\u{fffd}\u{fffd}c\u{fffd}d");
/// ```
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_steering(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

pub(crate) fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// At most `most` characters of a text, the last one an ellipsis where something was cut.
///
/// ```
/// assert_eq!(mcpvet::render::shorten("0123456789", 4), "012…");
/// ```
#[must_use]
pub fn shorten(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if text.chars().nth(most).is_none() {
        return text.into();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    (kept + "…").into()
}
