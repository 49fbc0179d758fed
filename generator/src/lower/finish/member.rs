//! A decision about each member of every record that looks at all types → that decision in the member.

use crate::api::{Member, Shape, TypeDef, TypeId};
use crate::arena::Arena;

/// A member of a record: the record, and the member's position in it.
pub(super) type MemberId = (TypeId, usize);

/// Decides about every member before the first of them changes, so that no decision depends on the
/// order of the types; then changes those that something was decided for.
pub(super) fn change_members<D>(
    types: &mut Arena<TypeDef>,
    decide: impl Fn(&Arena<TypeDef>, MemberId, &Member) -> Option<D>,
    change: impl Fn(&mut Member, D),
) {
    let mut decisions: Vec<(TypeId, Vec<Option<D>>)> = Vec::new();
    for (id, definition) in types.iter() {
        if let Shape::Record(record) = &definition.shape {
            let members = record.members.iter().enumerate();
            let decided = members.map(|(index, member)| decide(types, (id, index), member));
            decisions.push((id, decided.collect()));
        }
    }
    for (id, decided) in decisions {
        if let Shape::Record(record) = &mut types[id].shape {
            for (member, decision) in record.members.iter_mut().zip(decided) {
                if let Some(decision) = decision {
                    change(member, decision);
                }
            }
        }
    }
}
