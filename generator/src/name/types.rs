//! The names of types and of the files that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Ids;
use super::keys::{Named, REQUIRED, all};
use super::operations::Methods;
use super::phrase::{Ways, plain, view_word};
use super::reserved::Role;
use super::scope::{Assigned, Owner, Wanted};
use super::{Ident, Naming, TypeNames, members, scope, words};
use crate::api::{Api, Origin, Step, TypeDef, TypeId, View};
use crate::arena::SideTable;
use crate::source::{Pointer, Segment, stem};

/// So many folders may tell a thing of a file from another.
const FOLDERS_OF_A_NAME: usize = 3;

/// The name and the file of every type.
pub(super) struct Plan<'a> {
    pub(super) ways: Ways<'a>,
    /// Types in the order of their ids, then all others.
    all: Vec<(Ident, Ident)>,
    others: BTreeMap<Named, usize>,
}

impl Plan<'_> {
    /// The name and the file of a type.
    #[expect(
        clippy::indexing_slicing,
        reason = "the plan begins with a row for every id of the API"
    )]
    pub(super) fn of(&self, id: TypeId) -> (Ident, Ident) {
        self.all[id.index()].clone()
    }

    /// The name and the file of an enum of what an operation answers or sends, or of a struct of what a
    /// constructor takes, if there is one.
    pub(super) fn of_other(&self, named: Named) -> Option<(Ident, Ident)> {
        self.all.get(*self.others.get(&named)?).cloned()
    }
}

/// Names every type: a component by its name, what is within something by the way to it.
pub(super) fn plan<'a>(
    api: &'a Api,
    ids: &Ids,
    methods: &Methods,
    naming: &mut Naming<'_>,
) -> Plan<'a> {
    let ways = Ways::new(api);
    let all = all(api);
    let pinned = chosen(&all, naming);
    let roots = roots(&all);
    let owners = Owners { ids, methods, roots: &roots };
    let wanted = all.iter().zip(pinned);
    let mut wanted: Vec<Wanted> = wanted
        .map(|((named, origin), pinned)| Wanted {
            pinned,
            kept: naming.kept(*named).map(|own| own.name.clone()),
            ..owners.wanted(*named, origin, &ways)
        })
        .collect();
    name_after_types(&all, &mut wanted);
    let assigned = scope::assign(&wanted, Role::Type);
    let places: Vec<&Pointer> = all.iter().map(|(_, origin)| &origin.at).collect();
    naming.account(&wanted, &assigned, |index| places.get(index).copied());
    let files = files(&all, &owners, &assigned);
    let others = all.iter().enumerate().map(|(index, (named, _))| (*named, index)).collect();
    let names = assigned.iter().map(Ident::new);
    Plan { ways, all: names.zip(files).collect(), others }
}

/// The names of every type of the API and of its parts.
pub(super) fn types(
    api: &Api,
    plan: &Plan<'_>,
    naming: &mut Naming<'_>,
) -> SideTable<TypeDef, TypeNames> {
    SideTable::new(&api.types, |id| {
        let (ident, module) = plan.of(id);
        let parts = members::parts(id, &plan.ways, naming);
        let required = plan.of_other(Named::Required(id)).map(|(ident, _)| ident);
        TypeNames { ident, module, parts, required, same_as: None }
    })
}

/// Names what a constructor takes after the type that it makes.
fn name_after_types(all: &[(Named, &Origin)], wanted: &mut [Wanted]) {
    for (index, (named, _)) in all.iter().enumerate() {
        let Named::Required(id) = named else { continue };
        let Some(owner) = wanted.get(id.index()) else { continue };
        let own = owner.texts.first().cloned().unwrap_or_default();
        let text = match &owner.owner {
            Owner::Text(of) | Owner::Thing(_, of) => format!("{of} {own}"),
            Owner::Names(names) => format!("{} {own}", names.first().map_or("", String::as_str)),
            Owner::None => own,
        };
        let identity = format!("{} {REQUIRED}", owner.identity);
        let owner = Owner::Thing(id.index(), text);
        if let Some(slot) = wanted.get_mut(index) {
            let kept = slot.kept.take();
            let texts = vec![REQUIRED.to_owned(), format!("{REQUIRED} members")];
            *slot = Wanted { texts, identity, owner, kept, ..Wanted::default() };
        }
    }
}

/// The name that was chosen for each type, if one was. Of several types at one place, it is that of the
/// nearest: others follow from that one, and are not what is described there. The other view of that one has
/// the chosen name with the word for the view.
fn chosen(all: &[(Named, &Origin)], naming: &mut Naming<'_>) -> Vec<Option<String>> {
    let types = || all.iter().filter(|(named, _)| matches!(named, Named::Type(_)));
    let mut nearest: BTreeMap<&Pointer, usize> = BTreeMap::new();
    for (_, origin) in types() {
        let length = nearest.entry(&origin.at).or_insert(origin.path.len());
        *length = origin.path.len().min(*length);
    }
    let chosen = all.iter().map(|(named, origin)| match named {
        Named::Type(_) if nearest.get(&origin.at) == Some(&origin.path.len()) => {
            let name = naming.chosen(Some(&origin.at), Role::Type)?;
            let word = view_word(origin).map(|word| words::first(word, Role::Type));
            Some(name + &word.unwrap_or_default())
        }
        _ => None,
    });
    chosen.collect()
}

/// The components, by their steps. What stands within a description of another kind, or deeper, is none.
fn roots<'a>(all: &[(Named, &'a Origin)]) -> BTreeMap<&'a Step, usize> {
    let mut roots = BTreeMap::new();
    for (index, (_, origin)) in all.iter().enumerate() {
        if let [root @ Step::Shared(..)] = origin.path.as_slice()
            && within(origin).is_none()
            && origin.marked_view().is_none()
        {
            roots.entry(root).or_insert(index);
        }
    }
    roots
}

/// The component that a schema with a name of its own stands within, if it is not one itself.
fn within(origin: &Origin) -> Option<&str> {
    match (origin.at.file(), origin.at.segments()) {
        (None, [_, _, Segment::Key(holder), _, ..]) => Some(holder),
        _ => None,
    }
}

/// What tells a thing of a file from others of its name: the file, where the thing is not called like it, with one
/// more of the folders around it each time.
fn holders_of(file: &str, name: &str) -> impl Iterator<Item = String> {
    let (folder, _) = file.rsplit_once('/').unwrap_or_default();
    let own = stem(file);
    let own = Some(own).filter(|own| *own != name).unwrap_or_default().to_owned();
    let folders = folder.rsplit('/').filter(|step| !matches!(*step, "" | ".."));
    let longer = folders.scan(own.clone(), |holder, step| {
        *holder = format!("{step} {holder}").trim_end().to_owned();
        Some(holder.clone())
    });
    let longer: Vec<String> = longer.take(FOLDERS_OF_A_NAME).collect();
    std::iter::once(own).filter(|own| !own.is_empty()).chain(longer)
}

/// The texts for a schema as those for the view of it that an origin is. Where another thing could have the
/// first of them, the second one is what hardly anybody calls a schema.
fn of_view(texts: Vec<String>, origin: &Origin) -> Vec<String> {
    let (word, rare) = match origin.marked_view() {
        None => return texts,
        Some(View::Sent) => ("input", "to send"),
        Some(View::Received) => ("output", "as received"),
    };
    let first = texts.first().into_iter();
    let first = first.flat_map(|text| [format!("{text} {word}"), format!("{text} {rare}")]);
    first.chain(texts.iter().skip(1).map(|text| format!("{text} {word}"))).collect()
}

/// What types are named after.
struct Owners<'o> {
    ids: &'o Ids,
    methods: &'o Methods,
    roots: &'o BTreeMap<&'o Step, usize>,
}

impl Owners<'_> {
    /// What a type is called.
    fn wanted(&self, named: Named, origin: &Origin, ways: &Ways<'_>) -> Wanted {
        let own = match named {
            Named::Type(id) => Some(id),
            Named::Success(_) | Named::Failure(_) | Named::Content(_) | Named::Required(_) => None,
        };
        let view = view_word(origin).map(|word| format!(" {word}")).unwrap_or_default();
        let identity = format!("{} {:?}{view}", origin.at, origin.path);
        let root = match origin.path.as_slice() {
            [] => return Wanted { identity, ..Wanted::written(origin.at.to_string()) },
            [Step::Shared(name, file)] => {
                let mut texts = self.ids.schema_texts(name);
                match (file, within(origin)) {
                    (Some(file), _) => {
                        texts.extend(
                            holders_of(file, name).map(|holder| format!("{holder} {name}")),
                        );
                    }
                    (None, Some(holder)) => texts.push(format!("{holder} {name}")),
                    (None, None) => texts.push(format!("{name} schema")),
                }
                let claimed = self.ids.schema_claimed(name);
                let claimed = claimed.into_iter().map(|text| text + &view).collect();
                let texts = of_view(texts, origin);
                return Wanted { texts, written: true, identity, claimed, ..Wanted::default() };
            }
            [root] => {
                let name = plain(root);
                let texts = of_view(vec![name.clone(), format!("{name} webhook")], origin);
                return Wanted { texts, written: true, identity, ..Wanted::default() };
            }
            [root, ..] => root,
        };
        let owner = self.owner(root);
        let length = match &owner {
            Owner::Text(text) | Owner::Thing(_, text) => text.len(),
            Owner::Names(names) => names.iter().map(String::len).max().unwrap_or_default(),
            Owner::None => 0,
        };
        let mut texts = ways.texts(origin, own, words::LONGEST.saturating_sub(length));
        if let (Step::Shared(name, Some(file)), Some(first)) = (root, texts.first().cloned()) {
            texts.extend(holders_of(file, name).map(|holder| format!("{first} of {holder}")));
        }
        let identity = format!("{identity} {texts:?}");
        // What an id is shortened to depends on the other ids.
        let owners = match root {
            Step::Operation(id) => self.ids.claimed(id),
            _ => Vec::new(),
        };
        let claimed = owners.iter().zip(texts.iter().take(1).cycle());
        let claimed = claimed.map(|(owner, text)| format!("{owner} {text}")).collect();
        Wanted { texts, identity, owner, claimed, ..Wanted::default() }
    }

    /// What a type within something is named after.
    fn owner(&self, root: &Step) -> Owner {
        let text = match root {
            Step::Shared(name, _) => self.ids.schema_texts(name).into_iter().next(),
            Step::Operation(id) => return self.methods.owner(id),
            _ => None,
        };
        let text = text.unwrap_or_else(|| plain(root));
        match self.roots.get(root) {
            Some(index) => Owner::Thing(*index, text),
            None => Owner::Text(text),
        }
    }

    /// What the file of a root is named after, and a word for its kind.
    fn file(&self, root: &Step, assigned: &Assigned) -> (String, &'static str) {
        match (root, self.roots.get(root)) {
            (Step::Shared(..), Some(index)) => (assigned[*index].clone(), ""),
            (Step::Operation(id), _) => (self.methods.name(id), " operation"),
            (Step::Webhook(name), _) => (name.clone(), " webhook"),
            (other, _) => (plain(other), " types"),
        }
    }
}

/// The file of each type: one for each component, called like it, and one for each operation that has
/// types of its own. No user sees a file, so that a number tells two apart.
fn files(all: &[(Named, &Origin)], owners: &Owners<'_>, assigned: &Assigned) -> Vec<Ident> {
    let description = Step::Other("description".to_owned());
    let root = |origin: &Origin| origin.path.first().cloned().unwrap_or(description.clone());
    let mut by_root: BTreeMap<Step, Vec<usize>> = BTreeMap::new();
    for (index, (_, origin)) in all.iter().enumerate() {
        by_root.entry(root(origin)).or_default().push(index);
    }
    let mut taken = BTreeSet::new();
    let mut files = BTreeMap::new();
    for (root, types) in by_root {
        let (text, kind) = owners.file(&root, assigned);
        let name = [text.clone(), format!("{text}{kind}")]
            .map(|text| words::first(&text, Role::Module))
            .into_iter()
            .find(|name| !taken.contains(name));
        let name = name.unwrap_or_else(|| scope::first_free(&text, Role::Module, &taken));
        taken.insert(name.clone());
        files.extend(types.into_iter().map(|index| (index, Ident::new(name.clone()))));
    }
    files.into_values().collect()
}
