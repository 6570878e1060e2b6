//! How the page is drawn, and its keys.

use egui::{Key, Modifiers, ScrollArea, Ui};

use super::{Door, Recover, Step};
use crate::desk::pages::sign_in::SignInUser;
use crate::i18n::refusal::message;
use crate::i18n::{common, domain, phrase, shell, sign_in as words};
use crate::ui::fields::Fields;
use crate::ui::front::front_ui;
use crate::ui::refusing::refusal_ui;
use crate::ui::sign_in::new_password::password_field;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Button, Field, PickRow, banner_ui, search_ui, small_link_ui, small_ui, spinner_ui, strong_ui,
    text_row_ui, weak_ui,
};

const WIDTH: f32 = 480.0;

/// With more users than this they can be searched.
const FEW: usize = 5;

/// So many of them are in sight.
const SHOWN: f32 = 7.0;

impl Door {
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let title = if self.before.is_some() { words::LOCKED } else { words::TITLE };
        let action = front_ui(ui, cx.lang, cx.say(title), WIDTH, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            match &mut self.step {
                Step::Password(_) => self.password_ui(ui, cx),
                Step::Change(_) => self.change_ui(ui, cx),
                Step::Recover(_) => self.recover_ui(ui, cx),
                Step::MakeCode(..) | Step::In(_) => spinner_ui(ui, cx.say(shell::LOADING)),
                Step::Code(page, _) => page.ui(ui, cx.lang, cx.picker, cx.wake),
            }
        });
        action.into_iter().for_each(|action| cx.act(action));
    }

    fn password_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(refusal) = cx.presence.failed() {
            banner_ui(ui, Tone::Bad, &shell::failed(cx.lang, &message(cx.lang, refusal)), None);
            return;
        }
        match &self.before {
            Some(before) if cx.presence.is_turned_away() => {
                banner_ui(ui, Tone::Warn, &words::turned_away(cx.lang, before), None);
            }
            Some(_) => drop(weak_ui(ui, cx.say(words::LOCKED_NOTE))),
            None => drop(small_ui(ui, &cx.office.path().display().to_string())),
        }
        self.users_ui(ui, cx);
        let busy = (self.is_other() && cx.runs_many).then(|| cx.say(words::BUSY));
        if let Some(before) = self.before.clone().filter(|_| self.is_other()) {
            let leaves = words::leaves_forms(cx.lang, &before);
            match busy {
                Some(busy) => {
                    banner_ui(ui, Tone::Warn, busy, None);
                }
                None if self.loses => {
                    banner_ui(ui, Tone::Warn, &words::loses(cx.lang, &before), None);
                }
                None => {
                    small_ui(ui, &leaves);
                }
            }
        }
        let step = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
        });
        if step != 0 {
            self.step_by(cx, step);
        }
        let mut fields = Fields::new(cx.lang, cx.office.moment().today, None);
        // Whatever took the keyboard from it, what is typed is the password.
        let is_free = ui.memory(|memory| memory.focused().is_none());
        fields.wants_focus = std::mem::take(&mut self.wants_focus) || is_free;
        let Step::Password(ask) = &mut self.step else { return };
        let is_under_way = ask.signing_in.is_under_way();
        let fault = ask.signing_in.refused().map(|refusal| message(cx.lang, refusal));
        let fault = fault.map(|why| match ask.wrong {
            0 | 1 => why,
            _ => format!("{why}{}", cx.say(words::SLOWER)),
        });
        // It keeps the keyboard while the answer is waited for.
        let before = is_under_way.then(|| ask.typed.clone());
        fields.text_ui(ui, "password", password_field(cx.lang, words::PASSWORD, &mut ask.typed), fault);
        if let Some(before) = before {
            ask.typed = before;
        } else if fields.changed {
            ask.signing_in.forget();
        }
        let mut label = Button::primary(cx.say(words::SIGN_IN)).shortcut("Enter").wide();
        if is_under_way {
            label = label.disabled_because(Some(cx.say(words::SIGNING_IN)));
        } else {
            label = label.disabled_because(busy);
        }
        let is_pressed = label.show(ui).clicked();
        if is_under_way {
            spinner_ui(ui, cx.say(words::SIGNING_IN));
        }
        if (is_pressed || fields.entered) && busy.is_none() {
            self.wants_focus = fields.entered;
            self.submit(cx);
        }
        self.forgotten_ui(ui, cx);
    }

    /// The users, one of them chosen; typing finds them, and the arrow keys go through them.
    fn users_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        small_ui(ui, cx.say(words::USERS));
        let count = cx
            .presence
            .people()
            .map_or(0, |people| people.users.iter().filter(|user| user.can_sign_in()).count());
        if count > FEW {
            let width = ui.available_width();
            let search = search_ui(ui, &mut self.text, cx.say(words::FIND_USER), None, width);
            let is_entered = search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            self.wants_focus |= is_entered;
        }
        let found = self.found(cx);
        if found.is_empty() && cx.presence.people().is_some() {
            weak_ui(ui, cx.say(words::NO_USER_FOUND));
        }
        let mut chosen = None;
        let height = SHOWN.min(found.len() as f32) * size::NAV_ITEM;
        let list = ScrollArea::vertical().id_salt("users").max_height(height).min_scrolled_height(height);
        list.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for user in found {
                let roles =
                    phrase::listed(cx.lang, user.roles.iter().map(|role| domain::role(*role).get(cx.lang)));
                let is_at = self.chosen.as_ref() == Some(&user.name);
                let row = PickRow { name: &user.name, details: &roles, is_at, ..PickRow::default() };
                let line = row.show(ui, &shell::choice(&user.name, &roles));
                if is_at && self.wants_focus {
                    line.scroll_to_me(None);
                }
                if line.clicked() {
                    chosen = Some(user.name.clone());
                }
            }
        });
        chosen.into_iter().for_each(|name| self.choose(name));
    }

    /// What to do without the password.
    fn forgotten_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let chosen = self.chosen.as_deref().and_then(|name| cx.presence.user(name));
        if !chosen.is_some_and(|user: &SignInUser| user.has_recovery_code) {
            small_ui(ui, cx.say(words::ASK_ADMIN));
        } else if text_row_ui(ui, |ui| small_link_ui(ui, cx.say(words::FORGOTTEN))).clicked() {
            self.step = Step::Recover(Box::default());
            self.wants_focus = true;
        }
    }

    fn change_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let wants_focus = std::mem::take(&mut self.wants_focus);
        let Step::Change(change) = &mut self.step else { return };
        strong_ui(ui, cx.say(words::MUST_CHANGE));
        weak_ui(ui, cx.say(words::MUST_CHANGE_NOTE));
        let mut fields = Fields::new(cx.lang, cx.office.moment().today, change.setting.refused());
        (fields.tried, fields.wants_focus) = (change.tried, wants_focus);
        let under_way = change.setting.is_under_way();
        let name = change.signed_in.name.clone();
        ui.add_enabled_ui(!under_way, |ui| {
            change.new.fields_ui(ui, &mut fields, words::NEW_PASSWORD, &name);
        });
        let (said, entered) = (fields.said, fields.entered);
        if fields.changed {
            change.setting.forget();
        }
        if let Some(refusal) = change.setting.refused().filter(|_| !said) {
            refusal_ui(ui, cx.lang, refusal);
        }
        match self.buttons_ui(ui, cx, words::SET_PASSWORD, under_way) {
            Some(Pressed::Back) => self.go_back(cx),
            Some(Pressed::Send) => self.change(cx),
            None if entered => self.change(cx),
            None => {}
        }
    }

    fn recover_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let wants_focus = std::mem::take(&mut self.wants_focus);
        let name = self.chosen.clone().unwrap_or_default();
        let Step::Recover(recover) = &mut self.step else { return };
        let Recover { code, new, tried, recovering } = &mut **recover;
        strong_ui(ui, &shell::user(cx.say(words::RECOVER), &name));
        weak_ui(ui, cx.say(words::RECOVER_NOTE));
        let mut fields = Fields::new(cx.lang, cx.office.moment().today, recovering.refused());
        (fields.tried, fields.wants_focus) = (*tried, wants_focus);
        let under_way = recovering.is_under_way();
        let wrong = fields
            .refused_where(|refusal| matches!(refusal, crate::domain::refusal::Refusal::SignInFailed { .. }));
        ui.add_enabled_ui(!under_way, |ui| {
            let missing = fields.missing(code, common::REQUIRED);
            let is_right = fields.tried && missing.is_none() && wrong.is_none();
            let skipped = fields.wants_focus && is_right;
            fields.wants_focus &= !is_right;
            let field = Field::new(words::CODE.get(fields.lang), code).required();
            fields.text_ui(ui, "code", field, wrong.or(missing));
            fields.wants_focus |= std::mem::take(&mut fields.entered) || skipped;
            new.fields_ui(ui, &mut fields, words::NEW_PASSWORD, &name);
        });
        let (said, entered) = (fields.said, fields.entered);
        if fields.changed {
            recovering.forget();
        }
        if let Some(refusal) = recovering.refused().filter(|_| !said) {
            refusal_ui(ui, cx.lang, refusal);
        }
        match self.buttons_ui(ui, cx, words::SET_PASSWORD, under_way) {
            Some(Pressed::Back) => self.go_back(cx),
            Some(Pressed::Send) => self.recover(cx),
            None if entered => self.recover(cx),
            None => {}
        }
    }

    /// The buttons of a step, with their keys.
    fn buttons_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        send: crate::i18n::Text,
        under_way: bool,
    ) -> Option<Pressed> {
        ui.add_space(space::S);
        let why_not = under_way.then(|| cx.say(common::SAVING));
        let send = Button::primary(cx.say(send)).shortcut("Ctrl Enter").wide().disabled_because(why_not);
        let send = send.show(ui).clicked();
        let back = Button::secondary(cx.say(words::BACK)).shortcut("Esc").wide().show(ui).clicked();
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if under_way {
            None
        } else if send || pressed(Modifiers::COMMAND, Key::Enter) {
            Some(Pressed::Send)
        } else {
            (back || pressed(Modifiers::NONE, Key::Escape)).then_some(Pressed::Back)
        }
    }
}

enum Pressed {
    Send,
    Back,
}
