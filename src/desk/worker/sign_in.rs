//! Signing in at an office: the password is tried on a thread of its own, and a wrong one waits there for its answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::mail::Writing;
use super::{Office, Reply, aside, stopped};
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
            let signed_in = writing.at(move |desk| Ok(desk.let_in(verified)))?;
            let signed_in = signed_in.map_err(TurnedAway::after_waiting)?;
            Ok((signed_in.name.clone(), signed_in))
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
        Ok(Reply { stopped: Some(stopped), ..reply })
    }
}

fn name_at(desk: &Desk) -> Result<String, Refusal> {
    Ok(desk.who()?.map(|user| user.name).unwrap_or_default())
}
