//! Answers by status: what is a success, what is a failure, and whether their types differ.

use super::{Lowering, body};
use crate::api::{Answer, Answers, Docs, Origin, Payload, Statuses, Step};
use crate::diagnostic::Code;
use crate::document::{self, MediaType, Method, Response, StatusKey};

impl Lowering<'_> {
    /// What an operation answers when all is well, and when something is wrong.
    pub(super) fn outcomes(
        &mut self,
        operation: &document::Operation,
        origin: &Origin,
    ) -> (Answers, Answers) {
        let mut success = Vec::new();
        let mut failure = Vec::new();
        for (status, response) in &operation.responses {
            let answer = self.answer(operation.method, *status, response);
            if is_success(&operation.responses, *status) {
                success.push(answer.clone());
            }
            // An error without a described body says nothing beyond its status.
            if is_failure(*status) && answer.payload != Payload::Empty {
                failure.push(answer);
            }
        }
        if success.is_empty() {
            // Nothing is said of what it answers, so nothing is asked of it.
            let docs = Docs::default();
            success.push(Answer { statuses: Statuses::Rest, payload: Payload::Empty, docs });
        }
        (
            answers(success, origin, Step::Other("answer".to_owned())),
            answers(failure, origin, Step::Failure),
        )
    }

    fn chosen<'a>(&self, content: &'a [MediaType]) -> Option<&'a MediaType> {
        content.iter().min_by_key(|media| self.preference(media))
    }

    /// The media types that an operation asks for: those of its successes first.
    pub(super) fn accepts(&self, operation: &document::Operation) -> Vec<String> {
        let mut accepts = Vec::new();
        let all = &operation.responses;
        let (successes, failures): (Vec<_>, Vec<_>) =
            all.iter().partition(|(status, _)| is_success(all, *status));
        for (_, response) in successes.into_iter().chain(failures) {
            let Some(media) = self.chosen(&response.content) else { continue };
            let media = body::acceptable(&media.name, self.preference(media));
            accepts.extend(media.filter(|media| !accepts.contains(media)));
        }
        accepts
    }

    fn answer(&mut self, method: Method, status: StatusKey, response: &Response) -> Answer {
        let payload = match self.chosen(&response.content) {
            // What is described for HEAD is what GET would send (RFC 9110, section 9.3.2).
            _ if method == Method::Head => Payload::Empty,
            // Nor has one of these statuses (sections 15.3.5, 15.3.6 and 15.4.5).
            _ if matches!(status, StatusKey::Code(204 | 205 | 304)) => Payload::Empty,
            Some(media) => {
                for other in response.content.iter().filter(|other| other.at != media.at) {
                    let message = format!("`{}` is not asked for; `{}` is", other.name, media.name);
                    self.say_of_key(Code::UnusedKey, other.at, message);
                }
                if media.name.starts_with("text/event-stream") {
                    let message = "the stream is read as a whole, in bytes";
                    self.say_of_key(Code::UnsupportedAnswer, media.at, message);
                }
                self.payload(media)
            }
            None => Payload::Empty,
        };
        let statuses = match status {
            StatusKey::Code(code) => Statuses::One(code),
            StatusKey::Range(hundred) => Statuses::Hundred(hundred),
            StatusKey::Default => Statuses::Rest,
        };
        Answer { statuses, payload, docs: Docs::of(response.description.as_deref()) }
    }
}

/// `2XX` is a success; `default` is one where no other success is described.
fn is_success(all: &[(StatusKey, Response)], status: StatusKey) -> bool {
    match status {
        StatusKey::Code(code) => (200..300).contains(&code),
        StatusKey::Range(hundred) => hundred == 2,
        StatusKey::Default => {
            !all.iter().any(|(other, _)| *other != status && is_success(all, *other))
        }
    }
}

fn is_failure(status: StatusKey) -> bool {
    match status {
        StatusKey::Code(code) => !(200..300).contains(&code),
        StatusKey::Range(hundred) => hundred != 2,
        StatusKey::Default => true,
    }
}

/// The word for an answer in the names of what it carries.
pub(super) fn step(all: &[(StatusKey, Response)], status: StatusKey) -> Step {
    let carries = |response: &Response| !response.content.is_empty();
    let success = is_success(all, status);
    let alike = all.iter().filter(|(other, response)| {
        if success { is_success(all, *other) } else { is_failure(*other) && carries(response) }
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
    let mut payloads: Vec<&Payload> = Vec::new();
    for answer in &described {
        if !payloads.contains(&&answer.payload) {
            payloads.push(&answer.payload);
        }
    }
    let several = (payloads.len() > 1).then(|| {
        let path = origin.path.iter().cloned().chain([step]).collect();
        Origin { at: origin.at.clone(), path }
    });
    Answers { described, several }
}
