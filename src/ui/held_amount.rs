//! The card that says where an amount comes from, while it is held with the pointer, pointed at with Alt, or gone to with
//! a key.

use chrono::NaiveDate;
use egui::{Area, Context, Event, Id, Key, Modifiers, Order, Rect, Ui, UiKind, pos2};

use super::loadable::Loadable;
use super::theme::{size, space, tokens};
use super::widgets::{ROW_AT_HAND, part_rule_ui, small_ui, strong_ui, sum_row_ui};
use crate::desk::pages::amount::{AmountOf, AmountPart, AmountParts, amount_parts};
use crate::desk::worker::Office;
use crate::domain::waterfall::BalancePart;
use crate::i18n::{Lang, balance as words, overview, shell};

/// For how many seconds an amount is pressed before its card comes.
const PRESSED: f64 = 0.35;
const WIDTH: f32 = 300.0;

/// The keys that go through the rows of a list.
const THROUGH_ROWS: [Key; 8] =
    [Key::ArrowUp, Key::ArrowDown, Key::J, Key::K, Key::Home, Key::End, Key::PageUp, Key::PageDown];

/// Where an amount comes from can be asked in this place: by pressing it for a moment, by pointing at it with Alt, or by
/// the key that goes from one such amount to the next: that of the row at hand, and those that stand in no row.
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
    let is_asked = is_held || (place.is_positive() && is_in_turn(ui));
    if is_asked && let Some(of) = of() {
        ui.data_mut(|data| {
            if let Some(turn) = data.get_temp::<Turn>(turn()).filter(|_| !is_held) {
                data.insert_temp(self::turn(), Turn { passed: turn.passed + 1, ..turn });
                if turn.passed != turn.wanted {
                    return;
                }
            }
            data.insert_temp(at(), Some((of, place)));
        });
    }
}

/// Which of the amounts on the page a key has led to, and how many of them were drawn so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Turn {
    wanted: usize,
    passed: usize,
}

/// Whether an amount that is drawn now is one of those that the key goes to.
fn is_in_turn(ui: &Ui) -> bool {
    let is_row = |at: &egui::UiStack| at.kind() == Some(UiKind::TableCell);
    ui.data(|data| data.get_temp::<Turn>(turn())).is_some()
        && (!ui.stack().iter().any(is_row) || ui.stack().iter().any(|at| at.tags().contains(ROW_AT_HAND)))
}

fn at() -> Id {
    Id::unique("the amount that is held")
}

fn turn() -> Id {
    Id::unique("the amount that a key has led to")
}

/// What is held, and what it is made up of.
#[derive(Default)]
pub(super) struct HeldAmount {
    held: Option<(AmountOf, Rect)>,
    /// Which of the amounts on the page a key has led to, if one has.
    place: Option<usize>,
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

    /// A key leads to the first amount on the page, or from one to the next; behind the last to none.
    pub fn step(&mut self) {
        self.place = Some(self.place.map_or(0, |place| place + 1));
    }

    /// Before the page is drawn: which of its amounts is told. Whatever else is pressed puts the card away, but for the
    /// keys that go through rows.
    pub fn begin(&mut self, ctx: &Context) {
        let ends = |event: &Event| match event {
            Event::Key { key, .. } if THROUGH_ROWS.contains(key) => false,
            Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. } => true,
            _ => false,
        };
        if self.place.is_some() && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.place = None;
        }
        if ctx.input(|input| input.events.iter().any(ends)) {
            self.place = None;
        }
        ctx.data_mut(|data| {
            data.remove::<Turn>(turn());
            if let Some(wanted) = self.place {
                data.insert_temp(turn(), Turn { wanted, passed: 0 });
            }
        });
    }

    /// Draws the card of what was held in this frame, once it is known; whether a key was to lead to one and the page has
    /// none.
    pub fn show(&mut self, ctx: &Context, lang: Lang) -> bool {
        let now = ctx.data_mut(|data| data.remove_temp::<Option<(AmountOf, Rect)>>(at())).flatten();
        let led_to = if now.is_none() { self.place.take() } else { None };
        self.draw(ctx, lang, now);
        led_to == Some(0)
    }

    fn draw(&mut self, ctx: &Context, lang: Lang, now: Option<(AmountOf, Rect)>) {
        if now.is_some() && now.as_ref().map(|(of, _)| of) != self.held.as_ref().map(|(of, _)| of) {
            self.parts.clear();
            ctx.request_repaint();
        }
        self.held = now;
        let (Some((of, place)), Some(parts)) = (&self.held, self.parts.value()) else { return };
        let room = ctx.content_rect();
        // Beside the navigation there is room to the right only.
        let right = place.right() - WIDTH;
        let x = if right < size::NAV { place.left() } else { right };
        let x = x.clamp(room.left() + space::M, room.right() - WIDTH - space::XXL);
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
                parts_ui(ui, lang, of, parts);
            });
        });
    }
}

fn parts_ui(ui: &mut Ui, lang: Lang, of: &AmountOf, parts: &AmountParts) {
    strong_ui(
        ui,
        if matches!(of, AmountOf::All | AmountOf::IssuedThisMonth(None)) {
            shell::ALL_CUSTOMERS.get(lang)
        } else {
            &parts.name
        },
    );
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
        AmountPart::Remaining => words::REMAINING.get(lang).to_owned(),
        AmountPart::General => overview::GENERAL.get(lang).to_owned(),
        AmountPart::Special => overview::SPECIAL.get(lang).to_owned(),
        AmountPart::More(n) => words::more(lang, *n as u64),
    }
}
