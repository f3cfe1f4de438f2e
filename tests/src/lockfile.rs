//! A large package-lock.json for benchmarks: the same text for the same number of packages.
//!
//! Entries have the members and lengths of real ones (about 500 bytes each): archive, integrity,
//! licence, dependencies, engines, funding. Every thousandth package is one that the dataset knows.

use std::fmt::Write as _;

/// A lockfile of version 3 with this many packages.
#[must_use]
pub fn package_lock(packages: usize) -> String {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut text = String::from(
        "{\n  \"name\": \"large\",\n  \"version\": \"1.0.0\",\n  \"lockfileVersion\": 3,\n  \"requires\": true,\n  \
         \"packages\": {\n    \"\": {\n      \"name\": \"large\",\n      \"version\": \"1.0.0\"\n    }",
    );
    for number in 0..packages {
        entry(&mut text, &mut numbers, number);
    }
    text.push_str("\n  }\n}\n");
    text
}

const KNOWN: [(&str, &str); 3] =
    [("mcp-remote", "0.1.15"), ("@modelcontextprotocol/sdk", "1.23.0"), ("mcp-remote", "0.0.4")];

fn entry(text: &mut String, numbers: &mut Numbers, number: usize) {
    let name = name(numbers, number);
    let version = format!("{}.{}.{}", numbers.below(9), numbers.below(30), numbers.below(40));
    let (name, version) = match number % 1_000 {
        500 => {
            let known = KNOWN[number / 1_000 % KNOWN.len()];
            (format!("parent-{number}/node_modules/{}", known.0), known.1.to_owned())
        }
        _ => (name, version),
    };
    let base = name.rsplit('/').next().unwrap_or(&name);
    let _ = write!(
        text,
        ",\n    \"node_modules/{name}\": {{\n      \"version\": \"{version}\",\n      \"resolved\": \
         \"https://registry.example/{name}/-/{base}-{version}.tgz\",\n      \"integrity\": \"sha512-{}==\",\n",
        numbers.base64(86),
    );
    if number.is_multiple_of(3) {
        text.push_str("      \"dev\": true,\n");
    }
    text.push_str("      \"license\": \"MIT\",\n      \"dependencies\": {\n");
    let dependency = self::name(numbers, number + 1);
    let _ = write!(
        text,
        "        \"{dependency}\": \"^{}.0.0\",\n        \"tslib\": \"^2.0.0\"\n      }},\n      \"engines\": {{\n        \
         \"node\": \">={}\"\n      }}",
        numbers.below(9),
        12 + numbers.below(8),
    );
    if number.is_multiple_of(4) {
        let _ = write!(
            text,
            ",\n      \"funding\": {{\n        \"url\": \"https://example.org/sponsors/{base}\"\n      }}"
        );
    }
    text.push_str("\n    }");
}

fn name(numbers: &mut Numbers, number: usize) -> String {
    const WORDS: [&str; 16] = [
        "stream", "parse", "util", "core", "loader", "path", "json", "string", "array", "promise",
        "http", "color", "plugin", "helper", "types", "runtime",
    ];
    let word = |numbers: &mut Numbers| WORDS[numbers.below(16) as usize];
    let (first, second) = (word(numbers), word(numbers));
    match number % 4 {
        0 => format!("@{first}/{second}-{number}"),
        _ => format!("{first}-{second}-{number}"),
    }
}

/// Numbers that look random and are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn base64(&mut self, length: usize) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        (0..length).map(|_| char::from(DIGITS[self.below(64) as usize])).collect()
    }
}
