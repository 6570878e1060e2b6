//! Draws the dialogs of many: the form, how far it is, and what came of it.

use egui::{Context, Event, Key, Modifiers, Ui};

use super::form::Drawn;
use super::run::{Doing, Of, Report, Running};
use super::summary::{as_table, left_ui, plain_ui};
use super::{Ask, Bulk, Filling, Stage};
use crate::i18n::{Lang, bulk as words, common, step_requests};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::keyboard::Keyboard;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, size};
use crate::ui::widgets::{Button, Modal, banner_ui, modal_buttons_ui, progress_ui, spinner_ui, weak_ui};

/// The widest that a dialog is, and what is left free beside it in a narrow window.
const WIDEST: f32 = 1000.0;
const BESIDE: f32 = 64.0;
/// What a dialog has above and below its form, those aside who are left out.
const AROUND: f32 = 264.0;
/// How many of those who are left out are seen at once below a form, and in a report.
const FEW: usize = 3;
const MANY: usize = 10;

enum Wanted {
    Leave,
    Send,
    /// Ask a second person for those who are left out.
    AskSecond,
    Open(Of),
}

impl Bulk {
    /// Draws what is open.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let wanted = match &mut self.stage {
            None => return,
            Some(Stage::Looking(reply)) => looking_ui(ctx, cx, reply),
            Some(Stage::Filling(filling)) => filling.show(ctx, cx),
            Some(Stage::Running(running, _)) => running_ui(ctx, cx.lang, running),
            Some(Stage::Done(report)) => report_ui(ctx, cx, report),
        };
        match wanted {
            None => {}
            Some(Wanted::Send) => self.send(cx),
            Some(Wanted::AskSecond) => self.ask_second(cx),
            Some(Wanted::Leave) => self.stage = None,
            Some(Wanted::Open(of)) => {
                self.stage = None;
                cx.act(of.open());
            }
        }
    }

    fn send(&mut self, cx: &mut Cx<'_>) {
        let Some(Stage::Filling(filling)) = &mut self.stage else { return };
        match filling.form.items() {
            Err(refusal) => filling.refused = Some(refusal),
            Ok(items) => {
                let doing = filling.form.doing();
                let kept = filling.kept.take();
                self.stage = Running::begin(cx, doing, items).map(|running| Stage::Running(running, kept));
            }
        }
    }
}

impl Bulk {
    /// Asks for those who are left out, and comes back to the others.
    fn ask_second(&mut self, cx: &mut Cx<'_>) {
        let Some(Stage::Filling(filling)) = &mut self.stage else { return };
        let Some((step, ready)) = filling.ready.clone() else { return };
        match filling.asking() {
            Err(refusal) => filling.refused = Some(refusal),
            Ok(items) => {
                self.then = Some(Ask::Step(step, ready)).filter(|ask| !ask.is_empty());
                let running = Running::begin(cx, Doing::Ask(step), items);
                self.stage = running.map(|running| Stage::Running(running, None));
            }
        }
    }
}

impl Filling {
    fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> Option<Wanted> {
        let lang = cx.lang;
        if std::mem::take(&mut self.is_new) {
            free_keyboard(ctx);
        }
        let room = ctx.content_rect().size();
        let left_out = self.left_out.len().min(FEW);
        let asks = if self.to_ask() > 0 { size::ROW } else { 0.0 };
        let below = if left_out > 0 { (left_out + 2) as f32 * size::ROW + asks } else { 0.0 };
        let height = room.y - AROUND - below;
        let mut head = self.form.head(lang);
        if self.form.is_wide() {
            head = head.width((room.x - BESIDE).min(WIDEST));
        }
        let mut wanted = None;
        let closes = head.show(ctx, |ui| {
            self.mark_ui(ui, cx);
            let Drawn { entered, changed } = self.form.fields_ui(ui, cx, height);
            if let Some(kept) = self.kept.as_mut().filter(|_| changed) {
                self.form.keep(&mut kept.typed);
                kept.keep(cx.office);
            }
            plain_ui(ui, lang, &self.plain);
            if !self.left_out.is_empty() {
                weak_ui(ui, &words::left_out(lang, self.left_out.len()));
            }
            if let Some(of) = left_ui(ui, lang, &self.left_out, FEW) {
                wanted = Some(Wanted::Open(of));
            }
            let to_ask = self.to_ask();
            if to_ask > 0 {
                let label = step_requests::ask_for_all(lang, to_ask);
                let pressed = Button::secondary(&label).shortcut("Ctrl R").show(ui).clicked();
                if pressed || ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::R)) {
                    wanted = Some(Wanted::AskSecond);
                }
            }
            if let Some(refusal) = &self.refused {
                refusal_ui(ui, lang, refusal);
            }
            let why_not = self.form.why_not(lang);
            let (send, leave) = head.buttons_ui(ui, lang, why_not.as_deref());
            if send || (entered && why_not.is_none()) {
                wanted = Some(Wanted::Send);
            }
            leave
        });
        wanted.or(closes.then_some(Wanted::Leave))
    }

    /// How many of those who are left out a second person can be asked for.
    fn to_ask(&self) -> usize {
        let step = self.ready.as_ref().map(|(step, _)| *step);
        step.map_or(0, |step| self.left_out.iter().filter(|left| left.asking(step).is_some()).count())
    }

    /// Says that it began with what was typed before, and begins anew where that is wished for.
    fn mark_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(kept) = &mut self.kept
            && kept.mark_ui(ui, cx.lang, cx.office)
        {
            kept.forget(cx.office);
            self.form.clear();
        }
    }
}

fn looking_ui(ctx: &Context, cx: &Cx<'_>, reply: &Sending<super::Found>) -> Option<Wanted> {
    if reply.is_under_way() {
        Keyboard::await_answer_to_keys(ctx);
    }
    let closes = Modal::new(cx.say(words::CHECKED)).show(ctx, |ui| {
        match reply.refused() {
            Some(refusal) => refusal_ui(ui, cx.lang, refusal),
            None => spinner_ui(ui, cx.say(words::LOOKING)),
        }
        modal_buttons_ui(ui, |ui| Button::secondary(cx.say(common::NOT_NOW)).show(ui).clicked())
    });
    closes.then_some(Wanted::Leave)
}

/// How far it is; to leave it is to stop it.
fn running_ui(ctx: &Context, lang: Lang, running: &Running) -> Option<Wanted> {
    let progress = running.meter.progress();
    let what = running.doing.words(lang);
    let text = if running.meter.is_cancelled() {
        words::STOPPING.get(lang).to_owned()
    } else {
        words::under_way(lang, &what, progress.done, progress.of)
    };
    let stops = Modal::new(&what).show(ctx, |ui| {
        progress_ui(ui, &text, progress.fraction(), false);
        let stop = |ui: &mut Ui| Button::secondary(words::STOP.get(lang)).shortcut("Esc").show(ui).clicked();
        modal_buttons_ui(ui, stop)
    });
    if stops {
        running.meter.cancel();
    }
    None
}

fn report_ui(ctx: &Context, cx: &mut Cx<'_>, report: &Report) -> Option<Wanted> {
    let lang = cx.lang;
    let mut wanted = None;
    let (mut copies, mut leaves) = (false, false);
    let closes = Modal::new(&report.doing.words(lang)).width(760.0).show(ctx, |ui| {
        banner_ui(ui, Tone::Warn, &report.words(lang), None);
        if let Some(of) = left_ui(ui, lang, &report.left, MANY) {
            wanted = Some(Wanted::Open(of));
        }
        leaves = is_entered(ui);
        copies = ui.input(|input| input.events.contains(&Event::Copy));
        modal_buttons_ui(ui, |ui| {
            leaves |= Button::primary(words::DONE.get(lang)).shortcut("Enter").show(ui).clicked();
            copies |= Button::secondary(words::COPY.get(lang)).shortcut("Ctrl C").show(ui).clicked();
        });
        leaves
    });
    if copies {
        ctx.copy_text(as_table(lang, &report.left));
        cx.act(Action::Toast(Tone::Ok, words::COPIED.get(lang).to_owned()));
    }
    wanted.or(closes.then_some(Wanted::Leave))
}
