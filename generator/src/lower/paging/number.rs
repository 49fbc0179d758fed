//! Operations whose pages have numbers, or a number of items before them.

use super::bound::{Found, bound};
use super::cursor::asks_by_cursor;
use super::request::{Query, states_size};
use super::survey::{Kind, Survey, Value};
use super::words::{has_any, is_one_of};
use crate::api::{PagingBound, PagingStep};

const PAGES: [&str; 9] = [
    "page",
    "page number",
    "page num",
    "page no",
    "page index",
    "current page",
    "pagenumber",
    "page nr",
    "page page",
];

pub(super) const OFFSETS: [&str; 7] =
    ["offset", "skip", "start index", "first result", "page offset", "start offset", "skip count"];

/// The rule of an operation whose pages have numbers. The items of its answer are a list with that way.
pub(super) fn numbered(survey: &Survey<'_>, queries: &[Query<'_>], way: &[&str]) -> Option<Found> {
    page(survey, queries, way).or_else(|| offset(survey, queries, way))
}

fn page(survey: &Survey<'_>, queries: &[Query<'_>], way: &[&str]) -> Option<Found> {
    let query =
        queries.iter().find(|it| it.kind == Kind::Integer && is_one_of(&it.words, &PAGES))?;
    let first = first_page(query)?;
    // Beside a token, the number of a page may be for the caller's own use.
    if queries.iter().any(|other| asks_by_cursor(other) && other.words != query.words) {
        return None;
    }
    let bound = bound(survey, way, true);
    let own = |value: &Value<'_>| value.kind == Kind::Integer && is_one_of(&value.name, &PAGES);
    let is_told = bound != PagingBound::Unstated || survey.values.iter().any(own);
    let parameter = query.parameter.wire_name.clone();
    (is_told || states_size(queries)).then_some((PagingStep::Page { parameter, first }, bound))
}

fn offset(survey: &Survey<'_>, queries: &[Query<'_>], way: &[&str]) -> Option<Found> {
    let integers = || queries.iter().filter(|query| query.kind == Kind::Integer);
    let plain = integers().find(|query| is_one_of(&query.words, &OFFSETS));
    // A start may be a time as well.
    let start = || {
        let is_place =
            |said: &str| ["offset", "index", "position"].iter().any(|word| said.contains(word));
        integers().find(|it| is_one_of(&it.words, &["start"]) && is_place(&it.description()))
    };
    let query = plain.or_else(start)?;
    let is_index = has_any(&query.words, &["index", "start"]);
    let first = match first_page(query) {
        Some(first) => first,
        None if is_index => return None,
        None => 0,
    };
    // Some call the number of a page an offset.
    if query.description().contains("page number") {
        return None;
    }
    let bound = bound(survey, way, false);
    let parameter = query.parameter.wire_name.clone();
    let is_told = bound != PagingBound::Unstated || states_size(queries);
    is_told.then_some((PagingStep::Offset { parameter, first }, bound))
}

/// The number of the first page, by the schema of its parameter or by what its author says.
pub(super) fn first_page(query: &Query<'_>) -> Option<u64> {
    query.first_number().or_else(|| first_in_words(&query.description()))
}

/// The number of the first page, by what its author says.
fn first_in_words(said: &str) -> Option<u64> {
    let phrases = |number: &str, word: &str| {
        let starts = ["starts at", "starting at", "starts from", "starting from", "starts with"];
        let starts = starts.iter().map(|start| format!("{start} {number}"));
        let counted = ["counted from", "begins at", "default", "defaults to", "default is"];
        let counted = counted.iter().map(|start| format!("{start} {number}"));
        let based =
            [format!("{number}-based"), format!("{word}-based"), format!("{number}-indexed")];
        let based = based.into_iter().chain([format!("{word}-indexed"), format!("{number} based")]);
        starts.chain(counted).chain(based).collect::<Vec<_>>()
    };
    let said = said.replace(['`', '"', '\'', '='], "").replace(':', "");
    let says = |number, word| phrases(number, word).iter().any(|phrase| holds(&said, phrase));
    match (says("0", "zero"), says("1", "one")) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

/// Whether a text has a phrase that no digit follows.
fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(index, _)| {
        let behind = text.get(index + phrase.len()..).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::first_in_words;

    #[test]
    fn the_first_page_is_what_its_author_says() {
        assert_eq!(first_in_words("page number, starts at 1"), Some(1));
        assert_eq!(first_in_words("zero-based page number"), Some(0));
        assert_eq!(first_in_words("the page (default: `1`)"), Some(1));
        assert_eq!(first_in_words("the default 10 is the size"), None);
        assert_eq!(first_in_words("the page"), None);
        assert_eq!(first_in_words("1-based or 0-based"), None);
    }
}
