//! Descriptions → what generating a client costs, and what checking it costs, beside the other generators that are
//! installed. All take turns, so that what else the machine does hits each of them.

mod floor;
mod generator;
mod timing;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use floor::{Floor, floor};
use generator::Generator;
use timing::{Cost, Run, median};

use crate::runner::{Description, below};

/// The descriptions that are measured unless others are named.
const GENERATED: [&str; 5] =
    ["github-octokit-2026", "k8s-v2-full", "openai", "plaid", "stripe-spec3-2022"];
const COMPILED: [&str; 6] = [
    "adyen-checkout-v71",
    "box",
    "github-3.0",
    "ory-kratos",
    "oxide-nexus-2026",
    "stripe-spec3-2022",
];

/// The part of the help that lists the exit codes.
pub const EXIT_CODES: &str = "\
Exit codes: 0 the measurement was made
            2 it could not be made";

/// What `cargo xtask bench generate` and `cargo xtask bench compile` are told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A folder of descriptions
    dir: PathBuf,
    /// Measure these descriptions, by globs of their names
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    only: Vec<String>,
    /// How often each generator takes its turn
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    turns: usize,
    /// Where crates are made and compiled
    #[arg(long, value_name = "DIR", default_value = "target/peers")]
    work: PathBuf,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Generating, as a whole process.
    Generating,
    /// `cargo check` of what is generated, its dependencies built before.
    Checking,
}

/// Measures, and prints the tables.
pub fn run(arguments: &Arguments, what: What, root: &Path) -> ExitCode {
    match measured(arguments, what, root) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn measured(arguments: &Arguments, what: What, root: &Path) -> Result<(), String> {
    let usual: &[&str] = if what == What::Generating { &GENERATED } else { &COMPILED };
    let only = match arguments.only.as_slice() {
        [] => usual.iter().map(|name| (*name).to_owned()).collect(),
        only => only.to_vec(),
    };
    timing::is_installed()?;
    let work = root.join(&arguments.work);
    let generators = generator::installed(root)?;
    println!("| description | generator | user time | ratio | wall time | peak memory | lines |");
    println!("|---|---|---|---|---|---|---|");
    for description in below(&arguments.dir, &only)? {
        let rows = rows(&description, &generators, arguments.turns, what, &work)?;
        let ours = rows.first().map_or(0.0, |row| row.cost.user);
        for Row { name, cost, lines, note } in rows {
            let Cost { user, wall, peak_mib } = cost;
            let ratio = if user > 0.0 { ours / user } else { 0.0 };
            println!(
                "| {} | {name}{note} | {user:.2} s | {ratio:.2} | {wall:.2} s | {peak_mib} MiB | {lines} |",
                description.name
            );
        }
    }
    Ok(())
}

/// A generator and what it needed for a description so far.
struct Side<'g> {
    generator: &'g Generator,
    folder: PathBuf,
    costs: Vec<Cost>,
    is_well: bool,
}

impl<'g> Side<'g> {
    fn new(generator: &'g Generator, description: &Description, work: &Path) -> Self {
        let folder = work.join(format!("{}-{}", generator.name(), description.crate_name()));
        Self { generator, folder, costs: Vec::new(), is_well: true }
    }

    /// Generates into a folder of the turn's own: a file system makes new files slowly for seconds after it removed
    /// others, which would be counted against generators of many files.
    fn generate_anew(&mut self, description: &Description, turn: usize) -> Run {
        self.folder.set_extension(turn.to_string());
        self.generator.generate(description, &self.folder)
    }

    fn row(&self) -> Row {
        Row {
            name: self.generator.version.clone(),
            cost: median(&self.costs),
            lines: generator::lines(&self.folder),
            note: if self.is_well { "" } else { " (failed)" },
        }
    }
}

/// What a generator needs for a description. The ratio of a table is that of clientsmith to the row.
struct Row {
    name: String,
    cost: Cost,
    lines: usize,
    note: &'static str,
}

fn rows(
    description: &Description,
    generators: &[Generator],
    turns: usize,
    what: What,
    work: &Path,
) -> Result<Vec<Row>, String> {
    let mut sides: Vec<Side<'_>> =
        generators.iter().map(|generator| Side::new(generator, description, work)).collect();
    let target = work.join("target");
    for turn in 0..=turns {
        for side in &mut sides {
            let run = match (what, turn) {
                (What::Generating, _) => side.generate_anew(description, turn),
                (What::Checking, 0) => {
                    side.generator.generate(description, &side.folder);
                    side.generator.complete(&side.folder)?;
                    timing::check(&side.folder, &target)
                }
                (What::Checking, _) => timing::check(&side.folder, &target),
            };
            side.is_well &= run.is_well;
            // The first turn warms the machine up, and builds what crates depend on.
            if turn > 0 {
                side.costs.push(run.cost);
            }
        }
    }
    let ours = sides.first().map(|side| side.folder.clone());
    let mut rows: Vec<Row> = sides.iter().map(Side::row).collect();
    if let (What::Generating, Some(ours)) = (what, ours) {
        let Floor { without_parsing, with_parsing } = floor(&description.file, &ours)?;
        let lines = generator::lines(&ours);
        let floors = [
            ("reading with serde and printing with prettyplease", without_parsing),
            ("the same, and parsing what is printed", with_parsing),
        ];
        rows.extend(floors.map(|(name, cost)| Row {
            name: name.to_owned(),
            cost,
            lines,
            note: "",
        }));
    }
    Ok(rows)
}
