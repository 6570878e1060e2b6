//! Tables as other programs write them, through the command line: each file of `data/import-world` on a store of its
//! own, and what must come of it (RULES.md, section 10). Beside each stands a neighbour of the same kind.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails it by panicking"
)]

mod process;

#[path = "import_world/amounts.rs"]
mod amounts;
#[path = "import_world/days.rs"]
mod days;
#[path = "import_world/neighbours.rs"]
mod neighbours;
#[path = "import_world/sheets.rs"]
mod sheets;
#[path = "import_world/states.rs"]
mod states;
#[path = "import_world/texts.rs"]
mod texts;
#[path = "import_world/world.rs"]
mod world;
