//! The words about the program itself: its version, how it is upgraded, and what is sent with a report.

use crate::domain::program::Program;
use crate::i18n::{Lang, Text};

texts! {
    TITLE = "关于开票台", "About fapiao-desk";
    NOTE = "版本、升级和许可", "Version, upgrades and licences";
    THIS_PROGRAM = "本程序", "This program";
    VERSION = "版本", "Version";
    BUILD = "构建", "Build";
    OWN_BUILD = "自行编译", "Own build";
    SYSTEM = "系统", "System";
    DATABASE = "数据库", "Database";
    SCHEMA = "数据格式", "Schema";
    STORE = "数据文件", "Data file";
    NO_STORE = "那里还没有数据文件。", "There is no data file yet.";
    COPY_REPORT = "复制供报告问题用", "Copy for a report";
    COPY_REPORT_NOTE = "只有版本、系统和数据文件的大小，没有姓名、路径、客户和金额。",
        "Versions, the system and the size of the data file: no names, paths, customers or amounts.";
    COPIED = "已复制，可以贴到问题报告里", "Copied; paste it into your report";
    SANDBOX = "演练", "sandbox";
    REAL = "正式", "real";
    DARK = "深色", "dark";
    LIGHT = "浅色", "light";

    LICENCES = "许可", "Licences";
    OWN_LICENCE = "开票台按 MIT 或 Apache-2.0 许可，由您任选。",
        "fapiao-desk is licensed under MIT or Apache-2.0, at your choice.";
    FONTS_LICENCE = "字体：Noto Sans SC（SIL OFL 1.1）；图标：Material Symbols（Apache-2.0）。",
        "Font: Noto Sans SC (SIL OFL 1.1); icons: Material Symbols (Apache-2.0).";
    CRATES_LICENCE = "所用的其他组件和许可全文，见随程序安装的 third-party-licences.txt（Linux 上为 .gz）。",
        "All other components, with the text of each licence, are in third-party-licences.txt, installed with the program (.gz on Linux).";

    UPGRADE = "升级", "Upgrading";
    UPGRADE_NOTE = "除了按您的设置发送邮件，开票台不联网，不会自己升级。请从取得这个安装包的地方（公司的软件中心或项目的发布页）下载新版和同一页的 SHA256SUMS，核对后安装；数据文件不用动，第一次打开时先备份再升级。",
        "But for the mail that you have it send, the program does not go online, and it does not upgrade itself. Download the new version and the SHA256SUMS of the same page from where this one came (your company's software centre, or the project's releases), check it, and install it. The data file stays where it is; it is backed up, then upgraded, when it is first opened.";
    ON_WINDOWS = "Windows：关闭开票台，运行新的安装程序，不需要管理员。",
        "Windows: close the program and run the new installer; no administrator is needed.";
    ON_MACOS = "macOS：关闭开票台，把新的“开票台”拖进“应用程序”，选择替换。",
        "macOS: close the program, drag the new one into Applications, and replace the old one.";
    ON_LINUX = "Linux：sudo apt install ./文件.deb，或 sudo rpm -U 文件.rpm；AppImage 直接替换旧文件。",
        "Linux: sudo apt install ./FILE.deb, or sudo rpm -U FILE.rpm; an AppImage replaces the old file.";

    CHECK = "核对下载的安装包", "Check a downloaded package";
    CHECK_NOTE = "选择（或拖入）安装包；旁边没有 SHA256SUMS 时，再选择（或一起拖入）它。",
        "Choose the package, or drop it here; where no SHA256SUMS is beside it, choose that too, or drop both.";
    ASK_ABOUT = "关于和升级", "About";
    CHOOSE_PACKAGE = "选择安装包…", "Choose the package…";
    CHOOSE_SUMS = "选择 SHA256SUMS…", "Choose SHA256SUMS…";
    CHECKING = "正在核对…", "Checking…";
    PACKAGE_FILE = "安装包", "Package";
    SUMS_FILE = "校验和清单", "List of checksums";
}

sentences! {
    store_at(lang, path: &str) = "数据文件：{path}", "Data file: {path}";
    released(lang, package: &str, name: &str) =
        "一致：{package} 与清单中的 {name} 相符。", "It matches: {package} agrees with {name} of that list.";
    differs(lang, package: &str) =
        "不一致：{package} 与清单不符，可能已损坏或被改动过，也可能清单是另一个版本的。请不要安装；从同一页重新下载两者，再核对。",
        "It does not match: {package} is damaged, was changed, or the list is of another version. Do not install it; download both again from the same page, and check.";
    not_listed(lang, package: &str) =
        "清单里没有 {package}，可能是另一个版本的清单。请选择与安装包同一页下载的 SHA256SUMS，核对后再安装。",
        "The list has no {package}; it may be of another version. Choose the SHA256SUMS from the page of the package, and check before you install it.";
    no_list(lang, package: &str, sha256: &str) =
        "{package} 旁边没有 SHA256SUMS。请选择它，或自己核对：{sha256}",
        "There is no SHA256SUMS beside {package}. Choose it, or compare yourself: {sha256}";
}

/// The program, a line each.
pub fn of_program(lang: Lang, of: &Program) -> Vec<String> {
    let Program { version, system, processor, sqlite, schema, build } = *of;
    let app = crate::i18n::shell::APP.get(lang);
    let build = build.unwrap_or(OWN_BUILD.get(lang));
    vec![
        say!(lang, "{app} {version}（{build}）", "{app} {version} ({build})"),
        say!(lang, "系统：{system} {processor}", "System: {system} {processor}"),
        say!(
            lang,
            "数据库：SQLite {sqlite}，数据格式 {schema}",
            "Database: SQLite {sqlite}, schema {schema}"
        ),
    ]
}

/// What a store is, without whose and where it is.
///
/// A file has a size, and a server a version.
pub fn of_store(lang: Lang, schema: i64, size: Result<u64, &str>, is_sandbox: bool) -> String {
    let kind = if is_sandbox { SANDBOX } else { REAL }.get(lang);
    match size.map(|bytes| bytes.div_ceil(1024)) {
        Ok(kib) => say!(lang, "数据格式 {schema}，{kib} KB，{kind}", "schema {schema}, {kib} KB, {kind}"),
        Err(server) => say!(
            lang,
            "PostgreSQL {server}，数据格式 {schema}，{kind}",
            "PostgreSQL {server}, schema {schema}, {kind}"
        ),
    }
}

/// How large the window is, in points, how many pixels a point has, and its look.
pub fn of_window(lang: Lang, (width, height): (f32, f32), scale: f32, is_dark: bool) -> String {
    let look = if is_dark { DARK } else { LIGHT }.get(lang);
    say!(
        lang,
        "窗口：{width:.0} × {height:.0}，缩放 {scale:.2}，{look}，中文",
        "Window: {width:.0} × {height:.0}, scale {scale:.2}, {look}, English"
    )
}

/// How the system is called whose upgrade is described first.
pub const SYSTEMS: [(&str, Text); 3] = [("windows", ON_WINDOWS), ("macos", ON_MACOS), ("linux", ON_LINUX)];
