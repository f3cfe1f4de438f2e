//! Whether a file belongs to a project, so that everybody who has the project reads it.

use crate::words::Words;

/// Files of this name are kept in projects, wherever the project is.
const PROJECT_FILES: &[&str] = &[".mcp.json"];

/// Folders of hosts that stand both in projects and in homes.
const FOLDERS: Words = Words(
    ".vscode .cursor .roo .kilocode .kilo .github .codex .gemini .qwen .zed .continue \
    .amazonq .kiro .junie .warp .amp .agents",
);

/// Files of hosts that stand beside the code when their path is relative.
const FILES: Words = Words(
    "opencode.json opencode.jsonc kilo.json kilo.jsonc crush.json .crush.json \
    librechat.yaml server.json manifest.json smithery.yaml",
);

/// Whether the file of this path is one of a project. An absolute path into the folder of a host
/// may lead to a home as well, so only a relative one counts.
pub(crate) fn is_shared(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']).rev();
    let file = parts.next().unwrap_or_default();
    let is_relative = !path.starts_with(['/', '~', '\\', '%', '$']) && !path.contains(':');
    PROJECT_FILES.contains(&file)
        || (is_relative && (FILES.contains(file) || parts.any(|part| FOLDERS.contains(part))))
}

#[cfg(test)]
mod tests {
    use super::is_shared;

    #[test]
    fn projects_and_homes() {
        for path in
            [".mcp.json", "/a/b/.mcp.json", "app/.cursor/mcp.json", ".kiro/settings/mcp.json"]
        {
            assert!(is_shared(path), "{path}");
        }
        for path in
            ["/home/a/.cursor/mcp.json", "C:\\a\\.codex\\config.toml", "~/.roo/mcp.json", "input"]
        {
            assert!(!is_shared(path), "{path}");
        }
    }
}
