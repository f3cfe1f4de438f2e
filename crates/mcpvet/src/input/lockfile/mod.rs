//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod bun_lock;
pub(crate) mod cargo_lock;
pub(crate) mod cargo_metadata;
pub(crate) mod conda_lock;
pub(crate) mod deno_lock;
pub(crate) mod go_modules;
pub(crate) mod go_sum;
pub(crate) mod gradle_lockfile;
mod graph;
pub(crate) mod maven_tree;
pub(super) mod node;
pub(crate) mod nuget_libraries;
pub(crate) mod nuget_lock;
pub(crate) mod package_lock;
pub(crate) mod paket_lock;
pub(crate) mod pdm_lock;
pub(crate) mod pnpm_lock;
pub(crate) mod poetry_lock;
pub(crate) mod pylock;
mod toml_packages;
pub(crate) mod uv_lock;
pub(crate) mod verification_metadata;
pub(crate) mod yarn_berry;
pub(crate) mod yarn_v1;
