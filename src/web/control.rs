//! The controls over a picture by name, and what each does to the state.

use crate::chart::{ChartSpec, Kind, Sort, State, View};
use crate::gather::Gather as _;

/// One control, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Which measure.
    Measure,
    /// Which areas, several at once.
    Area,
    /// Which year, by a slider that can play.
    Year,
    /// Value, share or change.
    View,
    /// The order of lying bars.
    Sort,
    /// The kind of chart.
    Chart,
    /// The series, each a switch.
    Legend,
}

impl Control {
    /// All.
    pub const ALL: [Control; 7] = [
        Control::Measure,
        Control::Area,
        Control::Year,
        Control::View,
        Control::Sort,
        Control::Chart,
        Control::Legend,
    ];

    /// Their names in the `controls` attribute, in the same order.
    pub const NAMES: [&'static str; 7] =
        ["measure", "area", "year", "view", "sort", "chart", "legend"];

    /// Its name.
    pub fn name(self) -> &'static str {
        Control::NAMES
            .get(self as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The control of a name.
    pub fn parse(name: &str) -> Option<Control> {
        Control::ALL
            .into_iter()
            .find(|control| control.name() == name)
    }

    /// Takes what a reader has chosen: a value of the control's, empty for all or none. `base` is the chart as the
    /// attributes alone ask for it, `series` how many can be switched off.
    pub fn choose(self, state: &mut State, value: &str, base: &ChartSpec, series: usize) {
        match self {
            Control::Measure => {
                state.measures = Some(value)
                    .filter(|value| !value.is_empty())
                    .map(String::from)
                    .into_iter()
                    .gather();
            }
            Control::Area if value.is_empty() => state.areas.clear(),
            Control::Area => toggle(&mut state.areas, value),
            Control::Year => state.year = value.parse().ok(),
            Control::View => {
                let found = View::ALL.iter().find(|(name, _)| *name == value);
                state.view = found
                    .map(|(_, view)| *view)
                    .filter(|view| *view != View::default());
            }
            Control::Sort => {
                let found = Sort::ALL.iter().find(|(name, _)| *name == value);
                state.sort = found
                    .map(|(_, sort)| *sort)
                    .filter(|sort| *sort != Sort::default());
            }
            Control::Chart => state.kind = Kind::parse(value).filter(|kind| *kind != base.kind),
            Control::Legend => {
                toggle(&mut state.hidden, value);
                // The last one stays: a chart of nothing says nothing.
                if state.hidden.len() >= series {
                    toggle(&mut state.hidden, value);
                }
            }
        }
    }
}

/// Takes a name out of a list, or into it.
fn toggle(names: &mut Vec<String>, name: &str) {
    match names.iter().position(|known| known == name) {
        Some(at) => {
            names.remove(at);
        }
        None => names.push(name.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        for (control, name) in Control::ALL.into_iter().zip(Control::NAMES) {
            assert_eq!(control.name(), name);
            assert_eq!(Control::parse(name), Some(control));
        }
        assert_eq!(Control::parse("table"), None);
    }

    #[test]
    fn choosing_and_taking_back_leaves_nothing_behind() {
        let base = ChartSpec {
            kind: Kind::Bar,
            ..ChartSpec::default()
        };
        let mut state = State::default();
        let steps = [
            (Control::Measure, "立案", "measure=立案"),
            (Control::Measure, "", ""),
            (Control::Area, "甲县", "area=甲县"),
            (Control::Area, "乙县", "area=甲县,乙县"),
            (Control::Area, "甲县", "area=乙县"),
            (Control::Area, "", ""),
            (Control::Year, "2024", "year=2024"),
            (Control::Year, "", ""),
            (Control::View, "share", "view=share"),
            (Control::View, "value", ""),
            (Control::Sort, "file", "sort=file"),
            (Control::Sort, "largest", ""),
            (Control::Chart, "line", "chart=line"),
            (Control::Chart, "bar", ""),
            (Control::Legend, "立案", "hide=立案"),
            // The other of two cannot go as well.
            (Control::Legend, "收到提案", "hide=立案"),
            (Control::Legend, "立案", ""),
        ];
        for (control, value, written) in steps {
            control.choose(&mut state, value, &base, 2);
            assert_eq!(state.write(), written, "{control:?} {value}");
        }
    }
}
