//! The figures of a file of `data/`, read simply.

use county_charts::measure;

#[derive(Debug, Clone)]
pub struct Figure {
    pub area: String,
    pub year: i32,
    pub measure: String,
    pub unit: String,
    /// The cell.
    pub text: String,
}

impl Figure {
    /// Whether `words`, of this file or of the catalogue, mean its measure.
    pub fn is(&self, words: &str) -> bool {
        let key = |words: &str| measure::find(words).map(|known| known.key);
        self.measure == words || (key(words).is_some() && key(words) == key(&self.measure))
    }

    /// The figure as a reader is shown it: with its unit, once.
    pub fn written(&self) -> String {
        match self.text.contains(&self.unit) {
            true => self.text.clone(),
            false => format!("{}{}", self.text, self.unit),
        }
    }
}

/// The cells of a file, row by row: UTF-8, else GB18030.
pub fn records(file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(super::page::root("data").join(file))
        .unwrap_or_else(|e| panic!("{file}: {e}"));
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(other) => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(other.as_bytes())
            .unwrap_or_else(|| panic!("{file} is neither UTF-8 nor GB18030"))
            .into_owned(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// The figures of a tidy file, or of one with its measures across; cells left empty are none.
pub fn figures(file: &str) -> Vec<Figure> {
    let records = records(file);
    let start = records
        .iter()
        .position(|record| column(record, &["年份", "年度"]).is_some());
    let start = start.unwrap_or_else(|| panic!("{file}: a column of years"));
    let header = &records[start];
    let year = column(header, &["年份", "年度"]).unwrap();
    let area = column(header, &["地区", "地區", "县"]);
    let mut figures = Vec::new();
    for record in records[start + 1..]
        .iter()
        .filter(|record| record.len() == header.len())
    {
        let cell =
            |index: Option<usize>| index.map_or("", |index| record[index].as_str()).to_owned();
        let mut push = |measure: String, unit: String, text: String| {
            if !text.is_empty() {
                let year = record[year]
                    .parse()
                    .unwrap_or_else(|e| panic!("{file}: {record:?}: {e}"));
                figures.push(Figure {
                    area: cell(area),
                    year,
                    measure,
                    unit,
                    text,
                });
            }
        };
        if let Some(measure) = column(header, &["指标", "指標"]) {
            let text = cell(column(header, &["数值", "數值"]));
            let unit = match column(header, &["单位", "單位"]) {
                Some(unit) => record[unit].clone(),
                None => text
                    .trim_start_matches(|c: char| c.is_ascii_digit() || "余近".contains(c))
                    .to_owned(),
            };
            push(record[measure].clone(), unit, text);
        } else {
            for (name, text) in header.iter().zip(record) {
                if let Some((measure, unit)) = name.split_once(['(', '（']) {
                    push(
                        measure.to_owned(),
                        unit.trim_end_matches([')', '）']).to_owned(),
                        text.clone(),
                    );
                }
            }
        }
    }
    figures
}

fn column(header: &[String], names: &[&str]) -> Option<usize> {
    header
        .iter()
        .position(|header| names.contains(&header.as_str()))
}
