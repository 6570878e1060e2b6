//! Several programs at one store: nothing is lost, no number is given twice, and the log is whole.

use std::collections::BTreeSet;
use std::thread;

use serde_json::Value;

use crate::common::lines::{self, NOON, at, with};
use crate::common::process::{Desk, Ran, finish};
use crate::scene::{program, run};

/// Everybody's.
const PASSWORD: &str = "four horses and a cart";
/// Lines that one program says at a time.
const LINES: usize = 6;
/// Bills that are imported at a time.
const IMPORTED: u64 = 40;

/// The program as somebody who signed in, or as nobody.
fn said(desk: &Desk, user: &str, arguments: &[&str], lines: &[String]) -> Ran {
    let mut command = program(desk, &[arguments, &["--as", user]].concat());
    command.env("FAPIAO_DESK_PASSWORD", PASSWORD);
    finish(command, lines.join("\n").as_bytes())
}

/// A desk of three clerks who sign in, with two customers.
fn open(desk: &Desk) {
    let users = ["陈静", "王敏", "李强"];
    let password = |name: &str| format!(r#"{{"op":"set_password","name":"{name}","password":"{PASSWORD}"}}"#);
    let mut opening = lines::issuers().to_vec();
    opening.extend(users.map(|name| lines::user(name, "clerk")));
    opening.extend(lines::customer("C1", "T"));
    opening.extend(lines::customer("C2", "Q"));
    opening.extend(users.into_iter().chain(["desk"]).map(password));
    opening.push(r#"{"op":"set_sign_in","required":true}"#.to_owned());
    let ran = finish(program(desk, &["--sandbox", "run", "-"]), opening.join("\n").as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// What a clerk says in a round: bills of ten yuan, each applied for as soon as it is there.
fn work(clerk: &str, round: usize) -> Vec<String> {
    let line = |i: usize| {
        let bill = format!("{clerk}-{round}-{}", i / 2);
        let line = match i % 2 {
            0 => lines::paid("C2", &bill, "10.00"),
            _ => lines::apply_bills("C2", &[&bill]),
        };
        at(NOON, &with(&line, &format!(r#""id":"{clerk}-{round}-{i}""#)))
    };
    (0..LINES).map(line).collect()
}

/// Has two programs import the same bills at once: each bill comes from one of them.
fn import_twice(desk: &Desk, round: usize) {
    let name = format!("bills-{round}.csv");
    let mut text = "账单号,客户编号,计费方式,出账日期,应付日期,账单金额,支付时间\n".to_owned();
    for i in 0..IMPORTED {
        text += &format!("N{round}-{i},C1,按量计费,2026-10-01,2026-11-20,2.00,2026-10-30\n");
    }
    std::fs::write(desk.path(&name), text).unwrap();
    let import = || said(desk, "desk", &["import", "bills", &name, "--issuer", "T", "--json"], &[]);
    let both = at_once([&import, &import]).map(|ran| {
        assert_eq!(ran.code, 0, "{ran:?}");
        ["added", "unchanged"].map(|field| ran.answer()[field].as_u64().unwrap())
    });
    let [[added, unchanged], [other_added, other_unchanged]] = both;
    assert_eq!((added + other_added, unchanged + other_unchanged), (IMPORTED, IMPORTED), "{both:?}");
}

fn at_once(programs: [&(dyn Fn() -> Ran + Sync); 2]) -> [Ran; 2] {
    thread::scope(|scope| programs.map(|program| scope.spawn(program)).map(|thread| thread.join().unwrap()))
}

#[test]
fn many_programs_at_one_store_lose_nothing_and_give_no_number_twice() {
    let rounds = crate::times(1);
    let desk = Desk::empty();
    open(&desk);
    let clerk = |clerk: &'static str| {
        let desk = &desk;
        // The same lines come from two programs at once: they are done once.
        move || -> Vec<Value> {
            let mut answers = Vec::new();
            for round in 0..rounds {
                let lines = work(clerk, round);
                let say = || said(desk, clerk, &["run", "-"], &lines);
                let [one, other] = at_once([&say, &say]);
                assert_eq!((one.code, other.code), (0, 0), "{one:?} {other:?}");
                assert_eq!(one.answers(), other.answers());
                answers.extend(one.answers());
            }
            answers
        }
    };
    let others = || {
        for round in 0..rounds {
            let copy = format!("copy-{round}.sqlite");
            let all: [&[&str]; 3] = [&["check"], &["backup", "--to", &copy], &["audit", "--json"]];
            for arguments in all {
                let ran = said(&desk, "desk", arguments, &[]);
                assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
            }
            import_twice(&desk, round);
            let ran = run(&desk, &["recurring"]);
            assert_eq!(ran.code, 0, "{ran:?}");
            let mut wrong = program(&desk, &["run", "-", "--as", "王敏"]);
            wrong.env("FAPIAO_DESK_PASSWORD", "wrong horses");
            assert_eq!(finish(wrong, b"").code, 2);
        }
    };
    let answers: Vec<Value> = thread::scope(|scope| {
        let clerks = ["陈静", "王敏"].map(|name| scope.spawn(clerk(name)));
        scope.spawn(others).join().unwrap();
        clerks.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });

    let numbers: Vec<&str> =
        answers.iter().filter_map(|answer| answer["result"]["application"].as_str()).collect();
    let wanted = 2 * rounds * LINES / 2;
    assert_eq!(numbers.len(), wanted);
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), wanted, "a number twice: {numbers:?}");
    let balance = |account: &str| {
        let line = at(NOON, &format!(r#"{{"op":"balance","account":"{account}"}}"#));
        let balance = said(&desk, "desk", &["run", "-"], &[line]).answer()["result"].take();
        (balance["bills"].as_array().unwrap().len(), balance["invoiceable"].as_str().unwrap().to_owned())
    };
    let imported = rounds * usize::try_from(IMPORTED).unwrap();
    assert_eq!(balance("C1"), (imported, format!("{}.00", 2 * imported)));
    assert_eq!(balance("C2"), (wanted, "0.00".to_owned()));
    for copy in (0..rounds).map(|round| format!("copy-{round}.sqlite")) {
        let mut check = crate::common::process::program();
        check
            .env("FAPIAO_DESK_PASSWORD", PASSWORD)
            .arg("--store")
            .arg(desk.path(&copy))
            .args(["--as", "desk", "check"]);
        assert_eq!(finish(check, b"").code, 0, "{copy}");
    }
    let ran = said(&desk, "desk", &["check"], &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    println!("{} programs at one store, {} lines", rounds * 11, answers.len());
}
