//! A digest as a mail: written as RFC 5322 has it, and given to a mail server.

use std::net::IpAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport as _};
use mcpvet::monitor::{Digest, Page};
use mcpvet::render::{Style, digest as render, plain, shorten};

use super::channel::{self, hash};
use super::config::{Mail, Security};

/// Who writes and gets a mail that is only a file.
pub(super) const NOBODY: &str = "mcpvet@localhost";

/// Columns of the plain part.
const WIDTH: usize = 76;

/// Characters of a subject.
const SUBJECT: usize = 200;

/// How long a mail server may take to answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Writes a mail. The same digest for the same channel has the same id and the same bytes; mails of one
/// title refer to one id, by which programs show them as one conversation.
pub(super) fn message(
    from: &str,
    to: &[String],
    page: &Page,
    digest: &Digest,
    channel: &str,
) -> Result<Message, String> {
    let from = mailbox(from)?;
    let domain = from.email.domain().to_owned();
    let delivery = channel::delivery(digest, channel);
    let thread = hash(&[channel, &digest.title]);
    let subject = plain(&format!("{}: {}", page.title, page.sentence));
    let mut mail = Message::builder()
        .from(from.clone())
        .subject(shorten(&subject, SUBJECT))
        .date(date(digest))
        .message_id(Some(format!("<{delivery}@{domain}>")))
        .references(format!("<mcpvet.{thread:.32}@{domain}>"))
        .user_agent(concat!("mcpvet/", env!("CARGO_PKG_VERSION")).to_owned())
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    for address in to {
        mail = mail.to(mailbox(address)?);
    }
    if to.is_empty() {
        mail = mail.to(from);
    }
    let style = Style { width: WIDTH, ..Style::default() };
    let part = |kind, text| SinglePart::builder().header(kind).body(text);
    let parts = MultiPart::alternative()
        .boundary(&*delivery)
        .singlepart(part(ContentType::TEXT_PLAIN, render::text(page, style)))
        .singlepart(part(ContentType::TEXT_HTML, render::html(page)));
    mail.multipart(parts).map_err(|error| format!("the mail cannot be written: {error}"))
}

/// Gives a mail to the server.
pub(super) fn send(mail: &Mail, page: &Page, digest: &Digest, name: &str) -> Result<(), String> {
    let message = message(&mail.from, &mail.to, page, digest, name)?;
    let sent = transport(mail)?.send(&message);
    sent.map(|_| ()).map_err(|error| plain(&error.to_string()))
}

fn transport(mail: &Mail) -> Result<SmtpTransport, String> {
    let (host, port) = address(&mail.server, mail.security)?;
    let tls =
        || TlsParameters::new(host.clone()).map_err(|error| format!("the certificates: {error}"));
    let tls = match mail.security {
        Security::Tls => Tls::Wrapper(tls()?),
        Security::Starttls => Tls::Required(tls()?),
        Security::None if channel::is_loopback(&host) => Tls::None,
        Security::None => {
            return Err(format!("{host} is another machine: security = \"none\" is for this one"));
        }
    };
    let transport = SmtpTransport::builder_dangerous(&host).port(port).tls(tls);
    let transport = transport.timeout(Some(TIMEOUT));
    let Some(user) = &mail.user else { return Ok(transport.build()) };
    let password = mail.password_env.as_deref().ok_or("a user needs password-env")?;
    let password = channel::secret(password)?;
    Ok(transport.credentials(Credentials::new(user.clone(), password)).build())
}

/// `smtp.example.org:2525`, `[::1]:25`, or a name alone.
fn address(server: &str, security: Security) -> Result<(String, u16), String> {
    let usual = match security {
        Security::Tls => 465,
        Security::Starttls => 587,
        Security::None => 25,
    };
    let bare = server.trim_matches(['[', ']']);
    if let Ok(IpAddr::V6(_)) = bare.parse() {
        return Ok((bare.to_owned(), usual));
    }
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) => (
            host,
            port.parse().map_err(|_| format!("server '{}': expected a port", plain(server)))?,
        ),
        None => (server, usual),
    };
    match host.trim_matches(['[', ']']) {
        "" => Err("server: expected a name".to_owned()),
        host => Ok((host.to_owned(), port)),
    }
}

fn mailbox(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|error| format!("'{}' is no address of a mail: {error}", plain(text)))
}

/// The day of the run, at its beginning: the same digest is the same mail.
fn date(digest: &Digest) -> SystemTime {
    let epoch = mcpvet::advisory::Date::new(1970, 1, 1);
    let days = epoch.map_or(0, |epoch| digest.day.days_since(epoch));
    let seconds = u64::try_from(days).unwrap_or_default() * 86_400;
    UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::{Security, address};

    #[test]
    fn a_server_has_a_port_of_its_own_or_the_usual_one() {
        for (text, host, port) in [
            ("smtp.example.org", "smtp.example.org", 465),
            ("smtp.example.org:2525", "smtp.example.org", 2525),
            ("::1", "::1", 465),
            ("[::1]:25", "::1", 25),
        ] {
            assert_eq!(address(text, Security::Tls), Ok((host.to_owned(), port)));
        }
        assert!(address("x:y", Security::Tls).is_err() && address("", Security::Tls).is_err());
    }
}
