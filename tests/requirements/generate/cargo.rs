//! Requirements and versions of Cargo, decided by the `semver` crate.
//!
//!     cargo build -p mcpvet && rustc --edition 2024 cargo.rs -o generate \
//!         -L target/debug/deps --extern semver=$(ls target/debug/deps/libsemver-*.rlib | head -1)
//!     ./generate 2000 1 > ../cargo-generated.txt
//!
//! Arguments: how many pairs, and a seed.

use semver::{Version, VersionReq};

const NUMBERS: [&str; 9] = ["0", "0", "0", "1", "1", "2", "3", "10", "18446744073709551615"];
const ODD: [&str; 10] = ["x", "X", "*", "*", "*", "00", "01", "18446744073709551616", "", "-1"];
const TAILS: [&str; 16] = [
    "-0", "-1", "-alpha", "-alpha.1", "-beta.2", "-rc.1", "-rc1", "-a-b", "+b", "-1+b.2", "-", "+", "-01", "-a..b", "-é",
    "-18446744073709551616",
];
const OPERATORS: [&str; 14] = ["", "", "^", "^", "~", ">=", ">", "<", "<=", "=", "^", "~", "==", "!="];
const ODDS: [&str; 14] =
    ["", "*", "*.*", "*.1", "latest", ",", "^", ">=", "1,", ",1", "1 - 2", "1 || 2", "v1.2.3", "*, 1"];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn numbers(&mut self, count: usize) -> String {
        let number = |dice: &mut Self| if dice.below(30) > 0 { dice.pick(&NUMBERS) } else { dice.pick(&ODD) };
        (0..count).map(|_| number(self)).collect::<Vec<_>>().join(".")
    }

    fn version(&mut self) -> String {
        let tail = if self.below(2) == 0 { self.pick(&TAILS) } else { "" };
        self.numbers(3) + tail
    }

    fn comparator(&mut self) -> String {
        let gap = self.pick(&["", "", "", " ", "  "]);
        let operator = self.pick(&OPERATORS);
        let rest = match self.below(8) {
            0 => self.numbers(1),
            1 => self.numbers(2),
            2 => self.numbers(1) + ".*",
            3 => self.numbers(2) + ".*",
            _ => self.version(),
        };
        format!("{operator}{gap}{rest}")
    }

    fn requirement(&mut self) -> String {
        if self.below(30) == 0 {
            return self.pick(&ODDS).to_owned();
        }
        let count = [1, 1, 1, 2, 2, 3][self.below(6)];
        let parts: Vec<_> = (0..count).map(|_| self.comparator()).collect();
        parts.join(self.pick(&[",", ", ", ", ", " , ", " "]))
    }

    /// A version whose numbers stand in the requirement says more than any other.
    fn near(&mut self, requirement: &str) -> String {
        let named: Vec<_> = requirement
            .split([',', ' ', '^', '~', '<', '>', '='])
            .filter(|word| word.matches('.').count() >= 2 && !word.contains('*'))
            .collect();
        if named.is_empty() || self.below(3) == 0 {
            return self.version();
        }
        let one = self.pick(&named);
        let core = one.split(['-', '+']).next().unwrap_or(one);
        match self.below(3) {
            0 => one.to_owned(),
            1 => core.to_owned(),
            _ => core.to_owned() + self.pick(&TAILS),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (count, seed): (usize, u64) = (arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
    let mut dice = Dice(seed);
    println!("# generate/cargo.rs {count} {seed}: semver 1, the crate");
    let mut line = 0;
    while line < count {
        let requirement = dice.requirement();
        let version = dice.near(&requirement);
        let answer = match (VersionReq::parse(&requirement), Version::parse(&version)) {
            (Ok(requirement), Ok(version)) if requirement.matches(&version) => "yes",
            (Ok(_), Ok(_)) => "no",
            _ => "error",
        };
        // Most nonsense is skipped, or little else would be left.
        if version.is_empty() || answer == "error" && dice.below(8) > 0 {
            continue;
        }
        println!("{requirement} : {version} {answer}");
        line += 1;
    }
}
