//! Every fixture, through every stage: what a client of it is, what everything is called, and the
//! files. The runtime is the same for all and is pinned with the Salesive client.

use std::fmt::Write as _;
use std::path::Path;

use clientsmith::cli::DiskFolder;
use clientsmith::diagnostic::Severity;
use clientsmith::source::Source;
use clientsmith::{emit, generate, report};

#[test]
fn every_stage_of_every_fixture_is_pinned() {
    let fixtures = tests::fixtures();
    assert!(fixtures.len() > 10, "{} fixtures", fixtures.len());
    for (name, folder) in fixtures {
        let file = folder.join("openapi.yaml");
        let bytes = std::fs::read(&file).unwrap();
        let others = DiskFolder::of(&file, None);
        let source = Source::new("openapi.yaml", bytes).in_folder(others);
        let made = generate(&source, &tests::config(&folder, "fixture"));
        let files = made.files.as_ref().unwrap_or_else(|| panic!("{name} is not generated"));
        let (api, names) = (made.api.as_ref().unwrap(), made.names.as_ref().unwrap());
        let mut notes = String::new();
        for said in made.diagnostics.iter().filter(|said| said.code.severity() == Severity::Note) {
            let pointer = said.location.pointer().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(notes, "note[{}] {pointer}: {}", said.code.id(), said.message);
        }
        let said = format!("{}{notes}", report::text(&source, &made, false));
        let mut text = String::new();
        for (path, content) in &files.0 {
            let shared =
                ["Cargo.toml", "clientsmith.lock", "rustfmt.toml", "src/lib.rs", "src/runtime"];
            if !shared.iter().any(|shared| path.starts_with(shared)) {
                let _ = write!(text, "==== {}\n\n{content}\n", path.display());
            }
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!("api", emit::api(api));
            insta::assert_snapshot!("names", emit::names(api, names));
            insta::assert_snapshot!("said", said);
            insta::assert_snapshot!("files", text);
        });
    }
}

#[test]
fn every_file_of_the_salesive_client_is_pinned() {
    let crate_folder = tests::root().join("generated-client");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(tests::root().join("tests/snapshot/salesive"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut pinned = 0;
    settings.bind(|| {
        for path in files(&crate_folder) {
            let name = path.strip_prefix(&crate_folder).unwrap().display().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            insta::assert_snapshot!(name.replace(['/', '\\'], "."), text);
            pinned += 1;
        }
    });
    assert!(pinned > 20, "{pinned} files");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.file_name().and_then(|name| name.to_str()) {
            Some("target" | "Cargo.lock") => {}
            _ if path.is_dir() => files.extend(self::files(&path)),
            _ => files.push(path),
        }
    }
    files.sort();
    files
}
