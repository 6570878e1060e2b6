//! The window. The only place that knows egui.

pub mod fonts;
pub mod gallery;
pub mod icons;
pub mod theme;
pub mod widgets;
pub mod words;
