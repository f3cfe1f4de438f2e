//! Files in which people say what they need, often as ranges.

pub(crate) mod cargo_toml;
pub(crate) mod go_mod;
pub(crate) mod gradle_build;
pub(crate) mod msbuild;
pub(crate) mod package_json;
pub(crate) mod pom_xml;
pub(crate) mod requirements_txt;
pub(crate) mod version_catalog;
