//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod cargo_lock;
pub(crate) mod cargo_metadata;
pub(crate) mod go_modules;
pub(crate) mod go_sum;
pub(crate) mod gradle_lockfile;
pub(crate) mod maven_tree;
pub(crate) mod nuget_libraries;
pub(crate) mod nuget_lock;
pub(crate) mod package_lock;
pub(crate) mod paket_lock;
pub(crate) mod verification_metadata;
