//! A table of ARCHITECTURE.md → its rows. The first cell holds a name, the second a list of names, each in
//! backticks; `nothing` is an empty list.

use super::ARCHITECTURE;
use super::fault::Fault;

/// A row of a table.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) allowed: Vec<String>,
    pub(super) line: usize,
}

/// The rows of the table with this header, and their faults.
pub(super) fn rows(text: &str, header: [&str; 2]) -> (Vec<Row>, Vec<Fault>) {
    let wanted = format!("| {} |", header.join(" | "));
    let mut lines = (1..).zip(text.lines().map(str::trim));
    if !lines.any(|(_, line)| line == wanted) {
        let what = format!("there is no table `{wanted}`; add it with a row for each");
        return (Vec::new(), vec![Fault::new(ARCHITECTURE, 1, what)]);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut faults = Vec::new();
    for (line, text) in lines.skip(1).take_while(|(_, line)| line.starts_with('|')) {
        match row(text, line) {
            Some(row) if rows.iter().any(|other| other.name == row.name) => {
                let what = format!("`{}` has a row already; make one of both", row.name);
                faults.push(Fault::new(ARCHITECTURE, line, what));
            }
            Some(row) => rows.push(row),
            None => {
                let what = "cannot be read as a row; write | `one` | `these`, `those` |";
                faults.push(Fault::new(ARCHITECTURE, line, what.to_owned()));
            }
        }
    }
    (rows, faults)
}

fn row(text: &str, line: usize) -> Option<Row> {
    let (first, second) = text.strip_prefix('|')?.strip_suffix('|')?.split_once('|')?;
    let name = name(first)?;
    let allowed = match second.trim() {
        "nothing" => Vec::new(),
        names => names.split(',').map(self::name).collect::<Option<_>>()?,
    };
    Some(Row { name, allowed, line })
}

fn name(cell: &str) -> Option<String> {
    let name = cell.trim().strip_prefix('`')?.strip_suffix('`')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':');
    (!name.is_empty() && name.chars().all(is_name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Row, rows};

    const TABLE: &str = "text\n\n| room | may use |\n|---|---|\n";

    fn read(more: &str) -> (Vec<Row>, Vec<String>) {
        let (rows, faults) = rows(&format!("{TABLE}{more}"), ["room", "may use"]);
        (rows, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rows_are_read_until_the_table_ends() {
        let row = |name: &str, allowed: &[&str], line| Row {
            name: name.to_owned(),
            allowed: allowed.iter().map(|&name| name.to_owned()).collect(),
            line,
        };
        let (rows, faults) = read("| `a` | `b`, `std::fs` |\n| `b` | nothing |\n\n| `c` | `a` |\n");
        assert_eq!(rows, [row("a", &["b", "std::fs"], 5), row("b", &[], 6)]);
        assert!(faults.is_empty());
    }

    #[test]
    fn a_missing_table_is_a_fault() {
        let (rows, faults) = rows("# No table\n", ["room", "may use"]);
        assert!(rows.is_empty());
        assert!(faults.iter().any(|fault| fault.to_string().contains("| room | may use |")));
    }

    #[test]
    fn what_is_no_row_is_a_fault() {
        for text in ["| a | `b` |", "| `a` | |", "| `a` | `b` and `c` |", "| `a` |"] {
            let faults = read(text).1;
            assert_eq!(
                faults,
                ["ARCHITECTURE.md:5: cannot be read as a row; write | `one` | `these`, `those` |"]
            );
        }
    }

    #[test]
    fn a_second_row_of_a_name_is_a_fault() {
        let (rows, faults) = read("| `a` | `b` |\n| `a` | `c` |");
        assert_eq!(rows.len(), 1);
        assert_eq!(faults, ["ARCHITECTURE.md:6: `a` has a row already; make one of both"]);
    }
}
