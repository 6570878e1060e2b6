//! Corrections of an application: what can be asked for and until when, what was, and the dialogs for it.

mod card;
mod decide;
mod field;
mod request;

use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Ui};

pub(super) use self::card::card_ui;
use self::decide::{Approve, Reject};
use self::request::Request;
use crate::desk::commands::corrections::Corrected;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::correction::StoredCorrection;
use crate::desk::protocol::table::{Answer, Command};
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, corrections as words, steps};
use crate::ui::refusing::{refusal_ui, see_rule_ui};
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::widgets::{Button, Modal, body_ui, modal_buttons_ui, small_ui, weak_ui};

/// What can be done about corrections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Request,
    Approve,
    Reject,
}

/// A dialog about a correction.
#[derive(Debug)]
pub(super) struct Dialog {
    deed: Deed,
    kind: Kind,
    is_new: bool,
    /// What it would have sent when it was first drawn.
    start: Option<Command>,
    sending: Sending,
}

#[derive(Debug)]
enum Kind {
    Request(Request),
    Approve(Approve),
    Reject(Reject),
}

/// What a dialog is drawn with.
struct Drawn<'a> {
    lang: Lang,
    page: &'a ApplicationPage,
    today: NaiveDate,
    /// What the desk refused last, for the field that it is about.
    refused: Option<&'a Refusal>,
    /// The first frame: the first field takes the keyboard.
    is_new: bool,
}

/// What became of a dialog's fields in one frame.
struct Filled {
    /// Something was changed.
    changed: bool,
    /// The refusal was said beside a field, so it needs no banner.
    said: bool,
    /// Why it cannot be sent as it stands.
    barred: Option<String>,
}

impl Deed {
    const fn name(self) -> Text {
        match self {
            Self::Request => words::REQUEST,
            Self::Approve => words::APPROVE,
            Self::Reject => words::REJECT,
        }
    }
}

impl Dialog {
    /// The dialog of a deed.
    pub(super) fn of(deed: Deed, page: &ApplicationPage) -> Self {
        let kind = match deed {
            Deed::Request => Kind::Request(Request::of(page)),
            Deed::Approve => Kind::Approve(Approve::of(page)),
            Deed::Reject => Kind::Reject(Reject::default()),
        };
        Self { deed, kind, is_new: true, start: None, sending: Sending::default() }
    }

    /// What it does, where something is typed for it and not sent.
    pub(super) fn unsaved(&self) -> Option<Text> {
        let is_changed = self.start.as_ref().is_some_and(|start| *start != self.command(String::new()));
        is_changed.then(|| self.deed.name())
    }

    fn command(&self, number: String) -> Command {
        match &self.kind {
            Kind::Request(form) => form.command(number),
            Kind::Approve(form) => form.command(number),
            Kind::Reject(form) => form.command(number),
        }
    }

    /// Takes the answer; what is to be said once it is done.
    pub(super) fn poll(&mut self, lang: Lang) -> Option<String> {
        let replacement = match self.sending.take_done()? {
            Answer::ApproveCorrection(Corrected { replacement, .. }) => replacement,
            _ => None,
        };
        Some(match (self.deed, replacement) {
            (Deed::Approve, Some(replacement)) => words::approved(lang, &replacement),
            (Deed::Reject, _) => words::REFUSED.get(lang).to_owned(),
            _ => words::REQUESTED.get(lang).to_owned(),
        })
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>, page: &ApplicationPage) -> bool {
        let title = cx.say(self.deed.name());
        let width = if self.deed == Deed::Request { REQUEST_WIDTH } else { WIDTH };
        let shown = Modal::new(title).width(width).show(ctx, |ui| self.body_ui(ui, cx, page, title));
        // What is under way is not put away: its answer could not be told any more.
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage, title: &str) -> bool {
        let lang = cx.lang;
        let refused = self.sending.refused().cloned();
        let today = cx.office.moment().today;
        let drawn = Drawn { lang, page, today, refused: refused.as_ref(), is_new: self.is_new };
        let filled = ui
            .add_enabled_ui(!self.sending.is_under_way(), |ui| match &mut self.kind {
                Kind::Request(form) => form.fields_ui(ui, &drawn),
                Kind::Approve(form) => form.fields_ui(ui, &drawn),
                Kind::Reject(form) => form.fields_ui(ui, &drawn),
            })
            .inner;
        if std::mem::take(&mut self.is_new) {
            self.start = Some(self.command(String::new()));
        }
        if filled.changed {
            self.sending.forget();
        } else if let Some(refusal) = refused {
            let say = if filled.said { see_rule_ui } else { refusal_ui };
            say(ui, lang, &refusal);
        }
        let barred = match self.sending.is_under_way() {
            true => Some(steps::SENDING.get(lang).to_owned()),
            false => filled.barred,
        };
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let button = match self.deed {
                Deed::Request | Deed::Approve => Button::primary(title),
                Deed::Reject => Button::danger(title),
            };
            let button = button.shortcut("Ctrl Enter").disabled_because(barred.as_deref());
            send = button.show(ui).clicked();
            close = Button::secondary(steps::NOT_NOW.get(lang)).show(ui).clicked();
        });
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if (send || chord) && barred.is_none() {
            let number = page.view.application.clone();
            self.sending.send(cx.office.command(self.command(number)));
        }
        close
    }
}

/// Widths of the dialogs.
const WIDTH: f32 = 480.0;
const REQUEST_WIDTH: f32 = 720.0;

/// What a request changes: each field with what it holds and what it is to hold.
fn changes_ui(ui: &mut Ui, lang: Lang, page: &ApplicationPage, request: &StoredCorrection) {
    if request.changes.is_empty() {
        weak_ui(ui, words::NO_CHANGES.get(lang));
    }
    let or_blank =
        |text: &str| if text.is_empty() { words::BLANK.get(lang).to_owned() } else { text.to_owned() };
    for (key, text) in &request.changes {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            small_ui(ui, &field::named(lang, key));
            weak_ui(ui, &or_blank(&field::held(&page.view, key)));
            body_ui(ui, &format!("→ {}", or_blank(&field::named_by(page, key, text))));
        });
    }
}
