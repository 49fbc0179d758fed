//! `allOf`, and whatever stands beside a `$ref` → one record with the members of every part.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Lowering;
use super::schema::Form;
use crate::document::{Additional, JsonType, Reference, Schema, SchemaId};
use crate::source::NodeId;

/// The members of an object, gathered from all the schemas that describe it.
#[derive(Default)]
pub(super) struct Gathered {
    /// Each member with every schema that describes it, in the author's order, the referenced first.
    pub(super) properties: Vec<(Arc<str>, Vec<SchemaId>)>,
    /// What must be there.
    pub(super) required: Vec<String>,
    /// The schema of other members.
    pub(super) additional: Option<SchemaId>,
    /// Whether other members are said to be allowed.
    pub(super) open: bool,
    /// Where it is said that a member tells kinds of the object apart.
    pub(super) discriminator: Option<NodeId>,
    at: BTreeMap<Arc<str>, usize>,
    seen: BTreeSet<SchemaId>,
}

impl Lowering<'_> {
    /// What several schemas that hold at once describe.
    pub(super) fn merged_form(&mut self, id: SchemaId) -> Form {
        let Some(schema) = self.schema(id) else {
            return Form::Any;
        };
        let parts: Vec<SchemaId> =
            schema.all_of.iter().copied().filter(|part| self.says_something(*part)).collect();
        if let ([single], None, true) =
            (parts.as_slice(), schema.reference, says_only_all_of(schema))
        {
            return Form::Same(*single);
        }
        let mut gathered = Gathered::default();
        match self.gather(id, &mut gathered) {
            Ok(()) if gathered.properties.is_empty() && gathered.required.is_empty() => {
                Form::Map(gathered.additional.map_or(schema.additional, Additional::Of))
            }
            Ok(()) => Form::Record,
            Err(reason) => Form::Untyped(reason),
        }
    }

    /// Gathers the members of a schema, or says why it is no plain object.
    pub(super) fn gather(&self, id: SchemaId, into: &mut Gathered) -> Result<(), String> {
        let Some(schema) = self.schema(id) else {
            return Ok(());
        };
        if !into.seen.insert(id) {
            return Ok(());
        }
        match schema.reference {
            Some(Reference::To(target)) => self.gather(target, into)?,
            Some(Reference::Broken) => return Err("a part of it is a broken reference".to_owned()),
            None => {}
        }
        for part in &schema.all_of {
            self.gather(*part, into)?;
        }
        self.gather_own(schema, into)
    }

    fn gather_own(&self, schema: &Schema, into: &mut Gathered) -> Result<(), String> {
        let alternatives = [&schema.one_of, &schema.any_of]
            .into_iter()
            .any(|branches| !branches.is_empty() && !self.only_require(branches));
        if alternatives {
            return Err("alternatives within `allOf` are not carried yet".to_owned());
        }
        let other_type = !schema.types.is_empty() && !schema.types.contains(&JsonType::Object);
        if other_type || schema.values.is_some() || schema.never || schema.items.is_some() {
            return Err("`allOf` of other things than objects is not carried yet".to_owned());
        }
        if let Some((keyword, _)) = schema.unsupported.first() {
            return Err(format!("`{keyword}` is not carried yet"));
        }
        for (name, property) in &schema.properties {
            into.describe(name, *property);
        }
        for name in &schema.required {
            if !into.required.contains(name) {
                into.required.push(name.clone());
            }
        }
        into.discriminator = into.discriminator.or(schema.discriminator);
        match schema.additional {
            Additional::Of(value) => {
                into.additional.get_or_insert(value);
                into.open = true;
            }
            Additional::Any => into.open = true,
            Additional::Unstated | Additional::Closed => {}
        }
        Ok(())
    }
}

impl Gathered {
    fn describe(&mut self, name: &Arc<str>, property: SchemaId) {
        let next = self.properties.len();
        let index = *self.at.entry(name.clone()).or_insert(next);
        match self.properties.get_mut(index) {
            Some((_, schemas)) if schemas.contains(&property) => {}
            Some((_, schemas)) => schemas.push(property),
            None => self.properties.push((name.clone(), vec![property])),
        }
    }
}

/// Whether nothing but `allOf` shapes a schema. `type: object` beside it says nothing more.
fn says_only_all_of(schema: &Schema) -> bool {
    let mut rest = schema.clone();
    rest.all_of.clear();
    rest.types.retain(|kind| *kind != JsonType::Object);
    !rest.has_shape()
}
