//! Arguments in, window or command out.

use std::process::ExitCode;

use fapiao_desk::cli::{self, Session, Start};
use fapiao_desk::ui::{WindowOptions, open_window};

fn main() -> ExitCode {
    cli::keep_machine_files();
    match cli::start(std::env::args_os()) {
        Start::Window(session) => window(&session),
        Start::Done(code) => code,
    }
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
