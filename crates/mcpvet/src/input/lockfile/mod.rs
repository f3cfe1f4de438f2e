//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod bun_lock;
pub(crate) mod cargo_lock;
pub(crate) mod conda_lock;
pub(crate) mod deno_lock;
mod graph;
pub(super) mod node;
pub(crate) mod package_lock;
pub(crate) mod pdm_lock;
pub(crate) mod pnpm_lock;
pub(crate) mod poetry_lock;
pub(crate) mod pylock;
mod toml_packages;
pub(crate) mod uv_lock;
pub(crate) mod yarn_berry;
pub(crate) mod yarn_v1;
