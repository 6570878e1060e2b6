//! Help, languages, and no display, which there is on Linux alone: elsewhere the window would open.

use crate::common::process::{Desk, HOME, finish, program};

const SUBCOMMANDS: [&str; 9] =
    ["run", "import", "export", "recurring", "check", "rules", "demo", "backup", "restore"];

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_window_says_so_and_names_what_needs_none() {
    for (lang, sentence) in [("zh", "没有可用的图形显示"), ("en", "no display")] {
        let ran = Desk::empty().run(&["--lang", lang]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(sentence), "{}", ran.stderr);
        assert!(SUBCOMMANDS.iter().all(|name| ran.stderr.contains(name)), "{}", ran.stderr);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn no_store_is_made_by_a_window_that_does_not_open() {
    let desk = Desk::empty();
    desk.run::<&str>(&[]);
    assert!(!desk.store().exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_display_that_does_not_answer_is_no_display() {
    let desk = Desk::empty();
    let mut command = desk.with(&["--lang", "en"]);
    command.env("DISPLAY", ":4711").env_remove("WAYLAND_DISPLAY");
    let ran = finish(command, b"");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no display") && ran.stderr.contains("check"), "{}", ran.stderr);
}

#[test]
fn help_is_in_the_language_that_is_asked_for_and_else_in_chinese() {
    let help = |arguments: &[&str]| {
        let mut command = program();
        command.args(arguments);
        let ran = finish(command, b"");
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.stdout
    };
    for (arguments, expected) in [
        (["--help", "--lang", "zh"], "用法："),
        (["--lang", "en", "--help"], "Usage:"),
        (["check", "--lang=en", "-h"], "nothing"),
    ] {
        assert!(help(&arguments).contains(expected), "{arguments:?}");
    }
    let plain = help(&["--help"]);
    assert!(SUBCOMMANDS.iter().all(|name| plain.contains(name)) && plain.contains("退出状态"), "{plain}");
}

#[test]
fn arguments_that_make_no_sense_end_with_2() {
    for arguments in [&["fly"][..], &["run"], &["backup"], &["--lang", "fr", "rules"], &["check", "--force"]]
    {
        let ran = Desk::empty().run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.starts_with("命令行参数有误"), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn what_is_wrong_with_the_arguments_is_said_in_the_language_asked_for() {
    for (arguments, zh, en) in [
        (&["check", "--force"][..], "没有“--force”这个选项", "There is no option or argument “--force”."),
        (&["check", "more"], "没有“more”这个", "“more”"),
        (
            &["chek"],
            "没有“chek”这个命令。是否要用“check”？",
            "There is no command “chek”. Did you mean “check”?",
        ),
        (
            &["import", "bils", "x"],
            "“bils”不正确。可用的值有：accounts、bills",
            "It is one of: accounts, bills",
        ),
        (&["import", "bills"], "缺少：", "Missing: "),
        (&["import", "bills", "x.csv"], "缺少：--issuer <CODE>", "Missing: --issuer <CODE>"),
        (&["backup", "--to"], "--to <FILE> 后面要有值。", "--to <FILE> needs a value."),
        (&["check", "--json=1"], "--json 不带值", "--json takes no such value"),
        (&["check", "--store", "a", "--store", "b"], "--store <PATH> 只能写一次。", "can be given once only"),
        (
            &["a.sqlite", "imports"],
            "a.sqlite 不能与 imports 同时使用。",
            "a.sqlite does not go with imports.",
        ),
        (
            &["--store", "a", "b.sqlite"],
            "--store <PATH> 不能与 [FILE] 同时使用。",
            "--store <PATH> does not go with [FILE].",
        ),
        (&["demo", "--seed", "x"], "“x”不正确", "cannot be “x”"),
    ] {
        for (lang, expected) in [("zh", zh), ("en", en)] {
            let mut command = program();
            command.args(["--lang", lang]).args(arguments);
            let ran = finish(command, b"");
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(ran.stderr.contains(expected), "{arguments:?}: {}", ran.stderr);
            // Chinese alone, but for what the arguments are called.
            let is_english = |word: &str| ran.stderr.contains(word);
            assert!(
                lang == "en" || !["error", "Usage", "tip", "unexpected"].into_iter().any(is_english),
                "{}",
                ran.stderr
            );
        }
    }
}

#[test]
fn without_a_place_given_the_store_is_in_the_users_data_folder_which_is_made() {
    let desk = Desk::empty();
    let mut command = program();
    let home = desk.path("home/user");
    command.args(["run", "-"]).env(HOME, &home);
    let ran = finish(command, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut found = Vec::new();
    let mut folders = vec![home];
    // What this machine keeps of its own stands in a folder beside it.
    let is_machines = |folder: &std::path::Path| folder.ends_with("machine");
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && is_machines(&path) {
                assert!(path.join("signing.key").exists());
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.file_name().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(found, ["desk.sqlite"]);
}

#[test]
fn the_rules_are_listed_with_their_ids_in_both_languages_and_as_json() {
    let desk = Desk::empty();
    let zh = desk.run(&["rules"]);
    let en = desk.run(&["rules", "--lang", "en"]);
    let json = desk.run(&["rules", "--json"]).answer();
    let ids: Vec<&str> = json.as_array().unwrap().iter().map(|line| line["rule"].as_str().unwrap()).collect();
    assert!(ids.len() > 20 && ids.contains(&"bill-age-limit"), "{ids:?}");
    assert!(ids.iter().all(|id| zh.stdout.contains(id) && en.stdout.contains(id)));
    assert!(zh.stdout.contains("怎么办：") && en.stdout.contains("What to do: "));
    let first = &json[0];
    for field in ["section", "title", "refuses", "what_to_do"] {
        assert!(!first[field].is_null(), "{field}");
    }
    assert_eq!((zh.code, en.code), (0, 0));
    assert!(!desk.store().exists(), "the rules need no store");
}
