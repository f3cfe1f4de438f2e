//! SEC: keys, tokens and passwords in plain text.
//!
//! A message names the member in which a secret stands and the beginning of its SHA-256, never a
//! part of it.

use super::look::plain;
use super::secret::{
    fingerprint, is_literal, is_placeholder, is_secret_name, is_stand_in, kind_of,
};
use super::{Check, Context, Found, Rule, RuleSeverity, Subject};
use crate::input::json::Value;
use crate::launch::is_secret;
use crate::package::Span;
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "SEC-001",
        title: "A secret stands in the environment of a server",
        severity: RuleSeverity::High,
        remedy: "Replace the value, for it is known now, and let the host ask for the new one or read it \
                 from a keychain.",
        check: Check::Server(in_environment),
    },
    Rule {
        id: "SEC-002",
        title: "A secret stands among the arguments of a server",
        severity: RuleSeverity::High,
        remedy: "Replace the value and hand the new one over in a variable: every user of the machine sees \
                 the arguments of a process.",
        check: Check::Server(in_arguments),
    },
    Rule {
        id: "SEC-003",
        title: "A secret stands in a header",
        severity: RuleSeverity::High,
        remedy: "Replace the value and write the name of a variable or an input of the host in its place.",
        check: Check::Server(in_headers),
    },
    Rule {
        id: "SEC-004",
        title: "A secret stands in a URL",
        severity: RuleSeverity::High,
        remedy: "Send it as a header: URLs end up in logs, histories and referrers.",
        check: Check::Server(in_urls),
    },
    Rule {
        id: "SEC-005",
        title: "A connection string holds its password",
        severity: RuleSeverity::High,
        remedy: "Keep the password in a variable or a keychain, and give the server an account of its own.",
        check: Check::Server(in_connection_strings),
    },
    Rule {
        id: "SEC-006",
        title: "A secret stands in a file that a project shares",
        severity: RuleSeverity::Critical,
        remedy: "Revoke it now, take it out of the history, and refer to a variable that everybody sets \
                 for themselves.",
        check: Check::Server(in_shared_file),
    },
    Rule {
        id: "SEC-007",
        title: "A host asks for a secret in plain sight",
        severity: RuleSeverity::Low,
        remedy: "Add \"password\": true to the input.",
        check: Check::Input(unmasked_input),
    },
    Rule {
        id: "SEC-008",
        title: "A manifest asks for a secret without saying that it is one",
        severity: RuleSeverity::Medium,
        remedy: "Mark it: \"isSecret\": true in server.json, \"sensitive\": true in a bundle.",
        check: Check::Input(unmarked_secret),
    },
    Rule {
        id: "SEC-009",
        title: "The key of a wallet stands in a configuration",
        severity: RuleSeverity::Critical,
        remedy: "Move the funds to a new key, and keep that one in hardware or a signing service.",
        check: Check::Server(wallet_key),
    },
    Rule {
        id: "SEC-010",
        title: "The client secret of OAuth stands in a configuration",
        severity: RuleSeverity::High,
        remedy: "Replace it; use a public client with PKCE, or a reference to a variable.",
        check: Check::Server(client_secret),
    },
];

/// A place in which a secret stands, and what to say about it.
type Place = (Span, String);

/// `API_KEY holds a token of GitHub, sha256:1a2b3c4d`.
fn place(span: Span, holder: &str, what: &str, value: &str) -> Place {
    (span, format!("{holder} holds {what}, {}", fingerprint(value)))
}

fn report(places: Vec<Place>, found: &mut Found<'_>) {
    places.into_iter().for_each(|(span, message)| found.say(span, message));
}

/// What a value under a name is, if it is a secret that no other rule is about.
fn secret(name: &str, value: &str) -> Option<&'static str> {
    if is_wallet_name(name) || has_password(value) {
        return None;
    }
    kind_of(value).or_else(|| (is_secret_name(name) && is_literal(value)).then_some("a secret"))
}

fn environment_places(subject: &Subject<'_, '_>) -> Vec<Place> {
    let members = subject.server.environment();
    let places = members.filter_map(|(name, value)| {
        let text = plain(value);
        Some(place(value.span, shown(&name.value), secret(&name.value, text)?, text))
    });
    places.collect()
}

fn in_environment(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    report(environment_places(subject), found);
}

/// A name as far as it may be shown.
fn shown(name: &str) -> &str {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_-.".contains(&b);
    let fine = name.len() <= 64 && name.bytes().all(plain) && !is_secret(name);
    if fine { name } else { "A member" }
}

fn argument_places(subject: &Subject<'_, '_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, word) in subject.words.iter().enumerate() {
        let text = &*word.value;
        // A script is looked at word by word, a URL by another rule.
        if text.contains("://")
            || text.trim().contains(char::is_whitespace) && header(text).is_none()
        {
            continue;
        }
        let before = at.checked_sub(1).map(|at| &*subject.words[at].value).unwrap_or_default();
        let (name, value) = if let Some((name, value)) = header(text) {
            (name, value)
        } else if let Some((name, value)) = text.split_once('=') {
            (name, value)
        } else if before.starts_with("--") && !before.contains('=') && !text.starts_with('-') {
            (before, text)
        } else {
            ("", text)
        };
        if let Some(what) = secret(name, value) {
            let holder = if name.is_empty() { "An argument" } else { shown(name) };
            places.push(place(word.span, holder, what, value));
        }
    }
    places
}

/// `Authorization: Bearer abc` as a bridge takes it behind `--header`.
fn header(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (is_name && is_secret_name(name)).then(|| (name, credentials(value)))
}

/// What stands behind `Bearer` or `Basic`.
fn credentials(value: &str) -> &str {
    let value = value.trim();
    let rest = ["Bearer ", "bearer ", "Basic ", "Token ", "token "]
        .iter()
        .find_map(|s| value.strip_prefix(s));
    rest.unwrap_or(value).trim()
}

fn in_arguments(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    report(argument_places(subject), found);
}

fn header_places(subject: &Subject<'_, '_>) -> Vec<Place> {
    let places = subject.server.headers().filter_map(|(name, value)| {
        let text = credentials(plain(value));
        Some(place(value.span, shown(&name.value), secret(&name.value, text)?, text))
    });
    let token = subject.server.member(&["bearer_token", "apiKey"]);
    let token = token.filter(|value| is_literal(plain(value)));
    let token = token.map(|value| place(value.span, "The entry", "a token", plain(value)));
    places.chain(token).collect()
}

fn in_headers(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    report(header_places(subject), found);
}

fn url_places(subject: &Subject<'_, '_>) -> Vec<Place> {
    let mut places = Vec::new();
    let words =
        subject.words.iter().filter(|word| !word.value.trim().contains(char::is_whitespace));
    for text in subject.server.url.iter().chain(words) {
        let Some((scheme, rest)) = text.value.split_once("://") else { continue };
        if !Words("http https ws wss").any_ends(scheme) {
            continue;
        }
        if let Some(password) = userinfo(rest).filter(|password| is_literal(password)) {
            places.push(place(text.span, "The URL", "a user with a password", password));
        }
        let query = rest.split_once('?').map(|(_, query)| query).unwrap_or_default();
        for (name, value) in query.split(['&', '#']).filter_map(|pair| pair.split_once('=')) {
            if let Some(what) = secret(name, value) {
                places.push(place(text.span, "The query of the URL", what, value));
            }
        }
    }
    places
}

/// The password, or the name alone, in front of the host.
fn userinfo(rest: &str) -> Option<&str> {
    let authority = rest.split(['/', '?', '#']).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    Some(user.split_once(':').map_or(user, |(_, password)| password))
}

fn in_urls(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    report(url_places(subject), found);
}

/// `postgres://user:password@host`, `Server=…;Password=…`.
fn has_password(value: &str) -> bool {
    password_of(value).is_some()
}

fn password_of(value: &str) -> Option<&str> {
    if let Some((scheme, rest)) = value.split_once("://") {
        let scheme = scheme.rsplit(['=', ' ', '"', '\'']).next().unwrap_or_default();
        let web = Words("http https ws wss").contains(scheme);
        let authority = rest.split(['/', '?', '#']).next()?;
        let (user, _) = authority.rsplit_once('@')?;
        let (_, password) = user.split_once(':')?;
        let literal = !is_placeholder(password) && !is_stand_in(password);
        return (!web && literal).then_some(password);
    }
    let mut parts = value.split(';').filter_map(|part| part.split_once('='));
    let (_, password) = parts.find(|(name, _)| {
        ["password", "pwd"].iter().any(|word| name.trim().eq_ignore_ascii_case(word))
    })?;
    (value.contains(';') && is_literal(password)).then_some(password)
}

fn connection_places(subject: &Subject<'_, '_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (name, value) in subject.server.environment() {
        if let Some(password) = password_of(plain(value)) {
            places.push(place(value.span, shown(&name.value), "a password", password));
        }
    }
    for word in subject.words.iter().filter(|word| !word.value.trim().contains(' ')) {
        if let Some(password) = password_of(&word.value) {
            places.push(place(word.span, "An argument", "a password", password));
        }
    }
    places
}

fn in_connection_strings(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    report(connection_places(subject), found);
}

fn in_shared_file(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const PLACES: [fn(&Subject<'_, '_>) -> Vec<Place>; 5] =
        [environment_places, argument_places, header_places, url_places, connection_places];
    if subject.context.is_shared {
        PLACES.into_iter().for_each(|places| report(places(subject), found));
    }
}

/// Inputs of VS Code that fill in a secret and do not hide what is typed.
fn unmasked_input(context: &Context<'_, '_>, found: &mut Found<'_>) {
    let inputs = context.inventory.settings.iter().filter(|(name, _)| name.value == "inputs");
    for input in inputs.flat_map(|(_, value)| value.elements()) {
        let member = |name| input.get(name).map(plain).unwrap_or_default();
        let masked = input.get("password").is_some_and(|value| value.is_scalar("true"));
        if member("type") == "promptString" && !masked && fills_a_secret(context, member("id")) {
            found.say(input.span, format!("What is typed for {} can be read", shown(member("id"))));
        }
    }
}

fn fills_a_secret(context: &Context<'_, '_>, id: &str) -> bool {
    let reference = format!("${{input:{id}}}");
    let uses =
        |name: &str, value: &Value<'_>| is_secret_name(name) && plain(value).contains(&reference);
    context.inventory.servers.iter().any(|server| {
        server.environment().any(|(name, value)| uses(&name.value, value))
            || server.headers().any(|(name, value)| uses(&name.value, value))
    })
}

/// What `server.json` and bundles ask the user for and do not mark as secret.
fn unmarked_secret(context: &Context<'_, '_>, found: &mut Found<'_>) {
    let is_marked = |input: &Value<'_>| {
        let mark = input.any(&["isSecret", "is_secret", "sensitive"]);
        mark.is_some_and(|value| value.is_scalar("true"))
    };
    let mut ask = |name: &str, input: &Value<'_>, span| {
        if is_secret_name(name) && !is_marked(input) {
            found.say(span, format!("{} is not marked as a secret", shown(name)));
        }
    };
    for manifest in &context.inventory.manifests {
        for input in manifest.inputs() {
            if let Some(name) = input.get("name").and_then(Value::text) {
                ask(&name.value, input, name.span);
            }
        }
        let options = manifest.root.get("user_config").map(Value::members).unwrap_or_default();
        for (name, input) in options {
            ask(&name.value, input, name.span);
        }
    }
}

fn is_wallet_name(name: &str) -> bool {
    const WALLETS: Words = Words(
        "PRIVATE_KEY MNEMONIC SEED_PHRASE WALLET_KEY WALLET_SEED SECRET_RECOVERY_PHRASE \
        KEYPAIR",
    );
    let name = name.to_ascii_uppercase();
    WALLETS.any_ends(&name)
}

fn wallet_key(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for (name, value, span) in subject.settings() {
        let value = value.trim();
        let hex = value
            .strip_prefix("0x")
            .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let named = is_wallet_name(&name) && is_literal(value) && !value.contains("-----BEGIN");
        if named || hex && !is_placeholder(value) || is_phrase(value) {
            let (span, message) = place(span, shown(&name), "the key of a wallet", value);
            found.say(span, message);
        }
    }
}

/// 12 or 24 short words in small letters, as BIP 39 writes a key down.
fn is_phrase(value: &str) -> bool {
    let words: Vec<_> = value.split(' ').collect();
    let word =
        |word: &&str| (3..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
    [12, 24].contains(&words.len()) && words.iter().all(word)
}

fn client_secret(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let entry = &subject.server.entry;
    let inside = ["oauth", "auth"].iter().filter_map(|name| entry.get(name));
    let nested =
        inside.flat_map(|oauth| ["clientSecret", "client_secret"].map(|name| oauth.get(name)));
    let direct = entry.get("oauth_client_secret");
    for value in nested.flatten().chain(direct).filter(|value| is_literal(plain(value))) {
        let (span, message) = place(value.span, "The entry", "a client secret", plain(value));
        found.say(span, message);
    }
    for (value, span) in subject.options(Words("--static-oauth-client-info")) {
        if value.contains("client_secret") && !is_placeholder(value) {
            let (span, message) = place(span, "An argument", "a client secret", value);
            found.say(span, message);
        }
    }
}
