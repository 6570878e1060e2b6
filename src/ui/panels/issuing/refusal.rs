//! One reason for which an invoice was refused: where, why, and the rate that is right beside the one that is struck
//! out.

use egui::{Align, Frame, Layout, Margin, Ui};

use super::details::{Primary, open_ui};
use super::rows::Refused;
use super::{Asked, Issuing};
use crate::desk::pages::issuing::IssuingDesk;
use crate::domain::bureau::Handling;
use crate::domain::ids::RefusalId;
use crate::domain::tax::{TaxRate, split};
use crate::i18n::{Lang, common, domain, issuing as words};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, banner_ui, chip_ui, key_value_ui, part_rule_ui, small_ui, strong_ui, sum_row_ui, text_row_ui,
    text_ui,
};

impl Issuing {
    pub(super) fn primary_of_refusal(&self, lang: Lang, desk: &IssuingDesk) -> Option<Primary> {
        let Refused { row: refused, detail, handling } = self.refused_row(desk)?;
        let rate = match &handling {
            Handling::Rate(rate) => Some(*rate),
            Handling::ChooseRate(_) => self.chosen_rate(refused.refusal.id),
            Handling::Person if detail.field.is_some() => {
                return Some(Primary::new(words::AMEND.get(lang), Asked::Amend));
            }
            Handling::Person | Handling::NotInFile => {
                let open = Asked::Open(refused.application.clone());
                return Some(Primary::new(words::OPEN_APPLICATION.get(lang), open));
            }
            Handling::Corrected(_) | Handling::Ready | Handling::Overruled => {
                let again = self.refused_applications(desk).len();
                return Some(match self.next_open(desk) {
                    Some(_) => Primary::new(words::NEXT.get(lang), Asked::Next),
                    None => Primary::new(words::export_these(lang, again), Asked::Export),
                });
            }
        };
        let mut first = match rate {
            Some(rate) => Primary::new(words::correct_next(lang, rate), Asked::Correct(rate)),
            None => Primary::new(words::CHOOSE_RATE.get(lang), Asked::Next),
        };
        let why_not = match rate {
            _ if !desk.is_admin => Some(words::NEEDS_ADMIN),
            _ if self.correcting.is_under_way() => Some(words::CORRECTING),
            None => Some(words::CHOOSE_RATE),
            Some(_) => None,
        };
        first.why_not = why_not.map(|why| why.get(lang));
        Some(first)
    }

    fn chosen_rate(&self, id: RefusalId) -> Option<TaxRate> {
        self.rate.filter(|(of, _)| *of == id).map(|(_, rate)| rate)
    }

    pub(super) fn refusal_ui(&self, ui: &mut Ui, lang: Lang, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let Some(Refused { row: refused, detail, handling }) = self.refused_row(desk) else { return };
        let refusal = &refused.refusal;
        key_value_ui(ui, words::SERIAL.get(lang), &refusal.serial);
        key_value_ui(ui, common::KIND.get(lang), domain::invoice_type(detail.invoice_type).get(lang));
        if let Some(rates) = &detail.rates {
            key_value_ui(ui, common::INVOICE_ITEM.get(lang), &rates.item.printed());
        }
        key_value_ui(ui, common::AMOUNT.get(lang), &refused.gross.grouped());
        let field = refusal.field.as_deref();
        let place = words::place(lang, refusal.sheet.as_deref(), refusal.row, field);
        if !place.is_empty() {
            key_value_ui(ui, words::PLACE.get(lang), &place);
        }
        ui.add_space(space::XS);
        banner_ui(ui, Tone::Bad, &refusal.reason, None);
        let now = detail.rates.as_ref().and_then(|rates| rates.in_force);
        let shown = match &handling {
            Handling::Rate(rate) => {
                ui.add_space(space::XS);
                small_ui(ui, common::RATE.get(lang));
                rate_ui(ui, lang, now, *rate);
                Some(*rate)
            }
            Handling::ChooseRate(offered) => {
                ui.add_space(space::XS);
                small_ui(ui, words::CHOOSE_RATE.get(lang));
                let chosen = self.chosen_rate(refusal.id);
                text_row_ui(ui, |ui| {
                    for rate in offered {
                        if chip_ui(ui, chosen == Some(*rate), &rate.to_string(), None).clicked() {
                            asked.push(Asked::ChooseRate(refusal.id, *rate));
                        }
                    }
                });
                chosen
            }
            Handling::Corrected(rate) => {
                ui.add_space(space::XS);
                let item = detail.rates.as_ref().map(|rates| rates.item.name.clone()).unwrap_or_default();
                banner_ui(ui, Tone::Ok, &words::corrected(lang, &item, *rate), None);
                Some(*rate)
            }
            Handling::Ready | Handling::Overruled => {
                banner_ui(ui, Tone::Ok, words::OVERRULED.get(lang), None);
                None
            }
            Handling::Person | Handling::NotInFile => None,
        };
        if let Some(rate) = shown {
            let sums = split(refused.gross, rate);
            ui.add_space(space::XS);
            sum_row_ui(ui, words::NET.get(lang), &sums.net.grouped());
            sum_row_ui(ui, words::TAX.get(lang), &sums.tax.grouped());
            part_rule_ui(ui);
            text_row_ui(ui, |ui| {
                strong_ui(ui, common::GROSS.get(lang));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    strong_ui(ui, &sums.gross.grouped());
                });
            });
        }
        match (&handling, &detail.rates) {
            (Handling::Rate(rate), Some(rates)) => {
                if desk.is_admin {
                    small_ui(ui, &words::remembered(lang, &rates.item.name, *rate));
                } else {
                    banner_ui(ui, Tone::Warn, words::NEEDS_ADMIN.get(lang), None);
                }
            }
            (Handling::Person, _) if detail.field.is_none() => {
                small_ui(ui, words::PERSON_HOW.get(lang));
            }
            (Handling::NotInFile, _) => drop(small_ui(ui, words::NOT_IN_FILE_HOW.get(lang))),
            _ => {}
        }
        ui.add_space(space::XS);
        match handling {
            Handling::Person | Handling::NotInFile => {
                if Button::secondary(words::OVERRULE.get(lang)).show(ui).clicked() {
                    asked.push(Asked::Overrule);
                }
                open_ui(ui, lang, &refused.application, asked);
            }
            _ => open_ui(ui, lang, &refused.application, asked),
        }
    }
}

/// The rate that was refused, struck out, and the one that the bureau offers.
fn rate_ui(ui: &mut Ui, lang: Lang, now: Option<TaxRate>, offered: TaxRate) {
    let t = tokens(ui);
    let frame = Frame::new()
        .fill(t.surface)
        .stroke(t.border())
        .corner_radius(size::RADIUS)
        .inner_margin(Margin::symmetric(space::M as i8, ((size::CONTROL - size::PILL) / 2.0) as i8));
    frame.show(ui, |ui| {
        text_row_ui(ui, |ui| {
            if let Some(now) = now {
                let struck = Type::Body.rich(now.to_string()).color(t.weak).strikethrough();
                ui.add(egui::Label::new(struck));
            }
            text_ui(ui, &offered.to_string(), Type::Strong, t.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text_ui(ui, words::OFFERED.get(lang), Type::Body, t.ok);
            });
        });
    });
}
