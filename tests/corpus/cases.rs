//! The files of the corpus, as text and encoding; `tests/corpus.rs` writes and checks their exact bytes.
//!
//! Series that are made up for a test say so in their title or measure names, or are figures without a place.

/// How a case's text becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16LeBom,
    Utf16Be,
    Utf16BeBom,
    Gb18030,
    Big5,
    /// As they stand, for bytes that are no text.
    Raw(&'static [u8]),
}

use Bytes::*;

/// A file: its name, its encoding, its text.
pub type Case = (&'static str, Bytes, &'static str);

/// Encodings, byte order marks, damage.
const ENCODINGS: &[Case] = &[
    ("encoding-utf8", Utf8, "地区,年份,指标,数值,单位\n临武县,2022,收到提案,81,件\n"),
    ("encoding-utf8-bom", Utf8Bom, "地区,年份,指标,数值,单位\r\n临武县,2022,收到提案,81,件\r\n"),
    ("encoding-utf16le-bom", Utf16LeBom, "地区\t年份\t指标\t数值\t单位\r\n临武县\t2022\t收到提案\t81\t件\r\n"),
    ("encoding-utf16be-bom", Utf16BeBom, "地区\t年份\t指标\t数值\r\n一县\t2022\t收到提案\t81\r\n"),
    ("encoding-utf16le", Utf16Le, "地区,年份,指标,数值\n一县,2022,收到提案,81\n"),
    ("encoding-utf16be", Utf16Be, "地区,年份,指标,数值\n一县,2022,收到提案,81\n"),
    ("encoding-gb18030", Gb18030, "地区,年份,指标,数值,单位\r\n耒阳市,2021,提案立案,57,件\r\n"),
    ("encoding-gb18030-traditional", Gb18030, "地區,年度,指標,數值,單位,備註\r\n鄰水縣,2020,提案數量,59,件,向大會提交\r\n寬城縣,2022,提案建議,81,件,八屆二次會議\r\n"),
    ("encoding-gb18030-four-bytes", Gb18030, "地区,年份,指标,数值\r\n㐂县（测试）,2021,提案立案,57\r\n𠮷县（测试）,2021,提案立案,58\r\n"),
    ("encoding-gb18030-2022", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5,\xb1\xb8\xd7\xa2\n\xc1\xd9\xce\xe4\xcf\xd8,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81,\xa6\xd9\xa6\xda\xfeY\xfe\xa0\n"), ""),
    ("encoding-big5", Big5, "地區,年度,指標,數值,單位\r\n臺北縣,民國98年,收到提案,81,件\r\n桃園縣,民國98年,收到提案,57,件\r\n"),
    ("encoding-big5-years-across", Big5, "項目,單位,2019年,2020年\r\n學生人數,人,1024,1030\r\n教師人數,人,81,82\r\n"),
    ("encoding-gb2312-short", Gb18030, "年份,件数\n2020,5\n"),
    ("encoding-latin1", Raw(b"region,year,measure,value\nCaf\xe9,2020,visits,5\nZ\xfcrich,2020,visits,6\n"), ""),
    ("encoding-utf8-one-bad-byte", Raw(b"\xe5\x9c\xb0\xe5\x8c\xba,\xe5\xb9\xb4\xe4\xbb\xbd,\xe6\x8f\x90\xe6\xa1\x88\n\xe4\xb8\xb4\xe6\xad\xa6\xe5\x8e\xbf,2020,5\n\xe4\xb8\xb4\xe6\xad\xa6\xe5\x8e,2021,6\n"), ""),
    ("encoding-gb18030-one-bad-byte", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xcc\xe1\xb0\xb8\n\xc1\xd9\xce\xe4\xcf\xd8,2020,5\n\xc1\xd9\xce\xe4\xff,2021,6\n"), ""),
    ("encoding-gb18030-2022-all", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5,\xb1\xb8\xd7\xa2\n\xc1\xd9\xce\xe4\xcf\xd8,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81,(2)\xa6\xd9\xa6\xda\xa6\xdb\xa6\xdc\xa6\xdd\xa6\xde\xa6\xdf\xa6\xec\xa6\xed\xa6\xf3\xfeY\xfea\xfef\xfeg\xfem\xfe~\xfe\x90\xfe\xa0\n\xc1\xd9\xce\xe4\xcf\xd8,2021,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81,(4)\x841\x826\x841\x827\x841\x828\x841\x829\x841\x830\x841\x831\x841\x832\x841\x833\x841\x834\x841\x835\x825\x907\x825\x908\x825\x909\x825\x910\x825\x911\x825\x912\x825\x913\x825\x914\n\xc1\xd9\xce\xe4\xcf\xd8,2020,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81,(6)\xfeQ\xfeR\xfeS\xfel\xfev\xfe\x91\x952\x901\x952\x903\x952\x970\x956\xb97\x960\xba5\x965\xb60\n\xc1\xd9\xce\xe4\xcf\xd8,2019,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81,(3)\xa3\xa0\xa8\xbc\xa8\xbf\x80.\n"), ""),
    ("encoding-gb18030-bad-trail", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5\n\xc1\xd9\xce\xe4\xcf,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81\n\xf1\xe7\xd1\xf4\xca\x7f,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,57\n\xbf\xed\xb3\xc7\x810\xcf ,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,5\n"), ""),
    ("encoding-gb18030-cut-off", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5\n\xc1\xd9\xce\xe4\xcf\xd8,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81\n\xf1\xe7\xd1\xf4\xca\xd0,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,57\xbc"), ""),
    ("encoding-gb18030-cut-off-in-four", Raw(b"\xb5\xd8\xc7\xf8,\xc4\xea\xb7\xdd,\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5\n\xc1\xd9\xce\xe4\xcf\xd8,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,81\n\xf1\xe7\xd1\xf4\xca\xd0,2022,\xca\xd5\xb5\xbd\xcc\xe1\xb0\xb8,57\x810\x84"), ""),
    ("encoding-big5-bad-trail", Raw(b"\xa6a\xb0\xcf,\xa6~\xab\xd7,\xab\xfc\xbc\xd0,\xbc\xc6\xad\xc8\r\n\xbbO\xa5_\xbf,2022,\xa6\xac\xa8\xec\xb4\xa3\xae\xd7,81\r\n\xae\xe7\xb6\xe9\xbf\x7f,2022,\xa6\xac\xa8\xec\xb4\xa3\xae\xd7,57\r\n\xb7s\xa6\xcb\xbf\xa4,2022,\xa6\xac\xa8\xec\xff\xb4\xa3\xae\xd7,5\r\n"), ""),
    ("encoding-big5-cut-off", Raw(b"\xa6a\xb0\xcf,\xa6~\xab\xd7,\xab\xfc\xbc\xd0,\xbc\xc6\xad\xc8\r\n\xbbO\xa5_\xbf\xa4,2022,\xa6\xac\xa8\xec\xb4\xa3\xae\xd7,81\r\n\xae\xe7\xb6\xe9\xbf\xa4,2022,\xa6\xac\xa8\xec\xb4\xa3\xae\xd7,57\xa5"), ""),
    ("encoding-ascii", Utf8, "county,year,measure,value,unit\nLinwu,2022,proposals,81,cases\n"),
];

/// Delimiters, quotes, line ends.
const RECORDS: &[Case] = &[
    // The list must not make the export of this a file of bars.
    (
        "delimiter-sep-line-list-in-a-cell",
        Utf8,
        "sep=,\n地区,年份,指标,数值,备注\n临武县,2022,收到提案,81,收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|收到提案|\n",
    ),
    (
        "delimiter-tab",
        Utf8,
        "地区\t年份\t指标\t数值\n临武县\t2022\t收到提案\t1,024\n",
    ),
    (
        "delimiter-semicolon",
        Utf8,
        "地区;年份;指标;数值\n临武县;2022;收到提案;81\n",
    ),
    (
        "delimiter-full-width-comma",
        Utf8,
        "地区，年份，指标，数值\n临武县，2022，收到提案，1,024\n耒阳市，2022，收到提案，\"1，024\"\n",
    ),
    (
        "delimiter-bar",
        Utf8,
        "地区|年份|指标|数值\n临武县|2022|收到提案|81\n",
    ),
    (
        "delimiter-sep-line",
        Utf8,
        "sep=;\r\n地区;年份;指标;数值\r\n临武县;2022;收到提案;?\r\n",
    ),
    (
        "lines-cr",
        Utf8,
        "地区,年份,指标,数值\r临武县,2022,收到提案,81\r\r耒阳市,2022,收到提案,x\r",
    ),
    (
        "lines-crlf-and-lf",
        Utf8,
        "地区,年份,指标,数值\r\n临武县,2022,收到提案,81\n耒阳市,2022,收到提案,57\r\n",
    ),
    ("lines-no-end", Utf8, "年份,收到提案(件)\n2022,81"),
    (
        "quotes-newline-in-cell",
        Utf8,
        "地区,年份,指标,数值,备注\n临武县,2022,收到提案,81,\"第一行\n第二行\"\n耒阳市,2022,收到提案,x,\n",
    ),
    (
        "quotes-doubled",
        Utf8,
        "地区,年份,指标,数值,备注\n临武县,2022,\"收到\"\"提案\"\"\",81,\"他说\"\"好\"\"\"\n",
    ),
    (
        "quotes-delimiter-in-cell",
        Utf8,
        "地区,年份,指标,数值\n\"临武县,全县\",2022,收到提案,\"1,024\"\n",
    ),
    (
        "quotes-header-newline",
        Utf8,
        "年份,\"收到\n提案(件)\",\"Proposals\nfiled\"\n2022,81,57\n",
    ),
    (
        "quotes-unclosed",
        Utf8,
        "地区,年份,指标,数值\n临武县,2022,收到提案,81\n耒阳市,2022,\"收到提案,57\n宽城县,2022,收到提案,5\n",
    ),
    (
        "quotes-unclosed-first-row",
        Utf8,
        "地区,年份,\"指标,数值\n临武县,2022,收到提案,81\n",
    ),
    (
        "quotes-within-cell",
        Utf8,
        "地区,年份,指标,数值,备注\n临武县,2022,收到提案,81,长5\"的管\n",
    ),
    (
        "rows-blank-between",
        Utf8,
        "地区,年份,指标,数值\n\n临武县,2022,收到提案,81\n,,,\n\n耒阳市,2022,收到提案,x\n",
    ),
    (
        "columns-blank",
        Utf8,
        ",地区,,年份,指标,数值,,\n,临武县,,2022,收到提案,81,,\n",
    ),
];

/// csv-spectrum's cases, and the tricky ones of PapaParse's suite, as tables of figures.
const PARSERS: &[Case] = &[
    (
        "spectrum-comma-in-quotes",
        Utf8,
        "area,year,measure,value,note\nJohn,2020,visits,120,\"Anytown, WW\"\n",
    ),
    (
        "spectrum-empty",
        Utf8,
        "area,year,measure,value\na,2020,b,1\nc,\"\",\"\",\"\"\nd,2021,b,3\n",
    ),
    (
        "spectrum-empty-crlf",
        Utf8,
        "area,year,measure,value\r\na,2020,b,1\r\nc,\"\",\"\",\"\"\r\nd,2021,b,3\r\n",
    ),
    (
        "spectrum-escaped-quotes",
        Utf8,
        "area,year,measure,value,note\n1,2020,b,2,\"ha \"\"ha\"\" ha\"\n3,2020,b,4,\n",
    ),
    (
        "spectrum-json",
        Utf8,
        "area,year,measure,value,note\n1,2020,b,5,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
    ),
    (
        "spectrum-newlines",
        Utf8,
        "area,year,measure,value,note\n1,2020,b,2,\"once upon\na time\"\n\"Once upon\na time\",2020,b,6,\n",
    ),
    (
        "spectrum-newlines-crlf",
        Utf8,
        "area,year,measure,value,note\r\n1,2020,b,2,\"once upon\r\na time\"\r\n",
    ),
    (
        "spectrum-quotes-and-newlines",
        Utf8,
        "area,year,measure,value,note\n1,2020,b,2,\"ha\n\"\"ha\"\"\nha\"\n",
    ),
    (
        "spectrum-simple",
        Utf8,
        "area,year,measure,value\na,2020,b,3\n",
    ),
    (
        "spectrum-simple-crlf",
        Utf8,
        "area,year,measure,value\r\na,2020,b,3\r\n",
    ),
    (
        "spectrum-utf8",
        Utf8,
        "area,year,measure,value\nʤ,2020,b,3\n",
    ),
    (
        "papaparse-quoted-after-spaces",
        Utf8,
        "area,year,measure,value\na, 2020 , b ,  3  \n",
    ),
    (
        "papaparse-quote-then-text",
        Utf8,
        "area,year,measure,value\n\"a\"x,2020,b,3\n",
    ),
    (
        "papaparse-quoted-line-end-last",
        Utf8,
        "area,year,measure,value,note\na,2020,b,3,\"x\n\"\n",
    ),
    (
        "papaparse-only-quotes",
        Utf8,
        "area,year,measure,value,note\na,2020,b,3,\"\"\"\"\n",
    ),
    (
        "papaparse-blank-quoted-row",
        Utf8,
        "area,year,measure,value\n\"\",\"\",\"\",\"\"\na,2020,b,3\n",
    ),
    (
        "papaparse-short-and-long",
        Utf8,
        "area,year,measure,value\na,2020,b\nc,2020,b,3,4\nd,2020,b,5\n",
    ),
    (
        "papaparse-tabs-and-commas",
        Utf8,
        "area\tyear\tmeasure\tvalue\na,b\t2020\tc,d\t3\n",
    ),
    (
        "papaparse-trailing-delimiters",
        Utf8,
        "area,year,measure,value,,\na,2020,b,3,,\n",
    ),
];

/// One observation a row.
const TIDY: &[Case] = &[
    (
        "tidy-all-columns",
        Utf8,
        "地区,年份,指标,数值,单位,范围,备注,来源,原文\n临武县,2022,云豆积分排名,1,名,全省,无,年报,排全省第一\n",
    ),
    (
        "tidy-any-order",
        Utf8,
        "数值,来源,指标,年度,区\n81,年报,收到提案,2022,松江区\n",
    ),
    (
        "tidy-traditional",
        Utf8,
        "地區,年度,項目,數量,單位,範圍,備註,資料來源,摘錄\n鄰水縣,2020,提案數量排名,第一,名,全市,,報道,數量居全市首位\n",
    ),
    (
        "tidy-english",
        Utf8,
        "County,Year,Measure,Value,Units,Scope,Note,Source,Quote\nLinwu,2022,rank,1,,province,a note,a report,its words\n",
    ),
    (
        "tidy-spaced-header",
        Utf8,
        "地　区,年 份, 指　标 ,数 值,ｕｎｉｔｓ\n临武县,2022,收到提案,81,件\n",
    ),
    (
        "tidy-breakdown",
        Utf8,
        "地区,年份,指标,性别,界别,数值\n临武县,2022,政协委员,男,工商,50\n临武县,2022,政协委员,女,工商,30\n临武县,2022,政协委员,,,190\n",
    ),
    (
        "tidy-unit-means-body",
        Utf8,
        "单位,年份,指标,数值\n县政协办公室,2022,收到提案,81\n县文联,2022,收到提案,5\n",
    ),
    (
        "tidy-reporting-body",
        Utf8,
        "填报单位,年份,指标,数值,单位\n县政协办公室,2022,收到提案,81,件\n",
    ),
    (
        "tidy-area-like-words-are-measures",
        Utf8,
        "地区,年份,地区生产总值(亿元)\n临武县,2022,188.5\n",
    ),
    (
        "tidy-merged-labels",
        Utf8,
        "地区,年份,指标,数值,单位\n临武县,2020,收到提案,81,件\n,,立案,80,件\n,2021,收到提案,85,件\n耒阳市,2021,收到提案,57,件\n",
    ),
    (
        "tidy-blank-beside-label",
        Utf8,
        "地区,届次,指标,数值\n临武县,八届,收到提案,81\n耒阳市,,收到提案,57\n",
    ),
    (
        "tidy-session-beside-year",
        Utf8,
        "年份,届次,县,指标,数值\n2022,十四届一次会议,酉阳县,收到提案,235\n2022,,酉阳县,媒体刊发稿件,78\n",
    ),
    (
        "tidy-sdmx",
        Utf8,
        "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nESTAT:X,CN,2019,5,\nESTAT:X,CN,2020,6,p\nESTAT:X,CN,2021,7,r\n",
    ),
    (
        "tidy-world-bank",
        Utf8,
        "Country Name,Country Code,Indicator Name,Indicator Code,2019,2020,2021\nChina,CHN,\"Population, total\",SP.POP.TOTL,1407745000,1411100000,1412360000\n",
    ),
    (
        "tidy-r-row-numbers",
        Utf8,
        "\"\",\"area\",\"year\",\"measure\",\"value\"\n\"1\",\"a\",2020,\"b\",1\n\"2\",\"a\",2021,\"b\",2\n",
    ),
    (
        "tidy-pandas-index",
        Utf8,
        ",area,year,measure,value\n0,a,2020,b,1.0\n1,a,2021,b,2.0\n",
    ),
    (
        "tidy-running-number",
        Utf8,
        "序号,地区,年份,指标,数值\n1,临武县,2022,收到提案,81\n2,耒阳市,2022,收到提案,57\n",
    ),
    (
        "tidy-totals",
        Utf8,
        "地区,年份,指标,数值\n临武县,2022,收到提案,81\n耒阳市,2022,收到提案,57\n小计,2022,收到提案,138\n合計,2022,收到提案,138\n總計,2022,收到提案,276\n",
    ),
    (
        "tidy-no-measure-title-names-it",
        Utf8,
        "收到提案情况（测试）,,\n地区,年份,数值\n临武县,2022,81\n",
    ),
    (
        "tidy-title-and-notes",
        Utf8,
        "各县提案（测试）,,,\n2022年,,,\n单位：件,,,\n地区,年份,指标,数值\n临武县,2022,收到提案,81\n,,,\n注：截至年底,,,\n\"说明：\n含并案\",,,\n资料来源：县政协,,,\n",
    ),
    (
        "tidy-note-without-colon",
        Utf8,
        "地区,年份,指标,数值\n临武县,2022,收到提案,81\n以上数据由县政协办公室提供\n数字如有出入，以年报为准\n",
    ),
    (
        "tidy-note-with-comma",
        Utf8,
        "地区,年份,指标,数值\n临武县,2022,收到提案,81\n注：含并案,不含建议\n",
    ),
    (
        "tidy-year-in-title",
        Utf8,
        "2022年各县收到提案,\n县,数量\n临武县,81\n耒阳市,57\n",
    ),
    (
        "tidy-units-from-everywhere",
        Utf8,
        "单位：人,,,\n地区,年份,指标,数值,单位\n甲县,2022,捐款(万元),390,\n甲县,2022,捐物(万元),390,元\n甲县,2022,捐粮(万元),390吨,元\n甲县,2022,捐者,390,\n",
    ),
    (
        "tidy-two-scopes-are-two",
        Utf8,
        "地区,年份,指标,数值\n临武县,2022,政协云活跃度排名,全省第二\n临武县,2022,政协云活跃度排名,全市第一\n",
    ),
    (
        "tidy-numbers-of-the-contract",
        Utf8,
        "地区,年份,指标,数值\n甲,2022,a,\"1,024\"\n甲,2022,b,１０２４\n甲,2022,c,1 024\n甲,2022,d,一千零二十四\n甲,2022,e,1024亿元\n甲,2022,f,390余万元\n甲,2022,g,70%以上\n甲,2022,h,近3000人\n甲,2022,i,不足50件\n甲,2022,j,3.5万人次\n甲,2022,k,11—12个\n甲,2022,l,居全市首位\n甲,2022,m,暂无\n甲,2022,n,?1%\n甲,2022,o,2O5\n甲,2022,p,#REF!\n甲,2022,q,59①\n甲,2022,r,12-Nov\n甲,2022,s,(7)\n甲,2022,t,1.02E+03\n甲,2022,u,无\n甲,2022,v,全省第二、全市第一\n甲,2022,w,1e400\n甲,2022,x,几十\n甲,2022,y,12—11\n",
    ),
    (
        "tidy-without-value-header",
        Utf8,
        "地区,年份,收到提案（件）\n临武县,2022,81\n",
    ),
    (
        "tidy-formula-injection",
        Utf8,
        "地区,年份,指标,数值,备注\n'=临武县,2022,@收到提案,81,\"=HYPERLINK(\"\"x\"\")\"\n+耒阳市,2022,-收到提案,-3.5,-\n",
    ),
    (
        "tidy-extra-figures",
        Utf8,
        "地区,年份,指标,数值,排名\n临武县,2022,收到提案,81,3\n耒阳市,2022,收到提案,57,5\n",
    ),
];

/// Years, measures or areas across.
const WIDE: &[Case] = &[
    (
        "years-across",
        Utf8,
        "指标,单位,2019年,2020年,2021年\n收到提案,件,81,85,90\n捐款,万元,390余,—,1.2亿元\n",
    ),
    (
        "years-across-areas",
        Utf8,
        "各县收到提案（件）,,\n地区,2020,2021\n临武县,81,85\n耒阳市,57,60\n",
    ),
    (
        "years-across-backwards-with-gap",
        Utf8,
        "指标,2023,2022,2020\n收到提案(件),,85,81\n",
    ),
    (
        "years-across-newest-empty",
        Utf8,
        "指标,2020,2021,2022\n收到提案,81,85,\n立案,80,,\n",
    ),
    (
        "years-across-spans",
        Utf8,
        "指标,2003-05,2019/20,2019-2020,FY2022\n收到提案,1,2,3,4\n",
    ),
    (
        "years-across-roc",
        Utf8,
        "項目,民國108年,民國109年\n收到提案,81,85\n",
    ),
    (
        "years-across-roc-in-title",
        Utf8,
        "各縣收到提案（民國）,,\n縣,108,109\n臨武縣,81,85\n",
    ),
    (
        "years-across-flags",
        Utf8,
        "指标,2021年,2022年(快报),2023p\n收到提案,81,85,90\n",
    ),
    (
        "years-across-growth",
        Utf8,
        "序号,指标,2021年,2022年,增长(%)\n1,收到提案,81,85,4.9\n2,立案,80,84,5.0\n",
    ),
    (
        "years-across-total-column",
        Utf8,
        "指标,2021,2022,合计\n收到提案,81,85,166\n",
    ),
    (
        "years-across-months",
        Utf8,
        "指标,2022年1月,2022年2月,2022年一季度\n收到提案,5,6,20\n",
    ),
    (
        "years-across-unit-merged",
        Utf8,
        "指标,单位,2021,2022\n收到提案,件,81,85\n立案,,80,84\n捐款,万元,3,4\n",
    ),
    (
        "years-across-two-headers",
        Utf8,
        ",2021年,,2022年,\n地区,收到提案,立案,收到提案,立案\n临武县,81,80,85,84\n",
    ),
    (
        "years-across-two-headers-measures-above",
        Utf8,
        "地区,收到提案(件),,捐款(万元),\n,2021年,2022年,2021年,2022年\n临武县,81,85,3,4\n",
    ),
    (
        "years-across-corner-says-year",
        Utf8,
        "年份,2021,2022\n收到提案,81,85\n立案,80,84\n",
    ),
    (
        "years-across-headings",
        Utf8,
        "指标,2021,2022\n一、提案工作,,\n收到提案,81,85\n立案,80,\n（二）社情民意,,\n收到社情民意信息,92,90\n注：测试,,\n",
    ),
    (
        "years-across-all-missing-rows",
        Utf8,
        "指标,2021,2022\n收到提案,81,85\n神秘指标,,\n立案,80,84\n捐款,,\n",
    ),
    (
        "years-across-breakdown-merged",
        Utf8,
        "政协委员人数（测试）,,,\n地区,性别,2021年,2022年\n甲县,男,5,6\n,女,1,2\n乙县,男,5,6\n,女,9,9\n",
    ),
    (
        "measures-across",
        Utf8,
        "年份,收到提案(件),立案(件),捐款(万元)\n2021,235,225,390余\n2020,210,,\n2019,…,无,\"1,024\"\n",
    ),
    (
        "measures-across-areas",
        Utf8,
        "地区,年份,收到提案（件）,办复率（%）\n云南省,2025,925,100\n德州市,2025,815,99.6%\n",
    ),
    (
        "measures-across-bracket-is-no-unit",
        Utf8,
        "年份,委员(男),委员(女)\n2022,150,40\n",
    ),
    (
        "measures-across-units-row",
        Utf8,
        "年份,收到提案,捐款\n,件,万元\n2022,81,3\n",
    ),
    (
        "measures-across-two-headers",
        Utf8,
        "年份,提案(件),,捐款(万元),\n,城镇,农村,城镇,农村\n2022,81,57,3,4\n",
    ),
    (
        "measures-across-year-that-is-a-value",
        Utf8,
        "年份,成立年份,收到提案\n2021,1984,81\n2022,1984,85\n",
    ),
    (
        "measures-across-excel-years",
        Utf8,
        "年份,收到提案\n2019/1/1,81\n2020.0,82\n2021年,83\n２０２２,84\n",
    ),
    (
        "measures-across-newest-empty",
        Utf8,
        "年份,收到提案,立案\n2021,81,80\n2022,,\n",
    ),
    (
        "measures-across-two-digit-year",
        Utf8,
        "年份,收到提案\n19,81\n2020,82\n",
    ),
    (
        "measures-across-months-shortened",
        Utf8,
        "时间,件数\n2016.01,1\n2016.09,9\n2016.1,10\n2016.11,11\n",
    ),
    (
        "measures-across-total-column",
        Utf8,
        "年份,城镇,农村,合计\n2022,81,57,138\n",
    ),
    (
        "measures-across-value-word-beside-others",
        Utf8,
        "年份,数量,金额(万元)\n2022,5,390\n",
    ),
    (
        "measures-across-no-year-at-all",
        Utf8,
        "地区,收到提案,立案\n临武县,81,80\n耒阳市,57,55\n",
    ),
    (
        "measures-across-padded-notes",
        Utf8,
        "历年提案（测试）,,\n,,单位：件\n年份,收到提案,立案\n2022,81,80\n,,\n资料来源：县政协,,\n填表人：张三,,审核人：李四\n",
    ),
    (
        "areas-across",
        Utf8,
        "年份,临武县,耒阳市,宽城县\n2021,81,57,5\n2022,85,60,6\n",
    ),
    (
        "areas-across-measures",
        Utf8,
        "指标,单位,临武县,耒阳市,合计\n收到提案,件,81,57,138\n捐款,万元,3,4,7\n",
    ),
    (
        "areas-across-title",
        Utf8,
        "2022年收到提案（件）,,\n月份,臨武縣,耒陽市\n2022年1月,5,6\n2022年2月,7,8\n",
    ),
    (
        "areas-across-needs-two",
        Utf8,
        "年份,临武县,人均\n2022,81,5\n",
    ),
    (
        "areas-across-bracket-is-a-measure",
        Utf8,
        "年份,县(个),乡(个)\n2022,81,5\n",
    ),
    (
        "decimal-comma-semicolon",
        Utf8,
        "指标;2021;2022\n占比;1,5;2,75\n人均;3,25;4\n",
    ),
    (
        "decimal-comma-disagreeing",
        Utf8,
        "指标;2021;2022\n占比;1,5;2\n总数;1,234,567;3\n",
    ),
    (
        "thousands-semicolon",
        Utf8,
        "指标;2021;2022\n总数;1,234;2,345\n",
    ),
];

/// What must be said, and what cannot be read at all.
const TROUBLE: &[Case] = &[
    (
        "trouble-duplicates",
        Utf8,
        "年份,收到提案\n2021,81\n2021,81\n2022,85\n2022,86\n",
    ),
    (
        "trouble-long-row",
        Utf8,
        "地区,年份,指标,数值,单位\n临武县,2022,捐款,1,024,元\n耒阳市,2022,捐款,500,元\n",
    ),
    (
        "trouble-short-row",
        Utf8,
        "年份,收到提案,立案\n2021,81\n2022,85,84\n",
    ),
    (
        "trouble-two-tables",
        Utf8,
        "年份,收到提案\n2021,81\n\n地区,年份,捐款\n临武县,2022,5\n",
    ),
    (
        "trouble-header-repeated",
        Utf8,
        "年份,收到提案,立案\n2021,81,80\n年份,收到提案,立案\n2022,85,84\n",
    ),
    (
        "trouble-mixed-units",
        Utf8,
        "地区,年份,指标,数值\n临武县,2021,采用信息,5篇\n临武县,2022,采用信息,6期\n",
    ),
    (
        "trouble-units-differ-across-areas",
        Utf8,
        "地区,年份,指标,数值\n临武县,2021,采用信息,5篇\n酉阳县,2021,采用信息,6期\n",
    ),
    (
        "trouble-units-convert",
        Utf8,
        "地区,年份,指标,数值\n临武县,2020,捐款,390万元\n临武县,2021,捐款,0.5亿元\n临武县,2022,捐款,50000元\n",
    ),
    (
        "trouble-units-of-one-kind",
        Utf8,
        "地区,年份,指标,数值\n甲,2020,粮食产量（测试）,5吨\n甲,2021,粮食产量（测试）,6000公斤\n甲,2022,粮食产量（测试）,0.5万吨\n",
    ),
    (
        "trouble-rmb-and-hkd",
        Utf8,
        "地区,年份,指标,数值\n甲,2021,捐款,5万元\n甲,2022,捐款,HK$50000\n",
    ),
    (
        "wide-total-in-running-number",
        Utf8,
        "序号,地区,2021年(件),2022年(件)\n1,临武县,81,85\n2,耒阳市,57,60\n合计,,138,145\n",
    ),
    (
        "wide-growth-names-years",
        Utf8,
        "指标名称,计量单位,2021年,2022年,2022年比2021年增长（%）,±%\n收到提案,件,81,85,4.9,4.9\n",
    ),
    (
        "wide-label-like-a-note",
        Utf8,
        "指标,2021,2022\n审核,5,6\n注册,7,8\n*收到提案,9,10\n*含并案\n",
    ),
    (
        "tidy-series-order",
        Utf8,
        "地区,年份,指标,性别,界别,数值\n临武县,2022,政协委员,,工商,80\n临武县,2022,政协委员,男,工商,50\n",
    ),
    (
        "tidy-session-year-in-title",
        Utf8,
        "2022年提案（测试）,,\n届次,指标,数量\n十四届一次,收到提案,81\n十四届二次,收到提案,57\n",
    ),
    (
        "trouble-text-among-numbers",
        Utf8,
        "年份,收到提案\n2021,81\n2022,约八十\n2023,若干\n2024,待定\n",
    ),
    (
        "trouble-excel-damage",
        Utf8,
        "年份,a,b,c,d\n2021,######,#DIV/0!,'1024,1.02E+03\n2022,11月12日,12-Nov,\"1,02\",00012\n",
    ),
    (
        "trouble-unnamed-column",
        Utf8,
        "年份,收到提案,\n2021,81,7\n2022,85,9\n",
    ),
    (
        "trouble-title-with-header-word",
        Utf8,
        "填报单位,县政协,年份,2022\n地区,指标,数值,备注\n临武县,收到提案,81,\n",
    ),
    ("fatal-empty", Raw(b""), ""),
    ("fatal-blank", Utf8, "\r\n,,,\r\n \r\n"),
    ("fatal-bom-only", Raw(b"\xef\xbb\xbf"), ""),
    ("fatal-header-only", Utf8, "地区,年份,指标,数值\n"),
    (
        "fatal-header-and-notes-only",
        Utf8,
        "地区,年份,指标,数值\n注：无数据\n",
    ),
    (
        "fatal-html",
        Utf8,
        "<!DOCTYPE html>\n<html><head><title>404</title></head><body>地区,年份</body></html>\n",
    ),
    (
        "fatal-html-table",
        Gb18030,
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>地区</td></tr></table></html>",
    ),
    (
        "fatal-xlsx",
        Raw(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"),
        "",
    ),
    (
        "fatal-xls",
        Raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00"),
        "",
    ),
    (
        "fatal-nul",
        Raw(b"area,year,value\na,2020,5\nb,20\x0020,6\n"),
        "",
    ),
    ("fatal-png", Raw(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ""),
    (
        "fatal-noise",
        Raw(b"\x01\x02\xfe\xff\x80\x81\x03\x04\x9c\x05\x06\x07"),
        "",
    ),
    (
        "fatal-prose",
        Utf8,
        "这是一段话。它不是表格。\n没有数字，也没有表头。\n",
    ),
    ("fatal-json", Utf8, "{\"a\": [1, 2, 3]}\n"),
];

/// Every case.
pub fn all() -> impl Iterator<Item = &'static Case> {
    [ENCODINGS, RECORDS, PARSERS, TIDY, WIDE, TROUBLE]
        .into_iter()
        .flatten()
}
