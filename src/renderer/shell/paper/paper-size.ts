import type { InputOf } from "../../../contract/methods";

/** Where paper is US Letter (CLDR, supplemental data: paperSize); A4 everywhere else. */
const letter = new Set("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" "));

export function paperSizeOf(region: string): InputOf<"printPaper">["size"] {
  return letter.has(region) ? "Letter" : "A4";
}
