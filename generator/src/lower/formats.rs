//! The formats of texts that have a type of their own, a row each, with everything that `lower` needs to know
//! about a format. `render` has a table of the Rust type of each.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::pattern::Patterns;
use crate::api::{JsonKind, Sample, Scalar};

/// A format of texts.
pub(super) struct Format {
    /// The values of `format` in a description. URLs have no row: every Rust type for URLs changes the spelling
    /// of some.
    pub(super) names: &'static [&'static str],
    /// The scalar type of its values.
    pub(super) scalar: Scalar,
    /// Which texts are values.
    pub(super) texts: Texts,
    /// A value, as a text. Another index gives another value, as far as the format has more.
    pub(super) sample: fn(index: usize) -> String,
    /// Whether its values have an order.
    pub(super) ordered: bool,
}

/// Which texts are values of a format.
pub(super) enum Texts {
    /// Those that a regular expression matches.
    Matching(&'static str),
    /// Those that a parser accepts.
    Parsed(fn(&str) -> bool),
}

impl Format {
    /// Whether a text is a value.
    pub(super) fn allows(&self, text: &str, patterns: &Patterns) -> bool {
        match &self.texts {
            Texts::Matching(pattern) => patterns.matches(pattern, text),
            Texts::Parsed(accepts) => accepts(text),
        }
    }
}

const FORMATS: &[Format] = &[
    Format {
        names: &["date-time"],
        scalar: Scalar::DateTime,
        texts: Texts::Matching(r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"),
        sample: |index| format!("2026-01-{:02}T12:00:00Z", day(index)),
        ordered: true,
    },
    Format {
        names: &["date"],
        scalar: Scalar::Date,
        texts: Texts::Matching(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"),
        sample: |index| format!("2026-01-{:02}", day(index)),
        ordered: true,
    },
    Format {
        names: &["time"],
        scalar: Scalar::Time,
        texts: Texts::Matching(r"^\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"),
        sample: |index| format!("{:02}:00:00Z", index % 24),
        ordered: false,
    },
    Format {
        names: &["duration"],
        scalar: Scalar::Duration,
        texts: Texts::Matching(r"^P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$"),
        sample: |index| format!("P{}D", index + 1),
        ordered: false,
    },
    Format {
        // Each version of RFC 9562 that has a layout, as pydantic and others spell them.
        names: &["uuid", "uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8"],
        scalar: Scalar::Uuid,
        texts: Texts::Matching("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        sample: |index| format!("c2e8a1f0-0d3b-4b64-9a5e-0f6f4f3a7d{:02x}", 17 + index % 100),
        ordered: true,
    },
    Format {
        names: &["ipv4"],
        scalar: Scalar::Ipv4,
        texts: Texts::Parsed(|text| text.parse::<Ipv4Addr>().is_ok()),
        sample: |index| format!("192.0.2.{}", 1 + index % 200),
        ordered: true,
    },
    Format {
        names: &["ipv6"],
        scalar: Scalar::Ipv6,
        texts: Texts::Parsed(|text| text.parse::<Ipv6Addr>().is_ok()),
        sample: |index| format!("2001:db8::{}", 1 + index),
        ordered: true,
    },
    Format {
        names: &["byte"],
        scalar: Scalar::Base64,
        texts: Texts::Matching("^[A-Za-z0-9+/]*={0,2}$"),
        sample: |_| "dGV4dA==".to_owned(),
        ordered: false,
    },
    Format {
        names: &["base64url"],
        scalar: Scalar::Base64Url,
        texts: Texts::Matching("^[A-Za-z0-9_-]*={0,2}$"),
        sample: |_| "dGV4dA==".to_owned(),
        ordered: false,
    },
];

/// A sample text for each format that has no type of its own.
const PLAIN_TEXTS: &[(&[&str], &str)] = &[
    (&["email", "idn-email"], "ada@example.com"),
    (&["hostname", "idn-hostname"], "example.com"),
    (&["uri", "url", "iri", "uri-template"], "https://example.com/"),
    (&["uri-reference", "iri-reference", "json-pointer"], "/text"),
    (&["ip", "ip-address"], "192.0.2.1"),
    (&["cidr"], "192.0.2.0/24"),
    (&["guid"], "c2e8a1f0-0d3b-4b64-9a5e-0f6f4f3a7d11"),
    (&["decimal", "money"], "12.50"),
    (&["relative-json-pointer"], "0"),
];

/// The format of that name, if its values have a type of their own.
pub(super) fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.names.contains(&name))
}

/// The format whose values are of a scalar, if there is one.
pub(super) fn of(scalar: Scalar) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.scalar == scalar)
}

/// Whether a sample is a value of a scalar.
pub(super) fn is_value(scalar: Scalar, sample: &Sample, patterns: &Patterns) -> bool {
    match (scalar, sample) {
        (Scalar::File, _) | (Scalar::Null, Sample::Null) | (Scalar::Bool, Sample::Bool(_)) => true,
        (Scalar::Integer(_), Sample::Number(digits)) => digits.parse::<i128>().is_ok(),
        (Scalar::F64, Sample::Number(digits)) => digits.parse().is_ok_and(f64::is_finite),
        // Which values the caller's type has is not known.
        (Scalar::Chosen(_, kind), Sample::Number(_)) => kind != JsonKind::String,
        (_, Sample::Text(text)) if scalar.kind() == JsonKind::String => {
            of(scalar).is_none_or(|format| format.allows(text, patterns))
        }
        _ => false,
    }
}

/// A sample text of the format with that name, in upper or lower case, where its values are plain texts.
pub(super) fn plain_text(name: &str, index: usize) -> Option<String> {
    let name = name.to_ascii_lowercase();
    if let Some(known) = by_name(&name) {
        return Some((known.sample)(index));
    }
    let (_, text) = PLAIN_TEXTS.iter().find(|(names, _)| names.contains(&&*name))?;
    Some((*text).to_owned())
}

/// A day of January, the last one first.
fn day(index: usize) -> usize {
    31 - index % 31
}
