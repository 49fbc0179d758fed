//! An operation → what of its parameters and media types is not carried, beside what could not be read.

use super::media::{essence, is_sequence};
use super::query_string::loss_of_query;
use crate::diagnostic::Code;
use crate::document::{In, MediaType, Operation};
use crate::lower::schema::Schemas;

/// What is not carried, in words. Each is said at its place.
pub(super) fn losses(schemas: &Schemas<'_>, operation: &Operation) -> Vec<String> {
    let queries = operation.parameters.iter().filter(|one| one.location == In::QueryString);
    let mut losses: Vec<String> =
        queries.filter_map(|query| loss_of_query(schemas, query)).collect();
    let sent = operation.body.iter().flat_map(|body| &body.content);
    losses.extend(sent.filter_map(|media| {
        let is_carried = is_sequence(&essence(&media.name)) && !is_events(media);
        loss_of_items(schemas, media, is_carried)
    }));
    let answered = operation.responses.iter().flat_map(|(_, response)| &response.content);
    losses.extend(
        answered
            .filter_map(|media| loss_of_items(schemas, media, is_sequence(&essence(&media.name)))),
    );
    losses
}

/// The schema of each value has a meaning where the media type is a sequence of values. Beside it, that of the
/// whole says nothing that a client which reads the values one by one could use.
fn loss_of_items(schemas: &Schemas<'_>, media: &MediaType, is_carried: bool) -> Option<String> {
    media.items?;
    if !is_carried {
        let message = format!("`itemSchema` of `{}` is not carried", media.name);
        schemas.say_of_key(Code::Unsupported, media.at, message.clone());
        return Some(message);
    }
    if media.schema.is_some() {
        let message = format!("`schema` of `{}` has no effect beside `itemSchema`", media.name);
        schemas.say_of_key(Code::UnusedKey, media.at, message);
    }
    None
}

fn is_events(media: &MediaType) -> bool {
    essence(&media.name) == "text/event-stream"
}
