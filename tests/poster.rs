//! A poster is of one body, shows every figure of it as it was written, and is as wide as WeChat wants it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

mod support;

use county_charts::chart::{Chart, ChartSpec, Kind, POSTER_WIDTH, format, picture};
use county_charts::locale::Lang;
use county_charts::scene::{Command, Ink, Scene};
use county_charts::text::WidthTable;

const REPORTS: [(&str, Lang); 5] = [
    ("youyang.csv", Lang::ZhHans),
    ("linwu.csv", Lang::ZhHans),
    ("leiyang.csv", Lang::ZhHans),
    ("linshui.csv", Lang::ZhHant),
    ("kuancheng.csv", Lang::ZhHant),
];

fn spec(lang: Lang, width: f64) -> ChartSpec {
    ChartSpec {
        kind: Kind::Poster,
        lang,
        width,
        ..ChartSpec::default()
    }
}

fn words(scene: &Scene) -> String {
    let texts = scene.commands.iter().filter_map(|command| match command {
        Command::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn every_figure_of_a_report_is_on_its_poster_as_it_was_written() {
    for (file, lang) in REPORTS {
        let reading = support::read(file);
        let set = &reading.dataset;
        for width in [280.0, 343.0, 720.0, 1280.0] {
            let chart = support::chart(&reading, &spec(lang, width));
            assert!(chart.warnings.is_empty(), "{file}");
            let mut drawn: Vec<usize> = chart.marks.iter().map(|mark| mark.observation).collect();
            drawn.sort_unstable();
            assert_eq!(drawn, (0..set.len()).collect::<Vec<_>>(), "{file}");
            let words = words(&chart.scene);
            for at in 0..set.len() {
                let quantity = format::quantity(&set.get(at).unwrap(), lang);
                assert!(
                    words.contains(&quantity.number) && words.contains(&quantity.after),
                    "{file}: {quantity:?} is not on the poster"
                );
            }
        }
    }
}

#[test]
fn marks_are_walked_from_top_to_bottom_one_by_one() {
    for (file, lang) in REPORTS {
        let chart = support::chart(&support::read(file), &spec(lang, 343.0));
        for (at, mark) in chart.marks.iter().enumerate() {
            assert_eq!((mark.step, mark.series), (at, 0), "{file}");
        }
        for pair in chart.marks.windows(2) {
            let same_row = pair[0].bounds.y == pair[1].bounds.y;
            assert!(
                pair[0].bounds.y < pair[1].bounds.y
                    || (same_row && pair[0].bounds.x < pair[1].bounds.x),
                "{file}: {pair:?}"
            );
        }
    }
}

fn of_several(areas: &[&str], lang: Lang) -> Chart {
    let spec = ChartSpec {
        areas: areas.iter().map(ToString::to_string).collect(),
        ..spec(lang, 343.0)
    };
    support::chart(&support::read("bodies.csv"), &spec)
}

#[test]
fn a_file_of_several_bodies_gives_the_one_asked_for_and_says_so() {
    let asked = of_several(&["云南省"], Lang::ZhHans);
    assert!(asked.warnings.is_empty(), "{:?}", asked.warnings);
    assert!(asked.title.starts_with("云南省"), "{}", asked.title);
    let reading = support::read("bodies.csv");
    let of = |chart: &Chart, area: &str| {
        let mut shown = chart.shown.iter();
        shown.all(|&index| reading.dataset.get(index).unwrap().area == Some(area))
    };
    assert!(of(&asked, "云南省"));
    for lang in Lang::ALL {
        let chart = of_several(&["昆明市", "云南省"], lang);
        assert_eq!(chart.warnings.len(), 1);
        let note = &chart.warnings[0];
        let shown = reading.dataset.get(chart.shown[0]).unwrap().area.unwrap();
        assert!(of(&chart, shown), "of one body alone");
        assert_eq!(shown, "昆明市", "of the first that was asked for");
        assert!(note.contains(shown) && note.contains('2'), "{note}");
        assert!(chart.notes.contains(note), "the reader is told as well");
    }
}

#[test]
fn the_file_is_as_wide_as_wechat_wants_and_its_text_is_read_on_a_phone() {
    let reading = support::read("youyang.csv");
    // Whatever the width and the text of the page.
    for width in [280.0, 343.0, 1280.0] {
        let page = spec(Lang::ZhHans, width);
        let spec = page.poster(POSTER_WIDTH);
        let chart = support::chart(&reading, &spec);
        let scene = picture(&chart, &spec, &WidthTable);
        assert_eq!(scene.width, 750.0);
        for command in &scene.commands {
            if let Command::Text(text) = command {
                // 750 px are shown as 375 to 430 of a phone's.
                assert!(text.size >= 20.0, "{}: {}", text.text, text.size);
            }
        }
        let words = words(&scene);
        assert!(
            words.contains("来源：") && words.contains("“余”"),
            "{words}"
        );
        let title = words.matches("酉阳县").count();
        let on_page = self::words(&chart.scene).matches("酉阳县").count();
        assert_eq!((on_page, title), (1, 2), "the band once, the source once");
    }
}

#[test]
fn the_band_has_the_accent_and_words_in_the_colour_of_the_page() {
    let chart = support::chart(&support::read("youyang.csv"), &spec(Lang::ZhHans, 720.0));
    let Some(Command::Rect { rect, ink, .. }) = chart.scene.commands.first() else {
        panic!("the band comes first");
    };
    assert_eq!((*ink, rect.x, rect.width), (Ink::Accent, 0.0, 720.0));
    for command in &chart.scene.commands {
        if let Command::Text(text) = command
            && text.y < rect.bottom()
        {
            assert_eq!(text.ink, Ink::Background, "{}", text.text);
        }
    }
}
