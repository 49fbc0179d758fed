//! Files of `lower` → how they depend on each other, held against limits: a type with many methods in many
//! files, or files that depend on each other in a circle, can only be read as one.
//!
//! File A depends on file B
//!
//! - by a **path**: a `use`, or a path in the code, leads to an item that B declares. A re-export is
//!   followed to the declaration, and is no dependency of the file that only passes it on;
//! - by a **call** of a method, or of an associated function, from an inherent `impl` that stands in B.
//!   Such a call is *hidden* if no path of A leads to B: the `use` lines of A do not show it.
//!
//! A call `x.method(…)` is matched by the type of `x`, as far as it is declared in the room: `self`,
//! parameters, fields, `let` with a type or a struct literal, and what methods and functions of the room
//! return, through references, `Arc`, `Box` and `Rc`. Where the type of `x` is unknown (closure parameters,
//! patterns, results of other crates), the name decides, provided that one type alone in all of
//! `generator/src` has a method of that name and of that number of arguments; otherwise the call counts
//! as unmatched and makes no dependency.
//!
//! Not seen: methods of traits, calls in macros whose arguments are not expressions, and code for tests.

mod calls;
mod circles;
mod declared;
mod locals;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::fault::Fault;
use super::paths;
use calls::Call;
use declared::{Declared, Target};

/// The folder of the files.
const ROOM: &str = "generator/src/lower/";

/// A type may have more methods than this if they stand in few files. In many files, a reader would have
/// to know all of them to know what can be called.
const MOST_METHODS: usize = 60;

/// A type may have methods in more files than this if they are few.
const MOST_FILES_OF_METHODS: usize = 12;

/// The most files that may depend on each other in a circle, such as two kinds of schema that hold each
/// other, and the function that chooses between them.
const MOST_FILES_OF_CIRCLE: usize = 3;

/// A file and its syntax.
pub(super) struct Source<'s> {
    pub(super) path: &'s str,
    pub(super) syntax: &'s syn::File,
}

/// What was counted, to be quoted before and after a change.
#[derive(Default)]
pub(super) struct Figures {
    /// The type with the most methods: its name, its methods, and the files with their `impl` blocks.
    widest: (String, usize, usize),
    hidden: usize,
    unmatched: usize,
    circles: Vec<Vec<String>>,
    /// Each dependency within a circle, and a path or call that makes it.
    pub(super) in_circles: Vec<String>,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, methods, files) = &self.widest;
        write!(
            f,
            "lower: `{name}` has {methods} methods in {files} files; {} calls ",
            self.hidden
        )?;
        write!(f, "from file to file that no `use` shows ({} unmatched); ", self.unmatched)?;
        let sizes: Vec<_> = self.circles.iter().map(|circle| circle.len().to_string()).collect();
        let sizes = if sizes.is_empty() { "none".to_owned() } else { sizes.join(", ") };
        write!(f, "files of circles: {sizes}")
    }
}

/// Checks the files of the room; the other files of the generator tell which names are ambiguous.
pub(super) fn check(sources: &[Source<'_>]) -> (Vec<Fault>, Figures) {
    let (room, others): (Vec<&Source<'_>>, Vec<&Source<'_>>) =
        sources.iter().partition(|source| source.path.starts_with(ROOM));
    let declared = Declared::of(&room, &others);
    let (mut faults, mut figures) = (Vec::new(), Figures::default());
    methods(&declared, &room, &mut faults, &mut figures);
    dependencies(&declared, &room, &mut faults, &mut figures);
    (faults, figures)
}

/// Counts the methods of each type, and the files that they stand in.
fn methods(
    declared: &Declared<'_>,
    room: &[&Source<'_>],
    faults: &mut Vec<Fault>,
    figures: &mut Figures,
) {
    let mut types: BTreeMap<_, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for method in declared.methods.iter().filter(|method| method.takes_self) {
        let (count, files) = types.entry(&method.of).or_default();
        *count += 1;
        files.insert(method.file);
    }
    for (of, (count, files)) in types {
        if count > figures.widest.1 {
            figures.widest = (of.name.clone(), count, files.len());
        }
        if count > MOST_METHODS && files.len() > MOST_FILES_OF_METHODS {
            let what = format!(
                "`{}` has {count} methods in {} files, and {MOST_METHODS} in \
                 {MOST_FILES_OF_METHODS} are the limit; make contexts of fewer fields",
                of.name,
                files.len()
            );
            let first = of.file.or_else(|| files.first().copied());
            let path = first.and_then(|file| room.get(file)).map_or(ROOM, |source| source.path);
            faults.push(Fault::new(path, 1, what));
        }
    }
}

/// Counts the calls that no path shows, and finds the circles.
fn dependencies(
    declared: &Declared<'_>,
    room: &[&Source<'_>],
    faults: &mut Vec<Fault>,
    figures: &mut Figures,
) {
    let mut edges: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (file, source) in room.iter().enumerate() {
        for (to, name) in by_path(declared, file, source) {
            edges.entry((file, to)).or_insert_with(|| format!("the path to `{name}`"));
        }
        let found = calls::of(declared, file, source.syntax);
        figures.unmatched += found.unmatched;
        let shown: BTreeSet<_> = edges.keys().copied().collect();
        for Call { to, name } in found.calls {
            if to != file {
                figures.hidden += usize::from(!shown.contains(&(file, to)));
                edges.entry((file, to)).or_insert_with(|| format!("a call of `{name}`"));
            }
        }
    }
    let path = |file: usize| room.get(file).map_or(ROOM, |source| source.path);
    for circle in circles::of(room.len(), &edges.keys().copied().collect()) {
        let paths: Vec<_> = circle.iter().map(|&file| path(file).to_owned()).collect();
        for (&(from, to), by) in &edges {
            if circle.contains(&from) && circle.contains(&to) {
                figures.in_circles.push(format!("{} -> {}: {by}", path(from), path(to)));
            }
        }
        if circle.len() > MOST_FILES_OF_CIRCLE {
            let what = format!(
                "{} files depend on each other in a circle, and {MOST_FILES_OF_CIRCLE} are the \
                 limit: {}; `cargo xtask tidy --figures` lists what by; turn the calls that run \
                 back into results",
                circle.len(),
                paths.join(", ")
            );
            faults.push(Fault::new(paths.first().map_or(ROOM, |path| path), 1, what));
        }
        figures.circles.push(paths);
    }
    figures.circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
}

/// The files that the paths of a file lead to, and the item that each leads to.
fn by_path(declared: &Declared<'_>, file: usize, source: &Source<'_>) -> Vec<(usize, String)> {
    let written = paths::used(source.syntax);
    let written = written.into_iter().filter(|used| !used.imported).map(|used| used.segments);
    let targets = written.chain(declared.imports(file)).filter_map(|segments| {
        match declared.resolve(file, &segments)? {
            Target::Item(to, name) => Some((to, name)),
            // The paths that begin with the module's name tell what is used of it.
            Target::Module(_) => None,
        }
    });
    targets.filter(|(to, _)| *to != file).collect()
}

#[cfg(test)]
mod tests;
