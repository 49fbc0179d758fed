//! Progress of a run: a bar on a terminal, else a line for each description.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// The progress of a run.
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// The progress of a run over so many descriptions.
    pub fn new(descriptions: usize) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(u64::try_from(descriptions).unwrap_or(0));
            let style = ProgressStyle::with_template(
                "[{elapsed_precise}] {bar:30} {pos}/{len} {wide_msg} (eta {eta})",
            );
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar }
    }

    /// Shows the description that is measured now.
    pub fn begins(&self, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(name.to_owned());
        }
    }

    /// Counts a description as done, and prints a note on it.
    pub fn ends(&self, name: &str, note: &str) {
        match &self.bar {
            Some(bar) => bar.inc(1),
            None => eprintln!("  {name:<34} {note}"),
        }
    }

    /// Removes the bar.
    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
