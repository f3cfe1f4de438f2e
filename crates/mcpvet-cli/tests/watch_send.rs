//! What `mcpvet watch --send` sends: to servers of this machine alone.

mod receiver;
mod shared;

use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use receiver::{Identity, MailServer, Security, USER, Web};
use serde_json::Value;
use sha2::Sha256;
use shared::{err, write};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A list with a finding, and a channel.
    fn new(channel: &str) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.channel(channel);
        place.list("0.1.15");
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn channel(&self, channel: &str) {
        let input = "[[input]]\nname = \"app\"\npath = \"list.txt\"\n";
        let text = format!("title = \"Tools\"\n{input}[[channel]]\nname = \"c\"\n{channel}\n");
        write(&self.path("mcpvet-watch.toml"), &text);
    }

    fn list(&self, version: &str) {
        write(&self.path("list.txt"), &format!("mcp-remote@{version}\n"));
    }

    fn send(&self, day: &str, variables: &[(&str, &str)]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
            .args(["watch", "--send", "--today", day])
            .current_dir(self.folder.path())
            .envs(variables.iter().copied())
            .output()
            .expect("mcpvet runs");
        // Whatever happens, no secret is told.
        for secret in ["SECRETPATH", USER.1, &SECRET[6..], "SECRETTOKEN"] {
            assert!(!err(&output).contains(secret), "{}", err(&output));
        }
        output
    }
}

/// A channel of a kind that posts to a server by an address in a variable.
fn hook(kind: &str, more: &str) -> String {
    format!("kind = \"{kind}\"\nurl-env = \"HOOK\"\n{more}")
}

const QUICK: &str = "retry = { times = 2, pause = 0, timeout = 5 }\n";

#[test]
fn a_webhook_is_signed_and_told_once() {
    let web = Web::new(&[("204 No Content", ""), ("204 No Content", "")]);
    let place = Place::new(&hook("webhook", "secret-env = \"KEY\"\n"));
    let url = web.url();
    let variables = [("HOOK", &*url), ("KEY", SECRET)];
    let output = place.send("2026-11-20", &variables);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("c: 127.0.0.1 answered 204"), "{}", err(&output));
    let [request] = &*web.requests() else { panic!("one request") };
    assert_eq!(request.line, "POST /hook/SECRETPATH HTTP/1.1");
    assert_eq!(request.headers["content-type"], "application/json");
    let [id, second] = ["webhook-id", "webhook-timestamp"].map(|name| &request.headers[name]);
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    assert!(second.parse::<u64>().unwrap().abs_diff(now) < 60);
    let mut mac = <Hmac<Sha256>>::new_from_slice(&BASE64.decode(&SECRET[6..]).unwrap()).unwrap();
    mac.update(format!("{id}.{second}.{}", request.body).as_bytes());
    let signature = format!("v1,{}", BASE64.encode(mac.finalize().into_bytes()));
    assert_eq!(request.headers["webhook-signature"], signature);
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body["type"], "mcpvet.digest");
    assert_eq!(body["data"]["events"][0]["kind"], "new");
    // Nothing happened since, so nothing is sent.
    let output = place.send("2026-11-20", &variables);
    assert!(err(&output).contains("c: nothing to tell"), "{}", err(&output));
    assert!(web.requests().is_empty());
    place.list("0.1.16");
    place.send("2026-11-21", &variables);
    let [request] = &*web.requests() else { panic!("one request") };
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body["data"]["events"][0]["kind"], "fixed");
    assert_eq!(body["data"]["since"], "2026-11-20");
}

#[test]
fn a_server_that_is_busy_is_asked_again_with_the_same_id() {
    let busy = ("503 Busy", "");
    let web = Web::new(&[("429 Slow\r\nRetry-After: 1", ""), busy, ("200 OK", "ok")]);
    let place = Place::new(&hook("webhook", QUICK));
    let start = Instant::now();
    let output = place.send("2026-11-20", &[("HOOK", &web.url())]);
    assert!(err(&output).contains("answered 200"), "{}", err(&output));
    assert!(start.elapsed() >= Duration::from_secs(1));
    let requests = web.requests();
    let ids: Vec<_> = requests.iter().map(|request| &request.headers["webhook-id"]).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids[0] == ids[1] && ids[1] == ids[2]);
}

#[test]
fn what_could_not_be_told_is_told_by_the_next_run() {
    let web = Web::new(&[("500 No", ""), ("500 No", ""), ("500 No", ""), ("200 OK", "")]);
    let place = Place::new(&hook("webhook", QUICK));
    let url = web.url();
    let output = place.send("2026-11-20", &[("HOOK", &url)]);
    assert_eq!(output.status.code(), Some(5), "{}", err(&output));
    assert!(err(&output).contains("c: not told: 127.0.0.1 answered 500, tried 3 times"));
    let before = web.requests();
    assert_eq!(before.len(), 3);
    let output = place.send("2026-11-20", &[("HOOK", &url)]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let [request] = &*web.requests() else { panic!("one request") };
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body["data"]["events"][0]["kind"], "new");
    assert_eq!(request.headers["webhook-id"], before[0].headers["webhook-id"]);
}

#[test]
fn an_answer_that_will_not_change_is_final() {
    for (answer, words) in [
        ("404 Not Found", "answered 404"),
        ("400 Bad Request", "answered 400"),
        (
            "302 Found\r\nLocation: https://example.com/",
            "answered 302, a redirection, which is not followed",
        ),
    ] {
        let web = Web::new(&[(answer, ""), ("200 OK", "")]);
        let place = Place::new(&hook("webhook", QUICK));
        let output = place.send("2026-11-20", &[("HOOK", &web.url())]);
        assert_eq!(output.status.code(), Some(5));
        assert!(err(&output).contains(words), "{}", err(&output));
        assert_eq!(web.requests().len(), 1);
    }
}

#[test]
fn a_server_that_is_not_there_is_asked_again_and_its_address_is_not_told() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let place = Place::new(&hook("webhook", QUICK));
    let url = format!("http://127.0.0.1:{port}/SECRETPATH");
    let output = place.send("2026-11-20", &[("HOOK", &url)]);
    assert_eq!(output.status.code(), Some(5));
    assert!(err(&output).contains("127.0.0.1: ") && err(&output).contains("tried 3 times"));
}

#[test]
fn nothing_is_sent_without_tls_to_another_machine() {
    for url in [
        "http://example.org/SECRETPATH",
        "http://127.0.0.1.example.org/SECRETPATH",
        "http://user@example.org/SECRETPATH",
        "ftp://127.0.0.1/SECRETPATH",
        "SECRETPATH",
    ] {
        let place = Place::new(&hook("webhook", QUICK));
        let output = place.send("2026-11-20", &[("HOOK", url)]);
        assert_eq!(output.status.code(), Some(5), "{url}");
        assert!(err(&output).contains("expected an https address"), "{url}: {}", err(&output));
    }
    for security in ["none", "starttls", "tls"] {
        let place = Place::new(&format!(
            "kind = \"smtp\"\nserver = \"192.0.2.1:1\"\nsecurity = \"{security}\"\nfrom = \"a@b.c\"\nto = [\"d@e.f\"]"
        ));
        if security == "none" {
            let output = place.send("2026-11-20", &[]);
            assert!(err(&output).contains("192.0.2.1 is another machine"), "{}", err(&output));
        }
    }
}

#[test]
fn a_variable_that_is_not_set_is_named() {
    let place = Place::new(&hook("slack", ""));
    let output = place.send("2026-11-20", &[]);
    assert_eq!(output.status.code(), Some(5));
    assert!(err(&output).contains("the environment variable HOOK is not set"), "{}", err(&output));
}

#[test]
fn each_service_gets_the_message_that_it_takes() {
    for (kind, pointer) in [
        ("slack", "/blocks/0/type"),
        ("discord", "/embeds/0/description"),
        ("teams", "/attachments/0/content/body/0/type"),
    ] {
        let web = Web::new(&[("200 OK", "ok")]);
        let place = Place::new(&hook(kind, ""));
        let output = place.send("2026-11-20", &[("HOOK", &web.url())]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        let body: Value = serde_json::from_str(&web.requests()[0].body).unwrap();
        assert!(body.pointer(pointer).is_some_and(Value::is_string), "{kind}: {body}");
        assert!(body.to_string().contains("mcp-remote"), "{kind}");
    }
}

fn issues(port: u16) -> String {
    format!(
        "kind = \"github-issue\"\nrepository = \"o/r\"\ntoken-env = \"TOKEN\"\napi = \"http://127.0.0.1:{port}\"\n{QUICK}"
    )
}

#[test]
fn an_issue_is_filed_once() {
    let made = "{\"number\": 7}";
    let web = Web::new(&[("200 OK", "[]"), ("201 Created", made)]);
    let place = Place::new(&issues(web.port));
    let output = place.send("2026-11-20", &[("TOKEN", "SECRETTOKEN")]);
    assert!(err(&output).contains("c: filed as o/r#7"), "{}", err(&output));
    let requests = web.requests();
    assert_eq!(
        requests[0].line,
        "GET /repos/o/r/issues?labels=mcpvet&state=all&per_page=100 HTTP/1.1"
    );
    assert_eq!(requests[1].line, "POST /repos/o/r/issues HTTP/1.1");
    assert_eq!(requests[1].headers["authorization"], "Bearer SECRETTOKEN");
    let issue: Value = serde_json::from_str(&requests[1].body).unwrap();
    assert_eq!(issue["title"], "Tools: 1 new; 1 open");
    // A run whose state was lost makes the same issue, and finds it.
    std::fs::remove_file(place.path("mcpvet-watch.state.json")).unwrap();
    let known = serde_json::json!([{ "number": 7, "body": issue["body"] }]).to_string();
    let web = Web::new(&[("200 OK", &known)]);
    place.channel(&issues(web.port));
    let output = place.send("2026-11-20", &[("TOKEN", "SECRETTOKEN")]);
    assert!(err(&output).contains("c: o/r#7 tells it already"), "{}", err(&output));
    assert_eq!(web.requests().len(), 1);
}

fn mail(port: u16, security: &str) -> String {
    format!(
        "kind = \"smtp\"\nserver = \"localhost:{port}\"\nsecurity = \"{security}\"\nuser = \"{}\"\n\
         password-env = \"PASSWORD\"\nfrom = \"mcpvet <mcpvet@example.org>\"\n\
         to = [\"a@example.org\", \"b@example.org\"]",
        USER.0
    )
}

#[test]
fn a_mail_server_takes_the_digest() {
    let server = MailServer::new("", Security::Never);
    let place = Place::new(&mail(server.port, "none"));
    let output = place.send("2026-11-20", &[("PASSWORD", USER.1)]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("c: sent by localhost"), "{}", err(&output));
    let [mail] = &*server.mails() else { panic!("one mail") };
    assert!(mail.from.starts_with("FROM:<mcpvet@example.org>"), "{}", mail.from);
    assert_eq!(mail.to, ["TO:<a@example.org>", "TO:<b@example.org>"]);
    let message = mail_parser::MessageParser::default().parse(&mail.data).expect("a mail");
    assert_eq!(message.subject(), Some("Tools: 1 new; 1 open"));
    assert!(message.body_text(0).unwrap().contains("Upgrade mcp-remote to 0.1.16 or later"));
    assert!(message.body_html(0).unwrap().contains("GHSA-6xpm-ggf7-wc3p"));
}

#[test]
fn a_mail_that_is_refused_is_told_as_unsent() {
    let server = MailServer::new("TO:<b@", Security::Never);
    let place = Place::new(&mail(server.port, "none"));
    let output = place.send("2026-11-20", &[("PASSWORD", USER.1)]);
    assert_eq!(output.status.code(), Some(5), "{}", err(&output));
    assert!(err(&output).contains("no such user"), "{}", err(&output));
    let output = place.send("2026-11-20", &[("PASSWORD", "wrong")]);
    assert!(err(&output).contains("c: not told"), "{}", err(&output));
    assert!(server.mails().is_empty());
}

#[test]
fn a_password_is_not_said_to_a_server_without_tls() {
    let server = MailServer::new("", Security::Never);
    let place = Place::new(&mail(server.port, "starttls"));
    let output = place.send("2026-11-20", &[("PASSWORD", USER.1)]);
    assert_eq!(output.status.code(), Some(5), "{}", err(&output));
    assert!(server.mails().is_empty());
}

#[test]
fn nobody_is_told_without_being_asked_to() {
    let web = Web::new(&[("200 OK", "")]);
    let place = Place::new(&hook("webhook", ""));
    let output = Command::new(env!("CARGO_BIN_EXE_mcpvet"))
        .args(["watch", "--today", "2026-11-20"])
        .current_dir(place.folder.path())
        .env("HOOK", web.url())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(web.requests().is_empty());
}

#[test]
fn tls_is_checked_against_the_certificates_of_the_machine() {
    let identity = Identity::new();
    for is_trusted in [true, false] {
        let web = Web::with_tls(&[("204 No Content", "")], &identity);
        let place = Place::new(&hook("webhook", "retry = { times = 0 }\n"));
        let (trusted, other) = (place.path("trusted.pem"), place.path("other.pem"));
        write(&trusted, &identity.pem);
        write(&other, &Identity::new().pem);
        let url = format!("https://localhost:{}/hook/SECRETPATH", web.port);
        let file = if is_trusted { &trusted } else { &other };
        let variables = [("HOOK", &*url), ("SSL_CERT_FILE", file.to_str().unwrap())];
        let output = place.send("2026-11-20", &variables);
        let code = if is_trusted { 1 } else { 5 };
        assert_eq!(output.status.code(), Some(code), "{}", err(&output));
        assert_eq!(web.requests().len(), usize::from(is_trusted));
    }
}

#[test]
fn a_mail_goes_through_tls_from_the_first_byte_or_after_asking() {
    let identity = Identity::new();
    for (word, security) in [
        ("tls", Security::Always(identity.clone())),
        ("starttls", Security::Asked(identity.clone())),
    ] {
        for is_trusted in [true, false] {
            let server = MailServer::new("", security.clone());
            let place = Place::new(&mail(server.port, word));
            let file = place.path("trusted.pem");
            write(&file, if is_trusted { &identity.pem } else { "" });
            let trusted = file.to_str().unwrap();
            let variables = [("PASSWORD", USER.1), ("SSL_CERT_FILE", trusted)];
            let output = place.send("2026-11-20", &variables);
            let code = if is_trusted { 1 } else { 5 };
            assert_eq!(output.status.code(), Some(code), "{word}: {}", err(&output));
            assert_eq!(server.mails().len(), usize::from(is_trusted), "{word}");
        }
    }
}
