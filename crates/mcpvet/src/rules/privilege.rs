//! PRV: what a server may do without asking.

use super::look::plain;
use super::{Check, Context, Found, Rule, RuleSeverity, Subject};
use crate::input::json::Value;
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "PRV-001",
        title: "A container is started without any confinement",
        severity: RuleSeverity::Low,
        remedy: "Add --read-only, --cap-drop=ALL, --security-opt=no-new-privileges, a user and limits, as far as the server can live with them.",
        check: Check::Server(unconfined),
    },
    Rule {
        id: "PRV-002",
        title: "A container is left behind, or runs apart from its host",
        severity: RuleSeverity::Info,
        remedy: "Add --rm, and take -d out: a stdio server lives and ends with its host.",
        check: Check::Server(left_behind),
    },
    Rule {
        id: "PRV-003",
        title: "A server is not sandboxed although the host can do it",
        severity: RuleSeverity::Info,
        remedy: "Set sandboxEnabled and list the folders and hosts that the server needs.",
        check: Check::Server(not_sandboxed),
    },
    Rule {
        id: "PRV-004",
        title: "Every tool of a server runs without being asked",
        severity: RuleSeverity::High,
        remedy: "Approve single tools that only read, and let the host ask for the others.",
        check: Check::Server(blanket_approval),
    },
    Rule {
        id: "PRV-005",
        title: "A tool that changes things runs without being asked",
        severity: RuleSeverity::Medium,
        remedy: "Take it out of the list, so that the host asks before it runs.",
        check: Check::Server(dangerous_approval),
    },
    Rule {
        id: "PRV-006",
        title: "A runtime gives a server every permission",
        severity: RuleSeverity::Medium,
        remedy: "Name the folders, hosts and variables that the server needs in place of -A.",
        check: Check::Server(every_permission),
    },
    Rule {
        id: "PRV-007",
        title: "Private data, untrusted content and a way out come together",
        severity: RuleSeverity::Medium,
        remedy: "Split the servers over hosts or profiles, or let the host ask before anything is sent.",
        check: Check::Input(lethal_combination),
    },
];

fn unconfined(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const CONFINES: Words = Words(
        "--read-only --cap-drop --security-opt --user -u --memory -m --pids-limit \
        --network=none --userns",
    );
    let confined = subject.words.iter().any(|word| {
        let name = word.value.split('=').next().unwrap_or_default();
        CONFINES.contains(name) || CONFINES.contains(&word.value)
    });
    if subject.is_container() && !confined {
        found.at(subject.server.span());
    }
}

fn left_behind(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    if !subject.is_container() {
        return;
    }
    if subject.flag(Words("--rm --rm=true")).is_none() {
        found.say(subject.server.span(), "The container stays behind when the server ends");
    }
    if let Some(span) = subject.flag(Words("-d --detach -dit -itd -di -id")) {
        found.say(span, "The container runs apart from the host that talks to it");
    }
}

/// VS Code can confine what it starts.
fn not_sandboxed(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let path = subject.context.name.replace('\\', "/");
    let is_vs_code = Words("vscode/mcp.json Code/User/mcp.json").any_ends(&path);
    let is_on = |value: &Value<'_>| value.is_scalar("true");
    if is_vs_code
        && !subject.server.command.is_empty()
        && !subject.server.entry.get("sandboxEnabled").is_some_and(is_on)
    {
        found.at(subject.server.span());
    }
}

/// Members that list the tools which run without being asked.
const APPROVALS: &[&str] = &["alwaysAllow", "autoApprove", "autoApprovedTools", "allowedTools"];

fn blanket_approval(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let entry = &subject.server.entry;
    let all = |value: &&Value<'_>| value.is_scalar("true") || plain(value) == "*";
    found.at_each(
        entry.get("trust").filter(|value| value.is_scalar("true")).map(|value| value.span),
    );
    for value in APPROVALS.iter().filter_map(|name| entry.get(name)) {
        let each = core::iter::once(value).chain(value.elements());
        found.at_each(each.filter(all).map(|value| value.span));
    }
    let mode = entry.get("default_tools_approval_mode");
    found.at_each(
        mode.filter(|mode| ["approve", "auto"].contains(&plain(mode))).map(|mode| mode.span),
    );
    // Settings of the whole host stand once for all of its servers.
    let is_first = subject
        .context
        .inventory
        .servers
        .first()
        .is_some_and(|first| core::ptr::eq(first, subject.server));
    if is_first {
        host_wide(subject.context, found);
    }
}

fn host_wide(context: &Context<'_, '_>, found: &mut Found<'_>) {
    for (name, value) in &context.inventory.settings {
        let everything = value.get("*").is_some_and(|value| plain(value) == "allow");
        let listed = value.elements().iter().any(|value| plain(value) == "*");
        let fires = match &*name.value {
            "chat.tools.autoApprove"
            | "chat.tools.global.autoApprove"
            | "amp.dangerouslyAllowAll" => value.is_scalar("true"),
            "permission" => everything || plain(value) == "allow",
            "allowedTools" => listed,
            _ => false,
        };
        if fires {
            found.at(name.span);
        }
    }
}

/// What the names of tools begin with, or hold as a word, that change something.
const DANGEROUS: Words = Words(
    "write delete remove exec execute run shell bash command push transfer send pay drop \
    deploy merge kill upload publish eval overwrite move terminal",
);

fn dangerous_approval(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let entry = &subject.server.entry;
    let lists = APPROVALS.iter().filter_map(|name| entry.get(name));
    for tool in lists.flat_map(Value::elements).filter(|tool| is_dangerous(plain(tool))) {
        found.say(tool.span, format!("{} runs without being asked", name_of_tool(plain(tool))));
    }
    for (name, tool) in entry.get("tools").map(Value::members).unwrap_or_default() {
        let mode = tool.get("approval_mode").map(plain).unwrap_or_default();
        if ["approve", "auto"].contains(&mode) && is_dangerous(&name.value) {
            found.say(name.span, format!("{} runs without being asked", name_of_tool(&name.value)));
        }
    }
}

/// Words are told by `_`, `-`, `.`, `/` and capitals: `git_push`, `runCommand`.
fn is_dangerous(tool: &str) -> bool {
    let mut words = vec![String::new()];
    for c in tool.chars() {
        match c {
            '_' | '-' | '.' | '/' | ':' => words.push(String::new()),
            _ => {
                if c.is_uppercase() {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.extend(c.to_lowercase());
                }
            }
        }
    }
    words.iter().any(|word| DANGEROUS.contains(word))
}

/// A name of a tool as far as it may be shown.
fn name_of_tool(tool: &str) -> &str {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_-./:".contains(&b);
    if tool.len() <= 64 && tool.bytes().all(plain) { tool } else { "a tool" }
}

fn every_permission(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let is_deno =
        |word: &&str| word.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("deno"));
    if subject.words.iter().map(|word| &*word.value).any(|word| is_deno(&word)) {
        found.at_each(subject.flag(Words("-A --allow-all")));
    }
}

/// What the servers of one host can do together, by the labels of the catalogue.
fn lethal_combination(context: &Context<'_, '_>, found: &mut Found<'_>) {
    const NEEDED: [&str; 3] = ["private-data", "untrusted-content", "sink"];
    let mut parts: [Option<&str>; 3] = [None; 3];
    let mut last = None;
    for server in context.inventory.servers.iter().filter(|server| !server.is_disabled()) {
        for package in &context.inventory.packages[server.packages.clone()] {
            let entry = package.ecosystem.and_then(|e| context.catalogue.entry(e, &package.name));
            let labels = entry.map(|entry| entry.labels).unwrap_or_default();
            for (part, needed) in parts.iter_mut().zip(NEEDED) {
                if part.is_none() && labels.split(' ').any(|label| label == needed) {
                    *part = Some(&package.name);
                    last = Some(package.span);
                }
            }
        }
    }
    if let (Some(span), [Some(data), Some(content), Some(sink)]) = (last, parts) {
        found.say(span, format!("{data} reads private data, {content} brings untrusted content in, {sink} can send it out"));
    }
}
