//! The window. The only place that knows egui.

pub mod app;
mod bulk;
mod command_dialog;
pub mod commands;
mod cursor;
mod date_text;
pub mod dialogs;
mod drafts;
mod due_plans;
mod fields;
pub mod fonts;
mod forms;
mod frame;
pub mod icons;
pub mod keyboard;
mod list_panel;
pub mod loadable;
mod outgoing;
mod outside;
mod paged;
mod panels;
mod pasted;
pub mod prefs;
mod refusing;
mod sending;
pub mod software;
pub mod state;
pub mod theme;
mod ticketing;
mod unsaved;
mod welcome;
pub mod widgets;
mod window;
pub mod words;

pub use app::{App, WindowOptions, open_window};
