//! Two runs → the numbers that became better or worse from the first to the second.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::metric::{self, Better, Metric};
use super::row::Run;

/// Times that differ by a smaller share count as equal: the machine is never quite idle.
const NOTABLE_SHARE: f64 = 0.3;

/// Times that differ by fewer milliseconds count as equal.
const NOTABLE_MS: f64 = 300.0;

/// Reads a file that `--json` has written.
pub fn read(file: &Path) -> Result<Run, String> {
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", file.display()))
}

/// What became better, what became worse, and the sums of the numbers that changed, as text.
pub fn compared(before: &Run, after: &Run) -> String {
    let known: BTreeMap<&str, _> = before.rows.iter().map(|row| (row.name.as_str(), row)).collect();
    let (mut better, mut worse) = (Vec::new(), Vec::new());
    let mut sums: Vec<(&str, f64, f64)> = Vec::new();
    let mut new = 0;
    for row in &after.rows {
        let Some(earlier) = known.get(row.name.as_str()) else {
            new += 1;
            continue;
        };
        let earlier = metric::of(earlier);
        for now in metric::of(row) {
            let Some(then) = earlier.iter().find(|then| then.name == now.name) else { continue };
            match sums.iter_mut().find(|sum| sum.0 == now.name) {
                Some(sum) => (sum.1, sum.2) = (sum.1 + then.value, sum.2 + now.value),
                None => sums.push((now.name, then.value, now.value)),
            }
            let line = format!("  {:<34} {:<18} {}", row.name, now.name, change(then, &now));
            match improved(then, &now) {
                Some(true) => better.push(line),
                Some(false) => worse.push(line),
                None => {}
            }
        }
    }
    let mut text = String::new();
    for (title, lines) in [("better", &better), ("worse", &worse)] {
        let _ = writeln!(text, "{title} ({})", lines.len());
        lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    let _ = writeln!(text, "in all, {new} of them new");
    for (name, then, now) in sums.iter().filter(|(_, then, now)| then != now) {
        let _ = writeln!(text, "  {name:<53} {then:.0} -> {now:.0}");
    }
    text
}

fn change(then: &Metric, now: &Metric) -> String {
    format!("{:.0} -> {:.0}", then.value, now.value)
}

/// Whether a number became better; none if it is equal, or notably so.
fn improved(then: &Metric, now: &Metric) -> Option<bool> {
    let more = now.value - then.value;
    let notable = match now.better {
        Better::Faster => more.abs() > NOTABLE_MS && more.abs() > NOTABLE_SHARE * then.value,
        Better::More | Better::Less => more != 0.0,
    };
    notable.then_some((more > 0.0) == (now.better == Better::More))
}

#[cfg(test)]
mod tests {
    use super::compared;
    use crate::corpus::row::{Row, Run};
    use crate::runner::Compiled;

    fn run(errors: usize, ms: f64) -> Run {
        let check = Compiled {
            ran: true,
            ms,
            errors,
            warnings: 0,
            codes: Default::default(),
            said: Vec::new(),
            programs: Vec::new(),
        };
        let row = Row { name: "shop".to_owned(), check: Some(check), ..Row::default() };
        Run { version: 1, rows: vec![row] }
    }

    #[test]
    fn less_errors_are_better_and_more_are_worse() {
        let text = compared(&run(3, 0.0), &run(1, 0.0));
        assert!(text.contains("better (1)") && text.contains("worse (0)"), "{text}");
        assert!(text.contains("check errors       3 -> 1"), "{text}");
        let text = compared(&run(1, 0.0), &run(3, 0.0));
        assert!(text.contains("better (0)") && text.contains("worse (1)"), "{text}");
    }

    #[test]
    fn a_time_must_differ_notably() {
        let text = compared(&run(0, 2000.0), &run(0, 2400.0));
        assert!(text.contains("better (0)") && text.contains("worse (0)"), "{text}");
        let text = compared(&run(0, 2000.0), &run(0, 1000.0));
        assert!(text.contains("better (1)") && text.contains("worse (0)"), "{text}");
    }

    #[test]
    fn what_was_not_measured_before_is_neither() {
        let text = compared(&Run::default(), &run(3, 0.0));
        assert!(text.contains("better (0)\nworse (0)\nin all, 1 of them new"), "{text}");
    }
}
