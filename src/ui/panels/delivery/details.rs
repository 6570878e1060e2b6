//! The card beside the list of what is to be delivered: one application, how it goes and to whom.

use chrono::NaiveDate;
use egui::Ui;

use super::list::{due_ui, standing};
use super::{Asked, Delivery};
use crate::desk::pages::delivery::ToDeliver;
use crate::domain::address::MailingAddress;
use crate::domain::policy::Delivery as Way;
use crate::i18n::{Lang, common, delivery as words, domain, steps};
use crate::ui::commands::{UserCommand, command_link_ui};
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Button, Card, key_value_ui, key_value_with, link_ui, part_rule_ui, pill_ui, text_row_ui,
};

impl Delivery {
    pub(super) fn application_ui(&self, ui: &mut Ui, lang: Lang, today: NaiveDate, asked: &mut Vec<Asked>) {
        let (Some(row), Some(at)) = (self.row(), self.at.at()) else { return };
        let number = &row.listed.number;
        let listed = self.listed().unwrap_or_default().max(self.rows.count() as u64);
        let note = words::place_of(lang, at + 1, usize::try_from(listed).unwrap_or(usize::MAX));
        let mut pressed = false;
        let card = Card::titled(number).note(&note).foot(|ui| {
            let command = match row.way {
                Way::Email => UserCommand::SendMail,
                Way::Post => UserCommand::EnterTracking,
            };
            pressed =
                Button::primary(command.about().label.get(lang)).shortcut("Enter").wide().show(ui).clicked();
        });
        card.show_scrolled(ui, ("delivery", row.listed.id.0), |ui| {
            let (tone, icon, word) = standing(row);
            text_row_ui(ui, |ui| pill_ui(ui, tone, icon, word.get(lang)));
            facts_ui(ui, lang, today, row);
            part_rule_ui(ui);
            // Where something is chosen, the key is for that.
            let delivers = text_row_ui(ui, |ui| match self.targets().are_chosen() {
                true => link_ui(ui, UserCommand::EnterTracking.about().label.get(lang)).clicked(),
                false => command_link_ui(ui, &UserCommand::EnterTracking.now()),
            });
            asked.extend(delivers.then(|| Asked::Deliver(String::new())));
            if text_row_ui(ui, |ui| link_ui(ui, words::OPEN_APPLICATION.get(lang)).clicked()) {
                asked.push(Asked::Open(number.clone()));
            }
        });
        if pressed {
            asked.push(Asked::Primary);
        }
    }
}

fn facts_ui(ui: &mut Ui, lang: Lang, today: NaiveDate, row: &ToDeliver) {
    let listed = &row.listed;
    if listed.account_name != listed.buyer_name {
        key_value_ui(ui, common::CUSTOMER.get(lang), &listed.account_name);
    }
    key_value_ui(ui, common::BUYER.get(lang), &listed.buyer_name);
    key_value_ui(ui, common::AMOUNT.get(lang), &listed.amount.grouped());
    key_value_with(ui, words::DUE.get(lang), |ui| due_ui(ui, lang, row, today));
    key_value_ui(ui, common::DELIVERY_METHOD.get(lang), domain::delivery(row.way).get(lang));
    match row.way {
        Way::Email => {
            key_value_ui(ui, words::TO.get(lang), row.email.as_deref().unwrap_or(NOTHING));
        }
        Way::Post => {
            let address = row.address.as_ref().map(MailingAddress::masked).map(|address| {
                let place = format!("{} {}", address.region, address.street);
                format!("{} {}\n{place}", address.recipient, address.phone)
            });
            key_value_ui(ui, steps::SEND_TO.get(lang), address.as_deref().unwrap_or(NOTHING));
        }
    }
    let numbers = listed.invoices.as_deref().unwrap_or(NOTHING).replace(", ", "\n");
    key_value_ui(ui, words::INVOICES.get(lang), &numbers);
    key_value_with(ui, words::FILES.get(lang), |ui| match row.without_file {
        0 => pill_ui(ui, Tone::Ok, icons::CHECK, words::ALL_FILES.get(lang)),
        missing => pill_ui(ui, Tone::Warn, icons::WARNING, &words::files_missing(lang, missing)),
    });
}
