//! Runners of container images: `docker run`, `podman run`, `nerdctl run`.
//!
//! <https://docs.docker.com/reference/cli/docker/container/run/>,
//! <https://pkg.go.dev/github.com/distribution/reference>
//!
//! - Without a registry an image is on `docker.io`, without a namespace in `library`.
//! - The tag is behind the last colon that has no slash behind it: ports have one.
//! - What stands behind the image runs inside it, and may fetch packages of its own; so does what
//!   stands behind a service of Compose or a container that runs.
//! - The images of Docker's MCP gateway stand in catalogs on the machine.

use super::candidates::with_default;
use super::options::{Item, Options, Table};
use super::placeholder::{find_outside, is_dynamic, rfind_outside};
use super::{Call, Tokens, base_name, bridge, follow, wrapper};
use crate::input::text::Text;
use crate::package::{Confidence, Ecosystem, Package, Requirement, RequirementClass};
use crate::words::Words;

/// The names of this family of runners.
pub(super) const RUNNERS: Words = Words("docker podman nerdctl docker-compose podman-compose");

const TABLE: Table = Table::new(
    Words(
        "-e --env --env-file -v --volume --mount --name -p --publish --network --net -w \
        --workdir -u --user --entrypoint --add-host --cpus -m --memory --platform --pull -l \
        --label --tmpfs --device --cap-add --cap-drop --security-opt --gpus -h --hostname --dns \
        --ulimit --shm-size --restart --log-driver --log-opt --ipc --pid --userns --volumes-from \
        --expose --ip --link --group-add --cidfile --runtime --stop-signal --stop-timeout \
        --sysctl --annotation --attach -a --cgroupns --label-file --network-alias --memory-swap \
        --cpu-shares -c --cpuset-cpus --pids-limit --context -H --host --config --log-level \
        --mac-address --health-cmd --health-interval --health-retries --health-start-period \
        --health-start-interval --health-timeout --secret --blkio-weight --blkio-weight-device \
        --cgroup-parent --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period \
        --cpu-rt-runtime --cpuset-mems --detach-keys --device-cgroup-rule --device-read-bps \
        --device-read-iops --device-write-bps --device-write-iops --dns-option --dns-opt \
        --dns-search --domainname --io-maxbandwidth --io-maxiops --ip6 --isolation \
        --link-local-ip --memory-reservation --memory-swappiness --oom-score-adj --storage-opt \
        --uts --volume-driver --kernel-memory --net-alias --umask --pod --pod-id-file --arch --os \
        --variant --authfile --creds --cert-dir --conmon-pidfile --pidfile --decryption-key \
        --env-merge --unsetenv --gidmap --uidmap --subgidname --subuidname --group-entry \
        --passwd-entry --hooks-dir --hostuser --image-volume --init-path --log-size \
        --preserve-fds --preserve-fd --requires --retry --retry-delay --rootfs-propagation \
        --sdnotify --seccomp-policy --shm-size-systemd --systemd --timeout --tz --chrootdirs \
        --personality --rdt-class --health-log-destination --health-on-failure \
        --health-startup-cmd --connection --url --identity --root --runroot --storage-driver \
        --tlscacert --tlscert --tlskey -n --namespace --address --snapshotter --data-root \
        --use-api-socket-path -f --file --profile --project-directory --project-name --ansi \
        --progress --index",
    ),
    Words(
        "-i -t -d -q -P -D --rm --init --read-only --privileged --interactive --tty \
        --detach --publish-all --no-healthcheck --oom-kill-disable --sig-proxy \
        --disable-content-trust --quiet --help --debug --tls --tlsverify --replace --rmi \
        --env-host --http-proxy --tls-verify --read-only-tmpfs --rootfs --passwd --remote -r \
        --use-api-socket -T --no-deps --service-ports --use-aliases --remove-orphans --build",
    ),
);

pub(super) fn read<'a>(call: &Call<'_, 'a>) -> Option<Vec<Package<'a>>> {
    let mut options = Options::new(call.args, TABLE);
    let (mut running, mut doubtful) = (false, false);
    let mut elsewhere = call.runner.ends_with("-compose");
    let mut entrypoint = None;
    let image = loop {
        match options.next()? {
            Item::Word(_) if running && elsewhere => return inside(call, entrypoint, &options),
            Item::Word(image) if running => break image,
            Item::Word(word) => match &*word.value {
                "run" => running = true,
                "exec" => (running, elsewhere) = (true, true),
                "compose" => elsewhere = true,
                "container" => {}
                "mcp" => return of_gateway(options.rest()),
                _ => return None,
            },
            Item::Value("--entrypoint", command) => entrypoint = Some(command),
            // What follows an unknown option can be its value; the next word is tried instead.
            Item::Doubt(_) => doubtful = true,
            Item::Value(..) | Item::Flag => {}
        }
    };
    let mut packages = images(image)?;
    if doubtful {
        packages[0].confidence = Confidence::Low;
    }
    let name = packages[0].name.rsplit('/').next().unwrap_or_default().to_owned();
    packages.extend(match bridge::is_bridge(&name) {
        true => bridge::beyond(&name, options.rest(), call.depth),
        false => inside(call, entrypoint, &options).unwrap_or_default(),
    });
    Some(packages)
}

/// What a command inside a container fetches; `None` when it fetches nothing.
fn inside<'a>(
    call: &Call<'_, 'a>,
    entrypoint: Option<Text<'a>>,
    options: &Options<'_, 'a>,
) -> Option<Vec<Package<'a>>> {
    let command: Tokens<'a> =
        entrypoint.into_iter().chain(options.rest().iter().cloned()).collect();
    let starts = command.first().is_some_and(|first| starts_package(&first.value));
    starts.then(|| follow(&command, call.depth))
}

/// The images that `docker mcp gateway run` is given beside its catalogs.
fn of_gateway<'a>(args: &[Text<'a>]) -> Option<Vec<Package<'a>>> {
    let images: Vec<_> = args
        .iter()
        .zip(args.iter().skip(1))
        .filter(|(option, _)| option.value == "--oci-ref")
        .filter_map(|(_, image)| of_image(image))
        .collect();
    (!images.is_empty()).then_some(images)
}

/// Whether a command inside a container can fetch a package. Containers inside containers are
/// not followed.
fn starts_package(command: &str) -> bool {
    wrapper::is_known(command) && !RUNNERS.contains(&base_name(command))
}

/// The image that a word names, and the one that it names when nothing fills in its variables.
pub(crate) fn images<'a>(image: &Text<'a>) -> Option<Vec<Package<'a>>> {
    with_default(of_image, image)
}

/// Reads `registry:5000/namespace/name:tag@sha256:…`; `None` for what is no image.
pub(crate) fn of_image<'a>(image: &Text<'a>) -> Option<Package<'a>> {
    let text = &*image.value;
    let at = find_outside(text, 0, b'@').unwrap_or(text.len());
    let (place, digest) = (&text[..at], text[at..].trim_start_matches('@'));
    let name_at = rfind_outside(place, b'/').map_or(0, |slash| slash + 1);
    let (path, tag) = match find_outside(place, name_at, b':') {
        Some(colon) => (&place[..colon], &place[colon + 1..]),
        None => (place, ""),
    };
    let dynamic = is_dynamic(text);
    if dynamic && is_dynamic(path) {
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
        _ if dynamic => (RequirementClass::Dynamic, text),
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
