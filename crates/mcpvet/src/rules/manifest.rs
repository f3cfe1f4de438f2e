//! MAN: what a server says of itself: `server.json`, MCPB manifests.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
