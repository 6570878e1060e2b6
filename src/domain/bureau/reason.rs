//! The reasons (导入失败原因) for which the bureau refuses a row of the form, as far as they can be understood.

use serde::{Deserialize, Serialize};

use super::form::FormColumn;
use crate::domain::tax::TaxRate;

/// A reason, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalReason {
    /// The row of the sheet that it was found on, where it names one.
    pub row: Option<u32>,
    /// The columns that it names, the one that it is about first; none where that is not clear.
    pub columns: Vec<FormColumn>,
    /// The rates that may be used, where it lists them.
    pub rates: Vec<TaxRate>,
    /// Whether it cannot be fixed in the form at all: the issuer may not issue such a thing.
    pub is_final: bool,
}

/// What can be done about a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonClass {
    /// The right value is known.
    OneKey,
    /// A person has to correct the field that it names, or to read the reason.
    Person,
    /// Not in this file.
    NotInFile,
}

/// Words of reasons and the column each is about; the longer ones first, since they hold the shorter ones.
const COLUMNS: [(&str, FormColumn); 25] = [
    ("商品和服务税收编码", FormColumn::TaxCode),
    ("税收分类编码", FormColumn::TaxCode),
    ("商品编码", FormColumn::TaxCode),
    ("税收编码", FormColumn::TaxCode),
    ("购买方纳税人识别号", FormColumn::BuyerTaxId),
    ("购方纳税人识别号", FormColumn::BuyerTaxId),
    ("购买方名称", FormColumn::BuyerName),
    ("购方名称", FormColumn::BuyerName),
    ("购买方地址", FormColumn::BuyerAddress),
    ("购买方电话", FormColumn::BuyerPhone),
    ("购买方开户银行", FormColumn::BuyerBank),
    ("购买方银行账号", FormColumn::BuyerBankAccount),
    ("购买方邮箱", FormColumn::BuyerEmail),
    ("受票方自然人标识", FormColumn::NaturalPerson),
    ("销售方开户行", FormColumn::SellerBank),
    ("销售方银行账号", FormColumn::SellerBankAccount),
    ("放弃享受减按", FormColumn::Waiver),
    ("发票流水号", FormColumn::Serial),
    ("发票类型", FormColumn::Type),
    ("是否含税", FormColumn::TaxIncluded),
    ("项目名称", FormColumn::Item),
    ("备注", FormColumn::Remark),
    ("税率", FormColumn::Rate),
    ("征收率", FormColumn::Rate),
    ("金额", FormColumn::Amount),
];

impl RefusalReason {
    /// Reads what the bureau wrote.
    pub fn read(text: &str) -> Self {
        let is_final =
            ["不属于", "不允许填写", "无权", "未核定", "不具备"].iter().any(|words| text.contains(words));
        // The column that is named first is what the reason is about; the rest says what to do.
        let mut named: Vec<(usize, FormColumn)> =
            COLUMNS.iter().filter_map(|(words, column)| Some((text.find(words)?, *column))).collect();
        named.sort_by_key(|(at, _)| *at);
        let mut columns = Vec::new();
        for (_, column) in named {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        Self { row: row(text), columns, rates: rates(text), is_final }
    }

    /// What can be done about it.
    pub fn class(&self) -> ReasonClass {
        match self {
            Self { is_final: true, .. } => ReasonClass::NotInFile,
            Self { rates, .. } if self.column() == Some(FormColumn::Rate) && !rates.is_empty() => {
                ReasonClass::OneKey
            }
            _ => ReasonClass::Person,
        }
    }

    /// The column that it is about, where that is clear.
    pub fn column(&self) -> Option<FormColumn> {
        self.columns.first().copied()
    }
}

/// The number in `第4行`.
fn row(text: &str) -> Option<u32> {
    let behind = text.split_once('第')?.1;
    behind.split_once('行')?.0.trim().parse().ok()
}

/// The rates behind the last colon of a reason that is about rates: `0.03、0.01、0。`
fn rates(text: &str) -> Vec<TaxRate> {
    if !(text.contains("税率") || text.contains("征收率")) {
        return Vec::new();
    }
    let Some((_, listed)) = text.rsplit_once(['：', ':']) else { return Vec::new() };
    let parts = listed.split(['、', '，', ',', '；', ';', '。', ' ']).filter(|part| !part.trim().is_empty());
    parts.map_while(|part| TaxRate::parse(part).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> TaxRate {
        TaxRate::parse(text).unwrap()
    }

    #[test]
    fn a_rate_that_is_not_offered_comes_with_those_that_are() {
        let reason = RefusalReason::read("第4行税率不合法，请使用如下税率：0.03、0.01、0。");
        assert_eq!(reason.row, Some(4));
        assert_eq!(reason.column(), Some(FormColumn::Rate));
        assert_eq!(reason.rates, [rate("0.03"), rate("0.01"), rate("0")]);
        assert_eq!(reason.class(), ReasonClass::OneKey);
        let percent = RefusalReason::read("第12行征收率有误，可用税率:3%,1%");
        assert_eq!(percent.rates, [rate("3%"), rate("1%")]);
    }

    #[test]
    fn a_reason_about_a_field_is_for_a_person() {
        for (text, column) in [
            ("购买方纳税人识别号格式不正确", FormColumn::BuyerTaxId),
            ("购买方名称超过100个字符", FormColumn::BuyerName),
            ("第4行商品和服务税收编码为汇总商品编码，请使用下级具体商编。", FormColumn::TaxCode),
            ("第4行税率不能为空", FormColumn::Rate),
        ] {
            let reason = RefusalReason::read(text);
            assert_eq!((reason.column(), reason.class()), (Some(column), ReasonClass::Person), "{text}");
        }
        assert_eq!(RefusalReason::read("系统繁忙").column(), None);
    }

    #[test]
    fn what_the_issuer_may_not_issue_cannot_be_fixed_in_the_file() {
        let text = "第4行您不属于涉税专业服务机构，不允许填写3040802050000000000";
        assert_eq!(RefusalReason::read(text).class(), ReasonClass::NotInFile);
    }
}
