//! Messages over HTTP: signed, tried again where that can help, and never sent on to another address.
//!
//! Signatures follow <https://www.standardwebhooks.com/>: an HMAC with SHA-256 over the id of the
//! message, the second at which it is sent and the body.

use std::fmt::Display;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use mcpvet::render::plain;
use serde_json::Value;
use sha2::Sha256;
use ureq::http::{HeaderMap, Response, StatusCode, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::channel::{is_loopback, secret};
use super::config::{Hook, Issues, Retry};

/// The longest pause between two tries, whatever a server asks for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Tries of one message at most.
const MOST_TRIES: u32 = 10;

/// Seconds of one try at most.
const LONGEST_TRY: u64 = 300;

/// Bytes of an answer that are read.
const MAX_ANSWER: u64 = 16 << 20;

/// The API that issues are filed with.
const GITHUB: &str = "https://api.github.com";

/// Headers of a request.
type Headers = Vec<(&'static str, String)>;

/// Posts a message to an address; answers with what is told of it.
pub(super) fn hook(hook: &Hook, id: &str, body: &Value) -> Result<String, String> {
    let url = match (&hook.url, &hook.url_env) {
        (Some(url), None) => url.clone(),
        (None, Some(variable)) => secret(variable)?,
        _ => return Err("expected either url or url-env".to_owned()),
    };
    let key = hook.secret_env.as_deref().map(secret).transpose()?;
    let key = key.as_deref().map(signing_key).transpose()?;
    let body = body.to_string();
    let call = Call::new(&url, hook.retry)?;
    let done = call.run(|agent| {
        let headers = signed(id, now(), &body, key.as_deref());
        let mut request = agent.post(&url).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.send(&body)
    })?;
    Ok(format!("{} answered {}", call.host, done.status().as_u16()))
}

/// Files an issue, unless one of the digest is there already.
pub(super) fn issue(issues: &Issues, marker: &str, issue: &Value) -> Result<String, String> {
    let Issues { repository, token_env, api, retry } = issues;
    let part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_name = |name: &str| !name.trim_matches('.').is_empty() && name.chars().all(part);
    match repository.split_once('/') {
        Some((owner, name)) if is_name(owner) && is_name(name) => {}
        _ => return Err(format!("repository '{}': expected owner/name", plain(repository))),
    }
    let token = secret(token_env)?;
    let api = api.as_deref().unwrap_or(GITHUB).trim_end_matches('/');
    let url = format!("{api}/repos/{repository}/issues");
    let call = Call::new(&url, *retry)?;
    let headers = || -> Headers {
        vec![
            ("accept", "application/vnd.github+json".to_owned()),
            ("authorization", format!("Bearer {token}")),
            ("x-github-api-version", "2022-11-28".to_owned()),
        ]
    };
    let known = call.run(|agent| {
        let mut request = agent.get(format!("{url}?labels=mcpvet&state=all&per_page=100"));
        for (name, value) in headers() {
            request = request.header(name, value);
        }
        request.call()
    })?;
    if let Some(number) = filed(known, marker)? {
        return Ok(format!("{repository}#{number} tells it already"));
    }
    let body = issue.to_string();
    let mut made = call.run(|agent| {
        let mut request = agent.post(&url).header("content-type", "application/json");
        for (name, value) in headers() {
            request = request.header(name, value);
        }
        request.send(&body)
    })?;
    let made: Value = read(&mut made)?;
    Ok(format!("filed as {repository}#{}", made["number"]))
}

/// The number of the issue in which the marker stands.
fn filed(mut answer: Response<Body>, marker: &str) -> Result<Option<u64>, String> {
    let issues: Value = read(&mut answer)?;
    let issues = issues.as_array().ok_or("the list of issues is no list")?;
    let holds = |issue: &&Value| issue["body"].as_str().is_some_and(|body| body.contains(marker));
    Ok(issues.iter().find(holds).and_then(|issue| issue["number"].as_u64()))
}

fn read(answer: &mut Response<Body>) -> Result<Value, String> {
    let text = answer.body_mut().with_config().limit(MAX_ANSWER).read_to_string();
    let text = text.map_err(|error| format!("the answer: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("the answer: {error}"))
}

/// Where to, and how often.
struct Call {
    agent: Agent,
    retry: Retry,
    url: String,
    host: String,
}

impl Call {
    /// Gets ready to speak to an address: over TLS, or with this machine itself.
    fn new(url: &str, retry: Retry) -> Result<Self, String> {
        let uri: Uri = url.parse().map_err(|_| "the address is no URL".to_owned())?;
        let host = uri.host().unwrap_or_default().to_owned();
        let is_local = is_loopback(&host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_local => {}
            // What is no such address is not shown either: it may be a secret in the wrong place.
            _ => return Err("expected an https address".to_owned()),
        }
        let timeout = Duration::from_secs(u64::from(retry.timeout).clamp(1, LONGEST_TRY));
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .user_agent(concat!("mcpvet/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls(uri.scheme_str() == Some("https"))?);
        if is_local {
            config = config.proxy(None);
        }
        let agent = config.build().new_agent();
        Ok(Self { agent, retry, url: url.to_owned(), host: plain(&host) })
    }

    /// Tries until there is an answer that will not change by asking again.
    fn run(
        &self,
        request: impl Fn(&Agent) -> Result<Response<Body>, ureq::Error>,
    ) -> Result<Response<Body>, String> {
        let tries = self.retry.times.saturating_add(1).min(MOST_TRIES);
        let mut tried = 0;
        loop {
            tried += 1;
            let (why, pause) = match request(&self.agent) {
                Ok(answer) if answer.status().is_success() => return Ok(answer),
                Ok(answer) if !is_passing(answer.status()) => {
                    return Err(self.refused(answer.status()));
                }
                Ok(answer) => (self.refused(answer.status()), retry_after(answer.headers())),
                Err(error) => (self.failed(&error), None),
            };
            if tried >= tries {
                return Err(format!("{why}, tried {tried} times"));
            }
            sleep(pause.unwrap_or_else(|| self.pause(tried)).min(LONGEST_PAUSE));
        }
    }

    fn pause(&self, tried: u32) -> Duration {
        let factor = 1_u32.checked_shl(tried - 1).unwrap_or(u32::MAX);
        Duration::from_secs(u64::from(self.retry.pause.saturating_mul(factor)))
    }

    fn refused(&self, status: StatusCode) -> String {
        let aside = match status.is_redirection() {
            true => ", a redirection, which is not followed",
            false => "",
        };
        format!("{} answered {}{aside}", self.host, status.as_u16())
    }

    /// What went wrong, without the address: it may be a secret.
    fn failed(&self, error: &dyn Display) -> String {
        let text = plain(&error.to_string().replace(&self.url, "the address"));
        format!("{}: {text}", self.host)
    }
}

/// Whether the same message may be taken later.
fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// How long a server asks to wait: in seconds, or until a day and time.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    let until = || httpdate::parse_http_date(value).ok()?.duration_since(SystemTime::now()).ok();
    value.parse().ok().map(Duration::from_secs).or_else(until)
}

fn tls(is_needed: bool) -> Result<TlsConfig, String> {
    if !is_needed {
        return Ok(TlsConfig::default());
    }
    let found = rustls_native_certs::load_native_certs();
    let certs: Vec<_> =
        found.certs.iter().map(|cert| Certificate::from_der(cert).to_owned()).collect();
    if certs.is_empty() {
        return Err("this machine has no certificates to check an address with".to_owned());
    }
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let roots = RootCerts::new_with_certs(&certs);
    Ok(TlsConfig::builder().root_certs(roots).unversioned_rustls_crypto_provider(provider).build())
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The key of `whsec_` and base64.
fn signing_key(secret: &str) -> Result<Vec<u8>, String> {
    let text = secret.strip_prefix("whsec_").unwrap_or(secret);
    let key =
        BASE64.decode(text).map_err(|_| "the secret: expected whsec_ and base64".to_owned())?;
    match key.len() {
        24.. => Ok(key),
        short => Err(format!("the secret has {short} bytes: expected at least 24")),
    }
}

/// The headers of a message of a second since 1970.
fn signed(id: &str, second: u64, body: &str, key: Option<&[u8]>) -> Headers {
    let second = second.to_string();
    let signature = key.map(|key| {
        let mut mac = <Hmac<Sha256>>::new_from_slice(key).expect("a key of any length");
        mac.update([id, &second, body].join(".").as_bytes());
        ("webhook-signature", format!("v1,{}", BASE64.encode(mac.finalize().into_bytes())))
    });
    let named = [("webhook-id", id.to_owned()), ("webhook-timestamp", second)];
    named.into_iter().chain(signature).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use ureq::http::{HeaderMap, HeaderValue};

    use super::{retry_after, signed, signing_key};

    #[test]
    fn a_server_says_how_long_to_wait_in_two_ways() {
        let wait = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", HeaderValue::from_str(value).unwrap());
            retry_after(&headers)
        };
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        let soon = SystemTime::now() + Duration::from_secs(90);
        let found = wait(&httpdate::fmt_http_date(soon)).unwrap().as_secs();
        assert!((85..=90).contains(&found), "{found}");
        for odd in ["Sun, 06 Nov 1994 08:49:37 GMT", "soon", "-1", ""] {
            assert_eq!(wait(odd), None, "{odd}");
        }
    }

    /// The example of the specification of Standard Webhooks.
    #[test]
    fn a_signature_is_that_of_the_specification() {
        let key = signing_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let headers = signed(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
            Some(&key),
        );
        assert_eq!(headers[2].1, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_that_is_none_is_refused_without_showing_it() {
        for text in ["whsec_", "whsec_MfKQ", "not base64!"] {
            let error = signing_key(text).unwrap_err();
            assert!(error.starts_with("the secret") && !error.contains(text), "{error}");
        }
    }
}
