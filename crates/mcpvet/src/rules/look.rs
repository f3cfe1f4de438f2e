//! What several rules look for in a server: options, settings, URLs, hosts.

use std::borrow::Cow;

use super::Subject;
use crate::input::json::{Data, Value};
use crate::input::text::Text;
use crate::launch::url::Url;
use crate::package::Span;
use crate::words::Words;

impl<'a> Subject<'_, 'a> {
    /// Variables and their values: of the entry, `-e NAME=value` of containers, `NAME=value` in
    /// front of a command.
    pub(super) fn settings(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>, Span)> {
        let members = self.server.environment().map(|(name, value)| {
            (Cow::Borrowed(&*name.value), Cow::Borrowed(plain(value)), value.span)
        });
        let words = self.words.iter().filter_map(|word| {
            let (name, value) = word.value.split_once('=')?;
            let name = name.strip_prefix("--env=").or(name.strip_prefix("$env:")).unwrap_or(name);
            let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
            (!name.is_empty() && name.bytes().all(is_name)).then_some((
                Cow::Borrowed(name),
                Cow::Borrowed(value),
                word.span,
            ))
        });
        members.chain(words)
    }

    /// The value of the setting of this name, in any case.
    pub(super) fn setting(&self, name: &str) -> Option<(String, Span)> {
        let mut found = self.settings().filter(|setting| setting.0.eq_ignore_ascii_case(name));
        found.next().map(|(_, value, span)| (value.into_owned(), span))
    }

    /// The values of these options, written `--name value` or `--name=value`.
    pub(super) fn options<'s>(
        &'s self,
        names: Words,
    ) -> impl Iterator<Item = (&'s str, Span)> + use<'s, 'a> {
        self.words.iter().enumerate().filter_map(move |(at, word)| {
            let (name, value) = match word.value.split_once('=') {
                Some((name, value)) => (name, Some((value, word.span))),
                None => (&*word.value, None),
            };
            let next = || self.words.get(at + 1).map(|next| (&*next.value, next.span));
            names.contains(name).then(|| value.or_else(next)).flatten()
        })
    }

    /// Where one of these words stands alone, such as `--allow-http`.
    pub(super) fn flag(&self, names: Words) -> Option<Span> {
        self.words.iter().find(|word| names.contains(&word.value)).map(|word| word.span)
    }

    /// What the server connects to: its own URL, or those among its words.
    pub(super) fn urls(&self) -> impl Iterator<Item = (&Text<'a>, Url<'_>)> {
        let texts = self.server.url.iter().chain(self.words);
        texts.filter_map(|text| Some((text, Url::read(&text.value).filter(|url| is_web(*url))?)))
    }

    /// Whether it is started in a container.
    pub(super) fn is_container(&self) -> bool {
        let runs = |word: &Text<'_>| {
            let name = word.value.rsplit(['/', '\\']).next().unwrap_or_default();
            Words("docker podman nerdctl docker.exe").contains(name)
        };
        let mut words = self.words.iter().skip_while(|word| !runs(word)).skip(1).peekable();
        // Plugins have a `run` of their own.
        let plugin =
            words.peek().is_some_and(|word| Words("mcp compose model").contains(&word.value));
        !plugin && words.any(|word| word.value == "run")
    }
}

/// A string, number or word as it is written; nothing for lists and maps.
pub(super) fn plain<'v>(value: &'v Value<'_>) -> &'v str {
    match &value.data {
        Data::String(text) => text,
        Data::Scalar(text) => text,
        _ => "",
    }
}

fn is_web(url: Url<'_>) -> bool {
    url.is_web() || ["ws", "wss"].contains(&url.scheme)
}

/// The host without its port: `::1` of `[::1]:80`, `a.example` of `a.example:443`.
pub(super) fn host_name(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// Whether a host is this machine: RFC 6761, RFC 1122 and the names that containers use for it.
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = host_name(host);
    let local = ["localhost", "::1", "host.docker.internal", "0:0:0:0:0:0:0:1", "0.0.0.0"];
    local.iter().any(|known| name.eq_ignore_ascii_case(known))
        || name.to_ascii_lowercase().ends_with(".localhost")
        || (name.starts_with("127.") && name.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}
