//! The names of what types are made of: members, values, variants.

use super::keys::Named;
use super::phrase::Ways;
use super::reserved::Role;
use super::scope::{Assigned, Wanted};
use super::{Ident, Naming, PartNames, scope, variants, words};
use crate::api::{Choice, ChoiceValue, Member, Record, Shape, TypeDef, TypeId, Union, Variant};
use crate::lock::Published;
use crate::source::Pointer;

/// What the member is called that holds all members beside the described ones, the best first.
const REST: [&str; 3] = ["additional_properties", "other_properties", "properties_not_described"];

pub(super) fn parts(id: TypeId, ways: &Ways<'_>, naming: &mut Naming<'_>) -> Vec<PartNames> {
    let definition = &ways.api.types[id];
    let (role, parts): (Role, Vec<Part<'_>>) = match &definition.shape {
        Shape::Record(record) => (Role::Member, members(record)),
        Shape::Choice(Choice { values, open, .. }) => {
            let role = if *open { Role::Text } else { Role::Variant };
            (role, values.iter().map(value).collect())
        }
        Shape::Union(Union { variants, .. }) => {
            let part = |each: &Variant| variant(ways, definition, each);
            let parts = variants.iter().map(|each| (each.at.as_ref(), part(each)));
            (Role::Variant, parts.collect())
        }
        Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => return Vec::new(),
    };
    let (places, mut wanted): (Vec<Option<&Pointer>>, Vec<Wanted>) = parts.into_iter().unzip();
    let keys = naming.keys.parts(ways.api, definition);
    for ((at, wanted), key) in places.iter().zip(&mut wanted).zip(&keys) {
        wanted.pinned = naming.chosen(*at, role);
        let published = naming.kept(Named::Type(id));
        wanted.kept = published.and_then(|own| kept(own, key, role));
        wanted.kept_method = published.and_then(|own| own.parts.get(&method_key(key)).cloned());
    }
    let assigned = scope::assign(&wanted, role);
    naming.account(&wanted, &assigned, |index| {
        places.get(index).copied().flatten().or(Some(&definition.origin.at))
    });
    names(&assigned, role)
}

/// What the method that gives the value of a part is known by.
pub(super) fn method_key(key: &str) -> String {
    format!("{key} (or default)")
}

/// The name that was published for a part, or that goes without saying.
pub(super) fn kept(published: &Published, key: &str, role: Role) -> Option<String> {
    let written = published.parts.get(key).cloned();
    written.or_else(|| goes_without_saying(key, &words::first(key, role)).then(|| key.to_owned()))
}

/// Whether the lock does not write down the name of a part: what is called as it is on the wire. What is called
/// like a method that comes with another part is written down: a new part must not take the name of a method.
pub(super) fn goes_without_saying(key: &str, name: &str) -> bool {
    key == name && !words::is_or_default(name)
}

/// Where a part stands, and what it is called.
type Part<'a> = (Option<&'a Pointer>, Wanted);

fn members(record: &Record) -> Vec<Part<'_>> {
    let member = |Member { wire_name, assumed, .. }: &Member| Wanted {
        is_given: assumed.is_some(),
        ..Wanted::written(wire_name)
    };
    let mut parts: Vec<Part<'_>> =
        record.members.iter().map(|each| (each.at.as_ref(), member(each))).collect();
    parts.extend(record.other_members.iter().map(|_| {
        let texts = REST.map(str::to_owned).to_vec();
        (None, Wanted { texts, ..Wanted::default() })
    }));
    parts
}

fn value(value: &ChoiceValue) -> Part<'_> {
    let texts: Vec<String> = value.label.iter().chain([&value.wire]).cloned().collect();
    let wanted = Wanted { texts, written: true, identity: value.wire.clone(), ..Wanted::default() };
    (Some(&value.at), wanted)
}

fn variant(ways: &Ways<'_>, union: &TypeDef, variant: &Variant) -> Wanted {
    let place = variant.at.as_ref().map(ToString::to_string).unwrap_or_default();
    let identity = format!("{place} {:?} {:?}", variant.tags, variant.kind);
    let texts = variants::texts(ways, union, variant);
    Wanted { texts, written: true, identity, ..Wanted::default() }
}

/// The names of parts, and of the methods that come with each.
pub(super) fn names(assigned: &Assigned, role: Role) -> Vec<PartNames> {
    let names = assigned.iter().enumerate().map(|(index, name)| PartNames {
        ident: Ident::new(name),
        setter: Ident::new(role.setter(name)),
        or_default: assigned.given(index).map(Ident::new),
    });
    names.collect()
}
