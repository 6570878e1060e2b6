//! Sending as the window does it: on a thread of its own, with a count of what is done, until it is stopped.

use std::sync::Arc;

use fapiao_desk::desk::Open;
use fapiao_desk::desk::mail::outbox::{outbox, page, work};
use fapiao_desk::desk::mail::queue::plan;
use fapiao_desk::desk::progress::Meter;
use fapiao_desk::desk::worker::Office;
use fapiao_desk::domain::mail::outbox::MessageState;
use fapiao_desk::domain::text::Code;

use super::Post;
use crate::common::smtp::{Conduct, Ends};

fn office(post: &Post) -> Office {
    Office::open(&post.desk.store(), Open::Existing, Arc::new(|| {})).unwrap()
}

fn states(office: &Office) -> Vec<MessageState> {
    let mails = office.read(|db, _| outbox(db)).wait().unwrap().unwrap();
    mails.iter().map(|mail| mail.state).collect()
}

#[test]
fn many_are_counted_and_the_desk_is_free_meanwhile() {
    let post = Post::new(3, Conduct::default());
    let (office, meter) = (office(&post), Arc::new(Meter::default()));
    let waiting = office.read(|db, moment| plan(db, moment, &[])).wait().unwrap().unwrap();
    assert_eq!(waiting.composed.len(), 3);
    let report = office.send_mail(Vec::new(), Arc::clone(&meter)).unwrap().wait().unwrap().unwrap();
    assert_eq!((report.sent.len(), report.cancelled), (3, false));
    assert_eq!((meter.progress().done, meter.progress().of), (3, 3));
    assert_eq!(states(&office), [MessageState::Sent; 3]);
}

#[test]
fn what_is_stopped_waits_in_the_outbox() {
    let post = Post::new(2, Conduct::default());
    let (office, meter) = (office(&post), Arc::new(Meter::default()));
    meter.cancel();
    let report = office.send_mail(Vec::new(), meter).unwrap().wait().unwrap().unwrap();
    assert_eq!((report.sent.len(), report.cancelled), (0, true));
    assert_eq!(states(&office), [MessageState::Queued; 2]);
    assert!(post.server.received().is_empty());
}

#[test]
fn a_silent_server_holds_nobody_up() {
    let post = Post::new(1, Conduct { ends: Some(Ends::SilentAtRecipient), ..Conduct::default() });
    let office = office(&post);
    let sending = office.send_mail(Vec::new(), Arc::default()).unwrap();
    post.server.wait_for_silence();
    assert_eq!(states(&office), [MessageState::Sending], "read");
    let written = office.attempt(|desk| desk.plan_mail(&[Code::try_from("FP1").unwrap()])).wait().unwrap();
    assert_eq!(written.unwrap().left_out.len(), 1, "and written");
    drop(sending);
}

#[test]
fn pages_of_the_outbox_put_together_are_all_of_it_and_what_is_not_sent_is_told_apart() {
    let refuses = Some(("fin@", 450, "later"));
    let post = Post::new(2, Conduct { refuses, ..Conduct::default() });
    assert_eq!(post.send(&["--application", &post.applications[0]]).code, 1);
    post.server.behave(Conduct::default());
    assert_eq!(post.send(&["--application", &post.applications[1]]).code, 0);
    let office = office(&post);
    let read = office.read(|db, _| {
        let first = page(db, false, None, 1)?;
        let second = page(db, false, first.last(), 1)?;
        Ok((outbox(db)?, [first, second].concat(), page(db, true, None, 10)?, work(db)?))
    });
    let (all, paged, open, work) = read.wait().unwrap().unwrap();
    assert_eq!(paged, all);
    assert_eq!(open, all[1..], "the newest is sent");
    assert_eq!((work.open, work.to_decide, work.waiting.len()), (1, 0, 1));
    assert_eq!(*work.waiting[0], post.applications[0]);
}
