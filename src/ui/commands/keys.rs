//! Which commands are given by keys.

use egui::{Context, Event, InputState, Key, KeyboardShortcut, Modifiers};

use super::{Offered, UserCommand};
use crate::ui::keyboard::is_function;
use crate::ui::widgets::is_menu_open;

/// What came of a key that stands for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Heard {
    Run(UserCommand),
    /// It cannot be done, and why.
    Barred(String),
}

/// Keys as they are written everywhere: `Ctrl K`, on a Mac with its own signs; a letter alone.
pub(in crate::ui) fn spelled(ctx: &Context, keys: &KeyboardShortcut) -> String {
    let key = match keys.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        key => key.symbol_or_name(),
    };
    match ctx.format_modifiers(keys.modifiers) {
        modifiers if modifiers.is_empty() => key.to_owned(),
        modifiers => format!("{modifiers} {key}"),
    }
}

/// Keys as words tell them, such as `Ctrl F　/`, with Ctrl and Shift as this system calls them.
pub(in crate::ui) fn spelled_of(ctx: &Context, told: &str) -> String {
    let modifiers = [("Ctrl ", Modifiers::COMMAND), ("Shift ", Modifiers::SHIFT)];
    modifiers.into_iter().fold(told.to_owned(), |told, (name, modifiers)| {
        told.replace(name, &format!("{} ", ctx.format_modifiers(modifiers)))
    })
}

/// Takes these keys out of what was pressed, and whether they were: while they are held down, they are so once.
fn take_key(input: &mut InputState, keys: KeyboardShortcut, repeats: bool) -> bool {
    let mut is_pressed = false;
    input.events.retain(|event| match event {
        Event::Key { key, pressed: true, repeat, modifiers, .. }
            if *key == keys.logical_key && modifiers.matches_logically(keys.modifiers) =>
        {
            is_pressed |= repeats || !repeat;
            false
        }
        _ => true,
    });
    is_pressed
}

/// The commands whose keys were pressed. A dialog is dealt with first: over it, only the sheet of keys is heard, and that
/// the window is to be locked. A
/// letter is what is typed where something is typed or chosen.
pub(in crate::ui) fn heard(ctx: &Context, all: &[Offered]) -> Vec<Heard> {
    let is_covered = ctx.memory(|memory| memory.top_modal_layer().is_some());
    let is_busy = ctx.text_edit_focused() || is_menu_open(ctx);
    let mut heard = Vec::new();
    // The next best are heard last: F6 is pressed with Shift F6, too.
    let has_shift =
        |offered: &&Offered| offered.command.about().keys.is_some_and(|keys| keys.modifiers.shift);
    for offered in all.iter().filter(has_shift).chain(all.iter().filter(|offered| !has_shift(offered))) {
        let Some(keys) = offered.command.about().keys else { continue };
        let is_sheet = offered.command == UserCommand::ShowKeys;
        let is_letter = keys.modifiers.is_none() && !is_function(keys.logical_key);
        // What has the keyboard is pressed by these.
        let presses = is_letter && matches!(keys.logical_key, Key::Space | Key::Enter);
        // What is typed is taken back by the field itself.
        let is_texts = offered.command == UserCommand::Undo && ctx.text_edit_focused();
        let is_taken = is_texts || (is_letter && is_busy) || (presses && ctx.egui_wants_keyboard_input());
        let is_over_all = is_sheet || offered.command == UserCommand::LockWindow;
        if is_taken || (is_covered && !is_over_all) {
            continue;
        }
        let asks = is_sheet && !ctx.text_edit_focused();
        let repeats = offered.command.repeats();
        let is_pressed = ctx.input_mut(|input| {
            take_key(input, keys, repeats)
                || (asks
                    && take_key(input, KeyboardShortcut::new(Modifiers::NONE, Key::Questionmark), repeats))
        });
        if is_pressed {
            heard.push(match &offered.why_not {
                None => Heard::Run(offered.command),
                Some(why) => Heard::Barred(why.clone()),
            });
        }
    }
    heard
}
