//! Where the things of a description are kept, and what is known of them from an earlier run.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The folder of a description: a Cargo workspace of its own, so that a broken crate breaks no other.
#[derive(Debug, Clone)]
pub struct Work {
    folder: PathBuf,
    fresh: bool,
}

/// What a step found, and from what.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    key: u64,
    found: T,
}

impl Work {
    /// The folder of the description of this name.
    pub fn new(work: &Path, name: &str, fresh: bool) -> Self {
        Self { folder: work.join("descriptions").join(name), fresh }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The generated crate.
    pub fn client(&self) -> PathBuf {
        self.folder.join("client")
    }

    /// The generator's report.
    pub fn report(&self) -> PathBuf {
        self.folder.join("report.json")
    }

    /// What a step finds: what it found from the same things before, or else by doing it now.
    pub fn kept<T: Serialize + DeserializeOwned>(
        &self,
        step: &str,
        key: u64,
        find: impl FnOnce() -> T,
    ) -> T {
        let file = self.found(step);
        let known = fs::read(&file).ok().filter(|_| !self.fresh);
        let known = known.and_then(|bytes| serde_json::from_slice::<Kept<T>>(&bytes).ok());
        if let Some(kept) = known.filter(|kept| kept.key == key) {
            return kept.found;
        }
        let kept = Kept { key, found: find() };
        // What cannot be kept is found again the next time.
        if let Ok(bytes) = serde_json::to_vec_pretty(&kept) {
            let _ = fs::create_dir_all(&self.folder);
            let _ = fs::write(file, bytes);
        }
        kept.found
    }

    /// What a step found is not kept after all.
    pub fn forget(&self, step: &str) {
        let _ = fs::remove_file(self.found(step));
    }

    fn found(&self, step: &str) -> PathBuf {
        self.folder.join(format!("{step}.result.json"))
    }

    /// A number for what the generated crate consists of.
    pub fn key_of_client(&self) -> u64 {
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

/// A number for some bytes, the same in every run.
pub fn key(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// Every file below a folder.
pub fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { below(&path, found) } else { found.push(path) }
    }
}
