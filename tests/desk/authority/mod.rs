//! Who may do what, when: every role, every command, every state. What is refused changes nothing.

mod applications;
mod corrections;
mod qualifications;
mod roles;
mod scene;
