//! Typed indices: an [`Arena`] owns values, an [`Id`] names one of them, and a [`SideTable`] holds
//! what a later stage knows about each. Ids are only ever made by the arena that they index.

mod component;

pub use component::Components;

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The name of one value of an [`Arena<T>`].
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// The position of the value in its arena.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Values in the order in which they were added; none is ever removed for good.
#[derive(Clone)]
pub struct Arena<T> {
    values: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { values: Vec::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Arena<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T> Arena<T> {
    /// Adds a value and returns its name.
    pub fn push(&mut self, value: T) -> Id<T> {
        let id = Id::new(self.values.len());
        self.values.push(value);
        id
    }

    /// Takes back every value after the first `count`, to add them anew. Their names are those of the new ones.
    pub fn take_back(&mut self, count: usize) {
        self.values.truncate(count);
    }

    /// Every value with its name, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.values.iter().enumerate().map(|(index, value)| (Id::new(index), value))
    }

    /// The names of all values.
    pub fn ids(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        (0..self.values.len()).map(Id::new)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// The value of an id, which the arena itself made.
impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    #[expect(
        clippy::indexing_slicing,
        reason = "only its arena makes an id, and no value is removed"
    )]
    fn index(&self, id: Id<T>) -> &T {
        &self.values[id.index()]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    #[expect(
        clippy::indexing_slicing,
        reason = "only its arena makes an id, and no value is removed"
    )]
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.values[id.index()]
    }
}

/// One `V` for every value of an [`Arena<T>`].
pub struct SideTable<T, V> {
    values: Vec<V>,
    of: PhantomData<fn() -> T>,
}

impl<T, V> SideTable<T, V> {
    /// A table that holds the result of `make` for each value of `arena`.
    pub fn new(arena: &Arena<T>, make: impl FnMut(Id<T>) -> V) -> Self {
        Self { values: arena.ids().map(make).collect(), of: PhantomData }
    }
}

/// What is known of a value of the arena that the table was made for.
impl<T, V> Index<Id<T>> for SideTable<T, V> {
    type Output = V;

    #[expect(clippy::indexing_slicing, reason = "the table has a row for every id of its arena")]
    fn index(&self, id: Id<T>) -> &V {
        &self.values[id.index()]
    }
}

impl<T, V> IndexMut<Id<T>> for SideTable<T, V> {
    #[expect(clippy::indexing_slicing, reason = "the table has a row for every id of its arena")]
    fn index_mut(&mut self, id: Id<T>) -> &mut V {
        &mut self.values[id.index()]
    }
}
