//! SEC: keys, tokens and passwords in plain text.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
