//! The words of the panel of mailing addresses.

texts! {
    ADD = "新增地址", "Add address";
    EDIT = "编辑", "Edit";
    EDIT_TITLE = "编辑地址", "Edit address";
    REMOVE = "删除", "Remove";
    MAKE_DEFAULT = "设为默认", "Make default";
    DEFAULT = "默认", "Default";
    USE = "用途", "Use";
    AS_DEFAULT = "设为默认地址", "Use as the default address";
    SELECT_FIRST = "请先在表中选择一个地址", "Select an address first";
    IS_DEFAULT = "已经是默认地址", "Already the default";
    ONLY_ONE = "第一个地址自动成为默认地址", "The first address becomes the default";
    NONE = "还没有邮寄地址", "No mailing address yet";
    NONE_HOW = "以邮寄送达的发票寄往这里的地址。添加一个地址后即可申请开票。",
        "Invoices are posted to an address kept here. Add one before applying.";
    NO_DEFAULT = "没有默认地址。申请开票时须逐次选择，建议设一个默认地址。",
        "No default is set, so an address must be chosen for each application. Set one as the default.";
    BY_EMAIL = "该开票方以电子邮件送达发票，申请开票时不需要邮寄地址。",
        "This issuer delivers by e-mail, so applications need no mailing address.";
    ADDED = "地址已添加", "Address added";
    CHANGED = "地址已保存", "Address saved";
    REMOVED = "地址已删除", "Address removed";
    MADE_DEFAULT = "已设为默认地址", "Set as default";
    REMOVE_TITLE = "删除邮寄地址", "Remove mailing address";
    REMOVE_NOTE = "已提交的申请保留提交时的地址，不受影响。",
        "Existing applications keep their address.";
    REMOVE_DEFAULT = "这是默认地址。删除后，其余地址中最早添加的一个成为默认地址。",
        "This is the default. The oldest other address becomes the default.";
    REMOVE_ONLY = "这是唯一的地址。删除后没有邮寄地址，以邮寄送达的申请须先添加地址。",
        "This is the only address. Without one, postal applications cannot be submitted.";
    CONFLICT = "这个地址刚被他人改动或删除，您的改动尚未保存。请记下改动，关闭后重新打开再编辑。",
        "Someone else changed or removed this address, so your changes were not saved. Note them, close, and edit again.";
    REGION_HINT = "省、市、区，如 浙江省杭州市西湖区", "Province, city, district";
    STREET_HINT = "街道、门牌号、楼层、房间", "Street, house, floor, room";
    PHONE_HINT = "手机或固定电话", "Mobile or fixed line";
}

sentences! {
    count(lang, n: usize) = "共 {n} 个地址", "1 address", "{n} addresses";
}
