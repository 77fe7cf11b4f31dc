//! `poster` (一图读懂): all figures of one body as a single tall picture, by theme, each group with the small charts
//! that suit it.

mod blocks;
mod cards;
mod ends;

pub(super) use ends::picture;

use blocks::{Block, Entry, blocks, entries, has_course};

use super::select::{self, Line, Selection};
use super::{
    Chart, ChartSpec, Context, Kind, Mark, Plot, bars, caption, columns, funnel, line, pictogram,
    rank,
};
use crate::dataset::{Dataset, Observation};
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later, lookup};
use crate::order;
use crate::scene::{Align, Ink, MeasureText, Point, Rect, Scene, Stroke, Text};

/// A poster is at most so wide, in CSS px at 16 px of text; what is exported is exactly so wide, as WeChat wants it.
pub const POSTER_WIDTH: f64 = 750.0;

/// More figures than this are no picture; the rest is in the table.
const MOST: usize = 80;

impl ChartSpec {
    /// The specification of a poster as a file `width` CSS px wide, which is read on phones: they show it as wide
    /// as themselves, about 430 of their px, so what is wider has larger text.
    pub fn poster(&self, width: f64) -> ChartSpec {
        ChartSpec {
            kind: Kind::Poster,
            width,
            text_size: self.text_size * (width / 430.0).clamp(1.0, POSTER_WIDTH / 430.0),
            ..self.clone()
        }
    }
}

/// What grows while a poster is laid out.
struct Sheet {
    scene: Scene,
    marks: Vec<Mark>,
    notes: Vec<String>,
    /// The figures that are drawn as bars, whose ends are explained.
    barred: Vec<usize>,
    /// The left edge of what is within the margins.
    left: f64,
    /// How far down it is filled.
    y: f64,
}

impl Sheet {
    /// Takes a plot in, its marks in reading order.
    fn place(&mut self, plot: Plot) {
        let corner = Point {
            x: self.left,
            y: self.y,
        };
        self.scene.place(&plot.scene, corner);
        for mut mark in plot.marks {
            mark.step = self.marks.len();
            mark.series = 0;
            for (at, by) in [
                (&mut mark.bounds.x, corner.x),
                (&mut mark.bounds.y, corner.y),
                (&mut mark.anchor.x, corner.x),
                (&mut mark.anchor.y, corner.y),
            ] {
                *at += by;
            }
            self.marks.push(mark);
        }
        self.y += plot.scene.height;
    }

    fn write(&mut self, x: f64, y: f64, text: String, size: f64, bold: bool, ink: Ink) {
        self.scene.text(Text {
            x,
            y,
            text,
            size,
            bold,
            align: Align::Start,
            ink,
        });
    }
}

/// The bodies of a selection, in the order of its lines.
fn areas(selection: &Selection) -> Vec<String> {
    let mut areas: Vec<String> = Vec::new();
    for area in selection.lines.iter().filter_map(|line| line.area.as_ref()) {
        if !areas.contains(area) {
            areas.push(area.clone());
        }
    }
    areas
}

/// Lays out the poster of one body: of the first area asked for, else of the first in the file.
#[inline(never)]
pub(super) fn chart(set: &Dataset, asked: &ChartSpec, measure: &dyn MeasureText) -> Chart {
    let words = Words::of(asked.lang);
    let mut selection = select::select(set, asked);
    let mut warnings = selection.warnings.clone();
    let mut spec = asked.clone();
    let several = areas(&selection);
    let mut of_several = false;
    if let [first, _, ..] = several.as_slice() {
        spec.areas = vec![first.clone()];
        selection = select::select(set, &spec);
        warnings.push(fill(
            later(Later::PosterOne, asked.lang),
            &[first, &several.len().to_string()],
        ));
        of_several = true;
    }
    let area = several.first().map(String::as_str);
    let size = spec.text_size;
    let column = spec.width.min(POSTER_WIDTH * size / 16.0);
    let margin = if column < size * 24.0 {
        size
    } else {
        size * 1.5
    };
    spec.width = (column - 2.0 * margin).floor();
    spec.height = None;
    let context = Context {
        set,
        spec: &spec,
        selection: &selection,
        measure,
        words,
        inks: &[],
        axis: 0.0,
        shared: None,
    };
    let mut entries = entries(&context);
    let dropped = entries.len().saturating_sub(MOST);
    entries.truncate(MOST);
    let mut sheet = Sheet {
        scene: Scene::new(asked.width, 0.0),
        marks: Vec::new(),
        notes: Vec::new(),
        barred: Vec::new(),
        left: ((asked.width - column) / 2.0).floor() + margin,
        y: 0.0,
    };
    let years = years(&context, &entries);
    let title = ends::band(
        &context,
        &mut sheet,
        margin,
        area,
        of_several,
        &years,
        entries.len() + dropped,
    );
    groups(&context, &mut sheet, entries);
    sheet.scene.height = (sheet.y + size * 0.5).ceil();

    let observed = |indices: &mut dyn Iterator<Item = usize>| -> Vec<Observation<'_>> {
        indices.filter_map(|index| set.get(index)).gather()
    };
    let drawn = observed(&mut sheet.marks.iter().map(|mark| mark.observation));
    let barred = observed(&mut sheet.barred.iter().copied());
    let mut notes = sheet.notes;
    for note in caption::notes(&context, Kind::Bar, &barred)
        .into_iter()
        .chain(caption::notes(&context, Kind::Poster, &drawn))
    {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    if dropped > 0 {
        notes.push(fill(
            later(Later::NoteRows, context.spec.lang),
            &[&dropped.to_string()],
        ));
    }
    if of_several {
        notes.extend(warnings.last().cloned());
    }
    Chart {
        kind: Kind::Poster,
        title,
        source: caption::source(&context, &selection.shown),
        notes,
        scene: sheet.scene,
        marks: sheet.marks,
        shown: selection.shown.clone(),
        warnings,
        headed: true,
        ..Chart::default()
    }
}

/// The years that a poster is about, in words; empty where the figures have none.
fn years(context: &Context<'_>, entries: &[Entry<'_>]) -> String {
    let steps = &context.selection.steps;
    let year = |step: usize| steps.get(step).and_then(|step| step.year);
    let asked = context.spec.year;
    let first = if asked.is_none() && entries.iter().any(|entry| has_course(context, entry)) {
        steps.iter().find_map(|step| step.year)
    } else {
        entries.iter().filter_map(|entry| year(entry.step)).min()
    };
    let last = entries.iter().filter_map(|entry| year(entry.step)).max();
    let words = context.words;
    match (first, last) {
        (Some(first), Some(last)) if first != last => {
            fill(words.years, &[&first.to_string(), &last.to_string()])
        }
        (Some(year), _) => fill(words.year, &[&year.to_string()]),
        _ => String::new(),
    }
}

/// Lays the groups out, one for each theme.
fn groups<'a>(context: &Context<'a>, sheet: &mut Sheet, mut entries: Vec<Entry<'a>>) {
    let mut themes: Vec<Option<&'static str>> = Vec::new();
    for entry in &entries {
        if entry.theme.is_some() && !themes.contains(&entry.theme) {
            themes.push(entry.theme);
        }
    }
    themes.push(None);
    let headed = entries.iter().any(|entry| entry.theme.is_some());
    let size = context.body();
    order::sort_by_key(&mut entries, |entry| {
        themes.iter().position(|theme| *theme == entry.theme)
    });
    // A figure of another year than most says so.
    let newest = entries
        .iter()
        .map(|entry| entry.step)
        .max()
        .unwrap_or_default();
    let mut rest = entries.into_iter().peekable();
    while let Some(first) = rest.next() {
        let theme = first.theme;
        let mut group = vec![first];
        while let Some(next) = rest.next_if(|next| next.theme == theme) {
            group.push(next);
        }
        if headed {
            let name = theme.and_then(|theme| lookup(context.words.themes, theme));
            head(
                context,
                sheet,
                name.unwrap_or(later(Later::PosterRest, context.spec.lang)),
            );
        } else {
            sheet.y += size * 1.5;
        }
        let blocks = blocks(context, group);
        // Bars below each other share an edge.
        let axis = blocks.iter().map(|block| match block {
            Block::Bars(lines, step) => bars::draw(context, lines, Some(*step)).axis,
            _ => 0.0,
        });
        let aligned = Context {
            axis: axis.fold(0.0, f64::max),
            ..*context
        };
        for (at, block) in blocks.into_iter().enumerate() {
            if at > 0 {
                sheet.y += size * 1.5;
            }
            let context = match block {
                Block::Bars(..) => &aligned,
                _ => context,
            };
            draw(context, sheet, block, newest);
        }
        sheet.y = sheet.y.ceil() + size * 0.75;
    }
}

/// The name of a group after a mark of the accent, with a rule to the right edge.
fn head(context: &Context<'_>, sheet: &mut Sheet, name: &str) {
    let size = context.body();
    let x = sheet.left + size * 0.8;
    let width = context.spec.width;
    let room = width - size * 0.8;
    // A long word in large text is set smaller before it is parted.
    let words = name.split(&[' '][..]).filter(|word| word.is_ascii());
    let large = words
        .map(|word| context.setting(size * 1.25, true).shrunk(word, room))
        .fold(size * 1.25, f64::min)
        .max(size * 0.75);
    let setting = context.setting(large, true);
    let mut base = sheet.y + size * 2.6;
    let mark = Rect {
        x: sheet.left,
        y: base - large * 0.86,
        width: (size * 0.3).round(),
        height: large,
    };
    sheet.scene.rect(mark, 1.5, Ink::Accent);
    let mut from = x;
    let to = sheet.left + width;
    for (nth, line) in setting.wrap(name, room, 4).into_iter().enumerate() {
        base += if nth > 0 { large * 1.3 } else { 0.0 };
        from = x + setting.width(&line) + size * 0.8;
        sheet.write(x, base, line, large, true, Ink::Text);
    }
    if from < to {
        let y = base - large * 0.36;
        let stroke = Stroke {
            ink: Ink::Grid,
            width: 1.0,
        };
        sheet
            .scene
            .line(Point { x: from, y }, Point { x: to, y }, stroke);
    }
    sheet.y = base + size * 1.1;
}

/// Draws one block below what is there.
fn draw(context: &Context<'_>, sheet: &mut Sheet, block: Block<'_>, newest: usize) {
    let size = context.body();
    match block {
        Block::Cards(cards) => cards::draw(context, sheet, &cards, newest),
        Block::Course(lines) => course(context, sheet, &lines),
        Block::People(line, step) => {
            let mut plot = pictogram::draw(context, &[line], step);
            let note = std::mem::take(&mut plot.notes);
            sheet.place(plot);
            // What a mark stands for is said right under them.
            let small = context.small();
            for note in note {
                for line in context
                    .setting(small, false)
                    .wrap(&note, context.spec.width, 3)
                {
                    sheet.y += small * 1.5;
                    sheet.write(sheet.left, sheet.y, line, small, false, Ink::Muted);
                }
            }
            sheet.y += small * 0.5;
        }
        Block::Ranks(lines, step) => sheet.place(rank::list(context, &lines, step)),
        Block::Funnel(lines, step) => {
            let plot = funnel::draw(context, &lines, step);
            barred(sheet, plot);
        }
        Block::Bars(lines, step) => {
            let plot = bars::draw(context, &lines, Some(step));
            barred(sheet, plot);
            sheet.y -= size * 0.25;
        }
    }
}

/// Takes in a plot of bars, whose ends the notes explain.
fn barred(sheet: &mut Sheet, mut plot: Plot) {
    let of = plot.marks.iter().map(|mark| mark.observation);
    sheet.barred.extend(of);
    sheet.notes.append(&mut plot.notes);
    sheet.place(plot);
}

/// Draws lines of one unit over their years.
fn course(context: &Context<'_>, sheet: &mut Sheet, lines: &[&Line]) {
    let size = context.body();
    let mut inks: Vec<Ink> = context.selection.lines.iter().map(|_| Ink::Faint).gather();
    for (at, line) in lines.iter().enumerate() {
        if let Some(ink) = inks.get_mut(line.at) {
            *ink = Ink::Series(at as u8);
        }
    }
    let width = context.spec.width;
    let tall = (width * 0.5).clamp(size * 11.0, size * 16.0).round();
    let spec = ChartSpec {
        height: Some(tall),
        ..context.spec.clone()
    };
    let context = Context {
        spec: &spec,
        inks: &inks,
        ..*context
    };
    let unit = lines.iter().find_map(|line| line.unit.as_deref());
    let name = match lines {
        [line] => line.label.clone(),
        _ => {
            let names: Vec<&str> = lines.iter().map(|line| line.label.as_str()).gather();
            join(&names, context.words.list)
        }
    };
    let unit = unit.map(|unit| context.words.unit(unit, 2.0));
    let mut parts: Vec<&str> = vec![&name];
    parts.extend(unit.filter(|unit| !unit.is_empty()));
    let head = join(&parts, context.words.dot);
    let setting = context.setting(size, true);
    for line in setting.wrap(&head, width, context.name_lines()) {
        sheet.y += size * 1.4;
        sheet.write(
            sheet.left,
            sheet.y - size * 0.4,
            line,
            size,
            true,
            Ink::Text,
        );
    }
    sheet.y += size * 0.5;
    let rate = lines.iter().any(|line| line.unit.as_deref() == Some("%"));
    let mut plot = if rate || lines.len() > 2 || context.selection.steps.len() > 12 {
        line::draw(&context, lines)
    } else {
        columns::draw(&context, lines)
    };
    for note in std::mem::take(&mut plot.notes) {
        let note = fill(later(Later::NoteOf, context.spec.lang), &[&name, &note]);
        sheet.notes.push(note);
    }
    barred(sheet, plot);
}
