//! Reviewing qualifications in the window: evidence beside fields, ticks, approval, rejection, four eyes.

mod decided;
mod keys;
mod reasons;

use std::io::Cursor;

use crate::common::Play;
use crate::common::lines::{NAME, by, enterprise, review, special_info, submit_qualification, user};
use crate::common::scans::pdf;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::pages;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::exchange::scans::Archive;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

const OTHER: &str = "成都青禾农业科技有限公司";

/// `李强` and `周平` review, `孙敏` is a clerk; `desk` submits, and sits at the window unless another is chosen.
pub fn begin() -> Play {
    let mut play = Play::with_bill("T");
    for (name, role) in [("李强", "reviewer"), ("周平", "reviewer"), ("孙敏", "clerk")] {
        play.ok(&user(name, role));
    }
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    play
}

fn png(width: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(width, 120, image::Rgb([250, 250, 240]));
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// Submits with a picture as certificate and a PDF as proof.
pub fn submit(play: &mut Play, account: &str) {
    submit_with(play, account, &pdf(1, "0 0 9 9 re f"));
}

/// Submits with a picture as certificate and this as proof.
fn submit_with(play: &mut Play, account: &str, document: &[u8]) {
    fapiao_desk::desk::scans::draw_pages_by(std::path::Path::new(env!("CARGO_BIN_EXE_fapiao-desk")));
    let folder = play.desk.path().parent().unwrap().to_owned();
    let certificate = folder.join("certificate.png");
    let proof = folder.join("proof.pdf");
    std::fs::write(&certificate, png(90)).unwrap();
    std::fs::write(&proof, document).unwrap();
    let [certificate, proof] = [certificate, proof].map(|path| path.display().to_string());
    play.ok(&submit_qualification(account, &certificate, &proof));
}

/// Puts a document in the place of the proof that was submitted: older desks took ones that cannot be drawn.
fn as_an_older_desk_took_it(play: &Play, document: &[u8]) {
    let sha256: String = Sha256::digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
    let place = Archive::beside(play.desk.path()).place(&sha256);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, document).unwrap();
    let hand = Connection::open(play.desk.path()).unwrap();
    let guard: String = hand
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'evidence_stays'", [], |row| row.get(0))
        .unwrap();
    hand.execute_batch("DROP TRIGGER evidence_stays").unwrap();
    hand.execute("UPDATE evidence SET sha256 = ?1 WHERE kind = 'general_taxpayer_proof'", [sha256]).unwrap();
    hand.execute_batch(&guard).unwrap();
}

/// A second customer whose submission waits behind the first.
fn second(play: &mut Play) {
    play.ok(&enterprise("C2", "T", OTHER));
    play.ok(&special_info("C2", OTHER, "1202026209900012345"));
    submit(play, "C2");
}

/// Opens the window at the queue, with `user` at the desk.
fn review_as(play: Play, user: &str) -> Window {
    let mut window = play.window();
    window.seat(user);
    window.at("2026-11-23T10:00:00+08:00");
    window.click("资质审核");
    window
}

/// Has a clerk apply for a special invoice beside the window: the rule that refuses it, if one does.
fn applies(window: &Window) -> Result<(), String> {
    let mut desk = Desk::open(window.store(), Open::Existing).unwrap();
    let line = serde_json::json!({"op": "submit_application", "account": "C1", "type": "enterprise_special",
        "amount": "1.00", "by": "孙敏", "at": "2026-11-23T12:00:00+08:00"});
    let answer = desk.handle(&decode(line.as_object().unwrap().clone()).unwrap());
    answer.map(drop).map_err(|refusal| refusal.id().to_owned())
}

/// Waits until the scan of this file has been on screen for a moment.
fn see_scan(window: &mut Window, file: &str) {
    window.see_part(&format!("{file} · "));
    window.harness.step();
}

/// Looks at one scan after the other, and confirms what each proves.
fn confirm_all(window: &mut Window) {
    for (file, confirmed) in [("certificate.png", "4 / 6"), ("proof.pdf", "6 / 6")] {
        see_scan(window, file);
        window.press(Key::Space);
        window.see(confirmed);
    }
}

#[test]
fn an_empty_queue_says_where_submissions_come_from() {
    let mut window = review_as(Play::new(), "desk");
    window.see("没有待审的资质");
}

#[test]
fn a_submission_is_approved_once_every_field_is_ticked() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see_all(["1 件待审 · 应在 2 个工作日内完成", "明日到期", "0 / 6"]);
    window.see_disabled("通过");
    confirm_all(&mut window);
    window.see_enabled("通过");
    window.press(Key::A);
    window.see(&format!("{NAME} 的专票资质已通过"));
    window.see("没有待审的资质");
    assert_eq!(applies(&window), Ok(()));
}

#[test]
fn notes_say_what_agrees_with_what_was_verified() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see("与实名认证一致");
    window.see("与实名认证一致 · 校验位正确");
}

#[test]
fn nothing_is_masked_and_all_six_fields_are_whole_in_a_small_window() {
    for size in [vec2(1280.0, 720.0), vec2(1024.0, 700.0)] {
        let mut play = begin();
        submit(&mut play, "C1");
        let mut window = review_as(play, "李强");
        window.harness.set_size(size);
        window.see("银行账号 1202026209900012345");
        window.harness.run_ok();
        let harness = &window.harness;
        let foot = harness.query_all_by_role_and_label(Role::Button, "通过").last().unwrap().rect();
        assert!(foot.right() <= size.x, "{foot} in {size}");
        for field in ["名称", "纳税人识别号", "注册地址", "注册电话", "开户银行", "银行账号"]
        {
            let row = harness.query_all_by_label_contains(&format!("{field} ")).last().unwrap().rect();
            assert!(row.bottom() <= foot.top() && row.right() <= size.x, "{field}: {row} in {size}");
        }
    }
}

#[test]
fn a_submission_made_again_shows_what_changed_and_why_it_was_rejected() {
    let mut play = begin();
    submit(&mut play, "C1");
    play.ok(
        r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"bank_account":"少一位"}}"#,
    );
    play.ok(&special_info("C1", NAME, "1202026209900099999"));
    submit(&mut play, "C1");
    let mut window = review_as(play, "周平");
    window.see_all([
        "再次提交 · 第 2 次",
        "有改动，上次提交：1202026209900012345",
        "上次驳回原因：少一位",
        "以往提交",
        "银行账号：少一位",
    ]);
}

#[test]
fn the_submitter_sees_why_another_has_to_decide() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "desk");
    window.see("这是你本人提交的，须由另一位审核员审核。");
    window.see_disabled("通过");
    window.see_disabled("驳回…");
    window.press(Key::Space);
    window.see("0 / 6");
}

#[test]
fn whoever_changed_the_info_last_is_told_before_trying() {
    let mut play = begin();
    play.ok(r#"{"op":"change_user","name":"李强","roles":["clerk","reviewer"]}"#);
    play.ok(&by("李强", &special_info("C1", NAME, "1202026209900099999")));
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see("这份开票信息是你本人最后修改的，须由另一位审核员审核。");
    window.see("最后修改人");
    window.see_disabled("通过");
    window.see_disabled("驳回…");
    window.press(Key::Space);
    window.see("0 / 6");
}

#[test]
fn who_is_no_reviewer_can_only_look() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "孙敏");
    window.see("当前用户不是审核员，只能查看。请由审核员办理。");
    window.see_disabled("通过");
    window.see_disabled("驳回…");
}

#[test]
fn what_another_works_on_can_be_taken_over() {
    let mut play = begin();
    submit(&mut play, "C1");
    play.ok(r#"{"op":"hold_qualification","account":"C1","by":"李强"}"#);
    let mut window = review_as(play, "周平");
    window.see("李强 正在审核这一件。");
    window.see_disabled("驳回…");
    window.click("接手");
    window.see_no("李强 正在审核这一件。");
    confirm_all(&mut window);
}

#[test]
fn opening_a_submission_holds_it_and_going_on_leaves_it_to_others() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    let mut window = review_as(play, "李强");
    window.see_part("名称 杭州砺行");
    held(&mut window, "C1");
    window.press(Key::J);
    window.see_part("名称 成都青禾");
    held(&mut window, "C2");
    window.press(Key::K);
    window.see_part("名称 杭州砺行");
    held(&mut window, "C1");
}

/// Waits until exactly this account's submission is held by `李强`.
fn held(window: &mut Window, account: &str) {
    held_are(window, &[account]);
}

/// Waits until exactly these accounts' submissions are held by `李强`.
fn held_are(window: &mut Window, accounts: &[&str]) {
    window.until("the hold", |harness| {
        let office = harness.state().office().unwrap();
        let queue = office.read(|db, _| pages::review::queue(db)).wait().unwrap().unwrap();
        let held = queue.iter().filter(|view| view.submission.held_by.as_deref() == Some("李强"));
        held.map(|view| view.account.as_str()).collect::<Vec<_>>() == accounts
    });
}

#[test]
fn going_elsewhere_leaves_a_submission_to_others_and_coming_back_takes_it_again() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    held(&mut window, "C1");
    window.click("客户");
    held_are(&mut window, &[]);
    window.click("资质审核");
    held(&mut window, "C1");
}

#[test]
fn closing_the_window_leaves_a_submission_to_others() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    held(&mut window, "C1");
    let closed = window.close();
    let mut desk = Desk::open(&closed, Open::Existing).unwrap();
    desk.handle(&decode(serde_json::from_str(&review("approve", "C1", "周平")).unwrap()).unwrap()).unwrap();
}

#[test]
fn leaving_does_not_take_a_submission_from_whoever_took_it_over() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    held(&mut window, "C1");
    for decision in ["release", "hold"] {
        window.send(&review(decision, "C1", "周平")).unwrap();
    }
    window.see("周平 正在审核这一件。");
    window.click("客户");
    window.see_part("杭州砺行");
    // Whatever leaving has sent is carried out before this.
    window.office().write(|_| ()).wait().unwrap();
    let queue = window.read(|db, _| pages::review::queue(db));
    assert_eq!(queue[0].submission.held_by.as_deref(), Some("周平"));
}

#[test]
fn the_pages_of_a_pdf_are_shown_and_turned_by_keys() {
    let mut play = begin();
    submit_with(&mut play, "C1", &pdf(3, "0 0 1 rg 20 20 100 100 re f"));
    let mut window = review_as(play, "李强");
    window.see_part("certificate.png · 1 KB");
    window.press(Key::Num2);
    window.see("第 1 / 3 页");
    window.press(Key::PageDown);
    window.see("第 2 / 3 页");
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    window.see("第 3 / 3 页");
    window.press(Key::PageUp);
    window.see("第 2 / 3 页");
    window.see("用系统程序打开");
}

#[test]
fn a_pdf_that_cannot_be_drawn_says_so_and_can_still_be_looked_at_elsewhere() {
    let nested = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let vast =
        String::from_utf8(pdf(1, "")).unwrap().replace("[0 0 300 400]", "[0 0 1 99999999]").into_bytes();
    let torn: Vec<u8> = [&pdf(1, "0 0 9 9 re f")[..60], b"\n%%EOF\n"].concat();
    for document in [torn, vast, format!("%PDF-1.4\n1 0 obj\n{nested}\nendobj\n%%EOF\n").into_bytes()] {
        let mut play = begin();
        submit(&mut play, "C1");
        as_an_older_desk_took_it(&play, &document);
        let mut window = review_as(play, "李强");
        window.see_part("certificate.png · 1 KB");
        window.press(Key::Num2);
        window.see("PDF 文件，请用系统程序查看");
        window.see_part("无法在此显示");
        window.see("用系统程序打开");
    }
}

#[test]
fn a_scan_that_was_used_again_is_told_from_one_that_is_new() {
    let mut play = begin();
    submit(&mut play, "C1");
    play.ok(
        r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"general_taxpayer_proof":"不清"}}"#,
    );
    submit_with(&mut play, "C1", &pdf(1, ""));
    let mut window = review_as(play, "周平");
    window.see_part("与上次提交的相同");
    window.press(Key::Num2);
    window.see_part("本次新换");
}

#[test]
fn a_scan_that_was_changed_on_the_disk_is_said_and_bars_approval() {
    let mut play = begin();
    submit(&mut play, "C1");
    let folder = play.desk.path().with_extension("files");
    for inner in std::fs::read_dir(&folder).unwrap() {
        for file in std::fs::read_dir(inner.unwrap().path()).unwrap() {
            std::fs::write(file.unwrap().path(), b"something else").unwrap();
        }
    }
    let mut window = review_as(play, "李强");
    window.see("证明无法查看，不能通过");
    window.see_part("税务登记证：扫描件在磁盘上被改动过");
    window.press(Key::Space);
    window.see("0 / 6");
    window.see_disabled("通过");
    window.see_enabled("驳回…");
}

#[test]
fn a_pdf_is_offered_to_another_program_and_a_picture_is_shown() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see_part("certificate.png · 1 KB");
    window.press(Key::Num2);
    window.see("用系统程序打开");
    window.see_part("proof.pdf · 1 KB");
    window.press(Key::Num1);
    window.see_part("certificate.png · 1 KB");
}

#[test]
fn a_picture_is_turned_and_enlarged_by_keys_and_fitted_again() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see_part("certificate.png · 1 KB");
    let upright = shown_percent(&mut window);
    window.press(Key::Plus);
    assert!(shown_percent(&mut window) > upright);
    window.press(Key::Num0);
    assert_eq!(shown_percent(&mut window), upright);
    window.press(Key::CloseBracket);
    assert_ne!(shown_percent(&mut window), upright, "it lies on its side");
    window.press(Key::OpenBracket);
    assert_eq!(shown_percent(&mut window), upright);
}

fn shown_percent(window: &mut Window) -> u32 {
    window.harness.step();
    window.harness.step();
    let node = window.harness.query_all_by_label_contains("%").last().unwrap();
    let text = node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap();
    text.trim_end_matches('%').parse().unwrap()
}

#[test]
fn late_reviews_are_counted_in_the_navigation_and_marked() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.at("2026-11-26T10:00:00+08:00");
    window.see("1 件待审 · 1 件已逾期");
    window.see("逾期 2 个工作日");
}

#[test]
fn another_program_shows_a_copy_of_a_scan_with_the_ending_of_what_it_is() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    window.see_part("certificate.png");
    window.press(Key::Num2);
    window.click("用系统程序打开");
    let shown = window.see_outside();
    assert_eq!(shown.file_name().unwrap(), "general_taxpayer_proof.pdf");
    assert_eq!(std::fs::read(shown).unwrap(), pdf(1, "0 0 9 9 re f"));
}
