//! The program as a terminal runs it.

use std::process::ExitCode;

fn main() -> ExitCode {
    fapiao_desk::program::run(std::env::args_os())
}
