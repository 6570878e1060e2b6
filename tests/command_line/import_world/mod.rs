//! Tables as other programs write them, through the command line: each file of `data/import-world` on a store of its
//! own, and what must come of it (RULES.md, section 10). Beside each stands a neighbour of the same kind.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails it by panicking"
)]

mod amounts;
mod days;
mod neighbours;
mod sheets;
mod states;
mod texts;
mod world;
