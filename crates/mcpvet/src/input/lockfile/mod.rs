//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod cargo_lock;
pub(crate) mod composer_lock;
pub(crate) mod gemfile_lock;
pub(crate) mod package_lock;
pub(crate) mod pubspec_lock;
