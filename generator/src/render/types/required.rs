//! The members that must be given to make a record → a struct of them, which its constructor takes: a member
//! that is left out, or that need not be given any more, does not compile.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::member::Kind;
use super::record::Part;
use crate::api::{Member, Record, Role, Type, TypeId};
use crate::name::Ident;
use crate::render::scope::Scope;
use crate::render::{Context, Definition, Documented, Item};

pub(super) fn item(
    context: Context<'_>,
    scope: &Scope<'_>,
    id: TypeId,
    record: &Record,
    ident: &Ident,
) -> Item {
    let (definition, names) = (&context.api.types[id], &context.names.types[id]);
    let made = names.ident.plain();
    let members = record.members.iter().zip(&names.parts);
    let fields = members.filter(|(member, _)| member.must_be_given).map(|(member, names)| {
        let docs = format!("See [`{0}`]({made}::{0}).", names.ident.plain());
        let (ident, ty) = (&names.ident, field_type(scope, member));
        Documented::new(vec![docs], quote!(pub #ident: #ty))
    });
    // What may hold a stream is sent once.
    let clone = (definition.role != Role::Parts).then(|| quote!(, Clone));
    Item::Definition(Definition {
        docs: vec![format!("What [`{made}::new`] takes: the members that are required.")],
        attributes: vec![quote!(#[derive(Debug #clone)])],
        head: quote!(pub struct #ident),
        members: fields.collect(),
    })
}

/// The type of the value that is given: a caller boxes nothing, and never leaves a value out.
fn field_type(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let (plain, is_nullable) = member.ty.split_null();
    let ty = scope.ty(plain);
    // Any value is null too.
    if is_nullable && *plain != Type::Any { quote!(Option<#ty>) } else { ty }
}

/// The value of the field of a record, made of the one that is given.
pub(super) fn given(part: &Part<'_>) -> TokenStream {
    let ident = &part.names.ident;
    let value = match (part.member.indirect, Kind::of_member(part.member)) {
        (false, _) => ident.to_token_stream(),
        (true, Kind::Required | Kind::Optional) => quote!(Box::new(#ident)),
        (true, Kind::Nullable | Kind::ThreeState) => quote!(#ident.map(Box::new)),
    };
    match Kind::of_member(part.member) {
        Kind::Required | Kind::Nullable => value,
        Kind::Optional => quote!(Some(#value)),
        Kind::ThreeState => quote!(#value.into()),
    }
}
