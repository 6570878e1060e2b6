//! Pasted blocks of text, taken apart.

use serde_json::json;

use crate::contract::scene::scene;

#[test]
fn a_title_block_is_answered_by_the_fields_of_the_info() {
    let desk = scene();
    let answers = desk.ok(&[
        r#"{"op":"read_title_block","text":"名称：云岭测试科技有限公司（一般纳税人）\n税号：９１４４０３００ＭＡ０ＤＥＭ０１Ｘ２\n地址、电话：深圳市南山区测试路1号 0755-12345678\n开户行及账号：招商银行深圳分行 7559 0000 1110 000\n邮箱：fin@example.com"}"#,
        r#"{"op":"read_title_block","text":"张三（个人）"}"#,
        r#"{"op":"read_title_block","text":"\u200b"}"#,
    ]);
    let fields = json!({
        "name": "云岭测试科技有限公司",
        "tax_id": "91440300MA0DEM01X2",
        "address": "深圳市南山区测试路1号",
        "phone": "0755-12345678",
        "bank": "招商银行深圳分行",
        "bank_account": "755900001110000",
    });
    assert_eq!(
        answers[0],
        json!({"fields": fields, "unsure": [], "left": "（一般纳税人）\n邮箱：fin@example.com"})
    );
    assert_eq!(answers[1], json!({"fields": {"name": "张三（个人）"}, "unsure": [], "left": ""}));
    assert_eq!(answers[2], json!({"fields": {}, "unsure": [], "left": ""}));
}

#[test]
fn an_address_is_answered_by_the_fields_of_the_address() {
    let desk = scene();
    let answers = desk.ok(&[
        r#"{"op":"read_address_block","text":"收件人：张三（财务部）\n手机：+86 138 0000 0000\n广东省 深圳市 光明新区 测试路1号云岭大厦5楼 518107"}"#,
    ]);
    let fields = json!({
        "recipient": "张三",
        "phone": "13800000000",
        "region": "广东省深圳市光明新区",
        "street": "测试路1号云岭大厦5楼",
        "postcode": "518107",
    });
    assert_eq!(answers[0], json!({"fields": fields, "unsure": [], "left": "（财务部）"}));
}
