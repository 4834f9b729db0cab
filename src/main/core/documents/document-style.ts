/** Headings, tables, charts and figures of papers that run over many pages. */
export const DOCUMENT = `
html { font-size: 9.5pt; line-height: 1.4; font-variant-numeric: tabular-nums; }
body { padding-right: 0.4mm; }
header { align-items: baseline; }
h1 { font-size: 20pt; }
header p { flex: none; max-width: 45%; }
h2 { font-size: 13pt; line-height: 1.25; margin: 9mm 0 2mm; break-after: avoid; }
h3 { font-size: 10pt; font-weight: 650; margin: 5mm 0 1.5mm; break-after: avoid; }
dl { gap: 0.8mm 6mm; margin-top: 4mm; }
dd { font-weight: 400; unicode-bidi: plaintext; }
dd p + p { margin-top: 0; }
.note, .none { color: #333; max-width: 150mm; }
.none { font-style: italic; }
dl + .none { margin-top: 5mm; }
.note + .note { margin-top: 1mm; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; align-items: start; }
.keep { break-inside: avoid; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin-top: 3mm; font-size: 9pt; line-height: 1.3; }
table + table { break-before: page; }
caption { text-align: left; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1.1mm 3mm 1.1mm 0; vertical-align: top; text-align: left; unicode-bidi: plaintext; }
th { font-weight: 650; vertical-align: bottom; border-bottom: 1pt solid #000; }
td { border-bottom: 0.4pt solid #999; }
.end { text-align: right; }
th:last-child, td:last-child { padding-right: 0; }
.total td { font-weight: 650; border-bottom: 1pt solid #000; }
.chart { break-inside: avoid; margin-top: 4mm; }
.chart svg { display: block; width: 100%; height: auto; }
.chart text { font: 12.5px "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; fill: #000; }
.chart .small { font-size: 10.5px; }
.chart .strong { font-weight: 650; }
.chart .quiet { fill: #333; }
.cover { break-after: page; }
.cover + section h2 { margin-top: 0; }
.cover h1 { font-size: 27pt; margin-top: 12mm; max-width: 140mm; }
.cover .whose { font-size: 15pt; font-weight: 600; margin-top: 3mm; }
.cover .when { font-size: 12pt; margin-top: 1mm; }
.cover dl { margin-top: 8mm; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); list-style: none; margin-top: 9mm; border-top: 1.5pt solid #000; border-bottom: 0.6pt solid #000; }
.figures li { padding: 3mm 4mm 3.5mm 0; }
.figures li + li { border-left: 0.6pt solid #999; padding-left: 4mm; }
.figures strong { display: block; font-size: 21pt; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; }
.cover .box { margin-top: 9mm; padding: 4mm 6mm 5mm; }
.cover .box h2 { margin: 0 0 1mm; font-size: 11.5pt; }
.hash { display: grid; grid-template-columns: repeat(4, max-content); column-gap: 6mm; font-size: 14pt; line-height: 1.5; font-weight: 700; margin: 2mm 0; }
.ids { font-size: 9.5pt; }
.lead { font-size: 11pt; margin-top: 5mm; }
.lead ~ .box { margin-top: 5mm; padding: 4mm 6mm; }
.lead ~ .box h2 { margin-top: 0; }
.lead ~ .box .note { max-width: none; }
.lead ~ section h2 { margin-top: 5mm; }
.lead ~ section ol { padding-inline-start: 5mm; }
.lead ~ .keep:last-child { margin-top: 4mm; }
.lead ~ .keep .sign { margin-top: 9mm; row-gap: 9mm; }
.anchor { display: flex; gap: 8mm; align-items: center; justify-content: space-between; }
.anchor h3, .anchor + h3 { margin-top: 2mm; }
.anchor img { display: block; width: 40mm; height: 40mm; }
.anchor figure { flex: none; width: 42mm; }
.anchor figcaption { font-size: 8pt; line-height: 1.25; color: #333; text-align: center; margin-top: -1mm; }
.words { display: grid; grid-template-columns: repeat(3, max-content); grid-template-rows: repeat(4, auto); grid-auto-flow: column; gap: 1mm 8mm; list-style: none; margin: 1mm 0 2mm; counter-reset: word; }
.words li { counter-increment: word; display: flex; gap: 2mm; align-items: baseline; font-size: 14pt; line-height: 1.35; font-weight: 650; }
.words li::before { content: counter(word) "."; min-width: 5mm; text-align: right; font-size: 9pt; font-weight: 400; color: #333; }
.contents { columns: 2; column-gap: 8mm; margin-top: 2mm; padding-inline-start: 6mm; }
.rules { padding-inline-start: 5mm; }
.rules + .note, .none + .note, .chart + .note { margin-top: 2mm; }
.cut { font-weight: 650; margin-top: 3mm; }
.rules li { margin-top: 1mm; }
.sign { display: grid; grid-template-columns: 3fr 2fr; gap: 14mm 10mm; margin-top: 14mm; max-width: 150mm; }
.sign div { border-top: 0.8pt solid #000; padding-top: 1mm; font-size: 8.5pt; color: #333; }
`;

/** Many columns are set a little smaller, so that most rows stay on one line. */
export const WIDE_TABLE = "table { font-size: 8.5pt; }";
