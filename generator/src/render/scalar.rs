//! Scalar → everything that spelling it takes, in one table: its type, how a value is passed, how a
//! sample is written, and what the crate needs for it. Nothing else in `render` tells scalars apart.

use std::net::{Ipv4Addr, Ipv6Addr};

use proc_macro2::TokenStream;

use crate::api::{Api, JsonKind, Scalar, Type, Width};

/// What `render` knows of a scalar.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its type.
    pub(super) path: Path<'a>,
    /// How a value is passed to the methods of the crate.
    pub(super) passing: Passing,
    /// How a sample of it is written.
    pub(super) literal: Literal,
    /// The file of the runtime that holds its type.
    pub(super) file: Option<&'static str>,
    /// The crate that is a dependency for its sake.
    pub(super) dependency: Option<&'a str>,
}

/// Where the type of a scalar is found.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The type without a value, `()`.
    Unit,
    /// A type that is in scope everywhere.
    Prelude(&'static str),
    /// A type of the runtime.
    Runtime(&'static str),
    /// A type of the standard library or of a dependency, by the segments of its path.
    Library(&'static [&'static str]),
    /// A type that the caller chose, as the caller spells it, and the type of the runtime around it, if it needs
    /// one.
    Chosen(Option<&'static str>, &'a str),
}

/// How a value is passed to a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passing {
    /// As it is, because it is small.
    Value,
    /// As `&str` to an operation, and as what becomes a `String` to a constructor or a setter.
    Text,
    /// As what becomes a value of the type.
    Into,
}

/// How a sample is written as an expression.
#[derive(Clone, Copy)]
pub(super) enum Literal {
    /// `()`.
    Unit,
    /// `true` or `false`.
    Bool,
    /// Digits.
    Integer,
    /// Digits with a point.
    Float,
    /// A text that is turned into a `String`.
    String,
    /// A text that the type is parsed from, if it looks like a value of the type.
    Parsed(fn(&str) -> bool),
    /// JSON: which expression makes a value is not known.
    Json,
    /// A text that is already Base64.
    Encoded,
    /// A small file, whatever the sample is.
    File,
}

/// The row of a scalar.
pub(super) fn row(api: &Api, scalar: Scalar) -> Row<'_> {
    use Path::{Library, Prelude, Runtime};
    match scalar {
        Scalar::Null => plain(Path::Unit, Literal::Unit),
        Scalar::Bool => plain(Prelude("bool"), Literal::Bool),
        Scalar::Integer(width) => plain(Prelude(integer(width)), Literal::Integer),
        Scalar::F64 => plain(Prelude("f64"), Literal::Float),
        Scalar::String => {
            Row { passing: Passing::Text, ..plain(Prelude("String"), Literal::String) }
        }
        Scalar::DateTime => time("DateTime", "scalar/date_time", is_date_time),
        Scalar::Date => time("Date", "scalar/date", is_date),
        Scalar::Time => time("Time", "scalar/time", is_time),
        Scalar::Duration => time("Duration", "scalar/duration", is_duration),
        Scalar::Uuid => Row {
            dependency: Some("uuid"),
            ..plain(Library(&["uuid", "Uuid"]), Literal::Parsed(is_uuid))
        },
        Scalar::Ipv4 => plain(
            Library(&["std", "net", "Ipv4Addr"]),
            Literal::Parsed(|text| text.parse::<Ipv4Addr>().is_ok()),
        ),
        Scalar::Ipv6 => plain(
            Library(&["std", "net", "Ipv6Addr"]),
            Literal::Parsed(|text| text.parse::<Ipv6Addr>().is_ok()),
        ),
        Scalar::Base64 => base64("Base64"),
        Scalar::Base64Url => base64("Base64Url"),
        Scalar::File => Row { passing: Passing::Into, ..plain(Runtime("FilePart"), Literal::File) },
        Scalar::Chosen(id, kind) => {
            let scalar = &api.chosen_scalars[id];
            chosen(&scalar.path, scalar.is_textual.then_some(kind))
        }
    }
}

/// Whether the values of a scalar are parsed from texts, of which an empty one is none.
pub(super) fn is_parsed(api: &Api, scalar: Scalar) -> bool {
    matches!(row(api, scalar).literal, Literal::Parsed(_))
}

/// A scalar that is passed as it is, and whose type needs neither a file of its own nor a dependency.
fn plain(path: Path<'_>, literal: Literal) -> Row<'_> {
    Row { path, passing: Passing::Value, literal, file: None, dependency: None }
}

/// A scalar whose type is made of a type of `jiff`.
fn time(name: &'static str, file: &'static str, is_like: fn(&str) -> bool) -> Row<'static> {
    Row {
        file: Some(file),
        dependency: Some("jiff"),
        ..plain(Path::Runtime(name), Literal::Parsed(is_like))
    }
}

fn base64(name: &'static str) -> Row<'static> {
    Row {
        file: Some("scalar/base64"),
        dependency: Some("base64"),
        ..plain(Path::Runtime(name), Literal::Encoded)
    }
}

/// A scalar whose type the caller chose; `spelled` is the kind of its JSON values where the runtime makes them of
/// its text.
fn chosen(path: &str, spelled: Option<JsonKind>) -> Row<'_> {
    let (around, file) = match spelled {
        None => (None, None),
        Some(JsonKind::String) => (Some("AsText"), Some("scalar/as_text")),
        Some(_) => (Some("AsNumber"), Some("scalar/as_number")),
    };
    let krate = path.trim_start_matches("::").split("::").next();
    Row { file, dependency: krate, ..plain(Path::Chosen(around, path), Literal::Json) }
}

/// Spells the path of a type that the caller chose.
pub(super) fn chosen_path(path: &str) -> TokenStream {
    path.parse().unwrap_or_default()
}

fn integer(width: Width) -> &'static str {
    match width {
        Width::I8 => "i8",
        Width::I16 => "i16",
        Width::I32 => "i32",
        Width::I64 => "i64",
        Width::U8 => "u8",
        Width::U16 => "u16",
        Width::U32 => "u32",
        Width::U64 => "u64",
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn is_date_time(text: &str) -> bool {
    starts_with_digit(text) && text.len() > "2026-01-01".len()
}

fn is_date(text: &str) -> bool {
    starts_with_digit(text) && text.len() == "2026-01-01".len()
}

fn is_time(text: &str) -> bool {
    starts_with_digit(text) && text.contains(':')
}

fn is_duration(text: &str) -> bool {
    text.starts_with(['P', '-', '+'])
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// Whether a scalar that `wanted` describes is part of a type.
pub(super) fn occurs(api: &Api, ty: &Type, wanted: &dyn Fn(Row<'_>) -> bool) -> bool {
    match ty {
        Type::Scalar(scalar) => wanted(row(api, *scalar)),
        Type::List(inner) | Type::Map(inner) | Type::Json(inner) | Type::Nullable(inner) => {
            occurs(api, inner, wanted)
        }
        Type::Named(_) | Type::Any => false,
    }
}
