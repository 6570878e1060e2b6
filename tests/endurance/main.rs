//! What a desk goes through in years: it is killed, its disk fails or is full, the power goes, several write at once, and
//! files come in that are made to do harm. Each test tries as much as takes some seconds, and says how much that was:
//!
//!     cargo test --test endurance -- --nocapture
//!     ENDURANCE=100 cargo test --test endurance -- --nocapture        # a hundred times as much
//!     ENDURANCE_SEED=7 cargo test --test endurance kills              # another course of things, and the same each time
//!
//! The program is a process like everybody's. Disks that fail and powers that go need Linux on x86-64 and a C compiler
//! (`disk.c`); elsewhere these tests say that they were not run.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "../common"]
mod common {
    pub mod chance;
    #[allow(dead_code, reason = "each test program uses a part of this")]
    pub mod lines;
    #[allow(dead_code, reason = "each test program uses a part of this")]
    pub mod place;
    #[allow(dead_code, reason = "each test program uses a part of this")]
    pub mod process;
    pub mod scans;
}

mod disk;
mod errand;
mod faults;
mod hostile;
mod kills;
mod power;
mod races;
mod scene;
mod story;

use common::chance::Chance;

/// How often something is tried that the short run tries so often.
fn times(short: usize) -> usize {
    let factor = std::env::var("ENDURANCE").ok().map(|factor| factor.parse().expect("a number"));
    short * factor.unwrap_or(1)
}

/// The course of things of a test.
fn chance(test: u64) -> Chance {
    Chance::new(seed() * 1_000 + test)
}

fn seed() -> u64 {
    std::env::var("ENDURANCE_SEED").ok().map_or(1, |seed| seed.parse().expect("a number"))
}
