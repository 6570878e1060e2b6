//! Signing in at an office: the password is tried on a thread of its own, and a wrong one waits there for its answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::mail::Writing;
use super::{Office, Reply, aside};
use crate::desk::Desk;
use crate::desk::mail::send::Books;
use crate::desk::sign_in::{RecoveryCode, SignedIn, TurnedAway, verify};
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::store::engine::Db;

/// An answer of signing in.
pub type SigningIn<T> = Reply<Result<T, Refusal>>;

impl Office {
    /// Has somebody sign in at this desk: what is asked here from now on is asked as them. A wrong password is answered
    /// the later the more there were in a row. It is also how a locked window is opened again.
    ///
    /// # Errors
    /// `store`: the system has no threads left. The answer: `sign-in-failed`, `store`.
    pub fn sign_in(&self, name: String, password: Password) -> Result<SigningIn<SignedIn>, Refusal> {
        let path = self.path.clone();
        self.seat(move |writing| {
            let verified =
                Db::open_reader(&path).map_err(Into::into).and_then(|db| verify(&db, &name, &password));
            match verified {
                Ok(verified) => {
                    let signed_in = verified.signed_in().clone();
                    // Whoever is right waits for nothing that is being written.
                    writing.leave(move |desk| drop(desk.let_in(verified)));
                    Ok((signed_in.name.clone(), signed_in))
                }
                Err(refused) => {
                    let away = writing.at(move |desk| Ok(desk.turn_away(refused)))?;
                    Err(away.after_waiting())
                }
            }
        })
    }

    /// Begins a new store with sign-in, see [`Desk::begin_sign_in`].
    ///
    /// # Errors
    /// `store`: the system has no threads left. The answer: as there.
    pub fn begin_sign_in(&self, name: Line, password: Password) -> Result<SigningIn<RecoveryCode>, Refusal> {
        self.seat(move |writing| {
            writing.at(move |desk| {
                let code = desk.begin_sign_in(&name, &password)?;
                Ok((name_at(desk)?, code))
            })
        })
    }

    /// Has an admin who gives the recovery code set another password and signs them in.
    ///
    /// # Errors
    /// `store`: the system has no threads left. The answer: `sign-in-failed`, `bad-field`, `store`.
    pub fn recover(
        &self,
        name: String,
        code: RecoveryCode,
        password: Password,
    ) -> Result<SigningIn<SignedIn>, Refusal> {
        self.seat(move |writing| {
            let signed_in = writing.at(move |desk| Ok(desk.recover(&name, &code, &password)))?;
            let signed_in = signed_in.map_err(TurnedAway::after_waiting)?;
            Ok((signed_in.name.clone(), signed_in))
        })
    }

    /// Makes a recovery code for the admin at this desk.
    pub fn make_recovery_code(&self) -> SigningIn<RecoveryCode> {
        let by = self.chosen_user();
        self.attempt(move |desk| desk.make_recovery_code(by.as_deref()))
    }

    /// Has nobody at this desk any more, once what was sent before is done. A window that is only locked keeps its seat,
    /// so that what it is doing goes on, and shows nothing until [`sign_in`](Self::sign_in) has let its user in again.
    pub fn sign_out(&self) {
        drop(self.write(Desk::sign_out));
        self.choose_user(None);
    }

    /// Has `work` seat somebody, and knows their name before the answer is read.
    fn seat<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writing) -> Result<(String, T), Refusal> + Send + 'static,
    ) -> Result<SigningIn<T>, Refusal> {
        let mut writing = self.writing();
        let shared = Arc::clone(&self.shared);
        let reply = aside("desk-sign-in", Arc::clone(&self.wake), move || {
            let (name, answer) = work(&mut writing)?;
            shared.seat(Some(&name));
            shared.revision.fetch_add(1, Ordering::Release);
            Ok(answer)
        })?;
        Ok(reply.of_the_desk())
    }
}

fn name_at(desk: &Desk) -> Result<String, Refusal> {
    Ok(desk.who()?.map(|user| user.name).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;
    use crate::desk::Open;
    use crate::desk::commands::users::AddUser;
    use crate::desk::protocol::decode::decode;
    use crate::domain::refusal::checked;
    use crate::domain::role::Role;
    use crate::domain::sign_in::SignInFault;

    fn office(path: &Path) -> Office {
        Office::open(path, Open::OrCreate { sandbox: false }, Arc::new(|| {})).unwrap()
    }

    fn password(text: &str) -> Password {
        Password::try_from(text).unwrap()
    }

    fn signs_in(office: &Office, name: &str, text: &str) -> Result<SignedIn, Refusal> {
        office.sign_in(name.to_owned(), password(text)).unwrap().wait().unwrap()
    }

    fn add(office: &Office, name: &str) -> Result<(), Refusal> {
        let name = checked("name", name);
        office.command(name.map(|name| AddUser { name, roles: vec![Role::Clerk] })).wait().unwrap().map(drop)
    }

    /// A new store of a window, at which 赵丽华 is; 陈静 is a clerk with a password.
    fn begun(path: &Path) -> Office {
        let first = office(path);
        let name = Line::try_from("赵丽华").unwrap();
        first.begin_sign_in(name, password("雨后的山谷与竹林")).unwrap().wait().unwrap().unwrap();
        add(&first, "陈静").unwrap();
        let line = json!({"op": "set_password", "name": "陈静", "password": "竹林里的另一场雨"});
        let envelope = decode(line.as_object().cloned().unwrap()).unwrap();
        first.attempt(move |desk| desk.handle(&envelope)).wait().unwrap().unwrap();
        first
    }

    #[test]
    fn whoever_begins_a_store_is_at_its_desk_and_a_second_window_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let first = begun(&path);
        assert_eq!(first.chosen_user().as_deref(), Some("赵丽华"));
        let second = office(&path);
        let required = Refusal::SignInFailed { why: SignInFault::Required };
        assert_eq!((second.chosen_user(), add(&second, "刘洋")), (None, Err(required.clone())));
        let before = second.revision();
        let signed_in = signs_in(&second, "陈静", "竹林里的另一场雨").unwrap();
        assert!(signed_in.must_change && second.revision() > before);
        assert_eq!(second.chosen_user().as_deref(), Some("陈静"));
        assert_eq!(add(&second, "刘洋").unwrap_err().id(), "not-permitted");
        add(&first, "刘洋").unwrap();
        second.sign_out();
        assert_eq!((second.chosen_user(), add(&second, "周平")), (None, Err(required)));
        assert_eq!(first.chosen_user().as_deref(), Some("赵丽华"));
    }

    #[test]
    fn nobody_is_seated_by_a_wrong_password_and_whoever_was_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let first = begun(&folder.path().join("desk.sqlite"));
        let wrong = Refusal::SignInFailed { why: SignInFault::Wrong };
        assert_eq!(signs_in(&first, "陈静", "雨后的山谷与竹林"), Err(wrong));
        assert_eq!(first.chosen_user().as_deref(), Some("赵丽华"));
        add(&first, "刘洋").unwrap();
    }

    #[test]
    fn whoever_is_right_comes_in_while_the_desk_is_busy() {
        let folder = tempfile::tempdir().unwrap();
        let first = begun(&folder.path().join("desk.sqlite"));
        let (release, held) = std::sync::mpsc::channel::<()>();
        let busy = first.write(move |_| held.recv());
        assert_eq!(signs_in(&first, "陈静", "竹林里的另一场雨").unwrap().name, "陈静");
        release.send(()).unwrap();
        busy.wait().unwrap().unwrap();
        assert_eq!(add(&first, "刘洋").unwrap_err().id(), "not-permitted", "a clerk is there now");
    }

    #[test]
    fn a_user_who_is_chosen_and_has_not_signed_in_does_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let first = begun(&folder.path().join("desk.sqlite"));
        first.choose_user(Some("陈静"));
        assert_eq!(add(&first, "刘洋").unwrap_err().id(), "not-permitted");
    }

    #[test]
    fn an_admin_who_has_the_code_comes_in_with_another_password() {
        let folder = tempfile::tempdir().unwrap();
        let first = begun(&folder.path().join("desk.sqlite"));
        let code = first.make_recovery_code().wait().unwrap().unwrap();
        first.sign_out();
        let recovered = first.recover("赵丽华".to_owned(), code, password("另一个新的好密码")).unwrap();
        assert_eq!(recovered.wait().unwrap().unwrap().name, "赵丽华");
        assert_eq!(first.chosen_user().as_deref(), Some("赵丽华"));
        add(&first, "刘洋").unwrap();
    }
}
