//! The lists of an answer → the one whose items are paged through. There is none where two could be meant.

use super::survey::{List, Survey};
use super::words::{is_one_of, words};

/// Lists that stand beside the items, and are never meant.
const NEVER: [&str; 6] = ["errors", "warnings", "links", "included", "facets", "headers"];

/// Lists that stand beside the items in many APIs, and are not meant where there is another one.
const BESIDE: [&str; 2] = ["messages", "schemas"];

/// What the list of items is usually called where there are several lists.
const USUAL: [&str; 16] = [
    "content",
    "data",
    "docs",
    "elements",
    "entries",
    "entities",
    "hits",
    "items",
    "list",
    "nodes",
    "records",
    "resources",
    "result",
    "results",
    "rows",
    "values",
];

/// What a member is usually called that holds the list and what is said of it.
const CONTAINERS: [&str; 12] = [
    "body",
    "collection",
    "data",
    "embedded",
    "hits",
    "list",
    "output",
    "page",
    "payload",
    "response",
    "result",
    "results",
];

/// What is said of pages beside their items.
const NOTES_ON_PAGES: [&str; 9] = [
    "next",
    "next page",
    "next cursor",
    "total",
    "total count",
    "offset",
    "page",
    "pages",
    "has more",
];

/// The list whose items are paged through. The last word of the `path` may tell which one it is.
pub(super) fn items<'a>(survey: &Survey<'a>, path: &str) -> Option<List<'a>> {
    let lists: Vec<&List<'_>> = survey.lists.iter().filter(|it| is_held_well(survey, it)).collect();
    let is_called = |list: &List<'_>, names: &[&str]| {
        list.way.last().is_some_and(|name| is_one_of(&words(name), names))
    };
    let lists = lists.into_iter().filter(|list| !is_called(list, &NEVER));
    let (beside, meant): (Vec<_>, Vec<_>) = lists.partition(|list| is_called(list, &BESIDE));
    let lists = if meant.is_empty() { beside } else { meant };
    let objects: Vec<&List<'_>> = lists.iter().copied().filter(|list| list.is_of_objects).collect();
    let candidates = if objects.is_empty() { lists } else { objects };
    let shortest = candidates.first()?.way.len();
    let near: Vec<&List<'_>> =
        candidates.into_iter().filter(|it| it.way.len() == shortest).collect();
    let last = path.rsplit('/').find(|segment| !segment.contains('{')).map(words);
    let is_about = |list: &&&List<'_>| list.way.last().map(|name| words(name)) == last;
    let is_usual = |list: &&&List<'_>| is_called(list, &USUAL);
    let only = |lists: Vec<&List<'a>>| match lists.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    };
    // Values are often what a single thing has several of.
    let is_sure = near.first().is_some_and(|list| list.is_of_objects || list.way.is_empty());
    only(near.iter().filter(is_about).copied().collect())
        .or_else(|| only(near.iter().filter(is_usual).copied().collect()))
        .or_else(|| only(near).filter(|_| is_sure))
}

/// Whether the member that holds a list is there for the list: by its name, or by what it says of pages.
fn is_held_well(survey: &Survey<'_>, list: &List<'_>) -> bool {
    let holders = list.way.split_last().map_or(&[][..], |(_, holders)| holders);
    let notes = survey
        .values
        .iter()
        .filter(|value| value.way.split_last().is_some_and(|(_, around)| around == holders));
    let mut notes = notes.filter(|value| is_one_of(&value.name, &NOTES_ON_PAGES));
    let is_container = |name: &&str| is_one_of(&words(name), &CONTAINERS);
    holders.iter().all(is_container) || holders.len() == 1 && notes.next().is_some()
}
