//! The answer of an operation → what says that there is a next page, and what stands near enough to the items to
//! say something of their page.

use super::survey::{Kind, Survey, Value};
use super::words::{is_one_of, words};
use crate::api::{PagingBound, PagingStep};

/// How the next page is asked for, and what says that there is one.
pub(super) type Found = (PagingStep, PagingBound);

const NUMBERS_OF_PAGES: [&str; 13] = [
    "pages",
    "total pages",
    "page count",
    "pages count",
    "num pages",
    "last page",
    "number of pages",
    "pages total",
    "total page count",
    "nb pages",
    "count pages",
    "totalpages",
    "page total",
];

const NUMBERS_OF_ITEMS: [&str; 19] = [
    "total",
    "total count",
    "total items",
    "total results",
    "total elements",
    "total records",
    "total entries",
    "total rows",
    "total hits",
    "total size",
    "total item count",
    "count total",
    "items total",
    "total number",
    "total number of items",
    "totalcount",
    "result count",
    "nb hits",
    "total objects",
];

const MORE: [&str; 11] = [
    "has more",
    "has next",
    "has next page",
    "more",
    "has more items",
    "has more results",
    "is truncated",
    "truncated",
    "more results",
    "has more pages",
    "has more data",
];

const LAST: [&str; 3] = ["last", "is last", "is last page"];

/// What says of a number that it is no number of items.
const MONEY: [&str; 7] = ["amount", "price", "cents", "cost", "currency", "balance", "revenue"];

/// The members that pages are described in.
const NOTES: [&str; 11] = [
    "page",
    "paging",
    "pagination",
    "page info",
    "meta",
    "metadata",
    "response metadata",
    "pages",
    "paging info",
    "cursor",
    "cursors",
];

/// What says how many pages or items there are.
pub(super) fn bound(survey: &Survey<'_>, way: &[&str], by_page: bool) -> PagingBound {
    let pages = || note(survey, way, Kind::Integer, &NUMBERS_OF_PAGES).filter(|_| by_page);
    let total = || note(survey, way, Kind::Integer, &NUMBERS_OF_ITEMS);
    pages()
        .map(PagingBound::Pages)
        .or_else(|| more(survey, way))
        .or_else(|| total().map(PagingBound::Total))
        .unwrap_or(PagingBound::Unstated)
}

/// The member that says whether there is a next page.
pub(super) fn more(survey: &Survey<'_>, way: &[&str]) -> Option<PagingBound> {
    let more = note(survey, way, Kind::Boolean, &MORE).map(PagingBound::More);
    more.or_else(|| note(survey, way, Kind::Boolean, &LAST).map(PagingBound::Last))
}

/// A member of one of these names that stands beside the items, or among the notes on the page; none if two
/// could be meant.
fn note(survey: &Survey<'_>, way: &[&str], kind: Kind, names: &[&str]) -> Option<String> {
    let says_money = |value: &Value<'_>| {
        let said = value.docs.description.as_deref().unwrap_or_default().to_lowercase();
        MONEY.iter().any(|word| said.contains(word))
    };
    let fits = |value: &&Value<'_>| {
        value.kind == kind && is_near(value, way) && is_named(value, names) && !says_money(value)
    };
    let mut found = survey.values.iter().filter(fits);
    let first = found.next()?;
    let is_only = found.next().is_none_or(|second| second.way.len() > first.way.len());
    is_only.then(|| first.pointer())
}

/// Whether a value has one of these names, of which the member that holds it may say a part.
fn is_named(value: &Value<'_>, names: &[&str]) -> bool {
    is_one_of(&value.name, names) || is_one_of(&value.words, names)
}

/// Whether a value stands beside the items on the way to them, or in a member for notes there.
pub(super) fn is_near(value: &Value<'_>, way: &[&str]) -> bool {
    let holders = value.way.split_last().map_or(&[][..], |(_, holders)| holders);
    let around = way.split_last().map_or(&[][..], |(_, around)| around);
    let shared = holders.iter().zip(around).take_while(|(one, other)| one == other).count();
    holders.iter().skip(shared).all(|holder| is_one_of(&words(holder), &NOTES))
}
