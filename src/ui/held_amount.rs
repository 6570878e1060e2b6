//! The card that says where an amount comes from, while it is held with the pointer or pointed at with Alt.

use chrono::NaiveDate;
use egui::{Area, Context, Id, Order, Rect, Ui, pos2};

use super::loadable::Loadable;
use super::theme::{size, space, tokens};
use super::widgets::{part_rule_ui, small_ui, strong_ui, sum_row_ui};
use crate::desk::pages::amount::{AmountOf, AmountPart, AmountParts, amount_parts};
use crate::desk::worker::Office;
use crate::domain::waterfall::BalancePart;
use crate::i18n::{Lang, balance as words};

/// For how many seconds an amount is pressed before its card comes.
const PRESSED: f64 = 0.35;
const WIDTH: f32 = 300.0;

/// Where an amount comes from can be asked in this place: by pressing it for a moment, or by pointing at it with Alt.
pub fn holds_ui(ui: &Ui, place: Rect, of: impl FnOnce() -> Option<AmountOf>) {
    let place = place.intersect(ui.clip_rect());
    let (is_held, is_pressed) = ui.input(|input| {
        let pointer = &input.pointer;
        let is_within = |at: Option<egui::Pos2>| at.is_some_and(|at| place.contains(at));
        let is_pressed = pointer.primary_down() && is_within(pointer.press_origin());
        let since = pointer.press_start_time().map_or(0.0, |since| input.time - since);
        let is_held = is_pressed && since >= PRESSED && is_within(pointer.latest_pos());
        (is_held || (input.modifiers.alt && is_within(pointer.hover_pos())), is_pressed)
    });
    if is_pressed && !is_held {
        ui.request_repaint_after(std::time::Duration::from_secs_f64(PRESSED));
    }
    if is_held && let Some(of) = of() {
        ui.data_mut(|data| data.insert_temp(at(), Some((of, place))));
    }
}

fn at() -> Id {
    Id::unique("the amount that is held")
}

/// What is held, and what it is made up of.
#[derive(Default)]
pub(super) struct HeldAmount {
    held: Option<(AmountOf, Rect)>,
    parts: Loadable<(u64, NaiveDate, AmountOf), AmountParts>,
}

impl HeldAmount {
    pub fn logic(&mut self, office: &Office) {
        match &self.held {
            Some((of, _)) => {
                let key = (office.revision(), office.moment().today, of.clone());
                self.parts.keep(office, key, |db, moment, (.., of)| amount_parts(db, moment, of));
            }
            None => self.parts.clear(),
        }
    }

    /// Draws the card of what was held in this frame, once it is known.
    pub fn show(&mut self, ctx: &Context, lang: Lang) {
        let now = ctx.data_mut(|data| data.remove_temp::<Option<(AmountOf, Rect)>>(at())).flatten();
        if now.is_some() && now.as_ref().map(|(of, _)| of) != self.held.as_ref().map(|(of, _)| of) {
            self.parts.clear();
            ctx.request_repaint();
        }
        self.held = now;
        let (Some((_, place)), Some(parts)) = (&self.held, self.parts.value()) else { return };
        let room = ctx.content_rect();
        let x = (place.right() - WIDTH).clamp(room.left() + space::M, room.right() - WIDTH - space::XXL);
        let lines = parts.lines.len() as f32 + 4.0;
        let height = lines * (size::PILL + space::XS) + 2.0 * space::L;
        let below = place.bottom() + space::XS;
        let y = if below + height > room.bottom() { place.top() - space::XS - height } else { below };
        let area =
            Area::new(Id::unique("held amount")).order(Order::Tooltip).fixed_pos(pos2(x, y.max(room.top())));
        area.interactable(false).show(ctx, |ui| {
            tokens(ui).card().inner_margin(space::L).show(ui, |ui| {
                ui.set_width(WIDTH - 2.0 * space::L);
                ui.spacing_mut().item_spacing.y = space::XS;
                parts_ui(ui, lang, parts);
            });
        });
    }
}

fn parts_ui(ui: &mut Ui, lang: Lang, parts: &AmountParts) {
    strong_ui(ui, &parts.name);
    for (part, fen) in &parts.lines {
        sum_row_ui(ui, &name(lang, part), &words::signed(*fen));
    }
    if parts.lines.is_empty() {
        small_ui(ui, words::NOTHING.get(lang));
    }
    part_rule_ui(ui);
    sum_row_ui(ui, "", &format!("¥ {}", parts.sum.grouped()));
}

fn name(lang: Lang, part: &AmountPart) -> String {
    match part {
        AmountPart::Charged => crate::i18n::common::BILL_AMOUNT.get(lang).to_owned(),
        AmountPart::Refunded => words::REFUNDED.get(lang).to_owned(),
        AmountPart::Opening => words::OPENING.get(lang).to_owned(),
        AmountPart::UsedBy(application) => application.clone(),
        AmountPart::Unpaid => words::NOT_PAID.get(lang).to_owned(),
        AmountPart::Deficit => crate::i18n::common::REFUNDED_AFTER_INVOICE.get(lang).to_owned(),
        AmountPart::Invoiced(bill_no) => bill_no.clone(),
        AmountPart::Line(line) => words::part(BalancePart::Line(*line)).get(lang).to_owned(),
        AmountPart::More(n) => words::more(lang, *n as u64),
    }
}
