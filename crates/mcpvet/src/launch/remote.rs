//! Servers reached over the network. There is no package to look up, only a place to name.

use super::placeholder::is_dynamic;
use super::url::Url;
use crate::input::text::Text;
use crate::package::{Package, Requirement, RequirementClass, Source};

/// The server behind `http://…`, `https://…` or `ws://…`; `None` for any other text.
///
/// Its name is host and path alone: users, passwords, queries and fragments can hold secrets.
pub(crate) fn of_url<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let url = Url::read(&text.value)?;
    if !url.is_web() && !["ws", "wss"].contains(&url.scheme) {
        return None;
    }
    let requirement = match is_dynamic(url.host) || is_dynamic(url.path) {
        true => Requirement::new(RequirementClass::Dynamic, url.place()),
        false => Requirement::none(),
    };
    let span = text.inner_span(url.range_in(&text.value));
    let package = Package::unnamed(url.place().into(), requirement, span);
    Some(Package { source: Source::Remote, ..package })
}

/// The server of a `url` member, whatever its text is: a placeholder, a socket, a bare host.
pub(crate) fn of_member<'a>(text: &Text<'a>) -> Package<'a> {
    of_url(text).unwrap_or_else(|| {
        let shown = match Url::read(&text.value) {
            Some(url) => url.place(),
            None => without_default(text.value.split(['?', '#']).next().unwrap_or_default()),
        };
        let requirement = match is_dynamic(&text.value) {
            true => Requirement::new(RequirementClass::Dynamic, shown.clone()),
            false => Requirement::none(),
        };
        let package = Package::unnamed(shown.into(), requirement, text.span);
        Package { source: Source::Remote, ..package }
    })
}

/// `${NAME}` of `${NAME:-default}`: a default can be a URL with a password.
fn without_default(text: &str) -> String {
    match text.split_once(":-") {
        Some((name, _)) => format!("{name}}}"),
        None => text.to_owned(),
    }
}
