//! A scanner for the HTML that the site is made of: tags with their attributes, in their order.

/// A tag: its name and its attributes, with entities as they stand.
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<(&'a str, &'a str)>,
    /// The text between this tag and the next.
    pub(crate) after: &'a str,
}

impl<'a> Tag<'a> {
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// The tags of a document; what stands in a script is text.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut rest = html;
    while let Some((before, tag)) = next(rest, tags.last().is_some_and(|tag| tag.name == "script"))
    {
        if let Some(last) = tags.last_mut() {
            last.after = before;
        }
        let end = end(tag);
        tags.push(parse(&tag[..end]));
        rest = &tag[end + 1..];
    }
    tags
}

fn next(text: &str, in_script: bool) -> Option<(&str, &str)> {
    let at = text.find(if in_script { "</script" } else { "<" })?;
    Some((&text[..at], &text[at + 1..]))
}

/// The end of a tag: the first `>` outside of quotes.
fn end(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.unwrap_or_else(|| panic!("a tag without its end: {}", &tag[..tag.len().min(60)]))
}

fn parse(tag: &str) -> Tag<'_> {
    let name_end = tag.find([' ', '\n']).unwrap_or(tag.len());
    let mut attributes = Vec::new();
    let mut rest = tag[name_end..].trim_start();
    while !rest.is_empty() && rest != "/" {
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let close = quoted.find('"').unwrap_or_else(|| panic!("an open quote in <{tag}>"));
            value = &quoted[..close];
            rest = &quoted[close + 1..];
        }
        assert!(!rest.starts_with('='), "an attribute without quotes in <{tag}>");
        attributes.push((name, value));
        rest = rest.trim_start();
    }
    Tag { name: tag[..name_end].trim_end_matches('/'), attributes, after: "" }
}
