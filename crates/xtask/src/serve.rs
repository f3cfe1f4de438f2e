//! `cargo xtask serve`: the site on this machine, with the headers that a careful host would send, built
//! again whenever its sources change.

mod live;
mod request;
mod response;

use std::io::{self, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use xshell::Shell;

use crate::build::{self, site};
use crate::error::{Error, Result};
use live::Live;
use request::Request;
use response::Response;

const PORT: u16 = 8017;
const USAGE: &str = "usage: cargo xtask serve [--port N] [--no-build]";

/// Builds and serves the site until it is interrupted.
pub(crate) fn run(sh: &Shell, arguments: &[&str]) -> Result {
    let mut port = PORT;
    let mut builds = true;
    let mut arguments = arguments.iter();
    while let Some(&argument) = arguments.next() {
        match argument {
            "--no-build" => builds = false,
            "--port" => {
                let value = arguments.next().and_then(|value| value.parse().ok());
                port = value.ok_or_else(|| Error::new(USAGE))?;
            }
            _ => return Err(Error::new(USAGE)),
        }
    }
    if builds {
        build::all(sh)?;
    }
    // Without links, so that a request can be compared with it.
    let root = sh.current_dir().join(site::DIST).canonicalize()?;
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    println!("serving {} at http://{}/", root.display(), listener.local_addr()?);
    let live = Live::new();
    thread::scope(|scope| {
        scope.spawn(|| serve(&listener, &root, &live));
        live.watch(sh)
    })
}

/// Answers each connection in a thread of its own. A browser that hangs up early is no reason to stop
/// or to say anything.
fn serve(listener: &TcpListener, root: &Path, live: &Live) {
    thread::scope(|scope| {
        for connection in listener.incoming().flatten() {
            scope.spawn(move || answer(&connection, root, live));
        }
    });
}

fn answer(connection: &TcpStream, root: &Path, live: &Live) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let response = match Request::read(BufReader::new(connection))? {
        Ok(request) => {
            live.answer(&request.raw_path).unwrap_or_else(|| response::to(&request, root).live())
        }
        Err(status) => Response::status(status),
    };
    response.write(connection)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::path::PathBuf;
    use std::{env, fs, process, thread};

    /// A site with one page, a folder and a secret beside it.
    fn site(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("mcpvet-serve-{name}-{}", process::id()));
        let root = folder.join("dist");
        fs::create_dir_all(root.join("docs")).unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
        fs::write(root.join("index.html"), "<p>home</p>").unwrap();
        fs::write(root.join("docs/index.html"), "<p>docs</p>").unwrap();
        fs::write(root.join("a b.wasm"), "module").unwrap();
        root.canonicalize().unwrap()
    }

    fn ask(root: PathBuf, request: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let server = thread::spawn(move || {
            super::answer(&listener.accept().unwrap().0, &root, &super::Live::new())
        });
        client.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        server.join().unwrap().unwrap();
        answer
    }

    #[track_caller]
    fn assert_answer(name: &str, request: &str, start: &str, end: &str) {
        let root = site(name);
        let answer = ask(root.clone(), request);
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {start}\r\n")), "{answer}");
        assert!(answer.ends_with(&format!("\r\n\r\n{end}")), "{answer}");
        assert!(answer.contains("\r\nContent-Security-Policy: default-src 'none'; "), "{answer}");
    }

    #[test]
    fn a_folder_answers_with_its_index() {
        assert_answer("home", "GET / HTTP/1.1\r\n\r\n", "200 OK", "<p>home</p>");
        assert_answer("docs", "GET /docs/?x#y HTTP/1.1\r\n\r\n", "200 OK", "<p>docs</p>");
    }

    #[test]
    fn a_folder_without_its_slash_redirects() {
        let start = "301 Moved Permanently";
        assert_answer("slash", "GET /docs?x HTTP/1.1\r\n\r\n", start, "301 Moved Permanently\n");
    }

    #[test]
    fn a_head_request_gets_no_body() {
        assert_answer("head", "HEAD /a%20b.wasm HTTP/1.1\r\n\r\n", "200 OK", "");
    }

    #[test]
    fn a_file_outside_the_site_does_not_exist() {
        for (name, path) in [("up", "/../secret.txt"), ("coded", "/docs/%2e%2e/%2e%2e/secret.txt")]
        {
            let request = format!("GET {path} HTTP/1.1\r\n\r\n");
            assert_answer(name, &request, "404 Not Found", "404 Not Found\n");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_site_does_not_exist() {
        let root = site("link");
        std::os::unix::fs::symlink(root.join("../secret.txt"), root.join("link.txt")).unwrap();
        let answer = ask(root.clone(), "GET /link.txt HTTP/1.1\r\n\r\n");
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    }

    #[test]
    fn other_methods_are_refused() {
        let start = "405 Method Not Allowed";
        assert_answer("post", "POST / HTTP/1.1\r\n\r\n", start, "405 Method Not Allowed\n");
    }
}
