//! A linear congruential generator: seeded, so that a failure can be repeated.

pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    pub fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.below(of.len()))
    }

    pub fn shuffled<T>(&mut self, mut rest: Vec<T>) -> Vec<T> {
        let mut shuffled = Vec::new();
        while !rest.is_empty() {
            shuffled.push(rest.remove(self.below(rest.len())));
        }
        shuffled
    }
}
