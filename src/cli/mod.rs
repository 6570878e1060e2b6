//! The desk without a window: subcommands, a file each.
//!
//! Answers go to standard output, everything said to a person about them to standard error. A subcommand ends with 0
//! when all went well, 1 when something was refused, 2 when it could not begin.

mod about;
mod args;
mod audit;
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
mod seal;
mod send;
mod server;
mod session;
mod sheet;
mod sign_in;
mod slip;
mod tax_codes;
mod tracking;
mod transfer;
mod upgraded;
mod user_folders;

use std::ffi::OsString;
use std::process::ExitCode;

use self::args::Task;
pub use self::session::{Session, keep_machine_files, keep_what_is_said, said};
use self::upgraded::Before;
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
    let (mut session, task) = match args::parse(arguments) {
        Ok(parsed) => parsed,
        Err(code) => return Start::Done(code),
    };
    let Some(task) = task else { return Start::Window(session) };
    let before = Before::of(&session);
    // Whoever ends with another status has said why.
    let done = sign_in::before(&mut session, &task).and_then(|()| carry_out(&session, task));
    before.tell(&session);
    Start::Done(ExitCode::from(done.err().unwrap_or(ALL_WELL)))
}

fn carry_out(session: &Session, task: Task) -> Result<(), u8> {
    match task {
        Task::Run(args) => run::run(session, &args),
        Task::Import(args) => import::import(session, &args),
        Task::Imports => imports::imports(session),
        Task::UndoImport(args) => imports::undo(session, &args),
        Task::Audit(args) => audit::audit(session, &args),
        Task::Export(args) => export::export(session, &args),
        Task::BulkIssue(args) => bulk_issue::bulk_issue(session, &args),
        Task::Files(args) => files::files(session, &args),
        Task::Mirror(args) => mirror::mirror(session, &args),
        Task::Labels(args) => labels::labels(session, &args),
        Task::Register(args) => register::register(session, &args),
        Task::Sheet(args) => sheet::sheet(session, &args),
        Task::Seal(args) => seal::seal(session, &args),
        Task::Verify(args) => seal::verify(session, &args),
        Task::Recurring(args) => recurring::recurring(session, &args),
        Task::Send(args) => send::send(session, &args),
        Task::Outbox => send::list(session),
        Task::Receipt(args) => send::receipt(session, &args),
        Task::MailPassword(args) => mail_password::set(session, &args),
        Task::Server(args) => server::server(session, &args),
        Task::Rules => rules::rules(session),
        Task::About => about::about(session),
        Task::Check => check::check(session),
        Task::Demo(args) => demo::demo(session, &args),
        Task::Backup(args) => backup::backup(session, &args),
        Task::Restore(args) => restore::restore(session, &args),
        Task::Move(args) => transfer::transfer(session, &args),
        Task::ResetPassword(args) => sign_in::reset_password(session, &args),
    }
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
