import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { qrModules, qrSvgDataUri } from "../../src/main/papers/qr";

const PIXELS = 6;

/** The picture that the SVG draws, as a grey map: rectangles of black on white, `PIXELS` to a module. */
function rasterise(dataUri: string): Buffer {
  const svg = decodeURIComponent(dataUri.slice("data:image/svg+xml,".length));
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) * PIXELS;
  const pixels = Buffer.alloc(size * size, 255);
  const path = /fill="#000" d="([^"]+)"/.exec(svg)?.[1] ?? "";
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++) {
      pixels.fill(0, row * size + Number(x) * PIXELS, row * size + (Number(x) + Number(width)) * PIXELS);
    }
  }
  return Buffer.concat([Buffer.from(`P5 ${size} ${size} 255\n`), pixels]);
}

async function scan(picture: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wardkey-qr-"));
  try {
    await writeFile(join(folder, "qr.pgm"), picture);
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", join(folder, "qr.pgm")]);
    return stdout.replace(/\n$/, "");
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each([
  "K7Q2M-9XKDR-4TB2H-XW8ZA-01234-56789-ABCDE-FGHJK",
  "otpauth://totp/Maple%20Street%3Amarcus%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Maple%20Street&digits=7&period=30",
  "https://apps.apple.com/app/id494168017",
])("a scanner reads from the picture what was put in: %s", async (text) => {
  expect(await scan(rasterise(qrSvgDataUri(text)))).toBe(text);
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
