//! Things that share a scope → a name for each. A thing is contested when its first name is claimed by
//! another thing; then it has the first of its names that nobody else claims. Claims only grow with the
//! scope, so that no name ever passes from one thing to another (decision 15).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use super::reserved::Role;
use super::words;

/// A thing that needs a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    /// What the thing is called, the best first.
    pub(super) texts: Vec<String>,
    /// Whether an author wrote the first text, so that its spelling may tell it from another.
    pub(super) written: bool,
    /// What tells the thing from every other of the scope.
    pub(super) identity: String,
    /// A name that was chosen.
    pub(super) pinned: Option<String>,
    /// The name that was published.
    pub(super) kept: Option<String>,
    /// What the thing stands within, and is named after.
    pub(super) owner: Owner,
    /// Whether a method gives its value, or its default.
    pub(super) is_given: bool,
    /// The name of that method that was published, if it is not made of that of the thing.
    pub(super) kept_method: Option<String>,
    /// Texts whose names the thing claims even where it is not contested.
    pub(super) claimed: Vec<String>,
}

/// What a thing is named after.
#[derive(Debug, Clone, Default)]
pub(super) enum Owner {
    /// Nothing: its texts say all.
    #[default]
    None,
    /// A thing that is not contested, or that has no name of its own in any scope: its text.
    Text(String),
    /// Another thing of the scope, by its index, and its text.
    Thing(usize, String),
    /// A contested thing of another scope: its name, and every name that it might have.
    Names(Vec<String>),
}

impl Wanted {
    /// A thing with a text that its author wrote.
    pub(super) fn written(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { identity: text.clone(), texts: vec![text], written: true, ..Self::default() }
    }
}

/// The names of a scope: one for each thing, by its index.
pub(super) struct Assigned {
    names: Vec<String>,
    /// What is to be said of the things that did not get their first name.
    pub(super) displaced: Vec<Displaced>,
    /// Every name that each contested thing might have.
    pub(super) claimed: BTreeMap<usize, Vec<String>>,
    claims: Claims,
    /// The things whose value a method gives.
    given: BTreeSet<usize>,
    /// The methods that give the values of things with a published name.
    published: BTreeMap<usize, String>,
    role: Role,
}

impl Index<usize> for Assigned {
    type Output = String;

    #[expect(clippy::indexing_slicing, reason = "every thing of a scope has a name")]
    fn index(&self, index: usize) -> &String {
        &self.names[index]
    }
}

impl Assigned {
    pub(super) fn iter(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// What a thing, uncontested or not, is called and might be called, the name that it has first.
    pub(super) fn all_names(&self, index: usize) -> Vec<String> {
        let claimed = self.claimed.get(&index).into_iter().flatten().cloned();
        std::iter::once(self[index].clone()).chain(claimed).collect()
    }

    /// The name of the method that gives the value of a thing, if there is one. A published thing keeps it, unless
    /// another thing is called so: that one was published too, or it would have given way.
    pub(super) fn given(&self, index: usize) -> Option<String> {
        if !self.given.contains(&index) {
            return None;
        }
        let (name, is_free) = match self.published.get(&index) {
            Some(name) => {
                let is_taken = |own: &String| {
                    own == name || self.role.companions(own).iter().any(|other| other == name)
                };
                (name.clone(), !self.names.iter().any(is_taken))
            }
            None => {
                let name = words::or_default(&self[index]);
                let is_free = self.claims.is_given_alone(&name, index);
                (name, is_free)
            }
        };
        Some(if is_free { name } else { number(&name, self.role, &self.claims) })
    }
}

/// A thing that did not get its first name.
pub(super) struct Displaced {
    pub(super) index: usize,
    /// The name that it did not get.
    pub(super) first: String,
    /// Whether nothing but a fingerprint or a number tells the thing from others.
    pub(super) opaque: bool,
}

/// Gives a name to each of some things.
pub(super) fn assign(wanted: &[Wanted], role: Role) -> Assigned {
    let scope = Scope { wanted, role, pins: pins(wanted, role) };
    let first: Vec<String> = (0..wanted.len()).map(|index| scope.first(index)).collect();
    let mut claims = Claims::default();
    let given = |index: usize| wanted.get(index).is_some_and(|wanted| wanted.is_given);
    for (index, name) in first.iter().enumerate() {
        claims.add(name, index, role);
        if given(index) {
            claims.add_given(name, index);
        }
    }
    for (index, wanted) in wanted.iter().enumerate() {
        for text in &wanted.claimed {
            claims.add(&words::first(text, role), index, role);
        }
        // What has a published name still claims the name that it would have.
        if wanted.pinned.is_none() && scope.pins.contains_key(&index) {
            claims.add(&scope.unpinned(index), index, role);
        }
    }
    let mut contested: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    loop {
        let is_new = |index: &usize| {
            !scope.pins.contains_key(index)
                && !contested.contains_key(index)
                && (scope.owner_is(*index, |owner| contested.contains_key(&owner))
                    || first.get(*index).is_some_and(|name| claims.contest(name, *index, role)))
        };
        let new: Vec<usize> = (0..wanted.len()).filter(is_new).collect();
        if new.is_empty() {
            break;
        }
        for index in new {
            let names = scope.names(index, &contested);
            for name in &names {
                claims.add(name, index, role);
                if given(index) {
                    claims.add_given(name, index);
                }
            }
            contested.insert(index, names);
        }
    }
    scope.settle(first, contested, claims)
}

/// The names that are fixed: chosen ones, then published ones. A name that was chosen for two things is the
/// name of neither.
fn pins(wanted: &[Wanted], role: Role) -> BTreeMap<usize, String> {
    let alone = |names: &dyn Fn(&Wanted) -> Option<&String>| -> BTreeMap<String, usize> {
        let mut owners: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
        for (index, wanted) in wanted.iter().enumerate() {
            if let Some(name) = names(wanted) {
                owners.entry(name).or_default().push(index);
            }
        }
        let alone = owners.into_iter().filter_map(|(name, owners)| match owners.as_slice() {
            [only] => Some((name.clone(), *only)),
            _ => None,
        });
        alone.collect()
    };
    let mut pins = alone(&|wanted| wanted.pinned.as_ref());
    // What was written of a name goes before what goes without saying.
    let written = |wanted: &&String, text: Option<&String>| Some(*wanted) != text;
    let explicit =
        alone(&|wanted| wanted.kept.as_ref().filter(|it| written(it, wanted.texts.first())));
    let implied =
        alone(&|wanted| wanted.kept.as_ref().filter(|it| !written(it, wanted.texts.first())));
    for (name, index) in explicit.into_iter().chain(implied) {
        let is_free = !pins.contains_key(&name) && !pins.values().any(|known| *known == index);
        if is_free && role.allows(&name) {
            pins.insert(name, index);
        }
    }
    pins.into_iter().map(|(name, index)| (index, name)).collect()
}

struct Scope<'w> {
    wanted: &'w [Wanted],
    role: Role,
    /// The names that were chosen.
    pins: BTreeMap<usize, String>,
}

impl Scope<'_> {
    fn first(&self, index: usize) -> String {
        self.pins.get(&index).cloned().unwrap_or_else(|| self.unpinned(index))
    }

    /// The first name of a thing for which none was chosen or published.
    fn unpinned(&self, index: usize) -> String {
        let Some(wanted) = self.wanted.get(index) else { return String::new() };
        let text = wanted.texts.first().map_or("", String::as_str);
        match &wanted.owner {
            Owner::None => words::first(text, self.role),
            Owner::Text(owner) => self.within(owner, text),
            Owner::Thing(owner, name) => self.within(&self.owner_text(*owner, name), text),
            Owner::Names(names) => self.within(names.first().map_or("", String::as_str), text),
        }
    }

    /// What a thing is called in the names of what is named after it: a chosen or published name goes before
    /// its text, and so does that of what it is named after itself.
    fn owner_text(&self, owner: usize, text: &str) -> String {
        match (self.pins.get(&owner), self.wanted.get(owner).map(|wanted| &wanted.owner)) {
            (Some(pin), _) => pin.clone(),
            (None, Some(Owner::Thing(..))) => self.first(owner),
            _ => text.to_owned(),
        }
    }

    fn within(&self, owner: &str, text: &str) -> String {
        words::first(&format!("{owner} {text}"), self.role)
    }

    fn owner_is(&self, index: usize, holds: impl Fn(usize) -> bool) -> bool {
        match self.wanted.get(index).map(|wanted| &wanted.owner) {
            Some(Owner::Thing(owner, _)) => holds(*owner),
            Some(Owner::Names(_)) => true,
            Some(Owner::None | Owner::Text(_)) | None => false,
        }
    }

    /// Every name that a thing might have, the best first.
    fn names(&self, index: usize, contested: &BTreeMap<usize, Vec<String>>) -> Vec<String> {
        let Some(wanted) = self.wanted.get(index) else { return Vec::new() };
        let mut owner_text = None;
        let owners: Vec<&str> = match &wanted.owner {
            Owner::None => return self.own_names(wanted),
            Owner::Text(text) => vec![text],
            Owner::Thing(owner, text) => {
                let names = contested.get(owner).into_iter().flatten().map(String::as_str);
                let text = owner_text.insert(self.owner_text(*owner, text));
                std::iter::once(text.as_str()).chain(names).collect()
            }
            Owner::Names(names) => names.iter().map(String::as_str).collect(),
        };
        let mut names = Vec::new();
        for owner in owners {
            names.extend(wanted.texts.iter().map(|text| self.within(owner, text)));
            let text = wanted.texts.first().map_or("", String::as_str);
            let whole = format!("{owner} {text}");
            names.push(words::fingerprinted(&whole, &wanted.identity, self.role));
        }
        names
    }

    fn own_names(&self, wanted: &Wanted) -> Vec<String> {
        let text = wanted.texts.first().map_or("", String::as_str);
        let mut names: Vec<String> =
            wanted.texts.iter().map(|text| words::first(text, self.role)).collect();
        if wanted.written {
            names.extend(words::others(text, self.role));
        }
        names.push(words::fingerprinted(text, &wanted.identity, self.role));
        names
    }

    /// Gives each contested thing a name of its own.
    fn settle(
        &self,
        mut names: Vec<String>,
        contested: BTreeMap<usize, Vec<String>>,
        mut claims: Claims,
    ) -> Assigned {
        let mut displaced = Vec::new();
        // What is within a contested thing is named after the name that this one got.
        let (owned, free): (Vec<usize>, Vec<usize>) =
            contested.keys().partition(|index| self.owner_is(**index, |_| true));
        for index in free.into_iter().chain(owned) {
            let all = contested.get(&index).map_or(&[][..], Vec::as_slice);
            let is_own = |name: &&String| !claims.contest(name, index, self.role);
            let owner = match self.wanted.get(index).map(|wanted| &wanted.owner) {
                Some(Owner::Thing(owner, _)) => names.get(*owner).cloned(),
                _ => None,
            };
            let after = |name: &&String| owner.as_ref().is_none_or(|owner| name.starts_with(owner));
            let own = all.iter().filter(after).find(is_own).or_else(|| all.iter().find(is_own));
            let first = names.get(index).cloned().unwrap_or_default();
            let opaque = match (own, all.last()) {
                (None, _) => true,
                (Some(own), last) => Some(own) == last,
            };
            let name = own.cloned().unwrap_or_else(|| number(&first, self.role, &claims));
            claims.add(&name, index, self.role);
            if let Some(slot) = names.get_mut(index).filter(|slot| **slot != name) {
                slot.clone_from(&name);
                displaced.push(Displaced { index, first, opaque });
            }
        }
        displaced.sort_by_key(|displaced| displaced.index);
        let published =
            names.iter().zip(self.wanted).enumerate().filter_map(|(index, (name, it))| {
                let method = || it.kept_method.clone().unwrap_or_else(|| words::or_default(name));
                (it.kept.as_ref() == Some(name)).then(|| (index, method()))
            });
        let published = published.collect();
        let given = self.wanted.iter().enumerate().filter(|(_, wanted)| wanted.is_given);
        let given = given.map(|(index, _)| index).collect();
        Assigned { names, displaced, claimed: contested, claims, given, published, role: self.role }
    }
}

/// Who claims each name of a scope.
#[derive(Default)]
struct Claims {
    /// The only thing that claims a name as its own; none if there are several.
    own: BTreeMap<String, Option<usize>>,
    /// The thing whose value a method of this name gives: it gives way to one that has the name.
    given: BTreeMap<String, Option<usize>>,
}

impl Claims {
    fn add(&mut self, name: &str, thing: usize, role: Role) {
        for companion in role.companions(name) {
            claim(&mut self.own, companion, thing);
        }
        claim(&mut self.own, name.to_owned(), thing);
    }

    fn add_given(&mut self, name: &str, thing: usize) {
        claim(&mut self.given, words::or_default(name), thing);
    }

    /// Whether no other thing claims the name of the method that gives a value.
    fn is_given_alone(&self, name: &str, thing: usize) -> bool {
        let owners = [self.own.get(name), self.given.get(name)];
        owners.into_iter().flatten().all(|owner| *owner == Some(thing))
    }

    /// Whether another thing claims a name too, or one that comes with the name.
    fn contest(&self, name: &str, thing: usize, role: Role) -> bool {
        let is_taken = |name: &str| {
            let all = [self.own.get(name), self.given.get(name)];
            all.into_iter().flatten().any(|owner| *owner != Some(thing))
        };
        is_taken(name) || role.companions(name).iter().any(|name| is_taken(name))
    }
}

fn claim(names: &mut BTreeMap<String, Option<usize>>, name: String, thing: usize) {
    let owner = names.entry(name).or_insert(Some(thing));
    if *owner != Some(thing) {
        *owner = None;
    }
}

/// The first number that makes a name of its own.
fn number(name: &str, role: Role, claims: &Claims) -> String {
    numbered(name, role, |name| claims.own.contains_key(name) || claims.given.contains_key(name))
}

/// The name of a text with the first number that makes it one that is not taken.
pub(super) fn first_free(text: &str, role: Role, taken: &BTreeSet<String>) -> String {
    numbered(&words::first(text, role), role, |name| taken.contains(name))
}

fn numbered(name: &str, role: Role, is_taken: impl Fn(&str) -> bool) -> String {
    let joint = if role.is_camel() { "" } else { "_" };
    let candidates = (2u32..).map(|number| format!("{name}{joint}{number}"));
    let mut free = candidates.filter(|candidate| !is_taken(candidate));
    free.next().unwrap_or_else(|| name.to_owned())
}
