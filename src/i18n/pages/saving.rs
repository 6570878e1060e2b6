//! The words of a file that leaves the desk.

texts! {
    WRITING = "正在写入文件", "Writing the file";
    SAVED = "文件已保存", "The file is saved";
    OPEN = "打开", "Open";
    DONE = "完成", "Done";
    NO_PROGRAM = "系统没有能打开它的程序。", "No program could be started for it.";
}

sentences! {
    more_notes(lang, n: usize) = "另有 {n} 条。", "And {n} more.";
}
