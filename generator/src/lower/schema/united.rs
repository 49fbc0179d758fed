//! The alternatives of a union → what they come to: one record, or variants and what tells them apart.

use std::sync::Arc;

use super::leaf::leaves;
use super::model::{Alternatives, United};
use super::overlap::merge_overlapping;
use super::schemas::Schemas;
use super::tag::assign_tags;
use crate::document::SchemaId;

/// What the alternatives of a schema come to. It is decided once.
pub(in crate::lower) fn united(
    schemas: &Schemas<'_>,
    id: SchemaId,
    alternatives: &Alternatives,
) -> Arc<United> {
    if let Some(known) = schemas.united.get(id) {
        return known;
    }
    let united = Arc::new(decide(schemas, id, alternatives));
    schemas.united.insert(id, united.clone());
    united
}

fn decide(schemas: &Schemas<'_>, id: SchemaId, alternatives: &Alternatives) -> United {
    let mut leaves = leaves(schemas, id, &alternatives.branches);
    let tag = assign_tags(schemas, alternatives, &mut leaves);
    if tag.is_none()
        && !alternatives.exclusive
        && let Some(merged) = merge_overlapping(schemas, id, &mut leaves)
    {
        return United::Record(merged);
    }
    United::Variants { leaves, tag }
}
