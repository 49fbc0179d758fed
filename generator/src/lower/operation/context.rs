//! The state of lowering operations: the types so far, and the samples of their values.

use std::collections::BTreeMap;

use crate::api::TypeId;
use crate::document::SchemaId;
use crate::lower::sample::Samples;
use crate::lower::schema::Schemas;
use crate::lower::types::Types;

/// The state of lowering operations.
pub(in crate::lower) struct Context<'s> {
    pub(in crate::lower) types: Types<'s>,
    pub(in crate::lower) samples: Samples<'s>,
    /// The type of each schema whose members are sent as the parts of a body.
    pub(super) parts_of: BTreeMap<SchemaId, TypeId>,
}

impl<'s> Context<'s> {
    pub(in crate::lower) fn new(schemas: &'s Schemas<'s>) -> Self {
        Self {
            types: Types::of_components(schemas),
            samples: Samples::new(schemas),
            parts_of: BTreeMap::new(),
        }
    }
}
