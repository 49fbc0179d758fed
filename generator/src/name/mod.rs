//! Api → [`Names`]: every identifier of the output, decided once. It looks at origins and names on
//! the wire only, so that a name never depends on what else the description holds, unless two are the
//! same in Rust.

mod chosen;
mod ident;
mod members;
mod operations;
mod reserved;
mod scope;
mod servers;
mod types;
mod words;

pub use ident::Ident;

use std::collections::BTreeSet;

use chosen::Chosen;
use reserved::Role;

use crate::api::{Api, Operation, TypeDef};
use crate::arena::SideTable;
use crate::config::NameChoice;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::Pointer;

/// Every identifier of the output.
pub struct Names {
    /// The names of each type.
    pub types: SideTable<TypeDef, TypeNames>,
    /// The names of each operation.
    pub operations: SideTable<Operation, OperationNames>,
    /// The names of each credential.
    pub credentials: Vec<CredentialNames>,
    /// The constant of each server, if there is a choice.
    pub servers: Vec<Ident>,
}

/// The names of a credential.
#[derive(Debug, Clone)]
pub struct CredentialNames {
    /// The method of the builder that takes it.
    pub setter: Ident,
    /// The arguments of the client's constructor that make it up.
    pub arguments: Vec<Ident>,
}

/// The names of a type.
#[derive(Debug, Clone)]
pub struct TypeNames {
    /// The type itself.
    pub ident: Ident,
    /// The file that holds it.
    pub module: Ident,
    /// Its members, values or variants, in their order.
    pub parts: Vec<PartNames>,
}

/// The names of a member, a value, a variant or a parameter.
#[derive(Debug, Clone)]
pub struct PartNames {
    /// The part itself.
    pub ident: Ident,
    /// The method that sets it, if it is a member or a parameter.
    pub setter: Ident,
    /// The method that gives its value, or what may be assumed where it is absent.
    pub or_default: Ident,
}

impl PartNames {
    /// The names of parts that share a scope; their setters share one too.
    fn all(idents: Vec<String>) -> Vec<Self> {
        let mut taken: BTreeSet<String> = idents.iter().cloned().collect();
        let mut setters = Vec::new();
        for ident in &idents {
            let mut setter = words::setter(ident);
            if setter != *ident && taken.contains(&setter) {
                setter = scope::number(&setter, Role::Setter, &taken);
            }
            taken.insert(setter.clone());
            setters.push(setter);
        }
        let mut parts = Vec::new();
        for (ident, setter) in idents.into_iter().zip(setters) {
            let mut or_default = format!("{}_or_default", ident.trim_start_matches("r#"));
            if taken.contains(&or_default) {
                or_default = scope::number(&or_default, Role::Setter, &taken);
            }
            taken.insert(or_default.clone());
            let [ident, setter, or_default] = [ident, setter, or_default].map(Ident::new);
            parts.push(Self { ident, setter, or_default });
        }
        parts
    }
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// The method of the client.
    pub method: Ident,
    /// The request that it makes.
    pub request: Ident,
    /// What is known of the operation before it is called.
    pub constant: Ident,
    /// The file that holds it.
    pub module: Ident,
    /// Its parameters, in their order: arguments of the method, or set on the request.
    pub parameters: Vec<PartNames>,
    /// The enum of its successes, if they are of several types.
    pub success: Option<AnswersNames>,
    /// The enum of its failures, if they are of several types.
    pub failure: Option<AnswersNames>,
    /// The enum of what it sends, if the caller chooses the media type.
    pub content: Option<AnswersNames>,
}

/// The names of an enum of answers, or of what is sent.
#[derive(Debug, Clone)]
pub struct AnswersNames {
    /// The enum itself.
    pub ident: Ident,
    /// The file that holds it.
    pub module: Ident,
    /// Its variants, in the order of what it holds.
    pub variants: Vec<Ident>,
}

/// Decides every identifier.
pub fn name(api: &Api, choices: &[NameChoice], diagnostics: &mut Diagnostics) -> Names {
    let mut naming = Naming { diagnostics, chosen: Chosen::new(api, choices) };
    let plan = types::plan(api, &mut naming);
    let names = Names {
        operations: operations::operations(api, &plan, &mut naming),
        types: types::types(api, &plan, &mut naming),
        credentials: operations::credentials(api),
        servers: servers::servers(api),
    };
    naming.chosen.finish(naming.diagnostics);
    names
}

/// What was chosen, and what is said of names.
struct Naming<'a> {
    diagnostics: &'a mut Diagnostics,
    chosen: Chosen<'a>,
}

impl Naming<'_> {
    /// Says that a name had to be numbered.
    fn say(&mut self, at: &Pointer, wish: &str, got: &str) {
        if self.chosen.contested(at, wish) {
            return;
        }
        let message = format!("`{wish}` is taken; this is named `{got}`");
        let location = Location::Value(at.clone());
        self.diagnostics.add(Diagnostic::new(Code::NumberedName, location, message));
    }

    /// The name that was chosen for what stands at a place, if it does.
    fn chosen(&mut self, at: Option<&Pointer>, role: Role) -> Option<String> {
        self.chosen.name(at?, role)
    }
}
