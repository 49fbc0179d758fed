//! Dependencies between files → the circles: the largest sets in which every file depends, perhaps
//! through others, on every other.

use std::collections::BTreeSet;

/// The circles of two files or more.
pub(super) fn of(files: usize, edges: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..files).map(|file| reached(file, edges)).collect();
    let reaches = |from: usize, to: usize| reached.get(from).is_some_and(|all| all.contains(&to));
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    let mut circles = Vec::new();
    for file in 0..files {
        let circle: BTreeSet<usize> = (file..files)
            .filter(|&other| other == file || reaches(file, other) && reaches(other, file))
            .collect();
        if circle.len() > 1 && !placed.contains(&file) {
            placed.extend(&circle);
            circles.push(circle);
        }
    }
    circles
}

/// The files that a file depends on, directly or through others.
fn reached(from: usize, edges: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(file) = waiting.pop() {
        for &(_, to) in edges.range((file, 0)..=(file, usize::MAX)) {
            if reached.insert(to) {
                waiting.push(to);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_files_that_reach_each_other_are_a_circle() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (5, 6), (6, 5), (7, 7)].into();
        assert_eq!(super::of(8, &edges), [[0, 1, 2].into(), [5, 6].into()]);
    }
}
