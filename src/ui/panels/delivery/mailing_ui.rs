//! Draws the dialog in which e-mails go out.

use egui::{Align, Context, Key, Label, Layout, Modifiers, ScrollArea, Ui};

use super::TICK;
use super::mailing::{Dialog, Mailing, NotSent, Outcome, Stage, Why};
use super::outbox::look_of;
use crate::desk::mail::compose::AttachedFile;
use crate::desk::mail::queue::{LeftOut, Plan};
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, common, delivery as words, mail};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::icons;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Column, Modal, SliceRows, Table, TableView, banner_ui, body_ui, inset_ui, key_hint_ui,
    key_value_ui, link_ui, modal_buttons_ui, pill_ui, progress_ui, rule_ui, small_ui, spinner_ui, strong_ui,
    text_row_ui, weak_ui,
};

const WIDTH: f32 = 720.0;
const MOST_ROWS: usize = 4;
/// How high the text of a message is, and beside what is left out.
const BODY: f32 = 180.0;
const BODY_LOW: f32 = 96.0;
const APPLICATION: f32 = 150.0;
const OUTCOME: f32 = 110.0;
const REASON: f32 = 400.0;

/// For so many seconds what would be sent has to be on screen before Enter sends it: what is scanned ends with one.
const SEEN: f64 = 0.2;

/// What a person wants of the dialog.
enum Wanted {
    Leave,
    Send,
    Go(Route),
    SeeOutbox,
}

impl Mailing {
    /// Draws the dialog; whether the outbox is to be shown.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> bool {
        let under_way = self.under_way(cx.lang).map(|(text, meter)| (text, meter.progress().fraction()));
        let Some(dialog) = &mut self.dialog else { return false };
        if std::mem::take(&mut dialog.is_new) {
            free_keyboard(ctx);
        }
        let (mut wanted, mut stops) = (None, false);
        let closes = Modal::new(cx.say(words::MAIL_TITLE)).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            wanted = match &dialog.stage {
                Stage::Looking(_) => {
                    spinner_ui(ui, cx.say(words::COMPOSING));
                    leave_ui(ui, cx.lang)
                }
                Stage::Ready(plan) => {
                    let now = ui.input(|input| input.time);
                    let is_seen = now - *dialog.shown_since.get_or_insert(now) >= SEEN;
                    ready_ui(ui, cx.lang, plan, is_seen, dialog.posted, &mut dialog.at)
                }
                Stage::Sending => {
                    ui.ctx().request_repaint_after(TICK);
                    let (text, fraction) = under_way.clone().unwrap_or_default();
                    sending_ui(ui, cx.lang, &text, fraction, &mut stops)
                }
                Stage::Done(outcome) => done_ui(ui, cx.lang, outcome),
                Stage::Refused(refusal) => refused_ui(ui, cx.lang, refusal),
            };
            wanted.is_some() && !matches!(wanted, Some(Wanted::Send))
        });
        if stops && let Some(running) = &self.running {
            running.meter.cancel();
        }
        if matches!(wanted, Some(Wanted::Send))
            && let Some(Dialog { applications, stage, .. }) = &mut self.dialog
        {
            *stage = Stage::Sending;
            let applications = applications.clone();
            self.send(cx, applications);
            if !self.is_sending() {
                self.dialog = None;
            }
            return false;
        }
        if closes {
            self.dialog = None;
        }
        match wanted {
            Some(Wanted::Go(route)) => cx.act(Action::Go(route)),
            Some(Wanted::SeeOutbox) => return true,
            _ => {}
        }
        false
    }
}

/// A message before it is sent, whether it is new or waits in the outbox.
struct Shown<'p> {
    application: &'p str,
    to: &'p str,
    cc: Option<&'p str>,
    subject: &'p str,
    body: &'p str,
    /// None: as it was put into the outbox.
    files: Option<&'p [AttachedFile]>,
}

fn message(plan: &Plan, at: usize) -> Option<Shown<'_>> {
    if let Some(new) = plan.composed.get(at) {
        return Some(Shown {
            application: &new.application,
            to: &new.to,
            cc: new.cc.as_deref(),
            subject: &new.subject,
            body: &new.body,
            files: Some(&new.files),
        });
    }
    plan.waiting.get(at - plan.composed.len()).map(|waiting| Shown {
        application: &waiting.application_number,
        to: &waiting.recipients,
        cc: waiting.cc.as_deref(),
        subject: &waiting.subject,
        body: &waiting.body,
        files: None,
    })
}

fn ready_ui(
    ui: &mut Ui,
    lang: Lang,
    plan: &Plan,
    is_seen: bool,
    posted: usize,
    at: &mut usize,
) -> Option<Wanted> {
    let all = plan.composed.len() + plan.waiting.len();
    text_row_ui(ui, |ui| {
        strong_ui(ui, &words::goes(lang, all));
        if posted > 0 {
            weak_ui(ui, &words::posted_besides(lang, posted));
        }
    });
    let mut wanted = left_out_ui(ui, lang, &plan.left_out);
    if let Some(shown) = message(plan, *at) {
        rule_ui(ui);
        let step = steps_ui(ui, lang, *at, all);
        let height = if plan.left_out.is_empty() { BODY } else { BODY_LOW };
        message_ui(ui, lang, &shown, height);
        *at = at.saturating_add_signed(step).min(all - 1);
    }
    let why_not = (all == 0).then_some(words::NOTHING_GOES.get(lang));
    let mut sends = is_entered(ui) && is_seen;
    modal_buttons_ui(ui, |ui| {
        let label = words::send(lang, all);
        let button = Button::primary(&label).shortcut("Enter").disabled_because(why_not);
        sends |= button.show(ui).clicked();
        if Button::secondary(common::NOT_NOW.get(lang)).show(ui).clicked() {
            wanted = Some(Wanted::Leave);
        }
    });
    if sends && why_not.is_none() { Some(Wanted::Send) } else { wanted }
}

/// What goes from message to message, by the arrows too.
fn steps_ui(ui: &mut Ui, lang: Lang, at: usize, all: usize) -> isize {
    let pressed = |ui: &mut Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut step = 0;
    text_row_ui(ui, |ui| {
        small_ui(ui, &words::message_of(lang, at + 1, all));
        if all < 2 {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (key, sign, name, by) in
                [(Key::ArrowRight, "→", words::LATER, 1), (Key::ArrowLeft, "←", words::EARLIER, -1)]
            {
                let clicked = link_ui(ui, name.get(lang)).clicked();
                key_hint_ui(ui, sign);
                ui.add_space(space::S);
                if clicked || pressed(ui, key) {
                    step = by;
                }
            }
        });
    });
    step
}

fn message_ui(ui: &mut Ui, lang: Lang, shown: &Shown<'_>, height: f32) {
    key_value_ui(ui, common::APPLICATION.get(lang), shown.application);
    key_value_ui(ui, words::TO.get(lang), shown.to);
    if let Some(cc) = shown.cc {
        key_value_ui(ui, words::CC.get(lang), cc);
    }
    key_value_ui(ui, words::SUBJECT.get(lang), shown.subject);
    let files = match shown.files {
        None => words::AS_BEFORE.get(lang).to_owned(),
        Some(files) => files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("\n"),
    };
    key_value_ui(ui, words::ATTACHED.get(lang), &files);
    tokens(ui).card().show(ui, |ui| {
        ScrollArea::vertical().id_salt("message").max_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                inset_ui(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let text = Type::Body.rich(shown.body).color(tokens(ui).text);
                    ui.add(Label::new(text).wrap().selectable(true));
                });
            },
        );
    });
}

/// What is not sent and why; a click leads to the application.
fn left_out_ui(ui: &mut Ui, lang: Lang, left_out: &[LeftOut]) -> Option<Wanted> {
    if left_out.is_empty() {
        return None;
    }
    strong_ui(ui, &words::left_out(lang, left_out.len()));
    let columns = [
        Column::new("application", words::APPLICATION_NO.get(lang), APPLICATION).whole(),
        Column::new("why", common::REASON.get(lang), REASON).grows(),
    ];
    let cell = |left: &LeftOut, column: &str, ui: &mut Ui| match column {
        "application" => drop(body_ui(ui, &left.application)),
        _ => {
            let why = words::why(lang, &left.why);
            body_ui(ui, &why).on_hover_text(why);
        }
    };
    let rows = SliceRows::new(left_out, cell);
    let table = Table::new(words::LEFT_OUT.get(lang), &columns).at_most_rows(MOST_ROWS);
    let output = table.show(ui, &mut TableView::default(), &rows, None);
    let left = output.selected.or(output.opened).and_then(|place| left_out.get(place))?;
    Some(Wanted::Go(Route::Application(left.application.clone())))
}

fn sending_ui(
    ui: &mut Ui,
    lang: Lang,
    text: &str,
    fraction: Option<f32>,
    stops: &mut bool,
) -> Option<Wanted> {
    progress_ui(ui, text, fraction, false);
    small_ui(ui, words::BACKGROUND_HOW.get(lang));
    let mut wanted = None;
    modal_buttons_ui(ui, |ui| {
        if Button::primary(words::IN_BACKGROUND.get(lang)).shortcut("Esc").show(ui).clicked() {
            wanted = Some(Wanted::Leave);
        }
        *stops = Button::secondary(words::ENOUGH.get(lang)).show(ui).clicked();
    });
    wanted
}

fn done_ui(ui: &mut Ui, lang: Lang, outcome: &Outcome) -> Option<Wanted> {
    banner_ui(ui, outcome.tone(), &outcome.words(lang), None);
    let mut wanted = None;
    if !outcome.rest.is_empty() {
        let columns = [
            Column::new("application", words::APPLICATION_NO.get(lang), APPLICATION).whole(),
            Column::new("outcome", common::OUTCOME.get(lang), OUTCOME).whole(),
            Column::new("why", common::REASON.get(lang), REASON).grows(),
        ];
        let cell = |one: &NotSent, column: &str, ui: &mut Ui| match (column, &one.why) {
            ("application", _) => drop(body_ui(ui, &one.application)),
            ("outcome", Why::Fault(state, _)) => {
                let (tone, icon) = look_of(*state);
                pill_ui(ui, tone, icon, mail::state(*state).get(lang));
            }
            ("outcome", Why::LeftOut(_)) => {
                pill_ui(ui, Tone::Warn, icons::WARNING, words::NOT_TRIED.get(lang));
            }
            (_, why) => {
                let why = match why {
                    Why::Fault(_, fault) => mail::fault(lang, fault),
                    Why::LeftOut(refusal) => words::why(lang, refusal),
                };
                body_ui(ui, &why).on_hover_text(why);
            }
        };
        let rows = SliceRows::new(&outcome.rest, cell);
        let table = Table::new(common::OUTCOME.get(lang), &columns).at_most_rows(2 * MOST_ROWS);
        let output = table.show(ui, &mut TableView::default(), &rows, None);
        let opened = output.opened.and_then(|place| outcome.rest.get(place));
        wanted = opened.map(|one| Wanted::Go(Route::Application(one.application.clone())));
    }
    let mut leave = is_entered(ui);
    modal_buttons_ui(ui, |ui| {
        leave |= Button::primary(words::DONE.get(lang)).shortcut("Enter").show(ui).clicked();
        if Button::secondary(words::TO_OUTBOX.get(lang)).show(ui).clicked() {
            wanted = Some(Wanted::SeeOutbox);
        }
    });
    if leave { Some(Wanted::Leave) } else { wanted }
}

/// Why nothing can be sent; what is set in the settings leads there.
fn refused_ui(ui: &mut Ui, lang: Lang, refusal: &Refusal) -> Option<Wanted> {
    let is_set_there = matches!(
        refusal,
        Refusal::MailNotSet | Refusal::MailPasswordMissing { .. } | Refusal::KeyStore { .. }
    );
    let link = is_set_there.then_some(words::TO_SETTINGS.get(lang));
    if banner_ui(ui, Tone::Warn, &words::why(lang, refusal), link) {
        return Some(Wanted::Go(Route::Settings));
    }
    leave_ui(ui, lang)
}

fn leave_ui(ui: &mut Ui, lang: Lang) -> Option<Wanted> {
    let close = |ui: &mut Ui| Button::secondary(common::NOT_NOW.get(lang)).show(ui).clicked();
    modal_buttons_ui(ui, close).then_some(Wanted::Leave)
}
