//! The controls over the plot, as elements: built when there is something to choose, kept while that is the same, so
//! that the focus stays where the reader has it.

use crate::chart::{ChartSpec, Choices, Sort, View};
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later, lookup};
use crate::scene::Palette;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::control::Control;
use super::swatch::{self, Patterns};
use super::tongue::add_words;
use super::{dom, rove};

/// A longer list of places has a field that narrows it.
const MOST_TICKS: usize = 12;

/// What the controls show.
pub struct Offer<'a> {
    /// What there is to choose.
    pub choices: &'a Choices,
    /// What is chosen.
    pub spec: &'a ChartSpec,
    /// The kind that is drawn.
    pub kind: &'static str,
    /// The colours of the series.
    pub palette: &'a Palette,
    /// Which patterns the marks have.
    pub patterns: Patterns,
    /// Whether the years are playing.
    pub playing: bool,
    /// The language.
    pub lang: Lang,
}

/// One control.
struct Group {
    control: Control,
    element: HtmlElement,
    /// What it was built of.
    built: String,
}

impl Group {
    /// The focus was on `lost`, which has been built anew: it goes to what stands for the same, else to the first.
    fn focus_again(&self, lost: &Element) -> Result<(), JsValue> {
        let value = lost.get_attribute("data-value");
        let buttons = rove::buttons(&self.element);
        let mut same = buttons.iter().filter(|_| value.is_some());
        if let Some(same) = same.find(|button| button.get_attribute("data-value") == value) {
            return dom::soon(same, "focus");
        }
        let first = |tag| self.element.query_selector(tag);
        match first("select")?.or(first("button")?) {
            Some(first) => dom::soon(&first, "focus"),
            None => Ok(()),
        }
    }
}

/// The row of controls.
pub struct Controls {
    groups: Vec<Group>,
}

impl Controls {
    /// The controls that are wanted, still empty.
    pub fn new(row: &HtmlElement, wanted: impl Fn(&str) -> bool) -> Result<Controls, JsValue> {
        row.set_text_content(None);
        let mut groups = Vec::new();
        for control in Control::ALL {
            if wanted(control.name()) {
                let element = dom::add(row, "div", "control")?;
                let mut class = String::from("control of-");
                class.push_str(control.name());
                element.set_class_name(&class);
                element.set_hidden(true);
                groups.push(Group {
                    control,
                    element,
                    built: String::new(),
                });
            }
        }
        Ok(Controls { groups })
    }

    /// Shows what can be chosen and what is; returns whether there is anything to choose.
    pub fn show(&mut self, offer: &Offer<'_>) -> Result<bool, JsValue> {
        let mut any = false;
        for group in &mut self.groups {
            let items = offer.items(group.control);
            let here = !items.is_empty();
            any |= here;
            group.element.set_hidden(!here);
            if !here {
                continue;
            }
            let mut built = String::from(offer.lang.tag());
            for (value, label) in &items {
                built.push('\u{1f}');
                built.push_str(value);
                built.push('\u{1e}');
                built.push_str(label);
            }
            let mut lost = None;
            if built != group.built {
                lost = dom::focus_in(&group.element);
                group.element.set_text_content(None);
                offer.build(group, &items)?;
                group.built = built;
            }
            offer.sync(group)?;
            if let Some(lost) = lost {
                group.focus_again(&lost)?;
            }
        }
        Ok(any)
    }

    fn find(&self, control: Control, selector: &str) -> Option<Element> {
        let mut groups = self.groups.iter();
        let group = groups.find(|group| group.control == control)?;
        group.element.query_selector(selector).ok()?
    }

    /// Opens or closes the list of places; returns whether it was open.
    pub fn open_areas(&self, open: bool, within: &HtmlElement) -> bool {
        let (Some(opener), Some(panel)) = (
            self.find(Control::Area, ".opener"),
            self.find(Control::Area, ".panel"),
        ) else {
            return false;
        };
        let panel: HtmlElement = panel.unchecked_into();
        let was = !panel.hidden();
        panel.set_hidden(!open);
        let _ = set(&opener, "aria-expanded", open);
        if open {
            // Under its button, and within the chart.
            dom::set_px(&panel, "left", 0.0);
            let (place, room) = (
                panel.get_bounding_client_rect(),
                within.get_bounding_client_rect(),
            );
            let left = (room.right() - place.right()).min(0.0);
            dom::set_px(&panel, "left", left.max(room.left() - place.left()));
        }
        was
    }

    /// Whether the list of places is open.
    pub fn areas_open(&self) -> bool {
        let panel = self.find(Control::Area, ".panel");
        panel.is_some_and(|panel| !panel.unchecked_into::<HtmlElement>().hidden())
    }

    /// Puts the focus on the button of the list of places.
    pub fn focus_areas(&self) {
        if let Some(opener) = self.find(Control::Area, ".opener") {
            let _ = opener.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Leaves the places whose name holds these words; returns how many those are.
    pub fn filter_areas(&self, words: &str) -> usize {
        let words = crate::measure::fold(words.trim());
        let mut left = 0;
        let Some(list) = self.find(Control::Area, ".ticks") else {
            return left;
        };
        let mut at = list.first_element_child();
        while let Some(tick) = at {
            at = tick.next_element_sibling();
            let name = crate::measure::fold(&tick.text_content().unwrap_or_default());
            let tick: HtmlElement = tick.unchecked_into();
            let found = crate::find::contains(&name, &words);
            tick.set_hidden(!found);
            left += usize::from(found);
        }
        left
    }
}

fn button(parent: &HtmlElement, control: &str, name: &str) -> Result<HtmlElement, JsValue> {
    let button = dom::add(parent, "button", name)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-control", control)?;
    Ok(button)
}

fn set(element: &Element, state: &str, on: bool) -> Result<(), JsValue> {
    element.set_attribute(state, if on { "true" } else { "false" })
}

impl Offer<'_> {
    /// What a control chooses from: values and their words; empty where there is nothing to choose.
    fn items(&self, control: Control) -> Vec<(String, String)> {
        let (choices, words) = (self.choices, |word| later(word, self.lang));
        let names = |all: Vec<&'static str>, list: &'static str| -> Vec<(String, String)> {
            all.into_iter()
                .map(|name| (name.into(), lookup(list, name).unwrap_or(name).into()))
                .gather()
        };
        let same = |text: &String| (text.clone(), text.clone());
        match control {
            Control::Measure if choices.measures.is_empty() => Vec::new(),
            Control::Measure => {
                let mut items = vec![(String::new(), words(Later::ChooseAllMeasures).to_string())];
                // Several that the webmaster has chosen for the beginning.
                if self.spec.measures.len() > 1 {
                    let chosen = join(&self.spec.measures, Words::of(self.lang).list);
                    items = vec![(String::new(), chosen)];
                }
                items.extend(choices.measures.iter().cloned());
                items
            }
            Control::Area => choices.areas.iter().map(same).gather(),
            Control::Year => {
                let years = choices.years.iter().map(|year| year.to_string());
                let mut items: Vec<(String, String)> = years.map(|year| same(&year)).gather();
                if choices.all_years && !items.is_empty() {
                    items.push((String::new(), words(Later::ChooseAllYears).into()));
                }
                items
            }
            Control::View => {
                let all = View::ALL.iter();
                let all = all.filter(|(_, view)| choices.views.contains(view));
                names(
                    all.map(|(name, _)| *name).gather(),
                    words(Later::ChooseViews),
                )
            }
            Control::Sort if choices.sorts => names(
                Sort::ALL.iter().map(|(name, _)| *name).gather(),
                words(Later::ChooseSorts),
            ),
            Control::Sort => Vec::new(),
            Control::Chart => {
                let kinds = choices.kinds.iter().map(|kind| kind.name()).gather();
                names(kinds, words(Later::Kinds))
            }
            Control::Legend => {
                let series = choices.series.iter();
                series.map(|series| same(&series.label)).gather()
            }
        }
    }

    fn build(&self, group: &Group, items: &[(String, String)]) -> Result<(), JsValue> {
        let (words, name) = (|word| later(word, self.lang), group.control.name());
        let element = &group.element;
        match group.control {
            Control::Measure => select(element, name, words(Later::ChooseMeasure), items),
            Control::Sort => select(element, name, words(Later::ChooseSort), items),
            Control::Chart => select(element, name, words(Later::ChooseKind), items),
            Control::Area => areas(element, name, self.lang, items),
            Control::Year => years(element, name, self.lang, items),
            Control::View | Control::Legend => {
                // Of the ways of showing one is chosen; each series is switched by itself.
                let (role, label, part) = if group.control == Control::View {
                    ("radiogroup", Later::ChooseView, "segment")
                } else {
                    ("toolbar", Later::ChooseLegend, "series")
                };
                element.set_attribute("role", role)?;
                element.set_attribute("aria-label", words(label))?;
                for (value, label) in items {
                    let button = button(element, name, part)?;
                    button.set_attribute("data-value", value)?;
                    if group.control == Control::View {
                        button.set_attribute("role", "radio")?;
                    }
                    if group.control == Control::Legend {
                        dom::add(&button, "span", "swatch")?;
                    }
                    add_words(&button, "span", "", label, self.lang)?;
                }
                Ok(())
            }
        }
    }

    /// Shows what is chosen.
    fn sync(&self, group: &Group) -> Result<(), JsValue> {
        let (spec, words) = (self.spec, |word| later(word, self.lang));
        let find = |selector: &str| group.element.query_selector(selector);
        let choose = |value: &str| -> Result<(), JsValue> {
            if let Some(select) = find("select")? {
                select
                    .unchecked_into::<HtmlSelectElement>()
                    .set_value(value);
            }
            Ok(())
        };
        match group.control {
            Control::Measure => match spec.measures.as_slice() {
                [one] => {
                    let mut known = self.choices.measures.iter();
                    let file = known.find(|(file, name)| file == one || name == one);
                    choose(file.map_or("", |(file, _)| file))
                }
                _ => choose(""),
            },
            Control::Sort => {
                let mut all = Sort::ALL.iter();
                choose(
                    all.find(|(_, sort)| *sort == spec.sort)
                        .map_or("", |(name, _)| name),
                )
            }
            Control::Chart => choose(self.kind),
            Control::View | Control::Legend => {
                let mut at = group.element.first_element_child();
                let shown = self.choices.series.iter().filter(|series| !series.hidden);
                let alone = shown.count() == 1;
                let mut series = self.choices.series.iter();
                while let Some(button) = at {
                    let value = button.get_attribute("data-value").unwrap_or_default();
                    if group.control == Control::View {
                        let mut all = View::ALL.iter();
                        let on = all.any(|(name, view)| *name == value && *view == spec.view);
                        set(&button, "aria-checked", on)?;
                    } else if let Some(series) = series.next() {
                        set(&button, "aria-pressed", !series.hidden)?;
                        // The last that is shown cannot be switched off.
                        set(&button, "aria-disabled", alone && !series.hidden)?;
                        if let Some(swatch) = button.first_element_child() {
                            let swatch = swatch.unchecked_ref();
                            swatch::paint(
                                swatch,
                                series.ink,
                                series.sign,
                                self.palette,
                                self.patterns,
                            )?;
                        }
                    }
                    at = button.next_element_sibling();
                }
                rove::settle(&group.element);
                Ok(())
            }
            Control::Area => {
                let count = spec.areas.len();
                let said = match spec.areas.as_slice() {
                    [] => words(Later::ChooseAllAreas).to_string(),
                    [one] => one.clone(),
                    _ => fill(words(Later::ChooseSomeAreas), &[&count.to_string()]),
                };
                if let Some(chosen) = find(".chosen")? {
                    // The space parts it from the name of the choice for those who hear both as one.
                    chosen.set_text_content(Some(&[" ", &said].concat()));
                }
                if let Some(list) = find(".ticks")? {
                    let mut at = list.first_element_child();
                    while let Some(tick) = at {
                        if let Some(field) = tick.first_element_child() {
                            let field: HtmlInputElement = field.unchecked_into();
                            field.set_checked(spec.areas.contains(&field.value()));
                        }
                        at = tick.next_element_sibling();
                    }
                }
                if let Some(clear) = find(".clear")? {
                    clear
                        .unchecked_into::<web_sys::HtmlButtonElement>()
                        .set_disabled(count == 0);
                }
                Ok(())
            }
            Control::Year => {
                let years = &self.choices.years;
                let at = spec
                    .year
                    .and_then(|year| years.iter().position(|other| *other == year));
                let whole = at.is_none() && self.choices.all_years;
                let last = years.len().saturating_sub(1);
                let said = |at: usize| {
                    years
                        .get(at)
                        .map(|year| year.to_string())
                        .unwrap_or_default()
                };
                let (now, spoken) = if whole {
                    let ends = [said(0), said(last)];
                    let spoken = fill(words(Later::Span), &[&ends[0], &ends[1]]);
                    (join(&ends, "–"), spoken)
                } else {
                    let year = said(at.unwrap_or(last));
                    let spoken = fill(Words::of(self.lang).year, &[&year]);
                    (year, spoken)
                };
                if let Some(slider) = find("input")? {
                    let slider: HtmlInputElement = slider.unchecked_into();
                    slider.set_value(&at.unwrap_or(last).to_string());
                    slider.set_attribute("aria-valuetext", &spoken)?;
                }
                if let Some(output) = find(".now")? {
                    output.set_text_content(Some(&now));
                }
                if let Some(all) = find(".whole")? {
                    set(&all, "aria-pressed", whole)?;
                    // Pressed once more, it leaves the year at which the slider stands.
                    let other = if whole { said(last) } else { String::new() };
                    all.set_attribute("data-value", &other)?;
                }
                if let Some(play) = find(".play")? {
                    let word = if self.playing {
                        words(Later::ChoosePause)
                    } else {
                        words(Later::ChoosePlay)
                    };
                    // Its name too; with a label beside it, it would be read twice.
                    play.set_attribute("title", word)?;
                    play.set_class_name(if self.playing { "play playing" } else { "play" });
                }
                Ok(())
            }
        }
    }
}

fn select(
    element: &HtmlElement,
    name: &str,
    label: &str,
    items: &[(String, String)],
) -> Result<(), JsValue> {
    let around = dom::add(element, "label", "choice")?;
    dom::add_text(&around, "span", "choice-name", label)?;
    let select = dom::add(&around, "select", "select")?;
    select.set_attribute("data-control", name)?;
    for (value, label) in items {
        dom::add_text(&select, "option", "", label)?.set_attribute("value", value)?;
    }
    Ok(())
}

fn areas(
    element: &HtmlElement,
    name: &str,
    lang: Lang,
    items: &[(String, String)],
) -> Result<(), JsValue> {
    let words = |word| later(word, lang);
    let opener = button(element, "areas", "opener")?;
    opener.set_attribute("aria-expanded", "false")?;
    opener.set_attribute("aria-controls", "areas")?;
    dom::add_text(&opener, "span", "choice-name", words(Later::ChooseArea))?;
    dom::add(&opener, "span", "chosen")?;
    let panel = dom::add(element, "div", "panel")?;
    panel.set_id("areas");
    panel.set_hidden(true);
    panel.set_attribute("role", "group")?;
    panel.set_attribute("aria-label", words(Later::ChooseArea))?;
    if items.len() > MOST_TICKS {
        let filter = dom::add(&panel, "input", "filter")?;
        filter.set_attribute("type", "search")?;
        filter.set_attribute("data-control", "filter")?;
        filter.set_attribute("placeholder", words(Later::ChooseFilter))?;
        filter.set_attribute("aria-label", words(Later::ChooseFilter))?;
    }
    let list = dom::add(&panel, "div", "ticks")?;
    // Firefox stops at what scrolls, which has no name; the boxes in it are stops enough.
    list.set_attribute("tabindex", "-1")?;
    for (value, label) in items {
        let tick = dom::add(&list, "label", "tick")?;
        let field = dom::add(&tick, "input", "")?;
        field.set_attribute("type", "checkbox")?;
        field.set_attribute("data-control", name)?;
        field.set_attribute("value", value)?;
        dom::add_text(&tick, "span", "", label)?;
    }
    let foot = dom::add(&panel, "div", "panel-foot")?;
    dom::add_text(&foot, "span", "hint", words(Later::ChooseAreaHint))?;
    let clear = button(&foot, name, "clear")?;
    clear.set_attribute("data-value", "")?;
    clear.set_text_content(Some(words(Later::ChooseClear)));
    Ok(())
}

fn years(
    element: &HtmlElement,
    name: &str,
    lang: Lang,
    items: &[(String, String)],
) -> Result<(), JsValue> {
    let words = |word| later(word, lang);
    element.set_attribute("role", "group")?;
    element.set_attribute("aria-label", words(Later::ChooseYear))?;
    let play = button(element, "play", "play")?;
    dom::add(&play, "span", "sign")?;
    let slider = dom::add(element, "input", "slider")?;
    let years = items.iter().filter(|(value, _)| !value.is_empty()).count();
    for (key, value) in [
        ("type", "range"),
        ("min", "0"),
        ("step", "1"),
        ("max", &years.saturating_sub(1).to_string()),
        ("data-control", name),
        ("aria-label", words(Later::ChooseYear)),
    ] {
        slider.set_attribute(key, value)?;
    }
    dom::add(element, "span", "now")?;
    if let Some((value, label)) = items.iter().find(|(value, _)| value.is_empty()) {
        let all = button(element, name, "whole")?;
        all.set_attribute("data-value", value)?;
        all.set_text_content(Some(label));
    }
    Ok(())
}
