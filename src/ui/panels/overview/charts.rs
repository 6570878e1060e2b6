//! The charts: what was issued by month and how promptly, the age of what can be invoiced and why applications were
//! rejected. Each bar opens the list that it stands for; each chart is copied as a picture or as data.

use chrono::{Days, NaiveDate};
use egui::{PopupCloseBehavior, Rect, ScrollArea, Ui};

use super::{Overview, data};
use crate::desk::lists::applications::ApplicationsOnly;
use crate::desk::lists::bills::BillStateFilter;
use crate::desk::pages::overview::{BAND_DAYS, Invoiceable, Issued, Month, PromptMonth, Rejected};
use crate::domain::money::Fen;
use crate::i18n::{Lang, Text, overview as words, shell};
use crate::ui::icons;
use crate::ui::picture::picture_of;
use crate::ui::state::{Action, Cx, Target};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Bar, BarChartView, Card, Meter, menu_button_ui, menu_item_ui, meters_ui, segmented_ui, small_ui,
    spinner_ui,
};

/// Which charts are looked at, and at which bar the keyboard is.
#[derive(Debug, Default)]
pub(super) struct Charts {
    pub of_months: OfMonths,
    pub of_parts: OfParts,
    at: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OfMonths {
    #[default]
    Issued,
    Prompt,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OfParts {
    #[default]
    Ages,
    Rejected,
}

/// How high the chart of months is: a share of the column, within limits.
const CHART_SHARE: f32 = 0.3;
const CHART_LEAST: f32 = 120.0;
const CHART_MOST: f32 = 260.0;
/// How high the card below it is at least.
const PARTS_LEAST: f32 = size::BAR + 2.0 * space::L + 5.0 * 28.0;
/// How wide the menu of what can be copied is.
const MENU: f32 = 160.0;
/// How much of a line the words of a part take at most: an age is short, a reason is not.
const AGE: f32 = 0.4;
const REASON: f32 = 0.55;

impl Overview {
    /// Draws both cards, one below the other, in what room there is.
    pub(super) fn charts_column_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let height = (ui.available_height() * CHART_SHARE).clamp(CHART_LEAST, CHART_MOST);
            ui.spacing_mut().item_spacing.y = space::L;
            self.months_card_ui(ui, cx, height);
            // Where there is room, both columns end on the same line.
            let fills = ui.available_height() > PARTS_LEAST;
            self.parts_card_ui(ui, cx, fills);
        });
    }

    /// Draws both cards side by side.
    pub(super) fn charts_row_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.columns_const(|[left, right]| {
                self.months_card_ui(left, cx, CHART_LEAST);
                self.parts_card_ui(right, cx, false);
            });
        });
    }

    fn months_card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, height: f32) {
        let lang = cx.lang;
        let (mut shown, mut copies) = (self.charts.of_months, None);
        let tabs = [(OfMonths::Issued, words::BY_MONTH), (OfMonths::Prompt, words::ON_TIME)];
        let title = title_of(lang, &tabs, shown);
        let card = Card::new()
            .head(|ui| {
                let tabs = tabs.map(|(of, name)| (of, name.get(lang)));
                segmented_ui(ui, words::CHART_OF_MONTHS.get(lang), &mut shown, &tabs);
            })
            .actions(|ui| copies = copy_menu_ui(ui, lang, words::CHART_OF_MONTHS));
        let at = &mut self.charts.at;
        let (issued, prompt) = (self.issued.value(), self.prompt.value());
        let drawn = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let first = ui.cursor().min;
            let opened = match (self.charts.of_months, issued, prompt) {
                (OfMonths::Issued, Some(issued), _) => issued_ui(ui, lang, issued, height, at),
                (OfMonths::Prompt, _, Some(prompt)) => prompt_ui(ui, lang, prompt, height, at),
                _ => {
                    spinner_ui(ui, shell::LOADING.get(lang));
                    None
                }
            };
            (opened, Rect::from_min_max(first, ui.min_rect().max))
        });
        if let Some(month) = drawn.0.and_then(|at| issued?.months.get(at)) {
            cx.act(Action::Open(Target::Applications(ApplicationsOnly::IssuedIn(month.first))));
        }
        let data = || match self.charts.of_months {
            OfMonths::Issued => issued.map(|issued| data::issued(lang, &issued.months)),
            OfMonths::Prompt => prompt.map(|months| data::prompt(lang, months)),
        };
        copy(ui, cx, copies, drawn.1, title, data);
        self.charts.of_months = shown;
    }

    fn parts_card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, fills: bool) {
        let lang = cx.lang;
        let (mut shown, mut copies) = (self.charts.of_parts, None);
        let tabs = [(OfParts::Ages, words::AGES), (OfParts::Rejected, words::REJECTIONS)];
        let title = title_of(lang, &tabs, shown);
        let card = Card::new()
            .head(|ui| {
                let tabs = tabs.map(|(of, name)| (of, name.get(lang)));
                segmented_ui(ui, words::CHART_OF_PARTS.get(lang), &mut shown, &tabs);
            })
            .actions(|ui| copies = copy_menu_ui(ui, lang, words::CHART_OF_PARTS));
        let card = if fills { card.fill_height() } else { card };
        let (sums, rejected) = (self.invoiceable.value(), self.rejected.value());
        let today = cx.office.moment().today;
        let drawn = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let first = ui.cursor().min;
            let opened = match (self.charts.of_parts, sums, rejected) {
                (OfParts::Ages, Some(sums), _) => {
                    ages_ui(ui, lang, sums).map(|band| bills_of(sums, band, today))
                }
                (OfParts::Rejected, _, Some(rejected)) => rejected_ui(ui, lang, rejected),
                _ => {
                    spinner_ui(ui, shell::LOADING.get(lang));
                    None
                }
            };
            (opened, Rect::from_min_max(first, ui.min_rect().max))
        });
        if let Some(target) = drawn.0 {
            cx.act(Action::Open(target));
        }
        let data = || match self.charts.of_parts {
            OfParts::Ages => sums.map(|sums| data::ages(lang, &sums.by_age)),
            OfParts::Rejected => rejected.map(|rejected| data::rejected(lang, rejected)),
        };
        copy(ui, cx, copies, drawn.1, title, data);
        self.charts.of_parts = shown;
    }
}

fn title_of<T: PartialEq>(lang: Lang, tabs: &[(T, Text)], shown: T) -> &'static str {
    tabs.iter().find(|(of, _)| *of == shown).map_or("", |(_, name)| name.get(lang))
}

#[derive(Clone, Copy)]
enum Copies {
    Picture,
    Data,
}

fn copy_menu_ui(ui: &mut Ui, lang: Lang, of: Text) -> Option<Copies> {
    let name = words::copy_of(lang, of.get(lang));
    menu_button_ui(ui, icons::COPY, &name, PopupCloseBehavior::CloseOnClick, |ui| {
        ui.set_max_width(MENU);
        let picture = menu_item_ui(ui, words::COPY_PICTURE.get(lang), false).clicked();
        let data = menu_item_ui(ui, words::COPY_DATA.get(lang), false).clicked();
        picture.then_some(Copies::Picture).or(data.then_some(Copies::Data))
    })
    .flatten()
}

/// Puts a chart into the clipboard, where that was asked for.
fn copy(
    ui: &Ui,
    cx: &mut Cx<'_>,
    copies: Option<Copies>,
    drawn: Rect,
    title: &str,
    data: impl FnOnce() -> Option<String>,
) {
    let done = match copies {
        Some(Copies::Picture) => {
            ui.copy_image(picture_of(ui, drawn, title));
            words::PICTURE_COPIED
        }
        Some(Copies::Data) => match data() {
            Some(data) => {
                ui.copy_text(data);
                words::DATA_COPIED
            }
            None => return,
        },
        None => return,
    };
    cx.act(Action::Toast(Tone::Ok, cx.say(done).to_owned()));
}

fn issued_ui(ui: &mut Ui, lang: Lang, issued: &Issued, height: f32, at: &mut Option<usize>) -> Option<usize> {
    let months = &issued.months;
    let peak = months.iter().enumerate().max_by_key(|(i, month)| (month.total(), *i)).map(|(i, _)| i);
    let bar = |(i, month): (usize, &Month)| {
        let is_marked = month.total().is_positive() && (Some(i) == peak || i + 1 == months.len());
        Bar {
            label: words::month(month.first),
            values: [ten_thousands(month.general), ten_thousands(month.special)],
            mark: is_marked.then(|| words::ten_thousands(month.total())),
            detail: words::month_detail(lang, month.first, month.general, month.special, month.invoices),
        }
    };
    let bars: Vec<Bar> = months.iter().enumerate().map(bar).collect();
    let legend = [words::GENERAL.get(lang), words::SPECIAL.get(lang)];
    let unit = words::TEN_THOUSAND.get(lang);
    let name = words::chart(lang, words::BY_MONTH.get(lang));
    BarChartView { name: &name, height, legend: &legend, unit, most: None }.show(ui, at, &bars)
}

fn prompt_ui(
    ui: &mut Ui,
    lang: Lang,
    months: &[PromptMonth],
    height: f32,
    at: &mut Option<usize>,
) -> Option<usize> {
    let worst = months.iter().enumerate().filter_map(|(i, month)| Some((month.per_mille()?, i))).min();
    let bar = |(i, month): (usize, &PromptMonth)| {
        let rate = month.per_mille();
        let is_marked = worst.is_some_and(|(_, worst)| worst == i) || i + 1 == months.len();
        Bar {
            label: words::month(month.first),
            values: [0.0, rate.unwrap_or(0) as f64 / 10.0],
            mark: rate.filter(|_| is_marked).map(words::percent),
            detail: words::prompt_detail(lang, month.first, rate, month.in_time, month.applications),
        }
    };
    let bars: Vec<Bar> = months.iter().enumerate().map(bar).collect();
    let unit = words::ON_TIME_HOW.get(lang);
    let name = words::chart(lang, words::ON_TIME.get(lang));
    BarChartView { name: &name, height, legend: &[], unit, most: Some(100.0) }.show(ui, at, &bars)
}

/// 万元.
fn ten_thousands(amount: Fen) -> f64 {
    amount.0 as f64 / 1_000_000.0
}

/// Draws the bands; answers the one that is to be opened.
fn ages_ui(ui: &mut Ui, lang: Lang, sums: &Invoiceable) -> Option<usize> {
    let share =
        |amount: Fen| if sums.total.is_positive() { amount.0 as f64 / sums.total.0 as f64 } else { 0.0 };
    let meter = |(label, amount): (&Text, &Fen)| Meter {
        label: label.get(lang),
        fraction: share(*amount) as f32,
        value: amount.grouped(),
    };
    let meters: Vec<Meter<'_>> = words::AGE_BANDS.iter().zip(&sums.by_age).map(meter).collect();
    meters_ui(ui, AGE, &meters)
}

/// The bills of a band.
fn bills_of(sums: &Invoiceable, band: usize, today: NaiveDate) -> Target {
    let ago = |days: u64| today.checked_sub_days(Days::new(days));
    let younger = band.checked_sub(1).and_then(|before| BAND_DAYS.get(before));
    let to = younger.and_then(|days| ago(days + 1));
    let days = match BAND_DAYS.get(band) {
        Some(days) => (ago(*days), to),
        None if band == BAND_DAYS.len() => (sums.ages_out_billed_by.and_then(|on| on.succ_opt()), to),
        None => (None, sums.ages_out_billed_by.or(ago(BAND_DAYS[BAND_DAYS.len() - 1]))),
    };
    Target::Bills { state: BillStateFilter::Eligible, days, text: String::new(), account: None }
}

/// Draws the reasons; answers what is to be opened.
fn rejected_ui(ui: &mut Ui, lang: Lang, rejected: &[Rejected]) -> Option<Target> {
    if rejected.is_empty() {
        small_ui(ui, words::NONE_REJECTED.get(lang));
        return None;
    }
    let most = rejected.iter().map(|row| row.count).max().unwrap_or(1);
    let meters = rejected.iter().map(|row| Meter {
        label: row.reason.as_str(),
        fraction: row.count as f32 / most as f32,
        value: words::applications(lang, row.count),
    });
    let meters: Vec<Meter<'_>> = meters.collect();
    let opened = meters_ui(ui, REASON, &meters)?;
    let reason = rejected.get(opened)?.reason.clone();
    Some(Target::Applications(ApplicationsOnly::RejectedFor(reason)))
}
