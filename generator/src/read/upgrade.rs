//! Older spellings, read as 3.1: `nullable`, boolean exclusive bounds, and null as a branch.

use crate::source::{Node, NodeKind};

/// Whether a schema allows null and nothing else, in any spelling.
pub(super) fn is_only_null(node: &Node) -> bool {
    let is_null = |node: &Node| matches!(node.kind, NodeKind::Null);
    let listed = node.get("enum").and_then(Node::as_list).unwrap_or(&[]);
    if node.get("const").is_some_and(is_null) || !listed.is_empty() && listed.iter().all(is_null) {
        return true;
    }
    node.get("type").is_some_and(|kind| {
        kind.as_str() == Some("null")
            || matches!(kind.as_list(), Some([only]) if only.as_str() == Some("null"))
            // A bare `null` in YAML is null and not the text that its author meant.
            || is_null(kind)
    })
}

/// The keywords and values of 3.1 for the lower or the upper bound: `minimum: 5, exclusiveMinimum: true` of
/// 3.0 is `exclusiveMinimum: 5` of 3.1.
pub(super) fn bound<'n>(
    keywords: [&'static str; 2],
    inclusive: Option<&'n Node>,
    exclusive: Option<&'n Node>,
) -> Vec<(&'static str, &'n Node)> {
    let [plain, strict] = keywords;
    match (inclusive, exclusive.map(|node| &node.kind)) {
        (Some(bound), Some(NodeKind::Bool(true))) => vec![(strict, bound)],
        (bound, Some(NodeKind::Bool(_)) | None) => {
            bound.map(|bound| (plain, bound)).into_iter().collect()
        }
        (bound, Some(_)) => {
            let strict = exclusive.map(|bound| (strict, bound));
            bound.map(|bound| (plain, bound)).into_iter().chain(strict).collect()
        }
    }
}
