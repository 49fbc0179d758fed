//! Lengths of files and functions, and numbers of files in folders → faults above the limits: a reader
//! should be able to keep each in mind as a whole.

use std::collections::BTreeMap;
use std::fmt;

use syn::visit::{self, Visit};
use syn::{Block, ImplItemFn, ItemFn, Signature, TraitItemFn};

use super::fault::Fault;
use super::files::TextFile;
use super::rooms::ROOMS;

/// The most lines of a hand-written file.
const LONGEST_FILE: usize = 400;

/// The most lines of a function, from `fn` to its last brace.
const LONGEST_FUNCTION: usize = 70;

/// The most files directly in a folder of the generator.
const FULLEST_ROOM: usize = 20;

/// The longest file, the longest function and the fullest folder, with their sizes.
#[derive(Default)]
pub(super) struct Biggest {
    file: (usize, String),
    function: (usize, String),
    room: (usize, String),
}

impl fmt::Display for Biggest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, function, room } = self;
        write!(f, "the longest file is {} ({} of {LONGEST_FILE} lines), ", file.1, file.0)?;
        write!(f, "function {} ({} of {LONGEST_FUNCTION}), ", function.1, function.0)?;
        write!(f, "the fullest room {} ({} of {FULLEST_ROOM} files)", room.1, room.0)
    }
}

pub(super) fn faults(file: &TextFile, syntax: &syn::File, biggest: &mut Biggest) -> Vec<Fault> {
    let mut faults = Vec::new();
    let lines = file.text.lines().count();
    grow(&mut biggest.file, lines, &file.path);
    if lines > LONGEST_FILE {
        let what = format!("{lines} lines, and {LONGEST_FILE} are the limit; split the file");
        faults.push(Fault::new(&file.path, LONGEST_FILE + 1, what));
    }
    let mut functions = Functions::default();
    functions.visit_file(syntax);
    for Function { name, line, lines } in functions.found {
        grow(&mut biggest.function, lines, &format!("{name} of {}", file.path));
        if lines > LONGEST_FUNCTION {
            let what = format!(
                "`{name}` has {lines} lines, and {LONGEST_FUNCTION} are the limit; give its parts \
                 names"
            );
            faults.push(Fault::new(&file.path, line, what));
        }
    }
    faults
}

pub(super) fn rooms(files: &[TextFile], biggest: &mut Biggest) -> Vec<Fault> {
    let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with(ROOMS)) {
        if let Some((folder, _)) = file.path.rsplit_once('/') {
            *rooms.entry(folder).or_default() += 1;
        }
    }
    // The limit is not for the folder that holds the rooms.
    rooms.remove(ROOMS.trim_end_matches('/'));
    let mut faults = Vec::new();
    for (room, files) in rooms {
        grow(&mut biggest.room, files, room);
        if files > FULLEST_ROOM {
            let what = format!("{files} files, and {FULLEST_ROOM} are the limit; make a folder");
            faults.push(Fault::new(room, 1, what));
        }
    }
    faults
}

fn grow(biggest: &mut (usize, String), size: usize, name: &str) {
    if size > biggest.0 {
        *biggest = (size, name.to_owned());
    }
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

#[derive(Default)]
struct Functions {
    found: Vec<Function>,
}

impl Functions {
    fn add(&mut self, signature: &Signature, body: &Block) {
        let line = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().end().line;
        let lines = (last + 1).saturating_sub(line);
        self.found.push(Function { name: signature.ident.to_string(), line, lines });
    }
}

impl Visit<'_> for Functions {
    fn visit_item_fn(&mut self, function: &ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &TraitItemFn) {
        if let Some(body) = &function.default {
            self.add(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::{Biggest, TextFile, faults, rooms};

    fn messages(text: &str) -> Vec<String> {
        let syntax = syn::parse_file(text).unwrap();
        let faults = faults(&TextFile::new("a.rs", text), &syntax, &mut Biggest::default());
        faults.iter().map(ToString::to_string).collect()
    }

    /// A function of so many lines.
    fn function(lines: usize) -> String {
        format!("fn f() {{{}}}", "\n".repeat(lines - 1))
    }

    #[test]
    fn a_long_file_is_a_fault() {
        assert!(messages(&"\n".repeat(400)).is_empty());
        let fault = "a.rs:401: 401 lines, and 400 are the limit; split the file";
        assert_eq!(messages(&"\n".repeat(401)), [fault]);
    }

    #[test]
    fn a_long_function_is_a_fault_wherever_it_stands() {
        let long = function(71);
        let fault = "a.rs:1: `f` has 71 lines, and 70 are the limit; give its parts names";
        assert!(messages(&function(70)).is_empty());
        assert_eq!(messages(&format!("pub {long}")), [fault]);
        assert_eq!(messages(&format!("impl S {{ {long} }}")), [fault]);
        assert_eq!(messages(&format!("trait T {{ {long} }}")), [fault]);
        assert_eq!(messages(&format!("mod m {{ fn g() {{ {long} }} }}")).len(), 2);
    }

    #[test]
    fn a_full_room_is_a_fault() {
        let files = |count| -> Vec<_> {
            (0..count).map(|n| TextFile::new(format!("generator/src/a/{n}.rs"), "")).collect()
        };
        let mut biggest = Biggest::default();
        assert!(rooms(&files(20), &mut biggest).is_empty());
        assert!(biggest.to_string().ends_with("generator/src/a (20 of 20 files)"));
        let faults = rooms(&files(21), &mut biggest);
        let messages: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(messages, ["generator/src/a:1: 21 files, and 20 are the limit; make a folder"]);
    }
}
