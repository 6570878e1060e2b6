//! A month in the window, by the keyboard: 500 applications out, refused in part, back as a download, mailed, labelled,
//! and held against the bureau's own list; with the number of keys and clicks that it costs.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use fapiao_desk::domain::money::Fen;

use crate::common::Play;
use crate::common::lines::{self, NAME, NOON, at, change_issuer};
use crate::common::returned::{MAILING_SELLER, Made, SELLER, archive, of_amount};
use crate::common::smtp::{Conduct, Server};
use crate::common::window::Window;

/// How many applications have their invoices mailed (of `Q`), and how many by post (of `T`).
const MAILED: usize = 100;
const POSTED: usize = 400;

/// A person at the window, who counts what is pressed and clicked.
struct Clerk {
    window: Window,
    keys: usize,
    clicks: usize,
}

impl Clerk {
    fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.keys += 1;
            self.window.press(*key);
        }
    }

    fn press_ctrl(&mut self, key: Key) {
        self.keys += 1;
        self.window.press_with(Modifiers::COMMAND, key);
    }

    fn click(&mut self, label: &str) {
        self.clicks += 1;
        self.window.click(label);
    }

    /// Exports what waits of an issuer to a place, with this form where none was used before.
    fn export(&mut self, to: &Path, form: Option<&Path>) {
        self.press(&[Key::E]);
        if let Some(form) = form {
            self.window.pick(form);
            self.click("选择模板…");
            self.window.see_part("400 张发票");
        }
        self.window.pick(to);
        self.click("更改…");
        self.window.see(&to.display().to_string());
        self.window.see_enabled("导出");
        self.press(&[Key::Enter]);
        self.window.see_part("已导出第 ");
        self.press(&[Key::Enter]);
        self.window.see_no_part("已导出第 ");
        assert!(to.is_file());
    }
}

/// The n-th invoice, from 1, of an amount that no other has.
fn made(n: usize, seller: &'static str, rate: &str) -> Made {
    of_amount(n as u32, seller, Fen(10_000 + 137 * n as i64), rate)
}

/// The desk in the morning, with what will come of each application, by the application's number.
fn accepted(server: &Server) -> (Play, Vec<(String, Made)>) {
    let mut play = Play::new();
    play.customer("M", "Q");
    play.customer("P", "T");
    play.ok(&lines::paid("P", "ALL", "1000000.00"));
    let items = r#"{"items":[{"name":"软件服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2020-01-01","rate":"0.06"}]}]}"#;
    play.ok(&change_issuer("Q", items));
    play.ok(&format!(
        r#"{{"op":"set_mail","host":"localhost","port":{},"security":"none","from":"fapiao@example.com"}}"#,
        server.port
    ));
    let mut all = Vec::new();
    for n in 1..=MAILED + POSTED {
        let is_mailed = n <= MAILED;
        // What is mailed is refused at 6 % and issued at 3 %.
        let (seller, rate) = if is_mailed { (MAILING_SELLER, "0.03") } else { (SELLER, "0.06") };
        let made = made(n, seller, rate);
        let number = if is_mailed {
            let bill = format!("B{n}");
            play.paid("M", &bill, made.gross);
            play.apply("M", &[&bill])
        } else {
            play.applied(&at(NOON, &lines::apply_amount("P", made.gross)))
        };
        play.accept(&number);
        all.push((number, made));
    }
    (play, all)
}

/// The bureau's list of what it refused: everything that is mailed, for its rate.
fn refusals(all: &[(String, Made)]) -> String {
    let rows = all
        .iter()
        .map(|(number, _)| format!("{number}-1,\"第4行税率不合法，请使用如下税率：0.03、0.01、0。\"\n"));
    std::iter::once("发票流水号,导入失败原因\n".to_owned()).chain(rows).collect()
}

/// The bureau's download, under names in GBK.
fn download(all: &[(String, Made)]) -> Vec<u8> {
    let file = |(_, made): &(String, Made)| {
        let name = format!("发票/dzfp_{}_{}_20261122103000.xml", made.number, made.buyer);
        (encoding_rs::GBK.encode(&name).0.into_owned(), made.xml())
    };
    let files: Vec<(Vec<u8>, String)> = all.iter().map(file).collect();
    archive(files.iter().map(|(name, xml)| (name.as_slice(), xml.as_bytes())))
}

/// The bureau's list of what was issued.
fn issued(all: &[(String, Made)]) -> String {
    let rows = all.iter().map(|(_, made)| {
        let Made { number, seller, net, tax, gross, tax_ids, .. } = made;
        format!(
            "{number},{seller},{},{NAME},2026-11-22 10:30:00,{net},{tax},{gross},数电发票（普通发票）,正常\n",
            tax_ids[1]
        )
    });
    let head = "数电发票号码,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计,发票票种,发票状态\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

/// The carrier's list of what was posted.
fn parcels(all: &[(String, Made)]) -> String {
    let rows = all.iter().enumerate().map(|(n, (number, _))| format!("{number},SF{n:010},顺丰速运\n"));
    std::iter::once("申请编号,运单号,快递公司\n".to_owned()).chain(rows).collect()
}

#[test]
fn five_hundred_invoices_take_a_clerk_24_keys_and_6_clicks() {
    let server = Server::start(Conduct::default());
    let (play, all) = accepted(&server);
    let put = |name: &str, content: &[u8]| -> PathBuf {
        let path = play.desk.path().with_file_name(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let refused = put("退回.csv", refusals(&all[..MAILED]).as_bytes());
    let back = put("发票批量下载.zip", &download(&all));
    let tracking = put("运单.csv", parcels(&all[MAILED..]).as_bytes());
    let of_bureau = put("已开.csv", issued(&all).as_bytes());
    let beside = |name: &str| refused.with_file_name(name);
    let form = Path::new("tests/fixtures/bureau/bulk-issue-V260401.xlsx").canonicalize().unwrap();
    let mut window = play.window();
    window.noon();
    let mut clerk = Clerk { window, keys: 0, clicks: 0 };

    // Out, for either issuer; the form is chosen once.
    clerk.press_ctrl(Key::Num5);
    clerk.window.see("400 件");
    clerk.export(&beside("T.xlsx"), Some(&form));
    clerk.clicks += 2;
    clerk.window.select("开票方", MAILING_SELLER);
    clerk.window.see("100 件");
    clerk.export(&beside("Q.xlsx"), None);

    // Refused, mended by one key, and out again.
    clerk.window.drop_files(&[&refused]);
    clerk.window.see("退回清单已导入：100 条原因");
    clerk.window.see("100 件可一键修改");
    clerk.press(&[Key::M]);
    clerk.window.see_enabled("只重新导出这 100 件");
    clerk.export(&beside("Q-2.xlsx"), None);

    // Back.
    clerk.window.drop_files(&[&back]);
    clerk.window.see_part("500");
    clerk.window.until("all are matched", |harness| {
        use egui_kittest::kittest::Queryable;
        harness.query_all_by_label("有差异").next().is_none()
            && harness.query_all_by_label("已对上").next().is_some()
    });
    for (number, _) in [&all[0], &all[MAILED + POSTED - 1]] {
        assert_eq!(clerk.window.application(number)["state"], "issued");
    }

    // To the customers.
    clerk.press_ctrl(Key::Num6);
    clerk.window.see_part("500 件，合计 ");
    clerk.press_ctrl(Key::A);
    clerk.window.see("已选 500 件");
    clerk.press(&[Key::M]);
    clerk.window.see("将发送 100 封邮件");
    clerk.press(&[Key::Enter]);
    clerk.window.see_part("已发送 100 封邮件");
    assert_eq!(server.received().len(), MAILED);
    clerk.press(&[Key::Enter]);
    clerk.window.see("已选 400 件");
    clerk.window.pick(&beside("labels.pdf"));
    clerk.press(&[Key::P]);
    clerk.window.see_part("400 张标签和寄送清单");
    clerk.press(&[Key::Enter]);
    clerk.window.see_no("打开文件夹");
    assert_eq!(clerk.window.shown(), Some(beside("labels.pdf")));
    clerk.window.drop_files(&[&tracking]);
    clerk.window.see_enabled("登记寄送 400 件");
    clerk.press(&[Key::Enter]);
    clerk.window.see("已登记寄送 400 件");

    // The month.
    clerk.press_ctrl(Key::Num5);
    clerk.press(&[Key::B]);
    clerk.window.pick(&of_bureau);
    clerk.press(&[Key::O]);
    let sum = Fen(all.iter().map(|(_, made)| Fen::parse(made.gross).unwrap().0).sum()).grouped();
    clerk.window.see(&format!("税务平台 500 张 ¥{sum}，本账套 500 张 ¥{sum}，相差 ¥0.00"));
    clerk.window.pick(&beside("register.pdf"));
    clerk.press(&[Key::P]);
    clerk.window.see("文件已保存");
    clerk.press(&[Key::Enter]);
    clerk.window.see_no("文件已保存");
    assert_eq!(clerk.window.shown(), Some(beside("register.pdf")));
    assert_eq!((clerk.keys, clerk.clicks), (24, 6));
}
