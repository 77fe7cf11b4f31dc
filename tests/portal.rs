//! Holds the demo portal in `www/` to its figures and to the rules that county portals live by.
//!
//! Pages are read with a tokenizer of the WHATWG's rules, figures by simple means of their own, so that a
//! mistake of the intake cannot hide a mistake of a page.

// Reading a file that is not as expected is a failed test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod common;
#[path = "portal/figures.rs"]
mod figures;
#[path = "portal/page.rs"]
mod page;

use county_charts::chart::{ChartSpec, Kind, State, Years, split_list};
use county_charts::dataset::Qualifier;
use county_charts::locale::Lang;
use county_charts::measure;
use county_charts::text::WidthTable;
use figures::{Figure, figures, records};
use page::{Element, Page, pages};
use std::collections::{BTreeMap, BTreeSet};

/// Every attribute of the contract.
const ATTRIBUTES: [&str; 18] = [
    "src", "chart", "measure", "area", "years", "heading", "source", "lang", "theme", "controls",
    "height", "text", "encoding", "refresh", "version", "share", "rank-by", "state",
];
/// Five county pages, each named like its file.
const COUNTIES: [&str; 5] = ["linwu", "leiyang", "kuancheng", "youyang", "linshui"];

/// One embedded chart, whichever form it is embedded in.
#[derive(Debug)]
struct Chart<'a> {
    form: u8,
    file: &'a str,
    options: BTreeMap<&'a str, &'a str>,
}

impl<'a> Chart<'a> {
    fn of(element: &'a Element) -> Option<Chart<'a>> {
        let form = match element.name.as_str() {
            "script" if element.attributes.contains_key("data-src") => 1,
            "county-chart" => 2,
            "canvas" if element.attributes.contains_key("data-county-chart") => 3,
            _ => return None,
        };
        let options: BTreeMap<&str, &str> = element
            .attributes
            .iter()
            .filter_map(|(name, value)| match form {
                2 => Some((name.as_str(), value.as_str())),
                _ => Some((name.strip_prefix("data-")?, value.as_str())),
            })
            .filter(|(name, _)| *name != "county-chart")
            .collect();
        let file = options["src"]
            .strip_prefix("data/")
            .unwrap_or_else(|| panic!("{options:?}"));
        Some(Chart {
            form,
            file,
            options,
        })
    }

    fn option(&self, name: &str) -> &'a str {
        self.options.get(name).copied().unwrap_or_default()
    }

    fn kind(&self) -> Kind {
        Kind::parse(self.option("chart")).unwrap_or_else(|| panic!("{self:?}"))
    }

    fn years(&self) -> Years {
        Years::parse(self.option("years")).unwrap_or_else(|| panic!("{self:?}"))
    }

    /// The figures that it asks for.
    fn figures(&self) -> Vec<Figure> {
        let all = figures(self.file);
        let newest = all.iter().map(|figure| figure.year).max().unwrap();
        let years = self.years();
        let areas = split_list(self.option("area"));
        let measures = split_list(self.option("measure"));
        for area in &areas {
            assert!(
                all.iter().any(|figure| figure.area == *area),
                "{self:?}: {area}"
            );
        }
        for words in &measures {
            assert!(
                all.iter().any(|figure| figure.is(words)),
                "{self:?}: {words}"
            );
        }
        all.into_iter()
            .filter(|figure| measures.is_empty() || measures.iter().any(|words| figure.is(words)))
            .filter(|figure| areas.is_empty() || areas.contains(&figure.area))
            .filter(|figure| match &years {
                Years::All => true,
                Years::Latest(count) => figure.year > newest - *count as i32,
                Years::Span(from, to) => (*from..=*to).contains(&figure.year),
                Years::List(years) => years.contains(&figure.year),
            })
            .collect()
    }
}

fn charts(page: &Page) -> Vec<Chart<'_>> {
    page.elements.iter().filter_map(Chart::of).collect()
}

#[test]
fn every_chart_finds_its_file_its_measures_and_its_years() {
    for page in pages() {
        let charts = charts(&page);
        assert!(!charts.is_empty(), "{} has no chart", page.name);
        for chart in &charts {
            let place = format!("{}: {chart:?}", page.name);
            for name in chart.options.keys() {
                assert!(ATTRIBUTES.contains(name), "{name} in {place}");
            }
            assert!(!chart.option("heading").is_empty(), "no heading: {place}");
            let figures = chart.figures();
            assert!(!figures.is_empty(), "no figure: {place}");
            if let Years::List(years) = chart.years() {
                for year in years {
                    assert!(
                        figures.iter().any(|figure| figure.year == year),
                        "{year} in {place}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_axis_has_two_units() {
    for page in pages() {
        for chart in charts(&page) {
            if matches!(
                chart.kind(),
                Kind::Bar | Kind::Line | Kind::Funnel | Kind::Stack | Kind::Slope | Kind::Pictogram
            ) {
                let units: BTreeSet<String> = chart
                    .figures()
                    .into_iter()
                    .map(|figure| figure.unit)
                    .collect();
                assert_eq!(
                    units.len(),
                    1,
                    "{} in {}: {chart:?}",
                    units.into_iter().collect::<String>(),
                    page.name
                );
            }
        }
    }
}

#[test]
fn the_three_forms_are_there() {
    let pages = pages();
    let forms: BTreeSet<u8> = pages
        .iter()
        .flat_map(charts)
        .map(|chart| chart.form)
        .collect();
    assert_eq!(forms, BTreeSet::from([1, 2, 3]));
}

#[test]
fn the_county_pages_show_all_66_figures() {
    let pages = pages();
    let expected = std::fs::read(page::root("tests/data/figures.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(expected.as_slice());
    let mut count = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let (file, key) = (&record[0], &record[4]);
        let name = file.replace(".csv", ".html");
        let page = pages.iter().find(|page| page.name == name).expect(&name);
        let charts: Vec<Chart> = charts(page)
            .into_iter()
            .filter(|chart| chart.file == file)
            .collect();
        let themed = charts.iter().any(|chart| {
            let mut measures = split_list(chart.option("measure")).into_iter();
            chart.kind() != Kind::Table
                && measures.any(|words| measure::find(&words).is_some_and(|known| known.key == key))
        });
        assert!(themed, "{key} is in no chart of {name}");
        let whole =
            |chart: &Chart| chart.kind() == Kind::Table && chart.option("measure").is_empty();
        assert!(
            charts.iter().any(whole),
            "{name} has no table of all its figures"
        );
        count += 1;
    }
    assert_eq!(count, 66);
    assert_eq!(
        COUNTIES
            .iter()
            .map(|name| figures(&format!("{name}.csv")).len())
            .sum::<usize>(),
        66
    );
}

#[test]
fn kuanchengs_unreadable_figure_is_shown_as_it_is_written() {
    let pages = pages();
    let page = pages
        .iter()
        .find(|page| page.name == "kuancheng.html")
        .unwrap();
    let shown = charts(page)
        .into_iter()
        .filter(|chart| chart.kind() == Kind::Tiles);
    let written = shown
        .flat_map(|chart| chart.figures())
        .filter(|figure| figure.text == "?1%");
    assert_eq!(written.count(), 1);
}

/// A fallback is read where no chart can be drawn: its figures are the file's.
#[test]
fn fallback_tables_say_what_the_files_say() {
    let mut count = 0;
    for page in pages() {
        for table in page.fallback_cells() {
            let cells: BTreeSet<String> = records(&table.file).into_iter().flatten().collect();
            let figures = figures(&table.file);
            for (heading, cell) in &table.rows {
                let figure = figures
                    .iter()
                    .any(|figure| figure.measure == *heading && figure.written() == *cell);
                let year = cells.contains(heading) && (cells.contains(cell) || cell == "—");
                assert!(
                    figure || year,
                    "{}: {heading} {cell} is not in {}",
                    page.name,
                    table.file
                );
                count += 1;
            }
        }
    }
    assert!(count > 66, "only {count} cells were looked at");
}

#[test]
fn links_are_relative_and_lead_somewhere() {
    let pages = pages();
    for page in &pages {
        for element in &page.elements {
            for name in ["href", "src", "data-src"] {
                let Some(link) = element.attributes.get(name) else {
                    continue;
                };
                let place = format!("{}: {name}={link}", page.name);
                assert!(
                    !link.starts_with('/') && !link.contains(':'),
                    "not relative: {place}"
                );
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = match file {
                    "" => Some(page),
                    file => pages.iter().find(|other| other.name == file),
                };
                // The widget's folder is built, not kept.
                let known = target.is_some()
                    || file == "county-charts/county-charts.js"
                    || page::root(if file.starts_with("data/") { "" } else { "www" })
                        .join(file)
                        .is_file();
                assert!(known, "leads nowhere: {place}");
                let found = anchor.is_empty() || target.is_some_and(|page| page.has_id(anchor));
                assert!(found, "no such anchor: {place}");
            }
        }
    }
}

#[test]
fn pages_keep_a_strict_content_security_policy() {
    for page in pages() {
        assert!(
            page.inline_scripts.is_empty(),
            "{}: {:?}",
            page.name,
            page.inline_scripts
        );
        for element in &page.elements {
            assert_ne!(element.name, "style", "{}", page.name);
            for name in element.attributes.keys() {
                assert!(
                    name != "style" && !name.starts_with("on"),
                    "{}: {element:?}",
                    page.name
                );
            }
        }
    }
    let css = std::fs::read_to_string(page::root("www/portal.css")).unwrap();
    assert!(!css.contains("url(") && !css.contains("@import"));
}

#[test]
fn pages_can_be_found_read_and_walked() {
    let pages = pages();
    let mut titles = BTreeSet::new();
    for page in &pages {
        let name = &page.name;
        let one = |tag: &str| {
            page.elements
                .iter()
                .filter(|element| element.name == tag)
                .count()
                == 1
        };
        for tag in ["title", "main", "h1", "header", "footer"] {
            assert!(one(tag), "{name}: <{tag}>");
        }
        assert!(
            titles.insert(page.title.clone()),
            "{name}: a title of its own"
        );
        let meta = |wanted: &str| {
            page.elements
                .iter()
                .any(|e| e.attributes.get("name").is_some_and(|n| n == wanted))
        };
        assert!(meta("viewport") && meta("description"), "{name}");
        let html = page
            .elements
            .iter()
            .find(|element| element.name == "html")
            .unwrap();
        let lang = match name.as_str() {
            "kuancheng.html" | "linshui.html" => "zh-Hant",
            "en.html" => "en",
            _ => "zh-CN",
        };
        assert_eq!(html.attributes["lang"], lang, "{name}");
        let skip = page
            .elements
            .iter()
            .find(|element| element.name == "a")
            .unwrap();
        assert_eq!(
            skip.attributes["href"], "#main",
            "{name}: the first link skips to the content"
        );
        let mut level = 0;
        for heading in page.elements.iter().filter_map(|element| element.heading()) {
            assert!(heading <= level + 1, "{name}: h{heading} after h{level}");
            level = heading;
        }
        let mut ids = BTreeSet::new();
        for id in page
            .elements
            .iter()
            .filter_map(|element| element.attributes.get("id"))
        {
            assert!(ids.insert(id), "{name}: id {id} twice");
        }
        for element in &page.elements {
            if let Some(label) = element.attributes.get("aria-labelledby") {
                assert!(page.has_id(label), "{name}: {label}");
            }
        }
    }
    assert!(pages.len() >= 9, "a page is lost");
}

/// The charts are laid out by the widget's own code, which does what it can and says what it could not.
#[test]
fn every_chart_is_drawn_as_asked() {
    let mut readings = BTreeMap::new();
    for page in pages() {
        let lang = match page.name.as_str() {
            "kuancheng.html" | "linshui.html" => Lang::ZhHant,
            "en.html" => Lang::En,
            _ => Lang::ZhHans,
        };
        for chart in charts(&page) {
            let reading = readings.entry(chart.file.to_owned()).or_insert_with(|| {
                let bytes = std::fs::read(page::root("data").join(chart.file)).unwrap();
                common::read(&bytes)
            });
            let mut spec = ChartSpec {
                kind: chart.kind(),
                measures: split_list(chart.option("measure")),
                areas: split_list(chart.option("area")),
                years: chart.years(),
                heading: Some(chart.option("heading").to_owned()),
                lang,
                rank_by: chart.options.get("rank-by").map(|&name| name.into()),
                ..ChartSpec::default()
            };
            State::parse(chart.option("state")).apply(&mut spec);
            let drawn = county_charts::chart::build(&reading.dataset, &spec, &WidthTable);
            let place = format!("{}: {chart:?}", page.name);
            assert!(drawn.warnings.is_empty(), "{:?}: {place}", drawn.warnings);
            if chart.kind() != Kind::Auto {
                assert_eq!(drawn.kind, chart.kind(), "{place}");
            }
            // Every figure that the chart is of is in its table, and what it draws can be reached.
            let set = drawn.set(&reading.dataset);
            if spec.rank_by.is_some() {
                assert!(drawn.derived.is_some(), "{place}");
                continue;
            }
            let written = drawn.shown.iter().filter_map(|&index| set.get(index));
            let written = written.filter(|figure| figure.qualifier != Qualifier::Missing);
            assert_eq!(written.count(), chart.figures().len(), "{place}");
            assert!(
                drawn.kind == Kind::Table || !drawn.marks.is_empty(),
                "{place}"
            );
        }
    }
}
