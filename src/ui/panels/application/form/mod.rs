//! The dialogs in which an application is taken onwards. What was typed stays until it is done or put away, also
//! when the desk refuses it; the refusal is said beside the field that it is about.

mod cancel;
mod deliver;
mod issue;
mod red_numbers;
mod reject;
mod reverse;

use crate::desk::commands::application_steps::OfApplication;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::Reply;
use crate::domain::application::Step;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, domain, steps as words};
use crate::ui::refusing::{refusal_ui, see_rule_ui};
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::widgets::{Button, Modal, modal_buttons_ui};
use chrono::NaiveDate;
use egui::{Context, Key, Modifiers, Ui};

pub(super) use red_numbers::RedNumbers;

/// A step with the dialog that it needs.
#[derive(Debug)]
pub(super) struct Form {
    step: Step,
    kind: Kind,
    is_new: bool,
    /// What it would have sent when it was first drawn.
    start: Option<Command>,
    sending: Sending,
}

#[derive(Debug)]
enum Kind {
    Cancel,
    Reject(reject::Reject),
    Issue(issue::Issue),
    Deliver(deliver::Deliver),
    Reverse(reverse::Reverse),
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
#[derive(Debug, Default)]
struct Filled {
    /// Something was changed.
    changed: bool,
    /// Enter was pressed in a field.
    entered: bool,
    /// The refusal was said beside a field, so it needs no banner.
    said: bool,
    /// Why it cannot be sent as it stands.
    barred: Option<String>,
}

/// Takes a step that needs no dialog; none for one that does.
pub(super) fn at_once(
    cx: &Cx<'_>,
    step: Step,
    number: &str,
) -> Option<(Step, Reply<Result<Answer, Refusal>>)> {
    let of = OfApplication { application: number.to_owned() };
    let command = match step {
        Step::Accept => Command::AcceptApplication(of),
        Step::Receive => Command::ReceiveApplication(of),
        Step::Cancel | Step::Reject | Step::Issue | Step::Deliver | Step::Reverse => return None,
    };
    Some((step, cx.office.command(command)))
}

impl Form {
    /// The dialog of a step; none where it needs none.
    pub(super) fn of(step: Step, page: &ApplicationPage, today: NaiveDate) -> Option<Self> {
        let kind = match step {
            Step::Accept | Step::Receive => return None,
            Step::Cancel => Kind::Cancel,
            Step::Reject => Kind::Reject(reject::Reject::default()),
            Step::Issue => Kind::Issue(issue::Issue::planned(page, today)),
            Step::Deliver => Kind::Deliver(deliver::Deliver::planned(page)),
            Step::Reverse => Kind::Reverse(reverse::Reverse::of(page)),
        };
        Some(Self { step, kind, is_new: true, start: None, sending: Sending::default() })
    }

    /// The step, where something is typed for it and not sent.
    pub(super) fn unsaved(&self) -> Option<Text> {
        let is_changed = self.start.as_ref().is_some_and(|start| *start != self.command(""));
        is_changed.then(|| domain::step(self.step))
    }

    /// Takes the answer; the step, once it is taken.
    pub(super) fn poll(&mut self) -> Option<Step> {
        self.sending.is_done().then_some(self.step)
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>, page: &ApplicationPage) -> bool {
        let title = domain::step(self.step).get(cx.lang);
        let width = if matches!(self.kind, Kind::Issue(_)) { ISSUE_WIDTH } else { WIDTH };
        let shown = Modal::new(title).width(width).show(ctx, |ui| self.body_ui(ui, cx, page, title));
        // What is under way is not put away: its answer could not be told any more.
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage, title: &str) -> bool {
        let refused = self.sending.refused().cloned();
        let drawn = Drawn {
            lang: cx.lang,
            page,
            today: cx.office.moment().today,
            refused: refused.as_ref(),
            is_new: self.is_new,
        };
        let filled = ui
            .add_enabled_ui(!self.sending.is_under_way(), |ui| match &mut self.kind {
                Kind::Cancel => cancel::fields_ui(ui, &drawn),
                Kind::Reject(form) => form.fields_ui(ui, &drawn),
                Kind::Issue(form) => form.fields_ui(ui, &drawn),
                Kind::Deliver(form) => form.fields_ui(ui, &drawn),
                Kind::Reverse(form) => form.fields_ui(ui, &drawn),
            })
            .inner;
        if std::mem::take(&mut self.is_new) {
            self.start = Some(self.command(""));
        }
        if filled.changed {
            self.sending.forget();
        } else if let Some(refusal) = refused {
            let say = if filled.said { see_rule_ui } else { refusal_ui };
            say(ui, cx.lang, &refusal);
        }
        let barred = match self.sending.is_under_way() {
            true => Some(words::SENDING.get(cx.lang).to_owned()),
            false => filled.barred,
        };
        let (mut send, mut close) = (filled.entered && barred.is_none(), false);
        modal_buttons_ui(ui, |ui| {
            let button = match self.step {
                Step::Cancel | Step::Reject | Step::Reverse => Button::danger(title),
                _ => Button::primary(title),
            };
            send |= button.disabled_because(barred.as_deref()).show(ui).clicked();
            close = Button::secondary(words::NOT_NOW.get(cx.lang)).show(ui).clicked();
        });
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if send || (chord && barred.is_none()) {
            self.sending.send(cx.office.command(self.command(&page.view.application)));
        }
        close
    }

    fn command(&self, number: &str) -> Command {
        let application = number.to_owned();
        match &self.kind {
            Kind::Cancel => Command::CancelApplication(OfApplication { application }),
            Kind::Reject(form) => form.command(application),
            Kind::Issue(form) => form.command(application),
            Kind::Deliver(form) => form.command(application),
            Kind::Reverse(form) => form.command(application),
        }
    }
}

/// Widths of the dialogs.
const WIDTH: f32 = 480.0;
const ISSUE_WIDTH: f32 = 720.0;

/// Whether Enter was pressed in a field of one line.
fn entered(ui: &Ui, field: &egui::Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
