//! What is typed, before anything else hears of it. A slow frame gets several keys at once, of which the first may lead
//! elsewhere: the others wait until that is on screen, so that they come where they would in a fast window. And what an
//! input method makes of keys is its own: while it is composing, no key is heard.

use egui::{Context, Event, ImeEvent, Key, Plugin, RawInput};

/// After a key that may open, close or change a page, others wait for so many frames: one in which it is drawn, and one
/// by which it has the keyboard.
const REST: u8 = 2;

#[derive(Debug, Default)]
pub struct Keyboard {
    /// What waits for a later frame, in order.
    held: Vec<Event>,
    /// When what is heard in this frame came, by the window's time: what waited came with the first that waits.
    came: f64,
    /// For how many frames nothing more is typed.
    rest: u8,
    /// What waits for the answer that a key is still waiting for.
    behind: Option<Behind>,
    is_composing: bool,
    /// It is not known yet what keys are for: all of them wait.
    is_held_back: bool,
    /// Keys that an input method has heard: their release is its own, too.
    swallowed: Vec<Key>,
}

/// What comes behind a key that waits for an answer, and waits with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    /// Keys and clicks.
    All,
    /// Keys alone: there is something to be clicked meanwhile.
    Keys,
}

/// What an event may do to what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It goes into the text that is being typed, and so does what comes after it.
    Text,
    /// It moves what has the keyboard, at once.
    Step,
    /// It may lead anywhere.
    Lead,
    /// A click, which may lead anywhere as well; the pointer itself never waits for it.
    Click,
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if self.held.is_empty() {
            let next = || ctx.input(|before| before.time) + f64::from(input.predicted_dt);
            self.came = input.time.unwrap_or_else(next);
        }
        let is_typing = ctx.text_edit_focused();
        // A word is given up with the text that it was to go into, which not every input method says.
        self.is_composing &= is_typing;
        self.take(std::mem::take(&mut input.events));
        if self.is_held_back {
            let (keys, others) = std::mem::take(&mut self.held).into_iter().partition(is_typed);
            (self.held, input.events) = (keys, others);
            return;
        }
        input.events = match self.behind.take() {
            Some(behind) => self.let_pass(is_typing, behind),
            None => {
                let later = self.first_to_wait(is_typing);
                self.held.drain(..later).collect()
            }
        };
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }
}

impl Keyboard {
    /// A keyboard whose keys wait until it is known what they are for.
    pub fn held_back() -> Self {
        Self { is_held_back: true, ..Self::default() }
    }

    /// Has keys wait or come. Those that have waited come to the page that is there then, or, where somebody signs in
    /// first, to nobody.
    pub fn hold_back(ctx: &Context, is_held_back: bool, is_page_there: bool) {
        let has_ended = ctx.with_plugin(|keyboard: &mut Self| {
            let has_ended = keyboard.is_held_back && !is_held_back;
            if has_ended && !is_page_there {
                keyboard.held.clear();
            }
            keyboard.is_held_back = is_held_back;
            has_ended && is_page_there
        });
        if has_ended == Some(true) {
            ctx.request_repaint();
        }
    }

    /// Whether an input method is in the middle of a word.
    pub fn is_composing(ctx: &Context) -> bool {
        ctx.with_plugin(|keyboard: &mut Self| keyboard.is_composing).unwrap_or_default()
    }

    /// What was pressed last does what it does only once an answer has come: until then it is waited for by what comes
    /// behind it. Said in each frame in which it is so.
    pub fn await_answer(ctx: &Context) {
        ctx.with_plugin(|keyboard: &mut Self| keyboard.behind = Some(Behind::All));
    }

    /// The same, where there is something to be clicked meanwhile: only keys wait.
    pub fn await_answer_to_keys(ctx: &Context) {
        ctx.with_plugin(|keyboard: &mut Self| {
            keyboard.behind.get_or_insert(Behind::Keys);
        });
    }

    /// When the keys that are heard in this frame were pressed, or before: for what acts on nothing that came on screen
    /// later.
    pub fn came(ctx: &Context) -> f64 {
        let now = || ctx.input(|input| input.time);
        ctx.with_plugin(|keyboard: &mut Self| keyboard.came).unwrap_or_else(now)
    }

    /// Takes what comes behind what waits. A key that is held down and waits already does not come again: it would run on
    /// when it is let go.
    fn take(&mut self, coming: Vec<Event>) {
        let waiting = self.held.len();
        for event in coming {
            let repeated = match &event {
                Event::Key { key, repeat: true, .. } => Some(*key),
                _ => None,
            };
            let is_same = |held: &Event| matches!(held, Event::Key { key, pressed: true, .. } if Some(*key) == repeated);
            if self.is_for_the_desk(&event) && !self.held[..waiting].iter().any(is_same) {
                self.held.push(event);
            }
        }
    }

    /// Whether an event is not the input method's own.
    fn is_for_the_desk(&mut self, event: &Event) -> bool {
        match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.is_composing = !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) | Event::WindowFocused(false) => self.is_composing = false,
            Event::Key { key, pressed: true, .. } if self.is_composing => {
                self.swallowed.push(*key);
                return false;
            }
            Event::Key { key, pressed: false, .. } if self.swallowed.contains(key) => {
                self.swallowed.retain(|swallowed| swallowed != key);
                return false;
            }
            Event::Text(_) => return !self.is_composing,
            _ => {}
        }
        true
    }

    /// What does not have to come behind what waits for an answer. A window that is locked hears nothing of what waited.
    fn let_pass(&mut self, is_typing: bool, behind: Behind) -> Vec<Event> {
        if let Some(place) = self.held.iter().position(locks) {
            return self.held.drain(..).nth(place).into_iter().collect();
        }
        let mut is_behind = false;
        let (later, now) = std::mem::take(&mut self.held).into_iter().partition(|event| {
            is_behind |= waits_for_answer(event, is_typing, behind);
            is_behind && (behind == Behind::All || is_typed(event))
        });
        self.held = later;
        now
    }

    /// The place of the first event that waits for a later frame.
    fn first_to_wait(&mut self, is_typing: bool) -> usize {
        self.rest = self.rest.saturating_sub(1);
        let mut before = None;
        for (place, event) in self.held.iter().enumerate() {
            let Some(kind) = kind(event, is_typing) else { continue };
            let fits = match before {
                None => self.rest == 0 || kind == Kind::Click,
                Some(before) => kind == before && matches!(kind, Kind::Text | Kind::Click),
            };
            if !fits {
                return place;
            }
            before = Some(kind);
            if matches!(kind, Kind::Lead | Kind::Click) {
                self.rest = REST;
            }
        }
        self.held.len()
    }
}

/// Whether an event has to come behind what waits for an answer. Another text asks for another answer, and Escape for none.
fn waits_for_answer(event: &Event, is_typing: bool, behind: Behind) -> bool {
    match kind(event, is_typing) {
        _ if matches!(event, Event::Key { key: Key::Escape, .. }) => false,
        None | Some(Kind::Text) => false,
        Some(Kind::Click) => behind == Behind::All,
        Some(Kind::Step | Kind::Lead) => true,
    }
}

/// Whether it locks the window, which is done at any time.
fn locks(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::L, pressed: true, modifiers, .. } if modifiers.command)
}

/// Whether it is of the keyboard.
const fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Copy | Event::Cut | Event::Paste(_)
    )
}

/// What an event does to those after it; none: it goes with the one before it. A key that is held down is heard once a
/// frame, so that it does not run on when it is let go.
fn kind(event: &Event, is_typing: bool) -> Option<Kind> {
    match event {
        Event::Key { key, pressed: true, repeat, modifiers, .. } => {
            let is_chord = modifiers.command || modifiers.ctrl || modifiers.alt;
            Some(match key {
                Key::Tab | Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown if *repeat => {
                    return None;
                }
                Key::Tab | Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown => Kind::Step,
                Key::Enter | Key::Escape => Kind::Lead,
                _ if is_typing && (!is_chord || edits(*key)) && !is_function(*key) => Kind::Text,
                Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End if !is_chord => Kind::Step,
                _ => Kind::Lead,
            })
        }
        Event::Text(_) | Event::Copy | Event::Cut if !is_typing => None,
        Event::Paste(_) if !is_typing => Some(Kind::Lead),
        Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::Ime(_) => Some(Kind::Text),
        Event::PointerButton { pressed: false, .. } => Some(Kind::Click),
        _ => None,
    }
}

/// Whether it changes or marks the text that is being typed, pressed with Ctrl, Alt or the like.
fn edits(key: Key) -> bool {
    matches!(
        key,
        Key::A
            | Key::C
            | Key::V
            | Key::X
            | Key::Y
            | Key::Z
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::Backspace
            | Key::Delete
    )
}

/// Whether it never is a letter of a text.
pub fn is_function(key: Key) -> bool {
    let name = key.name();
    name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn press(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn release(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE }
    }

    fn typed(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    fn composed(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    }

    /// What each frame gets of what comes at once, empty ones left out.
    fn frames(events: Vec<Event>, is_typing: bool) -> Vec<Vec<Event>> {
        let mut keyboard = Keyboard { held: events, ..Keyboard::default() };
        let mut frames = Vec::new();
        while !keyboard.held.is_empty() {
            let later = keyboard.first_to_wait(is_typing);
            frames.push(keyboard.held.drain(..later).collect::<Vec<_>>());
        }
        frames.retain(|frame| !frame.is_empty());
        frames
    }

    /// What the desk hears.
    fn heard(events: Vec<Event>) -> Vec<Event> {
        let mut keyboard = Keyboard::default();
        events.into_iter().filter(|event| keyboard.is_for_the_desk(event)).collect()
    }

    #[test]
    fn each_key_has_a_frame_of_its_own_and_its_letter_comes_with_it() {
        let events = vec![press(Key::J), typed("j"), release(Key::J), press(Key::J), typed("j")];
        assert_eq!(frames(events.clone(), false), [events[..3].to_vec(), events[3..].to_vec()]);
        let down = vec![press(Key::ArrowDown), press(Key::ArrowDown), press(Key::Enter)];
        assert_eq!(frames(down, true).len(), 3);
    }

    #[test]
    fn what_is_typed_into_a_text_comes_at_once_up_to_what_leaves_it() {
        let events = vec![press(Key::A), typed("a"), press(Key::B), typed("b"), press(Key::Tab), typed("c")];
        assert_eq!(
            frames(events.clone(), true),
            [events[..4].to_vec(), events[4..5].to_vec(), events[5..].to_vec()]
        );
    }

    #[test]
    fn after_what_may_open_something_the_next_key_waits_until_it_is_there() {
        let mut keyboard = Keyboard { held: vec![press(Key::Enter), press(Key::A)], ..Keyboard::default() };
        let counts = std::iter::repeat_with(|| {
            let later = keyboard.first_to_wait(false);
            keyboard.held.drain(..later).count()
        });
        assert_eq!(counts.take(3).collect::<Vec<_>>(), [1, 0, 1]);
    }

    #[test]
    fn what_is_awaited_is_waited_for_but_by_another_text_and_escape() {
        let waits = |event| waits_for_answer(&event, true, Behind::All);
        assert!(waits(press(Key::Enter)) && waits(press(Key::ArrowDown)));
        assert!(!waits(typed("a")) && !waits(press(Key::Escape)) && !waits(release(Key::Enter)));
    }

    #[test]
    fn nothing_overtakes_a_key_that_waits_but_the_pointer_where_there_is_something_to_click_and_the_lock() {
        let click = Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        };
        let events = vec![press(Key::Tab), typed("a"), click.clone()];
        let passing = |events: Vec<Event>, behind| {
            let mut keyboard = Keyboard { held: events, ..Keyboard::default() };
            (keyboard.let_pass(true, behind), keyboard.held)
        };
        assert_eq!(passing(events.clone(), Behind::All), (vec![], events.clone()));
        assert_eq!(passing(events.clone(), Behind::Keys), (vec![click], events[..2].to_vec()));
        let mut lock = press(Key::L);
        if let Event::Key { modifiers, .. } = &mut lock {
            *modifiers = Modifiers::COMMAND;
        }
        assert_eq!(passing([events, vec![lock.clone()]].concat(), Behind::All), (vec![lock], vec![]));
    }

    #[test]
    fn a_key_that_is_held_down_does_not_run_on() {
        let held_down = |key| {
            let mut again = press(key);
            if let Event::Key { repeat, .. } = &mut again {
                *repeat = true;
            }
            again
        };
        let down = held_down(Key::ArrowDown);
        assert_eq!(frames(vec![press(Key::ArrowDown), down.clone(), down], false).len(), 1);
        let mut keyboard = Keyboard::default();
        keyboard.take(vec![press(Key::Escape), press(Key::J)]);
        for _ in 0..3 {
            keyboard.take(vec![held_down(Key::J)]);
        }
        assert_eq!(keyboard.held, [press(Key::Escape), press(Key::J)]);
    }

    #[test]
    fn the_keys_of_an_input_method_are_its_own() {
        let commit = Event::Ime(ImeEvent::Commit("你".to_owned()));
        let events = vec![
            composed("ni"),
            press(Key::ArrowDown),
            release(Key::ArrowDown),
            press(Key::Enter),
            commit.clone(),
            release(Key::Enter),
            press(Key::Enter),
            release(Key::Enter),
        ];
        let after = [press(Key::Enter), release(Key::Enter)];
        assert_eq!(heard(events), [vec![composed("ni"), commit], after.to_vec()].concat());
    }

    #[test]
    fn a_word_that_is_given_up_leaves_the_keys_to_the_desk_again() {
        let events = vec![composed("ni"), press(Key::Escape), composed(""), press(Key::Escape)];
        assert_eq!(heard(events), [composed("ni"), composed(""), press(Key::Escape)]);
    }

    #[test]
    fn keys_wait_until_it_is_known_what_they_are_for_and_then_come_or_are_forgotten() {
        for (is_page_there, come) in [(true, 1), (false, 0)] {
            let ctx = Context::default();
            ctx.add_plugin(Keyboard::held_back());
            let frame = |events: Vec<Event>, then: Option<bool>| {
                let mut seen = Vec::new();
                let input = RawInput { events, ..RawInput::default() };
                let mut output = ctx.run_ui(input, |ui| {
                    seen = ui.input(|input| input.events.clone());
                    if let Some(is_page_there) = then {
                        Keyboard::hold_back(ui.ctx(), false, is_page_there);
                    }
                });
                output.textures_delta.clear();
                seen
            };
            let focused = Event::WindowFocused(true);
            assert_eq!(frame(vec![press(Key::J), focused.clone()], None), [focused]);
            assert_eq!(frame(Vec::new(), Some(is_page_there)), []);
            assert_eq!(frame(Vec::new(), None).len(), come, "{is_page_there}");
        }
    }

    #[test]
    fn a_word_that_is_left_with_its_text_leaves_the_keys_to_the_desk_again() {
        let ctx = Context::default();
        let mut keyboard = Keyboard::default();
        let mut frame = |event: Event| {
            let mut input = RawInput { events: vec![event], ..RawInput::default() };
            keyboard.input_hook(&ctx, &mut input);
            input.events
        };
        frame(composed("ni"));
        // No text has the keyboard any more, and nothing came to say so.
        assert_eq!(frame(press(Key::A)), [press(Key::A)]);
    }
}
