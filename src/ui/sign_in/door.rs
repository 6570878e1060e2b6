//! The page on which somebody signs in, also where the window was locked: nothing of the desk is drawn beside it.

mod view;

use egui::Context;
use zeroize::Zeroizing;

use super::own_password::set_password;
use super::{CodePage, NewPassword};
use crate::desk::pages::sign_in::SignInUser;
use crate::desk::sign_in::{RecoveryCode, SignedIn};
use crate::domain::password::Password;
use crate::domain::pinyin::sounds_like;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;

#[derive(Debug)]
pub struct Door {
    /// Who was at the window before; none: nobody yet.
    before: Option<String>,
    /// Whether another user loses something of theirs by signing in.
    loses: bool,
    /// What is looked for among the users, and the one that is chosen.
    text: String,
    chosen: Option<String>,
    /// Another user than the one before is to be chosen first.
    wants_other: bool,
    step: Step,
    wants_focus: bool,
}

#[derive(Debug)]
enum Step {
    Password(AskPassword),
    /// The password was set by somebody else.
    Change(Change),
    Recover(Box<Recover>),
    /// The recovery code was used: another takes its place.
    MakeCode(Sending<RecoveryCode>, SignedIn),
    Code(Box<CodePage>, SignedIn),
    In(SignedIn),
}

#[derive(Default)]
struct AskPassword {
    typed: Zeroizing<String>,
    signing_in: Sending<SignedIn>,
    /// How often it was wrong here.
    wrong: u32,
}

impl std::fmt::Debug for AskPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskPassword")
    }
}

#[derive(Debug)]
struct Change {
    signed_in: SignedIn,
    new: NewPassword,
    tried: bool,
    setting: Sending,
}

#[derive(Debug, Default)]
struct Recover {
    code: String,
    new: NewPassword,
    tried: bool,
    recovering: Sending<SignedIn>,
}

/// What has come of it.
#[derive(Debug)]
pub enum Passed {
    /// The password of the user of this name is right; something else is to be done first, or not.
    Seated(String),
    In(SignedIn),
}

impl Door {
    /// Before anybody has signed in; this user most likely will.
    pub fn new(likely: Option<String>) -> Self {
        Self {
            before: None,
            loses: false,
            text: String::new(),
            chosen: likely,
            wants_other: false,
            step: Step::Password(AskPassword::default()),
            wants_focus: true,
        }
    }

    /// Where this user was at the window, who may go on; `loses`: has something that is lost if another does.
    pub fn locked(by: String, loses: bool, wants_other: bool) -> Self {
        Self { before: Some(by.clone()), loses, wants_other, ..Self::new(Some(by)) }
    }

    /// Who was at the window before.
    pub fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// Whether nobody was let in yet.
    pub fn waits_for_somebody(&self) -> bool {
        matches!(self.step, Step::Password(_) | Step::Recover(_))
    }

    /// There is nobody any more who was here before.
    pub fn forget_before(&mut self) {
        (self.before, self.loses) = (None, false);
    }

    /// Takes what has come.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> Option<Passed> {
        self.choose_somebody(cx);
        match &mut self.step {
            Step::Password(ask) => {
                let was_under_way = ask.signing_in.is_under_way();
                let signed_in = ask.signing_in.take_done();
                if was_under_way && ask.signing_in.refused().is_some() {
                    ask.typed = Zeroizing::default();
                    ask.wrong += 1;
                    self.wants_focus = true;
                }
                self.seated(signed_in?)
            }
            Step::Change(change) => {
                if change.setting.is_done() {
                    self.step = Step::In(change.signed_in.clone());
                }
                None
            }
            Step::Recover(recover) => {
                let was_under_way = recover.recovering.is_under_way();
                let signed_in = recover.recovering.take_done();
                self.wants_focus |= was_under_way && recover.recovering.refused().is_some();
                let signed_in = signed_in?;
                let name = signed_in.name.clone();
                self.step = Step::MakeCode(cx.office.make_recovery_code().into(), signed_in);
                Some(Passed::Seated(name))
            }
            Step::MakeCode(making, signed_in) => {
                let signed_in = signed_in.clone();
                let code = making.take_done();
                let has_failed = making.refused().is_some();
                if let Some(code) = code {
                    let store = cx.office.path().display().to_string();
                    let page = CodePage::new(code, signed_in.name.clone(), store);
                    self.step = Step::Code(Box::new(page), signed_in);
                } else if has_failed {
                    // Another can be made in the settings.
                    self.step = Step::In(signed_in);
                }
                None
            }
            Step::Code(page, signed_in) => {
                page.logic(cx.lang, cx.wake);
                if page.is_done() {
                    self.step = Step::In(signed_in.clone());
                }
                None
            }
            Step::In(signed_in) => Some(Passed::In(signed_in.clone())),
        }
    }

    fn seated(&mut self, signed_in: SignedIn) -> Option<Passed> {
        let name = signed_in.name.clone();
        self.wants_focus = true;
        self.step = if signed_in.must_change {
            let (new, setting) = (NewPassword::default(), Sending::default());
            Step::Change(Change { signed_in, new, tried: false, setting })
        } else {
            Step::In(signed_in)
        };
        Some(Passed::Seated(name))
    }

    /// Those who can sign in and whom the text finds.
    fn found<'a>(&self, cx: &Cx<'a>) -> Vec<&'a SignInUser> {
        let users = cx.presence.people().map_or(&[] as &[_], |people| people.users.as_slice());
        users.iter().filter(|user| user.can_sign_in() && finds(&self.text, &user.name)).collect()
    }

    /// Has one of those chosen who are listed.
    fn choose_somebody(&mut self, cx: &Cx<'_>) {
        let found = self.found(cx);
        let is_there = |name: &String| found.iter().any(|user| user.name == *name);
        if self.wants_other {
            let other = found.iter().find(|user| Some(&user.name) != self.chosen.as_ref());
            if let Some(other) = other {
                (self.chosen, self.wants_other) = (Some(other.name.clone()), false);
            }
        }
        if !self.chosen.as_ref().is_some_and(is_there) && cx.presence.people().is_some() {
            self.chosen = found.first().map(|user| user.name.clone());
        }
    }

    /// Chooses the user so many places further.
    fn step_by(&mut self, cx: &Cx<'_>, by: isize) {
        let found = self.found(cx);
        let at = found.iter().position(|user| Some(&user.name) == self.chosen.as_ref()).unwrap_or(0);
        let at = at.saturating_add_signed(by).min(found.len().saturating_sub(1));
        if let Some(user) = found.get(at) {
            self.choose(user.name.clone());
        }
    }

    fn choose(&mut self, name: String) {
        if self.chosen.as_ref() != Some(&name) {
            self.chosen = Some(name);
            self.step = Step::Password(AskPassword::default());
        }
        self.wants_focus = true;
    }

    /// Whether what is chosen is another user than the one before.
    fn is_other(&self) -> bool {
        self.before.is_some() && self.before != self.chosen
    }

    fn submit(&mut self, cx: &Cx<'_>) {
        let (Step::Password(ask), Some(name)) = (&mut self.step, &self.chosen) else { return };
        if ask.signing_in.is_under_way() || ask.typed.is_empty() {
            return;
        }
        match cx.office.sign_in(name.clone(), Password::typed(&ask.typed)) {
            Ok(reply) => ask.signing_in.send(reply),
            Err(refusal) => ask.signing_in.refuse(refusal),
        }
    }

    /// Sets the password that was chosen in the place of an admin's.
    fn change(&mut self, cx: &Cx<'_>) {
        let Step::Change(change) = &mut self.step else { return };
        (change.tried, self.wants_focus) = (true, true);
        let name = &change.signed_in.name;
        if let Some(password) = change.new.chosen(name).filter(|_| !change.setting.is_under_way()) {
            change.setting.send(cx.office.command(set_password(name, password)));
        }
    }

    fn recover(&mut self, cx: &Cx<'_>) {
        let (Step::Recover(recover), Some(name)) = (&mut self.step, &self.chosen) else { return };
        (recover.tried, self.wants_focus) = (true, true);
        let Some(password) = recover.new.chosen(name) else { return };
        if recover.code.trim().is_empty() || recover.recovering.is_under_way() {
            return;
        }
        match cx.office.recover(name.clone(), RecoveryCode::typed(&recover.code), password) {
            Ok(reply) => recover.recovering.send(reply),
            Err(refusal) => recover.recovering.refuse(refusal),
        }
    }

    /// Goes back to the password, whatever was to be done instead; whoever was let in is not any more.
    fn go_back(&mut self, cx: &Cx<'_>) {
        if matches!(self.step, Step::Change(_)) {
            cx.office.sign_out();
        }
        self.step = Step::Password(AskPassword::default());
        self.wants_focus = true;
    }

    /// Takes the keyboard from what has it behind the page.
    pub fn take_keyboard(ctx: &Context) {
        crate::ui::command_dialog::free_keyboard(ctx);
    }
}

/// Whether what is typed finds a user of this name: a part of it, or its pinyin.
fn finds(text: &str, name: &str) -> bool {
    let text = text.trim();
    name.to_lowercase().contains(&text.to_lowercase()) || sounds_like(name, text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_a_part_of_the_name_and_by_its_pinyin() {
        for (text, found) in [("", true), (" 强", true), ("lq", true), ("liqiang", true), ("wm", false)] {
            assert_eq!(finds(text, "李强"), found, "{text}");
        }
        assert!(finds("DE", "desk"));
    }
}
