//! Business days.

use serde::{Deserialize, Serialize};

use crate::advisory::Date;

/// Which days count.
///
/// ```
/// use mcpvet::disclosure::Calendar;
/// let calendar: Calendar = serde_json::from_str(r#"{ "holidays": ["2026-12-25"] }"#)?;
/// let eve = "2026-12-24".parse()?;
/// // Christmas Day, Saturday and Sunday are passed over.
/// assert_eq!(calendar.after(eve, 1).map(|day| day.to_string()).as_deref(), Some("2026-12-28"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    /// The days of each week that are free.
    pub weekend: Vec<Weekday>,
    /// Single days that are free.
    pub holidays: Vec<Date>,
}

/// A day of the week, in the order in which [`Date::weekday`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// 0.
    Monday,
    /// 1.
    Tuesday,
    /// 2.
    Wednesday,
    /// 3.
    Thursday,
    /// 4.
    Friday,
    /// 5.
    Saturday,
    /// 6.
    Sunday,
}

impl Default for Calendar {
    /// Saturdays and Sundays are free, and there are no holidays.
    fn default() -> Self {
        Self { weekend: vec![Weekday::Saturday, Weekday::Sunday], holidays: Vec::new() }
    }
}

/// More days off in a row than any calendar has; who states more has stated every day.
const LONGEST_BREAK: u32 = 400;

impl Calendar {
    /// Whether a day counts.
    #[must_use]
    pub fn is_business_day(&self, day: Date) -> bool {
        let is_weekend = self.weekend.iter().any(|free| *free as u8 == day.weekday());
        !is_weekend && !self.holidays.contains(&day)
    }

    /// The business day that lies this many business days behind a day, which does not count itself.
    ///
    /// `None` where the years end, or where no business day is left.
    #[must_use]
    pub fn after(&self, day: Date, count: u32) -> Option<Date> {
        let (mut day, mut left, mut free) = (day, count, 0);
        while left > 0 {
            day = day.plus_days(1)?;
            if self.is_business_day(day) {
                (left, free) = (left - 1, 0);
            } else {
                free += 1;
            }
            if free > LONGEST_BREAK {
                return None;
            }
        }
        Some(day)
    }
}

/// A length of time in which something is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Business days of a calendar.
    BusinessDays(u32),
    /// Days.
    Days(u32),
    /// Months.
    Months(u32),
}

impl Span {
    /// The last day of the span.
    #[must_use]
    pub fn after(self, day: Date, calendar: &Calendar) -> Option<Date> {
        match self {
            Self::BusinessDays(count) => calendar.after(day, count),
            Self::Days(count) => day.plus_days(i64::from(count)),
            Self::Months(count) => day.plus_months(count),
        }
    }
}

/// In words: `3 business days`.
impl core::fmt::Display for Span {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (count, unit) = match self {
            Self::BusinessDays(count) => (count, "business day"),
            Self::Days(count) => (count, "day"),
            Self::Months(count) => (count, "month"),
        };
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}
