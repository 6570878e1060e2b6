//! Whether everybody signs in, when the window locks itself, and the recovery code.

use egui::{Context, Ui};

use crate::desk::commands::users::SetSignIn;
use crate::desk::pages::sign_in::{SignInPage, SignInUser};
use crate::desk::sign_in::RecoveryCode;
use crate::domain::role::Role;
use crate::i18n::{phrase::listed, settings as words, sign_in};
use crate::ui::command_dialog::Head;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::sign_in::{CodePage, LockAfter};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, banner_ui, checkbox_ui, part_rule_ui, segmented_ui, small_ui, weak_ui,
};

/// What is on the way to the store, and the recovery code that was just made.
#[derive(Debug, Default)]
pub(super) struct SignIn {
    requiring: Sending,
    making: Sending<RecoveryCode>,
    code: Option<CodePage>,
}

impl SignIn {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.requiring.is_done() {
            let is_on = cx.presence.people().is_some_and(|people| !people.is_required);
            let done = if is_on { words::SIGN_IN_ON } else { words::SIGN_IN_OFF };
            cx.act(Action::Toast(Tone::Ok, cx.say(done).to_owned()));
        }
        if let Some(code) = self.making.take_done() {
            let name = cx.presence.signed_in.clone().unwrap_or_default();
            self.code = Some(CodePage::new(code, name, cx.office.path().display().to_string()));
        }
        if let Some(page) = &mut self.code {
            page.logic(cx.lang, cx.wake);
        }
        self.code.take_if(|page| page.is_done());
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, barred: Option<&str>) {
        let Some(people) = cx.presence.people() else { return };
        Card::titled(cx.say(words::SIGN_IN)).show(ui, |ui| {
            if let Some(name) = &people.one_person {
                banner_ui(ui, Tone::Warn, &words::one_person(cx.lang, name), None);
            }
            self.required_ui(ui, cx, people, barred);
            if cx.presence.signed_in.is_some() {
                part_rule_ui(ui);
                small_ui(ui, cx.say(words::LOCK_AFTER));
                lock_after_ui(ui, cx);
            }
            let own = cx.presence.signed_in.as_deref().and_then(|name| cx.presence.user(name));
            if let Some(own) = own.filter(|own| own.roles.contains(&Role::Admin)) {
                part_rule_ui(ui);
                self.code_ui(ui, cx, own);
            }
        });
    }

    /// The dialog that shows the recovery code: it is closed once the code is kept.
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        if let Some(page) = &mut self.code {
            Head::new(cx.say(sign_in::CODE)).show(ctx, |ui| {
                page.ui(ui, cx.lang, cx.picker, cx.wake);
                false
            });
        }
    }

    fn required_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, people: &SignInPage, barred: Option<&str>) {
        let is_without = |user: &&SignInUser| user.disabled_at.is_none() && !user.has_password;
        let without: Vec<&str> =
            people.users.iter().filter(is_without).map(|user| user.name.as_str()).collect();
        let can_switch =
            barred.is_none() && !self.requiring.is_under_way() && (people.is_required || without.is_empty());
        let mut on = people.is_required;
        let name = cx.say(words::REQUIRE_SIGN_IN);
        let switched = ui.add_enabled_ui(can_switch, |ui| checkbox_ui(ui, &mut on, name)).inner.changed();
        if switched {
            self.requiring.send(cx.office.command(Ok(SetSignIn { required: on })));
        }
        weak_ui(ui, cx.say(if people.is_required { words::REQUIRED_NOTE } else { words::FREE_NOTE }));
        if !people.is_required && !without.is_empty() {
            small_ui(ui, &words::without_password(cx.lang, &listed(cx.lang, without)));
        }
        if let Some(refusal) = self.requiring.refused() {
            refusal_ui(ui, cx.lang, refusal);
        }
    }

    fn code_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, own: &SignInUser) {
        let (tone, note) =
            if own.has_recovery_code { (Tone::Info, words::HAS_CODE) } else { (Tone::Warn, words::NO_CODE) };
        if tone == Tone::Warn {
            banner_ui(ui, tone, cx.say(note), None);
        } else {
            weak_ui(ui, cx.say(note));
        }
        ui.add_space(space::XS);
        let button = Button::secondary(cx.say(words::NEW_CODE)).enabled(!self.making.is_under_way());
        if button.show(ui).clicked() {
            self.making.send(cx.office.make_recovery_code());
        }
        if let Some(refusal) = self.making.refused() {
            refusal_ui(ui, cx.lang, refusal);
        }
    }
}

fn lock_after_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let names = LockAfter::CHOICES.map(|after| {
        after.0.map_or(cx.say(words::NEVER).to_owned(), |minutes| words::minutes(cx.lang, minutes))
    });
    let options: Vec<(LockAfter, &str)> =
        LockAfter::CHOICES.into_iter().zip(names.iter().map(String::as_str)).collect();
    let mut after = cx.presence.lock_after;
    if segmented_ui(ui, cx.say(words::LOCK_AFTER), &mut after, &options).changed() {
        cx.act(Action::LockAfter(after));
    }
}
