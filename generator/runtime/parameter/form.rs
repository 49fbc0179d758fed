//! A value → the body of a form (OpenAPI 3.1.1, section 4.8.15): each member of an object in its own
//! style.

use super::{Place, Style, Tree};
use crate::runtime::call::Operation;
use crate::runtime::error::Fault;

/// The form of an object, given as JSON text, for an operation. A list without a style is spelled as one
/// pair for each item; lists and objects within a member are spelled as JSON.
///
/// # Errors
/// A [`Fault`] for a value that is no object; null is a form without members.
pub fn form(operation: &Operation, json: &str) -> Result<String, Fault> {
    let members = match Tree::read(json)? {
        Tree::Object(members, _) => members,
        Tree::Null => Vec::new(),
        Tree::Scalar(..) | Tree::List(..) => {
            return Err(Fault::new("is not an object, which a form is made of"));
        }
    };
    let mut pairs = Vec::new();
    for (name, value) in &members {
        pairs.extend(match operation.style_of(name) {
            Some(style) => style.pairs(Place::Form, name, value),
            None => Style::FORM.member(Place::Form, name, value),
        });
    }
    Ok(pairs.join("&"))
}
