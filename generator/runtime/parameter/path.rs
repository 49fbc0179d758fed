//! A path template → the path. No value can make the request reach another path.

use percent_encoding::percent_decode_str;

use super::{Parameter, Place};
use crate::runtime::error::Fault;

/// The path of `template` with its parameters, percent-encoded.
///
/// # Errors
/// A [`Fault`] for a parameter that was not given or is empty, and for a segment that becomes `.` or
/// `..`, which URL parsers resolve even when they are percent-encoded.
pub fn fill(template: &str, parameters: &[Parameter]) -> Result<String, Fault> {
    let mut path = String::with_capacity(template.len());
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        fill_segment(segment, parameters, &mut path)?;
    }
    Ok(path)
}

/// Adds a segment to the path.
fn fill_segment(template: &str, parameters: &[Parameter], path: &mut String) -> Result<(), Fault> {
    let begin = path.len();
    let mut rest = template;
    while let Some((literal, name, after)) = next_parameter(rest) {
        path.push_str(literal);
        path.push_str(&value(name, parameters)?);
        rest = after;
    }
    path.push_str(rest);
    let segment = path.get(begin..).unwrap_or_default();
    if !climbs(segment) {
        return Ok(());
    }
    let what = match next_parameter(template) {
        Some(("", name, "")) => format!("the path parameter {name:?} is"),
        _ => format!("the path segment {template:?} comes out as"),
    };
    Err(Fault::new(format!("{what} {segment:?}, which a path cannot carry")))
}

/// The text before the next `{name}`, the name, and the text behind it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, after) = template.split_once('{')?;
    let (name, after) = after.split_once('}')?;
    Some((literal, name, after))
}

fn value(name: &str, parameters: &[Parameter]) -> Result<String, Fault> {
    let named = |parameter: &&Parameter| parameter.place == Place::Path && parameter.name == name;
    let fault = |what: &str| Err(Fault::new(format!("the path parameter {name:?} {what}")));
    let Some(parameter) = parameters.iter().find(named) else {
        return fault("was not given");
    };
    match parameter.text()? {
        None => fault("is null or holds nothing"),
        Some(text) if text.is_empty() => fault("is empty"),
        Some(text) => Ok(text),
    }
}

/// Whether a segment is one or two dots, each perhaps percent-encoded in three characters.
fn climbs(segment: &str) -> bool {
    let decoded = || percent_decode_str(segment);
    segment.len() <= 6 && (decoded().eq(*b".") || decoded().eq(*b".."))
}
