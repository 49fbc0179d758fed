//! Schema → [`Type`](crate::api::Type), by what its values are; and the types that have a name.

mod choice;
mod default;
mod define;
mod docs;
mod origin;
mod record;
mod tuple;
mod type_of;
mod union;
mod views;

pub(super) use define::define_named_types;
pub(super) use docs::{docs_of, docs_of_use, drop_default, link, literal};
pub(super) use record::member;
pub(super) use type_of::{Defined, Types, type_of};
pub(super) use views::has_member;
