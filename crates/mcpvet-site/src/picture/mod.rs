//! Pictures as SVG: numbers that templates draw. Nothing here is text; the words stand in the templates.

pub(crate) mod bars;
pub(crate) mod lettering;
pub(crate) mod version_line;
