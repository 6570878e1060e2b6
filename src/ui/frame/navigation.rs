//! The navigation on the left, and the keys that lead to the same places.

use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};

use super::FrameData;
use crate::desk::pages::summary::Counts;
use crate::i18n::{Lang, Text, shell};
use crate::ui::icons::{self, Icon};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;
use crate::ui::widgets::{nav_heading_ui, nav_item_ui};

/// A place of the navigation.
struct Item {
    icon: Icon,
    name: Text,
    route: Route,
}

const fn item(icon: Icon, name: Text, route: Route) -> Item {
    Item { icon, name, route }
}

/// The places under their headings.
static GROUPS: [(Text, &[Item]); 3] = [
    (
        shell::WORK,
        &[
            item(icons::OVERVIEW, shell::OVERVIEW, Route::Overview),
            item(icons::APPLY, shell::APPLY, Route::Apply),
            item(icons::APPLICATIONS, shell::APPLICATIONS, Route::Applications),
            item(icons::REVIEW, shell::REVIEW, Route::Review),
            item(icons::RECURRING, shell::RECURRING, Route::Recurring),
            item(icons::TICKET, shell::TICKETS, Route::Tickets),
        ],
    ),
    (
        shell::CUSTOMER,
        &[
            item(icons::CUSTOMERS, shell::CUSTOMERS, Route::Customers),
            item(icons::BILLS, shell::BILLS, Route::Bills),
            item(icons::INFO_BLOCK, shell::INVOICE_INFO, Route::InvoiceInfo),
            item(icons::ADDRESS, shell::ADDRESSES, Route::Addresses),
        ],
    ),
    (
        shell::MANAGE,
        &[
            item(icons::IMPORT_EXPORT, shell::FILES, Route::Files),
            item(icons::POLICY, shell::POLICIES, Route::Policies),
            item(icons::SETTINGS, shell::SETTINGS, Route::Settings),
            item(icons::HELP, shell::HELP, Route::Help),
        ],
    ),
];

/// The keys of the first places, from the top.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// The keys that lead to the place at `place`, counted from the top; settings have those of other programs.
fn keys_of(place: usize, route: &Route) -> Option<KeyboardShortcut> {
    let key = if *route == Route::Settings { Some(Key::Comma) } else { DIGITS.get(place).copied() };
    key.map(|key| KeyboardShortcut::new(Modifiers::COMMAND, key))
}

/// The keys that begin an application.
pub(super) const APPLY: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::N);

/// Every place, from the top, with the keys that lead there.
pub(super) fn places() -> impl Iterator<Item = (Icon, Text, &'static Route, Option<KeyboardShortcut>)> {
    let items = GROUPS.iter().flat_map(|(_, items)| *items).enumerate();
    items.map(|(place, item)| (item.icon, item.name, &item.route, keys_of(place, &item.route)))
}

/// Keys as they are written everywhere: `Ctrl K`, on a Mac with its own signs.
pub(super) fn spelled(ctx: &Context, keys: &KeyboardShortcut) -> String {
    format!("{} {}", ctx.format_modifiers(keys.modifiers), keys.logical_key.symbol_or_name())
}

/// The keys that lead somewhere from everywhere, but for a dialog: it is dealt with first.
pub(in crate::ui) fn shortcuts(ctx: &Context, actions: &mut Vec<Action>) {
    if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    let places = places().filter_map(|(_, _, route, keys)| Some((keys?, route)));
    for (keys, route) in places.chain([(APPLY, &Route::Apply)]) {
        if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
            actions.push(Action::Go(route.clone()));
        }
    }
}

/// The navigation.
pub(in crate::ui) fn navigation_ui(ui: &mut Ui, cx: &mut Cx<'_>, data: Option<&FrameData>, route: &Route) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let counts = data.map(|data| data.counts).unwrap_or_default();
    let mut place = 0;
    for (heading, items) in &GROUPS {
        nav_heading_ui(ui, cx.say(*heading));
        for item in *items {
            let waiting = Waiting::at(&item.route, &counts);
            let response =
                nav_item_ui(ui, item.icon, cx.say(item.name), waiting.badge(), is_at(route, &item.route));
            let keys = keys_of(place, &item.route).map(|keys| spelled(ui.ctx(), &keys));
            let tip: Vec<String> = waiting.words(cx.lang).into_iter().chain(keys).collect();
            let response = if tip.is_empty() { response } else { response.on_hover_text(tip.join("  ")) };
            if response.clicked() {
                cx.act(Action::Go(item.route.clone()));
            }
            place += 1;
        }
    }
}

/// Whether what is on screen belongs to a place of the navigation.
fn is_at(route: &Route, place: &Route) -> bool {
    route == place || (*place == Route::Applications && matches!(route, Route::Application(_)))
}

/// How much waits at a place.
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
