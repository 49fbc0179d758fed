//! What the command says: text for people on standard error, what was asked for on standard output. Colours go
//! where they can be seen.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Colour, Voice, only};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report;
use crate::source::Source;

/// How often the sign of work turns.
const TURN: Duration = Duration::from_millis(100);

impl Voice {
    /// Sets for the whole program whether colours are used.
    pub(super) fn set_colours(self) {
        let choice = match self.color {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }

    /// Says what is no error.
    pub(super) fn say(self, text: &str) {
        if !self.is_terse() {
            write_error(text);
        }
    }

    /// Says an error, which is said however little else is.
    pub(super) fn say_error(self, text: &str) {
        write_error(text);
    }

    /// Whether only errors are said.
    pub(super) fn is_terse(self) -> bool {
        self.quiet || self.json
    }

    /// Says a diagnostic that is about no description.
    pub(super) fn say_diagnostic(self, diagnostic: &Diagnostic) {
        if diagnostic.code.severity() == Severity::Error || !self.is_terse() {
            let source = Source::new("", Vec::new());
            self.say_error(&report::text(&source, &only(diagnostic), true));
        }
    }

    /// A sign on a terminal that work goes on, until it is dropped.
    pub(super) fn working(self, on: &str) -> Working {
        let is_shown = !self.is_terse() && std::io::stderr().is_terminal();
        let bar = is_shown.then(ProgressBar::new_spinner);
        if let Some(bar) = &bar {
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.set_message(on.to_owned());
            bar.enable_steady_tick(TURN);
        }
        Working(bar)
    }
}

/// A sign of work.
pub(super) struct Working(Option<ProgressBar>);

impl Drop for Working {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Writes to standard error. A closed standard error does not stop the run.
fn write_error(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes what was asked for to standard output.
pub(super) fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// A line of a diff in the colour of what it does.
pub(super) fn diff_line(line: &str) -> String {
    let colour = match line.as_bytes().first() {
        Some(b'+') => AnsiColor::Green,
        Some(b'-') => AnsiColor::Red,
        Some(b'@') => AnsiColor::Cyan,
        _ => return format!("{line}\n"),
    };
    let style = Style::new().fg_color(Some(colour.into()));
    format!("{style}{line}{style:#}\n")
}
