//! How the types of the API meet JSON: a macro for each shape of type, and the code behind it.

mod blank;
mod choice;
mod field;
mod finite;
mod into_option;
mod key;
mod member;
mod number;
mod number_choice;
mod record;
mod text;
mod tuple;
mod unforeseen;
mod union;
mod wrapper;
mod write;

pub(crate) use choice::choice;
pub use choice::{Choice, ChoiceVisitor};
pub use field::Field;
pub use into_option::{IntoList, IntoOption};
pub use key::Key;
pub use member::{Presence, Reader, Writer, or_null};
pub(super) use number::with_whole_numbers;
pub(crate) use number_choice::number_choice;
pub use number_choice::{NumberChoice, known_number};
pub(crate) use record::record;
pub use record::{Record, read_record};
pub use text::JsonText;
pub(crate) use tuple::tuple;
pub use tuple::{Sequence, TupleItems};
pub use unforeseen::{Misfit, add_misfit, add_tolerated, add_unforeseen, measured};
pub(crate) use union::union;
pub use union::{
    Foreseen, Kind, Refusal, Union, decode, nested_fault, read_union, union_fault, variant_fault,
    write_tagged,
};
pub(crate) use wrapper::wrapper;
pub(super) use write::{to_json, to_json_bytes};
