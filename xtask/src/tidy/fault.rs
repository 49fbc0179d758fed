//! A fault: file, line, and what is wrong with the way out, printed as one line. Faults sort by file and
//! line.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl Fault {
    pub(super) fn new(file: &str, line: usize, what: String) -> Self {
        Self { file: file.to_owned(), line, what }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn faults_sort_by_line_as_a_number() {
        let mut faults =
            [Fault::new("a.rs", 10, "mend it".to_owned()), Fault::new("a.rs", 9, String::new())];
        faults.sort();
        assert_eq!(faults.map(|fault| fault.to_string()), ["a.rs:9: ", "a.rs:10: mend it"]);
    }
}
