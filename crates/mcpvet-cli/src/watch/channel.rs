//! Tells the channels of a file what happened since each of them was told last.
//!
//! The state keeps the number of the last event of which a channel was told. One that cannot be reached
//! gets the same events, and those since, from the next run; the id of a message is made from what it
//! tells, so that a receiver can drop what it has already.

use std::net::IpAddr;

use mcpvet::monitor::{Digest, Page, State, Status};
use mcpvet::render::{digest as render, plain};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::config::{Channel, Config, Hook, Kind, When};
use super::{mail, post};
use crate::exit::Failure;

/// What became of the messages, a line each.
#[derive(Default)]
pub(super) struct Told {
    pub(super) sent: Vec<String>,
    pub(super) unsent: Vec<String>,
}

/// Tells every channel that wants to hear of this run, whose first event has the number `from`.
pub(super) fn tell(
    config: &Config,
    state: &mut State,
    status: &Status,
    run: &Digest,
    from: u64,
) -> Result<Told, Failure> {
    if config.channel.is_empty() {
        let message = "--send: the file names no [[channel]]";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut told = Told::default();
    for channel in &config.channel {
        // A channel that was never told begins with this run.
        let last = *state.told.entry(channel.name.clone()).or_insert(from - 1);
        let mut digest = Digest::new(state, status, &config.policy, run.day, last + 1);
        digest.title.clone_from(&run.title);
        digest.since = run.since;
        digest.numbers.packages = run.numbers.packages;
        digest.unread.clone_from(&run.unread);
        digest.notes.clone_from(&run.notes);
        let wanted = match channel.when {
            When::Always => true,
            When::News => !digest.events.is_empty() || !digest.unread.is_empty(),
            When::Action => digest.needs_action(config.lowest),
        };
        let name = &channel.name;
        if !wanted {
            told.sent.push(format!("{name}: nothing to tell"));
            continue;
        }
        match send(channel, &digest) {
            Ok(done) => {
                state.told.insert(name.clone(), state.next_event() - 1);
                told.sent.push(format!("{name}: {done}"));
            }
            Err(why) => told.unsent.push(format!("{name}: not told: {why}")),
        }
    }
    Ok(told)
}

fn send(channel: &Channel, digest: &Digest) -> Result<String, String> {
    let page = Page::new(digest);
    let delivery = delivery(digest, &channel.name);
    let plainly = |hook: &Hook, body: Value| post::hook(hook, &delivery, &body);
    match &channel.kind {
        Kind::Smtp(mail) => {
            mail::send(mail, &page, digest, &channel.name)?;
            Ok(format!("sent by {}", plain(&mail.server)))
        }
        Kind::Webhook(hook) => plainly(hook, generic(digest)),
        Kind::Slack(hook) => plainly(hook, render::slack(&page)),
        Kind::Discord(hook) => plainly(hook, render::discord(&page)),
        Kind::Teams(hook) => plainly(hook, render::teams(&page)),
        Kind::GithubIssue(issues) => {
            post::issue(issues, &delivery, &render::github_issue(&page, &delivery))
        }
    }
}

/// The digest in an envelope as the specification of Standard Webhooks proposes it.
fn generic(digest: &Digest) -> Value {
    let timestamp = format!("{}T00:00:00Z", digest.day);
    json!({ "type": "mcpvet.digest", "timestamp": timestamp, "data": digest })
}

/// The id of a message: the same for the same channel and the same events, whenever it is sent.
pub(super) fn delivery(digest: &Digest, channel: &str) -> String {
    let mut parts = vec![channel.to_owned(), digest.title.clone()];
    match digest.events.is_empty() {
        true => parts.push(digest.day.to_string()),
        false => parts.extend(digest.events.iter().map(|event| {
            format!("{} {} {:?} {}", event.number, event.day, event.kind, event.found.key)
        })),
    }
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    format!("msg_{:.32}", hash(&parts))
}

/// A digest of texts in hexadecimal.
pub(super) fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a variable that holds a secret; its name is told, its value never.
pub(super) fn secret(variable: &str) -> Result<String, String> {
    match std::env::var(variable) {
        Ok(value) if !value.is_empty() => Ok(value),
        _ => Err(format!("the environment variable {} is not set", plain(variable))),
    }
}

/// Whether a host is this machine itself.
pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost")
        || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn this_machine_is_told_from_others() {
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.example.org", "128.0.0.1", "127.0.0.1.example.org", "0.0.0.0", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
