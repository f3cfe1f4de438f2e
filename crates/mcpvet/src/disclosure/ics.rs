//! iCalendar (RFC 5545): what is open, as events of whole days.

use super::Duty;
use crate::advisory::Date;

/// Longer lines are folded: 75 octets, the line break not counted.
const LINE: usize = 75;

/// The open duties as an iCalendar file, made on a day; an entry keeps its identity when its day moves.
///
/// ```
/// use mcpvet::disclosure::{Calendar, Ledger, calendar_file, duties};
/// let ledger: Ledger = serde_json::from_str(
///     r#"{ "case": [{ "id": "7", "title": "t", "received": "2026-11-06" }] }"#)?;
/// let duties = duties(&ledger.case[0], None, &Calendar::default());
/// let file = calendar_file(&duties, "2026-11-07".parse()?);
/// assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// assert!(file.contains("\r\nDTSTART;VALUE=DATE:20261111\r\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn calendar_file(duties: &[Duty], on: Date) -> String {
    let mut file = String::new();
    let mut put = |line: &str| fold(&mut file, line);
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mcpvet//disclosure//EN", "CALSCALE:GREGORIAN"]
    {
        put(line);
    }
    for duty in duties.iter().filter(|duty| duty.done.is_none()) {
        event(duty, on, &mut put);
    }
    put("END:VCALENDAR");
    file
}

fn event(duty: &Duty, on: Date, put: &mut impl FnMut(&str)) {
    let end = duty.due.plus_days(1).unwrap_or(duty.due);
    let owner = if duty.owner.is_empty() { "nobody yet" } else { &duty.owner };
    put("BEGIN:VEVENT");
    put(&format!("UID:{}-{}@mcpvet", slug(&duty.case), slug(duty.what)));
    put(&format!("DTSTAMP:{}T000000Z", on.number()));
    put(&format!("DTSTART;VALUE=DATE:{}", duty.due.number()));
    put(&format!("DTEND;VALUE=DATE:{}", end.number()));
    put(&format!("SUMMARY:{}", escape(&format!("{}: {}", duty.case, duty.what))));
    put(&format!("DESCRIPTION:{}", escape(&format!("Owner: {owner}\nDue: {}", duty.basis))));
    put("TRANSP:TRANSPARENT");
    put("BEGIN:VALARM");
    put("ACTION:DISPLAY");
    put(&format!("DESCRIPTION:{}", escape(duty.what)));
    put("TRIGGER:-P1D");
    put("END:VALARM");
    put("END:VEVENT");
}

/// Letters and digits; what stands between them becomes one hyphen.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// A text value: `\`, `;`, `,` and line breaks are written with a backslash; other controls go.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends a line; what does not fit goes on in lines that begin with a space, no character torn.
fn fold(file: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            file.push_str("\r\n ");
            room = LINE - 1;
        }
        file.push(c);
        room -= c.len_utf8();
    }
    file.push_str("\r\n");
}
