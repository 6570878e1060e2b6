//! The words of a period: of which days a list shows things.

use super::Text;

/// Whatever day.
pub const ANY_TIME: Text = Text::new("全部时间", "Any time");
/// From the first of this month on.
pub const THIS_MONTH: Text = Text::new("本月", "This month");
/// The month before this one.
pub const LAST_MONTH: Text = Text::new("上月", "Last month");
/// From this day three months ago on.
pub const THREE_MONTHS: Text = Text::new("近 3 个月", "Last 3 months");
/// From the first of January on.
pub const THIS_YEAR: Text = Text::new("今年", "This year");
/// The year before this one.
pub const LAST_YEAR: Text = Text::new("去年", "Last year");
/// A period of one's own.
pub const CUSTOM: Text = Text::new("自定义", "Custom");
/// The first day of a period of one's own.
pub const FROM: Text = Text::new("起始日期", "From");
/// The last day of a period of one's own.
pub const TO: Text = Text::new("截止日期", "To");
/// What could stand there.
pub const DATE_HINT: Text = Text::new("2026-01-31", "2026-01-31");
/// What was typed is no date.
pub const NO_DATE: Text = Text::new("请按 2026-01-31 的格式填写", "Write it like 2026-01-31");
/// The period ends before it begins.
pub const ENDS_BEFORE: Text = Text::new("截止日期早于起始日期", "It ends before it begins");
