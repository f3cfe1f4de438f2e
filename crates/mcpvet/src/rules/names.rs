//! Whether one name is easily taken for another: the ways in which typosquatters write.

/// Names shorter than this differ in one character by chance.
const SHORTEST: usize = 6;

/// Whether `name`, which is not `known`, could be taken for it: one character added, left out,
/// changed or swapped with its neighbour, letters that look alike, other separators, or a scope
/// that is left out.
pub(super) fn looks_like(name: &str, known: &str) -> bool {
    if name == known || name.len() > 214 {
        return false;
    }
    let (name, known) = (name.to_ascii_lowercase(), known.to_ascii_lowercase());
    let folded = (fold(&name), fold(&known));
    folded.0 == folded.1 || is_one_apart(&folded.0, &folded.1) || drops_scope(&name, &known)
}

/// The name without separators, with letters for the digits that look like them.
fn fold(name: &str) -> Vec<u8> {
    let alike = |byte| match byte {
        b'0' => b'o',
        b'1' | b'i' => b'l',
        b'3' => b'e',
        b'5' => b's',
        other => other,
    };
    name.bytes().filter(|byte| !b"-_.@/".contains(byte)).map(alike).collect()
}

/// `modelcontextprotocol-server-git` for `@modelcontextprotocol/server-git`: caught by [`fold`];
/// here `server-git` alone for a name that has no meaning without its scope is left out.
fn drops_scope(name: &str, known: &str) -> bool {
    let Some((scope, bare)) = known.strip_prefix('@').and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let Some((other, same)) = name.strip_prefix('@').and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    same == bare && scope.len() >= SHORTEST && is_one_apart(&fold(other), &fold(scope))
}

/// Whether one addition, omission, change or swap of neighbours leads from one to the other.
fn is_one_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < SHORTEST || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        // A digit at the end counts versions: `fastmcp2`.
        ([], [last]) => !last.is_ascii_digit(),
        ([], _) => false,
        _ if short.len() < long.len() => short == &long[1..],
        ([x, y, rest @ ..], [u, v, other @ ..]) if (x, y) == (v, u) => rest == other,
        _ => short[1..] == long[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn look_alikes() {
        for (name, known) in [
            ("mcp-rem0te", "mcp-remote"),
            ("mcp-remot", "mcp-remote"),
            ("mcp-remtoe", "mcp-remote"),
            ("mcp_remote", "mcp-remote"),
            ("mcpremote", "mcp-remote"),
            ("modelcontextprotocol-server-git", "@modelcontextprotocol/server-git"),
            ("@modelcontextprotoco1/server-git", "@modelcontextprotocol/server-git"),
            ("@modelcontext-protocol/server-git", "@modelcontextprotocol/server-git"),
        ] {
            assert!(looks_like(name, known), "{name}");
        }
        for (name, known) in [
            ("mcp-remote", "mcp-remote"),
            ("mcp-server-github", "mcp-server-gitlab"),
            ("mcpo", "mcps"),
            ("fastmcp2", "fastmcp"),
            ("server-git", "@modelcontextprotocol/server-git"),
            ("mcp-server-gitea", "mcp-server-git"),
        ] {
            assert!(!looks_like(name, known), "{name}");
        }
    }
}
