//! The window without a display, driven by the labels that people read.

mod leaving;
mod picker;
mod rest;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use fapiao_desk::desk::clock::Moment;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::worker::{Office, Reply};
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::i18n::Lang;
use fapiao_desk::store::engine::Db;
use fapiao_desk::ui::{App, WindowOptions, fonts};
use rusqlite::Connection;
use serde_json::Value;

use self::picker::{Dropped, FixedPicker, Place};
use super::lines::{NOON, at, step};
use super::{Closed, Play};

/// The password of backups that no key store takes.
pub const LOCKED_FOR_BACKUPS: &str = "没有密钥库的电脑";

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// With so many milliseconds in this variable the whole desk is busy that long at every action, so that each answer
/// comes late: a test that asserts before it waits then fails at once, not once in a hundred runs.
const SLOW: &str = "FAPIAO_SLOW_MS";

/// As many as the desk has, so that none is free.
const READERS: usize = 2;

/// A window at a store.
pub struct Window {
    pub harness: Harness<'static, App>,
    place: Place,
    /// What was shown last in another program.
    shown: Place,
    /// Whether a file dialog has just failed.
    broken: Arc<AtomicBool>,
    /// How long the desk is busy at every action.
    delay: Option<Duration>,
    /// What it is busy with; a reader leaves out what nobody waits for.
    busy: Vec<Reply<Result<(), Refusal>>>,
    /// Who keeps the writer waiting.
    lock: Option<JoinHandle<()>>,
    /// Who keeps the readers busy has it, too.
    holding: Arc<()>,
    /// How long an answer of the desk may take before a test gives up.
    pub patience: Duration,
    store: PathBuf,
    /// The store's folder, where it goes with the window.
    _closed: Option<Closed>,
}

/// Keeps the readers of the desk busy until it is dropped.
#[must_use = "the readers are free as soon as it is dropped"]
pub struct Held {
    _readers: Vec<Sender<()>>,
    _holding: Arc<()>,
}

impl Play {
    /// Leaves the desk and opens the window at its store.
    pub fn window(self) -> Window {
        let closed = self.close();
        let mut window = Window::open(&closed, None);
        window._closed = Some(closed);
        window
    }
}

impl Window {
    /// Opens the window at `store`, in Chinese; file dialogs answer `place`.
    pub fn open(store: &Path, place: Option<PathBuf>) -> Self {
        Self::open_with(store, place, None)
    }

    /// The same, with preferences that are kept in this file.
    pub fn open_with(store: &Path, place: Option<PathBuf>, prefs: Option<PathBuf>) -> Self {
        let store = store.to_owned();
        // Beside the store's folder: where a store that is not safe is moved to.
        let data = store.ancestors().nth(2).map(|folder| folder.join("local"));
        let home = Some(store.clone());
        Self::with(
            WindowOptions { store, sandbox: false, lang: Some(Lang::Zh), prefs, data, home, is_given: false },
            place,
        )
    }

    /// Opens the window with these options; file dialogs answer `place`.
    pub fn with(options: WindowOptions, place: Option<PathBuf>) -> Self {
        let store = options.store.clone();
        let place = Place::new(Mutex::new(place));
        let shown = Place::default();
        let broken = Arc::<AtomicBool>::default();
        let picker =
            FixedPicker { place: Arc::clone(&place), shown: Arc::clone(&shown), broken: Arc::clone(&broken) };
        let harness =
            Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).build_eframe(move |cc| {
                fonts::install(&cc.egui_ctx);
                App::new(&cc.egui_ctx, options, Box::new(picker))
            });
        let delay =
            std::env::var(SLOW).ok().map(|text| Duration::from_millis(text.parse().expect("a number")));
        Self {
            harness,
            place,
            shown,
            broken,
            delay,
            busy: Vec::new(),
            lock: None,
            holding: Arc::default(),
            patience: PATIENCE,
            store,
            _closed: None,
        }
    }

    /// Closes it, and leaves its store.
    pub fn close(mut self) -> Closed {
        let closed = self._closed.take().expect("a store of its own");
        self.leave();
        closed
    }

    /// Drops files on it.
    pub fn drop_files(&mut self, paths: &[&Path]) {
        for path in paths {
            self.harness.input_mut().dropped_files.push(Arc::new(Dropped((*path).to_owned())));
        }
        self.harness.step();
    }

    /// Chooses `option` in the list of choices called `label`, which may have to be scrolled to.
    #[track_caller]
    pub fn select(&mut self, label: &str, option: &str) {
        self.until(label, |h| h.query_all_by_role_and_label(Role::ComboBox, label).next().is_some());
        last(&self.harness, label, Some(Role::ComboBox)).expect("it was there").scroll_to_me();
        self.harness.step();
        self.harness.step();
        self.click_last(label, Role::ComboBox);
        self.click_last(option, Role::MenuItem);
    }

    /// Scrolls to the last thing with this label.
    #[track_caller]
    pub fn scroll_to(&mut self, label: &str) {
        self.see(label);
        last(&self.harness, label, None).expect("it was there").scroll_to_me();
        self.harness.step();
        self.harness.step();
    }

    /// Presses Tab until something with this label has the keyboard.
    #[track_caller]
    pub fn tab_to(&mut self, label: &str) {
        for _ in 0..100 {
            if self.harness.query_all_by_label(label).any(|node| node.accesskit_node().is_focused()) {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("Tab does not come to {label}");
    }

    /// Asks the desk of the window something, on one of its readers.
    #[track_caller]
    pub fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Db, &Moment) -> Result<T, Refusal> + Send + 'static,
    ) -> T {
        self.office().read(ask).wait().expect("an answer").expect("what can be read")
    }

    /// Has a line carried out by the desk of the window.
    #[track_caller]
    pub fn send(&self, line: &str) -> Result<Value, Refusal> {
        let envelope = decode(serde_json::from_str(line).expect("an object")).expect("a line");
        self.office().write(move |desk| desk.handle(&envelope)?.to_json()).wait().expect("an answer")
    }

    /// Keeps the writer of the desk busy until what is answered is sent something: what is to be written waits.
    pub fn hold_writer(&self) -> Sender<()> {
        let (release, held) = channel();
        drop(self.office().write(move |_| held.recv()));
        release
    }

    /// The desk of the window, which has a store.
    pub fn office(&self) -> &Office {
        self.harness.state().office().expect("an open store")
    }

    /// The store that it was opened at.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Has a line carried out at noon by another desk at the store, while the window is open.
    #[track_caller]
    pub fn meanwhile(&self, line: &str) -> Value {
        let mut desk = Desk::open(&self.store, Open::Existing).expect("a store");
        let line = if line.contains(r#""at":"#) { line.to_owned() } else { at(NOON, line) };
        let envelope = decode(serde_json::from_str(&line).expect("an object")).expect("a line");
        desk.handle(&envelope).and_then(|answer| answer.to_json()).expect("a line that is carried out")
    }

    /// What the store says of an application now.
    #[track_caller]
    pub fn application(&self, number: &str) -> Value {
        self.meanwhile(&step("application", number))
    }

    /// File dialogs answer this from now on.
    pub fn pick(&self, place: &Path) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.to_owned());
    }

    /// A file dialog that was asked for does not open.
    pub fn break_dialog(&mut self) {
        self.broken.store(true, Ordering::Relaxed);
        self.harness.step();
    }

    /// Draws until something was shown in another program; what.
    #[track_caller]
    pub fn see_outside(&mut self) -> PathBuf {
        let shown = Arc::clone(&self.shown);
        let is_there = move || shown.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        self.until("what is shown in another program", |_| is_there());
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).take().expect("it was there")
    }

    /// What was shown last in another program.
    pub fn shown(&self) -> Option<PathBuf> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        Held { _readers: (0..READERS).map(hold).collect(), _holding: Arc::clone(&self.holding) }
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
        let office = self.office();
        office.write(move |desk| desk.handle(&envelope)).wait().expect("an answer").expect("a sandbox");
        self.harness.step();
        // What is on screen is read for the new day before anything is done with it.
        self.rest();
    }

    /// Sets the clock to the noon at which [`Play`] plays.
    #[track_caller]
    pub fn noon(&mut self) {
        self.at(NOON);
    }

    /// Opens a panel by its tab.
    #[track_caller]
    pub fn tab(&mut self, label: &str) {
        self.click_last(label, Role::Tab);
    }

    /// Chooses a customer for the whole window, where none is chosen yet.
    #[track_caller]
    pub fn choose(&mut self, account: &str) {
        self.choose_after("全部客户", account);
    }

    /// Chooses another customer in the place of the one of this name.
    #[track_caller]
    pub fn choose_after(&mut self, name: &str, account: &str) {
        self.click_button(name);
        self.enter("按名称、编号或拼音查找客户", account);
        self.see_part(&format!("{account} · "));
        self.until("the others to go", |h| h.query_all_by_label_contains(" · 正常").count() <= 1);
        self.press(Key::Enter);
    }

    /// Opens an application from their list.
    #[track_caller]
    pub fn open_application(&mut self, number: &str) {
        self.click("申请记录");
        self.click(number);
        self.press(Key::Enter);
        self.see("申请内容");
    }

    /// Begins an empty store, in which nobody signs in, and follows the guide to where its first issuer is added.
    #[track_caller]
    pub fn begin(&mut self) {
        self.click("新建空白账套");
        self.click("不设密码，不用登录");
        self.click_button("新建账套");
        self.click("去添加");
    }

    /// Signs in as the user who is chosen on the page for that: the password, and Enter.
    #[track_caller]
    pub fn sign_in(&mut self, password: &str) {
        self.see_enabled("登录");
        self.harness.get_by_role_and_label(Role::PasswordInput, "密码").focus();
        self.harness.step();
        self.harness.get_by_role_and_label(Role::PasswordInput, "密码").type_text(password);
        self.harness.step();
        self.press(Key::Enter);
    }

    /// Has this user at the desk from now on.
    #[track_caller]
    pub fn seat(&mut self, user: &str) {
        self.until("the store", |harness| harness.state().office().is_some());
        self.office().choose_user(Some(user));
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
            assert!(
                begun.elapsed() < self.patience,
                "waited in vain for {what}; there is {:?}",
                self.labels()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What is on screen, for whoever reads why a test failed.
    fn labels(&self) -> Vec<String> {
        self.harness.root().children_recursive().filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Draws until something with this label is there.
    #[track_caller]
    pub fn see(&mut self, label: &str) {
        self.until(label, |harness| harness.query_all_by_label(label).next().is_some());
    }

    /// Draws until something with each of these labels is there.
    #[track_caller]
    pub fn see_all<const N: usize>(&mut self, labels: [&str; N]) {
        for label in labels {
            self.see(label);
        }
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

    /// Waits until the rows of a list that begin so stand in this order: what stands beside it may name one again.
    #[track_caller]
    pub fn see_in_order(&mut self, rows: &[&str]) {
        self.until("the order", |harness| {
            let place = |row: &&str| {
                let named = harness.query_all_by_label(row).map(|node| node.rect());
                named.min_by(|a, b| a.left().total_cmp(&b.left())).map(|row| row.top())
            };
            let places: Vec<Option<f32>> = rows.iter().map(place).collect();
            places.iter().all(Option::is_some) && places.is_sorted()
        });
    }

    /// Whether the last button with this label cannot be pressed, or there is none.
    pub fn is_disabled(&self, label: &str) -> bool {
        is_barred(&self.harness, Role::Button, label) != Some(false)
    }

    /// Draws until the last button with this label cannot be pressed.
    #[track_caller]
    pub fn see_disabled(&mut self, label: &str) {
        self.see_barred(Role::Button, label);
    }

    /// Draws until the last thing of this role and label cannot be chosen.
    #[track_caller]
    pub fn see_barred(&mut self, role: Role, label: &str) {
        self.until(label, |harness| is_barred(harness, role, label) == Some(true));
    }

    /// Draws until the last button with this label can be pressed.
    #[track_caller]
    pub fn see_enabled(&mut self, label: &str) {
        self.until(label, |harness| is_barred(harness, Role::Button, label) == Some(false));
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

    /// What cannot be used at the moment, since an answer is still to come, is waited for.
    #[track_caller]
    fn click_one(&mut self, label: &str, role: Option<Role>) {
        self.place_of_one(label, role);
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

fn last_that_is_enabled<'h>(
    harness: &'h Harness<'static, App>,
    label: &'h str,
    role: Option<Role>,
) -> Option<Node<'h>> {
    last(harness, label, role).filter(|node| !node.accesskit_node().is_disabled())
}

/// Whether the last thing of this role and label cannot be used; none: there is none.
fn is_barred(harness: &Harness<'static, App>, role: Role, label: &str) -> Option<bool> {
    let node = harness.query_all_by_role_and_label(role, label).last();
    node.map(|node| node.accesskit_node().is_disabled())
}

/// The last thing with this label, of this role if one is given.
fn last<'h>(harness: &'h Harness<'static, App>, label: &'h str, role: Option<Role>) -> Option<Node<'h>> {
    match role {
        Some(role) => harness.query_all_by_role_and_label(role, label).last(),
        None => harness.query_all_by_label(label).last(),
    }
}
