//! Delivery by e-mail. What goes to whom is composed and put into the outbox in one transaction; then each message is
//! handed to the server, on whatever thread asks, with short transactions before and after and none while the network is
//! waited for: `compose`, `queue`, `send`. What a stopped program left on its way is put right when the store is next
//! opened: `steps`.

pub mod compose;
pub mod outbox;
pub mod password;
pub mod queue;
pub mod receipt;
pub mod send;
pub(in crate::desk) mod steps;
mod turn;
