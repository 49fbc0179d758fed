//! The header `Retry-After` → how long to wait (RFC 9110, section 10.2.3).

use std::time::Duration;

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};

use crate::runtime::clock::SystemTime;
use crate::runtime::limits;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How long a server asks to wait: seconds, or the time until a date. A date is compared with the header
/// `Date`, so that the clocks of the two sides need not agree, and with the clock of this side where there
/// is none.
///
/// `None` where the header is absent or has another value, such as a negative number, where the date has
/// passed, and where the wait is longer than [`limits::RETRY_AFTER`].
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    let seconds = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()?
    } else {
        let now = self::text(headers, &DATE).and_then(date).or_else(now)?;
        date(text)?.checked_sub(now)?
    };
    Some(Duration::from_secs(seconds)).filter(|wait| *wait <= limits::RETRY_AFTER)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// The clock, in seconds since 1970.
fn now() -> Option<u64> {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// The seconds from 1970 to a date in one of the three forms that recipients must read (RFC 9110, section
/// 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
fn date(text: &str) -> Option<u64> {
    let (day_of_week, rest) = text.split_once([',', ' '])?;
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    let (day, month, year, time) = match *words.as_slice() {
        [day, month, year, time, "GMT"] => (day, month, year, time),
        [month, day, time, year] => (day, month, year, time),
        [date, time, "GMT"] => {
            let (day, rest) = date.split_once('-')?;
            let (month, year) = rest.split_once('-')?;
            (day, month, year, time)
        }
        _ => return None,
    };
    if !day_of_week.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let year = match (number(year)?, year.len()) {
        (year, 4) if year >= 1970 => year,
        // Two digits stand for the years 1970 to 2069.
        (year @ 70..=99, 2) => 1900 + year,
        (year, 2) => 2000 + year,
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let day = number(day).filter(|day| (1..=days_of(month, year)).contains(day))?;
    let earlier: u64 = (0..month).map(|month| days_of(month, year)).sum();
    let days = days_before(year) - days_before(1970) + earlier + day - 1;
    Some(days * 86_400 + seconds(time)?)
}

/// The days of a month, which is counted from 0.
fn days_of(month: usize, year: u64) -> u64 {
    match month {
        1 => 28 + (days_before(year + 1) - days_before(year) - 365),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The days of all years before one, in the Gregorian calendar.
fn days_before(year: u64) -> u64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

/// The seconds of a time of day; 60 is a leap second.
fn seconds(time: &str) -> Option<u64> {
    let parts: Option<Vec<u64>> = time.split(':').map(number).collect();
    match parts?.as_slice() {
        [hours @ 0..=23, minutes @ 0..=59, seconds @ 0..=60] => {
            Some(hours * 3600 + minutes * 60 + seconds)
        }
        _ => None,
    }
}

/// A number of digits only: `parse` takes a sign too.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
