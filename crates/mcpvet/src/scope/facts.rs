//! What is known about a report: the keys that the rules ask for, and their words.

use core::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something that can be known about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Key {
    /// Whether nobody but the maintainers can read the report.
    Private,
    /// What the report is about.
    Target,
    /// The intended behaviour that it describes, if any.
    Behaviour,
    /// Where the cause lies.
    RootCause,
    /// Over which transports it was seen.
    Transports,
    /// Whether the faulty code can be reached over a remote transport.
    Reachable,
    /// Who attacks.
    Actor,
    /// What the attack does.
    Impacts,
    /// Whether protocol or SDK define the boundary that is broken.
    Boundary,
    /// Whether the attack needs access that the trust model already grants.
    Assumed,
    /// Whether the behaviour stays within the documented purpose and the configured scope.
    Purpose,
}

/// How a key is written, asked and answered.
#[derive(Debug)]
pub struct Question {
    /// The key.
    pub key: Key,
    /// Its name in JSON.
    pub name: &'static str,
    /// The question for people.
    pub text: &'static str,
    /// Why it is asked.
    pub why: &'static str,
    /// Whether several answers may be given at once.
    pub is_set: bool,
    /// The answers: the word in JSON, and what it means.
    pub answers: &'static [(&'static str, &'static str)],
}

const YES_NO: &[(&str, &str)] = &[("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet")];

/// Every question, by key.
pub const QUESTIONS: [Question; 11] = [
    Question {
        key: Key::Private,
        name: "report_private",
        text: "Can only the maintainers read the report so far?",
        why: "A public report tells attackers before a fix is out; it has to move first of all.",
        is_set: false,
        answers: &[
            ("yes", "Yes, or nothing was sent yet"),
            ("no", "No: an issue, a discussion, a pull request or a post holds it"),
            ("unknown", "Not known yet"),
        ],
    },
    Question {
        key: Key::Target,
        name: "target",
        text: "What is the report about?",
        why: "The policy is for the specification and the official SDKs; other things have other owners.",
        is_set: false,
        answers: &[
            ("spec", "The specification of the protocol"),
            ("official_sdk", "An official SDK"),
            ("inspector", "The MCP Inspector"),
            ("reference_server", "A reference server of the servers repository"),
            ("archived_server", "A server that was archived"),
            ("registry_service", "The registry's own service"),
            ("registry_listing", "An entry in the registry: spam, a look-alike, malware"),
            ("third_party_server", "Somebody else's server"),
            ("third_party_client", "Somebody else's client or host"),
            ("unknown", "Not known yet"),
        ],
    },
    Question {
        key: Key::Behaviour,
        name: "behaviour",
        text: "Does it describe one of the behaviours that are intended?",
        why: "The policy lists what MCP does on purpose; a report about that is no vulnerability.",
        is_set: false,
        answers: &[
            ("none", "None of these"),
            ("NOT-STDIO-EXEC", "A client starts the command that its configuration names"),
            (
                "NOT-STDIO-PEER",
                "Client and server of a stdio pair are not defended from each other",
            ),
            ("NOT-CAP-FS", "A file server reads, writes or lists the folders it was given"),
            ("NOT-CAP-GIT", "A Git server runs Git, also reset and forced push"),
            ("NOT-CAP-DB", "A database server queries, changes and manages data"),
            ("NOT-CAP-NET", "A server makes requests to the network"),
            ("NOT-CAP-CMD", "A server that is made to run commands runs them"),
            ("NOT-RESOURCE", "A resource shows files, results, answers or facts about the system"),
            ("NOT-LLM", "The model calls tools that nobody asked for, or in an odd order"),
        ],
    },
    Question {
        key: Key::RootCause,
        name: "root_cause",
        text: "Where does the cause lie?",
        why: "Whoever can repair the cause has to get the report.",
        is_set: false,
        answers: &[
            ("spec", "In the specification: each faithful implementation has it"),
            ("sdk_code", "In the code of an SDK"),
            ("server_code", "In the code of a server"),
            ("configuration", "In how it was set up"),
            ("model_behaviour", "In what the model chooses to do"),
            ("unknown", "Not known yet"),
        ],
    },
    Question {
        key: Key::Transports,
        name: "transports",
        text: "Over which transports was it seen?",
        why: "What is seen over HTTP can be reached from elsewhere.",
        is_set: true,
        answers: &[
            ("stdio", "stdio"),
            ("streamable_http", "Streamable HTTP"),
            ("sse_legacy", "HTTP with server-sent events"),
            ("custom", "A transport of one's own"),
        ],
    },
    Question {
        key: Key::Reachable,
        name: "code_reachable_remotely",
        text: "Is the faulty code also reached over a remote transport that the SDK supports?",
        why: "Code behind stdio alone is reached by a peer that runs with the same rights anyway; over \
              HTTP anybody may reach it.",
        is_set: false,
        answers: YES_NO,
    },
    Question {
        key: Key::Actor,
        name: "actor",
        text: "Who attacks?",
        why: "The two sides of a stdio pair trust each other; all others are strangers.",
        is_set: false,
        answers: &[
            ("stdio_server_peer", "The server of a stdio pair, against its client"),
            ("stdio_client_peer", "The client of a stdio pair, against its server"),
            ("remote_unauthenticated", "Somebody on the network without a login"),
            ("remote_authenticated", "Somebody on the network with a login"),
            ("other_tenant", "Another tenant of the same service"),
            ("web_page_via_browser", "A web page in the browser of the user"),
            ("content_author", "Whoever wrote content that the model reads"),
            ("config_author", "Whoever wrote the configuration"),
            ("dependency", "A library that is used"),
            ("unknown", "Not known yet"),
        ],
    },
    Question {
        key: Key::Impacts,
        name: "impacts",
        text: "What does the attack do? Name the worst.",
        why: "Only what is more than a stop of one's own peer can be a vulnerability there.",
        is_set: true,
        answers: &[
            ("sandbox_escape", "It leaves a sandbox, or breaks a comparable boundary"),
            ("memory_corruption", "It corrupts memory"),
            ("code_execution", "It runs code"),
            ("injection", "It injects into a query, a command or a message"),
            ("authn_bypass", "It passes as somebody without a login"),
            ("authz_bypass", "It does what its login does not allow"),
            ("session_takeover", "It takes over somebody's session"),
            ("token_exposure", "It gets hold of tokens"),
            ("cross_tenant", "It reaches another tenant"),
            ("spec_wide", "It works against every implementation"),
            ("data_exposure", "It shows data"),
            ("crash", "It crashes the process"),
            ("hang", "It hangs the process"),
            ("resource_exhaustion", "It uses up memory, time or disk"),
            ("other_dos", "It stops the service in another way"),
        ],
    },
    Question {
        key: Key::Boundary,
        name: "official_boundary_defined",
        text: "Is the broken boundary one that the protocol or an SDK defines?",
        why: "A boundary that somebody put around a server belongs to that somebody.",
        is_set: false,
        answers: YES_NO,
    },
    Question {
        key: Key::Assumed,
        name: "needs_preexisting_access_assumed_by_trust_model",
        text: "Does the attack need access that the trust model already grants, such as to the \
               machine or the configuration?",
        why: "Who already has that access gains nothing.",
        is_set: false,
        answers: YES_NO,
    },
    Question {
        key: Key::Purpose,
        name: "within_documented_purpose",
        text: "Does it stay within its documented purpose and the scope it was given?",
        why: "Doing what it is made for is intended; going beyond that is a bug.",
        is_set: false,
        answers: YES_NO,
    },
];

impl Key {
    /// How it is written, asked and answered.
    #[must_use]
    pub const fn question(self) -> &'static Question {
        &QUESTIONS[self as usize]
    }

    /// Finds a key by its name in JSON.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        QUESTIONS.iter().find(|question| question.name == name).map(|question| question.key)
    }
}

/// What is known about a report; a key without an answer was not asked yet.
///
/// ```
/// use mcpvet::scope::{Facts, Key};
/// let mut facts = Facts::default();
/// facts.add(Key::Target, "official_sdk(python)")?;
/// assert_eq!(facts.get(Key::Target), Some(&["official_sdk"][..]));
/// assert_eq!(facts.sdk(), Some("python"));
/// let error = facts.add(Key::Actor, "ghost").unwrap_err();
/// assert!(error.to_string().starts_with("actor: 'ghost': expected one of stdio_server_peer, "));
/// # Ok::<(), mcpvet::scope::FactError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    answers: [Option<Vec<&'static str>>; QUESTIONS.len()],
    sdk: Option<String>,
}

impl Facts {
    /// The answers to a key; none are there until it was asked.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&[&'static str]> {
        self.answers[key as usize].as_deref()
    }

    /// The official SDK that the report is about.
    #[must_use]
    pub fn sdk(&self) -> Option<&str> {
        self.sdk.as_deref()
    }

    /// Adds an answer: to a set one more, elsewhere in place of the one that was there.
    ///
    /// # Errors
    ///
    /// When the word is no answer to the key; the message lists those that are.
    pub fn add(&mut self, key: Key, word: &str) -> Result<(), FactError> {
        let question = key.question();
        let (name, sdk) = match word.strip_prefix("official_sdk").filter(|_| key == Key::Target) {
            Some(rest) if !rest.is_empty() => ("official_sdk", sdk_name(rest)),
            _ => (word, None),
        };
        let known = question.answers.iter().find(|answer| answer.0 == name);
        let is_whole = sdk.is_some() || name == word;
        let Some((word, _)) = known.filter(|_| is_whole) else {
            return Err(FactError { question, word: word.to_owned() });
        };
        if let Some(sdk) = sdk {
            self.sdk = Some(sdk.to_owned());
        }
        match &mut self.answers[key as usize] {
            Some(words) if question.is_set => {
                if !words.contains(word) {
                    words.push(word);
                }
            }
            place => *place = Some(vec![word]),
        }
        Ok(())
    }

    /// Answers a set with nothing: it was asked, and none of its words fits.
    pub fn add_none(&mut self, key: Key) {
        self.answers[key as usize].get_or_insert_with(Vec::new);
    }

    /// Fills in what nobody asked, so that every rule can decide.
    ///
    /// Two answers follow from others: a behaviour `NOT-STDIO-PEER` is about a stdio peer, and what
    /// was seen over HTTP can be reached over it. What is not known stays unknown.
    #[must_use]
    pub fn closed(mut self) -> Self {
        let has = |facts: &Self, key, words: &[&str]| {
            facts.get(key).is_some_and(|found| found.iter().any(|word| words.contains(word)))
        };
        let is_peer = has(&self, Key::Behaviour, &["NOT-STDIO-PEER"]);
        let is_remote = has(&self, Key::Transports, &["streamable_http", "sse_legacy"]);
        for question in &QUESTIONS {
            let word = match question.key {
                Key::Actor if is_peer => "stdio_server_peer",
                Key::Reachable if is_remote => "yes",
                Key::Purpose => "yes",
                Key::Behaviour => "none",
                _ => "unknown",
            };
            let words = if question.is_set { Vec::new() } else { vec![word] };
            self.answers[question.key as usize].get_or_insert(words);
        }
        self
    }
}

/// `python` of `(python)`.
fn sdk_name(rest: &str) -> Option<&str> {
    let name = rest.strip_prefix('(')?.strip_suffix(')')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_name.then_some(name)
}

/// A word that is no answer.
#[derive(Clone, Debug)]
pub struct FactError {
    question: &'static Question,
    word: String,
}

impl fmt::Display for FactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.question.answers.iter().map(|answer| answer.0).collect();
        let (name, word) = (self.question.name, &self.word);
        write!(f, "{name}: '{word}': expected one of {}", words.join(", "))
    }
}

impl core::error::Error for FactError {}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for question in &QUESTIONS {
            let Some(words) = self.get(question.key) else { continue };
            match (words, &self.sdk) {
                (words, _) if question.is_set => map.serialize_entry(question.name, words)?,
                (["official_sdk"], Some(sdk)) => {
                    map.serialize_entry(question.name, &format!("official_sdk({sdk})"))?;
                }
                (words, _) => map.serialize_entry(question.name, &words.concat())?,
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Facts {
    /// Reads an object; keys that are no facts are passed over.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Facts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of facts")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Facts, M::Error> {
        let mut facts = Facts::default();
        while let Some(name) = map.next_key::<String>()? {
            let Some(key) = Key::from_name(&name) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(Words(words)) = map.next_value::<Option<Words>>()? {
                facts.answers[key as usize] = None;
                if words.is_empty() && key.question().is_set {
                    facts.add_none(key);
                } else if words.len() != 1 && !key.question().is_set {
                    return Err(M::Error::custom(format!("{name}: expected one word")));
                }
                for word in &words {
                    facts.add(key, word).map_err(M::Error::custom)?;
                }
            }
        }
        Ok(facts)
    }
}

/// A word, a list of words, or `true` and `false` for `yes` and `no`.
struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrWords)
    }
}

struct WordOrWords;

impl<'de> Visitor<'de> for WordOrWords {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or a list of words")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Words, E> {
        Ok(Words(vec![word.to_owned()]))
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Words, E> {
        Ok(Words(vec![if yes { "yes" } else { "no" }.to_owned()]))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Words, S::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(Words(words))
    }
}
