//! Lengths of time, in the units in which they are written.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::{Span, SpanFieldwise};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A length of time in calendar units and clock units, written as in ISO 8601: `P1DT12H`.
///
/// It derefs to [`jiff::Span`] and converts from and into it. Two durations are equal if all their units
/// are: an hour does not equal 60 minutes. Reading accepts spellings such as `1h 30m` too, which are written
/// in that of ISO 8601. No length at all, however it was read, is written as `PT0S`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration(SpanFieldwise);

impl Deref for Duration {
    type Target = Span;

    fn deref(&self) -> &Span {
        &self.0.0
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self(span.fieldwise())
    }
}

impl From<Duration> for Span {
    fn from(duration: Duration) -> Self {
        duration.0.0
    }
}

impl FromStr for Duration {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<Span>().map(Self::from)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.fmt(f)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DurationVisitor)
    }
}

struct DurationVisitor;

impl de::Visitor<'_> for DurationVisitor {
    type Value = Duration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration as in ISO 8601")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Duration, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
