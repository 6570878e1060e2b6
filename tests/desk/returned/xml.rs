//! The e-invoice as data: read by its structure, whatever stands around it, and nothing else taken for one.

use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::returned::{NotAnInvoice, ReturnedFault, ReturnedField, ReturnedFormat};

use super::{assert_is, one, refused};
use crate::common::returned::{invoice, red};

#[test]
fn a_blue_one_and_a_red_one_say_everything() {
    for made in [invoice(1), invoice(2), red(3)] {
        let read = one("a.xml", made.xml().as_bytes()).unwrap();
        assert_is(&read, &made);
        assert_eq!((read.format, read.lines.len()), (ReturnedFormat::Xml, 1));
        assert_eq!(read.lines[0].item, "*信息系统服务*云服务费");
    }
}

#[test]
fn a_namespace_unknown_elements_and_other_shapes_of_values_change_nothing() {
    let made = invoice(1);
    let xml = made.xml();
    let changes: [(&str, &[(&str, &str)]); 8] = [
        ("a default namespace", &[("<EInvoice>", "<EInvoice xmlns=\"http://example.com/einv\">")]),
        ("prefixes", &[("<EInvoice>", "<e:EInvoice xmlns:e=\"u\">"), ("</EInvoice>", "</e:EInvoice>")]),
        ("more elements", &[("<Header>", "<ptbh>1</ptbh><New><Deep a=\"b\"/></New><Header><Later/>")]),
        ("a time", &[("2026-11-20<", "2026-11-20 10:08:05<")]),
        ("a date in Chinese", &[("2026-11-20<", "2026年11月20日<")]),
        ("six decimals", &[("TotalTaxAm>5.66<", "TotalTaxAm>5.660000<")]),
        ("CDATA", &[("TaxAm>5.66</TotalTaxAm", "TaxAm><![CDATA[5.66]]></TotalTaxAm")]),
        (
            "the name of the type alone",
            &[(
                "<GeneralOrSpecialVAT><LabelCode>02</LabelCode><LabelName/>",
                "<GeneralOrSpecialVAT><LabelCode></LabelCode><LabelName>普通发票</LabelName>",
            )],
        ),
    ];
    for (what, replaced) in changes {
        let mut changed = xml.clone();
        for (from, to) in replaced {
            assert!(changed.contains(from), "{what}");
            changed = changed.replace(from, to);
        }
        assert_is(&one("a.xml", changed.as_bytes()).unwrap_or_else(|fault| panic!("{what}: {fault}")), &made);
    }
}

#[test]
fn where_no_tax_is_charged_a_star_stands_for_it() {
    let xml = invoice(1).xml().replace("94.34", "100.00");
    let starred = xml.replace(">5.66<", ">*<").replace(">0.06<", ">*<");
    let read = one("a.xml", starred.as_bytes()).unwrap();
    assert_eq!((read.net, read.tax, read.gross), (Some(Fen(10_000)), Some(Fen::ZERO), Some(Fen(10_000))));
    assert_eq!((read.lines[0].rate, read.lines[0].tax), (None, None));
}

#[test]
fn number_and_day_are_read_where_the_bureau_says_nothing() {
    let xml = invoice(1).xml();
    let (head, _) = xml.split_once("<TaxSupervisionInfo>").unwrap();
    let asked = head
        .replace("<BasicInformation>", "<BasicInformation><RequestTime>2026-11-20 09:00:00</RequestTime>");
    assert_is(&one("a.xml", format!("{asked}</EInvoice>").as_bytes()).unwrap(), &invoice(1));
}

#[test]
fn what_a_red_one_reverses_may_stand_in_its_remark() {
    let made = red(3);
    let (blue, form) = made.red.unwrap();
    let xml = made.xml();
    let from = xml.find("<RedEInvoice>").unwrap();
    let to = xml.find("</SpecificInformation>").unwrap();
    let remark = format!("被红冲蓝字数电票号码：{blue} 红字发票信息确认单编号：{form}");
    let said = format!(
        "{}{}",
        &xml[..from],
        xml[to..].replace(
            "</SpecificInformation>",
            &format!("</SpecificInformation><AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation>")
        )
    );
    assert_is(&one("a.xml", said.as_bytes()).unwrap(), &made);
}

#[test]
fn one_that_contradicts_itself_is_refused() {
    let xml = invoice(1).xml();
    let contradicts = |from: &str, to: &str, expected: ReturnedField| {
        assert!(xml.contains(from), "{from}");
        match refused("a.xml", xml.replacen(from, to, 1).as_bytes()) {
            ReturnedFault::ContradictsItself { field, .. } => assert_eq!(field, expected),
            other => panic!("{other}"),
        }
    };
    contradicts("<EIid>26112000000000000001", "<EIid>26112000000000000009", ReturnedField::Number);
    contradicts("TotalTaxAm>5.66", "TotalTaxAm>5.67", ReturnedField::Gross);
    contradicts("壹佰圆整", "壹佰零壹圆整", ReturnedField::Gross);
    let sign = xml.replace("<InIssuType><LabelCode>Y", "<InIssuType><LabelCode>N");
    assert_eq!(refused("a.xml", sign.as_bytes()), ReturnedFault::WrongSign { is_red: true });
}

#[test]
fn what_every_invoice_has_is_not_missing() {
    let xml = invoice(1).xml();
    let without = |text: &str| refused("a.xml", xml.replace(text, "").as_bytes());
    assert_eq!(without("26112000000000000001"), ReturnedFault::Missing { field: ReturnedField::Number });
    let bad = |from: &str, to: &str| refused("a.xml", xml.replace(from, to).as_bytes()).rule();
    assert_eq!(bad("26112000000000000001", "2611200000000000000"), "bad-value");
    assert_eq!(bad("TotalTaxAm>5.66", "TotalTaxAm>5.665"), "bad-value");
    assert_eq!(bad("2026-11-20", "2026-02-31"), "bad-value");
}

#[test]
fn what_is_no_invoice_is_not_taken_for_one() {
    let record = "<xbrl xmlns=\"http://www.xbrl.org/2003/instance\" xmlns:einv=\"http://example.com/einv\">\
                  <einv:InvoiceNumber>26112000000000000001</einv:InvoiceNumber></xbrl>";
    let not = |name: &str, bytes: &[u8]| match refused(name, bytes) {
        ReturnedFault::NotAnInvoice(what) => what,
        other => panic!("{other}"),
    };
    assert_eq!(not("dzfp_26112000000000000001.xml", record.as_bytes()), NotAnInvoice::BookingRecord);
    for other in ["<html><body/></html>", "<EInvoice/>", "<Wrap><EInvoice><EInvoiceData/></EInvoice></Wrap>"]
    {
        assert_eq!(not("a.xml", other.as_bytes()), NotAnInvoice::OtherXml, "{other}");
    }
    assert_eq!(not("a.xml", b"\x01\x02\xFF"), NotAnInvoice::Other);
    assert_eq!(not("a.txt", "发票号码：26112000000000000001".as_bytes()), NotAnInvoice::Other);
    assert_eq!(refused("a.xml", b""), ReturnedFault::EmptyFile);
}

#[test]
fn names_lose_what_cannot_be_seen() {
    let xml = invoice(1).xml().replace("示例商贸", "示例\u{200B}商\n贸");
    assert_eq!(one("a.xml", xml.as_bytes()).unwrap().buyer.name.as_deref(), Some(invoice(1).buyer));
}
