//! Waiting until a window stays as it is.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use eframe::egui::Rect;
use eframe::egui::accesskit::Role;

use super::{READERS, Window, last_that_is_enabled};

/// For how many rounds of 5 ms the desk has read everything and something stays where it is before it is at rest.
const ROUNDS_AT_REST: u32 = 4;

/// For so long a desk that is held by a test is waited for.
const HELD: Duration = Duration::from_millis(40);

impl Window {
    /// Draws until the desk has read what there is to be shown.
    pub fn rest(&mut self) {
        for _ in 0..ROUNDS_AT_REST {
            self.harness.step();
            self.let_the_desk_read();
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    /// Draws until the last thing with this label stays where it is; its place. A chip makes room for a count that comes, and
    /// rows for a chip.
    #[track_caller]
    pub fn place_of(&mut self, label: &str) -> Rect {
        self.place_of_one(label, None)
    }

    /// The same of one of this role that can be used.
    #[track_caller]
    pub(super) fn place_of_one(&mut self, label: &str, role: Option<Role>) -> Rect {
        let (mut place, mut rests) = (Rect::NOTHING, 0);
        self.until(label, |harness| last_that_is_enabled(harness, label, role).is_some());
        let begun = Instant::now();
        while rests < ROUNDS_AT_REST {
            assert!(begun.elapsed() < self.patience, "{label} does not come to rest");
            self.let_the_desk_read();
            std::thread::sleep(Duration::from_millis(5));
            self.dawdle_on();
            self.harness.step();
            self.harness.step();
            let now =
                last_that_is_enabled(&self.harness, label, role).map_or(Rect::NOTHING, |node| node.rect());
            let rested = now != Rect::NOTHING && std::mem::replace(&mut place, now) == now;
            rests = if rested { rests + 1 } else { 0 };
        }
        place
    }

    /// Waits until the desk has read what it was asked, or a while where a test holds it.
    fn let_the_desk_read(&self) {
        let Some(office) = self.harness.state().office() else { return };
        let is_held = Arc::strong_count(&self.holding) > 1;
        let most = if is_held { HELD } else { self.patience };
        let (here, seen) = channel();
        let (release, held) = channel::<()>();
        let held = Arc::new(Mutex::new(held));
        // All readers are at this at once, so that none is at something else.
        let meet = |_| {
            let (here, held) = (here.clone(), Arc::clone(&held));
            office.read(move |_, _| {
                let _ = here.send(());
                let _ = held.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(most);
                Ok(())
            })
        };
        let _readers: Vec<_> = (0..READERS).map(meet).collect();
        let begun = Instant::now();
        let all = (0..READERS).all(|_| seen.recv_timeout(most.saturating_sub(begun.elapsed())).is_ok());
        drop((release, all));
    }
}
