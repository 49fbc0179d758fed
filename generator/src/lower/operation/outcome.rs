//! Responses → answers by status and media type: which of them are a success, which a failure, and whether
//! their types differ.

use super::body::payload;
use super::error::undescribed_failure;
use super::media::{acceptable, essence, preference, words_of};
use crate::api::{Answer, Answers, Docs, Origin, Payload, Statuses, Step, Stream, Type, View};
use crate::diagnostic::Code;
use crate::document::{self, MediaType, Method, Response, SchemaId, StatusKey};
use crate::lower::schema::{Form, Schemas, resolved_form};
use crate::lower::types::{Types, type_of};

/// The answers of an operation, and what it asks for.
pub(super) struct Outcomes {
    /// The answers of a success.
    pub(super) success: Answers,
    /// The answers of a failure.
    pub(super) failure: Answers,
    /// The answer of a success that can be read piece by piece.
    pub(super) stream: Option<Stream>,
    /// The media types for `Accept`, those of the successes first.
    pub(super) accepts: Vec<String>,
    /// What of the answers is not carried, in words.
    pub(super) losses: Vec<String>,
}

/// A payload, and the media types of an answer that carry it.
struct Carried<'d> {
    media: Vec<&'d MediaType>,
    payload: Payload,
}

impl Carried<'_> {
    /// Whether nothing is described of a body that is there.
    fn is_undescribed(&self) -> bool {
        self.media.is_empty() && self.payload == Payload::Bytes
    }
}

/// What is asked for where nothing is described of a body (RFC 9110, section 12.5.1).
const ANY_MEDIA_TYPE: &str = "*/*";

/// The status of an upgrade to another protocol (RFC 9110, section 15.2.2).
const SWITCHING_PROTOCOLS: StatusKey = StatusKey::Code(101);

pub(super) fn outcomes(
    types: &mut Types<'_>,
    operation: &document::Operation,
    origin: &Origin,
    chosen_error: Option<SchemaId>,
) -> Outcomes {
    let mut success = Vec::new();
    let mut failure = Vec::new();
    let (mut accepts, mut others) = (Vec::new(), Vec::new());
    let (mut streams, mut losses) = (Vec::new(), Vec::new());
    for (status, response) in &operation.responses {
        if *status == SWITCHING_PROTOCOLS {
            losses.push(say_switching(types.schemas, response));
            continue;
        }
        let is_success = is_success(&operation.responses, *status);
        let answers = of_status(types, &operation.method, *status, response, is_success);
        if answers.iter().any(|(_, carried)| carried.is_undescribed()) {
            accepts.push(ANY_MEDIA_TYPE.to_owned());
            streams.push(undescribed_stream());
        }
        let accepted = if is_success { &mut accepts } else { &mut others };
        for media in answers.iter().flat_map(|(_, carried)| &carried.media) {
            accepted.extend(acceptable(&media.name, preference(types.schemas, media)));
        }
        if is_success && operation.method != Method::Head {
            streams.extend(stream(types, response));
        }
        for (answer, _) in answers {
            if is_success {
                success.push(answer.clone());
            }
            // An error without a described body says nothing beyond its status.
            if is_failure(&operation.responses, *status) && answer.payload != Payload::Empty {
                failure.push(answer);
            }
        }
    }
    if success.is_empty() {
        // Nothing is said of what it answers, so that it may be anything.
        let is_empty = operation.method == Method::Head || !losses.is_empty();
        let payload = if is_empty { Payload::Empty } else { Payload::Bytes };
        if !is_empty {
            accepts.push(ANY_MEDIA_TYPE.to_owned());
            streams.push(undescribed_stream());
        }
        success.push(undescribed(payload));
    }
    let is_complete = failure.iter().any(|answer| answer.statuses == Statuses::Rest);
    if let Some(error) = chosen_error.filter(|_| !is_complete) {
        failure.push(undescribed_failure(types, error));
        others.push("application/json".to_owned());
    }
    accepts.append(&mut others);
    Outcomes {
        success: answers(success, origin, Step::Other("answer".to_owned())),
        failure: answers(failure, origin, Step::Failure),
        stream: streams.into_iter().min_by_key(|stream| rank(&stream.payload)),
        accepts: distinct(accepts),
        losses,
    }
}

/// The answers of a status: one, or one for each payload if its media types carry several.
fn of_status<'d>(
    types: &mut Types<'_>,
    method: &Method,
    status: StatusKey,
    response: &'d Response,
    is_success: bool,
) -> Vec<(Answer, Carried<'d>)> {
    let statuses = match status {
        StatusKey::Code(code) => Statuses::One(code),
        StatusKey::Range(hundred) => Statuses::Hundred(hundred),
        StatusKey::Default => Statuses::Rest,
    };
    // None of these statuses has a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
    let is_empty = matches!(statuses, Statuses::One(204 | 205 | 304));
    let mut carried = if is_empty { Vec::new() } else { carried(types, response) };
    if carried.is_empty() && is_success && response.states_media_type && !is_empty {
        carried.push(Carried { media: Vec::new(), payload: Payload::Bytes });
    }
    // The content that is described for HEAD is that of GET (section 9.3.2): its media types are accepted,
    // and the answer is empty.
    if carried.is_empty() || *method == Method::Head {
        let media = carried.into_iter().flat_map(|one| one.media).collect();
        carried = vec![Carried { media, payload: Payload::Empty }];
    }
    let several = carried.len() > 1;
    let answer = |carried: Carried<'d>| {
        let media = carried.media.iter().filter(|_| several);
        let answer = Answer {
            statuses,
            media: media.map(|media| essence(&media.name)).collect(),
            words: carried.media.first().map_or_else(String::new, |one| words_of(&one.name)),
            payload: carried.payload.clone(),
            docs: Docs {
                summary: response.summary.clone(),
                ..Docs::of(response.description.as_deref())
            },
        };
        (answer, carried)
    };
    carried.into_iter().map(answer).collect()
}

/// The payloads of an answer, the preferred one first. A media type that is another spelling of a payload is
/// not accepted, and one that is read piece by piece only if none is read as a whole.
fn carried<'d>(types: &mut Types<'_>, response: &'d Response) -> Vec<Carried<'d>> {
    let mut described: Vec<&MediaType> = response.content.iter().collect();
    described.sort_by_key(|media| preference(types.schemas, media));
    let mut carried: Vec<Carried<'d>> = Vec::new();
    for media in described {
        let payload = payload(types, media);
        let says_no_more = says_no_more(types, media, &payload, &carried);
        let first = carried.first().and_then(|first| first.media.first().copied());
        match carried.iter_mut().find(|known| known.payload == payload) {
            _ if says_no_more => say_not_accepted(types.schemas, media, first),
            Some(same) if matches!(payload, Payload::Json(_)) => {
                say_not_accepted(types.schemas, media, same.media.first().copied());
            }
            Some(same) => same.media.push(media),
            None => carried.push(Carried { media: vec![media], payload }),
        }
    }
    let is_whole = |one: &Carried<'_>| rank(&one.payload) > 1;
    if carried.iter().any(is_whole) {
        carried.retain(is_whole);
    }
    carried
}

/// Whether a media type is another spelling of the JSON in `known`: it has an equal type, or its schema is of
/// a shape that only JSON can be read as.
fn says_no_more(
    types: &mut Types<'_>,
    media: &MediaType,
    payload: &Payload,
    known: &[Carried<'_>],
) -> bool {
    let jsons: Vec<&Type> = known
        .iter()
        .filter_map(|one| match &one.payload {
            Payload::Json(ty) => Some(ty),
            _ => None,
        })
        .collect();
    if jsons.is_empty() || !matches!(payload, Payload::Text | Payload::Bytes) {
        return false;
    }
    let Some(schema) = media.schema.filter(|_| media.items.is_none()) else { return false };
    // `type_of` is called for scalars only: for another schema it could define a type that nothing uses.
    let is_value = matches!(resolved_form(types.schemas, schema).1, Form::Scalar(_) | Form::Any);
    !is_value || jsons.contains(&&type_of(types, schema, View::Received))
}

fn say_not_accepted(schemas: &Schemas<'_>, media: &MediaType, accepted: Option<&MediaType>) {
    let accepted = accepted.map_or("", |media| &*media.name);
    let message = format!("`{}` is not asked for; `{accepted}` is", media.name);
    schemas.say_of_key(Code::UnusedKey, media.at, message);
}

/// The media type of an answer that can be read piece by piece, and its payload.
fn stream(types: &mut Types<'_>, response: &Response) -> Option<Stream> {
    let mut streams = Vec::new();
    for media in &response.content {
        let payload = payload(types, media);
        let is_stream = rank(&payload) < 2 || payload == Payload::Bytes;
        let accepted = acceptable(&media.name, preference(types.schemas, media));
        if let Some(media) = accepted.filter(|_| is_stream) {
            streams.push(Stream { media, payload });
        }
    }
    streams.into_iter().min_by_key(|stream| rank(&stream.payload))
}

/// The rank of a payload among those that can be read piece by piece: the lowest is offered as the stream.
fn rank(payload: &Payload) -> u8 {
    match payload {
        Payload::Events(_) | Payload::EventObjects(_) => 0,
        Payload::Lines(_) => 1,
        _ => 2,
    }
}

/// The success of an operation that describes none.
fn undescribed(payload: Payload) -> Answer {
    Answer {
        statuses: Statuses::Rest,
        media: Vec::new(),
        words: String::new(),
        payload,
        docs: Docs::default(),
    }
}

/// A body of which nothing is described, piece by piece.
fn undescribed_stream() -> Stream {
    Stream { media: ANY_MEDIA_TYPE.to_owned(), payload: Payload::Bytes }
}

/// An upgrade to another protocol is not carried.
fn say_switching(schemas: &Schemas<'_>, response: &Response) -> String {
    let message = "`101` switches to another protocol, which this client does not speak";
    schemas.say_of_key(Code::Unsupported, response.named_at, message);
    message.to_owned()
}

fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

/// Whether a status is a success. A success is `2XX`; if none is described, a redirect; if neither is,
/// `default`.
fn is_success(all: &[(StatusKey, Response)], status: StatusKey) -> bool {
    let best = all
        .iter()
        .filter_map(|(status, _)| hundred(*status))
        .filter(|it| [2, 3].contains(it))
        .min();
    hundred(status) == best
}

/// Whether a status is a failure. `default` is a failure even if it is the success too.
fn is_failure(all: &[(StatusKey, Response)], status: StatusKey) -> bool {
    hundred(status).is_none() || !is_success(all, status)
}

/// The class of a status.
fn hundred(status: StatusKey) -> Option<u16> {
    match status {
        StatusKey::Code(code) => Some(code / 100),
        StatusKey::Range(hundred) => Some(u16::from(hundred)),
        StatusKey::Default => None,
    }
}

/// The step for the answer of a status in the origins of its types.
pub(super) fn step(all: &[(StatusKey, Response)], status: StatusKey) -> Step {
    let carries = |response: &Response| !response.content.is_empty();
    let success = is_success(all, status);
    let alike = all.iter().filter(|(other, response)| {
        if success { is_success(all, *other) } else { is_failure(all, *other) && carries(response) }
    });
    match (alike.count(), success) {
        (0 | 1, true) => Step::Success,
        (0 | 1, false) => Step::Failure,
        _ => Step::Answer(match status {
            StatusKey::Code(code) => Statuses::One(code).words(),
            StatusKey::Range(hundred) => Statuses::Hundred(hundred).words(),
            StatusKey::Default => Statuses::Rest.words(),
        }),
    }
}

fn answers(mut described: Vec<Answer>, origin: &Origin, step: Step) -> Answers {
    described.sort_by_key(|answer| answer.statuses);
    name_answers(&mut described);
    let mut payloads: Vec<&Payload> = Vec::new();
    for answer in &described {
        if !payloads.contains(&&answer.payload) {
            payloads.push(&answer.payload);
        }
    }
    let several = (payloads.len() > 1).then(|| {
        let path = origin.path.iter().cloned().chain([step]).collect();
        Origin::new(origin.at.clone(), path)
    });
    Answers { described, several }
}

/// Sets the words that distinguish each answer from the others: its statuses, its media type, or both.
fn name_answers(described: &mut [Answer]) {
    let first = described.first().map(|answer| answer.statuses);
    let one_status = described.iter().all(|answer| Some(answer.statuses) == first);
    for answer in described {
        answer.words = match (answer.media.is_empty(), one_status) {
            (true, _) => answer.statuses.words(),
            (false, true) => std::mem::take(&mut answer.words),
            (false, false) => format!("{} {}", answer.statuses.words(), answer.words),
        };
    }
}
