//! `docs/configuration.md` lists the keys that the configuration may hold, all of them and no other,
//! and its example is read.

use std::collections::BTreeSet;
use std::fs;

use clientsmith::cli::{Arguments, Client, Fault, InputArguments, clients};

const CLIENT: &str = "[[client]]\ndescription = 'd'\noutput = 'o'\nname = 'n'\n";

fn page() -> String {
    fs::read_to_string(tests::root().join("docs/configuration.md")).unwrap()
}

fn read(text: &str) -> Result<Vec<Client>, String> {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("clientsmith.toml");
    fs::write(&config, text).unwrap();
    let input = InputArguments::of_config(config);
    clients(&Arguments { input, ..Arguments::default() }).map_err(|fault| match fault {
        Fault::Call(message) => message,
        Fault::Settings(diagnostic) => diagnostic.message,
    })
}

/// The keys of a table, which the code lists when it meets one that it does not know.
fn known(text: &str) -> BTreeSet<String> {
    let message = read(text).unwrap_err();
    let (_, expected) = message.split_once("expected ").unwrap();
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The first column of the table under a heading.
fn documented(heading: &str) -> BTreeSet<String> {
    let page = page();
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

#[test]
fn every_key_of_the_configuration_is_documented_and_no_other() {
    assert_eq!(documented("The file"), known("nobody = 1"));
    assert_eq!(documented("A client"), known(&format!("{CLIENT}nobody = 1")));
    let allow = format!("{CLIENT}allow = [{{ nobody = 1 }}]");
    assert_eq!(documented("An allowance"), known(&allow));
    assert_eq!(documented("A derive"), known(&format!("{CLIENT}derives = [{{ nobody = 1 }}]")));
    assert_eq!(documented("A type"), known(&format!("{CLIENT}types = [{{ nobody = 1 }}]")));
    let paging = format!("{CLIENT}paging.list = {{ nobody = 1 }}");
    assert_eq!(documented("A list in pages"), known(&paging));
    assert_eq!(documented("A pick"), known(&format!("{CLIENT}include = [{{ nobody = 1 }}]")));
    assert_eq!(documented("A name"), known(&format!("{CLIENT}names = [{{ nobody = 1 }}]")));
}

#[test]
fn the_example_of_the_page_has_every_key_and_is_read() {
    let page = page();
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let [client] = &*read(example).unwrap() else { panic!("the example has one client") };
    assert_eq!(client.config.faults(), []);
    let parts = [
        "The file",
        "A client",
        "A pick",
        "An allowance",
        "A name",
        "A derive",
        "A type",
        "A list in pages",
    ];
    for key in parts.iter().flat_map(|part| documented(part)) {
        assert!(
            example.contains(&format!("{key} = "))
                || example.contains(&format!("[[{key}]]"))
                || example.contains(&format!("[client.{key}]")),
            "the example has no `{key}`"
        );
    }
}
