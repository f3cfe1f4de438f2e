//! Servers on this machine that take what is sent and answer as they are told.

// Each test uses some of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A certificate for this machine, and a server that has it.
#[derive(Clone)]
pub(crate) struct Identity {
    /// The certificate as PEM, for whoever trusts it.
    pub(crate) pem: String,
    config: Arc<ServerConfig>,
}

impl Identity {
    pub(crate) fn new() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a key");
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
        let der = made.cert.der().clone();
        let body = BASE64.encode(&der);
        let lines: Vec<_> = body.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
        let lines = lines.join("\n");
        let pem = format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![der], key)
            .expect("a certificate");
        Self { pem, config: Arc::new(config) }
    }

    fn wrap(&self, stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        let connection = ServerConnection::new(Arc::clone(&self.config)).expect("a connection");
        StreamOwned::new(connection, stream)
    }
}

/// A port of this machine. Whoever is silent for long is left alone.
fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

fn patient(stream: &TcpStream) {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
}

/// A line without its end; nothing more is taken from the stream.
fn line(stream: &mut impl Read) -> Option<String> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while stream.read(&mut byte).ok()? == 1 {
        if byte[0] == b'\n' {
            return Some(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned());
        }
        line.push(byte[0]);
    }
    None
}

/// A request as a web server got it.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) line: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// A web server that gives its answers in order, one a request, and then no more.
pub(crate) struct Web {
    pub(crate) port: u16,
    requests: Receiver<Request>,
}

impl Web {
    /// Answers such as `503 Busy\r\nRetry-After: 1` or `200 OK`, each with a body.
    pub(crate) fn new(answers: &[(&str, &str)]) -> Self {
        Self::start(answers, None)
    }

    /// The same behind TLS.
    pub(crate) fn with_tls(answers: &[(&str, &str)], identity: &Identity) -> Self {
        Self::start(answers, Some(identity.clone()))
    }

    fn start(answers: &[(&str, &str)], identity: Option<Identity>) -> Self {
        let (listener, port) = listen();
        let (sender, requests) = channel();
        let answers: Vec<_> = answers.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        thread::spawn(move || {
            for (head, body) in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                patient(&stream);
                match &identity {
                    None => answer(&mut stream, &head, &body, &sender),
                    Some(identity) => answer(&mut identity.wrap(stream), &head, &body, &sender),
                }
            }
        });
        Self { port, requests }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook/SECRETPATH", self.port)
    }

    /// Every request so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.try_iter().collect()
    }
}

fn answer(stream: &mut (impl Read + Write), head: &str, body: &str, sender: &Sender<Request>) {
    let Some(request) = request(stream) else { return };
    let _ = sender.send(request);
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close");
    let _ = stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes());
    let _ = stream.flush();
}

fn request(stream: &mut impl Read) -> Option<Request> {
    let first = line(stream)?;
    let mut headers = BTreeMap::new();
    while let Some((name, value)) = line(stream)?.split_once(':') {
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(Request { line: first, headers, body: String::from_utf8(body).ok()? })
}

/// A mail as a mail server got it.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) data: String,
}

/// A mail server (RFC 5321) with one user, for one connection after the other.
pub(crate) struct MailServer {
    pub(crate) port: u16,
    mails: Receiver<Mail>,
}

/// Who may send there.
pub(crate) const USER: (&str, &str) = ("mcpvet", "SECRETWORD");

/// When a mail server speaks TLS.
#[derive(Clone)]
pub(crate) enum Security {
    Never,
    /// From the first byte.
    Always(Identity),
    /// After `STARTTLS` (RFC 3207), and it takes no mail before.
    Asked(Identity),
}

/// How a session went on.
#[derive(PartialEq)]
enum End {
    Over,
    Tls,
}

impl MailServer {
    /// `refuses` a recipient of this beginning.
    pub(crate) fn new(refuses: &'static str, security: Security) -> Self {
        let (listener, port) = listen();
        let (sender, mails) = channel();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                patient(&stream);
                let session = |stream: &mut dyn Speak, greets, offers| {
                    session(stream, refuses, &sender, greets, offers).unwrap_or(End::Over)
                };
                match &security {
                    Security::Never => drop(session(&mut stream, true, false)),
                    Security::Always(identity) => {
                        session(&mut identity.wrap(stream), true, false);
                    }
                    Security::Asked(identity) => {
                        if session(&mut stream, true, true) == End::Tls {
                            session(&mut identity.wrap(stream), false, false);
                        }
                    }
                }
            }
        });
        Self { port, mails }
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.mails.try_iter().collect()
    }
}

/// A stream to speak and to listen on.
trait Speak: Read + Write {}
impl<T: Read + Write> Speak for T {}

fn session(
    mut stream: &mut dyn Speak,
    refuses: &str,
    sender: &Sender<Mail>,
    greets: bool,
    offers_tls: bool,
) -> std::io::Result<End> {
    if greets {
        stream.write_all(b"220 mail.test ESMTP\r\n")?;
    }
    let (mut is_known, mut mail) = (false, Mail::default());
    while let Some(line) = line(&mut stream) {
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match &*verb.to_ascii_uppercase() {
            "EHLO" if offers_tls => "250-mail.test\r\n250 STARTTLS",
            "EHLO" => "250-mail.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN",
            "STARTTLS" if offers_tls => {
                stream.write_all(b"220 2.0.0 go on\r\n")?;
                return Ok(End::Tls);
            }
            "AUTH" => {
                let word = rest.strip_prefix("PLAIN ").unwrap_or_default();
                let expected = format!("\0{}\0{}", USER.0, USER.1);
                is_known = BASE64.decode(word).is_ok_and(|word| word == expected.as_bytes());
                if is_known { "235 2.7.0 known" } else { "535 5.7.8 who?" }
            }
            "MAIL" if !is_known => "530 5.7.0 say who you are",
            "MAIL" => {
                mail.from = rest.to_owned();
                "250 2.1.0 good"
            }
            "RCPT" if !refuses.is_empty() && rest.starts_with(refuses) => "550 5.1.1 no such user",
            "RCPT" => {
                mail.to.push(rest.to_owned());
                "250 2.1.5 good"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                mail.data = data(&mut stream).unwrap_or_default();
                let _ = sender.send(std::mem::take(&mut mail));
                "250 2.0.0 taken"
            }
            "RSET" | "NOOP" => "250 2.0.0 good",
            "QUIT" => {
                stream.write_all(b"221 2.0.0 bye\r\n")?;
                return Ok(End::Over);
            }
            _ => "502 5.5.1 what?",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes())?;
        stream.flush()?;
    }
    Ok(End::Over)
}

/// A mail up to the dot that ends it, without the dots that were put in front of others.
fn data(stream: &mut impl Read) -> Option<String> {
    let mut data = String::new();
    loop {
        let line = line(stream)?;
        match line.strip_prefix('.') {
            Some("") => return Some(data),
            Some(rest) => data.extend([rest, "\r\n"]),
            None => data.extend([&*line, "\r\n"]),
        }
    }
}
