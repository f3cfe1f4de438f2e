//! How far the start of a server confines it: what a practice of hardening asks of each server.

use super::Subject;
use crate::words::Words;

/// What limits a server that this machine starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Confinement {
    /// It runs in a container.
    pub(crate) is_container: bool,
    /// The host confines it, as VS Code can.
    pub(crate) is_sandboxed: bool,
    /// The container has every right of the machine.
    pub(crate) is_privileged: bool,
    /// The container gives capabilities up.
    pub(crate) drops_capabilities: bool,
    /// The container filters system calls or forbids new privileges.
    pub(crate) has_security_options: bool,
    /// What network the container has.
    pub(crate) network: Network,
}

/// The network of a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Network {
    /// What the runtime gives without being asked.
    #[default]
    Default,
    /// That of the machine.
    Host,
    /// None, or one that somebody named.
    Limited,
}

/// Reads the command line and the entry of a server.
pub(crate) fn confinement(subject: &Subject<'_, '_>) -> Confinement {
    let entry = &subject.server.entry;
    let is_sandboxed = entry.get("sandboxEnabled").is_some_and(|value| value.is_scalar("true"));
    if !subject.is_container() {
        return Confinement { is_sandboxed, ..Confinement::default() };
    }
    let mut networks = subject.options(Words("--network --net"));
    let network = match networks.next().map(|(value, _)| value) {
        None | Some("" | "default" | "bridge") => Network::Default,
        Some("host") => Network::Host,
        Some(_) => Network::Limited,
    };
    let options = |names| subject.options(names).next().is_some();
    let unconfined = |(value, _): (&str, _)| value.ends_with("unconfined");
    Confinement {
        is_container: true,
        is_sandboxed,
        is_privileged: subject.flag(Words("--privileged --privileged=true")).is_some(),
        drops_capabilities: options(Words("--cap-drop")),
        has_security_options: options(Words("--security-opt"))
            && !subject.options(Words("--security-opt")).any(unconfined),
        network,
    }
}
