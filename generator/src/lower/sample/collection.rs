//! Lists, tuples and maps → as many values as they must have, and a few more.

use super::{ITEMS, MOST_ITEMS, Way, of_text, pattern, scalar};
use crate::api::{Sample, Scalar};
use crate::document::SchemaId;
use crate::lower::Lowering;
use crate::lower::schema::Rest;

impl Lowering<'_> {
    pub(super) fn map(&mut self, id: SchemaId, rest: Rest, way: &mut Way) -> Sample {
        let whole = self.whole(id);
        let least = scalar::count(&whole.schema, "minProperties").unwrap_or(0);
        let mut members = Vec::new();
        for index in 0..least.clamp(ITEMS, MOST_ITEMS) {
            let key = match (whole.schema.patterns.first(), whole.schema.property_names) {
                (Some((pattern, _)), _) => pattern::text(pattern, 1, usize::MAX, index),
                (None, Some(names)) => self.name(names, index),
                (None, None) if index == 0 => Some("key".to_owned()),
                (None, None) => Some(format!("key{index}")),
            };
            let value = match rest {
                Rest::Of(value) if index < least => self.sampled(value, way),
                Rest::Of(value) => self.optional(value, way),
                Rest::Any | Rest::Unstated => Some(Sample::Text(scalar::TEXT.to_owned())),
            };
            members.extend(key.zip(value));
        }
        Sample::Object(members)
    }

    /// The name of a member that a schema of names allows.
    fn name(&mut self, id: SchemaId, index: usize) -> Option<String> {
        let whole = self.whole(self.target(id));
        let made = match &whole.schema.values {
            Some(listed) => of_text(listed.get(index)?),
            None => scalar::sample(&whole.schema, Scalar::String, index),
        };
        match made {
            Sample::Text(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn first_items(&mut self, id: SchemaId, way: &mut Way) -> Option<Sample> {
        let whole = self.whole(id);
        let least = scalar::count(&whole.schema, "minItems").unwrap_or(0);
        let mut items = Vec::new();
        for (index, item) in whole.schema.prefix_items.iter().enumerate() {
            if index < least {
                items.push(self.sampled(*item, way)?);
            } else if let Some(made) = self.optional(*item, way) {
                items.push(made);
            } else {
                break;
            }
        }
        Some(Sample::List(items))
    }

    pub(super) fn list(
        &mut self,
        id: SchemaId,
        item: Option<SchemaId>,
        way: &mut Way,
    ) -> Option<Sample> {
        let whole = self.whole(id);
        let least = scalar::count(&whole.schema, "minItems").unwrap_or(0);
        let most = scalar::count(&whole.schema, "maxItems").unwrap_or(usize::MAX);
        let unique = whole.schema.constraints.iter().any(|one| &*one.keyword == "uniqueItems");
        let mut items = Vec::new();
        for index in 0..least.max(way.items).min(most).min(MOST_ITEMS) {
            let outer = std::mem::replace(&mut way.index, index);
            let made = match item {
                Some(item) if index < least => self.sampled(item, way),
                Some(item) => self.optional(item, way),
                None => Some(Sample::Text(scalar::TEXT.to_owned())),
            };
            way.index = outer;
            match made {
                Some(made) if unique && items.contains(&made) && index >= least => break,
                Some(made) => items.push(made),
                None if index < least => return None,
                None => break,
            }
        }
        Some(Sample::List(items))
    }
}
