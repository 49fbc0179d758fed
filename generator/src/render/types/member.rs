//! A member of a record or an item of a tuple → how it meets the wire, and the type that this takes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::api::{Member, Presence, TupleItem, Type};
use crate::render::optional;
use crate::render::scalar::{self, Passing};
use crate::render::scope::Scope;

/// How a value meets the wire: whether it may be absent, and whether it may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is there.
    Required,
    /// It is there, and may be null.
    Nullable,
    /// It may be absent.
    Optional,
    /// It may be absent, and it may be null, which is something else.
    ThreeState,
}

impl Kind {
    pub(super) fn of_member(member: &Member) -> Self {
        match (member.presence, member.ty.split_null()) {
            (Presence::Required, (Type::Any, _) | (_, false)) => Kind::Required,
            (Presence::Required, (_, true)) => Kind::Nullable,
            (Presence::Optional, (_, false)) => Kind::Optional,
            (Presence::Optional, (_, true)) => Kind::ThreeState,
        }
    }

    /// The kind of an item. The type of one that is there says itself whether it may be null.
    pub(super) fn of_item(item: &TupleItem) -> Self {
        match (item.presence, item.ty.split_null().1) {
            (Presence::Required, _) => Kind::Required,
            (Presence::Optional, false) => Kind::Optional,
            (Presence::Optional, true) => Kind::ThreeState,
        }
    }
}

impl Kind {
    /// The word that the macros of the runtime have for the kind.
    fn word(self) -> &'static str {
        match self {
            Kind::Required => "required",
            Kind::Nullable => "nullable",
            Kind::Optional => "optional",
            Kind::ThreeState => "three_state",
        }
    }
}

impl ToTokens for Kind {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        format_ident!("{}", self.word()).to_tokens(tokens);
    }
}

/// The word that `record!` has for a member: its kind, and what is read in the place of a value that its
/// server does not have.
pub(super) fn word(scope: &Scope<'_>, member: &Member) -> Ident {
    let kind = Kind::of_member(member);
    let api = scope.api();
    let is_blank = |ty: &Type| match api.resolved(ty) {
        Type::Scalar(scalar) => scalar::is_parsed(api, api.described(*scalar)),
        _ => false,
    };
    match (kind, member.ty.split_null().0) {
        (Kind::Required, ty) if api.is_collection(ty) => format_ident!("collection"),
        (Kind::Required, _) => format_ident!("{}", kind.word()),
        (_, ty) if is_blank(ty) && !member.indirect => format_ident!("{}_blank", kind.word()),
        _ => format_ident!("{}", kind.word()),
    }
}

/// The type of a member's field.
pub(super) fn field_type(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let plain = scope.ty(member.ty.split_null().0);
    let inner = if member.indirect { quote!(Box<#plain>) } else { plain };
    wrapped(scope, Kind::of_member(member), inner)
}

/// The type of an item's field.
pub(super) fn item_type(scope: &Scope<'_>, item: &TupleItem) -> TokenStream {
    let (plain, is_nullable) = item.ty.split_null();
    let is_option = is_nullable && *plain != Type::Any;
    let kind = match Kind::of_item(item) {
        // A box stands within the option, where it costs nothing.
        Kind::Required if item.indirect && is_option => Kind::Nullable,
        Kind::Required => {
            let ty = scope.ty(&item.ty);
            return if item.indirect { quote!(Box<#ty>) } else { ty };
        }
        other => other,
    };
    let plain = scope.ty(plain);
    let inner = if item.indirect { quote!(Box<#plain>) } else { plain };
    wrapped(scope, kind, inner)
}

fn wrapped(scope: &Scope<'_>, kind: Kind, inner: TokenStream) -> TokenStream {
    match kind {
        Kind::Required => inner,
        Kind::Nullable | Kind::Optional => quote!(Option<#inner>),
        Kind::ThreeState => {
            let field = scope.runtime("Field");
            quote!(#field<#inner>)
        }
    }
}

/// The type of the argument of a setter, for a member that may be absent.
pub(super) fn setter_type(scope: &Scope<'_>, member: &Member) -> TokenStream {
    match Conversion::of_setter(scope, member) {
        Some(_) => argument_type(scope, member),
        None => optional::setter_type(scope, &member.ty),
    }
}

/// The value of the field of a member that may be absent, made of the argument of its setter.
pub(super) fn set(scope: &Scope<'_>, member: &Member, ident: &impl ToTokens) -> TokenStream {
    match (Kind::of_member(member), Conversion::of_setter(scope, member)) {
        (Kind::ThreeState, Some(conversion)) => conversion.apply(ident),
        (_, Some(conversion)) => {
            let value = conversion.apply(ident);
            quote!(Some(#value))
        }
        (_, None) => {
            let value = optional::given(scope, &member.ty, ident);
            let is_list = matches!(scope.api().resolved(&member.ty), Type::List(_));
            match (is_list, member.indirect) {
                (true, false) => quote!(Some(#value)),
                (true, true) => quote!(Some(Box::new(#value))),
                (false, false) => value,
                (false, true) => quote!(#value.map(Box::new)),
            }
        }
    }
}

/// The type of the argument that gives a member its value.
pub(super) fn argument_type(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let plain = scope.ty(member.ty.split_null().0);
    match (Kind::of_member(member), passing(scope, &member.ty)) {
        (Kind::Nullable, _) => quote!(impl Into<Option<#plain>>),
        (Kind::ThreeState, _) => {
            let field = scope.runtime("Field");
            quote!(impl Into<#field<#plain>>)
        }
        (_, Passing::Value) => plain,
        (_, Passing::Text) => quote!(impl Into<String>),
        (_, Passing::Into) => quote!(impl Into<#plain>),
    }
}

/// How a value of a type is passed to the constructor and the setters.
fn passing(scope: &Scope<'_>, ty: &Type) -> Passing {
    match scope.api().resolved(ty) {
        Type::Scalar(scalar) => scalar::row(scope.api(), *scalar).passing,
        _ => Passing::Value,
    }
}

/// How the value of a member is made of the argument that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversion {
    /// It is the argument.
    None,
    /// By `Into`.
    Into,
    /// By a box around it.
    Box,
    /// By `Into`, and a box around what is within.
    IntoBox,
}

impl Conversion {
    pub(super) fn of(scope: &Scope<'_>, member: &Member) -> Self {
        let is_into = match Kind::of_member(member) {
            Kind::Nullable | Kind::ThreeState => true,
            Kind::Required | Kind::Optional => passing(scope, &member.ty) != Passing::Value,
        };
        match (is_into, member.indirect) {
            (false, false) => Conversion::None,
            (true, false) => Conversion::Into,
            (false, true) => Conversion::Box,
            (true, true) => Conversion::IntoBox,
        }
    }

    /// The conversion of the argument of a setter that takes neither an option nor the items of a list.
    fn of_setter(scope: &Scope<'_>, member: &Member) -> Option<Self> {
        let is_own = Kind::of_member(member) == Kind::ThreeState
            || passing(scope, &member.ty) == Passing::Into;
        is_own.then(|| Self::of(scope, member))
    }

    /// Spells the conversion of an argument.
    pub(super) fn apply(self, argument: &impl ToTokens) -> TokenStream {
        match self {
            Conversion::None => quote!(#argument),
            Conversion::Into => quote!(#argument.into()),
            Conversion::Box => quote!(Box::new(#argument)),
            Conversion::IntoBox => quote!(#argument.into().map(Box::new)),
        }
    }
}
