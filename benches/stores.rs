//! Makes the store of a size, if it is not there yet, and says where it is, for programs that are measured from outside.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

fn main() {
    println!("{}", support::Store::generated().path.display());
}
