//! Type, format and constraints → a single value within them.

use super::value::{count, number_of, pattern_of};
use crate::api::{JsonKind, Sample, Scalar};
use crate::document::Schema;
use crate::limits;
use crate::lower::formats;
use crate::lower::pattern::Patterns;

/// A text of which nothing else is known.
pub(super) const TEXT: &str = "text";

/// A single value; those of another index are others, where that is possible.
pub(super) fn scalar_sample(
    patterns: &Patterns,
    schema: &Schema,
    scalar: Scalar,
    index: usize,
) -> Sample {
    match (scalar, scalar.kind()) {
        (Scalar::Null, _) => Sample::Null,
        (_, JsonKind::Boolean) => Sample::Bool(index == 0),
        (_, JsonKind::Integer) => Sample::Number(integer(schema, index).to_string()),
        (_, JsonKind::Number) => Sample::Number(number(schema, index)),
        _ => match formats::of(scalar) {
            Some(format) => text(patterns, schema, &(format.sample)(index), index),
            None => plain_text(patterns, schema, index),
        },
    }
}

/// A text of a format, or one that matches the pattern if that asks for something else.
fn text(patterns: &Patterns, schema: &Schema, usual: &str, index: usize) -> Sample {
    let (least, most) = lengths(schema);
    let stated = pattern_of(schema).filter(|stated| !patterns.matches(stated, usual));
    let made = stated.and_then(|stated| patterns.text(stated, least, most, index));
    Sample::Text(made.unwrap_or_else(|| usual.to_owned()))
}

fn lengths(schema: &Schema) -> (usize, usize) {
    let least = count(schema, "minLength").unwrap_or(0);
    (least, count(schema, "maxLength").unwrap_or(usize::MAX))
}

fn plain_text(patterns: &Patterns, schema: &Schema, index: usize) -> Sample {
    let format = schema.format.as_deref().unwrap_or_default();
    match formats::plain_text(format, index) {
        Some(usual) => text(patterns, schema, &usual, index),
        None => fitted(patterns, schema, index),
    }
}

/// A text that is as long as it must be.
fn fitted(patterns: &Patterns, schema: &Schema, index: usize) -> Sample {
    let (least, most) = lengths(schema);
    // What is cut off is not what tells it from others.
    let stem = match index {
        0 => TEXT.to_owned(),
        _ if most > TEXT.len() => format!("{TEXT}{}", index + 1),
        _ => format!("{}{TEXT}", index + 1),
    };
    let long = stem
        .chars()
        .cycle()
        .take(stem.chars().count().max(least.min(limits::CHARACTERS_OF_A_SAMPLE_TEXT)));
    let usual: String = long.take(most).collect();
    text(patterns, schema, &usual, index)
}

/// The bounds of a number, with what is left out.
fn bounds(schema: &Schema) -> (Option<f64>, Option<f64>, [bool; 2]) {
    let bound = |inclusive: &str, exclusive: &str, sign: f64| {
        let (one, other) = (number_of(schema, inclusive), number_of(schema, exclusive));
        match (one, other) {
            (Some(one), Some(other)) if one * sign > other * sign => (Some(one), false),
            (_, Some(other)) => (Some(other), true),
            (one, None) => (one, false),
        }
    };
    let (low, above) = bound("minimum", "exclusiveMinimum", 1.0);
    let (high, below) = bound("maximum", "exclusiveMaximum", -1.0);
    (low, high, [above, below])
}

#[expect(clippy::cast_possible_truncation, reason = "what is beyond saturates")]
fn integer(schema: &Schema, index: usize) -> i128 {
    let (low, high, [above, below]) = bounds(schema);
    let beyond = |excluded: bool, bound: f64| i128::from(excluded && bound.fract() == 0.0);
    let low = low.map(|low| (low.ceil() as i128).saturating_add(beyond(above, low)));
    let high = high.map(|high| (high.floor() as i128).saturating_sub(beyond(below, high)));
    let step = number_of(schema, "multipleOf").map_or(1, |step| step as i128).max(1);
    let least = low.unwrap_or(i128::MIN).max(high.map_or(1, |high| high.min(1)));
    let next = least.div_euclid(step) + i128::from(least.rem_euclid(step) != 0);
    next.saturating_mul(step).saturating_add((index as i128).saturating_mul(step))
}

fn number(schema: &Schema, index: usize) -> String {
    let (low, high, excluded) = bounds(schema);
    #[expect(clippy::cast_precision_loss, reason = "indices are small")]
    let offset = index as f64;
    let value = match (number_of(schema, "multipleOf"), low, high) {
        (Some(step), low, _) if step > 0.0 => {
            let from = low.unwrap_or(step).max(if low.is_some() { f64::MIN } else { step });
            ((from / step).ceil() + offset + f64::from(u8::from(excluded[0]))) * step
        }
        (_, Some(low), Some(high)) if excluded[0] || high - low < 1.0 => {
            low + (high - low) / (2.0 + offset)
        }
        (_, Some(low), _) => {
            low.max(1.0_f64.min(high.unwrap_or(1.0))) + offset + f64::from(u8::from(excluded[0]))
        }
        (_, None, Some(high)) => high.min(1.0) - offset - f64::from(u8::from(excluded[1])),
        _ => 1.0 + offset,
    };
    // As a person writes it: a step of 0.01 makes no 0.07000000000000001.
    let short = (value * 1e6).round() / 1e6;
    match [short, value].into_iter().find(|it| it.is_finite() && *it != 0.0) {
        Some(shown) => shown.to_string(),
        None => "0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::Arena;
    use crate::document::{Constraint, Value};
    use crate::source::{Node, NodeKind, Place};

    /// Keywords and their values.
    type Stated<'s> = &'s [(&'s str, &'s str)];

    fn schema(constraints: Stated<'_>) -> Schema {
        let constraint = |(keyword, value): &(&str, &str)| {
            let kind = match value.parse::<f64>() {
                Ok(_) => NodeKind::Number((*value).into()),
                Err(_) => NodeKind::String((*value).into()),
            };
            let at = Arena::default().push(Place { step: None });
            let value = Value::new(&Node { at, kind });
            Constraint { keyword: (*keyword).into(), value }
        };
        Schema { constraints: constraints.iter().map(constraint).collect(), ..Schema::default() }
    }

    fn made(scalar: Scalar, constraints: Stated<'_>) -> String {
        scalar_sample(&Patterns::default(), &schema(constraints), scalar, 0).to_string()
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let integer = Scalar::Integer(crate::api::Width::I64);
        let cases: [(Scalar, Stated<'_>, &str); 9] = [
            (integer, &[], "1"),
            (integer, &[("minimum", "5")], "5"),
            (integer, &[("exclusiveMinimum", "5"), ("multipleOf", "4")], "8"),
            (integer, &[("maximum", "-3")], "-3"),
            (integer, &[("exclusiveMaximum", "0")], "-1"),
            (Scalar::F64, &[("minimum", "0"), ("maximum", "0.5")], "0.25"),
            (Scalar::F64, &[("multipleOf", "0.01")], "0.01"),
            (Scalar::F64, &[("exclusiveMinimum", "0")], "2"),
            (Scalar::F64, &[("maximum", "-1.5")], "-1.5"),
        ];
        for (scalar, constraints, expected) in cases {
            assert_eq!(made(scalar, constraints), expected, "{constraints:?}");
        }
    }

    #[test]
    fn bounds_beyond_every_machine_are_survived() {
        let bounds =
            ["1e40", "-1e40", "1e400", "-1e400", "170141183460469231731687303715884105727"];
        for bound in bounds {
            for keyword in
                ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
            {
                for scalar in [Scalar::Integer(crate::api::Width::I64), Scalar::F64] {
                    let schema = schema(&[(keyword, bound)]);
                    let made = scalar_sample(&Patterns::default(), &schema, scalar, 1).to_string();
                    assert!(
                        made.parse::<f64>().is_ok_and(f64::is_finite),
                        "{keyword} {bound}: {made}"
                    );
                }
            }
        }
    }

    #[test]
    fn texts_are_as_long_as_they_must_be_and_match() {
        assert_eq!(made(Scalar::String, &[("minLength", "6")]), "\"textte\"");
        assert_eq!(made(Scalar::String, &[("maxLength", "2")]), "\"te\"");
        assert_eq!(made(Scalar::String, &[("pattern", "^[A-Z]{2}-\\d+$")]), "\"AA-0\"");
        assert_eq!(made(Scalar::Date, &[("pattern", "^\\d{4}-")]), "\"2026-01-31\"");
    }
}
