//! A value → the body of a form (OpenAPI 3.1.1, section 4.8.15): the members of its object, each
//! spelled by its own style.

use super::{Fault, Operation, Place, Style, Tree};

/// The form that `json`, the text of an object, is sent as for an operation. A member that the
/// operation gives no style has its items one by one, and what is nested in them as JSON.
///
/// # Errors
/// A [`Fault`] for what is no object; null is a form without members.
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
