//! The program as the start menu of Windows opens it: without a console.

#![windows_subsystem = "windows"]

use std::process::ExitCode;

fn main() -> ExitCode {
    fapiao_desk::program::run_without_console(std::env::args_os().collect())
}
