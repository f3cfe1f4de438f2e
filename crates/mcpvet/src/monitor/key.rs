//! What a finding is known by, whatever happens to lines and versions.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// The input, what is found there, and the advisory or rule that says so.
///
/// Its text has three words with a space between them; what would end a word, steer a terminal, or
/// be a percent sign is written as `%` and two digits of each byte.
///
/// ```
/// use mcpvet::monitor::Key;
/// let key: Key = "backend npm:mcp-remote GHSA-6xpm-ggf7-wc3p".parse()?;
/// assert_eq!((&*key.subject, key.name()), ("npm:mcp-remote", "mcp-remote"));
/// let key = Key { subject: "server:my files".into(), ..key };
/// assert_eq!(key.to_string(), "backend server:my%20files GHSA-6xpm-ggf7-wc3p");
/// assert_eq!(key.to_string().parse(), Ok(key));
/// # Ok::<(), mcpvet::monitor::KeyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Key {
    /// The name of the watched input.
    pub input: String,
    /// `npm:mcp-remote`; of a rule `server:NAME`, or `-` where it is about the whole input.
    pub subject: String,
    /// The id of the advisory or rule.
    pub id: String,
}

impl Key {
    /// The name of the package or server, without what stands in front of it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.subject.split_once(':').map_or(&*self.subject, |(_, name)| name)
    }

    /// The ecosystem of a package; `None` for what a rule is about.
    #[must_use]
    pub fn ecosystem(&self) -> Option<&str> {
        self.subject.split_once(':').map(|(first, _)| first).filter(|first| *first != "server")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [input, subject, id] = [&self.input, &self.subject, &self.id].map(|word| encode(word));
        write!(f, "{input} {subject} {id}")
    }
}

fn encode(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c == '%' || c.is_whitespace() || crate::render::is_steering(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out += &format!("%{byte:02X}"));
        } else {
            out.push(c);
        }
    }
    // A word that is nothing would not be seen.
    if out.is_empty() { "%".to_owned() } else { out }
}

fn decode(word: &str) -> Option<String> {
    if word == "%" {
        return Some(String::new());
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(word.len()), word.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(core::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Why a text is no key: it has not three words, or a `%` without two digits behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError;

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an input, a subject such as npm:mcp-remote, and an id")
    }
}

impl core::error::Error for KeyError {}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut words = text.split_whitespace().map(|word| decode(word).ok_or(KeyError));
        let mut word = || words.next().unwrap_or(Err(KeyError));
        let key = Self { input: word()?, subject: word()?, id: word()? };
        if words.next().is_some() { Err(KeyError) } else { Ok(key) }
    }
}
