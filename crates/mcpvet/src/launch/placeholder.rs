//! Text that is filled in when a configuration is used: `${VERSION}`, `{env:X}`, `%X%`.

/// Whether some of the text is known only when it runs.
pub(crate) fn is_dynamic(text: &str) -> bool {
    ["${", "$(", "{env:", "{{"].iter().any(|mark| text.contains(mark))
        || is_shell_variable(text)
        || is_windows_variable(text)
}

/// `$NAME`, as shells write it.
fn is_shell_variable(text: &str) -> bool {
    text.split('$')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
}

/// `%NAME%`. Percent-encoding such as `%40` has no second percent sign behind a name.
fn is_windows_variable(text: &str) -> bool {
    let mut parts = text.split('%').skip(1).peekable();
    while let Some(name) = parts.next() {
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_()".contains(&b));
        if named && parts.peek().is_some() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_dynamic;

    #[test]
    fn placeholders_of_hosts_and_shells() {
        for text in ["${V}", "a@${env:V}", "{env:V}", "$V", "%V%", "{{v}}", "$(cat v)", "a@%V%-x"] {
            assert!(is_dynamic(text), "{text}");
        }
        for text in ["1.2.3", "a%40b", "100%", "a$", "{}", "50%20off%"] {
            assert!(!is_dynamic(text), "{text}");
        }
    }
}
