//! The words of the help page.

use super::Text;

/// What the page shows.
pub const NOTE: Text = Text::new("开票台按这些规则判断", "What the desk decides by");
/// The search.
pub const SEARCH: Text = Text::new("搜索规则", "Search the rules");
/// Leads from a refusal to the rule.
pub const SEE_RULE: Text = Text::new("查看规则", "See the rule");
/// Leads back to where the question came up.
pub const BACK: Text = Text::new("‹ 返回", "‹ Back");
/// What a rule refuses.
pub const REFUSES: Text = Text::new("不予办理的情形", "What it refuses");
/// What to do about it.
pub const WHAT_TO_DO: Text = Text::new("怎么办", "What to do");
/// No rule was found.
pub const NONE: Text = Text::new("没有找到规则", "No rule found");
/// What to try then.
pub const NONE_HOW: Text =
    Text::new("换一个词试试，例如“账单”“邮箱”“取消”。", "Try another word: bill, e-mail, cancel.");
