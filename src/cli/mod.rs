//! The desk without a window: subcommands, a file each.
//!
//! Answers go to standard output, everything said to a person about them to standard error. A subcommand ends with 0
//! when all went well, 1 when something was refused, 2 when it could not begin.

mod args;
mod backup;
mod bulk_issue;
mod check;
mod demo;
mod draw_page;
mod export;
mod files;
mod help;
mod holidays;
mod import;
mod imports;
mod issued;
mod labels;
mod mail_password;
mod mirror;
mod recurring;
mod refusals;
mod register;
mod restore;
mod returned;
mod rules;
mod run;
mod send;
mod session;
mod sheet;
mod slip;
mod tax_codes;
mod tracking;

use std::ffi::OsString;
use std::process::ExitCode;

use self::args::Task;
pub use self::session::{Session, keep_machine_files};
use crate::i18n::cli as words;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Start {
    /// The window, at the store of this session.
    Window(Session),
    /// Nothing more: it was a subcommand, a question for help, or a mistake.
    Done(ExitCode),
}

/// Exit status: everything was carried out.
const ALL_WELL: u8 = 0;
/// Exit status: something was refused, or a law is broken.
const REFUSED: u8 = 1;
/// Exit status: it could not begin, or what it was given is not what it reads.
const UNREADABLE: u8 = 2;

/// Reads the arguments and carries out the subcommand, if there is one.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> Start {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(code) = draw_page::asked(&arguments) {
        return Start::Done(code);
    }
    let (session, task) = match args::parse(arguments) {
        Ok(parsed) => parsed,
        Err(code) => return Start::Done(code),
    };
    // Whoever ends with another status has said why.
    let done = match task {
        None => return Start::Window(session),
        Some(Task::Run(args)) => run::run(&session, &args),
        Some(Task::Import(args)) => import::import(&session, &args),
        Some(Task::Imports) => imports::imports(&session),
        Some(Task::UndoImport(args)) => imports::undo(&session, &args),
        Some(Task::Export(args)) => export::export(&session, &args),
        Some(Task::BulkIssue(args)) => bulk_issue::bulk_issue(&session, &args),
        Some(Task::Files(args)) => files::files(&session, &args),
        Some(Task::Mirror(args)) => mirror::mirror(&session, &args),
        Some(Task::Labels(args)) => labels::labels(&session, &args),
        Some(Task::Register(args)) => register::register(&session, &args),
        Some(Task::Sheet(args)) => sheet::sheet(&session, &args),
        Some(Task::Recurring(args)) => recurring::recurring(&session, &args),
        Some(Task::Send(args)) => send::send(&session, &args),
        Some(Task::Outbox) => send::list(&session),
        Some(Task::Receipt(args)) => send::receipt(&session, &args),
        Some(Task::MailPassword(args)) => mail_password::set(&session, &args),
        Some(Task::Rules) => rules::rules(&session),
        Some(Task::Check) => check::check(&session),
        Some(Task::Demo(args)) => demo::demo(&session, &args),
        Some(Task::Backup(args)) => backup::backup(&session, &args),
        Some(Task::Restore(args)) => restore::restore(&session, &args),
    };
    Start::Done(ExitCode::from(done.err().unwrap_or(ALL_WELL)))
}

/// Says that there is nowhere to open a window, and what can be done without one; answers the exit status.
pub fn without_window(session: &Session, reason: Option<&str>) -> ExitCode {
    session.say(&words::no_window(session.lang, reason));
    session.say(&help::subcommands(session.lang));
    ExitCode::from(UNREADABLE)
}

/// Says that the system knows no place for a store; answers the exit status.
pub fn without_store(session: &Session) -> ExitCode {
    session.say(words::NO_DATA_FOLDER.get(session.lang));
    ExitCode::from(UNREADABLE)
}
