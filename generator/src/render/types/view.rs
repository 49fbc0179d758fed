//! A type that is one of two views of a schema → what its docs say of that.

use super::purpose::Purposes;
use crate::api::{Member, Presence, Record, Shape, TypeDef, TypeId, View};
use crate::render::{Context, docs};

/// So many members are named in a sentence; of more, only the number is said.
const MOST_NAMED: usize = 5;

const UNCONVERTIBLE: &str = "It cannot be made of a received one, nor can what it holds.";

/// What a view is for, and how it differs from the other one.
pub(super) fn sentences(context: Context<'_>, purposes: &Purposes<'_>, id: TypeId) -> Vec<String> {
    let definition = &context.api.types[id];
    let Some(view) = definition.origin.view else { return Vec::new() };
    let module = &context.names.types[id].module;
    let other = definition.other_view.map(|other| purposes.link(other.ty, module));
    let without = without(&definition.shape, view);
    let without = without.map(|without| format!(", {without}")).unwrap_or_default();
    let text = match (view, other) {
        // Nothing distinguishes it from other types that go one way only.
        (_, None) if without.is_empty() => return Vec::new(),
        (View::Received, None) => format!("As it is received{without}."),
        (View::Received, Some(other)) => {
            format!("As it is received{without}. What is sent is {other}.")
        }
        (View::Sent, None) => format!("As it is sent{without}."),
        (View::Sent, Some(other)) => {
            format!("What is sent of {other}{without}. {}", how_it_is_made(context, definition))
        }
    };
    docs::filled(text.trim_end())
}

/// Which members a view does not have.
fn without(shape: &Shape, view: View) -> Option<String> {
    let Shape::Record(Record { of_other_view, .. }) = shape else { return None };
    let names: Vec<String> = of_other_view.iter().map(|name| docs::code(name)).collect();
    let names = match names.split_last() {
        None => return None,
        Some(_) if names.len() > MOST_NAMED => format!("{} members", names.len()),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    };
    let why = match view {
        View::Received => "which only the server reads",
        View::Sent => "which only the server sets",
    };
    Some(format!("without {names}, {why}"))
}

/// How a value of a sent view is made of one that was received.
fn how_it_is_made(context: Context<'_>, definition: &TypeDef) -> String {
    let Some(other) = definition.other_view else { return String::new() };
    let received = &context.api.types[other.ty].shape;
    match (&definition.shape, received) {
        (Shape::Alias(_), _) => String::new(),
        _ if other.converts => "`from` makes it of a received one.".to_owned(),
        (Shape::Record(sent), Shape::Record(received)) => {
            let is_lacking = |member: &&Member| {
                member.presence == Presence::Required
                    && member.fixed.is_none()
                    && received.of_other_view.contains(&member.wire_name)
            };
            match sent.members.iter().find(is_lacking) {
                Some(member) => {
                    let name = docs::code(&member.wire_name);
                    format!("It cannot be made of a received one, which lacks {name}.")
                }
                None => UNCONVERTIBLE.to_owned(),
            }
        }
        _ => UNCONVERTIBLE.to_owned(),
    }
}
