//! SUP: where the code of a server comes from, and which version of it.

use super::{Check, Context, Found, Rule, RuleSeverity};
use crate::package::{Ecosystem, Package, RequirementClass, Source};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "SUP-001",
        title: "A package is started without a version",
        severity: RuleSeverity::Medium,
        remedy: "Write the version that was reviewed behind the name, so that a new release is a \
                 decision and not an accident.",
        check: Check::Package(without_version),
    },
    Rule {
        id: "SUP-002",
        title: "A package is started by a tag that moves",
        severity: RuleSeverity::Medium,
        remedy: "Write an exact version in place of the tag.",
        check: Check::Package(by_tag),
    },
];

/// Whether a package comes from a registry and is started by a server.
fn is_launched(package: &Package<'_>) -> bool {
    package.launch.is_some() && package.source == Source::Registry && !package.name.is_empty()
}

fn without_version(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    if is_launched(package) && package.requirement.class == RequirementClass::None {
        found.say(package.span, format!("{} is started without a version", package.name));
    }
}

fn by_tag(package: &Package<'_>, _: &Context<'_, '_>, found: &mut Found<'_>) {
    let tag = matches!(
        package.requirement.class,
        RequirementClass::DistTagLatest | RequirementClass::DistTag
    );
    if is_launched(package) && tag && package.ecosystem != Some(Ecosystem::Oci) {
        let Package { name, requirement, .. } = package;
        found.say(package.span, format!("{name} is started by the tag {}", requirement.text));
    }
}
