//! How the standing of a bill looks, wherever it is shown.

use egui::Ui;

use crate::domain::bill::BillStanding;
use crate::domain::money::Fen;
use crate::i18n::lists::bill_standing;
use crate::i18n::{Lang, bills as words};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Tone;
use crate::ui::widgets::pill_ui;

pub fn standing_ui(
    ui: &mut Ui,
    lang: Lang,
    standing: BillStanding,
    refunded: Fen,
    age_limit_months: Option<u32>,
) {
    let (tone, icon) = look_of(standing);
    let word = match (standing, age_limit_months) {
        (BillStanding::TooOld, Some(months)) => words::too_old(lang, months),
        (BillStanding::PartlyRefunded, _) => words::partly_refunded(lang, refunded),
        _ => bill_standing(standing).get(lang).to_owned(),
    };
    pill_ui(ui, tone, icon, &word);
}

/// Whether a bill is out of play.
pub fn is_out(standing: BillStanding) -> bool {
    matches!(standing, BillStanding::Invoiced | BillStanding::NothingLeft | BillStanding::TooOld)
}

const fn look_of(standing: BillStanding) -> (Tone, Icon) {
    match standing {
        BillStanding::Overdue => (Tone::Bad, icons::ALERT),
        BillStanding::Unpaid => (Tone::Info, icons::CLOCK),
        BillStanding::Invoiced => (Tone::Neutral, icons::CHECK),
        BillStanding::NothingLeft => (Tone::Neutral, icons::UNDO),
        BillStanding::TooOld => (Tone::Bad, icons::ALERT),
        BillStanding::PartlyInvoiced => (Tone::Warn, icons::HALF),
        BillStanding::PartlyRefunded => (Tone::Warn, icons::HALF),
        BillStanding::Invoiceable => (Tone::Ok, icons::OPEN),
    }
}
