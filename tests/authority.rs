//! Who may do what, when: every role, every command, every state. What is refused changes nothing.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "authority/applications.rs"]
mod applications;
mod common;
#[path = "authority/corrections.rs"]
mod corrections;
#[path = "authority/qualifications.rs"]
mod qualifications;
#[path = "authority/roles.rs"]
mod roles;
#[path = "authority/scene.rs"]
mod scene;
