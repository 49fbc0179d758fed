//! The algebra of schemas: what a schema says, whatever it is spread over, and what its values are. It
//! asks nothing of types. Its files, each of which asks those before it:
//!
//! 1. `model`, `schemas`: the nouns, and the schemas with what was found out about them
//! 2. `reference`: what a schema that only refers to another comes to, and what it is called
//! 3. `null`: whether null is one of its values
//! 4. `within`: whether all that one schema allows is allowed by another
//! 5. `synthetic`: schemas that nobody wrote, such as what several say at once
//! 6. `whole`: all that a schema says, in one schema without references and parts
//! 7. `other_members`, `values`, `chosen`, `scalar`: the members, listed values and single values of a whole
//!    schema, the latter by the caller's choice
//! 8. `inheritance`, `combination`, `alternatives`: the alternatives of a schema
//! 9. `plain`, `form`: what the values of a schema are
//! 10. `leaf`, `tag`, `overlap`: the alternatives of a union; what tells them apart; the record that
//!     objects become if they may hold at once; and what the alternatives come to

mod alternatives;
mod chosen;
mod combination;
mod form;
mod inheritance;
mod leaf;
mod model;
mod null;
mod other_members;
mod overlap;
mod plain;
mod reference;
mod scalar;
mod schemas;
mod synthetic;
mod tag;
mod values;
mod whole;
mod within;

pub(super) use form::{form, resolved_form};
pub(super) use leaf::leaves;
pub(super) use model::{Alternatives, Form, Leaf, OtherMembers, Suffix, United, Whole};
pub(super) use null::allows_null;
pub(super) use other_members::other_members;
pub(super) use overlap::united;
pub(super) use reference::{component_name, is_name, target, title_of};
pub(super) use scalar::{says_format, wire_of};
pub(super) use schemas::Schemas;
pub(super) use synthetic::{only_require, with_tag};
pub(super) use tag::{discriminator_of, tag_values};
pub(super) use values::text_of;
pub(super) use whole::{is_read_only, is_write_only, whole};

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::lower::type_choices::TypeChoices;

/// The schemas of a document, with their kinds by inheritance.
pub(super) fn schemas<'d>(
    document: &'d Document,
    choices: &'d TypeChoices<'d>,
    diagnostics: &'d mut Diagnostics,
) -> Schemas<'d> {
    let mut schemas = Schemas::new(document, choices, diagnostics);
    schemas.subtypes = inheritance::subtypes(&schemas);
    schemas
}
