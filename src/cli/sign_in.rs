//! Signing in on the command line: `--as NAME`, with the password from a file, the environment or the terminal. It is
//! never an argument, which others on the machine can read.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::UNREADABLE;
use super::args::Task;
use super::session::Session;
use crate::desk::Open;
use crate::desk::backup::password::VARIABLE as BACKUP_VARIABLE;
use crate::desk::server::is_server;
use crate::desk::sign_in::{RecoveryCode, TurnedAway, is_required};
use crate::domain::password::Password;
use crate::domain::refusal::{FieldError, Refusal, StoreFault};
use crate::domain::sign_in::SignInFault;
use crate::i18n::{Text, cli as words};

/// The variable that holds the password where it is in no file: for a scheduler.
const VARIABLE: &str = "FAPIAO_DESK_PASSWORD";

/// Who is to sign in, and where the password is.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct SignIn {
    #[arg(long = "as", global = true, value_name = "NAME")]
    as_user: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Has whoever is named sign in before the subcommand begins, and goes on without only where the store does not require
/// it.
pub(super) fn before(session: &mut Session, task: &Task) -> Result<(), u8> {
    let is_without_store = matches!(task, Task::Verify(_)) && session.named_store().is_none();
    // It is refused there, whoever asks and whether the server answers or not.
    let is_refused = matches!(task, Task::Backup(_)) && session.named_store().is_some_and(is_server);
    if is_without_store || is_refused || needs_nobody(task) {
        return Ok(());
    }
    let missing = Refusal::SignInFailed { why: SignInFault::Required };
    let Some(name) = session.sign_in.as_user.clone() else {
        let Some(place) = session.store() else { return Ok(()) };
        return match is_required(&place) {
            Ok(true) => Err(session.fail(&missing)),
            // That there is none is said by the subcommand, as is what is wrong with a file.
            Ok(false) | Err(Refusal::Store { fault: StoreFault::Missing { .. } }) => Ok(()),
            // Where it is not known, nobody goes on: a server may answer in a moment.
            Err(refusal) if is_server(&place) => Err(session.fail(&refusal)),
            Err(_) => Ok(()),
        };
    };
    let password = password(session)?;
    let password = session.or_fail(password.ok_or(missing))?;
    let mut desk = session.open(Open::Existing)?;
    let signed_in = desk.sign_in(&name, &Password::typed(&password)).map_err(TurnedAway::after_waiting);
    session.or_fail(signed_in)?;
    session.seat = desk.seat();
    Ok(())
}

/// What needs nobody signed in, but for a seal that is held against no store: it opens no store that is there, says nothing of
/// what is in it, is done by the program itself, puts a backup in the place
/// of a store that may be damaged, or is how to get in again.
const fn needs_nobody(task: &Task) -> bool {
    matches!(
        task,
        Task::About
            | Task::Rules
            | Task::Demo(_)
            | Task::Recurring(_)
            | Task::Restore(_)
            | Task::Server(_)
            | Task::ResetPassword(_)
    )
}

#[derive(Debug, clap::Args)]
pub(super) struct ResetPassword {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "FILE")]
    recovery_code_file: Option<PathBuf>,
}

/// Has an admin who gives the recovery code set another password, which is read as one to sign in with is.
pub(super) fn reset_password(session: &Session, args: &ResetPassword) -> Result<(), u8> {
    let code = secret(session, args.recovery_code_file.as_deref(), None, words::RECOVERY_CODE)?;
    let wrong = Refusal::SignInFailed { why: SignInFault::WrongCode };
    let code = RecoveryCode::typed(&session.or_fail(code.ok_or(wrong))?);
    let password = password(session)?;
    let password = password.ok_or(Refusal::bad_field("password", FieldError::Missing));
    let password = session.or_fail(password.and_then(|text| {
        let wrong = |fault| Refusal::bad_field("password", FieldError::Password(fault));
        Password::try_from(text.as_str()).map_err(wrong)
    }))?;
    let mut desk = session.open(Open::Existing)?;
    let done = desk.recover(&args.name, &code, &password).map_err(TurnedAway::after_waiting);
    let name = session.or_fail(done)?.name;
    if session.json {
        session.answer_json(&serde_json::json!({ "name": name, "set": true }));
    } else {
        session.answer(&words::password_reset(session.lang, &name));
    }
    Ok(())
}

fn password(session: &Session) -> Result<Option<Zeroizing<String>>, u8> {
    let given = std::env::var(VARIABLE).ok().map(Zeroizing::new);
    secret(session, session.sign_in.password_file.as_deref(), given, words::USER_PASSWORD)
}

/// The password of a backup: from `--password-file`, unless somebody signs in with what is in there; from the environment;
/// or from the terminal.
pub(super) fn backup_password(session: &Session, prompt: Text) -> Result<Option<Zeroizing<String>>, u8> {
    let SignIn { as_user, password_file } = &session.sign_in;
    let file = password_file.as_deref().filter(|_| as_user.is_none());
    let given = std::env::var(BACKUP_VARIABLE).ok().map(Zeroizing::new);
    secret(session, file, given, prompt)
}

/// The same for a backup that is made: it may be chosen, and is typed twice.
pub(super) fn new_backup_password(session: &Session) -> Result<Password, u8> {
    let wrong = |fault| session.fail(&Refusal::bad_field("password", fault));
    let typed = backup_password(session, words::NEW_BACKUP_PASSWORD)?;
    let typed = typed.ok_or_else(|| wrong(FieldError::Missing))?;
    let is_typed = std::env::var(BACKUP_VARIABLE).is_err()
        && (session.sign_in.as_user.is_some() || session.sign_in.password_file.is_none());
    if is_typed {
        let again = rpassword::prompt_password(words::PASSWORD_AGAIN.get(session.lang));
        if again.map(Zeroizing::new).unwrap_or_default() != typed {
            session.say(words::PASSWORDS_DIFFER.get(session.lang));
            return Err(UNREADABLE);
        }
    }
    Password::try_from(typed.as_str()).map_err(|fault| wrong(FieldError::Password(fault)))
}

/// A secret from a file, or as it was given, or from the terminal; none where there is none of them. The end of its line
/// is no part of it, nor is a mark at its beginning.
fn secret(
    session: &Session,
    file: Option<&Path>,
    given: Option<Zeroizing<String>>,
    prompt: Text,
) -> Result<Option<Zeroizing<String>>, u8> {
    let text = match (file, given) {
        (Some(file), _) => {
            let read = fs::read_to_string(file).map_err(|error| {
                session.say(&words::cannot_read(session.lang, &file.display().to_string(), &error));
                UNREADABLE
            })?;
            Zeroizing::new(read)
        }
        (None, Some(given)) => given,
        (None, None) if io::stderr().is_terminal() => {
            Zeroizing::new(rpassword::prompt_password(prompt.get(session.lang)).unwrap_or_default())
        }
        (None, None) => return Ok(None),
    };
    // Some editors begin a file with a byte order mark.
    let line = text.trim_start_matches('\u{FEFF}').trim_end_matches(['\r', '\n']);
    Ok((!line.is_empty()).then(|| Zeroizing::new(line.to_owned())))
}
