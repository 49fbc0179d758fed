//! Times of day, with or without an offset from UTC.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::civil;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A time of day with an optional offset from UTC: the full-time of RFC 3339.
///
/// It derefs to [`jiff::civil::Time`]. A time without an offset is written without one; one that was read
/// without seconds, such as `09:30`, is written with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    time: civil::Time,
    offset: Option<Offset>,
}

impl Time {
    /// A time of day with an offset from UTC, or without one.
    pub fn new(time: civil::Time, offset: Option<Offset>) -> Self {
        Self { time, offset }
    }

    /// The offset from UTC.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Deref for Time {
    type Target = civil::Time;

    fn deref(&self) -> &civil::Time {
        &self.time
    }
}

impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Self {
        Self { time, offset: None }
    }
}

impl FromStr for Time {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        let parser = DateTimeParser::new();
        // The parser accepts an offset only behind a day and a time.
        let whole = format!("2000-01-01T{text}");
        let pieces = parser.parse_pieces(&whole)?;
        let offset = pieces.to_numeric_offset();
        Ok(Self { time: pieces.time().unwrap_or(civil::Time::midnight()), offset })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.time.fmt(f)?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimeVisitor)
    }
}

struct TimeVisitor;

impl de::Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time of day as in RFC 3339")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
