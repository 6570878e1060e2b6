//! Arguments in, window or command out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::SUCCESS
}
