//! Many applications at once: a whole batch goes from accepted to received by keyboard, numbers come as a pasted column,
//! who is left out is said before, and what was refused after.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::Queryable;
use fapiao_desk::desk::worker::Office;

use crate::common::Play;
use crate::common::lines::{apply_amount, issue, paid, refund, status, step, user};
use crate::common::window::Window;

/// Applications of customers of their own over 100.00 each, which go by post.
fn posted(count: u32) -> (Play, Vec<String>) {
    let mut play = Play::new();
    let numbers = (1..=count)
        .map(|n| {
            let account = format!("P{n:02}");
            play.customer(&account, "T");
            play.paid(&account, &format!("PB{n}"), "100.00");
            play.applied(&apply_amount(&account, "100.00"))
        })
        .collect();
    (play, numbers)
}

/// The same, accepted.
fn accepted(count: u32) -> (Play, Vec<String>) {
    let (mut play, numbers) = posted(count);
    numbers.iter().for_each(|number| play.accept(number));
    (play, numbers)
}

fn at_list(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window
}

fn invoice_number(n: u32) -> String {
    format!("261120000008123{n:05}")
}

fn column(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join("\r\n") + "\r\n"
}

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.harness.step();
    window.harness.step();
}

fn states(window: &Window, numbers: &[String]) -> Vec<String> {
    numbers.iter().map(|number| window.application(number)["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn twenty_applications_go_from_accepted_to_received_by_few_keys() {
    let (play, numbers) = accepted(20);
    let mut window = at_list(play);
    let mut keys = 0;
    let mut press = |window: &mut Window, modifiers, key| {
        keys += 1;
        window.press_with(modifiers, key);
    };
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.see(&numbers[0]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.see("已选 20 项");
    press(&mut window, Modifiers::NONE, Key::I);
    window.see("从表格粘贴号码，可带开票日期、快递公司、运单号各列");
    let row = |n| format!("{}\t2026-11-22\t顺丰速运\tSF10000000000{n:02}", invoice_number(n));
    let heading = "数电发票号码\t开票日期\t快递公司\t运单号".to_owned();
    paste(&mut window, &column(std::iter::once(heading).chain((1..=20).map(row))));
    window.see_all(["20 件可登记，0 件有误，0 件未填", "20 个运单号已留作“登记寄送”的草稿（顺丰速运）"]);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 20 件，合计 ¥2,000.00");
    press(&mut window, Modifiers::NONE, Key::D);
    window.see("20 件可登记，0 件有误，0 件未填");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记寄送 20 件");
    press(&mut window, Modifiers::NONE, Key::S);
    window.see("20 件，合计 ¥2,000.00");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_part("已登记签收 20 件");
    assert_eq!(states(&window, &numbers), vec!["received"; 20]);
    assert_eq!(keys, 8, "and one paste");
    // The parcel of each is the one that stood beside its invoice.
    for number in &numbers {
        let view = window.application(number);
        let invoice = view["invoices"][0]["number"].as_str().unwrap();
        let tracking_no = format!("SF10000000000{}", &invoice[invoice.len() - 2..]);
        assert_eq!((&view["carrier"], &view["tracking_no"]), (&"顺丰速运".into(), &tracking_no.into()));
    }
}

#[test]
fn a_parcel_goes_to_the_application_that_its_line_names_and_begins_anew_with_the_numbers() {
    let (play, numbers) = accepted(3);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    let line = |of: usize, n: u32, parcel: &str| format!("{}\t{}\t{parcel}", numbers[of], invoice_number(n));
    let lines =
        [line(0, 1, "SF1000000000001"), line(2, 3, "SF1000000000003\tSF1000000000009"), line(1, 2, "100.00")];
    paste(&mut window, &column(lines.into_iter()));
    window.see("3 件可登记，0 件有误，0 件未填");
    window.see_part("1 个运单号已留作“登记寄送”的草稿");
    window.see("1 件的运单号不明确，没有留存，请在登记寄送时填写。");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 3 件");
    window.press(Key::D);
    window.see("快递公司");
    window.click("顺丰速运");
    window.see("1 件可登记，0 件有误，2 件未填");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记寄送 1 件");
    assert_eq!(window.application(&numbers[0])["tracking_no"], "SF1000000000001");
    assert_eq!(states(&window, &numbers), ["delivered", "issued", "issued"]);
}

#[test]
fn what_is_pasted_behind_a_letter_waits_for_its_rows_and_is_given_up_by_a_click() {
    let (play, numbers) = accepted(2);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    let held = window.hold_readers();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    paste(&mut window, &column((1..=2).map(invoice_number)));
    drop(held);
    window.see("2 件可登记，0 件有误，0 件未填");
    window.press(Key::Escape);
    window.see_no("2 件可登记，0 件有误，0 件未填");
    // Who can do it is still looked for: there is a button to leave that with.
    let held = window.hold_readers();
    window.press(Key::I);
    window.see("正在核对所选的申请…");
    window.harness.get_by_label("暂不").click();
    window.see_no("正在核对所选的申请…");
    drop(held);
    assert_eq!(states(&window, &numbers), ["issuing"; 2]);
}

#[test]
fn a_parcel_that_was_pasted_on_the_wrong_row_is_of_no_other_invoice() {
    let (play, numbers) = accepted(2);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("登记开票 0 件");
    let lines = |first: u32| (0..2).map(move |n| format!("{}\tSF100000000000{n}", invoice_number(first + n)));
    paste(&mut window, &column(lines(1)));
    window.see("2 个运单号已留作“登记寄送”的草稿（顺丰速运）");
    window.press(Key::Escape);
    window.see_no("登记开票 2 件");
    // Opened again, it takes other numbers, without parcels.
    window.press(Key::I);
    window.see("2 个运单号已留作“登记寄送”的草稿（顺丰速运）");
    paste(&mut window, &column((2..=3).map(invoice_number)));
    window.see("2 件可登记，0 件有误，0 件未填");
    window.see_no("2 个运单号已留作“登记寄送”的草稿（顺丰速运）");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 2 件");
    window.press(Key::D);
    window.see("0 件可登记，0 件有误，2 件未填");
}

#[test]
fn a_parcel_that_waits_is_there_when_its_application_is_delivered_by_itself() {
    let (play, numbers) = accepted(1);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("登记开票 0 件");
    paste(&mut window, &format!("{}\tSF1000000000001\n", invoice_number(1)));
    window.see("1 个运单号已留作“登记寄送”的草稿（顺丰速运）");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 1 件");
    window.see_no("登记开票 1 件");
    window.press(Key::Enter);
    window.click_button("登记寄送");
    window.see("快递公司");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    let view = window.application(&numbers[0]);
    assert_eq!((&view["carrier"], &view["tracking_no"]), (&"顺丰速运".into(), &"SF1000000000001".into()));
    // It is taken back: what was recorded is no parcel that waits.
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see_part("已撤");
    window.click_button("登记寄送");
    window.see("快递公司");
    window.see_disabled("登记寄送");
}

#[test]
fn numbers_are_checked_as_they_land_and_only_right_ones_are_recorded() {
    let (play, numbers) = accepted(4);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("登记开票 0 件");
    let first = invoice_number(1);
    paste(&mut window, &format!("{first}\n261120000008123\n{first}\n2.6112E+19\n{}\n", invoice_number(2)));
    window.see_all(["15 位，应为 20 位", "与第 1 行重复", "末几位丢失，请按文本复制"]);
    window.see_all(["1 件可登记，3 件有误，0 件未填", "粘贴的号码比行数多，最后 1 个没有填入。"]);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 1 件");
    let issued = states(&window, &numbers).iter().filter(|state| *state == "issued").count();
    assert_eq!(issued, 1);
    // What was not recorded is there again, with the number that is taken by now.
    window.press(Key::I);
    window.see_all(["15 位，应为 20 位", "这个号码已登记过", "登记开票 0 件"]);
    window.see_part("草稿");
}

#[test]
fn numbers_are_typed_row_by_row_and_what_is_typed_outlives_the_window() {
    let (play, numbers) = accepted(3);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("登记开票 0 件");
    for n in 1..=2 {
        window.harness.event(Event::Text(invoice_number(n)));
        window.press(Key::Enter);
    }
    window.see("2 件可登记，0 件有误，1 件未填");
    window.press(Key::ArrowUp);
    window.harness.event(Event::Text("9".into()));
    window.see("21 位，应为 20 位");
    window.press(Key::Escape);
    window.see_no("登记开票 1 件");
    let closed = window.close();
    let mut window = Window::open(&closed, None);
    window.noon();
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see_all(["21 位，应为 20 位", "1 件可登记，1 件有误，1 件未填"]);
    window.click("重新开始");
    window.see("0 件可登记，0 件有误，3 件未填");
}

#[test]
fn who_is_left_out_is_said_before_and_what_was_refused_after() {
    let (mut play, numbers) = accepted(4);
    play.ok(&step("cancel_application", &numbers[0]));
    play.ok(&refund("PB2", "40.00"));
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see_all(["不在其中：已取消 1", "1 件不在其中"]);
    window.see_part("账单有退款，其中 ¥40.00 不再足额。");
    paste(&mut window, &column((1..=2).map(invoice_number)));
    window.see("登记开票 2 件");
    window.meanwhile(&step("cancel_application", &numbers[2]));
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_all(["已登记开票 1 件，合计 ¥100.00，1 件没有办理", "当前为“已取消”。"]);
    window.harness.event(Event::Copy);
    window.harness.step();
    assert_eq!(copied(&window), format!("{}\t杭州砺行新能源有限责任公司\t当前为“已取消”。", numbers[2]));
    window.see("已复制");
    window.click_last(&numbers[2], Role::Link);
    window.see_all(["申请内容", &numbers[2]]);
}

/// What was copied last.
fn copied(window: &Window) -> String {
    let commands = &window.harness.output().platform_output.commands;
    let mut texts = commands.iter().filter_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.next_back().unwrap_or_default()
}

#[test]
fn a_run_that_is_stopped_says_what_it_did_not_do() {
    let (play, numbers) = posted(3);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    window.see("受理 3 件");
    let release = window.hold_writer();
    let before = window.office().attempts();
    window.press(Key::Enter);
    window.see("正在受理，已办 0 / 3 件");
    let begun = |desk: &Office| desk.attempts() > before;
    window.until("the first that is begun", |harness| harness.state().office().is_some_and(begun));
    window.press(Key::Escape);
    window.see_part("正在停止");
    release.send(()).unwrap();
    window.see_part("没有办理");
    let accepted = states(&window, &numbers).iter().filter(|state| *state == "issuing").count();
    assert!(accepted <= 1, "{accepted} were begun behind the stop");
    window.press(Key::Enter);
    window.see_no("复制清单");
}

#[test]
fn what_was_done_with_many_is_taken_back_at_once() {
    let (play, numbers) = posted(3);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    window.see("受理 3 件");
    window.press(Key::Enter);
    window.see_part("已受理 3 件");
    assert_eq!(states(&window, &numbers), vec!["issuing"; 3]);
    window.click("撤销");
    window.see_part("已撤销受理 3 件");
    assert_eq!(states(&window, &numbers), vec!["submitted"; 3]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("没有可以撤销的操作");
}

#[test]
fn what_was_done_before_many_is_not_taken_back_by_ctrl_z() {
    let (play, numbers) = posted(3);
    let mut window = at_list(play);
    window.open_application(&numbers[0]);
    window.press(Key::A);
    window.see("已受理");
    window.tab("申请记录");
    window.see(&numbers[1]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::X);
    window.click("重复申请");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    // What was done with many cannot be taken back itself.
    window.see_part("已驳回 3 件");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("没有可以撤销的操作");
    assert_eq!(states(&window, &numbers), vec!["rejected"; 3]);
}

#[test]
fn what_was_asked_of_all_is_dropped_where_all_is_given_up() {
    let (play, numbers) = posted(3);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press(Key::Space);
    window.see("已选 1 项");
    let held = window.hold_readers();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    window.see("正在选择…");
    window.press(Key::Escape);
    window.see_no("正在选择…");
    drop(held);
    for _ in 0..4 {
        window.read(|_, _| Ok(()));
        window.harness.step();
    }
    assert!(window.harness.ctx.memory(|memory| memory.top_modal_layer()).is_none());
    assert_eq!(states(&window, &numbers), vec!["submitted"; 3]);
}

#[test]
fn many_are_rejected_for_one_reason() {
    let (play, numbers) = posted(2);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::X);
    window.see("驳回后申请即告结束，不能恢复；占用的金额退回可开票金额，可重新申请。");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(states(&window, &numbers), vec!["submitted"; 2], "not without a reason");
    window.click("重复申请");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已驳回 2 件");
    let timeline = window.application(&numbers[0])["timeline"].to_string();
    assert!(timeline.contains("重复申请"), "{timeline}");
}

#[test]
fn whoever_may_not_take_steps_is_told() {
    let (mut play, numbers) = posted(1);
    play.ok(&user("李审", "reviewer"));
    let mut window = at_list(play);
    window.seat("李审");
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    window.see_part("李审");
    window.press(Key::Escape);
    assert_eq!(states(&window, &numbers), vec!["submitted"]);
}

#[test]
fn what_is_chosen_leaves_as_a_list_as_labels_and_as_e_mail() {
    let (mut play, numbers) = accepted(3);
    play.ok(&issue(&numbers[0], &[("26112000000812300001", "100.00")]));
    play.customer("C1", "Q");
    play.paid("C1", "B1", "60.00");
    let mailed = play.apply("C1", &["B1"]);
    play.issue(&mailed, "26112000000812300002", "60.00");
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    for _ in 0..2 {
        window.press(Key::Space);
        window.press(Key::ArrowDown);
    }
    window.see("已选 2 项");
    let list = window.store().with_file_name("chosen.csv");
    window.pick(&list);
    window.press(Key::E);
    window.see_part("已导出 2 行");
    let lines = std::fs::read_to_string(&list).unwrap();
    assert_eq!(lines.matches("FP2026").count(), 2, "{lines}");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 4 项");
    let labels = window.store().with_file_name("labels.pdf");
    window.pick(&labels);
    window.press(Key::P);
    window.see_part("labels.pdf");
    window.press(Key::Escape);
    window.press(Key::M);
    window.see_part("还没有设置发送邮件的服务器");
    window.see("登记寄送 2");
    window.press(Key::Escape);
    window.see_no_part("还没有设置发送邮件的服务器");
}

#[test]
fn chosen_customers_apply_for_all_that_is_invoiceable() {
    let mut play = Play::new();
    for (account, amount) in [("P1", "100.00"), ("P2", "50.50"), ("P3", "20.00")] {
        play.customer(account, "T");
        play.paid(account, &format!("{account}-B"), amount);
    }
    play.customer("P4", "T");
    play.ok(&status("P3", "frozen"));
    let mut window = at_list(play);
    window.tab("客户");
    window.see("P1");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 4 项");
    window.press(Key::A);
    window.see_all(["2 家客户，合计 ¥150.50", "不在其中：没有可开票金额 1", "1 件不在其中"]);
    window.see_part("账号已冻结");
    window.press(Key::Enter);
    window.see_part("已申请全部可开票金额 2 件，合计 ¥150.50");
    let made = window.send(r#"{"op":"applications"}"#).unwrap();
    let amounts: Vec<&str> =
        made.as_array().unwrap().iter().map(|one| one["amount"].as_str().unwrap()).collect();
    assert_eq!(amounts, ["50.50", "100.00"]);
}

#[test]
fn a_letter_behind_all_customers_waits_until_they_are_known() {
    let mut play = Play::new();
    for account in ["P1", "P2"] {
        play.customer(account, "T");
        play.paid(account, &format!("{account}-B"), "100.00");
    }
    let mut window = at_list(play);
    window.tab("客户");
    window.see("P1");
    window.press(Key::ArrowDown);
    let held = window.hold_readers();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    drop(held);
    window.see("2 家客户，合计 ¥200.00");
}

#[test]
fn what_was_applied_for_is_summed_as_it_was_invoiced_and_not_as_it_was_seen() {
    let mut play = Play::new();
    for (account, amount) in [("P1", "100.00"), ("P2", "50.50")] {
        play.customer(account, "T");
        play.paid(account, &format!("{account}-B"), amount);
    }
    let mut window = at_list(play);
    window.tab("客户");
    window.see("P1");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::A);
    window.see("2 家客户，合计 ¥150.50");
    window.meanwhile(&paid("P1", "P1-C", "20.00"));
    window.press(Key::Enter);
    window.see("已申请全部可开票金额 2 件，合计 ¥170.50");
    window.see("金额有变：已按 ¥120.00 申请，核对时为 ¥100.00。");
}

#[test]
fn a_report_stays_until_it_is_left_or_one_of_it_is_opened() {
    let (play, numbers) = accepted(2);
    let mut window = at_list(play);
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("登记开票 0 件");
    paste(&mut window, &column((1..=2).map(invoice_number)));
    window.meanwhile(&step("cancel_application", &numbers[0]));
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("当前为“已取消”。");
    window.click("当前为“已取消”。");
    window.press(Key::ArrowDown);
    window.see_all(["当前为“已取消”。", "复制清单"]);
}
