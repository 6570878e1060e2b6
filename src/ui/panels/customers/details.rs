//! The card that explains one customer, and what can be done from there.

use egui::{PopupCloseBehavior, Ui};

use super::Customers;
use super::balance::balance_ui;
use super::dialog::CustomerForm;
use super::list::standing_ui;
use crate::desk::lists::customers::CustomerView;
use crate::domain::account::AccountStatus;
use crate::domain::list_columns::AccountColumn;
use crate::domain::masking::masked_phone;
use crate::i18n::lists::account_column;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, audit, common, customers as words, domain, faults, mail_settings, shell};
use crate::ui::commands::UserCommand;
use crate::ui::icons;
use crate::ui::panels::parts::card_not_there_ui;
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Card, icon_button_ui, key_value_ui, link_ui, menu_button_ui, menu_item_ui, part_rule_ui,
    small_ui, strong_ui, text_row_ui,
};

impl Customers {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let Some(view) = self.shown() else {
            return card_not_there_ui(ui, lang, &self.details.view());
        };
        let account = &view.customer.stored.account;
        let chosen = Chosen::standing(lang, account, view.balance.blocked);
        let is_chosen = cx.chosen.is_some_and(|now| now.account == account.code);
        let nothing = || words::NOTHING_INVOICEABLE.get(lang).to_owned();
        let why_not = match &view.blocked {
            Some(refusal) => Some(message(lang, refusal)),
            None => (!view.balance.invoiceable.is_positive()).then(nothing),
        };
        let mut go = None;
        let mut choose = false;
        let (mut close, mut history) = (false, false);
        let mut dialog = None;
        let mut asked = Vec::new();
        let card = Card::titled(&account.name)
            .actions(|ui| {
                close = icon_button_ui(ui, icons::CLOSE, common::CLOSE_DETAILS.get(lang)).clicked();
                history = icon_button_ui(ui, icons::AUDIT, audit::HISTORY.get(lang)).clicked();
                let (name, closes) = (words::MORE.get(lang), PopupCloseBehavior::CloseOnClick);
                dialog =
                    menu_button_ui(ui, icons::MORE, name, closes, |ui| menu_ui(ui, lang, view)).flatten();
            })
            .foot(|ui| {
                let apply = Button::primary(shell::APPLY.get(lang)).disabled_because(why_not.as_deref());
                if apply.show(ui).clicked() {
                    go = Some(Route::Apply);
                }
                let why = is_chosen.then_some(words::IS_CHOSEN.get(lang));
                let button = Button::secondary(words::CHOOSE.get(lang)).shortcut("Enter");
                choose = button.disabled_because(why).show(ui).clicked();
            });
        let (mut led, mut removing) = (None, None);
        card.show_scrolled(ui, &account.code, |ui| {
            text_row_ui(ui, |ui| {
                small_ui(ui, &account.code);
                standing_ui(ui, lang, view.balance.blocked);
            });
            removing = balance_ui(ui, lang, view, &mut asked);
            led = links_ui(ui, lang);
            facts_ui(ui, lang, view);
        });
        if choose || go.is_some() || led.is_some() {
            cx.act(Action::Choose(Some(chosen)));
        }
        if let Some(route) = go.or(led) {
            cx.act(Action::Go(route));
        }
        asked.into_iter().for_each(|action| cx.act(action));
        if let Some(form) = dialog.or(removing) {
            self.dialog.open(form);
        }
        if history {
            cx.act(Action::Run(UserCommand::CustomerHistory));
        }
        if close {
            self.selected = None;
        }
    }
}

fn links_ui(ui: &mut Ui, lang: Lang) -> Option<Route> {
    let mut led = None;
    text_row_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for (name, route) in [
            (common::SEE_BILLS, Route::Bills),
            (common::INVOICE_INFO, Route::InvoiceInfo),
            (shell::ADDRESSES, Route::Addresses),
        ] {
            if link_ui(ui, name.get(lang)).clicked() {
                led = Some(route);
            }
        }
    });
    led
}

fn menu_ui(ui: &mut Ui, lang: Lang, view: &CustomerView) -> Option<CustomerForm> {
    let account = &view.customer.stored.account;
    let status = match account.status {
        AccountStatus::Active => words::FREEZE,
        AccountStatus::Frozen => words::UNFREEZE,
    };
    if menu_item_ui(ui, words::ADD_ENTRY.get(lang), false).clicked() {
        return Some(CustomerForm::entry(account));
    }
    if menu_item_ui(ui, words::ADD_TOP_UP.get(lang), false).clicked() {
        return Some(CustomerForm::top_up(account, view.balance.on));
    }
    if menu_item_ui(ui, mail_settings::CUSTOMER.get(lang), false).clicked() {
        return Some(CustomerForm::mail(account, view.mail.language, view.mail.cc.as_deref()));
    }
    menu_item_ui(ui, status.get(lang), false).clicked().then(|| CustomerForm::status(account))
}

fn facts_ui(ui: &mut Ui, lang: Lang, view: &CustomerView) {
    let (stored, policy) = (&view.customer.stored, &view.customer.policy);
    let (account, profile) = (&stored.account, &stored.profile);
    let title = |column| account_column(column).get(lang);
    part_rule_ui(ui);
    strong_ui(ui, words::FACTS.get(lang));
    key_value_ui(ui, title(AccountColumn::Issuer), &view.customer.issuer.issuer.name);
    key_value_ui(ui, common::POLICY.get(lang), lang.pick(&policy.name_zh, &policy.name_en));
    key_value_ui(ui, title(AccountColumn::Kind), domain::account_kind(account.kind).get(lang));
    key_value_ui(ui, title(AccountColumn::Region), domain::region(account.region).get(lang));
    let not_verified = words::NOT_VERIFIED.get(lang);
    let verified_name = account.verified_name.as_deref().unwrap_or(not_verified);
    key_value_ui(ui, title(AccountColumn::VerifiedName), verified_name);
    if let Some(tax_id) = &account.verified_tax_id {
        key_value_ui(ui, title(AccountColumn::VerifiedTaxId), tax_id.as_str());
        if let Some(by) = &view.customer.tax_id_seen_by {
            small_ui(ui, &faults::tax_id_seen(lang, by));
        }
    }
    for (column, value) in [
        (AccountColumn::Contact, &profile.contact),
        (AccountColumn::Mobile, &profile.mobile.as_deref().map(masked_phone)),
        (AccountColumn::Email, &profile.email),
    ] {
        if let Some(value) = value {
            key_value_ui(ui, title(column), value);
        }
    }
    let (language, cc) = (view.mail.language, view.mail.cc.as_deref());
    let mail = match cc {
        Some(cc) => mail_settings::customers_mail(lang, language, cc),
        None => mail_settings::language(language).get(lang).to_owned(),
    };
    key_value_ui(ui, mail_settings::LANGUAGE.get(lang), &mail);
}
