//! Words with a meaning, as exports write them in both languages.

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::money::half_width;

/// A word without case, width, spaces and punctuation, to be compared.
fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn one_of<T: Copy>(text: &str, words: &[(T, &str)]) -> Option<T> {
    let plain = plain(text);
    words.iter().find(|(_, names)| is_among(&plain, names)).map(|(value, _)| *value)
}

/// Whether a word is one of the names, which are separated by commas.
fn is_among(word: &str, names: &str) -> bool {
    names.split(", ").any(|name| name == word)
}

/// The kind of an account.
pub(super) fn account_kind(text: &str) -> Option<AccountKind> {
    one_of(
        text,
        &[
            (
                AccountKind::Individual,
                "个人, 个人用户, 个人客户, 个人实名, 个人认证, 自然人, 个体, individual, personal, \
                 person",
            ),
            (
                AccountKind::Enterprise,
                "企业, 企业用户, 企业客户, 企业实名, 企业认证, 公司, 企业单位, 法人, 企业法人, \
                 个体工商户, 个体户, enterprise, company, business, corporate, corporation",
            ),
            (
                AccountKind::Organisation,
                "组织, 组织机构, 政府及事业单位, 政府, 政府机关, 政府机构, 政府部门, 机关, \
                 机关事业单位, 事业单位, 政府事业单位, 政府或事业单位, 社会团体, 社会组织, \
                 民办非企业单位, 非营利组织, 学校, 医院, 其他组织, organisation, organization, \
                 government, institution, nonprofit, publicinstitution",
            ),
        ],
    )
}

/// The status of an account.
pub(super) fn account_status(text: &str) -> Option<AccountStatus> {
    one_of(
        text,
        &[
            (
                AccountStatus::Active,
                "正常, 启用, 有效, 活跃, 使用中, 已启用, 未冻结, 否, active, normal, enabled, \
                 valid, ok",
            ),
            (
                AccountStatus::Frozen,
                "冻结, 已冻结, 停用, 已停用, 禁用, 封禁, 暂停, 是, 欠费冻结, frozen, suspended, \
                 disabled, inactive, blocked, locked",
            ),
        ],
    )
}

/// How a bill was charged.
pub(super) fn bill_kind(text: &str) -> Option<BillKind> {
    one_of(
        text,
        &[
            (
                BillKind::PayAsYouGo,
                "按量计费, 按量付费, 按量, 后付费, 按需, 按需计费, 按使用量, 用量, 用量计费, \
                 按小时计费, 按流量计费, payasyougo, payg, postpaid, ondemand, usage, metered, \
                 postpay",
            ),
            (
                BillKind::SavingsPlan,
                "节省计划, 节约计划, 资源包, 资源包节省计划, 承诺消费, savingsplan, savingsplans, \
                 savingplan",
            ),
            (
                BillKind::Subscription,
                "包年包月, 包年, 包月, 预付费, 预付, 订阅, 包周期, 按月, 按年, 年付, 月付, \
                 预留实例, subscription, prepaid, prepay, monthly, yearly, annual, reserved",
            ),
            (
                BillKind::Other,
                "其他, 其它, 其他费用, 一次性, 一次性费用, 服务费, other, others, oneoff, onetime",
            ),
        ],
    )
}

/// Whether a bill is paid. What can be invoiced, or was, is: the desk's own list of bills says how far it is with that.
pub(super) fn is_paid(text: &str) -> Option<bool> {
    one_of(
        text,
        &[
            (
                true,
                "已支付, 已付, 已付款, 已结清, 结清, 已结算, 已缴费, 已缴, 已收款, 已到账, 已核销, \
                 已回款, 已完成, 支付成功, 支付完成, 付款成功, 付款完成, 全部支付, 全额支付, 是, \
                 已退款, 部分退款, 可开票, 已开票, 部分开票, 无可开金额, 超过开票期限, paid, settled, cleared, complete, completed, success, \
                 succeeded, yes, y, true, 1, closed, refunded, partiallyrefunded, fullypaid, \
                 invoiceable, invoiced, partlyinvoiced, partlyrefunded, nothingleft, tooold",
            ),
            (
                false,
                "未支付, 未付, 未付款, 未结清, 未结算, 未缴费, 未缴, 未收款, 未到账, 未核销, \
                 未回款, 待支付, 待付款, 待付, 待缴费, 待结算, 待收款, 欠费, 逾期, 已逾期, \
                 逾期未付, 否, unpaid, open, outstanding, due, overdue, pastdue, notpaid, \
                 awaitingpayment, no, n, false, 0",
            ),
        ],
    )
}

/// Why money cannot be invoiced; words that are none of the known ones are another reason, told in the note.
pub(super) fn ledger_reason(text: &str) -> LedgerReason {
    const LEGACY: &str = "legacyprepaidinvoice, legacyprepaid, legacy, 历史预付开票, 历史预开票, 历史充值已开票, \
         充值已开票, 充值已开票未消费, 充值已开票未消耗, 预充值已开票, 预存已开票, 预存款已开票, \
         已开票未消费, 已开票未消耗, 20221008前充值时已开票, invoicedattopupbefore20221008, 预付已开票, 旧充值开票, 充值开票余额";
    let plain = plain(text);
    if is_among(&plain, LEGACY) { LedgerReason::LegacyPrepaidInvoice } else { LedgerReason::Other }
}

/// Whether words for a reason say no more than that it is another one.
pub(super) fn is_just_other(text: &str) -> bool {
    is_among(&plain(text), "other, others, 其他, 其它, 其他原因")
}

/// Whether a currency is the one that the desk keeps.
pub(super) fn is_cny(text: &str) -> bool {
    const NAMES: &str = "cny, rmb, 人民币, 人民币元, 元, yuan, chineseyuan, renminbi, 156";
    is_among(&plain(text), NAMES) || matches!(text.trim(), "¥" | "￥")
}

/// The region of a country's name or code, of a province, or of a part of the country.
pub(super) fn region(text: &str) -> Option<Region> {
    const NOWHERE: &str = "无, 未知, 不详, 其他, 其它, 未填写, null, none, na, unknown, other";
    const OFFSHORE: &str = "香港, 澳门, 台湾, 港澳台, 臺灣, 澳門, hongkong, macau, macao, taiwan";
    const OFFSHORE_CODES: &str = "hk, mo, tw, hkg, mac, twn";
    const MAINLAND: &str = "cn, chn, prc, mainland, mainlandchina, 大陆, 内地, 国内, 境内, 中华人民共和国, \
                            peoplesrepublicofchina";
    const PARTS: &str = "中国, china, 北京, 天津, 上海, 重庆, 河北, 山西, 辽宁, 吉林, 黑龙江, 江苏, 浙江, 安徽, 福建, \
                         江西, 山东, 河南, 湖北, 湖南, 广东, 海南, 四川, 贵州, 云南, 陕西, 甘肃, 青海, 内蒙古, 广西, \
                         西藏, 宁夏, 新疆, 华东, 华南, 华北, 华中, 西南, 西北, 东北";
    let plain = plain(text);
    if plain.is_empty() || is_among(&plain, NOWHERE) {
        return None;
    }
    // 中国香港, Hong Kong SAR China: the place counts, not the state.
    if is_among(&plain, OFFSHORE_CODES) || OFFSHORE.split(", ").any(|place| plain.contains(place)) {
        return Some(Region::HongKongMacaoTaiwan);
    }
    let is_mainland = is_among(&plain, MAINLAND)
        || PARTS.split(", ").any(|part| plain.starts_with(part))
        || plain.ends_with(['市', '省']);
    Some(if is_mainland { Region::Mainland } else { Region::Overseas })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_one_of_three_regions() {
        for (text, region_of) in [
            ("中国大陆", Region::Mainland),
            ("中国", Region::Mainland),
            ("CN", Region::Mainland),
            ("China (Mainland)", Region::Mainland),
            ("广东省", Region::Mainland),
            ("深圳市", Region::Mainland),
            ("中国香港", Region::HongKongMacaoTaiwan),
            ("香港特别行政区", Region::HongKongMacaoTaiwan),
            ("Hong Kong SAR, China", Region::HongKongMacaoTaiwan),
            ("TW", Region::HongKongMacaoTaiwan),
            ("hong_kong_macao_taiwan", Region::HongKongMacaoTaiwan),
            ("新加坡", Region::Overseas),
            ("Monaco", Region::Overseas),
            ("overseas", Region::Overseas),
        ] {
            assert_eq!(region(text), Some(region_of), "{text}");
        }
        for text in ["-", "未知", "N/A"] {
            assert_eq!(region(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_and_states_in_both_languages() {
        assert_eq!(account_kind("政府及事业单位"), Some(AccountKind::Organisation));
        assert_eq!(account_kind("Enterprise"), Some(AccountKind::Enterprise));
        assert_eq!(account_kind("?"), None);
        assert_eq!(account_status("已冻结"), Some(AccountStatus::Frozen));
        assert_eq!(bill_kind("Pay-As-You-Go"), Some(BillKind::PayAsYouGo));
        assert_eq!(bill_kind("pay_as_you_go"), Some(BillKind::PayAsYouGo));
        assert_eq!(bill_kind("节省计划"), Some(BillKind::SavingsPlan));
        assert_eq!(is_paid("已支付"), Some(true));
        assert_eq!(is_paid("Past due"), Some(false));
        assert_eq!(is_paid("待定"), None);
        assert_eq!(ledger_reason("legacy_prepaid_invoice"), LedgerReason::LegacyPrepaidInvoice);
        assert_eq!(ledger_reason("合同纠纷"), LedgerReason::Other);
        assert!(is_cny("cny") && is_cny("￥") && !is_cny("USD"));
    }
}
