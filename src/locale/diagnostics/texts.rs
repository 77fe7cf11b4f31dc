//! Every message of the reader with its hint, in three languages.
//!
//! `{at}` is the place as Excel names it, `{row}` the row alone, `{cell}` the cell as written, `{0}`, `{1}` … the
//! details of the diagnostic, in the order in which the intake gives them.

use crate::intake::Code;

/// Message and hint in Simplified Chinese, Traditional Chinese and English.
pub(super) type Texts = [[&'static str; 2]; 3];

/// One entry a code.
#[rustfmt::skip] // A message and its hint are read side by side.
pub(super) const TEXTS: [(Code, Texts); Code::ALL.len()] = [
    (Code::Empty, [
        ["文件是空的。", "请在 Excel 或 WPS 中打开原表，另存为“CSV UTF-8（逗号分隔）”后重新上传。"],
        ["檔案是空的。", "請在 Excel 或 WPS 中開啟原表，另存為「CSV UTF-8（逗號分隔）」後重新上傳。"],
        ["The file is empty.", "Open the sheet in Excel or WPS, save it as “CSV UTF-8 (comma delimited)” and upload it again."],
    ]),
    (Code::HeaderOnly, [
        ["只有表头，没有数据行。", "请在表头下面逐行填写数据，例如：临武县,2022,收到提案,81,件。"],
        ["只有表頭，沒有資料列。", "請在表頭下面逐列填寫數據，例如：臨武縣,2022,收到提案,81,件。"],
        ["There is a header and no row of data below it.", "Type the figures below the header, one a row, such as: 临武县,2022,收到提案,81,件."],
    ]),
    (Code::Html, [
        ["这是一个网页，不是 CSV 文件。", "请检查文件地址是否正确；如果文件是用 Excel 另存的，保存类型请选“CSV UTF-8（逗号分隔）”。"],
        ["這是一個網頁，不是 CSV 檔案。", "請檢查檔案網址是否正確；如果檔案是用 Excel 另存的，存檔類型請選「CSV UTF-8（逗號分隔）」。"],
        ["This is a web page and not a CSV file.", "Check the address of the file. If Excel saved it, choose the type “CSV UTF-8 (comma delimited)”."],
    ]),
    (Code::Xlsx, [
        ["这是 Excel 工作簿，只改扩展名不会变成 CSV。", "请用 Excel 或 WPS 打开，选“另存为”，类型选“CSV UTF-8（逗号分隔）”。"],
        ["這是 Excel 活頁簿，只改副檔名不會變成 CSV。", "請用 Excel 或 WPS 開啟，選「另存新檔」，類型選「CSV UTF-8（逗號分隔）」。"],
        ["This is an Excel workbook; renaming does not make it a CSV.", "Open it in Excel or WPS and save it as “CSV UTF-8 (comma delimited)”."],
    ]),
    (Code::NotText, [
        ["{at}含有二进制内容，不是文本。", "请在 Excel 或 WPS 中重新另存为“CSV UTF-8（逗号分隔）”。"],
        ["{at}含有二進位內容，不是文字。", "請在 Excel 或 WPS 中重新另存為「CSV UTF-8（逗號分隔）」。"],
        ["{at} holds binary content and not text.", "Save the sheet again in Excel or WPS as “CSV UTF-8 (comma delimited)”."],
    ]),
    (Code::NoTable, [
        ["没有找到数据表：看不出哪一行是表头、哪一列是数字。", "请让第一行为表头，例如“地区,年份,指标,数值,单位”，以下每行填一个数据。"],
        ["沒有找到資料表：看不出哪一列是表頭、哪一欄是數字。", "請讓第一列為表頭，例如「地區,年份,指標,數值,單位」，以下每列填一個數據。"],
        ["No table of figures was found: neither a header nor a column of numbers can be made out.", "Begin with a header such as “area,year,measure,value,unit” and put one figure in each row below it."],
    ]),
    (Code::FileTooLarge, [
        ["文件超过 64 MB，没有读取。", "请按年份或地区分成几个文件。"],
        ["檔案超過 64 MB，沒有讀取。", "請按年份或地區分成幾個檔案。"],
        ["The file is larger than 64 MiB and was not read.", "Split it by year or by area."],
    ]),
    (Code::TooManyRows, [
        ["文件超过 500 万行，没有读取。", "请按年份或地区分成几个文件。"],
        ["檔案超過 500 萬列，沒有讀取。", "請按年份或地區分成幾個檔案。"],
        ["The file has more than 5 million rows and was not read.", "Split it by year or by area."],
    ]),
    (Code::TooManyColumns, [
        ["{at}超过 4096 列，没有读取。", "请删去多余的列；如果是分隔符用错，请另存为逗号分隔的 CSV。"],
        ["{at}超過 4096 欄，沒有讀取。", "請刪去多餘的欄；如果是分隔符號用錯，請另存為逗號分隔的 CSV。"],
        ["{at} has more than 4,096 columns and was not read.", "Delete the columns that are not needed, or save the sheet again, separated by commas."],
    ]),
    (Code::FieldTooLong, [
        ["{at}的单元格超过 1 MB，没有读取。", "请缩短这个单元格；多半是这一行的引号没有成对。"],
        ["{at}的儲存格超過 1 MB，沒有讀取。", "請縮短這個儲存格；多半是這一列的引號沒有成對。"],
        ["The cell {at} is longer than 1 MiB and was not read.", "Shorten it; most likely a quotation mark in this row has no partner."],
    ]),
    (Code::UnknownEncoding, [
        ["不认识编码“{0}”，已按文件内容判断。", "请删去 encoding，或写 utf-8、gb18030、big5、utf-16le 之一。"],
        ["不認得編碼「{0}」，已按檔案內容判斷。", "請刪去 encoding，或寫 utf-8、gb18030、big5、utf-16le 之一。"],
        ["The encoding “{0}” is not known; the file’s own bytes decided.", "Leave encoding out, or write utf-8, gb18030, big5 or utf-16le."],
    ]),
    (Code::UnclosedQuote, [
        ["{at}的引号 \" 没有配对，从这一行起没有读取。", "请在这个单元格末尾补上 \"，或删去开头的 \"；单元格里本来就有的引号要写两遍：\"\"。"],
        ["{at}的引號 \" 沒有成對，從這一列起沒有讀取。", "請在這個儲存格末尾補上 \"，或刪去開頭的 \"；儲存格裡本來就有的引號要寫兩遍：\"\"。"],
        ["The quotation mark \" that opens in {at} never closes; this row and those below it were not read.", "Add \" at the end of the cell or delete the one at its beginning; write a quotation mark within a cell twice: \"\"."],
    ]),
    (Code::BadBytes, [
        ["{at}“{cell}”里有无法解码的字，显示为 �。", "请对照原表重新输入这个单元格。"],
        ["{at}「{cell}」裡有無法解碼的字，顯示為 �。", "請對照原表重新輸入這個儲存格。"],
        ["{at} “{cell}” holds characters that cannot be decoded, shown as �.", "Type this cell again from the original sheet."],
    ]),
    (Code::Unreadable, [
        ["{at}“{cell}”不是数字。", "请填数字，例如 1024、390余万元、70%以上；没有数据请填 —。"],
        ["{at}「{cell}」不是數字。", "請填數字，例如 1024、390餘萬元、70%以上；沒有數據請填 —。"],
        ["{at} “{cell}” is not a number.", "Type a number, such as 1024, 390余万元 or 70%以上; where there is none, type —."],
    ]),
    (Code::ExcelError, [
        ["{at}“{cell}”是 Excel 的错误值，不是数字。", "请在原表中改正公式或加宽列，再另存为 CSV；没有数据请填 —。"],
        ["{at}「{cell}」是 Excel 的錯誤值，不是數字。", "請在原表中改正公式或加寬欄，再另存為 CSV；沒有數據請填 —。"],
        ["{at} “{cell}” is an error of Excel and not a number.", "Mend the formula or widen the column in the sheet and save it again; where there is no figure, type —."],
    ]),
    (Code::ExcelDate, [
        ["{at}“{cell}”是日期，多半是 Excel 改动了原来的数字。", "是不是 {0}？请把单元格设为文本格式后填 {0}。"],
        ["{at}「{cell}」是日期，多半是 Excel 改動了原來的數字。", "是不是 {0}？請把儲存格設為文字格式後填 {0}。"],
        ["{at} “{cell}” is a date; most likely Excel changed what was typed.", "{0}? Format the cell as text and type {0}."],
    ]),
    (Code::LetterInNumber, [
        ["{at}“{cell}”里有字母，不是数字。", "是不是 {0}？请把字母 O、l 改成数字 0、1。"],
        ["{at}「{cell}」裡有字母，不是數字。", "是不是 {0}？請把字母 O、l 改成數字 0、1。"],
        ["{at} “{cell}” has a letter among its digits.", "{0}? Type the digits 0 and 1, not the letters O and l."],
    ]),
    (Code::Parentheses, [
        ["{at}“{cell}”带括号，看不出是负数还是注释。", "负数请填 {0}；如果括号是注释号，请写成 [1] 或写进“备注”列。"],
        ["{at}「{cell}」帶括號，看不出是負數還是註釋。", "負數請填 {0}；如果括號是註釋號，請寫成 [1] 或寫進「備註」欄。"],
        ["{at} “{cell}” is in brackets: a negative number or a footnote?", "For a negative number type {0}; write a footnote mark as [1] or put it into the note column."],
    ]),
    (Code::OddComma, [
        ["{at}“{cell}”里的逗号不是千分位（后面不是三位数字）。", "请去掉逗号；如果是小数，请用小数点“.”。"],
        ["{at}「{cell}」裡的逗號不是千分位（後面不是三位數字）。", "請去掉逗號；如果是小數，請用小數點「.」。"],
        ["The comma in {at} “{cell}” does not separate thousands: three digits must follow it.", "Leave the comma out, or write a decimal point."],
    ]),
    (Code::TwoRanks, [
        ["{at}“{cell}”里有两个名次。", "请分成两行，每行一个名次，例如一行“全省第二”，一行“全市第一”。"],
        ["{at}「{cell}」裡有兩個名次。", "請分成兩列，每列一個名次，例如一列「全省第二」，一列「全市第一」。"],
        ["{at} “{cell}” holds two ranks.", "Write two rows, one with each rank."],
    ]),
    (Code::BackwardRange, [
        ["{at}“{cell}”前大后小，不是一个区间。", "请把小的写在前面，例如 11—12。"],
        ["{at}「{cell}」前大後小，不是一個區間。", "請把小的寫在前面，例如 11—12。"],
        ["{at} “{cell}” runs from the larger to the smaller number.", "Write the smaller number first, such as 11—12."],
    ]),
    (Code::TooBig, [
        ["{at}“{cell}”太大，无法表示。", "请检查是否多打了数字或指数。"],
        ["{at}「{cell}」太大，無法表示。", "請檢查是否多打了數字或指數。"],
        ["{at} “{cell}” is too large to be a figure.", "Check for superfluous digits or an exponent."],
    ]),
    (Code::VagueNumber, [
        ["{at}“{cell}”没有说出确切的数。", "请填数字，例如 50余件、约50件；只知道大概又没有数字的，请填 — 并在“备注”列说明。"],
        ["{at}「{cell}」沒有說出確切的數。", "請填數字，例如 50餘件、約50件；只知道大概又沒有數字的，請填 — 並在「備註」欄說明。"],
        ["{at} “{cell}” does not say a number.", "Type a number, such as 50余件 or 约50件; else type — and say so in the note column."],
    ]),
    (Code::UnreadableYear, [
        ["{at}“{cell}”不是四位数的年份。", "请填四位数年份，例如 2022；跨年请填 2021-2022。"],
        ["{at}「{cell}」不是四位數的年份。", "請填四位數年份，例如 2022；跨年請填 2021-2022；民國年請在表頭寫「民國」。"],
        ["{at} “{cell}” is not a year of four digits.", "Type a year such as 2022, or a span such as 2021-2022."],
    ]),
    (Code::ConflictingDuplicate, [
        ["{at}“{cell}”与 {0}“{1}”是同一个数据，数字却不同。", "请核对后删去错的一行；如果是两个不同的数据，请在“指标”或“备注”之外另加一列区分。"],
        ["{at}「{cell}」與 {0}「{1}」是同一個數據，數字卻不同。", "請核對後刪去錯的一列；如果是兩個不同的數據，請另加一欄區分。"],
        ["{at} “{cell}” and {0} “{1}” are the same figure with different numbers.", "Delete the wrong one; if they are two figures, tell them apart by a further column."],
    ]),
    (Code::LongRow, [
        ["第{row}行比表头长，从{at}“{cell}”起没有表头；这一行的数字没有采用。", "多半是数字里的逗号没有加引号：请写 1024 或 \"1,024\"；否则请给这一列加上表头。"],
        ["第{row}列比表頭長，從{at}「{cell}」起沒有表頭；這一列的數字沒有採用。", "多半是數字裡的逗號沒有加引號：請寫 1024 或 \"1,024\"；否則請給這一欄加上表頭。"],
        ["Row {row} is longer than the header, from {at} “{cell}” on; its figures are not used.", "Most likely a comma within a number is not quoted: write 1024 or \"1,024\"; else give this column a header."],
    ]),
    (Code::SecondTable, [
        ["{at}又是一个表头：一个文件里有两张表，从这一行起没有读取。", "请把第二张表另存为一个文件。"],
        ["{at}又是一個表頭：一個檔案裡有兩張表，從這一列起沒有讀取。", "請把第二張表另存為一個檔案。"],
        ["{at} is another header: the file holds two tables. This row and those below it were not read.", "Save the second table as a file of its own."],
    ]),
    (Code::MixedUnits, [
        ["{at}“{cell}”：“{0}”的单位前面是“{1}”，这里是“{2}”，不能换算。", "请统一单位；如果是两个指标，请用不同的指标名称。"],
        ["{at}「{cell}」：「{0}」的單位前面是「{1}」，這裡是「{2}」，不能換算。", "請統一單位；如果是兩個指標，請用不同的指標名稱。"],
        ["{at} “{cell}”: “{0}” is in {1} above and in {2} here, which do not convert.", "Use one unit, or give the two measures different names."],
    ]),
    (Code::TextDiffers, [
        ["{at}“{cell}”与这一行“数值”列的数不一致，已按“{cell}”读取。", "请改成一致，或把“数值”列的这一格清空。"],
        ["{at}「{cell}」與這一列「數值」欄的數不一致，已按「{cell}」讀取。", "請改成一致，或把「數值」欄的這一格清空。"],
        ["{at} “{cell}” does not agree with the value column of its row; “{cell}” was read.", "Make them agree, or empty the cell of the value column."],
    ]),
    (Code::DamagedText, [
        ["文件中有无法解码的字节，第一个是：{0}。", "请在 Excel 或 WPS 中打开原表，另存为“CSV UTF-8（逗号分隔）”。"],
        ["檔案中有無法解碼的位元組，第一個是：{0}。", "請在 Excel 或 WPS 中開啟原表，另存為「CSV UTF-8（逗號分隔）」。"],
        ["Some bytes of the file cannot be decoded; the first is {0}.", "Open the original sheet in Excel or WPS and save it as “CSV UTF-8 (comma delimited)”."],
    ]),
    (Code::Scientific, [
        ["{at}“{cell}”是科学记数法，后面的数字可能已经丢失。", "请在原表中把这一列设为“数值”格式，填完整的数字。"],
        ["{at}「{cell}」是科學記號，後面的數字可能已經遺失。", "請在原表中把這一欄設為「數值」格式，填完整的數字。"],
        ["{at} “{cell}” is in scientific notation; its last digits may be lost.", "Format the column as a number in the sheet and type all digits."],
    ]),
    (Code::EqualDuplicate, [
        ["{at}“{cell}”与 {0} 重复。", "请删去其中一行。"],
        ["{at}「{cell}」與 {0} 重複。", "請刪去其中一列。"],
        ["{at} “{cell}” repeats {0}.", "Delete one of the two."],
    ]),
    (Code::ShortRow, [
        ["{at}比表头少 {0} 个单元格，缺的按没有数据处理。", "请补上缺少的逗号和单元格；没有数据请填 —。"],
        ["{at}比表頭少 {0} 個儲存格，缺的按沒有數據處理。", "請補上缺少的逗號和儲存格；沒有數據請填 —。"],
        ["{at} has {0} cells fewer than the header; these count as missing.", "Add the missing cells; where there is no figure, type —."],
    ]),
    (Code::MaybeZero, [
        ["{at}填的是“{cell}”，按没有数据处理。", "如果是零，请填 0；如果没有数据，请填 —。"],
        ["{at}填的是「{cell}」，按沒有數據處理。", "如果是零，請填 0；如果沒有數據，請填 —。"],
        ["{at} says “{cell}” (none), which is taken as missing.", "If it is zero type 0; if there is no figure type —."],
    ]),
    (Code::GrowthColumn, [
        ["{at}“{cell}”是增长列，不是年份，没有画进图里。", "可以删去这一列；如果要展示，请作为单独的指标另列一行。"],
        ["{at}「{cell}」是增長欄，不是年份，沒有畫進圖裡。", "可以刪去這一欄；如果要展示，請作為單獨的指標另列一列。"],
        ["{at} “{cell}” is a column of growth and not a year; it is not drawn.", "Delete the column, or give the growth a row of its own as a measure."],
    ]),
    (Code::UnitsDiffer, [
        ["{at}“{cell}”：“{0}”在各地单位不同（{1}、{2}），会分开画图。", "如果可以，请统一单位。"],
        ["{at}「{cell}」：「{0}」在各地單位不同（{1}、{2}），會分開畫圖。", "如果可以，請統一單位。"],
        ["{at} “{cell}”: “{0}” is in {1} for some areas and in {2} for others; they are drawn apart.", "Use one unit if you can."],
    ]),
    (Code::UnnamedColumn, [
        ["{at}没有表头，这一列的数字没有读取。", "请给这一列加上表头，例如“收到提案(件)”。"],
        ["{at}沒有表頭，這一欄的數字沒有讀取。", "請給這一欄加上表頭，例如「收到提案(件)」。"],
        ["{at} has no header; the figures of this column were not read.", "Give the column a header, such as 收到提案(件)."],
    ]),
    (Code::ExtraColumn, [
        ["{at}“{cell}”列是另一组数字，没有读取。", "一个数据占一行时，只能有一个“数值”列；请把它作为另一个指标另起一行。"],
        ["{at}「{cell}」欄是另一組數字，沒有讀取。", "一個數據佔一列時，只能有一個「數值」欄；請把它作為另一個指標另起一列。"],
        ["The column {at} “{cell}” holds further figures, which were not read.", "With one figure a row there is one value column; give the other measure rows of its own."],
    ]),
];
