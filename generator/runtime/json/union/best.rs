//! Of several variants that can read a value, the one that reads it best.

use std::cmp::Ordering;

use serde_json::Value;

use super::Union;
use crate::runtime::json::{Misfit, add_misfit, measured};

/// Reads a value as the best of some variants, which are given by their indexes.
pub fn best<T: Union>(value: &Value, variants: &[usize]) -> Option<T> {
    let mut readers = variants.iter().filter_map(|index| T::READERS.get(*index));
    let mut best = Read::new(value, readers.next()?);
    for reader in readers {
        let mut other = Read::new(value, reader);
        if other.is_better_than(&mut best, value) {
            best = other;
        }
    }
    add_misfit(best.misfit);
    best.read
}

/// A value as one variant reads it.
struct Read<T> {
    read: Option<T>,
    misfit: Misfit,
    /// How much of the value is left when it is written again; computed when it is needed.
    kept: Option<usize>,
}

impl<T: Union> Read<T> {
    fn new(value: &Value, reader: &fn(&Value) -> Option<T>) -> Self {
        let (read, misfit) = measured(|| reader(value));
        Self { read, misfit, kept: None }
    }

    /// How much of the value is left when it is written again.
    fn kept(&mut self, value: &Value) -> usize {
        if let Some(known) = self.kept {
            return known;
        }
        let written = self.read.as_ref().and_then(|read| serde_json::to_value(read).ok());
        *self.kept.insert(written.map_or(0, |written| common(value, &written)))
    }

    fn is_better_than(&mut self, best: &mut Self, value: &Value) -> bool {
        match (&self.read, &best.read) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(_), Some(_)) if self.misfit.unforeseen != best.misfit.unforeseen => {
                self.misfit.unforeseen < best.misfit.unforeseen
            }
            (Some(_), Some(_)) => match self.kept(value).cmp(&best.kept(value)) {
                Ordering::Equal => self.misfit.tolerated < best.misfit.tolerated,
                order => order.is_gt(),
            },
        }
    }
}

/// How many of the values within one value are at their place in another one too.
fn common(one: &Value, other: &Value) -> usize {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let both = one.iter().filter_map(|(key, value)| Some((value, other.get(key)?)));
            1 + both.map(|(one, other)| common(one, other)).sum::<usize>()
        }
        (Value::Array(one), Value::Array(other)) => {
            1 + one.iter().zip(other).map(|(one, other)| common(one, other)).sum::<usize>()
        }
        (Value::Number(one), Value::Number(other)) => {
            usize::from(one == other || one.as_f64() == other.as_f64())
        }
        _ => usize::from(one == other),
    }
}
