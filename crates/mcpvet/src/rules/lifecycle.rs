//! LIF: release lines that are no longer looked after.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
