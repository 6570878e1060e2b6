//! The window without a display, driven by the labels that people read.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use fapiao_desk::desk::decode::decode;
use fapiao_desk::desk::worker::{Reply, Wake, aside};
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::dialogs::{FileKind, Picked, Picker};
use fapiao_desk::ui::{App, WindowOptions, fonts};

/// How long an answer of the desk may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A window at a store.
pub struct Window {
    pub harness: Harness<'static, App>,
}

/// Chooses a place without asking anybody.
struct FixedPicker(Option<PathBuf>);

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
        let place = self.0.clone();
        aside("test-picker", wake, move || place)
    }
}

impl Window {
    /// Opens the window at `store`, in Chinese; file dialogs answer `place`.
    pub fn open(store: &Path, place: Option<PathBuf>) -> Self {
        let options =
            WindowOptions { store: store.to_owned(), sandbox: false, lang: Some(Lang::Zh), prefs: None };
        let harness =
            Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).build_eframe(move |cc| {
                fonts::install(&cc.egui_ctx);
                App::new(&cc.egui_ctx, options, Box::new(FixedPicker(place)))
            });
        Self { harness }
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

    /// Draws until `there` holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, there: impl Fn(&Harness<'static, App>) -> bool) {
        let begun = Instant::now();
        loop {
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

    /// Waits for this label, and clicks what has it: the last one, which lies on top.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.see(label);
        let node: Node<'_> = self.harness.query_all_by_label(label).last().expect("it was there");
        node.click();
        self.harness.step();
        self.harness.step();
    }

    /// Waits for a button with this label, and clicks it: where a pill or a heading says the same.
    #[track_caller]
    pub fn click_button(&mut self, label: &str) {
        let is_there = |harness: &Harness<'static, App>| {
            harness.query_all_by_role_and_label(Role::Button, label).next().is_some()
        };
        self.until(label, is_there);
        self.harness.query_all_by_role_and_label(Role::Button, label).last().expect("it was there").click();
        self.harness.step();
        self.harness.step();
    }

    /// Waits for something of this role with this label, and clicks the last one.
    #[track_caller]
    pub fn click_last(&mut self, label: &str, role: Role) {
        let is_there = |harness: &Harness<'static, App>| {
            harness.query_all_by_role_and_label(role, label).next().is_some()
        };
        self.until(label, is_there);
        self.harness.query_all_by_role_and_label(role, label).last().expect("it was there").click();
        self.harness.step();
        self.harness.step();
    }

    /// Types into the field with this label, in the place of what was there.
    #[track_caller]
    pub fn enter(&mut self, label: &str, text: &str) {
        self.see(label);
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
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.step();
        self.harness.step();
    }
}
