//! A file → the room of `generator/src` that it belongs to; a path in its code → the room that the path
//! leads to. A room is a top-level module; `lib` and `main` connect the rooms and are none.

use std::collections::BTreeSet;

use super::paths::{self, Used};
use super::test_code;

/// The folder of the rooms.
pub(super) const ROOMS: &str = "generator/src/";

/// The files that connect the rooms.
pub(super) const DOORS: &[&str] = &["lib", "main"];

/// The name of the library in the paths of the command.
const LIBRARY: &str = "clientsmith";

/// A file of a room.
pub(super) struct Member {
    pub(super) path: String,
    pub(super) room: String,
    pub(super) uses: Vec<Used>,
    module: Vec<String>,
    test_modules: Vec<Vec<String>>,
}

impl Member {
    /// None for a file outside of `generator/src`.
    pub(super) fn new(path: &str, syntax: &syn::File) -> Option<Self> {
        let within = path.strip_prefix(ROOMS)?.strip_suffix(".rs")?;
        let mut module: Vec<_> = within.split('/').map(str::to_owned).collect();
        let room = module.first()?.clone();
        if module.last().is_some_and(|last| last == "mod") || within == "lib" {
            module.pop();
        }
        let child = |name| [module.as_slice(), &[name]].concat();
        let test_modules = test_code::modules(syntax).map(child).collect();
        let uses = paths::used(syntax);
        Some(Self { path: path.to_owned(), room, uses, module, test_modules })
    }

    /// The room that a path leads to, which may be the file's own; `lib` for an item outside of the rooms.
    pub(super) fn target(&self, used: &Used, rooms: &BTreeSet<String>) -> Option<String> {
        if !used.imported && used.segments.len() < 2 {
            return None;
        }
        let mut module = [self.module.as_slice(), &used.within].concat();
        let mut rest = used.segments.iter().map(String::as_str).peekable();
        match *rest.peek()? {
            "crate" => module.clear(),
            LIBRARY if self.room == "main" => module.clear(),
            "self" | "super" => {
                while rest.peek() == Some(&"super") {
                    rest.next();
                    module.pop();
                }
                module.extend(rest.by_ref().skip_while(|part| *part == "self").map(str::to_owned));
            }
            // Relative paths in the library's root begin with a room.
            first if module.is_empty() && rooms.contains(first) => return Some(first.to_owned()),
            _ => return None,
        }
        module.extend(rest.skip(1).map(str::to_owned));
        let room = module.first().filter(|room| rooms.contains(*room));
        Some(room.cloned().unwrap_or_else(|| "lib".to_owned()))
    }
}

/// Removes the files that are compiled for tests only, which the `mod` in another file tells.
pub(super) fn drop_test_code(members: &mut Vec<Member>) {
    let tests: Vec<_> = members.iter().flat_map(|member| member.test_modules.clone()).collect();
    members.retain(|member| !tests.iter().any(|test| member.module.starts_with(test)));
}

/// The names of the rooms, and of `lib` and `main`.
pub(super) fn names(members: &[Member]) -> BTreeSet<String> {
    members.iter().map(|member| member.room.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Member, drop_test_code, names};

    fn member(path: &str, code: &str) -> Member {
        let syntax = syn::parse_file(code).unwrap();
        Member::new(&format!("generator/src/{path}"), &syntax).unwrap()
    }

    fn target(path: &str, code: &str) -> Option<String> {
        let rooms = ["lib", "main", "a", "b"].map(str::to_owned).into();
        let member = member(path, code);
        member.uses.iter().find_map(|used| member.target(used, &rooms))
    }

    #[test]
    fn paths_lead_to_rooms() {
        for (path, code, room) in [
            ("a/x.rs", "use crate::b::C;", Some("b")),
            ("a/x.rs", "use super::super::b::C;", Some("b")),
            ("a/x.rs", "mod y { use super::super::super::b::C; }", Some("b")),
            ("a/mod.rs", "fn f() { super::b::c() }", Some("b")),
            ("a.rs", "fn f(x: super::b::C) {}", Some("b")),
            ("a/x.rs", "use super::C;", Some("a")),
            ("a/x.rs", "use self::b::C;", Some("a")),
            ("a.rs", "fn f() { assert!(crate::b::C) }", Some("b")),
            ("a.rs", "use crate::Made;", Some("lib")),
            ("a.rs", "use super::*;", Some("lib")),
            ("a.rs", "use b::C;", None),
            ("a.rs", "use std::fs;", None),
            ("lib.rs", "use a::C;", Some("a")),
            ("lib.rs", "fn f() { b::c() }", Some("b")),
            ("lib.rs", "fn f(a: u8) { g(a) }", None),
            ("main.rs", "fn f() { clientsmith::a::b() }", Some("a")),
        ] {
            assert_eq!(target(path, code).as_deref(), room, "{path}: {code}");
        }
    }

    #[test]
    fn files_for_tests_are_dropped_with_all_below_them() {
        let mut members = vec![
            member("a/mod.rs", "#[cfg(test)] mod tests; mod x;"),
            member("a/tests.rs", "mod more;"),
            member("a/tests/more.rs", ""),
            member("a/x.rs", ""),
            member("b.rs", "mod tests;"),
            member("b/tests.rs", ""),
        ];
        drop_test_code(&mut members);
        let kept: Vec<_> = members.iter().map(|member| member.path.as_str()).collect();
        let expected = ["a/mod.rs", "a/x.rs", "b.rs", "b/tests.rs"];
        assert_eq!(kept, expected.map(|path| format!("generator/src/{path}")));
        assert_eq!(names(&members), ["a", "b"].map(str::to_owned).into());
    }
}
