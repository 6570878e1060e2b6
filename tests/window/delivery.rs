//! The delivery desk: what is issued goes to its customers by e-mail or post, and what was written to whom.

use std::path::PathBuf;

use eframe::egui::accesskit::{Action, ActionRequest, Role, TreeId};
use eframe::egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::mail::outbox::outbox;
use fapiao_desk::domain::mail::outbox::MessageState;
use fapiao_desk::domain::money::Fen;

use crate::common::Play;
use crate::common::lines::{apply_amount, paid};
use crate::common::returned::{MAILING_SELLER, of_amount};
use crate::common::smtp::{Conduct, Ends, Server};
use crate::common::window::Window;

/// Issued applications of `C1`, whose invoices have a file each and go by e-mail.
fn mailed(applications: u32) -> (Play, Vec<String>) {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let numbers = (1..=applications).map(|n| to_mail(&mut play, n)).collect();
    (play, numbers)
}

/// The n-th of them, from 1.
fn to_mail(play: &mut Play, n: u32) -> String {
    let (bill, made) = (format!("B{n}"), of_amount(n, MAILING_SELLER, Fen(10_000 * i64::from(n)), "0.03"));
    play.paid("C1", &bill, made.gross);
    let number = play.apply("C1", &[&bill]);
    play.accept(&number);
    let file = beside(play, &format!("{n}.xml"));
    std::fs::write(&file, made.xml()).unwrap();
    let report = play.desk.import_returned(None, &[file], false, &mut |_| true).unwrap();
    assert_eq!(report.files.len(), 1);
    number
}

/// An issued application of `P1` that goes by post.
pub fn to_post(play: &mut Play, n: u32) -> String {
    let (account, bill) = (format!("P{n}"), format!("PB{n}"));
    play.customer(&account, "T");
    play.ok(&paid(&account, &bill, "100.00"));
    let number = play.applied(&apply_amount(&account, "100.00"));
    play.issue(&number, &format!("2651200000000000001{n}"), "100.00");
    number
}

fn beside(play: &Play, name: &str) -> PathBuf {
    play.desk.path().with_file_name(name)
}

/// Says that mail goes to this server, over an open line.
fn set_mail(play: &mut Play, server: &Server) {
    play.ok(&format!(
        r#"{{"op":"set_mail","host":"localhost","port":{},"security":"none","from":"fapiao@example.com"}}"#,
        server.port
    ));
}

pub fn at_desk(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.tab("交付");
    window
}

pub fn state(window: &Window, application: &str) -> String {
    window.application(application)["state"].as_str().unwrap().to_owned()
}

fn states(window: &Window) -> Vec<MessageState> {
    window.read(|db, _| outbox(db)).iter().map(|mail| mail.state).collect()
}

#[test]
fn a_phone_is_drawn_masked_and_copied_whole_for_the_courier() {
    let mut play = Play::new();
    to_post(&mut play, 1);
    let mut window = at_desk(play);
    window.see_part("171****8205");
    window.see_no_part("17199338205");
    window.press(Key::ArrowDown);
    window.harness.event(Event::Copy);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let is_whole = |command: &OutputCommand| matches!(command, OutputCommand::CopyText(text) if text.contains("17199338205"));
    assert!(commands.iter().any(is_whole), "{commands:?}");
}

#[test]
fn everything_is_mailed_by_three_keys_and_what_was_sent_is_in_the_outbox() {
    let server = Server::start(Conduct::default());
    let (mut play, numbers) = mailed(3);
    set_mail(&mut play, &server);
    let posted = to_post(&mut play, 1);
    let mut window = at_desk(play);
    window.see_all([&numbers[0], &numbers[2], &posted, "4 件，合计 700.00"]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 4 件");
    window.see("合计 ¥700.00 · 邮件 3 · 邮寄 1");
    window.press(Key::M);
    window.see_all(["将发送 3 封邮件", "另有 1 件邮寄送达，不在其中", "第 1 / 3 封"]);
    window.see_part("26112000000000000001_");
    window.press(Key::ArrowRight);
    window.see("第 2 / 3 封");
    window.see_part("26112000000000000002_");
    window.press(Key::Enter);
    window.see_part("已发送 3 封邮件");
    assert_eq!(server.received().len(), 3);
    for number in &numbers {
        assert_eq!(state(&window, number), "delivered");
    }
    assert_eq!(state(&window, &posted), "issued");
    window.press(Key::Enter);
    window.see_no("完成");
    window.see_no(&numbers[0]);
    window.see("已选 1 件");
    window.press(Key::Num2);
    window.see_all([&numbers[0], "已发送", "fin@example.com"]);
}

#[test]
fn parcels_of_many_are_scanned_one_after_the_other() {
    let (mut play, _) = mailed(1);
    let posted: Vec<String> = (1..=2).map(|n| to_post(&mut play, n)).collect();
    let mut window = at_desk(play);
    window.see_all([&posted[0], &posted[1]]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 3 件");
    window.press(Key::D);
    window.see_all(["1 件不在其中", "以电子邮件送达，请用“发送邮件”。"]);
    window.click("京东快递");
    for number in ["JD0001", "JD0002"] {
        window.harness.event(Event::Text(number.into()));
        window.press(Key::Enter);
    }
    window.see("2 件可登记，0 件有误，0 件未填");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记寄送 2 件");
    let sent: Vec<String> = posted.iter().map(|number| window.application(number).to_string()).collect();
    assert!(sent.iter().all(|one| one.contains("京东快递") && one.contains("JD000")), "{sent:?}");
    window.see("已选 1 件");
}

#[test]
fn all_are_chosen_and_mailed_where_the_keys_come_faster_than_the_desk_reads() {
    let server = Server::start(Conduct::default());
    let (mut play, _) = mailed(2);
    set_mail(&mut play, &server);
    let mut window = at_desk(play);
    window.see("2 件，合计 300.00");
    let held = window.hold_readers();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::M);
    window.see("正在选择…");
    drop(held);
    window.see("将发送 2 封邮件");
}

#[test]
fn what_was_asked_of_all_is_dropped_where_all_is_given_up() {
    let (play, _) = mailed(2);
    let mut window = at_desk(play);
    window.see("2 件，合计 300.00");
    let held = window.hold_readers();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::M);
    window.see("正在选择…");
    window.press(Key::Escape);
    window.see_no("正在选择…");
    drop(held);
    rest(&mut window);
    assert!(window.harness.ctx.memory(|memory| memory.top_modal_layer()).is_none());
}

/// Lets everything be read that was asked for.
fn rest(window: &mut Window) {
    for _ in 0..2 {
        window.read(|_, _| Ok(()));
        window.harness.step();
        window.harness.step();
    }
}

#[test]
fn what_cannot_be_mailed_says_why_and_missing_settings_lead_to_where_they_are_set() {
    let (mut play, numbers) = mailed(1);
    play.paid("C1", "B9", "50.00");
    let without = play.apply("C1", &["B9"]);
    play.issue(&without, "26512000000000000009", "50.00");
    let mut window = at_desk(play);
    window.see("缺发票文件");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 2 件");
    window.press(Key::M);
    window.see_part("还没有设置发送邮件的服务器");
    window.click("去设置");
    window.see("开票方");
    let server = Server::start(Conduct::default());
    window.meanwhile(&format!(
        r#"{{"op":"set_mail","host":"localhost","port":{},"security":"none","from":"fapiao@example.com"}}"#,
        server.port
    ));
    window.tab("交付");
    window.press(Key::M);
    window.see_all(["将发送 1 封邮件", "不发送 1 件"]);
    window.see_part("还没有发票文件");
    window.press(Key::Enter);
    window.see_part("已发送 1 封邮件 · 未发 1");
    assert_eq!(
        (state(&window, &numbers[0]), state(&window, &without)),
        ("delivered".into(), "issued".into())
    );
}

#[test]
fn a_message_that_was_refused_is_seen_decided_and_sent_again() {
    let refuses = Some(("fin@", 550, "no such user"));
    let server = Server::start(Conduct { refuses, ..Conduct::default() });
    let (mut play, numbers) = mailed(1);
    set_mail(&mut play, &server);
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.press(Key::Enter);
    window.see("将发送 1 封邮件");
    window.press(Key::Enter);
    window.see_part("已发送 0 封邮件 · 发送失败 1");
    window.see_part("no such user");
    window.click("查看发件箱");
    window.see_all([&numbers[0], "发送失败"]);
    window.press(Key::Enter);
    window.enter("改发到", "caiwu@example.com");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已放回发件箱，按 S 立即发送");
    window.see("待发送");
    server.behave(Conduct::default());
    window.see_enabled("立即重试");
    window.press(Key::S);
    window.see_part("已发送 1 封邮件");
    assert_eq!(server.received()[0].to, ["caiwu@example.com"]);
    assert_eq!(states(&window), [MessageState::Sent, MessageState::Discarded]);
}

#[test]
fn what_arrived_although_the_line_died_is_delivered_and_its_receipt_written() {
    let server = Server::start(Conduct { ends: Some(Ends::AfterDot), ..Conduct::default() });
    let (mut play, numbers) = mailed(1);
    set_mail(&mut play, &server);
    let receipt = beside(&play, "receipt.txt");
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.press(Key::M);
    window.see("将发送 1 封邮件");
    window.press(Key::Enter);
    window.see_part("结果不明 1");
    window.click("查看发件箱");
    window.press(Key::R);
    window.see("只有已发送的邮件有发送回执");
    assert!(!receipt.exists(), "nothing is known to be sent");
    window.click("处理…");
    window.see("已收到");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记为送达");
    assert_eq!(state(&window, &numbers[0]), "delivered");
    window.pick(&receipt);
    window.see("导出发送回执");
    window.press(Key::R);
    window.see_part(&format!("申请 {} 的发送回执", numbers[0]));
    let text = std::fs::read_to_string(&receipt).unwrap();
    assert!(text.contains("fin@example.com") && text.contains("26112000000000000001_"), "{text}");
    window.press(Key::Enter);
    assert_eq!(window.shown(), Some(receipt));
}

#[test]
fn labels_and_files_of_what_is_chosen_are_written_and_shown() {
    let (mut play, _) = mailed(1);
    let posted = to_post(&mut play, 1);
    let (labels, files) = (beside(&play, "labels.pdf"), beside(&play, "files.zip"));
    let mut window = at_desk(play);
    window.see(&posted);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 2 件");
    window.pick(&labels);
    window.press(Key::P);
    window.see_part("1 张标签和寄送清单");
    window.press(Key::Enter);
    window.see_no("打开文件夹");
    assert_eq!(window.shown(), Some(labels.clone()));
    assert!(labels.is_file());
    window.pick(&files);
    window.press(Key::Z);
    window.see_part("1 张发票的 1 个文件");
    window.see_all(["1 件不在其中", &posted]);
    assert!(files.is_file());
    window.press(Key::Escape);
    window.see_no("1 件不在其中");
    assert_eq!(window.shown(), Some(labels));
}

#[test]
fn a_carriers_list_is_looked_at_before_it_delivers() {
    let mut play = Play::new();
    let posted = [to_post(&mut play, 1), to_post(&mut play, 2)];
    let list = beside(&play, "运单.csv");
    std::fs::write(&list, format!("申请编号,运单号\n{},SF100\nFP20200101-0001,SF101\n", posted[0])).unwrap();
    let mut window = at_desk(play);
    window.see(&posted[0]);
    window.drop_files(&[&list]);
    window.see("读取 2 行，可登记 0 件");
    window.see_disabled("登记寄送 0 件");
    window.click("顺丰速运");
    window.see_all(["读取 2 行，可登记 1 件", "未匹配"]);
    assert_eq!(state(&window, &posted[0]), "issued", "it was only looked at");
    window.see_enabled("登记寄送 1 件");
    window.press(Key::Enter);
    window.see("已登记寄送 1 件，1 行没有登记");
    let delivered = window.application(&posted[0]);
    assert_eq!((&delivered["state"], &delivered["tracking_no"]), (&"delivered".into(), &"SF100".into()));
    assert_eq!(state(&window, &posted[1]), "issued");
}

#[test]
fn a_number_that_is_pasted_is_recorded_for_the_row_and_the_carrier_is_remembered() {
    let mut play = Play::new();
    let posted = [to_post(&mut play, 1), to_post(&mut play, 2)];
    let mut window = at_desk(play);
    window.see(&posted[0]);
    window.harness.event(Event::Paste("SF200\n".to_owned()));
    window.enter("快递公司", "顺丰速运");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    window.see_no(&posted[0]);
    window.press(Key::D);
    window.see("运单号");
    window.harness.event(Event::Text("SF201".to_owned()));
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_no(&posted[1]);
    let delivered = window.application(&posted[1]);
    assert_eq!((&delivered["carrier"], &delivered["tracking_no"]), (&"顺丰速运".into(), &"SF201".into()));
    window.see("没有待交付的申请");
}

#[test]
fn what_goes_the_other_way_is_said() {
    let (play, numbers) = mailed(1);
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.press(Key::P);
    window.see("所选申请都以邮件送达，不需要标签。");
    window.press(Key::Num2);
    window.see("发件箱里没有邮件");
    window.press(Key::S);
    window.see_part("没有等待发送的邮件");
}

#[test]
fn the_outbox_of_a_restored_store_is_held_until_somebody_lets_it_go() {
    let server = Server::start(Conduct::default());
    let (mut play, numbers) = mailed(1);
    set_mail(&mut play, &server);
    let held = "INSERT INTO setting (key, value) VALUES ('mail_held', '1')";
    rusqlite::Connection::open(play.desk.path()).unwrap().execute(held, []).unwrap();
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.press(Key::M);
    window.see("不发送 1 件");
    window.see_disabled("发送 0 封");
    window.press(Key::Escape);
    window.click("恢复发送");
    window.see("已恢复发送");
    window.see_no("恢复发送");
    window.press(Key::M);
    window.see("将发送 1 封邮件");
}

#[test]
fn what_was_written_waits_on_its_page_for_whoever_looks_at_another() {
    let (play, numbers) = mailed(1);
    let files = beside(&play, "files.zip");
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.pick(&files);
    // The page is left before the file can be there: in the same frame.
    let overview = window.harness.get_by_role_and_label(Role::Tab, "总览");
    let target_node = overview.accesskit_node().locate().0;
    let leave = ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node, data: None };
    let (key, physical_key, modifiers) = (Key::Z, None, Modifiers::NONE);
    let pack = Event::Key { key, physical_key, pressed: true, repeat: false, modifiers };
    window.harness.input_mut().events.extend([pack, Event::AccessKitActionRequest(leave)]);
    window.harness.step();
    window.see_part("1 张发票的 1 个文件");
    window.see_no("文件已保存");
    window.tab("交付");
    window.see("文件已保存");
    window.press(Key::Escape);
    window.see_no("文件已保存");
    assert!(files.is_file());
}

#[test]
fn where_nothing_is_listed_nothing_is_packed_or_printed() {
    let server = Server::start(Conduct::default());
    let (mut play, numbers) = mailed(1);
    set_mail(&mut play, &server);
    let to = beside(&play, "files.zip");
    let mut window = at_desk(play);
    window.see(&numbers[0]);
    window.press(Key::M);
    window.see("将发送 1 封邮件");
    window.press(Key::Enter);
    window.see_part("已发送 1 封邮件");
    window.press(Key::Enter);
    window.see("没有待交付的申请");
    window.pick(&to);
    window.press(Key::Z);
    window.press(Key::P);
    window.see("没有待交付的申请");
    window.see_no("文件已保存");
    assert!(!to.exists());
}

#[test]
fn what_a_user_arranges_on_both_desks_is_there_again_in_the_next_window() {
    let (play, numbers) = mailed(1);
    let closed = play.close();
    let prefs = closed.with_file_name("prefs.json");
    let mut window = Window::open_with(&closed, None, Some(prefs.clone()));
    window.tab("交付");
    window.see(&numbers[0]);
    window.click("选择列");
    window.click("金额 前移");
    window.click_last("期限", Role::CheckBox);
    window.press(Key::Escape);
    window.press(Key::Num2);
    window.click("未发出");
    window.tab("开票处理");
    window.click_button("已导出");
    window.click("选择列");
    window.click_last("文件", Role::CheckBox);
    window.press(Key::Escape);
    drop(window);
    let mut window = Window::open_with(&closed, None, Some(prefs));
    let header = |window: &Window, title: &str| {
        let shown = window.harness.query_by_role_and_label(Role::ColumnHeader, title);
        shown.map(|shown| shown.rect().left())
    };
    window.see("批次");
    assert_eq!(header(&window, "文件"), None);
    window.tab("交付");
    window.see("邮件都已发出");
    window.press(Key::Num1);
    window.see(&numbers[0]);
    assert_eq!(header(&window, "期限"), None);
    assert!(header(&window, "金额") < header(&window, "购买方名称"), "it was moved to the left");
}

#[test]
fn twenty_that_go_by_mail_are_received_by_seven_keys_and_no_paste() {
    let server = Server::start(Conduct::default());
    let (mut play, numbers) = mailed(20);
    set_mail(&mut play, &server);
    let mut window = play.window();
    window.noon();
    let mut keys = 0;
    let mut press = |window: &mut Window, modifiers, key| {
        keys += 1;
        window.press_with(modifiers, key);
    };
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.see(&numbers[19]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.see("已选 20 项");
    press(&mut window, Modifiers::NONE, Key::M);
    window.see("将发送 20 封邮件");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_part("已发送 20 封邮件");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_enabled("登记签收 20");
    press(&mut window, Modifiers::NONE, Key::S);
    window.see_part("20 件，合计 ");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_part("已登记签收 20 件");
    assert_eq!((server.received().len(), keys), (20, 7));
    assert!(numbers.iter().all(|number| state(&window, number) == "received"));
}
