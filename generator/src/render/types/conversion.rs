//! The two views of a schema → how a value that is sent is made of one that was received: every member moves,
//! and what holds another view is converted where it stands.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constructor::initial;
use super::record::Part;
use crate::api::{Member, Presence, Record, Shape, Tuple, TupleItem, Type, TypeId, Union, View};
use crate::name::{Ident, PartNames};
use crate::render::scope::Scope;
use crate::render::{Context, Item};

/// The conversion of a received view into the sent view that is the type `sent`, if there is one.
pub(super) fn item(context: Context<'_>, scope: &Scope<'_>, sent: TypeId) -> Option<Item> {
    let definition = &context.api.types[sent];
    let is_sent = definition.origin.view == Some(View::Sent);
    let other = definition.other_view.filter(|other| is_sent && other.converts)?;
    let names = [other.ty, sent].map(|id| context.names.types[id].parts.as_slice());
    let received = scope.ty(&Type::Named(other.ty));
    let value = match (&context.api.types[other.ty].shape, &definition.shape) {
        (Shape::Record(of), Shape::Record(sent)) => record(scope, [of, sent], names),
        (Shape::Union(of), Shape::Union(sent)) => union(scope, &received, [of, sent], names),
        (Shape::Tuple(of), Shape::Tuple(sent)) => tuple(scope, [of, sent]),
        (Shape::Wrapper(of), Shape::Wrapper(sent)) => {
            let value = converted(scope, [of, sent].map(Stored::plain), quote!(received.0));
            quote!(Self(#value))
        }
        _ => return None,
    };
    let sent = &context.names.types[sent].ident;
    let argument = match moves_nothing(&context.api.types[other.ty].shape, &definition.shape) {
        true => quote!(_),
        false => quote!(received),
    };
    Some(Item::Code(quote! {
        impl From<#received> for #sent {
            fn from(#argument: #received) -> Self {
                #value
            }
        }
    }))
}

/// Whether the sent view has nothing of the received one.
fn moves_nothing(received: &Shape, sent: &Shape) -> bool {
    match (received, sent) {
        (Shape::Record(received), Shape::Record(sent)) => {
            let is_received = |name: &str| received.members.iter().any(|it| it.wire_name == name);
            sent.other_members.is_none()
                && !sent.members.iter().any(|member| is_received(&member.wire_name))
        }
        (_, Shape::Tuple(sent)) => sent.items.is_empty() && sent.following_items.is_none(),
        _ => false,
    }
}

/// A type, and how a value of it is stored.
#[derive(Clone, Copy)]
struct Stored<'t> {
    ty: &'t Type,
    /// Whether it may be absent or null, and so stands in an `Option` or a `Field`.
    is_optional: bool,
    /// Whether it stands behind a pointer.
    is_boxed: bool,
}

impl<'t> Stored<'t> {
    fn plain(ty: &'t Type) -> Self {
        Self { ty, is_optional: false, is_boxed: false }
    }

    fn new(ty: &'t Type, presence: Presence, is_boxed: bool) -> Self {
        let (plain, is_nullable) = ty.split_null();
        let is_optional = presence == Presence::Optional || is_nullable && *plain != Type::Any;
        Self { ty: plain, is_optional, is_boxed }
    }

    fn member(member: &'t Member) -> Self {
        Self::new(&member.ty, member.presence, member.indirect)
    }

    fn item(item: &'t TupleItem) -> Self {
        Self::new(&item.ty, item.presence, item.indirect)
    }
}

fn record(
    scope: &Scope<'_>,
    [received, sent]: [&Record; 2],
    [of_received, of_sent]: [&[PartNames]; 2],
) -> TokenStream {
    let fields = sent.members.iter().zip(of_sent).map(|(member, names)| {
        let mut known = received.members.iter().zip(of_received);
        match known.find(|(known, _)| known.wire_name == member.wire_name) {
            Some((known, from)) => {
                let from = &from.ident;
                let stored = [known, member].map(Stored::member);
                field(&names.ident, converted(scope, stored, quote!(received.#from)))
            }
            None => initial(scope, &Part { member, names }, false),
        }
    });
    let rest = of_received.get(received.members.len()).zip(of_sent.get(sent.members.len()));
    let types = received.other_members.as_ref().zip(sent.other_members.as_ref());
    let rest = rest.zip(types).map(|((from, to), (of_received, of_sent))| {
        let from = &from.ident;
        field(&to.ident, map(scope, [of_received, of_sent], quote!(received.#from)))
    });
    let fields = fields.chain(rest);
    quote!(Self { #(#fields),* })
}

fn field(ident: &Ident, value: TokenStream) -> TokenStream {
    quote!(#ident: #value)
}

fn union(
    scope: &Scope<'_>,
    received: &TokenStream,
    [of, sent]: [&Union; 2],
    [of_received, of_sent]: [&[PartNames]; 2],
) -> TokenStream {
    let variants = of.variants.iter().zip(&sent.variants);
    let arms =
        variants.zip(of_received.iter().zip(of_sent)).map(|((from, to), (before, after))| {
            let stored =
                [from, to].map(|it| Stored { is_boxed: it.indirect, ..Stored::plain(&it.ty) });
            let value = converted(scope, stored, quote!(value));
            let (before, after) = (&before.ident, &after.ident);
            quote!(#received::#before(value) => Self::#after(#value))
        });
    quote! {
        match received {
            #(#arms,)*
            #received::Unknown(value) => Self::Unknown(value),
        }
    }
}

fn tuple(scope: &Scope<'_>, [received, sent]: [&Tuple; 2]) -> TokenStream {
    let items = received.items.iter().zip(&sent.items).enumerate().map(|(index, (from, to))| {
        let index = Literal::usize_unsuffixed(index);
        converted(scope, [from, to].map(Stored::item), quote!(received.#index))
    });
    let rest = received.following_items.iter().zip(&sent.following_items).map(|(from, to)| {
        let index = Literal::usize_unsuffixed(received.items.len());
        list(scope, [from, to], quote!(received.#index))
    });
    let items = items.chain(rest);
    quote!(Self(#(#items),*))
}

/// A received value as one that is sent.
fn converted(scope: &Scope<'_>, [from, to]: [Stored<'_>; 2], value: TokenStream) -> TokenStream {
    if from.is_optional {
        let within = [from, to].map(|stored| Stored { is_optional: false, ..stored });
        return match function(scope, within) {
            Some(function) => quote!(#value.map(#function)),
            None => value,
        };
    }
    if is_same(scope, from, to) {
        return value;
    }
    let value = if from.is_boxed { quote!((*#value)) } else { value };
    let types = [from, to].map(|stored| scope.api().resolved(stored.ty));
    let made = match types {
        [from, to] if from == to => value,
        [Type::List(from), Type::List(to)] => list(scope, [from, to], value),
        [Type::Map(from), Type::Map(to)] => map(scope, [from, to], value),
        [Type::Nullable(from), Type::Nullable(to)] => {
            let optional = |ty| Stored { is_optional: true, ..Stored::plain(ty) };
            converted(scope, [from, to].map(|ty| optional(&**ty)), value)
        }
        _ => quote!(#value.into()),
    };
    if to.is_boxed { quote!(Box::new(#made)) } else { made }
}

/// What makes a value that is sent of each received one; none if they are of one type.
fn function(scope: &Scope<'_>, [from, to]: [Stored<'_>; 2]) -> Option<TokenStream> {
    if is_same(scope, from, to) {
        return None;
    }
    let is_named = matches!(scope.api().resolved(from.ty), Type::Named(_));
    if is_named && !from.is_boxed && !to.is_boxed && !from.is_optional {
        return Some(quote!(Into::into));
    }
    let value = converted(scope, [from, to], quote!(value));
    Some(quote!(|value| #value))
}

fn is_same(scope: &Scope<'_>, from: Stored<'_>, to: Stored<'_>) -> bool {
    let [of_from, of_to] = [from, to].map(|stored| scope.api().resolved(stored.ty));
    of_from == of_to && from.is_boxed == to.is_boxed
}

fn list(scope: &Scope<'_>, types: [&Type; 2], value: TokenStream) -> TokenStream {
    match function(scope, types.map(contained)) {
        Some(function) => quote!(#value.into_iter().map(#function).collect()),
        None => value,
    }
}

fn map(scope: &Scope<'_>, types: [&Type; 2], value: TokenStream) -> TokenStream {
    let [from, to] = types.map(contained);
    match is_same(scope, from, to) {
        true => value,
        false => {
            let made = converted(scope, [from, to], quote!(value));
            quote!(#value.into_iter().map(|(name, value)| (name, #made)).collect())
        }
    }
}

/// An item of a list, or a value of a map.
fn contained(ty: &Type) -> Stored<'_> {
    Stored::new(ty, Presence::Required, false)
}
