//! The arguments: what can be asked of the program. The words about them are in [`crate::i18n::cli::help`].

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Error, FromArgMatches, Parser, Subcommand};

use super::session::Session;
use super::sign_in::SignIn;
use super::{
    UNREADABLE, audit, backup, bulk_issue, demo, export, files, help, import, imports, labels, mail_password,
    mirror, recurring, register, restore, run, seal, send, server, sheet, sign_in, slip, transfer,
};
use crate::desk::server::{is_server, spelled};
use crate::i18n::Lang;

#[derive(Debug, Parser)]
#[command(name = "fapiao-desk", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "PATH")]
    store: Option<PathBuf>,
    #[arg(long, global = true)]
    sandbox: bool,
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
    wait: u64,
    #[arg(long, global = true, value_parser = one_of([("zh", Lang::Zh), ("en", Lang::En)]))]
    lang: Option<Lang>,
    #[arg(long, global = true)]
    json: bool,
    #[command(flatten)]
    sign_in: SignIn,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Run(run::Args),
    Import(import::Args),
    Imports,
    UndoImport(imports::Args),
    Export(export::Args),
    Audit(audit::Args),
    BulkIssue(bulk_issue::Args),
    Files(files::Args),
    Mirror(mirror::Args),
    Labels(labels::Args),
    Register(register::Args),
    Seal(seal::Args),
    Verify(seal::VerifyArgs),
    Sheet(sheet::Args),
    Recurring(recurring::Args),
    Send(send::Args),
    Outbox,
    Receipt(send::ReceiptArgs),
    MailPassword(mail_password::Args),
    Server(server::Args),
    About,
    Check,
    Rules,
    Demo(demo::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Move(transfer::Args),
    ResetPassword(sign_in::ResetPassword),
}

/// Reads the arguments, the program's own name first.
///
/// # Errors
/// With the exit status: they make no sense, which has been said, or help was asked for, which has been given.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Session, Option<Task>), ExitCode> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = lang_before_parsing(&arguments);
    // What is no file is a subcommand that there is not: the arguments are read again, without files.
    let matches =
        help::with_file(lang).try_get_matches_from(&arguments).or_else(|error| match error.kind() {
            ErrorKind::ValueValidation | ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {
                help::command(lang).try_get_matches_from(&arguments)
            }
            _ => Err(error),
        });
    let matches = matches.and_then(refuse_file_of_subcommand).and_then(refuse_two_stores);
    let file = matches.as_ref().ok().and_then(given_file);
    let parsed = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { store, sandbox, lang: asked, json, wait, sign_in, task, .. } =
        parsed.map_err(|error| {
            if error.use_stderr() {
                let session = Session::plain(lang);
                session.say(crate::i18n::cli::BAD_ARGUMENTS.get(lang));
                session.say(&slip::said(lang, &error));
                return ExitCode::from(UNREADABLE);
            }
            // A closed pipe is nobody's mistake.
            let _ = error.print();
            ExitCode::SUCCESS
        })?;
    let is_file_given = file.as_ref().is_some_and(|file| !is_server(file));
    let mut session = Session::new(None, sandbox, asked, json);
    // Whatever is said of a store from here on names a server in one spelling, and tells no password.
    let moved = match &task {
        Some(Task::Move(args)) => args.from.clone(),
        _ => None,
    };
    let store = moved.or(file).or(store).as_deref().map(spelled).transpose();
    session.given_store = store.map_err(|refusal| ExitCode::from(session.fail(&refusal)))?;
    session.is_file_given = is_file_given;
    session.wait = wait;
    session.sign_in = sign_in;
    Ok((session, task))
}

/// The file to open in the window.
pub(super) const FILE: &str = "file";

/// The argument that names it: a double click on a file gives its path. A word that is neither there nor looks like the
/// name of a file is none.
pub(super) fn file_argument() -> Arg {
    let is_file =
        |path: &PathBuf| path.extension().is_some() || path.components().count() > 1 || path.is_file();
    let read =
        PathBufValueParser::new().try_map(move |path| if is_file(&path) { Ok(path) } else { Err("no file") });
    Arg::new(FILE).value_name("FILE").value_parser(read).conflicts_with("store")
}

/// A subcommand names its store by `--store`: which of two files is meant is not guessed.
fn refuse_file_of_subcommand(matches: ArgMatches) -> Result<ArgMatches, Error> {
    match (given_file(&matches), matches.subcommand_name()) {
        (Some(file), Some(subcommand)) => {
            let mut error = Error::new(ErrorKind::ArgumentConflict);
            // What is no address is not told: there may be a password in it.
            let file = spelled(&file).unwrap_or_else(|_| PathBuf::from(FILE.to_uppercase()));
            let file = ContextValue::String(file.display().to_string());
            error.insert(ContextKind::InvalidArg, file);
            error.insert(ContextKind::PriorArg, ContextValue::String(subcommand.to_owned()));
            Err(error)
        }
        _ => Ok(matches),
    }
}

/// Refuses a store beside another that is to be moved; clap does not see that of one argument before the subcommand.
fn refuse_two_stores(matches: ArgMatches) -> Result<ArgMatches, Error> {
    let is_given = |matches: &ArgMatches, name| matches.try_contains_id(name).unwrap_or(false);
    let moved = matches.subcommand_matches("move");
    if !moved.is_some_and(|moved| is_given(moved, "from") && is_given(moved, "store")) {
        return Ok(matches);
    }
    let mut error = Error::new(ErrorKind::ArgumentConflict);
    error.insert(ContextKind::InvalidArg, ContextValue::String("--from".to_owned()));
    error.insert(ContextKind::PriorArg, ContextValue::String("--store".to_owned()));
    Err(error)
}

fn given_file(matches: &ArgMatches) -> Option<PathBuf> {
    matches.try_get_one::<PathBuf>(FILE).ok().flatten().cloned()
}

/// Reads an argument that is one of some words.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    words: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let words: Vec<(&str, T)> = words.into_iter().collect();
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(move |given| {
        let found = words.iter().find(|(word, _)| *word == given);
        found.map(|(_, meaning)| meaning.clone()).ok_or("none of the words")
    })
}

/// The language has to be known before the arguments are read: help and complaints about them are in it too.
fn lang_before_parsing(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let asked = words.find_map(|word| match word.strip_prefix("--lang") {
        Some("") => Some(String::new()),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let asked = match asked {
        Some(empty) if empty.is_empty() => words.next().map(String::from),
        other => other,
    };
    if asked.as_deref() == Some("en") { Lang::En } else { Lang::Zh }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(arguments: &[&str]) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        lang_before_parsing(&arguments)
    }

    #[test]
    fn the_language_of_help_is_the_one_asked_for_and_else_chinese() {
        assert_eq!(lang(&["fapiao-desk", "--lang", "en", "--help"]), Lang::En);
        assert_eq!(lang(&["fapiao-desk", "rules", "--lang=en"]), Lang::En);
        assert_eq!(lang(&["fapiao-desk", "--lang", "zh"]), Lang::Zh);
        assert_eq!(lang(&["fapiao-desk", "--language", "en"]), Lang::Zh);
        assert_eq!(lang(&["fapiao-desk"]), Lang::Zh);
        assert_eq!(lang(&["fapiao-desk", "--lang"]), Lang::Zh);
    }
}
