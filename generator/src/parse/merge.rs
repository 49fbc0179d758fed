//! `<<`: an object takes in the members of others.

use std::sync::Arc;

use crate::source::{Node, NodeKind};

/// Replaces a merge key (YAML 1.1, `<<`) by the members of the object, or of the several objects, that it
/// holds. A member of the object itself wins, then that of the first merged object.
pub(super) fn merge(members: &mut Vec<(Arc<str>, Node)>) {
    let Some(index) = members.iter().position(|(key, _)| &**key == "<<") else { return };
    let merged = match members.get(index).map(|(_, node)| &node.kind) {
        Some(NodeKind::Map(_) | NodeKind::List(_)) => members.remove(index).1,
        _ => return,
    };
    let sources = match merged.kind {
        NodeKind::List(items) => items,
        _ => vec![merged],
    };
    for source in sources {
        let NodeKind::Map(entries) = source.kind else { continue };
        for (key, node) in entries {
            if !members.iter().any(|(known, _)| *known == key) {
                members.push((key, node));
            }
        }
    }
}
