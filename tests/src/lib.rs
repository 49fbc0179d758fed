//! What the tests share: where the project's files are, and crates generated from them.

mod obstacles;

use std::path::{Path, PathBuf};

use clientsmith::cli::{self, Arguments, InputArguments};
use clientsmith::config::Config;
use clientsmith::source::Source;
use clientsmith::{Generated, generate};

pub use obstacles::obstacles;

/// The folder of the project.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The folders of `tests/fixture`, each of which is a feature with its `openapi.yaml`, by name.
pub fn fixtures() -> Vec<(String, PathBuf)> {
    let folder = root().join("tests/fixture");
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut fixtures: Vec<(String, PathBuf)> = entries
        .filter(|entry| entry.path().join("openapi.yaml").is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    fixtures.sort();
    fixtures
}

/// The choices for a fixture: those of its own `clientsmith.toml`, if it has one.
pub fn config(folder: &Path, name: &str) -> Config {
    let file = folder.join("clientsmith.toml");
    let clients = match file.is_file() {
        true => cli::clients(&Arguments {
            input: InputArguments::of_config(&file),
            ..Arguments::default()
        }),
        false => Ok(Vec::new()),
    };
    assert!(clients.is_ok(), "{}: {clients:?}", file.display());
    let config = clients.unwrap_or_default().pop().map(|client| client.config);
    Config { name: name.to_owned(), ..config.unwrap_or_else(|| Config::new(name)) }
}

/// Generates a crate of that name from the text of a description.
pub fn generated(name: &str, text: impl Into<Vec<u8>>) -> Generated {
    generate(&Source::new("openapi.yaml", text), &Config::new(name))
}

/// What is wrong with what the bytes of a description give, if anything is: neither a crate nor an
/// error, an error that is ours, or a file that is not Rust.
pub fn fault(bytes: &[u8]) -> Option<String> {
    let made = generated("fault", bytes);
    let errors = made.diagnostics.has_errors();
    let Some(files) = made.files else {
        let internal = made.diagnostics.iter().find(|said| said.code.id() == "internal");
        return match internal {
            Some(internal) => Some(internal.message.clone()),
            None => (!errors).then(|| "neither a crate nor an error".to_owned()),
        };
    };
    let rust = files.0.iter().filter(|(path, _)| {
        path.extension().is_some_and(|extension| extension == "rs")
            && !path.starts_with("src/runtime")
    });
    rust.filter_map(|(path, text)| {
        let error = syn::parse_file(text).err()?;
        Some(format!("{}: {error}\n{text}", path.display()))
    })
    .next()
}

/// A description with records that hold each other, so many levels deep; `holds` says how one holds the
/// schema of the next.
pub fn deep(levels: usize, holds: impl Fn(&str) -> String) -> String {
    let mut text = "openapi: 3.1.0\ninfo: {title: Deep, version: '1'}\npaths:\n".to_owned();
    let first = "content: {application/json: {schema: {$ref: '#/components/schemas/L1'}}}";
    text.push_str("  /deep:\n    post:\n      operationId: send_deep\n");
    text.push_str(&format!("      requestBody: {{required: true, {first}}}\n"));
    text.push_str(&format!("      responses: {{'200': {{description: It., {first}}}}}\n"));
    text.push_str("components:\n  schemas:\n");
    for level in 1..=levels {
        let next = match level == levels {
            true => "{type: string}".to_owned(),
            false => format!("{{$ref: '#/components/schemas/L{}'}}", level + 1),
        };
        text.push_str(&format!("    L{level}: {{type: object, {}}}\n", holds(&next)));
    }
    text
}
