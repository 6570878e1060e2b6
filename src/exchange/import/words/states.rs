//! Words for how far a bill is, of billing systems, shops, payment platforms and spreadsheets, in both languages.

use super::{Dictionary, plain};
use crate::domain::import::BillState;
use crate::exchange::word_list::WordList;

/// Whether a word for a refund says that it was of the whole: 全额退款, fully refunded.
pub(in super::super) fn is_whole_refund(word: &str) -> bool {
    REFUNDING.look_up(word) == Some(BillState::Refunded) && WordList("全, full, total").is_in(&plain(word))
}

/// Whether a word in a column of any name says that the row is of money that was given back: 退款, 红字发票, Credit Note.
pub(in super::super) fn is_of_money_given_back(word: &str) -> bool {
    const SAYS: WordList = WordList("退款, 退费, 退货, 红字, 红冲, 冲销, refund, creditnote, creditmemo");
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return false;
    }
    let plain = plain(word);
    let is_negated = WordList("无, 未, 不").begins(&plain);
    // 研发支出 may be a cost centre.
    plain == "支出" || (!is_negated && SAYS.is_in(&plain))
}

/// Words of a column that tells whether a bill is paid, or how far it is. One that may mean all or a part of something
/// (退款, refund) means a part: then the amount must be said.
pub(in super::super) static PAYMENT: Dictionary<BillState> = Dictionary::new(&[
    (
        BillState::Paid,
        "已支付, 已付, 已付款, 已付清, 付清, 已付讫, 付讫, 已结清, 结清, 已结算, 已结账, 结账, 已缴费, 已缴, 已缴清, 缴清, \
         已缴纳, 已收款, 已收, 已收讫, 收讫, 已收齐, 已到账, 到账, 款已到, 已入账, 已核销, 已回款, 已还款, 已还清, 还清, \
         已扣款, 扣款成功, 已扣费, 扣费成功, 已划扣, 划扣成功, 已划账, 已完成, 完成, 成功, 支付成功, 支付完成, \
         付款成功, 付款完成, 收款成功, 收款完成, 缴费成功, 缴费完成, 充值成功, 交易成功, 交易完成, 交易结束, 订单完成, \
         全部支付, 全额支付, 已全额支付, 已全部支付, 全部付款, 全额付款, 已全额付款, 已付全款, 全部收款, 全额收款, \
         已全部收款, 全部结清, 全部核销, 全额核销, 已确认收款, 已确认付款, 是, 有, 对, 真, √, ✓, ✔, ☑, ✅, \
         paid, payed, ispaid, paidinfull, paidoff, fullypaid, fullpaid, paidup, alreadypaid, settled, fullysettled, \
         cleared, complete, completed, success, successful, succeeded, succeed, finished, finish, done, captured, collected, \
         received, reconciled, paymentreceived, paymentsuccess, paymentsuccessful, paymentsucceeded, \
         paymentcomplete, paymentcompleted, paymentfinished, payfinish, payfinished, paysuccess, paysucceeded, \
         paycompleted, paydone, orderpaid, haspaid, tradesuccess, tradefinished, tradecompleted, \
         tradebuyersigned, yes, y, true, t, 1",
    ),
    (
        BillState::Unpaid,
        "未支付, 未付, 未付款, 未付清, 未结清, 未结算, 未结账, 未缴费, 未缴, 未缴清, 未缴纳, 未收款, 未收, 未到账, 未入账, \
         未核销, 未回款, 未还款, 未还清, 未扣款, 未扣费, 未完成, 未成功, 待支付, 待付款, 待付, 待缴费, 待缴, 待结算, \
         待结账, 待收款, 待收, 待回款, 待核销, 待扣款, 待扣费, 待还款, 等待支付, 等待付款, 等待买家付款, 尚未支付, 尚未付款, \
         支付中, 付款中, 扣款中, 支付失败, 付款失败, 扣款失败, 扣费失败, 缴费失败, 交易失败, 欠费, 欠款, 欠缴, \
         挂账, 赊账, 逾期, 已逾期, 逾期未付, 逾期未支付, 逾期未缴, 未付已逾期, 否, 无, 错, 假, ×, ✗, ✘, ☒, ❌, \
         unpaid, open, outstanding, due, overdue, pastdue, latepayment, notpaid, notpayed, notyetpaid, nopay, notpay, \
         payable, receivable, unsettled, uncollected, awaitingpayment, waitingforpayment, waitpay, \
         waitbuyerpay, pendingpayment, paymentpending, paymentdue, paymentoverdue, paymentfailed, payerror, payfail, \
         payfailed, userpaying, requirespaymentmethod, no, n, false, f, 0",
    ),
    (BillState::Refunded, GIVEN_BACK),
    (BillState::PartlyRefunded, GIVEN_BACK_IN_PART),
    (
        BillState::Void,
        "作废, 已作废, 废弃, 已废弃, 已废除, 无效, 已无效, 失效, 已失效, 关闭, 已关闭, 已关单, 交易关闭, 订单关闭, \
         账单关闭, 超时关闭, 取消, 已取消, 交易取消, 订单取消, 用户取消, 撤销, 已撤销, 撤单, 已撤单, 撤回, 已撤回, 已删除, \
         已冲销, 冲销, 已注销, 已终止, 过期关闭, void, voided, isvoid, invalid, invalidated, closed, close, canceled, \
         cancelled, cancel, cancelation, cancellation, revoked, revoke, deleted, removed, annulled, nullified, \
         reversed, withdrawn, abandoned, tradeclosed, tradecanceled, tradecancelled, tradeclosedbytaobao, orderclosed, \
         ordercanceled, ordercancelled, writtenoff",
    ),
    (BillState::Invoiced, IN_FULL),
    (BillState::PartlyInvoiced, IN_PART),
    (BillState::NotInvoiced, NOT_AT_ALL),
    (BillState::NothingLeft, "无可开金额, nothingleft"),
]);

/// Words of a column that tells whether a bill was invoiced.
pub(in super::super) static INVOICING: Dictionary<BillState> = Dictionary::new(&[
    (BillState::Invoiced, IN_FULL),
    (
        BillState::Invoiced,
        "是, 有, 对, 真, √, ✓, ✔, ☑, ✅, 已完成, 完成, 成功, 全部, 全额, 已, yes, y, true, t, 1, complete, completed, done, \
         issued, success, succeeded, full, fully",
    ),
    (BillState::PartlyInvoiced, IN_PART),
    (BillState::PartlyInvoiced, "部分, 部分完成, part, partial, partly, partially"),
    (BillState::NotInvoiced, NOT_AT_ALL),
    (
        BillState::NotInvoiced,
        "否, 无, 没有, 未, 错, 假, ×, ✗, ✘, ☒, ❌, 未完成, 未开始, no, n, false, f, 0, none, notissued, notyet",
    ),
    (BillState::NothingLeft, "无可开金额, nothingleft"),
]);

/// Words of a column that tells whether a bill was refunded, or whether a refund took place: `Paid` where there was
/// none, `Void` where it was called off or failed.
pub(in super::super) static REFUNDING: Dictionary<BillState> = Dictionary::new(&[
    (
        BillState::Paid,
        "无退款, 未退款, 没有退款, 未退, 未退费, 未申请, 未申请退款, 未发生退款, 不退款, 没有, 否, 正常, ×, ✗, no, n, false, f, 0, \
         notrefunded, unrefunded, norefund, norefunds, notrequested",
    ),
    (BillState::Refunded, GIVEN_BACK),
    (BillState::Refunded, "全部, 全额, full, fully"),
    (BillState::PartlyRefunded, GIVEN_BACK_IN_PART),
    // That there was a refund does not say of how much.
    (
        BillState::PartlyRefunded,
        "部分, 是, 有, √, ✓, ✔, 成功, 完成, 已完成, 已到账, 退款到账, yes, y, true, t, 1, part, partial, partly, success, \
         successful, succeeded, complete, completed, done, finished, processed",
    ),
    (
        BillState::Void,
        "失败, 退款失败, 退费失败, 关闭, 已关闭, 退款关闭, 取消, 已取消, 退款取消, 已取消退款, 撤销, 已撤销, 退款撤销, 拒绝, \
         已拒绝, 拒绝退款, 退款拒绝, 驳回, 已驳回, 退款驳回, 作废, 已作废, failed, fail, failure, refundfailed, closed, \
         refundclosed, refundclose, canceled, cancelled, refundcanceled, refundcancelled, rejected, declined, \
         refundrejected, void, voided",
    ),
]);

const GIVEN_BACK: &str = "已退款, 已退, 已退费, 已退回, 已退还, 已全退, 全退, 全额退款, 已全额退款, 全部退款, 已全部退款, 全额退费, 全部退费, \
         退款成功, 退款完成, 已完成退款, 退费成功, 退费完成, 退款已完成, 交易退款成功, \
         refunded, fullyrefunded, fullrefunded, fullrefund, refundedinfull, totalrefund, refundsuccess, refundsuccessful, \
         refundsucceeded, refundcomplete, refundcompleted, refundfinished, refundfinish, isrefunded";
const GIVEN_BACK_IN_PART: &str = "部分退款, 部分已退款, 已部分退款, 部分退费, 已部分退费, 部分已退, 部分退还, 部分退, 转入退款, 退款, 退费, 有退款, \
         存在退款, 含退款, partlyrefunded, partiallyrefunded, partialrefunded, partialrefund, partrefunded, \
         refundedpartially, refundedpartly, refund, refunds";

const IN_FULL: &str = "已开票, 已开, 已开具, 已开发票, 已开具发票, 发票已开, 发票已开具, 全部开票, 全额开票, 已全部开票, \
                       已全额开票, 完全开票, 开票完成, 开票成功, 开票已完成, 已完成开票, 已出票, invoiced, fullyinvoiced, \
                       fullinvoiced, isinvoiced, invoiceissued, invoicedinfull, alreadyinvoiced, invoicecompleted, \
                       invoicingcomplete";
const IN_PART: &str = "部分开票, 已部分开票, 部分已开票, 部分已开, 部分开具, 部分已开具, partlyinvoiced, partiallyinvoiced, \
                       partialinvoiced, partinvoiced, partialinvoice";
/// 可开票 and 超过开票期限 are the desk's own: what is too old is for the policy to say.
const NOT_AT_ALL: &str = "未开票, 未开, 未开具, 未开发票, 未开具发票, 发票未开, 尚未开票, 待开票, 待开, 待开具, 可开票, \
                          未申请, 未申请开票, 可申请开票, 超过开票期限, 不开票, 无需开票, 不需要开票, invoiceable, notinvoiced, \
                          uninvoiced, notyetinvoiced, tobeinvoiced, tooold, pastagelimit";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_states() {
        for dictionary in [&PAYMENT, &INVOICING, &REFUNDING] {
            let names: Vec<&str> = dictionary.lists.iter().flat_map(|(_, names)| names.split(", ")).collect();
            assert_eq!(dictionary.words().len(), names.len(), "a word is duplicated");
            for name in names {
                assert_eq!(plain(name), name, "is never found: {name}");
            }
        }
    }

    #[test]
    fn words_of_payment_in_the_shapes_that_programs_write() {
        for (word, state) in [
            ("交易成功", BillState::Paid),
            ("TRADE_SUCCESS", BillState::Paid),
            ("PayFinish", BillState::Paid),
            (" 已付清 ", BillState::Paid),
            ("√", BillState::Paid),
            ("✔\u{FE0F}", BillState::Paid),
            ("已結清", BillState::Paid),
            ("Past due", BillState::Unpaid),
            ("WAIT_BUYER_PAY", BillState::Unpaid),
            ("×", BillState::Unpaid),
            ("refunded", BillState::Refunded),
            ("partially_refunded", BillState::PartlyRefunded),
            ("转入退款", BillState::PartlyRefunded),
            ("Closed", BillState::Void),
            ("已作廢", BillState::Void),
            ("已开票", BillState::Invoiced),
            ("Partly invoiced", BillState::PartlyInvoiced),
            ("可开票", BillState::NotInvoiced),
            ("Nothing left", BillState::NothingLeft),
        ] {
            assert_eq!(PAYMENT.look_up(word), Some(state), "{word}");
        }
        for word in ["部分支付", "partially paid", "处理中", "退款中", "draft", "？", ""] {
            assert_eq!(PAYMENT.look_up(word), None, "{word}");
        }
    }

    #[test]
    fn yes_means_another_thing_where_invoices_are_told_of() {
        assert_eq!(PAYMENT.look_up("是"), Some(BillState::Paid));
        assert_eq!(REFUNDING.look_up("是"), Some(BillState::PartlyRefunded));
        assert_eq!(REFUNDING.look_up("CLOSED"), Some(BillState::Void));
        assert_eq!(REFUNDING.look_up("退款中"), None);
        assert_eq!(INVOICING.look_up("是"), Some(BillState::Invoiced));
        assert_eq!(INVOICING.look_up("否"), Some(BillState::NotInvoiced));
        for word in ["已红冲", "作废", "开票中", "paid"] {
            assert_eq!(INVOICING.look_up(word), None, "{word}");
        }
    }
}
