//! An object with known members → a record.

use std::sync::Arc;

use super::Lowering;
use super::all_of::Gathered;
use crate::api::{Docs, Member, Presence, Scalar, Type};
use crate::diagnostic::Code;
use crate::document::SchemaId;

impl Lowering<'_> {
    /// The members of a schema that describes a record.
    ///
    /// # Errors
    /// The reason, if a part of it is no plain object.
    pub(super) fn record(&mut self, id: SchemaId) -> Result<Vec<Member>, String> {
        let mut gathered = Gathered::default();
        self.gather(id, &mut gathered)?;
        if let (true, Some(at)) = (gathered.open, self.schema(id).and_then(|schema| schema.at)) {
            self.say(Code::Unsupported, at, "members beside the described ones are not kept");
        }
        let mut members: Vec<Member> = Vec::new();
        for (name, schemas) in &gathered.properties {
            members.push(self.member(name, schemas, &gathered.required));
        }
        for name in &gathered.required {
            if !gathered.properties.iter().any(|(known, _)| **known == **name) {
                members.push(undescribed(name));
            }
        }
        if let Some(at) = gathered.discriminator {
            let message = "kinds of it are told by a member, and their own members are not kept";
            self.say(Code::Unsupported, at, message);
        }
        Ok(members)
    }

    fn member(&mut self, name: &Arc<str>, schemas: &[SchemaId], required: &[String]) -> Member {
        let presence = if required.iter().any(|required| **required == **name) {
            Presence::Required
        } else {
            Presence::Optional
        };
        // The last to describe it is the nearest: what refers to a shared schema refines it.
        let described = schemas.iter().rev().filter_map(|id| self.schema(*id));
        let docs = described
            .map(super::docs::of_schema)
            .find(|docs| *docs != Docs::default())
            .unwrap_or_default();
        Member {
            wire_name: name.to_string(),
            docs,
            ty: self.common_type(name, schemas),
            presence,
            indirect: false,
        }
    }

    /// The type of a member that several schemas describe at once: null is allowed if all of them
    /// allow it, and a type that says less yields to one that says more.
    fn common_type(&mut self, name: &str, schemas: &[SchemaId]) -> Type {
        let mut nullable = true;
        let mut types: Vec<(Type, SchemaId)> = Vec::new();
        for schema in schemas {
            let ty = self.type_of(*schema);
            nullable &= ty.split_null().1;
            let plain = ty.split_null().0.clone();
            if !types.iter().any(|(known, _)| *known == plain) {
                types.push((plain, *schema));
            }
        }
        let says_most = |types: &[(Type, SchemaId)], says: &dyn Fn(&Type) -> bool| {
            let telling: Vec<_> = types.iter().filter(|(ty, _)| says(ty)).cloned().collect();
            if telling.is_empty() { types.to_vec() } else { telling }
        };
        types = says_most(&types, &|ty| !says_little(ty));
        types = says_most(&types, &|ty| *ty != Type::Scalar(Scalar::String));
        match types.as_slice() {
            [] => Type::Any,
            [(single, _)] if nullable => single.clone().or_null(),
            [(single, _)] => single.clone(),
            [.., (_, last)] => {
                if let Some(at) = self.schema(*last).and_then(|schema| schema.at) {
                    let message =
                        format!("`{name}` is described in different ways; this is any JSON value");
                    self.say(Code::Contradiction, at, message);
                }
                Type::Any
            }
        }
    }
}

fn says_little(ty: &Type) -> bool {
    match ty.split_null().0 {
        Type::Any => true,
        Type::Map(value) => **value == Type::Any,
        _ => false,
    }
}

/// A member that must be there and of which nothing else is said.
fn undescribed(name: &str) -> Member {
    Member {
        wire_name: name.to_owned(),
        docs: Docs::default(),
        ty: Type::Any,
        presence: Presence::Required,
        indirect: false,
    }
}
