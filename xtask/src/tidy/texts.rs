//! Text files → faults, where a text holds an absolute path of the machine that it was written on, or the
//! host of a package registry. Only lock files may. (The strings below are concatenated, so that this file
//! has no fault.)

use super::fault::Fault;
use super::files::TextFile;

/// Beginnings of absolute paths of a machine.
const MACHINE: &[&str] =
    &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("C:", "\\")];

/// Hosts of package registries, and prefixes of Cargo's registry URLs.
const REGISTRY: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("jfrog", ".io"),
    concat!("arti", "factory"),
    concat!("sparse", "+http"),
    concat!("registry", "+http"),
];

pub(super) fn faults(file: &TextFile) -> Vec<Fault> {
    let mut faults = Vec::new();
    if file.path.ends_with(".lock") || file.path.ends_with("package-lock.json") {
        return faults;
    }
    for (line, text) in (1..).zip(file.text.lines()) {
        for path in MACHINE.iter().filter(|path| is_absolute(text, path)) {
            let what = format!("`{path}` is a path of one machine; write it from the root");
            faults.push(Fault::new(&file.path, line, what));
        }
        for host in REGISTRY.iter().filter(|host| text.contains(**host)) {
            let what = format!("`{host}` is a package registry; leave the choice to cargo");
            faults.push(Fault::new(&file.path, line, what));
        }
    }
    faults
}

/// Whether an absolute path stands in a text: after `https://host` or `{folder}` the path is relative.
fn is_absolute(text: &str, path: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || "._~%-*)}]>".contains(c);
    text.match_indices(path).any(|(at, _)| !text.get(..at).unwrap_or_default().ends_with(goes_on))
}

#[cfg(test)]
mod tests {
    use super::{MACHINE, REGISTRY, TextFile, faults};

    fn messages(path: &str, text: &str) -> Vec<String> {
        faults(&TextFile::new(path, text)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_path_of_a_machine_is_a_fault() {
        for path in MACHINE {
            let fault =
                format!("a.md:2: `{path}` is a path of one machine; write it from the root");
            for before in ["", " ", "\"", "file://", "path="] {
                assert_eq!(messages("a.md", &format!("\n{before}{path}x")), [fault.as_str()]);
            }
        }
    }

    #[test]
    fn a_path_that_goes_on_is_none() {
        for path in MACHINE {
            for before in ["https://example.com", "{base}", "docs"] {
                assert!(messages("a.md", &format!("{before}{path}x")).is_empty());
            }
        }
    }

    #[test]
    fn a_registry_is_a_fault_but_in_a_lock_file() {
        for host in REGISTRY {
            let text = format!("https://index.{host}/");
            let fault =
                format!("a.toml:1: `{host}` is a package registry; leave the choice to cargo");
            assert_eq!(messages("a.toml", &text), [fault]);
            assert!(messages("Cargo.lock", &text).is_empty());
            assert!(messages("tests/package-lock.json", &text).is_empty());
        }
    }
}
