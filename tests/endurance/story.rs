//! What is done at a desk: lines that can be sent twice, and what they were answered when nothing went wrong.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::Value;

use crate::common::chance::Chance;
use crate::common::lines::{self, at, by, with};
use crate::common::process::Desk;
use crate::scene;

/// Lines, each with an id and its time, and their answers.
#[derive(Clone)]
pub struct Story {
    pub lines: Vec<String>,
    pub answers: Vec<Value>,
}

/// A program that answers each line before it hears the next one.
struct Talk {
    child: Child,
    said: ChildStdin,
    heard: Lines<BufReader<ChildStdout>>,
}

impl Talk {
    fn with(desk: &Desk) -> Self {
        let mut command = scene::program(desk, &["--sandbox", "run", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = child.stdin.take().unwrap();
        let heard = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, said, heard }
    }

    fn say(&mut self, line: &str) -> Value {
        writeln!(self.said, "{line}").unwrap();
        serde_json::from_str(&self.heard.next().unwrap().unwrap()).unwrap()
    }

    fn end(mut self) {
        drop(self.said);
        self.child.wait().unwrap();
    }
}

impl Story {
    /// Told to a new desk that has the scans `a.png` and `b.png`, with so many rounds of work.
    pub fn told_to(desk: &Desk, rounds: usize, chance: &mut Chance) -> Self {
        let story = Self { lines: Vec::new(), answers: Vec::new() };
        let mut teller = Teller { story, talk: Talk::with(desk), tried: 0 };
        teller.open();
        for round in 0..rounds {
            if round == rounds * 3 / 4 {
                teller.have_reviewed();
            }
            teller.work(round, chance);
        }
        teller.talk.end();
        teller.story
    }

    /// The lines as a file.
    pub fn file(&self) -> Vec<u8> {
        self.lines.join("\n").into_bytes()
    }

    /// The beginning and the rest.
    pub fn split(mut self, at: usize) -> (Self, Self) {
        let rest = Self { lines: self.lines.split_off(at), answers: self.answers.split_off(at) };
        (self, rest)
    }
}

struct Teller {
    story: Story,
    talk: Talk,
    tried: usize,
}

impl Teller {
    /// Says a line; it is part of the story where it was carried out.
    fn say(&mut self, line: &str) -> Option<Value> {
        self.tried += 1;
        let line = with(line, &format!(r#""id":"line-{}""#, self.tried));
        let line = if line.contains(r#""at":"#) { line } else { at(lines::NOON, &line) };
        let answer = self.talk.say(&line);
        let result = (answer["ok"] == true).then(|| answer["result"].clone());
        if result.is_some() {
            self.story.lines.push(line);
            self.story.answers.push(answer);
        }
        result
    }

    /// Says a line that nothing is against.
    fn must(&mut self, line: &str) -> Value {
        self.say(line).unwrap_or_else(|| panic!("{line}"))
    }

    fn open(&mut self) {
        let opening = [lines::user("陈静", "clerk"), lines::user("赵磊", "reviewer")];
        let customers = [lines::customer("C1", "T"), lines::customer("C2", "Q")];
        let password = r#"{"op":"set_password","name":"陈静","password":"four horses and a cart"}"#;
        let more = [
            lines::special_info("C1", lines::NAME, "1202026209900012345"),
            lines::set_recurring("C1", true),
            password.to_owned(),
        ];
        for line in lines::issuers().iter().chain(&opening).chain(customers.as_flattened()).chain(&more) {
            self.must(line);
        }
    }

    fn have_reviewed(&mut self) {
        self.must(&lines::submit_qualification("C1", "a.png", "b.png"));
        self.must(&lines::review("hold", "C1", "赵磊"));
        self.must(&lines::review("approve", "C1", "赵磊"));
    }

    /// A bill, mostly with an application that comes somewhere.
    fn work(&mut self, round: usize, chance: &mut Chance) {
        let account = chance.one_of(&["C1", "C2"]);
        let (bill, amount) =
            (format!("B{round}"), format!("{}.{:02}", 20 + chance.below(500), chance.below(100)));
        self.must(&lines::paid(account, &bill, &amount));
        match chance.below(6) {
            0 => drop(self.say(&lines::refund(&bill, "3.21"))),
            1 => drop(self.say(&lines::non_invoiceable(account, "0.50"))),
            2 => drop(self.say(&lines::address(account, &format!("孙敏{round}")))),
            3 => {
                self.say(&lines::status(account, "frozen"));
                self.say(&lines::status(account, "active"));
            }
            _ => {}
        }
        let apply = match account {
            "C1" => lines::apply_amount(account, "10.00"),
            _ => lines::apply_bills(account, &[&bill]),
        };
        let apply = if chance.below(2) == 0 { by("陈静", &apply) } else { apply };
        let Some(applied) = self.say(&apply) else { return };
        let (number, amount) =
            (applied["application"].as_str().unwrap(), applied["amount"].as_str().unwrap());
        let (blue, red) = (format!("26440000{round:012}"), format!("26450000{round:012}"));
        let delivered = match account {
            "C1" => r#""carrier":"EMS","tracking_no":"1234567890123""#,
            _ => r#""email":"fin@example.com""#,
        };
        let steps = [
            lines::step("accept_application", number),
            lines::issue(number, &[(&blue, amount)]),
            with(&lines::step("deliver_application", number), delivered),
            lines::step("receive_application", number),
            lines::reverse(number, &red),
        ];
        match chance.below(8) {
            0 => drop(self.say(&lines::step("cancel_application", number))),
            1 => drop(self.say(&with(&lines::step("reject_application", number), r#""reason":"抬头有误""#))),
            far => steps.iter().take(far - 2).for_each(|step| drop(self.say(step))),
        }
    }
}
