//! What stands in a title block without a label: numbers by their shape, texts by their words.

use super::pieces::{Gap, Piece, Shape, joined};
use super::title::{Pooled, text_given};
use super::words::{address_marks, bare, folded, is_bank, is_body, is_cjk, is_word};
use super::{Reading, region};
use crate::domain::invoice_info::InfoField::{self, Address, Bank, BankAccount, Name, Phone, TaxId};

/// What no label speaks for: numbers by their shape, texts by their words.
pub(super) fn pooled(reading: &mut Reading<InfoField>, pool: Vec<Pooled>) {
    let mut texts: Vec<(usize, String, Option<InfoField>)> = Vec::new();
    let mut numbers = Vec::new();
    let mut place = 0;
    while place < pool.len() {
        let Pooled { piece, follows } = &pool[place];
        let at = piece.range.start;
        match &piece.shape {
            Shape::Phone(number) => reading.give(Phone, at, &number.value, number.is_sure),
            Shape::TaxCode(number) => reading.give(TaxId, at, &number.value, number.is_sure),
            Shape::Digits(number) | Shape::Postcode(number) => {
                numbers.push((at, number.value.clone(), *follows))
            }
            Shape::Text => {
                let many = words_of(reading, &pool[place..]);
                let parts: Vec<Piece> =
                    pool[place..place + many].iter().map(|pooled| pooled.piece.clone()).collect();
                texts.push((at, joined(&reading.chars, &parts), *follows));
                place += many;
                continue;
            }
        }
        place += 1;
    }
    for (at, text, follows) in texts {
        unlabelled(reading, at, bare(&text), follows);
    }
    for (at, number, follows) in numbers {
        number_given(reading, at, &number, follows);
    }
}

/// What a text is by its words.
fn kind_of(text: &str) -> Option<InfoField> {
    let text = bare(text);
    if is_bank(text) {
        Some(Bank)
    } else if text.strip_suffix("公司").is_some_and(|name| name.chars().filter(|c| is_cjk(*c)).count() > 1)
        || (is_body(text) && !has_house(text))
        || is_asked(text)
    {
        Some(Name)
    } else if address_marks(text) > 1 {
        Some(Address)
    } else {
        None
    }
}

/// Whether a text names a house: then it is an address, whatever it ends with.
fn has_house(text: &str) -> bool {
    let chars: Vec<char> = text.chars().map(folded).collect();
    chars.windows(2).any(|pair| pair[0].is_ascii_digit() && "号楼层室栋弄".contains(pair[1]))
}

/// How many pieces of text from the first on are one: parted by nothing but blanks, and not of two kinds.
fn words_of(reading: &Reading<InfoField>, pool: &[Pooled]) -> usize {
    let text = |pooled: &Pooled| reading.text(pooled.piece.range.clone());
    let mut kind = kind_of(&text(&pool[0]));
    let mut many = 1;
    while let Some(next) = pool.get(many) {
        let own = text(next);
        let own_kind = kind_of(&own);
        let is_text =
            next.piece.shape == Shape::Text && next.piece.range.start >= pool[many - 1].piece.range.end;
        let is_near = matches!(next.piece.gap, Gap::Nothing | Gap::Blank);
        let joins = match (kind, own_kind) {
            (Some(Bank), None) => own.chars().count() <= 4 && !own.chars().any(|c| c.is_ascii_digit()),
            (Some(Address), None) => is_near || address_marks(&own) > 0,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a == b && a != Name,
            (None, Some(Address)) => region::of(bare(&text(&pool[0]))).is_some(),
            (None, Some(_)) => false,
            (None, None) => {
                region::of(bare(&text(&pool[0]))).is_some()
                    || address_marks(&own) > 0 && address_marks(&text(&pool[0])) > 0
            }
        };
        let is_marked = next.piece.gap == Gap::Mark
            && matches!(kind.or(own_kind), Some(Address))
            && address_marks(&own) > 0;
        if !is_text || !joins || !(is_near || is_marked) {
            break;
        }
        many += 1;
        let parts: Vec<Piece> = pool[..many].iter().map(|pooled| pooled.piece.clone()).collect();
        kind = kind_of(&joined(&reading.chars, &parts));
    }
    many
}

fn unlabelled(reading: &mut Reading<InfoField>, at: usize, text: &str, follows: Option<InfoField>) {
    // Behind a colon stands what an unknown label speaks for, unless it is a heading.
    let before: String = reading.chars[..at].iter().collect();
    let told = before.trim_end().strip_suffix([':', '：']);
    let is_heading =
        |line: &str| ["信息", "资料", "如下", "抬头", "开票"].iter().any(|word| line.ends_with(word));
    let is_sure = told.is_none_or(|before| is_heading(before.trim_end()));
    // A company and its address, or an address and a bank, without anything between them.
    if let Some((name, rest)) = glued(text) {
        unlabelled(reading, at, name, follows);
        unlabelled(reading, at + name.chars().count(), bare(rest), None);
        for field in [kind_of(name), kind_of(bare(rest))].into_iter().flatten() {
            reading.unsure.insert(field);
        }
        return;
    }
    match kind_of(text) {
        Some(Name) => {
            let (before, name, behind) = asked_of(text);
            let is_whole = before.is_empty() && behind.is_empty();
            if !reading.has(Name) {
                reading.leave(at, before);
                reading.leave(at + 1, behind);
            }
            given_if_none(reading, Name, at, name, is_sure && is_whole);
        }
        Some(Bank) => {
            given_if_none(reading, Bank, at, text, is_sure && text.contains("银行") && !text.contains(' '))
        }
        Some(Address) => {
            let is_sure = is_sure && address_marks(text) > 3;
            given_if_none(reading, Address, at, text, is_sure);
        }
        _ if follows == Some(Address) && address_marks(text) > 0 => {
            let whole = format!("{}{text}", reading.fields[&Address]);
            reading.fields.insert(Address, whole);
            reading.unsure.insert(Address);
        }
        // What stands before a colon is a label that nobody knows.
        _ if is_before_colon(&reading.chars, at, text) => reading.leave(at, text),
        _ => {
            let is_head = reading.chars[..at].iter().all(|c| !is_word(*c));
            let count = text.chars().count();
            let is_name = is_head
                && (2..=30).contains(&count)
                && !["开票", "发票", "资料", "信息", "好", "谢", "麻烦", "请", "抬头"]
                    .iter()
                    .any(|word| text.contains(word));
            if is_name && !reading.has(Name) && text.chars().any(is_cjk) {
                reading.give(Name, at, text, false);
            } else {
                reading.leave(at, text);
            }
        }
    }
}

fn is_before_colon(chars: &[char], at: usize, text: &str) -> bool {
    let behind = chars[at..].iter().skip(text.chars().count()).find(|c| **c != ' ');
    behind.is_some_and(|c| folded(*c) == ':')
}

fn given_if_none(reading: &mut Reading<InfoField>, field: InfoField, at: usize, text: &str, is_sure: bool) {
    if reading.has(field) {
        reading.give(field, at, text, true);
    } else {
        text_given(reading, field, at, text, is_sure);
    }
}

/// What stands before the name of a company in a sentence that asks for an invoice.
const ASKING: [&str; 18] = [
    "开票给",
    "开给",
    "发票给",
    "开票",
    "发票",
    "专票",
    "普票",
    "抬头",
    "麻烦",
    "请",
    "您好",
    "你好",
    "我司",
    "我们公司",
    "我公司",
    "一张",
    "开个",
    "名称",
];

fn is_asked(text: &str) -> bool {
    text.contains("公司") && ASKING.iter().any(|word| text.contains(word))
}

/// The name in a sentence that asks for an invoice; what is before it and what behind.
fn asked_of(text: &str) -> (&str, &str, &str) {
    let end = if is_asked(text) {
        text.rfind("公司").map_or(text.len(), |place| place + "公司".len())
    } else {
        text.len()
    };
    let behind =
        ASKING.iter().filter_map(|word| Some(text[..end].rfind(word)? + word.len())).max().unwrap_or(0);
    let begins = |name: &str| {
        name.trim_start_matches(['是', '为', '给', '用', '开', '写', '：', ':', ' ', '，', ',']).len()
    };
    let start = end - begins(&text[behind..end]);
    let start = if is_body(&text[start..end]) { start } else { 0 };
    (&text[..start], &text[start..end], &text[end..])
}

/// Where the name of a company ends and something else begins, or an address and the name of a bank.
fn glued(text: &str) -> Option<(&str, &str)> {
    if let Some(place) = text.rfind("公司") {
        let mut end = place + "公司".len();
        if text[end..].starts_with(['（', '(']) {
            end += text[end..]
                .find(['）', ')'])
                .map_or(0, |close| close + text[end..][close..].chars().next().map_or(1, char::len_utf8));
        }
        let rest = &text[end..];
        let is_bank_itself = text[..end].contains("银行") || text[..end].contains("信用社");
        if !is_bank_itself && rest.chars().count() > 3 && matches!(kind_of(rest), Some(Bank | Address)) {
            return Some((&text[..end], rest));
        }
    }
    const BANKS: [&str; 37] = [
        "中国工商银行",
        "中国农业银行",
        "中国建设银行",
        "中国银行",
        "中国邮政储蓄银行",
        "中国民生银行",
        "中国光大银行",
        "工商银行",
        "农业银行",
        "建设银行",
        "交通银行",
        "招商银行",
        "中信银行",
        "上海浦东发展银行",
        "浦发银行",
        "民生银行",
        "兴业银行",
        "光大银行",
        "平安银行",
        "华夏银行",
        "广发银行",
        "邮储银行",
        "北京银行",
        "上海银行",
        "江苏银行",
        "宁波银行",
        "杭州银行",
        "南京银行",
        "徽商银行",
        "浙商银行",
        "渤海银行",
        "恒丰银行",
        "汇丰银行",
        "花旗银行",
        "农村商业银行",
        "农商银行",
        "农商行",
    ];
    let start = BANKS.iter().filter_map(|bank| text.find(bank)).min()?;
    (start > 0 && kind_of(&text[..start]) == Some(Address)).then(|| text.split_at(start))
}

/// A long number that no label speaks for: an account, unless a tax id is still missing that it could be.
fn number_given(reading: &mut Reading<InfoField>, at: usize, number: &str, follows: Option<InfoField>) {
    // An old id begins with the code of a division; the numbers of many cards begin with 62.
    let division = number.get(..2).and_then(|start| start.parse::<u8>().ok());
    let is_division =
        matches!(division, Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61 | 63..=65));
    let could_be_id = number.len() == 15 && is_division && !reading.has(TaxId);
    let behind_bank = follows == Some(Bank);
    match (reading.has(BankAccount), could_be_id) {
        (false, false) => {
            let is_sure = behind_bank || (reading.has(Bank) && number.len() >= 12);
            reading.give(BankAccount, at, number, is_sure);
        }
        (false, true) if behind_bank => reading.give(BankAccount, at, number, true),
        (_, true) => reading.give(TaxId, at, number, false),
        (true, false) => reading.give(BankAccount, at, number, true),
    }
}
