//! Operation ids that a framework composed → what the author wrote of them. FastAPI makes an id of the
//! name of a function, the path and the method (`create_flow_flows_post`), and calls the schema of a form
//! `Body_` and the id.

use std::collections::BTreeMap;

use crate::api::{Api, Operation, Step};

/// What FastAPI writes before the id of an operation in the name of the schema of its form.
const BODY: &str = "Body_";

/// The texts of operations, by their ids.
pub(super) struct Ids {
    /// What the author wrote of each id that is composed.
    written: BTreeMap<String, String>,
    /// Whether operations are called what their authors wrote.
    shortened: bool,
}

impl Ids {
    /// Reads all ids. They are shortened if all of them are composed, and `whole` does not forbid it.
    pub(super) fn new(api: &Api, whole: bool) -> Self {
        let mut written = BTreeMap::new();
        for (_, operation) in api.operations.iter() {
            if let Some((id, name)) =
                id(operation).and_then(|id| Some((id, author(id, operation)?)))
            {
                written.insert(id.to_owned(), name.to_owned());
            }
        }
        let shortened = !whole && !written.is_empty() && written.len() == api.operations.len();
        Self { written, shortened }
    }

    /// What an operation is called, the best first.
    pub(super) fn texts(&self, id: &str) -> Vec<String> {
        match self.written.get(id) {
            Some(name) if self.shortened => vec![name.clone(), id.to_owned()],
            _ => vec![id.to_owned()],
        }
    }

    /// The texts that an operation claims even where they are not its name: what its id is shortened to
    /// depends on the other ids.
    pub(super) fn claimed(&self, id: &str) -> Vec<String> {
        let name = self.written.get(id);
        name.map(|name| vec![name.clone(), id.to_owned()]).unwrap_or_default()
    }

    /// The same of the schema of a form.
    pub(super) fn schema_texts(&self, schema: &str) -> Vec<String> {
        let id = schema.strip_prefix(BODY).filter(|id| self.written.contains_key(*id));
        match id {
            Some(id) => self.texts(id).into_iter().map(|text| format!("{BODY}{text}")).collect(),
            None => vec![schema.to_owned()],
        }
    }

    pub(super) fn schema_claimed(&self, schema: &str) -> Vec<String> {
        let id = schema.strip_prefix(BODY).unwrap_or_default();
        self.claimed(id).into_iter().map(|text| format!("{BODY}{text}")).collect()
    }
}

/// The text that an operation is named after.
pub(super) fn id(operation: &Operation) -> Option<&str> {
    match operation.origin.path.first() {
        Some(Step::Operation(id)) => Some(id),
        _ => None,
    }
}

/// What is left of an id without the path and the method.
fn author<'i>(id: &'i str, operation: &Operation) -> Option<&'i str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let path: String =
        operation.template.chars().map(|c| if is_word(c) { c } else { '_' }).collect();
    let composed = format!("{path}_{}", operation.method.to_lowercase());
    let name = id.strip_suffix(&composed)?;
    name.starts_with(char::is_alphabetic).then_some(name)
}
