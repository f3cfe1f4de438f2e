//! NET: how a server is reached, and by whom.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
