//! Step 1: which bills, or how much.

use egui::{Key, Ui, vec2};

use super::bills;
use super::data::Data;
use super::pick::{Filter, Pick};
use crate::desk::pages::estimate::Estimate;
use crate::domain::policy::AmountBasis;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::wizard as words;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Card, banner_ui, chip_ui, money_field_ui, small_ui};

const AMOUNT: f32 = 220.0;

pub(super) fn step_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    data: &Data,
    pick: &mut Pick,
    offer: Option<&Estimate>,
    is_new: bool,
) -> bool {
    let mut enter = false;
    if pick.dropped > 0 {
        let (text, close) = (words::dropped(cx.lang, pick.dropped), cx.say(crate::i18n::widgets::CLOSE));
        if banner_ui(ui, Tone::Warn, &text, Some(close)) {
            pick.dropped = 0;
        }
    }
    if data.basis() == AmountBasis::FreeAmount {
        enter |= amount_ui(ui, cx, data, pick, offer, is_new);
    }
    let filters = [
        (Filter::Eligible, words::ELIGIBLE, Some(data.eligible)),
        (Filter::All, words::ALL, Some(data.bills.len())),
        (Filter::ThisYear, words::THIS_YEAR, Some(data.this_year)),
    ];
    let now = pick.filter();
    let mut wanted = None;
    let note = match data.basis() {
        AmountBasis::ChosenBills => words::chosen(cx.lang, pick.count()),
        AmountBasis::FreeAmount => words::taken_from(cx.lang, offer.map_or(0, |offer| offer.taken.len())),
    };
    let lang = cx.lang;
    let card = Card::new()
        .head(|ui| {
            for (filter, name, count) in filters {
                if chip_ui(ui, filter == now, name.get(lang), count).clicked() {
                    wanted = Some(filter);
                }
            }
        })
        .actions(|ui| drop(small_ui(ui, &note)));
    card.flush().fill_height().show(ui, |ui| enter |= bills::table_ui(ui, cx, data, pick, offer));
    if let Some(filter) = wanted {
        pick.show(data, filter);
    }
    enter
}

fn amount_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    data: &Data,
    pick: &mut Pick,
    offer: Option<&Estimate>,
    is_new: bool,
) -> bool {
    let lang = cx.lang;
    let refused = offer.and_then(|offer| offer.refused.as_ref());
    let about_amount = |refusal: &&Refusal| {
        matches!(refusal, Refusal::AmountExceedsInvoiceable { .. } | Refusal::AmountNotPositive { .. })
    };
    let is_typed = pick.money.amount().is_some();
    let error = refused.filter(about_amount).filter(|_| is_typed).map(|refusal| message(lang, refusal));
    let before = pick.money.amount();
    let mut enter = false;
    Card::new().show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let label = words::AMOUNT.get(lang);
            let field = money_field_ui(ui, label, &mut pick.money, Some(AMOUNT), error.as_deref());
            if is_new {
                field.request_focus();
            }
            enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.vertical(|ui| {
                // In line with the input, below its label.
                ui.add_space(space::XXL);
                let none = (!data.invoiceable.is_positive()).then_some(words::BLOCKED.get(lang));
                let whole = Button::secondary(words::WHOLE.get(lang)).disabled_because(none);
                if whole.show(ui).clicked() {
                    pick.set_amount(data.invoiceable);
                }
            });
            ui.allocate_ui(vec2(ui.available_width(), 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    ui.add_space(space::XL);
                    small_ui(ui, &words::up_to(lang, data.invoiceable));
                    small_ui(ui, words::OLDEST_FIRST.get(lang));
                });
            });
        });
    });
    if pick.money.amount() != before {
        pick.typed();
    }
    enter
}
