//! The names and signs of currencies, as tables and number formats write them.

use super::word_list::WordList;
use crate::domain::money::half_width;

/// What a word or sign says of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Currency {
    Cny,
    Other,
}

/// The currency that a word or sign names and nothing else, such as `CN¥`, `美元`, `US$`, `HKD`.
pub(crate) fn currency(word: &str) -> Option<Currency> {
    const CNY: WordList = WordList(
        "¥, cny, rmb, cnh, cn¥, rmb¥, cny¥, 人民币, 人民币元, 元, 圆, yuan, \
         renminbi, chineseyuan",
    );
    const CODES: WordList = WordList(
        "usd, eur, gbp, jpy, hkd, twd, mop, sgd, krw, aud, cad, chf, nzd, thb, myr, inr, idr, \
         php, vnd, rub, brl, mxn, zar, sek, nok, dkk, pln, try, aed, sar, ils, czk, huf, usdt, usdc, btc, eth",
    );
    const NAMES: WordList = WordList(
        "美元, 美金, 港币, 港元, 港幣, 欧元, 日元, 日圆, 日币, 円, 英镑, \
         新台币, 台币, 新币, 新加坡元, 新元, 澳元, 澳币, 澳大利亚元, 加元, 加币, 加拿大元, 韩元, 韩币, \
         澳门元, 卢布, 瑞士法郎, 泰铢, dollar, dollars, euro, euros, yen",
    );
    const SIGNS: WordList = WordList(
        "$, €, £, ₩, ₽, ₹, ฿, ₫, ₱, ₺, ₪, us$, hk$, nt$, s$, a$, au$, c$, \
         jp¥, mop$, r$, kr, kč, zł, ft, lei, rp, rs, rm, ₴, ₦, ₸, sfr",
    );
    let plain: String = word
        .chars()
        .map(half_width)
        .map(|c| if c == '￥' { '¥' } else { c })
        .filter(|c| !c.is_whitespace() && *c != '.')
        .flat_map(char::to_lowercase)
        .collect();
    let plain = plain.as_str();
    if CNY.has(plain) {
        return Some(Currency::Cny);
    }
    let is_other = CODES.has(plain)
        || NAMES.has(plain)
        || SIGNS.has(plain)
        // A sign and the name of the same: $USD, USD$, €EUR.
        || plain.strip_prefix('$').or_else(|| plain.strip_suffix('$')).is_some_and(|rest| CODES.has(rest));
    is_other.then_some(Currency::Other)
}

/// Whether a text names the yuan, or uses its sign.
pub(crate) fn names_the_yuan(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    WordList("人民币, 人民幣, CNY, RMB, ¥, ￥").is_in(&upper)
}

/// Whether a line above a table says that its amounts are in another currency than the yuan, such as `美元账单明细` or
/// `Statement - USD`. Names of firms and people, and rates, say nothing of it.
pub(crate) fn is_in_another_currency(line: &str) -> bool {
    const NOT_OF_AMOUNTS: WordList = WordList(
        "公司, 集团, 银行, 资本, 基金, 有限, 科技, 事务所, 中心, \
         客户, 户名, 名称, 制表, 导出人, 单位名, 收款, 汇率, =, rate, ltd, inc, bank",
    );
    let lower = line.to_lowercase();
    // Codes that are words as well, such as TRY, count in capitals only, and none within a number: HKD-0001.
    let has_code = line
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'))
        .map(|word| word.trim_matches(['-', '_', '.']))
        .any(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && is_other(word));
    let is_said = has_code || names_by_name(line);
    is_said && !names_the_yuan(line) && !NOT_OF_AMOUNTS.is_in(&lower)
}

fn is_other(word: &str) -> bool {
    currency(word) == Some(Currency::Other)
}

/// Whether any of the words and signs of a text names a currency other than the yuan: `Amount (USD)`, `US$ 1.00`,
/// `美元账单`.
pub(crate) fn names_another_currency(text: &str) -> bool {
    names_by_name(text)
        || text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= 3 && is_other(word))
}

/// Whether a text has the sign of a currency other than the yuan, or its name in Chinese.
fn names_by_name(text: &str) -> bool {
    let is_sign =
        |c: char| matches!(c, '$' | '＄' | '€' | '£' | '₩' | '₽' | '₹' | '฿' | '₫' | '₱' | '₺' | '₪' | '円');
    if text.contains(is_sign) {
        return true;
    }
    const NAMES: WordList = WordList(
        "美元, 美金, 港币, 港元, 港幣, 欧元, 日元, 日圆, 英镑, 新台币, 澳元, \
         加元, 韩元, 新加坡元, 澳门元",
    );
    NAMES.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_names_the_yuan_or_another_currency_or_none() {
        for word in ["¥", "￥", "CN¥", "RMB", "人民币", "元", "cny"] {
            assert_eq!(currency(word), Some(Currency::Cny), "{word}");
        }
        for word in ["$", "US$", "HK$", "USD", "美元", "€", "JPY", "港币", "USD$", "＄"] {
            assert_eq!(currency(word), Some(Currency::Other), "{word}");
        }
        for word in ["", "Amount", "金额", "个"] {
            assert_eq!(currency(word), None, "{word}");
        }
    }

    #[test]
    fn another_currency_is_found_within_a_text() {
        for text in ["Amount (USD)", "US$", "美元账单金额", "EUR total", "$1.00"] {
            assert!(names_another_currency(text), "{text}");
        }
        for line in ["美元账单明细表", "Statement - USD", "所有金额以美元计", "Report (HKD)", "Total: $1,200"]
        {
            assert!(is_in_another_currency(line), "{line}");
        }
        for line in [
            "编制单位：美元资本有限公司",
            "汇率：1 USD = 7.1 CNY",
            "Try again",
            "账单（人民币/美元）",
            "TEL 123",
        ] {
            assert!(!is_in_another_currency(line), "{line}");
        }
        for text in ["Amount (CNY)", "¥1.00", "人民币元", "Trusd", "Total"] {
            assert!(!names_another_currency(text), "{text}");
        }
    }
}
