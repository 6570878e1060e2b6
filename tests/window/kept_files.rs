//! What is kept of an application: the files of its invoices, its sheet on paper, and its e-mail.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Key;
use fapiao_desk::i18n::kept_files::size;

use crate::common::Play;
use crate::common::lines::{NAME, NOON, apply_amount, at, change_issuer, issuers};
use crate::common::returned::{Made, of_customer};
use crate::common::window::Window;

/// An application of `C1` that was issued by its returned XML and OFD; what is kept, and its page on screen.
fn returned() -> (Window, String, Vec<u8>) {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.paid("C1", "B1", "100.00");
    let number = play.applied(&apply_amount("C1", "100.00"));
    play.accept(&number);
    let made = of_customer(1);
    let files: Vec<PathBuf> = [("1.xml", made.xml().into_bytes()), ("1.ofd", made.ofd())]
        .map(|(name, bytes)| {
            let path = play.desk.path().with_file_name(name);
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .to_vec();
    play.desk.import_returned(None, &files, false, &mut |_| true).unwrap();
    assert_eq!(play.application(&number)["state"], "issued");
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    (window, number, made.xml().into_bytes())
}

#[test]
fn each_file_has_its_format_and_size_and_one_key_shows_a_copy_of_it() {
    let (mut window, _, xml) = returned();
    window.see_all(["发票文件", "2 个", "XML", "OFD"]);
    window.see(&size(xml.len() as u64));
    window.press(Key::O);
    let shown = window.see_outside();
    assert_eq!(shown.file_name().unwrap().to_str().unwrap(), format!("26112000000000000001_{NAME}.xml"));
    assert_eq!(std::fs::read(&shown).unwrap(), xml);
    let kept = window.store().with_extension("files");
    assert!(!shown.starts_with(&kept), "{shown:?} is the kept file itself");
    let store = window.close();
    assert!(!shown.exists(), "the copy is gone with the window");
    drop(store);
}

#[test]
fn a_file_that_was_changed_on_the_disk_is_not_shown() {
    let (mut window, _, xml) = returned();
    window.see("发票文件");
    let files_in = |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept = files_in(window.store().with_extension("files")).flat_map(files_in);
    let kept: Vec<PathBuf> = kept.filter(|file| std::fs::read(file).unwrap() == xml).collect();
    assert_eq!(kept.len(), 1);
    std::fs::write(&kept[0], b"other").unwrap();
    window.press(Key::O);
    window.see_part("丢失或被改动过。请从备份恢复，或重新导入。");
}

#[test]
fn all_files_are_saved_as_one_archive() {
    let (mut window, _, xml) = returned();
    window.see("发票文件");
    let zip = window.store().with_file_name("发票");
    window.pick(&zip);
    window.press(Key::Z);
    window.see("1 张发票的 2 个文件。");
    let bytes = std::fs::read(zip.with_extension("zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut file = archive.by_name(&format!("26112000000000000001_{NAME}.xml")).unwrap();
    let mut packed = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut packed).unwrap();
    assert_eq!(packed, xml);
}

#[test]
fn an_application_without_files_says_how_they_come() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26512000000000000001", "100.00");
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    window.see_part("还没有发票文件");
    window.press(Key::O);
    window.press(Key::Z);
    window.see("发票文件");
}

#[test]
fn the_sheet_is_saved_and_enter_opens_it() {
    let (mut window, number, _) = returned();
    let pdf = window.store().with_file_name("办理单.pdf");
    window.pick(&pdf);
    window.press(Key::P);
    window.see_all(["文件已保存", &pdf.display().to_string()]);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    window.press(Key::Enter);
    assert_eq!(window.see_outside(), pdf);
    window.see_no("文件已保存");
    window.see(&number);
}

#[test]
fn a_place_that_cannot_be_written_to_is_said() {
    let (mut window, ..) = returned();
    window.pick(&window.store().with_file_name("nowhere").join("a.pdf"));
    window.press(Key::P);
    window.see("文件夹不存在。请选择另一个位置。");
}

#[test]
fn the_e_mail_about_it_says_what_became_of_it() {
    let mut play = Play::empty();
    play.ok(&at(NOON, &issuers()[1]));
    let items = r#"{"items":[{"name":"软件服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2020-01-01","rate":"0.06"}]}]}"#;
    play.ok(&change_issuer("Q", items));
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    let number = play.apply("C1", &["B1"]);
    play.accept(&number);
    let path = play.desk.path().with_file_name("1.xml");
    let made = Made { seller: "示例气象服务有限公司", ..of_customer(1) };
    std::fs::write(&path, made.xml()).unwrap();
    play.desk.import_returned(None, &[path], false, &mut |_| true).unwrap();
    // Nobody listens there.
    play.ok(r#"{"op":"set_mail","host":"127.0.0.1","port":9,"security":"none","from":"fapiao@example.com"}"#);
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    window.see_no("邮件");
    let sent = window.office().send_mail(Vec::new(), Arc::default()).unwrap().wait().unwrap().unwrap();
    assert_eq!(sent.failed.len(), 1);
    window.see_all(["邮件", "发送失败", "收件人"]);
    window.see_part("连不上邮件服务器");
    window.see_part("后重试");
}
