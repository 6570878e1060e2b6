//! Sending as the window does it: on a thread of its own, with a count of what is done, until it is stopped.

use std::sync::Arc;

use fapiao_desk::desk::Open;
use fapiao_desk::desk::mail::outbox::outbox;
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
