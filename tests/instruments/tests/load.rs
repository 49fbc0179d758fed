//! The load measurement, with few calls: that it runs, and that no call fails. What it measures is not looked
//! at.

use std::process::Command;

#[test]
fn no_call_fails() {
    let run = Command::new(env!("CARGO_BIN_EXE_instruments"))
        .args(["bench", "load", "--calls", "400", "--in-flight", "20", "--only", "load"])
        .output();
    let run = run.unwrap();
    let (told, said) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(0), "{told}\n{said}");
    for (call, calls) in
        [("GET of 1 KB", 400), ("POST of 1 KB", 96), ("GET of a list of 190 KB", 8)]
    {
        assert!(told.contains(&format!("| {call} | {calls} |")), "{told}");
    }
    assert_eq!(told.matches("| 0 / 0 |").count(), 3, "{told}");
}
