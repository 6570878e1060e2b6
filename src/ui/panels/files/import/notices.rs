//! What a person should know before the money moves: in a line above the rows, and each in full in a table; and the
//! rows that are left out, with the reason.

use egui::Ui;

use super::Import;
use super::rows::Shown;
use super::text_below::with_below_ui;
use crate::desk::import::ImportReport;
use crate::domain::import::NoticeKind;
use crate::i18n::exchange::notice as in_full;
use crate::i18n::{Lang, common, files, imports as words, phrase};
use crate::ui::icons;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space, tokens};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableView, amount_text_ui, banner_ui, body_ui, pill_ui, small_ui,
};

impl Import {
    /// What is to be known or answered before the import, in a line each; `is_short`: there is little room.
    pub(super) fn before_ui(&mut self, ui: &mut Ui, lang: Lang, report: &ImportReport, is_short: bool) {
        let (open, rows) = self.asked.open();
        // What was imported cannot be answered any more; the file is read again for that.
        if open > 0 && self.done().is_none() {
            let action = (self.rows.shown != Shown::Questions).then(|| words::ANSWER.get(lang));
            if banner_ui(ui, Tone::Warn, &words::to_answer(lang, open, rows), action) {
                self.rows.shown = Shown::Questions;
            }
            ui.add_space(space::S);
        }
        // Where the file contradicts itself, the amounts are said at once.
        let (differing, others): (Vec<_>, Vec<_>) =
            report.notices.iter().partition(|notice| matches!(notice.kind, NoticeKind::TotalDiffers { .. }));
        for notice in &differing {
            banner_ui(ui, Tone::Warn, &in_full(lang, notice), None);
            ui.add_space(space::S);
        }
        if others.is_empty() {
            return;
        }
        let text = match &others[..] {
            [only] if !is_short => in_full(lang, only),
            several => words::notices_in_short(lang, several),
        };
        let action = (self.rows.shown != Shown::Notices).then(|| words::SEE_NOTICES.get(lang));
        if banner_ui(ui, Tone::Warn, &text, action) {
            self.rows.shown = Shown::Notices;
        }
        ui.add_space(space::S);
    }

    pub(super) fn notices_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &ImportReport) {
        let lang = cx.lang;
        let columns = [
            Column::new("notice", words::NOTICE.get(lang), 160.0),
            Column::new("column", files::COLUMN.get(lang), 84.0),
            Column::money("rows", words::ROWS.get(lang), 56.0),
            Column::new("text", words::IN_FULL.get(lang), 120.0).grows(),
        ];
        let selected = self.rows.notice.min(report.notices.len().saturating_sub(1));
        let lines: Vec<String> =
            report.notices.get(selected).map(|notice| in_full(lang, notice)).into_iter().collect();
        let rows = SliceRows::new(&report.notices, |notice, column, ui| match column {
            "notice" => drop(pill_ui(ui, Tone::Warn, icons::INFO, &words::notice_name(lang, &notice.kind))),
            "column" => drop(body_ui(ui, notice.column.as_deref().unwrap_or("—"))),
            "rows" if notice.rows.is_empty() => drop(amount_text_ui(ui, "—")),
            "rows" => drop(amount_text_ui(ui, &phrase::count(notice.rows.len() as u64))),
            _ => drop(body_ui(ui, &in_full(lang, notice))),
        });
        let color = tokens(ui).text;
        let output = with_below_ui(ui, &lines, color, |ui| {
            let table = Table::new(words::NOTICES.get(lang), &columns);
            table.show(ui, &mut TableView::default(), &rows, Some(selected))
        });
        self.rows.notice = output.selected.unwrap_or(selected);
    }

    pub(super) fn left_out_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &ImportReport) {
        let lang = cx.lang;
        let columns = [
            Column::new("row", files::ROW.get(lang), 56.0),
            Column::new("why", words::WHY_LEFT_OUT.get(lang), 200.0),
            Column::new("content", common::CONTENT.get(lang), 150.0).grows(),
        ];
        let n = u32::try_from(report.left_out.len()).unwrap_or(u32::MAX);
        let of = |row: u32| report.left_out.iter().find(|left_out| left_out.row == row);
        let selected = self.rows.selected.and_then(of).or(report.left_out.first());
        let why = |row: u32, reason| files::reason_of_row(lang, row, words::why_left_out(reason).get(lang));
        let lines: Vec<String> =
            selected.map(|left_out| why(left_out.row, left_out.reason)).into_iter().collect();
        let selected = selected.map(|left_out| left_out.row);
        let rows = SliceRows::new(&report.left_out, |left_out, column, ui| match column {
            "row" => drop(body_ui(ui, &left_out.row.to_string())),
            "why" => drop(body_ui(ui, words::why_left_out(left_out.reason).get(lang))),
            _ => {
                let shown = &report.shown;
                let place = shown.binary_search_by_key(&left_out.row, |shown| shown.row);
                let texts = place.map_or(String::new(), |place| shown[place].texts.join(" · "));
                body_ui(ui, &texts);
            }
        })
        .by(|_, left_out| left_out.row);
        let color = tokens(ui).text;
        let output = with_below_ui(ui, &lines, color, |ui| {
            Table::new(words::LEFT_OUT.get(lang), &columns)
                .footer(|ui| drop(small_ui(ui, &files::all_rows(lang, n))))
                .show(ui, &mut TableView::default(), &rows, selected)
        });
        self.rows.selected = output.selected.or(self.rows.selected);
    }
}
