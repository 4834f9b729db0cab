import { expect, test } from "vitest";
import { qrModules, qrSvgDataUri } from "../../../src/main/core/documents/qr";
import { scanQr } from "../../support/phone";

test.each([
  "K7Q2M-9XKDR-4TB2H-XW8ZA-01234-56789-ABCDE-FGHJK",
  "otpauth://totp/Maple%20Street%3Amarcus%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Maple%20Street&digits=7&period=30",
  "https://apps.apple.com/app/id494168017",
])("a scanner reads from the picture what was put in: %s", async (text) => {
  expect(await scanQr(qrSvgDataUri(text))).toBe(text);
});

test("four white modules surround the code, and the first finder pattern stands where they end", () => {
  const modules = qrModules("7305518");
  const blank = modules.map(() => false);
  for (const edge of [0, 1, 2, 3]) {
    expect(modules[edge]).toEqual(blank);
    expect(modules.at(-1 - edge)).toEqual(blank);
    expect(modules.map((row) => row[edge] || row.at(-1 - edge))).toEqual(blank);
  }
  expect(modules[4]?.slice(4, 12)).toEqual([true, true, true, true, true, true, true, false]);
});

test("the picture is black on white and holds nothing but itself", () => {
  const uri = qrSvgDataUri(`"><script>alert(1)</script>'`);
  const svg = decodeURIComponent(uri.slice("data:image/svg+xml,".length));
  expect(uri).toMatch(/^data:image\/svg\+xml,[\w%.!~*()-]+$/);
  expect(svg.match(/<\w+/g)).toEqual(["<svg", "<path", "<path"]);
  expect(svg.match(/fill="[^"]+"/g)).toEqual(['fill="#fff"', 'fill="#000"']);
});
