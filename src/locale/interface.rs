//! The words of the widget around a chart: buttons, states, what goes wrong. One constant a language.
//!
//! `{}` stands for what `fill` puts in. The one sentence that is shown when nothing could be loaded stands in
//! `www/widget/county-charts.js`.

use super::Lang;

/// The words of one language.
#[derive(Debug)]
pub struct Interface {
    /// Opens the table.
    pub table: &'static str,
    /// Closes the table.
    pub table_close: &'static str,
    /// Downloads the figures.
    pub download_data: &'static str,
    /// Downloads the picture.
    pub download_picture: &'static str,
    /// Downloads the picture as SVG.
    pub download_svg: &'static str,
    /// Over a picture that is saved by pressing it.
    pub press_to_save: &'static str,
    /// The same where only a screenshot keeps it.
    pub capture_to_save: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// What kind of thing the plot is, for those who hear it.
    pub chart: &'static str,
    /// How the plot is walked by keyboard.
    pub keys: &'static str,
    /// Leads to the CSV file itself.
    pub open_file: &'static str,
    /// A small line while the old figures stay: their date.
    pub stale: &'static str,
    /// The server has no such file.
    pub not_found: &'static str,
    /// The server answered with another status.
    pub http: &'static str,
    /// No answer.
    pub network: &'static str,
    /// The file was read and holds nothing to draw.
    pub no_rows: &'static str,
    /// A fault of the widget's own.
    pub internal: &'static str,
    /// An attribute's value that is not known: attribute, value.
    pub unknown_value: &'static str,
    /// Rows of a card that are left out: how many.
    pub more_rows: &'static str,
    /// Rows of a table that are left out: how many are shown, how many there are.
    pub table_cut: &'static str,
}

impl Interface {
    /// The words of a language.
    pub const fn of(lang: Lang) -> &'static Interface {
        match lang {
            Lang::ZhHans => &ZH_HANS,
            Lang::ZhHant => &ZH_HANT,
            Lang::En => &EN,
        }
    }
}

const ZH_HANS: Interface = Interface {
    table: "表格",
    table_close: "收起表格",
    download_data: "下载数据",
    download_picture: "下载图片",
    download_svg: "下载矢量图",
    press_to_save: "长按图片保存",
    capture_to_save: "请截屏保存图片",
    close: "关闭",
    chart: "图表",
    keys: "按方向键逐项查看，按 T 键打开表格，按 Esc 键关闭提示。",
    open_file: "打开数据文件",
    stale: "显示的是 {} 的数据，新文件未能读取。",
    not_found: "未找到数据文件，图表暂时无法显示。",
    http: "数据文件未能读取（服务器返回 {}），请稍后再试。",
    network: "数据文件未能读取，请检查网络后刷新页面。",
    no_rows: "文件中没有可以显示的数据。",
    internal: "图表出现故障，请刷新页面，或直接查看数据文件。",
    unknown_value: "属性 {} 的值“{}”无法识别，已按默认方式显示。",
    more_rows: "另有 {} 项，见表格",
    table_cut: "仅列出前 {} 行，共 {} 行；全部数据请下载。",
};

const ZH_HANT: Interface = Interface {
    table: "表格",
    table_close: "收合表格",
    download_data: "下載資料",
    download_picture: "下載圖片",
    download_svg: "下載向量圖",
    press_to_save: "長按圖片即可儲存",
    capture_to_save: "請擷取螢幕畫面以儲存圖片",
    close: "關閉",
    chart: "圖表",
    keys: "按方向鍵逐項查看，按 T 鍵開啟表格，按 Esc 鍵關閉提示。",
    open_file: "開啟資料檔案",
    stale: "目前顯示的是 {} 的資料，新檔案未能讀取。",
    not_found: "找不到資料檔案，圖表暫時無法顯示。",
    http: "資料檔案未能讀取（伺服器回應 {}），請稍後再試。",
    network: "資料檔案未能讀取，請檢查網路後重新整理頁面。",
    no_rows: "檔案中沒有可以顯示的資料。",
    internal: "圖表發生故障，請重新整理頁面，或直接查看資料檔案。",
    unknown_value: "屬性 {} 的值「{}」無法識別，已按預設方式顯示。",
    more_rows: "另有 {} 項，見表格",
    table_cut: "僅列出前 {} 列，共 {} 列；全部資料請下載。",
};

const EN: Interface = Interface {
    table: "Table",
    table_close: "Hide table",
    download_data: "Download data",
    download_picture: "Download image",
    download_svg: "Download SVG",
    press_to_save: "Press and hold the image to save it",
    capture_to_save: "Take a screenshot to save the image",
    close: "Close",
    chart: "chart",
    keys: "Use the arrow keys to go through the figures, T for the table, Esc to close the card.",
    open_file: "Open the data file",
    stale: "Showing the figures of {}; the new file could not be read.",
    not_found: "The data file was not found, so the chart cannot be shown.",
    http: "The data file could not be read (the server answered {}). Please try again later.",
    network: "The data file could not be read. Please check your connection and reload the page.",
    no_rows: "The file holds no figures that can be shown.",
    internal: "The chart has failed. Please reload the page, or open the data file itself.",
    unknown_value: "The attribute {} does not know “{}”; the default is used.",
    more_rows: "{} more in the table",
    table_cut: "The first {} of {} rows. Download the data for all of them.",
};
