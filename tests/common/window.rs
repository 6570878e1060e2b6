//! The window without a display, driven by the labels that people read.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::worker::{Reply, Wake, aside};
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::dialogs::{FileKind, Picked, Picker};
use fapiao_desk::ui::{App, WindowOptions, fonts};
use rusqlite::Connection;

/// How long an answer of the desk may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// With so many milliseconds in this variable the whole desk is busy that long at every action, so that each answer
/// comes late: a test that asserts before it waits then fails at once, not once in a hundred runs.
const SLOW: &str = "FAPIAO_SLOW_MS";

/// As many as the desk has, so that none is free.
const READERS: usize = 2;

/// For how many frames, 5 ms apart, something has to stay where it is before it is clicked.
const FRAMES_AT_REST: u32 = 20;

/// A window at a store.
pub struct Window {
    pub harness: Harness<'static, App>,
    place: Place,
    /// How long the desk is busy at every action.
    delay: Option<Duration>,
    /// What it is busy with; a reader leaves out what nobody waits for.
    busy: Vec<Reply<Result<(), Refusal>>>,
    /// Who keeps the writer waiting.
    lock: Option<JoinHandle<()>>,
}

/// Keeps the readers of the desk busy until it is dropped.
#[must_use = "the readers are free as soon as it is dropped"]
pub struct Held {
    _readers: Vec<Sender<()>>,
}

/// What file dialogs answer.
type Place = Arc<Mutex<Option<PathBuf>>>;

/// Chooses a place without asking anybody.
struct FixedPicker(Place);

impl Picker for FixedPicker {
    fn open(&self, _kind: FileKind, wake: Wake) -> Result<Picked, Refusal> {
        self.pick(wake)
    }

    fn save(&self, _kind: FileKind, _name: String, wake: Wake) -> Result<Picked, Refusal> {
        self.pick(wake)
    }
}

impl FixedPicker {
    fn pick(&self, wake: Wake) -> Result<Reply<Option<PathBuf>>, Refusal> {
        let place = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        aside("test-picker", wake, move || place)
    }
}

impl Window {
    /// Opens the window at `store`, in Chinese; file dialogs answer `place`.
    pub fn open(store: &Path, place: Option<PathBuf>) -> Self {
        Self::open_with(store, place, None)
    }

    /// The same, with preferences that are kept in this file.
    pub fn open_with(store: &Path, place: Option<PathBuf>, prefs: Option<PathBuf>) -> Self {
        let options = WindowOptions { store: store.to_owned(), sandbox: false, lang: Some(Lang::Zh), prefs };
        let place = Place::new(Mutex::new(place));
        let dialogs = Arc::clone(&place);
        let harness =
            Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).build_eframe(move |cc| {
                fonts::install(&cc.egui_ctx);
                App::new(&cc.egui_ctx, options, Box::new(FixedPicker(dialogs)))
            });
        let delay =
            std::env::var(SLOW).ok().map(|text| Duration::from_millis(text.parse().expect("a number")));
        Self { harness, place, delay, busy: Vec::new(), lock: None }
    }

    /// File dialogs answer this from now on.
    pub fn pick(&self, place: &Path) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.to_owned());
    }

    /// Keeps every reader of the desk busy until what is answered is dropped: what is asked now is answered after it.
    pub fn hold_readers(&mut self) -> Held {
        let office = self.harness.state().office().expect("an open store");
        let hold = |_| {
            let (held, until) = channel::<()>();
            self.busy.push(office.read(move |_, _| {
                // Nothing is ever sent; it ends when the other end is dropped.
                let _ = until.recv();
                Ok(())
            }));
            held
        };
        Held { _readers: (0..READERS).map(hold).collect() }
    }

    /// In the slow mode keeps the whole desk busy for a while, so that what is asked next is answered late. The writer
    /// waits as if another program were writing, which changes nothing.
    fn dawdle(&mut self) {
        let (Some(delay), Some(office)) = (self.delay, self.harness.state().office()) else { return };
        if self.lock.as_ref().is_none_or(JoinHandle::is_finished)
            && let Ok(db) = Connection::open(office.path())
            && db.execute_batch("BEGIN IMMEDIATE").is_ok()
        {
            let hold = move || {
                std::thread::sleep(delay);
                drop(db);
            };
            self.lock = Some(Builder::new().name("test-lock".to_owned()).spawn(hold).expect("a thread"));
        }
        self.dawdle_on();
    }

    /// In the slow mode keeps the readers busy for as long as one waits.
    fn dawdle_on(&mut self) {
        let (Some(delay), Some(office)) = (self.delay, self.harness.state().office()) else { return };
        self.busy.retain(|nap| nap.look() == Ok(None));
        while self.busy.len() < READERS {
            self.busy.push(office.read(move |_, _| {
                std::thread::sleep(delay);
                Ok(())
            }));
        }
    }

    /// Sets the clock of the sandbox store that is open: what is late is then the same on any day.
    #[track_caller]
    pub fn at(&mut self, now: &str) {
        self.until("the store", |harness| harness.state().office().is_some());
        let line = serde_json::json!({"op": "applications", "at": now});
        let envelope = decode(line.as_object().expect("an object").clone()).expect("a line");
        let office = self.harness.state().office().expect("it was there");
        office.write(move |desk| desk.handle(&envelope)).wait().expect("an answer").expect("a sandbox");
        self.harness.step();
    }

    /// Has this user at the desk from now on.
    #[track_caller]
    pub fn seat(&mut self, user: &str) {
        self.until("the store", |harness| harness.state().office().is_some());
        self.harness.state().office().expect("it was there").choose_user(Some(user));
        self.harness.step();
    }

    /// Draws until `there` holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, there: impl Fn(&Harness<'static, App>) -> bool) {
        let begun = Instant::now();
        loop {
            self.dawdle_on();
            self.harness.step();
            if there(&self.harness) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Draws until something with this label is there.
    #[track_caller]
    pub fn see(&mut self, label: &str) {
        self.until(label, |harness| harness.query_all_by_label(label).next().is_some());
    }

    /// Draws until something whose label contains this is there.
    #[track_caller]
    pub fn see_part(&mut self, part: &str) {
        self.until(part, |harness| harness.query_all_by_label_contains(part).next().is_some());
    }

    /// Draws until nothing with this label is there any more.
    #[track_caller]
    pub fn see_no(&mut self, label: &str) {
        self.until(label, |harness| harness.query_all_by_label(label).next().is_none());
    }

    /// Draws until nothing whose label contains this is there any more.
    #[track_caller]
    pub fn see_no_part(&mut self, part: &str) {
        self.until(part, |harness| harness.query_all_by_label_contains(part).next().is_none());
    }

    /// Whether the last button with this label cannot be pressed.
    pub fn is_disabled(&self, label: &str) -> bool {
        let button = self.harness.query_all_by_role_and_label(Role::Button, label).last();
        button.is_none_or(|node| node.accesskit_node().is_disabled())
    }

    /// Draws until the last button with this label cannot be pressed.
    #[track_caller]
    pub fn see_disabled(&mut self, label: &str) {
        self.until(label, |harness| {
            let button = harness.query_all_by_role_and_label(Role::Button, label).last();
            button.is_some_and(|node| node.accesskit_node().is_disabled())
        });
    }

    /// Draws until the last button with this label can be pressed.
    #[track_caller]
    pub fn see_enabled(&mut self, label: &str) {
        self.until(label, |harness| {
            let button = harness.query_all_by_role_and_label(Role::Button, label).last();
            button.is_some_and(|node| !node.accesskit_node().is_disabled())
        });
    }

    /// Waits for something with this label that can be used, and clicks it: the last one, which lies on top.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.click_one(label, None);
    }

    /// Waits for a button with this label, and clicks it: where a pill or a heading says the same.
    #[track_caller]
    pub fn click_button(&mut self, label: &str) {
        self.click_one(label, Some(Role::Button));
    }

    /// Waits for something of this role with this label, and clicks the last one.
    #[track_caller]
    pub fn click_last(&mut self, label: &str, role: Role) {
        self.click_one(label, Some(role));
    }

    /// What cannot be used at the moment, since an answer is still to come, is waited for, and so is what still moves:
    /// a chip makes room for a count that comes, and the pointer would press its neighbour.
    #[track_caller]
    fn click_one(&mut self, label: &str, role: Option<Role>) {
        let (place, rest) = (Cell::new(Rect::NOTHING), Cell::new(0));
        self.until(label, |harness| {
            let node = last(harness, label, role).filter(|node| !node.accesskit_node().is_disabled());
            let now = node.map_or(Rect::NOTHING, |node| node.rect());
            let rests = now != Rect::NOTHING && place.replace(now) == now;
            rest.set(if rests { rest.get() + 1 } else { 0 });
            rest.get() >= FRAMES_AT_REST
        });
        self.dawdle();
        last(&self.harness, label, role).expect("it was there").click();
        self.harness.step();
        self.harness.step();
    }

    /// Types into the field with this label, in the place of what was there.
    #[track_caller]
    pub fn enter(&mut self, label: &str, text: &str) {
        self.see(label);
        self.dawdle();
        self.harness.query_all_by_label(label).last().expect("it was there").focus();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.harness.query_all_by_label(label).last().expect("it was there").type_text(text);
        self.harness.step();
        self.harness.step();
    }

    /// Presses a key together with others.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.dawdle();
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.dawdle();
        self.harness.key_press(key);
        self.harness.step();
        self.harness.step();
    }
}

/// The last thing with this label, of this role if one is given.
fn last<'h>(harness: &'h Harness<'static, App>, label: &'h str, role: Option<Role>) -> Option<Node<'h>> {
    match role {
        Some(role) => harness.query_all_by_role_and_label(role, label).last(),
        None => harness.query_all_by_label(label).last(),
    }
}
