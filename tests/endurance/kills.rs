//! The program is killed at any moment.

use std::fs::{self, File};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::chance::Chance;
use crate::common::process::{Desk, finish};
use crate::errand::{ERRANDS, Ended, Errand};
use crate::scene::{assert_whole, bring_scans, entries, lay, program, scene, state};
use crate::story::Story;

/// Runs a command and kills it after this time, if it is still there.
fn killed(mut command: Command, desk: &Desk, after: Duration) -> Ended {
    let (said, complained) = (desk.path("said"), desk.path("complained"));
    command.stdout(File::create(&said).unwrap()).stderr(File::create(&complained).unwrap());
    let mut child = command.spawn().unwrap();
    sleep(after);
    child.kill().unwrap();
    let code = child.wait().unwrap().code();
    let text = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    Ended { code, said: text(said), complained: text(complained) }
}

/// At any moment of what takes so long, and somewhat later.
fn sometime(within: Duration, chance: &mut Chance) -> Duration {
    within * u32::try_from(chance.below(1_250)).unwrap() / 1_000
}

/// How long an errand takes when nothing happens to it.
fn time_of(errand: Errand) -> Duration {
    let desk = Desk::empty();
    lay(&desk, &errand.files());
    let began = Instant::now();
    let ran = finish(errand.command(&desk), b"");
    assert_eq!(ran.code, 0, "{errand:?} {ran:?}");
    began.elapsed()
}

#[test]
fn every_errand_outlives_a_kill() {
    let (mut chance, wanted) = (crate::chance(1), crate::times(12));
    let times: Vec<Duration> = ERRANDS.map(time_of).to_vec();
    let (mut kills, mut tries) = (0, 0);
    let desk = Desk::empty();
    while kills < wanted {
        let (errand, time) = (ERRANDS[tries % ERRANDS.len()], times[tries % ERRANDS.len()]);
        tries += 1;
        lay(&desk, &errand.files());
        let after = sometime(time, &mut chance);
        let ended = killed(errand.command(&desk), &desk, after);
        kills += usize::from(ended.code.is_none());
        errand.holds(&desk, &ended, &format!("killed after {after:?}, seed {} try {tries}", crate::seed()));
    }
    println!("{kills} kills of {tries} errands");
}

#[test]
fn a_store_that_is_killed_again_and_again_has_done_each_line_once() {
    let (mut chance, wanted) = (crate::chance(2), crate::times(6));
    let (before, next) = (&scene().before, &scene().next);
    let lines: Vec<String> = before.lines.iter().chain(&next.lines).cloned().collect();
    let answers = before.answers.iter().chain(&next.answers).cloned().collect();
    let story = Story { lines, answers };
    let time = time_of(Errand::Begin);
    let mut kills = 0;
    while kills < wanted {
        let desk = Desk::empty();
        bring_scans(&desk);
        let mut done = 0;
        while done < story.lines.len() && kills < wanted {
            let from = done - chance.below(done.min(5) + 1);
            fs::write(desk.path("lines.jsonl"), story.lines[from..].join("\n")).unwrap();
            let after = sometime(time, &mut chance);
            let ended = killed(program(&desk, &["--sandbox", "run", "lines.jsonl"]), &desk, after);
            kills += usize::from(ended.code.is_none());
            let answers = ended.answers();
            let to = from + answers.len();
            assert_eq!(answers, story.answers[from..to], "killed after {after:?}: {ended:?}");
            done = done.max(to);
        }
        assert_done_once(&desk, &story);
    }
    println!("{kills} kills of stores that go on");
}

/// Says everything once more: whatever was done before is answered as it was, and nothing is done twice.
fn assert_done_once(desk: &Desk, story: &Story) {
    let ran = finish(program(desk, &["--sandbox", "run", "-"]), &story.file());
    assert_eq!((ran.code, &ran.answers()), (0, &story.answers), "{}", ran.stderr);
    assert_whole(desk, "killed again and again");
    assert_eq!(&state(desk), Errand::Lines.after());
    assert_eq!(entries(desk), 1 + story.lines.len());
}
