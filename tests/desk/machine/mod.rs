//! The whole desk as a state machine against a plain model: commands right and wrong, by whoever may and may not,
//! in any order. After each the answers are equal, `check` finds nothing, and every balance, application and
//! qualification is what the model says. `laws.rs` asks the money laws of longer histories; this asks for everything
//! else, with a model that shares no arithmetic with the program.

mod act;
mod applications;
mod corrections;
mod model;
mod reviews;
mod runs;
mod said;

use fapiao_desk::desk::Desk;
use fapiao_desk::desk::check::check_db;
use fapiao_desk::desk::clock::Moment;
use fapiao_desk::desk::pages::review;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::store::engine::Db;
use model::{ACCOUNTS, Model, USERS, is_t};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use said::{NAME, TAX_ID, yuan};
use serde_json::{Map, Value, json};

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_desk_does_what_the_model_says_whatever_is_done_to_it(sequential 80..120 => Machine);
}

struct Machine;

impl ReferenceStateMachine for Machine {
    type State = Model;
    type Transition = act::Act;

    fn init_state() -> BoxedStrategy<Model> {
        Just(Model::new()).boxed()
    }

    fn transitions(_: &Model) -> BoxedStrategy<act::Act> {
        act::act().boxed()
    }

    fn apply(mut model: Model, act: &act::Act) -> Model {
        model.act(act);
        model
    }
}

/// A desk with the users and accounts of the model, and the scans that every submission comes with.
struct Sut {
    desk: Desk,
    reader: Db,
    evidence: Value,
    /// How many commands had an id.
    ids: u32,
    _folder: tempfile::TempDir,
}

impl StateMachineTest for Machine {
    type SystemUnderTest = Sut;
    type Reference = Self;

    fn init_test(model: &Model) -> Sut {
        Sut::new(model)
    }

    fn apply(mut sut: Sut, model: &Model, _: act::Act) -> Sut {
        if let Some(said) = &model.said {
            sut.says(said);
        }
        sut
    }

    fn check_invariants(sut: &Sut, model: &Model) {
        let report = check_db(&sut.reader, model.today()).unwrap();
        assert_eq!(report.violations, Vec::new());
        sut.agrees_on_applications(model);
        for code in ACCOUNTS {
            sut.agrees_on_account(model, code);
        }
    }
}

impl Sut {
    fn new(model: &Model) -> Self {
        let folder = crate::common::place::folder();
        let desk = crate::common::place::sandbox_in(folder.path());
        let scan = |name: &str| {
            let scan = folder.path().join(name);
            std::fs::write(&scan, crate::common::scans::picture(name)).unwrap();
            scan.display().to_string()
        };
        let evidence = json!([
            {"kind": "tax_certificate", "path": scan("certificate.pdf")},
            {"kind": "general_taxpayer_proof", "path": scan("proof.pdf")},
        ]);
        let reader = Db::open_reader(desk.path()).unwrap();
        let mut sut = Self { desk, reader, evidence, ids: 0, _folder: folder };
        let mut ok = |mut line: Value| {
            line["at"] = model.now.to_rfc3339().into();
            sut.sends(line.as_object().unwrap()).unwrap();
        };
        for (code, policy) in [("T", "tencent-cloud"), ("Q", "qweather")] {
            ok(json!({"op": "add_issuer", "code": code, "name": NAME, "policy": policy}));
        }
        for (name, roles) in USERS {
            ok(json!({"op": "add_user", "name": name, "roles": roles}));
        }
        for code in ACCOUNTS {
            let region = if code == "QX" { "overseas" } else { "mainland" };
            ok(json!({"op": "add_account", "account": code, "issuer": &code[..1], "name": NAME,
                "kind": "enterprise", "region": region, "verified_name": NAME, "verified_tax_id": TAX_ID}));
            ok(
                json!({"op": "save_invoice_info", "account": code, "type": "enterprise_general", "name": NAME,
                "tax_id": TAX_ID}),
            );
            ok(json!({"op": "save_address", "account": code, "recipient": "孙敏", "phone": "17199338205",
                "region": "浙江省杭州市", "street": "文一西路969号"}));
        }
        sut
    }

    fn sends(&mut self, line: &Map<String, Value>) -> Result<Value, Refusal> {
        self.desk.handle(&decode(line.clone()).unwrap())?.to_json()
    }

    fn says(&mut self, said: &said::Said) {
        let mut line = said.line.clone();
        if line.contains_key("evidence") {
            line.insert("evidence".into(), self.evidence.clone());
        }
        if said.is_sent_again {
            self.ids += 1;
            line.insert("id".into(), format!("id-{}", self.ids).into());
        }
        let answer = self.sends(&line);
        match (&answer, &said.expected) {
            (Ok(answer), Ok(expected)) => {
                for (field, value) in expected.as_object().unwrap() {
                    assert_eq!(&answer[field], value, "{field} of {line:?}");
                }
            }
            (Err(refusal), Err(rule)) => assert_eq!(refusal.id(), *rule, "{line:?}\n{refusal:?}"),
            (answer, expected) => panic!("{line:?}\n{answer:?}\nis not {expected:?}"),
        }
        if said.is_sent_again {
            assert_eq!(self.sends(&line), answer, "the second sending of {line:?}");
        }
    }

    /// Asks on the reading connection, at a time of the model.
    fn asks(&self, now: chrono::DateTime<chrono::Utc>, line: Value) -> Value {
        let envelope = decode(line.as_object().unwrap().clone()).unwrap();
        let fapiao_desk::desk::protocol::decode::Request::Query(query) = envelope.request else {
            panic!("{line}")
        };
        let moment = Moment::at(now, self.desk.moment().calendar);
        query.answer(&self.reader, &moment).unwrap().to_json().unwrap()
    }

    fn agrees_on_applications(&self, model: &Model) {
        let list = self.asks(model.now, json!({"op": "applications"}));
        let said = |a: &Value| [&a["application"], &a["state"], &a["amount"]].map(Value::to_string);
        let mut answered: Vec<_> = list.as_array().unwrap().iter().map(said).collect();
        answered.sort();
        let expected = model.applications.iter().map(|(number, a)| {
            [json!(number), json!(a.state), json!(yuan(a.fen))].map(|value| value.to_string())
        });
        let mut expected: Vec<_> = expected.collect();
        expected.sort();
        assert_eq!(answered, expected);
    }

    fn agrees_on_account(&self, model: &Model, code: &'static str) {
        let answer = self.asks(model.now, json!({"op": "balance", "account": code}));
        let (open, not) = (model.open(code), model.non_invoiceable(code));
        for (field, fen) in [
            ("invoiceable", model.invoiceable(code)),
            ("remaining", open),
            ("non_invoiceable", not),
            ("in_arrears", (not - open).max(0)),
        ] {
            assert_eq!(answer[field], yuan(fen), "{field} of {code}: {answer:#}");
        }
        assert_eq!(answer["blocked"], json!(model.blocked(code)), "{code}");
        for bill in answer["bills"].as_array().unwrap() {
            let bill_no = bill["bill_no"].as_str().unwrap();
            let expected = (yuan(model.remaining(bill_no)), json!(model.bill_barred(bill_no)));
            let rule = bill.get("rule").cloned().unwrap_or_default();
            assert_eq!((bill["remaining"].as_str().unwrap().to_owned(), rule), expected, "{bill_no}");
        }
        if !is_t(code) {
            return;
        }
        let moment = Moment::at(model.now, self.desk.moment().calendar);
        let standing = review::standing(&self.reader, &moment, code).unwrap().unwrap();
        let account = &model.accounts[code];
        let state = account.qualification.map(|stand| format!("{stand:?}"));
        assert_eq!(standing.state.map(|state| format!("{state:?}")), state, "{code}");
        let newest = standing.submissions.into_iter().next();
        let newest = newest.map(|view| (view.submission.submitted_by, view.submission.held_by));
        let expected = account.submitted.map(|(by, ..)| (by.to_owned(), account.held_by.map(str::to_owned)));
        assert_eq!(newest, expected, "{code}");
    }
}
