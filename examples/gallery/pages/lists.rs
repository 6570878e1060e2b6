//! A table of a million rows, facts, sums, timelines, charts.

use std::borrow::Cow;

use egui::Ui;

use super::phrases;
use super::{Gallery, columns_ui};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::i18n::{Lang, Text};
use fapiao_desk::ui::icons;
use fapiao_desk::ui::theme::{Tone, size};
use fapiao_desk::ui::widgets::{
    Bar, BarChartView, Card, Check, Column, Meter, Progress, Table, TableRows, TableView, TimelineItem,
    amount_ui, body_ui, columns_menu_ui, empty_state_ui, key_figure_ui, key_value_ui, key_value_with,
    meters_ui, mono_ui, pill_ui, rule_ui, small_ui, strong_ui, sum_row_ui, sum_total_ui, timeline_ui,
};
use fapiao_desk::ui::words::{lang, say};

pub(super) fn page_ui(ui: &mut Ui, state: &mut Gallery) {
    let left = |ui: &mut Ui, state: &mut Gallery| {
        table_ui(ui, state);
        facts_ui(ui);
    };
    let right = |ui: &mut Ui, _: &mut Gallery| {
        sums_ui(ui);
        progress_ui(ui);
        charts_ui(ui);
    };
    columns_ui(ui, 0.66, state, left, right);
}

/// Bills that are made up as they are looked at.
struct Bills<'a> {
    state: &'a Gallery,
    lang: Lang,
}

impl TableRows for Bills<'_> {
    type Id = u32;

    fn len(&self) -> usize {
        self.state.rows
    }

    fn id(&self, row: usize) -> u32 {
        row as u32
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let say = |text: Text| text.get(self.lang);
        match column {
            "bill_no" => drop(body_ui(ui, &format!("202610-{row:08}"))),
            "kind" => {
                let kind = if row % 4 == 2 { phrases::SAVINGS_PLAN } else { phrases::PAY_AS_YOU_GO };
                body_ui(ui, say(kind));
            }
            "billed_on" => drop(body_ui(ui, &format!("2026-{:02}-01", 10 - row % 10))),
            "status" => {
                let (tone, icon, word) = match row % 7 {
                    2 => (Tone::Warn, icons::HALF, phrases::PARTLY_REFUNDED),
                    4 => (Tone::Neutral, icons::CHECK, phrases::INVOICED),
                    6 => (Tone::Bad, icons::ALERT, phrases::TOO_OLD),
                    _ => (Tone::Ok, icons::OPEN, phrases::INVOICEABLE),
                };
                pill_ui(ui, tone, icon, say(word));
            }
            _ => drop(amount_ui(ui, Fen((row as i64 * 7_919_317 + 49_757_370) % 100_000_000))),
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        matches!(row % 7, 4 | 6)
    }

    fn check(&self, row: usize) -> Option<(Check, Cow<'_, str>)> {
        let check = match (self.is_faint(row), self.state.checked.contains(&self.id(row))) {
            (true, _) => Check::Barred,
            (false, on) => on.into(),
        };
        Some((check, phrases::BILL_NO.get(self.lang).into()))
    }
}

fn table_ui(ui: &mut Ui, state: &mut Gallery) {
    let columns = columns(ui);
    let mut view = state.view.clone();
    let card = Card::titled(say(ui, phrases::BILLS)).actions(|ui| {
        columns_menu_ui(ui, &columns, &mut view);
    });
    card.flush().show(ui, |ui| bills_ui(ui, state, Some(10)));
    state.view = TableView { sort: state.view.sort, ..view };
}

fn columns(ui: &Ui) -> [Column<'static>; 5] {
    [
        Column::new("bill_no", say(ui, phrases::BILL_NO), 160.0).sortable(),
        Column::new("kind", say(ui, phrases::BILL_KIND), 100.0).grows(),
        Column::new("billed_on", say(ui, phrases::BILLED_ON), 110.0).sortable(),
        Column::new("status", say(ui, phrases::STATUS), 150.0),
        Column::money("amount", say(ui, phrases::BILL_AMOUNT), 130.0).sortable(),
    ]
}

/// The table of bills, as high as there is room or `rows` rows.
pub(super) fn bills_ui(ui: &mut Ui, state: &mut Gallery, rows: Option<usize>) {
    let columns = columns(ui);
    let mut view = state.view.clone();
    let all = if state.checked.is_empty() { Check::Off } else { Check::Some };
    let (totals, nothing) = (say(ui, phrases::TOTALS), say(ui, phrases::NOTHING));
    let note = say(ui, phrases::NOTHING_NOTE);
    let bills = Bills { state, lang: lang(ui) };
    let mut table = Table::new(say(ui, phrases::BILLS), &columns)
        .checkboxes(all)
        .empty(|ui| {
            empty_state_ui(ui, icons::BILLS, nothing, note, None);
        })
        .footer(|ui| drop(small_ui(ui, totals)));
    if let Some(rows) = rows {
        table = table.at_most_rows(rows);
    }
    let out = table.show(ui, &mut view, &bills, state.selected);
    state.view = view;
    state.selected = out.selected.or(state.selected);
    state.opened = out.opened.or(state.opened);
    state.near_end = out.near_end;
    if let Some(id) = out.checked {
        match state.checked.iter().position(|checked| *checked == id) {
            Some(place) => drop(state.checked.remove(place)),
            None => state.checked.push(id),
        }
    }
    if let Some(all) = out.check_all {
        state.checked = if all { (0..10).collect() } else { Vec::new() };
    }
}

fn facts_ui(ui: &mut Ui) {
    Card::titled(say(ui, phrases::FACTS)).note(say(ui, phrases::SNAPSHOT)).show(ui, |ui| {
        key_value_ui(ui, say(ui, phrases::CUSTOMER), say(ui, phrases::COMPANY));
        key_value_with(ui, say(ui, phrases::TAX_ID), |ui| mono_ui(ui, "91110108MA01TEAT0Y"));
        key_value_with(ui, say(ui, phrases::AMOUNT), |ui| {
            strong_ui(ui, "¥ 128,400.00");
            small_ui(ui, say(ui, phrases::IN_WORDS));
        });
        key_value_ui(ui, say(ui, phrases::REMARK), say(ui, phrases::CONTRACT));
    });
}

fn sums_ui(ui: &mut Ui) {
    Card::titled(say(ui, phrases::SUM)).show(ui, |ui| {
        sum_ui(ui);
        key_figure_ui(ui, Fen(52_320_653));
    });
}

/// How an amount comes about.
pub(super) fn sum_ui(ui: &mut Ui) {
    sum_row_ui(ui, say(ui, phrases::CHOSEN), "523,636.53");
    sum_row_ui(ui, say(ui, phrases::REFUNDED), "− 400.00");
    sum_row_ui(ui, say(ui, phrases::NON_INVOICEABLE), "− 30.00");
    rule_ui(ui);
    sum_total_ui(ui, say(ui, phrases::THIS_TIME), "¥ 523,206.53");
}

fn progress_ui(ui: &mut Ui) {
    let event = |ui: &Ui, progress, title, lines: &[Text]| TimelineItem {
        progress,
        title: say(ui, title).to_owned(),
        pill: None,
        lines: lines.iter().map(|line| say(ui, *line).to_owned()).collect(),
    };
    let mut returned =
        event(ui, Progress::Bad, phrases::EVENT_RETURNED, &[phrases::EVENT_AT, phrases::EVENT_NOTE]);
    returned.pill = Some((Tone::Bad, icons::ALERT, say(ui, phrases::TO_MEND).to_owned()));
    let events = [
        event(ui, Progress::Done, phrases::EVENT_SUBMIT, &[phrases::EVENT_AT]),
        event(ui, Progress::Done, phrases::EVENT_ACCEPT, &[phrases::EVENT_AT]),
        returned,
        event(ui, Progress::Current, phrases::EVENT_EXPORT, &[phrases::EVENT_AT]),
        event(ui, Progress::Todo, phrases::EVENT_ISSUE, &[phrases::EVENT_DUE]),
    ];
    let card = Card::titled(say(ui, phrases::PROGRESS)).note(say(ui, phrases::DEADLINE));
    card.show(ui, |ui| timeline_ui(ui, &events));
}

fn charts_ui(ui: &mut Ui) {
    let months = ["12", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];
    let bars: Vec<Bar> = (0..)
        .zip(months)
        .map(|(i, label)| {
            let values = [40.0 + f64::from(i * 7 % 5) * 9.0, 14.0 + f64::from(i * 5 % 7) * 2.0];
            let total = format!("{:.1}", values[0] + values[1]);
            let mark = (i == 11).then(|| total.clone());
            Bar { label: label.to_owned(), values, mark, detail: total }
        })
        .collect();
    let legend = [say(ui, phrases::GENERAL_SHORT), say(ui, phrases::SPECIAL_SHORT)];
    Card::titled(say(ui, phrases::BY_MONTH)).show(ui, |ui| {
        let (name, unit) = (say(ui, phrases::BY_MONTH), say(ui, phrases::TEN_THOUSAND));
        let view = BarChartView { name, height: 4.0 * size::ROW, legend: &legend, unit, most: None };
        view.show(ui, &mut None, &bars);
    });
    Card::titled(say(ui, phrases::AGES)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let meters = [
            (phrases::MONTHS_0_3, 0.78, "6,820,114.20"),
            (phrases::MONTHS_3_6, 0.34, "1,510,330.75"),
            (phrases::MONTHS_6_9, 0.14, "541,602.01"),
            (phrases::MONTHS_9_12, 0.0, "0.00"),
        ];
        let meter = |(label, fraction, value): (_, f32, &str)| Meter {
            label: say(ui, label),
            fraction,
            value: value.to_owned(),
        };
        let meters = meters.map(meter);
        meters_ui(ui, 0.4, &meters);
    });
}
