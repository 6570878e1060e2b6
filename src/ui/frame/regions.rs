//! The regions of the window and how the keyboard goes from one to the next: F6 leads on, Tab stays out of the
//! navigation. Each region gets the keyboard back where it had it.

use egui::{Context, Event, FocusDirection, Id, InputState, LayerId, Popup, Rect, WidgetRect};

use crate::ui::commands::hears_letters;
use crate::ui::state::Route;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Region {
    Page,
    TopBar,
    Navigation,
}

impl Region {
    const ALL: [Self; 3] = [Self::Page, Self::TopBar, Self::Navigation];
}

#[derive(Debug, Default)]
pub(in crate::ui) struct Regions {
    /// Where they were drawn last, in the order of [`Region::ALL`].
    places: [Option<Rect>; 3],
    /// What had the keyboard in each.
    focused: [Option<Id>; 3],
    /// The one that is being entered: it gives the keyboard to what it begins with.
    entered: Option<Region>,
    /// The page on screen.
    page: Option<Route>,
    /// It has just come, and nothing on it has the keyboard yet.
    arriving: bool,
}

impl Regions {
    /// Leads on to the next region, or back.
    pub fn step(&mut self, ctx: &Context, forward: bool) {
        let here = self.at(ctx).unwrap_or(Region::Page) as usize;
        let count = Region::ALL.len();
        let next = Region::ALL[(here + if forward { 1 } else { count - 1 }) % count];
        self.entered = Some(next);
        match self.focused[next as usize].filter(|_| next != Region::Navigation) {
            Some(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            // The page is drawn first, so that what it begins with is what takes the keyboard.
            None if next == Region::Page => ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
                memory.move_focus(FocusDirection::Next);
            }),
            None => {}
        }
    }

    /// Gives the keyboard to the first field of a page that has just come, where nothing on it takes it by itself, nobody
    /// does anything meanwhile, and the page hears no letters. Asked before the page is drawn.
    pub fn arrive(&mut self, ctx: &Context, route: &Route) {
        if self.page.as_ref() != Some(route) {
            self.page = Some(route.clone());
            self.focused[Region::Page as usize] = None;
            // The handbook's chapters take the keyboard, also behind the sheet of keys that is still closing.
            self.arriving = !hears_letters(route) && *route != Route::Help;
            // What hangs over the page that was left belongs to it.
            Popup::close_all(ctx);
            return;
        }
        if !self.arriving || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let is_taken = ctx.memory(|memory| memory.focused().is_some()) || ctx.input(is_used);
        let field = self.places[Region::Page as usize].and_then(|page| first_field(ctx, page));
        if let Some(field) = field.filter(|_| !is_taken) {
            ctx.memory_mut(|memory| memory.request_focus(field));
        }
        self.arriving = !is_taken && field.is_none();
    }

    /// Whether this one is entered: what it begins with takes the keyboard.
    pub fn enters(&self, region: Region) -> bool {
        self.entered == Some(region) && self.focused[region as usize].is_none()
    }

    /// Whether it is this one that has the keyboard, or is about to have it.
    pub fn is_at(&self, ctx: &Context, region: Region) -> bool {
        self.entered == Some(region) || self.at(ctx) == Some(region)
    }

    /// Remembers where the regions are, once they are drawn, and what has the keyboard.
    pub fn drawn(&mut self, ctx: &Context, places: [Rect; 3]) {
        self.places = places.map(Some);
        self.entered = None;
        if let Some(region) = self.at(ctx).filter(|region| *region != Region::Navigation) {
            self.focused[region as usize] = ctx.memory(|memory| memory.focused());
        }
    }

    /// The region that has the keyboard.
    fn at(&self, ctx: &Context) -> Option<Region> {
        let focused = ctx.memory(|memory| memory.focused())?;
        // Reading its response would take the keyboard from it where the pointer has just clicked.
        let place = ctx.viewport(|window| {
            let ids = [&window.this_pass.used_ids, &window.prev_pass.used_ids];
            ids.iter().find_map(|ids| ids.get(&focused).copied())
        });
        let center = place?.center();
        Region::ALL
            .into_iter()
            .find(|region| self.places[*region as usize].is_some_and(|place| place.contains(center)))
    }
}

/// Whether a key or the pointer is pressed.
fn is_used(input: &InputState) -> bool {
    let is_press = |event: &Event| {
        matches!(event, Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. })
    };
    input.events.iter().any(is_press)
}

/// The first thing within this place that is typed into, as it was drawn last: what is clicked and has text marked by
/// dragging.
fn first_field(ctx: &Context, place: Rect) -> Option<Id> {
    let is_field = |widget: &&WidgetRect| {
        let sense = widget.sense;
        let is_typed_into = sense.is_focusable() && sense.senses_click() && sense.senses_drag();
        widget.enabled && is_typed_into && place.contains(widget.rect.center())
    };
    ctx.viewport(|window| {
        let mut layers = window.prev_pass.widgets.layers();
        let (_, widgets) = layers.find(|(layer, _)| **layer == LayerId::background())?;
        widgets.iter().find(is_field).map(|widget| widget.id)
    })
}
