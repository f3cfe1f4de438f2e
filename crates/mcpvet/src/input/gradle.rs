//! What the files of Gradle share: modules as `group:name:version`, and names of configurations.

use super::pinned;
use super::text::Text;
use crate::package::{Ecosystem, Groups, Package};
use crate::words::Words;

/// The package of `group:name:version`; what can follow, `:classifier`, `@extension` and `!!` with
/// the version that is preferred, names no other package. `None` for anything else.
pub(super) fn module<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let value = &*text.value;
    let (group, rest) = value.split_once(':')?;
    let (name, version) = rest.split_once(':').unwrap_or((rest, ""));
    let version = version.split([':', '@', '!']).next().unwrap_or_default();
    let name = name.split('@').next().unwrap_or_default();
    if !is_plain(group)
        || !is_plain(name)
        || version.contains(' ') && !version.starts_with(['[', '(', ']', '$'])
    {
        return None;
    }
    let name = text.part(0..group.len() + 1 + name.len());
    let version = (!version.is_empty()).then(|| text.slice(version));
    Some(pinned::package(Ecosystem::Maven, name, version))
}

/// Whether a text can be a group or a name.
fn is_plain(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-${}".contains(&b);
    !text.is_empty() && text.bytes().all(plain)
}

/// The artifact under which a plugin is published.
pub(super) fn plugin<'a>(id: &Text<'a>, version: Option<Text<'a>>) -> Package<'a> {
    let name = [&*id.value, ":", &*id.value, ".gradle.plugin"].concat();
    let name = Text { value: name.into(), span: id.span };
    Package { groups: Groups::BUILD, ..pinned::package(Ecosystem::Maven, name, version) }
}

/// What the names of configurations hold that only the build uses: what is part of the compiler, and
/// tools that look at code.
const OF_BUILD: Words = Words(
    "processor kapt ksp plugin compiler commonizer buildtools lint checkstyle pmd spotbugs jacoco detekt errorprone \
    codenarc dokka",
);

/// For what a configuration is used: `testRuntimeClasspath`, `kapt`, `classpath`.
pub(super) fn group_of(configuration: &str) -> Groups {
    // What most packages are listed under holds none of the words below.
    const OF_USE: Words = Words("implementation api compileOnly runtimeOnly compile runtime");
    if OF_USE.contains(configuration) {
        return Groups::PROD;
    }
    let name = configuration.to_ascii_lowercase();
    let has = |words: Words| words.iter().any(|word| name.contains(word));
    if has(Words("test")) {
        Groups::TEST
    } else if name == "developmentonly" {
        Groups::DEV
    } else if name == "classpath" || has(OF_BUILD) {
        Groups::BUILD
    } else {
        Groups::PROD
    }
}
