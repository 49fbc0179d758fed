//! Operations whose next page is asked for by a value of the page before it: a cursor, or the last item.

use super::bound::{Found, is_near, more};
use super::request::Query;
use super::survey::{Kind, List, Survey, Value, kind, pointer};
use super::words::{has_any, is_one_of, words};
use crate::api::{Member, Operation, PagingBound, PagingSource, PagingStep, Shape, TypeDef};
use crate::arena::Arena;

/// What a cursor is called, as the last word of the parameter's name.
const NOUNS: [&str; 9] = [
    "cursor",
    "token",
    "continuation",
    "continue",
    "marker",
    "after",
    "bookmark",
    "skiptoken",
    "key",
];

/// Parameters for the number of a page, or of the items before it.
const NUMBERED: [&str; 3] = ["page", "offset", "page number"];

/// Words of the names of tokens and keys that are for pages.
const OF_PAGES: [&str; 10] = [
    "page",
    "next",
    "continuation",
    "pagination",
    "paging",
    "position",
    "start",
    "starting",
    "skip",
    "cursor",
];

/// Words that may stand beside the noun in the name of a cursor, besides those that are for pages.
const BESIDE: [&str; 9] =
    ["end", "id", "after", "pages", "list", "options", "results", "result", "token"];

/// Words of what leads back, or to where a walk begins.
const BACK: [&str; 11] = [
    "previous", "prev", "before", "back", "first", "self", "current", "new", "sync", "last",
    "ending",
];

/// Whether a word may stand beside the noun in the name of a cursor.
fn stands_beside(word: &str) -> bool {
    BESIDE.contains(&word) || OF_PAGES.contains(&word)
}

/// How well a member answers to a parameter, the best first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It says that it is the next value, and what the parameter is called.
    Next,
    /// It is the cursor at the end of the page.
    End,
    /// It is called like the parameter.
    Equal,
    /// It is the id of the last item.
    LastId,
}

/// The rule of an operation whose next page is asked for by a value of the page before it.
pub(super) fn cursor(
    survey: &Survey<'_>,
    operation: &Operation,
    queries: &[Query<'_>],
    list: &List<'_>,
) -> Option<Found> {
    let more = more(survey, &list.way);
    for query in queries {
        let Some(noun) = noun(query) else { continue };
        let mut fits: Vec<(Fit, &Value<'_>)> = Vec::new();
        for value in survey.values.iter().filter(|value| is_near(value, &list.way)) {
            let fit = fit(query, noun, value);
            // The id of the last item is there on the last page too.
            let fit = fit.filter(|fit| *fit != Fit::LastId || more.is_some());
            fits.extend(fit.map(|fit| (fit, value)));
        }
        fits.sort_by(|(one, a), (other, b)| (one, a.way.len()).cmp(&(other, b.way.len())));
        let source = match fits.as_slice() {
            [] => {
                let last = last_item(survey, query, noun, list).filter(|_| more.is_some());
                let last = last.map(PagingSource::Member);
                last.or_else(|| header(survey.types, operation, noun))
            }
            [(_, only)] => Some(PagingSource::Member(only.pointer())),
            [(best, first), (second, other), ..] => {
                let is_best = best < second || first.way.len() < other.way.len();
                is_best.then(|| PagingSource::Member(first.pointer()))
            }
        };
        if let Some(source) = source {
            let parameter = query.parameter.wire_name.clone();
            let step = PagingStep::Cursor { parameter, source };
            return Some((step, more.unwrap_or(PagingBound::Unstated)));
        }
    }
    None
}

/// The header that states the next value of a parameter.
fn header(types: &Arena<TypeDef>, operation: &Operation, noun: &str) -> Option<PagingSource> {
    let Shape::Record(headers) = &types[operation.headers?].shape else { return None };
    let is_next = |header: &&Member| {
        let words = words(&header.wire_name);
        ["next", noun].iter().all(|word| words.iter().any(|known| known == word))
    };
    let mut found = headers.members.iter().filter(is_next);
    let header = found.next().filter(|_| found.next().is_none())?;
    Some(PagingSource::Header(header.wire_name.clone()))
}

/// Whether a parameter takes a cursor.
pub(super) fn asks_by_cursor(query: &Query<'_>) -> bool {
    noun(query).is_some() && !is_one_of(&query.words, &NUMBERED)
}

/// What a parameter calls the cursor that it takes, if it takes one.
fn noun<'q>(query: &'q Query<'_>) -> Option<&'q str> {
    let words = query.words.as_slice();
    let name = words.iter().rfind(|word| *word != "id")?;
    if has_any(words, &BACK) || query.kind == Kind::Boolean {
        return None;
    }
    // The number of a page can be what the page before it states as the next one.
    if is_one_of(words, &NUMBERED) {
        return Some(name);
    }
    let needs_page = matches!(name.as_str(), "token" | "key");
    let is_of_pages = has_any(words, &OF_PAGES);
    let is_plain = words.iter().all(|word| word == name || stands_beside(word));
    let is_cursor = NOUNS.contains(&name.as_str()) && is_plain && (is_of_pages || !needs_page);
    is_cursor.then_some(name)
}

/// How well a member answers to a parameter with a noun, if it does.
fn fit(query: &Query<'_>, noun: &str, value: &Value<'_>) -> Option<Fit> {
    // A number can be sent as a text.
    let is_alike =
        value.kind == query.kind || query.kind == Kind::Text && value.kind == Kind::Integer;
    if !is_alike || value.is_url() || has_any(&value.name, &["url", "uri", "link", "href"]) {
        return None;
    }
    if is_one_of(&value.name, &["last", "last id"]) {
        return (noun == "after" && value.name.len() == 2).then_some(Fit::LastId);
    }
    if has_any(&value.words, &BACK) {
        return None;
    }
    let is_plain = value.name.iter().all(|word| word == noun || stands_beside(word));
    let says = |word: &str| value.words.iter().any(|known| known == word);
    let is_named =
        says(noun) || noun == "after" && says("cursor") || noun == "cursor" && says("after");
    // `page_token` is answered with a `next_page`.
    let qualifiers = query.words.iter().filter(|word| *word != noun && *word != "next");
    let is_qualified =
        value.name.iter().filter(|word| *word != "next").eq(qualifiers) && value.name.len() > 1;
    if says("next") && (is_named && is_plain || is_qualified) {
        return Some(Fit::Next);
    }
    if is_one_of(&value.name, &["end cursor"]) && matches!(noun, "after" | "cursor") {
        return Some(Fit::End);
    }
    // A page or an offset that is called like the parameter is that of the page itself.
    let is_own = matches!(noun, "page" | "number") || noun == "offset";
    (value.name == query.words && !is_own).then_some(Fit::Equal)
}

/// The id of the last item, where the parameter asks for what is behind an item.
fn last_item(
    survey: &Survey<'_>,
    query: &Query<'_>,
    noun: &str,
    list: &List<'_>,
) -> Option<String> {
    let said = query.description();
    let is_by_id = query.words.len() > 1 || ["id", "object"].iter().any(|word| said.contains(word));
    if noun != "after" || !is_by_id {
        return None;
    }
    let id = format!("{}/-/id", pointer(&list.way));
    (survey.at(&id).and_then(kind) == Some(query.kind)).then_some(id)
}
