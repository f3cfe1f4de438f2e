//! Files in which people say what they need, often as ranges.

pub(crate) mod deno_json;
pub(crate) mod package_json;
pub(crate) mod pipfile;
pub(crate) mod pyproject;
pub(crate) mod requirements_txt;
pub(crate) mod script_header;
pub(crate) mod setup_cfg;
