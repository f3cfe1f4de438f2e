//! Pairs of Cargo versions, ordered by `Version::cmp_precedence` of the `semver` crate.
//!
//!     cargo build -p mcpvet && rustc --edition 2024 cargo.rs -o generate \
//!         -L target/debug/deps --extern semver=$(ls target/debug/deps/libsemver-*.rlib | head -1)
//!     ./generate 2000 1 > ../cargo-generated.txt
//!
//! Arguments: how many pairs, and a seed.

use std::cmp::Ordering;

use semver::Version;

const NUMBERS: [&str; 13] = [
    "0", "0", "1", "1", "2", "9", "10", "20230101", "9223372036854775808", "18446744073709551615", "0", "1", "10",
];
const ODD: [&str; 8] = ["00", "01", "18446744073709551616", "", "x", "-1", "+1", "é"];
const TAILS: [&str; 26] = [
    "", "", "", "-0", "-1", "-10", "-alpha", "-alpha.1", "-alpha.beta", "-beta.2", "-beta.11", "-rc.1", "-rc1", "-RC.1",
    "+build", "+build.01", "+a-b", "-1+b", "--", "--1", "-01", "-", "+", "-a..b", ".1", "-dev",
];
const TOKENS: [&str; 22] = [
    "-", ".", ".", ".", "+", "0", "1", "2", "10", "01", "a", "A", "b", "B", "alpha", "rc", "RC", "1a", "a1", "-1",
    "18446744073709551616", "18446744073709551617",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn core(&mut self) -> String {
        let parts = if self.below(20) > 0 { 3 } else { 1 + self.below(4) };
        let number = |dice: &mut Self| if dice.below(40) > 0 { dice.pick(&NUMBERS) } else { dice.pick(&ODD) };
        (0..parts).map(|_| number(self)).collect::<Vec<_>>().join(".")
    }

    fn tail(&mut self) -> String {
        match self.below(2) {
            0 => self.pick(&TAILS).to_owned(),
            _ => "-".to_owned() + &(0..self.below(6)).map(|_| self.pick(&TOKENS)).collect::<String>(),
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
        let first = dice.core();
        let second = if dice.below(10) < 7 { first.clone() } else { dice.core() };
        let (a, b) = (first + &dice.tail(), second + &dice.tail());
        if a == b || a.is_empty() || b.is_empty() {
            continue;
        }
        match (Version::parse(&a), Version::parse(&b)) {
            (Ok(x), Ok(y)) => match x.cmp_precedence(&y) {
                Ordering::Equal => println!("{a} = {b}"),
                Ordering::Less => println!("{a} < {b}"),
                Ordering::Greater => println!("{b} < {a}"),
            },
            // Most nonsense is skipped, or little else would be left.
            _ if dice.below(12) > 0 => continue,
            (Err(_), _) => println!("! {a}"),
            _ => println!("! {b}"),
        }
        line += 1;
    }
}
