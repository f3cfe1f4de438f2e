//! Files in which people say what they need, often as ranges.

pub(crate) mod go_mod;
pub(crate) mod package_json;
pub(crate) mod requirements_txt;
