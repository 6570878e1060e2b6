//! The program without a console: what the start menu of Windows opens.
//!
//! `fapiao-desk` is a program of the console there, so that shells wait for it, pipes and `rpassword` work as elsewhere,
//! and its exit status counts. But started from the start menu, such a program gets a console window of its own before
//! its first line runs. So the menu and files open one without a console, which starts the other one out of sight.

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitCode, Stdio};

use crate::i18n::Lang;
use crate::i18n::shell::APP;

/// Starts the program beside this one with these arguments and waits for its end. What it said on its way out, if that was
/// not well, is shown, since nobody sees it otherwise.
pub fn run_without_console(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let said = match run(arguments) {
        Ok((true, _)) => return ExitCode::SUCCESS,
        Ok((false, said)) => said,
        Err(error) => error.to_string(),
    };
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(APP.get(Lang::default()))
        .set_description(said.trim())
        .show();
    ExitCode::FAILURE
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> io::Result<(bool, String)> {
    let beside = std::env::current_exe()?;
    let mut command =
        Command::new(beside.with_file_name(format!("fapiao-desk{}", std::env::consts::EXE_SUFFIX)));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
    }
    let ended = command.output()?;
    Ok((ended.status.success(), String::from_utf8_lossy(&ended.stderr).into_owned()))
}
