//! No name ever passes to another thing: whatever is added to a description, and in whatever order it is
//! written, no public path of before means another thing after.

use clientsmith::config::Config;
use clientsmith::lock::Lock;

use crate::cases::cases;
use crate::growth::{KINDS, SIDES, grow};
use crate::meaning::{Known, Meaning, known};
use crate::order::shuffled;
use crate::random::Random;

/// The paths that mean another thing after.
fn passed(before: &Meaning, after: &Meaning) -> Vec<String> {
    let both = before.iter().filter_map(|(path, meaning)| Some((path, meaning, after.get(path)?)));
    let passed = both.filter(|(_, before, after)| before != after);
    passed.map(|(path, before, after)| format!("{path} was {before} and is {after}")).collect()
}

/// What is wrong after a change: a path that means another thing, and, where the lock keeps what was
/// published, a path that is gone or an argument that means another thing.
fn faults(before: &Known, text: &str, config: &Config) -> Vec<String> {
    let after = known(text, config);
    let mut faults = passed(&before.paths, &after.paths);
    let config = Config { lock: before.lock.clone(), ..config.clone() };
    let kept = known(text, &config);
    let locked = passed(&before.paths, &kept.paths).into_iter();
    let slots = passed(&before.slots, &kept.slots).into_iter();
    let gone = gone(&before.paths, &kept.paths).into_iter();
    faults.extend(locked.chain(slots).chain(gone).map(|fault| format!("with the lock, {fault}")));
    faults
}

fn gone(before: &Meaning, after: &Meaning) -> Vec<String> {
    let gone = before.iter().filter(|(path, _)| !after.contains_key(*path));
    gone.map(|(path, meaning)| format!("{path}, which was {meaning}, is gone")).collect()
}

#[test]
fn no_name_depends_on_the_order_of_a_description() {
    let mut all = Vec::new();
    for case in cases() {
        let before = known(&case.description.to_string(), &case.config);
        assert!(!before.paths.is_empty(), "{}", case.name);
        for seed in 0..case.seeds {
            let text = shuffled(&case.description, &mut Random(seed));
            let after = known(&text, &case.config);
            let faults = faults(&before, &text, &case.config).into_iter();
            let faults = faults.chain(gone(&before.paths, &after.paths));
            all.extend(faults.map(|it| format!("{}, seed {seed}: {it}", case.name)));
        }
    }
    assert_eq!(all, Vec::<String>::new(), "{} faults", all.len());
}

#[test]
fn no_name_passes_to_what_is_added() {
    let (mut all, mut added) = (Vec::new(), 0);
    for case in cases() {
        let before = known(&case.description.to_string(), &case.config);
        for seed in 0..case.seeds {
            // One of each kind, where there is a place for it.
            let (mut grown, mut random) = (case.description.clone(), Random(seed));
            for kind in KINDS {
                added += usize::from(grow(&mut grown, kind, &before.types, &mut random));
            }
            let faults = faults(&before, &grown.to_string(), &case.config).into_iter();
            all.extend(faults.map(|it| format!("{}, seed {seed}: {it}", case.name)));
        }
    }
    assert_eq!(all, Vec::<String>::new(), "{} faults", all.len());
    assert!(added > 2000, "{added} additions");
}

/// A member that only one side sends divides a type, so that names go. None comes to mean another thing.
#[test]
fn no_name_and_no_argument_passes_when_a_member_belongs_to_one_side() {
    let (mut all, mut added) = (Vec::new(), 0);
    for case in cases() {
        let before = known(&case.description.to_string(), &case.config);
        for seed in 0..case.seeds {
            let (mut grown, mut random) = (case.description.clone(), Random(seed));
            for kind in SIDES {
                added += usize::from(grow(&mut grown, kind, &before.types, &mut random));
            }
            let text = grown.to_string();
            let locked = Config { lock: before.lock.clone(), ..case.config.clone() };
            for config in [&case.config, &locked] {
                let after = known(&text, config);
                let paths = passed(&before.paths, &after.paths).into_iter();
                let slots = passed(&before.slots, &after.slots).into_iter();
                all.extend(
                    paths.chain(slots).map(|it| format!("{}, seed {seed}: {it}", case.name)),
                );
            }
        }
    }
    assert_eq!(all, Vec::<String>::new(), "{} faults", all.len());
    assert!(added > 500, "{added} members");
}

#[test]
fn the_lock_of_a_crate_changes_nothing_of_it() {
    for case in cases() {
        let text = case.description.to_string();
        let before = known(&text, &case.config);
        let lock = Lock::parse(&before.lock.to_string()).unwrap();
        assert_eq!(lock, before.lock, "{}", case.name);
        let after = known(&text, &Config { lock, ..case.config.clone() });
        assert_eq!(after.paths, before.paths, "{}", case.name);
        assert_eq!(after.slots, before.slots, "{}", case.name);
        assert_eq!(after.lock, before.lock, "{}", case.name);
    }
}
