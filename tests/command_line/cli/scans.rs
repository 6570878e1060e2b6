//! Scans that nobody could review: refused when they are submitted, whatever they would do to the machine.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::process::Desk;
use crate::common::scans::{pdf, pdf_of, pdf_with, picture};

/// A desk whose customer has saved the info that is to be reviewed.
fn with_info() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"乙有限公司","kind":"enterprise","verified_name":"乙有限公司"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"乙有限公司","tax_id":"91440300MA0DEM01X2","address":"深圳","phone":"0755-12345678","bank":"工行","bank_account":"755900000010000"}"#,
    ]);
    desk
}

fn submission(proof: &str) -> String {
    format!(
        r#"{{"op":"submit_qualification","account":"C1","evidence":[{{"kind":"tax_certificate","path":"certificate.png"}},{{"kind":"general_taxpayer_proof","path":"{proof}"}}]}}"#
    )
}

/// What is wrong with a proof that is refused, and what is said about it.
fn refused(desk: &Desk, proof: &[u8]) -> (String, String) {
    std::fs::write(desk.path("certificate.png"), picture("certificate")).unwrap();
    std::fs::write(desk.path("proof"), proof).unwrap();
    let error = desk.refused(&submission("proof"));
    assert_eq!(
        (&error["rule"], &error["field"]),
        (&"bad-field".into(), &"evidence[1].path".into()),
        "{error}"
    );
    assert!(!has_scan(&desk.path("desk.files"), proof), "what is refused is not kept");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&error["fault"]["scan"]["fault"]), text(&error["message"]))
}

fn has_scan(folder: &Path, content: &[u8]) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() { has_scan(&path, content) } else { std::fs::read(path).unwrap() == content }
    })
}

/// A page of one picture that says to be of so many pixels each way, of which none is there.
fn of_a_picture(side: u32, what: &str) -> Vec<u8> {
    let picture = format!(
        "<< /Type /XObject /Subtype /Image /Width {side} /Height {side} {what} /BitsPerComponent 1 /Length 3 >>\nstream\nabc\nendstream"
    );
    pdf_with(1, "300 0 0 400 0 0 cm /P Do", "/Resources << /XObject << /P 5 0 R >> >>", &[picture])
}

/// A document that says to be encrypted by a password that nobody knows.
fn locked() -> Vec<u8> {
    let hex = |byte: &str| byte.repeat(32);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>".to_owned(),
        format!("<< /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -44 >>", hex("41"), hex("42")),
    ];
    pdf_of(&objects, "/Encrypt 4 0 R /ID [<00> <00>]")
}

#[test]
fn a_document_that_needs_a_password_is_refused_with_what_to_do() {
    let (fault, message) = refused(&with_info(), &locked());
    assert_eq!(fault, "locked");
    assert!(message.contains("密码") && message.contains("JPEG"), "{message}");
}

#[test]
fn a_document_whose_pages_cannot_be_drawn_is_refused_with_what_to_do() {
    let desk = with_info();
    let nested = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let vast = String::from_utf8(pdf(1, "")).unwrap().replace("[0 0 300 400]", "[0 0 1 99999999]");
    let torn: Vec<u8> = [&pdf(1, "0 0 9 9 re f")[..60], b"\n%%EOF\n"].concat();
    for (what, document) in [
        ("no pages", pdf(0, "")),
        ("torn", torn),
        ("vast", vast.into_bytes()),
        ("nested", format!("%PDF-1.4\n1 0 obj\n{nested}\nendobj\n%%EOF\n").into_bytes()),
        ("no objects", b"%PDF-1.4\n%%EOF\n".to_vec()),
    ] {
        let (fault, message) = refused(&desk, &document);
        assert_eq!(fault, "undrawable", "{what}");
        assert!(message.contains("另存为 JPEG、PNG"), "{message}");
    }
}

#[test]
fn a_small_document_that_would_take_the_machine_s_memory_is_refused_in_time() {
    let desk = with_info();
    let began = Instant::now();
    for what in ["/ColorSpace /DeviceGray", "/ImageMask true"] {
        let document = of_a_picture(60_000, what);
        assert!(document.len() < 700);
        assert_eq!(refused(&desk, &document).0, "undrawable", "{what}");
    }
    assert!(began.elapsed() < Duration::from_secs(30));
}

/// The most memory that a process has ever had, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &std::process::Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
#[cfg(target_os = "linux")]
fn drawing_takes_no_more_than_its_share_of_memory() {
    use std::io::Write;
    use std::process::Stdio;
    for side in [60_000, 30_000] {
        let document = of_a_picture(side, "/ColorSpace /DeviceGray");
        for asked in [&["--look-through-pages"][..], &["--draw-page", "0", "2000"]] {
            let mut command = crate::common::process::program();
            let mut child = command
                .args(asked)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(&document).unwrap();
            let (began, mut most) = (Instant::now(), 0);
            while child.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(15) {
                most = most.max(peak(&child).unwrap_or(0));
                std::thread::sleep(Duration::from_millis(2));
            }
            // One that is still at it would be stopped by the desk.
            let _ = child.kill();
            child.wait().unwrap();
            assert!(most < 1_300 * 1024, "{most} KiB");
        }
    }
}

#[test]
fn pictures_that_are_cut_off_or_too_large_are_refused() {
    let desk = with_info();
    let mut jpeg = Vec::new();
    let pixels = image::RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
    pixels.write_to(&mut std::io::Cursor::new(&mut jpeg), image::ImageFormat::Jpeg).unwrap();
    let png = picture("a scan of a page");
    for cut in [&jpeg[..jpeg.len() / 2], &jpeg[..jpeg.len() - 2], &png[..png.len() / 2]] {
        assert_eq!(refused(&desk, cut).0, "broken");
    }
    let frame = jpeg.windows(2).position(|mark| mark == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xFF);
    assert_eq!(refused(&desk, &jpeg).0, "too_many_pixels");
}

#[test]
fn a_document_that_can_be_drawn_is_taken() {
    let desk = with_info();
    std::fs::write(desk.path("certificate.png"), picture("certificate")).unwrap();
    std::fs::write(desk.path("proof.pdf"), pdf(3, "0 0 9 9 re f")).unwrap();
    desk.ok(&[&submission("proof.pdf")]);
    assert!(has_scan(&desk.path("desk.files"), &pdf(3, "0 0 9 9 re f")));
}

/// Groups within groups, each drawn three times: more than anybody can wait for.
fn endless() -> Vec<u8> {
    let group = |next: usize| {
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Group << /S /Transparency >> /Resources << /XObject << /P {next} 0 R >> /ExtGState << /G << /ca 0.5 >> >> >> /Length 21 >>\nstream\n/G gs /P Do /P Do /P Do\nendstream"
        )
    };
    let more: Vec<String> = (0..30).map(|i| group(6 + i)).collect();
    pdf_with(1, "/P Do", "/Resources << /XObject << /P 5 0 R >> >>", &more)
}

#[test]
fn others_can_write_while_a_scan_is_looked_at() {
    let desk = with_info();
    std::fs::write(desk.path("certificate.png"), picture("certificate")).unwrap();
    std::fs::write(desk.path("proof.pdf"), endless()).unwrap();
    std::fs::write(desk.path("lines"), submission("proof.pdf")).unwrap();
    let began = Instant::now();
    let slow = desk.with(&["run", "lines"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut slow = Some(slow);
    for name in 0.. {
        // Each waits at most five seconds for another program that is writing.
        let line = format!(r#"{{"op":"add_user","name":"{name}","roles":["clerk"]}}"#);
        desk.ok(&[&line]);
        if slow.as_mut().is_some_and(|slow| slow.try_wait().unwrap().is_some()) {
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    let output = slow.take().unwrap().wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("undrawable") && said.contains("另存为 JPEG、PNG"), "{said}");
    assert!(
        began.elapsed() > Duration::from_secs(5),
        "it was to take longer than anybody waits for the store"
    );
}

#[test]
fn scans_that_cannot_be_kept_are_a_fault_of_the_store_and_nothing_goes_on() {
    let desk = with_info();
    for name in ["certificate.png", "proof.png"] {
        std::fs::write(desk.path(name), picture(name)).unwrap();
    }
    // A file is in the way of their folder.
    std::fs::write(desk.path("desk.files"), "").unwrap();
    let ran = desk.send(&[&submission("proof.png"), r#"{"op":"tickets"}"#]);
    let rules: Vec<Value> = ran.answers().iter().map(|answer| answer["error"]["rule"].clone()).collect();
    assert_eq!((ran.code, rules), (2, vec!["store".into(), "not-run".into()]), "{}", ran.stderr);
}
