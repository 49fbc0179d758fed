//! The manifests in `tests/conformance/` → Prism and openapi-core, installed in the work folder and not in
//! the project. An error names what the machine lacks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::runner::child::{self, Ending, tail};
use crate::runner::key;

/// The folder of the manifests.
const FOLDER: &str = "tests/conformance";

/// What is installed for Node.js. A program stands beside the packages that it imports.
const NODE: [&str; 3] = ["package.json", "package-lock.json", "bundle.mjs"];

/// The time limit for an installation.
const LIMIT: Duration = Duration::from_secs(600);

/// The installed judges.
pub struct Judges {
    /// The program of Prism, for Node.js.
    pub prism: PathBuf,
    /// The program that makes one file of a description for the judges, for Node.js.
    pub bundler: PathBuf,
    /// The Python interpreter that has openapi-core.
    pub python: PathBuf,
    /// The Python program that asks openapi-core.
    pub judge: PathBuf,
    /// The cache key of the judges and of this program: with the same key, verdicts are the same.
    pub key: u64,
}

impl Judges {
    /// Installs the judges that are not installed yet.
    pub fn ready(root: &Path, work: &Path) -> Result<Self, String> {
        for (program, of) in
            [("node", "Node.js 20"), ("npm", "Node.js 20"), ("python3", "Python 3.11")]
        {
            check_runs(program, of)?;
        }
        let from = root.join(FOLDER);
        let tools = work.join("tools");
        let prism = installed(&from, &tools, "prism", &NODE, npm)?;
        let python = installed(&from, &tools, "openapi-core", &["requirements.txt"], pip)?;
        let judge = from.join("judge.py");
        let parts = ["package-lock.json", "bundle.mjs", "requirements.txt", "judge.py"];
        let parts = parts.map(|name| fs::read(from.join(name)).unwrap_or_default());
        let this = std::env::current_exe().and_then(fs::read).unwrap_or_default();
        Ok(Self {
            prism: prism.join("node_modules/@stoplight/prism-cli/dist/index.js"),
            bundler: prism.join("bundle.mjs"),
            python: python_of(&python),
            judge,
            key: key(&[&parts.concat(), &this]),
        })
    }
}

/// An error, if a program cannot be run.
fn check_runs(program: &str, of: &str) -> Result<(), String> {
    let mut command = Command::new(program);
    let ended = child::run(command.arg("--version"), LIMIT);
    match ended.ending {
        Ending::Well => Ok(()),
        _ => Err(format!(
            "`{program}` cannot be run ({}); the judges of conformance need {of} or newer",
            tail(&ended.stderr, 1)
        )),
    }
}

/// The folder of an installation; installs what the manifests list, unless the folder is complete.
fn installed(
    from: &Path,
    tools: &Path,
    name: &str,
    manifests: &[&str],
    install: fn(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let read = |manifest: &&str| fs::read(from.join(manifest));
    let bytes: Result<Vec<_>, _> = manifests.iter().map(read).collect();
    let bytes = bytes.map_err(|error| format!("{}: {error}", from.display()))?;
    let all: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    let folder = tools.join(format!("{name}-{:016x}", key(&all)));
    let done = folder.join("installed");
    if done.is_file() {
        return Ok(folder);
    }
    eprintln!("installing {name} ...");
    let mut made =
        fs::remove_dir_all(&folder).or(Ok(())).and_then(|()| fs::create_dir_all(&folder));
    for (manifest, bytes) in manifests.iter().zip(&bytes) {
        made = made.and_then(|()| fs::write(folder.join(manifest), bytes));
    }
    made.map_err(|error| format!("{}: {error}", folder.display()))?;
    install(&folder)?;
    fs::write(done, "").map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn npm(folder: &Path) -> Result<(), String> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    run(&mut npm, "npm ci")
}

fn pip(folder: &Path) -> Result<(), String> {
    let mut venv = Command::new("python3");
    run(venv.args(["-m", "venv"]).arg(folder.join("venv")), "python3 -m venv")?;
    let mut pip = Command::new(python_of(folder));
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--requirement"]);
    run(pip.arg(folder.join("requirements.txt")), "pip install")
}

fn run(command: &mut Command, name: &str) -> Result<(), String> {
    let ended = child::run(command, LIMIT);
    match ended.ending {
        Ending::Well => Ok(()),
        _ => Err(format!("`{name}` failed: {}", tail(&ended.stderr, 5))),
    }
}

fn python_of(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "venv/Scripts/python.exe" } else { "venv/bin/python" })
}
