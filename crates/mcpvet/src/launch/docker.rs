//! Runners of container images: `docker run`, `podman run`, `nerdctl run`.
//!
//! <https://docs.docker.com/reference/cli/docker/container/run/>,
//! <https://pkg.go.dev/github.com/distribution/reference>
//!
//! - Without a registry an image is on `docker.io`, without a namespace in `library`.
//! - The tag is behind the last colon that has no slash behind it: ports have one.
//! - What stands behind the image runs inside it, and may fetch packages of its own.

use super::options::{Item, Options, Table};
use super::placeholder::{find_outside, is_dynamic, rfind_outside};
use super::{Call, Tokens, base_name, follow, wrapper};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass};

/// The names of this family of runners.
pub(super) const RUNNERS: &[&str] = &["docker", "podman", "nerdctl"];

const TABLE: Table = Table {
    with_value: &[
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
        "--context",
        "-H",
        "--host",
        "--config",
        "--log-level",
        "--mac-address",
        "--health-cmd",
        "--health-interval",
        "--health-retries",
        "--health-start-period",
        "--health-start-interval",
        "--health-timeout",
        "--secret",
        "--blkio-weight",
        "--blkio-weight-device",
        "--cgroup-parent",
        "--cpu-count",
        "--cpu-percent",
        "--cpu-period",
        "--cpu-quota",
        "--cpu-rt-period",
        "--cpu-rt-runtime",
        "--cpuset-mems",
        "--detach-keys",
        "--device-cgroup-rule",
        "--device-read-bps",
        "--device-read-iops",
        "--device-write-bps",
        "--device-write-iops",
        "--dns-option",
        "--dns-opt",
        "--dns-search",
        "--domainname",
        "--io-maxbandwidth",
        "--io-maxiops",
        "--ip6",
        "--isolation",
        "--link-local-ip",
        "--memory-reservation",
        "--memory-swappiness",
        "--oom-score-adj",
        "--storage-opt",
        "--uts",
        "--volume-driver",
        "--kernel-memory",
        "--net-alias",
        "--umask",
        "--pod",
        "--pod-id-file",
        "--arch",
        "--os",
        "--variant",
        "--authfile",
        "--creds",
        "--cert-dir",
        "--conmon-pidfile",
        "--pidfile",
        "--decryption-key",
        "--env-merge",
        "--unsetenv",
        "--gidmap",
        "--uidmap",
        "--subgidname",
        "--subuidname",
        "--group-entry",
        "--passwd-entry",
        "--hooks-dir",
        "--hostuser",
        "--image-volume",
        "--init-path",
        "--log-size",
        "--preserve-fds",
        "--preserve-fd",
        "--requires",
        "--retry",
        "--retry-delay",
        "--rootfs-propagation",
        "--sdnotify",
        "--seccomp-policy",
        "--shm-size-systemd",
        "--systemd",
        "--timeout",
        "--tz",
        "--chrootdirs",
        "--personality",
        "--rdt-class",
        "--health-log-destination",
        "--health-on-failure",
        "--health-startup-cmd",
        "--connection",
        "--url",
        "--identity",
        "--root",
        "--runroot",
        "--storage-driver",
        "--tlscacert",
        "--tlscert",
        "--tlskey",
        "-n",
        "--namespace",
        "--address",
        "--snapshotter",
        "--data-root",
        "--use-api-socket-path",
    ],
    flags: &[
        "-i",
        "-t",
        "-d",
        "-q",
        "-P",
        "-D",
        "--rm",
        "--init",
        "--read-only",
        "--privileged",
        "--interactive",
        "--tty",
        "--detach",
        "--publish-all",
        "--no-healthcheck",
        "--oom-kill-disable",
        "--sig-proxy",
        "--disable-content-trust",
        "--quiet",
        "--help",
        "--debug",
        "--tls",
        "--tlsverify",
        "--replace",
        "--rmi",
        "--env-host",
        "--http-proxy",
        "--tls-verify",
        "--read-only-tmpfs",
        "--rootfs",
        "--passwd",
        "--remote",
        "-r",
        "--use-api-socket",
    ],
};

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let (mut running, mut doubtful) = (false, false);
    let mut entrypoint = None;
    let image = loop {
        match options.next()? {
            Item::Word(image) if running => break image,
            Item::Word(word) if word.value == "run" => running = true,
            Item::Word(word) if word.value == "container" => {}
            Item::Word(_) => return None,
            Item::Value("--entrypoint", command) => entrypoint = Some(command),
            // What follows an unknown option can be its value; the next word is tried instead.
            Item::Doubt(_) => doubtful = true,
            Item::Value(..) | Item::Flag => {}
        }
    };
    let mut image = of_image(image)?;
    if doubtful {
        image.confidence = Confidence::Low;
    }
    let inside: Tokens<'a> = entrypoint.into_iter().chain(options.rest().iter().cloned()).collect();
    let mut packages = vec![image];
    if inside.first().is_some_and(|command| starts_package(&command.value)) {
        packages.extend(follow(inside, call.depth));
    }
    Some(packages)
}

/// Whether a command inside a container can fetch a package. Containers inside containers are
/// not followed.
fn starts_package(command: &str) -> bool {
    wrapper::is_known(command) && !RUNNERS.contains(&&*base_name(command))
}

/// Reads `registry:5000/namespace/name:tag@sha256:…`; `None` for what is no image.
pub(super) fn of_image<'a>(image: &Text<'a>) -> Option<Package<'a>> {
    let text = &*image.value;
    let at = find_outside(text, 0, '@').unwrap_or(text.len());
    let (place, digest) = (&text[..at], text[at..].trim_start_matches('@'));
    let name_at = rfind_outside(place, '/').map_or(0, |slash| slash + 1);
    let (path, tag) = match find_outside(place, name_at, ':') {
        Some(colon) => (&place[..colon], &place[colon + 1..]),
        None => (place, ""),
    };
    if is_dynamic(path) {
        let requirement = Requirement::new(RequirementClass::Dynamic, image.value.clone());
        return Some(Package::new(Ecosystem::Oci, "".into(), requirement, image.span));
    }
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-/:".contains(&b);
    // What stands for a port and is none can be a password.
    let port = path.split_once(':').map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest));
    if !path.starts_with(|c: char| c.is_ascii_alphanumeric())
        || !path.bytes().all(plain)
        || !port.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let (class, shown) = match (digest, tag) {
        _ if is_dynamic(text) => (RequirementClass::Dynamic, text),
        ("", "") => (RequirementClass::OciLatestImplicit, ""),
        ("", tag) => (RequirementClass::OciTag, tag),
        (digest, _) if digest.contains(':') => (RequirementClass::Digest, digest),
        _ => return None,
    };
    let version = if shown.is_empty() { image.slice(path) } else { image.slice(shown) };
    let requirement = match shown {
        "" => Requirement::new(class, ""),
        _ => Requirement::new(class, version.value),
    };
    Some(Package::new(Ecosystem::Oci, full_name(path).into(), requirement, version.span))
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
