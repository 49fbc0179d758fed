//! The command `clientsmith`, as its users call it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A description of one operation and one type.
const SHOP: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string}
        total: {type: integer}
";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Runs the command in a folder.
fn clientsmith(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_clientsmith");
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    output.unwrap_or_else(|error| unreachable!("{program} cannot be run: {error}"))
}

#[test]
fn checking_shows_what_generating_would_change() {
    let folder = tempfile::tempdir().unwrap();
    let run = |text: &str, arguments: &[&str]| {
        fs::write(folder.path().join("shop.yaml"), text).unwrap();
        let common = ["--spec", "shop.yaml", "--out", "out", "--name", "shop"];
        let output = clientsmith(folder.path(), &[arguments, &common].concat());
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), shown(&output.stdout), shown(&output.stderr))
    };
    assert_eq!(run(SHOP, &["generate"]).0, Some(0));
    assert_eq!(run(SHOP, &["check"]).0, Some(0));
    let longer = format!("{SHOP}        note: {{type: string}}\n");
    let (code, diff, _) = run(&longer, &["check"]);
    assert_eq!(code, Some(1));
    assert!(diff.contains("+    pub note: Option<String>,"), "{diff}");
    assert!(diff.lines().count() < 40, "{diff}");
    assert_eq!(run(&longer, &["generate", "--report", "report.json"]).0, Some(0));
    assert!(folder.path().join("report.json").is_file());
    assert_eq!(run(&longer, &["generate", "--check"]).0, Some(0));
}

#[test]
fn a_wrong_call_and_a_wrong_description_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(clientsmith(folder.path(), &["generate", "--nonsense"]).status.code(), Some(2));
    assert_eq!(clientsmith(folder.path(), &["generate", "a.yaml"]).status.code(), Some(2));
    assert_eq!(clientsmith(folder.path(), &["--help"]).status.code(), Some(0));
    fs::write(folder.path().join("a.yaml"), "swagger: '1.2'\n").unwrap();
    let call = ["generate", "--spec", "a.yaml", "--out", "out", "--name", "a"];
    let output = clientsmith(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unsupported-version"));
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[test]
fn the_configuration_names_the_client_and_flags_win_over_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("spec")).unwrap();
    fs::write(folder.path().join("spec/shop.yaml"), SHOP).unwrap();
    let settings = "[[client]]\ndescription = \"shop.yaml\"\noutput = \"../shop\"\nname = \"shop\"\nlicense = \"MIT\"\n";
    fs::write(folder.path().join("spec/clientsmith.toml"), settings).unwrap();
    assert_eq!(clientsmith(folder.path(), &["generate"]).status.code(), Some(0));
    let manifest = |crate_folder: &str| {
        fs::read_to_string(folder.path().join(crate_folder).join("Cargo.toml")).unwrap()
    };
    assert!(manifest("shop").contains("name = \"shop\"\nversion = \"0.1.0\""));
    assert!(manifest("shop").contains("license = \"MIT\""));
    let flags = ["generate", "--out", "other", "--name", "other-shop", "--crate-version", "2.0.0"];
    assert_eq!(clientsmith(folder.path(), &flags).status.code(), Some(0));
    assert!(manifest("other").contains("name = \"other-shop\"\nversion = \"2.0.0\""));
    fs::write(folder.path().join("spec/clientsmith.toml"), "[[client]]\nnmae = 1\n").unwrap();
    let output = clientsmith(folder.path(), &["generate"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("error[configuration]") && said.contains("line 2"), "{said}");
}
