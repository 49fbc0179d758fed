//! The way from a named thing to a type within it → the words for the type. What goes without saying is
//! left out; where that leaves two types with one name, more of the way is said.

use std::collections::BTreeMap;

use super::variants;
use super::words;
use crate::api::{Api, Origin, Shape, Step, TypeDef, TypeId, View};

/// The types of an API, by the ways to them.
pub(super) struct Ways<'a> {
    pub(super) api: &'a Api,
    types: BTreeMap<(&'a [Step], Option<View>), TypeId>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let way = |(id, TypeDef { origin, .. }): (TypeId, &'a TypeDef)| {
            ((origin.path.as_slice(), origin.view), id)
        };
        // Of several types with one way, the first.
        let mut types = BTreeMap::new();
        for (way, id) in api.types.iter().map(way) {
            types.entry(way).or_insert(id);
        }
        Self { api, types }
    }

    /// The type at a way: that of the same view as what is asked about, if there is one.
    fn at(&self, path: &[Step], view: Option<View>) -> Option<TypeId> {
        let views = [view, None, Some(View::Received), Some(View::Sent)];
        views.into_iter().find_map(|view| self.types.get(&(path, view)).copied())
    }

    /// The texts for what has an origin, within the first step of the way to it, the best first: the shortest;
    /// with what the last step is; with what every step is.
    pub(super) fn texts(&self, origin: &Origin, own: Option<TypeId>, room: usize) -> Vec<String> {
        let (path, view) = (origin.path.as_slice(), origin.view);
        let word = view_word(origin);
        let room = room.saturating_sub(word.map_or(0, str::len));
        let mut ends = self.ends(path, view, own);
        let start = path.split_last().map_or(&[][..], |(_, start)| start);
        let mut phrases: Vec<Vec<String>> = Vec::new();
        if ends.is_empty() {
            phrases.push(self.spoken(path, view, true));
        }
        ends.dedup();
        let ended = |end| [self.spoken(start, view, false), vec![end]].concat();
        phrases.extend(ends.into_iter().map(ended));
        let last = path.last().map_or("", role);
        let with_role =
            phrases.first().map(|short| [short.as_slice(), &[last.to_owned()]].concat());
        phrases.extend(with_role);
        phrases.push(path.iter().skip(1).map(long).collect());
        // What is named after a thing is never called like that thing.
        phrases.retain(|words| !words.is_empty());
        let short = phrases.iter().flat_map(|words| shortened(words, room));
        short
            .map(|phrase| {
                let spoken = phrase.iter().map(|word| words::spoken(word));
                spoken.chain(word.map(Into::into)).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// All words for what stands at a way, those of its first step among them.
    pub(super) fn whole(&self, path: &[Step], view: Option<View>) -> String {
        let root = path.first().map(plain).unwrap_or_default();
        format!("{root} {}", self.spoken(path, view, true).join(" "))
    }

    /// The words of each step after the first, as far as they are spoken. `ends` says whether there is
    /// nothing behind the last one.
    fn spoken(&self, path: &[Step], view: Option<View>, ends: bool) -> Vec<String> {
        let mut spoken = Vec::new();
        for end in 1..path.len() {
            let (Some(before), Some(way), Some(step)) =
                (path.get(..end), path.get(..=end), path.get(end))
            else {
                continue;
            };
            let is_last = ends && end + 1 == path.len();
            match step {
                Step::Part(_) if !is_last || self.at(before, view).is_none() => {}
                Step::Variant(_) | Step::Titled(_) => {
                    let word = self.ends(way, view, self.at(way, view)).into_iter().next();
                    let whole = || {
                        format!(
                            "{} {}",
                            path.first().map(plain).unwrap_or_default(),
                            spoken.join(" ")
                        )
                    };
                    let is_said = |word: &String| !is_last && words::is_said(word, &whole());
                    spoken.extend(word.filter(|word| !is_said(word)));
                }
                other => spoken.push(plain(other)),
            }
        }
        spoken
    }

    /// The words for the last step of a way, the best first, if that is an alternative; none if it is the
    /// only one that is left.
    fn ends(&self, way: &[Step], view: Option<View>, own: Option<TypeId>) -> Vec<String> {
        let Some((Step::Variant(_) | Step::Titled(_), mut before)) = way.split_last() else {
            return Vec::new();
        };
        // Parts, and alternatives that are lists of alternatives, are no types: what they list are the
        // alternatives of the whole.
        while let (None, Some((Step::Part(_) | Step::Variant(_) | Step::Titled(_), whole))) =
            (self.at(before, view), before.split_last())
        {
            before = whole;
        }
        let union = self.at(before, view).map(|id| &self.api.types[id]);
        if let (Some(definition), Some(own)) = (union, own)
            && let Shape::Union(union) = &definition.shape
            && let Some(variant) = union.variants.iter().find(|it| it.ty.held() == Some(own))
        {
            return variants::inline(self, definition, variant);
        }
        match way.last() {
            Some(Step::Titled(title)) => {
                let rest = words::without(title, &self.whole(before, view));
                rest.into_iter().chain([title.clone()]).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A phrase as far as there is room for its words: first what is behind lists and maps goes without saying,
/// then the first words are left out, or the second ones, or those before the last, or all but the first
/// letters of each.
fn shortened(phrase: &[String], room: usize) -> Vec<Vec<String>> {
    let is_long = |words: &[String]| words.iter().map(String::len).sum::<usize>() > room;
    if !is_long(phrase) {
        return vec![phrase.to_vec()];
    }
    let last = phrase.len().saturating_sub(1);
    let is_said = |(index, word): &(usize, &String)| {
        *index == last || !["item", "value"].contains(&word.as_str())
    };
    let said: Vec<String> =
        phrase.iter().enumerate().filter(is_said).map(|(_, word)| word.clone()).collect();
    let without = |place: fn(usize) -> usize| {
        let mut words = said.clone();
        while words.len() > 1 && is_long(&words) {
            words.remove(place(words.len()).min(words.len() - 1));
        }
        words
    };
    let short = |(index, word): (usize, &String)| match index == said.len() - 1 {
        true => word.clone(),
        false => words::initials(word),
    };
    let initials = said.iter().enumerate().map(short).collect();
    let mut all = vec![without(|_| 0), without(|_| 1), without(|count| count - 2), initials];
    all.dedup();
    all
}

/// The word for the view of a schema that a type is, where its name has to say it.
pub(super) fn view_word(origin: &Origin) -> Option<&'static str> {
    origin.marked_view().map(|view| match view {
        View::Sent => "input",
        View::Received => "output",
    })
}

/// A step in its own words.
pub(super) fn plain(step: &Step) -> String {
    match step {
        Step::Shared(name, _)
        | Step::Operation(name)
        | Step::Webhook(name)
        | Step::Answer(name) => name.clone(),
        Step::Parameter(_, name) | Step::Member(name) | Step::Other(name) | Step::Titled(name) => {
            name.clone()
        }
        Step::Component(kind) => kind.word().to_owned(),
        Step::Body => "body".to_owned(),
        Step::Content => "content".to_owned(),
        Step::Success => "ok".to_owned(),
        Step::Failure => "error".to_owned(),
        Step::Item => "item".to_owned(),
        Step::Value => "value".to_owned(),
        Step::Part(number) => format!("part {number}"),
        Step::Variant(number) => format!("variant {number}"),
    }
}

/// A step with what it is; of a parameter, with its place, which may have others of its name elsewhere.
fn long(step: &Step) -> String {
    match step {
        Step::Parameter(place, name) => format!("{} {name}", place.word()),
        step => format!("{} {}", role(step), plain(step)),
    }
}

/// What stands at a step.
pub(super) fn role(step: &Step) -> &'static str {
    match step {
        Step::Shared(..) => "schema",
        Step::Operation(_) => "operation",
        Step::Webhook(_) => "webhook",
        Step::Body | Step::Content => "request",
        Step::Success | Step::Failure | Step::Answer(_) => "answer",
        Step::Parameter(..) => "parameter",
        Step::Member(_) => "member",
        Step::Item => "list",
        Step::Value => "map",
        Step::Part(_) => "merged",
        Step::Variant(_) | Step::Titled(_) => "alternative",
        Step::Component(_) | Step::Other(_) => "kind",
    }
}
