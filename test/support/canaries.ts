import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Method } from "../../src/contract/methods";
import { base32 } from "../../src/main/core/domain/base32";

/** Something that must not lie about. */
export type Canary = {
  readonly what: string;
  /** Every way in which it may be written down. */
  readonly forms: readonly (string | Uint8Array)[];
  /** Where a person types it. */
  readonly typedInto: readonly Method[];
  /** Whose reply shows it: once, to its owner. */
  readonly shownBy: readonly Method[];
};

/** A text as it is, without the gaps between its groups, and in the other case. */
export function written(text: string): readonly string[] {
  const plain = text.replace(/[\s-]/g, "");
  return [...new Set([text, plain].flatMap((form) => [form, form.toUpperCase(), form.toLowerCase()]))];
}

/** The files in a folder that hold one of the canaries: raw, in hex, base32 or base64. */
export function filesWith(canaries: readonly Canary[], folder: string): readonly string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    for (const { what, forms } of canaries) {
      if (forms.flatMap(traces).some((trace) => bytes.includes(trace))) found.push(`${what} in ${file}`);
    }
  }
  return found;
}

function traces(form: string | Uint8Array): readonly Buffer[] {
  const raw = Buffer.from(form as string);
  const hex = raw.toString("hex");
  // The last character of these also depends on what follows.
  const whole = base32(raw).replace(/=+$/, "").slice(0, -1);
  const base64 = raw.toString("base64").replace(/=+$/, "").slice(0, -1);
  const texts = [hex, hex.toUpperCase(), whole, whole.toLowerCase(), base64];
  return [raw, Buffer.from(raw.toString("latin1"), "utf16le"), ...texts.map((text) => Buffer.from(text))];
}

/** Whether a text that went over the bridge holds it, in whatever groups. */
export function isHeardIn({ forms }: Canary, text: string): boolean {
  const plain = text.replace(/[\s-]/g, "");
  return forms.some((form) => {
    if (typeof form !== "string")
      return plain.includes(Buffer.from(form).toString("hex")) || plain.includes(base32(form));
    return /^\d+$/.test(form) ? isNumberIn(form, text) : text.includes(form) || plain.includes(form);
  });
}

/** Not as a part of a time or a hash. */
function isNumberIn(digits: string, text: string): boolean {
  return new RegExp(`(?<![0-9A-Za-z])${[...digits].join("[\\s-]?")}(?![0-9A-Za-z])`).test(text);
}
