//! The dialog in which the password of the mail server's user is put into the system's key store. It is kept nowhere
//! else: what was typed is forgotten with the dialog.

use std::fmt;
use std::sync::Arc;

use egui::{Context, Ui};

use crate::domain::mail::settings::MailSettings;
use crate::i18n::{common, mail, mail_settings as words};
use crate::ui::command_dialog::Head;
use crate::ui::fields::Fields;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, key_value_ui, weak_ui};

#[derive(Debug, Default)]
pub(super) struct PasswordDialog(Option<Open>);

struct Open {
    /// Whose password it is.
    of: MailSettings,
    typed: String,
    is_new: bool,
    tried: bool,
    sending: Sending<()>,
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").field("of", &self.of).finish_non_exhaustive()
    }
}

impl PasswordDialog {
    pub(super) fn open(&mut self, of: MailSettings) {
        let sending = Sending::default();
        self.0 = Some(Open { of, typed: String::new(), is_new: true, tried: false, sending });
    }

    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let open = self.0.as_ref().filter(|open| !open.typed.is_empty())?;
        Some(Unsaved::new(words::PASSWORD_TITLE, open.of.user.clone().unwrap_or_default()))
    }

    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.0.as_mut().is_some_and(|open| open.sending.is_done()) {
            self.0 = None;
            cx.act(Action::Toast(Tone::Ok, cx.say(mail::PASSWORD_KEPT).to_owned()));
        }
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        let Some(open) = &mut self.0 else { return };
        let head = Head::new(cx.say(words::PASSWORD_TITLE));
        let head = head.buttons(cx.say(words::PASSWORD_KEEP), common::NOT_NOW);
        let closes = head.show(ctx, |ui| open.body_ui(ui, cx, &head));
        if closes && !open.sending.is_under_way() {
            self.0 = None;
        }
    }
}

impl Open {
    /// The field and the buttons; whether it is to be closed.
    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, head: &Head) -> bool {
        let lang = cx.lang;
        let under_way = self.sending.is_under_way();
        let mut fields = Fields::new(lang, cx.office.moment().today, None);
        fields.tried = self.tried;
        fields.wants_focus = std::mem::take(&mut self.is_new);
        key_value_ui(ui, words::SERVER.get(lang), self.of.host.as_str());
        key_value_ui(ui, words::USER.get(lang), self.of.user.as_deref().unwrap_or_default());
        weak_ui(ui, words::PASSWORD_WHAT.get(lang));
        let fault = fields.missing(&self.typed, common::REQUIRED);
        let field = Field::new(words::PASSWORD.get(lang), &mut self.typed).required().password();
        fields.text_ui(ui, "password", field.enabled(!under_way), fault);
        if fields.changed {
            self.sending.forget();
        }
        if let Some(refusal) = self.sending.refused() {
            refusal_ui(ui, lang, refusal);
        }
        let why_not = under_way.then(|| common::SAVING.get(lang));
        let (send, leave) = head.buttons_ui(ui, lang, why_not);
        if (send || fields.entered) && !under_way {
            self.tried = true;
            if !self.typed.trim().is_empty() {
                let (of, password) = (self.of.clone(), self.typed.clone());
                match cx.picker.keep_password(of, password, Arc::clone(cx.wake)) {
                    Ok(reply) => self.sending.send(reply),
                    Err(refusal) => self.sending.refuse(refusal),
                }
            }
        }
        leave
    }
}
