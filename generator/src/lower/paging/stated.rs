//! What the caller or the author states of how an operation pages → its rule. What they do not state is
//! recognised; what does not fit the operation is said.

use super::bound::{Found, bound, more};
use super::number::first_page;
use super::request::Query;
use super::survey::{Kind, List, Survey, kind};
use super::words::{is_one_of, words};
use crate::api::{Paging, PagingBound, PagingSource, PagingStep, Type};
use crate::config::{PagingBy, PagingRule};

/// What a rule is stated of.
pub(super) struct Subject<'s, 'a> {
    pub(super) survey: &'s Survey<'a>,
    pub(super) queries: &'s [Query<'a>],
    /// The list that is recognised.
    pub(super) list: Option<List<'a>>,
}

/// The rule of an operation as it is stated.
///
/// # Errors
/// What does not fit, in words.
pub(super) fn stated(
    subject: &Subject<'_, '_>,
    rule: &PagingRule,
    recognized: impl FnOnce(&List<'_>) -> Option<Found>,
) -> Result<Paging, String> {
    if let Some(problem) = rule.problem() {
        return Err(problem);
    }
    let (items, item) = items(subject, rule)?;
    let way: Vec<String> = items.split('/').skip(1).map(unescaped).collect();
    let way: Vec<&str> = way.iter().map(String::as_str).collect();
    let list = List { way, item: &item, is_of_objects: true };
    let is_step_stated = rule.by.is_some()
        || rule.parameter.is_some()
        || rule.next.is_some()
        || rule.next_header.is_some();
    let (step, usual) = match is_step_stated {
        true => {
            let step = step(subject, rule)?;
            let usual = match &step {
                PagingStep::Page { .. } => bound(subject.survey, &list.way, true),
                PagingStep::Offset { .. } => bound(subject.survey, &list.way, false),
                PagingStep::Cursor { .. } | PagingStep::Link(_) => {
                    more(subject.survey, &list.way).unwrap_or(PagingBound::Unstated)
                }
            };
            (step, usual)
        }
        false => recognized(&list).ok_or("nothing shows how its next page is asked for")?,
    };
    let bound = stated_bound(subject, rule, &step)?.unwrap_or(usual);
    Ok(Paging { step, bound, items, item, is_stated: true })
}

/// Where the items are, and the type of an item.
fn items(subject: &Subject<'_, '_>, rule: &PagingRule) -> Result<(String, Type), String> {
    let Some(pointer) = &rule.items else {
        let list = subject.list.as_ref().ok_or("its answer has no list, or several")?;
        return Ok((super::survey::pointer(&list.way), list.item.clone()));
    };
    match subject.survey.at(pointer) {
        Some(Type::List(item)) => Ok((pointer.clone(), (**item).clone())),
        Some(Type::Any) => Ok((pointer.clone(), Type::Any)),
        _ => Err(format!("`{pointer}` leads to no list of its answer")),
    }
}

fn step(subject: &Subject<'_, '_>, rule: &PagingRule) -> Result<PagingStep, String> {
    let source = source(subject, rule)?;
    let query = rule.parameter.as_ref().map(|name| {
        let mut queries = subject.queries.iter();
        let query = queries.find(|query| query.parameter.wire_name == *name);
        query.ok_or_else(|| format!("it has no query parameter `{name}` with a single value"))
    });
    let query = query.transpose()?;
    let by = rule.by.unwrap_or_else(|| match (&source, query) {
        (Some(_), Some(_)) => PagingBy::Cursor,
        (None, Some(query)) if is_one_of(&query.words, &super::number::OFFSETS) => PagingBy::Offset,
        (None, Some(_)) => PagingBy::Page,
        (_, None) => PagingBy::Link,
    });
    if by == PagingBy::Link {
        let missing = "a link needs the member or the header that states it";
        return Ok(PagingStep::Link(source.ok_or(missing)?));
    }
    let query = query.ok_or("the `parameter` that asks for a page is not stated")?;
    let parameter = query.parameter.wire_name.clone();
    let first = |usual| rule.first.or_else(|| first_page(query)).unwrap_or(usual);
    Ok(match by {
        PagingBy::Page => PagingStep::Page { parameter, first: first(1) },
        PagingBy::Offset => PagingStep::Offset { parameter, first: first(0) },
        PagingBy::Cursor | PagingBy::Link => {
            let missing = "a cursor needs the member or the header that states it";
            PagingStep::Cursor { parameter, source: source.ok_or(missing)? }
        }
    })
}

/// Where the answer states the next page.
fn source(subject: &Subject<'_, '_>, rule: &PagingRule) -> Result<Option<PagingSource>, String> {
    if let Some(pointer) = &rule.next {
        let is_single = |kind: Kind| kind != Kind::Boolean;
        member(subject, pointer, "text or number", is_single)?;
    }
    let header = rule.next_header.clone().map(PagingSource::Header);
    Ok(rule.next.clone().map(PagingSource::Member).or(header))
}

/// What is stated of where the list ends.
fn stated_bound(
    subject: &Subject<'_, '_>,
    rule: &PagingRule,
    step: &PagingStep,
) -> Result<Option<PagingBound>, String> {
    for pointer in rule.pages.iter().chain(&rule.total) {
        member(subject, pointer, "number", |kind| kind == Kind::Integer)?;
    }
    for pointer in rule.more.iter().chain(&rule.last) {
        member(subject, pointer, "boolean", |kind| kind == Kind::Boolean)?;
    }
    let is_numbered = matches!(step, PagingStep::Page { .. } | PagingStep::Offset { .. });
    if !is_numbered && (rule.pages.is_some() || rule.total.is_some()) {
        return Err("a cursor or a link says itself where the list ends".to_owned());
    }
    let link = source(subject, rule)?.filter(|_| is_numbered).map(PagingBound::Link);
    let pages = rule.pages.clone().map(PagingBound::Pages);
    let total = rule.total.clone().map(PagingBound::Total);
    let more = rule.more.clone().map(PagingBound::More);
    let last = rule.last.clone().map(PagingBound::Last);
    Ok(pages.or(total).or(more).or(last).or(link))
}

/// Checks that a pointer leads to a value of some kind.
fn member(
    subject: &Subject<'_, '_>,
    pointer: &str,
    what: &str,
    fits: impl Fn(Kind) -> bool,
) -> Result<(), String> {
    match subject.survey.at(pointer) {
        Some(Type::Any) => Ok(()),
        Some(ty) if kind(ty).is_some_and(fits) => Ok(()),
        _ => Err(format!("`{pointer}` leads to no {what} of its answer")),
    }
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

/// Whether a name is that of a parameter that counts items.
pub(super) fn counts_items(name: &str) -> bool {
    is_one_of(&words(name), &super::number::OFFSETS)
}
