import { encode } from "uqr";
import { svgDataUri } from "./markup";

/** Four modules, as ISO/IEC 18004 asks for (DOCUMENT-4). */
const QUIET_ZONE = 4;

/** The modules of a QR code with its quiet zone, true for black; error correction M. Throws on more than 2331 bytes. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: "M", border: QUIET_ZONE }).data;
}

/** A QR code as the address of an SVG picture, black on white whatever the theme, sharp at every size. */
export function qrSvgDataUri(text: string): string {
  const modules = qrModules(text);
  const size = modules.length;
  const path = modules.flatMap(rowPath).join("");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`;
  return svgDataUri(svg);
}

/** One rectangle for each run of black: single modules would leave hairlines between them. */
function rowPath(row: readonly boolean[], y: number): string[] {
  const runs = row.map((black) => (black ? "1" : "0")).join("");
  return Array.from(runs.matchAll(/1+/g), ({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`);
}
