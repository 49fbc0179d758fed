//! The descriptions that are changed: every fixture, the obstacle course of names, and a few real ones
//! where they are at hand.

use std::path::{Path, PathBuf};

use clientsmith::config::Config;
use clientsmith::source::Source;
use clientsmith::{document, parse};
use serde_json::Value;

/// Real descriptions of middling size.
const REAL: [&str; 3] = ["museum", "ably-control", "ory-kratos"];

/// Its configuration names values and parameters by their positions, which change.
const BY_POSITION: &str = "chosen_names";

/// Its patterns take seconds.
const SLOW: &str = "samples";

/// How often a fixture is changed, and how often what takes long.
const SEEDS: [u64; 2] = [20, 2];

pub struct Case {
    pub name: String,
    pub config: Config,
    pub description: Value,
    /// How often it is changed.
    pub seeds: u64,
}

fn case(name: &str, folder: &Path, seeds: u64) -> Option<Case> {
    let files = ["openapi.yaml", "openapi.json"].map(|file| folder.join(file));
    let file: PathBuf = files.into_iter().find(|file| file.is_file())?;
    let parsed = parse::parse(&Source::new("openapi", std::fs::read(file).ok()?)).ok()?;
    let description = document::Value::new(&parsed.tree.root).to_string();
    let description = serde_json::from_str(&description).ok()?;
    let config = tests::config(folder, "names");
    Some(Case { name: name.to_owned(), config, description, seeds })
}

pub fn cases() -> Vec<Case> {
    let [seeds, seeds_of_slow] = SEEDS;
    let fixtures = tests::fixtures();
    let fixtures = fixtures.iter().filter(|(name, _)| name != BY_POSITION);
    let seeds = |name: &str| if name == SLOW { seeds_of_slow } else { seeds };
    let mut cases: Vec<Case> =
        fixtures.filter_map(|(name, folder)| case(name, folder, seeds(name))).collect();
    cases.push(Case {
        name: "obstacles".to_owned(),
        config: Config::new("names"),
        description: serde_json::from_str(&tests::obstacles()).unwrap_or_default(),
        seeds: seeds_of_slow,
    });
    let corpus = tests::root().join("../shared/corpus/dev");
    cases.extend(REAL.iter().filter_map(|name| case(name, &corpus.join(name), seeds_of_slow)));
    assert!(cases.len() > 20, "{} cases", cases.len());
    cases
}
