//! The pictures that previews of links show: one for each severity of each component.

use mcpvet::advisory::Advisory;

/// The picture for an advisory, below the root of the site.
pub(crate) fn of_advisory(advisory: &Advisory) -> String {
    format!("images/{}-{}.png", advisory.severity.label(), advisory.component.name())
}
