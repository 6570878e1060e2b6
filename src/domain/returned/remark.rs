//! The remark of a red invoice: `被红冲蓝字数电票号码：… 红字发票信息确认单编号：…`.

use super::RedLetter;
use crate::domain::money::half_width;

/// What the number of the blue invoice is called, the longest first.
const BLUE: [&str; 3] = ["被红冲蓝字数电票号码", "被红冲蓝字数电发票号码", "被红冲蓝字发票号码"];
const CONFIRMATION: &str = "红字发票信息确认单编号";

/// Reads the remark of a red invoice; nothing where neither number is in it.
pub fn read_remark(text: &str) -> Option<RedLetter> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let behind = |label: &str| {
        let rest = plain.split_once(label)?.1.trim_start_matches(':');
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    };
    let red = RedLetter {
        blue_number: BLUE.iter().find_map(|label| behind(label)),
        confirmation: behind(CONFIRMATION),
    };
    (red != RedLetter::default()).then_some(red)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_numbers_are_read_by_any_of_their_names() {
        for label in BLUE {
            let text = format!(
                "{label}：26112000000000100029 红字发票信息确认单编号：1100062601123456789\n收款人：甲"
            );
            let red = read_remark(&text).unwrap();
            assert_eq!(red.blue_number.as_deref(), Some("26112000000000100029"), "{label}");
            assert_eq!(red.confirmation.as_deref(), Some("1100062601123456789"), "{label}");
        }
        assert_eq!(read_remark("业务号码:10000000000;账期:202604"), None);
        assert_eq!(read_remark("红字发票信息确认单编号："), None);
    }
}
