//! A call → its rounds on both sides, which take turns.

use super::Arguments;
use super::call::{Call, Side};
use super::process::{Process, Server};
use super::side::Round;
use crate::runner::number;

/// How often each side has its turn. A quarter of them is a quarter of the calls, after which the memory is
/// looked at.
const ROUNDS: usize = 8;

/// What was measured of a call.
pub struct Row {
    pub call: Call,
    /// How many calls each side made.
    pub calls: usize,
    pub generated: Measured,
    pub by_hand: Measured,
}

/// What was measured of one side.
pub struct Measured {
    /// The median of the rounds.
    pub calls_per_second: f64,
    pub p50_microseconds: u32,
    pub p99_microseconds: u32,
    pub peak_kib: u64,
    /// After each quarter of the calls.
    pub resident_kib: Vec<u64>,
    /// Calls that failed, and requests beyond one for each call.
    pub errors: usize,
}

impl Row {
    /// Whether no call failed.
    pub fn is_well(&self) -> bool {
        self.generated.errors == 0 && self.by_hand.errors == 0
    }
}

/// Measures a call.
pub fn of(call: Call, arguments: &Arguments, server: &mut Server) -> Result<Row, String> {
    let each = (call.share_of(arguments.calls) / ROUNDS).max(1);
    let mut generated = Turns::start(Side::Generated, call, each, arguments, server)?;
    let mut by_hand = Turns::start(Side::ByHand, call, each, arguments, server)?;
    for _ in 0..ROUNDS {
        generated.take(each, server)?;
        by_hand.take(each, server)?;
    }
    let calls = each * ROUNDS;
    Ok(Row { call, calls, generated: generated.measured(), by_hand: by_hand.measured() })
}

/// One side, and its rounds up to now.
struct Turns {
    process: Process,
    rounds: Vec<(f64, Round)>,
    errors: usize,
}

impl Turns {
    /// Starts a side, and opens its connections.
    fn start(
        side: Side,
        call: Call,
        each: usize,
        arguments: &Arguments,
        server: &mut Server,
    ) -> Result<Self, String> {
        let (in_flight, calls) = (arguments.in_flight, each * ROUNDS);
        let (side, call) = (name(side), name(call));
        let process = Process::start(&[&"side", &side, &call, &server.url(), &calls, &in_flight])?;
        let mut turns = Self { process, rounds: Vec::new(), errors: 0 };
        turns.take(in_flight, server)?;
        // These were for warming up. What failed of them has failed all the same.
        turns.rounds.clear();
        Ok(turns)
    }

    /// Makes calls.
    fn take(&mut self, calls: usize, server: &mut Server) -> Result<(), String> {
        server.requests()?;
        let round: Round = self.process.ask(calls)?;
        let requests = server.requests()?;
        self.errors += round.errors + requests.saturating_sub(calls);
        if let Some(error) = &round.first_error {
            eprintln!("a call failed: {error}");
        }
        self.rounds.push((number(calls) / round.seconds, round));
        Ok(())
    }

    fn measured(self) -> Measured {
        let last = self.rounds.last().map(|(_, round)| round);
        let mut speeds: Vec<f64> = self.rounds.iter().map(|(speed, _)| *speed).collect();
        let quarters = self.rounds.chunks(ROUNDS / 4).filter_map(<[_]>::last);
        Measured {
            calls_per_second: median(&mut speeds),
            p50_microseconds: last.map_or(0, |round| round.p50),
            p99_microseconds: last.map_or(0, |round| round.p99),
            peak_kib: last.map_or(0, |round| round.peak_kib),
            resident_kib: quarters.map(|(_, round)| round.resident_kib).collect(),
            errors: self.errors,
        }
    }
}

/// The name of a value on the command line.
pub fn name(value: impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    let middle = |index: usize| numbers.get(index).copied().unwrap_or(f64::NAN);
    f64::midpoint(middle(numbers.len().saturating_sub(1) / 2), middle(numbers.len() / 2))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert!((median(&mut [3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&mut [4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
    }
}
