//! Invoice info (开票信息) of the chosen customer: one form a type, with what was verified and reviewed beside it.

mod form;

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

pub use form::InfoForm;

use super::{Panel, parts};
use crate::desk::customer_view::{self, CustomerSheet, InfoOrigin};
use crate::desk::infos::InfoStatus;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::qualification::QualificationState;
use crate::i18n::dates::moment;
use crate::i18n::{Lang, domain, info as words, phrase, shell};
use crate::ui::icons::{self, Icon};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, banner_ui, body_ui, key_value_ui, link_ui, panel_head_ui, pill_ui, segmented_ui, small_ui,
    strong_ui, text_row_ui, weak_ui,
};

/// Width of what explains the form.
const ASIDE: f32 = 320.0;

/// The panel.
#[derive(Debug, Default)]
pub struct Info {
    /// The customer whose info is shown.
    account: String,
    sheet: Loadable<(u64, String), CustomerSheet>,
    /// The forms of that customer; and those of others that were left with changes, so that nothing typed is lost.
    forms: Vec<InfoForm>,
    /// The type that is shown, in the customer's types.
    shown: usize,
}

impl Panel for Info {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.take_answers(cx);
        let Some(chosen) = cx.chosen else { return };
        if chosen.account != self.account {
            self.account.clone_from(&chosen.account);
            self.sheet.clear();
            self.forms.retain(InfoForm::is_changed);
            self.shown = 0;
        }
        let key = (cx.office.revision(), self.account.clone());
        let is_new = self.sheet.keep(cx.office, key, |(_, account)| {
            let account = account.clone();
            move |db, moment| customer_view::sheet(db, moment, &account)
        });
        if is_new && let Some(sheet) = self.sheet.value() {
            renew(&mut self.forms, sheet);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if cx.chosen.is_none() {
            panel_head_ui(ui, cx.say(shell::INVOICE_INFO), "", |_| {});
            ui.add_space(space::XS);
            return parts::choose_customer_ui(ui, cx);
        }
        let Self { account, sheet, forms, shown, .. } = self;
        let kinds: Vec<InvoiceType> =
            sheet.value().map(|s| s.types.iter().map(|t| t.invoice_type).collect()).unwrap_or_default();
        let kind = kinds.get(*shown).or(kinds.first()).copied();
        let place = forms.iter().position(|f| f.account() == account && Some(f.invoice_type()) == kind);
        let (Some(data), Some(place)) = (sheet.value(), place) else {
            panel_head_ui(ui, cx.say(shell::INVOICE_INFO), "", |_| {});
            ui.add_space(space::XS);
            return parts::not_there_ui(ui, cx, &sheet.view());
        };
        let save = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
        let mut saves = ui.input_mut(|input| input.consume_shortcut(&save));
        saves |=
            panel_head_ui(ui, cx.say(shell::INVOICE_INFO), "", |ui| actions_ui(ui, cx, &mut forms[place]));
        ui.add_space(space::XS);
        let unsaved: Vec<bool> = kinds
            .iter()
            .map(|kind| {
                forms.iter().any(|f| f.account() == account && f.invoice_type() == *kind && f.is_changed())
            })
            .collect();
        parts::split_ui(
            ui,
            ASIDE,
            &mut forms[place],
            |ui, form| {
                let tabs: Vec<(usize, String)> = (0..)
                    .zip(kinds.iter().zip(unsaved))
                    .map(|(i, (kind, unsaved))| {
                        let name = domain::invoice_type(*kind).get(cx.lang);
                        (i, if unsaved { format!("{name} *") } else { name.to_owned() })
                    })
                    .collect();
                let (tone, icon, word) = state_of(form);
                let card = Card::new()
                    .head(|ui| {
                        if let [(_, only)] = tabs.as_slice() {
                            strong_ui(ui, only);
                        } else {
                            let tabs: Vec<(usize, &str)> =
                                tabs.iter().map(|(i, name)| (*i, name.as_str())).collect();
                            segmented_ui(ui, cx.say(words::TYPE), shown, &tabs);
                        }
                    })
                    .actions(|ui| drop(pill_ui(ui, tone, icon, word.get(cx.lang))));
                parts::scroll_ui(ui, "form", |ui| {
                    card.show(ui, |ui| {
                        notices_ui(ui, cx.lang, data, form);
                        ui.push_id((form.account().to_owned(), form.invoice_type()), |ui| {
                            saves |= form.ui(ui, cx.lang);
                        });
                    });
                });
            },
            |ui, form| aside_ui(ui, cx.lang, data, form),
        );
        if saves {
            forms[place].save(cx.office);
        }
    }
}

impl Info {
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
    }
}

/// Gives each type of the sheet's customer its form, with what is in the store now.
fn renew(forms: &mut Vec<InfoForm>, sheet: &CustomerSheet) {
    for of_type in &sheet.types {
        let kind = of_type.invoice_type;
        let is_it =
            |form: &&mut InfoForm| form.account() == sheet.account.code && form.invoice_type() == kind;
        match forms.iter_mut().find(is_it) {
            Some(form) => form.renew(sheet),
            None => forms.push(InfoForm::new(sheet, kind)),
        }
    }
}

/// The buttons of the head; answers whether it is to be saved.
fn actions_ui(ui: &mut Ui, cx: &Cx<'_>, form: &mut InfoForm) -> bool {
    let nothing = cx.say(words::NOTHING_CHANGED);
    let why_not =
        if form.is_saving() { Some(cx.say(words::SAVING)) } else { (!form.can_save()).then_some(nothing) };
    let save = Button::primary(cx.say(words::SAVE)).shortcut("Ctrl S").disabled_because(why_not);
    let saves = save.show(ui).clicked();
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
        (false, Some(_)) => (Tone::Ok, icons::CHECK, words::STORED),
        (false, None) => (Tone::Neutral, icons::OPEN, words::NOT_STORED),
    }
}

/// What is to be known before one types.
fn notices_ui(ui: &mut Ui, lang: Lang, sheet: &CustomerSheet, form: &InfoForm) {
    let of_type = sheet.of_type(form.invoice_type());
    let is_derived = of_type.is_some_and(|of_type| matches!(of_type.info, InfoOrigin::Derived(_)));
    let mut notices = Vec::new();
    if form.stored().is_none() {
        notices.push((Tone::Info, words::PREFILLED));
    }
    if is_derived {
        notices.push((Tone::Info, words::DERIVED));
    }
    if sheet.needs_qualification(form.invoice_type()) {
        notices.push((Tone::Warn, words::GOES_TO_REVIEW));
    }
    for (tone, text) in notices {
        banner_ui(ui, tone, text.get(lang), None);
        ui.add_space(space::S);
    }
}

/// What explains the form: what was verified, what is asked for, the review, who saved when.
fn aside_ui(ui: &mut Ui, lang: Lang, sheet: &CustomerSheet, form: &mut InfoForm) {
    parts::scroll_ui(ui, "aside", |ui| {
        ui.spacing_mut().item_spacing.y = space::L;
        verified_ui(ui, lang, sheet, form);
        Card::titled(words::ASKED.get(lang)).show(ui, |ui| {
            weak_ui(ui, words::asked(form.invoice_type()).get(lang));
        });
        if sheet.needs_qualification(form.invoice_type()) {
            Card::titled(words::QUALIFICATION.get(lang))
                .actions(|ui| qualification_pill_ui(ui, lang, sheet.qualification))
                .show(ui, |ui| weak_ui(ui, words::qualification_means(sheet.qualification).get(lang)));
        }
        if let Some(stored) = form.stored() {
            Card::titled(words::RECORD.get(lang)).show(ui, |ui| {
                key_value_ui(ui, words::BY.get(lang), &stored.saved_by);
                key_value_ui(ui, words::AT.get(lang), &moment(lang, stored.saved_at, sheet.on));
                key_value_ui(ui, words::VERSION.get(lang), &phrase::count(stored.version.unsigned_abs()));
            });
        }
    });
}

fn verified_ui(ui: &mut Ui, lang: Lang, sheet: &CustomerSheet, form: &mut InfoForm) {
    let account = &sheet.account;
    Card::titled(words::VERIFIED.get(lang)).show(ui, |ui| {
        let Some(name) = &account.verified_name else {
            weak_ui(ui, words::NOT_VERIFIED.get(lang));
            return;
        };
        small_ui(ui, words::VERIFIED_NAME.get(lang));
        body_ui(ui, name);
        if let Some(tax_id) = &account.verified_tax_id {
            small_ui(ui, words::VERIFIED_TAX_ID.get(lang));
            body_ui(ui, tax_id.as_str());
        }
        text_row_ui(ui, |ui| {
            if form.agrees_with_verified() {
                pill_ui(ui, Tone::Ok, icons::CHECK, words::VERIFIED_USED.get(lang));
            } else if link_ui(ui, words::USE_VERIFIED.get(lang)).clicked() {
                form.use_verified();
            }
        });
    });
}

/// Where a qualification stands, as a pill.
pub fn qualification_pill_ui(ui: &mut Ui, lang: Lang, state: Option<QualificationState>) {
    let (tone, icon) = match state {
        Some(QualificationState::Approved) => (Tone::Ok, icons::CHECK),
        Some(QualificationState::Pending) => (Tone::Info, icons::CLOCK),
        Some(QualificationState::Stale) => (Tone::Warn, icons::WARNING),
        Some(QualificationState::Rejected | QualificationState::Revoked) => (Tone::Bad, icons::BLOCKED),
        None | Some(QualificationState::Draft) => (Tone::Neutral, icons::OPEN),
    };
    let word = domain::qualification_standing(state);
    pill_ui(ui, tone, icon, word.get(lang));
}
