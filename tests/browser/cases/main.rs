//! The built widget in real browsers: one file a topic. `src/lib.rs` says how to write a case.

// What a test asserts may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod axe;
mod card;
mod comfort;
mod controls;
mod corpus;
mod demo;
mod dist;
mod input;
mod keyboard;
mod kinds;
mod page;
mod pictures;
mod same_picture;
mod site;
mod spoken;
mod states;
mod targets;
mod trees;
mod voice;
mod widget;

use std::process::ExitCode;

fn main() -> ExitCode {
    browser_tests::run(vec![
        ("axe", axe::cases()),
        ("card", card::cases()),
        ("comfort", comfort::cases()),
        ("controls", controls::cases()),
        ("corpus", corpus::cases()),
        ("demo", demo::cases()),
        ("dist", dist::cases()),
        ("input", input::cases()),
        ("keyboard", keyboard::cases()),
        ("kinds", kinds::cases()),
        ("page", page::cases()),
        ("pictures", pictures::cases()),
        ("same_picture", same_picture::cases()),
        ("site", site::cases()),
        ("spoken", spoken::cases()),
        ("states", states::cases()),
        ("targets", targets::cases()),
        ("trees", trees::cases()),
        ("voice", voice::cases()),
        ("widget", widget::cases()),
    ])
}
