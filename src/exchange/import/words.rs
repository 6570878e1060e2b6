//! Words with a meaning, as exports write them in both languages.

mod regions;
mod states;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use self::regions::region;
pub(super) use self::states::{
    invoice_state, is_of_money_given_back, is_whole_refund, payment_state, refund_state,
};
use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::money::half_width;
use crate::exchange::currency::{Currency, currency};

/// What words mean, each as [`plain`] has it.
type Dictionary<T> = HashMap<&'static str, T>;

/// What a word means; most stand there as the dictionary has them.
fn look_up<T: Copy>(dictionary: &Dictionary<T>, word: &str) -> Option<T> {
    dictionary.get(word).or_else(|| dictionary.get(plain(word).as_str())).copied()
}

fn dictionary<T: Copy>(lists: &[(T, &'static str)]) -> Dictionary<T> {
    lists.iter().flat_map(|(meaning, names)| names.split(", ").map(|name| (name, *meaning))).collect()
}

/// A word without case, width, spaces and punctuation, in simplified characters, to be compared. A word of nothing but
/// signs, such as √, is those signs.
pub(super) fn plain(text: &str) -> String {
    let is_part = |c: &char| c.is_alphanumeric();
    let plain: String =
        text.chars().map(half_width).filter(is_part).flat_map(char::to_lowercase).map(simplified).collect();
    if !plain.is_empty() {
        return plain;
    }
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{FE00}'..='\u{FE0F}')).collect()
}

/// The simplified form of the traditional characters that such words have.
pub(super) fn simplified(c: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('開', '开'),
        ('關', '关'),
        ('閉', '闭'),
        ('結', '结'),
        ('廢', '废'),
        ('繳', '缴'),
        ('帳', '账'),
        ('賬', '账'),
        ('銷', '销'),
        ('訂', '订'),
        ('費', '费'),
        ('發', '发'),
        ('額', '额'),
        ('還', '还'),
        ('無', '无'),
        ('單', '单'),
        ('總', '总'),
        ('計', '计'),
        ('個', '个'),
        ('業', '业'),
        ('機', '机'),
        ('構', '构'),
        ('織', '织'),
        ('組', '组'),
        ('會', '会'),
        ('團', '团'),
        ('學', '学'),
        ('醫', '医'),
        ('過', '过'),
        ('齊', '齐'),
        ('訖', '讫'),
        ('對', '对'),
        ('劃', '划'),
        ('確', '确'),
        ('認', '认'),
        ('轉', '转'),
        ('買', '买'),
        ('戶', '户'),
        ('體', '体'),
        ('營', '营'),
        ('實', '实'),
        ('證', '证'),
        ('國', '国'),
        ('臺', '台'),
        ('灣', '湾'),
        ('門', '门'),
        ('陸', '陆'),
        ('內', '内'),
        ('獨', '独'),
        ('凍', '冻'),
        ('啟', '启'),
        ('減', '减'),
        ('閱', '阅'),
        ('預', '预'),
        ('後', '后'),
        ('節', '节'),
        ('約', '约'),
        ('資', '资'),
        ('東', '东'),
        ('廣', '广'),
        ('蘇', '苏'),
        ('亞', '亚'),
        ('時', '时'),
        ('鐘', '钟'),
        ('賒', '赊'),
        ('敗', '败'),
        ('區', '区'),
        ('餘', '余'),
        ('終', '终'),
        ('刪', '删'),
        ('幣', '币'),
        ('萬', '万'),
        ('億', '亿'),
        ('稅', '税'),
        ('編', '编'),
        ('號', '号'),
        ('狀', '状'),
        ('態', '态'),
        ('價', '价'),
        ('標', '标'),
        ('記', '记'),
        ('數', '数'),
        ('據', '据'),
        ('貨', '货'),
        ('別', '别'),
        ('應', '应'),
        ('頭', '头'),
        ('類', '类'),
        ('稱', '称'),
        ('產', '产'),
        ('項', '项'),
        ('備', '备'),
        ('註', '注'),
        ('錄', '录'),
        ('匯', '汇'),
        ('彙', '汇'),
        ('頁', '页'),
        ('筆', '笔'),
        ('條', '条'),
        ('張', '张'),
        ('優', '优'),
        ('購', '购'),
        ('電', '电'),
        ('話', '话'),
        ('郵', '邮'),
        ('聯', '联'),
        ('絡', '络'),
        ('銀', '银'),
        ('識', '识'),
        ('納', '纳'),
        ('員', '员'),
        ('種', '种'),
        ('說', '说'),
        ('間', '间'),
        ('歷', '历'),
        ('當', '当'),
        ('處', '处'),
        ('請', '请'),
        ('審', '审'),
        ('誌', '志'),
        ('進', '进'),
        ('動', '动'),
    ];
    PAIRS.iter().find(|(traditional, _)| *traditional == c).map_or(c, |(_, simplified)| *simplified)
}

/// Whether a word is one of the names, which are separated by commas.
fn is_among(word: &str, names: &str) -> bool {
    names.split(", ").any(|name| name == word)
}

/// The kind of an account.
pub(super) fn account_kind(text: &str) -> Option<AccountKind> {
    static WORDS: LazyLock<Dictionary<AccountKind>> = LazyLock::new(|| {
        dictionary(&[
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
        ])
    });
    look_up(&WORDS, text)
}

/// The status of an account.
pub(super) fn account_status(text: &str) -> Option<AccountStatus> {
    static WORDS: LazyLock<Dictionary<AccountStatus>> = LazyLock::new(|| {
        dictionary(&[
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
        ])
    });
    look_up(&WORDS, text)
}

/// How a bill was charged.
pub(super) fn bill_kind(text: &str) -> Option<BillKind> {
    static WORDS: LazyLock<Dictionary<BillKind>> = LazyLock::new(|| {
        dictionary(&[
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
        ])
    });
    look_up(&WORDS, text)
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
    is_among(&plain(text), NAMES) || currency(text) == Some(Currency::Cny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_states_in_both_languages() {
        assert_eq!(account_kind("政府及事业单位"), Some(AccountKind::Organisation));
        assert_eq!(account_kind("Enterprise"), Some(AccountKind::Enterprise));
        assert_eq!(account_kind("?"), None);
        assert_eq!(account_status("已冻结"), Some(AccountStatus::Frozen));
        assert_eq!(bill_kind("Pay-As-You-Go"), Some(BillKind::PayAsYouGo));
        assert_eq!(bill_kind("pay_as_you_go"), Some(BillKind::PayAsYouGo));
        assert_eq!(bill_kind("节省计划"), Some(BillKind::SavingsPlan));
        assert_eq!(ledger_reason("legacy_prepaid_invoice"), LedgerReason::LegacyPrepaidInvoice);
        assert_eq!(ledger_reason("合同纠纷"), LedgerReason::Other);
        assert!(is_cny("CNH") && is_cny("cny") && is_cny("￥") && !is_cny("USD"));
    }
}
