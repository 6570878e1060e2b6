//! In what a column is measured, said by its header or by a line above the table: the unit of its amounts, their
//! currency, the zone of its times.

use super::words::simplified;
use super::zone::{Zone, zone};
use crate::domain::import::AmountUnit;
use crate::domain::money::half_width;
use crate::exchange::currency::{
    Currency, currency, is_in_another_currency, names_another_currency, names_the_yuan,
};
use crate::exchange::word_list::WordList;

/// In what a column is measured, as far as anything says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    pub unit: Option<AmountUnit>,
    pub currency: Option<Currency>,
    pub zone: Option<Zone>,
}

impl Measure {
    /// This, and what `other` says where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            unit: self.unit.or(other.unit),
            currency: self.currency.or(other.currency),
            zone: self.zone.or(other.zone),
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a remark in brackets says, another currency among other words too: 万美元.
    fn of_remark(remark: &str) -> Self {
        let said = Self::of(remark);
        said.or(Self { currency: foreign(remark), ..Self::default() })
    }

    /// What a few words say and nothing else: `万元`, `单位：元`, `USD`, `UTC`, `人民币万元`.
    fn of(words: &str) -> Self {
        Self { unit: unit(words), currency: currency_of(words), zone: zone(words) }
    }
}

/// A header without what only says how it is measured, and that.
pub(super) fn undressed(header: &str) -> (String, Measure) {
    let wide: String = header.chars().map(half_width).map(simplified).collect();
    let mut measure = Measure::default();
    let mut plain = String::with_capacity(wide.len());
    let mut rest = wide.as_str();
    while let Some((before, inside, behind)) = bracketed(rest) {
        plain.push_str(before);
        // 金额（单位：万元，含税）: each of several remarks by itself.
        for remark in inside.split([',', ';', '、']) {
            let said = Measure::of_remark(remark);
            if said.is_empty() {
                plain.push('(');
                plain.push_str(remark);
                plain.push(')');
            } else {
                measure = measure.or(said);
            }
        }
        rest = behind;
    }
    plain.push_str(rest);
    // 账单金额:万元, Amount/USD, Amount in RMB, 金额 元
    if let Some((front, behind)) = split_last(&plain) {
        let said = Measure::of(behind);
        if !said.is_empty() && !front.trim().is_empty() {
            measure = measure.or(said);
            plain = front.trim().trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
        }
    }
    // 金额$, 美元金额
    measure = measure.or(Measure { currency: foreign(&wide), ..Measure::default() });
    (plain, measure)
}

/// The other currency that a header has somewhere among its words.
fn foreign(header: &str) -> Option<Currency> {
    (names_another_currency(header) && !names_the_yuan(header)).then_some(Currency::Other)
}

/// What stands in front of the first brackets, in them, and behind.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    within(text, &['(', '[', '【', '〔', '{'], &[')', ']', '】', '〕', '}'])
}

/// What stands in front of the first of these brackets, in them, and behind.
pub(super) fn within<'a>(
    text: &'a str,
    open: &[char],
    close: &[char],
) -> Option<(&'a str, &'a str, &'a str)> {
    let open = text.find(open)?;
    let inside = open + text[open..].chars().next()?.len_utf8();
    let close = inside + text[inside..].find(close)?;
    let behind = close + text[close..].chars().next()?.len_utf8();
    Some((&text[..open], &text[inside..close], &text[behind..]))
}

/// A text before and behind its last separator.
fn split_last(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    if lower.len() == text.len()
        && let Some(at) = lower.rfind(" in ")
    {
        return Some((&text[..at], &text[at + 4..]));
    }
    text.rsplit_once([':', '/', '_', '-', ' ', '\n', '|'])
}

/// The unit that words name and nothing else.
pub(super) fn unit(words: &str) -> Option<AmountUnit> {
    const BEFORE: WordList = WordList("金额单位, 货币单位, 计量单位, 单位, units, unit, amountsin, in");
    const YUAN: WordList = WordList("人民币, 元人民币, rmb, cny, cn¥, yuan, ¥, renminbi");
    let plain: String = words
        .chars()
        .map(half_width)
        .filter(|c| c.is_alphanumeric() || matches!(c, '¥' | '￥' | '\''))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '￥' { '¥' } else { c })
        .collect();
    let mut rest = plain.as_str();
    if let Some(behind) = BEFORE.strip_prefix(rest) {
        rest = behind.strip_prefix(['为', '是']).unwrap_or(behind);
    }
    let whole = rest;
    rest = YUAN.strip_prefix(rest).unwrap_or(rest);
    rest = YUAN.strip_suffix(rest).unwrap_or(rest);
    // Thousands of RMB.
    rest = rest.strip_suffix("of").unwrap_or(rest);
    let names_yuan = whole.len() != rest.len();
    Some(match rest {
        "" if names_yuan => AmountUnit::Yuan,
        "元" | "圆" => AmountUnit::Yuan,
        "分" | "fen" => AmountUnit::Fen,
        "角" | "jiao" => AmountUnit::Jiao,
        "百元" | "佰元" => AmountUnit::HundredYuan,
        "千元" | "仟元" | "千" | "thousand" | "thousands" | "'000" | "000" | "'000s" | "000s" | "1000"
        | "1000元" | "k"
            if rest != "k" || names_yuan =>
        {
            AmountUnit::ThousandYuan
        }
        "万元" | "万" | "萬元" | "万圆" | "tenthousand" | "tenthousands" | "10000" | "10000元" | "10k"
        | "wan" | "w" => AmountUnit::TenThousandYuan,
        "百万元" | "百万" | "million" | "millions" | "mn" | "1000000" => AmountUnit::MillionYuan,
        "千万元" | "千万" => AmountUnit::TenMillionYuan,
        "亿元" | "亿" | "100million" | "hundredmillion" => AmountUnit::HundredMillionYuan,
        _ => return None,
    })
}

/// The currency that words name and nothing else: `USD`, `美元 (USD)`, `人民币`.
fn currency_of(words: &str) -> Option<Currency> {
    const BEFORE: WordList = WordList("结算币种, 币种, 货币单位, 货币, 币别, 单位, currency, in ");
    let lower = words.trim().to_lowercase();
    let rest = BEFORE.strip_prefix(&lower).unwrap_or(&lower);
    let mut found = None;
    for word in rest.split([' ', '(', ')', ':', '/', ',', '-', '为', '\t']).filter(|word| !word.is_empty()) {
        // 元 is the unit of other currencies, too.
        let known = currency(word).filter(|_| !matches!(word, "元" | "圆"))?;
        found = match (found, known) {
            // 人民币/美元 says that it depends.
            (Some(before), known) if before != known => return None,
            _ => Some(known),
        };
    }
    found
}

/// What a line above a table says of all its amounts: 单位：万元, 币种：美元 (USD), Currency: USD, 账单汇总（万元）.
///
/// `cells` are the texts of the line that are not blank. Where one names another currency, that is told before all.
pub(super) fn said_above(cells: &[String]) -> Measure {
    let mut measure = Measure::default();
    for (at, cell) in cells.iter().enumerate() {
        let text: String = cell.chars().map(half_width).map(simplified).collect();
        measure = measure.or(amounts_of(Measure::of(&text)));
        if let Some(value) = behind_key(&text) {
            // The value may stand in the next cell.
            let value = if value.is_empty() { cells.get(at + 1).map_or("", String::as_str) } else { value };
            measure = measure.or(amounts_of(Measure::of(value)));
            let first = value.split([' ', ';', ',', '，', '；', '。', '|', '\t']).next().unwrap_or_default();
            measure = measure.or(amounts_of(Measure::of(first)));
        }
        let mut rest = text.as_str();
        while let Some((_, inside, behind)) = bracketed(rest) {
            // 应付总额（万元）：12 speaks of that amount only.
            let value = behind.trim_start_matches([':', ' ']);
            let value = if value.is_empty() { cells.get(at + 1).map_or("", String::as_str) } else { value };
            if !value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '¥' | '￥')) {
                measure = measure.or(amounts_of(Measure::of(inside)));
            }
            rest = behind;
        }
        let lower = text.to_lowercase();
        let names_amounts = WordList("amount, figure, value").is_in(&lower);
        if names_amounts && let Some((_, behind)) = lower.rsplit_once(" in ") {
            measure = measure.or(amounts_of(Measure::of(behind)));
        }
        let is_of_amounts = names_amounts && lower.contains(" in ");
        if (is_of_amounts && names_another_currency(&text))
            || (measure.currency.is_none() && is_in_another_currency(&text))
        {
            measure.currency = Some(Currency::Other);
        }
        if let Some(inside) = between(&text, "以", &["为单位", "计"]) {
            measure = measure.or(amounts_of(Measure::of(inside)));
        }
        if let Some(value) = between(&text, "时区", &[""]).or_else(|| between(&lower, "time zone", &[""])) {
            let value = value.trim_start_matches([':', ' ', '为']).trim();
            let value = if value.is_empty() { cells.get(at + 1).map_or("", String::as_str) } else { value };
            measure.zone = measure.zone.or(zone(value));
        }
    }
    measure
}

/// What stands behind the last of a word and before one of those that end it.
fn between<'a>(text: &'a str, begin: &str, ends: &[&str]) -> Option<&'a str> {
    let behind = &text[text.rfind(begin)? + begin.len()..];
    if ends == [""] {
        return Some(behind);
    }
    ends.iter().find_map(|end| behind.find(end)).map(|end| &behind[..end])
}

/// A measure without its zone: a line above a table that names one is about the line.
fn amounts_of(measure: Measure) -> Measure {
    Measure { zone: None, ..measure }
}

/// What a line says behind 单位, 币种 and the like.
fn behind_key(text: &str) -> Option<&str> {
    const KEYS: WordList = WordList(
        "金额单位, 货币单位, 结算币种, 币种, 货币, 币别, 单位, Currency, \
         currency, Unit, 金额",
    );
    KEYS.words().find_map(|key| {
        let at = text.find(key)?;
        let behind = text[at + key.len()..].trim_start();
        let behind = behind.strip_prefix([':', '为', '是']).unwrap_or(behind);
        Some(behind.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_the_words_that_tables_have() {
        for (words, known) in [
            ("元", AmountUnit::Yuan),
            ("单位：人民币元", AmountUnit::Yuan),
            ("CNY", AmountUnit::Yuan),
            ("万元", AmountUnit::TenThousandYuan),
            ("金额单位：人民币万元", AmountUnit::TenThousandYuan),
            ("单位：万元人民币", AmountUnit::TenThousandYuan),
            ("千元", AmountUnit::ThousandYuan),
            ("RMB'000", AmountUnit::ThousandYuan),
            ("RMB thousand", AmountUnit::ThousandYuan),
            ("分", AmountUnit::Fen),
            ("百万元", AmountUnit::MillionYuan),
            ("CNY million", AmountUnit::MillionYuan),
            ("亿元", AmountUnit::HundredMillionYuan),
        ] {
            assert_eq!(unit(words), Some(known), "{words}");
        }
        for words in ["", "单位：深圳某公司", "k", "含税", "USD", "个"] {
            assert_eq!(unit(words), None, "{words}");
        }
    }

    #[test]
    fn a_header_is_told_from_how_it_is_measured() {
        let said = |header: &str| {
            let (plain, measure) = undressed(header);
            (plain, measure.unit, measure.currency, measure.zone)
        };
        let wan = Some(AmountUnit::TenThousandYuan);
        assert_eq!(said("账单金额(万元)"), ("账单金额".into(), wan, None, None));
        assert_eq!(said("账单金额（单位：万元）"), ("账单金额".into(), wan, None, None));
        assert_eq!(said("金额（万元，含税）"), ("金额(含税)".into(), wan, None, None));
        assert_eq!(said("账单金额:万元"), ("账单金额".into(), wan, None, None));
        let foreign = Some(Currency::Other);
        for header in ["金额$", "美元金额", "USD金额", "账单金额(万美元)", "账单金额（港币千元）"]
        {
            assert_eq!(said(header).2, foreign, "{header}");
        }
        assert_eq!(said("Amount (USD)"), ("Amount ".into(), None, Some(Currency::Other), None));
        assert_eq!(said("Amount in USD"), ("Amount".into(), None, Some(Currency::Other), None));
        assert_eq!(said("Created (UTC)"), ("Created ".into(), None, None, Some(0)));
        assert_eq!(said("支付时间(UTC+8)"), ("支付时间".into(), None, None, Some(480)));
        assert_eq!(said("金额(含税)"), ("金额(含税)".into(), None, None, None));
        assert_eq!(said("国家/地区").0, "国家/地区");
        assert_eq!(said("Bill No"), ("Bill No".into(), None, None, None));
    }

    #[test]
    fn a_line_above_a_table_says_unit_and_currency() {
        let said = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            let measure = said_above(&cells);
            (measure.unit, measure.currency == Some(Currency::Other))
        };
        let wan = Some(AmountUnit::TenThousandYuan);
        assert_eq!(said(&["单位：万元"]), (wan, false));
        assert_eq!(said(&["导出人：张三", "金额单位：人民币万元"]), (wan, false));
        assert_eq!(said(&["单位：", "万元"]), (wan, false));
        assert_eq!(said(&["客户账单汇总表（单位：万元）"]), (wan, false));
        assert_eq!(said(&["账单汇总（万元）"]), (wan, false));
        assert_eq!(said(&["日期：2026-10  单位：千元  制表：李四"]), (Some(AmountUnit::ThousandYuan), false));
        assert_eq!(said(&["币种：美元 (USD)"]), (None, true));
        assert_eq!(said(&["Currency", "USD"]), (None, true));
        assert_eq!(said(&["All amounts are in US$"]), (None, true));
        assert_eq!(said(&["币种：人民币"]), (Some(AmountUnit::Yuan), false));
        assert_eq!(said(&["單位：萬元"]), (wan, false));
        assert_eq!(said(&["金额：万元"]), (wan, false));
        assert_eq!(said(&["Amounts in thousands of RMB"]), (Some(AmountUnit::ThousandYuan), false));
        assert_eq!(said(&["All figures in ¥ million"]), (Some(AmountUnit::MillionYuan), false));
        assert_eq!(said(&["应付总额（万元）：12"]), (None, false));
        assert_eq!(said(&["应付总额（万元）", "12.5"]), (None, false));
        assert_eq!(said(&["总金额：12.5万元"]), (None, false));
        assert_eq!(said(&["以下金额均以万元为单位"]), (wan, false));
        assert_eq!(said(&["幣別：美元"]), (None, true));
        assert_eq!(said(&["单位：万美元"]), (None, true));
        assert_eq!(said(&["美元账单明细表"]), (None, true));
        assert_eq!(said(&["编制单位：美元资本有限公司"]), (None, false));
        assert_eq!(said(&["汇率：1 USD = 7.1 CNY"]), (None, false));
        assert_eq!(said(&["收款单位：万元科技公司"]), (None, false));
    }
}
