//! Files in which people say what they need, often as ranges.

pub(crate) mod deno_json;
pub(crate) mod package_json;
pub(crate) mod requirements_txt;
