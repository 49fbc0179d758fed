//! The names of the credentials: setters of the builder, and arguments of the client's constructor.

use super::reserved::Role;
use super::scope::{self, Wanted};
use super::{CredentialNames, Ident};
use crate::api::{Api, Credential, CredentialKind};
use crate::lock::Lock;

pub(super) fn credentials(api: &Api, lock: &Lock) -> Vec<CredentialNames> {
    let wanted = api.credentials.iter().map(|credential| Wanted {
        kept: lock.credentials.get(&credential.scheme).cloned(),
        ..Wanted::written(&credential.scheme)
    });
    let setters = scope::assign(&wanted.collect::<Vec<_>>(), Role::Credential);
    let mut names: Vec<CredentialNames> = setters
        .iter()
        .map(|setter| CredentialNames { setter: Ident::new(setter), arguments: Vec::new() })
        .collect();
    let alone = api.usual_credentials.len() == 1;
    let usual = api.usual_credentials.iter();
    let usual: Vec<(usize, Vec<String>)> = usual
        .filter_map(|index| Some((*index, arguments(api.credentials.get(*index)?, alone))))
        .collect();
    // The constructor of a client without a known server takes its URL first.
    let base = ("base_url".to_owned(), "base_url".to_owned());
    let texts = usual.iter().flat_map(|(index, texts)| {
        texts.iter().map(move |text| (text.clone(), format!("{index} {text}")))
    });
    let wanted = std::iter::once(base).chain(texts).map(|(text, identity)| Wanted {
        pinned: (identity == "base_url").then(|| text.clone()),
        identity,
        ..Wanted::written(text)
    });
    let wanted: Vec<Wanted> = wanted.collect();
    let assigned = scope::assign(&wanted, Role::Parameter);
    let mut arguments = assigned.iter().skip(1);
    for (index, texts) in &usual {
        if let Some(names) = names.get_mut(*index) {
            names.arguments = arguments.by_ref().take(texts.len()).map(Ident::new).collect();
        }
    }
    names
}

/// The arguments that make up a credential.
fn arguments(credential: &Credential, alone: bool) -> Vec<String> {
    match (&credential.kind, alone) {
        (CredentialKind::Basic, true) => vec!["user".to_owned(), "password".to_owned()],
        (CredentialKind::Basic, false) => {
            ["user", "password"].map(|part| format!("{} {part}", credential.scheme)).to_vec()
        }
        _ => vec![credential.scheme.clone()],
    }
}
