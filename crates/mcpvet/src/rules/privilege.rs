//! PRV: what a server may do without asking.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
