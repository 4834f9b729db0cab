import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a member's phone does: reads QR codes (zbarimg) and shows codes (oathtool). */

const PIXELS = 6;

/** What a scanner reads from the picture of a QR code at a data:image/svg+xml address. */
export function scanQr(dataUri: string): Promise<string> {
  return scan("qr.pgm", rasterise(dataUri));
}

/** What a scanner reads from a screenshot. */
export function scanPicture(png: Buffer): Promise<string> {
  return scan("qr.png", png);
}

/** The code that an authenticator app shows at `now` (epoch ms) for a key in base32, with or without spaces. */
export function appCode(key: string, now: number, digits = 7): string {
  const at = `@${Math.floor(now / 1000)}`;
  const args = ["--totp", "--base32", `--digits=${digits}`, "--now", at, key.replaceAll(" ", "")];
  return execFileSync("oathtool", args, { encoding: "utf8" }).trim();
}

const STEP_MS = 30_000;

/** What a phone goes by: the time, and how its owner comes to a later moment; epoch ms. */
export type PhoneTime = { readonly now: () => number; readonly until: (at: number) => Promise<void> };

const realTime: PhoneTime = {
  now: () => Date.now(),
  until: (at) => new Promise((resolve) => setTimeout(resolve, at - Date.now())),
};

/** How far ahead of the clock the app has learned this phone to be, and the last step it was given; in steps. */
type Seen = { last: number; drift: number };

/** A phone with an authenticator in it, whose owner types each code once. */
export type Phone = {
  readonly key: string;
  readonly digits: number;
  /** A code that the app has not seen yet and accepts now; waits for the clock only where there is none. */
  readonly nextCode: () => Promise<string>;
  /** The code of the step that was accepted last. */
  readonly lastCode: () => string;
  /** What it shows right now, for when nothing will be accepted. */
  readonly shownCode: () => string;
  /** This phone, as a copy of the vault knows it. */
  readonly copy: () => Phone;
  /** This phone in the hand of somebody who waits: it is never ahead by so much that a clock seems to be wrong. */
  readonly patient: () => Phone;
  /** This phone beside a computer that sleeps until the next code, so that nobody waits for it. */
  readonly timedBy: (computer: PhoneTime) => Phone;
};

/**
 * Its clock runs a little ahead: the app accepts one step on either side of what it has learned of a phone, so that
 * four acts in a row need no waiting. Each code is also right should the next step begin before it arrives.
 */
export function holdPhone(
  key: string,
  digits = 7,
  seen: Seen = { last: 0, drift: 0 },
  { time = realTime, patient = false }: { readonly time?: PhoneTime; readonly patient?: boolean } = {},
): Phone {
  const codeOf = (step: number) => appCode(key, step * STEP_MS, digits);
  const nextCode = async () => {
    for (;;) {
      const current = Math.floor(time.now() / STEP_MS);
      const middle = current + seen.drift;
      const steps = patient ? stepsInTime(time.now(), middle) : [middle, middle + 1];
      const step = steps.find((each) => each > seen.last);
      if (step !== undefined) {
        seen.last = step;
        seen.drift = step - current <= 2 ? step - current : seen.drift;
        return codeOf(step);
      }
      await time.until((current + 1) * STEP_MS);
    }
  };
  return {
    key,
    digits,
    nextCode,
    lastCode: () => codeOf(seen.last),
    shownCode: () => codeOf(Math.floor(time.now() / STEP_MS)),
    copy: () => holdPhone(key, digits, { ...seen }, { time, patient }),
    patient: () => holdPhone(key, digits, seen, { time, patient: true }),
    timedBy: (computer) => holdPhone(key, digits, seen, { time: computer, patient }),
  };
}

/** Now and the step after it, as far as the app accepts them around `middle`; the earliest only while it stays so. */
function stepsInTime(now: number, middle: number): readonly number[] {
  const current = Math.floor(now / STEP_MS);
  const begins = now % STEP_MS < STEP_MS / 2;
  return [...(begins ? [middle - 1] : []), middle, middle + 1].filter((step) => step >= current && step <= current + 1);
}

/** A code with so many digits that is none of `codes`. */
export function otherThan(...codes: readonly string[]): string {
  const length = codes[0]?.length ?? 7;
  const candidates = Array.from({ length: codes.length + 1 }, (_, digit) => String(digit).repeat(length));
  return candidates.find((candidate) => !codes.includes(candidate)) ?? "";
}

/** The picture that the SVG draws, as a gray map: rectangles of black on white, `PIXELS` to a module. */
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

async function scan(name: string, picture: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wardkey-qr-"));
  try {
    await writeFile(join(folder, name), picture);
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", join(folder, name)]);
    return stdout.replace(/\n$/, "");
  } finally {
    await rm(folder, { recursive: true });
  }
}
