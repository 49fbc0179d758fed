//! What an API needs of the runtime: a question each, which the tables of files, of dependencies and of
//! public names ask.

use crate::api::{
    Api, Credential, CredentialKind, Payload, Presence, Role, Sent, Shape, Type, TypeDef,
};
use crate::render::scalar::{self, Path, Row};

/// A question: whether an API needs something.
pub(super) type Need = fn(&Api) -> bool;

/// For what no API can do without.
pub(super) fn always(_: &Api) -> bool {
    true
}

/// Whether a type that travels as JSON is a record.
pub(super) fn records(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Record(_)))
}

/// Whether a type is an enum of texts.
pub(super) fn choices(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Choice(choice) if choice.is_of_texts()))
}

/// Whether a type is an enum of numbers.
pub(super) fn number_choices(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Choice(choice) if !choice.is_of_texts()))
}

/// Whether a type is an enum for which any other value is an error.
pub(super) fn closed_choices(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Choice(choice) if choice.closed))
}

/// Whether a type is one of several types.
pub(super) fn unions(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Union(_)))
}

/// Whether a type is a list whose first items have types of their own.
pub(super) fn tuples(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Tuple(_)))
}

/// Whether a type is a struct around one value.
pub(super) fn wrappers(api: &Api) -> bool {
    has_json_shape(api, |shape| matches!(shape, Shape::Wrapper(_)))
}

/// Whether a member or an item may be absent and may be null.
pub(super) fn three_state_values(api: &Api) -> bool {
    let both = |presence: Presence, ty: &Type| presence == Presence::Optional && ty.split_null().1;
    api.types.iter().any(|(_, definition)| match &definition.shape {
        Shape::Record(record) => {
            record.members.iter().any(|member| both(member.presence, &member.ty))
        }
        Shape::Tuple(tuple) => tuple.items.iter().any(|item| both(item.presence, &item.ty)),
        _ => false,
    })
}

/// Whether a type is the parts of a body.
pub(super) fn part_types(api: &Api) -> bool {
    has_type(api, |definition| definition.role == Role::Parts)
}

/// Whether a type is the headers of an answer.
pub(super) fn header_types(api: &Api) -> bool {
    has_type(api, |definition| matches!(definition.role, Role::Headers(_)))
}

/// Whether the caller chooses the media type of a body.
pub(super) fn content_choices(api: &Api) -> bool {
    let mut bodies = api.operations.iter().filter_map(|(_, other)| other.body.as_ref());
    bodies.any(|body| body.several.is_some())
}

/// Whether a body is parts.
pub(super) fn sent_parts(api: &Api) -> bool {
    sends(api, |sent| matches!(sent, Sent::Parts(_)))
}

/// Whether an answer is events.
pub(super) fn event_answers(api: &Api) -> bool {
    answers(api, |payload| matches!(payload, Payload::Events(_) | Payload::EventObjects(_)))
}

/// Whether an answer is events whose schema describes their fields.
pub(super) fn event_object_answers(api: &Api) -> bool {
    answers(api, |payload| matches!(payload, Payload::EventObjects(_)))
}

/// Whether an answer is JSON values, one after the other.
pub(super) fn json_line_answers(api: &Api) -> bool {
    answers(api, |payload| matches!(payload, Payload::Lines(_)))
}

/// Whether an answer is cut into lines.
pub(super) fn split_answers(api: &Api) -> bool {
    event_answers(api) || json_line_answers(api)
}

/// Whether an answer is a text.
pub(super) fn text_answers(api: &Api) -> bool {
    answers(api, |payload| matches!(payload, Payload::Text))
}

/// Whether the caller can read an answer while it comes.
pub(super) fn streams(api: &Api) -> bool {
    streamed(api, |_| true)
}

/// Whether the caller can read the bytes of an answer while they come.
pub(super) fn streamed_bytes(api: &Api) -> bool {
    streamed(api, |payload| matches!(payload, Payload::Bytes))
}

/// Whether the caller can read events while they come.
pub(super) fn streamed_events(api: &Api) -> bool {
    streamed(api, |payload| matches!(payload, Payload::Events(_)))
}

/// Whether the caller can read events while they come whose schema describes their fields.
pub(super) fn streamed_event_objects(api: &Api) -> bool {
    streamed(api, |payload| matches!(payload, Payload::EventObjects(_)))
}

/// Whether the caller can have an event stream connected again.
pub(super) fn event_streams(api: &Api) -> bool {
    streamed_events(api) || streamed_event_objects(api)
}

/// Whether the caller can read JSON values while they come.
pub(super) fn streamed_json_lines(api: &Api) -> bool {
    streamed(api, |payload| matches!(payload, Payload::Lines(_)))
}

/// Whether an answer is decoded piece by piece: events and lines are, even where they are read whole.
pub(super) fn piecemeal_answers(api: &Api) -> bool {
    split_answers(api) || streams(api)
}

/// Whether an answer is one page of a list.
pub(super) fn paged_lists(api: &Api) -> bool {
    api.operations.iter().any(|(_, operation)| operation.paging.is_some())
}

/// Whether a credential is a bearer token.
pub(super) fn bearer_tokens(api: &Api) -> bool {
    api.credentials.iter().any(|credential| credential.kind == CredentialKind::Bearer)
}

/// Whether the client gets tokens itself.
pub(super) fn token_flows(api: &Api) -> bool {
    api.credentials.iter().any(|credential| credential.token_urls.is_some())
}

/// Whether a credential is a text that must not show.
pub(super) fn secrets(api: &Api) -> bool {
    let is_text = |credential: &Credential| credential.kind != CredentialKind::Certificate;
    api.credentials.iter().any(is_text)
}

/// Whether a scalar occurs whose type stands in this file of the runtime.
pub(super) fn scalar_in(api: &Api, file: &str) -> bool {
    uses(api, |scalar| scalar.file == Some(file))
}

/// Whether a scalar occurs whose type has this name in the runtime.
pub(super) fn scalar_called(api: &Api, name: &str) -> bool {
    uses(api, |scalar| match scalar.path {
        Path::Runtime(own) | Path::Chosen(Some(own), _) => own == name,
        Path::Unit | Path::Prelude(_) | Path::Library(_) | Path::Chosen(None, _) => false,
    })
}

/// Whether a scalar occurs whose type takes this dependency.
pub(super) fn scalar_from(api: &Api, dependency: &str) -> bool {
    uses(api, |scalar| scalar.dependency == Some(dependency))
}

/// Whether a text has the JSON of a described value.
pub(super) fn json_texts(api: &Api) -> bool {
    fn is_within(ty: &Type) -> bool {
        match ty {
            Type::Json(_) => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_within(inner),
            Type::Scalar(_) | Type::Named(_) | Type::Any => false,
        }
    }
    spells(api, is_within)
}

fn has_type(api: &Api, is_it: impl Fn(&TypeDef) -> bool) -> bool {
    api.types.iter().any(|(_, definition)| is_it(definition))
}

fn has_json_shape(api: &Api, is_it: impl Fn(&Shape) -> bool) -> bool {
    has_type(api, |definition| definition.role == Role::Json && is_it(&definition.shape))
}

/// Whether an operation sends something of that kind.
fn sends(api: &Api, is_it: impl Fn(&Sent) -> bool) -> bool {
    let mut bodies = api.operations.iter().filter_map(|(_, other)| other.body.as_ref());
    bodies.any(|body| body.contents.iter().any(|content| is_it(&content.sent)))
}

/// Whether an operation is answered with something of that kind, as a whole or as a stream.
fn answers(api: &Api, is_it: impl Fn(&Payload) -> bool) -> bool {
    let whole = api.operations.iter().any(|(_, operation)| {
        let mut described = operation.success.described.iter().chain(&operation.failure.described);
        described.any(|answer| is_it(&answer.payload))
    });
    whole || streamed(api, is_it)
}

/// Whether the answer to an operation can be read as a stream of that kind.
fn streamed(api: &Api, is_it: impl Fn(&Payload) -> bool) -> bool {
    let mut streams = api.operations.iter().filter_map(|(_, other)| other.stream.as_ref());
    streams.any(|stream| is_it(&stream.payload))
}

/// Whether a scalar that `wanted` describes occurs anywhere.
fn uses(api: &Api, wanted: impl Fn(Row<'_>) -> bool) -> bool {
    spells(api, |ty| scalar::occurs(api, ty, &wanted))
}

/// Whether such a type is spelled anywhere.
fn spells(api: &Api, is_it: impl Fn(&Type) -> bool) -> bool {
    let types = has_type(api, |definition| definition.shape.types().into_iter().any(&is_it));
    let operations = api.operations.iter().any(|(_, operation)| {
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let sent = contents.filter_map(|content| content.sent.ty());
        let described = operation.success.described.iter().chain(&operation.failure.described);
        let streamed = operation.stream.iter().filter_map(|stream| stream.payload.ty());
        let answered = described.filter_map(|answer| answer.payload.ty()).chain(streamed);
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(sent).chain(answered).any(&is_it)
    });
    types || operations
}
