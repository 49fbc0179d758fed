//! Where a `$ref` of openapiv3 leads: that crate follows none itself.

use openapiv3::{OpenAPI, ReferenceOr};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::facts::step;

/// References to references are followed this far.
const LONGEST_CHAIN: usize = 64;

/// A description as a plain value, which keeps the order of its keys.
pub struct Targets(Value);

impl Targets {
    /// What can be referred to in a description.
    pub fn of(description: &OpenAPI) -> Result<Self, serde_yaml::Error> {
        serde_yaml::to_value(description).map(Self)
    }

    /// The item itself, or what its reference leads to; none if that is nothing of this kind.
    pub fn resolved<T: Clone + DeserializeOwned>(&self, item: &ReferenceOr<T>) -> Option<T> {
        let mut item = item.clone();
        for _ in 0..LONGEST_CHAIN {
            match item {
                ReferenceOr::Item(item) => return Some(item),
                ReferenceOr::Reference { reference } => {
                    item = serde_yaml::from_value(self.find(&steps(&reference)?)?.clone()).ok()?;
                }
            }
        }
        None
    }

    /// A reference by the pointer of what it leads to, or that it leads to nothing.
    pub fn named(&self, reference: &str) -> String {
        match steps(reference) {
            Some(steps) if self.find(&steps).is_some() => {
                let steps: Vec<String> =
                    steps.iter().map(|key| format!("/{}", step(key))).collect();
                format!("#{}", steps.concat())
            }
            _ => "nothing".to_owned(),
        }
    }

    fn find(&self, steps: &[String]) -> Option<&Value> {
        let mut value = &self.0;
        for step in steps {
            value = match value {
                Value::Sequence(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => value.get(step.as_str())?,
            };
        }
        Some(value)
    }
}

/// The keys of a URI fragment that is a JSON Pointer; none if the reference leaves the description.
fn steps(reference: &str) -> Option<Vec<String>> {
    let fragment = reference.strip_prefix('#')?;
    if fragment.is_empty() {
        return Some(Vec::new());
    }
    let step = |step: &str| {
        let step = percent_decode_str(step).decode_utf8_lossy();
        step.replace("~1", "/").replace("~0", "~")
    };
    Some(fragment.strip_prefix('/')?.split('/').map(step).collect())
}
