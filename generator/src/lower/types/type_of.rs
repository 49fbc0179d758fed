//! Schema → [`Type`]: the one function that does it, for bodies, parameters and members alike.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::docs_of;
use super::origin::Origins;
use super::views::Views;
use crate::api::{
    Origin, OtherView, Place, Role, Shape, Step, Type, TypeDef, TypeId, Untyped, View,
};
use crate::arena::Arena;
use crate::diagnostic::Code;
use crate::document::SchemaId;
use crate::limits;
use crate::lower::schema::{
    Form, OtherMembers, Schemas, allows_null, component_name, form, resolved_form, target,
};
use crate::source::Pointer;

/// Two maps, or three lists, around a list or a map are as much as a reader takes in without a name.
const NAMED_FROM: usize = 6;

/// What has a type of its own: a schema, in one of its views if these differ.
type Key = (SchemaId, Option<View>);

/// The types that were decided so far.
pub(in crate::lower) struct Types<'s> {
    pub(in crate::lower) schemas: &'s Schemas<'s>,
    pub(in crate::lower) origins: Origins<'s>,
    views: Views<'s>,
    /// The types that have a name.
    pub(in crate::lower) defined: Arena<TypeDef>,
    /// A view of a schema that has a type of its own has only one, whoever refers to it.
    by_schema: BTreeMap<Key, TypeId>,
    /// Schemas that stand within a component and have the type of the component.
    components_of_parts: BTreeMap<SchemaId, SchemaId>,
    /// The type of each schema where it stands, null included.
    at: BTreeMap<Key, Type>,
    /// Types that have an id and no shape yet: a queue, so that nesting cannot exhaust the stack.
    undefined: Vec<(TypeId, SchemaId, View)>,
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
    /// The types of the components, which a document has before anything refers to them. Of one whose views
    /// differ, a view has a type when something uses it.
    pub(in crate::lower) fn of_components(schemas: &'s Schemas<'s>) -> Self {
        let mut types = Self {
            schemas,
            origins: Origins::new(schemas),
            views: Views::new(schemas),
            defined: Arena::default(),
            by_schema: BTreeMap::new(),
            components_of_parts: BTreeMap::new(),
            at: BTreeMap::new(),
            undefined: Vec::new(),
            untyped: BTreeSet::new(),
            depth: 0,
        };
        for (_, schema) in &schemas.document.components {
            share_with_own_part(&mut types, *schema);
        }
        share_with_files(&mut types);
        for (_, schema) in &schemas.document.components {
            if types.views.of(*schema, View::Received).is_none() {
                named(&mut types, *schema, View::Received);
            }
        }
        types
    }

    /// A type that has no shape yet, and the view of a schema that describes it.
    pub(super) fn take_undefined(&mut self) -> Option<(TypeId, SchemaId, View)> {
        self.undefined.pop()
    }

    /// What the view of a schema is known by.
    fn key(&self, id: SchemaId, view: View) -> Key {
        let id = self.components_of_parts.get(&id).copied().unwrap_or(id);
        (id, self.views.of(id, view))
    }

    /// The type of a view of a schema, if it has one of its own.
    fn known(&self, id: SchemaId, view: View) -> Option<TypeId> {
        self.by_schema.get(&self.key(id, view)).copied()
    }

    /// Every type, with those that nothing uses.
    pub(in crate::lower) fn finish(mut self) -> Defined {
        let parts = self.components_of_parts.keys().copied();
        let ids: Vec<SchemaId> = self.by_schema.keys().map(|(id, _)| *id).chain(parts).collect();
        for id in ids {
            for view in [View::Received, View::Sent] {
                if self.known(id, view).is_some() {
                    type_of(&mut self, id, view);
                }
            }
        }
        self.link_views();
        let mut places: Vec<Place> = Vec::new();
        let mut last = None;
        for ((id, view), ty) in &self.at {
            // The received view comes first.
            if last.replace(*id) != Some(*id)
                && !self.schemas.is_synthetic(*id)
                && let Some(at) = self.schemas.pointer(*id)
            {
                places.push(Place { at, ty: ty.clone(), view: *view });
            }
        }
        places.sort_by(|a, b| a.at.cmp(&b.at));
        Defined { types: self.defined, untyped: self.untyped.into_iter().collect(), places }
    }

    /// Tells the two views of each schema of each other.
    fn link_views(&mut self) {
        for (key, received) in &self.by_schema {
            let sent = self.by_schema.get(&(key.0, Some(View::Sent)));
            if let (Some(View::Received), Some(sent)) = (key.1, sent) {
                self.defined[*received].other_view = Some(OtherView::new(*sent));
                self.defined[*sent].other_view = Some(OtherView::new(*received));
            }
        }
    }
}

/// Gives a component a type if it has none, because nothing uses it: that of what is received.
pub(super) fn name_unused(types: &mut Types<'_>, component: SchemaId) {
    if [View::Received, View::Sent].iter().all(|view| types.known(component, *view).is_none()) {
        named(types, component, View::Received);
    }
}

/// The type of a view of a schema.
pub(in crate::lower) fn type_of(types: &mut Types<'_>, id: SchemaId, view: View) -> Type {
    let key = types.key(id, view);
    let plain = match types.by_schema.get(&key) {
        Some(known) => Type::Named(*known),
        None if key.1.is_some() && component_name(types.schemas, key.0).is_some() => {
            Type::Named(named(types, id, view))
        }
        None if types.depth >= limits::DEPTH_OF_SCHEMAS => {
            untyped(types, id, "it is nested too deeply")
        }
        None => {
            types.depth += 1;
            let plain = plain_type(types, id, view);
            types.depth -= 1;
            plain
        }
    };
    let ty = if allows_null(types.schemas, id) { plain.or_null() } else { plain };
    types.at.insert((id, key.1), ty.clone());
    ty
}

/// The type of a view of a schema, null apart.
pub(super) fn plain_type(types: &mut Types<'_>, id: SchemaId, view: View) -> Type {
    match form(types.schemas, id) {
        Form::Same(other) => match type_of(types, other, view) {
            Type::Nullable(inner) => *inner,
            plain => plain,
        },
        Form::Record | Form::Choice(..) | Form::Union(_) | Form::Tuple => {
            Type::Named(named(types, id, view))
        }
        Form::Map(OtherMembers::Of(value)) => Type::Map(Box::new(contained(types, value, view))),
        Form::Map(_) => Type::Map(Box::new(Type::Any)),
        Form::List(Some(item)) => Type::List(Box::new(contained(types, item, view))),
        Form::List(None) => Type::List(Box::new(Type::Any)),
        Form::Scalar(scalar) => Type::Scalar(scalar),
        Form::Json(value) => Type::Json(Box::new(type_of(types, value, view))),
        Form::Any => reported_any(types, id, Code::AnyValue, "its schema allows any value"),
        Form::Broken => any(types, id, "its reference is broken"),
        Form::Untyped(code, reason) => reported_any(types, id, code, &reason),
    }
}

/// The type of an item or of a value. Lists and maps within each other get a name before they are hard to
/// read; whether they do depends on where they stand alone.
pub(super) fn contained(types: &mut Types<'_>, id: SchemaId, view: View) -> Type {
    let contains = matches!(form(types.schemas, id), Form::List(_) | Form::Map(_));
    let at = types.schemas.schema(id).at.filter(|_| contains);
    if at.is_some_and(|at| is_deep(&types.origins.of_node(at).path)) {
        named(types, id, view);
    }
    type_of(types, id, view)
}

/// The type definition of a view of a schema. Its shape is decided later, if it has not been.
fn named(types: &mut Types<'_>, id: SchemaId, view: View) -> TypeId {
    let key = types.key(id, view);
    if let Some(known) = types.by_schema.get(&key) {
        return *known;
    }
    let (id, own_view) = key;
    let origin = match types.schemas.schema(id).at {
        Some(at) => types.origins.of_schema(id, at),
        None => Origin::new(Pointer::root(), Vec::new()),
    };
    let origin = Origin { view: own_view, ..origin };
    let (docs, shape) = (docs_of(types.schemas, id), Shape::Alias(Type::Any));
    let type_id = types.defined.push(TypeDef::new(origin, docs, shape, Role::Json));
    types.by_schema.insert(key, type_id);
    types.undefined.push((type_id, id, view));
    type_id
}

/// Lets a schema that stands within a component, and is all that the component says, have the type of the
/// component.
fn share_with_own_part(types: &mut Types<'_>, component: SchemaId) {
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
        if !is_within || !is_type || types.components_of_parts.contains_key(&part) {
            return;
        }
        types.components_of_parts.insert(part, component);
        whole = part;
    }
}

/// Lets a schema of another file have the type of the component that is nothing but a reference to it. Of several
/// such components it is the one of the schema's own name, or none: which of them is meant must not depend on
/// how many there are.
fn share_with_files(types: &mut Types<'_>) {
    let schemas = types.schemas;
    let mut claims: BTreeMap<SchemaId, Vec<(&str, SchemaId)>> = BTreeMap::new();
    for (name, component) in &schemas.document.components {
        let part = target(schemas, *component);
        if part != *component && schemas.document.elsewhere.contains_key(&part) {
            claims.entry(part).or_default().push((name, *component));
        }
    }
    for (part, claims) in claims {
        let own = component_name(schemas, part);
        let named_so = claims.iter().find(|(name, _)| Some(*name) == own.as_deref());
        let (name, component) = match (claims.as_slice(), named_so) {
            ([only], _) => only,
            (_, Some(named_so)) => named_so,
            (_, None) => continue,
        };
        if let Some(at) = schemas.schema(part).at {
            types.origins.anchor(at, vec![Step::Shared((*name).to_owned(), None)]);
        }
        types.components_of_parts.insert(part, *component);
    }
}

/// Whether two schemas have one type.
pub(super) fn share_a_type(types: &Types<'_>, one: SchemaId, other: SchemaId) -> bool {
    let owner = |id: SchemaId| types.components_of_parts.get(&id).copied().unwrap_or(id);
    one != other && owner(one) == owner(other)
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
