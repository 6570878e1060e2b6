//! The handbook: how a clerk, a reviewer and an admin do their work, by task. The help page shows it and the printed
//! handbook prints it.
//!
//! Words of the program that a text quotes stand in `[[ ]]` and keys in `{ }`: the name of a command or of a page for its
//! keys, as in `{SendMail}` or `{Issuing}`, and otherwise the keys themselves. A test looks for all of them in the program.

#[macro_use]
mod macros;

mod apply;
mod backups;
mod balance;
mod begin;
mod corrections;
mod deliver;
mod import;
mod issue;
mod keys;
mod manage;
mod month;
mod refused;
mod review;

use super::Text;

/// A task, and what is told of it.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    pub name: ChapterName,
    pub title: Text,
    pub sections: &'static [Section],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterName {
    Begin,
    Import,
    Balance,
    Apply,
    Issue,
    Deliver,
    Month,
    Corrections,
    Review,
    Manage,
    Backups,
    /// Behind it come the rules.
    Refused,
    /// Behind it come the keys of every page.
    Keys,
}

#[derive(Clone, Copy, Debug)]
pub struct Section {
    pub title: Text,
    pub parts: &'static [Part],
}

#[derive(Clone, Copy, Debug)]
pub enum Part {
    Plain(Text),
    /// It has a number, counted from the first of its section.
    Step(Text),
    /// What is easily overlooked.
    Note(Text),
    /// It is in print alone: in the window one sees the page itself.
    Picture(Picture, Text),
}

/// What is seen in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Overview,
    Import,
    Balance,
    Wizard,
    Application,
    Export,
    Delivery,
    MonthEnd,
    Review,
    Policies,
    Audit,
}

pub const CHAPTERS: &[Chapter] = &[
    chapter(ChapterName::Begin, "开始使用", "Getting started", begin::SECTIONS),
    chapter(ChapterName::Import, "客户与账单", "Customers and bills", import::SECTIONS),
    chapter(ChapterName::Balance, "可开票金额", "What can be invoiced", balance::SECTIONS),
    chapter(ChapterName::Apply, "申请开票", "Applying", apply::SECTIONS),
    chapter(ChapterName::Issue, "受理与开票", "Accepting and issuing", issue::SECTIONS),
    chapter(ChapterName::Deliver, "交付发票", "Delivering", deliver::SECTIONS),
    chapter(ChapterName::Month, "月末与封账", "The end of a month", month::SECTIONS),
    chapter(ChapterName::Corrections, "红冲与更正", "Reversing and correcting", corrections::SECTIONS),
    chapter(ChapterName::Review, "专票资质与审核", "Qualifications and reviews", review::SECTIONS),
    chapter(ChapterName::Manage, "规则、用户与日志", "Policies, users and the log", manage::SECTIONS),
    chapter(ChapterName::Backups, "备份与换电脑", "Backups and a new computer", backups::SECTIONS),
    chapter(ChapterName::Refused, "被拒绝时怎么办", "When something is refused", refused::SECTIONS),
    chapter(ChapterName::Keys, "键盘", "Keyboard", keys::SECTIONS),
];

const fn chapter(
    name: ChapterName,
    zh: &'static str,
    en: &'static str,
    sections: &'static [Section],
) -> Chapter {
    Chapter { name, title: Text::new(zh, en), sections }
}

impl Part {
    /// What it says; of a picture, what is seen in it.
    pub const fn text(self) -> Text {
        match self {
            Self::Plain(text) | Self::Step(text) | Self::Note(text) | Self::Picture(_, text) => text,
        }
    }
}
