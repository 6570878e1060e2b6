//! Applying for all that is invoiceable of many customers.

use egui::Ui;

use super::form::{Drawn, Form};
use super::run::{Doing, Item, Of};
use crate::desk::pages::bulk_apply::Applicant;
use crate::domain::address::MailingAddress;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, bulk as words, common, domain};
use crate::ui::command_dialog::{Head, is_entered};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::state::{Action, Cx};
use crate::ui::widgets::{ButtonKind, Column, SliceRows, Table, TableView, amount_ui, body_ui, strong_ui};

const WIDTH: f32 = 760.0;
const MOST_ROWS: usize = 8;

/// The command that applies for so many customers, in the list of customers.
pub fn apply_offered(lang: Lang, customers: usize) -> Offered {
    let command = UserCommand::ApplyForChosen;
    match customers {
        0 => command.unless(Some(words::CUSTOMERS_FIRST.get(lang).to_owned())),
        1 => command.now(),
        n => command.now().named(words::apply_for(lang, n)),
    }
}

/// Its button in the bar under that list.
pub fn apply_button_ui(ui: &mut Ui, cx: &mut Cx<'_>, offered: &[Offered]) {
    for offered in offered.iter().filter(|offered| offered.command == UserCommand::ApplyForChosen) {
        if command_button_ui(ui, ButtonKind::Primary, offered) {
            cx.act(Action::Run(offered.command));
        }
    }
}

pub(super) struct Apply {
    of: Vec<Applicant>,
    sum: Fen,
    is_new: bool,
}

impl Apply {
    pub fn new(of: Vec<Applicant>) -> Self {
        let sum = of.iter().map(|of| of.amount).sum();
        Self { of, sum, is_new: true }
    }
}

impl Form for Apply {
    fn doing(&self) -> Doing {
        Doing::Apply
    }

    fn head(&self, lang: Lang) -> Head {
        let button = words::title(lang, words::APPLY_SHORT.get(lang), self.of.len());
        Head::new(words::APPLY.get(lang)).buttons(button, common::NOT_NOW).width(WIDTH)
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _height: f32) -> Drawn {
        let lang = cx.lang;
        strong_ui(ui, &words::apply_sum(lang, self.of.len(), self.sum));
        if !self.of.is_empty() {
            let columns = [
                Column::new("customer", common::CUSTOMER.get(lang), 200.0).grows(),
                Column::new("type", common::INVOICE_TYPE.get(lang), lang.pick(104.0, 164.0)).whole(),
                Column::money("amount", common::INVOICE_AMOUNT.get(lang), 120.0),
                Column::new("to", common::DELIVERED_TO.get(lang), 200.0),
            ];
            let cell = |of: &Applicant, column: &str, ui: &mut Ui| match column {
                "customer" => drop(body_ui(ui, &of.name)),
                "type" => drop(body_ui(ui, domain::invoice_type_short(of.command.r#type).get(lang))),
                "amount" => drop(amount_ui(ui, of.amount)),
                _ => {
                    let address = of.address.as_ref().map(MailingAddress::one_line);
                    body_ui(ui, &address.or_else(|| of.command.email.clone()).unwrap_or_default());
                }
            };
            let rows = SliceRows::new(&self.of, cell);
            let table = Table::new(common::CUSTOMERS.get(lang), &columns).at_most_rows(MOST_ROWS);
            table.show(ui, &mut TableView::default(), &rows, None);
        }
        let is_new = std::mem::take(&mut self.is_new);
        Drawn { entered: !is_new && is_entered(ui), changed: false }
    }

    fn why_not(&self, lang: Lang) -> Option<String> {
        self.of.is_empty().then(|| words::NONE_READY.get(lang).to_owned())
    }

    fn items(&self) -> Result<Vec<Item>, Refusal> {
        let item = |of: &Applicant| Item {
            of: Of::account(&of.command.account, &of.name),
            amount: of.amount,
            command: of.command.clone().into(),
        };
        Ok(self.of.iter().map(item).collect())
    }
}
