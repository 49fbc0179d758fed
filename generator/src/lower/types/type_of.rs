//! Schema → [`Type`]: the one function that does it, for bodies, parameters and members alike.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::docs_of;
use super::origin::Origins;
use crate::api::{Origin, Place, Role, Shape, Step, Type, TypeDef, TypeId, Untyped};
use crate::arena::Arena;
use crate::diagnostic::Code;
use crate::document::SchemaId;
use crate::limits;
use crate::lower::schema::{
    Form, OtherMembers, Schemas, allows_null, component_name, form, resolved_form,
};
use crate::source::Pointer;

/// Two maps, or three lists, around a list or a map are as much as a reader takes in without a name.
const NAMED_FROM: usize = 6;

/// The types that were decided so far.
pub(in crate::lower) struct Types<'s> {
    pub(in crate::lower) schemas: &'s Schemas<'s>,
    pub(in crate::lower) origins: Origins<'s>,
    /// The types that have a name.
    pub(in crate::lower) defined: Arena<TypeDef>,
    /// A schema that has a type of its own has only one, whoever refers to it.
    by_schema: BTreeMap<SchemaId, TypeId>,
    /// The type of each schema where it stands, null included.
    at: BTreeMap<SchemaId, Type>,
    /// Types that have an id and no shape yet: a queue, so that nesting cannot exhaust the stack.
    undefined: Vec<(TypeId, SchemaId)>,
    untyped: BTreeSet<Untyped>,
    /// How deep the schema at hand is nested in types without a name.
    depth: usize,
}

/// Every type, and what is known of the places that have one.
pub(in crate::lower) struct Defined {
    pub(in crate::lower) types: Arena<TypeDef>,
    pub(in crate::lower) untyped: Vec<Untyped>,
    /// The type at each place, sorted by place.
    pub(in crate::lower) places: Vec<Place>,
}

impl<'s> Types<'s> {
    /// The types of the components, which a document has before anything refers to them.
    pub(in crate::lower) fn of_components(schemas: &'s Schemas<'s>) -> Self {
        let mut types = Self {
            schemas,
            origins: Origins::new(schemas),
            defined: Arena::default(),
            by_schema: BTreeMap::new(),
            at: BTreeMap::new(),
            undefined: Vec::new(),
            untyped: BTreeSet::new(),
            depth: 0,
        };
        for (_, schema) in &schemas.document.components {
            named(&mut types, *schema);
        }
        types
    }

    /// A type that has no shape yet, and the schema that describes it.
    pub(super) fn take_undefined(&mut self) -> Option<(TypeId, SchemaId)> {
        self.undefined.pop()
    }

    /// Every type, with those that nothing uses.
    pub(in crate::lower) fn finish(mut self) -> Defined {
        let named: Vec<SchemaId> = self.by_schema.keys().copied().collect();
        for id in named {
            type_of(&mut self, id);
        }
        let written = self.at.iter().filter(|(id, _)| !self.schemas.is_synthetic(**id));
        let placed = written
            .filter_map(|(id, ty)| Some(Place { at: self.schemas.pointer(*id)?, ty: ty.clone() }));
        let mut places: Vec<Place> = placed.collect();
        places.sort_by(|a, b| a.at.cmp(&b.at));
        Defined { types: self.defined, untyped: self.untyped.into_iter().collect(), places }
    }
}

/// The type of a schema.
pub(in crate::lower) fn type_of(types: &mut Types<'_>, id: SchemaId) -> Type {
    let plain = match types.by_schema.get(&id) {
        Some(known) => Type::Named(*known),
        None if types.depth >= limits::DEPTH_OF_SCHEMAS => {
            untyped(types, id, "it is nested too deeply")
        }
        None => {
            types.depth += 1;
            let plain = plain_type(types, id);
            types.depth -= 1;
            plain
        }
    };
    let ty = if allows_null(types.schemas, id) { plain.or_null() } else { plain };
    types.at.insert(id, ty.clone());
    ty
}

/// The type of a schema, null apart.
pub(super) fn plain_type(types: &mut Types<'_>, id: SchemaId) -> Type {
    match form(types.schemas, id) {
        Form::Same(other) => match type_of(types, other) {
            Type::Nullable(inner) => *inner,
            plain => plain,
        },
        Form::Record | Form::Choice(..) | Form::Union(_) | Form::Tuple => {
            Type::Named(named(types, id))
        }
        Form::Map(OtherMembers::Of(value)) => Type::Map(Box::new(contained(types, value))),
        Form::Map(_) => Type::Map(Box::new(Type::Any)),
        Form::List(Some(item)) => Type::List(Box::new(contained(types, item))),
        Form::List(None) => Type::List(Box::new(Type::Any)),
        Form::Scalar(scalar) => Type::Scalar(scalar),
        Form::Json(value) => Type::Json(Box::new(type_of(types, value))),
        Form::Any => reported_any(types, id, Code::AnyValue, "its schema allows any value"),
        Form::Broken => any(types, id, "its reference is broken"),
        Form::Untyped(code, reason) => reported_any(types, id, code, &reason),
    }
}

/// The type of an item or of a value. Lists and maps within each other get a name before they are hard to
/// read; whether they do depends on where they stand alone.
pub(super) fn contained(types: &mut Types<'_>, id: SchemaId) -> Type {
    let contains = matches!(form(types.schemas, id), Form::List(_) | Form::Map(_));
    let at = types.schemas.schema(id).at.filter(|_| contains);
    if at.is_some_and(|at| is_deep(&types.origins.of_node(at).path)) {
        named(types, id);
    }
    type_of(types, id)
}

/// The type definition of a schema. Its shape is decided later, if it has not been.
fn named(types: &mut Types<'_>, id: SchemaId) -> TypeId {
    if let Some(known) = types.by_schema.get(&id) {
        return *known;
    }
    let origin = match types.schemas.schema(id).at {
        Some(at) => types.origins.of_schema(id, at),
        None => Origin { at: Pointer::root(), path: Vec::new() },
    };
    let (docs, shape) = (docs_of(types.schemas, id), Shape::Alias(Type::Any));
    let type_id = types.defined.push(TypeDef::new(origin, docs, shape, Role::Json));
    types.by_schema.insert(id, type_id);
    share_with_own_part(types, id, type_id);
    types.undefined.push((type_id, id));
    type_id
}

/// Lets a schema that stands within a component, and is all that the component says, have the type of the
/// component.
fn share_with_own_part(types: &mut Types<'_>, component: SchemaId, type_id: TypeId) {
    let schemas = types.schemas;
    if component_name(schemas, component).is_none() {
        return;
    }
    let place = schemas.pointer(component).unwrap_or_default();
    let mut whole = component;
    while let Form::Same(part) = form(schemas, whole) {
        let at = schemas.pointer(part).unwrap_or_default();
        let is_within = at.segments().starts_with(place.segments()) && at != place;
        let form = resolved_form(schemas, part).1;
        let is_type =
            matches!(form, Form::Record | Form::Choice(..) | Form::Union(_) | Form::Tuple);
        if !is_within || !is_type || types.by_schema.contains_key(&part) {
            return;
        }
        types.by_schema.insert(part, type_id);
        whole = part;
    }
}

/// Whether two schemas have one type.
pub(super) fn share_a_type(types: &Types<'_>, one: SchemaId, other: SchemaId) -> bool {
    let own = types.by_schema.get(&one);
    one != other && own.is_some() && own == types.by_schema.get(&other)
}

/// Any JSON value, because what is described is not carried.
pub(super) fn untyped(types: &mut Types<'_>, id: SchemaId, reason: &str) -> Type {
    reported_any(types, id, Code::UntypedSchema, reason)
}

fn reported_any(types: &mut Types<'_>, id: SchemaId, code: Code, reason: &str) -> Type {
    if let Some(at) = types.schemas.schema(id).at {
        types.schemas.say(code, at, format!("this is any JSON value: {reason}"));
    }
    any(types, id, reason)
}

/// Any JSON value, for a reason.
fn any(types: &mut Types<'_>, id: SchemaId, reason: &str) -> Type {
    let at = types.schemas.pointer(id);
    untyped_at(types, at, reason);
    Type::Any
}

/// Counts a place that is any JSON value.
pub(super) fn untyped_at(types: &mut Types<'_>, at: Option<Pointer>, reason: &str) {
    types.untyped.extend(at.map(|at| Untyped { at, reason: reason.to_owned() }));
}

/// Whether the lists and maps at the end of a path are so many that the innermost gets a name.
fn is_deep(path: &[Step]) -> bool {
    let weights = path.iter().rev().map_while(|step| match step {
        Step::Item => Some(2),
        Step::Value => Some(3),
        _ => None,
    });
    let weights: Vec<usize> = weights.collect();
    let mut weight = 0;
    for step in weights.into_iter().rev() {
        // Behind a name, counting begins anew.
        weight = if weight >= NAMED_FROM { step } else { weight + step };
    }
    weight >= NAMED_FROM
}
