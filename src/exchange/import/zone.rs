//! Time zones, as programs write them behind a time or in a header.

/// Minutes east of Greenwich.
pub(super) type Zone = i32;

/// Where every business date is (RULES.md, section 2).
pub(super) const CHINA: Zone = 8 * 60;

/// The zone that a text names and nothing else: `UTC`, `Z`, `+08:00`, `GMT+8`, `+0800 CST`, `北京时间`.
///
/// CST is China's, as the programs of this desk's users mean it; Central Standard Time has other names as well.
pub(super) fn zone(text: &str) -> Option<Zone> {
    let upper = text.trim().to_uppercase();
    let upper = upper.split(['(', '[']).next().unwrap_or_default().trim();
    if let Some(known) = named(upper) {
        return Some(known);
    }
    // Of an offset and a name, the offset is certain: +0800 CST.
    let (offset, name) = upper.split_once(char::is_whitespace).unwrap_or((upper, ""));
    let name = name.trim();
    let is_known_name = name.is_empty() || named(name).is_some() || offset_of(name).is_some();
    let bare = ["UTC", "GMT"].iter().find_map(|prefix| offset.strip_prefix(prefix)).unwrap_or(offset);
    offset_of(bare).filter(|_| is_known_name)
}

fn named(name: &str) -> Option<Zone> {
    Some(match name {
        "Z" | "UTC" | "GMT" | "UT" | "UTC TIME" | "GMT TIME" | "世界协调时" | "世界时" | "格林威治时间" => {
            0
        }
        "CST"
        | "北京时间"
        | "中国时间"
        | "中国标准时间"
        | "东八区"
        | "BEIJING TIME"
        | "CHINA TIME"
        | "CHINA STANDARD TIME"
        | "ASIA/SHANGHAI"
        | "SGT"
        | "HKT"
        | "PRC"
        | "UTC8"
        | "GMT8" => CHINA,
        "JST" | "KST" => 9 * 60,
        "CET" => 60,
        "CEST" => 2 * 60,
        "PST" => -8 * 60,
        "PDT" | "MST" => -7 * 60,
        "MDT" => -6 * 60,
        "EST" => -5 * 60,
        "EDT" => -4 * 60,
        _ => return None,
    })
}

/// `+8`, `+08`, `+0800`, `+08:00`.
fn offset_of(text: &str) -> Option<Zone> {
    let (sign, digits) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        '−' => (-1, &text['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let number = |text: &str| {
        ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i32>().ok())
            .flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_as_programs_write_them() {
        for text in [
            "+0800",
            "+08:00",
            "+8",
            "GMT+8",
            "UTC+08:00",
            "CST",
            "+0800 CST",
            "北京时间",
            "GMT+0800 (中国标准时间)",
            "+0800 +0800",
        ] {
            assert_eq!(zone(text), Some(CHINA), "{text}");
        }
        for text in ["Z", "UTC", "gmt", "+0000", "+00:00", "+0000 UTC"] {
            assert_eq!(zone(text), Some(0), "{text}");
        }
        assert_eq!(zone("-0530"), Some(-330));
        for text in ["", "local", "08:00", "+99", "USD", "+0800 nowhere"] {
            assert_eq!(zone(text), None, "{text}");
        }
    }
}
