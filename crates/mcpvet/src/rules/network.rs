//! NET: how a server is reached, and by whom.

use super::look::{host_name, is_loopback};
use super::{Check, Found, Rule, RuleSeverity, Subject};
use crate::package::Span;
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "NET-001",
        title: "A remote server is reached over plain http",
        severity: RuleSeverity::High,
        remedy: "Use https, so that nobody on the way can read or change what is sent.",
        check: Check::Server(plain_http),
    },
    Rule {
        id: "NET-002",
        title: "A bridge may use plain http",
        severity: RuleSeverity::High,
        remedy: "Take --allow-http out and connect over https.",
        check: Check::Server(allow_http),
    },
    Rule {
        id: "NET-003",
        title: "The check of TLS certificates is switched off",
        severity: RuleSeverity::High,
        remedy: "Take the switch out; trust a private authority by its certificate instead.",
        check: Check::Server(tls_off),
    },
    Rule {
        id: "NET-004",
        title: "The deprecated HTTP+SSE transport is used",
        severity: RuleSeverity::Low,
        remedy: "Move to Streamable HTTP; the old transport may be removed from hosts.",
        check: Check::Server(legacy_sse),
    },
    Rule {
        id: "NET-005",
        title: "A local server listens on every network interface",
        severity: RuleSeverity::High,
        remedy: "Bind it to 127.0.0.1, so that only this machine reaches it.",
        check: Check::Server(all_interfaces),
    },
    Rule {
        id: "NET-006",
        title: "A local HTTP server asks for no authentication",
        severity: RuleSeverity::Medium,
        remedy: "Give it a token or OAuth; web pages and other users of the machine reach it as well.",
        check: Check::Server(no_local_auth),
    },
    Rule {
        id: "NET-007",
        title: "The Inspector is open to the whole network without authentication",
        severity: RuleSeverity::Critical,
        remedy: "Take DANGEROUSLY_OMIT_AUTH and DANGEROUSLY_BIND_ALL_INTERFACES out.",
        check: Check::Server(open_inspector),
    },
    Rule {
        id: "NET-008",
        title: "A remote server has no authentication configured",
        severity: RuleSeverity::Info,
        remedy: "Find out whether the server asks for OAuth when it is first used; one that asks for nothing serves everybody.",
        check: Check::Server(no_remote_auth),
    },
    Rule {
        id: "NET-009",
        title: "A server is reached by a bare address or inside a network",
        severity: RuleSeverity::Medium,
        remedy: "Use a name with a certificate, and keep internal addresses out of shared files.",
        check: Check::Server(bare_address),
    },
    Rule {
        id: "NET-010",
        title: "A server is reached through a tunnel or an ephemeral host",
        severity: RuleSeverity::Medium,
        remedy: "Use a host that its operator owns; names of tunnels are handed to the next one who asks.",
        check: Check::Server(tunnel),
    },
];

/// Options and settings that say on which address a server listens.
const LISTEN: Words =
    Words("--host --hostname --bind --bind-address --address --listen --addr --ip");
const LISTEN_SETTINGS: Words = Words(
    "HOST HOSTNAME MCP_HOST MCP_SERVER_HOST FASTMCP_HOST FASTMCP_SERVER_HOST BIND_ADDRESS \
    BIND_HOST LISTEN_ADDRESS SERVER_HOST UVICORN_HOST",
);

/// Settings whose value switches the check of certificates off.
const TLS_SETTINGS: &[(&str, &[&str])] = &[
    ("NODE_TLS_REJECT_UNAUTHORIZED", &["0", "false"]),
    ("PYTHONHTTPSVERIFY", &["0"]),
    ("SSL_VERIFY", OFF),
    ("VERIFY_SSL", OFF),
    ("TLS_VERIFY", OFF),
    ("VERIFY_TLS", OFF),
    ("REQUESTS_VERIFY", OFF),
    ("HTTPX_VERIFY", OFF),
    ("NPM_CONFIG_STRICT_SSL", OFF),
    ("GIT_SSL_NO_VERIFY", ON),
    ("INSECURE", ON),
    ("INSECURE_SKIP_VERIFY", ON),
    ("SKIP_TLS_VERIFY", ON),
    ("ALLOW_INSECURE_TLS", ON),
];
const OFF: &[&str] = &["0", "false", "no", "off"];
const ON: &[&str] = &["1", "true", "yes", "on"];

const TLS_FLAGS: Words = Words(
    "--insecure --insecure-skip-verify --insecure-skip-tls-verify --no-verify-ssl \
    --no-ssl-verify --no-verify-tls --no-tls-verify --no-check-certificate --skip-tls-verify \
    --tls-skip-verify --skip-ssl-verification --disable-ssl-verification --allow-insecure-tls \
    --strict-ssl=false --verify-ssl=false --ssl-verify=false",
);

/// Hosts that anybody gets for an hour. A name ends in one of these.
const TUNNELS: Words = Words(
    "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com loca.lt \
    localtunnel.me serveo.net localhost.run lhr.life pinggy.link pinggy.io bore.pub devtunnels.ms \
    tunnelmole.net telebit.io webhook.site requestbin.net pagekite.me zrok.io playit.gg expose.dev",
);

fn plain_http(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (text, url) in subject.urls() {
        let plain = ["http", "ws"].iter().any(|scheme| url.scheme.eq_ignore_ascii_case(scheme));
        if plain && !url.host.is_empty() && !is_loopback(url.host) && !is_open(url.host) {
            found.say(text.span, format!("{} is reached over plain {}", url.place(), url.scheme));
        }
    }
}

/// Whether a host is filled in later, so that nothing can be said about it.
fn is_open(host: &str) -> bool {
    host.contains(['$', '{', '%'])
}

fn allow_http(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    found.at_each(subject.flag(Words("--allow-http")));
}

fn tls_off(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (name, value, span) in subject.settings() {
        let row = TLS_SETTINGS.iter().find(|row| is_named(&name, row.0));
        let row = row.filter(|row| row.1.iter().any(|off| value.eq_ignore_ascii_case(off)));
        if let Some((known, _)) = row {
            found.say(span, format!("{known} switches the check of certificates off"));
        }
    }
    let curl = subject.words.iter().any(|word| ["curl", "curl.exe"].contains(&&*word.value));
    let short = subject.flag(Words("-k")).filter(|_| curl);
    found.at_each(subject.flag(TLS_FLAGS).or(short));
}

/// `SSL_VERIFY` or, for names that say all, `JIRA_SSL_VERIFY`.
fn is_named(name: &str, known: &str) -> bool {
    let own = name.len().checked_sub(known.len()).and_then(|at| name.split_at_checked(at));
    own.is_some_and(|(service, rest)| {
        rest.eq_ignore_ascii_case(known)
            && (service.is_empty() || (service.ends_with('_') && known.len() >= 10))
    })
}

fn legacy_sse(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const NAMES: &[&str] = &["sse", "sse-only"];
    let stated = subject.server.member(&["type", "transport", "transportType"]);
    if let Some(kind) = stated.filter(|kind| kind.str().is_some_and(|kind| NAMES.contains(&kind))) {
        return found.at(kind.span);
    }
    let option = subject.options(Words("--transport")).find(|(value, _)| NAMES.contains(value));
    if let Some((_, span)) = option {
        return found.at(span);
    }
    // A path is a hint alone, and a stated transport outweighs it.
    if let Some((text, _)) = subject.urls().find(|(_, url)| url.path.ends_with("/sse"))
        && stated.is_none()
    {
        found.say(text.span, "The path ends in /sse, as those of the deprecated transport do");
    }
}

fn all_interfaces(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    // Inside of a container every interface is the way to the ports that are published.
    if subject.is_container() {
        return open_ports(subject, found);
    }
    for (value, span) in subject.options(LISTEN) {
        if is_any_address(value) {
            found.say(span, "The address is every interface of the machine");
        }
    }
    for (name, value, span) in subject.settings() {
        if LISTEN_SETTINGS.iter().any(|known| known.eq_ignore_ascii_case(&name))
            && is_any_address(&value)
        {
            found.say(span, format!("{name} is every interface of the machine"));
        }
    }
}

/// `0.0.0.0`, `::`, `[::]`, with or without a port.
fn is_any_address(value: &str) -> bool {
    let value = value.strip_prefix("tcp://").unwrap_or(value);
    Words("0.0.0.0 :: *").contains(value) || ["0.0.0.0", "::"].contains(&host_name(value))
}

fn open_ports(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (value, span) in subject.options(Words("--network --net")) {
        if value == "host" {
            found.say(span, "The container shares the network of the machine");
        }
    }
    for (value, span) in subject.options(Words("-p --publish")) {
        // `8080:80` and `80` publish on every interface, `127.0.0.1:8080:80` does not. A program in
        // the container may take a password under the same name.
        let parts = value.split(':').count();
        let part =
            |part: &str| part.len() <= 11 && part.bytes().all(|b| b"0123456789.-".contains(&b));
        let port = value.strip_suffix("/tcp").or(value.strip_suffix("/udp")).unwrap_or(value);
        let is_port = port.split(':').all(part);
        if is_port && (parts <= 2 || value.starts_with("0.0.0.0:")) {
            found.say(span, format!("The port {value} is published on every interface"));
        }
    }
    found.at_each(subject.flag(Words("-P --publish-all")));
}

fn is_on(subject: &Subject<'_, '_>, setting: &str) -> Option<Span> {
    let (value, span) = subject.setting(setting)?;
    (!value.is_empty() && !OFF.iter().any(|off| value.eq_ignore_ascii_case(off))).then_some(span)
}

fn no_local_auth(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const FLAGS: Words = Words("--allow-unauthenticated --no-auth --disable-auth --omit-auth");
    if let Some(span) = is_on(subject, "DANGEROUSLY_OMIT_AUTH").or(subject.flag(FLAGS)) {
        return found.at(span);
    }
    let url = subject.server.url.as_ref().filter(|_| !has_credentials(subject));
    let local = subject.urls().next().filter(|(_, url)| is_loopback(url.host));
    if let (Some(text), Some(_)) = (url, local) {
        found.at(text.span);
    }
}

/// Whether the entry says how the client proves who it is.
fn has_credentials(subject: &Subject<'_, '_>) -> bool {
    const MEMBERS: &[&str] = &[
        "oauth",
        "auth",
        "authProviderType",
        "bearer_token_env_var",
        "env_http_headers",
        "headersHelper",
        "oauth_client_id",
        "requiresOAuth",
        "apiKey",
    ];
    let in_url = |text: &str| text.contains('?') || text.contains('@');
    subject.server.headers().next().is_some()
        || subject.server.member(MEMBERS).is_some_and(|value| !value.is_scalar("false"))
        || subject.server.url.as_ref().is_some_and(|url| in_url(&url.value))
}

fn open_inspector(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    if is_on(subject, "DANGEROUSLY_OMIT_AUTH").is_some() {
        found.at_each(is_on(subject, "DANGEROUSLY_BIND_ALL_INTERFACES"));
    }
}

fn no_remote_auth(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let Some(text) = &subject.server.url else { return };
    let remote = subject
        .urls()
        .next()
        .filter(|(_, url)| !url.host.is_empty() && !is_loopback(url.host) && !is_open(url.host));
    if remote.is_some() && !has_credentials(subject) {
        found.at(text.span);
    }
}

fn bare_address(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (text, url) in subject.urls().filter(|(_, url)| !is_loopback(url.host)) {
        let what = match Address::of(host_name(url.host)) {
            Some(Address::Metadata) => "the metadata service of a cloud",
            Some(Address::Private) if subject.context.is_shared => "an address inside a network",
            Some(Address::Public) => "a bare address",
            Some(Address::Disguised) => "an address in disguise",
            Some(Address::Punycode) => "a name in Punycode, which can look like another one",
            _ => continue,
        };
        found.say(text.span, format!("{} is {what}", url.host));
    }
}

enum Address {
    Metadata,
    Private,
    Public,
    /// Decimal, octal or hexadecimal: `2130706433`, `0x7f.1`.
    Disguised,
    Punycode,
}

impl Address {
    fn of(name: &str) -> Option<Self> {
        if name == "169.254.169.254" || name.eq_ignore_ascii_case("metadata.google.internal") {
            return Some(Self::Metadata);
        }
        if name.to_ascii_lowercase().split('.').any(|label| label.starts_with("xn--")) {
            return Some(Self::Punycode);
        }
        if name.contains(':') {
            let six = name.parse::<core::net::Ipv6Addr>().ok()?;
            let private = six.is_unique_local() || six.is_unicast_link_local();
            return Some(if private { Self::Private } else { Self::Public });
        }
        if let Ok(four) = name.parse::<core::net::Ipv4Addr>() {
            let private = four.is_private() || four.is_link_local();
            return Some(if private { Self::Private } else { Self::Public });
        }
        let number = |part: &str| {
            let digits = part.strip_prefix("0x").or(part.strip_prefix("0X"));
            let hex =
                digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit()));
            hex || (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        };
        name.split('.').all(number).then_some(Self::Disguised)
    }
}

fn tunnel(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (text, url) in subject.urls() {
        let name = host_name(url.host).to_ascii_lowercase();
        let is_tunnel = |suffix: &&str| {
            name.strip_suffix(*suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if let Some(suffix) = TUNNELS.iter().find(is_tunnel) {
            found.say(text.span, format!("{name} is one of the hosts that {suffix} lends"));
        }
    }
}
