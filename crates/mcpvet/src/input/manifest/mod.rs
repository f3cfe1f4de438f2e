//! Files in which people say what they need, often as ranges.

pub(crate) mod cargo_toml;
pub(crate) mod composer_json;
pub(crate) mod cpanfile;
pub(crate) mod deno_json;
pub(crate) mod dotnet_tools;
pub(crate) mod gemspec;
pub(crate) mod go_mod;
pub(crate) mod gradle_build;
pub(crate) mod msbuild;
pub(crate) mod nimble;
pub(crate) mod opam;
pub(crate) mod package_json;
pub(crate) mod pipfile;
pub(crate) mod pnpm_workspace;
pub(crate) mod pom_xml;
pub(crate) mod pubspec_yaml;
pub(crate) mod pyproject;
pub(crate) mod r_description;
pub(crate) mod requirements_txt;
pub(crate) mod rockspec;
pub(crate) mod script_header;
pub(crate) mod setup_cfg;
pub(crate) mod setup_py;
pub(crate) mod version_catalog;
