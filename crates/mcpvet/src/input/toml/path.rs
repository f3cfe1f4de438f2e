//! Keys joined by dots, as headers and dotted keys have them.

use core::ops::Deref;

use crate::input::text::Text;

/// The keys of `a.b."c d"` from left to right, quotes and escapes resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path<'a>(pub(super) Vec<Text<'a>>);

impl Path<'_> {
    /// Whether these are its keys.
    #[must_use]
    pub fn is(&self, keys: &[&str]) -> bool {
        self.0.len() == keys.len() && self.0.iter().zip(keys).all(|(own, key)| own.value == *key)
    }

    /// The key that stands alone; empty when there are several.
    #[must_use]
    pub fn only(&self) -> &str {
        if let [key] = &*self.0 { &key.value } else { "" }
    }
}

impl<'a> Deref for Path<'a> {
    type Target = [Text<'a>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

pub(super) const fn is_bare(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_')
}

/// Appends a key to a dotted path, in quotes where it would not stand without them.
pub(in crate::input) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    if !key.is_empty() && key.bytes().all(is_bare) {
        path.push_str(key);
        return;
    }
    path.push('"');
    for char in key.chars() {
        match char {
            '"' | '\\' => path.extend(['\\', char]),
            '\0'..='\x1f' | '\x7f' => {
                path.push_str(&format!("\\u{:04X}", char as u32));
            }
            _ => path.push(char),
        }
    }
    path.push('"');
}
