//! Operations → groups. A group has the operations of a tag; a tag with very many operations, and the
//! operations without a tag, are divided by the first word of their paths.

use std::collections::BTreeMap;

use crate::document::Operation;

/// A tag with more operations than this is divided.
const LARGEST: usize = 60;

/// The group of each operation.
pub(super) fn groups(operations: &[&Operation]) -> Vec<String> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in operations {
        *sizes.entry(tag(operation)).or_default() += 1;
    }
    operations
        .iter()
        .map(|operation| match tag(operation) {
            "" => resource(&operation.path),
            tag if sizes.get(tag).is_some_and(|size| *size > LARGEST) => {
                format!("{tag} {}", resource(&operation.path))
            }
            tag => tag.to_owned(),
        })
        .collect()
}

fn tag(operation: &Operation) -> &str {
    operation.tags.first().map_or("", String::as_str)
}

/// The first part of a path that names something: no parameter, no version, not `api`.
fn resource(path: &str) -> String {
    let names_something = |part: &&str| {
        let version = part.trim_start_matches('v').chars().all(|c| c.is_ascii_digit() || c == '.');
        !part.is_empty() && !part.contains('{') && !version && *part != "api"
    };
    path.split('/').find(names_something).unwrap_or("root").to_owned()
}
