//! Where MCP hosts keep their configurations: a table and nothing else, so that every surface can
//! use it. Nothing here looks at a disk.
//!
//! The paths follow each host's documentation or, where it has none, its source. Where the two
//! differ, or a host has moved its file, both places stand here: a path too many costs one look,
//! a path too few leaves servers unseen.
//!
//! - A path starts with a [`Folder`] in braces, `{home}`, or a root; one of [`Scope::Project`] is
//!   relative to a folder of the project.
//! - At most one part of a path has a `*`, which stands for any text without a separator.
//! - `/` separates folders here on every system.
//! - Left out is what has no file of its own: hosts that keep servers in a database or an account
//!   (ChatGPT, Raycast, the connectors of Claude), and files that are only named on a command line.

use serde::Serialize;

/// A program that starts MCP servers or connects to them.
#[derive(Debug)]
pub struct Host {
    /// The name for `--host`, such as `claude-code`.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its files.
    pub places: &'static [Place],
}

/// Where a host may have a file.
#[derive(Debug)]
pub struct Place {
    /// Whose file it is.
    pub scope: Scope,
    /// The systems on which the host looks there.
    pub systems: &'static [Os],
    /// See the module.
    pub path: &'static str,
}

/// Whose configuration a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One user's, for all projects.
    User,
    /// A project's, often shared through its repository.
    Project,
    /// The machine's, set by an administrator.
    Enterprise,
}

impl Scope {
    /// Every scope, in the order in which files are listed.
    pub const ALL: [Self; 3] = [Self::User, Self::Project, Self::Enterprise];

    /// The name that reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Project => "project",
            Self::Enterprise => "enterprise",
        }
    }
}

/// A family of operating systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Os {
    /// Linux, and whatever else follows its customs.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// A folder that hosts share, or that a variable can move.
#[derive(Debug)]
pub struct Folder {
    /// Its name in braces.
    pub name: &'static str,
    /// The environment variable that names it; empty for none.
    pub variable: &'static str,
    /// Where it is without that variable; none where the system has no such folder.
    pub paths: fn(Os) -> &'static [&'static str],
}

/// The folders that paths start with. Each stands on `{home}` or on those above it.
pub const FOLDERS: &[Folder] = &[
    folder("config", "XDG_CONFIG_HOME", |_| &["{home}/.config"]),
    folder("data", "XDG_DATA_HOME", |_| &["{home}/.local/share"]),
    folder("appdata", "APPDATA", |os| on_windows(os, &["{home}/AppData/Roaming"])),
    folder("localappdata", "LOCALAPPDATA", |os| on_windows(os, &["{home}/AppData/Local"])),
    folder("programdata", "ProgramData", |os| on_windows(os, &["C:/ProgramData"])),
    folder("programfiles", "ProgramFiles", |os| on_windows(os, &["C:/Program Files"])),
    folder("support", "", |os| match os {
        Os::Linux => &["{config}"],
        Os::MacOs => &["{home}/Library/Application Support"],
        Os::Windows => &["{appdata}"],
    }),
    folder("codeuser", "", |_| {
        &["{support}/Code/User", "{support}/Code - Insiders/User", "{support}/VSCodium/User"]
    }),
    // Extensions of VS Code run in its descendants and at the far end of a remote window too.
    folder("extensionuser", "", |_| {
        &[
            "{codeuser}",
            "{support}/Cursor/User",
            "{support}/Windsurf/User",
            "{support}/Antigravity/User",
            "{support}/Kiro/User",
            "{support}/Trae/User",
            "{home}/.vscode-server/data/User",
            "{home}/.vscode-server-insiders/data/User",
            "{home}/.cursor-server/data/User",
            "{home}/.windsurf-server/data/User",
        ]
    }),
    folder("githubcopilot", "", |os| match os {
        Os::Windows => &["{localappdata}/github-copilot", "{config}/github-copilot"],
        _ => &["{config}/github-copilot"],
    }),
    folder("claude", "CLAUDE_CONFIG_DIR", |_| &["{home}"]),
    folder("copilot", "COPILOT_HOME", |_| &["{home}/.copilot"]),
    folder("cline", "CLINE_DIR", |_| &["{home}/.cline"]),
    folder("codex", "CODEX_HOME", |_| &["{home}/.codex"]),
    folder("catalog", "MCP_CATALOG_PATH", |_| &["{home}/.mcp-inspector/mcp.json"]),
];

/// Every host that is known, those with most users first.
pub const HOSTS: &[Host] = &[
    host(
        "claude-desktop",
        "Claude Desktop",
        &[
            user("{support}/Claude/claude_desktop_config.json"),
            user("{config}/claude/claude_desktop_config.json").on(&[Os::Linux]),
            // As installed from the store, which redirects the folder above.
            user(
                "{localappdata}/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json",
            ),
        ],
    ),
    host(
        "claude-code",
        "Claude Code",
        &[
            user("{claude}/.claude.json"),
            project(".mcp.json"),
            enterprise("/etc/claude-code/managed-mcp.json").on(&[Os::Linux]),
            enterprise("/Library/Application Support/ClaudeCode/managed-mcp.json").on(&[Os::MacOs]),
            enterprise("{programfiles}/ClaudeCode/managed-mcp.json"),
            enterprise("{programdata}/ClaudeCode/managed-mcp.json"),
        ],
    ),
    host("cursor", "Cursor", &[user("{home}/.cursor/mcp.json"), project(".cursor/mcp.json")]),
    host(
        "vscode",
        "VS Code",
        &[
            user("{codeuser}/mcp.json"),
            user("{codeuser}/profiles/*/mcp.json"),
            user("{codeuser}/settings.json"),
            user("{home}/.vscode-server/data/User/mcp.json"),
            project(".vscode/mcp.json"),
            project(".vscode/settings.json"),
            project(".mcp.json"),
        ],
    ),
    host(
        "visual-studio",
        "Visual Studio",
        &[
            user("{home}/.mcp.json").on(&[Os::Windows]),
            project(".mcp.json").on(&[Os::Windows]),
            project(".vs/mcp.json").on(&[Os::Windows]),
        ],
    ),
    host(
        "copilot-cli",
        "Copilot CLI",
        &[user("{copilot}/mcp-config.json"), project(".mcp.json"), project(".github/mcp.json")],
    ),
    host(
        "copilot-jetbrains",
        "Copilot in JetBrains IDEs",
        &[
            user("{githubcopilot}/intellij/mcp.json"),
            user("{support}/github-copilot/intellij/mcp.json").on(&[Os::MacOs]),
        ],
    ),
    host(
        "copilot-xcode",
        "Copilot in Xcode",
        &[user("{githubcopilot}/xcode/mcp.json").on(&[Os::MacOs])],
    ),
    host("copilot-eclipse", "Copilot in Eclipse", &[user("{githubcopilot}/eclipse/mcp.json")]),
    host(
        "windsurf",
        "Windsurf",
        &[
            user("{home}/.codeium/windsurf/mcp_config.json"),
            user("{home}/.codeium/windsurf-next/mcp_config.json"),
            user("{home}/.codeium/mcp_config.json"),
        ],
    ),
    host("antigravity", "Antigravity", &[user("{home}/.gemini/antigravity/mcp_config.json")]),
    host(
        "cline",
        "Cline",
        &[
            user(
                "{extensionuser}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
            ),
            user("{cline}/data/settings/cline_mcp_settings.json"),
        ],
    ),
    host(
        "roo",
        "Roo Code",
        &[
            user(
                "{extensionuser}/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json",
            ),
            project(".roo/mcp.json"),
        ],
    ),
    host(
        "kilo",
        "Kilo Code",
        &[
            user("{config}/kilo/kilo.json"),
            user("{config}/kilo/kilo.jsonc"),
            user("{extensionuser}/globalStorage/kilocode.kilo-code/settings/mcp_settings.json"),
            project("kilo.json"),
            project("kilo.jsonc"),
            project(".kilo/kilo.json"),
            project(".kilo/kilo.jsonc"),
            project(".kilocode/mcp.json"),
        ],
    ),
    host(
        "zed",
        "Zed",
        &[
            user("{config}/zed/settings.json").on(&[Os::Linux, Os::MacOs]),
            user("{support}/Zed/settings.json").on(&[Os::MacOs, Os::Windows]),
            project(".zed/settings.json"),
        ],
    ),
    host(
        "continue",
        "Continue",
        &[
            user("{home}/.continue/config.yaml"),
            user("{home}/.continue/config.json"),
            user("{home}/.continue/mcpServers/*.yaml"),
            user("{home}/.continue/mcpServers/*.yml"),
            user("{home}/.continue/mcpServers/*.json"),
            project(".continue/mcpServers/*.yaml"),
            project(".continue/mcpServers/*.yml"),
            project(".continue/mcpServers/*.json"),
        ],
    ),
    host(
        "goose",
        "Goose",
        &[
            user("{config}/goose/config.yaml").on(&[Os::Linux, Os::MacOs]),
            user("{appdata}/Block/goose/config/config.yaml"),
        ],
    ),
    host(
        "gemini-cli",
        "Gemini CLI",
        &[
            user("{home}/.gemini/settings.json"),
            project(".gemini/settings.json"),
            enterprise("/etc/gemini-cli/settings.json").on(&[Os::Linux]),
            enterprise("/Library/Application Support/GeminiCli/settings.json").on(&[Os::MacOs]),
            enterprise("{programdata}/gemini-cli/settings.json"),
        ],
    ),
    host(
        "qwen-code",
        "Qwen Code",
        &[
            user("{home}/.qwen/settings.json"),
            project(".qwen/settings.json"),
            project(".qwen/settings.local.json"),
        ],
    ),
    host(
        "codex",
        "Codex",
        &[
            user("{codex}/config.toml"),
            project(".codex/config.toml"),
            enterprise("/etc/codex/config.toml").on(&[Os::Linux, Os::MacOs]),
            enterprise("/etc/codex/managed_config.toml").on(&[Os::Linux, Os::MacOs]),
        ],
    ),
    host(
        "opencode",
        "opencode",
        &[
            user("{config}/opencode/opencode.json"),
            user("{config}/opencode/opencode.jsonc"),
            user("{home}/.agents/mcp.json"),
            user("{data}/opencode/mcp-local.json"),
            project("opencode.json"),
            project("opencode.jsonc"),
            project(".agents/mcp.json"),
        ],
    ),
    host(
        "crush",
        "Crush",
        &[
            user("{config}/crush/crush.json"),
            user("{localappdata}/crush/crush.json"),
            project("crush.json"),
            project(".crush.json"),
        ],
    ),
    host(
        "amp",
        "Amp",
        &[
            user("{config}/amp/settings.json"),
            user("{config}/amp/settings.jsonc"),
            user("{codeuser}/settings.json"),
            project(".amp/settings.json"),
            project(".amp/settings.jsonc"),
        ],
    ),
    host(
        "lm-studio",
        "LM Studio",
        &[user("{home}/.lmstudio/mcp.json"), user("{home}/.cache/lm-studio/mcp.json")],
    ),
    host(
        "amazon-q",
        "Amazon Q",
        &[
            user("{home}/.aws/amazonq/mcp.json"),
            user("{home}/.aws/amazonq/default.json"),
            user("{home}/.aws/amazonq/agents/default.json"),
            user("{home}/.aws/amazonq/cli-agents/*.json"),
            project(".amazonq/mcp.json"),
            project(".amazonq/default.json"),
            project(".amazonq/cli-agents/*.json"),
        ],
    ),
    host(
        "kiro",
        "Kiro",
        &[
            user("{home}/.kiro/settings/mcp.json"),
            user("{home}/.kiro/agents/*.json"),
            project(".kiro/settings/mcp.json"),
            project(".kiro/agents/*.json"),
        ],
    ),
    host("warp", "Warp", &[user("{home}/.warp/.mcp.json"), project(".warp/.mcp.json")]),
    host(
        "junie",
        "JetBrains Junie",
        &[
            user("{home}/.junie/mcp/mcp.json"),
            user("{home}/.junie/mcp.json"),
            project(".junie/mcp/mcp.json"),
        ],
    ),
    host(
        "factory",
        "Factory",
        &[
            user("{home}/.factory/mcp.json"),
            user("{support}/Factory Bridge/mcp.json").on(&[Os::MacOs, Os::Windows]),
            project(".factory/mcp.json"),
        ],
    ),
    host("rovo-dev", "Rovo Dev", &[user("{home}/.rovodev/mcp.json"), project(".rovodev/mcp.json")]),
    host("trae", "Trae", &[user("{support}/Trae/User/mcp.json"), project(".trae/mcp.json")]),
    host("librechat", "LibreChat", &[project("librechat.yaml")]),
    host("inspector", "MCP Inspector", &[user("{catalog}")]),
    host(
        "tabnine",
        "Tabnine",
        &[
            user("{home}/.tabnine/agent/settings.json"),
            user("{home}/.tabnine/mcp_servers.json"),
            project(".tabnine/agent/settings.json"),
            project(".tabnine/mcp_servers.json"),
        ],
    ),
    host("sema4", "Sema4.ai Studio", &[user("{home}/.sema4ai/sema4ai-studio/mcp_servers.json")]),
    host(
        "docker-mcp",
        "Docker MCP gateway",
        &[
            user("{home}/.docker/mcp/registry.yaml"),
            user("{home}/.docker/mcp/config.yaml"),
            user("{home}/.docker/mcp/catalogs/*.yaml"),
        ],
    ),
    host("boltai", "BoltAI", &[user("{home}/.boltai/mcp.json").on(&[Os::MacOs])]),
    host("enconvo", "Enconvo", &[user("{config}/enconvo/mcp_config.json").on(&[Os::MacOs])]),
    host("witsy", "Witsy", &[user("{support}/Witsy/settings.json")]),
    host("tome", "Tome", &[user("{home}/.tome/mcp_config.json")]),
    host(
        "mcporter",
        "MCPorter",
        &[
            user("{home}/.mcporter/mcporter.json"),
            user("{home}/.mcporter/mcporter.jsonc"),
            project("config/mcporter.json"),
        ],
    ),
    host("home-manager", "Home Manager", &[user("{config}/mcp/mcp.json")]),
];

const fn host(id: &'static str, title: &'static str, places: &'static [Place]) -> Host {
    Host { id, title, places }
}

const fn folder(
    name: &'static str,
    variable: &'static str,
    paths: fn(Os) -> &'static [&'static str],
) -> Folder {
    Folder { name, variable, paths }
}

const fn on_windows(os: Os, paths: &'static [&'static str]) -> &'static [&'static str] {
    if matches!(os, Os::Windows) { paths } else { &[] }
}

const fn user(path: &'static str) -> Place {
    place(Scope::User, path)
}

const fn project(path: &'static str) -> Place {
    place(Scope::Project, path)
}

const fn enterprise(path: &'static str) -> Place {
    place(Scope::Enterprise, path)
}

const fn place(scope: Scope, path: &'static str) -> Place {
    Place { scope, systems: &[Os::Linux, Os::MacOs, Os::Windows], path }
}

impl Place {
    const fn on(self, systems: &'static [Os]) -> Self {
        Self { systems, ..self }
    }
}

impl Host {
    /// Finds a host by its id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        HOSTS.iter().find(|host| host.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::{FOLDERS, HOSTS, Host, Os, Scope};

    #[test]
    fn every_host_has_its_own_id_and_places() {
        for (index, host) in HOSTS.iter().enumerate() {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(host.id.bytes().all(plain), "{}", host.id);
            assert!(!HOSTS[..index].iter().any(|other| other.id == host.id), "{}", host.id);
            assert!(!host.places.is_empty(), "{}", host.id);
        }
        assert!(Host::by_id("claude-code").is_some() && Host::by_id("Claude Code").is_none());
    }

    #[test]
    fn every_path_has_a_beginning_that_is_known() {
        for place in HOSTS.iter().flat_map(|host| host.places) {
            let path = place.path;
            assert!(!path.contains('\\') && path.matches('*').count() <= 1, "{path}");
            assert!(!place.systems.is_empty(), "{path}");
            match (path.strip_prefix('{'), place.scope) {
                (Some(rest), Scope::User | Scope::Enterprise) => {
                    let (name, _) = rest.split_once('}').unwrap();
                    let known = FOLDERS.iter().any(|folder| folder.name == name);
                    assert!(known || name == "home", "{path}");
                }
                (Some(_), Scope::Project) => panic!("{path} is not relative"),
                (None, scope) => {
                    assert_eq!(path.starts_with('/'), scope == Scope::Enterprise, "{path}");
                }
            }
        }
    }

    #[test]
    fn a_folder_stands_on_those_above_it() {
        for (index, folder) in FOLDERS.iter().enumerate() {
            for os in [Os::Linux, Os::MacOs, Os::Windows] {
                for path in (folder.paths)(os) {
                    let Some((name, _)) = path.strip_prefix('{').and_then(|p| p.split_once('}'))
                    else {
                        continue;
                    };
                    let above = FOLDERS[..index].iter().any(|other| other.name == name);
                    assert!(above || name == "home", "{path}");
                }
            }
        }
    }
}
