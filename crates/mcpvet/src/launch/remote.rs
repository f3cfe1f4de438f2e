//! Servers reached over the network. There is no package to look up, only a place to name.

use super::placeholder::{self, is_dynamic};
use super::url::Url;
use crate::input::text::Text;
use crate::package::{Package, Requirement, RequirementClass, Source};

/// The server behind `http://…`, `https://…` or `ws://…`; `None` for any other text.
///
/// Its name is host and path alone: users, passwords, queries and fragments can hold secrets.
pub(crate) fn of_url<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let url = Url::read(&text.value).filter(|url| is_network(*url))?;
    let place = place_of(&text.value);
    let span = text.inner_span(url.range_in(&text.value));
    Some(server(place, is_dynamic(url.host) || is_dynamic(url.path), span))
}

/// The server of a `url` member, whatever its text is: a placeholder, a socket, a bare host.
pub(crate) fn of_member<'a>(text: &Text<'a>) -> Package<'a> {
    of_url(text)
        .unwrap_or_else(|| server(place_of(&text.value), is_dynamic(&text.value), text.span))
}

fn server<'a>(place: String, dynamic: bool, span: crate::package::Span) -> Package<'a> {
    let requirement = match dynamic {
        true => Requirement::new(RequirementClass::Dynamic, place.clone()),
        false => Requirement::none(),
    };
    Package { source: Source::Remote, ..Package::unnamed(place.into(), requirement, span) }
}

/// Code that a runner fetches from the web: a script, a module or an archive of no registry.
pub(crate) fn of_code<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let url = Url::read(&text.value).filter(|url| url.is_web())?;
    let shown = Url { fragment: "", ..url }.shown();
    let requirement = Requirement::new(RequirementClass::UrlTarball, shown);
    let package = Package::unnamed(url.place().into(), requirement, text.span);
    Some(Package { source: Source::Url, ..package })
}

fn is_network(url: Url<'_>) -> bool {
    url.is_web() || ["ws", "wss"].contains(&url.scheme)
}

/// Host and path; of sockets and files the scheme alone.
fn place_of(text: &str) -> String {
    // A default can be a URL with a password.
    let text = match is_dynamic(text) {
        true => placeholder::shown(text, |_| true),
        false => text.to_owned(),
    };
    match Url::read(&text) {
        Some(url) if is_network(url) => url.place(),
        Some(url) => url.scheme.to_owned(),
        None => Url::read(&format!("http://{text}")).map(Url::place).unwrap_or_default(),
    }
}
