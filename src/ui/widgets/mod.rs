//! What panels are drawn with. Each draws what it is given and returns what the user did; none decides.
//!
//! ```text
//! use crate::ui::{icons, theme::Tone, widgets::{Button, Card, …}};
//!
//! // Buttons. Labels are also their names for tests and assistive technology.
//! if Button::primary("申请开票").shortcut("Ctrl N").show(ui).clicked() { … }
//! Button::danger("驳回").disabled_because(reason).show(ui);      // reason: Option<&str>, said on hover
//! icon_button_ui(ui, icons::REFRESH, "刷新");  link_ui(ui, "处理");  more_link_ui(ui, "全部 61 件");
//!
//! // A panel: head, then cards.
//! panel_head_ui(ui, "总览", "11 月 22 日", |ui| { Button::primary("申请开票").show(ui); });  // right to left
//! panel_head_with(ui, |ui| { title_ui(ui, "申请开票"); steps_ui(ui, &names, 0); }, |ui| …);
//! Card::titled("申请内容").note("提交时的快照").show(ui, |ui| { key_value_ui(ui, "客户", &name); });
//! Card::new().head(|ui| { chip_ui(ui, true, "可开票", Some(14)); }).flush().fill_height()
//!     .foot(|ui| { Button::primary("下一步").wide().show(ui); })
//!     .show(ui, |ui| …);                                        // flush: for tables
//! kpi_ui(ui, "待开票申请", "46", |ui| { pill_ui(ui, Tone::Bad, icons::ALERT, "2 件已逾期"); });
//!
//! // Text, facts, money.
//! title_ui / body_ui / strong_ui / weak_ui / small_ui / faint_ui / mono_ui (ui, "…");
//! text_row_ui(ui, |ui| { body_ui(ui, "…"); pill_ui(…); });          // ui.horizontal is as high as a button
//! pill_ui(ui, Tone::Ok, icons::CHECK, "已开票");  badge_ui(ui, Tone::Bad, 3);
//! key_value_ui(ui, "税号", &tax_id);  key_value_with(ui, "状态", |ui| …);
//! sum_row_ui(ui, "其中退款", "− 400.00");  rule_ui(ui);  sum_total_ui(ui, "本次开票", "¥ 523,206.53");
//! amount_ui(ui, fen);  key_figure_ui(ui, fen);
//!
//! // Forms. The panel's state owns texts and values.
//! Field::new("名称", &mut text).required().hint("…").limit(100).error(error).show(ui);
//! Field::new("备注", &mut text).rows(3).message(Tone::Ok, "与实名认证一致").show(ui);
//! money_field_ui(ui, "金额", &mut money_input, Some(200.0), rule_error);   // MoneyInput: .amount(), .error()
//! search_ui(ui, &mut query, "搜索客户", Some("Ctrl K"), 300.0);
//! select_ui(ui, "类型", &mut kind, &[(Kind::A, "甲"), (Kind::B, "乙")], None);  // bare_select_ui: no label shown
//! checkbox_ui(ui, &mut on, "设为默认");  segmented_ui(ui, "方式", &mut way, &options);
//! radio_card_ui(ui, selected, "企业增值税专用发票", "可抵扣", barred_because);
//!
//! CheckRow::new("税号", &value, ticked).link(Some("显示")).show(ui);    // .toggled, .linked
//!
//! // Lists: implement `TableRows` for a view of the loaded rows.
//! let columns = [Column::new("bill_no", "账单号", 160.0).sortable(), Column::money("amount", "金额", 120.0)];
//! let out = Table::new("账单", &columns)
//!     .checkboxes(Check::Some)                                   // only where rows have checkboxes
//!     .empty(|ui| { empty_state_ui(ui, icons::BILLS, "没有账单", "…", Some("导入账单")); })
//!     .footer(|ui| { small_ui(ui, "共 24,318 张"); })
//!     .show(ui, &mut state.view, &rows, state.selected);
//! // out.selected, .opened, .copied, .checked, .check_all, .sorted, .near_end
//! columns_menu_ui(ui, &columns, &mut state.view);
//!
//! // Processes, charts.
//! timeline_ui(ui, &[TimelineItem { progress: Progress::Done, title: "提交申请", pill: None, lines: vec![…] }]);
//! bar_chart_ui(ui, "每月开票金额", 140.0, ["普票", "专票"], &bars);  meter_ui(ui, "0–3 个月", 0.74, "6,820,114.20");
//!
//! // Messages.
//! if banner_ui(ui, Tone::Warn, "…", Some("查看")).acted { … }      // what was refused: crate::ui::refusing
//! banner_links_ui(ui, Tone::Warn, "…", &["查看规则", "提交工单"])      // the place of the link that was pressed
//! state.toasts.push(Tone::Ok, "已提交");  state.toasts.show(ctx);           // once a frame, last
//! let out = Modal::new("驳回申请").show(ctx, |ui| { …; modal_buttons_ui(ui, |ui| …) });  // out.closed: Esc, ×
//! progress_ui(ui, "正在导入…", Some(0.4), true);  // true: to be cancelled      spinner_ui(ui, "正在读取…");
//!
//! // The shell.
//! seal_ui(ui, 20.0);  nav_heading_ui(ui, "工作");  key_hint_ui(ui, "Ctrl K");
//! nav_item_ui(ui, icons::REVIEW, "资质审核", Some((Tone::Bad, 3)), selected);
//! chooser_button_ui(ui, "全部客户", "1,284 家");
//! search_button_ui(ui, "搜索", "Ctrl K", 220.0);
//! PickRow { name: &name, details: &details, is_at: true, ..PickRow::default() }.show(ui, &spoken);
//! small_link_ui(ui, "English");  small_icon_button_ui(ui, icons::MOON, "浅色 / 深色");    // in bars
//! ```

mod button;
mod card;
mod chart;
mod check_row;
mod choice;
mod chrome;
mod facts;
mod field;
mod message;
mod modal;
mod money;
mod paint;
mod pick_row;
mod pill;
mod steps;
mod table;
mod text;
mod timeline;

pub use button::{Button, icon_button_ui, link_ui, more_link_ui, small_link_ui};
pub use card::{Card, CardOutput, inset_ui};
pub use chart::{Bar, bar_chart_ui, meter_ui};
pub use check_row::{CheckRow, CheckRowOutput};
pub use choice::{
    Check, bare_checkbox_ui, bare_select_ui, checkbox_ui, chip_ui, menu_button_ui, menu_item_ui,
    radio_card_height, radio_card_of_ui, radio_card_ui, segmented_ui, select_ui,
};
pub use chrome::{
    chooser_button_ui, key_hint_ui, kpi_ui, nav_heading_ui, nav_item_ui, panel_head_ui, panel_head_with,
    seal_ui, search_button_ui,
};
pub use facts::{key_value_ui, key_value_with, rule_ui, sum_row_ui, sum_total_ui};
pub use field::{Field, search_ui, small_icon_button_ui};
pub use message::{
    MessageOutput, Toasts, banner_links_ui, banner_ui, empty_state_ui, progress_ui, spinner_ui,
};
pub use modal::{Modal, ModalOutput, modal_buttons_ui};
pub use money::{MoneyInput, amount_text_ui, amount_ui, key_figure_ui, money_field_ui};
pub use pick_row::PickRow;
pub use pill::{badge_ui, pill_ui};
pub use steps::steps_ui;
pub use table::{Column, SliceRows, Sort, Table, TableOutput, TableRows, TableView, columns_menu_ui};
pub use text::{
    body_ui, faint_ui, mono_ui, small_ui, strong_ui, text_row_ui, text_ui, text_width, title_ui, weak_ui,
};
pub use timeline::{Progress, TimelineItem, timeline_ui};
