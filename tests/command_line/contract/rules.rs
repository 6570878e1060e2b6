//! Every rule refuses through the automation interface, by its id and with what it is about.

use fapiao_desk::domain::rule_id::RuleId;

use crate::common::process::Desk;
use crate::common::refusals::{refusals, says};
use crate::contract::scene::{refused, scene};

#[test]
fn no_rule_is_left_out_of_the_table_that_is_printed() {
    let table = Desk::empty().run(&["rules", "--json"]).answer();
    let rules: Vec<&str> =
        table.as_array().unwrap().iter().map(|line| line["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, RuleId::ALL.iter().map(|rule| rule.as_str()).collect::<Vec<_>>());
}

#[test]
fn each_rule_refuses_by_its_id_with_what_it_is_about_in_words_too() {
    let folder = crate::common::place::folder();
    for case in refusals(folder.path()) {
        let error = refused(&scene(), &[&case.before[..], &[case.line]].concat());
        assert_eq!(error["rule"], case.rule.as_str(), "{error}");
        assert!(says(&error, &case.says), "{error} does not say {}", case.says);
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
}
