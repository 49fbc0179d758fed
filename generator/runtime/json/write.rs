//! A value → JSON text, for everything that is sent: bodies, forms, parts and parameters.
//!
//! A whole number is written as browsers write it (RFC 8785, section 3.2.2.3): in the fewest digits that
//! are read as that number again, below 10^21 without a fraction and an exponent, from there on with an
//! exponent. NaN and infinity, which `serde_json` would write as null, are an error.
//!
//! A `serde_json::Number` that holds a text, as all do when a crate of the build turns on
//! `serde_json/arbitrary_precision`, is written as that text.

use std::io;

use serde::Serialize;
use serde::ser::Error as _;
use serde_json::ser::{CompactFormatter, Formatter};
use serde_json::{Error, Serializer};

use super::finite::{Finite, Trail};

/// Writes a value as JSON text.
///
/// # Errors
/// The errors of the value, and a number that is not finite, with the path at which it stands.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    String::from_utf8(to_json_bytes(value)?).map_err(Error::custom)
}

/// Writes a value as the bytes of a JSON text.
///
/// # Errors
/// As for [`to_json`].
pub fn to_json_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut json = Vec::with_capacity(128);
    let trail = Trail::default();
    let mut serializer = Serializer::with_formatter(&mut json, Numbers);
    let written = value.serialize(Finite::new(&mut serializer, &trail));
    written.map_err(|error| trail.locate(error))?;
    Ok(json)
}

/// Spells numbers.
struct Numbers;

impl Formatter for Numbers {
    fn write_f64<W: io::Write + ?Sized>(&mut self, to: &mut W, value: f64) -> io::Result<()> {
        // Up to 2^53, every whole number is an `f64`.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match value.abs() {
            _ if value.fract() != 0.0 => CompactFormatter.write_f64(to, value),
            // No loss, and no sign before zero: some servers refuse -0 for an integer.
            whole if whole < EXACT => CompactFormatter.write_i64(to, value as i64),
            whole if whole < 1e21 => write!(to, "{value}"),
            _ => write!(to, "{value:e}"),
        }
    }

    fn write_f32<W: io::Write + ?Sized>(&mut self, to: &mut W, value: f32) -> io::Result<()> {
        match value.abs() {
            _ if value.fract() != 0.0 => CompactFormatter.write_f32(to, value),
            // In the digits of an `f32`, which are fewer than those of the `f64`. The sum has no sign
            // where it is zero.
            whole if whole < 1e21 => write!(to, "{}", value + 0.0),
            _ => write!(to, "{value:e}"),
        }
    }
}
