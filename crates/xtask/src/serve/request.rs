//! The part of an HTTP/1.1 request that a static site needs: GET or HEAD, and a path.

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use super::response::Status;

/// More than any browser sends for a static file.
const HEAD_LIMIT: u64 = 64 * 1024;

/// A request whose path stays below the root of the site.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    pub(super) is_head: bool,
    /// The path as it was asked for, without the query, with one slash at its start.
    pub(super) raw_path: String,
    /// The parts of the decoded path: each is the plain name of a file or folder.
    names: Vec<String>,
}

impl Request {
    /// Reads the request line and the headers after it; bodies are not read.
    ///
    /// What the outer error means is that there is nobody to answer, the inner one is an answer.
    pub(super) fn read(input: impl BufRead) -> io::Result<Result<Self, Status>> {
        let mut lines = input.take(HEAD_LIMIT).lines();
        let Some(first) = lines.next() else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let first = first?;
        // Closing with unread input would reset the connection before the answer is read.
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        Ok(Self::parse(&first))
    }

    /// Parses a request line: `GET /index.html HTTP/1.1`.
    fn parse(line: &str) -> Result<Self, Status> {
        let words: Vec<&str> = line.split(' ').collect();
        let &[method, target, "HTTP/1.1" | "HTTP/1.0"] = words.as_slice() else {
            return Err(Status::BadRequest);
        };
        let is_head = match method {
            "GET" => false,
            "HEAD" => true,
            _ => return Err(Status::MethodNotAllowed),
        };
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let relative = path.strip_prefix('/').ok_or(Status::BadRequest)?;
        let names = names(&percent_decode(relative).ok_or(Status::BadRequest)?)?;
        let raw_path = format!("/{}", path.trim_start_matches('/'));
        Ok(Self { is_head, raw_path, names })
    }

    /// The file or folder that is asked for.
    pub(super) fn below(&self, root: &Path) -> PathBuf {
        self.names.iter().fold(root.to_owned(), |path, name| path.join(name))
    }
}

/// Splits a decoded path. A name that could mean anything but an entry of its folder is not found.
fn names(path: &str) -> Result<Vec<String>, Status> {
    let names = path.split('/').filter(|name| !name.is_empty());
    names
        .map(|name| if is_plain(name) { Ok(name.to_owned()) } else { Err(Status::NotFound) })
        .collect()
}

/// Neither `.` nor `..`, and no separator or drive of another system.
fn is_plain(name: &str) -> bool {
    !matches!(name, "." | "..") && !name.contains(['\\', ':']) && !name.contains(char::is_control)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => 16 * hex(rest.next()?)? + hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| value.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::{Request, Status};

    #[track_caller]
    fn path(line: &str) -> String {
        let request = Request::parse(line).expect("a good request");
        request.below("root".as_ref()).display().to_string()
    }

    #[track_caller]
    fn refused(line: &str) -> Status {
        Request::parse(line).expect_err("a refused request")
    }

    #[test]
    fn paths_are_decoded_below_the_root() {
        assert_eq!(path("GET / HTTP/1.1"), "root");
        assert_eq!(path("GET /a/b.js?v=1 HTTP/1.1"), "root/a/b.js");
        assert_eq!(path("GET /a%20b/%C3%A4.html HTTP/1.0"), "root/a b/ä.html");
        assert_eq!(path("GET //etc/passwd HTTP/1.1"), "root/etc/passwd");
        assert_eq!(path("GET /%2Fetc%2Fpasswd HTTP/1.1"), "root/etc/passwd");
    }

    #[test]
    fn paths_that_could_leave_the_root_are_not_found() {
        for path in ["/..", "/a/../../b", "/%2e%2e/b", "/..%2fb", "/./b", "/C:/b", "/..\\b"] {
            assert_eq!(refused(&format!("GET {path} HTTP/1.1")), Status::NotFound, "{path}");
        }
        assert_eq!(refused("GET /a%00.html HTTP/1.1"), Status::NotFound);
    }

    #[test]
    fn lines_that_are_no_request_are_bad() {
        for line in ["", "GET", "GET /", "GET / HTTP/2", "GET  / HTTP/1.1", "GET a HTTP/1.1"] {
            assert_eq!(refused(line), Status::BadRequest, "{line}");
        }
        assert_eq!(refused("GET /%zz HTTP/1.1"), Status::BadRequest);
        assert_eq!(refused("GET /%ff HTTP/1.1"), Status::BadRequest);
        assert_eq!(refused("GET /%4 HTTP/1.1"), Status::BadRequest);
    }

    #[test]
    fn only_get_and_head_are_allowed() {
        assert!(Request::parse("HEAD / HTTP/1.1").expect("a good request").is_head);
        assert_eq!(refused("POST / HTTP/1.1"), Status::MethodNotAllowed);
        assert_eq!(refused("get / HTTP/1.1"), Status::MethodNotAllowed);
    }
}
