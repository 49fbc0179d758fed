//! What two readers are compared by: for each place of a description, what stands there in words.

use std::collections::BTreeMap;

/// What a reader found. A place begins with the pointer of an operation or of a schema, and goes on
/// with what is told of it; nothing is told of a place where there is nothing.
#[derive(Debug, Default)]
pub struct Facts(BTreeMap<String, Vec<String>>);

impl Facts {
    /// Tells what stands at a place, in the order written.
    pub fn tell(&mut self, at: &str, what: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        if !values.is_empty() {
            self.0.insert(format!("{at}/{what}"), values);
        }
    }

    /// Tells that something is so.
    pub fn tell_if(&mut self, at: &str, what: &str, so: bool) {
        self.tell(at, what, so.then(|| "yes".to_owned()));
    }

    /// How many facts there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Every place at which the other tells something else.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let places = self.0.keys().chain(other.0.keys().filter(|at| !self.0.contains_key(*at)));
        let mut differences: Vec<String> = places
            .filter_map(|at| {
                let [own, others] =
                    [self, other].map(|facts| facts.0.get(at).map_or(&[][..], Vec::as_slice));
                difference(own, others).map(|said| format!("{at}: {said}"))
            })
            .collect();
        differences.sort();
        differences
    }
}

/// What one list has and the other has not, or that their order is another.
fn difference(own: &[String], others: &[String]) -> Option<String> {
    if own == others {
        return None;
    }
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|value| !those.contains(value)).cloned().collect()
    };
    Some(match (only(own, others), only(others, own)) {
        (ours, theirs) if ours.is_empty() && theirs.is_empty() => {
            format!("we have {own:?}, openapiv3 has {others:?}")
        }
        (ours, theirs) => format!("only we have {ours:?}, only openapiv3 has {theirs:?}"),
    })
}

/// A key as a step of a pointer.
pub fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
