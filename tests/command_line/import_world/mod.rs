//! Tables as other programs write them, through the command line: each file of `data/import-world` on a store of its
//! own, and what must come of it (RULES.md, section 10). Beside each stands a neighbour of the same kind.

mod amounts;
mod days;
mod neighbours;
mod sheets;
mod states;
mod texts;
mod world;
