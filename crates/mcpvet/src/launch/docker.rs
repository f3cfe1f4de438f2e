//! Runners of container images: `docker run`, `podman run`, `nerdctl run`.
//!
//! <https://docs.docker.com/reference/cli/docker/container/run/>,
//! <https://pkg.go.dev/github.com/distribution/reference>
//!
//! - Without a registry an image is on `docker.io`, without a namespace in `library`.
//! - The tag is behind the last colon that has no slash behind it: ports have one.
//! - What stands behind the image runs inside it, and may fetch packages of its own.

use super::options::{Item, Options};
use super::placeholder::is_dynamic;
use super::{Call, base_name, reader_of, run};
use crate::input::text::Text;
use crate::package::{Ecosystem, Package, Requirement, RequirementClass};

/// The names of this family of runners.
pub(super) const RUNNERS: &[&str] = &["docker", "podman", "nerdctl"];

const WITH_VALUE: &[&str] = &[
    "-e",
    "--env",
    "--env-file",
    "-v",
    "--volume",
    "--mount",
    "--name",
    "-p",
    "--publish",
    "--network",
    "--net",
    "-w",
    "--workdir",
    "-u",
    "--user",
    "--entrypoint",
    "--add-host",
    "--cpus",
    "-m",
    "--memory",
    "--platform",
    "--pull",
    "-l",
    "--label",
    "--tmpfs",
    "--device",
    "--cap-add",
    "--cap-drop",
    "--security-opt",
    "--gpus",
    "-h",
    "--hostname",
    "--dns",
    "--ulimit",
    "--shm-size",
    "--restart",
    "--log-driver",
    "--log-opt",
    "--ipc",
    "--pid",
    "--userns",
    "--volumes-from",
    "--expose",
    "--ip",
    "--link",
    "--group-add",
    "--cidfile",
    "--runtime",
    "--stop-signal",
    "--stop-timeout",
    "--sysctl",
    "--annotation",
    "--attach",
    "-a",
    "--cgroupns",
    "--label-file",
    "--network-alias",
    "--memory-swap",
    "--cpu-shares",
    "-c",
    "--cpuset-cpus",
    "--pids-limit",
    // In front of the subcommand.
    "--context",
    "-H",
    "--host",
    "--config",
    "--log-level",
];

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, WITH_VALUE);
    let mut running = false;
    let image = loop {
        match options.next()? {
            Item::Word(image) if running => break image,
            Item::Word(word) if word.value == "run" => running = true,
            Item::Word(word) if word.value == "container" => {}
            Item::Word(_) => return None,
            Item::Value(..) | Item::Flag(_) => {}
        }
    };
    let mut packages = vec![of_image(image)];
    let inside = options.rest();
    if inside.first().is_some_and(|command| starts_package(&command.value)) {
        packages.extend(run(inside).map(|(_, found)| found).unwrap_or_default());
    }
    Some(packages)
}

/// Whether a command inside a container fetches a package. Containers inside containers are not
/// followed, so that no line leads ever deeper.
fn starts_package(command: &str) -> bool {
    let name = base_name(command);
    !RUNNERS.contains(&&*name) && reader_of(&name).is_some()
}

/// Reads `registry:5000/namespace/name:tag@sha256:…`.
pub(super) fn of_image<'a>(image: &Text<'a>) -> Package<'a> {
    let text = &*image.value;
    let (place, digest) = text.split_once('@').unwrap_or((text, ""));
    let name_at = place.rfind('/').map_or(0, |slash| slash + 1);
    let colon = place[name_at..].find(':').map(|colon| name_at + colon);
    let (path, tag) = match colon {
        Some(colon) => (&place[..colon], &place[colon + 1..]),
        None => (place, ""),
    };
    let (class, shown) = match (digest, tag) {
        _ if is_dynamic(text) => (RequirementClass::Dynamic, text),
        ("", "") => (RequirementClass::OciLatestImplicit, ""),
        ("", tag) => (RequirementClass::OciTag, tag),
        (digest, _) => (RequirementClass::Digest, digest),
    };
    let version = if shown.is_empty() { image.slice(path) } else { image.slice(shown) };
    let requirement = match shown {
        "" => Requirement::new(class, ""),
        _ => Requirement::new(class, version.value),
    };
    Package::new(Ecosystem::Oci, full_name(path).into(), requirement, version.span)
}

/// `docker.io/library/node` of `node`.
fn full_name(path: &str) -> String {
    let registry = path.split_once('/').map(|(first, _)| first);
    match registry {
        Some(first) if first.contains(['.', ':']) || first == "localhost" => path.to_owned(),
        Some(_) => format!("docker.io/{path}"),
        None => format!("docker.io/library/{path}"),
    }
}
