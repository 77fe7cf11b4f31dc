//! Every word of the command line's own that users read; the diagnostics' are the library's.

use county_charts::intake::{Reading, Severity, column_letters};
use county_charts::locale::Lang;
use std::path::Path;

use crate::png;

/// What a severity is called.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Fatal) => "fatal",
        (Lang::ZhHans, Severity::Warning) => "提醒",
        (Lang::ZhHans, Severity::Error) => "错误",
        (Lang::ZhHans, Severity::Fatal) => "无法读取",
        (Lang::ZhHant, Severity::Warning) => "提醒",
        (Lang::ZhHant, Severity::Error) => "錯誤",
        (Lang::ZhHant, Severity::Fatal) => "無法讀取",
    }
}

/// What a hint is called.
pub fn hint(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "help",
        Lang::ZhHans => "建议",
        Lang::ZhHant => "建議",
    }
}

/// How much was read and said, and that no more than `most` diagnostics are listed.
pub fn total(file: &str, reading: &Reading, most: usize, lang: Lang) -> String {
    let rows = reading.dataset.len();
    let all = reading.diagnostics.len();
    let warnings = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Warning)
        .count();
    let errors = all - warnings;
    let mut line = match lang {
        Lang::En => format!(
            "{file}: {}, {}, {}",
            counted(rows, "observation"),
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
        Lang::ZhHans => format!("{file}：读到 {rows} 个数据，{errors} 个错误，{warnings} 个提醒"),
        Lang::ZhHant => format!("{file}：讀到 {rows} 個數據，{errors} 個錯誤，{warnings} 個提醒"),
    };
    if all > most {
        line.push_str(&match lang {
            Lang::En => format!("; the first {most} of {all} are shown"),
            Lang::ZhHans => format!("（共 {all} 条，只列出前 {most} 条）"),
            Lang::ZhHant => format!("（共 {all} 條，只列出前 {most} 條）"),
        });
    }
    line.push('\n');
    line
}

/// `1 error`, `2 errors`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// That a file is no workbook.
pub fn no_workbook(file: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{file}: not a workbook that can be read: .xlsx, .xlsm, .xlsb, .xls or .ods, without a password."
        ),
        Lang::ZhHans => format!(
            "{file}：无法作为工作簿读取；只能读取没有密码的 .xlsx、.xlsm、.xlsb、.xls 或 .ods 文件。"
        ),
        Lang::ZhHant => format!(
            "{file}：無法作為活頁簿讀取；只能讀取沒有密碼的 .xlsx、.xlsm、.xlsb、.xls 或 .ods 檔案。"
        ),
    }
}

/// That a picture cannot be made as PNG.
pub fn no_png(path: &Path, trouble: &png::Trouble, lang: Lang) -> String {
    let path = path.display();
    match (trouble, lang) {
        (png::Trouble::NoChinese, Lang::En) => format!(
            "{path}: this computer has no font with Chinese characters, so nothing was written. Install one (Debian and Ubuntu: fonts-noto-cjk), or write an .svg."
        ),
        (png::Trouble::NoChinese, Lang::ZhHans) => format!(
            "{path}：这台电脑上没有中文字体，没有写入任何内容。请先安装中文字体（Debian、Ubuntu：fonts-noto-cjk），或改为输出 .svg。"
        ),
        (png::Trouble::NoChinese, Lang::ZhHant) => format!(
            "{path}：這部電腦上沒有中文字型，沒有寫入任何內容。請先安裝中文字型（Debian、Ubuntu：fonts-noto-cjk），或改為輸出 .svg。"
        ),
        (png::Trouble::NoFont, Lang::En) => format!(
            "{path}: this computer has no fonts, so nothing was written. Install some, or write an .svg."
        ),
        (png::Trouble::NoFont, Lang::ZhHans) => {
            format!(
                "{path}：这台电脑上没有任何字体，没有写入任何内容。请先安装字体，或改为输出 .svg。"
            )
        }
        (png::Trouble::NoFont, Lang::ZhHant) => {
            format!(
                "{path}：這部電腦上沒有任何字型，沒有寫入任何內容。請先安裝字型，或改為輸出 .svg。"
            )
        }
        (png::Trouble::Failed(why), Lang::En) => format!("{path}: cannot be drawn: {why}"),
        (png::Trouble::Failed(why), Lang::ZhHans) => format!("{path}：无法绘制：{why}"),
        (png::Trouble::Failed(why), Lang::ZhHant) => format!("{path}：無法繪製：{why}"),
    }
}

/// That a workbook has no sheet of the name asked for, but these.
pub fn no_sheet(file: &str, sheet: &str, names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{file}: there is no sheet “{sheet}”, but these: {}.",
            names.join(", ")
        ),
        Lang::ZhHans => format!(
            "{file}：没有名为“{sheet}”的工作表；现有工作表：{}。",
            names.join("、")
        ),
        Lang::ZhHant => format!(
            "{file}：沒有名為「{sheet}」的工作表；現有工作表：{}。",
            names.join("、")
        ),
    }
}

/// That an empty sheet is left out.
pub fn empty_sheet(file: &str, sheet: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{file}: sheet “{sheet}” is empty and left out."),
        Lang::ZhHans => format!("{file}：工作表“{sheet}”是空的，已跳过。"),
        Lang::ZhHant => format!("{file}：工作表「{sheet}」是空的，已略過。"),
    }
}

/// That a hidden sheet is left out.
pub fn hidden_sheet(file: &str, sheet: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{file}: sheet “{sheet}” is hidden and left out; --sheet \"{sheet}\" converts it."
        ),
        Lang::ZhHans => {
            format!("{file}：工作表“{sheet}”是隐藏的，已跳过；要转换请加 --sheet \"{sheet}\"。")
        }
        Lang::ZhHant => {
            format!("{file}：工作表「{sheet}」是隱藏的，已略過；要轉換請加 --sheet \"{sheet}\"。")
        }
    }
}

/// That formulas have no value, the first of them at `row` and `column`.
pub fn unfinished(file: &str, sheet: &str, row: u32, column: u32, lang: Lang) -> String {
    let first = format!("{}{row}", column_letters(column));
    match lang {
        Lang::En => format!(
            "{file}: sheet “{sheet}” has formulas without a value, the first in {first}; they are left blank. Open the workbook in Excel or WPS, save it and convert it again."
        ),
        Lang::ZhHans => format!(
            "{file}：工作表“{sheet}”里有公式没有算出结果，第一个在 {first}，转换后是空的。请用 Excel 或 WPS 打开这个工作簿，保存一次，再重新转换。"
        ),
        Lang::ZhHant => format!(
            "{file}：工作表「{sheet}」裡有公式沒有算出結果，第一個在 {first}，轉換後是空的。請用 Excel 或 WPS 開啟這個活頁簿，儲存一次，再重新轉換。"
        ),
    }
}

/// That a sheet reaches too far.
pub fn too_large(file: &str, sheet: &str, row: u32, column: u32, lang: Lang) -> String {
    let last = format!("{}{row}", column_letters(column));
    match lang {
        Lang::En => format!(
            "{file}: sheet “{sheet}” reaches to {last}, too far to be converted; delete the rows and columns that are no part of the table."
        ),
        Lang::ZhHans => format!(
            "{file}：工作表“{sheet}”一直延伸到 {last}，范围太大，无法转换；请删除表格以外的行和列。"
        ),
        Lang::ZhHant => format!(
            "{file}：工作表「{sheet}」一直延伸到 {last}，範圍太大，無法轉換；請刪除表格以外的列和欄。"
        ),
    }
}

/// That there is nothing to convert.
pub fn empty_workbook(file: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{file}: there is nothing to convert."),
        Lang::ZhHans => format!("{file}：没有可以转换的内容。"),
        Lang::ZhHant => format!("{file}：沒有可以轉換的內容。"),
    }
}

/// That a file is not replaced.
pub fn exists(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::En => format!("{path}: exists already; nothing was written. --force replaces it."),
        Lang::ZhHans => format!("{path}：文件已存在，没有写入任何内容；要覆盖请加 --force。"),
        Lang::ZhHant => format!("{path}：檔案已存在，沒有寫入任何內容；要覆寫請加 --force。"),
    }
}

/// That a sheet was written.
pub fn written(path: &Path, sheet: &str, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::En => format!("{path}: written from sheet “{sheet}”."),
        Lang::ZhHans => format!("{path}：已写入工作表“{sheet}”的内容。"),
        Lang::ZhHant => format!("{path}：已寫入工作表「{sheet}」的內容。"),
    }
}

/// That a file is still being worked on.
pub fn busy(file: &str, seconds: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{file}: reading, {seconds} s …"),
        Lang::ZhHans => format!("{file}：正在读取，已用 {seconds} 秒……"),
        Lang::ZhHant => format!("{file}：正在讀取，已用 {seconds} 秒……"),
    }
}
