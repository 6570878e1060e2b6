//! The program, whichever of its files it was started by: arguments in, window or command out.

use std::any::Any;
use std::ffi::OsString;
use std::panic::catch_unwind;
use std::process::ExitCode;

use crate::cli::{self, Session, Start};
use crate::i18n::Lang;
use crate::i18n::shell::{APP, BROKE_OFF};
use crate::ui::{WindowOptions, open_window};

/// Opens the window, or does what the arguments ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    cli::keep_machine_files();
    match cli::start(arguments) {
        Start::Window(session) => window(&session),
        Start::Done(code) => code,
    }
}

/// The same without a console, as the start menu of Windows opens it. Nobody reads there what is said on the way out, so
/// that it is shown where it did not end well.
///
/// `fapiao-desk` itself is a program of the console on Windows, so that shells wait for it, pipes and `rpassword` work as
/// elsewhere, and its exit status counts. But started from the start menu such a program gets a console window of its own
/// before its first line runs.
pub fn run_without_console(arguments: Vec<OsString>) -> ExitCode {
    cli::keep_what_is_said();
    let (code, text) = match catch_unwind(|| run(arguments)) {
        Ok(code) => (code, cli::said()),
        Err(panic) => (ExitCode::FAILURE, broke_off(panic.as_ref())),
    };
    if code != ExitCode::SUCCESS && !text.is_empty() {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title(APP.get(Lang::default()))
            .set_description(text.trim())
            .show();
    }
    code
}

/// What is to be done where the program broke off, in both languages: which of them it would have gone on in is not known
/// any more. Below it, why.
fn broke_off(panic: &(dyn Any + Send)) -> String {
    let why = panic.downcast_ref::<&str>().copied();
    let why = why.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or_default();
    [BROKE_OFF.get(Lang::Zh), BROKE_OFF.get(Lang::En), why].join("\n\n")
}

fn window(session: &Session) -> ExitCode {
    if !has_display() {
        return cli::without_window(session, None);
    }
    let Some(store) = session.store() else { return cli::without_store(session) };
    let options = WindowOptions {
        store,
        sandbox: session.sandbox,
        lang: session.asked_lang,
        prefs: session.preferences(),
        data: session.data_folder(),
        home: session.own_store(),
        is_given: session.is_file_given(),
    };
    match open_window(options) {
        Ok(()) => ExitCode::SUCCESS,
        // winit speaks of its own source files here; what it means is that it found no display.
        Err(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)) => cli::without_window(session, None),
        Err(error) => cli::without_window(session, Some(&error.to_string())),
    }
}

/// Whether there may be a display. Without one the window library does not say so in words that help.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use std::any::Any;

    use super::broke_off;

    #[test]
    fn what_broke_off_is_told_in_both_languages_with_the_reason() {
        let expected: [&(dyn Any + Send); 2] = [&"no room", &"no room".to_owned()];
        for panic in expected {
            let said = broke_off(panic);
            for part in ["重新安装", "reinstall", "no room"] {
                assert!(said.contains(part), "{said}");
            }
        }
    }
}
