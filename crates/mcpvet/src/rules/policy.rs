//! POL: entries that contradict or shadow each other.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
