//! Versions of Maven, Gradle and NuGet as projects write them.
//!
//! In all three a plain version is a wish: something else can ask for a newer one. For what a
//! project names itself, the wish is what it gets, so it is read as that version, as `[1.0]` is;
//! other brackets, `*` and `+` leave a choice. Variables that nothing fills in leave the version open.

use super::text::Text;
use crate::launch::is_dynamic;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass};

/// What a version asks for.
fn class_of(version: &str) -> RequirementClass {
    use RequirementClass as Class;
    let newest = ["latest", "release"].iter().any(|word| version.eq_ignore_ascii_case(word));
    match version {
        "" => Class::None,
        "*" | "+" => Class::Wildcard,
        // Entities that are not expanded, and what filters of resources fill in.
        _ if is_dynamic(version) || version.contains(['&', '@', '%']) => Class::Dynamic,
        _ if newest || version.starts_with("latest.") => Class::DistTagLatest,
        _ if version.starts_with(['[', '(', ']']) => Class::Range,
        _ if version.contains('*') || version.ends_with('+') => Class::Range,
        _ => Class::Exact,
    }
}

/// The version that stands alone in brackets, `[1.0]`, or all of the text.
fn sole(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.filter(|inner| !inner.contains([',', '*', '[', ']'])).map_or(text, str::trim)
}

/// A package with its version. A name with a variable that nothing fills in is no name: such a
/// package has none, and its version is said to be unknown.
pub(super) fn package<'a>(
    ecosystem: Ecosystem,
    name: Text<'a>,
    version: Option<Text<'a>>,
) -> Package<'a> {
    if is_dynamic(&name.value) {
        let requirement = Requirement::new(RequirementClass::Dynamic, name.value);
        return Package::new(ecosystem, "".into(), requirement, name.span);
    }
    let (requirement, span) = match version {
        Some(version) => {
            let trimmed = version.slice(sole(version.value.trim()));
            (Requirement::new(class_of(&trimmed.value), trimmed.value), trimmed.span)
        }
        None => (Requirement::none(), name.span),
    };
    Package::new(ecosystem, name.value, requirement, span)
}
