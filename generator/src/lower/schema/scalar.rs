//! Type, format and bounds → [`Scalar`]. A format without a faithful type is carried as its plain type.

use super::chosen::{choice_says_format, chose_text, chosen_scalar};
use super::model::Form;
use super::schemas::Schemas;
use super::values::{digits_of, text_of};
use crate::api::{Scalar, Width};
use crate::diagnostic::Code;
use crate::document::{Base64, JsonType, Schema, SchemaId, Value};
use crate::lower::formats;

/// The single value that a schema describes.
pub(super) fn scalar_form(
    schemas: &Schemas<'_>,
    id: SchemaId,
    schema: &Schema,
    json_type: JsonType,
) -> Form {
    let Some((scalar, says_all)) = scalar(schema, json_type) else { return Form::Any };
    if let Some(chosen) = chosen_scalar(schemas, id, schema, scalar, json_type) {
        return Form::Scalar(chosen);
    }
    if let (false, Some(format), Some(at)) = (says_all, &schema.format, schema.at) {
        let alike = in_lower_case(format).map(|name| format!(": its name would be `{name}`"));
        let alike = alike.unwrap_or_default();
        let message = format!("the format `{format}` is carried as its plain type{alike}");
        schemas.say(Code::PlainFormat, at, message);
    }
    Form::Scalar(scalar)
}

/// Whether the scalar of a schema says all that its format says.
pub(in crate::lower) fn says_format(schemas: &Schemas<'_>, schema: &Schema) -> bool {
    let [only] = schema.types.as_slice() else { return false };
    let by_itself = || scalar(schema, *only).is_some_and(|(_, says_all)| says_all);
    choice_says_format(schemas, schema, *only).unwrap_or_else(by_itself)
}

/// The type of the numbers that a schema lists, where it says of one what it is called or means: such numbers
/// are a choice.
pub(super) fn named_number(schema: &Schema, json_type: JsonType) -> Option<Scalar> {
    let is_number = matches!(json_type, JsonType::Integer | JsonType::Number);
    let is_named = is_number && !schema.value_notes.is_empty();
    let (scalar, _) = scalar(schema, json_type).filter(|_| is_named)?;
    schema.values.iter().flatten().any(|value| number_of(value, scalar).is_some()).then_some(scalar)
}

/// A listed value of a choice of texts or numbers, as it is on the wire, if it is one.
pub(in crate::lower) fn wire_of(value: &Value, of: Scalar) -> Option<String> {
    match of {
        Scalar::String => text_of(value),
        number => number_of(value, number),
    }
}

/// The digits of a listed number, if it is of a type.
fn number_of(value: &Value, scalar: Scalar) -> Option<String> {
    digits_of(value).filter(|digits| match scalar {
        Scalar::Integer(width) => digits.parse().is_ok_and(|value| width.holds(value)),
        _ => true,
    })
}

/// The scalar of one JSON type, and whether it says all that the format says; none for a list or an object.
fn scalar(schema: &Schema, json_type: JsonType) -> Option<(Scalar, bool)> {
    Some(match json_type {
        JsonType::Boolean => (Scalar::Bool, schema.format.is_none()),
        JsonType::Integer => integer(schema),
        // A float is read as a double: what a server writes with more digits is not cut.
        JsonType::Number => {
            let known = matches!(schema.format.as_deref(), None | Some("double" | "float"));
            (Scalar::F64, known)
        }
        JsonType::String => match schema.base64 {
            Some(Base64::Standard) => (Scalar::Base64, true),
            Some(Base64::Url) => (Scalar::Base64Url, true),
            None => text(schema.format.as_deref()),
        },
        JsonType::Array | JsonType::Object => return None,
    })
}

/// The scalar of a text, and whether it says all that the format says.
fn text(format: Option<&str>) -> (Scalar, bool) {
    match format.and_then(formats::by_name) {
        Some(known) => (known.scalar, true),
        // Bytes that stand in JSON are a text, and elsewhere no text: either way their type says it.
        None => (Scalar::String, matches!(format, None | Some("binary"))),
    }
}

/// The name of a known format, where a description writes it in another case. Nobody else takes that
/// spelling for the format, so that the server may send any text.
fn in_lower_case(format: &str) -> Option<String> {
    let name = format.to_ascii_lowercase();
    (name != format && formats::by_name(&name).is_some()).then_some(name)
}

/// Whether a text is carried as a plain text.
pub(super) fn is_plain_text(schemas: &Schemas<'_>, schema: &Schema) -> bool {
    let is_plain = || schema.format.as_deref().and_then(formats::by_name).is_none();
    chose_text(schemas, schema).unwrap_or_else(is_plain)
}

/// The widths, the usual one first, with the least and the greatest of their values.
const WIDTHS: [(Width, i128, i128); 8] = [
    (Width::I64, i64::MIN as i128, i64::MAX as i128),
    (Width::U64, 0, u64::MAX as i128),
    (Width::I32, i32::MIN as i128, i32::MAX as i128),
    (Width::U32, 0, u32::MAX as i128),
    (Width::I16, i16::MIN as i128, i16::MAX as i128),
    (Width::U16, 0, u16::MAX as i128),
    (Width::I8, i8::MIN as i128, i8::MAX as i128),
    (Width::U8, 0, u8::MAX as i128),
];

/// The integer that a format or the bounds name: bounds that are those of a machine's integer, or that
/// the usual one does not hold. Other bounds are for the server to check, and may change.
fn integer(schema: &Schema) -> (Scalar, bool) {
    let named = schema.format.as_deref().and_then(width);
    let (least, greatest) = (bound(schema, "minimum"), bound(schema, "maximum"));
    let listed: Vec<i128> = schema.values.iter().flatten().filter_map(whole_number).collect();
    let holds = |(_, low, high): &(Width, i128, i128)| {
        least.is_none_or(|least| *low <= least)
            && greatest.is_none_or(|great| great <= *high)
            && listed.iter().all(|value| low <= value && value <= high)
    };
    let of = |width: Width| WIDTHS.into_iter().find(|(known, ..)| *known == width);
    let exact = || {
        let is =
            |(_, low, high): &(Width, i128, i128)| least == Some(*low) && greatest == Some(*high);
        WIDTHS.into_iter().find(is)
    };
    let chosen = match named {
        Some(width) => of(width).filter(holds),
        None => exact(),
    };
    let (width, ..) =
        chosen.or_else(|| WIDTHS.into_iter().find(holds)).unwrap_or((Width::I64, 0, 0));
    (Scalar::Integer(width), schema.format.is_none() || named.is_some())
}

fn bound(schema: &Schema, keyword: &str) -> Option<i128> {
    let constraint = schema.constraints.iter().find(|known| &*known.keyword == keyword)?;
    constraint.value.to_string().parse().ok()
}

fn whole_number(value: &Value) -> Option<i128> {
    digits_of(value)?.parse().ok()
}

/// Says which listed values the format of their schema does not hold.
pub(super) fn say_values_beyond_format(schemas: &Schemas<'_>, schema: &Schema) {
    let Some((format, width)) = schema.format.as_deref().and_then(|it| Some((it, width(it)?)))
    else {
        return;
    };
    for value in schema.values.iter().flatten() {
        if whole_number(value).is_some_and(|number| !width.holds(number)) {
            let message = format!("a value is {value}, which `{format}` does not hold");
            schemas.say(Code::Contradiction, value.at(), message);
        }
    }
}

/// The width that a format names, in the registry's spelling or another that is met.
fn width(format: &str) -> Option<Width> {
    let plain: String =
        format.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    Some(match plain.as_str() {
        "int8" => Width::I8,
        "int16" => Width::I16,
        "int32" => Width::I32,
        "int64" | "long" => Width::I64,
        "uint8" => Width::U8,
        "uint16" => Width::U16,
        "uint32" => Width::U32,
        "uint64" | "uint" => Width::U64,
        _ => return None,
    })
}
