//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod cargo_lock;
pub(crate) mod go_modules;
pub(crate) mod go_sum;
pub(crate) mod package_lock;
