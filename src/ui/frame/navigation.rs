//! The navigation on the left.

use egui::{ScrollArea, Sense, Ui};

use super::regions::{Region, Regions};

use crate::desk::pages::summary::{Counts, Summary};
use crate::i18n::{Lang, shell};
use crate::ui::commands::spelled;
use crate::ui::panels::PAGES;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{nav_heading_ui, nav_item_ui};

/// What lies between two items, where there is room for it.
const BETWEEN: f32 = 2.0;

/// Draws it. The keyboard reaches its items only in this region: Tab goes past them.
pub(in crate::ui) fn navigation_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    data: Option<&Summary>,
    route: &Route,
    regions: &Regions,
) {
    let items = PAGES.len() as f32 * (size::NAV_ITEM + BETWEEN);
    let headings = PAGES.chunk_by(|one, next| one.heading == next.heading).count() as f32;
    let is_roomy = ui.available_height() >= items + headings * (space::XXL + BETWEEN);
    ui.spacing_mut().item_spacing.y = if is_roomy { BETWEEN } else { 0.0 };
    ScrollArea::vertical().id_salt("navigation").show(ui, |ui| items_ui(ui, cx, data, route, regions));
}

fn items_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&Summary>, route: &Route, regions: &Regions) {
    let is_at = regions.is_at(ui.ctx(), Region::Navigation);
    let sense = if is_at { Sense::click() } else { Sense::CLICK };
    let counts = data.map(|data| data.counts).unwrap_or_default();
    let here = route.page().map(|page| &page.route);
    let mut heading = None;
    for page in PAGES {
        if heading.replace(page.heading) != Some(page.heading) {
            nav_heading_ui(ui, cx.say(page.heading));
        }
        let waiting = Waiting::at(&page.route, &counts);
        let is_here = here == Some(&page.route);
        let response = nav_item_ui(ui, page.icon, cx.say(page.name), waiting.badge(), is_here, sense);
        if is_here && regions.enters(Region::Navigation) {
            response.request_focus();
        }
        let keys = page.shortcut().map(|keys| spelled(ui.ctx(), &keys));
        let tip: Vec<String> = waiting.words(cx.lang).into_iter().chain(keys).collect();
        let response = if tip.is_empty() { response } else { response.on_hover_text(tip.join("  ")) };
        if response.clicked() {
            cx.act(Action::Go(page.route.clone()));
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    open: u64,
    late: u64,
    corrections: u64,
}

impl Waiting {
    fn at(route: &Route, counts: &Counts) -> Self {
        match route {
            Route::Applications => {
                Self { open: counts.open, late: counts.late, corrections: counts.corrections }
            }
            Route::Review => Self { open: counts.reviews, late: counts.late_reviews, corrections: 0 },
            Route::Issuing => Self { open: counts.issuing, ..Self::default() },
            Route::Delivery => Self { open: counts.issued, ..Self::default() },
            Route::Tickets => Self { open: counts.tickets, ..Self::default() },
            _ => Self::default(),
        }
    }

    /// What is late, else what is open.
    fn badge(self) -> Option<(Tone, usize)> {
        let open = self.open + self.corrections;
        let (tone, n) = if self.late > 0 { (Tone::Bad, self.late) } else { (Tone::Neutral, open) };
        (n > 0).then(|| (tone, usize::try_from(n).unwrap_or(usize::MAX)))
    }

    fn words(self, lang: Lang) -> Vec<String> {
        let open = (self.open > 0).then(|| shell::waiting(lang, self.open, self.late));
        let corrections = (self.corrections > 0).then(|| shell::corrections_waiting(lang, self.corrections));
        open.into_iter().chain(corrections).collect()
    }
}
