//! Step 1: which bills, or how much; with the table of the customer's bills: which can be invoiced, which cannot and why.

use std::borrow::Cow;

use egui::{Key, Ui, vec2};

use super::data::Data;
use super::pick::{BillFilter, Pick};
use crate::desk::pages::balance::BillView;
use crate::desk::pages::estimate::Estimate;
use crate::domain::bill::BillStanding;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::policy::AmountBasis;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::i18n::common;
use crate::i18n::lists::bill_standing;
use crate::i18n::refusal::message;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, bills, domain, lists, wizard as words};
use crate::ui::icons::{self, Icon};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Check, Column, Table, TableOutput, TableRows, amount_text_ui, amount_ui, banner_ui,
    body_ui, chip_ui, empty_state_ui, money_field_ui, pill_ui, small_ui,
};

const AMOUNT: f32 = 220.0;
/// From these widths on there is room for every column: where bills are chosen, and where they are taken for an amount,
/// which is a column more.
const ROOMY: f32 = 800.0;
const ROOMY_WITH_TAKEN: f32 = 860.0;
/// Below this width there is room for what a bill is known by and what is left of it.
const TIGHT: f32 = 600.0;

/// How the step is shown.
#[derive(Clone, Copy)]
pub(super) struct Arrival {
    /// It has just been reached.
    pub is_new: bool,
    /// Nothing lies over it.
    pub has_keyboard: bool,
}

pub(super) fn step_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    data: &Data,
    pick: &mut Pick,
    estimate: Option<&Estimate>,
    arrival: Arrival,
) -> bool {
    let mut enter = false;
    if pick.dropped > 0 {
        let (text, close) = (words::dropped(cx.lang, pick.dropped), cx.say(crate::i18n::widgets::CLOSE));
        if banner_ui(ui, Tone::Warn, &text, Some(close)) {
            pick.dropped = 0;
        }
    }
    if data.basis() == AmountBasis::FreeAmount {
        enter |= asked_amount_ui(ui, cx, data, pick, estimate, arrival.is_new);
    }
    let filters = [
        (BillFilter::Eligible, common::INVOICEABLE, Some(data.eligible)),
        (BillFilter::All, lists::ALL, Some(data.bills.len())),
        (BillFilter::ThisYear, words::THIS_YEAR, Some(data.this_year)),
    ];
    let now = pick.filter;
    let mut wanted = None;
    let note = match data.basis() {
        AmountBasis::ChosenBills => words::chosen(cx.lang, pick.chosen.len()),
        AmountBasis::FreeAmount => {
            words::taken_from(cx.lang, estimate.map_or(0, |estimate| estimate.taken.len()))
        }
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
    card.flush().fill_height().show(ui, |ui| {
        enter |= table_ui(ui, cx, data, pick, estimate, arrival.has_keyboard);
    });
    if let Some(filter) = wanted {
        pick.show(data, filter);
    }
    enter
}

/// Whether a refusal is said beside the input of the amount, or only that nothing was asked for yet.
pub(super) fn is_said_at_the_amount(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::AmountExceedsInvoiceable { .. } | Refusal::AmountNotPositive { .. })
}

fn asked_amount_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    data: &Data,
    pick: &mut Pick,
    estimate: Option<&Estimate>,
    is_new: bool,
) -> bool {
    let lang = cx.lang;
    let refused = estimate.and_then(|estimate| estimate.refused.as_ref());
    let before = pick.money.amount();
    let refused = refused.filter(|refusal| before.is_some() && is_said_at_the_amount(refusal));
    let error = refused.map(|refusal| message(lang, refusal));
    let mut enter = false;
    Card::new().show(ui, |ui| {
        let is_wide = ui.available_width() >= TIGHT;
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
            if is_wide {
                ui.allocate_ui(vec2(ui.available_width(), 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.add_space(space::XL);
                        notes_ui(ui, lang, data);
                    });
                });
            }
        });
        if !is_wide {
            notes_ui(ui, lang, data);
        }
    });
    if pick.money.amount() != before {
        pick.version += 1;
    }
    enter
}

/// How much there is, and in which order it is taken.
fn notes_ui(ui: &mut Ui, lang: Lang, data: &Data) {
    ui.spacing_mut().item_spacing.y = space::XS;
    small_ui(ui, &words::up_to(lang, data.invoiceable));
    small_ui(ui, words::OLDEST_FIRST.get(lang));
}

/// Draws the table; answers whether Enter was pressed in it.
fn table_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    data: &Data,
    pick: &mut Pick,
    estimate: Option<&Estimate>,
    has_keyboard: bool,
) -> bool {
    let lang = cx.lang;
    let chooses = data.basis() == AmountBasis::ChosenBills;
    let roomy = if chooses { ROOMY } else { ROOMY_WITH_TAKEN };
    let is_roomy = ui.available_width() >= roomy;
    let is_tight = ui.available_width() < TIGHT;
    let mut columns = columns(lang, chooses, is_roomy);
    // All that can be invoiced have the same status.
    let left_out = if pick.filter == BillFilter::Eligible { "status" } else { "billed_on" };
    columns.retain(|column| !is_tight || ![left_out, "charged"].contains(&column.key()));
    let rows = BillRows { data, pick, estimate, lang, says_sums: is_roomy || chooses };
    let footer = footer(lang, data, pick);
    let mut acts = false;
    let mut view = pick.view.clone();
    let mut table = Table::new(common::BILLS.get(lang), &columns)
        .empty(|ui| acts = empty_ui(ui, lang, data))
        .footer(|ui| drop(small_ui(ui, &footer)));
    if chooses {
        table = table.checkboxes(pick.all.unwrap_or(Check::Off)).takes_keyboard(has_keyboard);
    }
    let out = table.show(ui, &mut view, &rows, pick.at);
    pick.view = view;
    match acts {
        true if data.bills.is_empty() => cx.act(Action::Go(Route::Files)),
        true => pick.show(data, BillFilter::All),
        false => {}
    }
    follow(ui, data, pick, &out, chooses)
}

/// Does what the user asked of the table; answers whether Enter was pressed in it.
fn follow(ui: &Ui, data: &Data, pick: &mut Pick, out: &TableOutput<BillId>, chooses: bool) -> bool {
    if let Some(to) = out.ranged.filter(|_| chooses) {
        pick.range(data, to);
    }
    pick.at = out.selected.or(out.checked).or(pick.at);
    if out.sorted {
        pick.arrange(data);
    }
    if let Some(on) = out.check_all {
        pick.toggle_all(data, on);
    }
    let doubly = ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary));
    let toggled = out.checked.or(out.opened.filter(|_| doubly));
    if let Some(id) = toggled.filter(|_| chooses) {
        pick.toggle(data, id);
    }
    out.opened.is_some() && !doubly
}

fn columns(lang: Lang, chooses: bool, is_roomy: bool) -> Vec<Column<'static>> {
    let mut columns = vec![Column::new("bill_no", common::BILL_NO.get(lang), 144.0).whole().sortable()];
    if is_roomy {
        columns.push(Column::new("kind", common::KIND.get(lang), 92.0).grows());
    } else {
        columns[0] = Column::new("bill_no", common::BILL_NO.get(lang), 132.0).whole().sortable().grows();
    }
    // What is taken is a column more.
    let has_room = is_roomy || chooses;
    let (date, status) =
        if has_room { (106.0, lang.pick(172.0, 206.0)) } else { (100.0, lang.pick(120.0, 148.0)) };
    let sum = if has_room { 112.0 } else { 106.0 };
    columns.push(Column::new("billed_on", common::BILLED_ON.get(lang), date).whole().sortable());
    columns.push(Column::new("status", common::STATUS.get(lang), status).whole());
    columns.push(Column::money("charged", common::BILL_AMOUNT.get(lang), sum).sortable());
    columns.push(Column::money("remaining", common::INVOICEABLE.get(lang), sum).sortable());
    if !chooses {
        columns.push(Column::money("taken", common::THIS_INVOICE.get(lang), sum));
    }
    columns
}

/// In place of rows; whether bills are to be imported where there are none, or else all of them shown.
fn empty_ui(ui: &mut Ui, lang: Lang, data: &Data) -> bool {
    let (title, how, action) = if data.bills.is_empty() {
        (words::NO_BILLS, words::NO_BILLS_HOW, common::IMPORT_BILLS)
    } else {
        (common::NO_MATCHING_BILLS, words::NONE_HERE_HOW, words::SHOW_ALL)
    };
    empty_state_ui(ui, icons::BILLS, title.get(lang), how.get(lang), Some(action.get(lang)))
}

/// How many are shown, or why the bill under the cursor cannot be invoiced.
fn footer(lang: Lang, data: &Data, pick: &Pick) -> String {
    let at = pick.at.and_then(|id| data.bill(id));
    match at.and_then(|bill| Some((bill, bill.rule?))) {
        Some((bill, rule)) => {
            let text = rule_text(rule);
            words::bill_refused(lang, &bill.bill_no, text.title.get(lang), text.what_to_do.get(lang))
        }
        None => words::shown(lang, pick.shown.len()),
    }
}

struct BillRows<'a> {
    data: &'a Data,
    pick: &'a Pick,
    estimate: Option<&'a Estimate>,
    lang: Lang,
    /// Whether a status has room for the sum that it is about; what remains says it too.
    says_sums: bool,
}

impl BillRows<'_> {
    fn bill(&self, row: usize) -> &BillView {
        &self.data.bills[self.pick.shown[row]]
    }
}

impl TableRows for BillRows<'_> {
    type Id = BillId;

    fn len(&self) -> usize {
        self.pick.shown.len()
    }

    fn id(&self, row: usize) -> BillId {
        self.bill(row).id
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let bill = self.bill(row);
        match column {
            "bill_no" => drop(body_ui(ui, &bill.bill_no)),
            "kind" => drop(body_ui(ui, domain::bill_kind(bill.kind).get(self.lang))),
            "billed_on" => drop(body_ui(ui, &bill.billed_on.to_string())),
            "status" => status_ui(ui, self.lang, self.data, bill, self.says_sums),
            "charged" => drop(amount_ui(ui, bill.amount)),
            "remaining" => match bill.rule {
                None | Some(RuleId::BillFullyInvoiced) => drop(amount_ui(ui, bill.remaining)),
                Some(_) => drop(amount_text_ui(ui, NOTHING)),
            },
            _ => {
                let taken = self.estimate.and_then(|estimate| estimate.taken.get(&bill.id));
                let invoiced = taken.map(|line| line.invoiced).filter(|fen| *fen != Fen::ZERO);
                match invoiced {
                    Some(invoiced) => amount_ui(ui, invoiced),
                    None => amount_text_ui(ui, NOTHING),
                };
            }
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        !self.bill(row).eligible
    }

    fn check(&self, row: usize) -> Option<(Check, Cow<'_, str>)> {
        let bill = self.bill(row);
        let check = if bill.eligible { self.pick.chosen.contains(&bill.id).into() } else { Check::Barred };
        Some((check, bill.bill_no.as_str().into()))
    }
}

const NOTHING: &str = "—";

/// The pill of a bill; hovered, it says which rule refuses it and what to do.
fn status_ui(ui: &mut Ui, lang: Lang, data: &Data, bill: &BillView, says_sums: bool) {
    let (tone, icon, word, sum) = status_of(lang, data, bill);
    let full = sum.map_or_else(|| word.clone(), |sum| words::partly(&word, sum));
    let pill = pill_ui(ui, tone, icon, if says_sums { &full } else { &word });
    let pill = if says_sums || sum.is_none() { pill } else { pill.on_hover_text(full) };
    if let Some(rule) = bill.rule {
        pill.on_hover_ui(|ui| {
            let text = rule_text(rule);
            body_ui(ui, text.refuses.get(lang));
            body_ui(ui, text.what_to_do.get(lang));
        });
    }
}

/// The look and the words of a bill's status, and the sum that it is about.
fn status_of(lang: Lang, data: &Data, bill: &BillView) -> (Tone, Icon, String, Option<Fen>) {
    let word = bill_standing(bill.standing).get(lang);
    let (tone, icon) = match bill.standing {
        BillStanding::Invoiceable => (Tone::Ok, icons::OPEN),
        BillStanding::PartlyRefunded => {
            return (Tone::Warn, icons::HALF, word.to_owned(), Some(bill.refunded));
        }
        BillStanding::PartlyInvoiced => {
            return (Tone::Warn, icons::HALF, word.to_owned(), Some(bill.used));
        }
        BillStanding::TooOld => {
            let months = data.sheet.policy.bill_age_limit_months.unwrap_or_default();
            return (Tone::Bad, icons::ALERT, bills::too_old(lang, months), None);
        }
        BillStanding::Invoiced if bill.used > bill.amount - bill.refunded => {
            return (Tone::Warn, icons::UNDO, common::REFUNDED_AFTER_INVOICE.get(lang).to_owned(), None);
        }
        BillStanding::Invoiced => (Tone::Neutral, icons::CHECK),
        BillStanding::NothingLeft => (Tone::Neutral, icons::BLOCKED),
        BillStanding::Unpaid => (Tone::Neutral, icons::CLOCK),
        BillStanding::Overdue => (Tone::Bad, icons::ALERT),
    };
    (tone, icon, word.to_owned(), None)
}
