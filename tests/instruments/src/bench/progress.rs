//! How far a run is: a bar on a terminal, else a line for each description.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// How far a run is.
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// The beginning.
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

    /// A description is begun.
    pub fn begins(&self, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(name.to_owned());
        }
    }

    /// A description is done with, and this is to be said of it.
    pub fn ends(&self, name: &str, note: &str) {
        match &self.bar {
            Some(bar) => bar.inc(1),
            None => eprintln!("  {name:<34} {note}"),
        }
    }

    /// The end.
    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
