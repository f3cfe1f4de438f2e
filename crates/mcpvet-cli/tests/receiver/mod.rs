//! Servers on this machine that take what is sent and answer as they are told.

// Each test uses some of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

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
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (sender, requests) = channel();
        let answers: Vec<_> = answers.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        thread::spawn(move || {
            for (head, body) in answers {
                let Ok((stream, _)) = listener.accept() else { return };
                answer(stream, &head, &body, &sender);
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

fn answer(mut stream: TcpStream, head: &str, body: &str, sender: &Sender<Request>) {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
    if let Some(request) = request(&stream) {
        let _ = sender.send(request);
    }
    let length = body.len();
    let text =
        format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    let _ = stream.write_all(text.as_bytes());
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    Some(Request { line: line.trim_end().to_owned(), headers, body })
}

/// A mail as a mail server got it.
#[derive(Debug)]
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

impl MailServer {
    /// `refuses` a recipient of this beginning.
    pub(crate) fn new(refuses: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (sender, mails) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = session(stream, refuses, &sender);
            }
        });
        Self { port, mails }
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.mails.try_iter().collect()
    }
}

fn session(stream: TcpStream, refuses: &str, sender: &Sender<Mail>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes());
    say("220 mail.test ESMTP")?;
    let (mut is_known, mut mail) =
        (false, Mail { from: String::new(), to: vec![], data: String::new() });
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match &*verb.to_ascii_uppercase() {
            "EHLO" => say("250-mail.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")?,
            "AUTH" => {
                let word = rest.strip_prefix("PLAIN ").unwrap_or_default();
                let expected = format!("\0{}\0{}", USER.0, USER.1);
                is_known = BASE64.decode(word).is_ok_and(|word| word == expected.as_bytes());
                say(if is_known { "235 2.7.0 known" } else { "535 5.7.8 who?" })?;
            }
            "MAIL" if !is_known => say("530 5.7.0 say who you are")?,
            "MAIL" => {
                mail.from = rest.to_owned();
                say("250 2.1.0 good")?;
            }
            "RCPT" if !refuses.is_empty() && rest.contains(refuses) => {
                say("550 5.1.1 no such user")?
            }
            "RCPT" => {
                mail.to.push(rest.to_owned());
                say("250 2.1.5 good")?;
            }
            "DATA" => {
                say("354 go on")?;
                let mut data = String::new();
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line)?;
                    match line.strip_prefix('.') {
                        Some("\r\n") => break,
                        Some(rest) => data += rest,
                        None => data += &line,
                    }
                }
                let Mail { from, to, .. } = std::mem::replace(
                    &mut mail,
                    Mail { from: String::new(), to: vec![], data: String::new() },
                );
                let _ = sender.send(Mail { from, to, data });
                say("250 2.0.0 taken")?;
            }
            "RSET" | "NOOP" => say("250 2.0.0 good")?,
            "QUIT" => return say("221 2.0.0 bye"),
            _ => say("502 5.5.1 what?")?,
        }
    }
}
