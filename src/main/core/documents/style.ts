import { createHash } from "node:crypto";
import { pageNumberWords, paperWords } from "../../../contract/documents/messages";
import type { Sheet } from "../ports";
import { DOCUMENT, WIDE_TABLE } from "./document-style";

type PaperSize = Sheet["size"];

/** What sheets and documents share: black on white. */
const INK = `
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: #fff; color: #000; font: 10.5pt/1.45 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
body { overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; align-items: flex-end; gap: 10mm; border-bottom: 1.5pt solid #000; padding-bottom: 3mm; }
h1 { font-size: 26pt; line-height: 1.1; font-weight: 650; letter-spacing: -0.015em; }
header p { font-size: 11pt; line-height: 1.3; font-weight: 600; text-align: right; }
h2 { font-size: 11.5pt; font-weight: 650; margin-bottom: 1.5mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 6mm; align-items: baseline; margin-top: 5mm; }
dt { color: #444; }
dd { font-weight: 600; }
.lines { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.box { border: 1.2pt solid #000; border-radius: 3mm; margin-top: 7mm; padding: 5mm 7mm; }
.mono { font-family: Consolas, Menlo, "Liberation Mono", "DejaVu Sans Mono", monospace; font-variant-ligatures: none; }
`;

/** Everything on one page of either size, with the longest names there are. */
const SHEET = `
.sheet { display: flex; flex-direction: column; }
.sheet + .sheet { break-before: page; }
main { flex: 1; }
h1 { white-space: nowrap; }
.lead { font-size: 12pt; margin-top: 6mm; }
.note { font-size: 9.5pt; color: #333; }
.key { display: flex; gap: 6mm; align-items: center; padding-right: 2mm; }
.key > div { flex: 1; }
.groups { display: grid; grid-template-columns: 1fr 1fr; gap: 3.5mm 5mm; list-style: none; margin: 4mm 0 5mm; counter-reset: group; }
.groups li { counter-increment: group; display: flex; align-items: baseline; gap: 3mm; font-size: 21pt; line-height: 1.2; font-weight: 700; letter-spacing: 0.05em; white-space: nowrap; }
.groups li::before { content: counter(group); font-size: 9.5pt; font-weight: 400; color: #444; letter-spacing: 0; }
figure img { display: block; width: 58mm; height: 58mm; }
figcaption { font-size: 9pt; color: #333; text-align: center; margin-top: -3mm; }
.half { display: flex; justify-content: space-between; list-style: none; margin: 4mm 0 5mm; font-size: 25pt; line-height: 1.2; font-weight: 700; letter-spacing: 0.05em; white-space: nowrap; }
.codes { display: grid; grid-template-columns: 1fr 1fr; grid-template-rows: repeat(5, auto); grid-auto-flow: column; gap: 4mm 10mm; list-style: none; margin: 4mm 0 1mm; }
.codes li { display: flex; align-items: center; gap: 3.5mm; font-size: 15pt; line-height: 1.2; font-weight: 600; white-space: nowrap; }
.codes .number { flex: none; width: 6.2mm; height: 6.2mm; border: 0.8pt solid #000; border-radius: 0.7mm; font-size: 9pt; line-height: 5.6mm; font-weight: 400; text-align: center; }
.slip { display: flex; justify-content: space-between; align-items: center; gap: 8mm; }
.code { font-size: 33pt; line-height: 1.15; font-weight: 700; letter-spacing: 0.04em; white-space: nowrap; }
.until { text-align: right; white-space: nowrap; line-height: 1.4; }
.until strong { display: block; font-weight: 650; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm; margin-top: 8mm; }
.columns ul, .columns ol { padding-inline-start: 5mm; }
.columns li { margin-top: 1.2mm; }
.steps { list-style: none; margin: 3mm 0 4mm; counter-reset: step; }
.steps li { counter-increment: step; display: grid; grid-template-columns: 8mm 22mm 1fr; gap: 4.5mm; align-items: center; padding-bottom: 1.4mm; line-height: 1.35; }
.steps li::before { content: counter(step); width: 8mm; height: 8mm; border: 1.2pt solid #000; border-radius: 50%; text-align: center; font-weight: 650; line-height: 7.2mm; }
.steps img { display: block; width: 22mm; height: 14mm; }
.steps strong { display: block; font-size: 11.5pt; }
.section { margin-top: 6mm; }
.fine { font-size: 8.5pt; line-height: 1.3; }
.fill { display: grid; grid-template-columns: 3fr 3fr 2fr; gap: 6mm; margin-top: 10mm; }
.fill div { border-bottom: 0.8pt solid #000; height: 12mm; font-size: 9pt; color: #444; }
.help { font-size: 12.5pt; font-weight: 650; margin-top: 5mm; }
.fold { border-top: 1pt dashed #000; margin-top: 3mm; break-inside: avoid; }
.fold > h2 { font-size: 9.5pt; font-weight: 400; text-align: center; margin: 0.5mm 0 0; }
.fold > div { display: flex; gap: 5mm; align-items: center; }
.fold > div > div { flex: 1; }
.fold figure img { width: 56mm; height: 56mm; }
.fold p + p { margin-top: 1mm; }
.fold h3 { font-size: 10.5pt; font-weight: 400; margin-top: 2.5mm; }
.fold ul { display: grid; grid-template-columns: repeat(4, max-content); gap: 0.5mm 5mm; list-style: none; margin-top: 0.5mm; font-size: 14pt; line-height: 1.25; font-weight: 700; letter-spacing: 0.04em; }
.sheet:has(.key) h1 { font-size: 22pt; }
.sheet:has(.key) .lead { font-size: 10.5pt; margin-top: 4mm; }
.sheet:has(.key) dl { margin-top: 3.5mm; gap: 0.5mm 6mm; }
.sheet:has(.key) li { font-size: 10pt; line-height: 1.35; }
.sheet:has(.key) .groups li { font-size: 21pt; line-height: 1.2; }
.sheet:has(.key) .box { margin-top: 5mm; padding-block: 4mm; }
.sheet:has(.key) .columns { margin-top: 5mm; }
.sheet:has(.key) .fill { margin-top: 5mm; }
.sheet:has(.key) footer { margin-top: 4mm; }
.sheet:has(.half) h1 { font-size: 20pt; }
.sheet:has(.half) .lead { font-size: 11pt; margin-top: 4mm; }
.sheet:has(.half) dl { margin-top: 4mm; }
.sheet:has(.half) .box { margin-top: 4mm; padding: 4mm 7mm; }
.sheet:has(.half) .columns { margin-top: 5mm; }
.sheet:has(.half) .section { margin-top: 4mm; }
.sheet:has(.half) .fill { margin-top: 6mm; }
.sheet:has(.half) footer { margin-top: 4mm; }
.sheet:has(.fold) .lead { font-size: 10.5pt; margin-top: 3mm; }
.sheet:has(.fold) dl { margin-top: 2.5mm; gap: 0.5mm 6mm; }
.sheet:has(.fold) .box { margin-top: 3mm; padding: 2.5mm 6mm; }
.sheet:has(.fold) .box h2 { margin-bottom: 0; }
.sheet:has(.fold) .code { font-size: 26pt; }
.sheet:has(.fold) .section { margin-top: 3mm; }
.sheet:has(.fold) .steps { margin: 1mm 0 1.5mm; }
.sheet:has(.fold) .steps li { grid-template-columns: 8mm 16mm 1fr; gap: 3mm; padding-bottom: 0.6mm; font-size: 9.5pt; line-height: 1.2; }
.sheet:has(.fold) .steps strong { font-size: 10.5pt; }
.sheet:has(.fold) h1 { font-size: 22pt; }
.sheet:has(.fold) .fine { font-size: 7.5pt; line-height: 1.2; }
.sheet:has(.fold) .steps img { width: 16mm; height: 10.2mm; }
.sheet:has(.fold) .help { font-size: 11pt; margin-top: 1mm; }
.sheet:has(.fold) footer { margin-top: 2mm; padding-top: 1.5mm; }
footer { border-top: 0.6pt solid #000; margin-top: 6mm; padding-top: 2.5mm; display: flex; justify-content: space-between; gap: 8mm; font-size: 10pt; color: #333; }
footer strong { color: #000; }
`;

/** A sheet is a millimetre short of the page, so that rounding never starts a second one. */
const PAGE: Readonly<Record<PaperSize, string>> = {
  A4: "@page { size: A4 portrait; margin: 18mm 18mm 14mm; } .sheet { min-height: 264mm; }",
  Letter: "@page { size: letter portrait; margin: 16mm 18mm 12mm; } .sheet { min-height: 250mm; }",
};

/** The style of papers that are one page each, or one page for each person. */
export function sheetStyle(size: PaperSize): string {
  return PAGE[size] + INK + SHEET;
}

/** The style of papers that run over many pages; `wide` turns the page. */
export function documentStyle(size: PaperSize, wide: boolean): string {
  return pageOf(size, wide) + INK + DOCUMENT + (wide ? WIDE_TABLE : "");
}

/** Chromium draws what stands in the margins from 131 on; before that, printing.ts does. */
function pageOf(size: PaperSize, wide: boolean): string {
  const { page, of } = pageNumberWords;
  const small = 'font: 8.5pt "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #333;';
  return `@page { size: ${size.toLowerCase()} ${wide ? "landscape" : "portrait"}; margin: 16mm 16mm 18mm;
@bottom-left { content: "${paperWords.madeWith}"; ${small} }
@bottom-right { content: "${page} " counter(page) " ${of} " counter(pages); ${small} } }`;
}

/** Content security policy of papers: the one style sheet by its hash (CSP3 §2.3.1), pictures from the document. */
export function paperCsp(style: string): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
