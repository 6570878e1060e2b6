//! A table under the keyboard: arrows, Home, End, pages, Enter, Space, copy.

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::{TableOutput, TableRows};
use crate::ui::widgets::choice::Check;

/// Lets the keyboard reach the table as a whole.
pub(super) fn focus_ui(ui: &Ui, id: Id, rect: Rect, name: &str) -> Response {
    let response = ui.interact(rect, id.with("focus"), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, name));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    response
}

/// Does what the keys say; returns the row to scroll to, if the selection moved.
pub(super) fn read<R: TableRows>(
    ui: &Ui,
    focus: &Response,
    rows: &R,
    selected: Option<R::Id>,
    page: usize,
    output: &mut TableOutput<R::Id>,
) -> Option<usize> {
    if !focus.has_focus() || rows.is_empty() {
        return None;
    }
    let (step, enter, space, copy) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        let step = STEPS.iter().find(|(key, _)| pressed(*key)).map(|(_, step)| *step);
        let (enter, space) = (pressed(Key::Enter), pressed(Key::Space));
        (step, enter, space, input.events.contains(&Event::Copy))
    });
    if enter {
        output.opened = selected;
    }
    if copy {
        output.copied = selected;
    }
    if step.is_none() && !space {
        return None;
    }
    // Only now, on a key, is the place of the selected row looked up.
    let now = selected.and_then(|id| (0..rows.len()).find(|row| rows.id(*row) == id));
    if space
        && let Some(row) = now
        && rows.check(row).is_some_and(|(check, _)| check != Check::Barred)
    {
        output.checked = selected;
    }
    let row = step?.from(now, rows.len() - 1, page.max(1));
    output.selected = Some(rows.id(row));
    Some(row)
}

/// A way to move through the rows.
#[derive(Clone, Copy, Debug)]
enum Step {
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
}

const STEPS: [(Key, Step); 6] = [
    (Key::ArrowUp, Step::Up),
    (Key::ArrowDown, Step::Down),
    (Key::Home, Step::First),
    (Key::End, Step::Last),
    (Key::PageUp, Step::PageUp),
    (Key::PageDown, Step::PageDown),
];

impl Step {
    /// Where it leads from row `now`, where the last row is `last` and a page is `page` rows.
    fn from(self, now: Option<usize>, last: usize, page: usize) -> usize {
        let Some(now) = now else { return if matches!(self, Self::Last | Self::Up) { last } else { 0 } };
        match self {
            Self::Up => now.saturating_sub(1),
            Self::Down => (now + 1).min(last),
            Self::First => 0,
            Self::Last => last,
            Self::PageUp => now.saturating_sub(page),
            Self::PageDown => (now + page).min(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn steps_stay_within_the_rows() {
        for (step, now, to) in [
            (Step::Up, Some(0), 0),
            (Step::Down, Some(9), 9),
            (Step::Down, Some(3), 4),
            (Step::PageDown, Some(7), 9),
            (Step::PageUp, Some(3), 0),
            (Step::First, Some(5), 0),
            (Step::Last, Some(5), 9),
            (Step::Down, None, 0),
            (Step::Up, None, 9),
        ] {
            assert_eq!(step.from(now, 9, 4), to, "{step:?} from {now:?}");
        }
    }
}
