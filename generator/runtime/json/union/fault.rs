//! A value that no variant of a union can read → why.

use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Error, Value};

use super::Union;
use super::kind::candidates;
use super::whole::with_integers;
use crate::runtime::error::Unreadable;

/// Why no variant of `T` reads a value: the fault of the variant that the tag or the JSON type names, or the
/// faults of all that could have read it.
pub fn union_fault<T: Union>(value: &Value) -> Unreadable {
    let (named, others) = candidates(value, T::TAG, T::ROWS);
    let tried = if named.is_empty() { others } else { named };
    let tried = tried.into_iter().filter_map(|index| T::FAULTS.get(index));
    let mut faults: Vec<_> =
        tried.filter_map(|(variant, fault)| Some((*variant, fault(value)?))).collect();
    if faults.is_empty() {
        return unforeseen(T::TAG, value);
    }
    if faults.len() == 1 {
        if let Some((_, fault)) = faults.pop() {
            return fault;
        }
    }
    let told = faults.iter().map(|(variant, fault)| format!("as `{variant}`: {fault}"));
    Unreadable::new(&told.collect::<Vec<_>>().join("; "))
}

/// The fault of a value that no variant is for.
fn unforeseen(tag: &str, value: &Value) -> Unreadable {
    match value.get(tag) {
        Some(own) => {
            let reason = format!("{own} is none of the described values");
            Unreadable::at(tag.to_owned(), Error::custom(reason))
        }
        None => Unreadable::new("no variant is described for such a value"),
    }
}

/// Why the variant that `_variant` makes cannot read a value; `None` if it can.
pub fn variant_fault<T: DeserializeOwned, U>(
    _variant: fn(T) -> U,
    value: &Value,
) -> Option<Unreadable> {
    let whole = with_integers(value);
    let read: Result<T, _> = serde_path_to_error::deserialize(whole.as_ref().unwrap_or(value));
    read.err().map(|error| Unreadable::at(error.path().to_string(), error.into_inner()))
}

/// Why the variant that `_variant` makes, which holds a union, cannot read a value; `None` if it can.
pub fn nested_fault<T: Union, U>(_variant: fn(T) -> U, value: &Value) -> Option<Unreadable> {
    T::known(value).is_none().then(|| union_fault::<T>(value))
}
