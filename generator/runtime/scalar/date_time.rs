//! Moments in time: reading is lenient, writing is RFC 3339.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A moment, to the nanosecond.
///
/// It derefs to [`jiff::Timestamp`] and converts from and into it. Reading is lenient: a text without an
/// offset is in UTC, without seconds it is the start of the minute, and without a time of day the start
/// of the day; `T` and `Z` may be in lower case, a blank may stand for the `T`, and digits beyond
/// nanoseconds are dropped. The last day of the year 9999, which servers send for "never", is read as
/// the last moment that jiff knows, [`Timestamp::MAX`], 26 hours before the end of that day. Writing is
/// RFC 3339 with a `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(Timestamp);

impl Deref for DateTime {
    type Target = Timestamp;

    fn deref(&self) -> &Timestamp {
        &self.0
    }
}

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp)
    }
}

impl From<DateTime> for Timestamp {
    fn from(date_time: DateTime) -> Self {
        date_time.0
    }
}

impl FromStr for DateTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        // What most servers send, read without a copy.
        if let Ok(timestamp) = text.parse() {
            return Ok(Self(timestamp));
        }
        let text = without_excess_digits(text);
        let pieces = Pieces::parse(&text)?;
        if pieces.time_zone_annotation().is_some() {
            return text.parse().map(Self);
        }
        let time = pieces.time().unwrap_or(Time::midnight());
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        let moment = pieces.date().to_datetime(time);
        let is_last = (moment.year(), moment.month(), moment.day()) >= (9999, 12, 30);
        match offset.to_timestamp(moment) {
            Err(_) if is_last => Ok(Self(Timestamp::MAX)),
            known => known.map(Self),
        }
    }
}

/// The text with its fraction cut to nine digits, which are nanoseconds.
fn without_excess_digits(text: &str) -> String {
    let mut digits = None;
    let keep = |character: &char| {
        digits = match (digits, character) {
            (_, '.' | ',') => Some(0),
            (Some(count), '0'..='9') => Some(count + 1),
            _ => None,
        };
        digits.is_none_or(|count| count <= 9)
    };
    text.chars().filter(keep).collect()
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateTimeVisitor)
    }
}

struct DateTimeVisitor;

impl de::Visitor<'_> for DateTimeVisitor {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time as in RFC 3339")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<DateTime, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
