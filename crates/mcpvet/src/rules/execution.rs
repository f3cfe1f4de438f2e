//! EXE: what a launch line does beside starting a server.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
