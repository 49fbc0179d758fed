//! An object with known members → a record.

use std::sync::Arc;

use super::Lowering;
use super::all_of::Gathered;
use crate::api::{Docs, Member, Presence, Type};
use crate::diagnostic::Code;
use crate::document::SchemaId;

impl Lowering<'_> {
    /// The members of a schema that describes a record.
    pub(super) fn record(&mut self, id: SchemaId) -> Vec<Member> {
        let mut gathered = Gathered::default();
        if self.gather(id, &mut gathered).is_err() {
            return Vec::new();
        }
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
        members
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

    /// The type of a member that several schemas describe at once.
    fn common_type(&mut self, name: &str, schemas: &[SchemaId]) -> Type {
        let mut types: Vec<Type> = Vec::new();
        for schema in schemas {
            let ty = self.type_of(*schema);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        // A type that says less yields to one that says more.
        let telling: Vec<&Type> = types.iter().filter(|ty| !says_little(ty)).collect();
        match (telling.as_slice(), types.as_slice()) {
            ([single], _) => (*single).clone(),
            ([], [first, ..]) => first.clone(),
            _ => {
                let at =
                    schemas.last().and_then(|id| self.schema(*id)).and_then(|schema| schema.at);
                if let Some(at) = at {
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
