//! Downloads of many: ZIP archives and folders, and what lies in them besides.

use std::path::Path;

use encoding_rs::GBK;
use fapiao_desk::domain::returned::{NotAnInvoice, ReturnedFault};
use fapiao_desk::exchange::returned::{read_all, read_named};
use sha2::{Digest, Sha256};

use super::all;
use crate::common::returned::{BUYER, archive, invoice};

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_download_has_names_in_gbk_and_a_list_and_what_systems_leave() {
    let made = invoice(1);
    let name = |ending: &str| format!("发票/dzfp_{}_{BUYER}_20261120123434.{ending}", made.number);
    let gbk = |text: &str| GBK.encode(text).0.into_owned();
    let (xml, pdf) = (made.xml(), made.pdf());
    let files = [
        (gbk("发票/"), Vec::new()),
        (gbk(&name("xml")), xml.clone().into_bytes()),
        (gbk(&name("pdf")), pdf),
        (gbk("发票/发票清单.xlsx"), b"PK\x03\x04 a list".to_vec()),
        (b"list.CSV".to_vec(), b"a,b".to_vec()),
        (b"__MACOSX/._dzfp.xml".to_vec(), b"\0\x05\x16\x07".to_vec()),
        (b".DS_Store".to_vec(), b"Bud1".to_vec()),
        (b"dir/._a.xml".to_vec(), b"\0".to_vec()),
    ];
    let bytes = archive(files.iter().map(|(name, bytes)| (name.as_slice(), bytes.as_slice())));
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "发票批量下载_20261120123434.zip", &bytes);
    let read = all(&[&path]);
    let shown: Vec<&str> =
        read.iter().map(|file| file.shown.strip_prefix(&*path.to_string_lossy()).unwrap()).collect();
    assert_eq!(shown, [format!("/{}", name("xml")), format!("/{}", name("pdf"))]);
    for file in &read {
        let invoice = file.invoice.as_ref().unwrap();
        assert_eq!(
            (invoice.number.to_string(), invoice.buyer.name.as_deref()),
            (made.number.clone(), Some(BUYER))
        );
    }
    let content = read[0].content.as_ref().unwrap();
    assert_eq!(content.bytes, xml.as_bytes(), "byte for byte");
    let sha256: String = Sha256::digest(xml.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(content.sha256, sha256);
}

#[test]
fn folders_and_archives_within_archives_are_gone_through_in_order() {
    let inner = archive([(&b"3.xml"[..], invoice(3).xml().as_bytes()), (b"4.ofd", &invoice(4).ofd())]);
    let outer = archive([(&b"a/2.xml"[..], invoice(2).xml().as_bytes()), (b"b.zip", &inner)]);
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "1/1.xml", invoice(1).xml().as_bytes());
    write(folder.path(), "2.zip", &outer);
    write(folder.path(), "5.xml", invoice(5).xml().as_bytes());
    write(folder.path(), "list.xlsx", b"PK\x03\x04");
    let read = all(&[folder.path()]);
    let numbers: Vec<String> =
        read.iter().map(|file| file.invoice.as_ref().unwrap().number.to_string()).collect();
    assert_eq!(numbers, (1..=5).map(|n| invoice(n).number).collect::<Vec<_>>());
    assert!(read[3].shown.ends_with("/2.zip/b.zip/4.ofd"), "{}", read[3].shown);
}

#[test]
fn what_is_in_it_and_is_no_invoice_is_named_and_the_others_are_read() {
    let inner = archive([
        (&b"1.xml"[..], invoice(1).xml().as_bytes()),
        (b"a.docx", &archive([(&b"[Content_Types].xml"[..], &b"<a/>"[..])])),
        (b"b.txt", b"text"),
        (b"2.xml", invoice(2).xml().as_bytes()),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.zip", &inner);
    let missing = folder.path().join("missing.xml");
    let read = all(&[&missing, &path]);
    let said: Vec<Result<String, &'static str>> = read
        .iter()
        .map(|file| file.invoice.as_ref().map(|i| i.number.to_string()).map_err(ReturnedFault::rule))
        .collect();
    let (first, second) = (invoice(1).number, invoice(2).number);
    assert_eq!(
        said,
        [Err("unreadable"), Ok(first), Err("not-an-invoice"), Err("not-an-invoice"), Ok(second)]
    );
}

#[test]
fn a_list_that_is_named_alone_is_refused_and_beside_invoices_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let list = write(folder.path(), "list.xlsx", &archive([(&b"[Content_Types].xml"[..], &b"<a/>"[..])]));
    let one = write(folder.path(), "1.xml", invoice(1).xml().as_bytes());
    assert_eq!(all(&[&list, &one]).len(), 1);
    let alone = all(&[&list]).remove(0).invoice.unwrap_err();
    assert_eq!(alone, ReturnedFault::NotAnInvoice(NotAnInvoice::Office));
}

#[test]
#[cfg(unix)]
fn links_to_folders_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "1.xml", invoice(1).xml().as_bytes());
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    assert_eq!(all(&[folder.path()]).len(), 1);
}

#[test]
fn whoever_has_enough_may_leave() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..50 {
        write(folder.path(), &format!("{n:02}.xml"), invoice(n).xml().as_bytes());
    }
    let mut files = read_all(vec![folder.path().to_owned()]).unwrap();
    assert_eq!(files.next().unwrap().invoice.unwrap().number.to_string(), invoice(0).number);
    drop(files);
}

#[test]
fn of_an_archive_only_the_files_that_are_named_are_read() {
    let texts = [1, 2, 3].map(|n| invoice(n).xml());
    let names: [&[u8]; 3] = [b"1.xml", b"2.xml", b"3.xml"];
    let bytes = archive(names.into_iter().zip(texts.iter().map(String::as_bytes)));
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.zip", &bytes);
    let shown = |name: &str| format!("{}/{name}", path.display());
    let named = [shown("1.xml"), shown("3.xml"), shown("gone.xml")];
    let read = read_named(path.clone(), named.iter().cloned().collect()).unwrap();
    assert_eq!(read.map(|file| file.shown).collect::<Vec<_>>(), named[..2]);
}
