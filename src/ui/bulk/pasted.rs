//! A block of numbers from a spreadsheet, as it lands in the clipboard: a line a row, a tab between cells.

use crate::desk::pages::bulk::{ParcelColumn, parcel_column};
use crate::domain::application::count_of_day;
use crate::domain::invoice_number::e_invoice_number;
use crate::domain::money::half_width;
use crate::domain::tracking::known_carrier;
use crate::ui::date_text::parse_date;

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    /// The application whose number stands in the line.
    pub application: Option<String>,
    /// The number; blank where the line is. Several, between tabs, where nothing tells which of them it is.
    pub number: String,
    /// The day beside it, where there is one.
    pub day: Option<String>,
    /// The parcel beside a number that is sure, where there is one.
    pub parcel: Option<Parcel>,
}

/// A parcel, as a line names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parcel {
    pub carrier: Option<String>,
    /// Several, between tabs, where nothing tells which of them it is.
    pub tracking_no: String,
}

/// The places of the columns that are about parcels, where a heading names them.
#[derive(Clone, Copy, Debug, Default)]
struct ParcelColumns {
    tracking_no: Option<usize>,
    carrier: Option<usize>,
}

impl ParcelColumns {
    fn of(heading: &str) -> Self {
        let place = |column| heading.split('\t').position(|cell| parcel_column(cell) == Some(column));
        Self { tracking_no: place(ParcelColumn::TrackingNo), carrier: place(ParcelColumn::Carrier) }
    }
}

/// The lines of a block, the blank ones too: they keep the others in their rows. A heading is no line of it. `is_sure`
/// tells what is a number for certain from what may be one.
pub(super) fn pasted(text: &str, is_sure: fn(&str) -> bool) -> Vec<Pasted> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let columns = text.lines().next().map(ParcelColumns::of).unwrap_or_default();
    let mut lines: Vec<Pasted> = text.lines().map(|text| line(text, columns, is_sure)).collect();
    let is_heading =
        |line: &Pasted| line.application.is_none() && !line.number.is_empty() && !has_digit(&line.number);
    if lines.first().is_some_and(is_heading) && lines.len() > 1 {
        lines.remove(0);
    }
    let filled = lines.iter().rposition(|line| *line != Pasted::default()).map_or(0, |last| last + 1);
    lines.truncate(filled);
    lines
}

/// Whether a text stands for several numbers, of which one has to be chosen.
pub(super) fn is_several(number: &str) -> bool {
    number.trim().contains('\t')
}

/// Whether a text may be the number of a parcel: it has a digit, and is no date and no application's number.
pub(super) fn may_be_tracking_number(text: &str) -> bool {
    has_digit(text) && !is_day(text) && application(text).is_none()
}

fn line(line: &str, columns: ParcelColumns, is_sure: fn(&str) -> bool) -> Pasted {
    let all: Vec<&str> = line.split('\t').map(str::trim).collect();
    let cells: Vec<&str> = all.iter().copied().filter(|cell| !cell.is_empty()).collect();
    match cells.as_slice() {
        [] => Pasted::default(),
        [one] => in_one_cell(one, is_sure),
        several => {
            let said = in_cells(several, is_sure);
            let parcel = is_sure(&said.number).then(|| parcel(&all, &said.number, columns)).flatten();
            Pasted { parcel, ..said }
        }
    }
}

/// The parcel of a line beside this number: what stands in its columns. Where no heading names them, a number is that of a
/// parcel by its looks.
fn parcel(cells: &[&str], number: &str, columns: ParcelColumns) -> Option<Parcel> {
    let named = |place: Option<usize>| cells.get(place?).copied().filter(|cell| !cell.is_empty());
    let said = named(columns.carrier);
    let carrier = said.map(|name| known_carrier(name).unwrap_or(name));
    let carrier = carrier.or_else(|| cells.iter().find_map(|cell| known_carrier(cell))).map(str::to_owned);
    let found: Vec<&str> = match columns.tracking_no {
        Some(place) => named(Some(place)).into_iter().collect(),
        None => {
            let others = cells.iter().copied().filter(|cell| *cell != number);
            others.filter(|cell| looks_like_tracking_number(cell, carrier.is_some())).collect()
        }
    };
    (!found.is_empty()).then(|| Parcel { carrier, tracking_no: found.join("\t") })
}

/// Whether it can hardly be anything else: some letters and then digits, as carriers number parcels; digits alone where a
/// carrier is named beside them. A phone or a tax number is none.
fn looks_like_tracking_number(text: &str, has_carrier: bool) -> bool {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let digits = text[letters..].chars().take_while(char::is_ascii_digit).count();
    let rest = &text[letters + digits..];
    let is_plain = rest.len() <= 2 && rest.chars().all(|c| c.is_ascii_uppercase());
    let is_phone = digits == 11 && text.starts_with('1');
    match letters {
        0 => has_carrier && rest.is_empty() && matches!(digits, 10..=14) && !is_phone && !is_day(text),
        2..=4 => is_plain && matches!(digits, 8..=15) && application(text).is_none(),
        _ => false,
    }
}

/// A carrier's name and other words are no number beside one.
fn in_cells(cells: &[&str], is_sure: fn(&str) -> bool) -> Pasted {
    let application = cells.iter().find_map(|cell| application(cell));
    let rest = || cells.iter().copied().filter(|cell| self::application(cell).is_none());
    let (days, rest): (Vec<&str>, Vec<&str>) = rest().partition(|cell| is_day(cell));
    let (numbers, words): (Vec<&str>, Vec<&str>) = rest.into_iter().partition(|cell| has_digit(cell));
    let sure: Vec<&str> = numbers.iter().copied().filter(|number| is_sure(number)).collect();
    let number = match (sure.as_slice(), words.first()) {
        ([one], _) => (*one).to_owned(),
        (_, Some(word)) if numbers.is_empty() && application.is_none() => (*word).to_owned(),
        _ => numbers.join("\t"),
    };
    Pasted { application, number, day: (!days.is_empty()).then(|| days.join("\t")), parcel: None }
}

/// A number, and behind a blank or a comma perhaps its day. The groups of a number may be parted by blanks too.
fn in_one_cell(cell: &str, is_sure: fn(&str) -> bool) -> Pasted {
    let number = |text: &str| Pasted { number: text.to_owned(), ..Pasted::default() };
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, ',' | '\u{FF0C}' | ';' | '\u{FF1B}' | '\u{3001}');
    if e_invoice_number(cell).is_ok() {
        return number(cell);
    }
    let parts: Vec<&str> = cell.split(is_between).filter(|part| !part.is_empty()).collect();
    let is_word = |part: &&str| !has_digit(part) && !part.is_ascii();
    if parts.len() > 1 && parts.iter().any(|part| application(part).is_some() || is_word(part)) {
        return in_cells(&parts, is_sure);
    }
    match cell.rsplit_once(is_between) {
        _ if application(cell).is_some() => in_cells(&[cell], is_sure),
        Some((before, day)) if is_day(day) => Pasted {
            number: before.trim_end_matches(is_between).to_owned(),
            day: Some(day.to_owned()),
            ..Pasted::default()
        },
        _ => number(cell.trim_end_matches(is_between)),
    }
}

/// The number of an application, as the desk writes it.
fn application(text: &str) -> Option<String> {
    let text = text.trim().chars().map(half_width).collect::<String>().to_uppercase();
    let (day, _) = text.strip_prefix("FP")?.split_once('-')?;
    (is_day(day) && count_of_day(&text).is_some()).then_some(text)
}

/// Letters make it a number that only looks like a day.
fn is_day(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_alphabetic()) && parse_date(text).is_some()
}

fn has_digit(text: &str) -> bool {
    text.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "26112000000812345601";
    const B: &str = "26112000000812345602";

    fn lines(text: &str) -> Vec<Pasted> {
        pasted(text, |number| e_invoice_number(number).is_ok())
    }

    fn numbers(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.number).collect()
    }

    #[test]
    fn a_column_is_a_number_a_line_and_blank_lines_keep_their_place() {
        for text in [format!("{A}\r\n{B}\r\n"), format!("{A}\n{B}"), format!("\u{FEFF}{A}\n{B}\n\n\n")] {
            assert_eq!(numbers(&text), [A, B], "{text:?}");
        }
        assert_eq!(numbers(&format!("{A}\n\n{B}\n")), [A, "", B]);
        assert_eq!(numbers(&format!("\n{B}")), ["", B], "the first row stays as it is");
        assert!(numbers("").is_empty() && numbers(" \n\t\n").is_empty());
    }

    #[test]
    fn a_heading_is_no_number() {
        assert_eq!(numbers(&format!("数电发票号码\n{A}\n{B}")), [A, B]);
        assert_eq!(numbers(&format!("数电发票号码\t开票日期\n{A}\t2026-11-22")), [A]);
        assert_eq!(numbers("无"), ["无"], "by itself it is what somebody meant to say");
    }

    #[test]
    fn the_day_is_known_beside_the_number_however_they_are_parted() {
        for text in [
            format!("{A}\t2026-11-20"),
            format!("2026-11-20\t{A}"),
            format!("{A}\t\t2026-11-20"),
            format!("{A} 2026-11-20"),
            format!("{A}，2026-11-20"),
            format!("{A}, 2026-11-20"),
        ] {
            let day = Some("2026-11-20".to_owned());
            let expected = Pasted { number: A.to_owned(), day, ..Pasted::default() };
            assert_eq!(lines(&text), [expected], "{text:?}");
        }
        assert_eq!(lines(&format!("{A}\t20261120"))[0].day.as_deref(), Some("20261120"));
    }

    #[test]
    fn a_number_in_groups_is_one_number_and_what_is_wrong_with_one_stays_to_be_seen() {
        assert_eq!(numbers("2611 2000 0008 1234 5601"), ["2611 2000 0008 1234 5601"]);
        assert_eq!(numbers("261120000008 20261120"), ["261120000008 20261120"], "its last digits are no day");
        assert_eq!(numbers("2.6112E+19\nSF1234567890123\n12,"), ["2.6112E+19", "SF1234567890123", "12"]);
    }

    #[test]
    fn what_is_an_application_a_carrier_or_a_day_is_no_number() {
        let parcels = |text: &str| pasted(text, |_| false);
        let said = |text: &str| match parcels(text).as_slice() {
            [one] => (one.application.clone().unwrap_or_default(), one.number.clone()),
            other => panic!("{other:?}"),
        };
        const OF: &str = "FP20261122-0001";
        const PARCEL: &str = "SF1000200030004";
        for text in [
            format!("{OF}\t{PARCEL}"),
            format!("{PARCEL}\t{OF}"),
            format!("{OF}\t顺丰速运\t{PARCEL}\t2026-11-22"),
            format!("{OF} 顺丰 {PARCEL}"),
            format!("fp20261122-0001，{PARCEL}"),
        ] {
            assert_eq!(said(&text), (OF.to_owned(), PARCEL.to_owned()), "{text:?}");
        }
        for text in [format!("顺丰\t{PARCEL}"), format!("{PARCEL}\tEMS"), format!("顺丰 {PARCEL}")] {
            assert_eq!(said(&text), (String::new(), PARCEL.to_owned()), "{text:?}");
        }
        assert_eq!(said(&format!("{OF}\t顺丰")), (OF.to_owned(), String::new()), "it has no number");
        assert_eq!(parcels(&format!("申请编号\t运单号\n{OF}\t{PARCEL}")).len(), 1, "a heading");
        assert!(may_be_tracking_number(PARCEL) && may_be_tracking_number("SF20261122"));
        for text in [OF, "顺丰", "2026-11-22", "20261122"] {
            assert!(!may_be_tracking_number(text), "{text}");
        }
    }

    fn parcels(text: &str) -> Vec<Option<(Option<String>, String)>> {
        let of = |line: Pasted| line.parcel.map(|parcel| (parcel.carrier, parcel.tracking_no));
        lines(text).into_iter().map(of).collect()
    }

    fn by(carrier: &str, tracking_no: &str) -> Option<(Option<String>, String)> {
        Some((Some(carrier.to_owned()).filter(|name| !name.is_empty()), tracking_no.to_owned()))
    }

    #[test]
    fn a_parcel_is_known_beside_an_invoice_by_its_heading_or_by_its_looks() {
        let headed =
            format!("数电发票号码\t开票日期\t快递公司\t运单号\n{A}\t2026-11-22\t百世\t70001\n{B}\t\t\t");
        assert_eq!(parcels(&headed), [by("百世", "70001"), None]);
        assert_eq!(parcels(&headed.replace("百世", "中通")), [by("中通快递", "70001"), None]);
        let looks = [
            (format!("{A}\t2026-11-22\t顺丰\tSF1380012345678"), by("顺丰速运", "SF1380012345678")),
            (format!("{A}\tEA123456789CN\tEMS"), by("中国邮政 EMS", "EA123456789CN")),
            (format!("{A}\t顺丰快递\tSF1380012345678"), by("顺丰速运", "SF1380012345678")),
            (format!("{A}\tSF1380012345678"), by("", "SF1380012345678")),
            (format!("{A}\t圆通\t881234567890"), by("圆通速递", "881234567890")),
            (format!("{A}\tSF1380012345678\tSF1380012345679"), by("", "SF1380012345678\tSF1380012345679")),
        ];
        for (text, expected) in looks {
            assert_eq!(parcels(&text), [expected], "{text:?}");
        }
        for other in [
            "100.00",
            "881234567890",
            "913301067L53XQJUQR",
            "杭州砺行",
            "2026-11-22",
            "FP20261122-0001",
            "顺丰",
        ] {
            assert_eq!(parcels(&format!("{A}\t{other}")), [None], "{other}");
        }
        assert_eq!(parcels(&format!("{A}\t顺丰\t17199338205")), [None], "a phone number");
        let buyer = format!("{A}\t京东快递有限公司\tSF1380012345678");
        assert_eq!(parcels(&buyer), [by("", "SF1380012345678")], "a buyer is no carrier");
    }

    #[test]
    fn of_several_numbers_the_one_that_is_sure_is_taken_and_else_none_is_left_out() {
        assert_eq!(numbers(&format!("FP20261122-0001\t100.00\t{A}")), [A]);
        let several = numbers(&format!("{A}\t{B}"));
        assert_eq!(several, [format!("{A}\t{B}")]);
        assert!(is_several(&several[0]) && !is_several(A));
    }
}
