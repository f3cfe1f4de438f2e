//! What the closed sets of the dataset mean, in words for readers.

/// `command-injection` as `Command injection`; abbreviations keep their capitals.
pub(crate) fn words(name: &str) -> String {
    let words: Vec<_> = name.split('-').map(|word| abbreviation(word).unwrap_or(word)).collect();
    capital(&words.join(" "))
}

fn abbreviation(word: &str) -> Option<&'static str> {
    const ALL: [&str; 14] = [
        "API", "CLI", "CORS", "DNS", "HTTP", "IPv4", "IPv6", "JSON", "LLM", "OAuth", "SQL", "SSRF",
        "URL", "XSS",
    ];
    ALL.into_iter().find(|known| known.eq_ignore_ascii_case(word))
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Letters, digits and what stands between them; the rest is left out.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect()
}

/// A component as a heading.
pub(crate) fn component(name: &str) -> String {
    match name {
        "mcp-server" => "MCP servers".to_owned(),
        "sdk" => "SDKs".to_owned(),
        "client" => "Clients and hosts".to_owned(),
        "dependency" => "Dependencies".to_owned(),
        other => capital(other),
    }
}

/// An official SDK as people call it.
pub(crate) fn sdk(name: &str) -> String {
    match name {
        "typescript" => "TypeScript SDK".to_owned(),
        "csharp" => "C# SDK".to_owned(),
        "php" => "PHP SDK".to_owned(),
        other => format!("{} SDK", capital(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::{component, sdk, words};

    #[test]
    fn names_become_words() {
        assert_eq!(words("dns-rebinding-default-off"), "DNS rebinding default off");
        assert_eq!(words("oauth-page-xss"), "OAuth page XSS");
        assert_eq!(component("mcp-server"), "MCP servers");
        assert_eq!(sdk("csharp"), "C# SDK");
    }
}
