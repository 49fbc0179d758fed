//! The rule on small rooms: what is a call, what a path, and what is over a limit.

use super::{Figures, Source, check};

/// The figures, and the faults, of files below `generator/src/lower/`.
fn checked(files: &[(&str, &str)]) -> (Figures, Vec<String>) {
    let parsed = files.iter().map(|(path, code)| {
        (format!("generator/src/lower/{path}"), syn::parse_file(code).unwrap())
    });
    let parsed: Vec<_> = parsed.collect();
    let sources: Vec<_> = parsed.iter().map(|(path, syntax)| Source { path, syntax }).collect();
    let (faults, figures) = check(&sources);
    (figures, faults.iter().map(ToString::to_string).collect())
}

/// The hidden calls of a file `a.rs`, beside a context `Types` with methods in `b.rs` and `c.rs`.
fn hidden(code: &str) -> (usize, usize) {
    let (figures, _) = checked(&[
        (
            "mod.rs",
            "mod a; mod b; mod c; mod types; pub struct All { types: Arc<Types> }
                    use types::Types;",
        ),
        (
            "types.rs",
            "pub struct Types { other: Other, list: Vec<u8> } pub struct Other;
                      impl Types { fn own(&self) {} } impl Other { fn get(&self, a: u8) {} }
                      fn make() -> Types {}",
        ),
        (
            "b.rs",
            "use super::types::Types;
                  impl Types { fn far(&self) -> &Self {} fn new() -> Self {} fn len(&self) {} }",
        ),
        (
            "c.rs",
            "use super::types::Other; impl Other { fn far(&self) {} fn only(&self, a: u8) {} }",
        ),
        ("a.rs", code),
    ]);
    (figures.hidden, figures.unmatched)
}

#[test]
fn a_call_is_matched_by_the_type_of_its_receiver() {
    let of_types = "use super::types::Types;";
    for (code, expected) in [
        // In `types.rs`, which the `use` shows, and in `b.rs`, which it does not.
        ("fn f(types: &Types) { types.own() }", (0, 0)),
        ("fn f(types: &mut Types) { types.far(); }", (1, 0)),
        ("impl Types { fn f(&self) { self.far().far(); } }", (2, 0)),
        ("impl Types { fn f(&self) { self.other.far(); self.list.len(); } }", (1, 0)),
        ("fn f() { let types = Types { list: x }; types.far(); }", (1, 0)),
        ("fn f() { let types = Types::new(); types.far(); }", (2, 0)),
        ("fn f() { super::types::make().far(); }", (1, 0)),
        ("fn f(all: &super::All) { all.types.far(); }", (1, 0)),
        ("fn f(types: Arc<Types>) { format!(\"{}\", types.clone().far()); }", (1, 0)),
        ("fn f(list: Vec<u8>) { list.len(); list.only(1); }", (0, 0)),
        ("impl Types { #[cfg(test)] fn f(&self) { self.far(); } }", (0, 0)),
    ] {
        assert_eq!(hidden(&format!("{of_types} {code}")), expected, "{code}");
    }
}

#[test]
fn where_the_receiver_is_unknown_the_name_decides_if_it_is_the_only_one() {
    // Two types have `far`, and no method `only` takes two arguments.
    assert_eq!(hidden("fn f() { g(|x| x.only(1)); }"), (1, 0));
    assert_eq!(hidden("fn f() { g(|x| x.far()); }"), (0, 1));
    assert_eq!(hidden("fn f() { g(|x| x.only(1, 2)); }"), (0, 0));
    let pattern = "use super::types::Types; fn f(x: &Types) { g(|x| x.far()); }";
    assert_eq!(hidden(pattern), (0, 1));
}

#[test]
fn a_path_shows_the_file_where_the_item_is_declared() {
    let files = |a: &'static str| {
        checked(&[
            ("mod.rs", "mod a; mod c; mod types; pub use c::Thing;"),
            ("types.rs", "pub struct Types;"),
            ("c.rs", "use super::types::Types; pub struct Thing; impl Types { fn far(&self) {} }"),
            ("a.rs", a),
        ])
        .0
        .hidden
    };
    assert_eq!(files("use super::types::Types; fn f(x: Types) { x.far() }"), 1);
    assert_eq!(files("use super::types::Types; use super::Thing; fn f(x: Types) { x.far() }"), 0);
    assert_eq!(files("use super::types::Types; fn f(x: Types, y: super::c::Thing) { x.far() }"), 0);
    assert_eq!(files("use super::{c, types::Types}; fn f(x: Types) { x.far() }"), 1);
}

#[test]
fn free_functions_make_circles_too() {
    let (figures, faults) = checked(&[
        ("mod.rs", "mod a; mod b; mod c; mod d; pub use a::first;"),
        ("a.rs", "use super::b; pub fn first() { b::second() }"),
        ("b.rs", "use super::c::third; pub fn second() { third() }"),
        ("c.rs", "pub fn third() { super::d::fourth() }"),
        ("d.rs", "pub fn fourth() { super::first() }"),
    ]);
    assert_eq!(figures.in_circles.len(), 4);
    assert_eq!(
        figures.in_circles[1],
        "generator/src/lower/b.rs -> generator/src/lower/c.rs: the path to `third`"
    );
    assert!(faults[0].starts_with("generator/src/lower/a.rs:1: 4 files depend on each other"));
    assert_eq!(faults.len(), 1);
}

#[test]
fn a_circle_within_the_limit_and_a_parent_that_passes_on_are_no_faults() {
    let (figures, faults) = checked(&[
        ("mod.rs", "mod a; mod b; mod c; mod d; pub use {a::A, b::B, c::C, d::D};"),
        ("a.rs", "use super::B; pub struct A;"),
        ("b.rs", "use super::C; pub struct B;"),
        ("c.rs", "use super::A; pub struct C;"),
        ("d.rs", "use super::{A, B, C}; pub struct D;"),
    ]);
    assert!(figures.to_string().ends_with("files of circles: 3"), "{figures}");
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_type_with_many_methods_in_many_files_is_a_fault() {
    let faults = |methods: usize, files: usize| {
        let mut room = vec![("mod.rs".to_owned(), "pub struct All;".to_owned())];
        for file in 0..files {
            let own = (file..methods).step_by(files);
            let functions: String = own.map(|n| format!("fn f{n}(&self) {{}}")).collect();
            let code = format!("use super::All; impl All {{ {functions} }}");
            room.push((format!("f{file}.rs"), code));
        }
        let room: Vec<_> = room.iter().map(|(path, code)| (&**path, &**code)).collect();
        checked(&room).1
    };
    assert_eq!(
        faults(61, 13),
        ["generator/src/lower/mod.rs:1: `All` has 61 methods in 13 files, and 60 in 12 are the \
          limit; make contexts of fewer fields"]
    );
    assert!(faults(60, 13).is_empty());
    assert!(faults(61, 12).is_empty());
}
