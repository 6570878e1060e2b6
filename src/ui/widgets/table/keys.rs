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
        let step = MOVES.into_iter().find(|key| pressed(*key));
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
    let row = moved(step?, now, rows.len() - 1, page.max(1));
    output.selected = Some(rows.id(row));
    Some(row)
}

/// The keys that move through the rows.
const MOVES: [Key; 8] =
    [Key::ArrowUp, Key::ArrowDown, Key::K, Key::J, Key::Home, Key::End, Key::PageUp, Key::PageDown];

/// Where a key leads from row `now`, where the last row is `last` and a page is `page` rows.
fn moved(key: Key, now: Option<usize>, last: usize, page: usize) -> usize {
    let Some(now) = now else {
        return if matches!(key, Key::End | Key::ArrowUp | Key::K) { last } else { 0 };
    };
    match key {
        Key::ArrowUp | Key::K => now.saturating_sub(1),
        Key::ArrowDown | Key::J => (now + 1).min(last),
        Key::Home => 0,
        Key::PageUp => now.saturating_sub(page),
        Key::PageDown => (now + page).min(last),
        _ => last,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, moved};

    #[test]
    fn steps_stay_within_the_rows() {
        for (key, now, to) in [
            (Key::ArrowUp, Some(0), 0),
            (Key::ArrowDown, Some(9), 9),
            (Key::ArrowDown, Some(3), 4),
            (Key::J, Some(3), 4),
            (Key::K, Some(3), 2),
            (Key::PageDown, Some(7), 9),
            (Key::PageUp, Some(3), 0),
            (Key::Home, Some(5), 0),
            (Key::End, Some(5), 9),
            (Key::ArrowDown, None, 0),
            (Key::ArrowUp, None, 9),
        ] {
            assert_eq!(moved(key, now, 9, 4), to, "{key:?} from {now:?}");
        }
    }
}
