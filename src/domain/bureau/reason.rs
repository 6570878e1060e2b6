//! The reasons (导入失败原因) for which the bureau refuses a row of the form, as far as they can be understood.

use serde::{Deserialize, Serialize};

use super::checks::is_tax_code;
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
    /// The classification that it names, by its 19 digits.
    pub tax_code: Option<String>,
    /// Whether it cannot be fixed in the form at all: the issuer may not issue such a thing.
    pub is_final: bool,
    /// Whether the classification is refused on whatever invoice it stands: it is a summary, or not the issuer's.
    pub is_of_item: bool,
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

/// Words of reasons other than headers, and the column each is about.
const SYNONYMS: [(&str, FormColumn); 12] = [
    ("税收分类编码", FormColumn::TaxCode),
    ("商品编码", FormColumn::TaxCode),
    ("税收编码", FormColumn::TaxCode),
    ("购方纳税人识别号", FormColumn::BuyerTaxId),
    ("购方名称", FormColumn::BuyerName),
    ("购买方开户行", FormColumn::BuyerBank),
    ("销售方开户银行", FormColumn::SellerBank),
    ("是否展示购买方", FormColumn::BuyerShown),
    ("是否展示销售方", FormColumn::SellerShown),
    ("放弃享受减按", FormColumn::Waiver),
    ("征收率", FormColumn::Rate),
    ("商品名称", FormColumn::Item),
];

/// What a rate is called.
const RATES: [&str; 2] = ["税率", "征收率"];

/// The column that the text begins with, and how long its name is: the longest, since some hold others.
fn column(text: &str) -> Option<(usize, FormColumn)> {
    // Both sheets have a column of serial numbers.
    let headers = FormColumn::ALL.into_iter().filter(|column| *column != FormColumn::LineSerial);
    let named = headers.map(|column| (column.header(), column)).chain(SYNONYMS);
    let found = named.filter(|(words, _)| text.starts_with(words));
    found.map(|(words, column)| (words.len(), column)).max_by_key(|(length, _)| *length)
}

/// The columns that a text names, in its order, each once.
fn columns(text: &str) -> Vec<FormColumn> {
    let (mut columns, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let found = column(rest);
        if let Some((_, column)) = found
            && !columns.contains(&column)
        {
            columns.push(column);
        }
        rest = &rest[found.map_or(first.len_utf8(), |(length, _)| length)..];
    }
    columns
}

impl RefusalReason {
    /// Reads what the bureau wrote.
    pub fn read(text: &str) -> Self {
        let is_final =
            ["不属于", "不允许填写", "无权", "未核定", "不具备"].iter().any(|words| text.contains(words));
        // The column that is named first is what the reason is about; the rest says what to do.
        let columns = columns(text);
        let is_of_item = match columns.first() {
            Some(FormColumn::TaxCode) => text.contains("汇总") || text.contains("不允许填写"),
            first => first.is_none() && text.contains("不允许填写"),
        };
        Self { row: row(text), columns, rates: rates(text), tax_code: tax_code(text), is_final, is_of_item }
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

/// The classification that a text names.
fn tax_code(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|digits| is_tax_code(digits)).map(str::to_owned)
}

/// The rates that a reason offers: those behind the last colon that stands at the word for it, as in
/// `请使用如下税率：0.03、0.01、0。`, else behind the last colon after that word.
fn rates(text: &str) -> Vec<TaxRate> {
    let Some(named) = RATES.iter().filter_map(|words| text.find(words)).min() else { return Vec::new() };
    let colons = || text.match_indices(['：', ':']).filter(|(at, _)| *at > named);
    let is_at_word = |at: usize| RATES.iter().any(|words| text[..at].trim_end().ends_with(words));
    let behind = |(at, colon): (usize, &str)| listed(&text[at + colon.len()..]);
    let mut of_word =
        colons().filter(|(at, _)| is_at_word(*at)).map(behind).filter(|rates| !rates.is_empty());
    let mut of_any = colons().map(behind).filter(|rates| !rates.is_empty());
    of_word.next_back().or_else(|| of_any.next_back()).unwrap_or_default()
}

/// The rates that a text begins with.
fn listed(text: &str) -> Vec<TaxRate> {
    let parts = text.split(['、', '，', ',', '；', ';', '。', ' ']).filter(|part| !part.trim().is_empty());
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
    fn the_rates_are_those_behind_the_colon_at_the_word_for_them() {
        for text in [
            "第4行税率不合法，请使用如下税率：0.03、0.01、0。如有疑问请拨打：12366",
            "第4行税率有误：0.06，请使用如下税率：0.03、0.01、0。办理时间：9",
            "第4行税率不合法，可用：0.03、0.01、0",
        ] {
            assert_eq!(RefusalReason::read(text).rates, [rate("0.03"), rate("0.01"), rate("0")], "{text}");
        }
        assert_eq!(RefusalReason::read("请拨打：0，第4行税率不能为空").rates, []);
    }

    #[test]
    fn every_column_is_known_by_its_header_though_some_headers_hold_others() {
        for column in FormColumn::ALL {
            let expected = if column == FormColumn::LineSerial { FormColumn::Serial } else { column };
            for text in [format!("{}填写有误", column.header()), format!("第4行{}不合法", column.header())]
            {
                assert_eq!(RefusalReason::read(&text).columns, [expected], "{text}");
            }
        }
    }

    #[test]
    fn a_classification_is_refused_as_such_only_if_the_reason_is_about_it() {
        let is_of_item = |text| RefusalReason::read(text).is_of_item;
        assert!(is_of_item("第4行商品和服务税收编码为汇总商品编码，请使用下级具体商编。"));
        let named = "第4行您不属于涉税专业服务机构，不允许填写3040802050000000000";
        assert!(is_of_item(named));
        assert_eq!(RefusalReason::read(named).tax_code.as_deref(), Some("3040802050000000000"));
        for text in ["您无权开具增值税专用发票", "商品编码与项目名称不匹配", "备注不允许填写特殊字符"]
        {
            assert!(!is_of_item(text), "{text}");
        }
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
