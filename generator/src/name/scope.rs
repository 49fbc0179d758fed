//! A scope: names that must differ from each other. Who keeps a contested name does not depend on
//! order: a chosen name is first, and a number is the last resort.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::Role;
use super::words;

/// Names for texts that share a scope, in their order.
pub(super) struct Assigned {
    /// The name of each text.
    pub(super) names: Vec<String>,
    /// Which of them had to be numbered, or did not get the name that was chosen; each with the name
    /// that it wished.
    pub(super) numbered: Vec<(usize, String)>,
}

/// A text that wishes for a name, or the name that was chosen instead.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'t> {
    pub(super) text: &'t str,
    pub(super) chosen: Option<String>,
}

/// Gives each text a name of its own, where none was chosen.
pub(super) fn assign(texts: &[&str], role: Role) -> Assigned {
    let wanted: Vec<Wanted<'_>> = texts.iter().map(|text| Wanted { text, chosen: None }).collect();
    assign_chosen(&wanted, role)
}

/// Gives each text a name of its own in one scope. What was chosen is pinned first. Of texts that wish the same name, the one that is
/// that name already keeps it, else the first in bytewise order; the others spell out their signs,
/// and are numbered if that does not tell them apart.
pub(super) fn assign_chosen(wanted: &[Wanted<'_>], role: Role) -> Assigned {
    let wish = |wanted: &Wanted<'_>| match &wanted.chosen {
        Some(chosen) => chosen.clone(),
        None => words::wish(wanted.text, role),
    };
    let wishes: Vec<String> = wanted.iter().map(wish).collect();
    let mut keepers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        let rank = |index: usize| {
            let Wanted { text, chosen } = wanted.get(index)?;
            Some((chosen.is_none(), *text != wish.as_str(), *text, index))
        };
        let keeper = keepers.entry(wish).or_insert(index);
        if rank(index) < rank(*keeper) {
            *keeper = index;
        }
    }
    let mut taken: BTreeSet<String> = keepers.keys().map(|wish| (*wish).to_owned()).collect();
    let mut others: Vec<(usize, &str)> = wanted
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            wishes.get(*index).and_then(|wish| keepers.get(wish.as_str())) != Some(index)
        })
        .map(|(index, wanted)| (index, wanted.text))
        .collect();
    others.sort_by_key(|(index, text)| (*text, *index));
    let mut names = wishes.clone();
    let mut numbered = Vec::new();
    for (index, text) in others {
        let spelled = words::spelled_wish(text, role);
        let wish = wishes.get(index).cloned().unwrap_or_default();
        let name =
            if taken.contains(&spelled) { number(&wish, role, &taken) } else { spelled.clone() };
        // Who chose a name has to know that it was not to be had.
        let chosen = wanted.get(index).is_some_and(|wanted| wanted.chosen.is_some());
        if name != spelled || chosen {
            numbered.push((index, wish));
        }
        taken.insert(name.clone());
        if let Some(slot) = names.get_mut(index) {
            *slot = name;
        }
    }
    Assigned { names, numbered }
}

/// The name that a text wishes; if that is taken, with its signs spelled out; if that is taken too, with
/// a number.
pub(super) fn free(text: &str, role: Role, taken: &BTreeSet<String>) -> String {
    let wishes = [words::wish(text, role), words::spelled_wish(text, role)];
    let free = wishes.iter().find(|wish| !taken.contains(*wish)).cloned();
    free.unwrap_or_else(|| number(&words::wish(text, role), role, taken))
}

/// The first number that makes a name of its own.
pub(super) fn number(wish: &str, role: Role, taken: &BTreeSet<String>) -> String {
    let joint = if role.is_camel() { "" } else { "_" };
    let candidates = (2u32..).map(|number| format!("{wish}{joint}{number}"));
    let mut free = candidates.filter(|candidate| !taken.contains(candidate));
    free.next().unwrap_or_else(|| wish.to_owned())
}
