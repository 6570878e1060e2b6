//! What the user at the desk has begun and not sent, in one line that opens: each draft leads to its form.

use std::cell::Cell;
use std::collections::BTreeSet;

use egui::{Key, Modifiers, Ui};

use crate::desk::drafts::Draft;
use crate::desk::pages::overview;
use crate::domain::account::Account;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::SubmissionId;
use crate::i18n::{Lang, dates, drafts as names, overview as words};
use crate::ui::command_dialog::Head;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Chosen, Cx, Route, Target};
use crate::ui::theme::size;
use crate::ui::widgets::{Column, SliceRows, Table, TableView, body_ui, fold_ui, link_ui, weak_ui};

/// How many rows are shown before they scroll.
const ROWS: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Drafts {
    all: Vec<Draft>,
    /// The customers whom they are about: their pages are those of the chosen one.
    accounts: Loadable<(u64, BTreeSet<String>), Vec<Account>>,
    is_open: bool,
    selected: Option<DraftKey>,
    /// The draft of which it is asked whether it is to be discarded.
    asking: Option<Draft>,
}

impl Drafts {
    /// Takes those of the user, of one customer or of all.
    pub(super) fn logic(&mut self, cx: &Cx<'_>, of: Option<&str>) {
        let is_wanted = |draft: &Draft| of.is_none() || draft.key.account.as_deref() == of;
        self.all = cx.office.drafts().into_iter().filter(is_wanted).collect();
        let codes: BTreeSet<String> = self.all.iter().filter_map(|draft| draft.key.account.clone()).collect();
        if !codes.is_empty() {
            self.accounts.keep(cx.office, (cx.office.revision(), codes), |db, _, (_, codes)| {
                overview::accounts(db, codes)
            });
        }
    }

    pub(super) fn height(&self) -> f32 {
        match self.all.len() {
            0 => 0.0,
            _ if !self.is_open => size::ROW,
            count => (count.min(ROWS) + 2) as f32 * size::ROW,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        ui.spacing_mut().item_spacing.y = 0.0;
        let of = |draft: &Draft| names::named(lang, &draft.key, draft.account_name.as_deref());
        let line = words::drafts(lang, self.all.len() as u64, &self.all.first().map(of).unwrap_or_default());
        if fold_ui(ui, &line, self.is_open).clicked() {
            self.is_open = !self.is_open;
        }
        if !self.is_open {
            return;
        }
        let columns = [
            Column::new("what", words::DRAFT.get(lang), 220.0).grows(),
            Column::new("when", words::CHANGED_AT.get(lang), 150.0).whole(),
            Column::new("go", "", lang.pick(72.0, 84.0)).whole(),
            Column::new("discard", "", lang.pick(60.0, 84.0)).whole(),
        ];
        let (pressed, crossed) = (Cell::new(None), Cell::new(None));
        let place = |key: &DraftKey| self.all.iter().position(|draft| draft.key == *key);
        let rows = SliceRows::new(&self.all, |draft: &Draft, column, ui| match column {
            "what" => drop(body_ui(ui, &of(draft))),
            "when" => drop(weak_ui(ui, &dates::moment(draft.changed_at))),
            "go" => {
                if link_ui(ui, words::GO_ON.get(lang)).clicked() {
                    pressed.set(place(&draft.key));
                }
            }
            _ => {
                if link_ui(ui, words::DISCARD.get(lang)).clicked() {
                    crossed.set(place(&draft.key));
                }
            }
        });
        let table = Table::new(words::DRAFT.get(lang), &columns).at_most_rows(ROWS);
        let selected = self.selected.as_ref().and_then(place);
        let output = table.show(ui, &mut TableView::default(), &rows, selected);
        let deletes =
            output.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
        let crossed = crossed.get().or(selected.filter(|_| deletes));
        let opened = output.opened.or(pressed.get()).and_then(|at| self.all.get(at));
        for action in opened.into_iter().flat_map(|draft| self.go_on(lang, draft)) {
            cx.act(action);
        }
        if let Some(draft) = output.selected.and_then(|at| self.all.get(at)) {
            self.selected = Some(draft.key.clone());
        }
        self.asking = crossed.and_then(|at| self.all.get(at)).cloned().or(self.asking.take());
        drop(rows);
        self.asking_ui(ui, cx);
    }

    /// Asks whether a draft is to be discarded.
    fn asking_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let Some(draft) = &self.asking else { return };
        let lang = cx.lang;
        let head = Head::new(words::DISCARD_DRAFT.get(lang)).danger_if(true).for_good();
        let mut discards = false;
        let closes = head.show(ui.ctx(), |ui| {
            body_ui(ui, &names::named(lang, &draft.key, draft.account_name.as_deref()));
            let (confirmed, leaves) = head.buttons_ui(ui, lang, None);
            discards = confirmed;
            confirmed || leaves
        });
        if discards {
            cx.office.keep_draft(&draft.key, None);
        }
        if closes {
            self.asking = None;
        }
    }

    /// What leads to the form of a draft.
    fn go_on(&self, lang: Lang, draft: &Draft) -> Vec<Action> {
        use DraftForm as F;
        let account = draft.key.account.clone().unwrap_or_default();
        let object = draft.key.object.clone().unwrap_or_default();
        // These pages are about the chosen customer, whom the draft names.
        let of_customer = |route| {
            let found = self.accounts.value().into_iter().flatten().find(|found| found.code == account);
            let chosen = found.map(|found| Action::Choose(Some(Chosen::from_account(lang, found))));
            chosen.into_iter().chain([Action::Go(route)]).collect()
        };
        let go = |route| vec![Action::Go(route)];
        match draft.key.form {
            F::Application => of_customer(Route::Apply),
            F::InvoiceInfo | F::QualificationRevocation => of_customer(Route::InvoiceInfo),
            F::Address => of_customer(Route::Addresses),
            F::Recurring => of_customer(Route::Recurring),
            F::Rejection
            | F::Issue
            | F::Delivery
            | F::Reversal
            | F::CorrectionRequest
            | F::CorrectionApproval
            | F::CorrectionRejection
            | F::StepRequest
            | F::RequestRefusal => go(Route::Application(object)),
            F::RedLetter | F::BulkIssue | F::BulkDelivery | F::BulkRejection => go(Route::Applications),
            F::Recall | F::RefusedCorrection | F::Overruling | F::ReturnedDecision => go(Route::Issuing),
            F::MailDecision => go(Route::Delivery),
            F::BillCorrection | F::BillRemoval | F::RefundRemoval => go(Route::Bills),
            F::AccountStatus
            | F::NonInvoiceable
            | F::NonInvoiceableRemoval
            | F::TopUp
            | F::MailPreference => vec![Action::Open(Target::Customer(account))],
            F::QualificationRejection => match object.parse() {
                Ok(submission) => vec![Action::Open(Target::Review(SubmissionId(submission)))],
                Err(_) => go(Route::Review),
            },
            F::Ticket | F::TicketNote => go(Route::Tickets),
            F::Policy | F::PolicyCopy => go(Route::Policies),
            F::Issuer | F::User | F::Mail | F::MailTemplate => go(Route::Settings),
        }
    }
}
