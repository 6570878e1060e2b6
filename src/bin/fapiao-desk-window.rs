//! The program as the start menu of Windows opens it: without a console.

#![windows_subsystem = "windows"]

use std::process::ExitCode;

use fapiao_desk::ui::run_without_console;

fn main() -> ExitCode {
    run_without_console(std::env::args_os().skip(1))
}
