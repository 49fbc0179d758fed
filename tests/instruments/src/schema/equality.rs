//! A value before and after a round trip → whether both are equal. Numbers are compared as JSON Schema
//! does, times as moments, and members that no schema describes may be missing.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Number, Value};

use super::subschemas::{item_schemas, member_schemas, of};
use super::walk::escaped;

/// How far two values are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// Equal in every member.
    Full,
    /// Equal in every described member; this number of other members is missing.
    Described(usize),
}

/// Which members a type does not have, because they only go the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Nothing,
    /// Members of this keyword: `readOnly` or `writeOnly`.
    Members(&'static str),
}

/// Compares a value with what a round trip through a type that lacks some members made of it.
///
/// # Errors
/// The pointer of the first difference, and what it is.
pub fn compare(
    description: &Value,
    schema: &Value,
    sent: &Value,
    back: &Value,
    lacking: Lacking,
) -> Result<Equality, String> {
    let mut dropped = 0;
    let comparison = Comparison { description, lacking };
    comparison.values(&[schema], sent, back, "", &mut dropped)?;
    Ok(if dropped == 0 { Equality::Full } else { Equality::Described(dropped) })
}

struct Comparison<'d> {
    description: &'d Value,
    lacking: Lacking,
}

impl<'d> Comparison<'d> {
    /// Whether the type does not have the member that these schemas describe.
    fn lacks(&self, described: &[&'d Value]) -> bool {
        let Lacking::Members(keyword) = self.lacking else { return false };
        let mut all = described.iter().flat_map(|schema| of(self.description, schema));
        all.any(|schema| schema.get(keyword) == Some(&Value::Bool(true)))
    }

    fn values(
        &self,
        schemas: &[&'d Value],
        sent: &Value,
        back: &Value,
        at: &str,
        dropped: &mut usize,
    ) -> Result<(), String> {
        let all = schemas.iter().flat_map(|schema| of(self.description, schema));
        match (sent, back) {
            (Value::Object(ours), Value::Object(theirs)) => {
                if let Some(more) = theirs.keys().find(|name| !ours.contains_key(*name)) {
                    return Err(format!("{at}/{} was added", escaped(more)));
                }
                let all: Vec<&Value> = all.collect();
                for (name, value) in ours {
                    let at = format!("{at}/{}", escaped(name));
                    let described = member_schemas(&all, name);
                    match (theirs.get(name), described) {
                        (Some(other), described) => {
                            self.values(
                                &described.unwrap_or_default(),
                                value,
                                other,
                                &at,
                                dropped,
                            )?;
                        }
                        (None, None) => *dropped += 1,
                        (None, Some(described)) if self.lacks(&described) => {}
                        (None, Some(_)) => return Err(format!("{at} is missing")),
                    }
                }
                Ok(())
            }
            (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
                let all: Vec<&Value> = all.collect();
                for (index, (value, other)) in ours.iter().zip(theirs).enumerate() {
                    let at = format!("{at}/{index}");
                    self.values(&item_schemas(&all, index), value, other, &at, dropped)?;
                }
                Ok(())
            }
            (Value::Number(one), Value::Number(other)) if same_number(one, other) => Ok(()),
            (Value::String(one), Value::String(other)) if one == other => Ok(()),
            (Value::String(one), Value::String(other)) => match (instant(one), instant(other)) {
                (Some(one), Some(other)) if one == other => Ok(()),
                _ => Err(format!("{at} is another text")),
            },
            (one, other) if one == other => Ok(()),
            _ => Err(format!("{at} is another value")),
        }
    }
}

/// JSON Schema knows one kind of number: 1 equals 1.0.
fn same_number(one: &Number, other: &Number) -> bool {
    let whole = |number: &Number| number.as_i128();
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_f64() == other.as_f64(),
    }
}

/// The moment that a text denotes, if it denotes one; UTC, if it has no offset.
fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    let time: DateTime = text.parse().ok().filter(|_| text.contains([':']))?;
    TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::{Equality, Lacking, compare};
    use serde_json::{Value, json};

    #[test]
    fn numbers_and_moments_are_the_same_however_they_are_written() {
        let whole = Ok(Equality::Full);
        for (sent, back) in [
            (json!(1), json!(1.0)),
            (json!([1.5, {"a": 0}]), json!([1.5, {"a": -0.0}])),
            (json!("2024-01-01T00:00:00+01:00"), json!("2023-12-31T23:00:00Z")),
            (json!("2024-01-01t00:00:00.000z"), json!("2024-01-01T00:00:00Z")),
            (json!("2024-01-01 00:00:00"), json!("2024-01-01T00:00:00Z")),
        ] {
            let nothing = Lacking::Nothing;
            assert_eq!(compare(&json!({}), &json!({}), &sent, &back, nothing), whole, "{sent}");
        }
    }

    #[test]
    fn what_is_another_is_said_with_its_place() {
        for (sent, back, difference) in [
            (json!({"a": [1]}), json!({"a": [2]}), "/a/0 is another value"),
            (json!({"a/b": "x"}), json!({"a/b": "y"}), "/a~1b is another text"),
            (json!("2024-01-01"), json!("2024-01-02"), " is another text"),
            (json!("2024-01-01"), json!("2024-01-01T00:00:00Z"), " is another text"),
            (json!(9007199254740993_i64), json!(9007199254740992_i64), " is another value"),
            (json!({}), json!({"a": null}), "/a was added"),
            (json!({"a": null}), json!({}), "/a is missing"),
            (json!(1), json!("1"), " is another value"),
        ] {
            let schema = json!({"properties": {"a": {}}});
            assert_eq!(
                compare(&json!({}), &schema, &sent, &back, Lacking::Nothing),
                Err(difference.to_owned()),
                "{sent}"
            );
        }
    }

    #[test]
    fn members_that_nobody_describes_may_be_dropped() {
        let description = json!({"a": {"properties": {"x": {"properties": {"z": {}}}}}});
        let schema = json!({"allOf": [{"$ref": "#/a"}, {"properties": {"y": {}}}]});
        let sent = json!({"x": {"z": 1, "new": 1}, "y": 2, "other": 3});
        let back = json!({"x": {"z": 1}, "y": 2});
        let compare = |schema: &Value, sent: &Value, back: &Value| {
            compare(&description, schema, sent, back, Lacking::Nothing)
        };
        assert_eq!(compare(&schema, &sent, &back), Ok(Equality::Described(2)));
        let lost = compare(&schema, &sent, &json!({"x": {"z": 1}, "other": 3}));
        assert_eq!(lost, Err("/y is missing".to_owned()));
        let open = json!({"additionalProperties": true});
        assert!(compare(&open, &json!({"a": 1}), &json!({})).is_err());
    }

    #[test]
    fn a_member_that_goes_the_other_way_may_be_missing() {
        let description = json!({"id": {"type": "string", "readOnly": true}});
        let schema = json!({"properties": {"id": {"$ref": "#/id"}, "key": {"writeOnly": true}}});
        let sent = json!({"id": "a", "key": "b"});
        let compare = |back: &Value, keyword| {
            compare(&description, &schema, &sent, back, Lacking::Members(keyword))
        };
        assert_eq!(compare(&json!({"key": "b"}), "readOnly"), Ok(Equality::Full));
        assert_eq!(compare(&json!({"id": "a"}), "writeOnly"), Ok(Equality::Full));
        let missing = Err("/key is missing".to_owned());
        assert_eq!(compare(&json!({"id": "a"}), "readOnly"), missing);
    }
}
