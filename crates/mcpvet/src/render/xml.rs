//! XML as it is written: elements with text, and nothing in a text that could end it.

use core::fmt::Write as _;

/// A text as it may stand between tags and in attributes, of HTML too.
///
/// `]]>` and `<script>` come out as text; what no XML document may hold becomes U+FFFD.
///
/// ```
/// assert_eq!(mcpvet::render::xml::escape("a<b> & \u{0}"), "a&lt;b&gt; &amp; \u{fffd}");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(c),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                safe.push('\u{fffd}');
            }
            _ => safe.push(c),
        }
    }
    safe
}

/// Appends an element on a line of its own: a name, attributes, and its text, if any.
pub fn element(to: &mut String, name: &str, attributes: &[(&str, &str)], text: Option<&str>) {
    let _ = write!(to, "<{name}");
    for (name, value) in attributes {
        let _ = write!(to, " {name}=\"{}\"", escape(value));
    }
    let _ = match text {
        Some(text) => writeln!(to, ">{}</{name}>", escape(text)),
        None => writeln!(to, "/>"),
    };
}

/// Appends an element that is a name and a text.
pub fn text(to: &mut String, name: &str, text: &str) {
    element(to, name, &[], Some(text));
}
