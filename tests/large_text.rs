//! What readers of large text must not lose: on a phone at twice the text, and at 400 % zoom, no name and no figure of the
//! charts that are looked at is cut.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

mod support;

use county_charts::chart::Kind;
use county_charts::scene::Command;
use support::cases;

/// A phone of 375 px in the demo's margins at twice the text, and one of 320 px, which is 1,280 px at 400 % zoom.
const SEEN: [(f64, f64); 2] = [(253.0, 32.0), (258.0, 16.0)];

/// What is set smaller than this part of the size of text is lost as well: 10 px where text has 16.
const LEAST: f64 = 0.6;

#[test]
fn nothing_is_cut() {
    let mut texts = 0;
    let mut cut = Vec::new();
    cases::at_sizes(&SEEN, |name, _, chart, text_size| {
        for command in &chart.scene.commands {
            if let Command::Text(text) = command {
                texts += 1;
                // A stroke in place of 无数据 is a sign, not a word.
                let small = text.size < LEAST * text_size && text.text != "—";
                if text.text.ends_with('…') || small {
                    cut.push(format!("{name}: “{}” of {:.1} px", text.text, text.size));
                }
            }
        }
    });
    assert!(texts > 2_000, "{texts} texts");
    assert!(cut.is_empty(), "{} are cut:\n{}", cut.len(), cut.join("\n"));
}

#[test]
fn ranks_are_read_where_there_is_no_room_in_the_discs() {
    let mut seen = 0;
    cases::at_sizes(&SEEN, |name, _, chart, _| {
        if chart.kind == Kind::Rank && chart.over_years {
            let ranks = chart
                .scene
                .commands
                .iter()
                .filter(|command| matches!(command, Command::Text(text) if text.text == "1"));
            assert!(ranks.count() > 0, "{name} has no rank");
            seen += 1;
        }
    });
    assert!(seen > 4, "{seen}");
}
