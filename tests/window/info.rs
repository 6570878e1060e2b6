//! Invoice info in the window: checked while one types, prefilled, saved, and never lost or overwritten unseen.

use crate::common::Play;
use crate::common::lines::{NAME, general_info};
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers};
use fapiao_desk::desk::pages::customer;

/// Opens the panel for a customer of the store.
fn panel(play: Play, account: &str) -> Window {
    let mut window = play.window();
    window.noon();
    window.click("开票信息");
    window.choose(account);
    window.see("实名认证");
    window
}

/// A verified enterprise without saved info.
fn unsaved(issuer: &str) -> Play {
    let mut play = Play::new();
    play.ok(&format!(r#"{{"op":"add_account","account":"C1","issuer":"{issuer}","name":"砺行","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}}"#));
    play
}

fn saved(issuer: &str) -> Play {
    let mut play = Play::new();
    play.customer("C1", issuer);
    play
}

#[test]
fn a_new_form_is_filled_in_from_what_was_verified_and_saved_with_one_key() {
    let mut window = panel(unsaved("T"), "C1");
    window.see("尚未填写");
    window.see_part("已按客户资料预填");
    window.see("与实名认证一致");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.see_all(["开票信息已保存，即时生效", "已保存", "保存记录"]);
}

#[test]
fn where_nothing_was_changed_there_is_nothing_to_save_or_revert() {
    let mut window = panel(saved("Q"), "C1");
    window.see("已保存");
    window.see_disabled("保存");
    window.see_disabled("还原");
    window.enter("名称", "别的名称");
    window.see("未保存");
    window.see_enabled("保存");
    window.click_button("还原");
    window.see("已保存");
    window.see_disabled("保存");
}

#[test]
fn a_mistyped_tax_id_is_told_its_check_character_while_it_is_typed() {
    let mut window = panel(saved("Q"), "C1");
    window.enter("纳税人识别号", "913301067L53XQJUQX");
    window.see("校验码不符，按前 17 位最后一位应为 R，请检查是否输错");
    window.enter("纳税人识别号", "91440300MA0DEM01X2");
    window.see("与实名认证的不一致，请核对");
    window.click("填入认证信息");
    window.see("已与认证信息一致");
}

#[test]
fn what_is_wrong_is_not_saved_and_every_wrong_field_says_so() {
    let mut window = panel(unsaved("T"), "C1");
    window.click("企业增值税专用发票");
    window.see("注册地址");
    window.see_no("请填写");
    window.click_button("保存");
    window.see("请填写");
    window.enter("名称", "另一家公司");
    window.see("专用发票的名称必须与账号的实名认证名称一致");
    window.see("未保存");
}

#[test]
fn special_info_goes_to_review_where_the_policy_reviews_it() {
    let mut window = panel(unsaved("T"), "C1");
    window.click("企业增值税专用发票");
    window.see_part("须先通过资质审核");
    window.see("专票资质");
    for (label, text) in [
        ("注册地址", "杭州市文一西路969号"),
        ("注册电话", "0571-88001234"),
        ("开户银行", "招商银行杭州分行"),
        ("银行账号", "571900000012345"),
    ] {
        window.enter(label, text);
    }
    window.press(Key::Enter);
    window.see("开票信息已保存，须通过专票资质审核后才能使用");
}

#[test]
fn only_the_types_that_the_kind_may_have_are_offered() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"T","name":"王小明","kind":"individual"}"#);
    let mut window = panel(play, "C1");
    window.see("个人增值税普通发票");
    window.see_no("企业增值税普通发票");
    window.see_no("纳税人识别号");
    window.see("未实名认证");
}

#[test]
fn what_was_typed_is_still_there_after_another_type_and_another_customer() {
    let mut play = saved("Q");
    play.ok(r#"{"op":"add_account","account":"D2","issuer":"Q","name":"青禾","kind":"enterprise"}"#);
    let mut window = panel(play, "C1");
    window.enter("名称", "改了一半");
    window.click("企业增值税专用发票");
    window.see("注册地址");
    window.see("企业增值税普通发票 *");
    window.choose_after("杭州砺行新能源有限责任公司", "D2");
    window.see("尚未填写");
    window.choose_after("青禾", "C1");
    window.see("未保存");
    window.see("企业增值税普通发票 *");
}

#[test]
fn whoever_saved_first_is_named_and_either_text_can_be_kept() {
    let mut window = panel(saved("Q"), "C1");
    window.see("已保存");
    window.enter("名称", "我的名称");
    window.meanwhile(&general_info("C1").replace(NAME, "对方的名称"));
    window.see_part("desk 于 ");
    window.see_part("保存了新的开票信息，您的改动尚未保存");
    window.click_button("保留我的内容");
    window.see_no_part("保存了新的开票信息");
    window.click_button("保存");
    window.see("开票信息已保存，即时生效");
    let sheet = window.read(|db, moment| customer::sheet(db, moment, "C1"));
    assert_eq!(sheet.types[0].info.info().unwrap().name, "我的名称");
}
