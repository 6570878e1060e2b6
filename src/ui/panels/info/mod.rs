//! Invoice info (开票信息) of the chosen customer: one form a type, with what was verified and reviewed beside it.

mod aside;
mod proofs;
mod proofs_view;
mod revoke;

use chrono::NaiveDate;
use egui::Ui;

use self::proofs::Proofs;
use self::revoke::Revoke;
use super::{Panel, parts};
use crate::desk::commands::invoice_info::InfoStatus;
use crate::desk::pages::customer::{self, CustomerSheet, InfoOrigin};
use crate::desk::pages::review::{self, Standing};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::qualification::QualificationState;
use crate::i18n::{Lang, common, domain, info as words, qualification as submitting, unsaved};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::forms::info::InfoForm;
use crate::ui::icons::{self, Icon};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Button, ButtonKind, Card, banner_ui, panel_head_ui, pill_ui, segmented_ui, strong_ui,
};

const ASIDE: f32 = 320.0;
const WIDE: f32 = 1000.0;

#[derive(Debug, Default)]
pub struct Info {
    account: String,
    sheet: Loadable<(u64, String), CustomerSheet>,
    /// The forms of that customer; and those of others that were left with changes, so that nothing typed is lost.
    forms: Vec<InfoForm>,
    /// Where that customer's qualification stands, under a policy that reviews it.
    standing: Loadable<(u64, String, NaiveDate), Option<Standing>>,
    /// The scans of that customer; and those of others that were left with files attached.
    proofs: Vec<Proofs>,
    /// The reason why that customer's qualification is revoked, while it is typed.
    revoke: CommandDialog<Revoke>,
    shown: usize,
    /// The frame in which it was drawn last, and whether the first field is still to have the keyboard since it came up.
    drawn: u64,
    arrives: bool,
    /// It was asked to save.
    saves: bool,
}

impl Panel for Info {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.take_answers(cx);
        let Some(chosen) = cx.chosen else { return };
        if chosen.account != self.account {
            self.account.clone_from(&chosen.account);
            self.sheet.clear();
            self.standing.clear();
            self.revoke.close();
            self.forms.retain(InfoForm::is_changed);
            self.proofs.retain(|proofs| !proofs.is_empty());
            if !self.proofs.iter().any(|proofs| proofs.account == self.account) {
                self.proofs.push(Proofs::of(&self.account));
            }
            self.shown = 0;
        }
        let key = (cx.office.revision(), self.account.clone(), cx.office.moment().today);
        self.standing
            .keep(cx.office, key, |db, moment, (_, account, _)| review::standing(db, moment, account));
        let key = (cx.office.revision(), self.account.clone());
        let is_new =
            self.sheet.keep(cx.office, key, |db, moment, (_, account)| customer::sheet(db, moment, account));
        if is_new && let Some(sheet) = self.sheet.value() {
            renew(&mut self.forms, sheet, cx);
        }
        for form in &mut self.forms {
            form.keep(cx.office);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let frame = ui.ctx().cumulative_frame_nr();
        self.arrives |= std::mem::replace(&mut self.drawn, frame) + 1 < frame;
        let place = self.place().filter(|_| cx.chosen.is_some());
        let Self { account, sheet, forms, standing, proofs, revoke, shown, arrives, saves, .. } = self;
        let standing = standing.value().and_then(Option::as_ref);
        let proofs = proofs.iter_mut().find(|proofs| proofs.account == *account);
        let shown_form = sheet.value().zip(place);
        let Some((data, place)) = shown_form else {
            panel_head_ui(ui, cx.say(common::INVOICE_INFO), "", |_| {});
            ui.add_space(space::M);
            return match cx.chosen {
                None => parts::choose_customer_ui(ui, cx),
                Some(_) => parts::not_there_ui(ui, cx, &sheet.view()),
            };
        };
        if std::mem::take(arrives) {
            forms[place].focus();
        }
        // Before the form, which would take the dialog's keys.
        revoke.show(ui.ctx(), cx, &());
        let lang = cx.lang;
        let mut saves = std::mem::take(saves);
        saves |=
            panel_head_ui(ui, cx.say(common::INVOICE_INFO), "", |ui| actions_ui(ui, cx, &mut forms[place]));
        ui.add_space(space::M);
        let is_wide = ui.available_width() >= WIDE;
        let name_of = |kind: &InvoiceType| {
            // What one is chosen from is named shortly in a small window.
            let named = if is_wide { domain::invoice_type } else { domain::invoice_type_short };
            let name = named(*kind).get(lang);
            let is_changed = forms.iter().any(|form| is_of(form, account, *kind) && form.is_changed());
            if is_changed { format!("{name} *") } else { name.to_owned() }
        };
        let names: Vec<String> = data.types.iter().map(|of_type| name_of(&of_type.invoice_type)).collect();
        let mut revokes = false;
        parts::split_ui(
            ui,
            ASIDE,
            &mut forms[place],
            |ui, form| {
                let tabs: Vec<(usize, &str)> = names.iter().map(String::as_str).enumerate().collect();
                let (tone, icon, word) = state_of(form);
                let card = Card::new()
                    .head(|ui| {
                        match names.as_slice() {
                            [only] => strong_ui(ui, only),
                            _ => segmented_ui(ui, common::INVOICE_TYPE.get(lang), shown, &tabs),
                        };
                    })
                    .actions(|ui| drop(pill_ui(ui, tone, icon, word.get(lang))));
                let standing = standing.filter(|_| data.needs_qualification(form.invoice_type()));
                parts::scroll_ui(ui, "form", |ui| {
                    ui.spacing_mut().item_spacing.y = space::L;
                    card.show(ui, |ui| {
                        form.draft_ui(ui, lang, cx.office);
                        notices_ui(ui, lang, data, standing, form);
                        ui.push_id((form.account().to_owned(), form.invoice_type()), |ui| {
                            saves |= form.ui_reviewed(ui, lang, standing);
                        });
                    });
                    if let (Some(standing), Some(proofs)) = (standing, proofs) {
                        proofs_view::proofs_ui(ui, cx, standing, form, proofs);
                    }
                });
            },
            |ui, form| revokes = aside::aside_ui(ui, lang, data, standing, form),
        );
        if revokes {
            revoke.open(Revoke::of(&data.account.code, &data.account.name));
        }
        if saves {
            forms[place].save(cx.office);
        }
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let form = self.place().and_then(|place| self.forms.get(place)).filter(|_| cx.chosen.is_some());
        let save = |form| UserCommand::SaveInfo.unless(why_not_saved(cx, form).map(str::to_owned));
        form.filter(|_| !self.revoke.is_open()).map(save).into_iter().collect()
    }

    fn run(&mut self, command: UserCommand, _cx: &mut Cx<'_>) {
        self.saves |= command == UserCommand::SaveInfo;
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        // What is typed into the forms is kept.
        let proofs = self.proofs.iter().filter(|proofs| !proofs.is_empty());
        let proofs = proofs.map(|proofs| Unsaved::new(unsaved::PROOFS, proofs.account.as_str()));
        proofs.chain(self.revoke.unsaved()).collect()
    }
}

impl Info {
    /// The place of the form that is shown.
    fn place(&self) -> Option<usize> {
        let types = &self.sheet.value()?.types;
        let kind = types.get(self.shown).or(types.first())?.invoice_type;
        self.forms.iter().position(|form| is_of(form, &self.account, kind))
    }

    /// Takes what was answered to forms that are being saved, and says so.
    fn take_answers(&mut self, cx: &mut Cx<'_>) {
        for form in &mut self.forms {
            let said = match form.logic() {
                None => continue,
                Some(InfoStatus::Active) => Action::Toast(Tone::Ok, cx.say(words::SAVED).to_owned()),
                Some(InfoStatus::NeedsReview) => {
                    Action::Toast(Tone::Warn, cx.say(words::SAVED_FOR_REVIEW).to_owned())
                }
            };
            cx.act(said);
        }
        self.revoke.logic(cx);
        for proofs in &mut self.proofs {
            if let Some(submitted) = proofs.logic(cx) {
                cx.act(Action::Toast(Tone::Ok, submitting::submitted(cx.lang, submitted.due_on)));
            }
        }
    }
}

fn is_of(form: &InfoForm, account: &str, kind: InvoiceType) -> bool {
    form.account() == account && form.invoice_type() == kind
}

/// Gives each type of the sheet's customer its form, with what is in the store now.
fn renew(forms: &mut Vec<InfoForm>, sheet: &CustomerSheet, cx: &Cx<'_>) {
    for of_type in &sheet.types {
        let kind = of_type.invoice_type;
        match forms.iter_mut().find(|form| is_of(form, &sheet.account.code, kind)) {
            Some(form) => form.renew(sheet),
            None => forms.push(InfoForm::new(sheet, kind).taken_up(cx.office)),
        }
    }
}

fn why_not_saved(cx: &Cx<'_>, form: &InfoForm) -> Option<&'static str> {
    if form.is_saving() {
        return Some(cx.say(common::SAVING));
    }
    (!form.can_save()).then(|| cx.say(words::NOTHING_CHANGED))
}

/// The buttons of the head; answers whether it is to be saved.
fn actions_ui(ui: &mut Ui, cx: &Cx<'_>, form: &mut InfoForm) -> bool {
    let nothing = cx.say(words::NOTHING_CHANGED);
    let save = UserCommand::SaveInfo.unless(why_not_saved(cx, form).map(str::to_owned));
    let save = save.named(cx.say(common::SAVE));
    let saves = command_button_ui(ui, ButtonKind::Primary, &save);
    let revert =
        Button::secondary(cx.say(words::REVERT)).disabled_because((!form.is_changed()).then_some(nothing));
    if revert.show(ui).clicked() {
        form.revert();
    }
    saves
}

fn state_of(form: &InfoForm) -> (Tone, Icon, crate::i18n::Text) {
    match (form.is_changed(), form.stored()) {
        (true, _) => (Tone::Warn, icons::EDIT, words::UNSAVED),
        (false, Some(_)) => (Tone::Ok, icons::CHECK, common::SAVED),
        (false, None) => (Tone::Neutral, icons::OPEN, common::NOT_FILLED_IN),
    }
}

/// What is to be known before one types, and before one saves.
fn notices_ui(ui: &mut Ui, lang: Lang, sheet: &CustomerSheet, standing: Option<&Standing>, form: &InfoForm) {
    let of_type = sheet.of_type(form.invoice_type());
    let is_derived = of_type.is_some_and(|of_type| matches!(of_type.info, InfoOrigin::Derived(_)));
    let mut notices = Vec::new();
    if form.stored().is_none() {
        notices.push((Tone::Info, words::PREFILLED.get(lang).to_owned()));
    }
    if is_derived {
        notices.push((Tone::Info, words::DERIVED.get(lang).to_owned()));
    }
    notices.extend(standing.and_then(|standing| review_notice(lang, standing, form)));
    for (tone, text) in notices {
        banner_ui(ui, tone, &text, None);
        ui.add_space(space::S);
    }
}

/// What the qualification asks for: what to do next, or what saving would do to it.
fn review_notice(lang: Lang, standing: &Standing, form: &InfoForm) -> Option<(Tone, String)> {
    use QualificationState as Q;
    let changes = form.changes();
    match standing.state {
        Some(Q::Approved) if !changes.is_empty() => {
            let names: Vec<&str> =
                changes.into_iter().map(|field| domain::info_field(field).get(lang)).collect();
            return Some((Tone::Warn, submitting::makes_stale(lang, &names)));
        }
        Some(Q::Pending) if !changes.is_empty() => {
            return Some((Tone::Warn, submitting::NOTICE_PENDING_CHANGED.get(lang).to_owned()));
        }
        _ => {}
    }
    let tone = match standing.state {
        None | Some(Q::Draft | Q::Pending | Q::Approved) => Tone::Info,
        Some(Q::Stale) => Tone::Warn,
        Some(Q::Rejected | Q::Revoked) => Tone::Bad,
    };
    submitting::notice(standing.state).map(|text| (tone, text.get(lang).to_owned()))
}
