//! The store: what it opens and what it refuses, what the schema itself keeps, and that a command happens whole or
//! not at all.

mod atomic;
mod discard;
mod files;
mod guards;
mod keeps;
mod many;
mod moved;
mod offsets;
mod policies;
mod server;
mod versions;
mod world;
