//! A scope: names that must differ from each other. Who keeps a contested name does not depend on
//! order, and a number is the last resort.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::Role;
use super::words;

/// Names for texts that share a scope, in their order.
pub(super) struct Assigned {
    /// The name of each text.
    pub(super) names: Vec<String>,
    /// Which of them had to be numbered, each with the name that it wished.
    pub(super) numbered: Vec<(usize, String)>,
}

/// Gives each text a name of its own in one scope. Of texts that wish the same name, the one that is
/// that name already keeps it, else the first in bytewise order; the others spell out their signs,
/// and are numbered if that does not tell them apart.
pub(super) fn assign(texts: &[&str], role: Role) -> Assigned {
    let wishes: Vec<String> = texts.iter().map(|text| words::wish(text, role)).collect();
    let mut keepers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        let rank =
            |index: usize| texts.get(index).map(|text| (*text != wish.as_str(), *text, index));
        let keeper = keepers.entry(wish).or_insert(index);
        if rank(index) < rank(*keeper) {
            *keeper = index;
        }
    }
    let mut taken: BTreeSet<String> = keepers.keys().map(|wish| (*wish).to_owned()).collect();
    let mut others: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            wishes.get(*index).and_then(|wish| keepers.get(wish.as_str())) != Some(index)
        })
        .map(|(index, text)| (index, *text))
        .collect();
    others.sort_by_key(|(index, text)| (*text, *index));
    let mut names = wishes.clone();
    let mut numbered = Vec::new();
    for (index, text) in others {
        let spelled = words::spelled_wish(text, role);
        let wish = wishes.get(index).cloned().unwrap_or_default();
        let name =
            if taken.contains(&spelled) { number(&wish, role, &taken) } else { spelled.clone() };
        if name != spelled {
            numbered.push((index, wish));
        }
        taken.insert(name.clone());
        if let Some(slot) = names.get_mut(index) {
            *slot = name;
        }
    }
    Assigned { names, numbered }
}

/// The first number that makes a name of its own.
pub(super) fn number(wish: &str, role: Role, taken: &BTreeSet<String>) -> String {
    let joint = if role.is_camel() { "" } else { "_" };
    let candidates = (2u32..).map(|number| format!("{wish}{joint}{number}"));
    let mut free = candidates.filter(|candidate| !taken.contains(candidate));
    free.next().unwrap_or_else(|| wish.to_owned())
}
