//! `panels`: small charts side by side and below each other, with the years aligned: one for each unit, since
//! different units never share an axis, or for each measure or area where there is but one unit.

use super::select::Line;
use super::sign::Sign;
use super::{ChartSpec, Context, Mark, Plot, columns, format, legend, line};
use crate::gather::Gather as _;
use crate::locale::{Later, fill, join, later};
use crate::order;
use crate::scene::{Align, Ink, Point, Scene, Text};

/// More panels than this are not taken in; the rest is in the table.
const MOST: usize = 24;

/// The lines of each panel with its name.
fn panels<'a>(lines: &[&'a Line], lang: crate::locale::Lang) -> Vec<(String, Vec<&'a Line>)> {
    let unit = |line: &&Line| (line.rank, line.unit.clone());
    let mut units: Vec<_> = lines.iter().map(unit).gather();
    units.dedup();
    let several_units = units.iter().any(|unit| units.first() != Some(unit));
    let mut measures: Vec<&str> = Vec::new();
    for line in lines {
        if !measures.contains(&line.measure.as_str()) {
            measures.push(&line.measure);
        }
    }
    let by_measure = several_units || measures.len() > 1;
    let mut panels: Vec<(String, Vec<&Line>)> = Vec::new();
    for line in lines {
        let name = if by_measure {
            format::measure_name(&line.measure, lang).to_owned()
        } else {
            line.label.clone()
        };
        // One measure in different units across areas is a panel a unit.
        match panels.iter_mut().find(|(known, of)| {
            *known == name && of.first().is_none_or(|first| unit(first) == unit(line))
        }) {
            Some((_, of)) => of.push(line),
            None => panels.push((name, vec![line])),
        }
    }
    panels
}

/// The colours of lines that are the same place or breakdown in each panel.
struct Shared {
    /// By the place of a line in the selection.
    inks: Vec<Ink>,
    /// The place of its name among the names, likewise.
    places: Vec<usize>,
    names: Vec<(Ink, String)>,
}

impl Shared {
    /// `None` where each panel has one line.
    fn of(panels: &[(String, Vec<&Line>)], context: &Context<'_>) -> Option<Shared> {
        if panels.iter().all(|(_, of)| of.len() < 2) {
            return None;
        }
        let mut inks = context.inks.to_vec();
        let mut places = vec![0; inks.len()];
        let mut names: Vec<(Ink, String)> = Vec::new();
        for (measure, of) in panels {
            for line in of {
                // What is left of its name beside its measure.
                let dot = context.words.dot;
                let name = line
                    .label
                    .strip_suffix(measure.as_str())
                    .unwrap_or(&line.label);
                let name = name.trim_end_matches(dot).to_owned();
                let known = names.iter().position(|(_, known)| *known == name);
                let place = known.unwrap_or_else(|| {
                    let ink = if context.stands_back(line) {
                        Ink::Faint
                    } else {
                        Ink::Series(names.len() as u8)
                    };
                    names.push((ink, name));
                    names.len() - 1
                });
                if let (Some(own), Some((ink, _))) = (inks.get_mut(line.at), names.get(place)) {
                    *own = *ink;
                }
                if let Some(own) = places.get_mut(line.at) {
                    *own = place;
                }
            }
        }
        Some(Shared {
            inks,
            places,
            names,
        })
    }
}

/// Draws all lines, whatever their unit; ranks are left to the table, for they have an axis of their own kind.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let drawable: Vec<&Line> = lines
        .iter()
        .copied()
        .filter(|line| !line.rank && line.has_value(context.set))
        .gather();
    let mut panels = panels(&drawable, spec.lang);
    let more = panels.len().saturating_sub(MOST);
    panels.truncate(MOST);
    let size = context.body() * 0.875;
    let gap = size * 1.6;
    let columns = match panels.len() {
        0 | 1 => 1,
        _ if spec.width < size * 38.0 => 1,
        // Three stand below each other rather than around a hole.
        3 if spec.width < size * 62.0 => 1,
        2 | 4 => 2,
        _ if spec.width < size * 62.0 => 2,
        _ => 3,
    };
    let width = ((spec.width - gap * (columns - 1) as f64) / columns as f64).floor();
    let tall = spec
        .height
        .unwrap_or_else(|| (width * 0.5).clamp(size * 9.0, size * 13.0).round());
    // Several lines in a panel are told apart by place or breakdown: in one colour throughout, named once over all.
    let shared = Shared::of(&panels, context);
    let small = ChartSpec {
        width,
        height: Some(tall),
        legend_apart: shared.is_some(),
        ..spec.clone()
    };
    let inks = shared.as_ref().map_or(context.inks, |shared| &shared.inks);
    let steps = context.selection.steps.len();
    let draw = |of: &[&Line], axis: f64| {
        let context = Context {
            spec: &small,
            axis,
            inks,
            shared: shared.as_ref().map(|shared| shared.places.as_slice()),
            ..*context
        };
        let rate = of.iter().any(|line| line.unit.as_deref() == Some("%"));
        // Few amounts are columns; rates, many years and several places, told apart by their shapes, are lines.
        if rate || shared.is_some() || steps > 12 {
            line::draw(&context, of)
        } else {
            columns::draw(&context, of)
        }
    };
    // Twice, so that all value axes are as wide as the widest and the years stand below each other.
    let axis = panels
        .iter()
        .map(|(_, of)| draw(of, 0.0).axis)
        .fold(0.0, f64::max);
    let mut scene = Scene::new(spec.width, 0.0);
    let mut marks: Vec<Mark> = Vec::new();
    // What holds for several panels is said once.
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    let mut y = 0.0;
    // Beside the picture no legend could name them: what it switches is one line of one panel.
    if let Some(shared) = &shared {
        let items: Vec<(Ink, Sign, &str)> = shared
            .names
            .iter()
            .enumerate()
            .map(|(at, (ink, name))| (*ink, Sign::shape(at), name.as_str()))
            .gather();
        y = legend::draw(context, &mut scene, &items) + size;
    }
    let mut deepest: f64 = 0.0;
    for (at, (name, of)) in panels.iter().enumerate() {
        let column = at % columns;
        if column == 0 && at > 0 {
            y += deepest + gap;
            deepest = 0.0;
        }
        let plot = draw(of, axis);
        let x = column as f64 * (width + gap);
        let unit = of.iter().find_map(|line| line.unit.as_deref());
        let unit = unit
            .map(|unit| context.words.unit(unit, 2.0))
            .unwrap_or_default();
        let head = if unit.is_empty() {
            name.clone()
        } else {
            join(&[name, unit], context.words.dot)
        };
        let setting = context.setting(size, true);
        // Panels beside each other have their plots on one height, and so heads of one line.
        let most = if columns == 1 {
            context.name_lines()
        } else {
            1
        };
        let heads = setting.wrap(&head, width, most);
        let top = size * 1.5 + heads.len().saturating_sub(1) as f64 * context.line_height(size);
        for (nth, head) in heads.into_iter().enumerate() {
            scene.text(Text {
                x,
                y: y + size + nth as f64 * context.line_height(size),
                text: head,
                size,
                bold: true,
                align: Align::Start,
                ink: Ink::Text,
            });
        }
        let corner = Point { x, y: y + top };
        scene.place(&plot.scene, corner);
        for mut mark in plot.marks {
            // The place among all lines, so that up and down lead from panel to panel.
            let series = of
                .get(mark.series)
                .and_then(|line| lines.iter().position(|other| other.at == line.at));
            mark.series = series.unwrap_or(mark.series);
            mark.bounds.x += corner.x;
            mark.bounds.y += corner.y;
            mark.anchor.x += corner.x;
            mark.anchor.y += corner.y;
            marks.push(mark);
        }
        for note in plot.notes {
            match said.iter_mut().find(|(known, _)| *known == note) {
                Some((_, names)) => names.push(name),
                None => said.push((note, vec![name])),
            }
        }
        deepest = deepest.max(top + plot.scene.height);
    }
    scene.height = y + deepest;
    let signs = shared.as_ref().map_or_else(Vec::new, |shared| {
        let place = |line: &&Line| shared.places.get(line.at).copied().unwrap_or_default();
        lines.iter().map(|line| Sign::shape(place(line))).gather()
    });
    // In reading order: by step, then by series.
    order::sort_by_key(&mut marks, |mark| (mark.step, mark.series));
    let mut notes = said
        .iter()
        .map(|(note, names)| {
            let names = join(names, context.words.list);
            fill(later(Later::NoteOf, spec.lang), &[&names, note])
        })
        .gather();
    if more > 0 {
        notes.push(fill(
            later(Later::NoteRows, spec.lang),
            &[&more.to_string()],
        ));
    }
    Plot {
        scene,
        marks,
        notes,
        signs,
        unit_shown: true,
        inks: shared.map(|shared| shared.inks).unwrap_or_default(),
        ..Plot::default()
    }
}
