//! What text is made of, and what kinds of text are known by their words.

use crate::domain::money::half_width;
use crate::domain::text::is_unseen;

/// The characters of a text that can be seen, with one kind of line break and of blank.
pub(super) fn cleaned(text: &str) -> Vec<char> {
    let text = text.replace("\r\n", "\n");
    let plain = |c: char| match c {
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' | '\t' => Some(c),
        c if is_unseen(c) => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    text.chars().filter_map(plain).collect()
}

/// A character as words and numbers are compared: half-width, capital, one kind of dash.
pub(super) fn folded(c: char) -> char {
    match half_width(c) {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' => '-',
        '︰' | '∶' | '﹕' | '꞉' => ':',
        c => c.to_ascii_uppercase(),
    }
}

/// A text with its digits and letters as one types them; none where they are so already.
pub(super) fn narrowed(text: &str) -> Option<String> {
    let narrow = |c: char| if half_width(c).is_ascii_alphanumeric() { half_width(c) } else { c };
    let narrowed: String = text.chars().map(narrow).collect();
    (narrowed != text).then_some(narrowed)
}

pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}

/// Whether a character belongs to a word or a number.
pub(super) fn is_word(c: char) -> bool {
    is_cjk(c)
        || half_width(c).is_ascii_alphanumeric()
        || (c.is_alphabetic() && !('\u{2460}'..='\u{24FF}').contains(&c))
}

/// Whether two values say the same.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().map(folded).filter(|c| is_word(*c)).collect::<String>();
    plain(a) == plain(b)
}

/// Without what stands around a value: blanks, quotes, signs of a list, and brackets that hold it or have lost their
/// partner.
pub(super) fn bare(text: &str) -> &str {
    const AROUND: &[char] = &[
        ':', '：', ',', '，', ';', '；', '。', '、', '|', '/', '\\', '"', '\'', '“', '”', '‘', '’', '*', '•',
        '●', '■', '◆', '▪', '·', '_', '~', '=', '→', '-', '—', '–', '「', '」', '『', '』', '《', '》', '<',
        '>', '!', '！', '`', '^', '＊', '－',
    ];
    const PAIRS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];
    let mut text = text;
    loop {
        let before = text;
        text = text.trim().trim_matches(AROUND);
        if text.ends_with('.') && !text.trim_end_matches('.').ends_with(|c: char| c.is_ascii_alphabetic()) {
            text = text.trim_end_matches('.');
        }
        for (open, close) in PAIRS {
            let (opens, closes) = (text.matches(open).count(), text.matches(close).count());
            if text.starts_with(open) && text.ends_with(close) && opens == 1 && closes == 1 {
                text = &text[open.len_utf8()..text.len() - close.len_utf8()];
            } else if opens > closes {
                text = text.strip_suffix(open).or(text.strip_prefix(open)).unwrap_or(text);
            } else if closes > opens {
                text = text.strip_prefix(close).or(text.strip_suffix(close)).unwrap_or(text);
            }
        }
        if text == before {
            return text;
        }
    }
}

/// Whether a value says that there is none.
pub(super) fn says_nothing(text: &str) -> bool {
    let plain: String = bare(text).chars().map(folded).collect();
    let none = [
        "",
        "无",
        "暂无",
        "没有",
        "空",
        "N/A",
        "NA",
        "NULL",
        "NONE",
        "未提供",
        "不详",
        "同上",
        "XXX",
        "略",
        "待补充",
    ];
    none.contains(&plain.trim())
}

/// A text without the brackets at its end, and these with what they hold.
pub(super) fn without_brackets(text: &str) -> (&str, &str) {
    let mut end = text.trim_end();
    while let Some(open) =
        end.strip_suffix(['）', ')', '】', ']']).and_then(|inside| inside.rfind(['（', '(', '【', '[']))
    {
        if open == 0 {
            break;
        }
        end = end[..open].trim_end();
    }
    (end, text[end.len()..].trim())
}

/// Whether a text is the name of a bank's branch.
pub(super) fn is_bank(text: &str) -> bool {
    let (plain, _) = without_brackets(text);
    let upper = plain.to_uppercase();
    let is_whole = ["银行", "信用社", "信用联社", "合作联社", "农商行", "农信社", "农信联社", "财务公司"]
        .iter()
        .any(|word| plain.contains(word));
    let is_branch = ["支行", "分行", "分理处", "营业部", "储蓄所", "营业室", "营业厅", "营业所"]
        .iter()
        .any(|end| plain.ends_with(end));
    let is_short = ["工行", "建行", "农行", "中行", "招行", "交行", "邮储", "浦发"]
        .iter()
        .any(|word| plain.starts_with(word));
    is_branch
        || is_short
        || upper.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == "BANK")
        || (is_whole && !plain.ends_with("公司"))
}

/// Ends of the names of companies and other bodies, the surest first.
const BODIES: &[&str] = &[
    "公司",
    "合伙企业",
    "企业",
    "事务所",
    "合作社",
    "经营部",
    "工作室",
    "商行",
    "商店",
    "门市部",
    "办事处",
    "代表处",
    "厂",
    "集团",
    "协会",
    "学会",
    "商会",
    "基金会",
    "委员会",
    "研究院",
    "研究所",
    "设计院",
    "科学院",
    "学院",
    "大学",
    "中学",
    "小学",
    "学校",
    "幼儿园",
    "医院",
    "卫生院",
    "诊所",
    "中心",
    "管理局",
    "分局",
    "局",
    "店",
    "超市",
    "餐厅",
    "饭店",
    "酒店",
    "宾馆",
    "馆",
    "站",
    "社",
    "队",
    "农场",
    "总部",
    "分部",
    "委",
    "厅",
    "政府",
    "办公室",
    "法院",
    "检察院",
    "工会",
    "联合会",
    "服务部",
    "经销部",
    "商贸行",
    "贸易行",
    "饭庄",
    "酒楼",
    "药房",
];

/// Whether a text is the name of a company or another body, or of a person that says so.
pub(super) fn is_body(text: &str) -> bool {
    let (plain, brackets) = without_brackets(text);
    let upper = plain.trim_end_matches('.').to_uppercase();
    let last = upper.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    brackets.contains("个人")
        || BODIES.iter().any(|end| plain.ends_with(end) && plain.chars().count() > end.chars().count() + 1)
        || ["LTD", "LIMITED", "INC", "CORP", "CORPORATION", "LLC", "LLP", "GMBH", "CO", "COMPANY"]
            .contains(&last)
}

/// How much in a text speaks for an address.
pub(super) fn address_marks(text: &str) -> usize {
    let chars: Vec<char> = text.chars().map(folded).collect();
    let has = |words: &[&str]| usize::from(words.iter().any(|word| text.contains(word)));
    let numbered = |units: &str| {
        let is_number =
            |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || "一二三四五六七八九十百".contains(c);
        let is_it = |pair: &[char]| is_number(pair[0]) && units.contains(pair[1]);
        let close: Vec<char> = chars.iter().copied().filter(|c| *c != ' ').collect();
        usize::from(close.windows(2).any(is_it))
    };
    let upper = text.to_uppercase();
    let latin = [
        "ROAD", "RD", "STREET", "AVENUE", "BUILDING", "DISTRICT", "ROOM", "FLOOR", "TOWER", "PARK", "LANE",
        "CITY", "PROVINCE",
    ];
    let in_latin =
        upper.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| latin.contains(word)).count();
    2 * usize::from(super::region::of(text).is_some_and(|region| region.is_certain || region.parts > 1))
        + has(&["路", "街", "大道", "巷", "弄", "胡同", "公路", "环路", "里弄"])
        + has(&[
            "大厦",
            "广场",
            "园区",
            "工业园",
            "产业园",
            "科技园",
            "花园",
            "小区",
            "中心",
            "工业区",
            "村",
            "镇",
            "乡",
            "社区",
            "公寓",
            "写字楼",
            "商城",
        ])
        + numbered("号弄巷")
        + numbered("楼层室栋幢座房单元F期区组门")
        + in_latin
}
