//! Type and format → [`Scalar`]. A format without a faithful type is carried as its plain type.

use super::Lowering;
use super::schema::Form;
use crate::api::Scalar;
use crate::diagnostic::Code;
use crate::document::{JsonType, Schema};

impl Lowering<'_> {
    pub(super) fn scalar_form(&mut self, schema: &Schema, kind: JsonType) -> Form {
        match scalar(kind, schema.format.as_deref()) {
            Some((scalar, true)) => Form::Scalar(scalar),
            Some((scalar, false)) => {
                if let (Some(format), Some(at)) = (&schema.format, schema.at) {
                    let message = format!("the format `{format}` is carried as its plain type");
                    self.say(Code::PlainFormat, at, message);
                }
                Form::Scalar(scalar)
            }
            None => Form::Any,
        }
    }
}

/// The scalar, and whether it says all that the format says.
fn scalar(kind: JsonType, format: Option<&str>) -> Option<(Scalar, bool)> {
    Some(match (kind, format) {
        (JsonType::Boolean, None) => (Scalar::Bool, true),
        (JsonType::Boolean, Some(_)) => (Scalar::Bool, false),
        (JsonType::Integer, Some("int32")) => (Scalar::I32, true),
        (JsonType::Integer, None | Some("int64")) => (Scalar::I64, true),
        (JsonType::Integer, Some(_)) => (Scalar::I64, false),
        // A float is read as a double: what a server writes with more digits is not cut.
        (JsonType::Number, None | Some("double" | "float")) => (Scalar::F64, true),
        (JsonType::Number, Some(_)) => (Scalar::F64, false),
        (JsonType::String, None) => (Scalar::String, true),
        (JsonType::String, Some("date-time")) => (Scalar::DateTime, true),
        (JsonType::String, Some("date")) => (Scalar::Date, true),
        (JsonType::String, Some(_)) => (Scalar::String, false),
        (JsonType::Array | JsonType::Object, _) => return None,
    })
}
