//! Who may do what, when: every role, every command, every state. What is refused changes nothing.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

mod applications;
mod corrections;
mod qualifications;
mod roles;
mod scene;
