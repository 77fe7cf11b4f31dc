//! One sheet of a workbook as CSV.

use crate::number_format::{Affixes, DateParts};
use calamine::{Data, ExcelDateTime, Range, StyleRange};

/// The sheet in UTF-8 with a byte order mark and CRLF, every cell in the row and column that it has in the sheet.
/// Of merged cells the first has the value, as in the workbook.
pub fn csv(cells: &Range<Data>, styles: &StyleRange) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    if let Some((bottom, right)) = cells.end() {
        for row in 0..=bottom {
            let record = (0..=right).map(|column| {
                let at = (row, column);
                let format = || Some(styles.get(at)?.number_format.as_ref()?.format_code.as_str());
                cells
                    .get_value(at)
                    .map_or_else(String::new, |cell| text(cell, format))
            });
            // Into memory, which does not fail, and every record has the same length.
            let _ = writer.write_record(record);
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// Whether a sheet has anything to convert.
pub fn is_blank(cells: &Range<Data>) -> bool {
    cells.used_cells().all(|(_, _, cell)| match cell {
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// A cell as a person would type it, under its number format where that is known.
fn text<'a>(cell: &Data, format: impl FnOnce() -> Option<&'a str>) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(value) => figure(*value as f64, format()),
        Data::Float(value) => figure(*value, format()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".into(),
        Data::Bool(false) => "FALSE".into(),
        Data::DateTime(time) => date(time, format()),
        Data::Error(error) => error.to_string(),
    }
}

/// A number with what its format puts about it.
fn figure(value: f64, format: Option<&str>) -> String {
    format
        .map(Affixes::of)
        .unwrap_or_default()
        .about(value, number)
}

/// A number in the 15 digits that Excel itself keeps, so that 0.1+0.2 is 0.3; never with an exponent.
fn number(value: f64) -> String {
    let kept = format!("{value:.14e}").parse().unwrap_or(value);
    // Adding 0 takes the sign from a zero.
    (kept + 0.0_f64).to_string()
}

/// `2022-03-01`, with the time of day where there is one, or `08:30:00` alone; durations in hours. `2022` and
/// `2022-03` where the format shows no more; a date that shows no year, such as what Excel made of `11-12`, is
/// whole, so that the reader names it.
fn date(time: &ExcelDateTime, format: Option<&str>) -> String {
    let value = time.as_f64();
    if time.is_duration() {
        let seconds = (value.abs() * 86_400.0).round() as u64;
        let sign = if value < 0.0 { "-" } else { "" };
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return format!("{sign}{hours:02}:{minutes:02}:{:02}", seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    match format.map(DateParts::of) {
        Some(DateParts {
            year: true,
            month: false,
            day: false,
        }) => return year.to_string(),
        Some(DateParts {
            year: true,
            month: true,
            day: false,
        }) => return format!("{year:04}-{month:02}"),
        _ => {}
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) {
        clock
    } else if clock == "00:00:00" {
        date
    } else {
        format!("{date}T{clock}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, ExcelDateTimeType};

    #[test]
    fn numbers_are_written_as_a_person_writes_them() {
        for (value, written) in [
            (1024.0, "1024"),
            (0.1 + 0.2, "0.3"),
            (4.35 * 100.0, "435"),
            (-0.0, "0"),
            (-7.5, "-7.5"),
            (1e20, "100000000000000000000"),
            (0.000_001, "0.000001"),
            (123_456_789_012_345.0, "123456789012345"),
        ] {
            assert_eq!(text(&Data::Float(value), || None), written);
        }
        assert_eq!(text(&Data::Float(0.07), || Some("0%")), "7%");
        assert_eq!(text(&Data::Int(1), || Some("0.0%")), "100%");
        assert_eq!(
            text(&Data::Float(0.1 + 0.2), || Some("0\"亿元\"")),
            "0.3亿元"
        );
    }

    #[test]
    fn dates_are_iso_and_errors_are_excels() {
        let time = |value, kind| Data::DateTime(ExcelDateTime::new(value, kind, false));
        for (cell, written) in [
            (time(44_621.0, ExcelDateTimeType::DateTime), "2022-03-01"),
            (
                time(44_621.5, ExcelDateTimeType::DateTime),
                "2022-03-01T12:00:00",
            ),
            (time(0.25, ExcelDateTimeType::DateTime), "06:00:00"),
            (time(1.5, ExcelDateTimeType::TimeDelta), "36:00:00"),
            (Data::Error(CellErrorType::Ref), "#REF!"),
            (Data::Error(CellErrorType::Div0), "#DIV/0!"),
            (Data::Bool(true), "TRUE"),
            (Data::Empty, ""),
        ] {
            assert_eq!(text(&cell, || None), written);
        }
        for (format, written) in [
            ("yyyy\"年\"", "2022"),
            ("yyyy\"年\"m\"月\"", "2022-03"),
            ("yyyy/m/d", "2022-03-01"),
            ("m\"月\"d\"日\"", "2022-03-01"),
        ] {
            let cell = time(44_621.0, ExcelDateTimeType::DateTime);
            assert_eq!(text(&cell, || Some(format)), written);
        }
    }
}
