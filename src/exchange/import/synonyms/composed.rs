//! Headers of bills that tell what was paid, invoiced or refunded, in whatever words they are put together: 是否已付,
//! 历史已开票金额, 是否已经开票, 累计退费. A list of them would never be whole, and one that is not known is a bill invoiced twice.

use crate::domain::import::Field;
use crate::exchange::word_list::WordList;

/// The field that a plain header means, if it has no other words than these.
pub(super) fn field(plain: &str) -> Option<Field> {
    invoicing(plain).or_else(|| refunded(plain)).or_else(|| payment(plain))
}

const MONEY: WordList = WordList("金额, 额度, 数额, 总额, 额");
const FILLING: WordList = WordList("历史, 累计, 累积, 期初, 合计, 发票, 含税, 总, 的");
const FLAG: WordList = WordList("是否, 有无, 状态, 情况, 标志, 标识, 标记, 与否, 进度, yn");
const YES: WordList = WordList("已经, 已, 了");
const NO: WordList = WordList("尚未, 未, 待, 没");

fn invoicing(plain: &str) -> Option<Field> {
    const INVOICING: WordList = WordList("开发票, 发票开具, 开票, 开具, 开出, 开");
    let words = Words::of(plain, &[INVOICING, MONEY, FLAG, YES, NO, FILLING])?;
    let has = |list: WordList| words.have(list);
    // 是否 and 未 together ask the other way round.
    if !has(INVOICING) || (has(WordList("是否")) && has(NO) && !has(YES)) {
        return None;
    }
    let is_done = has(YES) || has(WordList("历史, 累计, 累积, 期初"));
    match (has(FLAG), has(MONEY)) {
        (true, true) => None,
        (true, false) => Some(Field::InvoiceState),
        (false, _) if has(NO) => (!is_done).then_some(Field::Uninvoiced),
        (false, true) => is_done.then_some(Field::Opening),
        (false, false) => (is_done || matches!(plain, "开票" | "开发票")).then_some(Field::InvoiceState),
    }
}

fn payment(plain: &str) -> Option<Field> {
    const PAYMENT: WordList = WordList(
        "支付, 付款, 付清, 付, 结算, 结清, 收款, 缴费, 缴款, 缴清, 缴纳, \
         回款, 还款, 扣款, 到账, 核销",
    );
    const OF: WordList = WordList("账单, 订单, 交易, 款项, 应收, 费用");
    let words = Words::of(plain, &[PAYMENT, OF, FLAG, YES, WordList("结果, 说明")])?;
    let is_flag = words.have(FLAG) || words.have(WordList("结果"));
    let is_state = (words.have(PAYMENT) && (is_flag || words.have(YES))) || (words.have(OF) && is_flag);
    is_state.then_some(Field::Status)
}

fn refunded(plain: &str) -> Option<Field> {
    const REFUNDED: WordList = WordList("退款, 退费, 退还, 退回, 退货, 冲退, 退");
    const TOTALS: WordList = WordList("历史, 累计, 累积, 合计, 总, 实际");
    const REFUND: WordList = WordList("refunded, refunds, refund");
    const AMOUNT: WordList = WordList("total, amt, amount");
    let words = Words::of(plain, &[REFUNDED, MONEY, YES, TOTALS, REFUND, AMOUNT])?;
    let has = |list: WordList| words.have(list);
    let is_refund = has(REFUNDED) || has(REFUND);
    (is_refund && (has(MONEY) || has(YES) || has(TOTALS) || has(AMOUNT))).then_some(Field::Refunded)
}

/// The words of which a header is made.
struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    /// The words, the longest first, or nothing where something else stands among them.
    fn of(plain: &'a str, lists: &[WordList]) -> Option<Self> {
        let mut words = Vec::new();
        let mut rest = plain;
        while !rest.is_empty() {
            let known = lists.iter().flat_map(|list| list.words()).filter(|word| rest.starts_with(word));
            let length = known.map(str::len).max()?;
            words.push(&rest[..length]);
            rest = &rest[length..];
        }
        Some(Self(words))
    }

    fn have(&self, list: WordList) -> bool {
        self.0.iter().any(|word| list.has(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_invoiced_or_refunded_is_known_in_whatever_words() {
        for (plain, told) in [
            ("历史已开票金额", Field::Opening),
            ("累计已开金额", Field::Opening),
            ("已开票额度", Field::Opening),
            ("已开票含税金额", Field::Opening),
            ("尚未开票金额", Field::Uninvoiced),
            ("未开票", Field::Uninvoiced),
            ("开票未开", Field::Uninvoiced),
            ("是否已经开票", Field::InvoiceState),
            ("已开票", Field::InvoiceState),
            ("已开票是否", Field::InvoiceState),
            ("开票yn", Field::InvoiceState),
            ("开票标记", Field::InvoiceState),
            ("开票状态已开未开", Field::InvoiceState),
            ("已退", Field::Refunded),
            ("退款额", Field::Refunded),
            ("退款总金额", Field::Refunded),
            ("累计退费", Field::Refunded),
            ("refundamt", Field::Refunded),
            ("是否已付", Field::Status),
            ("付款情况", Field::Status),
            ("已付款", Field::Status),
            ("账单支付状态", Field::Status),
            ("交易状态", Field::Status),
            ("是否到账", Field::Status),
        ] {
            assert_eq!(field(plain), Some(told), "{plain}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_not_guessed() {
        // 可开票金额 is bounded by more than this bill, 开票金额 may be what is to be invoiced, 是否未开票 asks the other
        // way round, 应退金额 may never have been given back.
        for plain in [
            "可开票金额",
            "开票金额",
            "是否未开票",
            "应退金额",
            "申请退款金额",
            "开票日期",
            "发票号码",
            "退款状态",
            "总金额",
            "支付方式",
            "未付款",
            "付款",
            "应收",
        ] {
            assert_eq!(field(plain), None, "{plain}");
        }
    }
}
