//! Names that somebody chose: the caller, or the author of the description by `x-rust-name`. Each has a
//! place, and its case tells what it names there: a property and its inline type stand at one place.

use std::collections::BTreeMap;

use super::reserved::Role;
use super::words;
use crate::api::{Api, StatedName};
use crate::config::NameChoice;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::{Pointer, Segment};

/// The chosen names, and what became of them.
pub(super) struct Chosen<'a> {
    names: BTreeMap<String, Vec<Choice<'a>>>,
}

struct Choice<'a> {
    name: &'a str,
    /// What the description says, or nobody but the caller.
    stated: Option<&'a StatedName>,
    /// Whether it names something.
    taken: bool,
    /// Why it does not, if somebody asked for it.
    fault: Option<String>,
}

impl<'a> Chosen<'a> {
    /// Gathers the names; those of the caller come first.
    pub(super) fn new(api: &'a Api, choices: &'a [NameChoice]) -> Self {
        let mut names: BTreeMap<String, Vec<Choice<'a>>> = BTreeMap::new();
        let mut add = |at: String, name: &'a str, stated| {
            let choice = Choice { name, stated, taken: false, fault: None };
            names.entry(at).or_default().push(choice);
        };
        for choice in choices {
            add(choice.at.clone(), &choice.name, None);
        }
        for stated in &api.stated_names {
            add(stated.at.to_string(), &stated.name, Some(stated));
        }
        Self { names }
    }

    /// The name that was chosen for what stands at a place.
    pub(super) fn name(&mut self, at: &Pointer, role: Role) -> Option<String> {
        if self.names.is_empty() {
            return None;
        }
        let mut found = None;
        for choice in self.names.get_mut(&at.to_string()).into_iter().flatten() {
            match unfit(choice.name, role) {
                // What the caller says makes what the description says of no matter.
                None => {
                    choice.taken = true;
                    found = found.or_else(|| Some(choice.name.to_owned()));
                }
                Some(fault) => choice.fault = Some(fault),
            }
        }
        found
    }

    /// Whether a name at a place was chosen, and cannot be had because another was chosen that is the
    /// same.
    pub(super) fn contested(&mut self, at: &Pointer, name: &str) -> bool {
        let choices = self.names.get_mut(&at.to_string()).into_iter().flatten();
        let mut contested = false;
        for choice in choices.filter(|choice| choice.name == name) {
            choice.taken = false;
            choice.fault = Some("another thing beside it was given that name".to_owned());
            contested = true;
        }
        contested
    }

    /// Says which of the names name nothing.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for (at, choices) in self.names {
            for Choice { name, stated, fault, .. } in choices.into_iter().filter(|it| !it.taken) {
                let message = match &fault {
                    Some(fault) => format!("`{name}` cannot be the name here: {fault}"),
                    None => {
                        format!("`{name}` names nothing: there is nothing here that has a name")
                    }
                };
                diagnostics.add(match (stated, fault) {
                    (None, Some(_)) => of_config(Code::RefusedChoice, &at, &message),
                    (None, None) => of_config(Code::UnneededChoice, &at, &message),
                    (Some(stated), Some(_)) => of_description(Code::UnfitName, stated, message),
                    (Some(stated), None) => of_description(Code::UnusedKey, stated, message),
                });
            }
        }
    }
}

fn of_config(code: Code, at: &str, message: &str) -> Diagnostic {
    Diagnostic::new(code, Location::Nowhere, format!("`names` at `{at}`: {message}"))
}

fn of_description(code: Code, stated: &StatedName, message: String) -> Diagnostic {
    let key = Segment::Key("x-rust-name".into());
    let place = stated.at.segments().iter().cloned().chain([key]).collect();
    Diagnostic::new(code, Location::Value(place), message)
}

/// Why a name is none for a role, if it is none: the compiler would refuse it, or warn of it.
fn unfit(name: &str, role: Role) -> Option<String> {
    let letters = |extra: &str| {
        name.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c)) && !name.contains("__")
    };
    let (cased, case) = match role.is_camel() {
        true => {
            (name.starts_with(|c: char| c.is_ascii_uppercase()) && letters(""), "UpperCamelCase")
        }
        false => {
            let first = name.starts_with(|c: char| c.is_ascii_lowercase());
            let upper = name.contains(|c: char| c.is_ascii_uppercase());
            (first && letters("_") && !upper && !name.ends_with('_'), "snake_case")
        }
    };
    if !cased {
        return Some(format!("a {} is in {case}, in ASCII", role.noun()));
    }
    if role.forbids(name) {
        return Some(format!("a {} cannot be called like what the crate or Rust has", role.noun()));
    }
    (name.len() > words::LONGEST).then(|| format!("it has more than {} letters", words::LONGEST))
}
