//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod cabal_freeze;
pub(crate) mod cargo_lock;
pub(crate) mod composer_lock;
pub(crate) mod conan_lock;
pub(crate) mod gemfile_lock;
pub(crate) mod mix_lock;
pub(crate) mod package_lock;
pub(crate) mod podfile_lock;
pub(crate) mod pubspec_lock;
pub(crate) mod renv_lock;
pub(crate) mod stack_lock;
pub(crate) mod swift_resolved;
