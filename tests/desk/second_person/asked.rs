//! What was asked for in the lists of what there is to do: of who may do it, of who asked, and of who is told that it was
//! refused.

use fapiao_desk::desk::Store;
use fapiao_desk::desk::pages::overview::{Kind, Task, ToDo, What, to_do, work};
use fapiao_desk::domain::application::Step;

use super::{ON, RED, asks, desk, issued, issuing};
use crate::common::Play;
use crate::common::lines::{by, reverse, step, with};

/// What there is to do for a user, how much that is said to be, and what he is only to know.
fn of(play: &Play, user: &str) -> (Vec<What>, u64, Vec<What>) {
    let (db, mut moment) = (Store::open_reader(play.desk.path()).unwrap(), play.desk.moment());
    moment.user = Some(user.into());
    let what = |tasks: Vec<Task>| tasks.into_iter().map(|task| task.what).collect::<Vec<_>>();
    let listed = what(to_do(&db, &moment, &ToDo::default(), None, 100).unwrap());
    let work = work(&db, &moment, None).unwrap();
    let paged = ToDo { kind: Some(Kind::Applications), of: Some("C1".into()), ..ToDo::default() };
    let of_one = what(to_do(&db, &moment, &paged, None, 100).unwrap());
    assert_eq!(of_one, listed, "of its customer and kind");
    (listed, work.tasks.of(Some(Kind::Applications)), what(work.known))
}

fn is_request(what: &What, of: Step, own: bool) -> bool {
    matches!(what, What::TakeAsked { step, is_own, .. } if (*step, *is_own) == (of, own))
}

#[test]
fn what_was_asked_for_is_done_by_another_and_waits_for_who_asked() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    // 100.00 is submitted on the day, and can be cancelled until its end.
    let (before, count, _) = of(&play, "王敏");
    assert_eq!(count, before.len() as u64);
    assert!(before.iter().any(|what| matches!(what, What::Step { step: Step::Issue, .. })));
    play.ok(&by("王敏", &asks(&number, "issue")));
    let (asker, count, known) = of(&play, "王敏");
    assert!(!asker.iter().any(|what| matches!(what, What::Step { .. })), "{asker:?}");
    assert_eq!(count, asker.len() as u64, "counted as the list has it");
    assert!(known.len() == 1 && is_request(&known[0], Step::Issue, true), "{known:?}");
    for may in ["李强", "desk"] {
        let (listed, count, known) = of(&play, may);
        assert_eq!(
            listed.iter().filter(|what| is_request(what, Step::Issue, false)).count(),
            1,
            "{listed:?}"
        );
        assert!(!listed.iter().any(|what| matches!(what, What::Step { .. })), "said once: {listed:?}");
        assert_eq!((count, known), (listed.len() as u64, vec![]));
    }
    // It is none of a reviewer's business.
    assert_eq!(of(&play, "周平"), (vec![], 0, vec![]));
}

#[test]
fn who_asked_sees_that_it_was_refused_and_why_until_he_takes_note() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    play.ok(&by("王敏", &asks(&number, "issue")));
    let of_issue = |op: &str, more: &str| with(&step(op, &number), &format!(r#""step":"issue"{more}"#));
    play.ok(&by("李强", &of_issue("refuse_request", r#","reason":"金额不对""#)));
    let told = |play: &Play, user: &str| {
        let (listed, count, _) = of(play, user);
        assert_eq!(count, listed.len() as u64);
        listed
            .iter()
            .filter(|what| matches!(what, What::RequestRefused { reason, .. } if reason == "金额不对"))
            .count()
    };
    assert_eq!((told(&play, "王敏"), told(&play, "李强")), (1, 0));
    play.ok(&by("王敏", &of_issue("withdraw_request", "")));
    assert_eq!(told(&play, "王敏"), 0);
}

#[test]
fn a_reversal_that_was_asked_for_takes_the_place_of_its_forms() {
    let mut play = desk("T", ON);
    let number = issued(&mut play);
    let form = r#""begun_by":"seller","buyer_has_used":false,"reason":"service_ended""#;
    play.ok(&with(&step("begin_red_letter", &number), form));
    assert!(of(&play, "desk").0.iter().any(|what| matches!(what, What::RedLetter { .. })));
    play.ok(&by("李强", &asks(&number, "reverse")));
    let (listed, ..) = of(&play, "desk");
    assert_eq!(listed.iter().filter(|what| is_request(what, Step::Reverse, false)).count(), 1);
    assert!(!listed.iter().any(|what| matches!(what, What::RedLetter { .. })), "{listed:?}");
    // 王敏 applied, so it is for another than her too.
    let (_, _, known) = of(&play, "王敏");
    assert!(known.iter().any(|what| is_request(what, Step::Reverse, false)), "{known:?}");
    play.ok(&reverse(&number, RED));
    assert_eq!(of(&play, "desk").0, vec![]);
}
