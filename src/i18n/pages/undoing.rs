//! The words of taking back what was done.

use crate::domain::application::Step;
use crate::i18n::{Lang, Text};

texts! {
    UNDO = "撤销", "Undo";
    UNDO_HOW = "撤销刚才的操作，之后没有办理过别的才可以", "Takes back what was done last, while nothing else was done since";
    NOTHING = "没有可以撤销的操作", "There is nothing to take back";
    UNDONE = "已撤销", "Taken back";
    /// Said in every dialog of what cannot be taken back.
    FOR_GOOD = "确认后不能撤回", "This cannot be taken back";
    LAST_STEP = "撤回上一步", "Take back the last step";
}

names! {
    done(Step) {
        Accept = "已撤回受理", "Acceptance taken back";
        Deliver = "已撤回寄送", "Sending taken back";
        Receive = "已撤回签收", "Receipt taken back";
        Issue = "已撤回", "Taken back";
        Cancel = "已撤回", "Taken back";
        Reject = "已撤回", "Taken back";
        Reverse = "已撤回", "Taken back";
    }
}

/// What taking a step back is called.
pub fn step(lang: Lang, step: Step) -> String {
    let text = match step {
        Step::Accept => Text::new("撤回受理", "Take back acceptance"),
        Step::Deliver => Text::new("撤回寄送", "Take back sending"),
        Step::Receive => Text::new("撤回签收", "Take back receipt"),
        Step::Issue | Step::Cancel | Step::Reject | Step::Reverse => LAST_STEP,
    };
    text.get(lang).to_owned()
}
