//! What is typed into a form and not sent: it is there again when the form is opened again, whatever became of the window.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use crate::common::Play;
use crate::common::lines::user;
use crate::common::place::folder;
use crate::common::window::Window;

/// A form: how one comes to it in a window, and one of its fields.
struct Form {
    opens: fn(&mut Window),
    field: &'static str,
    typed: &'static str,
}

const ADDRESS: Form = Form {
    opens: |window| {
        window.choose("C1");
        window.tab("邮寄地址");
        window.click_button("新增地址");
    },
    field: "收件人",
    typed: "周婷",
};

const FORMS: [Form; 9] = [
    ADDRESS,
    Form {
        opens: |window| {
            window.tab("开票规则");
            window.click("自订规则");
            window.click_button("修改参数");
        },
        field: "有效月数",
        typed: "6",
    },
    Form {
        opens: |window| {
            window.tab("工单");
            window.click("香港青禾有限公司");
        },
        field: "备注",
        typed: "已电话说明",
    },
    Form {
        opens: |window| {
            window.choose("C1");
            window.tab("客户");
            window.see("查看账单");
            window.click("更多操作");
            window.click("登记充值");
        },
        field: "金额（元）",
        typed: "100.00",
    },
    Form {
        opens: |window| {
            window.tab("设置");
            window.click_button("添加用户");
        },
        field: "姓名",
        typed: "赵静",
    },
    Form { opens: |window| at(window, "FP20261122-0001", "驳回"), field: "原因", typed: "抬头不符" },
    Form {
        opens: |window| at(window, "FP20261122-0002", "申请更正"), field: "更正原因", typed: "抬头少字"
    },
    Form {
        opens: |window| at(window, "FP20261122-0003", "登记开票"),
        field: "发票号码",
        typed: "2651200000",
    },
    Form {
        opens: |window| at(window, "FP20261122-0002", "登记寄送"),
        field: "收票邮箱",
        typed: "a@example.cn",
    },
];

fn at(window: &mut Window, application: &str, button: &str) {
    window.open_application(application);
    window.click_button(button);
}

/// `C1` of `Q` with an application in each state, and a customer with a ticket.
fn play() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let bills = ["B1", "B2", "B3"];
    bills.iter().for_each(|bill| play.paid("C1", bill, "100.00"));
    let [_, issued, accepted] = bills.map(|bill| play.apply("C1", &[bill]));
    play.issue(&issued, "26512000000000000001", "100.00");
    play.accept(&accepted);
    play.ok(r#"{"op":"add_account","account":"H9","issuer":"T","name":"香港青禾有限公司","kind":"enterprise","region":"overseas"}"#);
    play.ok(
        r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Our rules"}"#,
    );
    play.ok(r#"{"op":"open_ticket","account":"H9","rule":"account-outside-mainland","note":"问"}"#);
    play
}

fn opened(store: &Path) -> Window {
    let mut window = Window::open(store, None);
    window.noon();
    window
}

/// The system asks the window to close; whether it does.
fn closes(window: &mut Window) -> bool {
    let input = window.harness.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.harness.step();
    let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
    !output.commands.contains(&ViewportCommand::CancelClose)
}

#[track_caller]
fn see_typed(window: &mut Window, field: &str, typed: &str) {
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|value| value == typed);
    window.until(typed, |harness| harness.query_all_by_label(field).any(holds));
}

/// How many drafts the store has.
fn kept(store: &Path) -> i64 {
    let db = Connection::open(store).unwrap();
    db.query_row("SELECT count(*) FROM draft", [], |row| row.get(0)).unwrap()
}

fn see_kept(window: &mut Window, drafts: i64) {
    let store = window.store().to_owned();
    window.until("the drafts", |_| kept(&store) == drafts);
}

/// Opens the form, types into it, and closes the window, which asks nothing.
fn leave_typed(store: &Path, form: &Form) {
    let mut window = opened(store);
    (form.opens)(&mut window);
    window.enter(form.field, form.typed);
    see_typed(&mut window, form.field, form.typed);
    assert!(closes(&mut window), "{} is kept, so nothing is asked", form.field);
    window.leave();
}

#[test]
fn every_form_begins_with_what_was_typed_before_the_window_was_closed() {
    let store = play().close();
    for (place, form) in (1..).zip(&FORMS) {
        leave_typed(&store, form);
        assert_eq!(kept(&store), place, "{}", form.field);
        let mut window = opened(&store);
        (form.opens)(&mut window);
        window.see_part("草稿 · 今天 12:00");
        see_typed(&mut window, form.field, form.typed);
    }
}

#[test]
fn a_draft_is_there_after_a_crash_a_second_after_it_was_typed() {
    let store = play().close();
    let mut window = opened(&store);
    (ADDRESS.opens)(&mut window);
    window.enter(ADDRESS.field, ADDRESS.typed);
    see_kept(&mut window, 1);
    // What a program that is killed leaves behind: the window is still open here.
    let (left, copies) = (folder(), [".sqlite", ".sqlite-wal"]);
    for ending in copies {
        let file = |path: &Path| PathBuf::from(path.display().to_string().replace(".sqlite", ending));
        let there = file(&left.path().join("left.sqlite"));
        std::fs::copy(file(&store), there).unwrap();
    }
    let mut anew = opened(&left.path().join("left.sqlite"));
    (ADDRESS.opens)(&mut anew);
    see_typed(&mut anew, ADDRESS.field, ADDRESS.typed);
}

#[test]
fn a_form_that_is_closed_and_opened_again_is_gone_on_with_or_begun_anew() {
    let mut window = play().window();
    window.noon();
    (ADDRESS.opens)(&mut window);
    window.enter(ADDRESS.field, ADDRESS.typed);
    window.press(Key::Escape);
    window.click_button("新增地址");
    window.see_part("草稿 · 今天 12:00");
    see_typed(&mut window, ADDRESS.field, ADDRESS.typed);
    window.click("重新开始");
    window.see_no_part("草稿 · ");
    see_typed(&mut window, ADDRESS.field, "");
    see_kept(&mut window, 0);
    window.press(Key::Escape);
    window.click_button("新增地址");
    window.see(ADDRESS.field);
    assert!(window.harness.query_by_label_contains("草稿 · ").is_none());
}

#[test]
fn what_is_sent_is_no_draft_any_more() {
    let mut window = play().window();
    window.noon();
    at(&mut window, "FP20261122-0001", "驳回");
    window.enter("原因", "抬头不符");
    see_kept(&mut window, 1);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已驳回，占用的金额已退回");
    see_kept(&mut window, 0);
}

#[test]
fn what_is_refused_stays_typed_and_kept() {
    let mut window = play().window();
    window.noon();
    at(&mut window, "FP20261122-0001", "驳回");
    window.enter("原因", "抬头不符");
    window.meanwhile(r#"{"op":"cancel_application","application":"FP20261122-0001"}"#);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("当前为“已取消”");
    see_typed(&mut window, "原因", "抬头不符");
    see_kept(&mut window, 1);
}

#[test]
fn a_draft_is_of_its_user_and_its_customer() {
    let mut play = play();
    play.ok(&user("王敏", "clerk"));
    play.customer("C2", "Q");
    let store = play.close();
    leave_typed(&store, &ADDRESS);
    let mut window = opened(&store);
    window.choose("C2");
    window.tab("邮寄地址");
    window.click_button("新增地址");
    see_typed(&mut window, ADDRESS.field, "");
    window.leave();
    let mut window = opened(&store);
    window.seat("王敏");
    (ADDRESS.opens)(&mut window);
    see_typed(&mut window, ADDRESS.field, "");
}

#[test]
fn a_draft_that_an_older_program_wrote_otherwise_is_passed_over() {
    let store = play().close();
    leave_typed(&store, &ADDRESS);
    let db = Connection::open(&*store).unwrap();
    db.execute("UPDATE draft SET content = '{\"recipient\":7}'", []).unwrap();
    drop(db);
    let mut window = opened(&store);
    (ADDRESS.opens)(&mut window);
    see_typed(&mut window, ADDRESS.field, "");
    window.enter(ADDRESS.field, "王敏");
    assert!(closes(&mut window));
    window.leave();
    let mut window = opened(&store);
    (ADDRESS.opens)(&mut window);
    see_typed(&mut window, ADDRESS.field, "王敏");
}

#[test]
fn what_cannot_be_kept_is_asked_about() {
    let store = play().close();
    let db = Connection::open(&*store).unwrap();
    db.execute_batch("CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'full'); END")
        .unwrap();
    let mut window = opened(&store);
    (ADDRESS.opens)(&mut window);
    window.enter(ADDRESS.field, ADDRESS.typed);
    window.until("that it cannot be kept", |harness| {
        harness.state().office().is_some_and(|office| !office.unkept_drafts().is_empty())
    });
    assert!(!closes(&mut window));
    window.see("有未保存的内容");
    window.see_part("邮寄地址 · C1");
    window.press(Key::Escape);
    see_typed(&mut window, ADDRESS.field, ADDRESS.typed);
    db.execute_batch("DROP TRIGGER full").unwrap();
    window.office().keep_drafts().wait().unwrap();
    assert!(closes(&mut window));
}
