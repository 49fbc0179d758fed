//! Api → [`Names`]: every identifier of the output, decided once, from what a thing is and from where it
//! stands. A name never passes to another thing, whatever is added to the description.

mod chosen;
mod credentials;
mod equal;
mod ident;
mod ids;
mod kept;
mod keys;
mod members;
mod operations;
mod phrase;
mod reserved;
mod scope;
mod servers;
mod signs;
mod style;
mod types;
mod variants;
mod words;

pub use ident::Ident;
pub use kept::{keep_order, published};

use chosen::Chosen;
use ids::Ids;
use keys::{Keys, Named};
use operations::Methods;
use reserved::Role;
use scope::{Assigned, Wanted};

use crate::api::{Api, Operation, TypeDef, TypeId};
use crate::arena::SideTable;
use crate::config::Choices;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::lock::{Lock, Published};
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
    /// The struct of what its constructor takes, if that takes its arguments by name.
    pub required: Option<Ident>,
    /// The type that it is another name of: one that is equal in all but its place.
    pub same_as: Option<TypeId>,
}

/// The names of a member, a value, a variant or a parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartNames {
    /// The part itself.
    pub ident: Ident,
    /// The method that sets it, if it is a member or a parameter.
    pub setter: Ident,
    /// The method that gives its value, or what may be assumed where it is absent, if there is one.
    pub or_default: Option<Ident>,
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
    /// The tests that send each variant of that enum.
    pub tests: Vec<Ident>,
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
pub fn name(api: &Api, choices: &Choices, lock: &Lock, diagnostics: &mut Diagnostics) -> Names {
    let chosen = Chosen::new(api, &choices.names);
    let mut naming = Naming { diagnostics, chosen, lock, keys: Keys::new(api) };
    let ids = Ids::new(api, choices.whole_operation_ids);
    let methods = Methods::new(api, &ids, &mut naming);
    let plan = types::plan(api, &ids, &methods, &mut naming);
    let mut names = Names {
        operations: operations::operations(api, &methods, &plan, &mut naming),
        types: types::types(api, &plan, &mut naming),
        credentials: credentials::credentials(api, lock),
        servers: servers::servers(api, lock),
    };
    naming.chosen.finish(naming.diagnostics);
    equal::settle(api, &mut names.types);
    names
}

/// What was chosen, and what is said of names.
struct Naming<'a> {
    diagnostics: &'a mut Diagnostics,
    chosen: Chosen<'a>,
    lock: &'a Lock,
    keys: Keys,
}

impl<'a> Naming<'a> {
    /// Says which things of a scope did not get the name that they have first.
    fn account<'p>(
        &mut self,
        wanted: &[Wanted],
        assigned: &Assigned,
        place: impl Fn(usize) -> Option<&'p Pointer>,
    ) {
        for (index, wanted) in wanted.iter().enumerate() {
            if let (Some(pinned), Some(at)) = (&wanted.pinned, place(index))
                && *pinned != assigned[index]
            {
                self.chosen.contested(at, pinned);
            }
            if let (Some(kept), Some(at)) = (&wanted.kept, place(index))
                && *kept != assigned[index]
            {
                let message = format!(
                    "this was published as `{kept}` and is now named `{}`",
                    assigned[index]
                );
                let location = Location::Value(at.clone());
                self.diagnostics.add(Diagnostic::new(Code::ChangedName, location, message));
            }
        }
        for displaced in &assigned.displaced {
            let (name, first) = (&assigned[displaced.index], &displaced.first);
            let (code, reason) = match displaced.opaque {
                true => (Code::NumberedName, "and nothing tells it from another"),
                false => (Code::ContestedName, "but another thing could be called that too"),
            };
            let message = format!("this would be named `{first}`, {reason}; it is named `{name}`");
            if let Some(at) = place(displaced.index) {
                let location = Location::Value(at.clone());
                self.diagnostics.add(Diagnostic::new(code, location, message));
            }
        }
    }

    /// What was published of a type.
    fn kept(&self, named: Named) -> Option<&'a Published> {
        self.lock.types.get(self.keys.of(named))
    }

    /// What was published of an operation.
    fn published(&self, operation: &Operation) -> Option<&'a Published> {
        self.lock.operations.get(&keys::operation(operation))
    }

    /// The name that was chosen for what stands at a place, if it does.
    fn chosen(&mut self, at: Option<&Pointer>, role: Role) -> Option<String> {
        self.chosen.name(at?, role)
    }
}
