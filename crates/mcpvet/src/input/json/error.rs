//! Where a text stops being JSON, and how that is said.

use std::borrow::Cow;

/// A place at which the text cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Offset of the byte that does not fit.
    pub at: u32,
    /// What is wrong: `expected ',' or '}' after a member`.
    pub problem: &'static str,
}

impl SyntaxError {
    /// A sentence without a full stop for people who look at `text`.
    #[must_use]
    pub fn message(self, text: &str) -> Cow<'static, str> {
        let rest = text.get(self.at as usize..).unwrap_or_default();
        let problem = self.problem;
        if is_conflict_marker(rest) {
            return CONFLICT.into();
        }
        if rest.is_empty() {
            return format!("the text ends too early: {problem}").into();
        }
        format!("{problem}; what stands after it was not read").into()
    }
}

const CONFLICT: &str = "a merge conflict marker: settle the conflict first; \
                        what stands after it was not read";

/// Whether a line is one that Git writes around both sides of a conflict.
pub(crate) fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker))
}
