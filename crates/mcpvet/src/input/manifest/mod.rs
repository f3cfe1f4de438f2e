//! Files in which people say what they need, often as ranges.

pub(crate) mod composer_json;
pub(crate) mod package_json;
pub(crate) mod pubspec_yaml;
pub(crate) mod requirements_txt;
