//! Where from a command was given (来源), as the log tells it.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Where from something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// 窗口: somebody at the window.
    Window,
    /// 命令行: a line of the command line, whoever or whatever sent it.
    CommandLine,
    /// 定时: the program itself, when its day had come.
    Scheduler,
}
