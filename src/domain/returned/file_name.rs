//! Names of files that the tax bureau gives: `dzfp_<number>_<buyer>_<time of download>.pdf`.

use crate::domain::invoice_number::InvoiceNumber;

/// What the name of a file says of its invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The invoice.
    pub number: InvoiceNumber,
    /// The buyer.
    pub buyer: Option<String>,
}

impl FileName {
    /// Reads a name without its folder: a number of 20 digits stands in it by itself, and between it and a time of 14
    /// digits the buyer, whose name may have any characters.
    pub fn read(name: &str) -> Option<Self> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (before, number, after) = run_of(stem, 20)?;
        let number = InvoiceNumber::parse(number).filter(InvoiceNumber::is_plausible)?;
        let is_the_bureaus = before.is_empty() || before.ends_with('_');
        let buyer = after.strip_prefix('_').filter(|_| is_the_bureaus).and_then(|rest| {
            let (buyer, time) = rest.rsplit_once('_')?;
            // A browser puts a number in brackets behind the name of a file that is there already.
            let digits = time.bytes().take_while(u8::is_ascii_digit).count();
            let buyer = buyer.trim();
            (digits == 14 && !buyer.is_empty()).then(|| buyer.to_owned())
        });
        Some(Self { number, buyer })
    }
}

/// The first run of exactly so many digits, and what stands before and behind it.
fn run_of(text: &str, length: usize) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + at;
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == length {
            return Some((&text[..start], &text[start..start + digits], &text[start + digits..]));
        }
        from = start + digits;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Option<(String, Option<String>)> {
        FileName::read(name).map(|name| (name.number.to_string(), name.buyer))
    }

    #[test]
    fn names_of_downloads_say_number_and_buyer() {
        let number = || "25112000000000100011".to_owned();
        let buyer = |name: &str| Some((number(), Some(name.to_owned())));
        let wuxi = "示例商贸（无锡）有限公司";
        assert_eq!(read(&format!("dzfp_{}_{wuxi}_20250808123434.pdf", number())), buyer(wuxi));
        assert_eq!(read(&format!("dzfp_{}_{wuxi}_20250808123434 (1).pdf", number())), buyer(wuxi));
        assert_eq!(read(&format!("dzfp_{}_A_B.公司_20250808123434.ofd", number())), buyer("A_B.公司"));
        for name in ["dzfp_{}.xml", "dzcp_{}_20250808123434.pdf", "digital_{}.pdf", "{}.xml", "我的{}票"] {
            assert_eq!(read(&name.replace("{}", &number())), Some((number(), None)), "{name}");
        }
    }

    #[test]
    fn other_names_say_nothing() {
        for name in ["", "发票.pdf", "dzfp_251120000000001000110.pdf", "20250808123434.pdf"] {
            assert_eq!(read(name), None, "{name}");
        }
        assert_eq!(read("scan_20250808123434000000.png"), None, "no province has that code");
    }
}
