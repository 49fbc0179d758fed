//! The files of a description: the first one, and those to which a `$ref` in any of them leads. Each is read
//! once.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::root_of;
use super::tree::Ground;
use crate::arena::Arena;
use crate::diagnostic::{Diagnostic, Location};
use crate::limits;
use crate::source::{Node, NodeKind, Place, Segment, Source, Tree, Unread, path_from, path_of};

/// What was read of a description.
pub struct Parsed {
    /// The nodes of all files.
    pub tree: Tree,
    /// What is wrong with the text of a file, by its path.
    pub faults: BTreeMap<Arc<str>, Diagnostic>,
    /// The texts of the files beside the first one, by their paths.
    pub sources: BTreeMap<Arc<str>, Source>,
}

/// Reads the text of a description, and of the files in its folder that it refers to. Whether something needs a
/// file, and therefore is spoiled if the file cannot be read, is not known here.
///
/// # Errors
/// If the first text is not UTF-8, or neither JSON nor YAML, or has a key twice.
pub fn parse(source: &Source) -> Result<Parsed, Diagnostic> {
    let places = RefCell::new(Arena::default());
    let root = root_of(source, &Ground::new(&places, Place::default()))?;
    let mut others = BTreeMap::new();
    let mut faults = BTreeMap::new();
    let mut sources = BTreeMap::new();
    let mut waiting = VecDeque::new();
    if source.folder().is_some() {
        note_files(&root, source.file_name(), &mut waiting);
    }
    while let (Some(path), Some(folder)) = (waiting.pop_front(), source.folder()) {
        if path == source.file_name() || others.contains_key(&*path) {
            continue;
        }
        if others.len() >= limits::FILES_OF_A_DESCRIPTION {
            break;
        }
        let path: Arc<str> = path.into();
        let read = folder.read(&path).and_then(|bytes| {
            let other = source.beside(&path, bytes);
            let step = Some((root.at, Segment::File(path.clone())));
            let read = root_of(&other, &Ground::new(&places, Place { step }));
            sources.insert(path.clone(), other);
            read.map_err(|fault| {
                faults.insert(path.clone(), in_file(fault, &path));
                Unread::Faulty
            })
        });
        if let Ok(other) = &read {
            note_files(other, &path, &mut waiting);
        }
        others.insert(path, read);
    }
    let file_name = source.file_name().to_owned();
    let tree = Tree { root, file_name, others, places: places.into_inner() };
    Ok(Parsed { tree, faults, sources })
}

/// Adds the files to which the references below a node of a file may lead.
fn note_files(root: &Node, file: &str, found: &mut VecDeque<String>) {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match &node.kind {
            NodeKind::List(items) => waiting.extend(items),
            NodeKind::Map(members) => {
                for (key, value) in members {
                    match (&**key, value.as_str()) {
                        ("$ref", Some(reference)) => note_file(reference, file, found),
                        ("defaultMapping", Some(target)) if is_path(target) => {
                            note_file(target, file, found);
                        }
                        ("mapping", None) => {
                            let targets = value.as_map().unwrap_or_default().iter();
                            let targets = targets.filter_map(|(_, target)| target.as_str());
                            let paths = targets.filter(|text| is_path(text));
                            paths.for_each(|reference| note_file(reference, file, found));
                        }
                        (_, None) => waiting.push(value),
                        (_, Some(_)) => {}
                    }
                }
            }
            NodeKind::Null | NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::String(_) => {}
        }
    }
}

/// Whether the target of a mapping is a reference: one without a sign of a path may be the name of a component.
fn is_path(target: &str) -> bool {
    target.contains(['/', '.', '#'])
}

fn note_file(reference: &str, file: &str, found: &mut VecDeque<String>) {
    if let Some(path) = path_of(reference).filter(|path| !path.is_empty()) {
        let path = path_from(file, &path);
        if found.back() != Some(&path) {
            found.push_back(path);
        }
    }
}

/// What was said of a text, said of the file that has the text.
fn in_file(fault: Diagnostic, path: &Arc<str>) -> Diagnostic {
    let location = match fault.location {
        Location::Offset(_, offset) => Location::Offset(Some(path.clone()), offset),
        _ => Location::Offset(Some(path.clone()), 0),
    };
    Diagnostic { location, ..fault }
}
