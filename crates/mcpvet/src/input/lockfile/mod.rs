//! Files that a package manager writes: every package with the version that was chosen.

pub(crate) mod bun_lock;
pub(crate) mod cabal_freeze;
pub(crate) mod cargo_lock;
pub(crate) mod cargo_metadata;
pub(crate) mod cargo_tree;
pub(crate) mod composer_lock;
pub(crate) mod conan_lock;
pub(crate) mod conda_lock;
pub(crate) mod deno_lock;
pub(crate) mod gemfile_lock;
pub(crate) mod go_modules;
pub(crate) mod go_sum;
pub(crate) mod go_version;
pub(crate) mod gradle_lockfile;
pub(crate) mod gradle_tree;
mod graph;
pub(crate) mod julia_manifest;
pub(crate) mod maven_tree;
pub(crate) mod mix_lock;
mod names;
pub(super) mod node;
pub(crate) mod nuget_libraries;
pub(crate) mod nuget_lock;
pub(crate) mod package_lock;
mod package_lock_needs;
pub(crate) mod paket_lock;
pub(crate) mod pdm_lock;
pub(crate) mod pixi_lock;
pub(crate) mod pnpm_lock;
pub(crate) mod podfile_lock;
pub(crate) mod poetry_lock;
pub(crate) mod pubspec_lock;
pub(crate) mod pylock;
pub(crate) mod rebar_lock;
pub(crate) mod renv_lock;
pub(crate) mod sbt_lock;
pub(crate) mod stack_lock;
pub(crate) mod swift_resolved;
pub(super) mod toml_packages;
mod tree;
pub(crate) mod uv_lock;
pub(crate) mod verification_metadata;
pub(crate) mod yarn_berry;
pub(crate) mod yarn_v1;

pub(super) use graph::spread;

use crate::input::text::Text;
use crate::package::{Requirement, RequirementClass, Span};

/// What was chosen and where it stands: a commit, else a version, else nothing at the name.
#[inline(never)]
fn chosen<'a>(
    commit: Option<Text<'a>>,
    version: Option<Text<'a>>,
    name: Span,
) -> (Requirement<'a>, Span) {
    let (class, text) = match (commit, version) {
        (Some(commit), _) => (RequirementClass::GitCommit, commit),
        (None, Some(version)) => (RequirementClass::Exact, version),
        (None, None) => return (Requirement::none(), name),
    };
    (Requirement { class, text: text.value }, text.span)
}
