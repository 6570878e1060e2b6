//! Invoices as they come back, made for tests: XML, OFD, PDF and pictures with a QR code, archives of them.

#![allow(dead_code, reason = "each test program uses a part of this")]

use std::io::{Cursor, Write};

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, QrCode};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use fapiao_desk::domain::amount_in_words::amount_in_words;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::tax::{TaxRate, split};

use super::lines::{NAME, TAX_ID};
use super::scans::pdf_of;

/// An invoice of one line.
#[derive(Clone)]
pub struct Made {
    pub number: String,
    pub is_special: bool,
    pub seller: &'static str,
    pub buyer: &'static str,
    pub net: &'static str,
    pub tax: &'static str,
    pub gross: &'static str,
    pub words: &'static str,
    /// The blue number and the confirmation's of a red one.
    pub red: Option<(&'static str, &'static str)>,
    /// The day of issue.
    pub day: &'static str,
    /// The tax ids of seller and buyer.
    pub tax_ids: [&'static str; 2],
    pub remark: &'static str,
}

/// The name of `Q`.
pub const MAILING_SELLER: &str = "示例气象服务有限公司";
/// The name of `T`.
pub const SELLER: &str = "示例云计算有限公司";

pub const BUYER: &str = "示例商贸（无锡）有限公司";

/// The n-th invoice, of 100.00.
pub fn invoice(n: u32) -> Made {
    Made {
        number: format!("26112{n:015}"),
        is_special: n.is_multiple_of(2),
        seller: "示例云计算（北京）有限公司",
        buyer: BUYER,
        net: "94.34",
        tax: "5.66",
        gross: "100.00",
        words: "壹佰圆整",
        red: None,
        day: "2026-11-20",
        tax_ids: ["91110108MA0TEKT01R", "91320200MA0TEKT020"],
        remark: "",
    }
}

/// The n-th invoice for the enterprise that most tests are about, on the day of its application.
pub fn of_amount(n: u32, seller: &'static str, gross: Fen, rate: &str) -> Made {
    let parts = split(gross, TaxRate::parse(rate).expect("a rate"));
    let text = |text: String| -> &'static str { text.leak() };
    Made {
        is_special: false,
        seller,
        buyer: NAME,
        net: text(parts.net.to_string()),
        tax: text(parts.tax.to_string()),
        gross: text(gross.to_string()),
        words: text(amount_in_words(gross)),
        day: "2026-11-22",
        tax_ids: ["", TAX_ID],
        ..invoice(n)
    }
}

/// The n-th of 100.00 that `T` issues.
pub fn of_customer(n: u32) -> Made {
    of_amount(n, SELLER, Fen(10_000), "0.06")
}

/// The same of 200.00.
pub fn of_200(n: u32) -> Made {
    of_amount(n, SELLER, Fen(20_000), "0.06")
}

/// One that takes the n-th back.
pub fn red(n: u32) -> Made {
    Made {
        net: "-94.34",
        tax: "-5.66",
        gross: "-100.00",
        words: "（负数）壹佰圆整",
        red: Some(("26112000000000000001", "1100062601123456789")),
        ..invoice(n)
    }
}

impl Made {
    pub fn xml(&self) -> String {
        let (kind, colour) =
            (if self.is_special { "01" } else { "02" }, if self.red.is_some() { "N" } else { "Y" });
        let red = self.red.map_or(String::new(), |(blue, form)| {
            format!(
                "<RedEInvoice><OriginalInvoiceCode>{blue}</OriginalInvoiceCode>\
                 <CreditNoteNumber>{form}</CreditNoteNumber></RedEInvoice>"
            )
        });
        let Self { number, seller, buyer, net, tax, gross, words, day, remark, .. } = self;
        let [seller_id, buyer_id] = self.tax_ids;
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<EInvoice><Header><EIid>{number}</EIid><Version>0.37</Version>\
             <InherentLabel><InIssuType><LabelCode>{colour}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>\
             <GeneralOrSpecialVAT><LabelCode>{kind}</LabelCode><LabelName/></GeneralOrSpecialVAT></InherentLabel></Header>\
             <EInvoiceData><SellerInformation><SellerIdNum>{seller_id}</SellerIdNum><SellerName>{seller}</SellerName>\
             </SellerInformation><BuyerInformation><BuyerIdNum>{buyer_id}</BuyerIdNum><BuyerName>{buyer}</BuyerName>\
             </BuyerInformation><BasicInformation><TotalAmWithoutTax>{net}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>\
             <TotalTax-includedAmount>{gross}</TotalTax-includedAmount>\
             <TotalTax-includedAmountInChinese>{words}</TotalTax-includedAmountInChinese></BasicInformation>\
             <IssuItemInformation><ItemName>*信息系统服务*云服务费</ItemName><Amount>{net}</Amount><TaxRate>0.06</TaxRate>\
             <ComTaxAm>{tax}</ComTaxAm><TotaltaxIncludedAmount>{gross}</TotaltaxIncludedAmount></IssuItemInformation>\
             <SpecificInformation>{red}</SpecificInformation><AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation>\
             </EInvoiceData><TaxSupervisionInfo>\
             <InvoiceNumber>{number}</InvoiceNumber><IssueTime>{day}</IssueTime></TaxSupervisionInfo></EInvoice>"
        )
    }

    /// The parts of an OFD document of the kind of 2024: no names and no gross but behind tags.
    pub fn ofd_parts(&self) -> Vec<(String, String)> {
        let Self { number, seller, buyer, net, tax, gross, words, .. } = self;
        let heading = if self.is_special {
            "电子发票（增值税专用发票）"
        } else {
            "电子发票（普通发票）"
        };
        let note = self.red.map_or(String::new(), |(blue, form)| {
            format!("被红冲蓝字数电票号码：{blue} 红字发票信息确认单编号：{form}")
        });
        let texts = [
            ("11", "BuyerName", buyer.to_string()),
            ("12", "SellerName", seller.to_string()),
            ("13", "TaxInclusiveTotalAmount", "¥".to_owned()),
            ("14", "TaxInclusiveTotalAmount", gross.to_string()),
            ("15", "Note", note),
            ("16", "", words.to_string()),
        ];
        let objects: String = texts
            .iter()
            .map(|(id, _, text)| {
                format!(
                    "<o:TextObject ID=\"{id}\"><o:TextCode><![CDATA[{text}]]></o:TextCode></o:TextObject>"
                )
            })
            .collect();
        let tag = |name: &str| {
            let objects = texts.iter().filter(|(_, tag, _)| *tag == name);
            let refs = objects.map(|(id, ..)| format!("<o:ObjectRef PageRef=\"1\">{id}</o:ObjectRef>"));
            format!("<o:{name}>{}</o:{name}>", refs.collect::<String>())
        };
        let tags: String = ["BuyerName", "SellerName", "TaxInclusiveTotalAmount", "Note"]
            .iter()
            .map(|name| tag(name))
            .collect();
        let named = |name: &str, value: &str| format!("<o:CustomData Name=\"{name}\">{value}</o:CustomData>");
        let data = [
            named("发票号码", number),
            named("开票日期", &format!("{}年{}月{}日", &self.day[..4], &self.day[5..7], &self.day[8..])),
            named("合计金额", net),
            named("合计税额", tax),
            named("购买方纳税人识别号", self.tax_ids[1]),
        ]
        .concat();
        let space = "xmlns:o=\"http://www.ofdspec.org/2016\"";
        let parts = [
            (
                "OFD.xml",
                format!(
                    "<o:OFD {space}><o:DocBody><o:DocInfo><o:CustomDatas>{data}</o:CustomDatas></o:DocInfo>\
                     <o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"
                ),
            ),
            (
                "Doc_0/Document.xml",
                format!(
                    "<o:Document {space}><o:CommonData><o:TemplatePage ID=\"2\" BaseLoc=\"Tpl.xml\"/></o:CommonData>\
                     <o:Pages><o:Page ID=\"1\" BaseLoc=\"Pages/Content.xml\"/></o:Pages>\
                     <o:CustomTags>/Doc_0/Tags/CustomTags.xml</o:CustomTags></o:Document>"
                ),
            ),
            (
                "Doc_0/Tpl.xml",
                format!(
                    "<o:Page {space}><o:TextObject ID=\"1\"><o:TextCode>{heading}</o:TextCode></o:TextObject></o:Page>"
                ),
            ),
            ("Doc_0/Pages/Content.xml", format!("<o:Page {space}>{objects}</o:Page>")),
            (
                "Doc_0/Tags/CustomTags.xml",
                format!(
                    "<o:CustomTags {space}><o:CustomTag><o:FileLoc>CustomTag.xml</o:FileLoc></o:CustomTag></o:CustomTags>"
                ),
            ),
            ("Doc_0/Tags/CustomTag.xml", format!("<o:root {space}>{tags}</o:root>")),
        ];
        parts.map(|(name, text)| (name.to_owned(), text)).to_vec()
    }

    pub fn ofd(&self) -> Vec<u8> {
        archive(self.ofd_parts().iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())))
    }

    /// The text of its QR code.
    pub fn code(&self) -> String {
        let kind = if self.is_special { "31" } else { "32" };
        format!("01,{kind},,{},{},{},,9F3A", self.number, self.gross, self.day.replace('-', ""))
    }

    pub fn pdf(&self) -> Vec<u8> {
        pdf(&[&[(Place::UPPER, self.code())]], (595, 397))
    }
}

/// An archive of files by their names, in whatever encoding these are; the mark of UTF-8 is not set.
pub fn archive<'a>(files: impl IntoIterator<Item = (&'a [u8], &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = Vec::new();
    for (i, (name, bytes)) in files.into_iter().enumerate() {
        // Written as a name of ASCII of the same length, which is then written over.
        let other = format!("{i:~>width$}", width = name.len());
        assert_eq!(other.len(), name.len(), "a longer name");
        writer.start_file(&*other, SimpleFileOptions::default()).expect("an archive");
        writer.write_all(bytes).expect("an archive");
        names.push((other.into_bytes(), name));
    }
    let mut bytes = writer.finish().expect("an archive").into_inner();
    // In the headers of the files, and in the directory at the end, one after the other.
    for (mark, at) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)] {
        let mut from = 0;
        for (other, name) in &names {
            let begins = |i: &usize| bytes[*i..].starts_with(mark) && bytes[i + at..].starts_with(other);
            let i = (from..bytes.len() - at).find(begins).expect("the name");
            bytes[i + at..][..name.len()].copy_from_slice(name);
            from = i + at;
        }
    }
    bytes
}

/// The modules of a QR code, row by row, and how many a row has.
fn modules(text: &str) -> (Vec<bool>, usize) {
    let code = QrCode::new(text).expect("a short text");
    (code.to_colors().into_iter().map(|color| color == Color::Dark).collect(), code.width())
}

/// A picture of QR codes side by side, each module so many pixels wide.
pub fn picture(texts: &[&str], pixels: u32, format: ImageFormat) -> Vec<u8> {
    let codes: Vec<(Vec<bool>, usize)> = texts.iter().map(|text| modules(text)).collect();
    let side = codes.iter().map(|(_, width)| *width).max().unwrap_or(0) as u32 + 8;
    let picture = GrayImage::from_fn(side * pixels * texts.len().max(1) as u32, side * pixels, |x, y| {
        let (x, y) = (x / pixels, y / pixels);
        let is_dark = codes.get((x / side) as usize).is_some_and(|(dark, width)| {
            let (x, y) = ((x % side) as usize, y as usize);
            let inside = (4..4 + width).contains(&x) && (4..4 + width).contains(&y);
            inside && dark[(y - 4) * width + x - 4]
        });
        Luma([if is_dark { 0 } else { 255 }])
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).expect("memory");
    bytes
}

/// The PDF of an invoice with as much on it as is printed on one: its code, six hundred characters of many strokes,
/// lines, and the seal.
pub fn printed(made: &Made) -> Vec<u8> {
    let mut content = "0.6 0.3 0.2 RG 0.5 w\n".to_owned();
    for line in 0..11 {
        content += &format!("12 {y} m 583 {y} l S\n", y = 40 + 26 * line);
    }
    for character in 0..600_u32 {
        let (x, y) = (14 + character % 60 * 9, 60 + character / 60 * 26);
        for stroke in 0..8 {
            let (dx, dy) = ((character * 7 + stroke * 3) % 8, (character * 5 + stroke * 11) % 8);
            let (x, y) = (x + dx / 2, y + dy);
            content += &format!(
                "{x} {y} m {x}.5 {y}.5 {} {y}.7 {}.2 {} c {x}.3 {} l h\n",
                x + 2,
                x + 3,
                y + 1,
                y + 2
            );
        }
        content += "f\n";
    }
    content += "1 0 0 RG 2 w 300 340 m 300 365 360 365 360 340 c 360 315 300 315 300 340 c S\n";
    pdf_with(&content, &[&[(Place::UPPER, made.code())]], (595, 397))
}

/// Where a code of 57 points stands on a page, in points from its lower left.
#[derive(Clone, Copy)]
pub struct Place {
    pub x: u32,
    pub y: u32,
}

impl Place {
    /// Upper left on an invoice of 210 by 140 millimetres.
    pub const UPPER: Self = Self { x: 18, y: 323 };
}

/// A PDF of these pages, each with QR codes drawn as squares, of so many points.
pub fn pdf(pages: &[&[(Place, String)]], size: (u32, u32)) -> Vec<u8> {
    pdf_with("BT /F1 10 Tf 300 200 Td (9999.99 some text that is not read) Tj ET\n", pages, size)
}

/// The same with something else on each page.
fn pdf_with(printed: &str, pages: &[&[(Place, String)]], (width, height): (u32, u32)) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (i, codes) in pages.iter().enumerate() {
        let mut content = format!("{printed} 0 g\n");
        for (place, text) in *codes {
            let (dark, modules) = modules(text);
            let size = 57.0 / modules as f32;
            for at in (0..dark.len()).filter(|at| dark[*at]) {
                let x = place.x as f32 + (at % modules) as f32 * size;
                let y = place.y as f32 + 57.0 - ((at / modules) + 1) as f32 * size;
                content += &format!("{x:.3} {y:.3} {size:.3} {size:.3} re\n");
            }
            content += "f\n";
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * i
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    pdf_of(&objects, "")
}
