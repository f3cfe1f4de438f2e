//! Servers reached over the network. There is no package to look up, only a place to name.

use super::npm_spec;
use super::placeholder::{self, is_dynamic};
use super::url::Url;
use crate::input::text::Text;
use crate::package::{Package, Requirement, RequirementClass, Source};

/// The server behind `http://…`, `https://…` or `ws://…`; `None` for any other text.
///
/// Its name is host and path alone: users, passwords, queries and fragments can hold secrets.
pub(crate) fn of_url<'a>(text: &Text<'a>) -> Option<Package<'a>> {
    let url = Url::read(&text.value).filter(|url| is_network(*url))?;
    let place = if is_dynamic(&text.value) { place_of(&text.value) } else { url.place() };
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
    if let Some((name, version)) = served(url) {
        let package = npm_spec::of_dependency(&text.slice(name), &text.slice(version));
        return Some(Package { source: Source::Url, ..package });
    }
    let shown = Url { fragment: "", ..url }.shown();
    let requirement = Requirement::new(RequirementClass::UrlTarball, shown);
    let package = Package::unnamed(url.place().into(), requirement, text.span);
    Some(Package { source: Source::Url, ..package })
}

/// Hosts that hand on packages of npm, and what stands in front of the name there.
const SERVED: &[(&str, &str)] = &[
    ("esm.sh", "/"),
    ("unpkg.com", "/"),
    ("cdn.skypack.dev", "/"),
    ("cdn.jsdelivr.net", "/npm/"),
    ("ga.jspm.io", "/npm:"),
];

/// The package of `https://esm.sh/v135/name@1.2.3/file.js` and its version.
fn served(url: Url<'_>) -> Option<(&str, &str)> {
    let (_, front) = SERVED.iter().find(|(host, _)| *host == url.host)?;
    let path = url.path.strip_prefix(front)?;
    // Which build it is stands in front of the name.
    let build = path.split_once('/').filter(|(first, _)| !first.contains('@') && *first != "jsr");
    let path = build.map_or(path, |(_, path)| path);
    let path = path.trim_start_matches('*');
    let (name, behind) = path.split_at(path.get(1..)?.find('@')? + 1);
    let version = behind[1..].split(['/', '&']).next()?;
    npm_spec::is_name(name).then_some((name, version))
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
