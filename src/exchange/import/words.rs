//! Words with a meaning, as exports write them in both languages.

mod regions;
mod states;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

pub(super) use self::regions::region;
pub(super) use self::states::{INVOICING, PAYMENT, REFUNDING, is_of_money_given_back, is_whole_refund};
use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::money::half_width;
use crate::exchange::currency::{Currency, currency};
use crate::exchange::word_list::WordList;

/// What words mean, each as [`plain`] has it.
pub(super) struct Dictionary<T: 'static> {
    lists: &'static [(T, &'static str)],
    words: OnceLock<HashMap<&'static str, T>>,
}

impl<T: Copy> Dictionary<T> {
    const fn new(lists: &'static [(T, &'static str)]) -> Self {
        Self { lists, words: OnceLock::new() }
    }

    /// What a word means; most stand there as the dictionary has them.
    pub(super) fn look_up(&self, word: &str) -> Option<T> {
        self.words().get(word).or_else(|| self.words().get(plain(word).as_str())).copied()
    }

    fn words(&self) -> &HashMap<&'static str, T> {
        let of =
            |&(meaning, names): &(T, &'static str)| WordList(names).words().map(move |name| (name, meaning));
        self.words.get_or_init(|| self.lists.iter().flat_map(of).collect())
    }
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

/// The traditional characters that such words have.
const TRADITIONAL: &str = "\
    開關閉結廢繳帳賬銷訂費發額還無單總計個業機構織組會團學醫過齊訖對劃確認轉買戶體營實證國臺\
    灣門陸內獨凍啟減閱預後節約資東廣蘇亞時鐘賒敗區餘終刪幣萬億稅編號狀態價標記數據貨別應頭類\
    稱產項備註錄匯彙頁筆條張優購電話郵聯絡銀識納員種說間歷當處請審誌進動";
/// Their simplified forms, in the same order.
const SIMPLIFIED: &str = "\
    开关闭结废缴账账销订费发额还无单总计个业机构织组会团学医过齐讫对划确认转买户体营实证国台\
    湾门陆内独冻启减阅预后节约资东广苏亚时钟赊败区余终删币万亿税编号状态价标记数据货别应头类\
    称产项备注录汇汇页笔条张优购电话邮联络银识纳员种说间历当处请审志进动";

/// The simplified form of a character.
pub(super) fn simplified(c: char) -> char {
    static PAIRS: LazyLock<HashMap<char, char>> =
        LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());
    if c.is_ascii() { c } else { PAIRS.get(&c).copied().unwrap_or(c) }
}

pub(super) static ACCOUNT_KINDS: Dictionary<AccountKind> = Dictionary::new(&[
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
]);

pub(super) static ACCOUNT_STATUSES: Dictionary<AccountStatus> = Dictionary::new(&[
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
]);

pub(super) static BILL_KINDS: Dictionary<BillKind> = Dictionary::new(&[
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
    (BillKind::Other, "其他, 其它, 其他费用, 一次性, 一次性费用, 服务费, other, others, oneoff, onetime"),
]);

/// Why money cannot be invoiced; words that are none of the known ones are another reason, told in the note.
pub(super) fn ledger_reason(text: &str) -> LedgerReason {
    const LEGACY: WordList = WordList(
        "legacyprepaidinvoice, legacyprepaid, legacy, 历史预付开票, 历史预开票, 历史充值已开票, \
         充值已开票, 充值已开票未消费, 充值已开票未消耗, 预充值已开票, 预存已开票, 预存款已开票, \
         已开票未消费, 已开票未消耗, 20221008前充值时已开票, invoicedattopupbefore20221008, 预付已开票, 旧充值开票, 充值开票余额",
    );
    let plain = plain(text);
    if LEGACY.has(&plain) { LedgerReason::LegacyPrepaidInvoice } else { LedgerReason::Other }
}

/// Whether words for a reason say no more than that it is another one.
pub(super) fn is_just_other(text: &str) -> bool {
    WordList("other, others, 其他, 其它, 其他原因").has(&plain(text))
}

/// Whether a currency is the one that the desk keeps.
pub(super) fn is_cny(text: &str) -> bool {
    const NAMES: WordList = WordList("cny, rmb, 人民币, 人民币元, 元, yuan, chineseyuan, renminbi, 156");
    NAMES.has(&plain(text)) || currency(text) == Some(Currency::Cny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_states_in_both_languages() {
        assert_eq!(ACCOUNT_KINDS.look_up("政府及事业单位"), Some(AccountKind::Organisation));
        assert_eq!(ACCOUNT_KINDS.look_up("Enterprise"), Some(AccountKind::Enterprise));
        assert_eq!(ACCOUNT_KINDS.look_up("?"), None);
        assert_eq!(ACCOUNT_STATUSES.look_up("已冻结"), Some(AccountStatus::Frozen));
        assert_eq!(BILL_KINDS.look_up("Pay-As-You-Go"), Some(BillKind::PayAsYouGo));
        assert_eq!(BILL_KINDS.look_up("pay_as_you_go"), Some(BillKind::PayAsYouGo));
        assert_eq!(BILL_KINDS.look_up("节省计划"), Some(BillKind::SavingsPlan));
        assert_eq!(ledger_reason("legacy_prepaid_invoice"), LedgerReason::LegacyPrepaidInvoice);
        assert_eq!(ledger_reason("合同纠纷"), LedgerReason::Other);
        assert!(is_cny("CNH") && is_cny("cny") && is_cny("￥") && !is_cny("USD"));
    }
}
