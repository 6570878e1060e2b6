//! What was decided, with its evidence to look at again.

use eframe::egui::Key;

use super::{OTHER, begin, review_as, second, submit};
use crate::common::lines::{NAME, review};

#[test]
fn what_was_decided_is_listed_newest_first_with_its_evidence_and_reasons() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    play.ok(
        r#"{"op":"reject_qualification","account":"C2","by":"周平","at":"2026-11-23T09:00:00+08:00","reasons":{"bank":"与证明不符","tax_certificate":"看不清"}}"#,
    );
    let mut window = review_as(play, "孙敏");
    window.click("已审");
    window.see_in_order(&[OTHER, NAME]);
    window.see_all(["共 2 件", "开户银行：与证明不符", "税务登记证：看不清"]);
    window.see_part("周平 · ");
    window.see_part("certificate.png · 1 KB");
    window.press(Key::Num2);
    window.see_part("proof.pdf · 1 KB");
    window.click(NAME);
    window.see("银行账号 1202026209900012345");
    window.see_part("李强 · ");
    window.see_no("开户银行：与证明不符");
    window.click_button("已驳回");
    window.see("共 1 件");
    window.see_no(NAME);
}

#[test]
fn a_decided_one_is_found_by_its_customer_and_by_its_reviewer() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    play.ok(&review("approve", "C2", "周平"));
    let mut window = review_as(play, "李强");
    window.click("已审");
    window.see("共 2 件");
    for (text, found, gone) in [("成都", OTHER, NAME), ("李强", NAME, OTHER)] {
        window.enter("客户或审核人", text);
        window.see("共 1 件");
        window.see(found);
        window.see_no(gone);
    }
    window.enter("客户或审核人", "没有这家");
    window.see("没有符合条件的审核记录");
}
