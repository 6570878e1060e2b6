//! What the columns of exports are called: cloud billing systems, ERP, spreadsheets made by hand.

mod composed;
mod names;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use self::names::Names;
use super::units::{Measure, undressed, unit, within};
use super::words::simplified;
use crate::domain::import::{Field, ImportKind};
use crate::domain::money::half_width;
use crate::exchange::currency::Currency;
use crate::exchange::word_list::WordList;

/// How sure a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A general word that is taken where nothing better is there: 编号, 金额, Date.
    General,
    /// A name that means this field and nothing else.
    Exact,
}

/// What a header means, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub field: Field,
    pub strength: Strength,
    /// In what the column is measured, as the header says.
    pub measure: Measure,
}

impl Meaning {
    /// Whether it is money in another currency, which no field is.
    pub(super) fn is_foreign(&self) -> bool {
        self.field.is_money() && self.measure.currency == Some(Currency::Other)
    }
}

/// Which field of `kind` a header means, whatever its currency.
pub(super) fn meaning(kind: ImportKind, header: &str) -> Option<Meaning> {
    let (bare, measure) = undressed(header);
    let known = |plain: &str, measure: Measure| {
        look_up(kind, plain).map(|(field, strength)| Meaning { field, strength, measure })
    };
    let plain = plain_header(&bare);
    known(&plain_header(header), measure)
        .or_else(|| known(&plain, measure))
        .or_else(|| {
            // 账单金额万元
            UNITS_BEHIND.words().find_map(|behind| {
                let said = Measure { unit: unit(behind), ..Measure::default() };
                known(plain.strip_suffix(behind)?, measure.or(said))
            })
        })
        .or_else(|| {
            let field = composed::field(&plain).filter(|_| kind == ImportKind::Bills)?;
            Some(Meaning { field, strength: Strength::General, measure })
        })
}

/// Units that stand behind a header without anything between, the longest first.
const UNITS_BEHIND: WordList = WordList("百万元, 千万元, 人民币, 万元, 千元, 亿元, cny, rmb, 元");

/// Whether a header looks like that of amounts, though it means none of the fields.
pub(super) fn looks_like_money(header: &str) -> bool {
    const MONEY: WordList = WordList(
        "金额, 费, 价, 余额, 总额, 税额, 款, 应付, 应收, 实付, 实收, 优惠, \
         折扣, 抵扣, 元, amount, total, fee, price, charge, cost, balance, discount, refund, tax, paid",
    );
    const OTHER: WordList = WordList(
        "率, 数量, 次数, 笔数, 状态, 时间, 日期, 方式, 类型, 名称, 编号, \
         单号, 账号, 原因, 说明, 比例, 期限, rate, quantity, qty, status, date, type, name, number, \
         percent",
    );
    let plain = plain_header(header);
    MONEY.is_in(&plain)
        && !OTHER.is_in(&plain)
        && !plain.ends_with("id")
        && (!plain.ends_with("count") || plain.ends_with("discount"))
}

/// Whether a column that means none of the fields tells of a bill that it was invoiced or refunded: 发票号码, 退款时间.
pub(super) fn tells_of_invoices_or_refunds(header: &str) -> bool {
    const TELLS: WordList = WordList("开票, 发票, 开具, invoiced, 退款, 退费, 退货, refund");
    const OTHER: WordList = WordList(
        "抬头, 类型, 种类, 项目, 内容, 备注, 地址, 电话, 邮箱, 银行, 账号, \
         名称, 税号, 要求, 方式, 原因, 说明, reason",
    );
    let plain = plain_header(header);
    TELLS.is_in(&plain) && !OTHER.is_in(&plain)
}

/// Whether a header is known and of no use: it needs no mention among the unknown ones.
pub(super) fn is_known_and_unused(header: &str) -> bool {
    static UNUSED: LazyLock<HashSet<String>> = LazyLock::new(|| plain_names(names::UNUSED).collect());
    UNUSED.contains(&plain_header(header))
}

/// Whether a column does no more than number the rows.
pub(super) fn is_running_number(header: &str) -> bool {
    const NAMES: WordList = WordList(
        "序号, 序, 序列, 行号, 行次, 项次, 编序, 顺序号, no, nr, row, rowno, \
         rownumber, line, lineno, seq, index, sn",
    );
    let plain = plain_header(header);
    NAMES.has(&plain) || header.trim() == "#"
}

/// What a header says of the tax in its amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Taxed {
    With,
    Without,
    #[default]
    Unsaid,
}

pub(super) fn taxed(header: &str) -> Taxed {
    const WITHOUT: WordList = WordList(
        "不含税, 未税, 未含税, 税前, 去税, 除税, netamount, nettotal, \
         excltax, exclvat, excludingtax, excludingvat, pretax, beforetax, amountnet, totalnet, extax, \
         exvat, exclusiveoftax, netoftax",
    );
    const WITH: WordList = WordList(
        "含税, 价税合计, gross, incltax, inclvat, includingtax, includingvat, \
         withtax, taxincluded, inclusiveoftax",
    );
    let plain = plain_header(header);
    if plain == "net" || WITHOUT.is_in(&plain) {
        Taxed::Without
    } else if WITH.is_in(&plain) {
        Taxed::With
    } else {
        Taxed::Unsaid
    }
}

/// Whether a column holds the reasons of an earlier round of refused rows.
pub(super) fn is_reason_header(header: &str) -> bool {
    REASON_HEADERS.as_flattened().contains(&header)
}

/// Whether a column holds the numbers that refused rows had in the file that was imported first.
pub(super) fn is_original_row_header(header: &str) -> bool {
    REASON_HEADERS.iter().any(|[.., row]| *row == header)
}

type Dictionary = HashMap<String, (Field, Strength)>;

fn look_up(kind: ImportKind, plain: &str) -> Option<(Field, Strength)> {
    static DICTIONARIES: LazyLock<[Dictionary; 4]> = LazyLock::new(|| ImportKind::ALL.map(dictionary));
    DICTIONARIES[kind as usize].get(plain).copied()
}

fn dictionary(kind: ImportKind) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (field, exact, general) in names(kind) {
        dictionary.extend(plain_names(general).map(|name| (name, (*field, Strength::General))));
        dictionary.extend(plain_names(exact).map(|name| (name, (*field, Strength::Exact))));
    }
    // The field's own name always means the field.
    let own = |field: &Field| (plain_header(field.id()), (*field, Strength::Exact));
    dictionary.extend(kind.fields().iter().map(own));
    dictionary
}

/// Names that are separated by commas, each as it is compared.
fn plain_names(names: &'static str) -> impl Iterator<Item = String> {
    WordList(names).words().map(plain_header).filter(|name| !name.is_empty())
}

/// A header without what is different in every export: case, width, spaces, punctuation, units in brackets.
pub(super) fn plain_header(header: &str) -> String {
    let wide: String = header.chars().map(half_width).collect();
    let mut plain = String::with_capacity(wide.len());
    let mut rest = wide.as_str();
    while let Some((before, inside, behind)) = within(rest, &['(', '[', '【', '〔'], &[')', ']', '】', '〕'])
    {
        plain.push_str(before);
        if !is_unit(inside) {
            plain.push_str(inside);
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(usual_character).collect()
}

/// Variants of characters that people mix, and the simplified form of traditional ones.
fn usual_character(c: char) -> char {
    match c {
        '帐' => '账',
        _ => simplified(c),
    }
}

/// Whether words in brackets only tell the unit, the form, or that the column must be filled in.
fn is_unit(inside: &str) -> bool {
    const UNITS: WordList = WordList(
        "元, 人民币, 人民币元, 单位元, 单位人民币元, 元人民币, cny, rmb, yuan, ¥, ￥, 必填, 选填, 可选, \
                         required, optional, yyyymmdd, yyyymmddhhmmss, utc8, 北京时间",
    );
    let plain: String =
        inside.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '¥' | '￥')).collect();
    plain.is_empty() || UNITS.has(&plain)
}

fn names(kind: ImportKind) -> &'static [Names] {
    match kind {
        ImportKind::Accounts => names::ACCOUNTS,
        ImportKind::Bills => names::BILLS,
        ImportKind::Refunds => names::REFUNDS,
        ImportKind::NonInvoiceable => names::NON_INVOICEABLE,
    }
}

/// The headings of the three columns that refused rows get, in both languages (`i18n::exchange` has the same): the rule,
/// its words, and the row in the first file. The reader passes over them.
pub const REASON_HEADERS: [[&str; 3]; 2] =
    [["错误代码", "错误说明", "原行号"], ["Error code", "Error message", "Original row"]];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::AmountUnit;

    fn told(header: &str) -> Option<(Field, Strength)> {
        let found = meaning(ImportKind::Bills, header).filter(|meaning| !meaning.is_foreign())?;
        Some((found.field, found.strength))
    }

    #[test]
    fn a_header_says_in_what_its_column_is_measured() {
        let measure = |header: &str| meaning(ImportKind::Bills, header).unwrap().measure;
        for header in [
            "账单金额(万元)",
            "账单金额万元",
            "金额（单位：万元，含税）",
            "账单金额/万元",
            "Amount (RMB 10K)",
        ] {
            assert_eq!(measure(header).unit, Some(AmountUnit::TenThousandYuan), "{header}");
        }
        assert_eq!(measure("账单金额(元)").unit, Some(AmountUnit::Yuan));
        assert_eq!(measure("账单金额").unit, None);
        for header in ["Created (UTC)", "Paid At (UTC)", "支付时间（UTC）", "出账时间 UTC"] {
            assert_eq!(measure(header).zone, Some(0), "{header}");
        }
    }

    #[test]
    fn money_in_another_currency_is_no_field() {
        for header in ["Amount (USD)", "账单金额（美元）", "Total Amount in HKD", "账单金额/USD"]
        {
            assert_eq!(told(header), None, "{header}");
            assert!(meaning(ImportKind::Bills, header).is_some(), "{header}");
        }
        assert!(told("Amount (CNY)").is_some());
    }

    #[test]
    fn headers_of_amounts_are_known_by_their_words() {
        for header in ["优惠金额", "代金券抵扣", "Discount", "运费(元)", "单价"] {
            assert!(looks_like_money(header), "{header}");
        }
        for header in ["税率", "计费方式", "支付时间", "Fee rate", "备注", "账期", "费用编号"]
        {
            assert!(!looks_like_money(header), "{header}");
        }
    }

    #[test]
    fn no_header_means_two_fields() {
        for kind in ImportKind::ALL {
            for (field, exact, general) in names(kind) {
                assert!(kind.fields().contains(field), "{kind:?} has no {field:?}");
                let exact = plain_names(exact).map(|name| (name, Strength::Exact));
                let general = plain_names(general).map(|name| (name, Strength::General));
                for (name, strength) in exact.chain(general) {
                    let (found, found_strength) = look_up(kind, &name).unwrap();
                    assert_eq!(found, *field, "{kind:?}: {name}");
                    assert!(found_strength >= strength, "{kind:?}: {name}");
                }
            }
        }
    }

    #[test]
    fn every_field_has_names() {
        for kind in ImportKind::ALL {
            for field in kind.fields() {
                assert!(names(kind).iter().any(|(named, ..)| named == field), "{kind:?}: {field:?}");
            }
        }
    }

    #[test]
    fn headers_are_compared_without_their_dress() {
        for header in [
            "账单金额(元)",
            "账单金额（元）",
            "账单金额 (CNY)",
            "＊账单金额",
            "帐单金额\n(必填)",
            "账单金额:元",
        ] {
            assert_eq!(told(header), Some((Field::Amount, Strength::Exact)), "{header}");
        }
        for header in ["Due Date", "due_date", "DUE-DATE", "ＤＵＥ　ＤＡＴＥ", "due_on"] {
            assert_eq!(told(header), Some((Field::DueOn, Strength::Exact)), "{header}");
        }
    }

    #[test]
    fn net_amounts_are_not_taken_for_gross_ones() {
        for (header, field) in [
            ("金额(不含税)", Field::Net),
            ("不含税金额", Field::Net),
            ("Net Amount", Field::Net),
            ("税额", Field::Tax),
        ] {
            assert_eq!(told(header), Some((field, Strength::Exact)), "{header}");
        }
        assert_eq!(told("金额(含税)"), Some((Field::Amount, Strength::Exact)));
    }

    #[test]
    fn a_header_may_say_what_tax_is_in_its_amounts() {
        for (header, says) in [
            ("含税金额", Taxed::With),
            ("价税合计(元)", Taxed::With),
            ("Total incl. VAT", Taxed::With),
            ("金额（不含税）", Taxed::Without),
            ("Amount excl. tax", Taxed::Without),
            ("金额", Taxed::Unsaid),
            ("账单金额", Taxed::Unsaid),
        ] {
            assert_eq!(taxed(header), says, "{header}");
        }
    }

    #[test]
    fn names_of_reasons_are_passed_over() {
        for header in REASON_HEADERS.as_flattened() {
            assert!(is_known_and_unused(header), "{header}");
            assert!(ImportKind::ALL.iter().all(|kind| meaning(*kind, header).is_none()), "{header}");
        }
    }
}
