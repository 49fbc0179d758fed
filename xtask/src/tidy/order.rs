//! Names that the generator uses → faults, where the output could depend on the order of a hash table or on
//! the time of day: equal descriptions must give equal bytes.

use super::fault::Fault;
use super::rooms::Member;

/// Names of the standard library whose iteration order differs from run to run.
const HASHED: &[&str] =
    &["HashMap", "HashSet", "hash_map", "hash_set", "RandomState", "DefaultHasher"];

pub(super) fn faults(members: &[Member]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for member in members {
        for used in &member.uses {
            for name in &used.segments {
                let way_out = match name.as_str() {
                    name if HASHED.contains(&name) => {
                        "has another order in each run; use `BTreeMap`, `BTreeSet` or a `SideTable`"
                    }
                    "SystemTime" => "makes a run depend on its day; leave the time out",
                    _ => continue,
                };
                faults.push(Fault::new(&member.path, used.line, format!("`{name}` {way_out}")));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Member, faults};

    fn messages(code: &str) -> Vec<String> {
        let syntax = syn::parse_file(code).unwrap();
        let member = Member::new("generator/src/a.rs", &syntax).unwrap();
        faults(&[member]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_sorted_is_no_fault() {
        assert!(messages("use std::collections::BTreeMap; use std::time::Instant;").is_empty());
        assert!(
            messages("/// Not a HashMap.\n#[cfg(test)] use std::collections::HashMap;").is_empty()
        );
    }

    #[test]
    fn what_is_hashed_is_a_fault_wherever_it_stands() {
        for code in [
            "use std::collections::{BTreeMap, HashMap};",
            "fn f(x: HashSet<u8>) {}",
            "fn f() { vec![HashMap::new()] }",
            "use std::collections::hash_map::Entry;",
        ] {
            assert!(messages(code).iter().any(|fault| fault.contains("another order")), "{code}");
        }
    }

    #[test]
    fn the_time_of_day_is_a_fault() {
        let fault = "generator/src/a.rs:2: `SystemTime` makes a run depend on its day; leave the \
                     time out";
        assert_eq!(messages("\nuse std::time::SystemTime;"), [fault]);
    }
}
