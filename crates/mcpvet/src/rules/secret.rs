//! Whether a value is a secret, a placeholder for one, or neither. The value itself goes nowhere.

use sha2::{Digest as _, Sha256};

use crate::launch::is_dynamic;
use crate::words::Words;

/// How keys of well-known services begin, and how long they are at least.
const ISSUED: &[(&str, usize, &str)] = &[
    ("sk-ant-", 40, "a key of Anthropic"),
    ("sk-proj-", 40, "a key of OpenAI"),
    ("sk-or-", 40, "a key of OpenRouter"),
    ("sk_live_", 20, "a live key of Stripe"),
    ("rk_live_", 20, "a live key of Stripe"),
    ("sk_test_", 20, "a test key of Stripe"),
    ("sk-", 32, "a secret key"),
    ("ghp_", 36, "a token of GitHub"),
    ("gho_", 36, "a token of GitHub"),
    ("ghs_", 36, "a token of GitHub"),
    ("ghu_", 36, "a token of GitHub"),
    ("ghr_", 36, "a token of GitHub"),
    ("github_pat_", 40, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
    ("xapp-", 20, "a token of Slack"),
    ("AKIA", 20, "an access key of AWS"),
    ("ASIA", 20, "an access key of AWS"),
    ("AIza", 35, "a key of Google"),
    ("ya29.", 30, "a token of Google"),
    ("GOCSPX-", 24, "a client secret of Google"),
    ("hf_", 30, "a token of Hugging Face"),
    ("lin_api_", 30, "a key of Linear"),
    ("ntn_", 40, "a token of Notion"),
    ("secret_", 40, "a token of Notion"),
    ("tvly-", 20, "a key of Tavily"),
    ("npm_", 36, "a token of npm"),
    ("pypi-", 50, "a token of PyPI"),
    ("dop_v1_", 40, "a token of DigitalOcean"),
    ("SG.", 50, "a key of SendGrid"),
    ("figd_", 30, "a token of Figma"),
    ("shpat_", 32, "a token of Shopify"),
    ("ATATT3", 40, "a token of Atlassian"),
    ("gsk_", 40, "a key of Groq"),
    ("pplx-", 40, "a key of Perplexity"),
    ("xai-", 40, "a key of xAI"),
    ("r8_", 30, "a token of Replicate"),
    ("fc-", 32, "a key of Firecrawl"),
    ("sbp_", 40, "a token of Supabase"),
    ("apify_api_", 30, "a token of Apify"),
    ("ctx7sk-", 30, "a key of Context7"),
    ("EAACEdEose0cBA", 30, "a token of Facebook"),
];

/// Ends and parts of names whose value is a secret; the name in lower case with `_` alone.
const NAMES: Words = Words(
    "token secret password passwd passphrase pwd api_key apikey access_key secret_key \
    private_key auth_key credential credentials client_secret pat bearer authorization x_api_key \
    session_key encryption_key signing_key",
);

/// Names that hold such a word and are none: what they name is public or a place.
const HARMLESS_ENDS: &[&str] = &[
    "_path",
    "_file",
    "_dir",
    "_url",
    "_uri",
    "_endpoint",
    "_name",
    "_id",
    "_type",
    "_limit",
    "_count",
    "_ttl",
    "_expiry",
    "_env",
    "_var",
    "_header",
    "_prefix",
    "_length",
    "_mode",
    "_enabled",
    "_required",
    "_command",
    "_helper",
    "_provider",
    "_scope",
    "_scopes",
    "_budget",
    "_store",
    "_storage",
    "_backend",
    "_arn",
    "_ref",
    "_version",
    "_algorithm",
    // Keys of rows, objects and projects open nothing.
    "primary_key",
    "foreign_key",
    "partition_key",
    "sort_key",
    "row_key",
    "object_key",
    "project_key",
    "issue_key",
    "space_key",
];

/// Words that people write where no secret is needed, or where one is to be filled in.
const STAND_INS: Words = Words(
    "true false none null yes no on off auto default bearer basic value string secret \
    password passwd pass token key apikey api-key api_key unused not-needed not_needed \
    not-required no-key optional required empty ollama lm-studio lmstudio keyring keychain \
    username:password user:password user:pass",
);

/// Whether a value is a word that stands in place of a secret.
pub(super) fn is_stand_in(value: &str) -> bool {
    STAND_INS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Whether a variable, option or header of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.trim_start_matches('-').to_ascii_lowercase().replace(['-', '.', ' '], "_");
    if HARMLESS_ENDS.iter().any(|end| name.ends_with(end))
        || name.contains("public")
        || name.contains("max_tokens")
    {
        return false;
    }
    let bounded = |part: &str| {
        name.match_indices(part).last().is_some_and(|(at, _)| {
            let (before, after) = (&name[..at], &name[at + part.len()..]);
            (before.is_empty() || before.ends_with('_') || part.len() > 5)
                && (after.is_empty()
                    || after.starts_with('_')
                    || after.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    let key = name == "key" || name.ends_with("_key");
    key || NAMES.iter().any(bounded)
}

/// What a value is by its shape alone, whatever its name: `a token of GitHub`.
pub(super) fn kind_of(value: &str) -> Option<&'static str> {
    let value = value.trim();
    if value.contains("-----BEGIN") && value.contains("PRIVATE KEY") {
        return Some("a private key");
    }
    if is_placeholder(value) {
        return None;
    }
    let token = |b: u8| b.is_ascii_alphanumeric() || b"_-.".contains(&b);
    let issued = ISSUED.iter().find(|(start, least, _)| {
        let rest = value.strip_prefix(start);
        rest.is_some_and(|rest| value.len() >= *least && rest.bytes().all(token) && varied(rest))
    });
    match issued {
        Some((.., what)) => Some(what),
        None if is_jwt(value) => Some("a JSON Web Token"),
        None if is_random(value) => Some("a random key"),
        None => None,
    }
}

/// Whether a value can be a secret at all where the name says that one stands there.
pub(super) fn is_literal(value: &str) -> bool {
    let value = value.trim();
    let number = value.len() < 6 && value.bytes().all(|b| b.is_ascii_digit());
    let file = Words(".pem .key .p8 .crt .json .txt").any_ends(value);
    let place = value.starts_with(['/', '~', '.'])
        || value.as_bytes().get(1..3) == Some(b":\\")
        || (file && value.contains('/'));
    let reference = value.contains("://") && !value.contains('@');
    let kept = ["op:", "vault:", "file:", "env:", "keychain:", "keyring:", "aws-sm:", "ssm:"];
    !(number
        || place
        || reference
        || value.len() < 4
        || is_stand_in(value)
        || kept.iter().any(|start| value.starts_with(start))
        || is_placeholder(value))
}

/// Whether a value stands for a secret that is filled in elsewhere.
pub(super) fn is_placeholder(value: &str) -> bool {
    const PARTS: &[&str] = &[
        "your",
        "xxx",
        "...",
        "…",
        "***",
        "changeme",
        "change_me",
        "change-me",
        "replace",
        "todo",
        "placeholder",
        "example",
        "dummy",
        "insert",
        "_here",
        "-here",
        " here",
        "my-",
        "my_",
        "enter ",
        "fixme",
        "abc123",
        "123456",
        "redacted",
        "<",
        "secret-value",
        "api-key-goes",
        "sample",
        "path/to",
        "_demo",
        "-demo",
        "demo_",
        "demo-",
        // `tu-token-aquí`, `votre_clé_ici`
        "aqui",
        "aquí",
        "_ici",
        "-ici",
    ];
    let lower = value.to_ascii_lowercase();
    value.is_empty()
        || is_dynamic(value)
        // A sentence in another script. Keys and nearly all passwords have letters of ASCII.
        || value.chars().all(|c| !c.is_ascii())
        || PARTS.iter().any(|part| lower.contains(part))
        || (value.starts_with('[') && value.ends_with(']'))
        || is_shouted_name(value)
        || is_own_name(&lower)
        || is_one_character(value)
}

/// `sentry-user-token`: words that say what belongs here. Secrets and passwords are words too.
fn is_own_name(value: &str) -> bool {
    ["-token", "_token", "-key", "_key", "-pat", "_pat", "-value", "_value"]
        .iter()
        .any(|end| value.ends_with(end))
        && value.bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b))
}

/// `00000000`, `0x000…0`: filled up with one character.
fn is_one_character(value: &str) -> bool {
    let digits = value.strip_prefix("0x").unwrap_or(value).as_bytes();
    digits.len() >= 8 && digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// `API_KEY`, `GITHUB_TOKEN`: the name of a secret in place of it.
fn is_shouted_name(value: &str) -> bool {
    let named = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PAT", "VALUE", "CREDENTIAL"];
    value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        && named.iter().any(|name| value.ends_with(name))
}

/// Whether a text has more than a handful of different characters: `sk-aaaaaaaa…` is no key.
fn varied(text: &str) -> bool {
    let mut seen = [false; 256];
    text.bytes().for_each(|b| seen[usize::from(b)] = true);
    seen.iter().filter(|seen| **seen).count() >= 8
}

fn is_jwt(value: &str) -> bool {
    let part = |part: &str| {
        part.len() >= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    };
    let parts: Vec<_> = value.split('.').collect();
    value.starts_with("eyJ") && parts.len() == 3 && parts.into_iter().all(part)
}

/// 40 and more characters of Base64 with capitals, small letters and digits all mixed. Shorter or
/// hexadecimal texts are as often hashes, ids and commits.
fn is_random(value: &str) -> bool {
    let base64 = |b: u8| b.is_ascii_alphanumeric() || b"+/=_-".contains(&b);
    let changes =
        value.as_bytes().windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count();
    value.len() >= 40
        && value.len() <= 512
        && value.bytes().all(base64)
        && value.split(['/', '-', '_']).all(|part| part.len() >= 12 || part.is_empty())
        && [b'A', b'a', b'0'].iter().all(|one| value.bytes().any(|b| class(b) == class(*one)))
        && changes * 3 >= value.len()
}

const fn class(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    }
}

/// What tells a repeated secret from another one: the beginning of its SHA-256.
pub(super) fn fingerprint(value: &str) -> String {
    let hash = Sha256::digest(value.trim().as_bytes());
    let digits = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(digits[usize::from(nibble)]);
    let mut text = String::from("sha256:");
    hash.iter().take(4).for_each(|byte| text.extend([digit(byte >> 4), digit(byte & 15)]));
    text
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, is_literal, is_placeholder, is_secret_name, kind_of};

    #[test]
    fn names_of_secrets() {
        for name in [
            "API_KEY",
            "GITHUB_PERSONAL_ACCESS_TOKEN",
            "--api-key",
            "X-API-Key",
            "DB_PASSWORD",
            "PAT",
            "clientSecret",
            "Authorization",
            "key",
            "OPENAI_APIKEY",
            "TOKEN2",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "KEY_PATH",
            "TOKEN_URL",
            "MAX_TOKENS",
            "KEYBOARD",
            "PATH",
            "AWS_ACCESS_KEY_ID",
            "TOKENIZERS_PARALLELISM",
            "MONKEY",
            "PUBLIC_KEY",
            "COMPAT",
            "SECRET_NAME",
            "KEYCLOAK",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn placeholders_are_no_secrets() {
        for value in [
            "",
            "${TOKEN}",
            "$TOKEN",
            "{env:T}",
            "<YOUR_TOKEN>",
            "YOUR_API_KEY",
            "your_api_key",
            "…",
            "xxx",
            "${{ secrets.X }}",
            "{{X}}",
            "${input:t}",
            "$(cat t)",
            "API_KEY",
            "sk-...",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "[redacted]",
            "%TOKEN%",
        ] {
            assert!(is_placeholder(value), "{value}");
            assert!(!is_literal(value), "{value}");
            assert_eq!(kind_of(value), None, "{value}");
        }
        for value in ["true", "5", "/run/secrets/x", "op://vault/item/field", "https://a.example"] {
            assert!(!is_literal(value), "{value}");
        }
        assert!(is_literal("hunter2horse"));
    }

    #[test]
    fn shapes_of_keys() {
        let key = |start: &str, length: usize| {
            let letters = "qW3eR7tZ9uI1oP5aS2dF6gH8jK4lYxCvBnM0";
            format!("{start}{}", &letters.repeat(3)[..length])
        };
        assert_eq!(kind_of(&key("ghp_", 36)), Some("a token of GitHub"));
        assert_eq!(kind_of(&key("", 44)), Some("a random key"));
        for value in [
            "sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "d41d8cd98f00b204e9800998ecf8427e",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "some-quite-long-name-of-a-server-that-is-no-key-at-all",
            "/usr/local/lib/node_modules/@scope/server/dist/index.js",
        ] {
            assert_eq!(kind_of(value), None, "{value}");
        }
    }

    #[test]
    fn a_fingerprint_is_short_and_stable() {
        assert_eq!(fingerprint("abc"), "sha256:ba7816bf");
        assert_eq!(fingerprint(" abc "), fingerprint("abc"));
    }
}
