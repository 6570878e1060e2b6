//! The printed handbook: at most twenty pages in each language, whole, and read back as text.

#[path = "../../examples/handbook/book.rs"]
mod book;

use fapiao_desk::domain::rule_id::RuleId;
use fapiao_desk::exchange::pdf::{Picture, mm};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::handbook::CHAPTERS;
use fapiao_desk::i18n::refusal::rule_text;

use crate::common::pdf::{pieces, texts};

const MOST_PAGES: usize = 20;

/// Pictures of nothing, of the shape that those of the program have.
fn made(lang: Lang) -> (Vec<u8>, usize) {
    let mut picture = |_| Ok(Picture::of(vec![200; 110 * 70 * 3], 110, 70).unwrap());
    book::made(lang, &mut picture).unwrap()
}

#[test]
fn it_has_at_most_twenty_pages_and_every_chapter_section_and_rule() {
    for lang in [Lang::Zh, Lang::En] {
        let (bytes, count) = made(lang);
        let pages = texts(&bytes);
        assert_eq!(pages.len(), count);
        assert!((12..=MOST_PAGES).contains(&count), "{count} pages");
        // Lines end anywhere.
        let all: String = pages.concat().concat().split_whitespace().collect();
        let is_told = |text: &str| all.contains(&text.split_whitespace().collect::<String>());
        for section in CHAPTERS.iter().flat_map(|chapter| chapter.sections) {
            assert!(is_told(section.title.get(lang)), "{}", section.title.get(lang));
        }
        for rule in RuleId::ALL {
            let title = rule_text(*rule).title.get(lang);
            assert!(is_told(title), "{title}");
        }
    }
}

#[test]
fn nothing_is_printed_over_the_foot_of_a_page_nor_off_the_paper() {
    let (width, foot) = (f64::from(mm(210.0)), f64::from(mm(297.0 - 15.0 - 8.0)));
    for lang in [Lang::Zh, Lang::En] {
        let pages = pieces(&made(lang).0);
        for (number, page) in pages.iter().enumerate().skip(1) {
            // The foot is set last: the note, and the number.
            let (text, own) = page.split_at(page.len() - 2);
            assert!(own.iter().all(|piece| piece.y > foot), "the foot of page {number}");
            for piece in text {
                let is_on = (0.0..width).contains(&piece.x) && (0.0..=foot).contains(&piece.y);
                assert!(is_on, "page {number}: “{}” at {}, {}", piece.text, piece.x, piece.y);
            }
        }
    }
}

#[test]
fn the_contents_name_the_page_on_which_each_chapter_begins() {
    for lang in [Lang::Zh, Lang::En] {
        let pages = texts(&made(lang).0);
        let contents = &pages[1];
        for chapter in CHAPTERS {
            let title = chapter.title.get(lang);
            let place = contents.iter().position(|text| text == title).unwrap();
            let page: usize = contents[place + 1].parse().unwrap();
            assert!(pages[page].iter().any(|text| text == title), "{title}");
            assert_eq!(pages[page].last().unwrap(), &page.to_string(), "the number at its foot");
        }
    }
}

#[test]
fn keys_are_printed_as_most_computers_call_them_and_no_mark_is_left() {
    let all: Vec<String> = texts(&made(Lang::Zh).0).concat();
    assert!(all.iter().any(|text| text == "Ctrl K"));
    assert!(!all.iter().any(|text| text.contains("[[") || text.contains("]]") || text.contains("SendMail")));
}

#[test]
fn the_same_pictures_give_the_same_bytes() {
    assert_eq!(made(Lang::En), made(Lang::En));
}
