//! A table under the keyboard: arrows, Home, End, pages, Enter, Space, copy.

use egui::{
    Context, Event, EventFilter, FocusDirection, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui,
    WidgetInfo,
};

use super::{TableOutput, TableRows};
use crate::ui::widgets::choice::{Check, is_menu_open};

/// Lets the keyboard reach the table as a whole. Where rows are `chosen`, Esc gives that up before it leaves the table.
pub(super) fn focus_ui(ui: &Ui, id: Id, rect: Rect, name: &str, chosen: bool) -> Response {
    let response = ui.interact(rect, id.with("focus"), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, name));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, escape: chosen, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    response
}

/// Whether something lies over the table that has the keyboard.
pub(super) fn is_covered(ui: &Ui) -> bool {
    let above = ui.memory(|memory| memory.top_modal_layer()).is_some_and(|layer| layer != ui.layer_id());
    above || is_menu_open(ui.ctx())
}

/// Whether the table was not there in the frame before.
pub(super) fn arrives(ui: &Ui, id: Id) -> bool {
    let now = ui.ctx().cumulative_frame_nr();
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id.with("drawn")), now));
    before + 1 < now
}

/// Whether the selected row is to be brought into sight: on arrival, or once there are rows and it is known which it is.
pub(super) fn is_sought(ui: &Ui, id: Id, arrives: bool, is_known: bool) -> bool {
    ui.data_mut(|data| {
        let waits = data.get_temp_mut_or_default::<bool>(id.with("sought"));
        let is_sought = arrives || *waits;
        *waits = is_sought && !is_known;
        is_sought && is_known
    })
}

/// Whether rows are chosen, as the checkbox of the head says.
pub(super) fn has_chosen(check_all: Option<Check>) -> bool {
    matches!(check_all, Some(Check::On | Check::Some))
}

/// What the keys act on.
pub(super) struct Now<K> {
    pub selected: Option<K>,
    /// How many rows a page is.
    pub page: usize,
    /// Where rows can be chosen, how many are.
    pub check_all: Option<Check>,
}

/// Does what the keys say; returns the row to scroll to, if the selection moved. Where nothing is selected, they act on
/// the first row; where the selected one is not listed, they only lead back into the rows.
pub(super) fn read<R: TableRows>(
    ui: &Ui,
    focus: &Response,
    rows: &R,
    now: &Now<R::Id>,
    output: &mut TableOutput<R::Id>,
) -> Option<usize> {
    if !focus.has_focus() || is_menu_open(ui.ctx()) {
        return None;
    }
    let chooses = now.check_all.is_some_and(|all| all != Check::Barred);
    let has_chosen = has_chosen(now.check_all);
    let (step, with_shift, enter, space, all, none, copy, menu) = ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        let ranged = MOVES.into_iter().filter(|_| chooses).find(|key| pressed(Modifiers::SHIFT, *key));
        let step = ranged.or_else(|| MOVES.into_iter().find(|key| pressed(Modifiers::NONE, *key)));
        let enter = pressed(Modifiers::NONE, Key::Enter);
        let space = pressed(Modifiers::NONE, Key::Space);
        let all = chooses && pressed(Modifiers::COMMAND, Key::A);
        let none = has_chosen && pressed(Modifiers::NONE, Key::Escape);
        let menu =
            R::HAS_MENU && (pressed(Modifiers::NONE, Key::Menu) || pressed(Modifiers::SHIFT, Key::F10));
        (step, ranged.is_some(), enter, space, all, none, input.events.contains(&Event::Copy), menu)
    });
    if all || none {
        output.check_all = Some(all);
    }
    if rows.is_empty() || (step.is_none() && !space && !enter && !copy && !menu) {
        return None;
    }
    // Only now, on a key, is the place of the selected row looked up.
    let place = now.selected.and_then(|id| (0..rows.len()).find(|row| rows.id(*row) == id));
    let row = acted_on(now.selected.is_some(), place);
    let acted_on = row.map(|row| rows.id(row));
    if enter {
        output.opened = acted_on;
    }
    if copy {
        output.copied = acted_on;
    }
    if space && row.and_then(|row| rows.check(row)).is_some_and(|(check, _)| check != Check::Barred) {
        output.checked = acted_on;
    }
    if let (true, Some(row)) = (menu, row) {
        ask_for_menu(ui.ctx(), focus.id, [row, 0]);
        return Some(row);
    }
    let row = moved(step?, place, rows.len() - 1, now.page.max(1));
    output.selected = Some(rows.id(row));
    if with_shift {
        output.ranged = output.selected;
    }
    Some(row)
}

/// Has the menu of the cell in this row and column of the table with this `focus` opened once it is drawn.
pub(super) fn ask_for_menu(ctx: &Context, focus: Id, cell: [usize; 2]) {
    ctx.data_mut(|data| data.insert_temp(focus.with("menu"), cell));
    ctx.request_repaint();
}

/// Whether the menu of this cell is to be opened, which is answered once.
pub(super) fn takes_menu(ctx: &Context, focus: Id, cell: [usize; 2]) -> bool {
    ctx.data_mut(|data| {
        let is_asked = data.get_temp::<[usize; 2]>(focus.with("menu")) == Some(cell);
        if is_asked {
            data.remove_temp::<[usize; 2]>(focus.with("menu"));
        }
        is_asked
    })
}

/// In an open menu, which way the keys lead to that of the cell beside it.
pub(super) fn steps_aside(ui: &Ui) -> Option<isize> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let by = [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)]
        .into_iter()
        .find_map(|(key, by)| pressed(key).then_some(by));
    if by.is_some() {
        // They lead to no other thing on screen.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    by
}

/// The row that keys act on, where the selected one is at `place`: no other one than what is marked.
fn acted_on(is_selected: bool, place: Option<usize>) -> Option<usize> {
    place.or((!is_selected).then_some(0))
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
    use egui::{Context, Id, RawInput};

    use super::{Key, acted_on, is_sought, moved};

    #[test]
    fn the_selected_row_is_brought_into_sight_once_it_is_known_and_then_no_more() {
        let ctx = Context::default();
        let frame = |arrives: bool, is_known: bool| {
            let mut sought = false;
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                sought = is_sought(ui, Id::unique("table"), arrives, is_known);
            });
            output.textures_delta.clear();
            sought
        };
        let frames = [(true, false), (false, false), (false, true), (false, true), (true, true)];
        assert_eq!(
            frames.map(|(arrives, is_known)| frame(arrives, is_known)),
            [false, false, true, false, true]
        );
    }

    #[test]
    fn no_row_is_acted_on_in_the_place_of_a_selected_one_that_is_not_listed() {
        assert_eq!(acted_on(true, None), None);
        assert_eq!(acted_on(true, Some(3)), Some(3));
        assert_eq!(acted_on(false, None), Some(0));
    }

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
