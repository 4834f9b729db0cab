import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a member's phone does: reads QR codes (zbarimg) and shows codes (oathtool). */

const PIXELS = 6;

/** What a scanner reads from the picture of a QR code at a data:image/svg+xml address. */
export function scanQr(dataUri: string): Promise<string> {
  return scan(rasterise(dataUri));
}

/** The code that an authenticator app shows at `now` (epoch ms) for a key in base32, with or without spaces. */
export function appCode(key: string, now: number, digits = 7): string {
  const at = `@${Math.floor(now / 1000)}`;
  const args = ["--totp", "--base32", `--digits=${digits}`, "--now", at, key.replaceAll(" ", "")];
  return execFileSync("oathtool", args, { encoding: "utf8" }).trim();
}

/** A code with so many digits that is none of `codes`. */
export function otherThan(...codes: readonly string[]): string {
  const length = codes[0]?.length ?? 7;
  const candidates = Array.from({ length: codes.length + 1 }, (_, digit) => String(digit).repeat(length));
  return candidates.find((candidate) => !codes.includes(candidate)) ?? "";
}

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
