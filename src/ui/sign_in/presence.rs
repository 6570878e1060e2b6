//! Who works at the store, and who has signed in at this window.

use crate::desk::pages::sign_in::{SignInPage, SignInUser, page};
use crate::desk::worker::Office;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, sign_in as words};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::loadable::Loadable;
use crate::ui::sign_in::LockAfter;

/// Who is there.
#[derive(Debug)]
pub struct Presence {
    people: Loadable<u64, SignInPage>,
    /// Who has signed in at this window; none: nobody, which may be all right.
    pub signed_in: Option<String>,
    pub lock_after: LockAfter,
}

impl Presence {
    pub fn new(lock_after: LockAfter) -> Self {
        Self { people: Loadable::default(), signed_in: None, lock_after }
    }

    /// Reads anew who works at the store, where something has changed.
    pub fn logic(&mut self, office: &Office) {
        self.people.keep(office, office.revision(), |db, _, _| page(db));
    }

    /// Who works at the store, once it is known.
    pub fn people(&self) -> Option<&SignInPage> {
        self.people.value()
    }

    /// Why it is not known, where it cannot be.
    pub fn failed(&self) -> Option<&Refusal> {
        self.people.failed().filter(|_| self.people().is_none())
    }

    /// The user of this name.
    pub fn user(&self, name: &str) -> Option<&SignInUser> {
        self.people()?.users.iter().find(|user| user.name == name)
    }

    /// Whether whoever has signed in here was disabled since.
    pub fn is_turned_away(&self) -> bool {
        let here = self.signed_in.as_deref().and_then(|name| self.user(name));
        here.is_some_and(|user| user.disabled_at.is_some())
    }

    /// Whether nothing is to be seen before somebody has signed in; also while it is not known.
    pub fn is_barred(&self) -> bool {
        self.signed_in.is_none() && self.people().is_none_or(|people| people.is_required)
    }

    /// What whoever is here can do about who is here, and about the program.
    pub fn commands(&self, lang: Lang) -> [Offered; 5] {
        let barred = || self.signed_in.is_none().then(|| words::NO_SIGN_IN.get(lang).to_owned());
        [
            UserCommand::UserMenu.now(),
            UserCommand::SwitchUser.unless(barred()),
            UserCommand::LockWindow.unless(barred()),
            UserCommand::ChangePassword.now(),
            UserCommand::About.now(),
        ]
    }
}
