//! The automation interface as a process, line by line, as AUTOMATION.md promises it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod process;

#[path = "contract/answers.rs"]
mod answers;
#[path = "contract/clock.rs"]
mod clock;
#[path = "contract/fields.rs"]
mod fields;
#[path = "contract/odd.rs"]
mod odd;
#[path = "contract/people.rs"]
mod people;
#[path = "contract/policies.rs"]
mod policies;
#[path = "contract/rules.rs"]
mod rules;
#[path = "common/scans.rs"]
mod scans;
#[path = "contract/scene.rs"]
mod scene;
#[path = "contract/twice.rs"]
mod twice;
#[path = "contract/zones.rs"]
mod zones;
