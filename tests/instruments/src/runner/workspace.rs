//! The folder of one description: its crate, the generator's report, and the cached results of steps.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The folder of a description: a Cargo workspace of its own, so that a broken crate breaks no other.
#[derive(Debug, Clone)]
pub struct Workspace {
    folder: PathBuf,
    fresh: bool,
}

/// The result of a step, and the cache key of its inputs.
#[derive(Serialize, Deserialize)]
struct Cached<T> {
    key: u64,
    found: T,
}

impl Workspace {
    /// The folder of the description of this name. With `fresh`, cached results are not read.
    pub fn new(work: &Path, name: &str, fresh: bool) -> Self {
        Self { folder: work.join("descriptions").join(name), fresh }
    }

    /// The path of the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of the generated crate.
    pub fn client(&self) -> PathBuf {
        self.folder.join("client")
    }

    /// The path of the generator's report.
    pub fn report(&self) -> PathBuf {
        self.folder.join("report.json")
    }

    /// The result of a step: from the cache if it has one for this key, else from running the step.
    pub fn cached<T: Serialize + DeserializeOwned>(
        &self,
        step: &str,
        key: u64,
        run: impl FnOnce() -> T,
    ) -> T {
        let file = self.result_file(step);
        let bytes = fs::read(&file).ok().filter(|_| !self.fresh);
        let cached = bytes.and_then(|bytes| serde_json::from_slice::<Cached<T>>(&bytes).ok());
        if let Some(cached) = cached.filter(|cached| cached.key == key) {
            return cached.found;
        }
        let cached = Cached { key, found: run() };
        // A result that cannot be written is computed again by the next run.
        if let Ok(bytes) = serde_json::to_vec_pretty(&cached) {
            let _ = fs::create_dir_all(&self.folder);
            let _ = fs::write(file, bytes);
        }
        cached.found
    }

    /// Removes the cached result of a step.
    pub fn drop_cached(&self, step: &str) {
        let _ = fs::remove_file(self.result_file(step));
    }

    fn result_file(&self, step: &str) -> PathBuf {
        self.folder.join(format!("{step}.result.json"))
    }

    /// The cache key of the files of the generated crate.
    pub fn client_key(&self) -> u64 {
        let mut files = Vec::new();
        below(&self.client(), &mut files);
        files.sort();
        let mut hasher = DefaultHasher::new();
        for file in files {
            file.hash(&mut hasher);
            fs::read(&file).unwrap_or_default().hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// The cache key of some bytes: equal in every run.
pub fn key(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// Collects the files below a folder.
pub fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { below(&path, found) } else { found.push(path) }
    }
}
