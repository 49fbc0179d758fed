//! A graph whose nodes are the values of an arena → its strongly connected components: the largest
//! groups in which every value reaches every other. An edge from a value to its own component lies on
//! a cycle, and any other edge does not.

use super::{Arena, Id, SideTable};

/// The strongly connected components of a graph. A value that is on no cycle is a component alone.
pub struct Components<T> {
    groups: Vec<Vec<Id<T>>>,
    group_of: SideTable<T, Option<usize>>,
}

impl<T> Components<T> {
    /// The components of the graph in which an edge leads from each value of `arena` to each of its
    /// `successors` (Kosaraju's algorithm, with stacks of its own instead of recursion).
    pub fn new(arena: &Arena<T>, successors: impl Fn(&T) -> Vec<Id<T>>) -> Self {
        let forward = SideTable::new(arena, |id| successors(&arena[id]));
        let mut backward = SideTable::new(arena, |_| Vec::new());
        for source in arena.ids() {
            for target in &forward[source] {
                backward[*target].push(source);
            }
        }
        let mut groups = Vec::new();
        let mut group_of = SideTable::new(arena, |_| None);
        for root in postorder(arena, &forward).into_iter().rev() {
            let mut group = Vec::new();
            let mut stack = vec![root];
            while let Some(id) = stack.pop() {
                if group_of[id].is_none() {
                    group_of[id] = Some(groups.len());
                    group.push(id);
                    stack.extend(&backward[id]);
                }
            }
            if !group.is_empty() {
                groups.push(group);
            }
        }
        Self { groups, group_of }
    }

    /// Every component, each before those that an edge leads to from it.
    pub fn groups(&self) -> impl DoubleEndedIterator<Item = &[Id<T>]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// Whether two values are of one component.
    pub fn are_together(&self, one: Id<T>, other: Id<T>) -> bool {
        self.group_of[one] == self.group_of[other]
    }
}

/// The values in the order in which a depth-first walk leaves them.
fn postorder<T>(arena: &Arena<T>, successors: &SideTable<T, Vec<Id<T>>>) -> Vec<Id<T>> {
    enum Visit<T> {
        Enter(Id<T>),
        Leave(Id<T>),
    }
    let mut order = Vec::new();
    let mut is_entered = SideTable::new(arena, |_| false);
    let mut stack: Vec<Visit<T>> = arena.ids().map(Visit::Enter).collect();
    while let Some(visit) = stack.pop() {
        match visit {
            Visit::Leave(id) => order.push(id),
            Visit::Enter(id) if is_entered[id] => {}
            Visit::Enter(id) => {
                is_entered[id] = true;
                stack.push(Visit::Leave(id));
                stack.extend(successors[id].iter().map(|next| Visit::Enter(*next)));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Arena, Components, Id};

    /// A graph of as many nodes as there are lists, each with the positions of its successors.
    fn components(edges: &[&[usize]]) -> Vec<Vec<usize>> {
        let mut arena: Arena<Vec<usize>> = Arena::default();
        for successors in edges {
            arena.push(successors.to_vec());
        }
        let ids: Vec<Id<Vec<usize>>> = arena.ids().collect();
        let components = Components::new(&arena, |node| node.iter().map(|at| ids[*at]).collect());
        let sorted = |group: &[Id<Vec<usize>>]| {
            let mut group: Vec<usize> = group.iter().map(|id| id.index()).collect();
            group.sort_unstable();
            group
        };
        components.groups().map(sorted).collect()
    }

    #[test]
    fn a_group_stands_before_those_that_it_leads_to() {
        assert_eq!(components(&[&[], &[2], &[1, 0]]), [vec![1, 2], vec![0]]);
        assert_eq!(components(&[&[1], &[2], &[]]), [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn cycles_with_a_common_node_are_one_component() {
        assert_eq!(components(&[&[1], &[0, 2], &[1]]), [vec![0, 1, 2]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let next: Vec<Vec<usize>> = (1..=100_000).map(|at| vec![at % 100_000]).collect();
        let edges: Vec<&[usize]> = next.iter().map(Vec::as_slice).collect();
        assert_eq!(components(&edges).len(), 1);
    }
}
