//! The words of the panel of mailing addresses.

use super::{Lang, Text};

/// Adds one.
pub const ADD: Text = Text::new("新增地址", "Add an address");
/// Changes the selected one.
pub const EDIT: Text = Text::new("编辑", "Edit");
/// Title of the form that changes one.
pub const EDIT_TITLE: Text = Text::new("编辑地址", "Edit the address");
/// Removes the selected one.
pub const REMOVE: Text = Text::new("删除", "Remove");
/// Makes the selected one the default.
pub const MAKE_DEFAULT: Text = Text::new("设为默认", "Make default");
/// The default.
pub const DEFAULT: Text = Text::new("默认", "Default");
/// The column of that.
pub const USE: Text = Text::new("用途", "Use");
/// The switch in the form.
pub const AS_DEFAULT: Text = Text::new("设为默认地址", "Use as the default address");
/// Why there is nothing to act on.
pub const SELECT_FIRST: Text = Text::new("请先在表中选择一个地址", "Select an address in the table first");
/// Why it cannot be made the default.
pub const IS_DEFAULT: Text = Text::new("已经是默认地址", "It is the default already");
/// The only address has to be the default.
pub const ONLY_ONE: Text = Text::new("第一个地址自动成为默认地址", "The first address becomes the default");
/// There is none.
pub const NONE: Text = Text::new("还没有邮寄地址", "No mailing address yet");
/// What one is for.
pub const NONE_HOW: Text = Text::new(
    "以邮寄送达的发票寄往这里的地址。添加一个地址后即可申请开票。",
    "Posted invoices go to an address that is kept here. Add one to be able to apply.",
);
/// None is the default.
pub const NO_DEFAULT: Text = Text::new(
    "没有默认地址。申请开票时须逐次选择，建议设一个默认地址。",
    "None is the default, so one has to be chosen for each application. Better make one the default.",
);
/// The issuer delivers by e-mail.
pub const BY_EMAIL: Text = Text::new(
    "该开票方以电子邮件送达发票，申请开票时不需要邮寄地址。",
    "This issuer delivers by e-mail, so applications need no mailing address.",
);
/// It was added.
pub const ADDED: Text = Text::new("地址已添加", "Address added");
/// It was changed.
pub const CHANGED: Text = Text::new("地址已保存", "Address saved");
/// It was removed.
pub const REMOVED: Text = Text::new("地址已删除", "Address removed");
/// It is the default now.
pub const MADE_DEFAULT: Text = Text::new("已设为默认地址", "It is the default now");
/// The question before one is removed.
pub const REMOVE_TITLE: Text = Text::new("删除邮寄地址", "Remove the mailing address");
/// What becomes of applications.
pub const REMOVE_NOTE: Text = Text::new(
    "已提交的申请保留提交时的地址，不受影响。",
    "Applications keep the address they were made with.",
);
/// The one to be removed is the default.
pub const REMOVE_DEFAULT: Text = Text::new(
    "这是默认地址。删除后，其余地址中最早添加的一个成为默认地址。",
    "It is the default. The oldest of the others takes its place.",
);
/// The one to be removed is the only one.
pub const REMOVE_ONLY: Text = Text::new(
    "这是唯一的地址。删除后没有邮寄地址，以邮寄送达的申请须先添加地址。",
    "It is the only one. Without an address nothing can be applied for that is delivered by post.",
);
/// Somebody else changed it.
pub const CONFLICT: Text = Text::new(
    "这个地址刚被他人改动或删除，您的改动尚未保存。请记下改动，关闭后重新打开再编辑。",
    "Somebody else changed or removed this address; your changes are not saved. Note them, close, and edit it anew.",
);
/// What a region looks like.
pub const REGION_HINT: Text = Text::new("省、市、区，如 浙江省杭州市西湖区", "Province, city, district");
/// What a street looks like.
pub const STREET_HINT: Text = Text::new("街道、门牌号、楼层、房间", "Street, house, floor, room");
/// What a phone looks like.
pub const PHONE_HINT: Text = Text::new("手机或固定电话", "Mobile or fixed line");

/// How many there are.
pub fn count(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("共 {n} 个地址"),
        (Lang::En, 1) => "1 address".to_owned(),
        (Lang::En, n) => format!("{n} addresses"),
    }
}
