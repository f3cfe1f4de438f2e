//! Answers: a file of the site or a status, always with the same security headers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::request::Request;

/// What a page may do: load its own files and run wasm, and nothing else.
const SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// File name extension → media type. Anything else is bytes.
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("pack", BYTES),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml"),
];

const BYTES: &str = "application/octet-stream";

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Status {
    Ok,
    MovedPermanently,
    BadRequest,
    NotFound,
    MethodNotAllowed,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::MovedPermanently => "301 Moved Permanently",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
        }
    }
}

pub(super) struct Response {
    status: Status,
    media_type: &'static str,
    location: Option<String>,
    body: Vec<u8>,
    sends_body: bool,
}

/// The answer to `request` from the files below `root`, a path without links.
pub(super) fn to(request: &Request, root: &Path) -> Response {
    let path = request.below(root);
    let response = if path.is_dir() && !request.raw_path.ends_with('/') {
        let location = Some(format!("{}/", request.raw_path));
        Response { location, ..Response::status(Status::MovedPermanently) }
    } else {
        file(root, if path.is_dir() { path.join("index.html") } else { path })
    };
    Response { sends_body: !request.is_head, ..response }
}

/// The file as an answer, unless a link leads out of the site.
fn file(root: &Path, path: PathBuf) -> Response {
    let inside = path.canonicalize().ok().filter(|path| path.starts_with(root));
    match inside.and_then(|path| fs::read(path).ok()) {
        Some(body) => {
            Response { media_type: media_type(&path), body, ..Response::status(Status::Ok) }
        }
        None => Response::status(Status::NotFound),
    }
}

fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == extension);
    known.map_or(BYTES, |(_, media_type)| media_type)
}

impl Response {
    /// An answer with a body of its own.
    pub(super) fn of(media_type: &'static str, body: Vec<u8>) -> Self {
        Self { media_type, body, ..Self::status(Status::Ok) }
    }

    /// The same; a page gets the script that loads it again when the site is built again.
    pub(super) fn live(self) -> Self {
        if !self.media_type.starts_with("text/html") {
            return self;
        }
        Self { body: super::live::with_script(self.body), ..self }
    }

    /// An answer that says no more than its status.
    pub(super) fn status(status: Status) -> Self {
        let body = format!("{}\n", status.line()).into_bytes();
        let media_type = "text/plain; charset=utf-8";
        Self { status, media_type, location: None, body, sends_body: true }
    }

    pub(super) fn write(&self, mut output: impl Write) -> io::Result<()> {
        let location = self.location.as_ref();
        let location = location.map(|path| format!("Location: {path}\r\n")).unwrap_or_default();
        write!(
            output,
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}\
             Cache-Control: no-store\r\nContent-Security-Policy: {SECURITY_POLICY}\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.status.line(),
            self.media_type,
            self.body.len(),
        )?;
        if self.sends_body {
            output.write_all(&self.body)?;
        }
        output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn a_media_type_follows_the_extension() {
        assert_eq!(media_type("a/b.wasm".as_ref()), "application/wasm");
        assert_eq!(media_type("b.test.mjs".as_ref()), "text/javascript; charset=utf-8");
        assert_eq!(media_type("advisories.pack".as_ref()), "application/octet-stream");
        assert_eq!(media_type("LICENSE".as_ref()), "application/octet-stream");
    }
}
