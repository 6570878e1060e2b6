//! Qualifications in the window, from the clerk who submits to the reviewer who decides and back.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use crate::common::Play;
use crate::common::lines::{NAME, apply_amount, by, review, special_info, submit_qualification, user};
use crate::common::scans::pdf;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fapiao_desk::desk::pages;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::domain::refusal::Refusal;
use serde_json::Value;

const SPECIAL: &str = "企业增值税专用发票";

/// `desk` is the clerk at the window; `李强` reviews.
fn begin() -> Play {
    let mut play = Play::with_bill("T");
    play.ok(&user("李强", "reviewer"));
    play
}

fn png(width: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(width, 60, image::Rgb([250, 250, 240]));
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// A file beside the store.
fn file(store: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = store.with_file_name(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// Submits with a picture as certificate and another as proof.
fn submit(play: &mut Play) {
    let certificate = file(play.desk.path(), "certificate.png", &png(90));
    let proof = file(play.desk.path(), "proof.png", &png(60));
    let [certificate, proof] = [certificate, proof].map(|path| path.display().to_string());
    play.ok(&submit_qualification("C1", &certificate, &proof));
}

/// Opens the window at the special-invoice info of `C1`.
fn at_the_form(play: Play) -> Window {
    let mut window = play.window();
    window.at("2026-11-23T10:00:00+08:00");
    window.click("开票信息");
    window.choose("C1");
    window.see("实名认证");
    window.click(SPECIAL);
    window.see("资质证明");
    window
}

fn applies(window: &Window) -> Result<Value, Refusal> {
    let line = apply_amount("C1", "1.00").replace("enterprise_general", "enterprise_special");
    window.send(&by("desk", &line))
}

/// Looks at both scans of the submission on screen, and confirms what each proves.
fn confirm_all(window: &mut Window, [certificate, proof]: [&str; 2]) {
    for (file, confirmed) in [(certificate, "4 / 6"), (proof, "6 / 6")] {
        window.see_part(&format!("{file} · "));
        window.harness.step();
        window.press(Key::Space);
        window.see(confirmed);
    }
}

#[test]
fn from_the_clerks_form_to_an_approval_after_which_special_invoices_can_be_applied_for() {
    let play = begin();
    let certificate = file(play.desk.path(), "登记证.png", &png(90));
    let proof = file(play.desk.path(), "一般纳税人.png", &png(60));
    let mut window = at_the_form(play);
    window.pick(&certificate);
    window.see_part("专用发票须先通过资质审核");
    window.see("提交前还须：保存开票信息、附上税务登记证、附上一般纳税人证明");
    for (label, text) in [
        ("注册地址", "杭州市文一西路969号"),
        ("注册电话", "0571-88001234"),
        ("开户银行", "招商银行杭州分行"),
        ("银行账号", "571900000012345"),
    ] {
        window.enter(label, text);
    }
    window.click_button("保存");
    window.see("提交前还须：附上税务登记证、附上一般纳税人证明");
    window.click_button("选择税务登记证…");
    window.see("登记证.png");
    window.see_part("PNG 图片 · ");
    window.see("提交前还须：附上一般纳税人证明");
    window.see_disabled("提交审核");
    window.drop_files(&[&proof]);
    window.see("一般纳税人.png");
    window.see("现在提交，最迟 2026-11-25 审核完（2 个工作日内）");
    window.click_button("提交审核");
    window.see_all([
        "已提交审核，最迟 2026-11-25 审核完",
        "审核中",
        "2026-11-25，剩 2 个工作日",
        "正在审核，不能再提交",
    ]);
    assert_eq!(applies(&window), Err(Refusal::QualificationPending));

    window.seat("李强");
    window.click("资质审核");
    confirm_all(&mut window, ["登记证.png", "一般纳税人.png"]);
    window.see_enabled("通过");
    // What was said of the submission may still lie over the button.
    window.press(Key::A);
    window.see("没有待审的资质");
    applies(&window).unwrap();
}

#[test]
fn a_rejection_is_read_beside_what_was_rejected_and_submitted_again() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    submit(&mut play);
    play.ok(r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"bank_account":"少一位","general_taxpayer_proof":"盖章不清"}}"#);
    let better = file(play.desk.path(), "清晰.png", &png(61));
    let mut window = at_the_form(play);
    window.see_part("资质审核未通过");
    window.see_all(["驳回原因：少一位", "驳回原因：盖章不清", "银行账号：少一位"]);
    window.enter("银行账号", "1202026209900099999");
    window.see("上次驳回原因：少一位");
    window.click_button("保存");
    window.see("银行账号：1202026209900012345 → 1202026209900099999");
    window.click("沿用上次的税务登记证");
    window.see("certificate.png");
    window.drop_files(&[&better]);
    window.see("清晰.png");
    window.see("上次驳回原因：盖章不清");
    window.click_button("重新提交审核");
    window.see("审核中");
    window.see("以往提交");
    let history = window.read(|db, _| pages::review::history(db, "C1"));
    let scans = |i: usize| history[i].evidence.iter().map(|scan| scan.name.clone()).collect::<Vec<_>>();
    assert_eq!(scans(0), ["certificate.png", "清晰.png"], "what is used again keeps its name");
    assert_eq!(history[0].evidence[0].sha256, history[1].evidence[0].sha256);
}

#[test]
fn saving_what_was_approved_is_warned_of_before_and_makes_it_stale() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    let mut window = at_the_form(play);
    window.see("已通过");
    window.see_no_part("保存后资质失效");
    window.enter("开户银行", "招商银行杭州分行");
    window.see_part("改动了已通过审核的内容：开户银行。保存后资质失效");
    applies(&window).unwrap();
    window.click_button("还原");
    window.see_no_part("保存后资质失效");
    window.enter("开户银行", "招商银行杭州分行");
    window.click_button("保存");
    window.see("信息已变更");
    window.see("开户银行：中国工商银行杭州分行营业部 → 招商银行杭州分行");
    assert_eq!(applies(&window), Err(Refusal::QualificationStale));
    window.click("沿用上次的税务登记证");
    window.see("certificate.png");
    window.click("沿用上次的一般纳税人证明");
    window.see("proof.png");
    window.click_button("重新提交审核");
    window.see("审核中");
}

#[test]
fn a_file_that_is_no_scan_is_told_at_once_whatever_its_name_says() {
    let mut window = at_the_form(begin());
    let no_scan = file(window.store(), "登记证.png", b"MZ\x90\0 a program");
    window.drop_files(&[&no_scan]);
    window.see_part("文件内容不是 JPEG、PNG 或 PDF（与扩展名无关）");
    assert!(window.harness.query_all_by_label_contains("bad-field").next().is_none());
    window.see_part("更换税务登记证");
    window.see_disabled("提交审核");
    let whole = png(300);
    let broken = file(window.store(), "半张.png", &whole[..whole.len() / 2]);
    window.drop_files(&[&broken]);
    window.see_part("文件不完整或已损坏");
    let mut large = b"%PDF-1.4".to_vec();
    large.resize(20 * 1024 * 1024 + 1, b' ');
    let large = file(window.store(), "太大.pdf", &large);
    window.drop_files(&[&large]);
    window.see_part("文件超过 20 MB");
    window.click_button("移除税务登记证");
    window.see("选择税务登记证…");
    let misnamed = file(window.store(), "登记证.pdf", &png(90));
    window.drop_files(&[&misnamed]);
    window.see("内容是 PNG 图片，扩展名却是 .pdf；按内容收下");
}

#[test]
fn a_document_that_nobody_could_review_is_told_at_once_with_what_to_do() {
    fapiao_desk::desk::scans::draw_pages_by(Path::new(env!("CARGO_BIN_EXE_fapiao-desk")));
    let mut window = at_the_form(begin());
    let without_pages = file(window.store(), "证明.pdf", &pdf(0, ""));
    window.drop_files(&[&without_pages]);
    window.see_part("PDF 的页面无法显示");
    window.see_part("另存为 JPEG、PNG 图片后再提交");
    window.see_part("更换税务登记证");
    window.see_disabled("提交审核");
    window.drop_files(&[&file(window.store(), "登记证.pdf", &pdf(2, "0 0 9 9 re f"))]);
    window.see("登记证.pdf");
    window
        .until("the fault to go", |harness| harness.query_by_label_contains("PDF 的页面无法显示").is_none());
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let play = begin();
    let nowhere = play.desk.path().with_file_name("没有.png");
    let mut window = at_the_form(play);
    window.pick(&nowhere);
    window.click_button("选择税务登记证…");
    window.see("没有.png");
    window.see_part("文件无法读取或保存：找不到该文件");
}

#[test]
fn a_file_that_is_changed_after_it_was_chosen_is_told_at_its_place_and_nothing_is_submitted() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let certificate = file(play.desk.path(), "certificate.png", &png(90));
    let proof = file(play.desk.path(), "proof.png", &png(60));
    let mut window = at_the_form(play);
    window.drop_files(&[&certificate, &proof]);
    window.see("certificate.png");
    window.see("proof.png");
    window.see_part("现在提交");
    std::fs::write(&proof, b"not a scan any more").unwrap();
    window.click_button("提交审核");
    window.see_part("文件内容不是 JPEG、PNG 或 PDF");
    window.see("提交前还须：更换一般纳税人证明");
    assert_eq!(applies(&window), Err(Refusal::QualificationRequired));
}

#[test]
fn what_was_submitted_before_and_is_gone_from_the_disk_cannot_be_used_again() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    submit(&mut play);
    play.ok(r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"bank":"不符"}}"#);
    std::fs::remove_dir_all(play.desk.path().with_extension("files")).unwrap();
    let mut window = at_the_form(play);
    window.click("沿用上次的税务登记证");
    window.see_part("扫描件已不在数据文件夹中");
    window.see_disabled("重新提交审核");
}

#[test]
fn files_beyond_the_two_proofs_are_not_taken() {
    let play = begin();
    let [a, b, c] = [1, 2, 3].map(|i| file(play.desk.path(), &format!("{i}.png"), &png(i)));
    let mut window = at_the_form(play);
    window.drop_files(&[&a, &b]);
    window.see("1.png");
    window.see("2.png");
    window.drop_files(&[&c]);
    window.see_part("两份证明都已添加");
    window.see_no("3.png");
}

#[test]
fn attached_files_are_still_there_after_a_look_elsewhere_and_one_key_submits() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let [a, b] = [1, 2].map(|i| file(play.desk.path(), &format!("{i}.png"), &png(i)));
    let mut window = at_the_form(play);
    window.drop_files(&[&a, &b]);
    window.see("2.png");
    window.click("邮寄地址");
    window.see("文一西路969号");
    window.click("开票信息");
    window.see("1.png");
    window.see_part("现在提交");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("审核中");
}

#[test]
fn a_second_decision_is_refused_with_a_message() {
    let mut play = begin();
    play.ok(&user("周平", "reviewer"));
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    submit(&mut play);
    let mut window = play.window();
    window.seat("李强");
    window.at("2026-11-23T10:00:00+08:00");
    window.click("资质审核");
    confirm_all(&mut window, ["certificate.png", "proof.png"]);
    window.until("the hold", |harness| {
        let office = harness.state().office().unwrap();
        let queue = office.read(|db, _| pages::review::queue(db)).wait().unwrap().unwrap();
        queue[0].submission.held_by.as_deref() == Some("李强")
    });
    // The other decision is made after this one was asked for on screen and before it is carried out.
    let (go, wait) = std::sync::mpsc::channel::<()>();
    drop(window.office().write(move |desk| {
        wait.recv().unwrap();
        for line in ["release", "approve"].map(|decision| review(decision, "C1", "周平")) {
            desk.handle(&decode(serde_json::from_str(&line).unwrap()).unwrap()).unwrap();
        }
    }));
    window.click_button("通过");
    go.send(()).unwrap();
    window.see_part("“已通过”");
    window.see("没有待审的资质");
    let history = window.read(|db, _| pages::review::history(db, "C1"));
    assert_eq!(history[0].submission.reviewed_by.as_deref(), Some("周平"));
}

#[test]
fn files_that_were_dropped_the_wrong_way_round_are_swapped() {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let [a, b] = [1, 2].map(|i| file(play.desk.path(), &format!("{i}.png"), &png(i)));
    let mut window = at_the_form(play);
    window.drop_files(&[&a, &b]);
    window.click("放反了？对调两份文件");
    window.click_button("提交审核");
    window.see("审核中");
    let history = window.read(|db, _| pages::review::history(db, "C1"));
    let scans: Vec<&str> = history[0].evidence.iter().map(|scan| scan.name.as_str()).collect();
    assert_eq!(scans, ["2.png", "1.png"]);
}

/// A store in which the qualification of `C1` is approved.
fn approved() -> Play {
    let mut play = begin();
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    play.ok(&user("王敏", "clerk"));
    play
}

#[test]
fn a_reviewer_takes_an_approval_back_with_a_reason_that_stays_to_be_read() {
    let mut window = at_the_form(approved());
    window.seat("李强");
    window.click_button("撤销资质…");
    window.see_part("直到重新提交并通过审核");
    window.see_disabled("撤销资质");
    window.enter("撤销原因", "客户已转为小规模纳税人");
    window.see_enabled("撤销资质");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_all(["专票资质已撤销", "一般纳税人证明：客户已转为小规模纳税人", "撤销人"]);
    window.see_no("撤销资质…");
    assert_eq!(applies(&window), Err(Refusal::QualificationRejected));
}

#[test]
fn whoever_is_no_reviewer_cannot_take_an_approval_back() {
    let mut window = at_the_form(approved());
    window.see_enabled("撤销资质…");
    window.seat("王敏");
    window.see_disabled("撤销资质…");
}
