//! Operations whose pages link to the next one, in a member or in the header `Link`.

use super::bound::{Found, is_near, more};
use super::request::{Query, states_size};
use super::survey::{Kind, List, Survey, Value};
use super::words::has_any;
use crate::api::{Operation, PagingBound, PagingSource, PagingStep, PathPart, Shape, TypeDef};
use crate::arena::Arena;

/// Words of the name of a link to the next page.
const OF_LINKS: [&str; 13] = [
    "next",
    "page",
    "pages",
    "link",
    "links",
    "url",
    "uri",
    "href",
    "paging",
    "pagination",
    "odata",
    "path",
    "results",
];

/// Parameters that ask for a page, whatever they are called otherwise.
const ASKING: [&str; 9] =
    ["page", "cursor", "offset", "skip", "after", "marker", "continuation", "skiptoken", "start"];

/// The rule of an operation whose pages link to the next one.
pub(super) fn link(
    survey: &Survey<'_>,
    operation: &Operation,
    queries: &[Query<'_>],
    list: &List<'_>,
) -> Option<Found> {
    if operation.method != "GET" {
        return None;
    }
    let asks = queries.iter().any(|query| has_any(&query.words, &ASKING)) || states_size(queries);
    let is_collection = matches!(operation.path.last(), Some(PathPart::Literal(_)));
    let is_told = |value: &Value<'_>| {
        let is_explicit =
            value.words.iter().any(|word| word != "next" && OF_LINKS.contains(&&**word));
        asks || is_collection && is_explicit
    };
    let mut links = survey.values.iter().filter(|value| is_next(value, list) && is_told(value));
    let source = match (links.next(), links.next()) {
        (Some(only), None) => PagingSource::Member(only.pointer()),
        (Some(first), Some(second)) if first.way.len() < second.way.len() => {
            PagingSource::Member(first.pointer())
        }
        (Some(_), Some(_)) => return None,
        (None, _) => return header(survey.types, operation, asks),
    };
    let bound = more(survey, &list.way).unwrap_or(PagingBound::Unstated);
    Some((PagingStep::Link(source), bound))
}

/// Whether a member is the URL of the next page.
fn is_next(value: &Value<'_>, list: &List<'_>) -> bool {
    let holders = value.way.split_last().map_or(&[][..], |(_, holders)| holders);
    let around = list.way.split_last().map_or(&[][..], |(_, around)| around);
    let of_links = |holder: &&str| {
        let words = super::words::words(holder);
        words.iter().all(|word| OF_LINKS.contains(&word.as_str()))
    };
    let is_placed =
        is_near(value, &list.way) || holders.iter().all(|it| around.contains(it) || of_links(it));
    let is_plain = value.name.iter().all(|word| OF_LINKS.contains(&word.as_str()));
    let said = value.docs.description.as_deref().unwrap_or_default().to_lowercase();
    let says_url = ["url", "uri", "link", "href"].iter().any(|word| said.contains(word));
    let names_url = has_any(&value.words, &["url", "uri", "link", "links", "href"]);
    value.kind == Kind::Text
        && has_any(&value.words, &["next"])
        && is_plain
        && is_placed
        && (names_url || value.is_url() || says_url)
}

/// The header `Link` of a success, where the request can ask for pages.
fn header(types: &Arena<TypeDef>, operation: &Operation, asks: bool) -> Option<Found> {
    let Shape::Record(headers) = &types[operation.headers?].shape else { return None };
    let link = headers.members.iter().find(|it| it.wire_name.eq_ignore_ascii_case("link"))?;
    let said = link.docs.description.as_deref().unwrap_or_default().to_lowercase();
    let says_page = ["pag", "next"].iter().any(|word| said.contains(word));
    let is_told = asks && (says_page || said.is_empty());
    let source = PagingSource::Header(link.wire_name.clone());
    is_told.then_some((PagingStep::Link(source), PagingBound::Unstated))
}
