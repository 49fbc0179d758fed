//! Folders that cannot be written and disks that are full: what was there is there still, whole.
//!
//! Who runs as root is kept out of no folder, and not everybody may mount a file system. What cannot
//! be tried is said.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use clientsmith::output::write;

use crate::folder::{files, held};

/// Generates the old and then the new crate, with a line of shell between them. Each run says its exit
/// code; then the folder must hold what the old run left, and nothing besides.
const SCRIPT: &str = r#"
hold() { (cd out && find . ! -name filler | sort && find . -type f ! -name filler -exec cksum {} + | sort); }
generate() { "$COMMAND" generate --spec "$1.yaml" --out out --name shop; }
set -e
mkdir out
PREPARE
generate old
hold > before
set +e
(
    BETWEEN
    generate new
)
echo "exit code $?" >&2
hold > after
cmp before after >&2 && echo "all is as it was" >&2
"#;

const OLD: &str = "openapi: 3.1.0
info: {title: Old, version: '1'}
paths:
  /a: {get: {operationId: read_a, tags: [old], responses: {'204': {description: Done.}}}}
components: {schemas: {Old: {type: object, properties: {a: {type: string}}}}}
";

/// Runs the script in a folder of its own; in a namespace of its own too if it mounts something.
fn run(prepare: &str, between: &str, mounts: bool) -> Output {
    let place = tempfile::tempdir().unwrap();
    let new = OLD.replace("Old", "New").replace("read_a", "read_b").replace("[old]", "[new]");
    fs::write(place.path().join("old.yaml"), OLD).unwrap();
    fs::write(place.path().join("new.yaml"), new).unwrap();
    let script = SCRIPT.replace("PREPARE", prepare).replace("BETWEEN", between);
    let mut command = Command::new(if mounts { "unshare" } else { "sh" });
    if mounts {
        command.args(["--map-root-user", "--mount", "sh"]);
    }
    let command = command.args(["-c", &script]).current_dir(place.path());
    command.env("COMMAND", env!("CARGO_BIN_EXE_command")).output().unwrap()
}

fn assert_kept(output: &Output, fault: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("error[unwritable]: out"), "{said}");
    assert!(said.contains(fault), "{said}");
    assert!(!said.contains(".clientsmith-"), "{said}");
    assert!(said.contains("exit code 1\n"), "{said}");
    assert!(said.ends_with("all is as it was\n"), "{said}");
}

/// Whether a file system may be mounted here; says so if not.
fn may_mount() -> bool {
    let place = tempfile::tempdir().unwrap();
    let mount = ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs"];
    let tried = Command::new("unshare").args(mount).arg(place.path()).output();
    let may = tried.is_ok_and(|output| output.status.success());
    if !may {
        println!("left out: no file system can be mounted here");
    }
    may
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_leaves_all_as_it_was() {
    // Without the trap, the signal would end the run before it hears of the limit.
    let output = run("", "trap '' XFSZ; ulimit -f 1", false);
    assert_kept(&output, "File too large");
}

#[test]
fn a_full_disk_leaves_all_as_it_was() {
    if may_mount() {
        let fill = "head -c 2000000 /dev/zero > out/filler";
        let output = run("mount -t tmpfs -o size=1m tmpfs out", fill, true);
        assert_kept(&output, "No space left on device");
    }
}

#[test]
fn a_read_only_file_system_leaves_all_as_it_was() {
    if may_mount() {
        let read_only = "mount -o remount,ro out";
        let output = run("mount -t tmpfs -o size=1m tmpfs out", read_only, true);
        assert_kept(&output, "Read-only file system");
    }
}

#[test]
fn a_step_that_fails_takes_back_the_steps_before_it() {
    if may_mount() {
        // What is mounted cannot be replaced, which shows at the very last moment only.
        let last = "mount --bind out/src/types/mod.rs out/src/types/mod.rs";
        let output = run("", last, true);
        assert_kept(&output, "busy");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files(&[("a.rs", "1")])).unwrap();
    let before = held(folder.path());
    let may = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    if fs::write(folder.path().join("probe"), "").is_ok() {
        println!("left out: this user may write into every folder");
        return;
    }
    let faults = write(folder.path(), &files(&[("a.rs", "2"), ("b/c.rs", "3")])).unwrap_err();
    may(0o755);
    assert_eq!(faults[0].code.id(), "unwritable");
    assert_eq!(held(folder.path()), before);
}

#[test]
fn a_file_where_a_folder_is_needed_is_one_fault_and_nothing_changes() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "mine").unwrap();
    fs::create_dir(place.path().join("out")).unwrap();
    fs::write(place.path().join("out/src"), "mine").unwrap();
    let before = held(place.path());
    let codes = |folder: &Path| {
        let faults = write(folder, &files(&[("src/a.rs", "1"), ("z/b.rs", "2")])).unwrap_err();
        assert_eq!(held(place.path()), before);
        faults.iter().map(|fault| fault.code.id()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&place.path().join("file")), ["foreign-file"]);
    assert_eq!(codes(&place.path().join("file/out")), ["unwritable"]);
    assert_eq!(codes(&place.path().join("out")), ["foreign-file"]);
}

#[test]
fn folders_that_were_made_in_vain_are_removed() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("deep/out");
    // No file may have a name that is so long.
    let long = format!("z/{}.rs", "n".repeat(300));
    let faults = write(&out, &files(&[("a.rs", "1"), ("b/c.rs", "2"), (&long, "3")]));
    assert!(faults.is_err());
    assert_eq!(
        held(place.path()).into_keys().collect::<Vec<_>>(),
        Vec::<std::path::PathBuf>::new()
    );
}
