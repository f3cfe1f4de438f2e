//! The text of a page, taken out of the HTML that this program writes.

/// What stands between `open` and `close`, marks removed.
pub(super) fn between(html: &str, open: &str, close: &str) -> String {
    let inner = html.split_once(open).and_then(|(_, rest)| rest.split_once(close));
    inner.map(|(inner, _)| text(inner)).unwrap_or_default()
}

/// HTML without its tags; a tag separates words as a space does.
fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    decode(&text)
}

/// The entities that templates write; the ampersand last, so that nothing is decoded twice.
fn decode(text: &str) -> String {
    const ENTITIES: [(&str, &str); 10] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#x27;", "'"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    let plain = ENTITIES.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn tags_go_and_entities_become_what_they_mean() {
        let html = "<main><h1>A &amp;lt; B</h1><p>x<wbr>y &#60;z&#62;</p></main>";
        assert_eq!(between(html, "<main>", "</main>"), "A &lt; B x y <z>");
        assert_eq!(between(html, "<h2>", "</h2>"), "");
    }
}
