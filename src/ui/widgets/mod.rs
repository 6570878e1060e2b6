//! What panels are drawn with. Each draws what it is given and returns what the user did; none decides.
//! Every one of them is shown, in both looks, by `examples/gallery`.

mod button;
mod card;
mod cell_edit;
mod chart;
mod check_row;
mod choice;
mod chrome;
mod edit;
mod facts;
mod field;
mod fold;
mod line_breaks;
mod message;
mod modal;
mod money;
mod paint;
mod pick_row;
mod pill;
mod rich;
mod steps;
mod table;
mod text;
mod timeline;

pub use button::{
    Button, ButtonKind, icon_button_ui, link_ui, menu_link_ui, more_link_ui, row_link_ui, small_link_ui,
};
pub use card::{Card, bar_ground, inset_ui, wrapped_head_ui};
pub use cell_edit::cell_edit_ui;
pub use chart::{Bar, BarChartView, Meter, meters_ui};
pub use check_row::{CheckRow, CheckRowOutput, Found};
pub use choice::{
    Check, bare_checkbox_ui, bare_select_ui, checkbox_ui, chip_ui, closing_chip_ui, is_menu_open,
    menu_button_ui, menu_item_ui, menu_ui, radio_card_height, radio_card_ui, segmented_ui, select_ui,
};
pub use chrome::{
    chooser_button_ui, key_hint_ui, kpi_ui, nav_heading_ui, nav_item_ui, panel_head_ui, panel_head_with,
    seal_ui, search_button_ui,
};
pub use facts::{key_value_ui, key_value_with, part_rule_ui, rule_ui, sum_row_ui, sum_total_ui};
pub use field::{Field, search_ui, small_icon_button_ui};
pub use fold::fold_ui;
pub use message::{Toasts, banner_links_ui, banner_ui, empty_state_ui, progress_ui, spinner_ui};
pub use modal::{Modal, begin_dialogs, is_escaped, keep_focus, modal_buttons_ui};
pub use money::{MoneyInput, amount_text_ui, amount_ui, key_figure_ui, money_field_ui};
pub use paint::focus_ring;
pub use pick_row::PickRow;
pub use pill::pill_ui;
pub use rich::{RICH_LINE, rich_ui};
pub use steps::steps_ui;
pub use table::{
    Column, ROW_AT_HAND, SliceRows, Sort, Table, TableOutput, TableRows, TableView, columns_but,
    columns_menu_ui, width_needed,
};
pub use text::{body_ui, mono_ui, small_ui, strong_ui, text_row_ui, text_ui, text_width, title_ui, weak_ui};
pub use timeline::{Progress, TimelineItem, timeline_ui};
