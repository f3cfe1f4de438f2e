//! MAN: what a server says of itself: `server.json`, MCPB manifests.

use super::look::plain;
use super::{Check, Context, Found, Rule, RuleSeverity};
use crate::input::mcp::server_json::{self, BASE_URL, HASH, IDENTIFIER, TYPE};
use crate::input::mcp::{Manifest, ManifestKind};
use crate::input::value::Value;
use crate::launch::url::Url;
use crate::package::{Ecosystem, Span};
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "MAN-001",
        title: "The name of a server is not one of the registry",
        severity: RuleSeverity::Medium,
        remedy: "Write the reversed name of a domain or account that is yours, one slash, and a name: io.github.user/server.",
        check: Check::Input(name),
    },
    Rule {
        id: "MAN-002",
        title: "A manifest names a range or a tag in place of one version",
        severity: RuleSeverity::Medium,
        remedy: "Write the one version that was published and reviewed.",
        check: Check::Input(version),
    },
    Rule {
        id: "MAN-003",
        title: "The description of a server is missing or too long",
        severity: RuleSeverity::Low,
        remedy: "Say in at most 100 characters what the server does.",
        check: Check::Input(description),
    },
    Rule {
        id: "MAN-004",
        title: "A bundle is named without its hash",
        severity: RuleSeverity::Medium,
        remedy: "Add fileSha256 with the SHA-256 of the file.",
        check: Check::Input(no_hash),
    },
    Rule {
        id: "MAN-005",
        title: "A package stands in a registry that is not accepted for its type",
        severity: RuleSeverity::Medium,
        remedy: "Publish it where the registry of servers can check who owns it.",
        check: Check::Input(other_registry),
    },
    Rule {
        id: "MAN-006",
        title: "A manifest uses the keys of an old schema",
        severity: RuleSeverity::Low,
        remedy: "Write the keys of the current schema: registryType for registry_type, and so on.",
        check: Check::Input(old_keys),
    },
    Rule {
        id: "MAN-007",
        title: "A manifest names no repository",
        severity: RuleSeverity::Low,
        remedy: "Add the repository, so that people can see the code and report flaws.",
        check: Check::Input(no_repository),
    },
    Rule {
        id: "MAN-008",
        title: "A bundle depends on one machine or on an old format",
        severity: RuleSeverity::Low,
        remedy: "Write manifest_version, start what the bundle carries (${__dirname}), and refer to nothing over http.",
        check: Check::Input(odd_bundle),
    },
    Rule {
        id: "MAN-009",
        title: "The registry lists a server as deprecated or deleted",
        severity: RuleSeverity::High,
        remedy: "Do not start it; what is deleted there was mostly spam or malware.",
        check: Check::Input(withdrawn),
    },
];

/// The longest description and the longest name, in characters.
const MAX_DESCRIPTION: usize = 100;
const MAX_NAME: usize = 200;

/// Where the registry takes images from: hosts, and what a host may end in.
const IMAGE_HOSTS: &[&str] = &["docker.io", "ghcr.io", "mcr.microsoft.com"];
const IMAGE_HOST_ENDS: &[&str] = &[".pkg.dev", ".azurecr.io"];

/// Keys of the schemas before 2025-09-16.
const OLD_KEYS: Words = Words(
    "registry_type registry_name registry_base_url file_sha256 runtime_hint \
    runtime_arguments package_arguments environment_variables transport_type website_url \
    version_detail",
);

fn of<'c, 'a>(
    context: &Context<'c, 'a>,
    kind: ManifestKind,
) -> impl Iterator<Item = &'c Manifest<'a>> {
    context.inventory.manifests.iter().filter(move |manifest| manifest.kind == kind)
}

fn registry<'c, 'a>(context: &Context<'c, 'a>) -> impl Iterator<Item = &'c Manifest<'a>> {
    of(context, ManifestKind::Registry)
}

/// Where a remark about a whole server stands: at its name, or where it begins.
fn place(about: &Value<'_>) -> Span {
    about.get("name").map_or(about.span, |name| name.span)
}

fn name(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for manifest in registry(context) {
        let about = manifest.server();
        if about.get("name").and_then(Value::str).is_none_or(|name| !is_name(name)) {
            found.at(place(about));
        }
    }
}

/// `io.github.user/server`: one slash, letters, digits and `.-`, behind the slash also `_`.
fn is_name(name: &str) -> bool {
    let fits = |part: &str, more: &[u8]| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || more.contains(&b))
    };
    let parts = name.split_once('/');
    name.len() <= MAX_NAME
        && parts.is_some_and(|(space, name)| fits(space, b".-") && fits(name, b"._-"))
}

fn version(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for manifest in registry(context) {
        let places = [manifest.server()].into_iter().chain(manifest.list("packages"));
        for version in places.filter_map(|place| place.get("version")) {
            match plain(version) {
                "latest" => found.say(version.span, "latest is whichever version is newest"),
                text if server_json::is_range(text) => {
                    found.say(version.span, "A range stands where one version is expected");
                }
                _ => {}
            }
        }
    }
}

fn description(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for manifest in registry(context) {
        let about = manifest.server();
        let Some(description) = about.get("description") else {
            found.say(place(about), "The server has no description");
            continue;
        };
        match plain(description).chars().count() {
            0 => found.say(description.span, "The description is empty"),
            length if length > MAX_DESCRIPTION => {
                let message = format!("The description has {length} characters, not up to 100");
                found.say(description.span, message);
            }
            _ => {}
        }
    }
}

/// The packages of all servers, each with its registry's type in lower case.
fn packages<'c, 'a>(context: &Context<'c, 'a>) -> impl Iterator<Item = (String, &'c Value<'a>)> {
    let packages = registry(context).flat_map(|manifest| manifest.list("packages"));
    packages.map(|package| {
        let kind = package.any(TYPE).map(plain).unwrap_or_default();
        (kind.to_ascii_lowercase(), package)
    })
}

fn no_hash(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for (kind, package) in packages(context) {
        let hash = package.any(HASH).and_then(Value::str);
        if kind == "mcpb" && !hash.is_some_and(server_json::is_hash) {
            found.at(package.any(IDENTIFIER).unwrap_or(package).span);
        }
    }
}

fn other_registry(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for (kind, package) in packages(context) {
        let identifier = package.any(IDENTIFIER);
        let base = package.any(BASE_URL).filter(|base| !plain(base).is_empty());
        let is_accepted = match (&*kind, Ecosystem::from_name(&kind)) {
            ("mcpb", _) => identifier.is_none_or(|url| is_release(plain(url))),
            (_, Some(Ecosystem::Oci)) => {
                identifier.or(base).is_none_or(|image| is_image_place(plain(image)))
            }
            (_, Some(ecosystem)) => {
                base.is_none_or(|base| server_json::is_public(ecosystem, plain(base)))
            }
            _ => true,
        };
        if !is_accepted {
            found.at(base.or(identifier).unwrap_or(package).span);
        }
    }
}

/// Bundles are files of releases on GitHub or GitLab.
fn is_release(identifier: &str) -> bool {
    Url::read(identifier).is_some_and(|url| {
        url.scheme.eq_ignore_ascii_case("https") && ["github.com", "gitlab.com"].contains(&url.host)
    })
}

/// An image without a registry in its name is on Docker's.
fn is_image_place(image: &str) -> bool {
    let host = image.split_once('/').map_or("", |(first, _)| first);
    !host.contains(['.', ':'])
        || IMAGE_HOSTS.contains(&host)
        || IMAGE_HOST_ENDS.iter().any(|end| host.ends_with(end))
}

fn old_keys(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for manifest in registry(context) {
        let lists = ["packages", "remotes"].into_iter().flat_map(|key| manifest.list(key));
        let mut keys = [manifest.server()].into_iter().chain(lists).flat_map(Value::members);
        if let Some((key, _)) = keys.find(|(key, _)| OLD_KEYS.contains(&key.value)) {
            found.say(key.span, format!("{} is a key of a schema before 2025-09-16", key.value));
        }
    }
}

fn no_repository(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for about in registry(context).map(Manifest::server) {
        let url = about.get("repository").and_then(|repository| repository.get("url"));
        if url.is_none_or(|url| plain(url).is_empty()) {
            found.at(place(about));
        }
    }
}

fn odd_bundle(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for Manifest { root, .. } in of(context, ManifestKind::Bundle) {
        if let Some((key, _)) = root.members().iter().find(|(key, _)| key.value == "dxt_version") {
            found.say(key.span, "dxt_version is the old name of manifest_version");
        }
        let config = root.get("server").and_then(|server| server.get("mcp_config"));
        let others = config.and_then(|config| config.get("platform_overrides"));
        let others = others.map(Value::members).unwrap_or_default().iter().map(|(_, value)| value);
        let commands = config.into_iter().chain(others).filter_map(|place| place.get("command"));
        for command in commands.filter(|command| is_absolute(plain(command))) {
            found.say(command.span, "The command is a path of one machine");
        }
        let icons = root.get("icons").map(Value::elements).unwrap_or_default();
        let icons = icons.iter().filter_map(|icon| icon.get("src")).chain(root.get("icon"));
        let pages = ["homepage", "documentation", "support"].iter().filter_map(|key| root.get(key));
        for link in icons.chain(pages).filter(|link| plain(link).starts_with("http://")) {
            found.say(link.span, "The manifest refers to something over plain http");
        }
    }
}

/// `/usr/bin/x`, `C:\x`, `~/x`.
fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '~', '\\'])
        || matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn withdrawn(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for manifest in registry(context) {
        let meta = manifest.root.get("_meta");
        let official = meta.map(Value::members).unwrap_or_default().iter().map(|(_, value)| value);
        let places = [manifest.server()].into_iter().chain(meta).chain(official);
        let mut states = places.filter_map(|place| place.get("status"));
        let is_bad = |status: &&Value<'_>| ["deprecated", "deleted"].contains(&plain(status));
        if let Some(status) = states.find(is_bad) {
            found.say(status.span, format!("The registry lists the server as {}", plain(status)));
        }
    }
}
