//! After how long without a key or the pointer the window is locked.

use std::time::{Duration, SystemTime};

use egui::Context;
use serde::{Deserialize, Serialize};

/// After so many minutes; none: never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LockAfter(pub Option<u32>);

impl LockAfter {
    pub const CHOICES: [Self; 6] =
        [Self(Some(5)), Self(Some(10)), Self(Some(15)), Self(Some(30)), Self(Some(60)), Self(None)];
}

impl Default for LockAfter {
    fn default() -> Self {
        Self(Some(15))
    }
}

/// When the window was used last.
#[derive(Debug)]
pub struct Idle {
    /// By the window's time, which may stand still while the machine sleeps.
    used_at: f64,
    /// By the clock on the wall.
    used_on: SystemTime,
}

impl Default for Idle {
    fn default() -> Self {
        Self { used_at: 0.0, used_on: SystemTime::now() }
    }
}

impl Idle {
    /// Counts from now.
    pub fn begin(&mut self, ctx: &Context) {
        *self = Self { used_at: ctx.input(|input| input.time), used_on: SystemTime::now() };
    }

    /// Whether nobody has used the window for that long. Until then it is drawn again when that may be so.
    pub fn is_over(&mut self, ctx: &Context, after: LockAfter) -> bool {
        if ctx.input(|input| !input.events.is_empty()) {
            self.begin(ctx);
        }
        let Some(minutes) = after.0 else { return false };
        let limit = Duration::from_secs(60 * u64::from(minutes));
        let by_window = Duration::from_secs_f64((ctx.input(|input| input.time) - self.used_at).max(0.0));
        let idle = by_window.max(self.used_on.elapsed().unwrap_or_default());
        match limit.checked_sub(idle).filter(|left| !left.is_zero()) {
            Some(left) => {
                ctx.request_repaint_after(left);
                false
            }
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, RawInput};

    use super::*;

    /// Whether it is over at this time of the window, at which this happens.
    fn is_over(ctx: &Context, idle: &mut Idle, time: f64, events: Vec<Event>, after: LockAfter) -> bool {
        let mut over = false;
        let input = RawInput { time: Some(time), events, ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| over = idle.is_over(ui.ctx(), after));
        output.textures_delta.clear();
        over
    }

    #[test]
    fn it_is_over_once_nothing_was_pressed_for_that_long_and_never_where_that_is_wanted() {
        let (ctx, mut idle) = (Context::default(), Idle::default());
        let five = LockAfter(Some(5));
        let key = || vec![Event::Text("a".to_owned())];
        assert!(!is_over(&ctx, &mut idle, 10.0, key(), five));
        assert!(!is_over(&ctx, &mut idle, 309.0, Vec::new(), five));
        assert!(!is_over(&ctx, &mut idle, 309.5, key(), five));
        assert!(!is_over(&ctx, &mut idle, 609.0, Vec::new(), five));
        assert!(!is_over(&ctx, &mut idle, 609.4, Vec::new(), LockAfter(None)));
        assert!(is_over(&ctx, &mut idle, 609.5, Vec::new(), five));
    }

    #[test]
    fn a_machine_that_has_slept_is_locked_when_it_wakes() {
        let (ctx, mut idle) = (Context::default(), Idle::default());
        idle.used_on = SystemTime::now() - Duration::from_secs(3600);
        assert!(is_over(&ctx, &mut idle, 1.0, Vec::new(), LockAfter(Some(60))));
    }
}
