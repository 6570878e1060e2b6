//! A pipe or a device in the place of a file: refused at once, where opening it would wait for ever.

#![cfg(unix)]

use std::process::Command;

use crate::common::process::{Desk, Ran, finish};
use crate::common::scans::picture;

const INFO: [&str; 3] = [
    r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#,
    r#"{"op":"add_account","account":"C1","issuer":"T","name":"乙有限公司","kind":"enterprise","verified_name":"乙有限公司"}"#,
    r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"乙有限公司","tax_id":"91440300MA0DEM01X2","address":"深圳","phone":"0755-12345678","bank":"工行","bank_account":"755900000010000"}"#,
];

/// A store with a pipe beside it, to which nobody writes.
fn with_pipe() -> Desk {
    let desk = Desk::empty();
    desk.ok(&INFO);
    for name in ["pipe", "pipe.csv", "pipe.xlsx"] {
        assert!(Command::new("mkfifo").arg(desk.path(name)).status().unwrap().success());
    }
    desk
}

/// Runs the program, which must not need more than ten seconds for it.
fn in_time(desk: &Desk, arguments: &[&str], input: &str) -> Ran {
    let mut command = Command::new("timeout");
    command.arg("10").arg(env!("CARGO_BIN_EXE_fapiao-desk")).current_dir(desk.path("."));
    let ran = finish_by(command, arguments, input);
    assert_ne!(ran.code, 124, "it waited: {arguments:?}");
    ran
}

fn finish_by(mut command: Command, arguments: &[&str], input: &str) -> Ran {
    command.args(arguments);
    finish(command, input.as_bytes())
}

#[test]
fn a_pipe_is_no_store() {
    let desk = with_pipe();
    for place in ["pipe", "/dev/zero"] {
        for arguments in [
            &["check"] as &[_],
            &["run", "-"],
            &["demo"],
            &["recurring"],
            &["backup", "--to", "copy.sqlite"],
            &["export", "bills", "--to", "bills.csv"],
            &["restore", "desk.sqlite", "--replace"],
        ] {
            let ran = in_time(&desk, &[&["--store", place], arguments].concat(), INFO[0]);
            assert_eq!(ran.code, 2, "{arguments:?} {ran:?}");
            assert!(
                ran.stderr.contains(place) && ran.stderr.contains("不是开票台的数据文件"),
                "{}",
                ran.stderr
            );
        }
    }
}

#[test]
fn a_pipe_is_nothing_to_import_restore_or_write_a_list_to() {
    let desk = with_pipe();
    for (arguments, said) in [
        (&["import", "bills", "pipe.csv", "--issuer", "T"] as &[_], "不是普通文件"),
        (&["import", "bills", "/dev/zero", "--issuer", "T"], "不是普通文件"),
        (&["import", "holidays", "pipe"], "不是普通文件"),
        (&["restore", "pipe", "--replace"], "不是开票台的数据文件"),
        (&["export", "bills", "--to", "pipe.csv"], "不是普通文件"),
        (&["export", "bills", "--to", "pipe.xlsx"], "不是普通文件"),
        (&["backup", "--to", "pipe"], "已经存在"),
    ] {
        let ran = in_time(&desk, &[&["--store", "desk.sqlite"], arguments].concat(), "");
        assert_eq!(ran.code, 2, "{arguments:?} {ran:?}");
        assert!(ran.stderr.contains(said), "{arguments:?} {}", ran.stderr);
    }
    for name in ["pipe", "pipe.csv", "pipe.xlsx"] {
        assert!(!desk.path(name).metadata().unwrap().is_file(), "{name} is as it was");
    }
}

#[test]
fn refused_rows_are_not_written_to_a_pipe_which_is_said_before_anything_is_imported() {
    let desk = with_pipe();
    let rows = "账单号,客户编号,账单金额,出账日期,到期日\nB1,C1,1.00,2026-10-01,2026-10-09\nB2,C9,1.00,2026-10-01,2026-10-09\n";
    std::fs::write(desk.path("bills.csv"), rows).unwrap();
    let import = ["--store", "desk.sqlite", "import", "bills", "bills.csv", "--issuer", "T", "--refused-to"];
    let ran = in_time(&desk, &[&import[..], &["pipe.csv"]].concat(), "");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("不是普通文件"), "{}", ran.stderr);
    let pay = r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-10-02"}"#;
    assert_eq!(desk.refused(pay)["rule"], "not-found");
    assert_eq!(in_time(&desk, &[&import[..], &["refused.csv"]].concat(), "").code, 1);
    desk.ok(&[pay]);
}

#[test]
fn a_pipe_is_no_scan() {
    let desk = with_pipe();
    std::fs::write(desk.path("certificate.png"), picture("certificate")).unwrap();
    for path in ["pipe", "/dev/zero", "."] {
        let line = format!(
            r#"{{"op":"submit_qualification","account":"C1","evidence":[{{"kind":"tax_certificate","path":"certificate.png"}},{{"kind":"general_taxpayer_proof","path":"{path}"}}]}}"#
        );
        let ran = in_time(&desk, &["--store", "desk.sqlite", "run", "-"], &line);
        assert_eq!(ran.answer()["error"]["fault"]["scan"]["fault"], "not_a_scan", "{path} {ran:?}");
    }
}

#[test]
fn lines_may_come_through_a_pipe() {
    let desk = with_pipe();
    let mut shell = Command::new("timeout");
    shell.args([
        "10",
        "sh",
        "-c",
        r#"printf '{"op":"policies"}\n' > pipe & exec "$0" --store desk.sqlite run pipe"#,
    ]);
    shell.arg(env!("CARGO_BIN_EXE_fapiao-desk")).current_dir(desk.path("."));
    let ran = finish(shell, b"");
    assert_eq!((ran.code, &ran.answer()["ok"]), (0, &true.into()), "{ran:?}");
}

/// Reading the beginning of a process's own memory fails as a worn disk does.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_cannot_be_read_is_not_called_a_damaged_store() {
    let desk = Desk::empty();
    std::os::unix::fs::symlink("/proc/self/mem", desk.store()).unwrap();
    for arguments in [&["check"] as &[_], &["backup", "--to", "copy.sqlite"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{ran:?}");
        let said = |part| ran.stderr.contains(part);
        assert!(said("磁盘读写出错") && said("desk.sqlite") && said("检查磁盘"), "{}", ran.stderr);
        assert!(!said("损坏（"), "{}", ran.stderr);
    }
}
