//! Measuring several ways of doing the same, in turns.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one sample takes at least: long beside what the clock and the scheduler add.
const SAMPLE: Duration = Duration::from_millis(4);

/// How often a way is run within a sample at most.
const MOST: u32 = 100_000;

/// What is measured: a function that gives a count, so that nobody can leave its work out.
pub type Work<'w> = Box<dyn Fn() -> usize + 'w>;

/// One way of doing something, and what was measured of it.
pub struct Way<'w> {
    /// What it is called.
    pub name: &'static str,
    work: Work<'w>,
    /// How often it is run within a sample.
    batch: u32,
    /// Nanoseconds of one run, a sample a round.
    samples: Vec<f64>,
}

impl std::fmt::Debug for Way<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Way")
            .field("name", &self.name)
            .field("samples", &self.samples)
            .finish_non_exhaustive()
    }
}

impl<'w> Way<'w> {
    /// A way that was not measured yet.
    #[must_use]
    pub fn new(name: &'static str, work: Work<'w>) -> Self {
        Self {
            name,
            work,
            batch: 0,
            samples: Vec::new(),
        }
    }

    /// Runs it once, and gives what it counts.
    pub fn run(&self) -> usize {
        black_box((self.work)())
    }

    /// How often it allocates in one run, and how many bytes.
    #[must_use]
    pub fn allocations(&self) -> (u64, u64) {
        let counted = allocation_counter::measure(|| {
            self.run();
        });
        (counted.count_total, counted.bytes_total)
    }

    /// Takes a sample; the first also finds out how many runs make one.
    pub fn sample(&mut self) {
        // Once for the caches, and for memory that the run before gave back to the system.
        self.run();
        if self.batch == 0 {
            self.batch = 1;
            let least = SAMPLE.as_secs_f64() * 1e9 / 2.0;
            while self.time(self.batch) * f64::from(self.batch) < least && self.batch < MOST {
                self.batch *= 2;
            }
        }
        let took = self.time(self.batch);
        self.samples.push(took);
    }

    fn time(&self, runs: u32) -> f64 {
        let before = waited();
        let start = Instant::now();
        for _ in 0..runs {
            self.run();
        }
        let took = start.elapsed();
        let took = took.saturating_sub(waited().saturating_sub(before));
        took.as_secs_f64() * 1e9 / f64::from(runs)
    }

    /// What its samples come to, in nanoseconds.
    #[must_use]
    pub fn measured(&self) -> Spread {
        Spread::of(self.samples.clone())
    }

    /// How many times as long it takes as another, round by round: what slows a whole round down falls out.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Spread {
        let pairs = self.samples.iter().zip(&other.samples);
        Spread::of(pairs.map(|(own, other)| own / other).collect())
    }
}

/// How long this thread was ready to run while others ran, as Linux tells; a run that is longer than a slice of the
/// scheduler's would seem slower than many short ones. Nothing where the system does not tell.
fn waited() -> Duration {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let waited = times.split_whitespace().nth(1);
    let nanoseconds = waited.and_then(|waited| waited.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// Measures ways for a number of rounds; each round begins with another one.
pub fn take_turns(ways: &mut [&mut Way<'_>], rounds: usize) {
    for round in 0..rounds {
        let first = round % ways.len().max(1);
        let (before, after) = ways.split_at_mut(first);
        for way in after.iter_mut().chain(before) {
            way.sample();
        }
    }
}

/// The middle of some numbers, and where the middle half of them lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// A quarter is below it.
    pub low: f64,
    /// Half is below it.
    pub median: f64,
    /// A quarter is above it.
    pub high: f64,
}

impl Spread {
    /// The spread of some numbers; not a number where there are none.
    #[must_use]
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |quarter: usize| {
            let last = samples.len().saturating_sub(1);
            samples.get(last * quarter / 4).copied().unwrap_or(f64::NAN)
        };
        Self {
            low: at(1),
            median: at(2),
            high: at(3),
        }
    }

    /// How wide the middle half is, in percent of the median.
    #[must_use]
    pub fn percent(self) -> f64 {
        (self.high - self.low) / self.median * 100.0
    }
}
