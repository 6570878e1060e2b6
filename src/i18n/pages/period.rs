//! The words of a period: of which days a list shows things.

texts! {
    ANY_TIME = "全部时间", "Any time";
    THIS_MONTH = "本月", "This month";
    LAST_MONTH = "上月", "Last month";
    THREE_MONTHS = "近 3 个月", "Last 3 months";
    THIS_YEAR = "今年", "This year";
    LAST_YEAR = "去年", "Last year";
    CUSTOM = "自定义", "Custom";
    FROM = "起始日期", "From";
    TO = "截止日期", "To";
    DATE_HINT = "2026-01-31", "2026-01-31";
    NO_DATE = "请按 2026-01-31 的格式填写", "Use the form 2026-01-31";
    ENDS_BEFORE = "截止日期早于起始日期", "The end is before the start";
}

/// How many days ago a day is that is called so, in small letters; below zero where it is yet to come.
pub fn days_ago(word: &str) -> Option<i64> {
    match word {
        "今天" | "今日" | "today" => Some(0),
        "昨天" | "昨日" | "yesterday" => Some(1),
        "前天" => Some(2),
        "明天" | "tomorrow" => Some(-1),
        _ => None,
    }
}
