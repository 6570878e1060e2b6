//! The words of the list of customers.

use chrono::{DateTime, Utc};

use crate::domain::calendar::china_date;
use crate::domain::money::Fen;
use crate::domain::rule_id::RuleId;
use crate::i18n::Text;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::refusal::rule_text;

texts! {
    SEARCH = "客户名称或编号", "Name or number";
    ALL_ISSUERS = "全部开票方", "All issuers";
    KIND = "类别", "Type";
    ALL_KINDS = "全部类别", "All kinds";
    FREE = "正常", "Not blocked";
    BLOCKED = "受限", "Blocked";
    OPEN = "未完成申请", "In progress";

    NONE = "还没有客户", "No customers yet";
    NONE_HOW = "导入客户资料后，这里会列出每位客户和可开票金额。",
        "Import your customer accounts to list each customer and its invoiceable amount.";
    NONE_FOUND = "没有符合条件的客户", "No matches";
    NONE_FOUND_HOW = "换一个状态、类别或关键字试试。", "Try another status, kind or search.";

    CHOOSE = "选择此客户", "Select this customer";
    IS_CHOSEN = "当前已选择此客户", "This customer is selected";
    MORE = "更多操作", "More";

    NOTHING_INVOICEABLE = "当前没有可开票金额", "Nothing can be invoiced now";
    COMPOSITION = "可开票金额的构成", "How it is calculated";
    BARRED = "未计入的账单", "Bills not counted";
    FACTS = "客户资料", "Customer";
    NOT_VERIFIED = "未认证", "Not verified";
    OFFSET_IN_FULL = "已全部抵扣", "fully offset";

    FREEZE = "冻结账号", "Freeze account";
    UNFREEZE = "解除冻结", "Unfreeze account";
    FREEZE_WHAT = "冻结后，该客户不能申请开票，直到解除冻结。已提交的申请不受影响。",
        "A frozen customer cannot apply until unfrozen. Existing applications continue.";
    UNFREEZE_WHAT = "解除冻结后，该客户可以再次申请开票。",
        "The customer can apply again once the account is active.";
    REASON_NEEDED = "请填写原因，它会记入审计日志", "Enter a reason; kept in the audit log";
    FROZEN = "账号已冻结", "Account frozen";
    UNFROZEN = "已解除冻结", "Account unfrozen";

    ADD_ENTRY = "登记不可开票金额", "Add non-invoiceable amount";
    ADD_ENTRY_WHAT = "登记的金额会先从以后的开票中抵扣。登记后不能修改；登错的，由管理员删除。",
        "The amount is deducted from the next invoice. It cannot be edited; an administrator can remove it.";
    AMOUNT = "金额（元）", "Amount (CNY)";
    AMOUNT_NEEDED = "请填写大于零的金额", "Enter an amount above zero";
    WHY = "类型", "Reason";
    NOTE = "说明", "Note";
    NOTE_NEEDED = "选择“其他”时请填写说明", "Explain “Other”";
    ENTRY_ADDED = "已登记不可开票金额", "Non-invoiceable amount added";

    ADD_TOP_UP = "登记充值", "Record top-up";
    ADD_TOP_UP_WHAT = "充值只作记录，不会增加可开票金额；消费产生账单并付款后才能开票。",
        "Top-ups are for the record only; spending becomes invoiceable through the bills it pays.";
    PAID_ON = "到账日期", "Paid on";
    TOP_UP_ADDED = "已登记充值", "Top-up recorded";
}

/// How a customer stands: by the rule that blocks it, or that nothing does.
pub fn standing(blocked: Option<RuleId>) -> Text {
    blocked.map_or(FREE, |rule| rule_text(rule).title)
}

sentences! {
    totals(lang, all: u64, blocked: u64) =
        "共 {all} 家客户，其中受限 {blocked} 家",
        "1 customer, {blocked} blocked",
        "{all} customers, {blocked} blocked",
        all = count(all), blocked = count(blocked);
    remaining_of(lang, bills: u64) =
        "可开票账单剩余（{n} 张）", "Remaining on 1 bill", "Remaining on {n} bills", n = count(bills);
    opening(lang, opening: Fen) =
        "期初已开票 {opening}，已从账单中扣除",
        "Includes {opening} invoiced before import, deducted",
        opening = opening.grouped();
    barred(lang, rule: RuleId, bills: u64) =
        "{title}（{n} 张）", "{title} ({n})", title = rule_text(rule).title.get(lang), n = count(bills);
    entered(lang, by: &str, at: DateTime<Utc>) =
        "{by} 于 {on} 录入", "entered by {by} on {on}", on = china_date(at);
    offset(lang, amount: Fen, offset: Fen) =
        "共 {amount}，已抵扣 {offset}",
        "{amount} total, {offset} offset",
        amount = yuan(amount), offset = yuan(offset);
    in_arrears(lang, amount: Fen) =
        "欠票 {amount}：不可开票金额大于剩余金额，等有新的已付账单抵扣后才能开票。",
        "Over-invoiced by {amount}: deductions exceed what remains. New paid bills make up for it.",
        amount = yuan(amount);
    once_free(lang, amount: Fen) =
        "解除限制后可开票 {amount}", "{amount} once unblocked", amount = yuan(amount);
}
