//! The card beside a list: one row in full, and what can be done about it.

use egui::Ui;

use super::came::{Came, Standing};
use super::{Asked, Issuing, Tab};
use crate::desk::pages::issuing::{IssuingDesk, OutInvoice, Waiting};
use crate::domain::bureau::{FormFault, FormProblem, Why};
use crate::domain::money::Fen;
use crate::domain::returned::{Claim, ComparedField, Difference};
use crate::i18n::{Lang, Text, common, dates, exchange, issuing as words, paperwork};
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, banner_ui, key_value_ui, key_value_with, link_ui, part_rule_ui, pill_ui, small_ui,
    strong_ui, sum_row_ui, text_row_ui, text_ui,
};

/// The first thing to do about a row: the words of its button, why it cannot be pressed, and what it does.
pub(super) struct Primary {
    pub label: String,
    pub why_not: Option<&'static str>,
    pub asked: Asked,
}

impl Primary {
    pub fn new(label: impl Into<String>, asked: Asked) -> Self {
        Self { label: label.into(), why_not: None, asked }
    }
}

impl Issuing {
    pub(super) fn primary(&self, lang: Lang, desk: &IssuingDesk) -> Option<Primary> {
        let application = self.application(desk);
        let open = || {
            let open = Asked::Open(application.clone()?);
            Some(Primary::new(words::OPEN_APPLICATION.get(lang), open))
        };
        match self.tab {
            Tab::Waiting => {
                let waiting = self.waiting_row(desk)?;
                if !waiting.why.is_empty() {
                    return open();
                }
                let export = Asked::ExportOne(waiting.application.clone());
                Some(Primary::new(words::EXPORT_THIS.get(lang), export))
            }
            Tab::Out => open(),
            Tab::Refused => self.primary_of_refusal(lang, desk),
            Tab::Back => {
                let came = self.came_row()?;
                let choices: Vec<String> = match came.choices() {
                    [] => application.clone().into_iter().collect(),
                    several => several.to_vec(),
                };
                let is_for_another = came.standing() == Standing::Barred;
                if !came.standing().is_open() || is_for_another || came.claim().is_none() {
                    return open();
                }
                let mut decide = Primary::new(words::DECIDE.get(lang), Asked::Decide(choices));
                decide.why_not = why_undecidable(came).map(|why| why.get(lang));
                Some(decide)
            }
        }
    }

    pub(super) fn side_ui(&self, ui: &mut Ui, cx: &Cx<'_>, desk: &IssuingDesk, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let title = match (self.tab, self.came_row()) {
            (Tab::Back, Some(came)) if came.number().is_empty() => Some(came.short_source(lang)),
            (Tab::Back, Some(came)) => Some(came.number().to_owned()),
            _ => self.application(desk),
        };
        let (at, of) = match self.tab {
            Tab::Waiting => (self.waiting.at(), self.waiting_rows(desk).len()),
            Tab::Out => (self.out.at(), self.out_rows(desk).len()),
            Tab::Refused => (self.refused.at(), self.refused_rows(desk).len()),
            Tab::Back => (self.back.at(), self.came_rows().len()),
        };
        let Some((title, at)) = title.zip(at) else { return };
        let note = words::place_of(lang, at + 1, of);
        let first = self.primary(lang, desk);
        let mut pressed = None;
        let card = Card::titled(&title).note(&note);
        let card = match &first {
            None => card,
            Some(first) => card.foot(|ui| {
                let button = Button::primary(&first.label).wide();
                let button = if first.why_not.is_none() { button.shortcut("Enter") } else { button };
                if button.disabled_because(first.why_not).show(ui).clicked() {
                    pressed = Some(Asked::Primary);
                }
            }),
        };
        card.show_scrolled(ui, ("issuing", self.tab as u8, at), |ui| match self.tab {
            Tab::Waiting => {
                if let Some(waiting) = self.waiting_row(desk) {
                    waiting_ui(ui, lang, waiting, desk.max, asked);
                }
            }
            Tab::Out => {
                if let Some(out) = self.out_row(desk) {
                    out_ui(ui, cx, out, asked);
                }
            }
            Tab::Refused => self.refusal_ui(ui, lang, desk, asked),
            Tab::Back => {
                if let Some(came) = self.came_row() {
                    came_ui(ui, lang, came, asked);
                }
            }
        });
        asked.extend(pressed);
    }
}

/// The reason given before that keeps an application from going out.
pub(super) fn refused_before(waiting: &Waiting) -> Option<&str> {
    waiting.why.iter().find_map(|why| match why {
        Why::Form(FormProblem { fault: FormFault::RefusedBefore { reason }, .. }) => Some(reason.as_str()),
        _ => None,
    })
}

fn waiting_ui(ui: &mut Ui, lang: Lang, waiting: &Waiting, max: Option<Fen>, asked: &mut Vec<Asked>) {
    key_value_ui(ui, common::BUYER.get(lang), &waiting.buyer);
    key_value_ui(ui, common::GROSS.get(lang), &waiting.gross.grouped());
    key_value_ui(ui, words::INVOICES.get(lang), &waiting.invoices.len().to_string());
    if let ([first, .., last], Some(max)) = (waiting.invoices.as_slice(), max) {
        let full = waiting.invoices.iter().filter(|gross| *gross == first).count();
        let rest = (first != last).then_some(*last);
        key_value_ui(ui, words::PLAN.get(lang), &words::plan(full, *first, rest, waiting.gross));
        small_ui(ui, &words::plan_how(lang, max));
    }
    for why in &waiting.why {
        banner_ui(ui, Tone::Bad, &paperwork::why(lang, why), None);
    }
    if refused_before(waiting).is_some() && Button::secondary(words::OVERRULE.get(lang)).show(ui).clicked() {
        asked.push(Asked::Overrule);
    }
    if waiting.why.is_empty() {
        part_rule_ui(ui);
        open_ui(ui, lang, &waiting.application, asked);
    }
}

fn out_ui(ui: &mut Ui, cx: &Cx<'_>, out: &OutInvoice, asked: &mut Vec<Asked>) {
    let lang = cx.lang;
    key_value_ui(ui, words::SERIAL.get(lang), &out.serial);
    key_value_ui(ui, common::BUYER.get(lang), &out.buyer);
    key_value_ui(ui, common::GROSS.get(lang), &out.gross.grouped());
    key_value_ui(ui, words::BATCH.get(lang), &words::batch(lang, out.batch));
    key_value_ui(ui, common::FILE.get(lang), &out.file);
    key_value_ui(ui, words::SHEET_ROW.get(lang), &out.line.to_string());
    key_value_ui(ui, words::SENT_AT.get(lang), &dates::moment(out.at));
    part_rule_ui(ui);
    if Button::danger(words::RECALL.get(lang)).show(ui).clicked() {
        asked.push(Asked::Recall);
    }
}

/// Why no person can decide on it.
fn why_undecidable(came: &Came) -> Option<Text> {
    let mut fields = came.differences().iter().map(|difference| difference.field);
    Some(match fields.find(|field| field.is_undecidable())? {
        ComparedField::IssuedOn => words::DAY_DIFFERS,
        ComparedField::Number => words::NUMBER_DIFFERS,
        _ => words::MONEY_DIFFERS,
    })
}

fn came_ui(ui: &mut Ui, lang: Lang, came: &Came, asked: &mut Vec<Asked>) {
    let (tone, icon, word) = came.standing().look();
    text_row_ui(ui, |ui| pill_ui(ui, tone, icon, word.get(lang)));
    if let Some(why) = came.why(lang) {
        banner_ui(ui, if came.standing().is_open() { Tone::Warn } else { Tone::Info }, &why, None);
    }
    if let Some(why) = why_undecidable(came) {
        banner_ui(ui, Tone::Warn, why.get(lang), None);
    }
    if !came.differences().is_empty() {
        compared_ui(ui, lang, came.differences());
        part_rule_ui(ui);
    }
    if let Some(claim) = came.claim() {
        claim_ui(ui, lang, claim);
    }
    if let Some(application) = came.application() {
        key_value_with(ui, common::APPLICATION.get(lang), |ui| open_link_ui(ui, application, asked));
    }
    for application in came.choices() {
        key_value_with(ui, common::APPLICATION.get(lang), |ui| open_link_ui(ui, application, asked));
    }
    key_value_ui(ui, words::SOURCE.get(lang), &came.source(lang));
    if let Some(list) = came.known_before()
        && Button::secondary(words::TAKE_AGAIN.get(lang)).show(ui).clicked()
    {
        asked.push(Asked::TakeAgain(list.to_owned()));
    }
}

/// What the invoice says of itself.
fn claim_ui(ui: &mut Ui, lang: Lang, claim: &Claim) {
    let texts = [
        (common::BUYER, claim.buyer.name.clone()),
        (words::SELLER, claim.seller.name.clone()),
        (common::ISSUED_ON, claim.issued_on.map(|day| day.to_string())),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            key_value_ui(ui, name.get(lang), &text);
        }
    }
    let sums = [(words::NET, claim.net), (words::TAX, claim.tax), (common::GROSS, claim.gross)];
    for (name, sum) in sums {
        if let Some(sum) = sum {
            sum_row_ui(ui, name.get(lang), &sum.grouped());
        }
    }
}

/// Both sides of each field that differs, side by side.
fn compared_ui(ui: &mut Ui, lang: Lang, differences: &[Difference]) {
    pair_ui(ui, &|ui| drop(small_ui(ui, words::HERE.get(lang))), &|ui| {
        small_ui(ui, words::ON_INVOICE.get(lang));
    });
    for difference in differences {
        let (here, there) = (
            value(lang, difference.field, &difference.desk),
            value(lang, difference.field, &difference.invoice),
        );
        strong_ui(ui, exchange::compared_field(difference.field).get(lang));
        let t = tokens(ui);
        pair_ui(ui, &|ui| drop(text_ui(ui, &here, Type::Body, t.text)), &|ui| {
            text_ui(ui, &there, Type::Body, t.bad);
        });
    }
}

/// Two things side by side, each with half of the room.
pub(super) fn pair_ui(ui: &mut Ui, left: &dyn Fn(&mut Ui), right: &dyn Fn(&mut Ui)) {
    let half = ((ui.available_width() - space::M) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for side in [left, right] {
            ui.vertical(|ui| {
                ui.set_width(half);
                side(ui);
            });
        }
    });
}

/// A value of a field in words.
pub(super) fn value(lang: Lang, field: ComparedField, text: &str) -> String {
    match field {
        _ if text.is_empty() => "—".to_owned(),
        _ if field.is_money() => Fen::parse(text).map_or_else(|_| text.to_owned(), Fen::grouped),
        _ => exchange::compared_value(lang, field, text),
    }
}

pub(super) fn open_ui(ui: &mut Ui, lang: Lang, application: &str, asked: &mut Vec<Asked>) {
    if text_row_ui(ui, |ui| link_ui(ui, words::OPEN_APPLICATION.get(lang)).clicked()) {
        asked.push(Asked::Open(application.to_owned()));
    }
}

fn open_link_ui(ui: &mut Ui, application: &str, asked: &mut Vec<Asked>) {
    if text_row_ui(ui, |ui| link_ui(ui, application).clicked()) {
        asked.push(Asked::Open(application.to_owned()));
    }
}
