//! Calendar days in UTC, as advisories give them.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day in UTC, written `YYYY-MM-DD`.
///
/// ```
/// use mcpvet::advisory::Date;
/// let day: Date = "2026-11-20".parse()?;
/// assert_eq!(day.year(), 2026);
/// assert_eq!("2026-12-01".parse::<Date>()?.days_since(day), 11);
/// assert!("2026-02-30".parse::<Date>().is_err());
/// # Ok::<(), mcpvet::advisory::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

impl Date {
    /// A day that exists, or `None`: month from 1 to 12, day from 1.
    #[must_use]
    pub const fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let in_range = year <= 9999 && month >= 1 && month <= 12 && day >= 1;
        if in_range && day <= days_in_month(year, month) {
            Some(Self(year * 10_000 + month * 100 + day))
        } else {
            None
        }
    }

    /// Reads the number `YYYYMMDD` that a pack holds.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        Self::new(number / 10_000, number / 100 % 100, number % 100)
    }

    /// The number `YYYYMMDD`.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// How many days this day is behind the other one; negative when it comes first.
    #[must_use]
    pub const fn days_since(self, other: Self) -> i64 {
        self.day_number() - other.day_number()
    }

    /// The day that lies this many days behind this one, or before it; `None` outside of the years
    /// 1970 to 9999.
    ///
    /// ```
    /// use mcpvet::advisory::Date;
    /// let day: Date = "2026-12-30".parse()?;
    /// assert_eq!(day.plus_days(3).map(|day| day.to_string()).as_deref(), Some("2027-01-02"));
    /// # Ok::<(), mcpvet::advisory::DateError>(())
    /// ```
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let epoch = Self(19_700_101);
        Self::from_unix_days(self.days_since(epoch).checked_add(days).filter(|sum| *sum >= 0)?)
    }

    /// The same day of the month this many months later, or the last day of a shorter month.
    ///
    /// ```
    /// use mcpvet::advisory::Date;
    /// let day: Date = "2026-12-31".parse()?;
    /// assert_eq!(day.plus_months(2).map(|day| day.to_string()).as_deref(), Some("2027-02-28"));
    /// # Ok::<(), mcpvet::advisory::DateError>(())
    /// ```
    #[must_use]
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let all = (self.0 / 100 % 100 - 1).checked_add(months)?;
        let (year, month) = (self.year().checked_add(all / 12)?, all % 12 + 1);
        (year <= 9999)
            .then(|| Self::new(year, month, (self.0 % 100).min(days_in_month(year, month))))?
    }

    /// The day of the week: 0 for Monday to 6 for Sunday.
    ///
    /// ```
    /// use mcpvet::advisory::Date;
    /// assert_eq!("2026-11-28".parse::<Date>()?.weekday(), 5);
    /// # Ok::<(), mcpvet::advisory::DateError>(())
    /// ```
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.days_since(Self(19_700_101)) + 3).rem_euclid(7) as u8
    }

    /// Days since 0000-03-01 of the proleptic Gregorian calendar; counting years from March puts
    /// the leap day at the end of a year.
    const fn day_number(self) -> i64 {
        let (year, month, day) =
            (self.year() as i64, self.0 as i64 / 100 % 100, self.0 as i64 % 100);
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1
    }

    /// The day that lies this many days after 1970-01-01.
    #[must_use]
    pub fn from_unix_days(days: i64) -> Option<Self> {
        let epoch = Self(19_700_101);
        // A first guess by the mean length of a year is at most one year off.
        let guess = 1970 + u32::try_from(days / 366).ok()?;
        (guess..=guess + days as u32 / 1_000 + 1)
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
            .find_map(|(year, month)| {
                let day = days - Self::new(year, month, 1)?.days_since(epoch) + 1;
                Self::new(year, month, u32::try_from(day).ok()?)
            })
    }
}

const fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a day that exists as YYYY-MM-DD")
    }
}

impl core::error::Error for DateError {}

impl core::str::FromStr for Date {
    type Err = DateError;

    /// Reads `2026-11-20`; refuses `2026-2-1`, `2026-02-30` and anything with a time.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(DateError);
        }
        let number = |range: core::ops::Range<usize>| text[range].parse::<u32>();
        match (number(0..4), number(5..7), number(8..10)) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day).ok_or(DateError),
            _ => Err(DateError),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.0 / 100 % 100, self.0 % 100)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Written)
    }
}

/// A day as a text, or as the map with one entry that readers of TOML make of a bare day.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day as YYYY-MM-DD")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Date, M::Error> {
        match map.next_entry::<IgnoredAny, Cow<'de, str>>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(M::Error::custom(DateError)),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn unix_days_go_both_ways() {
        let epoch = day("1970-01-01");
        for days in [0, 58, 59, 364, 365, 19_417, 20_777, 60_000, 2_932_896] {
            let date = Date::from_unix_days(days).expect("a day before the year 10000");
            assert_eq!(date.days_since(epoch), days, "{date}");
        }
        assert_eq!(Date::from_unix_days(20_777), Some(day("2026-11-20")));
    }

    #[test]
    fn leap_years_follow_the_gregorian_rule() {
        assert!("2024-02-29".parse::<Date>().is_ok() && "2000-02-29".parse::<Date>().is_ok());
        assert!("2100-02-29".parse::<Date>().is_err());
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
    }
}
